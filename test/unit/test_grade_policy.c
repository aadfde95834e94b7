/*
 * Grade policy: the presets are sound and say what the law says on the days
 * where it changes; the check refuses what does not fit together; every rule
 * binds alone and the worst of several wins.
 */
#include "core/grade/policy.h"

#include "test/unit/tap.h"

static void
test_presets(void)
{
    for (int i = 0; i < LF_GRADE_PRESETS; i++) {
        const LfGradePreset *preset = &lf_grade_presets[i];
        LfFault why = {.status = LF_OK};

        ok(lf_policy_check(&preset->rules, &why) == LF_OK, "%s passes the check", preset->name);
        is_i64(preset->rules.preset, i + 1, "%s knows its number", preset->name);
        ok(lf_preset_find(preset->name, strlen(preset->name)) == preset, "%s is found",
           preset->name);
        ok(lf_preset_of(&preset->rules) == preset, "%s is found by its rules", preset->name);
        for (int step = 0; step < preset->rules.day_count; step++)
            ok(preset->source[LF_RULE_DAYS][step] != NULL, "day limit %d of %s has a source", step,
               preset->name);
        for (int step = 0; step < preset->rules.loss_count; step++)
            ok(preset->source[LF_RULE_LOSS][step] != NULL, "loss limit %d of %s has a source", step,
               preset->name);
        ok((preset->rules.impaired == 0) == (preset->source[LF_RULE_IMPAIRED][0] == NULL),
           "%s: a rule for impaired loans has a source", preset->name);
        ok((preset->rules.restructured == 0) == (preset->source[LF_RULE_RESTRUCTURED][0] == NULL),
           "%s: a rule for restructured loans has a source", preset->name);
        ok((preset->rules.rate_count == 0) == (preset->rate_source == NULL),
           "%s: provision rates have a source", preset->name);
    }
    ok(LF_PRESET_CN_2023 == lf_preset_find("cn_2023", 7), "the default is cn_2023");
    ok(lf_preset_find("cn_2024", 7) == NULL, "an unknown name is not found");
}

/* The rules of presets as they are listed, and of a literal, which has no source. */
static void
test_rules(void)
{
    LfGradePolicy literal = {.day_count = 1, .day_grade = {20}, .day_over = {30}, .impaired = 30};
    LfPolicyRule rule[LF_POLICY_RULES];

    for (int i = 0; i < LF_GRADE_PRESETS; i++) {
        const LfGradePreset *preset = &lf_grade_presets[i];
        int count = lf_policy_rules(&preset->rules, rule);

        for (int k = 0; k < count; k++)
            ok(rule[k].source != NULL, "rule %d of %s has a source", k, preset->name);
    }
    is_i64(lf_policy_rules(&LF_PRESET_CN_2023->rules, rule), 15, "rules of cn_2023");
    is_str(rule[3].name, "days_past_due", "the last limit of days");
    is_i64(rule[3].value, 360, "its days");
    is_str(rule[5].name, "loss_rate", "the last loss limit");
    ok(rule[5].is_rate && rule[5].value == LF_RATE_ONE / 10 * 9, "its rate");
    ok(rule[6].grade == LF_GRADE_OF(LF_SUBSTANDARD) && rule[6].value < 0,
       "impaired loans have a grade and no number");
    ok(rule[14].grade < 0 && rule[14].value == LF_RATE_ONE / 40, "a minimum has no grade");
    is_i64(lf_policy_rules(&literal, rule), 2, "rules of a literal");
    ok(rule[0].source == NULL && rule[0].value == 30, "without a source");
}

/* A day's grade under a preset, as its rank. */
typedef struct Day {
    const char *preset;
    int32_t days;
    int rank;
} Day;

static void
test_days(void)
{
    static const Day days[] = {
        {"cn_2023", 0, 0},     {"cn_2023", 1, 10},         {"cn_2023", 90, 10},
        {"cn_2023", 91, 20},   {"cn_2023", 270, 20},       {"cn_2023", 271, 30},
        {"cn_2023", 360, 30},  {"cn_2023", 361, 40},       {"cn_2007", 0, 0},
        {"cn_2007", 1, 10},    {"cn_2007", 91, 20},        {"cn_2007", 181, 30},
        {"us_ffiec", 89, 0},   {"us_ffiec", 90, 20},       {"us_ffiec", 119, 20},
        {"us_ffiec", 120, 40}, {"in_rbi", 1, 10},          {"in_rbi", 30, 10},
        {"in_rbi", 31, 11},    {"in_rbi", 61, 12},         {"in_rbi", 91, 20},
        {"in_rbi", 456, 31},   {"in_rbi", 821, 32},        {"in_rbi", 1551, 33},
        {"ifrs9", 30, 0},      {"ifrs9", 31, 10},          {"ifrs9", 89, 10},
        {"ifrs9", 90, 20},     {"cn_2023", INT32_MAX, 40},
    };

    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
        const LfGradePreset *preset = lf_preset_find(days[i].preset, strlen(days[i].preset));

        is_i64(lf_policy_grade_by_days(&preset->rules, days[i].days), days[i].rank,
               "%d days past due under %s", days[i].days, days[i].preset);
    }
}

