/*
 * loan_state() and days_past_due(): contract + payments + day.
 *
 * days_past_due() is meant for filters over many loans: it unpacks one column
 * of the rows due by the day, and no date but the one it answers with.
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "utils/date.h"

#include "core/delinquency/delinquency.h"
#include "pg/common/error.h"
#include "pg/common/date.h"
#include "pg/common/numeric.h"
#include "pg/common/text.h"
#include "pg/cashflow/value.h"
#include "pg/schedule/value.h"

/* Columns of a loan fit on the stack; those of a portfolio are palloc'd. */
#define STACK_ROWS LF_MAX_LOAN_ROWS

/* Payments without a currency are in the schedule's; money of two currencies
 * does not mix. */
static void
check_currency(const LfScheduleView *s, const LfCashflowsView *paid)
{
    if (!lf_currency_is_none(paid->currency))
        LFPG_TRY(lf_currency_same, &s->currency, &paid->currency);
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

static void
check_start(int32 as_of, int32 start_date)
{
    LfFault why = {.status = LF_ERR_BEFORE_START, .a = as_of, .b = start_date};

    if (as_of < start_date)
        lfpg_raise(&why);
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

/* What the first `count` rows ask for, into `asked`; `scratch` as large. */
static void
load_asked(const LfScheduleView *s, int32 count, int64 *asked, int64 *scratch)
{
    if (s->amount_is_principal) {
        lf_money_schedule_interest(s, count, scratch);
        lf_money_schedule_principal(s, count, scratch, asked);
        for (int32 k = 0; k < count; k++)
            asked[k] = (int64)((uint64)asked[k] + (uint64)scratch[k]);
    } else
        lf_column_unpack(&s->amount, count, asked);
    if (!s->has_fees)
        return;
    lf_money_schedule_fees(s, count, scratch);
    for (int32 k = 0; k < count; k++)
        asked[k] = (int64)((uint64)asked[k] + (uint64)scratch[k]);
}

/* The due date of row k, from 0. */
static int32
due_of(const LfScheduleView *s, int32 k, int64 *scratch)
{
    if (s->due_form != LF_DUE_COLUMN)
        return (int32)lf_date_add(s->calendar.base, s->calendar.period, s->calendar.first + k);
    lf_column_unpack(&s->due, k + 1, scratch);
    return (int32)(s->start_date + scratch[k]);
}

/* (s, paid, as_of, due_day_counts) */
PG_FUNCTION_INFO_V1(loanfin_days_past_due);
Datum
loanfin_days_past_due(PG_FUNCTION_ARGS)
{
    int64 stack[2][STACK_ROWS], *asked = stack[0], *scratch = stack[1];
    int32 as_of, count, k;
    lf_int128 money = 0;
    LfScheduleView s;
    bool due_day_counts;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
        PG_RETURN_NULL();
    as_of = lfpg_date(PG_GETARG_DATEADT(2), "as_of");
    due_day_counts = PG_GETARG_BOOL(3);
    lfpg_money_schedule_view(PG_GETARG_MONEY_SCHEDULE_P(0), &s);
    check_start(as_of, s.start_date);
    if (!PG_ARGISNULL(1)) {
        LfCashflowsView paid;

        lfpg_cashflows_view(PG_GETARG_CASHFLOWS_P(1), &paid);
        check_currency(&s, &paid);
        money = pool_until(&paid, s.currency, as_of);
    }
    if (s.count > STACK_ROWS) {
        asked = palloc(sizeof(int64) * 2 * (Size)s.count);
        scratch = asked + s.count;
    }
    count = lf_money_schedule_rows_until(&s, due_day_counts ? as_of : as_of - 1, (int32 *)asked,
                                         scratch);
    load_asked(&s, count, asked, scratch);
    k = lf_first_unmet(asked, count, money);
    PG_RETURN_INT32(k == count ? 0 : as_of - due_of(&s, k, scratch) + due_day_counts);
}

/* The arguments of loan_state() behind the first two. */
static LfStateAsk
read_ask(FunctionCallInfo fcinfo)
{
    LfStateAsk ask = {.as_of = lfpg_date(PG_GETARG_DATEADT(2), "as_of")};
    LfWord word = lfpg_word(PG_GETARG_DATUM(3));

    LFPG_TRY(lf_allocation_parse, word.text, word.length, &ask.allocation);
    ask.penalty_rate_e12 = lfpg_numeric_to_rate(PG_GETARG_DATUM(4), "penalty_rate");
    ask.due_day_counts = PG_GETARG_BOOL(5);
    return ask;
}

/* The payments of argument 1 in the schedule's currency; NULL is none. */
static void
read_payments(FunctionCallInfo fcinfo, const LfScheduleView *s, LfCashflows *payments)
{
    LfCashflowsView view;

    *payments = (LfCashflows){.currency = s->currency};
    if (PG_ARGISNULL(1))
        return;
    lfpg_cashflows_view(PG_GETARG_CASHFLOWS_P(1), &view);
    check_currency(s, &view);
    lfpg_cashflows_unpack(&view, payments);
    convert(payments->amount, payments->count, view.currency, s->currency);
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
    if (get_call_result_type(fcinfo, NULL, &type) != TYPEFUNC_COMPOSITE)
        elog(ERROR, "return type must be a row type");
    type = BlessTupleDesc(type);
    MemoryContextSwitchTo(old);
    fcinfo->flinfo->fn_extra = type;
    return type;
}

#define STATE_COLUMNS 14

static Datum
form_state(FunctionCallInfo fcinfo, const LfLoanState *state, int32 as_of, int scale)
{
    bool nulls[STATE_COLUMNS] = {false};
    Datum values[STATE_COLUMNS];

    values[0] = DateADTGetDatum(as_of);
    values[1] = Int32GetDatum(state->days_past_due);
    values[2] = DateADTGetDatum(state->oldest_unpaid);
    nulls[2] = !state->has_oldest;
    for (int i = 0; i < LF_PARTS; i++) {
        values[3 + i] = lfpg_numeric_from_int128(state->overdue[i], scale);
        values[8 + i] = lfpg_numeric_from_int128(state->paid[i], scale);
    }
    values[6] = lfpg_numeric_from_int64(state->penalty, scale);
    values[7] = lfpg_numeric_from_int128(state->outstanding_principal, scale);
    values[11] = lfpg_numeric_from_int128(state->unapplied, scale);
    nulls[12] = nulls[13] = !state->has_next;
    if (state->has_next) {
        values[12] = DateADTGetDatum(state->next_due);
        values[13] = lfpg_numeric_from_int128(state->next_payment, scale);
    }
    return HeapTupleGetDatum(heap_form_tuple(result_type(fcinfo), values, nulls));
}

/* (s, paid, as_of, allocation, penalty_rate, due_day_counts) */
PG_FUNCTION_INFO_V1(loanfin_loan_state);
Datum
loanfin_loan_state(PG_FUNCTION_ARGS)
{
    LfPenaltyRow *scratch = NULL;
    LfCashflows payments;
    LfScheduleView view;
    LfLoanState state;
    LfStateAsk ask;
    LfSchedule s;

    for (int i = 0; i < PG_NARGS(); i++)
        if (i != 1 && PG_ARGISNULL(i))
            PG_RETURN_NULL();
    ask = read_ask(fcinfo);
    lfpg_money_schedule_view(PG_GETARG_MONEY_SCHEDULE_P(0), &view);
    check_start(ask.as_of, view.start_date);
    read_payments(fcinfo, &view, &payments);
    s = (LfSchedule){
        .currency = view.currency, .opening = view.opening, .start_date = view.start_date};
    lfpg_money_schedule_rows(&view, &s.rows);
    if (ask.penalty_rate_e12 != 0)
        scratch = palloc(sizeof(LfPenaltyRow) * ((Size)s.rows.count + 1));
    LFPG_TRY(lf_loan_state, &s, &payments, &ask, scratch, &state);
    return form_state(fcinfo, &state, ask.as_of, lf_currency_scale(s.currency));
}
