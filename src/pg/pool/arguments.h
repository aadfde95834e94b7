/*
 * arguments: how SQL gives speeds, projections and schedules to core.
 *
 * A NULL argument that has a default is that default.
 * Uses: fmgr, core's terms.
 */
#ifndef LF_PG_POOL_ARGUMENTS_H
#define LF_PG_POOL_ARGUMENTS_H

#include "postgres.h"

#include "fmgr.h"

#include "core/pool/projection.h"
#include "pg/schedule/open.h"

/* Argument n as a speed; NULL: none leave. */
extern void lfpg_speed_argument(FunctionCallInfo fcinfo, int n, const char *name, LfSpeedUse use,
                                LfSpeed *speed);

/* Argument n as a share of one, 6 decimals; NULL: 0. */
extern int64 lfpg_severity_argument(FunctionCallInfo fcinfo, int n);

/* Argument n as a rate, 12 decimals; NULL: 0. */
extern int64 lfpg_rate_argument(FunctionCallInfo fcinfo, int n, const char *name);

/* The places of the arguments of a projection. */
typedef struct LfProjectionPlaces {
    int prepayment;
    int defaults;
    int severity;
    int recovery_lag;
    int age;
} LfProjectionPlaces;

/* What the arguments but the first two say.  It points into itself: not to be copied. */
typedef struct LfProjectionOptions {
    bool constant;
    LfProjectionTerms terms; /* without as_of */
    LfSpeed prepayment;
    LfSpeed defaults;
    LfProjectionRates rates;
} LfProjectionOptions;

/* The options of a call: *own, or where they are constants of the query those kept in fn_extra,
 * which must be free for them. */
extern LfProjectionOptions *lfpg_projection_options(FunctionCallInfo fcinfo,
                                                    const LfProjectionPlaces *at,
                                                    LfProjectionOptions *own);

/* A projection of argument 0 as of argument 1, with all that it needs. */
typedef struct LfProjectionCall {
    LfScheduleReader reader;
    LfProjectionOptions options;
    LfProjectionTerms terms;
    int32 count;
    LfProjectionMonth month[LF_MAX_PROJECTION_MONTHS];
} LfProjectionCall;

/* Reads argument 1 and the options into *call; fn_extra is left alone. */
extern void lfpg_projection_call(FunctionCallInfo fcinfo, const LfProjectionPlaces *at,
                                 LfProjectionCall *call);

/* The months of an open reader by call->terms. */
extern void lfpg_projection_months(LfProjectionCall *call);

#endif
