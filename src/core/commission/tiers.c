/*
 * Tiers: edges of the period, then slices at their own rates, or one rate.
 * Curves: whole bands, or a ramp from one edge to the next.
 */
#include "core/commission/tiers.h"

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

/* What the tiers are over, in minor units: 7 loans are 7.00. */
static lf_status
tier_volume(const LfCommissionPlan *plan, const LfCommissionSums *sums, int64_t *x, LfFault *why)
{
    static const char *const names[] = {"amount", "base", "number of loans"};
    lf_int128 volume = lf_commission_volume(sums, plan->tiers.over);

    if (plan->tiers.over == LF_VOLUME_LOANS)
        volume *= lf_pow10(plan->scale);
    *x = (int64_t)volume;
    return lf_fits_int64(volume) ? LF_OK : lf_overflow(names[plan->tiers.over], why);
}

/* The curve with edges in minor units. */
static lf_status
tier_edges(const LfCommissionTiers *tiers, LfActiveDays active, LfRateCurve *curve, LfFault *why)
{
    *curve = tiers->curve;
    if (!tiers->quota.given)
        return LF_OK;

    int64_t quota = lf_prorate(tiers->quota.value, active);

    for (int32_t k = 0; k < curve->count; k++) {
        int64_t *from = &curve->band[k].from;

        if (lf_muldiv_round(quota, *from, LF_ONE_E8, LF_HALF_UP, from) != LF_OK)
            return lf_overflow("quota", why);
    }
    return LF_OK;
}

/* Slices at their own rates: lines are differences of the rounded running
 * total, which is exact before it is rounded. */
static lf_status
marginal_lines(const LfRateCurve *curve, int64_t x, LfStatementLine *line, int32_t *count,
               LfFault *why)
{
    lf_int128 total = 0, shown = 0;

    for (int32_t k = 0; k < curve->count; k++) {
        const LfRateBand *band = &curve->band[k];
        int64_t end = k + 1 < curve->count && band[1].from < x ? band[1].from : x;

        if (end <= band->from)
            continue;
        /* slices sum to 2^63 at most, rates are 10^14 at most */
        total += (lf_int128)(end - band->from) * band->rate_e8;

        lf_int128 rounded = lf_div_round(total, LF_ONE_E8, LF_HALF_UP);

        if (!lf_fits_int64(rounded))
            return lf_overflow("commission", why);
        line[(*count)++] = (LfStatementLine){LF_COMMISSION_TIERS, k, end - band->from,
                                             band->rate_e8, (int64_t)(rounded - shown)};
        shown = rounded;
    }
    return LF_OK;
}

static lf_status
tier_lines(const LfCommissionPlan *plan, const LfCommissionSums *sums, LfActiveDays active,
           LfStatementLine *line, int32_t *count, LfFault *why)
{
    LfRateCurve curve;
    int64_t x, rate, amount;

    LF_TRY(tier_volume(plan, sums, &x, why));
    LF_TRY(tier_edges(&plan->tiers, active, &curve, why));
    if (curve.method == LF_MARGINAL)
        return marginal_lines(&curve, x, line, count, why);

    int32_t k = lf_curve_band(&curve, x);

    if (k < 0)
        return LF_OK;
    rate = lf_curve_rate(&curve, x);
    if (lf_muldiv_round(x, rate, LF_ONE_E8, LF_HALF_UP, &amount) != LF_OK)
        return lf_overflow("commission", why);
    line[(*count)++] = (LfStatementLine){LF_COMMISSION_TIERS, k, x, rate, amount};
    return LF_OK;
}

lf_status
lf_commission_tiers(const LfCommissionPlan *plan, const LfCommissionSums *sums, LfActiveDays active,
                    LfStatementLine *line, int32_t *count, LfFault *why)
{
    if (plan->per_loan.given) {
        if (!lf_fits_int64(sums->base))
            return lf_overflow("base", why);
        if (!lf_fits_int64(sums->commission))
            return lf_overflow("commission", why);
        line[(*count)++] = (LfStatementLine){LF_COMMISSION_PER_LOAN, 0, (int64_t)sums->base,
                                             plan->per_loan.rate_e8, (int64_t)sums->commission};
    }
    return plan->tiers.given ? tier_lines(plan, sums, active, line, count, why) : LF_OK;
}

lf_status
lf_commission_of_loan(const LfCommissionPlan *plan, int64_t amount, int64_t base,
                      int64_t *commission, LfFault *why)
{
    LfStatementLine line[LF_MAX_STATEMENT_LINES];
    LfCommissionSums sums = {0};
    lf_int128 total = 0;
    int32_t count = 0;

    LF_TRY(lf_commission_add_loan(&sums, &plan->per_loan, amount, base, plan->scale, why));
    LF_TRY(lf_commission_tiers(plan, &sums, (LfActiveDays){0, 0, 0}, line, &count, why));
    for (int32_t i = 0; i < count; i++)
        total += line[i].amount;
    *commission = (int64_t)total;
    return lf_fits_int64(total) ? LF_OK : lf_overflow("commission", why);
}
