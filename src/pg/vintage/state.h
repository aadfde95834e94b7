/*
 * vintage_summary_state: loans being counted into a vintage_summary.
 *
 * The transition state of vintage_agg over histories and of rollup: the cells
 * of core/vintage as an open hash table, flat, no pointer inside.
 * Memory: 32 bytes a cell, at most three quarters of the cells used, the whole
 * a power of two, at most LF_VINTAGE_STATE_CEILING.  Alignment is that of int64.
 */
#ifndef LF_PG_VINTAGE_STATE_H
#define LF_PG_VINTAGE_STATE_H

#include "postgres.h"

#include "fmgr.h"

#include "core/vintage/vintage.h"
#include "pg/vintage/value.h"

#define LF_VINTAGE_STATE_CEILING (512 * 1024 * 1024)

typedef struct LfVintageState {
    int32 vl_len_; /* varlena header, as the server writes it */
    int32 capacity;
    int32 used;
    int32 padding;
    LfVintageHead head;
    LfVintageCell cell[FLEXIBLE_ARRAY_MEMBER];
} LfVintageState;

#define DatumGetVintageStateP(d) lfpg_vintage_state_check((LfVintageState *)PG_DETOAST_DATUM(d))

/* The state itself, once it is proved to be a table; raises XX001.  One walk
 * over it; its numbers are proved where they become a summary. */
extern LfVintageState *lfpg_vintage_state_check(LfVintageState *state);

/* An empty state, palloc'd. */
extern LfVintageState *lfpg_vintage_state_new(LfMobRule rule);

/* Whether so many cells more leave enough of them empty. */
static inline bool
lfpg_vintage_state_fits(const LfVintageState *state, int32 cells)
{
    return (int64)state->used + cells <= (int64)state->capacity * 3 / 4;
}

/*
 * The state, or a larger one in its place, with space for so many cells more
 * (the old one is left to the caller's memory context).
 */
extern LfVintageState *lfpg_vintage_state_reserve(LfVintageState *state, int32 cells);

/* The same in place: the size of the larger state, and the state spread over so many bytes, which
 * are its own now. */
extern Size lfpg_vintage_state_size(const LfVintageState *state, int32 cells);
extern void lfpg_vintage_state_extend(LfVintageState *state, Size size);

static inline LfVintageTable
lfpg_vintage_table(LfVintageState *state)
{
    return (LfVintageTable){&state->head, state->cell, state->capacity, &state->used, NULL};
}

/* Counts a row that is left out; raises 22003. */
extern void lfpg_vintage_state_skip(LfVintageState *state);

/* Adds all of a summary; the same return as reserve.  Raises 22023 for another
 * rule or currency. */
extern LfVintageState *lfpg_vintage_state_merge(LfVintageState *state, const LfVintage *v);

/* Adds all of `other`; the same. */
extern LfVintageState *lfpg_vintage_state_combine(LfVintageState *state,
                                                  const LfVintageState *other);

/* The cells by key, palloc'd; lf_vintage_check has not seen them. */
extern LfVintage lfpg_vintage_state_read(const LfVintageState *state);

/* The summary, through the check; raises 22003 where sums of parts are too large. */
extern VintageSummary *lfpg_vintage_state_summary(const LfVintageState *state);

#endif
