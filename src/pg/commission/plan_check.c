/*
 * commission_plan: what its terms must be together.
 *
 * Each term is within its own range already.  Follows "Refused" of
 * docs/commission.md.
 */
#include "postgres.h"

#include "core/base/round.h"
#include "core/commission/settle.h"
#include "pg/commission/plan_json.h"

#define refuse lfpg_plan_refuse

/* Bands ascend; from_zero: the first one starts there. */
static bool
check_curve(const LfRateCurve *curve, const char *path, int money_scale, bool from_zero,
            LfFault *why)
{
    if (from_zero && curve->band[0].from != 0)
        return refuse(why, LF_ERR_PLAN_START, path, NULL, NULL);
    for (int64 k = 1; k < curve->count; k++) {
        int64 from = curve->band[k].from, before = curve->band[k - 1].from;
        bool money = money_scale >= 0;

        if (from <= before)
            return refuse(why, LF_ERR_PLAN_NOT_ABOVE,
                          psprintf("%s[" INT64_FORMAT "].from", path, k),
                          money ? lfpg_plan_money(from, money_scale) : lfpg_plan_number(from),
                          money ? lfpg_plan_money(before, money_scale) : lfpg_plan_number(before));
    }
    return true;
}

static bool
check_named_curve(const LfNamedCurve *curve, const char *path, LfFault *why)
{
    return check_curve(&curve->curve, psprintf("%s.bands", path), -1, true, why);
}

static bool
check_not_below(int64 value, int64 least, const char *path, int scale, LfFault *why)
{
    if (value == LF_NOT_GIVEN || value >= least)
        return true;
    return refuse(why, LF_ERR_PLAN_BELOW, path, lfpg_plan_money(value, scale),
                  lfpg_plan_money(least, scale));
}

static bool
check_tiers(const LfCommissionPlan *plan, LfFault *why)
{
    const LfTiers *tiers = &plan->tiers;
    const char *bands = "tiers.bands";
    int64 edge;

    if (tiers->quota == LF_NOT_GIVEN)
        return check_curve(&tiers->curve, bands, plan->scale, false, why);
    for (int64 k = 0; k < tiers->curve.count; k++)
        if (lf_muldiv_round(tiers->quota, tiers->curve.band[k].from, LF_ONE_E8, LF_HALF_UP,
                            &edge) != LF_OK)
            return refuse(why, LF_ERR_PLAN_TOO_LARGE,
                          psprintf("%s[" INT64_FORMAT "].from", bands, k), NULL, NULL);
    return check_curve(&tiers->curve, bands, -1, false, why);
}

static bool
is_same_name(const LfPlanName *a, const LfPlanName *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static bool
check_indicator(const LfCommissionPlan *plan, int64 k, LfFault *why)
{
    const LfIndicator *indicator = &plan->kpi.indicator[k];
    const char *path = psprintf("kpi.indicators[" INT64_FORMAT "]", k);

    for (int64 i = 0; i < k; i++)
        if (is_same_name(&plan->kpi.indicator[i].name, &indicator->name))
            return refuse(why, LF_ERR_PLAN_TWICE, psprintf("%s.name", path), NULL,
                          pnstrdup(indicator->name.text, indicator->name.length));
    if (lf_is_volume(&indicator->name) &&
        indicator->target_e8 % (LF_ONE_E8 / lf_pow10(plan->scale)) != 0) {
        refuse(why, LF_ERR_PLAN_DECIMALS, psprintf("%s.target", path), NULL, NULL);
        why->a = plan->scale;
        return false;
    }
    if (indicator->cap_e8 != LF_NOT_GIVEN && indicator->cap_e8 < indicator->gate_e8)
        return refuse(why, LF_ERR_PLAN_BELOW, psprintf("%s.cap", path),
                      lfpg_plan_number(indicator->cap_e8), lfpg_plan_number(indicator->gate_e8));
    return true;
}

static bool
check_kpi(const LfCommissionPlan *plan, LfFault *why)
{
    const LfKpi *kpi = &plan->kpi;
    int64 weights = 0;

    for (int64 k = 0; k < kpi->count; k++) {
        if (!check_indicator(plan, k, why))
            return false;
        weights += kpi->indicator[k].weight_e8;
    }
    if (weights != LF_ONE_E8)
        return refuse(why, LF_ERR_PLAN_WEIGHTS, "kpi.indicators", lfpg_plan_number(weights), NULL);
    if ((kpi->curve.method == LF_NOT_GIVEN) != (kpi->curve.count == 0))
        return refuse(why, LF_ERR_PLAN_MISSING, kpi->curve.count == 0 ? "kpi.bands" : "kpi.method",
                      NULL, NULL);
    return check_curve(&kpi->curve, "kpi.bands", -1, false, why);
}

static bool
check_window(const LfCommissionPlan *plan, int64 k, LfFault *why)
{
    const LfClawbackWindow *w = &plan->window[k];

    if (w->to <= w->from)
        return refuse(why, LF_ERR_PLAN_NOT_ABOVE, psprintf("clawback[" INT64_FORMAT "].to", k),
                      psprintf(INT64_FORMAT, w->to), psprintf(INT64_FORMAT, w->from));
    for (int64 i = 0; i < k; i++) {
        const LfClawbackWindow *other = &plan->window[i];

        if (other->event == w->event && other->from < w->to && w->from < other->to)
            return refuse(why, LF_ERR_PLAN_OVERLAP, psprintf("clawback[" INT64_FORMAT "]", k),
                          psprintf("clawback[" INT64_FORMAT "]", i), NULL);
    }
    return true;
}

bool
lfpg_plan_check(const LfCommissionPlan *plan, LfFault *why)
{
    bool sound = true;

    if (!plan->per_loan.given && !plan->tiers.given && plan->bonus == 0 && plan->salary == 0)
        return refuse(why, LF_ERR_PLAN_NOTHING, "", NULL, NULL);
    if (plan->per_loan.given)
        sound = check_not_below(plan->per_loan.max, plan->per_loan.min, "per_loan.max", plan->scale,
                                why);
    if (sound && plan->tiers.given)
        sound = check_tiers(plan, why);
    if (sound && plan->kpi.given)
        sound = check_kpi(plan, why);
    for (int64 i = 0; sound && i < plan->quality_count; i++)
        sound = check_named_curve(&plan->quality[i], psprintf("quality[" INT64_FORMAT "]", i), why);
    sound = sound && check_not_below(plan->cap, plan->floor, "cap", plan->scale, why);
    if (sound && plan->deferral.has_release)
        sound = check_named_curve(&plan->deferral.release, "deferral.release", why);
    for (int64 k = 0; sound && k < plan->window_count; k++)
        sound = check_window(plan, k, why);
    return sound;
}
