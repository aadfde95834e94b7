/*
 * Accrual: interest between two rows of a schedule.
 *
 * Rule: docs/arithmetic.md, accrued interest and payoff.  The rows due on
 * or before the day are taken as paid as planned.
 */
#ifndef LF_CORE_SCHEDULE_ACCRUAL_H
#define LF_CORE_SCHEDULE_ACCRUAL_H

#include "core/rate/rate.h"
#include "core/schedule/schedule.h"

/*
 * The exact rate of the part of a period from `from` to `to`, both inside one
 * period of the calendar, every annual rate in force for its own days.  False
 * where the fraction needs more than 64 bits (a period of decades).
 */
extern bool lf_accrual_rate(const LfTerms *terms, int32_t start_date, int32_t from, int32_t to,
                            LfRate *rate);

/* The same from one due date to the next of the calendar, which saves looking for them; not the
 * period before the first due date. */
extern bool lf_accrual_rate_between(const LfTerms *terms, int32_t from, int32_t to, LfRate *rate);

/*
 * What an accrual looks at: the row before the day (its due date, or the start
 * date) and the row after it.
 */
typedef struct LfAccrual {
    const LfTerms *terms; /* NULL: imported or summed */
    int32_t start_date;
    int32_t previous_due;
    int32_t next_due;
    int64_t next_interest;
    int64_t balance; /* after the previous row */
} LfAccrual;

/* Interest from the previous row to as_of, rounded once.  LF_ERR_OVERFLOW. */
extern lf_status lf_accrued_interest(const LfAccrual *a, int32_t as_of, int64_t *interest,
                                     LfFault *why);

#endif
