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

static bool
refuse(PlanReader *r, const LfFault *what)
{
    *r->why = *what;
    r->why->name = pstrdup(r->path.data);
    return false;
}

/* As LF_REFUSE, about the path; texts are terminated, and kept.  Always false. */
#define REFUSE(r, ...) refuse(r, &(const LfFault){__VA_ARGS__})

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

static LfText
shown(const PlanReader *r, const LfField *field, int64 value)
{
    return lf_text(lfpg_plan_number(r->plan, field, value));
}

static bool
check_range(PlanReader *r, const LfField *field, int64 value)
{
    bool bounded = field->kind == LF_FIELD_INT32 ||
                   (field->kind == LF_FIELD_NUMBER && field->high < LF_MAX_PLAN_NUMBER_E8);
    int64 unit = field->kind == LF_FIELD_NUMBER ? LF_ONE_E8 : 1;

    if (bounded && (value < field->low || value > field->high))
        return REFUSE(r, LF_ERR_PLAN_BETWEEN, .text = shown(r, field, value),
                      .text2 = lf_text(psprintf(INT64_FORMAT " and " INT64_FORMAT,
                                                field->low / unit, field->high / unit)));
    if (field->positive && value <= 0 && (value == 0 || field->kind != LF_FIELD_MONEY))
        return REFUSE(r, LF_ERR_PLAN_NOT_ABOVE, .text = shown(r, field, value), .text2 = {"0", 1});
    if (value < 0)
        return REFUSE(r, LF_ERR_PLAN_BELOW, .text = shown(r, field, value), .text2 = {"0", 1});
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
        return REFUSE(r, LF_ERR_PLAN_KIND, .text2 = lf_text("a number"));
    if (!lfpg_numeric_in_safe(json->text, &digits))
        return REFUSE(r, LF_ERR_PLAN_TOO_LARGE);
    status = lfpg_numeric_to_int128(digits, decimals, &number);
    if (status == LF_ERR_DECIMALS)
        return field->kind == LF_FIELD_INT32 ? REFUSE(r, LF_ERR_PLAN_NOT_WHOLE)
                                             : REFUSE(r, LF_ERR_PLAN_DECIMALS, .a = decimals);
    if (field->kind == LF_FIELD_INT32)
        most /= LF_ONE_E8;
    if (status != LF_OK || number > most || number < -most)
        return REFUSE(r, LF_ERR_PLAN_TOO_LARGE);
    if (!check_range(r, field, (int64)number))
        return false;
    lf_field_set(field, owner, (int64)number);
    return true;
}

static bool
read_name(PlanReader *r, LfJson *json, LfText *name)
{
    if (json->kind != LF_JSON_STRING)
        return REFUSE(r, LF_ERR_PLAN_KIND, .text2 = lf_text("text"));
    *name = lf_text(json->text);
    if (name->length == 0)
        return REFUSE(r, LF_ERR_PLAN_EMPTY);
    return name->length <= LF_MAX_PLAN_NAME || REFUSE(r, LF_ERR_PLAN_LONG, .a = LF_MAX_PLAN_NAME);
}

/* A word or a currency's code, which are short. */
static bool
read_word(PlanReader *r, const LfField *field, LfJson *json, void *owner)
{
    LfFault ignored;
    int64 value;

    if (json->kind != LF_JSON_STRING)
        return REFUSE(r, LF_ERR_PLAN_KIND, .text2 = lf_text("text"));
    if (field->kind == LF_FIELD_CURRENCY) {
        LfCurrency *currency = lf_field_room(field, owner, 0);

        if (lf_currency_parse(json->text, strlen(json->text), currency, &ignored) != LF_OK)
            return REFUSE(r, LF_ERR_PLAN_CURRENCY, .text = lf_text(json->text));
        r->plan->scale = lf_currency_scale(*currency);
        return true;
    }
    value = lf_keyword_exact(field->words, lf_text(json->text));
    if (value < 0)
        return REFUSE(r, LF_ERR_PLAN_WORD, .text = lf_text(json->text), .keywords = field->words);
    lf_field_set(field, owner, value);
    return true;
}

static bool
read_flag(PlanReader *r, const LfField *field, LfJson *json, void *owner)
{
    bool flag = false;

    if (json->kind != LF_JSON_WORD || !parse_bool(json->text, &flag))
        return REFUSE(r, LF_ERR_PLAN_KIND, .text2 = lf_text("true or false"));
    lf_field_set(field, owner, flag);
    return true;
}

static bool read_fields(PlanReader *r, const LfField *table, LfJson *json, void *owner);

static bool
read_struct(PlanReader *r, const LfField *field, LfJson *json, void *owner, int32 place)
{
    if (json->kind != LF_JSON_OBJECT)
        return REFUSE(r, LF_ERR_PLAN_KIND, .text2 = lf_text("an object"));
    return read_fields(r, lf_field_table(field, owner), json, lf_field_room(field, owner, place));
}

static bool
read_list(PlanReader *r, const LfField *field, LfJson *json, void *owner)
{
    int32 i = 0;

    if (json->kind != LF_JSON_ARRAY)
        return REFUSE(r, LF_ERR_PLAN_KIND, .text2 = lf_text("an array"));
    if (json->count == 0)
        return REFUSE(r, LF_ERR_PLAN_EMPTY);
    if (json->count > field->high)
        return REFUSE(r, LF_ERR_PLAN_ITEMS, .a = field->high);
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
            return REFUSE(r, LF_ERR_PLAN_KEY);
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
            return REFUSE(r, LF_ERR_PLAN_MISSING);
        if (value != NULL && !read_value(r, field, value, owner))
            return false;
        leave(r, before);
    }
    return true;
}

bool
lfpg_plan_from_json(LfJson *json, LfCommissionPlan *plan, LfFault *why)
{
    PlanReader r = {.plan = plan, .why = why};

    memset(plan, 0, sizeof(LfCommissionPlan));
    plan->scale = lf_currency_scale(plan->currency);
    initStringInfo(&r.path);
    if (json->kind != LF_JSON_OBJECT)
        return REFUSE(&r, LF_ERR_PLAN_OBJECT);
    return read_fields(&r, lf_plan_fields, json, plan) &&
           lf_commission_plan_check(plan, why) == LF_OK;
}
