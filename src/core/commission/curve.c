/*
 * Curves: whole bands, or a ramp from one edge to the next; and a part of a
 * period, to which amounts are pro-rated.
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

bool
lf_active_days(const LfDayRange *active, const LfDayRange *period, LfActiveDays *days)
{
    if (!period->has_from || !period->has_to)
        return false;
    *days = (LfActiveDays){period->to - period->from, 0, 0};
    if (active->empty)
        return true;
    days->from = active->from - period->from;
    days->to = active->to - period->from;
    return active->has_from && active->has_to && active->from >= period->from &&
           active->to <= period->to;
}

int64_t
lf_prorate(int64_t x, LfActiveDays active)
{
    if (active.days == 0)
        return x;
    return (int64_t)(lf_div_round((lf_int128)x * active.to, active.days, LF_HALF_UP) -
                     lf_div_round((lf_int128)x * active.from, active.days, LF_HALF_UP));
}
