/*
 * Day count: the fraction of a year between two dates, exactly.
 *
 * Standards: ISDA 2006 definitions 4.16 (b) to (h), 30/360 US bond basis and its
 * kin, ICMA rule 251, the AFB's actual/actual, the fixed and the no-leap years,
 * and what spreadsheets call basis 1.  `periodic` counts periods, not dates; its
 * rules for whole and broken periods are in rate.h.
 */
#ifndef LF_CORE_TIME_DAYCOUNT_H
#define LF_CORE_TIME_DAYCOUNT_H

#include <stdint.h>

#include "core/base/keyword.h"

/* A schedule's terms store the first six. */
typedef enum LfDayCount {
    LF_PERIODIC = 0,
    LF_30_360,
    LF_30E_360,
    LF_ACT_360,
    LF_ACT_365,
    LF_ACT_ACT,
    LF_30_360_PSA,
    LF_30U_360,
    LF_30E_360_ISDA,
    LF_30E_PLUS_360,
    LF_30E_365,
    LF_30E_365_ISDA,
    LF_ACT_364,
    LF_ACT_365_25,
    LF_ACT_365A,
    LF_NL_360,
    LF_NL_365,
    LF_ACT_ACT_AFB,
    LF_ACT_ACT_YEAR,
    LF_ACT_ACT_YEARFRAC,
    LF_ONE,
    LF_ACT_ACT_ICMA, /* these two need the coupon period */
    LF_ACT_365L
} LfDayCount;

#define LF_DAY_COUNTS 6         /* of a schedule */
#define LF_DATED_DAY_COUNTS 21  /* of two dates, periodic counted in */
#define LF_PERIOD_DAY_COUNTS 23 /* of two dates in a coupon period */

/* num / den, den > 0, not necessarily reduced. */
typedef struct LfFraction {
    int64_t num;
    int64_t den;
} LfFraction;

/* The conventions by name: of schedules, those that count days between two
 * dates, and those that need a coupon period. */
extern const LfKeywords lf_day_counts;
extern const LfKeywords lf_dated_day_counts;
extern const LfKeywords lf_period_day_counts;
extern const char *lf_day_count_name(LfDayCount day_count);

/*
 * Days from one date to another as the convention counts them; negative where
 * `to` is the earlier one (the mirror image).  Not for LF_PERIODIC.  Where the
 * later date is the maturity, the last day of a February is no 30th under 30E/360
 * ISDA and 30E/365 ISDA.
 */
extern int32_t lf_days_between(LfDayCount day_count, int32_t from, int32_t to,
                               bool end_is_maturity);

/* The same as a fraction of a year; ACT/ACT splits at 1 January.  Not for those
 * that need a coupon period. */
extern LfFraction lf_year_fraction(LfDayCount day_count, int32_t from, int32_t to,
                                   bool end_is_maturity);

/*
 * By ACT/ACT ICMA, of a coupon period that holds `from`, or is next to it: days
 * over the days of each period, and periods a year; by ACT/365L over 366 where a
 * 29 February lies after `from` and up to the period's end (annual coupons), or the
 * period ends in a leap year.  from <= to.  LF_ERR_COUPON_PERIOD unless the
 * period is 1, 2, 3, 4, 6 or 12 months.
 */
extern lf_status lf_period_fraction_of(LfDayCount day_count, int32_t from, int32_t to,
                                       int32_t period_start, int32_t period_end, LfFraction *out,
                                       LfFault *why);

#endif
