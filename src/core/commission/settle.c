/*
 * Settling: the order of effects, a line after the other.
 *
 * Amounts are worked out in 128 bits; one that leaves 64 is remembered by its
 * name, and the first name is what the call fails with.
 */
#include "core/commission/settle.h"

#include "core/base/round.h"

typedef struct Settling {
    const LfCommissionPlan *plan;
    const LfCommissionSums *sums;
    const LfSettleTerms *terms;
    LfSettlement *out;
    const char *too_large; /* what left 64 bits, or NULL */
} Settling;

int64_t
lf_deferred_part(int64_t deferred, int64_t years, int64_t part)
{
    return deferred / years + (part > years - deferred % years);
}

static int64_t
fitting(Settling *s, lf_int128 amount, const char *name)
{
    if (lf_fits_int64(amount))
        return (int64_t)amount;
    if (s->too_large == NULL)
        s->too_large = name;
    return 0;
}

static int64_t
times(Settling *s, int64_t amount, int64_t rate_e8, const char *name)
{
    return fitting(s, lf_div_round((lf_int128)amount * rate_e8, LF_ONE_E8, LF_HALF_UP), name);
}

static void
add_line(Settling *s, LfCommissionRule rule, int32_t index, int64_t base, int64_t rate_e8,
         int64_t amount)
{
    s->out->line[s->out->line_count++] = (LfStatementLine){rule, index, base, rate_e8, amount};
}

static int64_t
prorated(const Settling *s, int64_t money)
{
    return lf_prorate(money, s->terms->active);
}

static lf_status
settle_gross(Settling *s, LfFault *why)
{
    LfSettlement *out = s->out;
    lf_int128 gross = 0;

    LF_TRY(
        lf_commission_tiers(s->plan, s->sums, s->terms->active, out->line, &out->line_count, why));
    if (s->plan->bonus > 0)
        add_line(s, LF_COMMISSION_BONUS, 0, s->plan->bonus, LF_NOT_SHOWN,
                 prorated(s, s->plan->bonus));
    for (int32_t i = 0; i < out->line_count; i++)
        gross += out->line[i].amount;
    out->gross = fitting(s, gross, "gross");
    return LF_OK;
}

/* v times a multiplier, shown as what it adds. */
static int64_t
multiply(Settling *s, LfCommissionRule rule, int32_t index, int64_t v, int64_t multiplier_e8)
{
    int64_t product = times(s, v, multiplier_e8, "commission");

    add_line(s, rule, index, v, multiplier_e8, product - v);
    return product;
}

/* The rate of a curve over a value that must not be negative. */
static lf_status
look_up(Settling *s, const LfNamedCurve *curve, int slot, int64_t *rate_e8, LfFault *why)
{
    lf_int128_stored value;

    LF_TRY(lf_kpi_value(s->plan, s->sums, s->terms, slot, &value, why));
    if (value < 0) {
        bool told = lf_fits_int64(value);

        return LF_REFUSE(why, told ? LF_ERR_KPI_NEGATIVE : LF_ERR_KPI_RANGE, .text2 = curve->by,
                         .a = told ? (int64_t)value : 0, .scale = LF_RATIO_DECIMALS);
    }
    *rate_e8 = lf_curve_rate(&curve->curve, value);
    return LF_OK;
}

/* Steps 4 to 7. */
static lf_status
settle_earned(Settling *s, LfFault *why)
{
    const LfCommissionPlan *plan = s->plan;
    int64_t v = s->out->gross, rate_e8, limit;

    if (plan->kpi.given) {
        LF_TRY(lf_kpi_score(plan, s->sums, s->terms, &s->out->kpi, why));
        v = multiply(s, LF_COMMISSION_KPI, 0, v, s->out->kpi.multiplier_e8);
    }
    for (int32_t i = 0; i < plan->quality_count; i++) {
        LF_TRY(look_up(s, &plan->quality[i], LF_VALUE_QUALITY + i, &rate_e8, why));
        v = multiply(s, LF_COMMISSION_QUALITY, i, v, rate_e8);
    }
    if (plan->floor.given && v < (limit = prorated(s, plan->floor.value))) {
        add_line(s, LF_COMMISSION_FLOOR, 0, limit, LF_NOT_SHOWN, limit - v);
        v = limit;
    }
    if (plan->cap.given && v > (limit = prorated(s, plan->cap.value))) {
        add_line(s, LF_COMMISSION_CAP, 0, limit, LF_NOT_SHOWN, limit - v);
        v = limit;
    }
    s->out->earned = v;
    return LF_OK;
}

