/*
 * Actual: each year by its own length.
 */
#include "core/time/actual.h"

#include "core/time/calendar.h"

static int32_t
year_of(int32_t date)
{
    return lf_date_to_civil(date).year;
}

static int32_t
new_year(int32_t year)
{
    return lf_date_from_civil((LfCivil){year, 1, 1});
}

/* Leap years before a year. */
static int32_t
leap_years_before(int32_t year)
{
    int32_t last = year - 1;

    return last / 4 - last / 100 + last / 400;
}

/* 29 Februaries up to a date. */
static int32_t
leap_days_until(int32_t date)
{
    LfCivil c = lf_date_to_civil(date);
    bool after = c.month > 2 || (c.month == 2 && c.day == 29);

    return leap_years_before(c.year) + (after && lf_is_leap_year(c.year));
}

int32_t
lf_leap_days(int32_t from, int32_t to)
{
    return leap_days_until(to) - leap_days_until(from);
}

/* A 29 February in from .. to, both included. */
static bool
holds_leap_day(int32_t from, int32_t to)
{
    LfCivil c = lf_date_to_civil(from);

    return (c.month == 2 && c.day == 29) || lf_leap_days(from, to) > 0;
}

/* Days of leap years before a date. */
static int64_t
leap_year_days_until(int32_t date)
{
    int32_t year = year_of(date);

    return (int64_t)366 * leap_years_before(year) +
           (lf_is_leap_year(year) ? date - new_year(year) : 0);
}

/* A day belongs to the year it begins in. */
static LfFraction
by_isda(int32_t from, int32_t to)
{
    int64_t leap = leap_year_days_until(to) - leap_year_days_until(from);
    int64_t plain = (int64_t)to - from - leap;

    return (LfFraction){leap * 365 + plain * 366, 365 * 366};
}

/* Whole years back from the end; the rest over 366 where it holds a 29 February. */
static LfFraction
by_afb(int32_t from, int32_t to)
{
    const LfPeriod year = {.months = 12};
    int32_t years = year_of(to) - year_of(from), end, length;

    if (years > 0 && lf_date_add(to, year, -years) < from)
        years--;
    end = (int32_t)lf_date_add(to, year, -years);
    length = end > from && holds_leap_day(from, end - 1) ? 366 : 365;
    return (LfFraction){(int64_t)years * length + end - from, length};
}

/* Whole years from the start; the rest over the days of the year that begins then. */
static LfFraction
by_year(int32_t from, int32_t to)
{
    const LfPeriod year = {.months = 12};
    int64_t years = year_of(to) - year_of(from);
    int32_t begin, length;

    if (lf_date_add(from, year, years) > to)
        years--;
    begin = (int32_t)lf_date_add(from, year, years);
    length = (int32_t)lf_date_add(from, year, years + 1) - begin;
    return (LfFraction){years * length + to - begin, length};
}

/* Up to a year: 366 where it lies in a leap year or holds a 29 February; else the mean
 * length of all years touched. */
static LfFraction
by_yearfrac(int32_t from, int32_t to)
{
    int32_t first = year_of(from), last = year_of(to), years = last - first + 1;
    bool leap = first == last ? lf_is_leap_year(first) : holds_leap_day(from, to);

    if (lf_date_add(from, (LfPeriod){.months = 12}, 1) >= to)
        return (LfFraction){to - from, leap ? 366 : 365};
    return (LfFraction){(int64_t)(to - from) * years, new_year(last + 1) - new_year(first)};
}

bool
lf_actual_fraction(LfDayCount day_count, int32_t from, int32_t to, LfFraction *out)
{
    if (day_count == LF_ACT_ACT)
        *out = by_isda(from, to);
    else if (day_count == LF_ACT_365A)
        *out = (LfFraction){to - from, lf_leap_days(from, to) > 0 ? 366 : 365};
    else if (day_count == LF_ACT_ACT_AFB)
        *out = by_afb(from, to);
    else if (day_count == LF_ACT_ACT_YEAR)
        *out = by_year(from, to);
    else if (day_count == LF_ACT_ACT_YEARFRAC)
        *out = by_yearfrac(from, to);
    else
        return false;
    return true;
}

/* The days of one coupon period that lie in from .. to - 1. */
static int32_t
overlap(int32_t begin, int32_t end, int32_t from, int32_t to)
{
    int32_t a = begin > from ? begin : from, b = end < to ? end : to;

    return b > a ? b - a : 0;
}

/* Whole periods between the first and the last one touched count as they are. */
static LfFraction
by_icma(int32_t from, int32_t to, int32_t base, LfPeriod period)
{
    int32_t months = lf_month_of(from) - lf_month_of(base);
    int64_t k = months / period.months - 2, whole = 0, first, last, first_days, last_days;

    while (lf_date_add(base, period, k + 1) <= from)
        k++;
    first = lf_date_add(base, period, k + 1) - lf_date_add(base, period, k);
    first_days = overlap((int32_t)lf_date_add(base, period, k),
                         (int32_t)lf_date_add(base, period, k + 1), from, to);
    last = 1;
    last_days = 0;
    if (lf_date_add(base, period, k + 1) < to) {
        whole = (lf_month_of(to) - lf_month_of(from)) / period.months - 2;
        whole = whole > 0 ? whole : 0;
        while (lf_date_add(base, period, k + 2 + whole) <= to)
            whole++;
        last = lf_date_add(base, period, k + 2 + whole) - lf_date_add(base, period, k + 1 + whole);
        last_days = to - lf_date_add(base, period, k + 1 + whole);
    }
    return (LfFraction){(first_days * last + whole * first * last + last_days * first) *
                            period.months,
                        first * last * 12};
}

lf_status
lf_period_fraction_of(LfDayCount day_count, int32_t from, int32_t to, int32_t period_start,
                      int32_t period_end, LfFraction *out, LfFault *why)
{
    int32_t months = lf_month_of(period_end) - lf_month_of(period_start);
    LfPeriod period = {.months = months,
                       .month_end = lf_is_month_end(period_start) && lf_is_month_end(period_end)};

    if (months <= 0 || 12 % months != 0 ||
        (lf_date_add(period_start, period, 1) != period_end &&
         lf_date_add(period_end, period, -1) != period_start))
        return LF_REFUSE(why, LF_ERR_COUPON_PERIOD, .a = period_start, .b = period_end);
    if (day_count == LF_ACT_ACT_ICMA)
        *out = by_icma(from, to, period_end, period);
    else {
        bool leap = months == 12 ? lf_leap_days(from, period_end) > 0
                                 : lf_is_leap_year(year_of(period_end));

        *out = (LfFraction){to - from, leap ? 366 : 365};
    }
    return LF_OK;
}
