/*
 * Fields of a commission_plan: the table itself, as docs/commission.md has it.
 */
#include "core/commission/plan_fields.h"

/* Every enum of a plan is read and written as an unsigned of its size. */
_Static_assert(sizeof(LfCurveMethod) == sizeof(unsigned) && sizeof(LfVolume) == sizeof(unsigned) &&
                   sizeof(LfLoanEvent) == sizeof(unsigned),
               "enums are ints");

static const char *const method_words[] = {"marginal", "whole", "ramp"};
static const char *const volume_words[] = {"amount", "base", "loans"};
static const char *const event_words[] = {"default", "early_settlement"};
static const char *const better_words[] = {"higher", "lower"};
static const char *const part_words[] = {"full", "pro_rata"};

static const LfAlias event_aliases[] = {
    {"违约", LF_EVENT_DEFAULT},
    {"提前结清", LF_EVENT_EARLY_SETTLEMENT},
    {NULL, 0},
};

static const LfKeywords methods = {"method", method_words, 3, NULL, LF_MARGINAL};
static const LfKeywords whole_or_ramp = {"method", method_words + LF_WHOLE, 2, NULL, LF_WHOLE};
static const LfKeywords parts = {"method", part_words, 2, NULL, 0};

const LfKeywords lf_volumes = {"over", volume_words, LF_NO_VOLUME, NULL, 0};
const LfKeywords lf_loan_events = {"event", event_words, LF_LOAN_EVENTS, event_aliases, 0};
const LfKeywords lf_betters = {"better", better_words, 2, NULL, 0};

#define AT(owner, member) .offset = offsetof(owner, member)
#define OPTIONAL(owner, member) \
    .optional = true, .given = offsetof(owner, member.given), AT(owner, member.value)
#define OBJECT(owner, member, bool_member) \
    .kind = LF_FIELD_OBJECT, .given = offsetof(owner, bool_member), AT(owner, member)
#define LIST(owner, member, counter, most) \
    .kind = LF_FIELD_LIST, .high = (most), .count = offsetof(owner, counter), \
    .size = sizeof(((owner *)0)->member[0]), AT(owner, member)

#define MONEY .kind = LF_FIELD_MONEY, .high = LF_MAX_MONEY
#define NUMBER(most) .kind = LF_FIELD_NUMBER, .high = (most)
#define FRACTION NUMBER(LF_ONE_E8)
#define MONTHS .kind = LF_FIELD_INT32, .high = LF_MAX_CLAWBACK_MONTHS
#define FLAG .kind = LF_FIELD_BOOL, .high = 1
#define ENUM(list, first, last) \
    .kind = LF_FIELD_ENUM, .low = (first), .high = (last), .words = &(list)
#define NAME .kind = LF_FIELD_NAME, .required = true
#define MULTIPLIER NUMBER(10 * LF_ONE_E8)
#define ANY_NUMBER NUMBER(LF_MAX_PLAN_NUMBER_E8)
#define WHOLE_OR_RAMP ENUM(whole_or_ramp, LF_WHOLE, LF_RAMP)

#define BANDS(name, from_kind, rate_kind) \
    static const LfField name[] = { \
        {.key = "from", from_kind, .required = true, AT(LfRateBand, from)}, \
        {.key = "rate", rate_kind, .required = true, AT(LfRateBand, rate_e8)}, \
        {0}}

BANDS(money_bands, MONEY, FRACTION);
BANDS(money_loan_bands, MONEY, NUMBER(LF_MAX_LOAN_RATE *LF_ONE_E8));
BANDS(quota_bands, ANY_NUMBER, FRACTION);
BANDS(quota_loan_bands, ANY_NUMBER, NUMBER(LF_MAX_LOAN_RATE *LF_ONE_E8));
BANDS(multiplier_bands, ANY_NUMBER, MULTIPLIER);
BANDS(share_bands, ANY_NUMBER, FRACTION);

const LfField lf_per_loan_fields[] = {
    {.key = "rate", FRACTION, .required = true, AT(LfPerLoan, rate_e8)},
    {.key = "min", MONEY, OPTIONAL(LfPerLoan, min)},
    {.key = "max", MONEY, OPTIONAL(LfPerLoan, max)},
    {0},
};

