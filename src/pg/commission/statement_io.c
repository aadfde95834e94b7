/*
 * commission_statement in and out: text, binary, jsonb, order and hash.
 *
 * Binary: version, loans, amount, base, commission, then loans, paid and clawed
 * back of each event, then the plan's canonical text to the end.  Order is by
 * plan, then by the sums; the hash looks at the fields, not at the bytes of
 * one kind of machine.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"

#include "pg/common/codec.h"
#include "pg/common/error.h"
#include "pg/commission/statement.h"

#define BINARY_VERSION 1

/* A statement from text; NULL after a soft error. */
static CommissionStatement *
parse(const char *text, struct Node *escontext)
{
    CommissionStatement *st;
    LfFault why = {LF_OK};
    Datum json;

    if (!lfpg_input_safe(jsonb_in, text, escontext, &json))
        return NULL;
    st = lfpg_commission_statement_from_json(DatumGetJsonbP(json), &why);
    if (st == NULL)
        lfpg_raise_soft(escontext, &why);
    return st;
}

PG_FUNCTION_INFO_V1(loanfin_commission_statement_in);
Datum
loanfin_commission_statement_in(PG_FUNCTION_ARGS)
{
    CommissionStatement *st = parse(PG_GETARG_CSTRING(0), LFPG_ESCONTEXT(fcinfo));

    if (st == NULL)
        PG_RETURN_NULL();
    PG_RETURN_COMMISSION_STATEMENT(st);
}

PG_FUNCTION_INFO_V1(loanfin_commission_statement_out);
Datum
loanfin_commission_statement_out(PG_FUNCTION_ARGS)
{
    PG_RETURN_CSTRING(lfpg_commission_statement_text(PG_GETARG_COMMISSION_STATEMENT(0)));
}

PG_FUNCTION_INFO_V1(loanfin_commission_statement_to_jsonb);
Datum
loanfin_commission_statement_to_jsonb(PG_FUNCTION_ARGS)
{
    char *text = lfpg_commission_statement_text(PG_GETARG_COMMISSION_STATEMENT(0));

    PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(text)));
}

