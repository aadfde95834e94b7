/*
 * migration_summary on the server: core's matrix as a varlena, the state of
 * the aggregates and their result in one.
 *
 * Its size goes by the kind of its states: bands 2,624 bytes, tiers 992,
 * grades with notches 63,632 (TOAST takes out the zeros).  ALIGNMENT = double,
 * changed in place by the aggregates.
 */
#ifndef LF_PG_MIGRATION_VALUE_H
#define LF_PG_MIGRATION_VALUE_H

#include "postgres.h"

#include "core/migration/migration.h"
#include "pg/common/compat.h"

typedef struct MigrationSummary {
    int32 vl_len_;
    int32 version;
    LfMigration m;
} MigrationSummary;

/* A stored value, in place or detoasted; XX001 if the bytes are not a valid migration_summary. */
extern MigrationSummary *lfpg_migration_summary(Datum summary);

#define PG_GETARG_MIGRATION_SUMMARY_P(n) lfpg_migration_summary(PG_GETARG_DATUM(n))
#define PG_RETURN_MIGRATION_SUMMARY_P(x) PG_RETURN_POINTER(x)

/* A new, empty one, palloc'd. */
extern MigrationSummary *lfpg_migration_summary_new(LfStates states, LfCurrency currency);

/* The same moves as another kind of grades (core/migration says which can be);
 * itself where it is that already. */
extern MigrationSummary *lfpg_migration_summary_as(MigrationSummary *summary, LfStates states);

/* One of grades that no longer has a notch, as tiers; an empty one without a currency: equal
 * summaries are equal bytes. */
extern MigrationSummary *lfpg_migration_summary_make(MigrationSummary *summary);

/* Raises 22023 where one is of bands and the other of grades. */
extern void lfpg_states_same(LfStates a, LfStates b);

/* The rank of a name in the server's encoding: a state, with `exits` also an
 * exit; false with the fault filled. */
extern bool lfpg_state_parse(LfStates states, bool exits, const char *text, size_t len, int *rank,
                             LfFault *why);

#endif
