/*
 * Readers of one payment_history, history_append, the bureau's letters, and
 * months(), its observations as rows.  Each reader unpacks only the columns it
 * needs; a planner support function tells the exact number of rows of a
 * constant.
 */
#include "postgres.h"

#include "pg/history/value.h"
#include "pg/common/rows.h"

/* The history of argument 0, with the wanted columns. */
static void
open_history(FunctionCallInfo fcinfo, int wanted, LfHistory *h, LfHistoryRoom *room)
{
    lfpg_payment_history_read(PG_GETARG_PAYMENT_HISTORY_P(0), wanted, h, room);
}

static int64
over_argument(FunctionCallInfo fcinfo, int n)
{
    return lfpg_int_arg(fcinfo, n, "over_days", 0, PG_INT32_MAX);
}

/* The first slot of the window of argument n; NULL is all. */
static int32
window_argument(FunctionCallInfo fcinfo, int n, const LfHistory *h)
{
    int32 first = 0;

    if (!PG_ARGISNULL(n))
        LFPG_TRY(lf_history_window, h, PG_GETARG_INT64(n), &first);
    return first;
}

static Datum
amount_or_null(int64 value, int scale, bool *isnull)
{
    *isnull = value == LF_UNKNOWN_AMOUNT;
    return *isnull ? (Datum)0 : lfpg_numeric_from_int64(value, scale);
}

/* (h, month): what was observed of it; its days past due, or its balance. */
static Datum
observed(FunctionCallInfo fcinfo, bool balance)
{
    LfHistoryRoom room;
    LfHistory h;
    int32 slot;

    open_history(fcinfo, LFPG_ARREARS | (balance ? LFPG_BALANCES : 0), &h, &room);
    slot = lf_month_of(lfpg_date(PG_GETARG_DATEADT(1), "month")) - h.first_month;
    if (!lf_history_observed(&h, slot))
        PG_RETURN_NULL();
    if (!balance)
        PG_RETURN_INT32((int32)h.days_past_due[slot]);
    return amount_or_null(h.balance[slot], lf_currency_scale(h.currency), &fcinfo->isnull);
}

LFPG_ENTRY(loanfin_dpd_at, observed(fcinfo, false))
LFPG_ENTRY(loanfin_history_balance_at, observed(fcinfo, true))

LFPG_FUNCTION(loanfin_worst_dpd)
{
    LfHistoryRoom room;
    LfHistory h;

    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    open_history(fcinfo, LFPG_ARREARS, &h, &room);
    PG_RETURN_INT32((int32)lf_history_worst(&h, window_argument(fcinfo, 1, &h)));
}

/* (h, over_days, last_months) */
static Datum
count_over(FunctionCallInfo fcinfo, int32 (*count)(const LfHistory *, int32, int64))
{
    LfHistoryRoom room;
    LfHistory h;
    int64 over_days;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        PG_RETURN_NULL();
    over_days = over_argument(fcinfo, 1);
    open_history(fcinfo, LFPG_ARREARS, &h, &room);
    PG_RETURN_INT32(count(&h, window_argument(fcinfo, 2, &h), over_days));
}

LFPG_ENTRY(loanfin_times_past_due, count_over(fcinfo, lf_history_times))
LFPG_ENTRY(loanfin_consecutive_past_due, count_over(fcinfo, lf_history_longest))

LFPG_FUNCTION(loanfin_first_past_due)
{
    int32 slot, before = 0;
    LfHistoryRoom room;
    LfHistory h;
    int64 over_days;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        PG_RETURN_NULL();
    over_days = over_argument(fcinfo, 1);
    open_history(fcinfo, LFPG_ARREARS | LFPG_DAYS, &h, &room);
    if (!PG_ARGISNULL(2))
        LFPG_TRY(lf_history_on_book, &h, lfpg_date(PG_GETARG_DATEADT(2), "originated"), &before);
    slot = lf_history_first_over(&h, over_days);
    if (slot < 0)
        PG_RETURN_NULL();
    PG_RETURN_INT32(before + slot);
}

