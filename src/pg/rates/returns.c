/*
 * xirr(), xnpv(), irr_all(), xirr_detail(): rates and values of cashflows.
 */
#include "postgres.h"

#include "pg/cashflow/value.h"
#include "pg/common/rows.h"
#include "pg/rates/flows.h"

/* All rates of a value by a day count. */
static lf_status
solve(Datum value, LfDayCount day_count, LfRates *rates, LfFault *why)
{
    LfCashflows c = lfpg_cashflows_read(value);
    LfFlowsRoom room;
    LfFlows flows;
    double units;

    lfpg_flows_alloc(&flows, c.count, &room);
    lf_flows_of_dates(c.date, c.amount, c.count, day_count, &flows, &units);
    return lf_rates_of_flows(&flows, units, LF_GREATEST_RETURN, rates, why);
}

/* (cf, guess, day_count) */
LFPG_FUNCTION(loanfin_xirr)
{
    bool has_guess = !PG_ARGISNULL(1);
    LfFault why = {LF_OK};
    LfRates rates;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(2))
        PG_RETURN_NULL();
    lfpg_check(solve(PG_GETARG_DATUM(0), lfpg_day_count(PG_GETARG_DATUM(2)), &rates, &why), &why);
    PG_RETURN_FLOAT8(lfpg_rate_choose(&rates, "annual_rate", has_guess,
                                      has_guess ? lfpg_guess(PG_GETARG_DATUM(1)) : 0)
                         ->rate);
}

/* (cf, day_count): the root, or of several the least */
LFPG_FUNCTION(loanfin_xirr_detail)
{
    const LfRate1 *root;
    bool nulls[5] = {false};
    Datum values[5];
    LfFault why = {LF_OK};
    LfRates rates;

    lfpg_check(solve(PG_GETARG_DATUM(0), lfpg_day_count(PG_GETARG_DATUM(1)), &rates, &why), &why);
    root = lfpg_rate_choose(&rates, "annual_rate", true, -1);
    values[0] = Float8GetDatum(root->rate);
    values[1] = Float8GetDatum(root->low);
    values[2] = Float8GetDatum(root->high);
    values[3] = Int32GetDatum(rates.count);
    values[4] = Int32GetDatum(rates.steps);
    return HeapTupleGetDatum(heap_form_tuple(lfpg_row_type(fcinfo), values, nulls));
}

/* Flows of one sign have no rate, which is no error here. */
static void
solve_all(Datum value, LfDayCount day_count, LfRates *rates)
{
    LfFault why = {LF_OK};
    lf_status status = solve(value, day_count, rates, &why);

    if (status == LF_ERR_NO_SIGN_CHANGE)
        rates->count = 0;
    else
        lfpg_check(status, &why);
}

LFPG_FUNCTION(loanfin_irr_all)
{
    FuncCallContext *call;
    LfRates *rates;
    double rate;

    if (SRF_IS_FIRSTCALL()) {
        call = SRF_FIRSTCALL_INIT();
        rates = MemoryContextAlloc(call->multi_call_memory_ctx, sizeof(LfRates));
        solve_all(PG_GETARG_DATUM(0), lfpg_day_count(PG_GETARG_DATUM(1)), rates);
        call->user_fctx = rates;
    }
    call = SRF_PERCALL_SETUP();
    rates = call->user_fctx;
    if (call->call_cntr >= (uint64)rates->count)
        SRF_RETURN_DONE(call);
    rate = rates->root[call->call_cntr].rate;
    SRF_RETURN_NEXT(call, Float8GetDatum(rate));
}

/* There cannot be more roots than changes of sign; constants are not solved
 * while a plan is made, as that may fail. */
static double
count_changes(List *args)
{
    double changes = 0;
    LfCashflows c;
    Datum value;
    int last = 0;

    if (!lfpg_constant(args, 0, &value))
        return -1;
    c = lfpg_cashflows_read(value);
    for (int32 k = 0; k < c.count; k++) {
        int sign = (c.amount[k] > 0) - (c.amount[k] < 0);

        changes += sign * last < 0;
        last = sign != 0 ? sign : last;
    }
    return changes;
}

LFPG_ROWS_SUPPORT(loanfin_irr_all_support, count_changes)

/* (cf, annual_rate, day_count) */
LFPG_FUNCTION(loanfin_xnpv)
{
    int64 rate = lfpg_numeric_to_rate(PG_GETARG_DATUM(1), "annual_rate"), value = 0;
    LfDayCount day_count = lfpg_day_count(PG_GETARG_DATUM(2));
    LfCashflows c = lfpg_cashflows_read(PG_GETARG_DATUM(0));

    LFPG_TRY(lf_xnpv, c.date, c.amount, c.count, day_count, rate, &value);
    return lfpg_numeric_from_int64(value, lf_currency_scale(c.currency));
}
