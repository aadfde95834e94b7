/*
 * commission_statement on the server: memory, JSON, binary, order and hash.
 *
 * JSON, which is its text: the type with its format version, the plan as it
 * prints, then what is not 0; an event is [loans, paid, clawed back].  Spaces
 * are jsonb's; unknown and double keys are refused, the check proves the rest.
 * Binary: version, loans, amount, base, commission, then loans, paid and clawed
 * back of each event, then the plan's canonical text to the end.  Order is by
 * plan, then by the sums; the hash looks at the fields, not at the bytes of
 * one kind of machine.
 */
#include "postgres.h"

#include "pg/commission/statement.h"

#include "utils/fmgrprotos.h"

#include "pg/common/json.h"
#include "pg/common/value.h"

/* SSPACE of the aggregates is this and a plan of ordinary length. */
#define HEAD offsetof(CommissionStatement, plan)

CommissionStatement *
lfpg_commission_statement(Datum statement)
{
    CommissionStatement *st = (CommissionStatement *)PG_DETOAST_DATUM(statement);

    if (VARSIZE(st) <= HEAD || st->version != LF_COMMISSION_STATEMENT_VERSION)
        lfpg_corrupt("commission_statement", "its size or version is wrong");
    return st;
}

CommissionStatement *
lfpg_commission_statement_new(CommissionPlan *plan)
{
    Size length = VARSIZE_ANY_EXHDR(plan);
    CommissionStatement *st = palloc(HEAD + length);

    SET_VARSIZE(st, HEAD + length);
    st->version = LF_COMMISSION_STATEMENT_VERSION;
    memset(&st->sums, 0, sizeof(LfCommissionSums));
    memcpy(st->plan, VARDATA_ANY(plan), length);
    return st;
}

void
lfpg_statement_conflict(const CommissionStatement *st, const char *plan, Size length)
{
    StringInfoData plans;

    initStringInfo(&plans);
    lfpg_commission_plan_write(&plans, st->plan, lfpg_statement_plan_length(st));
    appendStringInfoString(&plans, " and ");
    lfpg_commission_plan_write(&plans, plan, length);

    LFPG_REFUSE(LF_ERR_PLAN_CONFLICT, .text2 = {plans.data, (size_t)plans.len});
}

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

static char *
to_text(Datum statement)
{
    const CommissionStatement *st = lfpg_commission_statement(statement);
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
        appendStringInfo(&out, ", \"%s\": [" INT64_FORMAT ", ", lf_loan_events.words[i],
                         event->loans);
        put_amount(&out, event->paid, plan.scale);
        appendStringInfoString(&out, ", ");
        put_amount(&out, event->clawed, plan.scale);
        appendStringInfoChar(&out, ']');
    }
    appendStringInfoChar(&out, '}');
    return out.data;
}

/* An amount, 0 where there is none. */
static bool
read_amount(LfJsonText *t, const LfJson *at, const char *key, int scale, lf_int128_stored *amount)
{
    lf_int128 number = 0;
    Datum digits;

    if (at != NULL && at->kind != LF_JSON_NUMBER)
        return lfpg_json_wrong(t, key, "is not a number");
    if (at != NULL && (!lfpg_numeric_in_safe(at->text, &digits) ||
                       lfpg_numeric_to_int128(digits, scale, &number) != LF_OK))
        return lfpg_json_wrong(t, key, "has too many digits");
    *amount = number;
    return true;
}

