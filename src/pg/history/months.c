/*
 * months(): the observations of a payment_history as rows of SQL.
 *
 * Rows stream one a call; a planner support function tells the exact number
 * of rows of a constant.
 */
#include "postgres.h"

#include "pg/common/rows.h"
#include "pg/history/value.h"

/* A history on its way out, alive between calls. */
typedef struct MonthStream {
    LfHistory h;
    LfHistoryRoom room;
    int scale;
    int32 next; /* slot */
} MonthStream;

static void
open_months(FunctionCallInfo fcinfo, void *opened)
{
    MonthStream *stream = opened;

    lfpg_payment_history_load(PG_GETARG_PAYMENT_HISTORY_P(0), LFPG_ALL, &stream->h, &stream->room);
    stream->scale = lf_currency_scale(stream->h.currency);
}

static Datum
amount_or_null(int64 value, int scale, bool *isnull)
{
    *isnull = value == LF_UNKNOWN_AMOUNT;
    return *isnull ? (Datum)0 : lfpg_numeric_from_int64(value, scale);
}

static bool
next_month(void *opened, Datum *values, bool *nulls)
{
    MonthStream *stream = opened;
    const LfHistory *h = &stream->h;
    LfLoss loss;
    int32 slot;

    while (stream->next < h->months && h->days_past_due[stream->next] == LF_GAP)
        stream->next++;
    if (stream->next >= h->months)
        return false;
    slot = stream->next++;
    loss = lf_history_loss(h, slot);
    values[0] = DateADTGetDatum(lf_month_start(h->first_month + slot));
    values[1] = DateADTGetDatum(lf_history_as_of(h, slot));
    values[2] = amount_or_null(h->balance[slot], stream->scale, &nulls[2]);
    values[3] = Int32GetDatum((int32)h->days_past_due[slot]);
    values[4] = amount_or_null(loss.charged_off, stream->scale, &nulls[4]);
    values[5] = amount_or_null(loss.recovered, stream->scale, &nulls[5]);
    return true;
}

LFPG_ROWS(loanfin_months, MonthStream, open_months, next_month)

static double
count_months(List *args)
{
    LfHistoryView view;
    Datum value;

    if (!lfpg_constant(args, 0, &value))
        return -1;
    lfpg_payment_history_view(DatumGetPaymentHistoryP(value), &view);
    return view.observations;
}

LFPG_ROWS_SUPPORT(loanfin_months_support, count_months)
