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

static inline LfVintageTable
lfpg_vintage_table(LfVintageState *state)
{
    return (LfVintageTable){.head = &state->head,
                            .cell = state->cell,
                            .capacity = state->capacity,
                            .used = &state->used};
}

static inline bool
lfpg_vintage_state_fits(LfVintageState *state, int32 cells)
{
    LfVintageTable table = lfpg_vintage_table(state);

    return lf_vintage_fits(&table, cells);
}

/*
 * The state, or a larger one in its place, with room for so many cells more
 * (the old one is left to the caller's memory context).
 */
extern LfVintageState *lfpg_vintage_state_reserve(LfVintageState *state, int32 cells);

/* Places that leave enough of them empty for so many cells; raises 54000 above the ceiling. */
extern int32 lfpg_vintage_capacity(int64 cells);

/* Bytes of a state of so many places; a state written there, with these cells (those of key 0 are
 * left out). */
extern Size lfpg_vintage_state_size(int32 capacity);
extern void lfpg_vintage_state_write(LfVintageState *state, Size size, const LfVintageHead *head,
                                     const LfVintageCell *cell, int32 count);

/* Counts a row that is left out; raises 22003. */
extern void lfpg_vintage_skip(LfVintageHead *head);

/* Adds all of a summary; the same return as reserve.  Raises 22023 for another
 * rule or currency. */
extern LfVintageState *lfpg_vintage_state_merge(LfVintageState *state, const LfVintage *v);

/* Adds all of `other`; the same. */
extern LfVintageState *lfpg_vintage_state_combine(LfVintageState *state,
                                                  const LfVintageState *other);

/* The cells of the table and their order, palloc'd; lf_vintage_check has not seen them. */
extern LfVintage lfpg_vintage_table_read(const LfVintageTable *table);

/* The summary, through the gate; raises 22003 where sums of parts are too large. */
extern VintageSummary *lfpg_vintage_table_summary(const LfVintageTable *table);

static inline VintageSummary *
lfpg_vintage_state_summary(LfVintageState *state)
{
    LfVintageTable table = lfpg_vintage_table(state);

    return lfpg_vintage_table_summary(&table);
}

#endif