/* The month of a slot in the head: NULL where the history does not reach it. */
#define HEAD_MONTH(name, slot) \
    LFPG_FUNCTION(name) \
    { \
        LfHistoryRoom room; \
        LfHistory h; \
\
        open_history(fcinfo, 0, &h, &room); \
        if ((slot) >= h.months) \
            PG_RETURN_NULL(); \
        PG_RETURN_DATEADT(lf_month_start(h.first_month + (slot))); \
    }

HEAD_MONTH(loanfin_paid_off_month, h.paid_off)
HEAD_MONTH(loanfin_charge_off_month, h.charge_off)
HEAD_MONTH(loanfin_first_month, 0)
HEAD_MONTH(loanfin_last_month, h.months - 1)

LFPG_FUNCTION(loanfin_history_currency)
{
    LfHistoryRoom room;
    LfHistory h;

    open_history(fcinfo, 0, &h, &room);
    return lfpg_return_currency(fcinfo, h.currency);
}

LFPG_FUNCTION(loanfin_history_string)
{
    char letters[LF_MAX_HISTORY_MONTHS];
    int32 months = lfpg_int_arg(fcinfo, 1, "months", 1, LF_MAX_HISTORY_MONTHS);
    LfHistoryRoom room;
    LfHistory h;

    open_history(fcinfo, LFPG_ARREARS, &h, &room);
    lf_history_letters(&h, months, letters);
    PG_RETURN_TEXT_P(cstring_to_text_with_len(letters, months));
}

LFPG_FUNCTION(loanfin_history_from_string)
{
    text *letters = PG_GETARG_TEXT_PP(0);
    int32 last_month = lf_month_of(lfpg_date(PG_GETARG_DATEADT(1), "last_month"));
    LfHistoryRoom room;
    LfHistory h;
    LfFault why;

    lf_history_begin(&h, LF_NO_CURRENCY, &room);
    LFPG_TRY(lf_history_read, &h, VARDATA_ANY(letters), VARSIZE_ANY_EXHDR(letters), last_month);
    PG_RETURN_PAYMENT_HISTORY_P(lfpg_made(lfpg_payment_history_make(&h, &why), &why));
}

/* The history of argument 0 and its currency, which argument 7 may name; NULL begins one. */
static void
open_or_begin(FunctionCallInfo fcinfo, LfHistory *h, LfHistoryRoom *room)
{
    LfCurrency currency = lfpg_currency_argument(fcinfo, 7);

    if (PG_ARGISNULL(0)) {
        lf_history_begin(h, currency, room);
        return;
    }
    open_history(fcinfo, LFPG_ALL, h, room);
    if (!PG_ARGISNULL(7))
        LFPG_TRY(lf_currency_same, &h->currency, &currency);
}

/* (h, as_of, balance, days_past_due, charged_off, recovered, replace, currency) */
LFPG_FUNCTION(loanfin_history_append)
{
    LfHistoryRoom room;
    LfObservation o;
    LfHistory h;
    LfFault why;

    if (PG_ARGISNULL(1) || PG_ARGISNULL(3)) {
        if (PG_ARGISNULL(0))
            PG_RETURN_NULL();
        PG_RETURN_DATUM(PG_GETARG_DATUM(0));
    }
    open_or_begin(fcinfo, &h, &room);
    o = lfpg_observation(fcinfo, h.currency);
    LFPG_TRY(lf_history_put, &h, &o, !PG_ARGISNULL(6) && PG_GETARG_BOOL(6));
    PG_RETURN_PAYMENT_HISTORY_P(lfpg_made(lfpg_payment_history_make(&h, &why), &why));
}

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

    open_history(fcinfo, LFPG_ALL, &stream->h, &stream->room);
    stream->scale = lf_currency_scale(stream->h.currency);
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
    lfpg_payment_history_open(DatumGetPaymentHistoryP(value), &view);
    return view.observations;
}

LFPG_ROWS_SUPPORT(loanfin_months_support, count_months)
