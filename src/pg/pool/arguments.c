/*
 * Arguments of speeds and projections.
 */
#include "postgres.h"

#include "pg/pool/arguments.h"

#include "pg/common/args.h"
#include "pg/common/date.h"
#include "pg/common/error.h"
#include "pg/common/numeric.h"
#include "pg/common/text.h"

#define SEVERITY_DECIMALS 6

void
lfpg_speed_argument(FunctionCallInfo fcinfo, int n, const char *name, LfSpeedUse use,
                    LfSpeed *speed)
{
    LfWord word;

    if (PG_ARGISNULL(n)) {
        speed->count = 1;
        speed->part[0] =
            (LfSpeedPart){.kind = use == LF_SPEED_DEFAULTS ? LF_SPEED_MDR : LF_SPEED_SMM};
        return;
    }
    word = lfpg_word(PG_GETARG_DATUM(n));
    LFPG_TRY(lf_speed_parse, word.text, word.length, name, use, speed);
}

int64
lfpg_severity_argument(FunctionCallInfo fcinfo, int n)
{
    if (PG_ARGISNULL(n))
        return 0;
    return lfpg_numeric_to_scaled(PG_GETARG_DATUM(n), SEVERITY_DECIMALS, "severity");
}

int64
lfpg_rate_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
    return PG_ARGISNULL(n) ? 0 : lfpg_numeric_to_rate(PG_GETARG_DATUM(n), name);
}

static int32
lag_argument(FunctionCallInfo fcinfo, int n)
{
    if (PG_ARGISNULL(n))
        return 0;
    return lfpg_int_arg(fcinfo, n, "recovery_lag", 0, LF_MAX_RECOVERY_LAG);
}

void
lfpg_projection_call(FunctionCallInfo fcinfo, const LfProjectionPlaces *at, LfProjectionCall *call)
{
    LfSchedule s;

    call->terms = (LfProjectionTerms){.as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of"),
                                      .prepayment = &call->prepayment,
                                      .defaults = &call->defaults,
                                      .severity_e6 = lfpg_severity_argument(fcinfo, at->severity),
                                      .recovery_lag = lag_argument(fcinfo, at->recovery_lag),
                                      .has_age = !PG_ARGISNULL(at->age)};
    if (call->terms.has_age)
        call->terms.age = lfpg_int_arg(fcinfo, at->age, "age", 0, LF_MAX_GIVEN_MOB);
    LFPG_TRY(lf_projection_check, &call->terms);
    lfpg_speed_argument(fcinfo, at->prepayment, "prepayment", LF_SPEED_PREPAYMENT,
                        &call->prepayment);
    lfpg_speed_argument(fcinfo, at->defaults, "defaults", LF_SPEED_DEFAULTS, &call->defaults);
    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &call->reader);
    s = lfpg_schedule_borrow(&call->reader);
    LFPG_TRY(lf_projection, &s, &call->terms, call->month, &call->count);
}