static bool
read_count(LfJsonText *t, const LfJson *at, const char *key, int64 *count)
{
    lf_int128_stored number;

    if (!read_amount(t, at, key, 0, &number))
        return false;
    *count = (int64)number;
    return lf_fits_int64(number) || lfpg_json_wrong(t, key, "has too many digits");
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
        const char *key = lf_loan_events.words[i];

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

static Datum
from_text(const char *text, LfFault *why)
{
    LfJsonText t;
    LfJson *root = lfpg_json_parse(&t, text, TYPE_NAME, why);
    CommissionStatement *st;
    CommissionPlan *bytes;
    LfCommissionPlan plan;

    if (root == NULL ||
        (root->kind != LF_JSON_OBJECT && !lfpg_json_wrong(&t, "", "is not an object")) ||
        (bytes = read_plan(&t, root)) == NULL)
        return (Datum)0;
    st = lfpg_commission_statement_new(bytes);
    lfpg_commission_statement_plan(st, &plan);
    if (!read_sums(&t, root, plan.scale, &st->sums))
        return (Datum)0;
    if (lf_commission_check(&st->sums, &plan, why) == LF_OK)
        PG_RETURN_COMMISSION_STATEMENT_P(st);
    lfpg_json_wrong(&t, "", psprintf("cannot be: %s", why->text2.at));
    return (Datum)0;
}

static void
send_sums(StringInfo buf, const LfCommissionSums *sums)
{
    pq_sendint64(buf, (uint64)sums->loans);
    lfpg_send_i128(buf, sums->amount);
    lfpg_send_i128(buf, sums->base);
    lfpg_send_i128(buf, sums->commission);
    for (int i = 0; i < LF_LOAN_EVENTS; i++) {
        pq_sendint64(buf, (uint64)sums->event[i].loans);
        lfpg_send_i128(buf, sums->event[i].paid);
        lfpg_send_i128(buf, sums->event[i].clawed);
    }
}

static void
receive_sums(LfReader *r, LfCommissionSums *sums)
{
    sums->loans = lfpg_read_i64(r);
    sums->amount = lfpg_read_i128(r);
    sums->base = lfpg_read_i128(r);
    sums->commission = lfpg_read_i128(r);
    for (int i = 0; i < LF_LOAN_EVENTS; i++) {
        sums->event[i].loans = lfpg_read_i64(r);
        sums->event[i].paid = lfpg_read_i128(r);
        sums->event[i].clawed = lfpg_read_i128(r);
    }
}

static void
to_bytes(StringInfo message, Datum statement)
{
    const CommissionStatement *st = lfpg_commission_statement(statement);
    StringInfoData plan;

    initStringInfo(&plan);
    lfpg_commission_plan_write(&plan, st->plan, lfpg_statement_plan_length(st));
    pq_sendbyte(message, LF_COMMISSION_STATEMENT_VERSION);
    send_sums(message, &st->sums);
    pq_sendtext(message, plan.data, plan.len);
}

static Datum
from_bytes(LfReader *message, LfFault *why)
{
    LfCommissionSums sums;
    LfCommissionPlan terms;
    CommissionStatement *st;
    CommissionPlan *plan;
    int length;

    if (lfpg_read_u8(message) != LF_COMMISSION_STATEMENT_VERSION)
        lfpg_read_fail(message, "its version is unknown");
    receive_sums(message, &sums);
    plan = (CommissionPlan *)DatumGetPointer(
        lfpg_commission_plan_from_text(lfpg_read_text(message, &length), why));
    if (plan == NULL)
        return (Datum)0;
    st = lfpg_commission_statement_new(plan);
    st->sums = sums;
    lfpg_commission_statement_plan(st, &terms);
    if (lf_commission_check(&sums, &terms, why) != LF_OK)
        return (Datum)0;
    PG_RETURN_COMMISSION_STATEMENT_P(st);
}

#define NUMBERS (4 + 3 * LF_LOAN_EVENTS)

/* The sums in the order that compares them. */
static void
numbers_of(const LfCommissionSums *sums, lf_int128 *number)
{
    *number++ = sums->amount;
    *number++ = sums->base;
    *number++ = sums->commission;
    *number++ = sums->loans;
    for (int i = 0; i < LF_LOAN_EVENTS; i++) {
        *number++ = sums->event[i].paid;
        *number++ = sums->event[i].clawed;
        *number++ = sums->event[i].loans;
    }
}

/* By the plan's bytes, then from the amount on: a total order without a
 * meaning of its own. */
static int
compare(Datum a, Datum b)
{
    const CommissionStatement *x = lfpg_commission_statement(a), *y = lfpg_commission_statement(b);
    lf_int128 left[NUMBERS], right[NUMBERS];
    int order = lfpg_compare_bytes(x->plan, lfpg_statement_plan_length(x), y->plan,
                                   lfpg_statement_plan_length(y));

    numbers_of(&x->sums, left);
    numbers_of(&y->sums, right);
    for (int i = 0; i < NUMBERS && order == 0; i++)
        order = lfpg_compare_int128(left[i], right[i]);
    lfpg_value_free(x, a);
    lfpg_value_free(y, b);
    return order;
}

/* The plan, then the sums as they are sent. */
static void
identity(StringInfo bytes, Datum statement)
{
    const CommissionStatement *st = lfpg_commission_statement(statement);

    appendBinaryStringInfo(bytes, st->plan, (int)lfpg_statement_plan_length(st));
    send_sums(bytes, &st->sums);
}

LFPG_VALUE_TYPE(commission_statement, .from_text = from_text, .to_text = to_text,
                .from_bytes = from_bytes, .to_bytes = to_bytes, .compare = compare,
                .identity = identity)
