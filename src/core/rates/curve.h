/*
 * Curve: a function whose roots are wanted, as roots.c sees it.
 *
 * A curve is a sum of terms b_k K_k(x), each K_k positive and completely
 * monotone for x >= 0: its derivatives alternate in sign and shrink in size.
 * So the sizes of the derivatives at x bound those at every point right of x,
 * which is what proofs about intervals are made of.
 * Uses: reals.
 */
#ifndef LF_CORE_RATES_CURVE_H
#define LF_CORE_RATES_CURVE_H

#include "core/base/pause.h"
#include "core/base/real.h"

/* Value and derivatives at a point.  size[j] is the sum of |b_k K_k^(j)|, a
 * little too large; what is computed is off by at most error * size[j]. */
typedef struct LfCurvePoint {
    double value;
    double slope;
    double bend;
    double size[4];
    double error;
} LfCurvePoint;

/*
 * The value to some 28 digits, error and size as above; derivatives as doubles,
 * 0 for those that the curve does not tell.  The slope is off by slope_error at
 * most, the bend by that times span; nowhere within 0.01 / span does the size of
 * the third derivative exceed bend_size times span.
 */
typedef struct LfNearPoint {
    LfReal value;
    double slope;
    double bend;
    double third;
    double size;
    double error;
    double slope_error;
    double bend_size;
} LfNearPoint;

/* All to some 28 digits; error is relative to the size as above. */
typedef struct LfExactPoint {
    LfReal value;
    LfReal slope;
    LfReal bend;
    double size[4];
    double error;
} LfExactPoint;

typedef struct LfCurve LfCurve;

struct LfCurve {
    /* what a step of Newton's method needs: value, slope, bend, size[0], error */
    void (*quick)(const LfCurve *c, double x, LfCurvePoint *out);
    void (*full)(const LfCurve *c, double x, LfCurvePoint *out);
    void (*near)(const LfCurve *c, double x, LfNearPoint *out);
    void (*exact)(const LfCurve *c, double x, LfExactPoint *out);
    /* how far from x an end of the proof interval may lie */
    double (*reach)(const LfCurve *c, double x);
    double span;  /* a step of 1 / span changes the terms by some factor of e */
    int64_t cost; /* terms */
    /* how far from the root, times span, quick steps may end, and the last near one begin */
    double coarse;
    double fine;
    double start;  /* near the root where there is one; 0: not known */
    LfPause pause; /* called between evaluations */
};

#endif
