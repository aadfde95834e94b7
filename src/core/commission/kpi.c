/*
 * KPI: attainment of targets, the score, and the multiplier it earns.
 *
 * Values have 8 decimals; amount, base and loans come from the statement where
 * the query gave none.
 */
#include "core/commission/kpi.h"

#include "core/base/ratio.h"
#include "core/base/round.h"

const LfText *
lf_value_name(const LfCommissionPlan *plan, int slot)
{
    if (slot == LF_VALUE_RELEASE)
        return plan->deferral.has_release ? &plan->deferral.release.by : NULL;
    if (slot >= LF_VALUE_QUALITY)
        return slot - LF_VALUE_QUALITY < plan->quality_count
                   ? &plan->quality[slot - LF_VALUE_QUALITY].by
                   : NULL;
    return slot < plan->kpi.count ? &plan->kpi.indicator[slot].name : NULL;
}

static lf_status
refuse(lf_status status, const LfText *name, LfFault *why)
{
    return LF_REFUSE(why, status, .text2 = *name);
}

lf_status
lf_kpi_value(const LfCommissionPlan *plan, const LfCommissionSums *sums, const LfSettleTerms *terms,
             int slot, lf_int128_stored *value_e8, LfFault *why)
{
    const LfText *name = lf_value_name(plan, slot);
    LfVolume volume = lf_plan_volume(name);
    lf_int128 scaled;

    if (terms->value[slot].given) {
        *value_e8 = terms->value[slot].value_e8;
        return LF_OK;
    }
    if (sums == NULL || volume == LF_NO_VOLUME)
        return refuse(LF_ERR_KPI_MISSING, name, why);

    int scale = volume == LF_VOLUME_LOANS ? 0 : plan->scale;

    if (!lf_mul128(lf_commission_volume(sums, volume), LF_ONE_E8 / lf_pow10(scale), &scaled))
        return refuse(LF_ERR_KPI_RANGE, name, why);
    *value_e8 = scaled;
    return LF_OK;
}

lf_status
lf_attainment(lf_int128 actual, lf_int128 target, bool lower_is_better, int64_t *attainment_e8,
              LfFault *why)
{
    /* 2 - actual / target = (2 * target - actual) / target, rounded once */
    lf_int128 part = actual;
    bool fits = true;

    if (lower_is_better)
        fits = actual != LF_INT128_MIN && lf_add128(target, target, &part) &&
               lf_add128(part, -actual, &part);
    fits = fits && target != LF_INT128_MIN && part != LF_INT128_MIN;
    if (fits && target < 0) {
        target = -target;
        part = -part;
    }
    if (fits && part <= 0) {
        *attainment_e8 = 0;
        return LF_OK;
    }
    if (fits && lf_ratio(part, target, attainment_e8, why) == LF_OK)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "attainment");
}

/* The target of a volume shrinks with the days; the others are ratios and stay. */
static lf_status
target_of(const LfCommissionPlan *plan, const LfIndicator *indicator, LfActiveDays active,
          int64_t *target_e8, LfFault *why)
{
    int64_t unit = LF_ONE_E8 / lf_pow10(plan->scale);

    *target_e8 = indicator->target_e8;
    if (lf_plan_volume(&indicator->name) != LF_NO_VOLUME)
        *target_e8 = lf_prorate(*target_e8 / unit, active) * unit;
    return *target_e8 > 0 ? LF_OK : refuse(LF_ERR_KPI_TARGET, &indicator->name, why);
}

static lf_status
score_indicator(const LfCommissionPlan *plan, const LfCommissionSums *sums,
                const LfSettleTerms *terms, int k, LfKpiLine *line, LfFault *why)
{
    const LfIndicator *indicator = &plan->kpi.indicator[k];

    LF_TRY(lf_kpi_value(plan, sums, terms, k, &line->actual_e8, why));
    LF_TRY(target_of(plan, indicator, terms->active, &line->target_e8, why));
    if (lf_attainment(line->actual_e8, line->target_e8, indicator->lower_is_better,
                      &line->attainment_e8, why) != LF_OK)
        return refuse(LF_ERR_KPI_RANGE, &indicator->name, why);
    line->counted_e8 = line->attainment_e8;
    if (line->attainment_e8 < indicator->gate_e8)
        line->counted_e8 = 0;
    else if (indicator->cap_e8.given && line->attainment_e8 > indicator->cap_e8.value)
        line->counted_e8 = indicator->cap_e8.value;
    return LF_OK;
}

lf_status
lf_kpi_score(const LfCommissionPlan *plan, const LfCommissionSums *sums, const LfSettleTerms *terms,
             LfKpiScore *score, LfFault *why)
{
    lf_int128 sum = 0; /* weights sum to 1: no larger than the largest attainment */

    for (int k = 0; k < plan->kpi.count; k++) {
        LF_TRY(score_indicator(plan, sums, terms, k, &score->line[k], why));
        sum += (lf_int128)plan->kpi.indicator[k].weight_e8 * score->line[k].counted_e8;
    }
    score->score_e8 = (int64_t)lf_div_round(sum, LF_ONE_E8, LF_HALF_UP);
    score->multiplier_e8 =
        plan->kpi.has_curve ? lf_curve_rate(&plan->kpi.curve, score->score_e8) : score->score_e8;
    return LF_OK;
}
