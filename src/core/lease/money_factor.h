/*
 * Money factor: the rate of vehicle leases, and the rent it gives.
 *
 * A money factor is the annual rate / 24: charged on the sum of what the lease
 * begins and ends with, twice their mean.  Factors and rates have 12 decimals.
 * Uses: base.
 */
#ifndef LF_CORE_LEASE_MONEY_FACTOR_H
#define LF_CORE_LEASE_MONEY_FACTOR_H

#include "core/base/limits.h"
#include "core/base/status.h"

/* rate / 24, half up, and back.  LF_ERR_RANGE_RATE. */
extern lf_status lf_money_factor(int64_t annual_e12, int64_t *factor_e12, LfFault *why);
extern lf_status lf_apr_from_money_factor(int64_t factor_e12, int64_t *annual_e12, LfFault *why);

typedef struct LfFactorLease {
    int64_t cap_cost;
    int64_t residual; /* 0 to cap_cost */
    int32_t periods;
    int64_t factor_e12; /* 0 to 1 */
    int scale;          /* of the amounts, for refusals */
} LfFactorLease;

/* round((cap_cost - residual) / periods + (cap_cost + residual) factor), half up.
 * LF_ERR_RANGE_MONEY, LF_ERR_RANGE_INT, LF_ERR_RANGE_SHARE. */
extern lf_status lf_lease_payment(const LfFactorLease *lease, int64_t *payment, LfFault *why);

#endif
