/*
 * Commission plan: what its fields must be together.
 *
 * Follows "Refused" of docs/commission.md.  A refusal names the key by its
 * path, written into the fault's own buffer, with the values.
 */
#include "core/commission/plan.h"

#include "core/base/round.h"
#include "core/text/cursor.h"

/* A key: '#' in the texts stands for the place before it is known, i and then k. */
typedef struct Path {
    const char *base;
    int32_t i;
    const char *tail;
    int32_t k;
} Path;

/* Instead of a scale of money: a number of 8 decimals, shown without zeros at its end. */
#define NUMBER (-1)

static char *
put_text(char *p, const char *text, int32_t place)
{
    for (; *text != '\0'; text++) {
        if (*text == '#')
            p = lf_put_decimal(p, place, 0);
        else
            *p++ = *text;
    }
    *p = '\0';
    return p;
}

static char *
put_path(char *p, Path at)
{
    return put_text(put_text(p, at.base, at.i), at.tail == NULL ? "" : at.tail, at.k);
}

/* Fills the fault; the end of the path in its buffer. */
static char *
begin(LfFault *why, lf_status status, Path at)
{
    *why = (LfFault){.status = status};
    why->name = why->room;
    return put_path(why->room, at);
}

static lf_status
refuse(LfFault *why, lf_status status, Path at)
{
    begin(why, status, at);
    return status;
}

/* A text of the fault behind what its buffer holds already: a value. */
static char *
put_value(char *p, int64_t value, int scale, LfText *text)
{
    text->at = p + 1;
    p = scale == NUMBER ? lf_put_short_decimal(p + 1, value, LF_RATIO_DECIMALS)
                        : lf_put_decimal(p + 1, value, scale);
    text->length = (size_t)(p - text->at);
    return p;
}

static lf_status
refuse_values(LfFault *why, lf_status status, Path at, int64_t value, int64_t bound, int scale)
{
    char *p = begin(why, status, at);

    p = put_value(p, value, scale, &why->text);
    put_value(p, bound, scale, &why->text2);
    return status;
}

/* Bands ascend; from_zero: the first one starts there. */
static lf_status
check_curve(const LfRateCurve *curve, const char *bands, int32_t i, int scale, bool from_zero,
            LfFault *why)
{
    if (from_zero && curve->band[0].from != 0)
        return refuse(why, LF_ERR_PLAN_START, (Path){bands, i, NULL, 0});
    for (int32_t k = 1; k < curve->count; k++) {
        int64_t from = curve->band[k].from, before = curve->band[k - 1].from;

        if (from <= before)
            return refuse_values(why, LF_ERR_PLAN_NOT_ABOVE, (Path){bands, i, "[#].from", k}, from,
                                 before, scale);
    }
    return LF_OK;
}

static lf_status
check_not_below(LfOptional value, LfOptional least, Path at, int scale, LfFault *why)
{
    if (!value.given || !least.given || value.value >= least.value)
        return LF_OK;
    return refuse_values(why, LF_ERR_PLAN_BELOW, at, value.value, least.value, scale);
}

static lf_status
check_tiers(const LfCommissionPlan *plan, LfFault *why)
{
    const LfCommissionTiers *tiers = &plan->tiers;
    int64_t edge;

    for (int32_t k = 0; tiers->quota.given && k < tiers->curve.count; k++)
        if (lf_muldiv_round(tiers->quota.value, tiers->curve.band[k].from, LF_ONE_E8, LF_HALF_UP,
                            &edge) != LF_OK)
            return refuse(why, LF_ERR_PLAN_TOO_LARGE, (Path){"tiers.bands", 0, "[#].from", k});
    return check_curve(&tiers->curve, "tiers.bands", 0, tiers->quota.given ? NUMBER : plan->scale,
                       false, why);
}

