/*
 * days_between() and year_fraction(): day counts of two dates.
 */
#include "postgres.h"

#include "core/base/limits.h"
#include "core/base/round.h"
#include "core/time/daycount.h"
#include "pg/common/entry.h"

static LfDayCount
get_day_count(FunctionCallInfo fcinfo)
{
    return (LfDayCount)lfpg_keyword(PG_GETARG_DATUM(2), &lf_dated_day_counts);
}

LFPG_ENTRY(loanfin_days_between,
           Int32GetDatum(lf_days_between(get_day_count(fcinfo),
                                         lfpg_date(PG_GETARG_DATEADT(0), "from_date"),
                                         lfpg_date(PG_GETARG_DATEADT(1), "to_date"))))

LFPG_FUNCTION(loanfin_year_fraction)
{
    LfFraction f =
        lf_year_fraction(get_day_count(fcinfo), lfpg_date(PG_GETARG_DATEADT(0), "from_date"),
                         lfpg_date(PG_GETARG_DATEADT(1), "to_date"));
    lf_int128 scaled = lf_div_round((lf_int128)f.num * LF_RATE_ONE, f.den, LF_HALF_UP);

    return lfpg_numeric_from_int128(scaled, LF_RATE_DECIMALS);
}
