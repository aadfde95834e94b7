/*
 * commission_plan on the server: the one check, loading, the canonical text and
 * the entry points of the type.
 *
 * The canonical text has its keys in the table's order, spaces as jsonb prints
 * them, defaults left out.  The binary form is a version and this text, as
 * jsonb's is: input in any form passes the check of the JSON
 * reader.  Equal canonical texts are equal bytes, which is what order and hash
 * look at.
 */
#include "postgres.h"

#include "pg/commission/plan.h"

#include "utils/json.h"

#include "core/commission/plan_bytes.h"
#include "core/text/cursor.h"
#include "pg/common/value.h"

void
lfpg_commission_plan_decode(const char *bytes, Size length, LfCommissionPlan *plan)
{
    LFPG_TRY(lf_commission_plan_decode, (const uint8_t *)bytes, length, plan);
}

CommissionPlan *
lfpg_commission_plan_from_json(LfJson *json, LfFault *why)
{
    uint8_t bytes[LF_COMMISSION_PLAN_BYTES];
    LfCommissionPlan plan;

    if (!lfpg_plan_from_json(json, &plan, why))
        return NULL;
    return lfpg_value_of_bytes(bytes, lf_commission_plan_encode(&plan, bytes));
}

Datum
lfpg_commission_plan_from_text(const char *text, LfFault *why)
{
    LfJsonText t;
    LfJson *json = lfpg_json_parse(&t, text, "commission_plan", why);

    PG_RETURN_COMMISSION_PLAN_P(json != NULL ? lfpg_commission_plan_from_json(json, why) : NULL);
}

static void
write_name(StringInfo out, const LfText *name)
{
    char terminated[LF_MAX_PLAN_NAME + 1];

    memcpy(terminated, name->at, name->length);
    terminated[name->length] = '\0';
    escape_json(out, terminated);
}

static void write_fields(StringInfo out, const LfCommissionPlan *plan, const LfField *table,
                         const void *owner);

static void
write_items(StringInfo out, const LfCommissionPlan *plan, const LfField *field, const void *owner)
{
    int32 count = lf_field_count(field, owner);

    appendStringInfoChar(out, '[');
    for (int32 i = 0; i < count; i++) {
        if (i > 0)
            appendStringInfoString(out, ", ");
        write_fields(out, plan, lf_field_table(field, owner), lf_field_item(field, owner, i));
    }
    appendStringInfoChar(out, ']');
}

char *
lfpg_plan_number(const LfCommissionPlan *plan, const LfField *field, int64 value)
{
    char *text = palloc(LF_DECIMAL_CHARS + 1);
    char *end = field->kind == LF_FIELD_NUMBER
                    ? lf_put_short_decimal(text, value, LF_RATIO_DECIMALS)
                    : lf_put_decimal(text, value, field->kind == LF_FIELD_MONEY ? plan->scale : 0);

    *end = '\0';
    return text;
}

static void
write_word(StringInfo out, const LfField *field, int64 value)
{
    if (field->words == NULL)
        appendStringInfoString(out, value != 0 ? "true" : "false");
    else
        appendStringInfo(out, "\"%s\"", field->words->words[value - field->words->first]);
}

static void
write_value(StringInfo out, const LfCommissionPlan *plan, const LfField *field, const void *owner)
{
    switch (field->kind) {
    case LF_FIELD_CURRENCY:
        appendStringInfo(out, "\"%s\"", plan->currency.code);
        break;
    case LF_FIELD_MONEY:
    case LF_FIELD_NUMBER:
    case LF_FIELD_INT32:
        appendStringInfoString(out, lfpg_plan_number(plan, field, lf_field_get(field, owner)));
        break;
    case LF_FIELD_BOOL:
    case LF_FIELD_ENUM:
        write_word(out, field, lf_field_get(field, owner));
        break;
    case LF_FIELD_NAME:
        write_name(out, lf_field_item(field, owner, 0));
        break;
    case LF_FIELD_OBJECT:
        write_fields(out, plan, lf_field_table(field, owner), lf_field_item(field, owner, 0));
        break;
    case LF_FIELD_LIST:
        write_items(out, plan, field, owner);
        break;
    }
}

static bool
is_left_out(const LfCommissionPlan *plan, const LfField *field, const void *owner)
{
    if (field->kind == LF_FIELD_CURRENCY)
        return lf_currency_is_none(plan->currency);
    if (field->kind >= LF_FIELD_OBJECT)
        return lf_field_count(field, owner) == 0;
    if (field->optional)
        return !lf_field_is_given(field, owner);
    return !field->required && lf_field_get(field, owner) == field->otherwise;
}

static void
write_fields(StringInfo out, const LfCommissionPlan *plan, const LfField *table, const void *owner)
{
    bool first = true;

    appendStringInfoChar(out, '{');
    for (const LfField *field = table; field->key != NULL; field++) {
        if (is_left_out(plan, field, owner))
            continue;
        appendStringInfo(out, "%s\"%s\": ", first ? "" : ", ", field->key);
        write_value(out, plan, field, owner);
        first = false;
    }
    appendStringInfoChar(out, '}');
}

void
lfpg_commission_plan_write(StringInfo out, const char *bytes, Size length)
{
    LfCommissionPlan plan;

    lfpg_commission_plan_decode(bytes, length, &plan);
    write_fields(out, &plan, lf_plan_fields, &plan);
}

#define BINARY_VERSION 1

static char *
to_text(Datum value)
{
    CommissionPlan *plan = DatumGetCommissionPlanP(value);
    StringInfoData out;

    initStringInfo(&out);
    lfpg_commission_plan_write(&out, VARDATA_ANY(plan), VARSIZE_ANY_EXHDR(plan));
    return out.data;
}

static Datum
from_bytes(LfReader *message, LfFault *why)
{
    int length;

    if (lfpg_read_u8(message) != BINARY_VERSION)
        lfpg_read_fail(message, "its version is unknown");
    return lfpg_commission_plan_from_text(lfpg_read_text(message, &length), why);
}

LFPG_VALUE_TYPE(commission_plan, .from_text = lfpg_commission_plan_from_text, .to_text = to_text,
                .from_bytes = from_bytes, .text_version = BINARY_VERSION)
