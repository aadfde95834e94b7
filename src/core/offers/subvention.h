/*
 * Subvention 贴息: what it costs to offer a rate below the market's.
 *
 * The lender is owed the customer's payments; discounted at the market rate a
 * month they fall short of the principal by the subsidy.
 * Uses: amort, bignum.
 */
#ifndef LF_CORE_OFFERS_SUBVENTION_H
#define LF_CORE_OFFERS_SUBVENTION_H

#include "core/amort/loan.h"

typedef struct LfSubvention {
    int64_t market_payment;
    int64_t customer_payment;
    int64_t subsidy;  /* negative where the customer pays more than the market */
    int64_t share_e8; /* of the principal */
} LfSubvention;

/*
 * `loan` is a monthly annuity at the customer's rate.  The subsidy is principal
 * less the sum of payment_k / (1 + market rate / 12)^k, exact, rounded once,
 * half up.  `room` has place for the rows.  Fails as lf_loan_check and
 * lf_amortize do.
 */
extern lf_status lf_subvention(const LfLoan *loan, int64_t market_e12, LfSchedule *room,
                               LfSubvention *out, LfFault *why);

#endif
