/*
 * Day count: the fraction of a year between two dates, exactly.
 *
 * Standards: ISDA 2006 definitions 4.16 (b) actual/actual, (d) actual/365
 * fixed, (e) actual/360, (g) 30E/360; 30/360 US bond basis.  `periodic` counts
 * periods, not dates; its rules for whole and broken periods stand in rate.h.
 */
#ifndef LF_CORE_TIME_DAYCOUNT_H
#define LF_CORE_TIME_DAYCOUNT_H

#include <stdint.h>

#include "core/base/keyword.h"

typedef enum LfDayCount {
    LF_PERIODIC = 0,
    LF_30_360,
    LF_30E_360,
    LF_ACT_360,
    LF_ACT_365,
    LF_ACT_ACT
} LfDayCount;

#define LF_DAY_COUNTS 6

/* num / den, den > 0, not necessarily reduced. */
typedef struct LfFraction {
    int64_t num;
    int64_t den;
} LfFraction;

/* The conventions by name, and those that count days between two dates. */
extern const LfKeywords lf_day_counts;
extern const LfKeywords lf_dated_day_counts;
extern const char *lf_day_count_name(LfDayCount day_count);

/*
 * Days from one date to another as the convention counts them; negative where
 * `to` is the earlier one (the mirror image).  Not for LF_PERIODIC.
 */
extern int32_t lf_days_between(LfDayCount day_count, int32_t from, int32_t to);

/* The same as a fraction of a year; ACT/ACT splits at 1 January. */
extern LfFraction lf_year_fraction(LfDayCount day_count, int32_t from, int32_t to);

#endif
