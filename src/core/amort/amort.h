/*
 * Amort: from the terms of a loan to its schedule, every cell rounded once.
 *
 * Rules: docs/arithmetic.md (due dates, broken periods, forms, residue).
 * Five forms: annuity 等额本息, equal principal 等额本金, interest only
 * 先息后本, flat 平息, rule of 78 (sum of the digits).
 */
#ifndef LF_CORE_AMORT_AMORT_H
#define LF_CORE_AMORT_AMORT_H

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

/*
 * The schedule of a checked loan.  out->rows has room for lf_loan_rows();
 * rows.due is filled only where the day count needs dates or `with_dates`.
 * Fails with LF_ERR_PAYMENT_BELOW_INTEREST, LF_ERR_RATE_PERIOD,
 * LF_ERR_OVERFLOW.  About 10 ns a row; at worst some 3 ms (see solver.h).
 */
extern lf_status lf_amortize(const LfLoan *loan, bool with_dates, LfSchedule *out, LfFault *why);

#endif
