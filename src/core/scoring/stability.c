/*
 * Stability: the terms of the two sums of share differences times logarithms.
 */
#include "core/scoring/stability.h"

#include "core/base/real.h"

lf_status
lf_floor_check(int64_t floor_e12, LfFault *why)
{
    if (floor_e12 >= 0 && floor_e12 < LF_RATE_ONE)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_RANGE_SHARE, .name = "floor", .a = floor_e12, .b = 0,
                     .c = LF_RATE_ONE - 1);
}

static LfReal
fraction(lf_int128 part, lf_int128 whole)
{
    return lf_real_div(lf_real_from_int128(part), lf_real_from_int128(whole));
}

static bool
is_less(LfReal a, LfReal b)
{
    return lf_real_sub(a, b).hi < 0;
}

/* (a - b) ln(a / b), rounded to a double at the end. */
static double
divergence(LfReal a, LfReal b)
{
    return lf_real_mul(lf_real_sub(a, b), lf_real_log(lf_real_div(a, b))).hi;
}

bool
lf_psi_term(lf_int128 part, lf_int128 whole, lf_int128 base_part, lf_int128 base_whole,
            int64_t floor_e12, double *term)
{
    LfReal least = fraction(floor_e12, LF_RATE_ONE);
    LfReal a = fraction(part, whole), b = fraction(base_part, base_whole);

    *term = 0.0;
    if (part == 0 && base_part == 0)
        return true;
    a = is_less(a, least) ? least : a;
    b = is_less(b, least) ? least : b;
    if (!(a.hi > 0.0) || !(b.hi > 0.0))
        return false;
    *term = divergence(a, b);
    return true;
}

bool
lf_woe(const LfOutcome *of, const LfOutcome *all, lf_int128 adjust, LfWoe *out)
{
    lf_int128 good = of->weight[LF_OUTCOME_GOOD], bad = of->weight[LF_OUTCOME_BAD];
    LfReal good_share, bad_share;

    *out = (LfWoe){.known = good + bad > 0};
    if (!out->known)
        return true;
    if (good == 0 || bad == 0) {
        good += adjust;
        bad += adjust;
    }
    if (good == 0 || bad == 0)
        return false;
    good_share = fraction(good, all->weight[LF_OUTCOME_GOOD]);
    bad_share = fraction(bad, all->weight[LF_OUTCOME_BAD]);
    out->woe = lf_real_log(lf_real_div(good_share, bad_share)).hi;
    out->iv = divergence(good_share, bad_share);
    return true;
}

lf_status
lf_double_e8(double x, const char *name, int64_t *e8, LfFault *why)
{
    lf_int128 scaled;

    if (lf_real_scaled(lf_real(x), LF_RATIO_DECIMALS, &scaled) && lf_fits_int64(scaled)) {
        *e8 = (int64_t)scaled;
        return LF_OK;
    }
    return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = name);
}
