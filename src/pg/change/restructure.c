/*
 * restructure(), its mark, and what is given back on early settlement.
 */
#include "postgres.h"

#include "core/amort/amort.h"
#include "core/change/rebate.h"
#include "core/change/restructure.h"
#include "pg/common/entry.h"
#include "pg/schedule/open.h"
#include "pg/schedule/value.h"

/* Positions of the arguments, as in sql/extension/restructure.sql. */
enum {
    ARG_SCHEDULE,
    ARG_AS_OF,
    ARG_ANNUAL_RATE,
    ARG_PERIODS,
    ARG_ADDED,
    ARG_METHOD,
    ARG_FIRST_DUE,
    ARG_GRACE,
    ARG_BALLOON,
    ARG_FEE,
    ARG_PAYMENT
};

static LfRestructure
read_ask(FunctionCallInfo fcinfo, LfCurrency currency)
{
    LfRestructure ask = {.has_rate = !PG_ARGISNULL(ARG_ANNUAL_RATE),
                         .has_periods = !PG_ARGISNULL(ARG_PERIODS),
                         .has_method = !PG_ARGISNULL(ARG_METHOD),
                         .has_first_due = !PG_ARGISNULL(ARG_FIRST_DUE),
                         .has_payment = !PG_ARGISNULL(ARG_PAYMENT)};

    if (ask.has_rate)
        ask.rate_e12 = lfpg_numeric_to_rate(PG_GETARG_DATUM(ARG_ANNUAL_RATE), "annual_rate");
    if (ask.has_periods)
        ask.periods = lfpg_int32_arg(fcinfo, ARG_PERIODS, "periods", 1, LF_MAX_PERIODS);
    if (ask.has_method)
        ask.method = (LfMethod)lfpg_keyword(PG_GETARG_DATUM(ARG_METHOD), &lf_methods);
    if (ask.has_first_due)
        ask.first_due = lfpg_date(PG_GETARG_DATEADT(ARG_FIRST_DUE), "first_due");
    if (!PG_ARGISNULL(ARG_GRACE))
        ask.grace = lfpg_int32_arg(fcinfo, ARG_GRACE, "grace", 0, LF_MAX_PERIODS - 1);
    ask.added = lfpg_minor_or_0(fcinfo, ARG_ADDED, currency, "added");
    ask.balloon = lfpg_minor_or_0(fcinfo, ARG_BALLOON, currency, "balloon");
    ask.fee = lfpg_minor_or_0(fcinfo, ARG_FEE, currency, "fee");
    ask.payment = lfpg_minor_or_0(fcinfo, ARG_PAYMENT, currency, "payment");
    return ask;
}

LFPG_FUNCTION(loanfin_restructure)
{
    ExpandedSchedule *result;
    LfRestructure ask;
    LfSchedule *s;
    LfLoan loan;

    if (PG_ARGISNULL(ARG_SCHEDULE) || PG_ARGISNULL(ARG_AS_OF))
        PG_RETURN_NULL();
    s = lfpg_money_schedule_read(PG_GETARG_DATUM(ARG_SCHEDULE));
    ask = read_ask(fcinfo, s->currency);
    LFPG_TRY(lf_restructure, s, lfpg_date(PG_GETARG_DATEADT(ARG_AS_OF), "as_of"), &ask, &loan);
    result = lfpg_expanded_schedule_new(lf_loan_rows(&loan));
    LFPG_TRY(lf_amortize, &loan, false, &result->schedule);
    return lfpg_expanded_schedule_datum(result);
}

/* (s) */
LFPG_FUNCTION(loanfin_is_restructured)
{
    LfScheduleReader r;

    lfpg_schedule_open(PG_GETARG_DATUM(0), false, &r);
    PG_RETURN_BOOL(r.expanded != NULL ? r.expanded->terms.restructured : r.view.restructured);
}

/* (s, restructured) */
LFPG_FUNCTION(loanfin_mark_restructured)
{
    LfSchedule *s = lfpg_money_schedule_read(PG_GETARG_DATUM(0));

    if (!s->has_terms)
        LFPG_REFUSE(LF_ERR_NO_TERMS, .name = "mark_restructured");
    s->terms.restructured = PG_GETARG_BOOL(1);
    return lfpg_schedule_return(s);
}

/* (s, on_date, method, us_limit) */
static LfRebate
rebate(FunctionCallInfo fcinfo, int *scale)
{
    LfSchedule *s = lfpg_money_schedule_read(PG_GETARG_DATUM(0));
    LfRebateMethod method = (LfRebateMethod)lfpg_keyword(PG_GETARG_DATUM(2), &lf_rebate_methods);
    LfRebate out;

    *scale = lf_currency_scale(s->currency);
    LFPG_TRY(lf_interest_rebate, s, lfpg_date(PG_GETARG_DATEADT(1), "on_date"), method,
             PG_GETARG_BOOL(3), &out);
    return out;
}

LFPG_FUNCTION(loanfin_interest_rebate)
{
    int scale;
    LfRebate out = rebate(fcinfo, &scale);

    return lfpg_numeric_from_int64(out.rebate, scale);
}

LFPG_FUNCTION(loanfin_settlement_amount)
{
    int scale;
    LfRebate out = rebate(fcinfo, &scale);

    return lfpg_numeric_from_int128(out.settlement, scale);
}
