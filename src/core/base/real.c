/*
 * Real: exponential, logarithm, rounding.
 *
 * e^x = 2^k e^r with x = k ln 2 + r; (e^r - 1) / r is summed in integers.  The
 * logarithm is one Newton step on the exponential from an estimate in doubles.
 */
#include "core/base/real.h"

#include "core/base/fixed.h"

#define EXACT (INT64_C(1) << 53) /* integers below are doubles */
#define LOG2_E 1.4426950408889634
#define ROUNDER 6755399441055744.0 /* 1.5 * 2^52: adding it rounds to an integer */
#define MAX_EXPONENT 709.0
#define MIN_EXPONENT (-708.0)

/* ln 2 in three parts; the first has 21 zero bits, so k times it is exact */
#define LN2_1 0x1.62e42fefp-1
#define LN2_2 0x1.473de6af278edp-34
#define LN2_3 (-0x1.9ff0342542fc3p-90)

LfReal
lf_real_from_int64(int64_t value)
{
    double high = (double)(value / 4294967296), low = (double)(value % 4294967296);

    if (value < EXACT && value > -EXACT)
        return lf_real((double)value);
    return lf_quick_sum(high * 4294967296.0, low);
}

LfReal
lf_real_from_int128(lf_int128 x)
{
    double hi = (double)x;

    return lf_quick_sum(hi, (double)(x - (lf_int128)hi));
}

static double
infinity(void)
{
    return DBL_MAX * 2.0;
}

double
lf_exp(double x)
{
    double k, r, r2, r4, low, high;

    if (x > MAX_EXPONENT)
        return infinity();
    if (x < MIN_EXPONENT)
        return 0.0;
    k = (x * LOG2_E + ROUNDER) - ROUNDER;
    r = (x - k * LN2_1) - k * LN2_2;
    r2 = r * r;
    r4 = r2 * r2;
    /* 1/k! for k = 3 to 13, in pairs so that they do not wait for each other */
    low = (1.0 / 6 + r * (1.0 / 24)) + r2 * (1.0 / 120 + r * (1.0 / 720));
    high = (1.0 / 5040 + r * (1.0 / 40320)) + r2 * (1.0 / 362880 + r * (1.0 / 3628800)) +
           r4 * ((1.0 / 39916800 + r * (1.0 / 479001600)) + r2 * (1.0 / 6227020800));
    return (1.0 + (r + (0.5 * r2 + (r2 * r) * (low + r4 * high)))) * lf_power_of_two((int32_t)k);
}

/* e^r - 1 for |r| <= 0.36 */
static LfReal
reduced_expm1(LfReal r)
{
    bool negative = r.hi < 0.0;
    LfReal size = negative ? lf_real_negate(r) : r;
    lf_uint128 part = lf_fixed_factor(size.hi), growth;

    part = size.lo < 0.0 ? part - lf_fixed_factor(-size.lo) : part + lf_fixed_factor(size.lo);
    growth = lf_fixed_growth(part, negative);
    return lf_real_mul(r, lf_quick_sum((double)(uint64_t)(growth >> 74) * 0x1p-52,
                                       (double)(uint64_t)(growth >> 10) * 0x1p-116));
}

/* x times 2^k, in two steps where one would leave the range on the way. */
static double
scale_double(double x, int32_t k)
{
    if (k < -1000)
        return x * lf_power_of_two(-1000) * lf_power_of_two(k + 1000);
    if (k > 1000)
        return x * lf_power_of_two(1000) * lf_power_of_two(k - 1000);
    return x * lf_power_of_two(k);
}

LfReal
lf_real_exp(LfReal x)
{
    double k;
    LfReal r;

    if (x.hi > 709.79)
        return lf_real(infinity());
    if (x.hi < -745.2)
        return lf_real(0.0);
    k = (x.hi * LOG2_E + ROUNDER) - ROUNDER;
    r = lf_real_add(x, lf_real(-k * LN2_1));
    r = lf_real_sub(r, lf_two_product(k, LN2_2));
    r = lf_real_sub(r, lf_real(k * LN2_3));
    r = lf_real_add(reduced_expm1(r), lf_real(1.0));
    return (LfReal){scale_double(r.hi, (int32_t)k), scale_double(r.lo, (int32_t)k)};
}

