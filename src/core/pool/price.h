/*
 * Risk-based price 风险定价: the least annual rate that pays for funding,
 * expected loss, prepayment, cost and margin.
 *
 * The loan is made at a rate, projected at the given speeds, and its cash is
 * discounted at the funding rate over actual days / 365.  The least rate on a
 * grid of 0.000001 whose value reaches principal * (1 + margin) is the price; it
 * is found by bisection, the value growing with the rate.
 */
#ifndef LF_CORE_POOL_PRICE_H
#define LF_CORE_POOL_PRICE_H

#include "core/amort/amort.h"
#include "core/pool/projection.h"

#define LF_PRICE_GRID_ONE INT64_C(1000000)
#define LF_PRICE_GRID_END (10 * LF_PRICE_GRID_ONE)

typedef struct LfPriceTerms {
    LfLoan loan; /* monthly, periodic; its annual rate is the answer */
    const LfSpeed *prepayment;
    const LfSpeed *defaults;
    int64_t severity_e6;
    int32_t recovery_lag;
    int64_t funding_rate_e12;
    int64_t cost;            /* at the start */
    int64_t cost_per_period; /* for each period, of the share that still performs */
    int64_t margin_e12;
} LfPriceTerms;

/* Rates on the grid of 0.000001; the parts add up to the rate. */
typedef struct LfPrice {
    int64_t annual_rate;
    int64_t payment; /* the first row's, minor units */
    int64_t funding;
    int64_t expected_loss;
    int64_t prepayment;
    int64_t cost;
    int64_t margin;
} LfPrice;

/*
 * LF_ERR_PRICE where no rate up to 10 is enough, with the values at 0 and at 10;
 * LF_ERR_RANGE_*, and what the loan itself refuses.
 */
extern lf_status lf_risk_price(const LfPriceTerms *t, LfPrice *price, LfFault *why);

#endif