/* Steps 8 and 9. */
static lf_status
settle_deferral(Settling *s, LfFault *why)
{
    const LfDeferral *d = &s->plan->deferral;
    int64_t vesting = s->terms->vesting, rate_e8 = LF_ONE_E8;
    LfSettlement *out = s->out;

    if (d->given) {
        out->deferred = times(s, out->earned, d->share_e8, "deferred");
        add_line(s, LF_COMMISSION_DEFERRAL, 0, out->earned, d->share_e8, -out->deferred);
    }
    if (vesting == 0)
        return LF_OK;
    if (d->has_release) {
        LF_TRY(look_up(s, &d->release, LF_VALUE_RELEASE, &rate_e8, why));
    }
    out->released = times(s, vesting, rate_e8, "released");
    out->forfeited = vesting - out->released;
    add_line(s, LF_COMMISSION_RELEASE, 0, vesting, rate_e8, out->released);
    return LF_OK;
}

/* Step 10. */
static void
settle_clawback(Settling *s)
{
    lf_int128 total = 0;

    for (int32_t i = 0; i < LF_LOAN_EVENTS; i++) {
        const LfClawbackSum *sum = &s->sums->event[i];

        total += sum->clawed;
        if (sum->clawed != 0)
            add_line(s, (LfCommissionRule)(LF_COMMISSION_CLAWBACK + i), 0,
                     fitting(s, sum->paid, "paid"), LF_NOT_SHOWN,
                     -fitting(s, sum->clawed, "clawback"));
    }
    s->out->clawback = fitting(s, total, "clawback");
}

/* Steps 11 and 12: pay is never negative, and a top-up may be a debt. */
static void
settle_draw(Settling *s)
{
    const LfDraw *draw = &s->plan->draw;
    int64_t guarantee = draw->given ? prorated(s, draw->guarantee) : 0;
    int64_t carried = s->terms->carried, shortfall = 0;
    LfSettlement *out = s->out;
    int64_t net = fitting(s, (lf_int128)out->earned - out->deferred + out->released - out->clawback,
                          "net commission");

    if (net < 0) {
        shortfall = -net;
        add_line(s, LF_COMMISSION_SHORTFALL, 0, LF_NOT_SHOWN, LF_NOT_SHOWN, shortfall);
    }
    if (guarantee > net && guarantee > 0) {
        out->draw = guarantee - (net > 0 ? net : 0);
        add_line(s, LF_COMMISSION_DRAW, 0, guarantee, LF_NOT_SHOWN, out->draw);
    }
    if (net > guarantee) {
        int64_t rate_e8 = draw->given ? draw->recovery_e8 : LF_ONE_E8;
        int64_t most = times(s, net - guarantee, rate_e8, "recovery");

        out->recovery = carried < most ? carried : most;
        if (out->recovery > 0)
            add_line(s, LF_COMMISSION_RECOVERY, 0, carried, rate_e8, -out->recovery);
    }
    out->carried_forward =
        fitting(s,
                (lf_int128)carried + shortfall +
                    (draw->given && draw->recoverable ? out->draw : 0) - out->recovery,
                "carried_forward");
}

static void
settle_payable(Settling *s)
{
    LfSettlement *out = s->out;
    lf_int128 payable = 0;

    if (s->plan->salary > 0) {
        out->salary = prorated(s, s->plan->salary);
        add_line(s, LF_COMMISSION_SALARY, 0, s->plan->salary, LF_NOT_SHOWN, out->salary);
    }
    for (int32_t i = 0; i < out->line_count; i++)
        payable += out->line[i].amount;
    out->payable = fitting(s, payable, "payable");
}

static lf_status
check_terms(const LfCommissionPlan *plan, const LfSettleTerms *terms, LfFault *why)
{
    bool carried = terms->carried < 0;

    if (!carried && terms->vesting >= 0)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_NEGATIVE, .scale = plan->scale,
                     .name = carried ? "carried" : "vesting",
                     .a = carried ? terms->carried : terms->vesting);
}

lf_status
lf_commission_settle(const LfCommissionPlan *plan, const LfCommissionSums *sums,
                     const LfSettleTerms *terms, LfSettlement *out, LfFault *why)
{
    Settling s = {plan, sums, terms, out, NULL};

    LF_TRY(check_terms(plan, terms, why));
    *out = (LfSettlement){0};
    LF_TRY(settle_gross(&s, why));
    LF_TRY(settle_earned(&s, why));
    LF_TRY(settle_deferral(&s, why));
    settle_clawback(&s);
    settle_draw(&s);
    settle_payable(&s);
    if (s.too_large == NULL)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = s.too_large);
}
