/*
 * Accrual: parts of periods.  All parts of one period share a denominator, so
 * a sum over several annual rates stays exact.
 */
#include "core/schedule/accrual.h"

/* The calendar period that holds the days after `date`, and its fraction. */
typedef struct CalendarPeriod {
    int32_t begin;
    int32_t end;
    LfFraction fraction;
} CalendarPeriod;

static CalendarPeriod
period_after(const LfTerms *t, int32_t start_date, int32_t date)
{
    LfDueCalendar c = lf_due_calendar(t, start_date);
    int32_t passed = lf_due_count_until(c, LF_MAX_ROWS, date);
    CalendarPeriod p;

    p.end = (int32_t)lf_due_date(c, passed);
    p.fraction = lf_period_fraction(t->period);
    if (passed > 0)
        p.begin = (int32_t)lf_due_date(c, passed - 1);
    else {
        p.begin = start_date;
        if (t->has_first_due)
            p.fraction = lf_broken_fraction(t->period, start_date, t->first_due);
    }
    return p;
}

/* The fraction of a year from one day to another inside the period. */
static LfFraction
part_fraction(const LfTerms *t, const CalendarPeriod *p, int32_t from, int32_t to)
{
    if (t->day_count != LF_PERIODIC)
        return lf_year_fraction(t->day_count, from, to, false);
    return (LfFraction){p->fraction.num * ((int64_t)to - from),
                        p->fraction.den * ((int64_t)p->end - p->begin)};
}

/* num / (den * 10^12) in lowest terms; false where that leaves 64 bits. */
static bool
lower_terms(lf_int128 num, int64_t den, LfRate *rate)
{
    LfRate r = lf_rate_reduce((LfRate){num, den});
    LfRate one = lf_rate_of_decimal(r.num);

    rate->num = one.num;
    return lf_mul64(r.den, one.den, &rate->den);
}

static bool
rate_within(const LfTerms *t, const CalendarPeriod *p, int32_t from, int32_t to, LfRate *out)
{
    LfFraction f = {0, 1};
    int64_t rate = t->rate_e12;
    lf_int128 num = 0;

    for (int32_t i = 0; from < to;) {
        int32_t until = to;

        for (; i < t->change_count && t->changes[i].from <= from; i++)
            rate = t->changes[i].rate_e12;
        if (i < t->change_count && t->changes[i].from < until)
            until = t->changes[i].from;
        f = part_fraction(t, p, from, until);
        num += (lf_int128)rate * f.num;
        from = until;
    }
    return lower_terms(num, f.den, out);
}

bool
lf_accrual_rate(const LfTerms *t, int32_t start_date, int32_t from, int32_t to, LfRate *out)
{
    CalendarPeriod p = period_after(t, start_date, from);

    return rate_within(t, &p, from, to, out);
}

bool
lf_accrual_rate_between(const LfTerms *t, int32_t from, int32_t to, LfRate *out)
{
    CalendarPeriod p = {from, to, lf_period_fraction(t->period)};

    return rate_within(t, &p, from, to, out);
}

lf_status
lf_accrued_interest(const LfAccrual *a, int32_t as_of, int64_t *interest, LfFault *why)
{
    const LfTerms *t = a->terms;
    LfRate r;
    LfRounding mode = t != NULL ? t->rounding : LF_HALF_UP;

    *interest = 0;
    if (as_of <= a->previous_due)
        return LF_OK;
    if (t == NULL || t->method == LF_FLAT || t->method == LF_RULE_OF_78) {
        r = (LfRate){(lf_int128)as_of - a->previous_due, (int64_t)a->next_due - a->previous_due};
        if (lf_rate_interest(r, a->next_interest, mode, interest) == LF_OK)
            return LF_OK;
    } else {
        if (lf_accrual_rate(t, a->start_date, a->previous_due, as_of, &r) &&
            lf_rate_interest(r, a->balance, mode, interest) == LF_OK)
            return LF_OK;
    }
    return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "accrued interest");
}
