/*
 * Grade policy: the check of the rules, and which of them apply to a loan.
 */
#include "core/grade/policy.h"

#include <string.h>

#include "core/base/range.h"

static lf_status
fail(LfFault *why, lf_status status, const char *name, int64_t a, int64_t b, int64_t c)
{
    return LF_REFUSE(why, status, .name = name, .a = a, .b = b, .c = c);
}

/* Grades of limits or rates must rise; `from` is the least there may be. */
static lf_status
check_grades(const LfGrade *grades, int count, LfGrade from, const char *name, LfFault *why)
{
    for (int i = 0; i < count; i++) {
        if (!lf_grade_is_valid(grades[i]) || grades[i] < from)
            return fail(why, LF_ERR_POLICY_GRADE, name, grades[i], 0, 0);
        if (i > 0 && grades[i] <= grades[i - 1])
            return fail(why, LF_ERR_POLICY_ORDER, name, grades[i], grades[i - 1], 0);
    }
    return LF_OK;
}

static lf_status
check_days(const LfGradePolicy *p, LfFault *why)
{
    LF_TRY(check_grades(p->day_grade, p->day_count, 1, "day", why));
    for (int i = 0; i < p->day_count; i++) {
        if (p->day_over[i] < 0)
            return fail(why, LF_ERR_POLICY_DAYS, NULL, p->day_grade[i], p->day_over[i], 0);
        if (i > 0 && p->day_over[i] <= p->day_over[i - 1])
            return fail(why, LF_ERR_POLICY_ORDER, "day", p->day_grade[i], p->day_grade[i - 1], 0);
    }
    return LF_OK;
}

static lf_status
check_share(const char *name, int64_t share_e12, int64_t most, LfFault *why)
{
    if (share_e12 >= 0 && share_e12 <= most)
        return LF_OK;
    return fail(why, LF_ERR_POLICY_RANGE, name, share_e12, 0, most);
}

static lf_status
check_losses(const LfGradePolicy *p, LfFault *why)
{
    LF_TRY(check_grades(p->loss_grade, p->loss_count, 1, "loss rate", why));
    for (int i = 0; i < p->loss_count; i++) {
        LF_TRY(check_share("loss rate", p->loss_from_e12[i], LF_RATE_ONE, why));
        if (i > 0 && p->loss_from_e12[i] <= p->loss_from_e12[i - 1])
            return fail(why, LF_ERR_POLICY_ORDER, "loss rate", p->loss_grade[i],
                        p->loss_grade[i - 1], 0);
    }
    return LF_OK;
}

/* Whether a tier's bare grade has a rate of its own. */
static bool
has_rate(const LfGradePolicy *p, int tier)
{
    int step = lf_policy_rate_step(p, LF_GRADE_OF(tier));

    return step >= 0 && p->rate_grade[step] == LF_GRADE_OF(tier);
}

static lf_status
check_rates(const LfGradePolicy *p, LfFault *why)
{
    LF_TRY(check_grades(p->rate_grade, p->rate_count, 0, "provision rate", why));
    for (int i = 0; i < p->rate_count; i++) {
        LF_TRY(check_share("provision rate", p->rate_e12[i], LF_RATE_ONE, why));
        if (i > 0 && p->rate_e12[i] < p->rate_e12[i - 1])
            return fail(why, LF_ERR_POLICY_FALLING, NULL, p->rate_grade[i], p->rate_grade[i - 1],
                        0);
    }
    for (int tier = 0; tier < LF_TIERS && p->rate_count > 0; tier++) {
        if (!has_rate(p, tier))
            return fail(why, LF_ERR_POLICY_GAP, NULL, LF_GRADE_OF(tier), 0, 0);
    }
    return LF_OK;
}

lf_status
lf_policy_check(const LfGradePolicy *policy, LfFault *why)
{
    LF_TRY(check_days(policy, why));
    LF_TRY(check_losses(policy, why));
    LF_TRY(check_rates(policy, why));
    LF_TRY(check_share("minimum coverage", policy->minimum_coverage_e12, LF_MAX_COVERAGE_E12, why));
    LF_TRY(check_share("minimum provision", policy->minimum_provision_e12, LF_RATE_ONE, why));
    if (policy->day_count == 0 && policy->loss_count == 0 && policy->impaired == 0 &&
        policy->restructured == 0)
        return fail(why, LF_ERR_POLICY_EMPTY, NULL, 0, 0, 0);
    return LF_OK;
}

static bool
are_grades(const LfGrade *grades)
{
    LfGrade worst = 0;

    for (int i = 0; i < LF_POLICY_STEPS; i++)
        worst = grades[i] > worst ? grades[i] : worst;
    return lf_grade_is_valid(worst);
}

static bool
is_count(int32_t count)
{
    return count >= 0 && count <= LF_POLICY_STEPS;
}

lf_status
lf_policy_check_stored(const LfGradePolicy *p, LfFault *why)
{
    bool safe = p->preset >= 0 && p->preset <= LF_GRADE_PRESETS && is_count(p->day_count) &&
                is_count(p->loss_count) && is_count(p->rate_count) && are_grades(p->day_grade) &&
                are_grades(p->loss_grade) && are_grades(p->rate_grade) && p->rate_grade[0] == 0 &&
                lf_grade_is_valid(p->impaired) && lf_grade_is_valid(p->restructured);

    return lf_corrupt(why, "grade_policy", safe ? NULL : "a number or a grade in it is impossible");
}

