/*
 * commission_plan, the bytes: writing and reading them by the table of fields.
 */
#include "core/commission/plan_bytes.h"

#include <string.h>

#include "core/commission/plan_fields.h"
#include "core/bytes/varint.h"

#define AT_SCALE 1
#define AT_WINDOWS 5

static uint8_t *
put_name(uint8_t *p, const LfText *name)
{
    p = lf_put_varint(p, name->length);
    memcpy(p, name->at, name->length);
    return p + name->length;
}

static uint8_t *put_fields(uint8_t *p, const LfField *field, const void *owner, uint8_t *head);

static uint8_t *
put_items(uint8_t *p, const LfField *field, const void *owner, uint8_t *head)
{
    const LfField *table = lf_field_table(field, owner);
    int32_t count = lf_field_count(field, owner);

    if (table == lf_window_fields) {
        head[AT_WINDOWS] = (uint8_t)(p - head);
        head[AT_WINDOWS + 1] = (uint8_t)((p - head) >> 8);
    }
    p = lf_put_varint(p, (uint64_t)count);
    for (int32_t i = 0; i < count; i++)
        p = put_fields(p, table, lf_field_item(field, owner, i), head);
    return p;
}

static uint8_t *
put_fields(uint8_t *p, const LfField *field, const void *owner, uint8_t *head)
{
    for (; field->key != NULL; field++) {
        if (field->kind == LF_FIELD_NAME)
            p = put_name(p, lf_field_item(field, owner, 0));
        else if (field->kind >= LF_FIELD_OBJECT)
            p = put_items(p, field, owner, head);
        else if (field->kind != LF_FIELD_CURRENCY)
            p = lf_put_varint(
                p, lf_field_is_given(field, owner) ? (uint64_t)lf_field_get(field, owner) + 1 : 0);
    }
    return p;
}

size_t
lf_commission_plan_encode(const LfCommissionPlan *plan, uint8_t *out)
{
    out[0] = LF_COMMISSION_PLAN_VERSION;
    out[AT_SCALE] = (uint8_t)plan->scale;
    memcpy(out + LF_COMMISSION_PLAN_CURRENCY, plan->currency.code, 3);
    return (size_t)(put_fields(out + LF_COMMISSION_PLAN_HEAD, lf_plan_fields, plan, out) - out);
}

static const uint8_t *
get_value(const uint8_t *p, const uint8_t *end, const LfField *field, void *owner)
{
    uint64_t stored = 0;

    p = lf_get_varint(p, end, &stored);
    if (p != NULL && stored == 0 && field->optional) {
        lf_field_clear(field, owner);
        return p;
    }
    if (p == NULL || stored - 1 >= INT64_MAX || !lf_field_allows(field, (int64_t)(stored - 1)))
        return NULL;
    lf_field_set(field, owner, (int64_t)(stored - 1));
    return p;
}

static const uint8_t *
get_name(const uint8_t *p, const uint8_t *end, LfText *name)
{
    int32_t length = 0;

    p = lf_get_count(p, end, LF_MAX_PLAN_NAME, &length);
    if (p == NULL || length == 0 || end - p < length)
        return NULL;
    *name = (LfText){(const char *)p, (size_t)length};
    return p + length;
}

static const uint8_t *get_fields(const uint8_t *p, const uint8_t *end, const LfField *field,
                                 void *owner);

static const uint8_t *
get_items(const uint8_t *p, const uint8_t *end, const LfField *field, void *owner)
{
    int32_t most = field->kind == LF_FIELD_OBJECT ? 1 : (int32_t)field->high, count = 0;

    p = lf_get_count(p, end, most, &count);
    lf_field_set_count(field, owner, count);
    for (int32_t i = 0; i < count && p != NULL; i++)
        p = get_fields(p, end, lf_field_table(field, owner), lf_field_room(field, owner, i));
    return p != NULL && (count > 0 || !field->required) ? p : NULL;
}

/* Everything of one struct: NULL if the bytes are not a valid plan. */
static const uint8_t *
get_fields(const uint8_t *p, const uint8_t *end, const LfField *field, void *owner)
{
    for (; field->key != NULL && p != NULL; field++) {
        if (field->kind == LF_FIELD_NAME)
            p = get_name(p, end, lf_field_room(field, owner, 0));
        else if (field->kind >= LF_FIELD_OBJECT)
            p = get_items(p, end, field, owner);
        else if (field->kind != LF_FIELD_CURRENCY)
            p = get_value(p, end, field, owner);
    }
    return p;
}

static lf_status
corrupt(LfFault *why)
{
    return lf_corrupt(why, "commission_plan", "its bytes are not those of a plan");
}

static bool
has_head(const uint8_t *bytes, size_t length)
{
    return length > LF_COMMISSION_PLAN_HEAD && bytes[0] == LF_COMMISSION_PLAN_VERSION &&
           bytes[AT_SCALE] <= LF_MAX_SCALE;
}

lf_status
lf_commission_plan_decode(const uint8_t *bytes, size_t length, LfCommissionPlan *plan, LfFault *why)
{
    const uint8_t *end = bytes + length;

    /* of what is not there only counts are read */
    plan->kpi.count = 0;
    plan->deferral.has_release = false;
    if (!has_head(bytes, length) ||
        get_fields(bytes + LF_COMMISSION_PLAN_HEAD, end, lf_plan_fields, plan) != end)
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
        p = get_fields(p, end, lf_per_loan_fields, terms);
    terms->given = given != 0;
    return p != NULL ? LF_OK : corrupt(why);
}

lf_status
lf_commission_plan_windows(const uint8_t *bytes, size_t length, int *scale,
                           LfClawbackWindow *window, int32_t *count, LfFault *why)
{
    const uint8_t *end = bytes + length, *p;
    int32_t windows = 0;

    if (!has_head(bytes, length))
        return corrupt(why);
    *scale = bytes[AT_SCALE];

    size_t at = bytes[AT_WINDOWS] | (size_t)bytes[AT_WINDOWS + 1] << 8;

    p = at < length ? lf_get_count(bytes + at, end, LF_MAX_CLAWBACK_WINDOWS, &windows) : NULL;
    for (int32_t i = 0; i < windows && p != NULL; i++)
        p = get_fields(p, end, lf_window_fields, &window[i]);
    *count = windows;
    return p != NULL ? LF_OK : corrupt(why);
}
