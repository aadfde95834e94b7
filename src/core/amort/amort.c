/*
 * Amort: checks the loan, lays out its calendar and its exact period rates,
 * and hands both to the form.
 */
#include "core/amort/amort.h"

#include <string.h>

#include "core/amort/forms.h"

/* What to do, where more is known than the range that a value left. */
static void
advise(LfFault *why, const char *what)
{
    why->text2 = what;
    why->text2_len = strlen(what);
}

static lf_status
range_money(const LfLoan *loan, const char *name, int64_t value, int64_t least, int64_t greatest,
            LfFault *why)
{
    if (value >= least && value <= greatest)
        return LF_OK;
    *why = (LfFault){.status = LF_ERR_RANGE_MONEY,
                     .scale = lf_currency_scale(loan->currency),
                     .name = name,
                     .a = value,
                     .b = least,
                     .c = greatest};
    return why->status;
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
    *why = (LfFault){.status = LF_ERR_NOT_MEANT, .name = option};
    why->text = lf_method_name(t->method);
    for (why->text_len = 0; why->text[why->text_len] != '\0';)
        why->text_len++;
    return why->status;
}

static lf_status
bad_date(const char *name, int64_t date, LfFault *why)
{
    *why = (LfFault){.status = LF_ERR_DATE_RANGE, .name = name, .a = date};
    return why->status;
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

/* Rates and years under `periodic`: two fractions at most. */
static void
periodic_rates(LfAmortPlan *p)
{
    const LfLoan *loan = p->loan;
    const LfTerms *t = &loan->terms;
    LfFraction whole = lf_period_fraction(t->period), first = whole;

    p->rest = lf_rate_make(t->rate_e12, whole);
    if (t->has_first_due)
        first = lf_broken_fraction(t->period, loan->start_date, t->first_due);
    p->first = t->has_first_due ? lf_rate_make(t->rate_e12, first) : p->rest;
    if (t->in_advance)
        p->first = (LfRate){0, 1};
    /* 12 divides 360 and 52 divides 364, so one denominator serves both */
    p->years_den = first.den;
    p->years_num = first.num + (lf_int128)whole.num * (first.den / whole.den) * (t->periods - 1);
}

/* Rates and years by dates: one a row, `after` the end of the period after the last row. */
static void
dated_rates(LfAmortPlan *p, const int32_t *due, int32_t after, LfRate *each)
{
    const LfTerms *t = &p->loan->terms;
    int32_t from = p->loan->start_date;

    p->years_num = 0;
    for (int32_t k = 0; k <= p->total; k++) {
        /* in advance row 0 falls on the start, its fraction is 0 */
        int32_t to = k < p->total ? due[k] : after;
        LfFraction f = lf_year_fraction(t->day_count, from, to);

        if (k < p->total)
            each[k] = lf_rate_make(t->rate_e12, f);
        /* the n periods that begin at the start end in rows 0..n-1, in advance in rows 1..n */
        if (t->in_advance ? k <= p->n : k < p->n)
            p->years_num += f.num;
        p->years_den = f.den;
        from = to;
    }
    p->each = each;
}

lf_status
lf_payment_too_low(const LfAmortPlan *p, int32_t row, int64_t payment, int64_t interest,
                   LfFault *why)
{
    *why = (LfFault){.status = LF_ERR_PAYMENT_BELOW_INTEREST,
                     .scale = lf_currency_scale(p->loan->currency),
                     .a = row + 1,
                     .b = payment,
                     .c = interest};
    return why->status;
}

/* No period may lose the whole balance: every factor 1 + r stays above 0. */
static lf_status
check_period_rates(const LfAmortPlan *p, LfFault *why)
{
    if (p->loan->terms.rate_e12 >= 0)
        return LF_OK;
    for (int32_t k = 0; k < p->total; k++) {
        LfRate r = lf_plan_rate(p, k);

        if (r.num <= -(lf_int128)r.den) {
            *why = (LfFault){.status = LF_ERR_RATE_PERIOD, .a = k + 1};
            return why->status;
        }
    }
    return LF_OK;
}

/* Rows of such a loan stay far below 64 bits: a period's rate is at most 1 and
 * the debt cannot grow, so no interest exceeds the principal. */
static bool
is_moderate(const LfLoan *loan)
{
    const LfTerms *t = &loan->terms;

    return loan->principal < LF_MAX_MONEY / 10 && t->rate_e12 < LF_RATE_ONE &&
           t->day_count == LF_PERIODIC && t->period.months <= 12 && t->period.days <= 360 &&
           !t->has_first_due && !t->negative_amortization &&
           (!loan->has_payment || loan->payment < LF_MAX_MONEY);
}

static lf_status
fill_form(const LfAmortPlan *p, LfSchedule *out, LfFault *why)
{
    switch (p->loan->terms.method) {
    case LF_ANNUITY:
        return lf_form_annuity(p, out, why);
    case LF_EQUAL_PRINCIPAL:
    case LF_INTEREST_ONLY:
        return lf_form_principal(p, out, why);
    case LF_FLAT:
    case LF_RULE_OF_78:
        break;
    }
    return lf_form_addon(p, out, why);
}

static void
fill(int64_t *column, int32_t count, int64_t value)
{
    for (int32_t k = 0; k < count; k++)
        column[k] = value;
}

lf_status
lf_amortize(const LfLoan *loan, bool with_dates, LfSchedule *out, LfFault *why)
{
    const LfTerms *t = &loan->terms;
    LfRate each[LF_MAX_LOAN_ROWS];
    LfAmortPlan plan = {.loan = loan, .n = t->periods, .total = lf_loan_rows(loan)};
    LfDueCalendar calendar = lf_due_calendar(t, loan->start_date);
    lf_status status;

    out->currency = loan->currency;
    out->opening = loan->principal;
    out->start_date = loan->start_date;
    out->has_terms = true;
    out->terms = *t;
    out->rows.count = plan.total;
    if (with_dates || t->day_count != LF_PERIODIC)
        lf_due_fill(calendar, plan.total, out->rows.due);
    if (t->day_count == LF_PERIODIC)
        periodic_rates(&plan);
    else {
        /* no row falls on it, so it may lie beyond the limits */
        int64_t after = lf_date_add(calendar.base, calendar.period, calendar.first + plan.total);

        dated_rates(&plan, out->rows.due, (int32_t)after, each);
    }
    fill(out->rows.fee, plan.total, loan->fee);
    status = check_period_rates(&plan, why);
    if (status == LF_OK)
        status = fill_form(&plan, out, why);
    /* only amounts near the edge of 64 bits can fail here */
    return status == LF_OK && !is_moderate(loan) ? lf_schedule_check_money(out, why) : status;
}
