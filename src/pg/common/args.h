/*
 * args: integer arguments of SQL functions.
 *
 * They are declared bigint, so that the integer of any driver finds the
 * function, and checked here.  What core judges itself goes to it as it is.
 * Uses: fmgr, the expression tree behind a call.
 */
#ifndef LF_PG_COMMON_ARGS_H
#define LF_PG_COMMON_ARGS_H

#include "postgres.h"

#include "fmgr.h"

/* Raises LF_ERR_RANGE_INT where the argument is not from least to greatest. */
extern int32 lfpg_int_arg(FunctionCallInfo fcinfo, int n, const char *name, int32 least,
                          int32 greatest);

/* The same only where 32 bits do not hold it; core refuses the rest in its own words. */
extern int32 lfpg_int32_arg(FunctionCallInfo fcinfo, int n, const char *name, int32 least,
                            int32 greatest);

/*
 * Whether an argument is a constant of the query, which may be read once and
 * kept in fn_extra.  Parameters do not count: PL/pgSQL reuses a call with other
 * values of them.  False also where the call has no expression (a direct
 * function call).
 */
extern bool lfpg_arg_is_constant(FunctionCallInfo fcinfo, int argument);

#endif
