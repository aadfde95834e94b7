/*
 * vintage_rows_state: snapshot rows being collected for a vintage_summary.
 *
 * The transition state of vintage_agg over rows, which come in any order and
 * mean nothing until a loan is whole; flat, no pointer inside.
 * Memory: 32 bytes a row, the whole a power of two, at most the rows that the
 * caller allows (LF_MAX_VINTAGE_ROWS: 512 MB); as much twice for a moment when
 * it grows and when it ends.  Alignment is that of int64.
 */
#ifndef LF_TYPE_VINTAGE_ROWS_STATE_H
#define LF_TYPE_VINTAGE_ROWS_STATE_H

#include "postgres.h"

#include "fmgr.h"

#include "core/vintage_rows.h"
#include "type/vintage_state.h"

typedef struct LfVintageRows {
    int32 vl_len_; /* varlena header, as the server writes it */
    int32 capacity;
    int32 count;
    int32 max_rows;
    int64 skipped;
    int64 padding;
    LfVintageRow row[FLEXIBLE_ARRAY_MEMBER];
} LfVintageRows;

#define DatumGetVintageRowsP(d) ((LfVintageRows *)PG_DETOAST_DATUM(d))
#define DatumGetVintageRowsPCopy(d) ((LfVintageRows *)PG_DETOAST_DATUM_COPY(d))

/* An empty state with room for `count` rows, palloc'd. */
extern LfVintageRows *lfpg_vintage_rows_new(int32 max_rows, int32 count);

/* The state, or a larger one in its place, with room for so many rows more;
 * raises LF_ERR_LIMIT beyond its max_rows. */
extern LfVintageRows *lfpg_vintage_rows_reserve(LfVintageRows *state, int32 rows);

/* All loans counted. */
extern LfVintageState *lfpg_vintage_rows_count(const LfVintageRows *state);

#endif
