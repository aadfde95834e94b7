/*
 * Curves: a rate looked up by bands.
 */
#ifndef LF_CORE_COMMISSION_CURVE_H
#define LF_CORE_COMMISSION_CURVE_H

#include "core/base/int128.h"
#include "core/commission/plan.h"

/* The band that holds x, or -1 below the first.  x lies in the last band whose
 * `from` is not above it: bands whose edges coincide are passed over. */
extern int32_t lf_curve_band(const LfRateCurve *curve, lf_int128 x);

/* The rate of x's band; 0 below the first.  Whole or ramp. */
extern int64_t lf_curve_rate(const LfRateCurve *curve, lf_int128 x);

#endif
