/*
 * Loan: every argument inside its domain and meant for its form.
 */
#include "core/amort/loan.h"

#include <string.h>

/* What to do, where more is known than the range that a value left. */
static void
advise(LfFault *why, const char *what)
{
    why->text2 = lf_text(what);
}

static lf_status
range_money(const LfLoan *loan, const char *name, int64_t value, int64_t least, int64_t greatest,
            LfFault *why)
{
    if (value >= least && value <= greatest)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_RANGE_MONEY, .scale = lf_currency_scale(loan->currency),
                     .name = name, .a = value, .b = least, .c = greatest);
}

static lf_status
check_amounts(const LfLoan *loan, LfFault *why)
{
    const LfTerms *t = &loan->terms;
    lf_status status = range_money(loan, "principal", loan->principal, 1, LF_MAX_MONEY, why);

    if (status == LF_OK) {
        status = range_money(loan, "balloon", t->balloon, 0, loan->principal, why);
        if (status != LF_OK)
            advise(why, "The balloon is the part of the principal that is paid last.");
    }
    if (status == LF_OK)
        status = range_money(loan, "fee", loan->fee, 0, LF_MAX_MONEY, why);
    if (status == LF_OK && t->payment_unit != 0)
        status = range_money(loan, "payment_unit", t->payment_unit, 1, LF_MAX_MONEY, why);
    if (status == LF_OK && loan->has_payment)
        status = range_money(loan, "payment", loan->payment, 0, LF_MAX_MONEY, why);
    return status;
}

static lf_status
check_counts(const LfTerms *t, LfFault *why)
{
    if (t->rate_e12 <= -LF_RATE_ONE || t->rate_e12 > LF_MAX_RATE_E12)
        *why = (LfFault){.status = LF_ERR_RANGE_RATE,
                         .name = "annual_rate",
                         .a = t->rate_e12,
                         .b = -LF_RATE_ONE,
                         .c = LF_MAX_RATE_E12};
    else if (t->periods < 1 || t->periods > LF_MAX_PERIODS) {
        *why = (LfFault){.status = LF_ERR_RANGE_INT,
                         .name = "periods",
                         .a = t->periods,
                         .b = 1,
                         .c = LF_MAX_PERIODS};
        advise(why, "Count payments, not days: 30 years by the month are 360.");
    } else if (t->grace < 0 || t->grace >= t->periods)
        *why = (LfFault){.status = LF_ERR_GRACE_RANGE, .a = t->grace, .b = t->periods};
    else
        return LF_OK;
    return why->status;
}

static lf_status
check_period(LfPeriod p, LfFault *why)
{
    int32_t length = p.months != 0 ? p.months : p.days;
    int32_t greatest = p.months != 0 ? LF_MAX_PERIOD_MONTHS : LF_MAX_PERIOD_DAYS;

    if (p.months != 0 && p.days != 0)
        *why = (LfFault){.status = LF_ERR_PERIOD_MIXED, .a = p.months, .b = p.days};
    else if (length < 1 || length > greatest)
        *why = (LfFault){.status = LF_ERR_RANGE_INT,
                         .name = p.months != 0 ? "period in months" : "period in days",
                         .a = length,
                         .b = 1,
                         .c = greatest};
    else
        return LF_OK;
    return why->status;
}

/* Options that the form has no meaning for. */
static lf_status
check_meant(const LfLoan *loan, LfFault *why)
{
    const LfTerms *t = &loan->terms;
    const char *option = NULL;

    if (t->method == LF_INTEREST_ONLY) {
        if (t->grace > 0)
            option = "grace";
        else if (t->balloon > 0)
            option = "balloon";
        else if (t->in_advance)
            option = "in_advance";
        else if (t->payment_unit != 0)
            option = "payment_unit";
    }
    if (t->method == LF_RULE_OF_78) {
        if (t->grace > 0)
            option = "grace";
        else if (t->in_advance)
            option = "in_advance";
    }
    if ((t->method == LF_INTEREST_ONLY || t->method == LF_EQUAL_PRINCIPAL) && loan->has_payment)
        option = "payment";
    if (option == NULL)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_NOT_MEANT, .name = option,
                     .text = lf_text(lf_method_name(t->method)));
}

static lf_status
bad_date(const char *name, int64_t date, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_DATE_RANGE, .name = name, .a = date);
}

static lf_status
check_dates(LfLoan *loan, LfFault *why)
{
    LfTerms *t = &loan->terms;

    if (!lf_date_in_range(loan->start_date))
        return bad_date("start_date", loan->start_date, why);
    if (t->has_first_due) {
        *why = (LfFault){.a = t->first_due, .b = loan->start_date};
        if (t->in_advance)
            return why->status = LF_ERR_FIRST_DUE_ADVANCE;
        if (t->first_due <= loan->start_date)
            return why->status = LF_ERR_FIRST_DUE_EARLY;
        if (!lf_date_in_range(t->first_due))
            return bad_date("first_due", t->first_due, why);
    }
    if (lf_terms_check_month_end(t, loan->start_date, why) != LF_OK)
        return why->status;
    lf_terms_normalize(t, loan->start_date);

    LfDueCalendar c = lf_due_calendar(t, loan->start_date);
    int32_t rows = lf_loan_rows(loan);

    if (lf_due_in_range(c, rows))
        return LF_OK;
    return bad_date("maturity_date", lf_date_add(c.base, c.period, c.first + rows - 1), why);
}

int32_t
lf_loan_rows(const LfLoan *loan)
{
    return loan->terms.periods + (loan->terms.in_advance && loan->terms.balloon > 0);
}

lf_status
lf_loan_check(LfLoan *loan, LfFault *why)
{
    lf_status status = check_amounts(loan, why);

    if (status == LF_OK)
        status = check_counts(&loan->terms, why);
    if (status == LF_OK)
        status = check_period(loan->terms.period, why);
    if (status == LF_OK)
        status = check_meant(loan, why);
    if (status == LF_OK)
        status = check_dates(loan, why);
    return status;
}
