/*
 * Migration, the readers: rates, roll rates, flow to loss, and what the
 * matrix says of later months.
 * Rules: docs/migration.md.
 */
#ifndef LF_CORE_MIGRATION_READ_H
#define LF_CORE_MIGRATION_READ_H

#include "core/base/ratio.h"
#include "core/base/round.h"
#include "core/migration/migration.h"

/* A ratio's two sums; a whole of 0 or less: there is no ratio. */
typedef struct LfMoveShare {
    lf_int128 part;
    lf_int128 whole;
} LfMoveShare;

/* Whether the sums of the weight are known: no balance of them is unknown. */
static inline bool
lf_migration_is_known(const LfMigration *m, LfWeight weight)
{
    return weight == LF_BY_COUNT || m->unknown == 0;
}

/* Loans or amount of a cell; of all that left a state (was in it). */
extern lf_int128 lf_migration_weigh(const LfMigration *m, int from, int to, LfWeight weight);
extern lf_int128 lf_migration_opening(const LfMigration *m, int from, LfWeight weight);

/* To rank 0 or paid off, of bands 1 and up; to pass, special mention or paid
 * off, of the NPL tiers. */
extern LfMoveShare lf_migration_cured(const LfMigration *m, LfWeight weight);

/* Where the flow to loss ends if nothing is said: over 120 days past due, or the grade loss. */
#define LF_LOSS_DAYS 121
extern int lf_migration_loss(LfStates states);

/*
 * The product, over the states (of grades: tiers) from `from` up to but not
 * `loss`, of the share that went to a worse one or was charged off.
 * *found false where one of them is empty.  LF_ERR_OVERFLOW.
 */
extern lf_status lf_migration_flow(const LfMigration *m, int from, int loss, LfWeight weight,
                                   bool *found, int64_t *rate_e8, LfFault *why);

/* 迁徙率: of the opening amount of tiers first .. last less exits and
 * `reduction`, what went to a tier above `last`. */
extern LfMoveShare lf_migration_downgraded(const LfMigration *m, LfTier first, LfTier last,
                                           int64_t reduction);

/* One-step probabilities, 18 decimals. */
#define LF_PROBABILITY_ONE INT64_C(1000000000000000000)
#define LF_MAX_STEPS 600

typedef struct LfProjection {
    int states;                                            /* all of the kind */
    bool occurs[LF_MAX_STATES + LF_EXITS];                 /* as a from- or to-state */
    int64_t step[LF_MAX_STATES][LF_MAX_STATES + LF_EXITS]; /* rows without moves: to themselves */
} LfProjection;

extern void lf_migration_project_begin(const LfMigration *m, LfWeight weight, LfProjection *p);

/* Where loans of one state are after so many steps (0 .. LF_MAX_STEPS):
 * p->states + LF_EXITS probabilities. */
extern void lf_migration_project(const LfProjection *p, int from, int steps, int64_t *probability);

#endif
