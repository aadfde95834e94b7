/*
 * The rows of a money_schedule as rows of SQL: installments(), cashflow_by(),
 * and slice(), a schedule of some of them.
 *
 * Rows stream one a call.  A planner support function unpacks a constant
 * argument to tell the exact number of rows.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "utils/date.h"

#include "core/time/bucket.h"
#include "pg/common/constant.h"
#include "pg/common/error.h"
#include "pg/common/date.h"
#include "pg/common/numeric.h"
#include "pg/schedule/value.h"

/* A schedule on its way out, alive between calls. */
typedef struct RowStream {
    int scale;
    int64 balance;
    LfRows rows;
    LfBucket bucket; /* cashflow_by only */
    int32 next;      /* row to begin with */
} RowStream;

static RowStream *
open_stream(FunctionCallInfo fcinfo, FuncCallContext *call)
{
    MemoryContext old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
    RowStream *stream = palloc0(sizeof(RowStream));
    LfScheduleView view;

    lfpg_money_schedule_view(PG_GETARG_MONEY_SCHEDULE_P(0), &view);
    lfpg_money_schedule_rows(&view, &stream->rows);
    stream->scale = lf_currency_scale(view.currency);
    stream->balance = view.opening;
    if (get_call_result_type(fcinfo, NULL, &call->tuple_desc) != TYPEFUNC_COMPOSITE)
        elog(ERROR, "return type must be a row type");
    call->tuple_desc = BlessTupleDesc(call->tuple_desc);
    call->user_fctx = stream;
    MemoryContextSwitchTo(old);
    return stream;
}

static Datum
installment(FuncCallContext *call, RowStream *stream, int32 k)
{
    const LfRows *r = &stream->rows;
    lf_int128 payment = (lf_int128)r->principal[k] + r->interest[k] + r->fee[k];
    bool nulls[7] = {false};
    Datum values[7];

    stream->balance -= r->principal[k];
    values[0] = Int32GetDatum(k + 1);
    values[1] = DateADTGetDatum(r->due[k]);
    values[2] = lfpg_numeric_from_int64(r->principal[k], stream->scale);
    values[3] = lfpg_numeric_from_int64(r->interest[k], stream->scale);
    values[4] = lfpg_numeric_from_int64(r->fee[k], stream->scale);
    values[5] = lfpg_numeric_from_int128(payment, stream->scale);
    values[6] = lfpg_numeric_from_int64(stream->balance, stream->scale);
    return HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls));
}

PG_FUNCTION_INFO_V1(loanfin_installments);
Datum
loanfin_installments(PG_FUNCTION_ARGS)
{
    FuncCallContext *call;
    RowStream *stream;
    Datum row;

    if (SRF_IS_FIRSTCALL()) {
        call = SRF_FIRSTCALL_INIT();
        open_stream(fcinfo, call);
    }
    call = SRF_PERCALL_SETUP();
    stream = call->user_fctx;
    if (call->call_cntr >= (uint64)stream->rows.count)
        SRF_RETURN_DONE(call);
    row = installment(call, stream, (int32)call->call_cntr);
    SRF_RETURN_NEXT(call, row); /* counts before it reads its argument */
}

/* Rows of one bucket, summed; leaves stream->next at the first of the next one. */
static Datum
bucket_sums(FuncCallContext *call, RowStream *stream)
{
    const LfRows *r = &stream->rows;
    int32 start = lf_bucket_start(stream->bucket, r->due[stream->next]);
    lf_int128 sum[3] = {0, 0, 0};
    bool nulls[5] = {false};
    Datum values[5];
    int32 k = stream->next;

    for (; k < r->count && lf_bucket_start(stream->bucket, r->due[k]) == start; k++) {
        sum[0] += r->principal[k];
        sum[1] += r->interest[k];
        sum[2] += r->fee[k];
    }
    stream->next = k;
    values[0] = DateADTGetDatum(start);
    for (int i = 0; i < 3; i++)
        values[1 + i] = lfpg_numeric_from_int128(sum[i], stream->scale);
    values[4] = lfpg_numeric_from_int128(sum[0] + sum[1] + sum[2], stream->scale);
    return HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls));
}

