/*
 * Rounding: exact quotients, rounded once.
 *
 * Works on magnitudes and sets the sign at the end, which makes
 * a negative amount the mirror of the positive one in every mode.  Follows
 * docs/arithmetic.md, "Rounding".  Uses: base only.
 */
#include "core/base/round.h"

static const char *const rounding_names[LF_ROUNDINGS] = {
    [LF_HALF_UP] = "half_up",
    [LF_HALF_EVEN] = "half_even",
    [LF_UP] = "up",
    [LF_DOWN] = "down",
};

/* The terms of the trade and of GB/T 8170. */
static const LfAlias rounding_aliases[] = {
    {"四舍五入", LF_HALF_UP},
    {"四舍六入五成双", LF_HALF_EVEN},
    {"进一法", LF_UP},
    {"去尾法", LF_DOWN},
    {NULL, 0},
};

const LfKeywords lf_roundings = {"rounding", rounding_names, LF_ROUNDINGS, rounding_aliases, 0};
const LfKeywords lf_payment_roundings = {"payment_rounding", rounding_names, LF_ROUNDINGS,
                                         rounding_aliases, 0};

const char *
lf_rounding_name(LfRounding mode)
{
    return rounding_names[mode];
}

/* Floor and remainder; in one machine division where both fit a word. */
static inline lf_uint128
divide(lf_uint128 n, lf_uint128 d, lf_uint128 *r)
{
    lf_uint128 q;

    if ((n | d) >> 64 == 0)
        q = (uint64_t)n / (uint64_t)d;
    else
        q = n / d;
    *r = n - q * d;
    return q;
}

lf_int128
lf_div_round(lf_int128 n, lf_int128 d, LfRounding mode)
{
    lf_uint128 ud = (lf_uint128)d, r;
    lf_uint128 q = divide(lf_abs128(n), ud, &r);

    if (lf_rounds_away(mode, q, r, ud))
        q++;
    return (lf_int128)(n < 0 ? -q : q);
}

/*
 * The product has up to 64 + 127 bits: a high part of 128 and a low word.
 * Its quotient fits a word exactly where the high part is below d, and then
 * what is left is a 128-bit number over a 64-bit one.
 */
lf_status
lf_muldiv_round(int64_t a, lf_int128 b, int64_t d, LfRounding mode, int64_t *out)
{
    bool negative = (a < 0) != (b < 0);
    uint64_t ua = (uint64_t)lf_abs128(a), ud = (uint64_t)d;
    lf_uint128 ub = lf_abs128(b);
    lf_uint128 low = (lf_uint128)ua * (uint64_t)ub;
    lf_uint128 high = (lf_uint128)ua * (uint64_t)(ub >> 64) + (low >> 64);

    if (high >= ud)
        return LF_ERR_OVERFLOW;

    lf_uint128 r;
    lf_uint128 q = divide(high << 64 | (uint64_t)low, ud, &r);

    if (lf_rounds_away(mode, q, r, ud))
        q++;
    if (q > (lf_uint128)INT64_MAX + negative)
        return LF_ERR_OVERFLOW;
    *out = (int64_t)(negative ? -(lf_int128)q : (lf_int128)q);
    return LF_OK;
}
