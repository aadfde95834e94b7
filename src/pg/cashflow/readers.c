/*
 * cashflows(money_schedule), flows(): a schedule as cash flows, cash flows as
 * rows of SQL.
 */
#include "postgres.h"

#include "core/cashflow/cashflow.h"
#include "pg/common/rows.h"
#include "pg/cashflow/value.h"
#include "pg/schedule/open.h"

LFPG_FUNCTION(loanfin_cashflows_of_schedule)
{
    ExpandedCashflows *result;
    LfScheduleReader r;
    LfSchedule s;

    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &r);
    s = lfpg_schedule_borrow(&r);
    result = lfpg_expanded_cashflows_new(s.rows.count + 1);
    LFPG_TRY(lf_cashflows_of_schedule, &s, &result->flows);
    return lfpg_expanded_cashflows_datum(result);
}

LFPG_ENTRY(loanfin_cashflows_currency,
           lfpg_return_currency(fcinfo, lfpg_cashflows_open(PG_GETARG_CASHFLOWS_P(0)).currency))

/* Cash flows on their way out, alive between calls. */
typedef struct FlowStream {
    LfCashflows c;
    int32 next;
} FlowStream;

static void
open_flows(FunctionCallInfo fcinfo, void *opened)
{
    FlowStream *stream = opened;

    stream->c = lfpg_cashflows_read(PG_GETARG_DATUM(0));
}

static bool
next_flow(void *opened, Datum *values, bool *nulls)
{
    FlowStream *stream = opened;
    const LfCashflows *c = &stream->c;
    int32 k = stream->next++;

    if (k >= c->count)
        return false;
    values[0] = DateADTGetDatum(c->date[k]);
    values[1] = lfpg_numeric_from_int64(c->amount[k], lf_currency_scale(c->currency));
    return true;
}

LFPG_ROWS(loanfin_flows, FlowStream, open_flows, next_flow)

static double
count_flows(List *args)
{
    Datum value;

    return lfpg_constant(args, 0, &value) ? lfpg_cashflows_open(DatumGetCashflowsP(value)).count
                                          : -1;
}

LFPG_ROWS_SUPPORT(loanfin_flows_support, count_flows)
