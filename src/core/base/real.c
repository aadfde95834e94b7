/*
 * Real: error-free sums and products of doubles, and the two series.
 */
#include "core/base/real.h"

#include <string.h>

/* The exact sum of two doubles, |a| >= |b| or a == 0. */
static LfReal
quick_sum(double a, double b)
{
    double s = a + b;

    return (LfReal){s, b - (s - a)};
}

/* The exact sum of any two doubles (Knuth). */
static LfReal
two_sum(double a, double b)
{
    double s = a + b, part = s - a;

    return (LfReal){s, (a - (s - part)) + (b - part)};
}

/* 26 bits and the rest (Veltkamp); beyond 2^996 the factor would overflow. */
static void
split(double a, double *high, double *low)
{
    double t = 134217729.0 * a; /* 2^27 + 1 */

    *high = t - (t - a);
    *low = a - *high;
}

/* The exact product of two doubles. */
static LfReal
two_product(double a, double b)
{
    double p = a * b, ah, al, bh, bl;

    split(a, &ah, &al);
    split(b, &bh, &bl);
    return (LfReal){p, ((ah * bh - p) + ah * bl + al * bh) + al * bl};
}

LfReal
lf_real_from_int128(lf_int128 x)
{
    double hi = (double)x;

    return quick_sum(hi, (double)(x - (lf_int128)hi));
}

LfReal
lf_real_add(LfReal a, LfReal b)
{
    LfReal s = two_sum(a.hi, b.hi), t = two_sum(a.lo, b.lo);

    s = quick_sum(s.hi, s.lo + t.hi);
    return quick_sum(s.hi, s.lo + t.lo);
}

LfReal
lf_real_sub(LfReal a, LfReal b)
{
    return lf_real_add(a, (LfReal){-b.hi, -b.lo});
}

LfReal
lf_real_mul(LfReal a, LfReal b)
{
    LfReal p = two_product(a.hi, b.hi);

    return quick_sum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

LfReal
lf_real_div(LfReal a, LfReal b)
{
    double q1 = a.hi / b.hi, q2, q3;
    LfReal r = lf_real_sub(a, lf_real_mul(b, lf_real(q1)));

    q2 = r.hi / b.hi;
    r = lf_real_sub(r, lf_real_mul(b, lf_real(q2)));
    q3 = r.hi / b.hi;
    return lf_real_add(quick_sum(q1, q2), lf_real(q3));
}

/* 2 to the power of n, for numbers in the normal range. */
static double
power_of_two(int n)
{
    uint64_t bits = (uint64_t)(n + 1023) << 52;
    double x;

    memcpy(&x, &bits, sizeof(x));
    return x;
}

/* x times 2^n, in two steps where one would leave the range on the way. */
static double
scale_double(double x, int n)
{
    for (; n > 1000; n -= 1000)
        x *= power_of_two(1000);
    for (; n < -1000; n += 1000)
        x *= power_of_two(-1000);
    return x * power_of_two(n);
}

static LfReal
scale_real(LfReal x, int n)
{
    return (LfReal){scale_double(x.hi, n), scale_double(x.lo, n)};
}

/* The exponent of a positive double: x is at least 2^e and below 2^(e+1). */
static int
exponent_of(double x)
{
    uint64_t bits;
    int shift = 0;

    if (x < power_of_two(-1000)) {
        x *= power_of_two(200);
        shift = 200;
    }
    memcpy(&bits, &x, sizeof(bits));
    return (int)(bits >> 52 & 0x7ff) - 1023 - shift;
}

static const LfReal log_of_two = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

/* 2 atanh((m - 1) / (m + 1)) for m near 1: the odd powers of a number below 0.172. */
static LfReal
log_near_one(LfReal m)
{
    LfReal s = lf_real_div(lf_real_sub(m, lf_real(1.0)), lf_real_add(m, lf_real(1.0)));
    LfReal square = lf_real_mul(s, s), sum = lf_real(0.0);

    for (int odd = 45; odd >= 1; odd -= 2)
        sum = lf_real_add(lf_real_mul(sum, square), lf_real_div(lf_real(1.0), lf_real(odd)));
    sum = lf_real_mul(sum, s);
    return lf_real_add(sum, sum);
}

LfReal
lf_real_log(LfReal x)
{
    int e = exponent_of(x.hi);
    LfReal m = scale_real(x, -e);

    if (m.hi > 1.4142135623730951) {
        m = scale_real(m, -1);
        e++;
    }
    return lf_real_add(lf_real_mul(log_of_two, lf_real(e)), log_near_one(m));
}

/* e^r - 1 for |r| below 0.0014: Taylor's series, ten terms. */
static LfReal
exp_minus_one(LfReal r)
{
    LfReal sum = lf_real(1.0);

    for (int n = 12; n >= 2; n--)
        sum = lf_real_add(lf_real(1.0), lf_real_div(lf_real_mul(sum, r), lf_real(n)));
    return lf_real_mul(sum, r);
}

LfReal
lf_real_exp(LfReal x)
{
    int n;
    LfReal r;

    if (x.hi < -745.2)
        return lf_real(0.0);
    if (x.hi > 709.79)
        return lf_real(power_of_two(1023) * 2.0);
    n = (int)(x.hi * 1.4426950408889634 + (x.hi < 0 ? -0.5 : 0.5));
    r = lf_real_sub(x, lf_real_mul(log_of_two, lf_real(n)));
    r = exp_minus_one(scale_real(r, -8));
    for (int i = 0; i < 8; i++) /* (1 + r)^2 - 1 = 2 r + r^2 */
        r = lf_real_add(lf_real_add(r, r), lf_real_mul(r, r));
    return scale_real(lf_real_add(r, lf_real(1.0)), n);
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
    if (!(size.hi < power_of_two(120)))
        return false;
    whole = (lf_int128)size.hi;
    rest = lf_real_add(two_sum(size.hi - (double)whole, size.lo), lf_real(0.5));
    whole += floor_of(rest);
    *out = negative ? -whole : whole;
    return true;
}
