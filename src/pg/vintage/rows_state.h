/*
 * vintage_rows_state: snapshot rows being collected for a vintage_summary.
 *
 * The transition state of vintage_agg over rows, which come in any order and
 * mean nothing until a loan is whole; flat, no pointer inside.
 * Memory: 16 bytes a row and 28 a loan, the loans and the whole a power of two,
 * at most the rows that the caller allows (LF_MAX_VINTAGE_ROWS: 704 MB if each
 * is of another loan); 32 bytes a row more for a moment when it ends.  Alignment is that of int64.
 */
#ifndef LF_PG_VINTAGE_ROWS_STATE_H
#define LF_PG_VINTAGE_ROWS_STATE_H

#include "postgres.h"

#include "fmgr.h"

#include "core/vintage/rows.h"

typedef struct LfVintageRowsState {
    int32 vl_len_; /* varlena header, as the server writes it */
    int32 max_rows;
    int32 rows; /* there is space for */
    int32 row_count;
    int32 loans; /* there is space for */
    int32 loan_count;
    int32 latest; /* loan number of the row before */
    int32 padding;
    int64 skipped;
    LfVintageRow row[FLEXIBLE_ARRAY_MEMBER]; /* then LfRowLoan, their index, their next */
} LfVintageRowsState;

#define DatumGetVintageRowsStateP(d) \
    lfpg_vintage_rows_state_check((LfVintageRowsState *)PG_DETOAST_DATUM(d))

/* The state itself, once it is proved sound; raises XX001.  One walk over it. */
extern LfVintageRowsState *lfpg_vintage_rows_state_check(LfVintageRowsState *state);

/* An empty state, palloc'd. */
extern LfVintageRowsState *lfpg_vintage_rows_state_new(int32 max_rows);

/*
 * Adds a checked row; returns the state, or a larger one in its place (the old
 * one is left to the caller's memory context).  Raises LF_ERR_LIMIT beyond
 * max_rows, LF_ERR_ORIGINAL_DISPUTED.
 */
extern LfVintageRowsState *lfpg_vintage_rows_state_add(LfVintageRowsState *state,
                                                       const LfRowLoan *loan, int32 mob,
                                                       int32 days_past_due, int64 balance);

/* Adds all of `other`; the same return. */
extern LfVintageRowsState *lfpg_vintage_rows_state_merge(LfVintageRowsState *state,
                                                         const LfVintageRowsState *other);

/* Counts rows that are left out; raises LF_ERR_SUM_RANGE. */
extern void lfpg_vintage_rows_state_skip(LfVintageRowsState *state, int64 rows);

/* What has been collected, for reading. */
extern LfVintageRows lfpg_vintage_rows_state_open(const LfVintageRowsState *state);

#endif