static LfBucket
get_bucket(Datum interval)
{
    LfPeriod period;
    LfBucket bucket;

    lfpg_interval_to_period(interval, "bucket", &period.months, &period.days);
    LFPG_TRY(lf_bucket_make, period, &bucket);
    return bucket;
}

PG_FUNCTION_INFO_V1(loanfin_cashflow_by);
Datum
loanfin_cashflow_by(PG_FUNCTION_ARGS)
{
    FuncCallContext *call;
    RowStream *stream;

    if (SRF_IS_FIRSTCALL()) {
        call = SRF_FIRSTCALL_INIT();
        open_stream(fcinfo, call)->bucket = get_bucket(PG_GETARG_DATUM(1));
    }
    call = SRF_PERCALL_SETUP();
    stream = call->user_fctx;
    if (stream->next >= stream->rows.count)
        SRF_RETURN_DONE(call);
    SRF_RETURN_NEXT(call, bucket_sums(call, stream));
}

static double
count_buckets(const LfScheduleView *view, Datum interval)
{
    LfBucket bucket = get_bucket(interval);
    int32 buckets = 0;
    LfRows rows;

    lfpg_money_schedule_rows(view, &rows);
    for (int32 k = 0; k < rows.count; k++)
        buckets += k == 0 ||
                   lf_bucket_start(bucket, rows.due[k]) != lf_bucket_start(bucket, rows.due[k - 1]);
    return buckets;
}

PG_FUNCTION_INFO_V1(loanfin_schedule_rows_support);
Datum
loanfin_schedule_rows_support(PG_FUNCTION_ARGS)
{
    Node *request = (Node *)PG_GETARG_POINTER(0);

    if (IsA(request, SupportRequestRows)) {
        SupportRequestRows *rows = (SupportRequestRows *)request;
        List *args = lfpg_constant_arguments(rows->node);
        LfScheduleView view;

        if (args != NIL) {
            lfpg_money_schedule_view(DatumGetMoneyScheduleP(((Const *)linitial(args))->constvalue),
                                     &view);
            rows->rows = list_length(args) == 1
                             ? view.count
                             : count_buckets(&view, ((Const *)lsecond(args))->constvalue);
            PG_RETURN_POINTER(request);
        }
    }
    PG_RETURN_POINTER(NULL);
}

PG_FUNCTION_INFO_V1(loanfin_slice);
Datum
loanfin_slice(PG_FUNCTION_ARGS)
{
    int32 from, to, first, last;
    LfScheduleView view;
    LfSchedule s = {0};

    lfpg_daterange(PG_GETARG_DATUM(1), &from, &to);
    lfpg_money_schedule_view(PG_GETARG_MONEY_SCHEDULE_P(0), &view);
    lfpg_money_schedule_rows(&view, &s.rows);
    first = from < to ? lf_rows_until(s.rows.due, s.rows.count, from - 1) : 0;
    last = from < to ? lf_rows_until(s.rows.due, s.rows.count, to - 1) : 0;
    s.currency = view.currency;
    s.start_date = first > 0 ? s.rows.due[first - 1] : view.start_date;
    s.rows = (LfRows){last - first, s.rows.due + first, s.rows.principal + first,
                      s.rows.interest + first, s.rows.fee + first};
    lf_int128 opening = lf_column_sum(s.rows.principal, s.rows.count);

    if (!lf_fits_int64(opening))
        LFPG_REFUSE(LF_ERR_OVERFLOW, .name = "opening amount");
    s.opening = (int64)opening;
    PG_RETURN_MONEY_SCHEDULE_P(lfpg_money_schedule_store(&s));
}
