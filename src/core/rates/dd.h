/*
 * Double-double: a number as the exact sum of two doubles, some 31 digits.
 *
 * Only +, -, * and / of IEEE doubles in the order written here, so that every
 * platform computes the same bits; -ffp-contract=off is required.
 * Source: T. J. Dekker, A floating-point technique for extending the available
 * precision, 1971; D. E. Knuth, TAOCP 2, 4.2.2.
 * May know: nothing.
 */
#ifndef LF_CORE_RATES_DD_H
#define LF_CORE_RATES_DD_H

#include <float.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if FLT_EVAL_METHOD != 0
#error "rates need doubles that are rounded after every operation (on x86: -msse2 -mfpmath=sse)"
#endif

typedef struct LfDouble2 {
    double hi;
    double lo;
} LfDouble2;

/* a + b, exactly; the second form only where |a| >= |b|. */
static inline LfDouble2
lf_two_sum(double a, double b)
{
    double sum = a + b, part = sum - a;

    return (LfDouble2){sum, (a - (sum - part)) + (b - part)};
}

static inline LfDouble2
lf_quick_sum(double a, double b)
{
    double sum = a + b;

    return (LfDouble2){sum, b - (sum - a)};
}

/* a * b, exactly, for products that neither overflow nor underflow. */
static inline LfDouble2
lf_two_product(double a, double b)
{
    double product = a * b, ta = 134217729.0 * a, tb = 134217729.0 * b;
    double a_hi = ta - (ta - a), a_lo = a - a_hi, b_hi = tb - (tb - b), b_lo = b - b_hi;

    return (LfDouble2){product,
                       ((a_hi * b_hi - product) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo};
}

static inline LfDouble2
lf_dd(double a)
{
    return (LfDouble2){a, 0.0};
}

static inline LfDouble2
lf_dd_negate(LfDouble2 a)
{
    return (LfDouble2){-a.hi, -a.lo};
}

static inline LfDouble2
lf_dd_add(LfDouble2 a, LfDouble2 b)
{
    LfDouble2 s = lf_two_sum(a.hi, b.hi), t = lf_two_sum(a.lo, b.lo);

    s = lf_quick_sum(s.hi, s.lo + t.hi);
    return lf_quick_sum(s.hi, s.lo + t.lo);
}

static inline LfDouble2
lf_dd_subtract(LfDouble2 a, LfDouble2 b)
{
    return lf_dd_add(a, lf_dd_negate(b));
}

static inline LfDouble2
lf_dd_multiply(LfDouble2 a, LfDouble2 b)
{
    LfDouble2 p = lf_two_product(a.hi, b.hi);

    return lf_quick_sum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

static inline LfDouble2
lf_dd_scale(LfDouble2 a, double b)
{
    LfDouble2 p = lf_two_product(a.hi, b);

    return lf_quick_sum(p.hi, p.lo + a.lo * b);
}

static inline LfDouble2
lf_dd_divide(LfDouble2 a, LfDouble2 b)
{
    double q1 = a.hi / b.hi;
    LfDouble2 rest = lf_dd_subtract(a, lf_dd_scale(b, q1));
    double q2 = rest.hi / b.hi;

    rest = lf_dd_subtract(rest, lf_dd_scale(b, q2));
    return lf_dd_add(lf_quick_sum(q1, q2), lf_dd(rest.hi / b.hi));
}

static inline double
lf_dd_value(LfDouble2 a)
{
    return a.hi + a.lo;
}

/* -1, 0 or 1. */
static inline int
lf_sign(double a)
{
    return (a > 0.0) - (a < 0.0);
}

static inline double
lf_magnitude(double a)
{
    return __builtin_fabs(a);
}

/* Neither NaN nor infinite. */
static inline bool
lf_is_finite(double a)
{
    return a - a == 0.0;
}

/* 2^k for -1022 <= k <= 1023. */
static inline double
lf_power_of_two(int32_t k)
{
    uint64_t bits = (uint64_t)(1023 + k) << 52;
    double power;

    memcpy(&power, &bits, sizeof(power));
    return power;
}

/* k such that 2^k <= x < 2^(k + 1), for normal x > 0. */
static inline int32_t
lf_exponent(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof(bits));
    return (int32_t)(bits >> 52) - 1023;
}

/* A 64-bit integer, exactly. */
extern LfDouble2 lf_dd_from_int64(int64_t value);

/* e^x rounded to nearly the last bit; 0 below -708, infinite above 709. */
extern double lf_exp(double x);

/* ln x, x > 0, to a few units of the last place. */
extern double lf_log(double x);

/* e^x to some 30 digits; the ends as above. */
extern LfDouble2 lf_dd_exp(LfDouble2 x);

/* ln x for x > 0, and ln(1 + x) for x > -1, relative to some 30 digits. */
extern LfDouble2 lf_dd_log(LfDouble2 x);
extern LfDouble2 lf_dd_log1p(double x);

/* e^x - 1, accurate also where x is small. */
extern LfDouble2 lf_dd_expm1(LfDouble2 x);

#endif
