/*
 * Settling: bands, pro-rating, attainment, and the laws of a settled statement
 * over random plans: lines add up, pay is never below the salary, debt is
 * neither lost nor made.
 */
#include "core/commission/settle.h"

#include <string.h>

#include "core/commission/tiers.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"

static const LfActiveDays whole_period = {0, 0, 0};

static LfRateCurve
curve_of(LfCurveMethod method, int64_t second, int64_t third)
{
    return (LfRateCurve){
        method,
        3,
        {{0, 5 * LF_ONE_E8 / 100}, {second, 7 * LF_ONE_E8 / 100}, {third, LF_ONE_E8 / 10}}};
}

static LfCommissionPlan
tiers_plan(LfCurveMethod method)
{
    LfCommissionPlan plan = {.scale = 2,
                             .tiers = {.given = true, .curve = curve_of(method, 1000000, 2500000)}};

    return plan;
}

static int64_t
tier_commission(LfCurveMethod method, int64_t amount)
{
    LfCommissionPlan plan = tiers_plan(method);
    int64_t commission;
    LfFault why;

    if (lf_commission_of_loan(&plan, amount, 0, &commission, &why) != LF_OK)
        return -1;
    return commission;
}

static void
test_golden(void)
{
    is_i64(tier_commission(LF_MARGINAL, 3000000), 205000, "marginal on 30,000");
    is_i64(tier_commission(LF_WHOLE, 3000000), 300000, "whole on 30,000");
    is_i64(tier_commission(LF_RAMP, 3000000), 300000, "ramp on 30,000");
    is_i64(tier_commission(LF_MARGINAL, 1750000), 102500, "marginal on 17,500");
    is_i64(tier_commission(LF_WHOLE, 1750000), 122500, "whole on 17,500");
    is_i64(tier_commission(LF_RAMP, 1750000), 148750, "ramp on 17,500");
    is_i64(tier_commission(LF_WHOLE, 999999), 50000, "a unit below an edge");
    is_i64(tier_commission(LF_WHOLE, 1000000), 70000, "the edge belongs to the upper band");
    is_i64(tier_commission(LF_MARGINAL, 1000000), 50000, "where marginal slices meet");
}

static void
test_curve(void)
{
    LfRateCurve falling = {LF_RAMP, 2, {{100, LF_ONE_E8}, {103, 0}}};
    LfRateCurve joined = {LF_RAMP, 3, {{5, 100}, {5, 200}, {9, 400}}};

    is_i64(lf_curve_rate(&falling, 99), 0, "below the first band the rate is 0");
    is_i64(lf_curve_rate(&falling, 101), 66666667, "two thirds, rounded");
    is_i64(lf_curve_rate(&falling, 102), 33333333, "a third, rounded");
    is_i64(lf_curve_rate(&falling, (lf_int128)INT64_MAX * 1000), 0, "flat after the last band");
    is_i64(lf_curve_rate(&joined, 5), 200, "of bands with one edge the last holds");
    is_i64(lf_curve_rate(&joined, 7), 300, "and the ramp starts from it");
}

static void
test_monotone(void)
{
    int falls = 0, slices = 0;

    for (int i = 0; i < 20000; i++) {
        LfCurveMethod method = (LfCurveMethod)random_between(LF_MARGINAL, LF_RAMP);
        int64_t x = random_between(0, 3000000), y = x + random_between(0, 1000);

        falls += tier_commission(method, x) > tier_commission(method, y);
        /* slices at rates no higher than the last one's */
        slices += tier_commission(LF_MARGINAL, x) > tier_commission(LF_WHOLE, x);
    }
    is_i64(falls, 0, "with rising rates more volume never earns less");
    is_i64(slices, 0, "nor do slices earn more than the whole");
}

static void
test_prorate(void)
{
    int wrong = 0;

    for (int i = 0; i < 50000; i++) {
        int32_t days = (int32_t)random_between(1, 366);
        int32_t a = (int32_t)random_between(0, days), b = (int32_t)random_between(a, days);
        int64_t x = random_between(0, LF_MAX_MONEY) >> random_between(0, 56);

        wrong += lf_prorate(x, (LfActiveDays){days, 0, a}) +
                     lf_prorate(x, (LfActiveDays){days, a, b}) +
                     lf_prorate(x, (LfActiveDays){days, b, days}) !=
                 x;
    }
    is_i64(wrong, 0, "parts of a period add up to the whole");
    is_i64(lf_prorate(100000, (LfActiveDays){31, 0, 10}), 32258, "ten days of January");
    is_i64(lf_prorate(100000, (LfActiveDays){31, 10, 21}), 35484, "eleven more");
    is_i64(lf_prorate(77, whole_period), 77, "no period is the whole");
}

