/*
 * score_summary_state: scores being counted, the transition state of
 * score_agg and of rollup; flat, no pointer inside.
 *
 * Memory: 56 bytes a distinct score and 8 of index, the whole a power of two
 * from 1 kB; at most LF_MAX_SCORES of them (8 MB).  Alignment is that of int64.
 */
#ifndef LF_PG_SCORING_SCORE_STATE_H
#define LF_PG_SCORING_SCORE_STATE_H

#include "postgres.h"

#include "fmgr.h"

#include "core/scoring/table.h"

typedef struct LfScoreState {
    int32 vl_len_; /* varlena header, as the server writes it */
    int32 room;    /* rows there is space for */
    int32 count;
    int32 padding;
    int64 loans;
    int64 skipped;
    int64 unknown;                         /* summaries added whose number of loans is not known */
    LfScoreRow row[FLEXIBLE_ARRAY_MEMBER]; /* then the index */
} LfScoreState;

/* A stored state proved sound, and a copy of it; raises XX001. */
extern const LfScoreState *lfpg_score_state(Datum state);
extern void *lfpg_score_state_copy(Datum state);

extern LfScoreState *lfpg_score_state_new(void);

/* The weights of a score; *state may become a larger one in its place.  Raises
 * LF_ERR_SCORES_LIMIT. */
extern LfOutcome *lfpg_score_state_at(LfScoreState **state, int32 score);

/* Adds to a count that stays within 64 bits; raises LF_ERR_SUM_RANGE naming it. */
extern void lfpg_count_add(int64 *count, int64 more, const char *name);

/* Raises XX001 where the index of a state is not that of so many rows. */
extern void lfpg_index_check(const char *type, const int32 *index, int32 places, int32 count);

/* Adds weights, or takes them out, sign -1; raises LF_ERR_SUM_RANGE. */
extern void lfpg_weights_apply(LfOutcome *at, const LfOutcome *of, int sign);

/* Adds (or takes out, sign -1) a summary, or a state. */
extern LfScoreState *lfpg_score_state_apply(LfScoreState *state, const LfScores *s, int sign);
extern void *lfpg_score_state_merge(void *state, Datum other);

/* The summary of what was counted. */
extern Datum lfpg_score_state_summary(const LfScoreState *state);

#endif
