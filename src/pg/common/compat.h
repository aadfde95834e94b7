/*
 * Compat: what differs between PostgreSQL 15, 16, 17 and 18.  The only place
 * that looks at PG_VERSION_NUM.
 */
#ifndef LF_PG_COMMON_COMPAT_H
#define LF_PG_COMMON_COMPAT_H

#include "postgres.h"

#include "fmgr.h"
#include "utils/fmgrprotos.h"

#if PG_VERSION_NUM < 150000
#error "loanfin needs PostgreSQL 15 or later"
#endif

/* varatt.h is its own header from 16 on */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* Callbacks of the JSON parser answer from 16 on, its lexer is made otherwise from 17 on. */
#if PG_VERSION_NUM >= 160000
#define LFPG_JSON_ACTION JsonParseErrorType
#define LFPG_JSON_GO_ON return JSON_SUCCESS
#else
#define LFPG_JSON_ACTION void
#define LFPG_JSON_GO_ON return
#endif
#if PG_VERSION_NUM >= 170000
#define LFPG_JSON_LEX(input, length) \
    makeJsonLexContextCstringLen(NULL, (input), (length), GetDatabaseEncoding(), true)
#else
#define LFPG_JSON_LEX(input, length) \
    makeJsonLexContextCstringLen((char *)(input), (int)(length), GetDatabaseEncoding(), true)
#endif

/* Soft errors of input functions (16 and later). */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#define LFPG_ESCONTEXT(fcinfo) ((struct Node *)(fcinfo)->context)
#define LFPG_ERRSAVE(escontext, ...) errsave(escontext, __VA_ARGS__)
#else
#define LFPG_ESCONTEXT(fcinfo) ((struct Node *)NULL)
#define LFPG_ERRSAVE(escontext, ...) \
    do { \
        (void)(escontext); \
        ereport(ERROR, __VA_ARGS__); \
    } while (0)
#endif

/* The number of a text that is one in form: false where numeric has no space
 * for it, which is an error before 16. */
static inline bool
lfpg_numeric_in_safe(const char *text, Datum *number)
{
#if PG_VERSION_NUM >= 160000
    ErrorSaveContext quiet = {T_ErrorSaveContext};

    return DirectInputFunctionCallSafe(numeric_in, (char *)text, InvalidOid, -1, (fmNodePtr)&quiet,
                                       number);
#else
    *number = DirectFunctionCall3(numeric_in, CStringGetDatum(text), ObjectIdGetDatum(InvalidOid),
                                  Int32GetDatum(-1));
    return true;
#endif
}

/* Infinite intervals (17 and later). */
#if PG_VERSION_NUM >= 170000
#define LFPG_INTERVAL_IS_FINITE(interval) (!INTERVAL_NOT_FINITE(interval))
#else
#define LFPG_INTERVAL_IS_FINITE(interval) ((void)(interval), true)
#endif

#endif
