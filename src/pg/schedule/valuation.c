/*
 * weighted_average_life(), present_value(), duration().
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/date.h"

#include "core/schedule/valuation.h"
#include "pg/common/error.h"
#include "pg/common/date.h"
#include "pg/common/numeric.h"
#include "pg/schedule/value.h"

#define YEARS_DECIMALS 8

static void
get_rows(FunctionCallInfo fcinfo, LfScheduleView *view, LfRows *rows)
{
    lfpg_money_schedule_view(PG_GETARG_MONEY_SCHEDULE_P(0), view);
    lfpg_money_schedule_rows(view, rows);
}

PG_FUNCTION_INFO_V1(loanfin_weighted_average_life);
Datum
loanfin_weighted_average_life(PG_FUNCTION_ARGS)
{
    LfScheduleView view;
    int64 years = 0;
    LfRows rows;
    int32 as_of;
    bool known;

    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    get_rows(fcinfo, &view, &rows);
    as_of = PG_ARGISNULL(1) ? view.start_date : lfpg_date(PG_GETARG_DATEADT(1), "as_of");
    LFPG_TRY(lf_average_life, &rows, as_of, &known, &years);
    if (!known)
        PG_RETURN_NULL();
    return lfpg_numeric_from_int64(years, YEARS_DECIMALS);
}

PG_FUNCTION_INFO_V1(loanfin_present_value);
Datum
loanfin_present_value(PG_FUNCTION_ARGS)
{
    int64 rate = lfpg_numeric_to_rate(PG_GETARG_DATUM(1), "annual_rate");
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(2), "as_of");
    LfScheduleView view;
    LfRows rows;
    int64 value;

    get_rows(fcinfo, &view, &rows);
    LFPG_TRY(lf_present_value, &rows, rate, as_of, &value);
    return lfpg_numeric_from_int64(value, lf_currency_scale(view.currency));
}

PG_FUNCTION_INFO_V1(loanfin_duration);
Datum
loanfin_duration(PG_FUNCTION_ARGS)
{
    int64 rate = lfpg_numeric_to_rate(PG_GETARG_DATUM(1), "annual_rate");
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(2), "as_of");
    LfScheduleView view;
    int64 years = 0;
    LfRows rows;
    bool known;

    get_rows(fcinfo, &view, &rows);
    LFPG_TRY(lf_duration, &rows, rate, as_of, &known, &years);
    if (!known)
        PG_RETURN_NULL();
    return lfpg_numeric_from_int64(years, YEARS_DECIMALS);
}
