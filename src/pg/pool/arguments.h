/*
 * arguments: how SQL gives speeds, projections and schedules to core.
 *
 * A NULL argument that has a default is that default.
 * May know: fmgr, core's terms.
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

/* Where the arguments of a projection stand. */
typedef struct LfProjectionPlaces {
    int prepayment;
    int defaults;
    int severity;
    int recovery_lag;
    int age;
} LfProjectionPlaces;

/* A projection of argument 0 as of argument 1, with all that it needs. */
typedef struct LfProjectionCall {
    LfScheduleReader reader;
    LfSpeed prepayment;
    LfSpeed defaults;
    LfProjectionTerms terms;
    int32 count;
    LfProjectionMonth month[LF_MAX_PROJECTION_MONTHS];
} LfProjectionCall;

extern void lfpg_projection_call(FunctionCallInfo fcinfo, const LfProjectionPlaces *at,
                                 LfProjectionCall *call);

#endif
