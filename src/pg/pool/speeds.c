/*
 * monthly_rate(), cpr(), abs_speed().
 */
#include "postgres.h"

#include "pg/common/entry.h"
#include "pg/pool/arguments.h"

/* (speed, month, age) */
LFPG_FUNCTION(loanfin_monthly_rate)
{
    LfSpeed speed;
    int32 month, age;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        PG_RETURN_NULL();
    month = age = lfpg_int_arg(fcinfo, 1, "month", 1, PG_INT32_MAX);
    if (!PG_ARGISNULL(2))
        age = lfpg_int_arg(fcinfo, 2, "age", 1, PG_INT32_MAX);
    lfpg_speed_argument(fcinfo, 0, "speed", LF_SPEED_ANY, &speed);
    return lfpg_numeric_from_int64(lf_speed_monthly_rate(&speed, month, age), LF_RATE_DECIMALS);
}

/* (gone, months) */
LFPG_FUNCTION(loanfin_cpr)
{
    int64 cpr_e8;
    int32 months = 1;

    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    if (!PG_ARGISNULL(1))
        months = lfpg_int_arg(fcinfo, 1, "months", 1, 12);
    LFPG_TRY(lf_speed_cpr, lfpg_rate_argument(fcinfo, 0, "gone"), months, &cpr_e8);
    return lfpg_numeric_from_int64(cpr_e8, LF_RATIO_DECIMALS);
}

/* (gone, age, months) */
LFPG_FUNCTION(loanfin_abs_speed)
{
    int64 abs_e8;
    int32 age, months = 1;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        PG_RETURN_NULL();
    age = lfpg_int_arg(fcinfo, 1, "age", 1, PG_INT32_MAX);
    if (!PG_ARGISNULL(2))
        months = lfpg_int_arg(fcinfo, 2, "months", 1, age);
    LFPG_TRY(lf_speed_abs, lfpg_rate_argument(fcinfo, 0, "gone"), age, months, &abs_e8);
    return lfpg_numeric_from_int64(abs_e8, LF_RATIO_DECIMALS);
}