PG_FUNCTION_INFO_V1(loanfin_commission_statement_from_jsonb);
Datum
loanfin_commission_statement_from_jsonb(PG_FUNCTION_ARGS)
{
    LfFault why = {LF_OK};
    CommissionStatement *st = lfpg_commission_statement_from_json(PG_GETARG_JSONB_P(0), &why);

    lfpg_check(why.status, &why);
    PG_RETURN_COMMISSION_STATEMENT(st);
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

PG_FUNCTION_INFO_V1(loanfin_commission_statement_send);
Datum
loanfin_commission_statement_send(PG_FUNCTION_ARGS)
{
    CommissionStatement *st = PG_GETARG_COMMISSION_STATEMENT(0);
    StringInfoData buf, plan;

    initStringInfo(&plan);
    lfpg_commission_plan_write(&plan, st->plan, lfpg_statement_plan_length(st));
    pq_begintypsend(&buf);
    pq_sendbyte(&buf, BINARY_VERSION);
    send_sums(&buf, &st->sums);
    pq_sendtext(&buf, plan.data, plan.len);
    PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(loanfin_commission_statement_recv);
Datum
loanfin_commission_statement_recv(PG_FUNCTION_ARGS)
{
    StringInfo buf = (StringInfo)PG_GETARG_POINTER(0);
    LfReader r = {buf, "commission_statement"};
    LfCommissionSums sums;
    CommissionStatement *st;
    const char *defect;
    int length;
    char *text;

    if (lfpg_read_u8(&r) != BINARY_VERSION)
        lfpg_read_fail(&r, "its version is unknown");
    read_sums(&r, &sums);
    text = pq_getmsgtext(buf, buf->len - buf->cursor, &length);
    st = lfpg_commission_statement_begin(lfpg_commission_plan_parse(text, NULL));
    st->sums = sums;
    if ((defect = lfpg_statement_defect(st)) != NULL)
        lfpg_read_fail(&r, defect);
    PG_RETURN_COMMISSION_STATEMENT(st);
}

static int
compare_int128(lf_int128 a, lf_int128 b)
{
    return (a > b) - (a < b);
}

static int
compare_events(const LfClawbackSum *a, const LfClawbackSum *b)
{
    int order = compare_int128(a->paid, b->paid);

    if (order == 0)
        order = compare_int128(a->clawed, b->clawed);
    return order != 0 ? order : compare_int128(a->loans, b->loans);
}

static int
compare_sums(const LfCommissionSums *a, const LfCommissionSums *b)
{
    int order = compare_int128(a->amount, b->amount);

    if (order == 0)
        order = compare_int128(a->base, b->base);
    if (order == 0)
        order = compare_int128(a->commission, b->commission);
    if (order == 0)
        order = compare_int128(a->loans, b->loans);
    for (int i = 0; i < LF_LOAN_EVENTS && order == 0; i++)
        order = compare_events(&a->event[i], &b->event[i]);
    return order;
}

/* By the plan's bytes, then from the amount on: a total order without a
 * meaning of its own. */
static int
compare_args(FunctionCallInfo fcinfo)
{
    CommissionStatement *a = PG_GETARG_COMMISSION_STATEMENT(0);
    CommissionStatement *b = PG_GETARG_COMMISSION_STATEMENT(1);
    Size length_a = lfpg_statement_plan_length(a), length_b = lfpg_statement_plan_length(b);
    int order = memcmp(a->plan, b->plan, Min(length_a, length_b));

    if (order == 0)
        order = (length_a > length_b) - (length_a < length_b);
    if (order == 0)
        order = compare_sums(&a->sums, &b->sums);
    PG_FREE_IF_COPY(a, 0);
    PG_FREE_IF_COPY(b, 1);
    return order;
}

#define COMPARISON(name, test) \
    PG_FUNCTION_INFO_V1(name); \
    Datum name(PG_FUNCTION_ARGS) \
    { \
        PG_RETURN_BOOL(compare_args(fcinfo) test 0); \
    }

COMPARISON(loanfin_commission_statement_eq, ==)
COMPARISON(loanfin_commission_statement_ne, !=)
COMPARISON(loanfin_commission_statement_lt, <)
COMPARISON(loanfin_commission_statement_le, <=)
COMPARISON(loanfin_commission_statement_gt, >)
COMPARISON(loanfin_commission_statement_ge, >=)

PG_FUNCTION_INFO_V1(loanfin_commission_statement_cmp);
Datum
loanfin_commission_statement_cmp(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT32(compare_args(fcinfo));
}

/* What is hashed: the plan, then the sums as they are sent. */
static StringInfoData
hash_input(CommissionStatement *st)
{
    StringInfoData buf;

    initStringInfo(&buf);
    appendBinaryStringInfo(&buf, st->plan, (int)lfpg_statement_plan_length(st));
    send_sums(&buf, &st->sums);
    return buf;
}

PG_FUNCTION_INFO_V1(loanfin_commission_statement_hash);
Datum
loanfin_commission_statement_hash(PG_FUNCTION_ARGS)
{
    StringInfoData bytes = hash_input(PG_GETARG_COMMISSION_STATEMENT(0));

    return hash_any((unsigned char *)bytes.data, bytes.len);
}

PG_FUNCTION_INFO_V1(loanfin_commission_statement_hash_extended);
Datum
loanfin_commission_statement_hash_extended(PG_FUNCTION_ARGS)
{
    StringInfoData bytes = hash_input(PG_GETARG_COMMISSION_STATEMENT(0));

    return hash_any_extended((unsigned char *)bytes.data, bytes.len, (uint64)PG_GETARG_INT64(1));
}
