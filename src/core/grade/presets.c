/*
 * Grade presets: five bodies of rules that are law or supervisory policy.
 *
 * A limit is the last day that is still the better grade, so "90 days past
 * due" is over 89 and "more than 90 days" over 90.  Where a law counts in
 * months (India's doubtful assets) a year is 365 days.
 */
#include "core/grade/policy.h"

#include <string.h>

#define SPECIAL_MENTION LF_GRADE_OF(LF_SPECIAL_MENTION)
#define SUBSTANDARD LF_GRADE_OF(LF_SUBSTANDARD)
#define DOUBTFUL LF_GRADE_OF(LF_DOUBTFUL)
#define LOSS LF_GRADE_OF(LF_LOSS)
#define PASS LF_GRADE_OF(LF_PASS)

/* Hundredths of a percent with 12 decimals. */
#define BASIS_POINTS(n) ((n) * (LF_RATE_ONE / 10000))

/* Days since 2000-01-01. */
#define DAY_2000_06_12 163
#define DAY_2007_07_03 2740
#define DAY_2018_01_01 6575
#define DAY_2021_11_12 7986
#define DAY_2023_06_30 8581
#define DAY_2023_07_01 8582

/* Provision rates and minima of both Chinese presets. */
#define CN_RATES \
    .rate_count = 5, .rate_grade = {PASS, SPECIAL_MENTION, SUBSTANDARD, DOUBTFUL, LOSS}, \
    .rate_e12 = {BASIS_POINTS(100), BASIS_POINTS(200), BASIS_POINTS(2500), BASIS_POINTS(5000), \
                 BASIS_POINTS(10000)}, \
    .minimum_coverage_e12 = BASIS_POINTS(15000), .minimum_provision_e12 = BASIS_POINTS(250)
#define CN_RATE_SOURCE \
    "PBC, Guidelines on Provisioning for Loan Losses (Yinfa [2002] No. 98), articles 4 and 5"
#define CN_MINIMUM_SOURCE \
    "CBRC Order [2011] No. 4, Measures for Loan Loss Provisions of Commercial Banks, article 7"

#define CN_2023 "CBIRC and PBC Order [2023] No. 1, "
#define CN_2007 "CBRC, Guidelines for Loan Risk Classification (Yinjianfa [2007] No. 54), "
#define RBI "RBI Master Circular on IRAC norms, 1 October 2021, "
#define RBI_DAY "RBI/2021-2022/125 of 12 November 2021, "
#define FFIEC "65 FR 36903, Uniform Retail Credit Classification, "

