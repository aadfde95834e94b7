/*
 * vintage_agg() over snapshot rows, for users without histories: rows are
 * collected as they come and become loans in the end.
 */
#include "postgres.h"

#include "pg/common/state.h"
#include "pg/history/value.h"
#include "pg/vintage/rows_state.h"
#include "pg/vintage/value.h"
#include "pg/vintage/state.h"

LFPG_STATE_COPY(lfpg_vintage_rows_state_check)

static void
check_limit(const LfVintageRowsState *state, int32 max_rows)
{
    if (state->max_rows != max_rows)
        LFPG_REFUSE(LF_ERR_CONFLICT_INT, .name = "max_rows", .a = state->max_rows, .b = max_rows);
}

/* (state, loan_id, mob, original_amount, balance, days_past_due [, max_rows]) */
#define ARG_MAX_ROWS 6

static int32
limit_argument(FunctionCallInfo fcinfo)
{
    if (PG_NARGS() <= ARG_MAX_ROWS || PG_ARGISNULL(ARG_MAX_ROWS))
        return LF_MAX_VINTAGE_ROWS;
    return lfpg_int_arg(fcinfo, ARG_MAX_ROWS, "max_rows", 1, LF_MAX_VINTAGE_ROWS);
}

static LfVintageRowsState *
state_for(FunctionCallInfo fcinfo)
{
    LfVintageRowsState *state;

    if (PG_ARGISNULL(0))
        return lfpg_vintage_rows_state_new(limit_argument(fcinfo));
    state = lfpg_state_own(fcinfo, copy);
    if (PG_NARGS() > ARG_MAX_ROWS)
        check_limit(state, limit_argument(fcinfo));
    return state;
}

LFPG_FUNCTION(loanfin_vintage_rows_accum)
{
    LfVintageRowsState *state = state_for(fcinfo);
    int64 balance, mob, days;
    LfRowLoan loan;

    if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3) || PG_ARGISNULL(5)) {
        lfpg_vintage_rows_state_skip(state, 1);
        PG_RETURN_POINTER(state);
    }
    loan.loan_id = PG_GETARG_INT64(1);
    loan.original_amount =
        lfpg_numeric_to_minor(PG_GETARG_DATUM(3), LF_NO_CURRENCY, "original_amount");
    balance = lfpg_amount_argument(fcinfo, 4, LF_UNKNOWN_AMOUNT, LF_NO_CURRENCY, "balance",
                                   -LF_MAX_MONEY);
    mob = PG_GETARG_INT64(2);
    days = PG_GETARG_INT64(5);
    LFPG_TRY(lf_vintage_row_check, &loan, mob, days, balance, LF_CURRENCY_NONE_SCALE);
    PG_RETURN_POINTER(lfpg_vintage_rows_state_add(state, &loan, (int32)mob, (int32)days, balance));
}

static void *
merge(void *state, Datum part)
{
    const LfVintageRowsState *other = DatumGetVintageRowsStateP(part);

    check_limit(state, other->max_rows);
    return lfpg_vintage_rows_state_merge(state, other);
}

LFPG_ENTRY(loanfin_vintage_rows_combine, lfpg_state_combine(fcinfo, copy, merge))

/* All loans counted. */
static LfVintageState *
count_loans(const LfVintageRowsState *state)
{
    Size bytes = sizeof(LfVintageRow) * (Size)state->row_count;
    LfVintageRows view = lfpg_vintage_rows_state_open(state);
    LfVintageRow *room = palloc_extended(bytes + 1, MCXT_ALLOC_HUGE);
    LfVintageRow *other = palloc_extended(bytes + 1, MCXT_ALLOC_HUGE);
    int32 *start = palloc(sizeof(int32) * (Size)Max(state->loan_count, LF_ROW_DIGITS));
    const LfVintageRow *sorted =
        lf_vintage_rows_sort(&view, start, room, other, lfpg_answer_cancel);
    LfVintageState *result = lfpg_vintage_state_new(LF_MOB_GIVEN);
    LfHistoryRoom history;
    int32 used;

    result->head.skipped = state->skipped;
    for (int32 i = 0; i < state->row_count; i += used) {
        const LfRowLoan *loan = &view.loan[lf_row_loan(sorted[i].key)];
        LfHistory h;
        LfVintageLoan of = {.history = &h, .original_amount = loan->original_amount};
        LfVintageTable table;

        CHECK_FOR_INTERRUPTS();
        LFPG_TRY(lf_vintage_rows_history, sorted + i, state->row_count - i, loan->loan_id, &history,
                 &h, &used);
        result = lfpg_vintage_state_reserve(result, lf_vintage_need(&h));
        table = lfpg_vintage_table(result);
        LFPG_TRY(lf_vintage_add, &table, &of);
    }
    pfree(room);
    pfree(other);
    pfree(start);
    return result;
}

LFPG_FINAL(loanfin_vintage_rows_final, PointerGetDatum(lfpg_vintage_state_summary(count_loans(
                                           DatumGetVintageRowsStateP(PG_GETARG_DATUM(0))))))
