/*
 * Outcome: sums of weights, and ratios of their products, which need 256 bits.
 */
#include "core/scoring/outcome.h"

#include "core/base/bignum.h"
#include "core/base/ratio.h"

bool
lf_outcome_add(LfOutcome *sum, const LfOutcome *o)
{
    for (int k = 0; k < LF_OUTCOMES; k++) {
        lf_int128 added;

        if (!lf_add128(sum->weight[k], o->weight[k], &added))
            return false;
        sum->weight[k] = added;
    }
    return true;
}

bool
lf_outcome_take(LfOutcome *sum, const LfOutcome *o)
{
    LfOutcome less;

    for (int k = 0; k < LF_OUTCOMES; k++) {
        if (o->weight[k] == LF_INT128_MIN)
            return false;
        less.weight[k] = -o->weight[k];
    }
    return lf_outcome_add(sum, &less);
}

bool
lf_outcome_is_sound(const LfOutcome *o, lf_int128 *all)
{
    for (int k = 0; k < LF_OUTCOMES; k++) {
        if (o->weight[k] < 0 || o->weight[k] > LF_MAX_WEIGHTS)
            return false;
        *all += o->weight[k];
    }
    return *all <= LF_MAX_WEIGHTS;
}

lf_status
lf_share8(lf_int128 part, lf_int128 whole, LfShare8 *out, LfFault *why)
{
    *out = (LfShare8){.known = whole > 0};
    return out->known ? lf_ratio(part, whole, &out->e8, why) : LF_OK;
}

/* x = a * b; both below 2^127, so it always fits. */
static void
set_product(LfBignum *x, lf_int128 a, lf_int128 b)
{
    lf_big_set(x, 1);
    lf_big_mul(x, (lf_uint128)a);
    lf_big_mul(x, (lf_uint128)b);
}

lf_status
lf_gap8(lf_int128 a, lf_int128 b, lf_int128 c, lf_int128 d, LfShare8 *out, LfFault *why)
{
    LfBignum plus, minus, whole, scratch;
    bool negative;

    *out = (LfShare8){.known = b > 0 && d > 0};
    if (!out->known)
        return LF_OK;
    set_product(&plus, a, d);
    set_product(&minus, c, b);
    set_product(&whole, b, d);
    negative = lf_big_compare(&plus, &minus) < 0;
    if (negative) {
        lf_big_copy(&scratch, &plus);
        lf_big_copy(&plus, &minus);
        lf_big_copy(&minus, &scratch);
    }
    lf_big_sub(&plus, &minus);
    lf_big_mul(&plus, LF_RATIO_ONE);
    if (!lf_big_div_round(&plus, &whole, LF_HALF_UP, &scratch, &out->e8))
        return LF_REFUSE(why, LF_ERR_SUM_RANGE, .name = "ratio");
    out->e8 = negative ? -out->e8 : out->e8;
    return LF_OK;
}

lf_status
lf_lift8(lf_int128 a, lf_int128 b, lf_int128 c, lf_int128 d, LfShare8 *out, LfFault *why)
{
    lf_uint128 parts[2] = {(lf_uint128)a, (lf_uint128)d};
    lf_uint128 wholes[2] = {(lf_uint128)b, (lf_uint128)c};

    *out = (LfShare8){.known = b > 0 && c > 0 && d > 0};
    return out->known ? lf_ratio_of_products(parts, 2, wholes, 2, &out->e8, why) : LF_OK;
}
