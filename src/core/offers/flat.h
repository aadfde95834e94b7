/*
 * Flat: loans whose interest is a share of the first principal every month
 * 平息, and the true rate behind them.
 *
 * With n months, flat rate f and fee rate g the effective rate is 12 i, where
 *   1 - u = sum over k = 1..n of (1/n + f + c_k) / (1 + i)^k
 * and of u and c_k one is not 0: spread c_k = g/n, upfront u = g, first c_1 = g.
 * Rates of so many decimals are rounded half up; f and i are those of a month.
 * Uses: flows, reals.
 */
#ifndef LF_CORE_OFFERS_FLAT_H
#define LF_CORE_OFFERS_FLAT_H

#include "core/base/keyword.h"
#include "core/base/limits.h"
#include "core/base/status.h"

typedef enum LfFeeMode {
    LF_FEE_SPREAD = 0,
    LF_FEE_UPFRONT,
    LF_FEE_FIRST
} LfFeeMode;

extern const LfKeywords lf_fee_modes;

typedef struct LfFlatTerms {
    int64_t rate_e12; /* flat, of a month; for the inverse effective, of a year */
    int32_t periods;
    int64_t fee_e12;
    LfFeeMode mode;
} LfFlatTerms;

/* The effective rate of a year, 8 decimals.  LF_ERR_RANGE_RATE, LF_ERR_RANGE_INT,
 * LF_ERR_RANGE_PART, LF_ERR_NO_SIGN_CHANGE, LF_ERR_NO_ROOT, LF_ERR_OVERFLOW. */
extern lf_status lf_effective_rate(const LfFlatTerms *t, int64_t *rate_e8, LfFault *why);

/* The flat rate of a month, 8 decimals, whose effective rate is t->rate_e12. */
extern lf_status lf_flat_rate(const LfFlatTerms *t, int64_t *rate_e8, LfFault *why);

/* From 0 to below 1: LF_OK or LF_ERR_RANGE_PART. */
extern lf_status lf_check_part(const char *name, int64_t value_e12, LfFault *why);

#endif
