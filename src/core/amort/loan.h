/*
 * Loan: what is agreed with the borrower, and its check.
 *
 * Uses: the terms of a schedule; independent of how its rows are found.
 */
#ifndef LF_CORE_AMORT_LOAN_H
#define LF_CORE_AMORT_LOAN_H

#include "core/schedule/schedule.h"

/* What is agreed with the borrower; `terms.level` is an answer, not read. */
typedef struct LfLoan {
    LfCurrency currency;
    int64_t principal;
    int32_t start_date;
    int64_t fee; /* in every row */
    bool has_payment;
    int64_t payment; /* replaces the solved one, unrounded */
    LfTerms terms;   /* first_due may equal start_date + period */
} LfLoan;

/* Rows the loan has: its periods, one more with a balloon in advance. */
extern int32_t lf_loan_rows(const LfLoan *loan);

/*
 * Every argument inside its domain and meant for its form; also drops a
 * first_due that is start_date + period.  LF_OK or the status that names the
 * quantity: LF_ERR_RANGE_*, LF_ERR_PERIOD_MIXED, LF_ERR_FIRST_DUE_*,
 * LF_ERR_GRACE_RANGE, LF_ERR_NOT_MEANT, LF_ERR_DATE_RANGE.
 */
extern lf_status lf_loan_check(LfLoan *loan, LfFault *why);

#endif
