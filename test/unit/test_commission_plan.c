/*
 * Commission plan: the check, each rule by a plan that breaks it, and the bytes,
 * which give back what they were made of and refuse what is forged.
 */
#include "core/commission/plan.h"

#include <string.h>

#include "core/commission/plan_bytes.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"

#define BAND(from, rate) \
    { \
        (from), (rate) \
    }

static const LfRateCurve rising = {LF_WHOLE, 2, {BAND(0, LF_ONE_E8), BAND(LF_ONE_E8, 0)}};

/* A plan with everything. */
static LfCommissionPlan
full_plan(void)
{
    LfCommissionPlan plan = {.scale = 2,
                             .per_loan = {true, LF_ONE_E8 / 10, {true, 100}, {true, 900}},
                             .tiers = {true, LF_VOLUME_LOANS, {true, 1000000}, rising},
                             .bonus = 5,
                             .kpi = {.given = true, .has_curve = true, .count = 2, .curve = rising},
                             .quality_count = 1,
                             .quality = {{{"overdue", 7}, rising}},
                             .floor = {true, 0},
                             .cap = {true, 0},
                             .deferral = {true, true, 3, LF_ONE_E8 / 2, {{"npl", 3}, rising}},
                             .window_count = 2,
                             .window = {{LF_EVENT_DEFAULT, false, 0, 6, LF_ONE_E8},
                                        {LF_EVENT_DEFAULT, true, 6, 12, LF_ONE_E8 / 2}},
                             .draw = {true, false, 100000, LF_ONE_E8},
                             .salary = 600000};

    plan.kpi.indicator[0] = (LfIndicator){
        .name = {"amount", 6}, .target_e8 = 900000000, .weight_e8 = LF_ONE_E8 / 4, .gate_e8 = 5};
    plan.kpi.indicator[1] = (LfIndicator){.name = {"rate", 4},
                                          .target_e8 = 1,
                                          .weight_e8 = LF_ONE_E8 * 3 / 4,
                                          .lower_is_better = true,
                                          .cap_e8 = {true, LF_ONE_E8}};
    return plan;
}

static bool
is_text(LfText text, const char *expected)
{
    return text.length == strlen(expected) && memcmp(text.at, expected, text.length) == 0;
}

