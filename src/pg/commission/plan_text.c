/*
 * commission_plan as canonical text: keys in the table's order, spaces as jsonb
 * prints them, defaults left out.
 */
#include "postgres.h"

#include "utils/json.h"

#include "pg/commission/plan_json.h"
#include "core/text/cursor.h"

static void
write_name(StringInfo out, const LfPlanName *name)
{
    char terminated[LF_MAX_PLAN_NAME + 1];

    memcpy(terminated, name->text, name->length);
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

static void
write_number(StringInfo out, const LfCommissionPlan *plan, const LfField *field, int64 value)
{
    char text[LF_DECIMAL_CHARS + 1];
    char *end = field->kind == LF_FIELD_NUMBER
                    ? lf_put_short_decimal(text, value, LF_RATIO_DECIMALS)
                    : lf_put_decimal(text, value, field->kind == LF_FIELD_MONEY ? plan->scale : 0);

    appendBinaryStringInfo(out, text, (int)(end - text));
}

static void
write_word(StringInfo out, const LfField *field, int64 value)
{
    size_t length;
    const char *word;

    if (field->words == NULL) {
        appendStringInfoString(out, value != 0 ? "true" : "false");
        return;
    }
    word = lf_field_word(field, value, &length);
    appendStringInfo(out, "\"%.*s\"", (int)length, word);
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
        write_number(out, plan, field, lf_field_get(field, owner));
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
lfpg_plan_write(StringInfo out, const LfCommissionPlan *plan)
{
    write_fields(out, plan, lf_plan_fields, plan);
}
