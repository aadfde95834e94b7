/*
 * history_agg(): a loan's rows become its payment_history, in any order.
 */
#include "postgres.h"

#include "pg/common/state.h"
#include "pg/history/value.h"
#include "pg/history/state.h"

LFPG_STATE_COPY(lfpg_history_state_check)

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
    o = lfpg_observation(fcinfo, state->currency);
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