LfReal
lf_real_expm1(LfReal x)
{
    if (lf_magnitude(x.hi) <= 0.34)
        return reduced_expm1(x);
    return lf_real_add(lf_real_exp(x), lf_real(-1.0));
}

/* x = 2^k m, m from 0.7 to 1.5 */
double
lf_log(double x)
{
    int32_t k;
    double m, y, y2, sum = 0.0;

    if (lf_is_zero(x))
        return -infinity();
    if (x < DBL_MIN)
        return lf_log(x * 0x1p+60) - 60 * (LN2_1 + LN2_2);
    k = lf_exponent(x);
    m = x * (k > 0 ? lf_power_of_two(-k / 2) * lf_power_of_two(-k + k / 2) : lf_power_of_two(-k));
    if (m > 1.4142135623730951) {
        m *= 0.5;
        k++;
    }
    y = (m - 1.0) / (m + 1.0);
    y2 = y * y;
    for (int i = 23; i > 0; i -= 2)
        sum = sum * y2 + 1.0 / i;
    return (double)k * LN2_1 + (2.0 * y * sum + (double)k * LN2_2);
}

LfReal
lf_real_log(LfReal x)
{
    double y = lf_log(x.hi), scale = 1.0;
    LfReal e;

    if (lf_is_zero(x.hi))
        return lf_real(y);
    /* e^-y must not leave the doubles */
    if (y > 700.0 || y < -700.0)
        scale = y > 0.0 ? 0x1p-100 : 0x1p+100;
    if (scale < 1.0 || scale > 1.0) {
        LfReal near = lf_real_log((LfReal){x.hi * scale, x.lo * scale});
        double k = scale < 1.0 ? 100.0 : -100.0;

        near = lf_real_add(near, lf_real(k * LN2_1));
        return lf_real_add(near, lf_two_product(k, LN2_2));
    }
    /* with d = x e^-y - 1 small: ln x = y + d - d^2 / 2 */
    e = lf_real_add(lf_real_mul(x, lf_real_exp(lf_real(-y))), lf_real(-1.0));
    return lf_real_add(lf_real(y), lf_real_add(e, lf_real(-0.5 * e.hi * e.hi)));
}

LfReal
lf_real_log1p(double x)
{
    LfReal square, sum;

    if (lf_magnitude(x) > 1e-5)
        return lf_real_log(lf_two_sum(1.0, x));
    /* x - x^2/2 + x^3/3 - ...: the terms after the third are below 1e-15 of the first */
    square = lf_two_product(x, x);
    sum = lf_real_scale(lf_real_scale(square, x), 1.0);
    sum = lf_real_div(sum, lf_real(3.0));
    sum = lf_real_add(sum, lf_real(x * x * x * x * (-0.25 + x * (0.2 - x * (1.0 / 6 - x / 7)))));
    sum = lf_real_add(sum, lf_real_scale(square, -0.5));
    return lf_real_add(sum, lf_real(x));
}

static LfReal
power_of_ten(int n)
{
    int64_t power = 1;

    for (; n > 0; n--)
        power *= 10;
    return lf_real_from_int128(power);
}

static lf_int128
floor_of(LfReal x)
{
    lf_int128 n = (lf_int128)x.hi; /* toward zero */
    double at = (double)n;

    return n - (at > x.hi || (at == x.hi && x.lo < 0));
}

bool
lf_real_scaled(LfReal x, int decimals, lf_int128 *out)
{
    bool negative = x.hi < 0;
    LfReal size = negative ? (LfReal){-x.hi, -x.lo} : x, rest;
    lf_int128 whole;

    size = lf_real_mul(size, power_of_ten(decimals));
    if (!(size.hi < lf_power_of_two(120)))
        return false;
    whole = (lf_int128)size.hi;
    rest = lf_real_add(lf_two_sum(size.hi - (double)whole, size.lo), lf_real(0.5));
    whole += floor_of(rest);
    *out = negative ? -whole : whole;
    return true;
}
