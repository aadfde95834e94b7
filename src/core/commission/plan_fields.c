/*
 * Terms of a commission_plan: the table itself, as docs/commission.md has it.
 */
#include "core/commission/plan_fields.h"

#include <string.h>

#define MONEY(owner, member, key, required, positive, otherwise) \
    { \
        key, LF_TERM_MONEY, required, positive, otherwise, 0, LF_MAX_MONEY, \
            offsetof(owner, member), 0, 0, NULL, NULL \
    }
#define NUMBER(owner, member, key, required, positive, otherwise, most) \
    { \
        key, LF_TERM_NUMBER, required, positive, otherwise, 0, most, offsetof(owner, member), 0, \
            0, NULL, NULL \
    }
#define WHOLE(owner, member, key, required, otherwise, least, most) \
    { \
        key, LF_TERM_WHOLE, required, false, otherwise, least, most, offsetof(owner, member), 0, \
            0, NULL, NULL \
    }
#define WORD(owner, member, key, required, otherwise, first, last, words) \
    { \
        key, LF_TERM_WORD, required, false, otherwise, first, last, offsetof(owner, member), 0, 0, \
            words, NULL \
    }
#define FLAG(owner, member, key, otherwise) \
    { \
        key, LF_TERM_FLAG, false, false, otherwise, 0, 1, offsetof(owner, member), 0, 0, NULL, \
            NULL \
    }
#define NAME(owner, member, key) \
    { \
        key, LF_TERM_NAME, true, false, 0, 1, LF_MAX_PLAN_NAME, offsetof(owner, member), 0, 0, \
            NULL, NULL \
    }
#define OBJECT(owner, member, counter, key, of) \
    { \
        key, LF_TERM_OBJECT, false, false, 0, 0, 1, offsetof(owner, member), \
            offsetof(owner, counter), 0, NULL, of \
    }
#define LIST(owner, member, counter, key, required, most, of) \
    { \
        key, LF_TERM_LIST, required, false, 0, 1, most, offsetof(owner, member), \
            offsetof(owner, counter), sizeof(((owner *)0)->member[0]), NULL, of \
    }
#define END \
    { \
        NULL, LF_TERM_FLAG, false, false, 0, 0, 0, 0, 0, 0, NULL, NULL \
    }

#define BAND_TABLE(name, from, most) \
    static const LfPlanTerm name[] = { \
        from, NUMBER(LfRateBand, rate_e8, "rate", true, false, 0, most), END}
#define FROM_MONEY MONEY(LfRateBand, from, "from", true, false, 0)
#define FROM_NUMBER NUMBER(LfRateBand, from, "from", true, false, 0, LF_MAX_PLAN_NUMBER_E8)

BAND_TABLE(money_bands, FROM_MONEY, LF_ONE_E8);
BAND_TABLE(money_loan_bands, FROM_MONEY, LF_MAX_LOAN_RATE *LF_ONE_E8);
BAND_TABLE(quota_bands, FROM_NUMBER, LF_ONE_E8);
BAND_TABLE(quota_loan_bands, FROM_NUMBER, LF_MAX_LOAN_RATE *LF_ONE_E8);
BAND_TABLE(multiplier_bands, FROM_NUMBER, 10 * LF_ONE_E8);
BAND_TABLE(share_bands, FROM_NUMBER, LF_ONE_E8);

#define METHODS "whole, ramp"
#define ALL_METHODS "marginal, " METHODS

const LfPlanTerm lf_per_loan_terms[] = {
    NUMBER(LfPerLoan, rate_e8, "rate", true, false, 0, LF_ONE_E8),
    MONEY(LfPerLoan, min, "min", false, false, LF_NOT_GIVEN),
    MONEY(LfPerLoan, max, "max", false, false, LF_NOT_GIVEN),
    END,
};

static const LfPlanTerm tiers_terms[] = {
    WORD(LfTiers, curve.method, "method", true, 0, LF_MARGINAL, LF_RAMP, ALL_METHODS),
    WORD(LfTiers, over, "over", false, LF_OVER_AMOUNT, LF_OVER_AMOUNT, LF_OVER_LOANS,
         "amount, base, loans"),
    MONEY(LfTiers, quota, "quota", false, true, LF_NOT_GIVEN),
    LIST(LfTiers, curve.band, curve.count, "bands", true, LF_MAX_RATE_BANDS, NULL),
    END,
};

static const LfPlanTerm indicator_terms[] = {
    NAME(LfIndicator, name, "name"),
    NUMBER(LfIndicator, target_e8, "target", true, true, 0, LF_MAX_PLAN_NUMBER_E8),
    NUMBER(LfIndicator, weight_e8, "weight", true, true, 0, LF_ONE_E8),
    WORD(LfIndicator, lower_is_better, "better", false, 0, 0, 1, "higher, lower"),
    NUMBER(LfIndicator, gate_e8, "gate", false, false, 0, 10 * LF_ONE_E8),
    NUMBER(LfIndicator, cap_e8, "cap", false, false, LF_NOT_GIVEN, 10 * LF_ONE_E8),
    END,
};