static void
test_rates(void)
{
    const LfGradePolicy *cn = &LF_PRESET_CN_2023->rules;
    const LfGradePolicy *in = &lf_preset_find("in_rbi", 6)->rules;
    static const int64_t percent[LF_TIERS] = {1, 2, 25, 50, 100};

    for (int tier = 0; tier < LF_TIERS; tier++)
        is_i64(lf_policy_rate_e12(cn, LF_GRADE_OF(tier)), percent[tier] * (LF_RATE_ONE / 100),
               "rate of tier %d under cn_2023", tier);
    is_i64(lf_policy_rate_e12(cn, LF_GRADE_OF(LF_SUBSTANDARD) + 9), LF_RATE_ONE / 4,
           "a notch has the rate of its tier");
    is_i64(lf_policy_rate_e12(in, 31), LF_RATE_ONE / 4, "doubtful up to one year");
    is_i64(lf_policy_rate_e12(in, 32), 4 * (LF_RATE_ONE / 10), "doubtful from one to three years");
    is_i64(lf_policy_rate_e12(in, 35), LF_RATE_ONE, "a notch without a rate has the one before");
}

static void
test_bindings(void)
{
    const LfGradePolicy *cn = &LF_PRESET_CN_2023->rules;
    LfBinding b[LF_GRADE_RULES];
    LfLoanFacts facts = {.days_past_due = 0};

    is_i64(lf_policy_bindings(cn, &facts, b), 1, "a loan that no rule binds has one row");
    ok(b[0].rule == LF_RULE_PERFORMING && b[0].grade == 0, "it is performing");
    facts = (LfLoanFacts){120, true, true, true, LF_RATE_ONE / 2};
    is_i64(lf_policy_bindings(cn, &facts, b), 4, "four rules bind at once");
    ok(b[0].rule == LF_RULE_LOSS && b[0].grade == 30, "the worst comes first");
    ok(b[1].rule == LF_RULE_DAYS && b[2].rule == LF_RULE_IMPAIRED, "ties keep their order");
    ok(b[3].rule == LF_RULE_RESTRUCTURED && b[3].grade == 10, "the best comes last");
    facts.loss_rate_e12 = LF_RATE_ONE / 2 - 1;
    is_i64(lf_policy_bindings(cn, &facts, b), 3, "a loss rate below its limit does not bind");
    facts.loss_rate_e12 = 9 * (LF_RATE_ONE / 10);
    lf_policy_bindings(cn, &facts, b);
    ok(b[0].grade == 40 && b[0].step == 1, "of the loss limits the highest reached binds");
    facts.has_loss_rate = false;
    is_i64(lf_policy_bindings(cn, &facts, b), 3, "an unknown loss rate does not bind");
}

static void
test_facts(void)
{
    LfFault why = {.status = LF_OK};
    LfLoanFacts facts = {.days_past_due = -1};

    ok(lf_facts_check(&facts, &why) == LF_ERR_RANGE_INT && why.a == -1,
       "negative days are refused");
    facts.days_past_due = (int64_t)INT32_MAX + 1;
    ok(lf_facts_check(&facts, &why) == LF_ERR_RANGE_INT, "days beyond 31 bits are refused");
    facts = (LfLoanFacts){.has_loss_rate = true, .loss_rate_e12 = LF_RATE_ONE + 1};
    ok(lf_facts_check(&facts, &why) == LF_ERR_RANGE_SHARE, "a loss rate above 1 is refused");
    facts.loss_rate_e12 = LF_RATE_ONE;
    ok(lf_facts_check(&facts, &why) == LF_OK, "a loss rate of 1 is not");
}

/* A sound policy to spoil. */
static LfGradePolicy
sound(void)
{
    LfGradePolicy p = LF_PRESET_CN_2023->rules;

    p.preset = 0;
    return p;
}

static void
refused(const LfGradePolicy *p, lf_status status, const char *what)
{
    LfFault why = {.status = LF_OK};

    ok(lf_policy_check(p, &why) == status && why.status == status, "refused: %s", what);
}