static void
test_active(void)
{
    LfDayRange period = {false, true, true, 100, 131}, part = {false, true, true, 110, 120};
    LfActiveDays days;

    ok(lf_active_days(&part, &period, &days) && days.days == 31 && days.from == 10 && days.to == 20,
       "days are counted from the begin of the period");
    ok(lf_active_days(&period, &period, &days) && days.from == 0 && days.to == 31, "all of it");
    part.to = 132;
    ok(!lf_active_days(&part, &period, &days), "a day after the period");
    part = (LfDayRange){false, true, true, 99, 120};
    ok(!lf_active_days(&part, &period, &days), "a day before it");
    part.empty = true;
    ok(lf_active_days(&part, &period, &days) && days.days == 31 && days.from == days.to,
       "an empty range is no day");
    part = (LfDayRange){false, true, false, 110, 0};
    ok(!lf_active_days(&part, &period, &days), "a range without an end");
    period.has_to = false;
    part.empty = true;
    ok(!lf_active_days(&part, &period, &days), "a period without an end has no parts");
}

static void
test_deferred(void)
{
    int lost = 0, front = 0;

    for (int i = 0; i < 20000; i++) {
        int64_t deferred = random_between(0, LF_MAX_MONEY) >> random_between(0, 56);
        int64_t years = random_between(1, LF_MAX_DEFERRAL_YEARS), sum = 0;

        for (int64_t k = 1; k <= years; k++) {
            sum += lf_deferred_part(deferred, years, k);
            front += k > 1 && lf_deferred_part(deferred, years, k) <
                                  lf_deferred_part(deferred, years, k - 1);
        }
        lost += sum != deferred;
    }
    is_i64(lost, 0, "deferred parts add up");
    is_i64(front, 0, "and odd minor units come last");
}

static int64_t
attainment(lf_int128 actual, lf_int128 target, bool lower)
{
    int64_t e8;
    LfFault why;

    return lf_attainment(actual, target, lower, &e8, &why) == LF_OK ? e8 : -1;
}

static void
test_attainment(void)
{
    lf_int128 huge = (lf_int128)INT64_MAX * INT64_MAX;

    is_i64(attainment(88, 95, false), 92631579, "88 of 95");
    is_i64(attainment(3, 2, true), 50000000, "half again too much, lower is better");
    is_i64(attainment(5, 2, true), 0, "never below 0");
    is_i64(attainment(-5, 2, false), 0, "not for a loss either");
    is_i64(attainment(-5, 2, true), 450000000, "which is good where lower is better");
    is_i64(attainment(-1, -2, false), 50000000, "a negative target");
    is_i64(attainment(1, 200000000, false), 1, "half of the last decimal goes up");
    is_i64(attainment(1, 200000001, false), 0, "less does not");
    is_i64(attainment(199999999, 100000000, true), 1, "2 - actual / target is rounded once");
    is_i64(attainment(huge, huge - 1, false), LF_ONE_E8, "large numbers are exact too");
    is_i64(attainment(huge, 1, false), -1, "what leaves 64 bits is refused");
}

/* Plans of every shape: each part there or not, bands that ascend. */
static void
random_curve(LfRateCurve *curve, LfCurveMethod least, int64_t step, int64_t most)
{
    int64_t from = 0;

    curve->method = (LfCurveMethod)random_between(least, LF_RAMP);
    curve->count = (int32_t)random_between(1, LF_MAX_RATE_BANDS);
    for (int32_t k = 0; k < curve->count; k++) {
        curve->band[k] = (LfRateBand){from, random_between(0, most)};
        from += random_between(1, step);
    }
}

static LfOptional
maybe(int64_t least, int64_t most)
{
    return (LfOptional){random_chance(2), random_between(least, most)};
}

