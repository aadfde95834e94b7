/*
 * history_agg(): a loan's rows become its payment_history, in any order.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/date.h"

#include "pg/common/error.h"
#include "pg/common/date.h"
#include "pg/common/numeric.h"
#include "pg/common/state.h"
#include "pg/common/text.h"
#include "pg/history/value.h"
#include "pg/history/state.h"

static void *
copy(Datum state)
{
    return DatumGetHistoryStatePCopy(state);
}

/* Argument 6 in the words of SQL; absent or NULL: none. */
static LfCurrency
currency_argument(FunctionCallInfo fcinfo)
{
    if (PG_NARGS() <= 6 || PG_ARGISNULL(6))
        return LF_NO_CURRENCY;
    return lfpg_currency(PG_GETARG_DATUM(6));
}

/* The state to write to, begun where there is none; every row names the same currency. */
static inline LfHistoryState *
state_for(FunctionCallInfo fcinfo)
{
    LfHistoryState *state;

    if (PG_ARGISNULL(0))
        return lfpg_history_state_new(currency_argument(fcinfo));
    state = lfpg_state_own(fcinfo, copy);
    if (PG_NARGS() > 6) {
        LfCurrency currency = currency_argument(fcinfo);

        LFPG_TRY(lf_currency_same, &state->currency, &currency);
    }
    return state;
}

static inline int64
amount_argument(FunctionCallInfo fcinfo, int n, int64 otherwise, LfCurrency currency,
                const char *name, int64 least)
{
    if (PG_NARGS() <= n || PG_ARGISNULL(n))
        return otherwise;
    return lfpg_observed_amount(PG_GETARG_DATUM(n), currency, name, least);
}

/* (state, as_of, balance, days_past_due [, charged_off, recovered [, currency]]) */
PG_FUNCTION_INFO_V1(loanfin_history_agg_accum);
Datum
loanfin_history_agg_accum(PG_FUNCTION_ARGS)
{
    LfHistoryState *state;
    LfObservation o;

    if (PG_ARGISNULL(1) || PG_ARGISNULL(3))
        return lfpg_state_unchanged(fcinfo, copy);
    state = state_for(fcinfo);
    o.as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of");
    o.balance =
        amount_argument(fcinfo, 2, LF_UNKNOWN_AMOUNT, state->currency, "balance", -LF_MAX_MONEY);
    o.days_past_due = PG_GETARG_INT64(3);
    o.charged_off = amount_argument(fcinfo, 4, 0, state->currency, "charged_off", 0);
    o.recovered = amount_argument(fcinfo, 5, 0, state->currency, "recovered", -LF_MAX_MONEY);
    LFPG_TRY(lf_observation_check, &o, lf_currency_scale(state->currency));
    PG_RETURN_POINTER(lfpg_history_state_add(state, &o));
}

static void *
merge(void *state, Datum other)
{
    return lfpg_history_state_merge(state, DatumGetHistoryStateP(other));
}

LFPG_ENTRY(loanfin_history_agg_combine, lfpg_state_combine(fcinfo, copy, merge))

PG_FUNCTION_INFO_V1(loanfin_history_agg_final);
Datum
loanfin_history_agg_final(PG_FUNCTION_ARGS)
{
    LfHistoryRoom room;
    LfHistory h;
    LfFault why;

    if (PG_ARGISNULL(0) ||
        !lfpg_history_state_read(DatumGetHistoryStateP(PG_GETARG_DATUM(0)), &h, &room))
        PG_RETURN_NULL();
    PG_RETURN_PAYMENT_HISTORY_P(lfpg_made(lfpg_payment_history_make(&h, &why), &why));
}