static void
test_gate(void)
{
    LfGradePolicy p = sound();
    LfFault why;

    ok(lf_policy_check(&p, &why) == LF_OK, "a sound policy passes");
    p.day_over[2] = 90;
    refused(&p, LF_ERR_POLICY_ORDER, "two grades from one day on");
    p = sound();
    p.day_over[0] = -1;
    refused(&p, LF_ERR_POLICY_DAYS, "a negative day limit");
    p = sound();
    p.day_grade[0] = 0;
    refused(&p, LF_ERR_POLICY_GRADE, "a day limit of pass");
    p.day_grade[0] = 50;
    refused(&p, LF_ERR_POLICY_GRADE, "a day limit of no grade");
    p = sound();
    p.day_grade[1] = p.day_grade[0];
    refused(&p, LF_ERR_POLICY_ORDER, "two limits of one grade");
    p = sound();
    p.loss_from_e12[1] = p.loss_from_e12[0];
    refused(&p, LF_ERR_POLICY_ORDER, "two grades from one loss rate on");
    p.loss_from_e12[1] = LF_RATE_ONE + 1;
    refused(&p, LF_ERR_POLICY_RANGE, "a loss limit above 1");
    p = sound();
    p.rate_e12[4] = p.rate_e12[3] - 1;
    refused(&p, LF_ERR_POLICY_FALLING, "a falling provision rate");
    p = sound();
    p.rate_grade[3] = LF_GRADE_OF(LF_DOUBTFUL) + 1;
    refused(&p, LF_ERR_POLICY_GAP, "a tier whose notch alone has a rate");
    p = sound();
    p.rate_count = 4;
    refused(&p, LF_ERR_POLICY_GAP, "a tier without a rate");
    p.rate_count = 0;
    ok(lf_policy_check(&p, &why) == LF_OK, "no rates at all are fine");
    p = sound();
    p.minimum_coverage_e12 = LF_MAX_COVERAGE_E12 + 1;
    refused(&p, LF_ERR_POLICY_RANGE, "a minimum coverage beyond reason");
    p = sound();
    p.minimum_provision_e12 = -1;
    refused(&p, LF_ERR_POLICY_RANGE, "a negative minimum");
    p = sound();
    p.day_count = p.loss_count = 0;
    p.impaired = p.restructured = 0;
    refused(&p, LF_ERR_POLICY_EMPTY, "a policy without a rule");
}

static void
test_options(void)
{
    LfGradePolicy p = LF_PRESET_CN_2023->rules;
    LfGradePolicy us = lf_preset_find("us_ffiec", 8)->rules,
                  old = lf_preset_find("cn_2007", 7)->rules;
    LfFault why = {.status = LF_OK};

    ok(lf_policy_set_grace(&p, 7, &why) == LF_OK, "seven days of grace are allowed");
    is_i64(lf_policy_grade_by_days(&p, 7), 0, "the seventh day is still pass");
    is_i64(lf_policy_grade_by_days(&p, 8), 10, "the eighth is not");
    ok(lf_policy_set_grace(&p, 8, &why) == LF_ERR_POLICY_GRACE && why.a == 8, "eight are too many");
    ok(lf_policy_set_grace(&us, 1, &why) == LF_ERR_POLICY_OPTION, "another law has no grace");
    ok(lf_policy_set_grace(&old, 1, &why) == LF_ERR_POLICY_OPTION, "nor has the law before");
    ok(lf_policy_set_rate(&p, LF_DOUBTFUL, 6 * (LF_RATE_ONE / 10), &why) == LF_OK,
       "20 percent more are allowed");
    is_i64(lf_policy_rate_e12(&p, 30), 6 * (LF_RATE_ONE / 10), "they are the rate then");
    ok(lf_policy_set_rate(&p, LF_SUBSTANDARD, LF_RATE_ONE / 5, &why) == LF_OK,
       "20 percent less are allowed");
    ok(lf_policy_set_rate(&p, LF_SUBSTANDARD, LF_RATE_ONE / 5 - 1, &why) == LF_ERR_POLICY_RANGE,
       "not more than that");
    ok(lf_policy_set_rate(&us, LF_SUBSTANDARD, 0, &why) == LF_ERR_POLICY_OPTION,
       "a law without rates has no leeway");
}

static void
test_in_force(void)
{
    const LfGradePreset *preset;
    LfFault why = {.status = LF_OK};

    ok(lf_preset_on("CN", 2, 8581, &preset, &why) == LF_OK &&
           preset == lf_preset_find("cn_2007", 7),
       "the last day of the old law");
    ok(lf_preset_on("CN", 2, 8582, &preset, &why) == LF_OK && preset == LF_PRESET_CN_2023,
       "the first day of the new one");
    ok(lf_preset_on("CN", 2, 0, &preset, &why) == LF_OK && preset == NULL,
       "a day before either law");
    ok(lf_preset_on("DE", 2, 8582, &preset, &why) == LF_ERR_KEYWORD, "a country without presets");
    ok(lf_preset_on("", 0, 8582, &preset, &why) == LF_ERR_KEYWORD, "no country");
}

int
main(void)
{
    test_presets();
    test_rules();
    test_days();
    test_rates();
    test_bindings();
    test_facts();
    test_gate();
    test_options();
    test_in_force();
    return done_testing();
}
