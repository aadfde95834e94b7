/*
 * Amort: from the terms of a loan to its schedule, every cell rounded once.
 *
 * Rules: docs/arithmetic.md (due dates, periods NULL with a payment, broken periods, forms, residue).
 * Five forms: annuity 等额本息, equal principal 等额本金, interest only
 * 先息后本, flat 平息, rule of 78 (sum of the digits).
 */
#ifndef LF_CORE_AMORT_AMORT_H
#define LF_CORE_AMORT_AMORT_H

#include "core/amort/loan.h"

/*
 * The schedule of a checked loan.  out->rows has space for lf_loan_rows();
 * rows.due is filled only where the day count needs dates or `with_dates`.
 * Fails with LF_ERR_PAYMENT_BELOW_INTEREST, LF_ERR_RATE_PERIOD,
 * LF_ERR_OVERFLOW.  About 10 ns a row; at worst some 3 ms (see solver.h).
 */
extern lf_status lf_amortize(const LfLoan *loan, bool with_dates, LfSchedule *out, LfFault *why);

/*
 * Checks a loan whose periods are not known and sets them: the first row whose
 * payment covers what is owed and its interest is the last.  Whatever is
 * in terms.periods is not read.  Fails as lf_loan_check does, and with
 * LF_ERR_PERIODS_NEEDED (a form that needs them), LF_ERR_PAYMENT_NOT_ABOVE,
 * LF_ERR_PERIODS_MANY, LF_ERR_OVERFLOW.  At most LF_MAX_PERIODS steps.
 */
extern lf_status lf_loan_find_periods(LfLoan *loan, LfFault *why);

#endif
