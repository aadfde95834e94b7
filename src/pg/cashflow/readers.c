/*
 * cashflows(money_schedule), flows(): a schedule as cash flows, cash flows as
 * rows of SQL.
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "utils/date.h"

#include "pg/common/constant.h"
#include "pg/common/error.h"
#include "pg/common/numeric.h"
#include "pg/common/text.h"
#include "pg/cashflow/value.h"
#include "pg/schedule/value.h"

static int64
amount_of(lf_int128 sum)
{
    LfFault why = {.status = LF_ERR_OVERFLOW, .name = "amount of a date"};

    if (!lf_fits_int64(sum))
        lfpg_raise(&why);
    return (int64)sum;
}

/* The opening amount goes out on the start date, payments come in; in advance
 * the first of them on the same day. */
PG_FUNCTION_INFO_V1(loanfin_cashflows_of_schedule);
Datum
loanfin_cashflows_of_schedule(PG_FUNCTION_ARGS)
{
    LfSchedule *s = lfpg_money_schedule_load(PG_GETARG_MONEY_SCHEDULE_P(0));
    const LfRows *r = &s->rows;
    LfCashflows c = {.currency = s->currency};
    int32 n = 1;

    lfpg_cashflows_alloc(&c, r->count + 1);
    c.date[0] = s->start_date;
    c.amount[0] = amount_of(-(lf_int128)s->opening);
    for (int32 k = 0; k < r->count; k++) {
        lf_int128 payment = (lf_int128)r->principal[k] + r->interest[k] + r->fee[k];

        if (r->due[k] == c.date[n - 1]) {
            c.amount[n - 1] = amount_of(c.amount[n - 1] + payment);
            continue;
        }
        c.date[n] = r->due[k];
        c.amount[n++] = amount_of(payment);
    }
    c.count = n;
    PG_RETURN_CASHFLOWS_P(lfpg_cashflows_store(&c));
}

PG_FUNCTION_INFO_V1(loanfin_cashflows_currency);
Datum
loanfin_cashflows_currency(PG_FUNCTION_ARGS)
{
    LfCashflowsView view;

    lfpg_cashflows_view(PG_GETARG_CASHFLOWS_P(0), &view);
    return lfpg_return_currency(fcinfo, view.currency);
}

PG_FUNCTION_INFO_V1(loanfin_flows);
Datum
loanfin_flows(PG_FUNCTION_ARGS)
{
    FuncCallContext *call;
    LfCashflows *c;
    bool nulls[2] = {false};
    Datum values[2];
    uint64 k;

    if (SRF_IS_FIRSTCALL()) {
        LfCashflowsView view;
        MemoryContext old;

        call = SRF_FIRSTCALL_INIT();
        old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
        c = palloc(sizeof(LfCashflows));
        lfpg_cashflows_view(PG_GETARG_CASHFLOWS_P(0), &view);
        lfpg_cashflows_unpack(&view, c);
        if (get_call_result_type(fcinfo, NULL, &call->tuple_desc) != TYPEFUNC_COMPOSITE)
            elog(ERROR, "return type must be a row type");
        call->tuple_desc = BlessTupleDesc(call->tuple_desc);
        call->user_fctx = c;
        MemoryContextSwitchTo(old);
    }
    call = SRF_PERCALL_SETUP();
    c = call->user_fctx;
    k = call->call_cntr;
    if (k >= (uint64)c->count)
        SRF_RETURN_DONE(call);
    values[0] = DateADTGetDatum(c->date[k]);
    values[1] = lfpg_numeric_from_int64(c->amount[k], lf_currency_scale(c->currency));
    SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}

PG_FUNCTION_INFO_V1(loanfin_flows_support);
Datum
loanfin_flows_support(PG_FUNCTION_ARGS)
{
    Node *request = (Node *)PG_GETARG_POINTER(0);

    if (IsA(request, SupportRequestRows)) {
        SupportRequestRows *rows = (SupportRequestRows *)request;
        List *args = lfpg_constant_arguments(rows->node);
        LfCashflowsView view;

        if (args != NIL) {
            lfpg_cashflows_view(DatumGetCashflowsP(((Const *)linitial(args))->constvalue), &view);
            rows->rows = view.count;
            PG_RETURN_POINTER(request);
        }
    }
    PG_RETURN_POINTER(NULL);
}
