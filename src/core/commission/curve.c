/*
 * Curves: whole bands, or a ramp from one edge to the next.
 */
#include "core/commission/curve.h"

#include "core/base/round.h"

int32_t
lf_curve_band(const LfRateCurve *curve, lf_int128 x)
{
    int32_t k = curve->count - 1;

    while (k >= 0 && curve->band[k].from > x)
        k--;
    return k;
}

int64_t
lf_curve_rate(const LfRateCurve *curve, lf_int128 x)
{
    int32_t k = lf_curve_band(curve, x);

    if (k < 0)
        return 0;

    const LfRateBand *low = &curve->band[k], *high = low + 1;

    if (curve->method != LF_RAMP || k == curve->count - 1)
        return low->rate_e8;

    /* 9e16 * 1e14 twice: far from the end of 128 bits; low <= x < high */
    lf_int128 span = (lf_int128)high->from - low->from;
    lf_int128 way = x - low->from;

    return (int64_t)lf_div_round(low->rate_e8 * (span - way) + high->rate_e8 * way, span,
                                 LF_HALF_UP);
}
