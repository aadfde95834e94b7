/*
 * Unit-period: the interval that payments of a credit have in common, and
 * dates counted in it.
 *
 * Whole months are counted back from the later date to the same day of another
 * month; where payments fall on the 29th, 30th or 31st, or on the last day, a
 * shorter month has its last day.
 * Source: 12 CFR 1026 (Regulation Z), Appendix J (b)(3) to (5).
 * Uses: dates.
 */
#ifndef LF_CORE_RATES_UNIT_PERIOD_H
#define LF_CORE_RATES_UNIT_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

typedef enum LfUnitKind {
    LF_UNIT_MONTHS,
    LF_UNIT_HALF_MONTH,
    LF_UNIT_DAYS,
    LF_UNIT_TERM /* one advance, one payment, at most a year apart */
} LfUnitKind;

/* How the flows of one credit measure time. */
typedef struct LfUnitPeriod {
    LfUnitKind kind;
    int32_t length; /* months or days in one */
    int32_t
        year_parts; /* unit-periods a year = year_parts / year_units: 12 / months, 52 / weeks, */
    int32_t year_units; /* 365 / days */
    int32_t start;      /* the first flow's date */
    int32_t day;        /* of the month that most payments fall on; 31: the last */
    bool other_is_last; /* payments on other days are on a month's last */
    bool is_single;     /* one payment */
    bool has_periods;   /* the interval occurs more than once, or there is one payment */
} LfUnitPeriod;

/* A span from the first flow: whole months counted back, and the days before them. */
typedef struct LfMonthSpan {
    int32_t months;
    int32_t days;
    int32_t rest_end; /* the date where the whole months begin */
} LfMonthSpan;

/* Of dates in ascending order and amounts, advances below 0; amounts of 0 are no
 * flow.  At least one flow. */
extern void lf_unit_period_find(const int32_t *date, const int64_t *amount, int32_t count,
                                LfUnitPeriod *out);

extern LfMonthSpan lf_unit_months(const LfUnitPeriod *u, int32_t date);

/* Time from the first flow in unit-periods: num / den, den the same for all dates. */
extern void lf_unit_time(const LfUnitPeriod *u, int32_t date, int64_t *num, int64_t *den);

#endif
