/*
 * Fixed: numbers from 0 to 4 as binary fractions of 128 bits, for the
 * exponential and for long products of factors below 1.
 *
 * A product of integers costs a third of a real's and keeps 36 digits
 * after the point; nothing depends on the CPU or its rounding.
 * Uses: the compiler's 128-bit integer.
 */
#ifndef LF_CORE_BASE_FIXED_H
#define LF_CORE_BASE_FIXED_H

#include "core/base/int128.h"
#include "core/base/real.h"

/* Of a number: units of 2^-126.  Of a factor below 1: units of 2^-128. */
#define LF_FIXED_ONE ((lf_uint128)1 << 126)

/* a times the factor b in the units of a, at most 3 units too small. */
static inline lf_uint128
lf_fixed_multiply(lf_uint128 a, lf_uint128 b)
{
    uint64_t a_high = (uint64_t)(a >> 64), a_low = (uint64_t)a;
    uint64_t b_high = (uint64_t)(b >> 64), b_low = (uint64_t)b;

    return (lf_uint128)a_high * b_high + ((lf_uint128)a_high * b_low >> 64) +
           ((lf_uint128)a_low * b_high >> 64);
}

/* A double below 1, not negative, as a factor: exact but for what lies below 2^-128. */
extern lf_uint128 lf_fixed_factor(double x);

/* (e^x - 1) / x for x = r, a factor of 0.36 at most, or x = -r: off by 16 units at most. */
extern lf_uint128 lf_fixed_growth(lf_uint128 r, bool negative);

/* e^-x as a factor, for 0 < x <= 0.36 that a factor holds exactly: off by 2^-122 at most. */
extern lf_uint128 lf_fixed_discount(double x);

#endif
