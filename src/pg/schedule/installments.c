/*
 * The rows of a money_schedule as rows of SQL: installments(), cashflow_by(),
 * and slice(), a schedule of some of them.
 *
 * Rows stream one a call.  A planner support function unpacks a constant
 * argument to tell the exact number of rows.
 */
#include "postgres.h"

#include "catalog/pg_type.h"

#include "core/time/calendar.h"
#include "pg/common/rows.h"
#include "pg/schedule/open.h"
#include "pg/schedule/value.h"

/* A schedule on its way out, alive between calls. */
typedef struct RowStream {
    int scale;
    int64 balance;
    LfRows rows;
    LfBucket bucket; /* cashflow_by only */
    int32 next;      /* row to begin with */
} RowStream;

static void
open_rows(FunctionCallInfo fcinfo, void *opened)
{
    LfSchedule *s = lfpg_money_schedule_read(PG_GETARG_DATUM(0));
    RowStream *stream = opened;

    stream->rows = s->rows;
    stream->scale = lf_currency_scale(s->currency);
    stream->balance = s->opening;
}

static bool
next_installment(void *opened, Datum *values, bool *nulls)
{
    RowStream *stream = opened;
    const LfRows *r = &stream->rows;
    int32 k = stream->next++;

    if (k >= r->count)
        return false;
    stream->balance -= r->principal[k];
    values[0] = Int32GetDatum(k + 1);
    values[1] = DateADTGetDatum(r->due[k]);
    values[2] = lfpg_numeric_from_int64(r->principal[k], stream->scale);
    values[3] = lfpg_numeric_from_int64(r->interest[k], stream->scale);
    values[4] = lfpg_numeric_from_int64(r->fee[k], stream->scale);
    values[5] = lfpg_numeric_from_int128(lf_row_payment(r, k), stream->scale);
    values[6] = lfpg_numeric_from_int64(stream->balance, stream->scale);
    return true;
}

LFPG_ROWS(loanfin_installments, RowStream, open_rows, next_installment)

/* Rows of one bucket, summed; leaves stream->next at the first of the next one. */
static bool
next_bucket(void *opened, Datum *values, bool *nulls)
{
    RowStream *stream = opened;
    const LfRows *r = &stream->rows;
    lf_int128 sum[3] = {0, 0, 0};
    int32 k = stream->next, start;

    if (k >= r->count)
        return false;
    start = lf_bucket_start(stream->bucket, r->due[k]);
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
    return true;
}

static LfBucket
get_bucket(Datum interval)
{
    LfPeriod period = {0};
    LfBucket bucket;

    lfpg_interval_to_period(interval, "bucket", &period.months, &period.days);
    LFPG_TRY(lf_bucket_make, period, &bucket);
    return bucket;
}

static void
open_buckets(FunctionCallInfo fcinfo, void *opened)
{
    RowStream *stream = opened;

    open_rows(fcinfo, opened);
    stream->bucket = get_bucket(PG_GETARG_DATUM(1));
}

LFPG_ROWS(loanfin_cashflow_by, RowStream, open_buckets, next_bucket)

/* installments() has one argument, cashflow_by() two. */
static double
count_rows(List *args)
{
    LfScheduleReader r;
    LfBucket bucket;
    int32 buckets = 0;
    Datum value, interval;

    if (!lfpg_constant(args, 0, &value) || !lfpg_constant(args, list_length(args) - 1, &interval))
        return -1;
    lfpg_schedule_open(value, true, &r);
    if (list_length(args) == 1)
        return r.view.count;
    bucket = get_bucket(interval);
    lfpg_schedule_read(&r, LF_READ_DUE, r.view.count);
    for (int32 k = 0; k < r.view.count; k++)
        buckets += k == 0 || lf_bucket_start(bucket, r.rows.due[k]) !=
                                 lf_bucket_start(bucket, r.rows.due[k - 1]);
    return buckets;
}

LFPG_ROWS_SUPPORT(loanfin_schedule_rows_support, count_rows)

LFPG_FUNCTION(loanfin_slice)
{
    LfScheduleReader r;
    LfSchedule s, part;
    int32 from, to;
    LfFault why;

    lfpg_daterange(PG_GETARG_DATUM(1), &from, &to);
    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &r);
    s = lfpg_schedule_borrow(&r);
    CHECK_FOR_INTERRUPTS();
    LFPG_TRY(lf_schedule_slice, &s, from, to, &part);
    PG_RETURN_MONEY_SCHEDULE_P(lfpg_made(lfpg_money_schedule_make(&part, &why), &why));
}
