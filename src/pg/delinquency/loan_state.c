/*
 * loan_state(), simple_interest_state() and days_past_due(): contract + payments
 * + day.
 *
 * days_past_due() is meant for filters over many loans: it unpacks one column
 * of the rows due by the day, and no date but the one it answers with.  Both
 * are NULL for a loan that starts after the day.
 */
#include "postgres.h"

#include "core/delinquency/delinquency.h"
#include "core/delinquency/simple_interest.h"
#include "pg/common/rows.h"
#include "pg/cashflow/value.h"
#include "pg/schedule/open.h"

/* Columns of a loan fit on the stack; those of a portfolio are palloc'd. */
#define STACK_ROWS LF_MAX_LOAN_ROWS

/* Payments without a currency are in the schedule's; money of two currencies
 * does not mix. */
static void
check_currency(LfCurrency currency, const LfCashflowsView *paid)
{
    if (!lf_currency_is_none(paid->currency))
        LFPG_TRY(lf_currency_same, &currency, &paid->currency);
}

/* Amounts in minor units of another scale, exactly. */
static void
convert(int64 *amounts, int32 count, LfCurrency from, LfCurrency to)
{
    int scale = lf_currency_scale(from);

    if (lf_currency_scale(to) == scale)
        return;
    /* the numeric says it best where decimals are too many */
    for (int32 i = 0; i < count; i++)
        amounts[i] =
            lfpg_numeric_to_minor(lfpg_numeric_from_int64(amounts[i], scale), to, "payment");
}

/* Payments dated up to a day, added up. */
static lf_int128
pool_until(const LfCashflowsView *paid, LfCurrency currency, int32 as_of)
{
    int64 stack[2][STACK_ROWS], *days = stack[0], *amounts = stack[1];
    lf_int128 sum = 0;

    if (paid->count > STACK_ROWS) {
        days = palloc(sizeof(int64) * 2 * (Size)paid->count);
        amounts = days + paid->count;
    }
    lf_cashflows_days(paid, days);
    lf_cashflows_amounts(paid, amounts);
    convert(amounts, paid->count, paid->currency, currency);
    for (int32 i = 0; i < paid->count && days[i] <= (int64)as_of - paid->first_date; i++)
        sum += amounts[i];
    return sum;
}

/* (s, paid, as_of, due_day_counts) */
LFPG_FUNCTION(loanfin_days_past_due)
{
    int32 as_of, count, k;
    lf_int128 money = 0;
    LfScheduleReader s;
    bool due_day_counts;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
        PG_RETURN_NULL();
    as_of = lfpg_date(PG_GETARG_DATEADT(2), "as_of");
    due_day_counts = PG_GETARG_BOOL(3);
    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &s);
    if (as_of < s.view.start_date)
        PG_RETURN_NULL();
    if (!PG_ARGISNULL(1)) {
        LfCashflowsView paid = lfpg_cashflows_open(PG_GETARG_CASHFLOWS_P(1));

        check_currency(s.view.currency, &paid);
        money = pool_until(&paid, s.view.currency, as_of);
    }
    count = lfpg_schedule_rows_until(&s, due_day_counts ? as_of : as_of - 1);
    k = lf_first_unmet(lfpg_schedule_payments(&s, count), count, money);
    PG_RETURN_INT32(k == count ? 0 : as_of - lfpg_schedule_due(&s, k) + due_day_counts);
}

/* The arguments of loan_state() behind the first two. */
static LfStateAsk
read_ask(FunctionCallInfo fcinfo)
{
    LfStateAsk ask = {.as_of = lfpg_date(PG_GETARG_DATEADT(2), "as_of")};

    ask.allocation = (LfAllocation)lfpg_keyword(PG_GETARG_DATUM(3), &lf_allocations);
    ask.penalty_rate_e12 = lfpg_numeric_to_rate(PG_GETARG_DATUM(4), "penalty_rate");
    ask.due_day_counts = PG_GETARG_BOOL(5);
    return ask;
}

/* The payments of argument 1 in the schedule's currency; NULL is none. */
static LfCashflows
read_payments(FunctionCallInfo fcinfo, LfCurrency currency)
{
    LfCashflows payments = {.currency = currency};
    LfCashflowsView view;

    if (PG_ARGISNULL(1))
        return payments;
    view = lfpg_cashflows_open(PG_GETARG_CASHFLOWS_P(1));
    check_currency(currency, &view);
    payments = lfpg_cashflows_unpack(&view);
    convert(payments.amount, payments.count, view.currency, currency);
    return payments;
}

