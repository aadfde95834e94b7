/*
 * commission_plan, the bytes: writing and reading them by the table of terms.
 */
#include "core/commission/plan_bytes.h"

#include <string.h>

#include "core/commission/plan_fields.h"
#include "core/bytes/varint.h"

#define AT_SCALE 1
#define AT_CURRENCY 2
#define AT_WINDOWS 5

static uint8_t *
put_name(uint8_t *p, const LfPlanName *name)
{
    p = lf_put_varint(p, name->length);
    memcpy(p, name->text, name->length);
    return p + name->length;
}

static uint8_t *put_terms(uint8_t *p, const LfPlanTerm *term, void *owner, uint8_t *head);

static uint8_t *
put_items(uint8_t *p, const LfPlanTerm *term, void *owner, uint8_t *head)
{
    int64_t count = *lf_term_count(term, owner);

    p = lf_put_varint(p, (uint64_t)count);
    for (int64_t i = 0; i < count; i++)
        p = put_terms(p, lf_plan_terms_of(term, owner), lf_term_item(term, owner, i), head);
    return p;
}

static uint8_t *
put_terms(uint8_t *p, const LfPlanTerm *term, void *owner, uint8_t *head)
{
    for (; term->key != NULL; term++) {
        if (term->kind == LF_TERM_CURRENCY)
            continue;
        if (term->kind == LF_TERM_NAME) {
            p = put_name(p, (const LfPlanName *)((char *)owner + term->offset));
        } else if (term->kind < LF_TERM_OBJECT) {
            p = lf_put_varint(p, (uint64_t)(*lf_term_value(term, owner) + 1));
        } else {
            if (term->offset == offsetof(LfCommissionPlan, window)) {
                head[AT_WINDOWS] = (uint8_t)(p - head);
                head[AT_WINDOWS + 1] = (uint8_t)((p - head) >> 8);
            }
            p = put_items(p, term, owner, head);
        }
    }
    return p;
}

size_t
lf_commission_plan_encode(const LfCommissionPlan *plan, uint8_t *out)
{
    /* the walkers serve reading as well: they are given a copy */
    LfCommissionPlan own = *plan;

    out[0] = LF_COMMISSION_PLAN_VERSION;
    out[AT_SCALE] = (uint8_t)plan->scale;
    memcpy(out + AT_CURRENCY, plan->currency.code, 3);
    return (size_t)(put_terms(out + LF_COMMISSION_PLAN_HEAD, lf_plan_terms, &own, out) - out);
}

static const uint8_t *
get_value(const uint8_t *p, const uint8_t *end, const LfPlanTerm *term, void *owner)
{
    uint64_t stored = 0;
    int64_t *value = lf_term_value(term, owner);

    p = lf_get_varint(p, end, &stored);
    *value = (int64_t)(stored - 1);
    return p != NULL && stored <= INT64_MAX && lf_term_allows(term, *value) ? p : NULL;
}

static const uint8_t *
get_name(const uint8_t *p, const uint8_t *end, LfPlanName *name)
{
    int32_t length = 0;

    p = lf_get_count(p, end, LF_MAX_PLAN_NAME, &length);
    if (p == NULL || length == 0 || end - p < length)
        return NULL;
    *name = (LfPlanName){(const char *)p, (size_t)length};
    return p + length;
}

static const uint8_t *get_terms(const uint8_t *p, const uint8_t *end, const LfPlanTerm *term,
                                void *owner);

static const uint8_t *
get_items(const uint8_t *p, const uint8_t *end, const LfPlanTerm *term, void *owner)
{
    int32_t count = 0;

    p = lf_get_count(p, end, (int32_t)term->high, &count);
    *lf_term_count(term, owner) = count;
    for (int32_t i = 0; i < count && p != NULL; i++)
        p = get_terms(p, end, lf_plan_terms_of(term, owner), lf_term_item(term, owner, i));
    return p != NULL && (count > 0 || !term->required) ? p : NULL;
}

/* Everything of one struct: NULL where the bytes are none. */
static const uint8_t *
get_terms(const uint8_t *p, const uint8_t *end, const LfPlanTerm *term, void *owner)
{
    for (; term->key != NULL && p != NULL; term++) {
        if (term->kind == LF_TERM_CURRENCY)
            continue;
        if (term->kind == LF_TERM_NAME)
            p = get_name(p, end, (LfPlanName *)((char *)owner + term->offset));
        else if (term->kind < LF_TERM_OBJECT)
            p = get_value(p, end, term, owner);
        else
            p = get_items(p, end, term, owner);
    }
    return p;
}

static lf_status
corrupt(LfFault *why)
{
    static const char what[] = "its bytes are not those of a plan";

    *why = (LfFault){.status = LF_ERR_CORRUPT,
                     .name = "commission_plan",
                     .text2 = what,
                     .text2_len = sizeof(what) - 1};
    return LF_ERR_CORRUPT;
}

static bool
has_head(const uint8_t *bytes, size_t length)
{
    return length > LF_COMMISSION_PLAN_HEAD && bytes[0] == LF_COMMISSION_PLAN_VERSION &&
           bytes[AT_SCALE] <= LF_MAX_SCALE;
}

LfCurrency
lf_commission_plan_currency(const uint8_t *bytes)
{
    LfCurrency currency = LF_NO_CURRENCY;

    memcpy(currency.code, bytes + AT_CURRENCY, 3);
    return currency;
}

lf_status
lf_commission_plan_decode(const uint8_t *bytes, size_t length, LfCommissionPlan *plan, LfFault *why)
{
    const uint8_t *end = bytes + length;

    /* of what is not there only counts are read */
    plan->kpi.count = plan->kpi.curve.count = plan->deferral.has_release = 0;
    plan->draw.recoverable = 0;
    if (!has_head(bytes, length) ||
        get_terms(bytes + LF_COMMISSION_PLAN_HEAD, end, lf_plan_terms, plan) != end)
        return corrupt(why);
    plan->currency = lf_commission_plan_currency(bytes);
    plan->scale = bytes[AT_SCALE];
    if (plan->scale != lf_currency_scale(plan->currency))
        return corrupt(why);
    return LF_OK;
}

lf_status
lf_commission_plan_per_loan(const uint8_t *bytes, size_t length, int *scale, LfPerLoan *terms,
                            LfFault *why)
{
    const uint8_t *end = bytes + length, *p = bytes + LF_COMMISSION_PLAN_HEAD;
    int32_t given = 0;

    if (!has_head(bytes, length))
        return corrupt(why);
    *scale = bytes[AT_SCALE];
    p = lf_get_count(p, end, 1, &given);
    if (given != 0)
        p = get_terms(p, end, lf_per_loan_terms, terms);
    terms->given = given;
    return p != NULL ? LF_OK : corrupt(why);
}

lf_status
lf_commission_plan_windows(const uint8_t *bytes, size_t length, int *scale,
                           LfClawbackWindow *window, int64_t *count, LfFault *why)
{
    const uint8_t *end = bytes + length, *p;
    int32_t windows = 0;

    if (!has_head(bytes, length))
        return corrupt(why);
    *scale = bytes[AT_SCALE];

    size_t at = bytes[AT_WINDOWS] | (size_t)bytes[AT_WINDOWS + 1] << 8;

    p = at < length ? lf_get_count(bytes + at, end, LF_MAX_CLAWBACK_WINDOWS, &windows) : NULL;
    for (int32_t i = 0; i < windows && p != NULL; i++)
        p = get_terms(p, end, lf_window_terms, &window[i]);
    *count = windows;
    return p != NULL ? LF_OK : corrupt(why);
}