const LfGradePreset lf_grade_presets[LF_GRADE_PRESETS] = {
    {
        .name = "cn_2023",
        .country = "CN",
        .title = "Measures for the Risk Classification of Financial Assets of Commercial Banks "
                 "商业银行金融资产风险分类办法",
        .document = "CBIRC and PBC Order [2023] No. 1",
        .in_force = DAY_2023_07_01,
        .in_force_until = LF_MAX_DATE,
        .has_grace = true,
        .leeway_percent = 20,
        .rules = {.preset = 1,
                  .day_count = 4,
                  .day_grade = {SPECIAL_MENTION, SUBSTANDARD, DOUBTFUL, LOSS},
                  .day_over = {0, 90, 270, 360},
                  .loss_count = 2,
                  .loss_grade = {DOUBTFUL, LOSS},
                  .loss_from_e12 = {BASIS_POINTS(5000), BASIS_POINTS(9000)},
                  .impaired = SUBSTANDARD,
                  .restructured = SPECIAL_MENTION,
                  CN_RATES},
        .source[LF_RULE_DAYS] = {CN_2023 "article 10 (1): principal, interest or income overdue",
                                 CN_2023 "article 11 (1): overdue more than 90 days",
                                 CN_2023 "article 12 (1): overdue more than 270 days",
                                 CN_2023 "article 13 (1): overdue more than 360 days"},
        .source[LF_RULE_LOSS] = {CN_2023 "article 12 (3): expected credit loss of 50 % or more",
                                 CN_2023 "article 13 (3): expected credit loss of 90 % or more"},
        .source[LF_RULE_IMPAIRED][0] = CN_2023 "article 11 (2): credit-impaired",
        .source[LF_RULE_RESTRUCTURED][0] = CN_2023 "chapter 3: restructured assets",
        .rate_source = CN_RATE_SOURCE,
        .minimum_source = CN_MINIMUM_SOURCE,
    },
    {
        .name = "cn_2007",
        .country = "CN",
        .title = "Guidelines for Loan Risk Classification 贷款风险分类指引",
        .document = "CBRC, Yinjianfa [2007] No. 54",
        .in_force = DAY_2007_07_03,
        .in_force_until = DAY_2023_06_30,
        .leeway_percent = 20,
        .rules = {.preset = 2,
                  .day_count = 4,
                  .day_grade = {SPECIAL_MENTION, SUBSTANDARD, DOUBTFUL, LOSS},
                  .day_over = {0, 90, 180, 360},
                  .restructured = SUBSTANDARD,
                  CN_RATES},
        .source[LF_RULE_DAYS] =
            {CN_2007 "article 10 (4): principal or interest overdue",
             CN_2007 "article 11 (1): overdue for a certain time, interest no longer accrued",
             "CBRC, Yinjianfa [2007] No. 63 (small enterprises), guaranteed loans: over 180 days",
             "CBRC, Yinjianfa [2007] No. 63 (small enterprises), guaranteed loans: over 360 days"},
        .source[LF_RULE_RESTRUCTURED][0] = CN_2007 "article 12: restructured loans",
        .rate_source = CN_RATE_SOURCE,
        .minimum_source = CN_MINIMUM_SOURCE,
    },
    {
        .name = "us_ffiec",
        .country = "US",
        .title = "Uniform Retail Credit Classification and Account Management Policy",
        .document = "FFIEC, 65 FR 36903 of 12 June 2000",
        .in_force = DAY_2000_06_12,
        .in_force_until = LF_MAX_DATE,
        .rules =
            {.preset = 3, .day_count = 2, .day_grade = {SUBSTANDARD, LOSS}, .day_over = {89, 119}},
        .source[LF_RULE_DAYS] =
            {FFIEC "retail loans past due 90 cumulative days",
             FFIEC "closed-end retail loans past due 120 cumulative days, charged off"},
    },
    {
        .name = "in_rbi",
        .country = "IN",
        .title = "Prudential Norms on Income Recognition, Asset Classification and Provisioning",
        .document = "RBI/2021-2022/125, DOR.STR.REC.68/21.04.048/2021-22",
        .in_force = DAY_2021_11_12,
        .in_force_until = LF_MAX_DATE,
        .rules = {.preset = 4,
                  .day_count = 7,
                  .day_grade = {SPECIAL_MENTION, SPECIAL_MENTION + 1, SPECIAL_MENTION + 2,
                                SUBSTANDARD, DOUBTFUL + 1, DOUBTFUL + 2, DOUBTFUL + 3},
                  .day_over = {0, 30, 60, 90, 90 + 365, 90 + 2 * 365, 90 + 4 * 365},
                  .restructured = SUBSTANDARD,
                  .rate_count = 7,
                  .rate_grade = {PASS, SPECIAL_MENTION, SUBSTANDARD, DOUBTFUL, DOUBTFUL + 2,
                                 DOUBTFUL + 3, LOSS},
                  .rate_e12 = {BASIS_POINTS(40), BASIS_POINTS(40), BASIS_POINTS(1500),
                               BASIS_POINTS(2500), BASIS_POINTS(4000), BASIS_POINTS(10000),
                               BASIS_POINTS(10000)}},
        .source[LF_RULE_DAYS] =
            {RBI_DAY "paragraph 4: SMA-0, up to 30 days",
             RBI_DAY "paragraph 4: SMA-1, more than 30 days",
             RBI_DAY "paragraph 4: SMA-2, more than 60 days",
             RBI "paragraph 2.1: non-performing, overdue more than 90 days",
             RBI "paragraph 4.1.2: substandard for 12 months, doubtful up to one year",
             RBI "paragraph 4.1.2: doubtful for one to three years",
             RBI "paragraph 4.1.2: doubtful for more than three years"},
        .source[LF_RULE_RESTRUCTURED][0] =
            "RBI Prudential Framework for Resolution of Stressed Assets, 7 June 2019, annex 1",
        .rate_source = RBI "paragraph 5: secured portions",
    },
    {
        .name = "ifrs9",
        .title = "IFRS 9 Financial Instruments, three-stage impairment",
        .document = "IASB, IFRS 9, section 5.5",
        .in_force = DAY_2018_01_01,
        .in_force_until = LF_MAX_DATE,
        .rules = {.preset = 5,
                  .day_count = 2,
                  .day_grade = {SPECIAL_MENTION, SUBSTANDARD},
                  .day_over = {30, 89},
                  .impaired = SUBSTANDARD},
        .source[LF_RULE_DAYS] =
            {"IFRS 9, 5.5.11: stage 2, more than 30 days past due",
             "IFRS 9, B5.5.37: stage 3, default not later than 90 days past due"},
        .source[LF_RULE_IMPAIRED][0] = "IFRS 9, 5.5.3 and appendix A: stage 3, credit-impaired",
    },
};

