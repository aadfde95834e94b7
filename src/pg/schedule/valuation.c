/*
 * weighted_average_life(), present_value(), duration().
 */
#include "postgres.h"

#include "core/schedule/valuation.h"
#include "pg/common/entry.h"
#include "pg/schedule/open.h"

#define YEARS_DECIMALS 8

/* All rows of argument 0. */
static const LfRows *
read_rows(FunctionCallInfo fcinfo, LfScheduleReader *r)
{
    lfpg_schedule_open(PG_GETARG_DATUM(0), true, r);
    lfpg_schedule_read(r, LF_READ_ALL, r->view.count);
    return &r->rows;
}

LFPG_FUNCTION(loanfin_weighted_average_life)
{
    LfScheduleReader r;
    int64 years = 0;
    const LfRows *rows;
    int32 as_of;
    bool known;

    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    rows = read_rows(fcinfo, &r);
    as_of = PG_ARGISNULL(1) ? r.view.start_date : lfpg_date(PG_GETARG_DATEADT(1), "as_of");
    LFPG_TRY(lf_average_life, rows, as_of, &known, &years);
    if (!known)
        PG_RETURN_NULL();
    return lfpg_numeric_from_int64(years, YEARS_DECIMALS);
}

LFPG_FUNCTION(loanfin_present_value)
{
    int64 rate = lfpg_numeric_to_rate(PG_GETARG_DATUM(1), "annual_rate");
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(2), "as_of");
    LfScheduleReader r;
    const LfRows *rows;
    int64 value;

    rows = read_rows(fcinfo, &r);
    LFPG_TRY(lf_present_value, rows, rate, as_of, &value);
    return lfpg_numeric_from_int64(value, lfpg_schedule_scale(&r));
}

LFPG_FUNCTION(loanfin_duration)
{
    int64 rate = lfpg_numeric_to_rate(PG_GETARG_DATUM(1), "annual_rate");
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(2), "as_of");
    LfScheduleReader r;
    int64 years = 0;
    const LfRows *rows;
    bool known;

    rows = read_rows(fcinfo, &r);
    LFPG_TRY(lf_duration, rows, rate, as_of, &known, &years);
    if (!known)
        PG_RETURN_NULL();
    return lfpg_numeric_from_int64(years, YEARS_DECIMALS);
}