static void
random_kpi(LfKpi *kpi)
{
    int64_t left = LF_ONE_E8;

    kpi->given = true;
    kpi->count = (int32_t)random_between(1, LF_MAX_INDICATORS);
    for (int32_t k = 0; k < kpi->count; k++) {
        int64_t weight = k == kpi->count - 1 ? left : random_between(1, left / 2);

        kpi->indicator[k] = (LfIndicator){.name = {"x", 1},
                                          .target_e8 = random_between(1, LF_ONE_E8 * 100),
                                          .weight_e8 = weight,
                                          .lower_is_better = random_chance(2),
                                          .gate_e8 = random_between(0, LF_ONE_E8)};
        left -= weight;
    }
    kpi->has_curve = random_chance(2);
    if (kpi->has_curve)
        random_curve(&kpi->curve, LF_WHOLE, LF_ONE_E8 / 5, 2 * LF_ONE_E8);
}

static void
random_plan(LfCommissionPlan *plan)
{
    memset(plan, 0, sizeof(*plan));
    plan->scale = 2;
    plan->per_loan =
        (LfPerLoan){.given = random_chance(2), .rate_e8 = random_between(0, LF_ONE_E8)};
    plan->tiers.given = random_chance(2);
    plan->tiers.over = (LfVolume)random_between(LF_VOLUME_AMOUNT, LF_VOLUME_LOANS);
    plan->tiers.quota = maybe(1, 1000000000);
    random_curve(&plan->tiers.curve, LF_MARGINAL, 100000000, LF_ONE_E8);
    plan->bonus = random_chance(2) ? 0 : random_between(0, 1000000);
    if (random_chance(2))
        random_kpi(&plan->kpi);
    plan->quality_count = (int32_t)random_between(0, LF_MAX_QUALITIES);
    for (int32_t i = 0; i < plan->quality_count; i++) {
        plan->quality[i].by = (LfText){"x", 1};
        random_curve(&plan->quality[i].curve, LF_WHOLE, LF_ONE_E8 / 10, 2 * LF_ONE_E8);
    }
    plan->floor = maybe(0, 1000000);
    plan->cap = maybe(0, 1000000);
    plan->deferral = (LfDeferral){
        .given = random_chance(2), .share_e8 = random_between(0, LF_ONE_E8), .years = 3};
    plan->draw = (LfDraw){.given = random_chance(2),
                          .guarantee = random_between(0, 1000000),
                          .recoverable = random_chance(2),
                          .recovery_e8 = random_between(0, LF_ONE_E8)};
    plan->salary = random_chance(2) ? 0 : random_between(0, 1000000);
}

static void
random_sums(const LfCommissionPlan *plan, LfCommissionSums *sums)
{
    LfFault why;

    memset(sums, 0, sizeof(*sums));
    for (int64_t i = random_between(0, 50); i > 0; i--)
        lf_commission_add_loan(sums, &plan->per_loan, random_between(0, 50000000),
                               random_between(0, 1000000), 2, &why);
    for (int i = 0; i < LF_LOAN_EVENTS; i++)
        if (random_chance(2)) {
            sums->event[i].loans = 1;
            sums->event[i].paid = random_between(0, 1000000);
            sums->event[i].clawed = random_between(0, (int64_t)sums->event[i].paid);
        }
}

static void
random_terms(LfSettleTerms *terms)
{
    memset(terms, 0, sizeof(*terms));
    for (int slot = 0; slot < LF_VALUE_SLOTS; slot++)
        terms->value[slot] = (LfKpiValue){true, random_between(0, LF_ONE_E8 * 200)};
    terms->carried = random_chance(2) ? 0 : random_between(0, 1000000);
    terms->vesting = random_chance(2) ? 0 : random_between(0, 1000000);
    if (random_chance(2)) {
        int32_t from = (int32_t)random_between(0, 30);

        terms->active = (LfActiveDays){31, from, (int32_t)random_between(from + 1, 31)};
    }
}

/* The laws of one settled statement, broken ones as bits. */
static int
broken_laws(const LfCommissionPlan *plan, const LfSettleTerms *terms, const LfSettlement *r)
{
    int64_t gross = 0, sum = 0, shortfall = 0, net;
    int broken = 0;

    for (int i = 0; i < r->line_count; i++) {
        sum += r->line[i].amount;
        gross += r->line[i].rule <= LF_COMMISSION_BONUS ? r->line[i].amount : 0;
        shortfall += r->line[i].rule == LF_COMMISSION_SHORTFALL ? r->line[i].amount : 0;
    }
    net = r->earned - r->deferred + r->released - r->clawback;
    broken |= (sum != r->payable) << 0;
    broken |= (gross != r->gross) << 1;
    broken |= (r->payable < r->salary) << 2;
    broken |= (r->payable != net + shortfall + r->draw - r->recovery + r->salary) << 3;
    broken |= (shortfall != (net < 0 ? -net : 0)) << 4;
    broken |= (r->released + r->forfeited != terms->vesting) << 5;
    broken |= (r->carried_forward !=
               terms->carried + shortfall + (plan->draw.recoverable ? r->draw : 0) - r->recovery)
              << 6;
    broken |= (r->carried_forward < 0 || r->recovery < 0 || r->draw < 0) << 7;
    broken |= (r->deferred < 0 || r->deferred > r->earned || r->earned < 0) << 8;
    broken |= (plan->cap.given && r->earned > lf_prorate(plan->cap.value, terms->active)) << 9;
    broken |= (r->line_count > LF_MAX_STATEMENT_LINES) << 10;
    return broken;
}