/* One change of a sound plan, the status and the path that follow. */
#define REFUSED(change, expected, path) \
    do { \
        LfCommissionPlan p = full_plan(); \
        LfFault why = {0}; \
        change; \
        is_i64(lf_commission_plan_check(&p, &why), (expected), #change); \
        is_str(why.name, (path), "names the key"); \
    } while (0)

static void
test_gate(void)
{
    LfCommissionPlan plan = full_plan(), none = {.scale = 2};
    LfFault why;

    is_i64(lf_commission_plan_check(&plan, &why), LF_OK, "a plan with everything");
    is_i64(lf_commission_plan_check(&none, &why), LF_ERR_PLAN_NOTHING, "all zeros pay nothing");
    none.salary = 1;
    is_i64(lf_commission_plan_check(&none, &why), LF_OK, "a salary alone, neither floor nor cap");
    REFUSED(p.per_loan.max.value = 99, LF_ERR_PLAN_BELOW, "per_loan.max");
    REFUSED(p.tiers.curve.band[1].from = 0, LF_ERR_PLAN_NOT_ABOVE, "tiers.bands[1].from");
    REFUSED(p.tiers.quota.value = LF_MAX_MONEY;
            p.tiers.curve.band[1].from = INT64_MAX, LF_ERR_PLAN_TOO_LARGE, "tiers.bands[1].from");
    REFUSED(p.kpi.indicator[1].name = p.kpi.indicator[0].name, LF_ERR_PLAN_TWICE,
            "kpi.indicators[1].name");
    REFUSED(p.kpi.indicator[0].target_e8++, LF_ERR_PLAN_DECIMALS, "kpi.indicators[0].target");
    REFUSED(p.kpi.indicator[1].gate_e8 = LF_ONE_E8 + 1, LF_ERR_PLAN_BELOW, "kpi.indicators[1].cap");
    REFUSED(p.kpi.indicator[1].weight_e8--, LF_ERR_PLAN_WEIGHTS, "kpi.indicators");
    REFUSED(p.kpi.has_curve = false, LF_ERR_PLAN_MISSING, "kpi.method");
    REFUSED(p.kpi.curve.count = 0, LF_ERR_PLAN_MISSING, "kpi.bands");
    REFUSED(p.kpi.curve.band[1].from = 0, LF_ERR_PLAN_NOT_ABOVE, "kpi.bands[1].from");
    REFUSED(p.quality[0].curve.band[0].from = 1, LF_ERR_PLAN_START, "quality[0].bands");
    REFUSED(p.quality[0].curve.band[1].from = 0, LF_ERR_PLAN_NOT_ABOVE, "quality[0].bands[1].from");
    REFUSED(p.floor.value = 1, LF_ERR_PLAN_BELOW, "cap");
    REFUSED(p.deferral.release.curve.band[0].from = 1, LF_ERR_PLAN_START, "deferral.release.bands");
    REFUSED(p.window[1].to = 6, LF_ERR_PLAN_NOT_ABOVE, "clawback[1].to");
    REFUSED(p.window[1].from = 5, LF_ERR_PLAN_OVERLAP, "clawback[1]");
}

static void
test_values(void)
{
    LfCommissionPlan plan = full_plan();
    LfFault why;

    plan.cap = (LfOptional){true, 12345};
    plan.floor = (LfOptional){true, 1234567};
    lf_commission_plan_check(&plan, &why);
    ok(is_text(why.text, "123.45"), "money is written with its decimals");
    ok(is_text(why.text2, "12345.67"), "and so is the limit");
    plan = full_plan();
    plan.kpi.indicator[0].weight_e8 = LF_ONE_E8 / 2;
    lf_commission_plan_check(&plan, &why);
    ok(is_text(why.text, "1.25"), "a sum of weights without zeros at its end");
    plan = full_plan();
    plan.window[1].from = 0;
    lf_commission_plan_check(&plan, &why);
    ok(is_text(why.text, "clawback[0]"), "an overlap names the other window");
}

static void
test_bytes(void)
{
    uint8_t bytes[LF_COMMISSION_PLAN_BYTES], again[LF_COMMISSION_PLAN_BYTES];
    LfCommissionPlan plan = full_plan(), read;
    size_t length = lf_commission_plan_encode(&plan, bytes);
    LfClawbackWindow window[LF_MAX_CLAWBACK_WINDOWS];
    int32_t count, refused = 0;
    LfPerLoan terms;
    LfFault why;
    int scale;

    is_i64(lf_commission_plan_decode(bytes, length, &read, &why), LF_OK, "bytes are read");
    is_i64((int64_t)lf_commission_plan_encode(&read, again), (int64_t)length, "and give as many");
    ok(memcmp(bytes, again, length) == 0, "the same ones");
    is_i64(lf_commission_plan_check(&read, &why), LF_OK, "what is read passes the check");
    ok(read.cap.given && read.cap.value == 0 && !read.kpi.indicator[0].cap_e8.given,
       "a limit of 0 is not the same as none");
    is_i64(lf_commission_plan_per_loan(bytes, length, &scale, &terms, &why), LF_OK, "per loan");
    ok(scale == 2 && terms.given && terms.min.value == 100 && terms.max.value == 900, "in place");
    is_i64(lf_commission_plan_windows(bytes, length, &scale, window, &count, &why), LF_OK,
           "windows");
    ok(count == 2 && window[1].pro_rata && window[1].to == 12, "in place");
    for (size_t cut = 0; cut < length; cut++)
        refused += lf_commission_plan_decode(bytes, cut, &read, &why) == LF_ERR_CORRUPT;
    is_i64(refused, (int64_t)length, "bytes cut anywhere are refused");
}

int
main(void)
{
    test_gate();
    test_values();
    test_bytes();
    return done_testing();
}
