/*
 * commission_plan from jsonb: term by term, each key's value by its kind.
 *
 * The grammar is the server's; what is left to look at is which keys there
 * are and what they hold.  A null is a value of the wrong kind, never a
 * default.
 */
#include "postgres.h"

#include "mb/pg_wchar.h"

#include "pg/commission/plan_json.h"

#include "pg/common/numeric.h"

/* Bytes of an unknown key that a message repeats. */
#define CLIP_KEY 120

typedef struct PlanReader {
    LfCommissionPlan *plan;
    StringInfoData path; /* of what is being read */
    LfFault *why;
} PlanReader;

bool
lfpg_plan_refuse(LfFault *why, lf_status status, const char *path, const char *text,
                 const char *text2)
{
    *why = (LfFault){.status = status,
                     .name = pstrdup(path),
                     .text = text,
                     .text_len = text != NULL ? strlen(text) : 0,
                     .text2 = text2,
                     .text2_len = text2 != NULL ? strlen(text2) : 0};
    return false;
}

static bool
refuse(PlanReader *r, lf_status status, const char *text, const char *text2)
{
    return lfpg_plan_refuse(r->why, status, r->path.data, text, text2);
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
decimals_of(const PlanReader *r, const LfPlanTerm *term)
{
    if (term->kind == LF_TERM_MONEY)
        return r->plan->scale;
    return term->kind == LF_TERM_WHOLE ? 0 : LF_RATIO_DECIMALS;
}

/* A number of the term's kind as the canonical text prints it. */
static char *
shown(const PlanReader *r, const LfPlanTerm *term, int64 value)
{
    if (term->kind == LF_TERM_NUMBER)
        return lfpg_plan_number(value);
    return lfpg_plan_money(value, decimals_of(r, term));
}

static bool
check_range(PlanReader *r, const LfPlanTerm *term, int64 value)
{
    bool bounded = term->kind == LF_TERM_WHOLE ||
                   (term->kind == LF_TERM_NUMBER && term->high < LF_MAX_PLAN_NUMBER_E8);
    int64 unit = term->kind == LF_TERM_NUMBER ? LF_ONE_E8 : 1;

    if (bounded && (value < term->low || value > term->high))
        return refuse(
            r, LF_ERR_PLAN_BETWEEN, shown(r, term, value),
            psprintf(INT64_FORMAT " and " INT64_FORMAT, term->low / unit, term->high / unit));
    if (term->positive && value <= 0 && (value == 0 || term->kind != LF_TERM_MONEY))
        return refuse(r, LF_ERR_PLAN_NOT_ABOVE, shown(r, term, value), "0");
    if (value < 0)
        return refuse(r, LF_ERR_PLAN_BELOW, shown(r, term, value), "0");
    return true;
}

static bool
read_number(PlanReader *r, const LfPlanTerm *term, const JsonbValue *json, int64 *value)
{
    int decimals = decimals_of(r, term);
    int64 most = term->kind == LF_TERM_MONEY ? LF_MAX_MONEY : LF_MAX_PLAN_NUMBER_E8;
    lf_int128 number = 0;
    lf_status status;

    if (json->type != jbvNumeric)
        return refuse(r, LF_ERR_PLAN_KIND, NULL, "a number");
    status = lfpg_numeric_to_int128(NumericGetDatum(json->val.numeric), decimals, &number);
    if (status == LF_ERR_DECIMALS)
        return term->kind == LF_TERM_WHOLE ? refuse(r, LF_ERR_PLAN_NOT_WHOLE, NULL, NULL)
                                           : refuse_count(r, LF_ERR_PLAN_DECIMALS, decimals);
    if (term->kind == LF_TERM_WHOLE)
        most /= LF_ONE_E8;
    if (status != LF_OK || number > most || number < -most)
        return refuse(r, LF_ERR_PLAN_TOO_LARGE, NULL, NULL);
    *value = (int64)number;
    return check_range(r, term, *value);
}

static bool
read_name(PlanReader *r, const JsonbValue *json, LfPlanName *name)
{
    if (json->type != jbvString)
        return refuse(r, LF_ERR_PLAN_KIND, NULL, "text");
    if (json->val.string.len == 0)
        return refuse(r, LF_ERR_PLAN_EMPTY, NULL, NULL);
    if (json->val.string.len > LF_MAX_PLAN_NAME)
        return refuse_count(r, LF_ERR_PLAN_LONG, LF_MAX_PLAN_NAME);
    *name = (LfPlanName){json->val.string.val, (size_t)json->val.string.len};
    return true;
}

/* A word or a currency's code, which are short. */
static bool
read_word(PlanReader *r, const LfPlanTerm *term, const JsonbValue *json, void *owner)
{
    const char *text = json->val.string.val;
    size_t length;
    LfFault ignored;

    if (json->type != jbvString)
        return refuse(r, LF_ERR_PLAN_KIND, NULL, "text");
    length = (size_t)json->val.string.len;
    if (term->kind == LF_TERM_CURRENCY) {
        LfCurrency *currency = (LfCurrency *)((char *)owner + term->offset);

        if (lf_currency_parse(text, length, currency, &ignored) != LF_OK)
            return refuse(r, LF_ERR_PLAN_CURRENCY, pnstrdup(text, length), NULL);
        r->plan->scale = lf_currency_scale(*currency);
        return true;
    }

    int64 place = lf_term_place(term, text, length);

    if (place < 0)
        return refuse(r, LF_ERR_PLAN_WORD, pnstrdup(text, length), term->words);
    *lf_term_value(term, owner) = place;
    return true;
}

static bool read_terms(PlanReader *r, const LfPlanTerm *table, JsonbContainer *json, void *owner);

static bool
read_struct(PlanReader *r, const LfPlanTerm *term, const JsonbValue *json, void *owner, int64 place)
{
    if (json->type != jbvBinary || !JsonContainerIsObject(json->val.binary.data))
        return refuse(r, LF_ERR_PLAN_KIND, NULL, "an object");
    return read_terms(r, lf_plan_terms_of(term, owner), json->val.binary.data,
                      lf_term_item(term, owner, place));
}

static bool
read_list(PlanReader *r, const LfPlanTerm *term, const JsonbValue *json, void *owner)
{
    JsonbContainer *array = json->val.binary.data;
    int64 count;

    if (json->type != jbvBinary || !JsonContainerIsArray(array))
        return refuse(r, LF_ERR_PLAN_KIND, NULL, "an array");
    count = JsonContainerSize(array);
    if (count == 0)
        return refuse(r, LF_ERR_PLAN_EMPTY, NULL, NULL);
    if (count > term->high)
        return refuse_count(r, LF_ERR_PLAN_ITEMS, term->high);
    *lf_term_count(term, owner) = count;
    for (int64 i = 0; i < count; i++) {
        int before = r->path.len;

        appendStringInfo(&r->path, "[" INT64_FORMAT "]", i);
        if (!read_struct(r, term, getIthJsonbValueFromContainer(array, (uint32)i), owner, i))
            return false;
        leave(r, before);
    }
    return true;
}

static bool
read_value(PlanReader *r, const LfPlanTerm *term, const JsonbValue *json, void *owner)
{
    switch (term->kind) {
    case LF_TERM_MONEY:
    case LF_TERM_NUMBER:
    case LF_TERM_WHOLE:
        return read_number(r, term, json, lf_term_value(term, owner));
    case LF_TERM_CURRENCY:
    case LF_TERM_WORD:
        return read_word(r, term, json, owner);
    case LF_TERM_FLAG:
        if (json->type != jbvBool)
            return refuse(r, LF_ERR_PLAN_KIND, NULL, "true or false");
        *lf_term_value(term, owner) = json->val.boolean;
        return true;
    case LF_TERM_NAME:
        return read_name(r, json, (LfPlanName *)((char *)owner + term->offset));
    case LF_TERM_OBJECT:
        *lf_term_count(term, owner) = 1;
        return read_struct(r, term, json, owner, 0);
    case LF_TERM_LIST:
        break;
    }
    return read_list(r, term, json, owner);
}

static void
set_default(const LfPlanTerm *term, void *owner)
{
    if (term->kind >= LF_TERM_OBJECT)
        *lf_term_count(term, owner) = 0;
    else if (term->kind != LF_TERM_CURRENCY && term->kind != LF_TERM_NAME)
        *lf_term_value(term, owner) = term->otherwise;
}

static bool
check_keys(PlanReader *r, const LfPlanTerm *table, JsonbContainer *json)
{
    JsonbIterator *iterator = JsonbIteratorInit(json);
    JsonbIteratorToken token;
    JsonbValue key;

    while ((token = JsonbIteratorNext(&iterator, &key, true)) != WJB_DONE) {
        const LfPlanTerm *term = table;

        if (token != WJB_KEY)
            continue;
        while (term->key != NULL &&
               (strlen(term->key) != (size_t)key.val.string.len ||
                memcmp(term->key, key.val.string.val, (size_t)key.val.string.len) != 0))
            term++;
        if (term->key == NULL) {
            enter_key(r, key.val.string.val,
                      pg_mbcliplen(key.val.string.val, key.val.string.len, CLIP_KEY));
            return refuse(r, LF_ERR_PLAN_KEY, NULL, NULL);
        }
    }
    return true;
}

/* An object: no key but those of the table, and all that have no default. */
static bool
read_terms(PlanReader *r, const LfPlanTerm *table, JsonbContainer *json, void *owner)
{
    JsonbValue room;

    if (!check_keys(r, table, json))
        return false;
    for (const LfPlanTerm *term = table; term->key != NULL; term++) {
        int length = (int)strlen(term->key);
        JsonbValue *value = getKeyJsonValueFromContainer(json, term->key, length, &room);
        int before = enter_key(r, term->key, length);

        set_default(term, owner);
        if (value == NULL && term->required)
            return refuse(r, LF_ERR_PLAN_MISSING, NULL, NULL);
        if (value != NULL && !read_value(r, term, value, owner))
            return false;
        leave(r, before);
    }
    return true;
}

bool
lfpg_plan_read(Jsonb *json, LfCommissionPlan *plan, LfFault *why)
{
    PlanReader r = {.plan = plan, .why = why};

    memset(plan, 0, sizeof(LfCommissionPlan));
    plan->scale = lf_currency_scale(plan->currency);
    initStringInfo(&r.path);
    if (!JB_ROOT_IS_OBJECT(json))
        return refuse(&r, LF_ERR_PLAN_OBJECT, NULL, NULL);
    return read_terms(&r, lf_plan_terms, &json->root, plan) && lfpg_plan_check(plan, why);
}
