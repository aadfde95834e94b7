/*
 * Offer: one price, every combination of down payment, term, rate, method and
 * balloon, each with its schedule and its cost.
 *
 * Combinations come in the order of the arrays, the last array fastest; a rate
 * goes with its term.  Amounts are in minor units, rounded half up.
 * Uses: amort, apr.
 */
#ifndef LF_CORE_OFFERS_OFFER_H
#define LF_CORE_OFFERS_OFFER_H

#include "core/amort/loan.h"
#include "core/cashflow/cashflow.h"
#include "core/rates/flows.h"

typedef struct LfOfferGrid {
    LfCurrency currency;
    int64_t price;
    int32_t start_date;
    int64_t fee_e12; /* of the principal, paid at the start */
    int32_t down_count;
    int32_t term_count;
    int32_t rate_count; /* 1, or as many as terms */
    int32_t method_count;
    int32_t balloon_count;
    const int64_t *down_e12; /* of the price */
    const int32_t *term;
    const int64_t *rate_e12;
    const LfMethod *method;
    const int64_t *balloon_e12; /* of the principal */
} LfOfferGrid;

/* One combination. */
typedef struct LfOfferTerms {
    int64_t down_e12;
    int32_t periods;
    int64_t rate_e12;
    LfMethod method;
    int64_t balloon_e12;
} LfOfferTerms;

typedef struct LfOffer {
    int64_t down_payment;
    int64_t principal;
    int64_t balloon;
    int64_t payment; /* of the first row */
    int64_t total_interest;
    int64_t fee;
    int64_t total_cost;   /* interest and fee */
    int64_t effective_e8; /* cn_irr, with the fee */
} LfOffer;

/* How many combinations there are.  LF_ERR_ARRAY_EMPTY, LF_ERR_RATES_OF_TERMS,
 * LF_ERR_RANGE_PART, LF_ERR_RANGE_SHARE, LF_ERR_RANGE_MONEY, LF_ERR_LIMIT. */
extern lf_status lf_offers_count(const LfOfferGrid *g, int32_t *count, LfFault *why);

/* Combination `index`, from 0. */
extern void lf_offer_terms(const LfOfferGrid *g, int32_t index, LfOfferTerms *terms);

/* The amounts and the schedule of a combination; `room` has place for its rows.
 * Fails as lf_loan_check and lf_amortize do. */
extern lf_status lf_offer_schedule(const LfOfferGrid *g, const LfOfferTerms *terms,
                                   LfSchedule *room, LfOffer *offer, LfFault *why);

/* What the schedule costs, into the same offer; `dated` and `flows` have space for
 * its rows and one more.  LF_ERR_OVERFLOW, and what lf_apr_of_schedule refuses. */
extern lf_status lf_offer_cost(const LfSchedule *s, LfCashflows *dated, LfFlows *flows,
                               LfOffer *offer, LfFault *why);

#endif