static lf_status
check_indicator(const LfCommissionPlan *plan, int32_t k, LfFault *why)
{
    const LfIndicator *indicator = &plan->kpi.indicator[k];
    const LfText *name = &indicator->name;

    for (int32_t i = 0; i < k; i++)
        if (lf_same_text(plan->kpi.indicator[i].name, *name)) {
            refuse(why, LF_ERR_PLAN_TWICE, (Path){"kpi.indicators[#].name", k, NULL, 0});
            why->text2 = *name;
            return why->status;
        }
    if (lf_plan_volume(name) != LF_NO_VOLUME &&
        indicator->target_e8 % (LF_ONE_E8 / lf_pow10(plan->scale)) != 0) {
        refuse(why, LF_ERR_PLAN_DECIMALS, (Path){"kpi.indicators[#].target", k, NULL, 0});
        why->a = plan->scale;
        return why->status;
    }
    return check_not_below(indicator->cap_e8, (LfOptional){true, indicator->gate_e8},
                           (Path){"kpi.indicators[#].cap", k, NULL, 0}, NUMBER, why);
}

static lf_status
check_kpi(const LfCommissionPlan *plan, LfFault *why)
{
    const LfKpi *kpi = &plan->kpi;
    int64_t weights = 0;

    for (int32_t k = 0; k < kpi->count; k++) {
        LF_TRY(check_indicator(plan, k, why));
        weights += kpi->indicator[k].weight_e8;
    }
    if (weights != LF_ONE_E8)
        return refuse_values(why, LF_ERR_PLAN_WEIGHTS, (Path){"kpi.indicators", 0, NULL, 0},
                             weights, LF_ONE_E8, NUMBER);
    if (kpi->has_curve != (kpi->curve.count > 0))
        return refuse(why, LF_ERR_PLAN_MISSING,
                      (Path){kpi->has_curve ? "kpi.bands" : "kpi.method", 0, NULL, 0});
    return check_curve(&kpi->curve, "kpi.bands", 0, NUMBER, false, why);
}

static lf_status
check_window(const LfCommissionPlan *plan, int32_t k, LfFault *why)
{
    const LfClawbackWindow *w = &plan->window[k];

    if (w->to <= w->from)
        return refuse_values(why, LF_ERR_PLAN_NOT_ABOVE, (Path){"clawback[#].to", k, NULL, 0},
                             w->to, w->from, 0);
    for (int32_t i = 0; i < k; i++) {
        const LfClawbackWindow *other = &plan->window[i];

        if (other->event == w->event && other->from < w->to && w->from < other->to) {
            char *p = begin(why, LF_ERR_PLAN_OVERLAP, (Path){"clawback[#]", k, NULL, 0}) + 1;

            why->text.at = p;
            why->text.length = (size_t)(put_path(p, (Path){"clawback[#]", i, NULL, 0}) - p);
            return why->status;
        }
    }
    return LF_OK;
}

static lf_status
check_pay(const LfCommissionPlan *plan, LfFault *why)
{
    if (!plan->per_loan.given && !plan->tiers.given && plan->bonus == 0 && plan->salary == 0)
        return refuse(why, LF_ERR_PLAN_NOTHING, (Path){"", 0, NULL, 0});
    if (plan->per_loan.given)
        LF_TRY(check_not_below(plan->per_loan.max, plan->per_loan.min,
                               (Path){"per_loan.max", 0, NULL, 0}, plan->scale, why));
    if (plan->tiers.given)
        LF_TRY(check_tiers(plan, why));
    return plan->kpi.given ? check_kpi(plan, why) : LF_OK;
}

lf_status
lf_commission_plan_check(const LfCommissionPlan *plan, LfFault *why)
{
    LF_TRY(check_pay(plan, why));
    for (int32_t i = 0; i < plan->quality_count; i++)
        LF_TRY(check_curve(&plan->quality[i].curve, "quality[#].bands", i, NUMBER, true, why));
    LF_TRY(check_not_below(plan->cap, plan->floor, (Path){"cap", 0, NULL, 0}, plan->scale, why));
    if (plan->deferral.given && plan->deferral.has_release)
        LF_TRY(check_curve(&plan->deferral.release.curve, "deferral.release.bands", 0, NUMBER, true,
                           why));
    for (int32_t k = 0; k < plan->window_count; k++)
        LF_TRY(check_window(plan, k, why));
    return LF_OK;
}

LfVolume
lf_plan_volume(const LfText *name)
{
    int volume = lf_keyword_exact(&lf_volumes, *name);

    return volume < 0 ? LF_NO_VOLUME : (LfVolume)volume;
}
