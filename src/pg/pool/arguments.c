/*
 * Arguments of speeds and projections.
 */
#include "postgres.h"

#include "pg/pool/arguments.h"

#include "pg/common/entry.h"
#include "pg/common/date.h"
#include "pg/common/error.h"
#include "pg/common/numeric.h"
#include "pg/common/text.h"

#define SEVERITY_DECIMALS 6

void
lfpg_speed_argument(FunctionCallInfo fcinfo, int n, const char *name, LfSpeedUse use,
                    LfSpeed *speed)
{
    LfText word;

    if (PG_ARGISNULL(n)) {
        speed->count = 1;
        speed->part[0] =
            (LfSpeedPart){.kind = use == LF_SPEED_DEFAULTS ? LF_SPEED_MDR : LF_SPEED_SMM};
        return;
    }
    word = lfpg_word(PG_GETARG_DATUM(n));
    LFPG_TRY(lf_speed_parse, word.at, word.length, name, use, speed);
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

static void
read_options(FunctionCallInfo fcinfo, const LfProjectionPlaces *at, LfProjectionOptions *o)
{
    o->terms = (LfProjectionTerms){.prepayment = &o->prepayment,
                                   .defaults = &o->defaults,
                                   .severity_e6 = lfpg_severity_argument(fcinfo, at->severity),
                                   .recovery_lag = lag_argument(fcinfo, at->recovery_lag),
                                   .has_age = !PG_ARGISNULL(at->age)};
    if (o->terms.has_age)
        o->terms.age = lfpg_int_arg(fcinfo, at->age, "age", 0, LF_MAX_GIVEN_MOB);
    LFPG_TRY(lf_projection_check, &o->terms);
    lfpg_speed_argument(fcinfo, at->prepayment, "prepayment", LF_SPEED_PREPAYMENT, &o->prepayment);
    lfpg_speed_argument(fcinfo, at->defaults, "defaults", LF_SPEED_DEFAULTS, &o->defaults);
    lf_speed_table(&o->rates.prepayment, &o->prepayment);
    lf_speed_table(&o->rates.defaults, &o->defaults);
}

static bool
options_are_constant(FunctionCallInfo fcinfo, const LfProjectionPlaces *at)
{
    return lfpg_arg_is_constant(fcinfo, at->prepayment) &&
           lfpg_arg_is_constant(fcinfo, at->defaults) &&
           lfpg_arg_is_constant(fcinfo, at->severity) &&
           lfpg_arg_is_constant(fcinfo, at->recovery_lag) && lfpg_arg_is_constant(fcinfo, at->age);
}

LfProjectionOptions *
lfpg_projection_options(FunctionCallInfo fcinfo, const LfProjectionPlaces *at,
                        LfProjectionOptions *own)
{
    LfProjectionOptions *kept = fcinfo->flinfo->fn_extra;

    if (kept != NULL && kept->constant)
        return kept;
    if (kept == NULL) {
        bool constant = options_are_constant(fcinfo, at);

        kept = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, constant ? sizeof(*kept) : sizeof(bool));
        kept->constant = constant;
        if (constant)
            read_options(fcinfo, at, kept);
        fcinfo->flinfo->fn_extra = kept;
        if (constant)
            return kept;
    }
    read_options(fcinfo, at, own);
    return own;
}

void
lfpg_projection_months(LfProjectionCall *call)
{
    LfSchedule s = lfpg_schedule_borrow(&call->reader);

    LFPG_TRY(lf_projection, &s, &call->terms, call->month, &call->count);
}

void
lfpg_projection_call(FunctionCallInfo fcinfo, const LfProjectionPlaces *at, LfProjectionCall *call)
{
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of");

    read_options(fcinfo, at, &call->options);
    call->terms = call->options.terms;
    call->terms.as_of = as_of;
    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &call->reader);
    lfpg_projection_months(call);
}
