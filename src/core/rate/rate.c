/*
 * Rate: exact period rates, reduced so that products stay small, and the one
 * rounding of interest.
 */
#include "core/rate/rate.h"

#include "core/base/inline.h"

/* A common factor, as often as it is there; dividing by a constant is a multiplication. */
static LF_ALWAYS_INLINE void
strip(int64_t *num, int64_t *den, int64_t factor)
{
    while (*den % factor == 0 && *num % factor == 0) {
        *num /= factor;
        *den /= factor;
    }
}

/* Common factors 2, 3 and 5: all that decimals, months and 30-day months bring; num is not 0. */
static void
strip_small_factors(int64_t *num, int64_t *den)
{
    int twos = __builtin_ctzll((uint64_t)(*num | *den));

    *num >>= twos; /* exact, whatever the sign */
    *den >>= twos;
    if (*den % 5 == 0 && *num % 5 == 0) {
        strip(num, den, 390625); /* the many fives of decimals in few steps */
        strip(num, den, 625);
        strip(num, den, 5);
    }
    strip(num, den, 3);
}

LfRate
lf_rate_make(int64_t annual_e12, LfFraction fraction)
{
    int64_t den = LF_RATE_ONE, num = annual_e12;

    if (num == 0 || fraction.num == 0)
        return (LfRate){0, 1};
    strip_small_factors(&num, &den);
    den *= fraction.den;
    if (!lf_mul64(num, fraction.num, &num))
        return lf_rate_reduce((LfRate){(lf_int128)num * fraction.num, den});
    strip_small_factors(&num, &den);
    return (LfRate){num, den};
}

/* A power of ten has no other factors than 2 and 5. */
LfRate
lf_rate_of_decimal(lf_int128 num)
{
    int64_t n = (int64_t)num, den = LF_RATE_ONE;

    if (num == 0 || !lf_fits_int64(num))
        return lf_rate_reduce((LfRate){num, den});
    strip_small_factors(&n, &den);
    return (LfRate){n, den};
}

LfRate
lf_rate_reduce(LfRate rate)
{
    lf_uint128 a = lf_abs128(rate.num);
    uint64_t b = (uint64_t)rate.den, x = a <= UINT64_MAX ? (uint64_t)a % b : (uint64_t)(a % b);

    while (x != 0) {
        uint64_t r = b % x;

        b = x;
        x = r;
    }
    if (b == 1)
        return rate;
    if (lf_fits_int64(rate.num))
        return (LfRate){(int64_t)rate.num / (int64_t)b, rate.den / (int64_t)b};
    return (LfRate){rate.num / (lf_int128)b, rate.den / (int64_t)b};
}

LfFraction
lf_period_fraction(LfPeriod period)
{
    if (period.months != 0)
        return (LfFraction){period.months, 12};
    if (period.days % 7 == 0)
        return (LfFraction){period.days / 7, 52};
    return (LfFraction){period.days, 360};
}

LfFraction
lf_broken_fraction(LfPeriod period, int32_t start, int32_t first_due)
{
    if (period.months != 0)
        return lf_year_fraction(LF_30_360, start, first_due, false);
    return (LfFraction){(int64_t)first_due - start, period.days % 7 == 0 ? 364 : 360};
}

lf_status
lf_rate_interest(LfRate rate, int64_t balance, LfRounding mode, int64_t *interest)
{
    return lf_muldiv_round(balance, rate.num, rate.den, mode, interest);
}

bool
lf_quick_rate_make(LfRate rate, int64_t greatest_balance, LfRounding mode, LfQuickRate *out)
{
    uint64_t num = (uint64_t)rate.num, den = (uint64_t)rate.den;
    int32_t shift;
    lf_uint128 one; /* at the scale of the products */

    if (rate.num < 0 || rate.num >= rate.den || greatest_balance < 0)
        return false;
    shift = __builtin_clzll(num | 1) - __builtin_clzll(den);
    shift -= num << shift >= den;
    one = (lf_uint128)1 << (64 + shift);
    if ((lf_uint128)greatest_balance * den > one / 2)
        return false; /* see the proof in rate.h */
    out->multiplier = (uint64_t)((((lf_uint128)(num << shift) << 64) + den - 1) / den);
    out->bias = mode == LF_UP ? one - one / den : mode == LF_DOWN ? 0 : one / 2;
    out->shift = shift;
    out->half_even = mode == LF_HALF_EVEN && den % 2 == 0;
    out->num = num;
    out->den = den;
    return true;
}