static void
test_laws(void)
{
    LfCommissionPlan plan;
    LfCommissionSums sums;
    LfSettleTerms terms;
    LfSettlement result;
    LfFault why;
    int refused = 0, broken = 0;

    for (int i = 0; i < 30000; i++) {
        random_plan(&plan);
        random_sums(&plan, &sums);
        random_terms(&terms);
        if (lf_commission_settle(&plan, &sums, &terms, &result, &why) != LF_OK)
            refused++;
        else
            broken |= broken_laws(&plan, &terms, &result);
    }
    is_i64(refused, 0, "sound plans and values settle");
    is_i64(broken, 0, "no law of a settled statement is broken");
}

static void
test_refusals(void)
{
    LfCommissionPlan plan = tiers_plan(LF_MARGINAL);
    LfCommissionSums sums = {.loans = 3, .amount = (lf_int128)INT64_MAX + 1};
    LfSettleTerms terms = {.carried = -1};
    LfSettlement result;
    LfFault why;

    is_i64(lf_commission_settle(&plan, &sums, &terms, &result, &why), LF_ERR_NEGATIVE,
           "a negative debt");
    is_str(why.name, "carried", "is named");
    terms = (LfSettleTerms){.vesting = -1};
    is_i64(lf_commission_settle(&plan, &sums, &terms, &result, &why), LF_ERR_NEGATIVE,
           "a negative vesting");
    is_str(why.name, "vesting", "is named");
    terms = (LfSettleTerms){0};
    is_i64(lf_commission_settle(&plan, &sums, &terms, &result, &why), LF_ERR_OVERFLOW,
           "volume beyond 64 bits");
    is_str(why.name, "amount", "is named");
    sums.amount = INT64_MAX;
    plan.tiers.curve.band[2].rate_e8 = LF_MAX_LOAN_RATE * LF_ONE_E8;
    is_i64(lf_commission_settle(&plan, &sums, &terms, &result, &why), LF_ERR_OVERFLOW,
           "commission beyond 64 bits");
    plan = tiers_plan(LF_MARGINAL);
    plan.quality_count = 1;
    plan.quality[0] = (LfNamedCurve){{"overdue", 7}, curve_of(LF_WHOLE, 1, 2)};
    is_i64(lf_commission_settle(&plan, &sums, &terms, &result, &why), LF_ERR_KPI_MISSING,
           "a value that was not given");
    ok(why.text2.length == 7 && memcmp(why.text2.at, "overdue", 7) == 0, "is named");
    terms.value[LF_VALUE_QUALITY] = (LfKpiValue){true, -1};
    is_i64(lf_commission_settle(&plan, &sums, &terms, &result, &why), LF_ERR_KPI_NEGATIVE,
           "a negative value to look up");
    terms.value[LF_VALUE_QUALITY].value_e8 = (lf_int128)INT64_MIN * 2;
    is_i64(lf_commission_settle(&plan, &sums, &terms, &result, &why), LF_ERR_KPI_RANGE,
           "a negative value too large to be written");
    ok(why.text2.length == 7 && memcmp(why.text2.at, "overdue", 7) == 0, "is named");
    plan.quality[0].by = (LfText){"loans", 5};
    terms.value[LF_VALUE_QUALITY].given = false;
    is_i64(lf_commission_settle(&plan, &sums, &terms, &result, &why), LF_OK,
           "the number of loans is the statement's own");
}

int
main(void)
{
    random_begin();
    test_golden();
    test_curve();
    test_monotone();
    test_prorate();
    test_active();
    test_deferred();
    test_attainment();
    test_laws();
    test_refusals();
    return done_testing();
}