lf_status
lf_facts_check(const LfLoanFacts *facts, LfFault *why)
{
    if (lf_check_int("days_past_due", facts->days_past_due, 0, INT32_MAX, why) != LF_OK)
        return why->status;
    if (facts->has_loss_rate && (facts->loss_rate_e12 < 0 || facts->loss_rate_e12 > LF_RATE_ONE))
        return fail(why, LF_ERR_RANGE_SHARE, "loss_rate", facts->loss_rate_e12, 0, LF_RATE_ONE);
    return LF_OK;
}

/* The highest day limit passed, or -1. */
static int
day_step(const LfGradePolicy *p, int64_t days_past_due)
{
    int step = p->day_count - 1;

    while (step >= 0 && days_past_due <= p->day_over[step])
        step--;
    return step;
}

static int
loss_step(const LfGradePolicy *p, const LfLoanFacts *facts)
{
    int step = facts->has_loss_rate ? p->loss_count - 1 : -1;

    while (step >= 0 && facts->loss_rate_e12 < p->loss_from_e12[step])
        step--;
    return step;
}

LfGrade
lf_policy_grade_by_days(const LfGradePolicy *policy, int32_t days_past_due)
{
    int step = day_step(policy, days_past_due);

    return step < 0 ? LF_GRADE_OF(LF_PASS) : policy->day_grade[step];
}

/* Puts a rule behind those that are worse or as bad. */
static void
add_binding(LfBinding *bindings, int *count, LfGradeRule rule, LfGrade grade, int step)
{
    int at = (*count)++;

    for (; at > 0 && bindings[at - 1].grade < grade; at--)
        bindings[at] = bindings[at - 1];
    bindings[at] = (LfBinding){rule, grade, step};
}

int
lf_policy_bindings(const LfGradePolicy *policy, const LfLoanFacts *facts,
                   LfBinding bindings[LF_GRADE_RULES])
{
    int days = day_step(policy, facts->days_past_due), loss = loss_step(policy, facts);
    int count = 0;

    if (days >= 0)
        add_binding(bindings, &count, LF_RULE_DAYS, policy->day_grade[days], days);
    if (loss >= 0)
        add_binding(bindings, &count, LF_RULE_LOSS, policy->loss_grade[loss], loss);
    if (facts->credit_impaired && policy->impaired > 0)
        add_binding(bindings, &count, LF_RULE_IMPAIRED, policy->impaired, 0);
    if (facts->restructured && policy->restructured > 0)
        add_binding(bindings, &count, LF_RULE_RESTRUCTURED, policy->restructured, 0);
    if (count == 0)
        add_binding(bindings, &count, LF_RULE_PERFORMING, LF_GRADE_OF(LF_PASS), 0);
    return count;
}

int
lf_policy_rate_step(const LfGradePolicy *policy, LfGrade grade)
{
    int step = policy->rate_count - 1;

    while (step >= 0 && grade < policy->rate_grade[step])
        step--;
    return step;
}

int64_t
lf_policy_rate_e12(const LfGradePolicy *policy, LfGrade grade)
{
    return policy->rate_e12[lf_policy_rate_step(policy, grade)];
}

const char *
lf_rule_name(LfGradeRule rule)
{
    static const char *const names[LF_GRADE_RULES] = {
        [LF_RULE_DAYS] = "days_past_due",       [LF_RULE_LOSS] = "loss_rate",
        [LF_RULE_IMPAIRED] = "credit_impaired", [LF_RULE_RESTRUCTURED] = "restructured",
        [LF_RULE_PERFORMING] = "performing",
    };

    return names[rule];
}

static lf_status
no_option(const LfGradePreset *preset, const char *name, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_POLICY_OPTION, .name = name, .text = lf_text(preset->name));
}

lf_status
lf_policy_set_grace(LfGradePolicy *policy, int64_t days, LfFault *why)
{
    const LfGradePreset *preset = lf_preset_of(policy);

    if (!preset->has_grace)
        return no_option(preset, "grace_days", why);
    if (days < 0 || days > LF_MAX_GRACE_DAYS)
        return fail(why, LF_ERR_POLICY_GRACE, NULL, days, 0, LF_MAX_GRACE_DAYS);
    policy->day_over[0] = (int32_t)days;
    return LF_OK;
}

lf_status
lf_policy_set_rate(LfGradePolicy *policy, LfTier tier, int64_t rate_e12, LfFault *why)
{
    const LfGradePreset *preset = lf_preset_of(policy);
    const char *name = lf_tier_label(tier, LF_GRADE_EN);

    if (preset->leeway_percent == 0)
        return no_option(preset, name, why);

    int step = lf_policy_rate_step(&preset->rules, LF_GRADE_OF(tier));
    int64_t law = preset->rules.rate_e12[step];
    int64_t leeway = law / 100 * preset->leeway_percent;

    if (rate_e12 < law - leeway || rate_e12 > law + leeway)
        return fail(why, LF_ERR_POLICY_RANGE, name, rate_e12, law - leeway, law + leeway);
    policy->rate_e12[step] = rate_e12;
    return LF_OK;
}
