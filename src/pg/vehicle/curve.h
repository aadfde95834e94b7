/*
 * value_curve on the server: its canonical text as a varlena, read into core's
 * curve.
 *
 * Order and hash go by the text; ALIGNMENT = int4.  Reading a stored curve
 * parses it, so a call with a constant keeps what it read.
 */
#ifndef LF_PG_VEHICLE_CURVE_H
#define LF_PG_VEHICLE_CURVE_H

#include "postgres.h"

#include "fmgr.h"

#include "core/vehicle/curve.h"

/* A stored curve, palloc'd in the current context; raises XX001 if its text is not a valid one. */
extern LfCurve *lfpg_curve_read(Datum curve);

/* Argument n, read once where it is a constant of the query. */
extern const LfCurve *lfpg_curve_argument(FunctionCallInfo fcinfo, int n);

#endif
