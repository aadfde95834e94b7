/*
 * Calendar: the day-number arithmetic behind every date of a schedule.
 *
 * Day 0 is 2000-01-01.  Years are counted from 1 March inside, so that the
 * leap day is the last of its year and drops out of every formula.
 */
#include "core/calendar.h"

/* 0000-03-01 to 2000-01-01 */
#define LF_DAYS_FROM_MARCH_ZERO 730425
#define LF_DAYS_IN_ERA 146097

bool
lf_is_leap_year(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t
lf_days_in_month(int32_t year, int32_t month)
{
    static const int8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && lf_is_leap_year(year));
}

static int64_t
floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

/* Any year that 64 bits of days can hold. */
static int64_t
days_from_civil(int64_t year, int32_t month, int32_t day)
{
    int64_t y = year - (month <= 2);
    int64_t era = floor_div(y, 400);
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * LF_DAYS_IN_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
           day_of_year - LF_DAYS_FROM_MARCH_ZERO;
}

int32_t
lf_date_from_civil(LfCivil c)
{
    return (int32_t)days_from_civil(c.year, c.month, c.day);
}

LfCivil
lf_date_to_civil(int32_t date)
{
    int64_t z = (int64_t)date + LF_DAYS_FROM_MARCH_ZERO;
    int64_t era = floor_div(z, LF_DAYS_IN_ERA);
    int64_t doe = z - era * LF_DAYS_IN_ERA;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int32_t month = (int32_t)(mp < 10 ? mp + 3 : mp - 9);
    LfCivil c = {(int32_t)(yoe + era * 400 + (month <= 2)), month,
                 (int32_t)(doy - (153 * mp + 2) / 5 + 1)};

    return c;
}

int32_t
lf_month_of(int32_t date)
{
    LfCivil c = lf_date_to_civil(date);

    return c.year * 12 + c.month - 1;
}

int32_t
lf_month_start(int32_t month)
{
    LfCivil c = {(int32_t)floor_div(month, 12), 0, 1};

    c.month = month - c.year * 12 + 1;
    return lf_date_from_civil(c);
}

static int64_t
add_months(int32_t base, int64_t months)
{
    LfCivil c = lf_date_to_civil(base);
    int64_t month = (int64_t)c.year * 12 + c.month - 1 + months;
    int64_t year = floor_div(month, 12);
    int32_t m = (int32_t)(month - year * 12) + 1;
    /* the leap rule repeats every 400 years */
    int32_t last = lf_days_in_month((int32_t)(year - floor_div(year, 400) * 400), m);

    return days_from_civil(year, m, c.day < last ? c.day : last);
}

int64_t
lf_date_add(int32_t base, LfPeriod period, int64_t count)
{
    if (period.months != 0)
        return add_months(base, period.months * count);
    return base + period.days * count;
}

void
lf_due_start(LfDueSequence *s, int32_t base, LfPeriod period, int64_t first)
{
    s->period = period;
    s->due = (int32_t)lf_date_add(base, period, first);
    if (period.months != 0) {
        LfCivil c = lf_date_to_civil(s->due);

        s->base_day = lf_date_to_civil(base).day;
        s->month_first = s->due - c.day + 1;
        s->year = c.year;
        s->month = c.month;
    }
}

void
lf_due_next(LfDueSequence *s)
{
    if (s->period.months == 0) {
        s->due += s->period.days;
        return;
    }
    for (int32_t i = 0; i < s->period.months; i++) {
        s->month_first += lf_days_in_month(s->year, s->month);
        if (++s->month > 12) {
            s->month = 1;
            s->year++;
        }
    }
    int32_t last = lf_days_in_month(s->year, s->month);

    s->due = s->month_first + (s->base_day < last ? s->base_day : last) - 1;
}

int32_t
lf_due_count_until(int32_t base, LfPeriod period, int64_t first, int32_t count, int32_t date)
{
    int64_t k; /* the greatest multiple not after date */

    if (period.months != 0) {
        k = floor_div(lf_month_of(date) - lf_month_of(base), period.months);
        if (lf_date_add(base, period, k) > date)
            k--;
    } else
        k = floor_div((int64_t)date - base, period.days);
    if (k < first)
        return 0;
    return k - first + 1 < count ? (int32_t)(k - first + 1) : count;
}
