/*
 * Cashflow: dated amounts, one a date.
 *
 * Payments of a loan, or the flows of an investment: received positive, paid
 * out negative.  Columns in the caller's memory, money in minor units.
 * Uses: schedule.
 */
#ifndef LF_CORE_CASHFLOW_CASHFLOW_H
#define LF_CORE_CASHFLOW_CASHFLOW_H

#include "core/schedule/schedule.h"

typedef struct LfCashflows {
    LfCurrency currency;
    int32_t count;
    int32_t *date;   /* strictly increasing */
    int64_t *amount; /* any sign, 0 included */
} LfCashflows;

/* The check: LF_OK; LF_ERR_DATE_RANGE, LF_ERR_DATES_ORDER (a: the first date
 * that is not after the one before it) or LF_ERR_LIMIT. */
extern lf_status lf_cashflows_check(const LfCashflows *c, LfFault *why);

/* A dated sum on its way. */
typedef struct LfDatedAmount {
    int64_t date;
    lf_int128_stored amount;
} LfDatedAmount;

/*
 * Sorts by date and adds what has one date; returns how many are left.
 * `scratch` is space for as many.  Sorted runs cost one merge each, all else
 * n log n.  Sums of 128 bits cannot overflow: n amounts of 64 bits.
 */
extern int32_t lf_dated_amounts_merge(LfDatedAmount *amounts, int32_t count,
                                      LfDatedAmount *scratch);

/*
 * A schedule as flows of the lender, one a date: the opening amount goes out on
 * the start date, payments come in; a payment in advance is netted against the
 * opening amount of the same day.  out->date and out->amount are space for
 * rows + 1.  LF_ERR_OVERFLOW where a day leaves 64 bits.
 */
extern lf_status lf_cashflows_of_schedule(const LfSchedule *s, LfCashflows *out, LfFault *why);

#endif
