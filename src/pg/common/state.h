/*
 * State: what the transition states of aggregates share.
 *
 * A state is flat, so that it can be stored, copied and sent; it is changed in
 * place only where an aggregate calls, elsewhere a copy is.  LFPG_STATE_TYPE
 * makes loanfin_<type>_in, _out, _recv and _send; the text form is the binary
 * form in hexadecimal, for dumps and for other servers.
 * Uses: the nodes that call aggregates.
 */
#ifndef LF_PG_COMMON_STATE_H
#define LF_PG_COMMON_STATE_H

#include "postgres.h"

#include "fmgr.h"
#include "nodes/nodes.h"
#include "port/pg_bitutils.h"

#include "pg/common/value.h"

/* What AggCheckCallContext answers, without the call: it is asked for every row. */
static inline bool
lfpg_in_aggregate(FunctionCallInfo fcinfo)
{
    fmNodePtr caller = fcinfo->context;

    return caller != NULL && (IsA(caller, AggState) || IsA(caller, WindowAggState));
}

/* Zeroed space for a state of `wanted` bytes: a power of two, itself at least `least`. */
static inline void *
lfpg_state_alloc(Size least, Size wanted)
{
    Size size = Max(least, pg_nextpower2_size_t(wanted));
    void *state = palloc0(size);

    SET_VARSIZE(state, size);
    return state;
}

/* A copy of a stored state, proved sound and aligned; raises XX001. */
typedef void *(*LfStateCopy)(Datum state);

/* copy() of a state that `check` proves sound, or of one that `load` opens. */
#define LFPG_STATE_COPY(check) \
    static void *copy(Datum state) \
    { \
        return check((void *)PG_DETOAST_DATUM_COPY(state)); \
    }
#define LFPG_LOADED_COPY(load) \
    static void *copy(Datum state) \
    { \
        return lfpg_value_copy(load(state)); \
    }

/* Adds the second state, proved here, to the first; returns it, or a larger one in its place. */
typedef void *(*LfStateMerge)(void *state, Datum other);

/* The state of argument 0, which is not NULL, to be changed. */
static inline void *
lfpg_state_own(FunctionCallInfo fcinfo, LfStateCopy copy)
{
    if (likely(lfpg_in_aggregate(fcinfo)))
        return PG_GETARG_POINTER(0);
    return copy(PG_GETARG_DATUM(0));
}

/* The answer for a row that adds nothing. */
static inline Datum
lfpg_state_unchanged(FunctionCallInfo fcinfo, LfStateCopy copy)
{
    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    PG_RETURN_POINTER(lfpg_state_own(fcinfo, copy));
}

/* Two states become one; either may be NULL. */
extern Datum lfpg_state_combine(FunctionCallInfo fcinfo, LfStateCopy copy, LfStateMerge merge);

/* A final function, NULL for a state that no row began. */
#define LFPG_FINAL(name, answer) \
    LFPG_FUNCTION(name) \
    { \
        if (PG_ARGISNULL(0)) \
            PG_RETURN_NULL(); \
        return answer; \
    }

extern Datum lfpg_state_in(FunctionCallInfo fcinfo, const LfValueType *type);
extern Datum lfpg_state_out(FunctionCallInfo fcinfo, const LfValueType *type);

#define LFPG_STATE_TYPE(type, ...) \
    LFPG_VALUE(type, __VA_ARGS__) \
    LFPG_ENTRY(loanfin_##type##_in, lfpg_state_in(fcinfo, &type##_type)) \
    LFPG_ENTRY(loanfin_##type##_out, lfpg_state_out(fcinfo, &type##_type)) \
    LFPG_VALUE_BINARY(type)

#endif
