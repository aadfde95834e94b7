/*
 * Loan: every argument inside its domain and meant for its form.
 */
#include "core/amort/loan.h"

#include <string.h>

#include "core/base/range.h"

static lf_status
check_amounts(const LfLoan *loan, LfFault *why)
{
    const LfTerms *t = &loan->terms;
    int scale = lf_currency_scale(loan->currency);

    LF_TRY(lf_check_money("principal", loan->principal, 1, scale, why));
    if (t->balloon < 0 || t->balloon > loan->principal)
        return LF_REFUSE(why, LF_ERR_BALLOON_RANGE, .scale = scale, .a = t->balloon,
                         .c = loan->principal);
    LF_TRY(lf_check_money("fee", loan->fee, 0, scale, why));
    if (t->payment_unit != 0)
        LF_TRY(lf_check_money("payment_unit", t->payment_unit, 1, scale, why));
    if (loan->has_payment)
        LF_TRY(lf_check_money("payment", loan->payment, 0, scale, why));
    return LF_OK;
}

static lf_status
check_counts(const LfTerms *t, LfFault *why)
{
    LF_TRY(lf_check_rate(t->rate_e12, why));
    if (t->periods < 1 || t->periods > LF_MAX_PERIODS)
        return LF_REFUSE(why, LF_ERR_PERIODS_RANGE, .a = t->periods, .b = 1, .c = LF_MAX_PERIODS);
    if (t->grace < 0 || t->grace >= t->periods)
        return LF_REFUSE(why, LF_ERR_GRACE_RANGE, .a = t->grace, .b = t->periods);
    return LF_OK;
}

static lf_status
check_period(LfPeriod p, LfFault *why)
{
    if (p.months != 0 && p.days != 0)
        return LF_REFUSE(why, LF_ERR_PERIOD_MIXED, .a = p.months, .b = p.days);
    if (p.months != 0)
        return lf_check_int("period in months", p.months, 1, LF_MAX_PERIOD_MONTHS, why);
    return lf_check_int("period in days", p.days, 1, LF_MAX_PERIOD_DAYS, why);
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
    return bad_date("maturity_date", lf_due_date(c, rows - 1), why);
}

int32_t
lf_loan_rows(const LfLoan *loan)
{
    return loan->terms.periods + (loan->terms.in_advance && loan->terms.balloon > 0);
}

lf_status
lf_loan_check(LfLoan *loan, LfFault *why)
{
    LF_TRY(check_amounts(loan, why));
    LF_TRY(check_counts(&loan->terms, why));
    LF_TRY(check_period(loan->terms.period, why));
    LF_TRY(check_meant(loan, why));
    return check_dates(loan, why);
}
