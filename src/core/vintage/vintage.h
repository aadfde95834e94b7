/*
 * Vintage: arrears, losses and pay-offs of loans by origination and month on book.
 *
 * A summary is a set of cells (origination, series, months on book) with a
 * number of loans and an amount.  It keeps the origination of each cell, so
 * that the base of any month on book is known after any merging, and it
 * holds only sums and one maximum (the cut-off): merging in any order
 * and shape gives the same cells.
 * Rules: docs/vintage.md.  Uses: history, band, ratio.
 */
#ifndef LF_CORE_VINTAGE_VINTAGE_H
#define LF_CORE_VINTAGE_VINTAGE_H

#include "core/base/keyword.h"
#include "core/history/history.h"
#include "core/vintage/cell.h"
#include "core/vintage/table.h"

/* Names as SQL has them, the first three. */
extern const LfKeywords lf_mob_rules;
extern const char *lf_mob_rule_name(LfMobRule rule);

/* One loan.  Of its history, balances are read only in months over a line; a
 * NULL `days_past_due` says that there is none and no loss. */
typedef struct LfVintageLoan {
    const LfHistory *history;
    int32_t originated;      /* a day; for given the history's months are months on book */
    int64_t original_amount; /* above 0 */
    const int32_t *late;     /* the slots with days past due, or NULL: not known */
    int32_t late_count;
} LfVintageLoan;

/* At most so many cells a loan can touch; cheap. */
static inline int32_t
lf_vintage_need(const LfHistory *h)
{
    return 3 + 2 * LF_VINTAGE_LINES + h->months + 2 * h->loss_count;
}

/* Counts a loan; the table has space for lf_vintage_need() cells.  Fails with
 * LF_ERR_BEFORE_ORIGINATION, LF_ERR_RANGE_MONEY (original amount),
 * LF_ERR_CURRENCY_MISMATCH, LF_ERR_SUM_RANGE. */
extern lf_status lf_vintage_add(const LfVintageTable *t, const LfVintageLoan *loan, LfFault *why);

/* a takes in the head of b: LF_OK, LF_ERR_CURRENCY_MISMATCH, LF_ERR_CONFLICT
 * (of the rules), LF_ERR_SUM_RANGE. */
extern lf_status lf_vintage_join(LfVintageHead *a, const LfVintageHead *b, LfFault *why);

/* Months on book of a cut-off, for loans of one origination. */
extern int32_t lf_vintage_age(LfMobRule rule, int32_t cohort, int32_t cutoff);

/* The calendar month of an origination. */
extern int32_t lf_vintage_cohort_month(LfMobRule rule, int32_t cohort);

/* A summary: its cells by key, or cells in any order and their numbers by key. */
typedef struct LfVintage {
    LfVintageHead head;
    int32_t count;
    const LfVintageCell *cell;
    const uint32_t *order; /* or NULL: the cells are by key */
} LfVintage;

/* A cell of the order, for a walk over all; readers of curves ask for cells by key instead. */
static inline const LfVintageCell *
lf_vintage_cell(const LfVintage *v, int32_t i)
{
    const int32_t ahead = 8;

    if (v->order == NULL)
        return &v->cell[i];
    if (i < v->count - ahead)
        __builtin_prefetch(&v->cell[v->order[i + ahead]]);
    return &v->cell[v->order[i]];
}

/* The check: LF_OK, LF_ERR_CORRUPT, or LF_ERR_SUM_RANGE, which is all that can be
 * wrong with a sum of sound parts; text2 says what it is. */
extern lf_status lf_vintage_check(const LfVintage *v, LfFault *why);

#endif
