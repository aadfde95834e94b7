/*
 * constant: which arguments of a call are constants of the query.
 *
 * Such an argument may be read once and kept in fn_extra.  Parameters do not
 * count: PL/pgSQL reuses a call with other values of them.
 * May know: the expression tree behind a call.
 */
#ifndef LF_PG_COMMON_CONSTANT_H
#define LF_PG_COMMON_CONSTANT_H

#include "postgres.h"

#include "fmgr.h"

/* False also where the call has no expression (a direct function call). */
extern bool lfpg_arg_is_constant(FunctionCallInfo fcinfo, int argument);

#endif