const LfGradePreset *
lf_preset_find(const char *name, size_t len)
{
    for (int i = 0; i < LF_GRADE_PRESETS; i++)
        if (lf_same_text(lf_text(lf_grade_presets[i].name), (LfText){name, len}))
            return &lf_grade_presets[i];
    return NULL;
}

const LfGradePreset *
lf_preset_of(const LfGradePolicy *policy)
{
    return policy->preset > 0 ? &lf_grade_presets[policy->preset - 1] : NULL;
}

lf_status
lf_preset_on(const char *country, size_t len, int32_t date, const LfGradePreset **preset,
             LfFault *why)
{
    bool known = false;

    *preset = NULL;
    for (int i = 0; i < LF_GRADE_PRESETS; i++) {
        const LfGradePreset *p = &lf_grade_presets[i];

        if (p->country == NULL || len != 2 || memcmp(p->country, country, 2) != 0)
            continue;
        known = true;
        if (date >= p->in_force && date <= p->in_force_until)
            *preset = p;
    }
    if (known)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_KEYWORD, .name = "country", .text = {country, len},
                     .text2 = lf_text("CN, IN, US"));
}

const char *
lf_binding_source(const LfGradePolicy *policy, const LfBinding *binding)
{
    const LfGradePreset *law = lf_preset_of(policy);

    return law == NULL ? NULL : law->source[binding->rule][binding->step];
}

int
lf_policy_rules(const LfGradePolicy *p, LfPolicyRule rule[LF_POLICY_RULES])
{
    static const LfGradePreset none = {0};
    const LfGradePreset *law = p->preset > 0 ? lf_preset_of(p) : &none;
    const char *const *of_days = law->source[LF_RULE_DAYS], *const *of_loss =
                                                                law->source[LF_RULE_LOSS];
    int n = 0;

    for (int i = 0; i < p->day_count; i++)
        rule[n++] = (LfPolicyRule){lf_rule_name(LF_RULE_DAYS), of_days[i], p->day_grade[i], false,
                                   p->day_over[i]};
    for (int i = 0; i < p->loss_count; i++)
        rule[n++] = (LfPolicyRule){lf_rule_name(LF_RULE_LOSS), of_loss[i], p->loss_grade[i], true,
                                   p->loss_from_e12[i]};
    if (p->impaired != 0)
        rule[n++] = (LfPolicyRule){lf_rule_name(LF_RULE_IMPAIRED), law->source[LF_RULE_IMPAIRED][0],
                                   p->impaired, false, -1};
    if (p->restructured != 0)
        rule[n++] =
            (LfPolicyRule){lf_rule_name(LF_RULE_RESTRUCTURED), law->source[LF_RULE_RESTRUCTURED][0],
                           p->restructured, false, -1};
    for (int i = 0; i < p->rate_count; i++)
        rule[n++] =
            (LfPolicyRule){"provision", law->rate_source, p->rate_grade[i], true, p->rate_e12[i]};
    if (p->minimum_coverage_e12 != 0)
        rule[n++] = (LfPolicyRule){"minimum_coverage", law->minimum_source, -1, true,
                                   p->minimum_coverage_e12};
    if (p->minimum_provision_e12 != 0)
        rule[n++] = (LfPolicyRule){"minimum_provision", law->minimum_source, -1, true,
                                   p->minimum_provision_e12};
    return n;
}
