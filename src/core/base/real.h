/*
 * Real: numbers of some 31 decimal digits, as the exact sum of two doubles,
 * with logarithm and exponential.
 *
 * One argument gives one result, on any machine and with any C library: only
 * +, -, * and / of IEEE doubles in the order written here, and integers;
 * -ffp-contract=off is required.  Relative error: sums, products and quotients
 * below 2^-100, logarithm and exponential below 2^-95 (of the argument's log
 * near 1: absolute 2^-100).
 * Source: T. J. Dekker, A floating-point technique for extending the available
 * precision, Numerische Mathematik 18, 1971; D. E. Knuth, TAOCP 2, 4.2.2.
 */
#ifndef LF_CORE_BASE_REAL_H
#define LF_CORE_BASE_REAL_H

#include <float.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/base/int128.h"

#if FLT_EVAL_METHOD != 0
#error "reals need doubles that are rounded after every operation (on x86: -msse2 -mfpmath=sse)"
#endif

/* hi + lo, |lo| at most half a unit in the last place of hi. */
typedef struct LfReal {
    double hi;
    double lo;
} LfReal;

/* a + b, exactly; the second form only where |a| >= |b|. */
static inline LfReal
lf_two_sum(double a, double b)
{
    double sum = a + b, part = sum - a;

    return (LfReal){sum, (a - (sum - part)) + (b - part)};
}

static inline LfReal
lf_quick_sum(double a, double b)
{
    double sum = a + b;

    return (LfReal){sum, b - (sum - a)};
}

/* a * b, exactly, for products that neither overflow nor underflow. */
static inline LfReal
lf_two_product(double a, double b)
{
    double product = a * b, ta = 134217729.0 * a, tb = 134217729.0 * b;
    double a_hi = ta - (ta - a), a_lo = a - a_hi, b_hi = tb - (tb - b), b_lo = b - b_hi;

    return (LfReal){product, ((a_hi * b_hi - product) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo};
}

static inline LfReal
lf_real(double a)
{
    return (LfReal){a, 0.0};
}

static inline LfReal
lf_real_negate(LfReal a)
{
    return (LfReal){-a.hi, -a.lo};
}

static inline LfReal
lf_real_add(LfReal a, LfReal b)
{
    LfReal s = lf_two_sum(a.hi, b.hi), t = lf_two_sum(a.lo, b.lo);

    s = lf_quick_sum(s.hi, s.lo + t.hi);
    return lf_quick_sum(s.hi, s.lo + t.lo);
}

static inline LfReal
lf_real_sub(LfReal a, LfReal b)
{
    return lf_real_add(a, lf_real_negate(b));
}

static inline LfReal
lf_real_mul(LfReal a, LfReal b)
{
    LfReal p = lf_two_product(a.hi, b.hi);

    return lf_quick_sum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

static inline LfReal
lf_real_scale(LfReal a, double b)
{
    LfReal p = lf_two_product(a.hi, b);

    return lf_quick_sum(p.hi, p.lo + a.lo * b);
}

static inline LfReal
lf_real_div(LfReal a, LfReal b)
{
    double q1 = a.hi / b.hi;
    LfReal rest = lf_real_sub(a, lf_real_scale(b, q1));
    double q2 = rest.hi / b.hi;

    rest = lf_real_sub(rest, lf_real_scale(b, q2));
    return lf_real_add(lf_quick_sum(q1, q2), lf_real(rest.hi / b.hi));
}

static inline double
lf_real_value(LfReal a)
{
    return a.hi + a.lo;
}

/* -1, 0 or 1. */
static inline int
lf_sign(double a)
{
    return (a > 0.0) - (a < 0.0);
}

static inline bool
lf_is_zero(double a)
{
    return lf_sign(a) == 0;
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

/* A 64-bit integer, exactly; one of 128 bits, rounded where it has more than 106. */
extern LfReal lf_real_from_int64(int64_t value);
extern LfReal lf_real_from_int128(lf_int128 x);

/* e^x rounded to nearly the last bit; 0 below -708, infinite above 709. */
extern double lf_exp(double x);

/* ln x, x >= 0, to a few units of the last place; of 0 minus infinity. */
extern double lf_log(double x);

/* e to the power of x: 0 below -745, infinite above 709.78. */
extern LfReal lf_real_exp(LfReal x);

/* ln x for x >= 0, finite (of 0 minus infinity), and ln(1 + x) for x > -1, relative also where
 * x is small. */
extern LfReal lf_real_log(LfReal x);
extern LfReal lf_real_log1p(double x);

/* e^x - 1, accurate also where x is small. */
extern LfReal lf_real_expm1(LfReal x);

/* x times 10^decimals (0 to 18), half away from zero; false beyond 2^120. */
extern bool lf_real_scaled(LfReal x, int decimals, lf_int128 *out);

#endif
