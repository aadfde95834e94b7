/*
 * apr(): what a credit costs a year by law, of a schedule and of cash flows.
 */
#include "postgres.h"

#include "core/rates/apr.h"
#include "pg/cashflow/value.h"
#include "pg/common/entry.h"
#include "pg/rates/flows.h"
#include "pg/schedule/open.h"

static LfAprMethod
get_method(Datum text)
{
    return (LfAprMethod)lfpg_keyword(text, &lf_apr_methods);
}

static int
get_decimals(LfAprMethod method, bool legal_rounding)
{
    return legal_rounding ? lf_apr_legal_decimals(method) : LF_APR_DECIMALS;
}

/* (s, fees, method, legal_rounding) */
LFPG_FUNCTION(loanfin_apr)
{
    LfAprMethod method = get_method(PG_GETARG_DATUM(2));
    int decimals = get_decimals(method, PG_GETARG_BOOL(3));
    LfScheduleReader r;
    LfFlowsRoom room;
    LfCashflows c;
    LfSchedule s;
    LfFlows flows;
    int64 fees, rate = 0;

    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &r);
    s = lfpg_schedule_borrow(&r);
    fees = lfpg_numeric_to_minor(PG_GETARG_DATUM(1), s.currency, "fees");
    lfpg_cashflows_alloc(&c, s.rows.count + 1);
    lfpg_flows_alloc(&flows, s.rows.count + 1, &room);
    LFPG_TRY(lf_apr_of_schedule, &s, fees, method, decimals, &c, &flows, &rate);
    return lfpg_numeric_from_int64(rate, decimals);
}

/* (cf, method, legal_rounding) */
LFPG_FUNCTION(loanfin_apr_of_cashflows)
{
    LfAprMethod method = get_method(PG_GETARG_DATUM(1));
    int decimals = get_decimals(method, PG_GETARG_BOOL(2));
    LfCashflows c = lfpg_cashflows_read(PG_GETARG_DATUM(0));
    LfFlowsRoom room;
    LfFlows flows;
    int64 rate = 0;

    lfpg_flows_alloc(&flows, c.count, &room);
    LFPG_TRY(lf_apr_of_dates, c.date, c.amount, c.count, method, decimals, &flows, &rate);
    return lfpg_numeric_from_int64(rate, decimals);
}