/* Rates over loans are money a loan, edges under a quota are multiples of it. */
static const LfField *
tier_bands(const void *owner)
{
    const LfCommissionTiers *tiers = owner;

    if (tiers->over == LF_VOLUME_LOANS)
        return tiers->quota.given ? quota_loan_bands : money_loan_bands;
    return tiers->quota.given ? quota_bands : money_bands;
}

static const LfField tiers_fields[] = {
    {.key = "method",
     ENUM(methods, LF_MARGINAL, LF_RAMP),
     .required = true,
     AT(LfCommissionTiers, curve.method)},
    {.key = "over",
     ENUM(lf_volumes, LF_VOLUME_AMOUNT, LF_VOLUME_LOANS),
     AT(LfCommissionTiers, over)},
    {.key = "quota", MONEY, .positive = true, OPTIONAL(LfCommissionTiers, quota)},
    {.key = "bands",
     LIST(LfCommissionTiers, curve.band, curve.count, LF_MAX_RATE_BANDS),
     .required = true,
     .choose = tier_bands},
    {0},
};

static const LfField indicator_fields[] = {
    {.key = "name", NAME, AT(LfIndicator, name)},
    {.key = "target", ANY_NUMBER, .required = true, .positive = true, AT(LfIndicator, target_e8)},
    {.key = "weight", FRACTION, .required = true, .positive = true, AT(LfIndicator, weight_e8)},
    {.key = "better", FLAG, .words = &lf_betters, AT(LfIndicator, lower_is_better)},
    {.key = "gate", MULTIPLIER, AT(LfIndicator, gate_e8)},
    {.key = "cap", MULTIPLIER, OPTIONAL(LfIndicator, cap_e8)},
    {0},
};

static const LfField kpi_fields[] = {
    {.key = "indicators",
     LIST(LfKpi, indicator, count, LF_MAX_INDICATORS),
     .required = true,
     .of = indicator_fields},
    {.key = "method",
     WHOLE_OR_RAMP,
     .optional = true,
     .given = offsetof(LfKpi, has_curve),
     AT(LfKpi, curve.method)},
    {.key = "bands",
     LIST(LfKpi, curve.band, curve.count, LF_MAX_RATE_BANDS),
     .of = multiplier_bands},
    {0},
};

#define NAMED_CURVE(name, bands) \
    static const LfField name[] = { \
        {.key = "by", NAME, AT(LfNamedCurve, by)}, \
        {.key = "method", WHOLE_OR_RAMP, .required = true, AT(LfNamedCurve, curve.method)}, \
        {.key = "bands", \
         LIST(LfNamedCurve, curve.band, curve.count, LF_MAX_RATE_BANDS), \
         .required = true, \
         .of = (bands)}, \
        {0}}

NAMED_CURVE(quality_fields, multiplier_bands);
NAMED_CURVE(release_fields, share_bands);

static const LfField deferral_fields[] = {
    {.key = "share", FRACTION, .required = true, AT(LfDeferral, share_e8)},
    {.key = "years",
     .kind = LF_FIELD_INT32,
     .low = 1,
     .high = LF_MAX_DEFERRAL_YEARS,
     .required = true,
     AT(LfDeferral, years)},
    {.key = "release", OBJECT(LfDeferral, release, has_release), .of = release_fields},
    {0},
};

const LfField lf_window_fields[] = {
    {.key = "event",
     ENUM(lf_loan_events, LF_EVENT_DEFAULT, LF_EVENT_EARLY_SETTLEMENT),
     .required = true,
     AT(LfClawbackWindow, event)},
    {.key = "from", MONTHS, AT(LfClawbackWindow, from)},
    {.key = "to", MONTHS, .required = true, AT(LfClawbackWindow, to)},
    {.key = "share", FRACTION, .otherwise = LF_ONE_E8, AT(LfClawbackWindow, share_e8)},
    {.key = "method", FLAG, .words = &parts, AT(LfClawbackWindow, pro_rata)},
    {0},
};

