/*
 * commission_plan from JSON: field by field, each key's value by its kind.
 *
 * The tree has no double keys; what is left to look at is which keys there
 * are and what they hold.  A null is a value of the wrong kind, never a
 * default.
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "pg/commission/plan.h"

#include "core/text/cursor.h"
#include "pg/common/compat.h"
#include "pg/common/numeric.h"

/* Bytes of an unknown key that a message repeats. */
#define CLIP_KEY 120

typedef struct PlanReader {
    LfCommissionPlan *plan;
    StringInfoData path; /* of what is being read */
    LfFault *why;
} PlanReader;

/* Fills the fault about the path; texts are terminated, and kept.  Always false. */
static bool
refuse(PlanReader *r, lf_status status, const char *text, const char *text2)
{
    *r->why = (LfFault){.status = status,
                        .name = pstrdup(r->path.data),
                        .text = lf_text(text),
                        .text2 = lf_text(text2)};
    return false;
}

static bool
refuse_count(PlanReader *r, lf_status status, int64 count)
{
    refuse(r, status, NULL, NULL);
    r->why->a = count;
    return false;
}

/* Steps down to a key; the length to step back to. */
static int
enter_key(PlanReader *r, const char *key, int length)
{
    int before = r->path.len;

    if (before > 0)
        appendStringInfoChar(&r->path, '.');
    appendBinaryStringInfo(&r->path, key, length);
    return before;
}

static void
leave(PlanReader *r, int before)
{
    r->path.len = before;
    r->path.data[before] = '\0';
}

static int
decimals_of(const PlanReader *r, const LfField *field)
{
    if (field->kind == LF_FIELD_MONEY)
        return r->plan->scale;
    return field->kind == LF_FIELD_INT32 ? 0 : LF_RATIO_DECIMALS;
}

static bool
check_range(PlanReader *r, const LfField *field, int64 value)
{
    bool bounded = field->kind == LF_FIELD_INT32 ||
                   (field->kind == LF_FIELD_NUMBER && field->high < LF_MAX_PLAN_NUMBER_E8);
    int64 unit = field->kind == LF_FIELD_NUMBER ? LF_ONE_E8 : 1;

    if (bounded && (value < field->low || value > field->high))
        return refuse(
            r, LF_ERR_PLAN_BETWEEN, lfpg_plan_number(r->plan, field, value),
            psprintf(INT64_FORMAT " and " INT64_FORMAT, field->low / unit, field->high / unit));
    if (field->positive && value <= 0 && (value == 0 || field->kind != LF_FIELD_MONEY))
        return refuse(r, LF_ERR_PLAN_NOT_ABOVE, lfpg_plan_number(r->plan, field, value), "0");
    if (value < 0)
        return refuse(r, LF_ERR_PLAN_BELOW, lfpg_plan_number(r->plan, field, value), "0");
    return true;
}

static bool
read_number(PlanReader *r, const LfField *field, LfJson *json, void *owner)
{
    int decimals = decimals_of(r, field);
    int64 most = field->kind == LF_FIELD_MONEY ? LF_MAX_MONEY : LF_MAX_PLAN_NUMBER_E8;
    lf_int128 number = 0;
    lf_status status;
    Datum digits;

    if (json->kind != LF_JSON_NUMBER)
        return refuse(r, LF_ERR_PLAN_KIND, NULL, "a number");
    if (!lfpg_numeric_in_safe(json->text, &digits))
        return refuse(r, LF_ERR_PLAN_TOO_LARGE, NULL, NULL);
    status = lfpg_numeric_to_int128(digits, decimals, &number);
    if (status == LF_ERR_DECIMALS)
        return field->kind == LF_FIELD_INT32 ? refuse(r, LF_ERR_PLAN_NOT_WHOLE, NULL, NULL)
                                             : refuse_count(r, LF_ERR_PLAN_DECIMALS, decimals);
    if (field->kind == LF_FIELD_INT32)
        most /= LF_ONE_E8;
    if (status != LF_OK || number > most || number < -most)
        return refuse(r, LF_ERR_PLAN_TOO_LARGE, NULL, NULL);
    if (!check_range(r, field, (int64)number))
        return false;
    lf_field_set(field, owner, (int64)number);
    return true;
}

static bool
read_name(PlanReader *r, LfJson *json, LfText *name)
{
    if (json->kind != LF_JSON_STRING)
        return refuse(r, LF_ERR_PLAN_KIND, NULL, "text");
    *name = lf_text(json->text);
    if (name->length == 0)
        return refuse(r, LF_ERR_PLAN_EMPTY, NULL, NULL);
    return name->length <= LF_MAX_PLAN_NAME || refuse_count(r, LF_ERR_PLAN_LONG, LF_MAX_PLAN_NAME);
}

