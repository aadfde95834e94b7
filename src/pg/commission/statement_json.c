/*
 * commission_statement as JSON: its text, and the way back.
 *
 * One object: the type with its format version, the plan as it prints, then
 * what is not 0; an event is [loans, paid, clawed back].  Spaces are jsonb's;
 * read with the server's jsonb rules, unknown keys refused, proved by the gate.
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"

#include "core/commission/clawback.h"
#include "pg/common/numeric.h"
#include "pg/commission/statement.h"

#define TYPE_NAME "commission_statement"

static const char *const keys[] = {TYPE_NAME, "plan",       "loans",   "amount",
                                   "base",    "commission", "default", "early_settlement"};

static void
put_amount(StringInfo out, lf_int128 amount, int scale)
{
    Datum number = lfpg_numeric_from_int128(amount, scale);

    appendStringInfoString(out, DatumGetCString(DirectFunctionCall1(numeric_out, number)));
}

static void
put_member(StringInfo out, const char *key, lf_int128 amount, int scale)
{
    if (amount == 0)
        return;
    appendStringInfo(out, ", \"%s\": ", key);
    put_amount(out, amount, scale);
}

char *
lfpg_commission_statement_text(const CommissionStatement *st)
{
    Size length = lfpg_statement_plan_length(st);
    const LfCommissionSums *sums = &st->sums;
    LfCommissionPlan plan;
    StringInfoData out;

    lfpg_commission_statement_plan(st, &plan);
    initStringInfo(&out);
    appendStringInfo(&out, "{\"" TYPE_NAME "\": %d, \"plan\": ", st->version);
    lfpg_commission_plan_write(&out, st->plan, length);
    put_member(&out, "loans", sums->loans, 0);
    put_member(&out, "amount", sums->amount, plan.scale);
    put_member(&out, "base", sums->base, plan.scale);
    put_member(&out, "commission", sums->commission, plan.scale);
    for (int i = 0; i < LF_LOAN_EVENTS; i++) {
        const LfClawbackSum *event = &sums->event[i];

        if (event->loans == 0)
            continue;
        appendStringInfo(&out, ", \"%s\": [" INT64_FORMAT ", ", lf_loan_event_name((LfLoanEvent)i),
                         event->loans);
        put_amount(&out, event->paid, plan.scale);
        appendStringInfoString(&out, ", ");
        put_amount(&out, event->clawed, plan.scale);
        appendStringInfoChar(&out, ']');
    }
    appendStringInfoChar(&out, '}');
    return out.data;
}

/* Fills the fault about a member; always false. */
static bool
refuse(LfFault *why, const char *key, const char *what)
{
    *why = (LfFault){
        .status = LF_ERR_JSON, .name = TYPE_NAME, .text = lf_text(key), .text2 = lf_text(what)};
    return false;
}

static bool
check_keys(JsonbContainer *json, LfFault *why)
{
    JsonbIterator *iterator = JsonbIteratorInit(json);
    JsonbIteratorToken token;
    JsonbValue key;

    while ((token = JsonbIteratorNext(&iterator, &key, true)) != WJB_DONE) {
        bool known = token != WJB_KEY;

        for (size_t i = 0; i < lengthof(keys) && !known; i++)
            known = strlen(keys[i]) == (size_t)key.val.string.len &&
                    memcmp(keys[i], key.val.string.val, (size_t)key.val.string.len) == 0;
        if (!known)
            return refuse(why, pnstrdup(key.val.string.val, key.val.string.len),
                          "is not a key of it");
    }
    return true;
}

/* An amount or, of scale 0, a count. */
static bool
get_amount(const JsonbValue *json, int scale, const char *key, lf_int128 *amount, LfFault *why)
{
    if (json->type != jbvNumeric)
        return refuse(why, key, "is not a number");
    if (lfpg_numeric_to_int128(NumericGetDatum(json->val.numeric), scale, amount) != LF_OK)
        return refuse(why, key, "has too many digits");
    return true;
}

