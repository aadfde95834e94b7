/*
 * Entry: how a function that SQL calls is defined.
 *
 *     LFPG_FUNCTION(loanfin_tier)
 *     {
 *         PG_RETURN_RISK_GRADE(...);
 *     }
 *
 * with fcinfo as its parameter; LFPG_ENTRY where its answer is one expression.
 * Includes what such a function is written with: arguments, errors, conversions.
 * Integers are declared bigint, so that the integer of any driver finds the
 * function, and checked here.  What core judges itself goes to it as it is.
 */
#ifndef LF_PG_COMMON_ENTRY_H
#define LF_PG_COMMON_ENTRY_H

#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "pg/common/compat.h"
#include "pg/common/date.h"
#include "pg/common/error.h"
#include "pg/common/numeric.h"
#include "pg/common/text.h"

#define LFPG_FUNCTION(name) \
    PG_FUNCTION_INFO_V1(name); \
    Datum name(PG_FUNCTION_ARGS)

#define LFPG_ENTRY(name, answer) \
    LFPG_FUNCTION(name) \
    { \
        return answer; \
    }

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
