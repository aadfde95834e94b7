/*
 * Calendar: proleptic Gregorian dates as days since 2000-01-01, months, and
 * the sequence of due dates of a loan.
 *
 * Standard: ISO 8601 calendar; the due-date rule of docs/arithmetic.md: row k
 * is counted from the base each time, a missing day becomes the month's last.
 */
#ifndef LF_CORE_TIME_CALENDAR_H
#define LF_CORE_TIME_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/limits.h"
#include "core/base/status.h"

typedef struct LfCivil {
    int32_t year;
    int32_t month; /* 1 to 12 */
    int32_t day;   /* 1 to 31 */
} LfCivil;

/* Whole months or whole days, one of them 0. */
typedef struct LfPeriod {
    int32_t months;
    int32_t days;
    bool month_end; /* of months: dates move to the last day of their month */
} LfPeriod;

/* Days [from, to), as a daterange is. */
typedef struct LfDayRange {
    bool empty;
    bool has_from; /* false: unbounded, or bounded by an infinite date */
    bool has_to;
    int32_t from;
    int32_t to;
} LfDayRange;

extern bool lf_is_leap_year(int32_t year);
extern int32_t lf_days_in_month(int32_t year, int32_t month);
extern int32_t lf_date_from_civil(LfCivil c);
extern bool lf_is_month_end(int32_t date);

/* 0000-03-01 to 2000-01-01; 400 years, after which the calendar repeats. */
#define LF_DAYS_FROM_MARCH_ZERO 730425
#define LF_DAYS_IN_ERA 146097

/*
 * The calendar date of any day.  Divisions by constants in 32 bits, one of
 * them a multiplication by a fraction of 2^32: Neri and Schneider, Euclidean
 * affine functions and their application to calendar algorithms, 2022.
 * Inline: it is called for every loan of an aggregate.
 */
static inline LfCivil
lf_date_to_civil(int32_t date)
{
    int32_t eras = 0;
    uint32_t n1, century, day_of_year, n3;
    uint64_t n2;
    bool next_year;
    LfCivil c;

    if (date < LF_MIN_DATE || date > LF_MAX_DATE) { /* far days are brought near */
        eras = date / LF_DAYS_IN_ERA - (date % LF_DAYS_IN_ERA < 0);
        date -= eras * LF_DAYS_IN_ERA;
    }
    n1 = 4 * (uint32_t)(date + LF_DAYS_FROM_MARCH_ZERO) + 3;
    century = n1 / LF_DAYS_IN_ERA;
    n2 = (uint64_t)(n1 % LF_DAYS_IN_ERA | 3) * 2939745;
    day_of_year = (uint32_t)n2 / 2939745 / 4; /* from 1 March */
    n3 = 2141 * day_of_year + 197913;
    next_year = day_of_year >= 306;
    c.year = (int32_t)(100 * century + (uint32_t)(n2 >> 32) + next_year) + 400 * eras;
    c.month = (int32_t)(n3 >> 16) - (next_year ? 12 : 0);
    c.day = (int32_t)((n3 & 0xffff) / 2141) + 1;
    return c;
}

/* 1 March 1900 and 28 February 2100, between which every four years are alike. */
#define LF_PLAIN_FIRST (-36465)
#define LF_PLAIN_LAST 36583
#define LF_DAYS_IN_FOUR_YEARS 1461

/* Months since year 0; lf_month_start is its inverse (the first day). */
static inline int32_t
lf_month_of(int32_t date)
{
    uint32_t quarters, day_of_year;
    LfCivil c;

    if (date >= LF_PLAIN_FIRST && date <= LF_PLAIN_LAST) { /* years from March on */
        quarters = 4 * (uint32_t)(date - LF_PLAIN_FIRST) + 3;
        day_of_year = quarters % LF_DAYS_IN_FOUR_YEARS / 4;
        return (int32_t)(1900 * 12 + 2 + quarters / LF_DAYS_IN_FOUR_YEARS * 12 +
                         (5 * day_of_year + 2) / 153);
    }
    c = lf_date_to_civil(date);
    return c.year * 12 + c.month - 1;
}

extern int32_t lf_month_start(int32_t month);

static inline bool
lf_date_in_range(int64_t date)
{
    return date >= LF_MIN_DATE && date <= LF_MAX_DATE;
}

/* base plus count periods, the last day of that month where the period says
 * month_end, also for count 0.  The result may lie outside the date limits, the
 * caller asks lf_date_in_range.  |count| up to LF_MAX_ROWS. */
extern int64_t lf_date_add(int32_t base, LfPeriod period, int64_t count);

/*
 * Due dates: row k (from 0) falls on base + (first + k) periods, as lf_date_add
 * counts them (a period may ask for months' ends).
 */
typedef struct LfDueCalendar {
    int32_t base;
    int64_t first;
    LfPeriod period;
} LfDueCalendar;

/* The due date of one row, which may lie outside the date limits. */
static inline int64_t
lf_due_date(LfDueCalendar c, int64_t row)
{
    return lf_date_add(c.base, c.period, c.first + row);
}

/* Whether the first `count` rows lie within the date limits. */
extern bool lf_due_in_range(LfDueCalendar calendar, int32_t count);

/* Fills due[0 .. count - 1], about a nanosecond each for months; the caller has checked the range of
 * the last. */
extern void lf_due_fill(LfDueCalendar calendar, int32_t count, int32_t *due);

/* How many of the first `count` rows fall on or before a date. */
extern int32_t lf_due_count_until(LfDueCalendar calendar, int32_t count, int32_t date);

/*
 * Bucket: calendar intervals of equal length that dates fall into.  Months are
 * counted from a January, so quarters and years begin where people expect;
 * weeks begin on Monday (ISO 8601), other days are counted from 2000-01-01.
 */
typedef struct LfBucket {
    LfPeriod period;
} LfBucket;

/* LF_OK, or LF_ERR_RANGE_INT naming the bucket; one of months and days is 0. */
extern lf_status lf_bucket_make(LfPeriod period, LfBucket *out, LfFault *why);

/* First day of the bucket that holds the date; may precede LF_MIN_DATE by less
 * than a bucket. */
extern int32_t lf_bucket_start(LfBucket bucket, int32_t date);

#endif
