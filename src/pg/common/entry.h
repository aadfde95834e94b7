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
 */
#ifndef LF_PG_COMMON_ENTRY_H
#define LF_PG_COMMON_ENTRY_H

#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "pg/common/args.h"
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

#endif
