/*
 * history_agg(): a loan's rows become its payment_history, in any order.
 */
#include "postgres.h"

#include "pg/common/state.h"
#include "pg/history/value.h"
#include "pg/history/state.h"

static void *
copy(Datum state)
{
    return DatumGetHistoryStatePCopy(state);
}

/* The state to write to, begun where there is none; every row names the same currency. */
static inline LfHistoryState *
state_for(FunctionCallInfo fcinfo)
{
    LfHistoryState *state;

    if (PG_ARGISNULL(0))
        return lfpg_history_state_new(lfpg_currency_argument(fcinfo, 6));
    state = lfpg_state_own(fcinfo, copy);
    if (PG_NARGS() > 6) {
        LfCurrency currency = lfpg_currency_argument(fcinfo, 6);

        LFPG_TRY(lf_currency_same, &state->currency, &currency);
    }
    return state;
}

/* (state, as_of, balance, days_past_due [, charged_off, recovered [, currency]]) */
LFPG_FUNCTION(loanfin_history_agg_accum)
{
    LfHistoryState *state;
    LfObservation o;

    if (PG_ARGISNULL(1) || PG_ARGISNULL(3))
        return lfpg_state_unchanged(fcinfo, copy);
    state = state_for(fcinfo);
    o.as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of");
    o.balance = lfpg_amount_argument(fcinfo, 2, LF_UNKNOWN_AMOUNT, state->currency, "balance",
                                     -LF_MAX_MONEY);
    o.days_past_due = PG_GETARG_INT64(3);
    o.charged_off = lfpg_amount_argument(fcinfo, 4, 0, state->currency, "charged_off", 0);
    o.recovered = lfpg_amount_argument(fcinfo, 5, 0, state->currency, "recovered", -LF_MAX_MONEY);
    LFPG_TRY(lf_observation_check, &o, lf_currency_scale(state->currency));
    PG_RETURN_POINTER(lfpg_history_state_add(state, &o));
}

static void *
merge(void *state, Datum other)
{
    return lfpg_history_state_merge(state, DatumGetHistoryStateP(other));
}

LFPG_ENTRY(loanfin_history_agg_combine, lfpg_state_combine(fcinfo, copy, merge))

LFPG_FUNCTION(loanfin_history_agg_final)
{
    LfHistoryRoom room;
    LfHistory h;
    LfFault why;

    if (PG_ARGISNULL(0) ||
        !lfpg_history_state_read(DatumGetHistoryStateP(PG_GETARG_DATUM(0)), &h, &room))
        PG_RETURN_NULL();
    PG_RETURN_PAYMENT_HISTORY_P(lfpg_made(lfpg_payment_history_make(&h, &why), &why));
}
