/*
 * Bignum: natural numbers of bounded length, just enough arithmetic to hold
 * the product of a loan's period rates exactly.
 *
 * The caller owns the memory; an operation whose result would not fit returns
 * false and leaves the number unusable.
 * Uses: 128-bit integers.
 */
#ifndef LF_CORE_BASE_BIGNUM_H
#define LF_CORE_BASE_BIGNUM_H

#include "core/base/int128.h"
#include "core/base/limits.h"
#include "core/base/round.h"

/* A factor 1 + r of one row is below 2^76; two amounts and a count on top. */
#define LF_BIGNUM_LIMBS ((LF_MAX_LOAN_ROWS * 76 + 320) / 64)

typedef struct LfBignum {
    int32_t length;                 /* limbs in use; 0 is the number 0 */
    uint64_t limb[LF_BIGNUM_LIMBS]; /* least significant first */
} LfBignum;

extern void lf_big_set(LfBignum *x, uint64_t value);
extern void lf_big_copy(LfBignum *x, const LfBignum *y);

/* x = x * m, x + y, x - y (y <= x). */
extern bool lf_big_mul(LfBignum *x, lf_uint128 m);
extern bool lf_big_add(LfBignum *x, const LfBignum *y);
extern void lf_big_sub(LfBignum *x, const LfBignum *y);

/* Negative, zero or positive as x <, = or > y. */
extern int lf_big_compare(const LfBignum *x, const LfBignum *y);

/* round(x / y), y > 0; false where it leaves 63 bits.  Spoils x, uses scratch. */
extern bool lf_big_div_round(LfBignum *x, const LfBignum *y, LfRounding mode, LfBignum *scratch,
                             int64_t *quotient);

#endif