/* Whether an argument other than the payments is NULL, and with it the answer. */
static bool
is_unknown(FunctionCallInfo fcinfo)
{
    bool unknown = false;

    for (int i = 0; i < PG_NARGS(); i++)
        unknown |= i != 1 && PG_ARGISNULL(i);
    return unknown;
}

/* The row type of the call, looked up once. */
static TupleDesc
result_type(FunctionCallInfo fcinfo)
{
    TupleDesc type = fcinfo->flinfo->fn_extra;
    MemoryContext old;

    if (type != NULL)
        return type;
    old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
    type = lfpg_row_type(fcinfo);
    MemoryContextSwitchTo(old);
    fcinfo->flinfo->fn_extra = type;
    return type;
}

#define STATE_AMOUNTS 9
#define STATE_COLUMNS 14

/* A row of either function; the amounts in the order of its columns. */
static Datum
form_state(FunctionCallInfo fcinfo, int32 as_of, const LfDelinquency *s,
           const lf_int128 amounts[STATE_AMOUNTS], int scale)
{
    bool nulls[STATE_COLUMNS] = {false};
    Datum values[STATE_COLUMNS];

    values[0] = DateADTGetDatum(as_of);
    values[1] = Int32GetDatum(s->days_past_due);
    values[2] = DateADTGetDatum(s->oldest_unpaid);
    nulls[2] = !s->has_oldest;
    for (int i = 0; i < STATE_AMOUNTS; i++)
        values[3 + i] = lfpg_numeric_from_int128(amounts[i], scale);
    nulls[12] = nulls[13] = !s->has_next;
    values[12] = DateADTGetDatum(s->next_due);
    values[13] = s->has_next ? lfpg_numeric_from_int128(s->next_payment, scale) : (Datum)0;
    return HeapTupleGetDatum(heap_form_tuple(result_type(fcinfo), values, nulls));
}

/* (s, paid, as_of, allocation, penalty_rate, due_day_counts) */
LFPG_FUNCTION(loanfin_loan_state)
{
    LfPenaltyRow *scratch = NULL;
    LfCashflows payments;
    LfScheduleReader r;
    LfLoanState state;
    LfStateAsk ask;
    LfSchedule s;

    if (is_unknown(fcinfo))
        PG_RETURN_NULL();
    ask = read_ask(fcinfo);
    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &r);
    if (ask.as_of < r.view.start_date)
        PG_RETURN_NULL();
    payments = read_payments(fcinfo, r.view.currency);
    s = lfpg_schedule_borrow(&r);
    if (ask.penalty_rate_e12 != 0)
        scratch = palloc(sizeof(LfPenaltyRow) * ((Size)s.rows.count + 1));
    LFPG_TRY(lf_loan_state, &s, &payments, &ask, scratch, &state);

    const lf_int128 amounts[STATE_AMOUNTS] = {state.overdue[0],
                                              state.overdue[1],
                                              state.overdue[2],
                                              state.penalty,
                                              state.outstanding_principal,
                                              state.paid[0],
                                              state.paid[1],
                                              state.paid[2],
                                              state.unapplied};

    return form_state(fcinfo, ask.as_of, &state.of, amounts, lf_currency_scale(s.currency));
}

/* (s, paid, as_of, day_count) */
LFPG_FUNCTION(loanfin_simple_interest_state)
{
    LfDayCount day_count;
    LfCashflows payments;
    LfSimpleState state;
    LfSchedule *s;
    int32 as_of;

    if (is_unknown(fcinfo))
        PG_RETURN_NULL();
    as_of = lfpg_date(PG_GETARG_DATEADT(2), "as_of");
    day_count = (LfDayCount)lfpg_keyword(PG_GETARG_DATUM(3), &lf_day_counts);
    s = lfpg_money_schedule_read(PG_GETARG_DATUM(0));
    if (as_of < s->start_date)
        PG_RETURN_NULL();
    payments = read_payments(fcinfo, s->currency);
    LFPG_TRY(lf_simple_interest_state, s, &payments, as_of, day_count, &state);

    const lf_int128 amounts[STATE_AMOUNTS] = {
        state.overdue,  state.outstanding_principal, state.unpaid_interest, state.accrued_interest,
        state.payoff,   state.paid_principal,        state.paid_interest,   state.paid_fee,
        state.unapplied};

    return form_state(fcinfo, as_of, &state.of, amounts, lf_currency_scale(s->currency));
}
