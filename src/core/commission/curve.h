/*
 * Curves: a rate looked up by bands; active days: the part of a period that
 * counts, and amounts pro-rated to it.
 */
#ifndef LF_CORE_COMMISSION_CURVE_H
#define LF_CORE_COMMISSION_CURVE_H

#include "core/base/int128.h"
#include "core/commission/plan.h"
#include "core/time/calendar.h"

/* The band that holds x, or -1 below the first.  x lies in the last band whose
 * `from` is not above it: bands whose edges coincide are passed over. */
extern int32_t lf_curve_band(const LfRateCurve *curve, lf_int128 x);

/* The rate of x's band; 0 below the first.  Whole or ramp. */
extern int64_t lf_curve_rate(const LfRateCurve *curve, lf_int128 x);

/* Days [from, to) of a period of `days`; 0 days: all of it, whatever it is. */
typedef struct LfActiveDays {
    int32_t days;
    int32_t from;
    int32_t to;
} LfActiveDays;

/* The days of `active` within the period; an empty range is none of them.
 * False where the period is unbounded or `active` is not inside it. */
extern bool lf_active_days(const LfDayRange *active, const LfDayRange *period, LfActiveDays *days);

/* round(x * to / days) - round(x * from / days): parts of a period add up. */
extern int64_t lf_prorate(int64_t x, LfActiveDays active);

#endif
