/*
 * portfolio_summary on the server: core's counters as a varlena, the state of
 * the aggregates and their result in one.
 *
 * Fixed size, ALIGNMENT = double, changed in place by the aggregates.
 */
#ifndef LF_PG_PORTFOLIO_VALUE_H
#define LF_PG_PORTFOLIO_VALUE_H

#include "postgres.h"

#include "core/portfolio/portfolio.h"
#include "pg/common/compat.h"

typedef struct PortfolioSummary {
    int32 vl_len_;
    int16 version;
    int16 scale; /* digits of the currency, so that a row need not look it up */
    LfPortfolio book;
} PortfolioSummary;

/* SSPACE of the aggregates says the same. */
StaticAssertDecl(sizeof(PortfolioSummary) == 392, "a portfolio_summary has no padding");

/* A stored value, in place or detoasted; XX001 if the bytes are not a valid portfolio_summary. */
extern PortfolioSummary *lfpg_portfolio_summary(Datum summary);

#define PG_GETARG_PORTFOLIO_SUMMARY_P(n) lfpg_portfolio_summary(PG_GETARG_DATUM(n))
#define PG_RETURN_PORTFOLIO_SUMMARY_P(x) PG_RETURN_POINTER(x)

/* A new, empty one, palloc'd. */
extern PortfolioSummary *lfpg_portfolio_summary_new(LfCurrency currency, int32 over_days);

#endif
