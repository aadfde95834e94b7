/*
 * lease(), leaseback(), lease_cashflows(): arguments of SQL become a lease, the
 * lease a schedule.
 *
 * An optional argument that is NULL takes its default.
 */
#include "postgres.h"

#include "core/amort/amort.h"
#include "core/lease/lease.h"
#include "pg/cashflow/value.h"
#include "pg/common/entry.h"
#include "pg/schedule/open.h"

/* Positions of the arguments, as in sql/extension/lease.sql; a leaseback has the value of the
 * asset before them, and no down payment. */
enum {
    ARG_PRICE,
    ARG_ANNUAL_RATE,
    ARG_PERIODS,
    ARG_START_DATE,
    REQUIRED,
    ARG_RESIDUAL = REQUIRED,
    ARG_IN_ADVANCE,
    ARG_PURCHASE_OPTION,
    ARG_PERIOD,
    ARG_FIRST_DUE,
    ARG_DAY_COUNT,
    ARG_PAYMENT_UNIT,
    ARG_CURRENCY,
    ARG_DOWN_PAYMENT
};

static void
read_terms(FunctionCallInfo fcinfo, int at, LfLoan *loan)
{
    LfTerms *t = &loan->terms;

    t->rate_e12 = lfpg_numeric_to_rate(PG_GETARG_DATUM(at + ARG_ANNUAL_RATE), "annual_rate");
    t->periods = lfpg_int32_arg(fcinfo, at + ARG_PERIODS, "periods", 1, LF_MAX_PERIODS);
    loan->start_date = lfpg_date(PG_GETARG_DATEADT(at + ARG_START_DATE), "start_date");
    t->in_advance = !PG_ARGISNULL(at + ARG_IN_ADVANCE) && PG_GETARG_BOOL(at + ARG_IN_ADVANCE);
    t->has_first_due = !PG_ARGISNULL(at + ARG_FIRST_DUE);
    if (t->has_first_due)
        t->first_due = lfpg_date(PG_GETARG_DATEADT(at + ARG_FIRST_DUE), "first_due");
    t->period = (LfPeriod){.months = 1};
    if (!PG_ARGISNULL(at + ARG_PERIOD))
        lfpg_interval_to_period(PG_GETARG_DATUM(at + ARG_PERIOD), "period", &t->period.months,
                                &t->period.days);
    if (!PG_ARGISNULL(at + ARG_DAY_COUNT))
        t->day_count =
            (LfDayCount)lfpg_keyword(PG_GETARG_DATUM(at + ARG_DAY_COUNT), &lf_day_counts);
    if (!PG_ARGISNULL(at + ARG_PAYMENT_UNIT))
        t->payment_unit =
            lfpg_amount(PG_GETARG_DATUM(at + ARG_PAYMENT_UNIT), loan->currency, "payment_unit", 1);
}

/* `at`: the place of the price. */
static Datum
make_lease(FunctionCallInfo fcinfo, int at, LfLease *lease, LfLoan *loan)
{
    ExpandedSchedule *result;

    lease->price = lfpg_numeric_to_minor(PG_GETARG_DATUM(at + ARG_PRICE), loan->currency, "price");
    lease->residual = lfpg_minor_or_0(fcinfo, at + ARG_RESIDUAL, loan->currency, "residual");
    lease->purchase_option =
        lfpg_minor_or_0(fcinfo, at + ARG_PURCHASE_OPTION, loan->currency, "purchase_option");
    read_terms(fcinfo, at, loan);
    LFPG_TRY(lf_lease_loan, lease, loan);
    LFPG_TRY(lf_loan_check, loan);
    result = lfpg_expanded_schedule_new(lf_loan_rows(loan));
    LFPG_TRY(lf_amortize, loan, false, &result->schedule);
    LFPG_TRY(lf_lease_finish, lease, &result->schedule);
    return lfpg_expanded_schedule_datum(result);
}

static bool
lacks(FunctionCallInfo fcinfo, int count)
{
    for (int n = 0; n < count; n++)
        if (PG_ARGISNULL(n))
            return true;
    return false;
}

static LfLoan
begin_loan(FunctionCallInfo fcinfo, int currency)
{
    LfLoan loan = {.currency = LF_NO_CURRENCY};

    if (!PG_ARGISNULL(currency))
        loan.currency = lfpg_currency(PG_GETARG_DATUM(currency));
    return loan;
}

LFPG_FUNCTION(loanfin_lease)
{
    LfLease lease = {0};
    LfLoan loan;

    if (lacks(fcinfo, REQUIRED))
        PG_RETURN_NULL();
    loan = begin_loan(fcinfo, ARG_CURRENCY);
    lease.down_payment = lfpg_minor_or_0(fcinfo, ARG_DOWN_PAYMENT, loan.currency, "down_payment");
    return make_lease(fcinfo, 0, &lease, &loan);
}

LFPG_FUNCTION(loanfin_leaseback)
{
    LfLease lease = {.has_value = true};
    LfLoan loan;

    if (lacks(fcinfo, 1 + REQUIRED))
        PG_RETURN_NULL();
    loan = begin_loan(fcinfo, 1 + ARG_CURRENCY);
    lease.asset_value = lfpg_numeric_to_minor(PG_GETARG_DATUM(0), loan.currency, "asset_value");
    return make_lease(fcinfo, 1, &lease, &loan);
}

/* (s, deposit, deposit_use, costs) */
LFPG_FUNCTION(loanfin_lease_cashflows)
{
    LfLeaseMoney money = {.use = (LfDepositUse)lfpg_keyword(PG_GETARG_DATUM(2), &lf_deposit_uses)};
    LfScheduleReader r;
    LfSchedule s;
    LfCashflows c;
    LfFault why;

    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &r);
    s = lfpg_schedule_borrow(&r);
    money.deposit = lfpg_numeric_to_minor(PG_GETARG_DATUM(1), s.currency, "deposit");
    money.costs = lfpg_numeric_to_minor(PG_GETARG_DATUM(3), s.currency, "costs");
    lfpg_cashflows_alloc(&c, s.rows.count + 1);
    LFPG_TRY(lf_lease_flows, &s, &money, &c);
    PG_RETURN_CASHFLOWS_P(lfpg_made(lfpg_cashflows_make(&c, &why), &why));
}
