/*
 * vintage_agg() over snapshot rows, for people without histories: rows are
 * collected as they come and become loans in the end.
 */
#include "postgres.h"

#include "fmgr.h"

#include "pg/error.h"
#include "pg/pgnumeric.h"
#include "type/vintage_rows_state.h"
#include "type/vintage_summary.h"

/* The state of argument 0, to be changed: the aggregate's own, or a copy. */
static LfVintageRows *
own_state(FunctionCallInfo fcinfo)
{
    if (AggCheckCallContext(fcinfo, NULL))
        return (LfVintageRows *)PG_GETARG_POINTER(0);
    return DatumGetVintageRowsPCopy(PG_GETARG_DATUM(0));
}

static void
check_limit(const LfVintageRows *state, int32 max_rows)
{
    LfFault why = {.status = LF_ERR_CONFLICT_INT,
                   .name = "max_rows",
                   .a = state->max_rows,
                   .b = max_rows};

    if (state->max_rows != max_rows)
        lfpg_raise(&why);
}

/* (state, loan_id, mob, original_amount, balance, days_past_due [, max_rows]) */
#define ARG_MAX_ROWS 6

static int32
limit_argument(FunctionCallInfo fcinfo)
{
    int32 max_rows = LF_MAX_VINTAGE_ROWS;
    LfFault why = {.status = LF_ERR_RANGE_INT, .name = "max_rows", .b = 1,
                   .c = LF_MAX_VINTAGE_ROWS};

    if (PG_NARGS() > ARG_MAX_ROWS && !PG_ARGISNULL(ARG_MAX_ROWS))
        max_rows = PG_GETARG_INT32(ARG_MAX_ROWS);
    why.a = max_rows;
    if (max_rows < 1 || max_rows > LF_MAX_VINTAGE_ROWS)
        lfpg_raise(&why);
    return max_rows;
}

static LfVintageRows *
state_for(FunctionCallInfo fcinfo)
{
    LfVintageRows *state;

    if (PG_ARGISNULL(0))
        return lfpg_vintage_rows_new(limit_argument(fcinfo), 1);
    state = own_state(fcinfo);
    if (PG_NARGS() > ARG_MAX_ROWS)
        check_limit(state, limit_argument(fcinfo));
    return state;
}

static int32
days_argument(FunctionCallInfo fcinfo, int n)
{
    int64 days = PG_GETARG_INT64(n);

    /* whatever leaves 32 bits is beyond the limit of the check that follows */
    return days < 0 || days > PG_INT32_MAX ? (days < 0 ? -1 : PG_INT32_MAX) : (int32)days;
}

PG_FUNCTION_INFO_V1(loanfin_vintage_rows_accum);
Datum
loanfin_vintage_rows_accum(PG_FUNCTION_ARGS)
{
    LfVintageRows *state = state_for(fcinfo);
    LfVintageRow row;
    LfFault why;

    if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3) || PG_ARGISNULL(5)) {
        state->skipped++;
        PG_RETURN_POINTER(state);
    }
    row.loan_id = PG_GETARG_INT64(1);
    row.mob = PG_GETARG_INT32(2);
    row.original_amount =
        lfpg_numeric_to_minor(PG_GETARG_DATUM(3), LF_NO_CURRENCY, "original_amount");
    row.balance = PG_ARGISNULL(4)
                      ? LF_UNKNOWN_AMOUNT
                      : lfpg_numeric_to_minor(PG_GETARG_DATUM(4), LF_NO_CURRENCY, "balance");
    row.days_past_due = days_argument(fcinfo, 5);
    lfpg_check(lf_vintage_row_check(&row, LF_CURRENCY_NONE_SCALE, &why), &why);
    state = lfpg_vintage_rows_reserve(state, 1);
    state->row[state->count++] = row;
    PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(loanfin_vintage_rows_combine);
Datum
loanfin_vintage_rows_combine(PG_FUNCTION_ARGS)
{
    const LfVintageRows *other;
    LfVintageRows *state;

    if (PG_ARGISNULL(1)) {
        if (PG_ARGISNULL(0))
            PG_RETURN_NULL();
        PG_RETURN_POINTER(own_state(fcinfo));
    }
    if (PG_ARGISNULL(0))
        PG_RETURN_POINTER(DatumGetVintageRowsPCopy(PG_GETARG_DATUM(1)));
    state = own_state(fcinfo);
    other = DatumGetVintageRowsP(PG_GETARG_DATUM(1));
    check_limit(state, other->max_rows);
    state = lfpg_vintage_rows_reserve(state, other->count);
    memcpy(&state->row[state->count], other->row, (Size)other->count * sizeof(LfVintageRow));
    state->count += other->count;
    state->skipped += other->skipped;
    PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(loanfin_vintage_rows_final);
Datum
loanfin_vintage_rows_final(PG_FUNCTION_ARGS)
{
    LfVintageState *counted;
    LfVintage v;

    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    counted = lfpg_vintage_rows_count(DatumGetVintageRowsP(PG_GETARG_DATUM(0)));
    v = lfpg_vintage_state_read(counted);
    PG_RETURN_VINTAGE_SUMMARY_P(lfpg_vintage_summary_store(&v));
}
