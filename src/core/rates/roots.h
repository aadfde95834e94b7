/*
 * Roots: all roots of a curve in an interval, each between two points where
 * the curve has opposite signs.
 *
 * Rules: an interval is not divided further once a bound of the curve excludes 0 from
 * it, or a bound of the slope proves that it holds at most one root, or a
 * bound of the bend that it holds at most two; else it is halved.  A double
 * root is one where the curve touches 0 within 1e-26 of the size of its terms.
 * Source: R. E. Moore, Methods and applications of interval analysis, 1979.
 * Uses: curves.
 */
#ifndef LF_CORE_RATES_ROOTS_H
#define LF_CORE_RATES_ROOTS_H

#include "core/base/status.h"
#include "core/rates/curve.h"

/* Terms that one search may evaluate: some tens of milliseconds, a hundred where machines are slow. */
#define LF_MAX_ROOT_WORK 2000000

/* Roots of one curve. */
#define LF_MAX_RATE_ROOTS 64

typedef struct LfRoot {
    LfReal at;
    double low;  /* the curve changes sign between low and high; */
    double high; /* at a double root its slope does */
    bool is_double;
} LfRoot;

typedef struct LfRootSearch {
    int32_t steps; /* evaluations */
    int64_t work;  /* terms evaluated */
    int32_t count;
    LfRoot root[LF_MAX_RATE_ROOTS]; /* in the order found */
} LfRootSearch;

/* The proved sign of the curve at x; 0 where 28 digits cannot decide. */
extern int lf_curve_sign(const LfCurve *c, double x, LfRootSearch *s);

/*
 * The one root between a and b, where the curve has the sign sign_a and its
 * opposite; begins at `start`.  LF_ERR_ROOTS_UNDECIDED where 28 digits do not
 * prove it.
 */
extern lf_status lf_root_between(const LfCurve *c, double a, double b, int sign_a, double start,
                                 LfRootSearch *s, LfFault *why);

/*
 * The same where there is one root between a and b at most, and b may have
 * either sign: nothing is found where it has that of a.
 */
extern lf_status lf_root_before(const LfCurve *c, double a, double b, int sign_a, LfRootSearch *s,
                                LfFault *why);

/*
 * All roots in (a, b), 0 <= a < b, a and b no roots; appended to the search.
 * LF_ERR_ROOTS_UNDECIDED where roots cannot be distinguished, or the work is used
 * up.
 */
extern lf_status lf_roots_isolate(const LfCurve *c, double a, double b, LfRootSearch *s,
                                  LfFault *why);

/*
 * A point e > 0 such that (0, e] holds no root, and the number of derivatives,
 * the curve itself being one, that are 0 at 0: no root there where that is 0.
 */
extern lf_status lf_root_at_zero(const LfCurve *c, LfRootSearch *s, double *clear,
                                 int *multiplicity, LfFault *why);

#endif
