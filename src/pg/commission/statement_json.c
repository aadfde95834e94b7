/*
 * commission_statement as JSON: its text, and the way back.
 *
 * One object: the type with its format version, the plan as it prints, then
 * what is not 0; an event is [loans, paid, clawed back].  Spaces are jsonb's;
 * read from the JSON tree, unknown and double keys refused, proved by the gate.
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/fmgrprotos.h"

#include "core/commission/clawback.h"
#include "pg/common/json.h"
#include "pg/common/numeric.h"
#include "pg/commission/statement.h"

#define TYPE_NAME "commission_statement"

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

/* An amount or, of scale 0, a count. */
static bool
read_number(LfJsonText *t, const LfJson *at, const char *key, int scale, lf_int128 *number)
{
    Datum digits;

    if (at->kind != LF_JSON_NUMBER)
        return lfpg_json_wrong(t, key, "is not a number");
    return (lfpg_numeric_in_safe(at->text, &digits) &&
            lfpg_numeric_to_int128(digits, scale, number) == LF_OK) ||
           lfpg_json_wrong(t, key, "has too many digits");
}

static bool
read_count(LfJsonText *t, const LfJson *at, const char *key, int64 *count)
{
    lf_int128 number = 0;

    if (at != NULL && !read_number(t, at, key, 0, &number))
        return false;
    *count = (int64)number;
    return lf_fits_int64(number) || lfpg_json_wrong(t, key, "has too many digits");
}

static bool
read_amount(LfJsonText *t, const LfJson *at, const char *key, int scale, lf_int128_stored *amount)
{
    lf_int128 number = 0;

    if (at != NULL && !read_number(t, at, key, scale, &number))
        return false;
    *amount = number;
    return true;
}

static bool
read_event(LfJsonText *t, const LfJson *list, const char *key, int scale, LfClawbackSum *sum)
{
    if (list == NULL)
        return true;
    if (list->kind != LF_JSON_ARRAY || list->count != 3)
        return lfpg_json_wrong(t, key, "is not an array of loans, paid, clawed back");
    return read_count(t, list->first, key, &sum->loans) &&
           read_amount(t, list->first->next, key, scale, &sum->paid) &&
           read_amount(t, list->first->next->next, key, scale, &sum->clawed);
}

static bool
read_sums(LfJsonText *t, LfJson *root, int scale, LfCommissionSums *sums)
{
    for (int i = 0; i < LF_LOAN_EVENTS; i++) {
        const char *key = lf_loan_event_name((LfLoanEvent)i);

        if (!read_event(t, lfpg_json_member(root, key), key, scale, &sums->event[i]))
            return false;
    }
    if (!read_count(t, lfpg_json_member(root, "loans"), "loans", &sums->loans) ||
        !read_amount(t, lfpg_json_member(root, "amount"), "amount", scale, &sums->amount) ||
        !read_amount(t, lfpg_json_member(root, "base"), "base", scale, &sums->base) ||
        !read_amount(t, lfpg_json_member(root, "commission"), "commission", scale,
                     &sums->commission))
        return false;
    for (const LfJson *m = root->first; m != NULL; m = m->next)
        if (!m->taken)
            return lfpg_json_wrong(t, m->key, "is not a key of it");
    return true;
}

/* The plan in the object, and the version before it. */
static CommissionPlan *
read_plan(LfJsonText *t, LfJson *root)
{
    LfJson *version = lfpg_json_member(root, TYPE_NAME), *plan = lfpg_json_member(root, "plan");
    int64 number;

    if (version == NULL)
        lfpg_json_wrong(t, TYPE_NAME, "is missing");
    else if (!read_count(t, version, TYPE_NAME, &number))
        return NULL;
    else if (number != LF_COMMISSION_STATEMENT_VERSION)
        lfpg_json_wrong(t, TYPE_NAME, "is not a version there is");
    else if (plan == NULL)
        lfpg_json_wrong(t, "plan", "is missing");
    else
        return lfpg_commission_plan_from_json(plan, t->why);
    return NULL;
}

CommissionStatement *
lfpg_commission_statement_from_text(const char *text, LfFault *why)
{
    LfJsonText t;
    LfJson *root = lfpg_json_parse(&t, text, TYPE_NAME, why);
    CommissionStatement *st;
    CommissionPlan *bytes;
    LfCommissionPlan plan;

    if (root == NULL ||
        (root->kind != LF_JSON_OBJECT && !lfpg_json_wrong(&t, "", "is not an object")) ||
        (bytes = read_plan(&t, root)) == NULL)
        return NULL;
    st = lfpg_commission_statement_begin(bytes);
    lfpg_commission_statement_plan(st, &plan);
    if (!read_sums(&t, root, plan.scale, &st->sums))
        return NULL;
    if (lf_commission_check(&st->sums, &plan, why) == LF_OK)
        return st;
    lfpg_json_wrong(&t, "", psprintf("cannot be: %s", why->text2.at));
    return NULL;
}