/* A word or a currency's code, which are short. */
static bool
read_word(PlanReader *r, const LfField *field, LfJson *json, void *owner)
{
    LfFault ignored;
    int64 value;

    if (json->kind != LF_JSON_STRING)
        return refuse(r, LF_ERR_PLAN_KIND, NULL, "text");
    if (field->kind == LF_FIELD_CURRENCY) {
        LfCurrency *currency = lf_field_room(field, owner, 0);

        if (lf_currency_parse(json->text, strlen(json->text), currency, &ignored) != LF_OK)
            return refuse(r, LF_ERR_PLAN_CURRENCY, json->text, NULL);
        r->plan->scale = lf_currency_scale(*currency);
        return true;
    }
    value = lf_keyword_exact(field->words, lf_text(json->text));
    if (value < 0) {
        refuse(r, LF_ERR_PLAN_WORD, json->text, NULL);
        r->why->keywords = field->words;
        return false;
    }
    lf_field_set(field, owner, value);
    return true;
}

static bool
read_flag(PlanReader *r, const LfField *field, LfJson *json, void *owner)
{
    bool flag = false;

    if (json->kind != LF_JSON_WORD || !parse_bool(json->text, &flag))
        return refuse(r, LF_ERR_PLAN_KIND, NULL, "true or false");
    lf_field_set(field, owner, flag);
    return true;
}

static bool read_fields(PlanReader *r, const LfField *table, LfJson *json, void *owner);

static bool
read_struct(PlanReader *r, const LfField *field, LfJson *json, void *owner, int32 place)
{
    if (json->kind != LF_JSON_OBJECT)
        return refuse(r, LF_ERR_PLAN_KIND, NULL, "an object");
    return read_fields(r, lf_field_table(field, owner), json, lf_field_room(field, owner, place));
}

static bool
read_list(PlanReader *r, const LfField *field, LfJson *json, void *owner)
{
    int32 i = 0;

    if (json->kind != LF_JSON_ARRAY)
        return refuse(r, LF_ERR_PLAN_KIND, NULL, "an array");
    if (json->count == 0)
        return refuse(r, LF_ERR_PLAN_EMPTY, NULL, NULL);
    if (json->count > field->high)
        return refuse_count(r, LF_ERR_PLAN_ITEMS, field->high);
    lf_field_set_count(field, owner, json->count);
    for (LfJson *item = json->first; item != NULL; item = item->next, i++) {
        int before = r->path.len;

        appendStringInfo(&r->path, "[%d]", i);
        if (!read_struct(r, field, item, owner, i))
            return false;
        leave(r, before);
    }
    return true;
}

static bool
read_value(PlanReader *r, const LfField *field, LfJson *json, void *owner)
{
    switch (field->kind) {
    case LF_FIELD_MONEY:
    case LF_FIELD_NUMBER:
    case LF_FIELD_INT32:
        return read_number(r, field, json, owner);
    case LF_FIELD_BOOL:
        if (field->words == NULL)
            return read_flag(r, field, json, owner);
        return read_word(r, field, json, owner);
    case LF_FIELD_CURRENCY:
    case LF_FIELD_ENUM:
        return read_word(r, field, json, owner);
    case LF_FIELD_NAME:
        return read_name(r, json, lf_field_room(field, owner, 0));
    case LF_FIELD_OBJECT:
        lf_field_set_count(field, owner, 1);
        return read_struct(r, field, json, owner, 0);
    case LF_FIELD_LIST:
        break;
    }
    return read_list(r, field, json, owner);
}

static bool
check_keys(PlanReader *r, const LfField *table, const LfJson *json)
{
    for (const LfJson *member = json->first; member != NULL; member = member->next) {
        const LfField *field = table;

        while (field->key != NULL && strcmp(field->key, member->key) != 0)
            field++;
        if (field->key == NULL) {
            enter_key(r, member->key,
                      pg_mbcliplen(member->key, (int)strlen(member->key), CLIP_KEY));
            return refuse(r, LF_ERR_PLAN_KEY, NULL, NULL);
        }
    }
    return true;
}

/* An object: no key but those of the table, and all that have no default. */
static bool
read_fields(PlanReader *r, const LfField *table, LfJson *json, void *owner)
{
    if (!check_keys(r, table, json))
        return false;
    for (const LfField *field = table; field->key != NULL; field++) {
        LfJson *value = lfpg_json_member(json, field->key);
        int before = enter_key(r, field->key, (int)strlen(field->key));

        lf_field_clear(field, owner);
        if (value == NULL && field->required)
            return refuse(r, LF_ERR_PLAN_MISSING, NULL, NULL);
        if (value != NULL && !read_value(r, field, value, owner))
            return false;
        leave(r, before);
    }
    return true;
}

bool
lfpg_plan_read(LfJson *json, LfCommissionPlan *plan, LfFault *why)
{
    PlanReader r = {.plan = plan, .why = why};

    memset(plan, 0, sizeof(LfCommissionPlan));
    plan->scale = lf_currency_scale(plan->currency);
    initStringInfo(&r.path);
    if (json->kind != LF_JSON_OBJECT)
        return refuse(&r, LF_ERR_PLAN_OBJECT, NULL, NULL);
    return read_fields(&r, lf_plan_fields, json, plan) &&
           lf_commission_plan_check(plan, why) == LF_OK;
}
