/*
 * Periods: how many rows a given payment needs.
 *
 * Rule: docs/arithmetic.md, periods NULL with a payment.
 */
#ifndef LF_CORE_AMORT_PERIODS_H
#define LF_CORE_AMORT_PERIODS_H

#include "core/amort/loan.h"

/*
 * Checks a loan whose periods are not known and sets them: the first row whose
 * payment covers what is owed and its interest is the last.  Whatever stands
 * in terms.periods is not read.  Fails as lf_loan_check does, and with
 * LF_ERR_PERIODS_NEEDED (a form that needs them), LF_ERR_PAYMENT_NOT_ABOVE,
 * LF_ERR_PERIODS_MANY, LF_ERR_OVERFLOW.  At most LF_MAX_PERIODS steps.
 */
extern lf_status lf_loan_find_periods(LfLoan *loan, LfFault *why);

#endif
