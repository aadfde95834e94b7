/*
 * rows: what set-returning functions share.
 *
 * A function that streams rows has a stream (a struct that is kept between
 * the calls), one routine that opens it from the arguments and one that fills
 * the next row; one of few rows fills a table.  Its support function has a
 * count for known arguments.
 * Uses: funcapi, the planner's request for a number of rows.
 */
#ifndef LF_PG_COMMON_ROWS_H
#define LF_PG_COMMON_ROWS_H

#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "nodes/pg_list.h"

#include "pg/common/entry.h"

#define LFPG_MAX_COLUMNS 20

/* Opens a zeroed stream; its memory context is kept as long as the set. */
typedef void (*LfRowsOpen)(FunctionCallInfo fcinfo, void *stream);

/* Fills one row and goes on, no column null before; false at the end. */
typedef bool (*LfRowsNext)(void *stream, Datum *values, bool *nulls);

/* One call of a function that streams rows. */
extern Datum lfpg_rows(FunctionCallInfo fcinfo, Size stream, LfRowsOpen open, LfRowsNext next);

#define LFPG_ROWS(name, stream, open, next) \
    LFPG_ENTRY(name, lfpg_rows(fcinfo, sizeof(stream), open, next))

/* Fills one row, numbered from 0, no column null before; `of` is what the rows are about. */
typedef void (*LfRowFill)(const void *of, int32 row, Datum *values, bool *nulls);

/* So many rows at once: what a function returns whose table is small. */
extern Datum lfpg_table(FunctionCallInfo fcinfo, const void *of, int32 rows, LfRowFill fill);

/* The row type of a call, blessed, in the current memory context. */
extern TupleDesc lfpg_row_type(FunctionCallInfo fcinfo);

/* The rows of a call with these arguments, folded as far as the planner can; below 0 where that
 * is not known. */
typedef double (*LfRowsCount)(List *arguments);

/* Answers a request of the planner, or not: what a support function does. */
extern Datum lfpg_rows_support(Datum request, LfRowsCount count);

#define LFPG_ROWS_SUPPORT(name, count) \
    LFPG_ENTRY(name, lfpg_rows_support(PG_GETARG_DATUM(0), count))

/* Argument n where it is a constant that is not NULL; all arguments where each is a constant. */
extern bool lfpg_constant(List *arguments, int n, Datum *value);
extern bool lfpg_constants(List *arguments, NullableDatum *values);

#endif