static const LfField draw_fields[] = {
    {.key = "guarantee", MONEY, .required = true, AT(LfDraw, guarantee)},
    {.key = "recoverable", FLAG, .otherwise = 1, AT(LfDraw, recoverable)},
    {.key = "recovery", FRACTION, .otherwise = LF_ONE_E8, AT(LfDraw, recovery_e8)},
    {0},
};

#define PART(member) OBJECT(LfCommissionPlan, member, member.given)

const LfField lf_plan_fields[] = {
    {.key = "currency", .kind = LF_FIELD_CURRENCY, AT(LfCommissionPlan, currency)},
    {.key = "per_loan", PART(per_loan), .of = lf_per_loan_fields},
    {.key = "tiers", PART(tiers), .of = tiers_fields},
    {.key = "bonus", MONEY, AT(LfCommissionPlan, bonus)},
    {.key = "kpi", PART(kpi), .of = kpi_fields},
    {.key = "quality",
     LIST(LfCommissionPlan, quality, quality_count, LF_MAX_QUALITIES),
     .of = quality_fields},
    {.key = "floor", MONEY, OPTIONAL(LfCommissionPlan, floor)},
    {.key = "cap", MONEY, OPTIONAL(LfCommissionPlan, cap)},
    {.key = "deferral", PART(deferral), .of = deferral_fields},
    {.key = "clawback",
     LIST(LfCommissionPlan, window, window_count, LF_MAX_CLAWBACK_WINDOWS),
     .of = lf_window_fields},
    {.key = "draw", PART(draw), .of = draw_fields},
    {.key = "salary", MONEY, AT(LfCommissionPlan, salary)},
    {0},
};

const LfField *
lf_field_table(const LfField *field, const void *owner)
{
    return field->choose != NULL ? field->choose(owner) : field->of;
}

bool
lf_field_is_given(const LfField *field, const void *owner)
{
    return (!field->optional && field->kind != LF_FIELD_OBJECT) ||
           *(const bool *)((const char *)owner + field->given);
}

int64_t
lf_field_get(const LfField *field, const void *owner)
{
    const void *at = lf_field_item(field, owner, 0);

    if (!lf_field_is_given(field, owner))
        return 0;
    if (field->kind == LF_FIELD_BOOL)
        return *(const bool *)at;
    if (field->kind == LF_FIELD_ENUM)
        return *(const unsigned *)at;
    return field->kind == LF_FIELD_INT32 ? *(const int32_t *)at : *(const int64_t *)at;
}

void
lf_field_set(const LfField *field, void *owner, int64_t value)
{
    void *at = lf_field_room(field, owner, 0);

    if (field->optional)
        *(bool *)((char *)owner + field->given) = true;
    if (field->kind == LF_FIELD_BOOL)
        *(bool *)at = value != 0;
    else if (field->kind == LF_FIELD_ENUM)
        *(unsigned *)at = (unsigned)value;
    else if (field->kind == LF_FIELD_INT32)
        *(int32_t *)at = (int32_t)value;
    else
        *(int64_t *)at = value;
}

void
lf_field_clear(const LfField *field, void *owner)
{
    if (field->kind >= LF_FIELD_OBJECT)
        lf_field_set_count(field, owner, 0);
    else if (field->optional)
        *(bool *)((char *)owner + field->given) = false;
    else if (field->kind < LF_FIELD_CURRENCY)
        lf_field_set(field, owner, field->otherwise);
}

int32_t
lf_field_count(const LfField *field, const void *owner)
{
    if (field->kind == LF_FIELD_OBJECT)
        return lf_field_is_given(field, owner);
    return *(const int32_t *)((const char *)owner + field->count);
}

void
lf_field_set_count(const LfField *field, void *owner, int32_t count)
{
    if (field->kind == LF_FIELD_OBJECT)
        *(bool *)((char *)owner + field->given) = count > 0;
    else
        *(int32_t *)((char *)owner + field->count) = count;
}

bool
lf_field_allows(const LfField *field, int64_t value)
{
    return value >= field->low && value <= field->high && (value > 0 || !field->positive);
}
