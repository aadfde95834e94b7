/*
 * history_agg(): a loan's rows become its payment_history, in any order.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/date.h"

#include "pg/error.h"
#include "pg/pgdate.h"
#include "pg/pgnumeric.h"
#include "type/payment_history.h"
#include "type/payment_history_state.h"

/* The state of argument 0, to be changed: the aggregate's own, or a copy. */
static LfHistoryState *
own_state(FunctionCallInfo fcinfo)
{
    if (AggCheckCallContext(fcinfo, NULL))
        return (LfHistoryState *)PG_GETARG_POINTER(0);
    return DatumGetHistoryStatePCopy(PG_GETARG_DATUM(0));
}

static int64
amount_argument(FunctionCallInfo fcinfo, int n, int64 otherwise, const char *name)
{
    if (PG_NARGS() <= n || PG_ARGISNULL(n))
        return otherwise;
    return lfpg_numeric_to_minor(PG_GETARG_DATUM(n), LF_NO_CURRENCY, name);
}

/* (state, as_of, balance, days past due [, charged off, recovered]); days is
 * argument 3 in whatever width SQL has it. */
static Datum
accum(FunctionCallInfo fcinfo, int64 days)
{
    LfHistoryState *state = PG_ARGISNULL(0) ? NULL : own_state(fcinfo);
    LfObservation o;
    LfFault why;

    if (PG_ARGISNULL(1) || PG_ARGISNULL(3)) {
        if (state == NULL)
            PG_RETURN_NULL();
        PG_RETURN_POINTER(state);
    }
    o.as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of");
    o.balance = amount_argument(fcinfo, 2, LF_UNKNOWN_AMOUNT, "balance");
    o.days_past_due = days;
    o.charged_off = amount_argument(fcinfo, 4, 0, "charged_off");
    o.recovered = amount_argument(fcinfo, 5, 0, "recovered");
    lfpg_check(lf_observation_check(&o, LF_CURRENCY_NONE_SCALE, &why), &why);
    if (state == NULL)
        state = lfpg_history_state_new();
    PG_RETURN_POINTER(lfpg_history_state_add(state, &o));
}

PG_FUNCTION_INFO_V1(loanfin_history_agg_accum_int2);
Datum
loanfin_history_agg_accum_int2(PG_FUNCTION_ARGS)
{
    return accum(fcinfo, PG_GETARG_INT16(3));
}

PG_FUNCTION_INFO_V1(loanfin_history_agg_accum_int4);
Datum
loanfin_history_agg_accum_int4(PG_FUNCTION_ARGS)
{
    return accum(fcinfo, PG_GETARG_INT32(3));
}

PG_FUNCTION_INFO_V1(loanfin_history_agg_accum_int8);
Datum
loanfin_history_agg_accum_int8(PG_FUNCTION_ARGS)
{
    return accum(fcinfo, PG_GETARG_INT64(3));
}

PG_FUNCTION_INFO_V1(loanfin_history_agg_combine);
Datum
loanfin_history_agg_combine(PG_FUNCTION_ARGS)
{
    if (PG_ARGISNULL(1)) {
        if (PG_ARGISNULL(0))
            PG_RETURN_NULL();
        PG_RETURN_POINTER(own_state(fcinfo));
    }
    if (PG_ARGISNULL(0))
        PG_RETURN_POINTER(DatumGetHistoryStatePCopy(PG_GETARG_DATUM(1)));
    PG_RETURN_POINTER(lfpg_history_state_merge(own_state(fcinfo),
                                               DatumGetHistoryStateP(PG_GETARG_DATUM(1))));
}

PG_FUNCTION_INFO_V1(loanfin_history_agg_final);
Datum
loanfin_history_agg_final(PG_FUNCTION_ARGS)
{
    LfHistoryRoom room;
    LfHistory h;

    if (PG_ARGISNULL(0) ||
        !lfpg_history_state_read(DatumGetHistoryStateP(PG_GETARG_DATUM(0)), &h, &room))
        PG_RETURN_NULL();
    PG_RETURN_PAYMENT_HISTORY_P(lfpg_payment_history_store(&h));
}
