/*
 * Grade policy: the rules of a classification as one plain value.
 *
 * A policy has limits of days past due and of expected loss for each grade, the
 * least grade of credit-impaired and of restructured loans, provision rates, and
 * the least provision of a book.  A preset is a policy that is law in some
 * country, with its source.
 * Uses: base, grade.
 */
#ifndef LF_CORE_GRADE_POLICY_H
#define LF_CORE_GRADE_POLICY_H

#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/grade/grade.h"

/*
 * Every array is ordered from the better grade to the worse, and zero beyond
 * its count, so that equal policies are equal bytes; there is no padding.
 * Rates have 12 decimals.
 */
typedef struct LfGradePolicy {
    int64_t loss_from_e12[LF_POLICY_STEPS]; /* this share of loss or more */
    int64_t rate_e12[LF_POLICY_STEPS];      /* provision, from that grade on */
    int64_t minimum_coverage_e12;           /* provision / NPL, 0: none */
    int64_t minimum_provision_e12;          /* provision / all, 0: none */
    int32_t day_over[LF_POLICY_STEPS];      /* strictly more days than this */
    int32_t preset; /* 1 + index of the preset it is or was adjusted from; 0: a literal */
    int32_t day_count;
    int32_t loss_count;
    int32_t rate_count; /* 0: the policy sets no provision rates */
    LfGrade day_grade[LF_POLICY_STEPS];
    LfGrade loss_grade[LF_POLICY_STEPS];
    LfGrade rate_grade[LF_POLICY_STEPS];
    LfGrade impaired; /* pass: no such rule */
    LfGrade restructured;
    uint8_t reserved[6];
} LfGradePolicy;

/* Most days of the technical exception, and the greatest coverage to ask for. */
#define LF_MAX_GRACE_DAYS 7
#define LF_MAX_COVERAGE_E12 (10 * LF_RATE_ONE)

/*
 * Whether the rules fit together: limits rise with the grades, every tier has
 * a provision rate if one has, rates do not fall, numbers are in range, there
 * is a rule at all.  LF_OK, or LF_ERR_POLICY_... naming the grades.
 */
extern lf_status lf_policy_check(const LfGradePolicy *policy, LfFault *why);

/* The part of it that keeps readers inside their arrays: for rules that were
 * checked once and stored.  LF_OK or LF_ERR_CORRUPT; some ten nanoseconds. */
extern lf_status lf_policy_check_stored(const LfGradePolicy *policy, LfFault *why);

/* What a policy looks at. */
typedef struct LfLoanFacts {
    int64_t days_past_due;
    bool has_loss_rate;
    bool credit_impaired;
    bool restructured;
    int64_t loss_rate_e12;
} LfLoanFacts;

typedef enum LfGradeRule {
    LF_RULE_DAYS = 0,
    LF_RULE_LOSS,
    LF_RULE_IMPAIRED,
    LF_RULE_RESTRUCTURED,
    LF_RULE_PERFORMING
} LfGradeRule;

#define LF_GRADE_RULES 5

/* A rule that binds; step is its place among the day or the loss limits. */
typedef struct LfBinding {
    LfGradeRule rule;
    LfGrade grade;
    int step;
} LfBinding;

/* LF_OK, or LF_ERR_RANGE_INT for days outside 0 .. 2^31 - 1 and
 * LF_ERR_RANGE_SHARE for a loss rate outside 0 .. 1. */
extern lf_status lf_facts_check(const LfLoanFacts *facts, LfFault *why);

/* The grade by days past due alone; checked facts. */
extern LfGrade lf_policy_grade_by_days(const LfGradePolicy *policy, int32_t days_past_due);

/* The rules that bind, worst first, ties in the order of LfGradeRule; without
 * any, LF_RULE_PERFORMING alone.  Returns their number, 1 to 4; checked facts. */
extern int lf_policy_bindings(const LfGradePolicy *policy, const LfLoanFacts *facts,
                              LfBinding bindings[LF_GRADE_RULES]);

/* The place of a grade's provision rate, -1 where the policy has no rates; and
 * the rate, where it has. */
extern int lf_policy_rate_step(const LfGradePolicy *policy, LfGrade grade);
extern int64_t lf_policy_rate_e12(const LfGradePolicy *policy, LfGrade grade);

/* The name of a rule as SQL shows it: the argument that it looks at. */
extern const char *lf_rule_name(LfGradeRule rule);

/*
 * Presets: what is law where, and since when.  Their rules never change under
 * a name; a new law is a new name.
 */
typedef struct LfGradePreset {
    const char *name;
    const char *country; /* ISO 3166, NULL: no single one */
    const char *title;
    const char *document;   /* number or place of publication */
    int32_t in_force;       /* first day, days since 2000-01-01 */
    int32_t in_force_until; /* last day, LF_MAX_DATE: still in force */
    LfGradePolicy rules;
    bool has_grace;         /* grace_days is an option of this law */
    int32_t leeway_percent; /* substandard and doubtful rates may differ by this */
    const char *source[LF_GRADE_RULES][LF_POLICY_STEPS]; /* by step; else the first */
    const char *rate_source;
    const char *minimum_source;
} LfGradePreset;

#define LF_GRADE_PRESETS 5

extern const LfGradePreset lf_grade_presets[LF_GRADE_PRESETS];

/* What portfolios of days past due alone are graded by. */
#define LF_PRESET_CN_2023 (&lf_grade_presets[0])

/* The preset of a name, or NULL; the one of a policy, or NULL for a literal. */
extern const LfGradePreset *lf_preset_find(const char *name, size_t len);
extern const LfGradePreset *lf_preset_of(const LfGradePolicy *policy);

/* The preset in force on a day; NULL where none was.  Fails with
 * LF_ERR_KEYWORD for a country without presets. */
extern lf_status lf_preset_on(const char *country, size_t len, int32_t date,
                              const LfGradePreset **preset, LfFault *why);

/*
 * What the law leaves to a bank, on a policy that is a preset: the days of the
 * technical exception, and the provision rate of substandard or doubtful.
 * LF_ERR_POLICY_OPTION where it leaves nothing, LF_ERR_POLICY_GRACE and
 * LF_ERR_POLICY_RANGE outside its limits.
 */
extern lf_status lf_policy_set_grace(LfGradePolicy *policy, int64_t days, LfFault *why);
extern lf_status lf_policy_set_rate(LfGradePolicy *policy, LfTier tier, int64_t rate_e12,
                                    LfFault *why);

/* The source of a binding rule, or NULL where the policy has none. */
extern const char *lf_binding_source(const LfGradePolicy *policy, const LfBinding *binding);

/* A rule as it is listed; a minimum has no grade, a fact that is true or false no number. */
typedef struct LfPolicyRule {
    const char *name;
    const char *source; /* or NULL */
    int grade;          /* or -1 */
    bool is_rate;       /* of 12 decimals, else days */
    int64_t value;      /* or -1 */
} LfPolicyRule;

#define LF_POLICY_RULES (3 * LF_POLICY_STEPS + 4)

/* All rules of a policy: limits, provision rates, minima.  Returns their number. */
extern int lf_policy_rules(const LfGradePolicy *policy, LfPolicyRule rule[LF_POLICY_RULES]);

#endif
