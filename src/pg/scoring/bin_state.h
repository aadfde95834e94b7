/*
 * bin_summary_state: bins being counted, the transition state of bin_agg and
 * of rollup; flat, no pointer inside.
 *
 * Memory: 56 bytes a bin and 8 of index, 24 for its name, the whole a power of
 * two from 1 kB, more where names are long (at most 2 MB).  Alignment is that
 * of int64.
 */
#ifndef LF_PG_SCORING_BIN_STATE_H
#define LF_PG_SCORING_BIN_STATE_H

#include "postgres.h"

#include "fmgr.h"

#include "core/scoring/bins.h"

typedef struct LfBinState {
    int32 vl_len_; /* varlena header, as the server writes it */
    int32 room;    /* bins there is space for */
    int32 count;
    int32 names_used; /* bytes */
    int64 skipped;
    LfBinSlot slot[FLEXIBLE_ARRAY_MEMBER]; /* then the index, then the names */
} LfBinState;

/* A stored state proved sound, and a copy of it; raises XX001. */
extern const LfBinState *lfpg_bin_state(Datum state);
extern void *lfpg_bin_state_copy(Datum state);

extern LfBinState *lfpg_bin_state_new(void);

/* The weights of a bin; *state may become a larger one in its place.  Raises
 * LF_ERR_BIN_LONG, LF_ERR_LIMIT. */
extern LfOutcome *lfpg_bin_state_at(LfBinState **state, const char *name, int32 length);

/* Adds (or takes out, sign -1) a summary, or adds a state. */
extern LfBinState *lfpg_bin_state_apply(LfBinState *state, const LfBins *b, int sign);
extern void *lfpg_bin_state_merge(void *state, Datum other);

/* The summary of what was counted. */
extern Datum lfpg_bin_state_summary(const LfBinState *state);

#endif
