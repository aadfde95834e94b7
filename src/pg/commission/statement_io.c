/*
 * commission_statement in and out: text, binary, jsonb, order and hash.
 *
 * Binary: version, loans, amount, base, commission, then loans, paid and clawed
 * back of each event, then the plan's canonical text to the end.  Order is by
 * plan, then by the sums; the hash looks at the fields, not at the bytes of
 * one kind of machine.
 */
#include "postgres.h"

#include "pg/common/value.h"
#include "pg/commission/statement.h"

#define BINARY_VERSION 1

static Datum
from_text(const char *text, LfFault *why)
{
    PG_RETURN_COMMISSION_STATEMENT(lfpg_commission_statement_from_text(text, why));
}

static char *
to_text(Datum statement)
{
    return lfpg_commission_statement_text(lfpg_commission_statement(statement));
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
read_sums(LfReader *r, LfCommissionSums *sums)
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
    pq_sendbyte(message, BINARY_VERSION);
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

    if (lfpg_read_u8(message) != BINARY_VERSION)
        lfpg_read_fail(message, "its version is unknown");
    read_sums(message, &sums);
    plan = lfpg_commission_plan_from_text(lfpg_read_text(message, &length), why);
    if (plan == NULL)
        return (Datum)0;
    st = lfpg_commission_statement_begin(plan);
    st->sums = sums;
    lfpg_commission_statement_plan(st, &terms);
    if (lf_commission_check(&sums, &terms, why) != LF_OK)
        return (Datum)0;
    PG_RETURN_COMMISSION_STATEMENT(st);
}

static int
compare_events(const LfClawbackSum *a, const LfClawbackSum *b)
{
    int order = lfpg_compare_int128(a->paid, b->paid);

    if (order == 0)
        order = lfpg_compare_int128(a->clawed, b->clawed);
    return order != 0 ? order : lfpg_compare_int128(a->loans, b->loans);
}

static int
compare_sums(const LfCommissionSums *a, const LfCommissionSums *b)
{
    int order = lfpg_compare_int128(a->amount, b->amount);

    if (order == 0)
        order = lfpg_compare_int128(a->base, b->base);
    if (order == 0)
        order = lfpg_compare_int128(a->commission, b->commission);
    if (order == 0)
        order = lfpg_compare_int128(a->loans, b->loans);
    for (int i = 0; i < LF_LOAN_EVENTS && order == 0; i++)
        order = compare_events(&a->event[i], &b->event[i]);
    return order;
}

/* By the plan's bytes, then from the amount on: a total order without a
 * meaning of its own. */
static int
compare(Datum a, Datum b)
{
    const CommissionStatement *x = lfpg_commission_statement(a), *y = lfpg_commission_statement(b);
    int order = lfpg_compare_bytes(x->plan, lfpg_statement_plan_length(x), y->plan,
                                   lfpg_statement_plan_length(y));

    if (order == 0)
        order = compare_sums(&x->sums, &y->sums);
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
