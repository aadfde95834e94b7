/*
 * months(): the observations of a payment_history as rows of SQL.
 *
 * Rows stream one a call; a planner support function tells the exact number
 * of rows of a constant.
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
#include "pg/history/value.h"

/* A history on its way out, alive between calls. */
typedef struct MonthStream {
    LfHistory h;
    LfHistoryRoom room;
    int scale;
    int32 next; /* slot */
} MonthStream;

static void
open_stream(FunctionCallInfo fcinfo, FuncCallContext *call)
{
    MemoryContext old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
    MonthStream *stream = palloc(sizeof(MonthStream));

    lfpg_payment_history_load(PG_GETARG_PAYMENT_HISTORY_P(0), LFPG_ALL, &stream->h, &stream->room);
    stream->scale = lf_currency_scale(stream->h.currency);
    stream->next = 0;
    if (get_call_result_type(fcinfo, NULL, &call->tuple_desc) != TYPEFUNC_COMPOSITE)
        elog(ERROR, "return type must be a row type");
    call->tuple_desc = BlessTupleDesc(call->tuple_desc);
    call->user_fctx = stream;
    MemoryContextSwitchTo(old);
}

static Datum
amount_or_null(int64 value, int scale, bool *isnull)
{
    *isnull = value == LF_UNKNOWN_AMOUNT;
    return *isnull ? (Datum)0 : lfpg_numeric_from_int64(value, scale);
}

static Datum
month_row(FuncCallContext *call, const MonthStream *stream, int32 slot)
{
    const LfHistory *h = &stream->h;
    LfLoss loss = lf_history_loss(h, slot);
    bool nulls[6] = {false};
    Datum values[6];

    values[0] = DateADTGetDatum(lf_month_start(h->first_month + slot));
    values[1] = DateADTGetDatum(lf_history_as_of(h, slot));
    values[2] = amount_or_null(h->balance[slot], stream->scale, &nulls[2]);
    values[3] = Int32GetDatum((int32)h->days_past_due[slot]);
    values[4] = amount_or_null(loss.charged_off, stream->scale, &nulls[4]);
    values[5] = amount_or_null(loss.recovered, stream->scale, &nulls[5]);
    return HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls));
}

PG_FUNCTION_INFO_V1(loanfin_months);
Datum
loanfin_months(PG_FUNCTION_ARGS)
{
    FuncCallContext *call;
    MonthStream *stream;

    if (SRF_IS_FIRSTCALL()) {
        call = SRF_FIRSTCALL_INIT();
        open_stream(fcinfo, call);
    }
    call = SRF_PERCALL_SETUP();
    stream = call->user_fctx;
    while (stream->next < stream->h.months && stream->h.days_past_due[stream->next] == LF_GAP)
        stream->next++;
    if (stream->next >= stream->h.months)
        SRF_RETURN_DONE(call);
    SRF_RETURN_NEXT(call, month_row(call, stream, stream->next++));
}

PG_FUNCTION_INFO_V1(loanfin_months_support);
Datum
loanfin_months_support(PG_FUNCTION_ARGS)
{
    Node *request = (Node *)PG_GETARG_POINTER(0);

    if (IsA(request, SupportRequestRows)) {
        SupportRequestRows *rows = (SupportRequestRows *)request;
        List *args = lfpg_constant_arguments(rows->node);
        LfHistoryView view;

        if (args != NIL) {
            lfpg_payment_history_view(
                DatumGetPaymentHistoryP(((Const *)linitial(args))->constvalue), &view);
            rows->rows = view.observations;
            PG_RETURN_POINTER(request);
        }
    }
    PG_RETURN_POINTER(NULL);
}