static const LfPlanTerm kpi_terms[] = {
    LIST(LfKpi, indicator, count, "indicators", true, LF_MAX_INDICATORS, indicator_terms),
    WORD(LfKpi, curve.method, "method", false, LF_NOT_GIVEN, LF_WHOLE, LF_RAMP, METHODS),
    LIST(LfKpi, curve.band, curve.count, "bands", false, LF_MAX_RATE_BANDS, multiplier_bands),
    END,
};

#define CURVE_TERMS(name, bands) \
    static const LfPlanTerm name[] = { \
        NAME(LfNamedCurve, by, "by"), \
        WORD(LfNamedCurve, curve.method, "method", true, 0, LF_WHOLE, LF_RAMP, METHODS), \
        LIST(LfNamedCurve, curve.band, curve.count, "bands", true, LF_MAX_RATE_BANDS, bands), END}

CURVE_TERMS(quality_terms, multiplier_bands);
CURVE_TERMS(release_terms, share_bands);

static const LfPlanTerm deferral_terms[] = {
    NUMBER(LfDeferral, share_e8, "share", true, false, 0, LF_ONE_E8),
    WHOLE(LfDeferral, years, "years", true, 0, 1, LF_MAX_DEFERRAL_YEARS),
    OBJECT(LfDeferral, release, has_release, "release", release_terms),
    END,
};

const LfPlanTerm lf_window_terms[] = {
    WORD(LfClawbackWindow, event, "event", true, 0, LF_EVENT_DEFAULT, LF_EVENT_EARLY_SETTLEMENT,
         "default, early_settlement"),
    WHOLE(LfClawbackWindow, from, "from", false, 0, 0, LF_MAX_CLAWBACK_MONTHS),
    WHOLE(LfClawbackWindow, to, "to", true, 0, 0, LF_MAX_CLAWBACK_MONTHS),
    NUMBER(LfClawbackWindow, share_e8, "share", false, false, LF_ONE_E8, LF_ONE_E8),
    WORD(LfClawbackWindow, pro_rata, "method", false, 0, 0, 1, "full, pro_rata"),
    END,
};

static const LfPlanTerm draw_terms[] = {
    MONEY(LfDraw, guarantee, "guarantee", true, false, 0),
    FLAG(LfDraw, recoverable, "recoverable", 1),
    NUMBER(LfDraw, recovery_e8, "recovery", false, false, LF_ONE_E8, LF_ONE_E8),
    END,
};

const LfPlanTerm lf_plan_terms[] = {
    {"currency", LF_TERM_CURRENCY, false, false, 0, 0, 0, offsetof(LfCommissionPlan, currency), 0,
     0, NULL, NULL},
    OBJECT(LfCommissionPlan, per_loan, per_loan.given, "per_loan", lf_per_loan_terms),
    OBJECT(LfCommissionPlan, tiers, tiers.given, "tiers", tiers_terms),
    MONEY(LfCommissionPlan, bonus, "bonus", false, false, 0),
    OBJECT(LfCommissionPlan, kpi, kpi.given, "kpi", kpi_terms),
    LIST(LfCommissionPlan, quality, quality_count, "quality", false, LF_MAX_QUALITIES,
         quality_terms),
    MONEY(LfCommissionPlan, floor, "floor", false, false, LF_NOT_GIVEN),
    MONEY(LfCommissionPlan, cap, "cap", false, false, LF_NOT_GIVEN),
    OBJECT(LfCommissionPlan, deferral, deferral.given, "deferral", deferral_terms),
    LIST(LfCommissionPlan, window, window_count, "clawback", false, LF_MAX_CLAWBACK_WINDOWS,
         lf_window_terms),
    OBJECT(LfCommissionPlan, draw, draw.given, "draw", draw_terms),
    MONEY(LfCommissionPlan, salary, "salary", false, false, 0),
    END,
};

const LfPlanTerm *
lf_plan_terms_of(const LfPlanTerm *term, const void *owner)
{
    const LfTiers *tiers = owner;

    if (term->of != NULL)
        return term->of;
    if (tiers->over == LF_OVER_LOANS)
        return tiers->quota == LF_NOT_GIVEN ? money_loan_bands : quota_loan_bands;
    return tiers->quota == LF_NOT_GIVEN ? money_bands : quota_bands;
}

bool
lf_term_allows(const LfPlanTerm *term, int64_t value)
{
    if (value == term->otherwise && !term->required)
        return true;
    return value >= term->low && value <= term->high && (value > 0 || !term->positive);
}

const char *
lf_term_word(const LfPlanTerm *term, int64_t place, size_t *length)
{
    const char *word = term->words;

    for (int64_t at = term->low; at < place; at++)
        word = strchr(word, ' ') + 1;

    const char *end = strchr(word, ',');

    *length = end != NULL ? (size_t)(end - word) : strlen(word);
    return word;
}

int64_t
lf_term_place(const LfPlanTerm *term, const char *text, size_t length)
{
    for (int64_t place = term->low; place <= term->high; place++) {
        size_t size;
        const char *word = lf_term_word(term, place, &size);

        if (size == length && memcmp(word, text, length) == 0)
            return place;
    }
    return -1;
}
