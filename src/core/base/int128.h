/*
 * Wide integers: 128-bit sums and the checks that keep them exact.
 *
 * Uses: the compiler's 128-bit integer.  The check of products is written
 * out because clang's builtin one needs a runtime that gcc's libraries lack.
 */
#ifndef LF_CORE_BASE_INT128_H
#define LF_CORE_BASE_INT128_H

#include <stdbool.h>
#include <stdint.h>

__extension__ typedef __int128 lf_int128;
__extension__ typedef unsigned __int128 lf_uint128;

/* As a member of stored structs: server memory is aligned to 8, not to 16. */
__extension__ typedef __int128 lf_int128_stored __attribute__((aligned(8)));

#define LF_INT128_MAX ((lf_int128)(~(lf_uint128)0 >> 1))
#define LF_INT128_MIN (-LF_INT128_MAX - 1)

/* Fits in 64 bits, signed. */
static inline bool
lf_fits_int64(lf_int128 x)
{
    return x == (lf_int128)(int64_t)x;
}

static inline lf_uint128
lf_abs128(lf_int128 x)
{
    return x < 0 ? -(lf_uint128)x : (lf_uint128)x;
}

/* *sum = a + b; false, and *sum untouched, where it leaves 128 bits. */
static inline bool
lf_add128(lf_int128 a, lf_int128 b, lf_int128 *sum)
{
    lf_int128 r;

    if (__builtin_add_overflow(a, b, &r))
        return false;
    *sum = r;
    return true;
}

/* The same onto a sum that is stored. */
static inline bool
lf_add_stored(lf_int128_stored *sum, lf_int128 part)
{
    lf_int128 total;

    if (!lf_add128(*sum, part, &total))
        return false;
    *sum = total;
    return true;
}

/* *product = a * b; false, and *product untouched, where it leaves 128 bits. */
static inline bool
lf_mul128(lf_int128 a, lf_int128 b, lf_int128 *product)
{
    if (lf_fits_int64(a) && lf_fits_int64(b)) {
        *product = a * b;
        return true;
    }

    lf_uint128 ua = lf_abs128(a), ub = lf_abs128(b);

    if (ua != 0 && ub > (lf_uint128)LF_INT128_MAX / ua)
        return false;
    lf_uint128 u = ua * ub;
    *product = (a < 0) != (b < 0) ? -(lf_int128)u : (lf_int128)u;
    return true;
}

/* 64-bit sum and product with the same contract. */
static inline bool
lf_add64(int64_t a, int64_t b, int64_t *sum)
{
    int64_t r;

    if (__builtin_add_overflow(a, b, &r))
        return false;
    *sum = r;
    return true;
}

static inline bool
lf_mul64(int64_t a, int64_t b, int64_t *product)
{
    int64_t r;

    if (__builtin_mul_overflow(a, b, &r))
        return false;
    *product = r;
    return true;
}

#endif
