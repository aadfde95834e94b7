/*
 * Vintage from snapshot rows: a loan's rows, collected in any order, become
 * the months of a history, and the history is counted.
 *
 * One cohort, LF_MOB_GIVEN: months on book are the caller's.
 */
#ifndef LF_CORE_VINTAGE_ROWS_H
#define LF_CORE_VINTAGE_ROWS_H

#include "core/vintage.h"

typedef struct LfVintageRow {
    int64_t loan_id;
    int64_t original_amount;
    int64_t balance; /* or LF_UNKNOWN_AMOUNT */
    int32_t mob;
    int32_t days_past_due;
} LfVintageRow;

/* LF_OK, or LF_ERR_RANGE_INT, LF_ERR_RANGE_MONEY naming the quantity. */
extern lf_status lf_vintage_row_check(const LfVintageRow *row, int scale, LfFault *why);

/*
 * The rows by loan and month on book: in one of the two rooms for as many rows,
 * or where they are if they are in order already.  Ascending runs cost a merge
 * each: months appended one after the other are cheap.
 */
extern const LfVintageRow *lf_vintage_rows_sort(const LfVintageRow *rows, int32_t count,
                                                LfVintageRow *room, LfVintageRow *other);

/*
 * The history of the loan whose sorted rows begin at rows[0]; *used rows belong
 * to it.  Fails with LF_ERR_ROW_DISPUTED, LF_ERR_ORIGINAL_DISPUTED,
 * LF_ERR_LIMIT (months).
 */
extern lf_status lf_vintage_rows_loan(const LfVintageRow *rows, int32_t count, int scale,
                                      LfHistoryRoom *room, LfHistory *h, int32_t *used,
                                      LfFault *why);

#endif
