/*
 * Outcome: weights of loans that turned out good, bad, or are not known yet.
 *
 * A weight counts millionths; a loan without one weighs LF_WEIGHT_ONE.  Sums
 * have 128 bits: what adds up to more than LF_MAX_WEIGHTS is refused when a
 * summary is built, so that readers never meet an overflow.
 * Rules: docs/score.md.
 */
#ifndef LF_CORE_SCORING_OUTCOME_H
#define LF_CORE_SCORING_OUTCOME_H

#include "core/base/int128.h"
#include "core/base/limits.h"
#include "core/base/status.h"

#define LF_WEIGHT_DECIMALS 6
#define LF_WEIGHT_ONE INT64_C(1000000)

/* One weight: at most 10^18. */
#define LF_MAX_WEIGHT ((lf_int128)INT64_C(1000000000000000000) * LF_WEIGHT_ONE)

/* All weights of one summary together: 2^115, some 4 * 10^28 loans. */
#define LF_MAX_WEIGHTS ((lf_int128)1 << 115)

typedef enum LfOutcomeKind {
    LF_OUTCOME_GOOD = 0,
    LF_OUTCOME_BAD,
    LF_OUTCOME_UNKNOWN
} LfOutcomeKind;

#define LF_OUTCOMES 3

typedef struct LfOutcome {
    lf_int128_stored weight[LF_OUTCOMES]; /* by kind */
} LfOutcome;

static inline bool
lf_outcome_is_empty(const LfOutcome *o)
{
    return o->weight[0] == 0 && o->weight[1] == 0 && o->weight[2] == 0;
}

static inline lf_int128
lf_outcome_total(const LfOutcome *o)
{
    return o->weight[0] + o->weight[1] + o->weight[2];
}

/* Good and bad: those whose outcome is known. */
static inline lf_int128
lf_outcome_known(const LfOutcome *o)
{
    return o->weight[LF_OUTCOME_GOOD] + o->weight[LF_OUTCOME_BAD];
}

/* sum += o, without a check: for sums of checked summaries. */
static inline void
lf_outcome_sum(LfOutcome *sum, const LfOutcome *o)
{
    for (int k = 0; k < LF_OUTCOMES; k++)
        sum->weight[k] += o->weight[k];
}

/* sum += o; false where a weight leaves 128 bits. */
extern bool lf_outcome_add(LfOutcome *sum, const LfOutcome *o);

/* sum -= o; false likewise.  May go below 0 on the way: final checks tell. */
extern bool lf_outcome_take(LfOutcome *sum, const LfOutcome *o);

/* Whether no weight is below 0 and *all, which grows by them, stays within LF_MAX_WEIGHTS. */
extern bool lf_outcome_is_sound(const LfOutcome *o, lf_int128 *all);

/* A ratio with 8 decimals, or none where its denominator is empty. */
typedef struct LfShare8 {
    bool known;
    int64_t e8;
} LfShare8;

/* part / whole; not known where whole is 0.  LF_ERR_SUM_RANGE beyond 64 bits. */
extern lf_status lf_share8(lf_int128 part, lf_int128 whole, LfShare8 *out, LfFault *why);

/* a / b - c / d, exact until it is rounded once; not known where b or d is 0; all at least 0. */
extern lf_status lf_gap8(lf_int128 a, lf_int128 b, lf_int128 c, lf_int128 d, LfShare8 *out,
                         LfFault *why);

/* (a / b) / (c / d); not known where b, c or d is 0. */
extern lf_status lf_lift8(lf_int128 a, lf_int128 b, lf_int128 c, lf_int128 d, LfShare8 *out,
                          LfFault *why);

#endif
