/*
 * Bignum: schoolbook arithmetic; the longest numbers have some 1,400 limbs
 * and are met only where an amount is very close to a rounding edge.
 */
#include "core/base/bignum.h"

#include <string.h>

void
lf_big_set(LfBignum *x, uint64_t value)
{
    x->limb[0] = value;
    x->length = value != 0;
}

void
lf_big_copy(LfBignum *x, const LfBignum *y)
{
    x->length = y->length;
    memcpy(x->limb, y->limb, (size_t)y->length * sizeof(y->limb[0]));
}

static bool
append(LfBignum *x, uint64_t limb)
{
    if (x->length == LF_BIGNUM_LIMBS)
        return false;
    x->limb[x->length++] = limb;
    return true;
}

bool
lf_big_mul(LfBignum *x, lf_uint128 m)
{
    uint64_t lo = (uint64_t)m, hi = (uint64_t)(m >> 64);
    lf_uint128 carry = 0; /* stays below m, so nothing here overflows */

    if (m == 0) {
        x->length = 0;
        return true;
    }
    for (int32_t i = 0; i < x->length; i++) {
        lf_uint128 t = (lf_uint128)x->limb[i] * lo + (uint64_t)carry;

        carry = (lf_uint128)x->limb[i] * hi + (t >> 64) + (carry >> 64);
        x->limb[i] = (uint64_t)t;
    }
    for (; carry != 0; carry >>= 64)
        if (!append(x, (uint64_t)carry))
            return false;
    return true;
}

bool
lf_big_add(LfBignum *x, const LfBignum *y)
{
    uint64_t carry = 0;

    for (int32_t i = 0; i < y->length || carry != 0; i++) {
        if (i == x->length && !append(x, 0))
            return false;

        lf_uint128 t = (lf_uint128)x->limb[i] + (i < y->length ? y->limb[i] : 0) + carry;

        x->limb[i] = (uint64_t)t;
        carry = (uint64_t)(t >> 64);
    }
    return true;
}

void
lf_big_sub(LfBignum *x, const LfBignum *y)
{
    uint64_t borrow = 0;

    for (int32_t i = 0; i < x->length && (i < y->length || borrow != 0); i++) {
        uint64_t a = x->limb[i], b = i < y->length ? y->limb[i] : 0;

        x->limb[i] = a - b - borrow;
        borrow = a < b || (a == b && borrow != 0);
    }
    while (x->length > 0 && x->limb[x->length - 1] == 0)
        x->length--;
}

int
lf_big_compare(const LfBignum *x, const LfBignum *y)
{
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    for (int32_t i = x->length - 1; i >= 0; i--)
        if (x->limb[i] != y->limb[i])
            return x->limb[i] < y->limb[i] ? -1 : 1;
    return 0;
}

/* floor(x / y) bit by bit; x becomes the remainder, q stays below 2^63. */
static bool
divide(LfBignum *x, const LfBignum *y, LfBignum *scratch, uint64_t *q)
{
    *q = 0;
    for (int bit = 63; bit >= 0; bit--) {
        lf_big_copy(scratch, y);
        if (!lf_big_mul(scratch, (lf_uint128)1 << bit))
            continue; /* longer than any x */
        if (lf_big_compare(scratch, x) <= 0) {
            lf_big_sub(x, scratch);
            *q |= UINT64_C(1) << bit;
        }
    }
    return *q <= INT64_MAX && lf_big_compare(x, y) < 0;
}

bool
lf_big_div_round(LfBignum *x, const LfBignum *y, LfRounding mode, LfBignum *scratch,
                 int64_t *quotient)
{
    uint64_t q;
    unsigned quarters; /* the remainder as 0, below, at or above half of 4 */

    if (!divide(x, y, scratch, &q))
        return false;
    lf_big_copy(scratch, y);
    lf_big_sub(scratch, x);
    int side = lf_big_compare(x, scratch);

    quarters = x->length == 0 ? 0 : side < 0 ? 1 : side == 0 ? 2 : 3;
    q += lf_rounds_away(mode, q, quarters, 4);
    *quotient = (int64_t)q;
    return q <= INT64_MAX;
}
