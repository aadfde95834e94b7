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

#include "core/base/int128.h"
#include "core/base/keyword.h"
#include "core/history/history.h"
#include "core/portfolio/band.h"

/* How months on book are counted. */
typedef enum LfMobRule {
    LF_MOB_CALENDAR0 = 0, /* calendar months; the origination month is 0 */
    LF_MOB_CALENDAR1,     /* the same + 1 */
    LF_MOB_ANNIVERSARY,   /* full months from the day of origination */
    LF_MOB_GIVEN          /* by the caller; one cohort, cut off at the greatest */
} LfMobRule;

/* Names as SQL has them, the first three. */
extern const LfKeywords lf_mob_rules;
extern const char *lf_mob_rule_name(LfMobRule rule);

/* Lines: more than so many days past due (core/portfolio/band.h). */
#define LF_VINTAGE_LINES LF_LINES

/* The limit of a line. */
static inline int32_t
lf_vintage_line_days(int line)
{
    return lf_band_limit(line + 1);
}

/* The series; those of LF_VINTAGE_LINES members are followed by the others. */
enum {
    LF_SERIES_BASE = 0, /* at 0: loans, their original amounts */
    LF_SERIES_SEEN,     /* loans first observed */
    LF_SERIES_EVER,     /* by line: loans first over it, amount at risk */
    LF_SERIES_CURRENT = LF_SERIES_EVER + LF_VINTAGE_LINES, /* by highest line: loans over it and
                                                              not charged off, balance */
    LF_SERIES_CHARGE_OFF = LF_SERIES_CURRENT + LF_VINTAGE_LINES, /* loans first charged off; all
                                                                    that was charged off */
    LF_SERIES_WRITTEN_DOWN, /* charged-off loans that still have a balance, balance */
    LF_SERIES_RECOVERED,    /* loans that brought something back, amount */
    LF_SERIES_PAID_OFF,     /* loans paid off, their original amounts */
    LF_SERIES_INSTALMENT,   /* by line, at the instalment missed: loans */
    LF_SERIES_COUNT = LF_SERIES_INSTALMENT + LF_VINTAGE_LINES
};

/* Sums that an unknown amount has spoiled, as bits of LfVintageHead.unknown:
 * a series of EVER, CURRENT (by line) or CHARGE_OFF. */
#define LF_UNKNOWN_BIT(series) (UINT32_C(1) << (series))
#define LF_UNKNOWN_BITS \
    ((UINT32_C(1) << (LF_SERIES_CHARGE_OFF + 1)) - (UINT32_C(1) << LF_SERIES_EVER))

typedef struct LfVintageCell {
    uint64_t key; /* sorts by cohort, series, mob; never 0 */
    int64_t loans;
    lf_int128_stored amount;
} LfVintageCell;

static inline uint64_t
lf_cell_key(int32_t cohort, int series, int32_t mob)
{
    return (uint64_t)((uint32_t)cohort ^ UINT32_C(0x80000000)) << 32 | (uint32_t)series << 24 |
           (uint32_t)mob;
}

/* The origination: a month (as lf_month_of), a day for anniversary, 0 for given. */
static inline int32_t
lf_cell_cohort(uint64_t key)
{
    return (int32_t)((uint32_t)(key >> 32) ^ UINT32_C(0x80000000));
}

static inline int
lf_cell_series(uint64_t key)
{
    return (int)(key >> 24 & 0xff);
}

static inline int32_t
lf_cell_mob(uint64_t key)
{
    return (int32_t)(key & 0xffffff);
}

/* Whether a series has amounts besides loans. */
static inline bool
lf_series_has_amount(int series)
{
    return series != LF_SERIES_SEEN && series < LF_SERIES_INSTALMENT;
}

typedef struct LfVintageHead {
    LfCurrency currency;
    LfMobRule rule;
    int32_t cutoff;   /* a day, for given a month on book; of no meaning without loans */
    uint32_t unknown; /* LF_UNKNOWN_BIT */
    int64_t loans;
    int64_t skipped; /* rows without a history, origination or amount */
} LfVintageHead;

/* Numbers not counted yet.  A cell of a large table is seldom in the cache: its place is asked
 * for early, and it is counted with those of the next loans. */
#define LF_VINTAGE_BATCH 64

typedef struct LfVintageBatch {
    int32_t count;
    struct {
        int32_t place;
        LfVintageCell cell;
    } waiting[LF_VINTAGE_BATCH];
} LfVintageBatch;

/*
 * Cells being counted: an open hash table in the caller's memory.  Either the
 * cells are the table, and an empty one has key 0; or the cells lie one after
 * the other in the order of their first use, and the table is that of their
 * numbers, from 1 on, and empty slots are 0.  Every operation needs at least
 * one empty place left over.  What waits in a batch is part of the table: it
 * is counted before the cells are read or moved.
 */
typedef struct LfVintageTable {
    LfVintageHead *head;
    LfVintageCell *cell;
    int32_t capacity; /* places */
    int32_t *used;
    uint32_t *slot;        /* or NULL: the cells are the table */
    LfVintageBatch *batch; /* or NULL: each loan is counted at once */
} LfVintageTable;

/* Whether so many cells more leave enough places empty. */
static inline bool
lf_vintage_fits(const LfVintageTable *t, int64_t cells)
{
    return *t->used + cells + (t->batch == NULL ? 0 : t->batch->count) <=
           (int64_t)t->capacity * 3 / 4;
}

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

/* Counts a loan; the table has space for lf_vintage_need() cells besides the batch.  Fails with
 * LF_ERR_BEFORE_ORIGINATION, LF_ERR_RANGE_MONEY (original amount),
 * LF_ERR_CURRENCY_MISMATCH, LF_ERR_SUM_RANGE. */
extern lf_status lf_vintage_add(LfVintageTable *t, const LfVintageLoan *loan, LfFault *why);

/* Counts what waits in the batch: LF_OK, LF_ERR_SUM_RANGE. */
extern lf_status lf_vintage_finish(LfVintageTable *t, LfFault *why);

/* Adds to one cell; false where a sum overflows. */
extern bool lf_vintage_count(LfVintageTable *t, uint64_t key, int64_t loans, lf_int128 amount);

/* Writes the numbers of all cells into slots that are all 0. */
extern void lf_vintage_index(const LfVintageTable *t);

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

/* A cell of the order; readers of curves ask for cells by key instead. */
static inline const LfVintageCell *
lf_vintage_cell(const LfVintage *v, int32_t i)
{
    return &v->cell[v->order == NULL ? (uint32_t)i : v->order[i]];
}

/* The check: LF_OK, LF_ERR_CORRUPT, or LF_ERR_SUM_RANGE, which is all that can be
 * wrong with a sum of sound parts; text2 says what it is. */
extern lf_status lf_vintage_check(const LfVintage *v, LfFault *why);

#endif
