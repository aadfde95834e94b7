/*
 * Migration: loans and their opening balances by the state from which they moved
 * and the state to which they moved.
 *
 * States are the days-past-due bands, or grades; a loan may also leave: paid
 * off, gone, charged off.  One summary is a matrix of one kind of states, and
 * holds only sums, so it can be added and subtracted.  A matrix of
 * grades is one of tiers until a notch is seen.
 * Rules: docs/migration.md.  Uses: history, band, grade, money.
 */
#ifndef LF_CORE_MIGRATION_MIGRATION_H
#define LF_CORE_MIGRATION_MIGRATION_H

#include "core/base/int128.h"
#include "core/base/keyword.h"
#include "core/grade/grade.h"
#include "core/history/history.h"
#include "core/portfolio/band.h"

typedef enum LfStates {
    LF_STATES_BANDS = 0,
    LF_STATES_TIERS,  /* grades, none with a notch */
    LF_STATES_NOTCHES /* grades */
} LfStates;

typedef enum LfExit {
    LF_EXIT_PAID_OFF = 0,
    LF_EXIT_GONE,
    LF_EXIT_CHARGED_OFF
} LfExit;

#define LF_EXITS 3
#define LF_EXIT_RANK 100 /* of the first exit; above all states */
#define LF_MAX_STATES LF_GRADES
#define LF_STATE_CHARS 20 /* bytes of the longest name */

/* No sum of amounts, no number of loans is beyond these: what one row or history
 * adds cannot overflow. */
#define LF_MIGRATION_MOST ((lf_int128)1 << 120)
#define LF_MIGRATION_MOST_LOANS (INT64_C(1) << 61)

typedef struct LfMoves {
    int64_t loans;
    lf_int128_stored amount; /* opening balances, below 0 taken as 0 */
} LfMoves;

/*
 * No padding, so that equal summaries are equal bytes.  Without a move there is
 * no currency: rows that are skipped and histories without a move say nothing of
 * it, so that their place among the others does not matter.
 */
typedef struct LfMigration {
    LfCurrency currency;
    LfStates states;
    int64_t skipped; /* rows without a state or a balance */
    int64_t unknown; /* moves of an unknown balance; they count, but not as amounts */
    LfMoves move[];  /* a row a state: to each state, then the exits */
} LfMigration;

/* States of a kind; states and exits; cells of a whole matrix. */
extern int lf_states_count(LfStates states);
static inline int
lf_states_columns(LfStates states)
{
    return lf_states_count(states) + LF_EXITS;
}

static inline int
lf_states_cells(LfStates states)
{
    return lf_states_count(states) * lf_states_columns(states);
}

/* The rank of a state (or, from the count on, of an exit), and back. */
extern int lf_state_rank(LfStates states, int index);
extern int lf_state_index(LfStates states, int rank);

/* Whether the rank of a grade (or of an exit) has a notch. */
static inline bool
lf_state_has_notch(int rank)
{
    return rank < LF_EXIT_RANK && lf_grade_notch((LfGrade)rank) != 0;
}

/* The name of a state or an exit in English, no zero byte; returns the end. */
extern char *lf_state_write(LfStates states, int index, char *out);

/* "paid_off", "gone", "charged_off". */
extern const LfKeywords lf_exits;

/* The place in m->move of the moves from one state to another, or to an exit. */
static inline int
lf_cell(const LfMigration *m, int from, int to)
{
    return from * lf_states_columns(m->states) + to;
}

/* Goes on to the next cell with a move, from -1 on; false at the end. */
extern bool lf_migration_next(const LfMigration *m, int *cell);

/* Counts one move; indexes fit the kind, amount is a balance or
 * LF_UNKNOWN_AMOUNT. */
extern void lf_migration_count(LfMigration *m, int from, int to, int64_t balance);

/* The currency of a move to be counted: LF_OK (an empty summary takes it on) or
 * LF_ERR_CURRENCY_MISMATCH. */
extern lf_status lf_migration_take_currency(LfMigration *m, const LfCurrency *currency,
                                            LfFault *why);

/* Every month of a history to the next one; of its columns arrears and
 * balances are read.  Kind: bands.  LF_ERR_CURRENCY_MISMATCH. */
extern lf_status lf_migration_add_history(LfMigration *m, const LfHistory *h, LfFault *why);

/* One move, from a month to a later one (as lf_month_of; they may lie outside).
 * LF_ERR_MONTHS_ORDER, LF_ERR_CURRENCY_MISMATCH. */
extern lf_status lf_migration_add_window(LfMigration *m, const LfHistory *h, int32_t from_month,
                                         int32_t to_month, LfFault *why);

/* m += other, m -= other; both of one kind, and within what the check allows
 * but for some rows more.  LF_ERR_CURRENCY_MISMATCH, LF_ERR_SUM_RANGE,
 * LF_ERR_BELOW_ZERO; m is then unusable. */
extern lf_status lf_migration_merge(LfMigration *m, const LfMigration *other, LfFault *why);
extern lf_status lf_migration_remove(LfMigration *m, const LfMigration *other, LfFault *why);

/* Copies a matrix of grades into one of the other kind (its cells zero); from
 * notches to tiers only what has none. */
extern void lf_migration_convert(LfMigration *to, const LfMigration *from);
extern bool lf_migration_has_notches(const LfMigration *m);

/* Leaves an empty summary without a currency. */
extern void lf_migration_normalize(LfMigration *m);

/* The check: LF_OK, or LF_ERR_CORRUPT where the numbers cannot be those of loans. */
extern lf_status lf_migration_check(const LfMigration *m, LfFault *why);

#endif
