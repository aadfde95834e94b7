/*
 * sum(money_schedule), + and schedule_agg(): many dated rows become one
 * schedule.  Rows of one date add up, so no order matters.
 */
#include "postgres.h"

#include "pg/common/state.h"
#include "pg/schedule/value.h"
#include "pg/schedule/open.h"
#include "pg/schedule/state.h"

LFPG_STATE_COPY(lfpg_schedule_state_check)

static LfScheduleState *
state_in(FunctionCallInfo fcinfo)
{
    return PG_ARGISNULL(0) ? NULL : lfpg_state_own(fcinfo, copy);
}

/* The state to write rows of a currency to; NULL begins one. */
static LfScheduleState *
state_for(LfScheduleState *state, LfCurrency currency, int32 rows)
{
    if (state == NULL)
        return lfpg_schedule_state_new(currency, rows);
    LFPG_TRY(lf_currency_same, &state->currency, &currency);
    return state;
}

static LfScheduleState *
add_schedule(LfScheduleState *state, Datum value)
{
    LfScheduleReader r;

    CHECK_FOR_INTERRUPTS();
    lfpg_schedule_open(value, true, &r);
    lfpg_schedule_read(&r, LF_READ_ALL, r.view.count);
    state = state_for(state, r.view.currency, r.view.count);
    lfpg_schedule_state_start(state, r.view.start_date, false);
    return lfpg_schedule_state_add(state, &r.rows);
}

LFPG_FUNCTION(loanfin_money_schedule_sum_accum)
{
    if (PG_ARGISNULL(1))
        return lfpg_state_unchanged(fcinfo, copy);
    PG_RETURN_POINTER(add_schedule(state_in(fcinfo), PG_GETARG_DATUM(1)));
}

static void *
merge(void *state, Datum other)
{
    return lfpg_schedule_state_merge(state, DatumGetScheduleStateP(other));
}

LFPG_ENTRY(loanfin_money_schedule_state_combine, lfpg_state_combine(fcinfo, copy, merge))

/* A sum that must fit an amount. */
static int64
amount_of(lf_int128 sum, const char *name)
{
    if (!lf_fits_int64(sum))
        LFPG_REFUSE(LF_ERR_OVERFLOW, .name = name);
    return (int64)sum;
}

static MoneySchedule *
schedule_of(const LfScheduleState *state)
{
    LfSchedule s = {.currency = state->currency, .start_date = state->start_date};
    lf_int128 opening = 0;
    int32 position = 0;
    LfDatedSum row;
    LfFault why;

    lfpg_rows_alloc(&s.rows, state->count);
    for (int32 k = 0; lfpg_schedule_state_next(state, &position, &row); k++) {
        if (k % 4096 == 0)
            CHECK_FOR_INTERRUPTS();
        s.rows.due[k] = (int32)row.date;
        s.rows.principal[k] = amount_of(row.principal, "principal of a day");
        s.rows.interest[k] = amount_of(row.interest, "interest of a day");
        s.rows.fee[k] = amount_of(row.fee, "fee of a day");
        opening += row.principal;
    }
    s.opening = amount_of(opening, "opening amount");
    if (!state->has_start && state->count > 0)
        s.start_date = s.rows.due[0];
    return lfpg_made(lfpg_money_schedule_make(&s, &why), &why);
}

LFPG_FINAL(loanfin_money_schedule_state_final,
           PointerGetDatum(schedule_of(DatumGetScheduleStateP(PG_GETARG_DATUM(0)))))

LFPG_FUNCTION(loanfin_money_schedule_pl)
{
    LfScheduleState *state = add_schedule(NULL, PG_GETARG_DATUM(0));

    state = add_schedule(state, PG_GETARG_DATUM(1));
    PG_RETURN_MONEY_SCHEDULE_P(schedule_of(state));
}

/* schedule_agg(due, principal, interest [, fee [, start_date [, currency]]]) */
LFPG_FUNCTION(loanfin_schedule_agg_accum)
{
    LfCurrency currency;
    int64 principal, interest, fee = 0;
    int32 due;
    LfRows row = {1, &due, &principal, &interest, &fee};
    LfScheduleState *state;

    if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
        return lfpg_state_unchanged(fcinfo, copy);
    currency = lfpg_currency_argument(fcinfo, 6);
    due = lfpg_date(PG_GETARG_DATEADT(1), "due");
    principal = lfpg_numeric_to_minor(PG_GETARG_DATUM(2), currency, "principal");
    interest = lfpg_numeric_to_minor(PG_GETARG_DATUM(3), currency, "interest");
    if (PG_NARGS() > 4 && !PG_ARGISNULL(4))
        fee = lfpg_numeric_to_minor(PG_GETARG_DATUM(4), currency, "fee");
    state = state_for(state_in(fcinfo), currency, 1);
    if (PG_NARGS() > 5 && !PG_ARGISNULL(5))
        lfpg_schedule_state_start(state, lfpg_date(PG_GETARG_DATEADT(5), "start_date"), true);
    PG_RETURN_POINTER(lfpg_schedule_state_add(state, &row));
}
