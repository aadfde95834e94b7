/*
 * Ratio: one division, whose numerator is 10^8 times a sum and so may need
 * more than 128 bits.
 */
#include "core/base/ratio.h"

#include "core/base/bignum.h"
#include "core/base/round.h"

static const char *const weight_names[] = {[LF_BY_AMOUNT] = "amount", [LF_BY_COUNT] = "count"};
static const LfAlias weight_aliases[] = {{"金额", LF_BY_AMOUNT}, {"笔数", LF_BY_COUNT}, {NULL, 0}};

const LfKeywords lf_weights = {"weight", weight_names, 2, weight_aliases, 0};

lf_status
lf_ratio_of_products(const lf_uint128 *parts, int n, const lf_uint128 *wholes, int m,
                     int64_t *ratio_e8, LfFault *why)
{
    LfBignum x, y, scratch;
    bool fits = true;

    lf_big_set(&x, LF_RATIO_ONE);
    lf_big_set(&y, 1);
    for (int i = 0; i < n; i++)
        fits = fits && lf_big_mul(&x, parts[i]);
    for (int i = 0; i < m; i++)
        fits = fits && lf_big_mul(&y, wholes[i]);
    if (fits && lf_big_div_round(&x, &y, LF_HALF_UP, &scratch, ratio_e8))
        return LF_OK;
    return lf_sum_overflow("ratio", why);
}

lf_status
lf_ratio(lf_int128 part, lf_int128 whole, int64_t *ratio_e8, LfFault *why)
{
    lf_int128 scaled;

    if (lf_mul128(part, LF_RATIO_ONE, &scaled)) {
        lf_int128 ratio = lf_div_round(scaled, whole, LF_HALF_UP);

        *ratio_e8 = (int64_t)ratio;
        return lf_fits_int64(ratio) ? LF_OK : lf_sum_overflow("ratio", why);
    }

    lf_uint128 magnitude = lf_abs128(part), divisor = (lf_uint128)whole;
    lf_status status = lf_ratio_of_products(&magnitude, 1, &divisor, 1, ratio_e8, why);

    if (status == LF_OK && part < 0)
        *ratio_e8 = -*ratio_e8;
    return status;
}
