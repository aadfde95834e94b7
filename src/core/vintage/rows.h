/*
 * Vintage from snapshot rows: a loan's rows, collected in any order, become
 * the months of a history, and the history is counted.
 *
 * One cohort, LF_MOB_GIVEN: months on book are the caller's.  A collected row
 * is 16 bytes: the loans have numbers, and what an observation says besides
 * its balance fits 64 bits.
 */
#ifndef LF_CORE_VINTAGE_ROWS_H
#define LF_CORE_VINTAGE_ROWS_H

#include "core/base/pause.h"
#include "core/vintage/vintage.h"

typedef struct LfVintageRow {
    uint64_t key;    /* loan number, month on book, days past due: sorts so */
    int64_t balance; /* or LF_UNKNOWN_AMOUNT */
} LfVintageRow;

#define LF_ROW_DAYS_BITS 22
#define LF_ROW_MOB_BITS 17
#define LF_ROW_LOAN_BITS 24

static inline uint64_t
lf_row_key(int32_t loan, int32_t mob, int32_t days_past_due)
{
    return (uint64_t)loan << (LF_ROW_MOB_BITS + LF_ROW_DAYS_BITS) |
           (uint64_t)mob << LF_ROW_DAYS_BITS | (uint64_t)days_past_due;
}

static inline int32_t
lf_row_loan(uint64_t key)
{
    return (int32_t)(key >> (LF_ROW_MOB_BITS + LF_ROW_DAYS_BITS));
}

static inline int32_t
lf_row_mob(uint64_t key)
{
    return (int32_t)(key >> LF_ROW_DAYS_BITS & ((UINT64_C(1) << LF_ROW_MOB_BITS) - 1));
}

static inline int32_t
lf_row_days(uint64_t key)
{
    return (int32_t)(key & ((UINT64_C(1) << LF_ROW_DAYS_BITS) - 1));
}

/* A loan by its number, the order in which loans came. */
typedef struct LfRowLoan {
    int64_t loan_id;
    int64_t original_amount;
} LfRowLoan;

/* Rows being collected, in the caller's memory. */
typedef struct LfVintageRows {
    LfVintageRow *row;
    int32_t row_count;
    LfRowLoan *loan;
    int32_t loan_count;
    int32_t *index; /* open hash of loan numbers + 1; 0 is empty */
    int32_t index_size;
    int32_t *next;  /* by loan: the one that came after it the last time, a guess */
    int32_t latest; /* number of the row before */
} LfVintageRows;

/* LF_OK, or LF_ERR_RANGE_INT, LF_ERR_RANGE_MONEY naming the quantity. */
extern lf_status lf_vintage_row_check(const LfRowLoan *loan, int64_t mob, int64_t days_past_due,
                                      int64_t balance, int scale, LfFault *why);

/*
 * The number of a loan, a new one where it is not known yet (there is space for
 * it, and one index place is left empty).  Cheapest where loans come in the
 * order of the month before, or a loan's rows one after the other.  LF_ERR_ORIGINAL_DISPUTED where it
 * is known with another original amount.
 */
extern lf_status lf_vintage_rows_number(LfVintageRows *rows, const LfRowLoan *loan, int scale,
                                        int32_t *number, LfFault *why);

/* The fewest numbers that a sort counts in. */
#define LF_ROW_DIGITS 512

/*
 * The rows by loan and month on book, in `room`.  That and `other` are each
 * space for as many rows, `start` for a number a loan, at least LF_ROW_DIGITS;
 * `pause` is called some milliseconds apart.  Three passes where each loan's
 * months came in order, else nine.
 */
extern const LfVintageRow *lf_vintage_rows_sort(const LfVintageRows *rows, int32_t *start,
                                                LfVintageRow *room, LfVintageRow *other,
                                                LfPause pause);

/*
 * The history of the loan whose sorted rows begin at row[0]; *used of `count`
 * rows belong to it.  Fails with LF_ERR_ROW_DISPUTED, LF_ERR_LIMIT (months).
 */
extern lf_status lf_vintage_rows_history(const LfVintageRow *row, int32_t count, int64_t loan_id,
                                         LfHistoryRoom *room, LfHistory *h, int32_t *used,
                                         LfFault *why);

#endif