static bool
get_count(const JsonbValue *json, const char *key, int64 *count, LfFault *why)
{
    lf_int128 number;

    if (!get_amount(json, 0, key, &number, why))
        return false;
    *count = (int64)number;
    return lf_fits_int64(number) || refuse(why, key, "has too many digits");
}

static JsonbValue *
member(JsonbContainer *json, const char *key, JsonbValue *room)
{
    return getKeyJsonValueFromContainer(json, key, (int)strlen(key), room);
}

static bool
read_amount(JsonbContainer *json, const char *key, int scale, lf_int128_stored *amount,
            LfFault *why)
{
    JsonbValue room, *value = member(json, key, &room);
    lf_int128 number = 0;

    if (value != NULL && !get_amount(value, scale, key, &number, why))
        return false;
    *amount = number;
    return true;
}

static bool
read_event(JsonbContainer *json, const char *key, int scale, LfClawbackSum *sum, LfFault *why)
{
    JsonbValue room, *value = member(json, key, &room);
    lf_int128 paid, clawed;
    JsonbContainer *list;

    if (value == NULL)
        return true;
    list = value->val.binary.data;
    if (value->type != jbvBinary || !JsonContainerIsArray(list) || JsonContainerSize(list) != 3)
        return refuse(why, key, "is not an array of loans, paid, clawed back");
    if (!get_count(getIthJsonbValueFromContainer(list, 0), key, &sum->loans, why) ||
        !get_amount(getIthJsonbValueFromContainer(list, 1), scale, key, &paid, why) ||
        !get_amount(getIthJsonbValueFromContainer(list, 2), scale, key, &clawed, why))
        return false;
    sum->paid = paid;
    sum->clawed = clawed;
    return true;
}

static bool
read_sums(JsonbContainer *json, int scale, LfCommissionSums *sums, LfFault *why)
{
    JsonbValue room, *loans = member(json, "loans", &room);

    if (loans != NULL && !get_count(loans, "loans", &sums->loans, why))
        return false;
    for (int i = 0; i < LF_LOAN_EVENTS; i++)
        if (!read_event(json, lf_loan_event_name((LfLoanEvent)i), scale, &sums->event[i], why))
            return false;
    return read_amount(json, "amount", scale, &sums->amount, why) &&
           read_amount(json, "base", scale, &sums->base, why) &&
           read_amount(json, "commission", scale, &sums->commission, why);
}

static CommissionPlan *
plan_of(Jsonb *json, LfFault *why)
{
    return lfpg_commission_plan_from_text(JsonbToCString(NULL, &json->root, VARSIZE(json)), why);
}

/* The plan in the object, and the version before it. */
static CommissionPlan *
read_plan(JsonbContainer *json, LfFault *why)
{
    JsonbValue room, *value = member(json, TYPE_NAME, &room);
    int64 version = 0;

    if (value == NULL)
        refuse(why, TYPE_NAME, "is missing");
    else if (!get_count(value, TYPE_NAME, &version, why))
        return NULL;
    else if (version != LF_COMMISSION_STATEMENT_VERSION)
        refuse(why, TYPE_NAME, "is not a version there is");
    else if ((value = member(json, "plan", &room)) == NULL)
        refuse(why, "plan", "is missing");
    else
        return plan_of(JsonbValueToJsonb(value), why);
    return NULL;
}

CommissionStatement *
lfpg_commission_statement_from_json(Jsonb *json, LfFault *why)
{
    CommissionStatement *st;
    CommissionPlan *bytes;
    LfCommissionPlan plan;

    if (!JB_ROOT_IS_OBJECT(json)) {
        refuse(why, "", "is not an object");
        return NULL;
    }
    if (!check_keys(&json->root, why) || (bytes = read_plan(&json->root, why)) == NULL)
        return NULL;
    st = lfpg_commission_statement_begin(bytes);
    lfpg_commission_statement_plan(st, &plan);
    if (!read_sums(&json->root, plan.scale, &st->sums, why))
        return NULL;
    if (lf_commission_check(&st->sums, &plan, why) == LF_OK)
        return st;
    refuse(why, "", psprintf("cannot be: %s", why->text2.at));
    return NULL;
}
