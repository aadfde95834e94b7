/*
 * xirr(amount, on_date) and xnpv(annual_rate, amount, on_date): the readers of
 * cashflows over rows, without a value in between.
 *
 * The rate of xnpv is kept as the parameter of the state.
 */
#include "postgres.h"

#include "pg/cashflow/state.h"
#include "pg/cashflow/value.h"
#include "pg/common/state.h"
#include "pg/rates/flows.h"

LFPG_STATE_COPY(lfpg_cashflows_state_check)

static LfCashflowsState *
add_amount(LfCashflowsState *state, Datum numeric, DateADT on_date)
{
    int64 amount = lfpg_numeric_to_minor(numeric, LF_NO_CURRENCY, "amount");
    LfFault why = {.status = LF_ERR_RANGE_MONEY,
                   .scale = lf_currency_scale(LF_NO_CURRENCY),
                   .name = "amount",
                   .a = amount,
                   .b = -LF_MAX_MONEY,
                   .c = LF_MAX_MONEY};

    if (amount < -LF_MAX_MONEY || amount > LF_MAX_MONEY)
        lfpg_raise(&why);
    return lfpg_cashflows_state_add(state, lfpg_date(on_date, "on_date"), amount);
}

/* (state, amount, on_date) */
PG_FUNCTION_INFO_V1(loanfin_xirr_accum);
Datum
loanfin_xirr_accum(PG_FUNCTION_ARGS)
{
    LfCashflowsState *state;

    if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
        return lfpg_state_unchanged(fcinfo, copy);
    state = PG_ARGISNULL(0) ? lfpg_cashflows_state_new(LF_NO_CURRENCY, 1)
                            : lfpg_state_own(fcinfo, copy);
    PG_RETURN_POINTER(add_amount(state, PG_GETARG_DATUM(1), PG_GETARG_DATEADT(2)));
}

/* Two rates in one aggregate. */
static void
check_same_rate(int64 a, int64 b)
{
    LfFault why = {.status = LF_ERR_RATES_CONFLICT, .name = "annual_rate", .a = a, .b = b};

    if (a != b)
        lfpg_raise(&why);
}

/* The state of a row: a new one with the rate, or the old one, whose rate must be the same. */
static LfCashflowsState *
state_with_rate(FunctionCallInfo fcinfo, int64 rate)
{
    LfCashflowsState *state;
    int64 kept = 0;

    if (PG_ARGISNULL(0))
        return lfpg_cashflows_state_add(lfpg_cashflows_state_new(LF_NO_CURRENCY, 2),
                                        LFPG_PARAMETER_DATE, rate);
    state = lfpg_state_own(fcinfo, copy);
    lfpg_cashflows_state_parameter(state, &kept);
    check_same_rate(kept, rate);
    return state;
}

/* (state, annual_rate, amount, on_date) */
PG_FUNCTION_INFO_V1(loanfin_xnpv_accum);
Datum
loanfin_xnpv_accum(PG_FUNCTION_ARGS)
{
    LfCashflowsState *state;

    if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
        return lfpg_state_unchanged(fcinfo, copy);
    state = state_with_rate(fcinfo, lfpg_numeric_to_rate(PG_GETARG_DATUM(1), "annual_rate"));
    PG_RETURN_POINTER(add_amount(state, PG_GETARG_DATUM(2), PG_GETARG_DATEADT(3)));
}

PG_FUNCTION_INFO_V1(loanfin_xnpv_combine);
Datum
loanfin_xnpv_combine(PG_FUNCTION_ARGS)
{
    LfCashflowsState *state;
    const LfCashflowsState *other;
    int64 rate = 0;

    if (PG_ARGISNULL(1))
        return lfpg_state_unchanged(fcinfo, copy);
    if (PG_ARGISNULL(0))
        PG_RETURN_POINTER(copy(PG_GETARG_DATUM(1)));
    other = DatumGetCashflowsStateP(PG_GETARG_DATUM(1));
    lfpg_cashflows_state_parameter(other, &rate);
    state = state_with_rate(fcinfo, rate);
    for (int32 i = 1; i < other->count; i++)
        state =
            lfpg_cashflows_state_add(state, (int32)other->entry[i].date, other->entry[i].amount);
    PG_RETURN_POINTER(state);
}

/* The flows of a state by date, from its entry `first` on. */
static void
read_flows(const LfCashflowsState *state, int32 first, LfCashflows *c)
{
    int32 count;
    LfDatedAmount *entries = lfpg_cashflows_state_read(state, &count) + first;
    LfFault why = {.status = LF_ERR_OVERFLOW, .name = "amount of a date"};

    c->currency = state->currency;
    lfpg_cashflows_alloc(c, count - first);
    for (int32 i = 0; i < c->count; i++) {
        if (!lf_fits_int64(entries[i].amount))
            lfpg_raise(&why);
        c->date[i] = (int32)entries[i].date;
        c->amount[i] = (int64)entries[i].amount;
    }
}

PG_FUNCTION_INFO_V1(loanfin_xirr_final);
Datum
loanfin_xirr_final(PG_FUNCTION_ARGS)
{
    LfFault why = {LF_OK};
    LfFlowsRoom room;
    LfCashflows c;
    LfFlows flows;
    LfRates rates;
    double units;

    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    read_flows(DatumGetCashflowsStateP(PG_GETARG_DATUM(0)), 0, &c);
    lfpg_flows_alloc(&flows, c.count, &room);
    lf_flows_of_dates(c.date, c.amount, c.count, LF_ACT_365, &flows, &units);
    lfpg_check(lf_rates_of_flows(&flows, units, LF_GREATEST_RETURN, &rates, &why), &why);
    PG_RETURN_FLOAT8(lfpg_rate_choose(&rates, "annual_rate", false, 0)->rate);
}

PG_FUNCTION_INFO_V1(loanfin_xnpv_final);
Datum
loanfin_xnpv_final(PG_FUNCTION_ARGS)
{
    const LfCashflowsState *state;
    int64 rate = 0, value = 0;
    LfFault why = {LF_OK};
    LfCashflows c;

    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    state = DatumGetCashflowsStateP(PG_GETARG_DATUM(0));
    if (!lfpg_cashflows_state_parameter(state, &rate))
        PG_RETURN_NULL();
    read_flows(state, 1, &c);
    lfpg_check(lf_xnpv(c.date, c.amount, c.count, LF_ACT_365, rate, &value, &why), &why);
    return lfpg_numeric_from_int64(value, lf_currency_scale(c.currency));
}
