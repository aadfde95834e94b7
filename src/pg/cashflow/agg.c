/*
 * cashflow_agg(), sum(cashflows) and +: dated amounts become one value.
 * Amounts of one date add up, so no order matters.
 */
#include "postgres.h"

#include "pg/common/state.h"
#include "pg/cashflow/value.h"
#include "pg/cashflow/state.h"

LFPG_STATE_COPY(lfpg_cashflows_state_check)

static LfCashflowsState *
state_in(FunctionCallInfo fcinfo, LfCurrency currency, int32 count)
{
    LfCashflowsState *state;

    if (PG_ARGISNULL(0))
        return lfpg_cashflows_state_new(currency, count);
    state = lfpg_state_own(fcinfo, copy);
    LFPG_TRY(lf_currency_same, &state->currency, &currency);
    return state;
}

/* (state, on_date, amount [, currency]) */
LFPG_FUNCTION(loanfin_cashflow_agg_accum)
{
    LfCurrency currency;
    int64 amount;

    if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
        return lfpg_state_unchanged(fcinfo, copy);
    currency = lfpg_currency_argument(fcinfo, 3);
    amount = lfpg_amount(PG_GETARG_DATUM(2), currency, "amount", -LF_MAX_MONEY);
    PG_RETURN_POINTER(lfpg_cashflows_state_add(state_in(fcinfo, currency, 1),
                                               lfpg_date(PG_GETARG_DATEADT(1), "on_date"), amount));
}

static LfCashflowsState *
add_flows(LfCashflowsState *state, const LfCashflowsView *view)
{
    LfCashflows c = lfpg_cashflows_unpack(view);

    for (int32 k = 0; k < c.count; k++)
        state = lfpg_cashflows_state_add(state, c.date[k], c.amount[k]);
    return state;
}

/* (state, cashflows) */
LFPG_FUNCTION(loanfin_cashflows_sum_accum)
{
    LfCashflowsView view;

    if (PG_ARGISNULL(1))
        return lfpg_state_unchanged(fcinfo, copy);
    view = lfpg_cashflows_open(PG_GETARG_CASHFLOWS_P(1));
    PG_RETURN_POINTER(add_flows(state_in(fcinfo, view.currency, view.count), &view));
}

static void *
merge(void *own, Datum part)
{
    LfCashflowsState *state = own;
    const LfCashflowsState *other = DatumGetCashflowsStateP(part);

    LFPG_TRY(lf_currency_same, &state->currency, &other->currency);
    for (int32 i = 0; i < other->count; i++)
        state =
            lfpg_cashflows_state_add(state, (int32)other->entry[i].date, other->entry[i].amount);
    return state;
}

LFPG_ENTRY(loanfin_cashflows_state_combine, lfpg_state_combine(fcinfo, copy, merge))

static Cashflows *
value_of(const LfCashflowsState *state)
{
    int32 count;
    LfDatedAmount *entries = lfpg_cashflows_state_read(state, &count);
    LfFault why;
    LfCashflows c = {.currency = state->currency};

    lfpg_cashflows_alloc(&c, count);
    for (int32 i = 0; i < count; i++) {
        if (!lf_fits_int64(entries[i].amount))
            LFPG_REFUSE(LF_ERR_OVERFLOW, .name = "amount of a date");
        c.date[i] = (int32)entries[i].date;
        c.amount[i] = (int64)entries[i].amount;
    }
    return lfpg_made(lfpg_cashflows_make(&c, &why), &why);
}

LFPG_FINAL(loanfin_cashflows_state_final,
           PointerGetDatum(value_of(DatumGetCashflowsStateP(PG_GETARG_DATUM(0)))))

LFPG_FUNCTION(loanfin_cashflows_pl)
{
    LfCashflowsView a = lfpg_cashflows_open(PG_GETARG_CASHFLOWS_P(0));
    LfCashflowsView b = lfpg_cashflows_open(PG_GETARG_CASHFLOWS_P(1));

    LFPG_TRY(lf_currency_same, &a.currency, &b.currency);
    PG_RETURN_CASHFLOWS_P(
        value_of(add_flows(add_flows(lfpg_cashflows_state_new(a.currency, a.count), &a), &b)));
}
