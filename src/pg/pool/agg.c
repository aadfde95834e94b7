/*
 * pool_agg(), rollup(pool_summary), + and -: loans and summaries are counted
 * into one flat table of months.
 *
 * The inverse functions take a loan out by the exact opposite, which is what a
 * moving window needs.
 */
#include "postgres.h"

#include "pg/common/state.h"
#include "pg/history/value.h"
#include "pg/pool/summary.h"
#include "pg/schedule/open.h"

static void *
copy(Datum state)
{
    return lfpg_pool_state_copy(state);
}

/* The state to write to, begun where there is none. */
static LfPoolState *
state_for(FunctionCallInfo fcinfo)
{
    return PG_ARGISNULL(0) ? lfpg_pool_state_new() : lfpg_state_own(fcinfo, copy);
}

static LfPoolState *
skip_row(LfPoolState *state)
{
    if (!lf_add64(state->head.skipped, 1, &state->head.skipped))
        LFPG_REFUSE(LF_ERR_SUM_RANGE, .name = "skipped row count");
    return state;
}

/* The contract as far as the months of the history go: principal, and dates where they are not
 * one a month. */
static LfSchedule
contract_until(LfScheduleReader *r, int32 row_month, const LfHistory *h)
{
    LfSchedule s = {
        .currency = r->view.currency, .opening = r->view.opening, .start_date = r->view.start_date};
    int32 count;

    if (row_month == LF_POOL_BY_DATES)
        count = lfpg_schedule_rows_until(r, lf_history_as_of(h, h->months - 1));
    else
        count = Min(Max(h->first_month + h->months - row_month, 0), r->view.count);
    lfpg_schedule_read(
        r, row_month == LF_POOL_BY_DATES ? LF_READ_DUE | LF_READ_PRINCIPAL : LF_READ_PRINCIPAL,
        count);
    s.rows = r->rows;
    s.rows.count = count;
    return s;
}

/* The columns that counting reads. */
static void
load_history(const LfHistoryView *view, LfHistory *h, LfHistoryRoom *room)
{
    int wanted = LFPG_BALANCES | LFPG_LOSSES | (view->gaps != NULL ? LFPG_ARREARS : 0) |
                 (view->has_days ? LFPG_DAYS : 0);

    lfpg_payment_history_columns(view, wanted, h, room);
    if (view->gaps == NULL)
        h->days_past_due = NULL;
    if (!view->has_days)
        h->day = NULL;
}

/* (state, s, h) */
static LfPoolState *
count_loan(FunctionCallInfo fcinfo, LfPoolState *state)
{
    LfHistoryRoom room;
    LfHistoryView view;
    LfScheduleReader r;
    LfSchedule s;
    LfHistory h;
    int32 row_month = LF_POOL_BY_DATES;

    if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
        return skip_row(state);
    lfpg_schedule_open(PG_GETARG_DATUM(1), true, &r);
    if (r.view.count == 0)
        return skip_row(state);
    lfpg_payment_history_open(PG_GETARG_PAYMENT_HISTORY_P(2), &view);
    load_history(&view, &h, &room);
    if (h.months == 0)
        return state;
    if (h.day == NULL && r.view.due_form != LF_DUE_COLUMN)
        row_month = lf_pool_row_month(r.view.calendar);
    s = contract_until(&r, row_month, &h);
    lfpg_pool_state_currency(state, h.currency);
    state = lfpg_pool_state_reserve(state, h.first_month, h.first_month + h.months - 1);
    LFPG_TRY(lf_pool_count, &s, row_month, &h, &state->month[h.first_month - state->first],
             &state->head.unknown);
    return state;
}

LFPG_ENTRY(loanfin_pool_agg_accum, PointerGetDatum(count_loan(fcinfo, state_for(fcinfo))))

LFPG_FUNCTION(loanfin_pool_agg_accum_inv)
{
    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    PG_RETURN_POINTER(lfpg_pool_state_subtract(lfpg_state_own(fcinfo, copy),
                                               count_loan(fcinfo, lfpg_pool_state_new())));
}

/* (state, summary) */
LFPG_FUNCTION(loanfin_pool_rollup_accum)
{
    if (PG_ARGISNULL(1))
        return lfpg_state_unchanged(fcinfo, copy);
    PG_RETURN_POINTER(
        lfpg_pool_state_add(state_for(fcinfo), lfpg_pool_summary(PG_GETARG_DATUM(1))));
}

LFPG_FUNCTION(loanfin_pool_rollup_accum_inv)
{
    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        return lfpg_state_unchanged(fcinfo, copy);
    PG_RETURN_POINTER(lfpg_pool_state_subtract(lfpg_state_own(fcinfo, copy),
                                               lfpg_pool_summary(PG_GETARG_DATUM(1))));
}

static void *
merge(void *state, Datum other)
{
    return lfpg_pool_state_add(state, lfpg_pool_state(other));
}

LFPG_ENTRY(loanfin_pool_agg_combine, lfpg_state_combine(fcinfo, copy, merge))

static Datum
summary_of(const LfPoolState *state)
{
    LfFault why;

    PG_RETURN_POINTER(lfpg_made(lfpg_pool_summary_make(state, &why), &why));
}

LFPG_FUNCTION(loanfin_pool_agg_final)
{
    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    return summary_of(lfpg_pool_state(PG_GETARG_DATUM(0)));
}

LFPG_ENTRY(loanfin_pool_summary_pl,
           summary_of(lfpg_pool_state_add(lfpg_pool_summary(PG_GETARG_DATUM(0)),
                                          lfpg_pool_summary(PG_GETARG_DATUM(1)))))
LFPG_ENTRY(loanfin_pool_summary_mi,
           summary_of(lfpg_pool_state_subtract(lfpg_pool_summary(PG_GETARG_DATUM(0)),
                                               lfpg_pool_summary(PG_GETARG_DATUM(1)))))
