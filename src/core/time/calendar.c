/*
 * Calendar: the day-number arithmetic behind every date of a schedule.
 *
 * Day 0 is 2000-01-01.  Years are counted from 1 March inside, so that the
 * leap day is the last of its year and drops out of every formula.
 */
#include "core/time/calendar.h"

#include "core/base/range.h"

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

bool
lf_is_month_end(int32_t date)
{
    LfCivil c = lf_date_to_civil(date);

    return c.day == lf_days_in_month(c.year, c.month);
}

/* The day of the month that dates counted from base have where it exists. */
static int32_t
day_asked_for(int32_t day, LfPeriod period)
{
    return period.month_end ? 31 : day;
}

/*
 * First days of the months of four years that begin with a leap year, as from
 * 2000 on.  From 1901 to 2099 every four years are such.
 */
#define CYCLE_MONTHS 48
#define YEAR_2000 24000 /* in months */
#define FIRST_PLAIN (1901 * 12)
#define LAST_PLAIN (2099 * 12 + 11)

static const int16_t cycle_start[CYCLE_MONTHS + 1] = {
    0,    31,   60,   91,   121,  152,  182,
    213,  244,  274,  305,  335,  366,  397,
    425,  456,  486,  517,  547,  578,  609,
    639,  670,  700,  731,  762,  790,  821,
    851,  882,  912,  943,  974,  1004, 1035,
    1065, 1096, 1127, 1155, 1186, 1216, 1247,
    1277, 1308, 1339, 1369, 1400, 1430, LF_DAYS_IN_FOUR_YEARS,
};

/* A month of the cycle: the day of the month, or its last. */
static inline int32_t
day_in_cycle(int64_t month, int32_t day)
{
    int32_t there = cycle_start[month] + day, next = cycle_start[month + 1];

    return (there < next ? there : next) - 1;
}

/* Where a month from 1901 to 2099 is: days before its four years, and its place in them. */
static inline int32_t
find_in_cycle(int64_t month, int32_t *days)
{
    int32_t since = (int32_t)month - FIRST_PLAIN + 12; /* from 1900 on, as if it were a leap year */
    int32_t cycle = since / CYCLE_MONTHS;

    *days = (cycle - (YEAR_2000 - FIRST_PLAIN + 12) / CYCLE_MONTHS) * LF_DAYS_IN_FOUR_YEARS;
    return since - cycle * CYCLE_MONTHS;
}

int32_t
lf_month_start(int32_t month)
{
    int32_t year, m, days;

    if (month >= FIRST_PLAIN && month <= LAST_PLAIN) {
        m = find_in_cycle(month, &days);
        return days + cycle_start[m];
    }
    year = (int32_t)floor_div(month, 12);
    return lf_date_from_civil((LfCivil){year, month - year * 12 + 1, 1});
}

static int64_t
add_months(int32_t base, LfPeriod period, int64_t count)
{
    LfCivil c = lf_date_to_civil(base);
    int32_t day = day_asked_for(c.day, period), last, m, days;
    int64_t month = (int64_t)c.year * 12 + c.month - 1 + period.months * count, year;

    if (month >= FIRST_PLAIN && month <= LAST_PLAIN) {
        m = find_in_cycle(month, &days);
        return days + day_in_cycle(m, day);
    }
    year = floor_div(month, 12);
    m = (int32_t)(month - year * 12) + 1;
    /* the leap rule repeats every 400 years */
    last = lf_days_in_month((int32_t)(year - floor_div(year, 400) * 400), m);
    return days_from_civil(year, m, day < last ? day : last);
}

int64_t
lf_date_add(int32_t base, LfPeriod period, int64_t count)
{
    if (period.months != 0)
        return add_months(base, period, count);
    return base + period.days * count;
}

bool
lf_due_in_range(LfDueCalendar c, int32_t count)
{
    int64_t last = c.first + count;
    int64_t days = last * (c.period.months != 0 ? 31 * (int64_t)c.period.months : c.period.days);

    if (!lf_date_in_range(c.base))
        return false;
    /* a bound that needs no calendar decides all but the last centuries */
    return days <= LF_MAX_DATE - (int64_t)c.base ||
           lf_date_in_range(lf_due_date(c, count - (count > 0)));
}

/* Months from 1901 to 2099, steps within four years. */
static void
fill_plain(int64_t month, int32_t day, int32_t step, int32_t count, int32_t *due)
{
    int32_t days;
    int64_t m = find_in_cycle(month, &days), k = 0;

    for (; k < count; m -= CYCLE_MONTHS, days += LF_DAYS_IN_FOUR_YEARS)
        for (; k < count && m < CYCLE_MONTHS; m += step)
            due[k++] = days + day_in_cycle(m, day);
}

void
lf_due_fill(LfDueCalendar calendar, int32_t count, int32_t *due)
{
    const LfPeriod period = calendar.period;

    if (period.months > 0 && period.months <= CYCLE_MONTHS) {
        LfCivil c = lf_date_to_civil(calendar.base);
        int64_t month = (int64_t)c.year * 12 + c.month - 1 + period.months * calendar.first;

        if (month >= FIRST_PLAIN && month + (int64_t)period.months * count <= LAST_PLAIN) {
            fill_plain(month, day_asked_for(c.day, period), period.months, count, due);
            return;
        }
    }
    for (int32_t k = 0; k < count; k++)
        due[k] = (int32_t)lf_due_date(calendar, k);
}

/* The greatest k with base + k * period <= date, of months: by the months apart, and where the
 * last of these dates falls into the month of `date`, by the day. */
static int64_t
months_until(int32_t base, LfPeriod period, int32_t date)
{
    LfCivil from = lf_date_to_civil(base), to = lf_date_to_civil(date);
    int32_t apart = (to.year - from.year) * 12 + to.month - from.month;
    int64_t k = period.months == 1 ? apart : floor_div(apart, period.months);
    int32_t day = day_asked_for(from.day, period), last = lf_days_in_month(to.year, to.month);

    return k * period.months == apart && (day < last ? day : last) > to.day ? k - 1 : k;
}

int32_t
lf_due_count_until(LfDueCalendar c, int32_t count, int32_t date)
{
    int64_t k; /* the greatest multiple not after date */

    if (c.period.months != 0)
        k = months_until(c.base, c.period, date);
    else
        k = floor_div((int64_t)date - c.base, c.period.days);
    if (k < c.first)
        return 0;
    return k - c.first + 1 < count ? (int32_t)(k - c.first + 1) : count;
}

/* 2000-01-03 was a Monday */
#define MONDAY 2

lf_status
lf_bucket_make(LfPeriod period, LfBucket *out, LfFault *why)
{
    int32_t length = period.months != 0 ? period.months : period.days;
    int32_t greatest = period.months != 0 ? LF_MAX_PERIOD_MONTHS : LF_MAX_PERIOD_DAYS;

    if (lf_check_int(period.months != 0 ? "bucket in months" : "bucket in days", length, 1,
                     greatest, why) != LF_OK)
        return why->status;
    *out = (LfBucket){period};
    return LF_OK;
}

static int32_t
floor_to(int32_t value, int32_t step)
{
    int32_t rest = value % step;

    return value - (rest < 0 ? rest + step : rest);
}

int32_t
lf_bucket_start(LfBucket bucket, int32_t date)
{
    int32_t origin;

    if (bucket.period.months != 0)
        return lf_month_start(floor_to(lf_month_of(date), bucket.period.months));
    origin = bucket.period.days % 7 == 0 ? MONDAY : 0;
    return origin + floor_to(date - origin, bucket.period.days);
}
