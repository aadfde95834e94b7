/*
 * A vintage's state while an aggregate counts: flat as long as it is small,
 * inside an expanded object of the server once it is large.
 *
 * The server copies a flat state that has grown, which for a large one costs
 * as much as counting; an expanded object is passed on as it is.  When it is
 * stored or sent it becomes the flat state.
 * Uses: the server's expanded objects.
 */
#ifndef LF_PG_VINTAGE_HELD_H
#define LF_PG_VINTAGE_HELD_H

#include "postgres.h"

#include "fmgr.h"

#include "pg/vintage/state.h"

/* The table to write to, and what the transition function answers. */
typedef struct LfVintageHeld {
    LfVintageTable *table;
    Datum answer;
    LfVintageTable flat; /* the table of a flat state */
} LfVintageHeld;

/* The state of argument 0, which is not NULL, to be changed: the aggregate's own, elsewhere a
 * copy. */
extern void lfpg_vintage_held_own(FunctionCallInfo fcinfo, LfVintageHeld *held);

/* A state of the caller's. */
extern void lfpg_vintage_held(LfVintageState *state, LfVintageHeld *held);

/* Makes room for so many cells more. */
extern void lfpg_vintage_held_enlarge(FunctionCallInfo fcinfo, LfVintageHeld *held, int32 cells);

static inline void
lfpg_vintage_held_grow(FunctionCallInfo fcinfo, LfVintageHeld *held, int32 cells)
{
    if (unlikely(!lf_vintage_fits(held->table, cells)))
        lfpg_vintage_held_enlarge(fcinfo, held, cells);
}

/* The state of a datum, to be read; no copy where it is in an object. */
extern LfVintageTable lfpg_vintage_held_read(Datum state);

#endif
