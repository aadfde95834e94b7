/*
 * Plan: the calendar of a loan and the exact rate of each of its periods.
 */
#include "core/amort/plan.h"

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
        LfFraction f = lf_year_fraction(t->day_count, from, to, false);

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

/* No period may lose the whole balance: every factor 1 + r stays above 0. */
static lf_status
check_period_rates(const LfAmortPlan *p, LfFault *why)
{
    if (p->loan->terms.rate_e12 >= 0)
        return LF_OK;
    for (int32_t k = 0; k < p->total; k++) {
        LfRate r = lf_plan_rate(p, k);

        if (r.num <= -(lf_int128)r.den)
            return LF_REFUSE(why, LF_ERR_RATE_PERIOD, .a = k + 1);
    }
    return LF_OK;
}

lf_status
lf_plan_too_low(const LfAmortPlan *p, int32_t row, int64_t payment, int64_t interest, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_PAYMENT_BELOW_INTEREST,
                     .scale = lf_currency_scale(p->loan->currency), .a = row + 1, .b = payment,
                     .c = interest);
}

void
lf_plan_lay_out(const LfLoan *loan, bool with_dates, int32_t *due, LfRate *each, LfAmortPlan *p)
{
    const LfTerms *t = &loan->terms;
    LfDueCalendar calendar = lf_due_calendar(t, loan->start_date);

    p->loan = loan;
    p->n = t->periods;
    p->total = lf_loan_rows(loan);
    p->each = NULL;
    if (with_dates || t->day_count != LF_PERIODIC)
        lf_due_fill(calendar, p->total, due);
    if (t->day_count == LF_PERIODIC)
        periodic_rates(p);
    else /* no row falls on the last date, so it may lie beyond the limits */
        dated_rates(p, due, (int32_t)lf_due_date(calendar, p->total), each);
}

lf_status
lf_plan_make(const LfLoan *loan, bool with_dates, int32_t *due, LfRate *each, LfAmortPlan *p,
             LfFault *why)
{
    lf_plan_lay_out(loan, with_dates, due, each, p);
    return check_period_rates(p, why);
}
