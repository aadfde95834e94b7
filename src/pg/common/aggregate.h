/*
 * Aggregate: whether a support function may change its state in place.
 *
 * What AggCheckCallContext answers, without the call: it is asked for every
 * row.
 * May know: the nodes that call aggregates.
 */
#ifndef LF_PG_COMMON_AGGREGATE_H
#define LF_PG_COMMON_AGGREGATE_H

#include "postgres.h"

#include "fmgr.h"
#include "nodes/nodes.h"

static inline bool
lfpg_in_aggregate(FunctionCallInfo fcinfo)
{
    fmNodePtr caller = fcinfo->context;

    return caller != NULL && (IsA(caller, AggState) || IsA(caller, WindowAggState));
}

#endif
