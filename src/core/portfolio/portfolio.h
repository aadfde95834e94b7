/*
 * Portfolio: the counts and sums of a book from which its ratios are computed.
 *
 * Loans and balances by tier and by days-past-due band, provision, the sum of
 * squared balances, rows skipped.  All are sums, so books add, and a part can
 * be taken out again; nothing here grows.  The loans of unknown band are not
 * stored: they are the tiers less the bands.
 * Standard: "portfolio_summary" of docs/portfolio.md.
 * Uses: base, money, band, grade, grade policy.
 */
#ifndef LF_CORE_PORTFOLIO_PORTFOLIO_H
#define LF_CORE_PORTFOLIO_PORTFOLIO_H

#include "core/portfolio/band.h"
#include "core/base/int128.h"
#include "core/base/ratio.h"
#include "core/grade/grade.h"
#include "core/grade/policy.h"
#include "core/money/money.h"

/* Loans and their balances, minor units. */
typedef struct LfTally {
    int64_t loans;
    lf_int128_stored amount;
} LfTally;

/* No padding, so that equal books are equal bytes; what most loans touch comes
 * first and together. */
typedef struct LfPortfolio {
    lf_int128_stored squares; /* of balances; 0 where the single loans are not known */
    LfTally tier[LF_TIERS];
    lf_int128_stored provision;
    int64_t skipped; /* rows without a balance or a grade */
    LfCurrency currency;
    int32_t over_days; /* parameter of overdue_ratio() over rows; LF_NO_LINE elsewhere */
    LfTally band[LF_BANDS];
} LfPortfolio;

#define LF_NO_LINE (-1)

/* One loan.  band_known false: days_past_due is not looked at. */
typedef struct LfPortfolioLoan {
    int64_t balance;
    int64_t provision;
    int64_t days_past_due;
    bool band_known;
    LfGrade grade;
} LfPortfolioLoan;

extern void lf_portfolio_init(LfPortfolio *p, LfCurrency currency, int32_t over_days);

/* One loan into a tally none of whose members is negative; the sign of either
 * shows in the result where it left its range. */
static inline int64_t
lf_tally_add(LfTally *t, int64_t balance)
{
    t->loans = (int64_t)((uint64_t)t->loans + 1);
    t->amount = (lf_int128)((lf_uint128)t->amount + (uint64_t)balance);
    return t->loans | (int64_t)(t->amount >> 64);
}

/*
 * One loan more; false where it is refused, for lf_portfolio_refuse to say why:
 * a balance or provision outside 0 .. LF_MAX_MONEY, days outside 0 .. 2^31 - 1,
 * a sum out of range (the book is then unusable).  Inline and by value: it is
 * called for every row of a table and should live in registers.
 */
static inline bool
lf_portfolio_take(LfPortfolio *p, LfPortfolioLoan loan)
{
    uint64_t balance = (uint64_t)loan.balance, provision = (uint64_t)loan.provision;
    uint64_t days = loan.band_known ? (uint64_t)loan.days_past_due : 0;
    int64_t signs;

    /* cast to unsigned: a negative value exceeds the limits */
    if (balance > LF_MAX_MONEY || provision > LF_MAX_MONEY || days > INT32_MAX)
        return false;
    p->squares = (lf_int128)((lf_uint128)p->squares + (lf_uint128)balance * balance);
    signs = (int64_t)(p->squares >> 64);
    if (provision != 0) {
        p->provision = (lf_int128)((lf_uint128)p->provision + provision);
        signs |= (int64_t)(p->provision >> 64);
    }
    signs |= lf_tally_add(&p->tier[lf_grade_tier(loan.grade)], loan.balance);
    if (loan.band_known)
        signs |= lf_tally_add(&p->band[lf_band_rank((int32_t)days)], loan.balance);
    return signs >= 0;
}

/* Why a loan was refused: LF_ERR_RANGE_MONEY, LF_ERR_RANGE_INT or
 * LF_ERR_SUM_RANGE; p is its book. */
extern lf_status lf_portfolio_refuse(const LfPortfolio *p, LfPortfolioLoan loan, LfFault *why);

/* One row without a balance or a grade more. */
extern lf_status lf_portfolio_skip(LfPortfolio *p, LfFault *why);

/* p += q, p -= q.  LF_ERR_CURRENCY_MISMATCH, LF_ERR_CONFLICT_INT for two
 * values of over_days, LF_ERR_SUM_RANGE, LF_ERR_BELOW_ZERO; p is then unusable. */
extern lf_status lf_portfolio_merge(LfPortfolio *p, const LfPortfolio *q, LfFault *why);
extern lf_status lf_portfolio_remove(LfPortfolio *p, const LfPortfolio *q, LfFault *why);

/* The check: LF_OK, or LF_ERR_CORRUPT where the numbers cannot be those of loans. */
extern lf_status lf_portfolio_check(const LfPortfolio *p, LfFault *why);

/* All loans; those of tiers first .. LF_LOSS; those without a band. */
extern LfTally lf_portfolio_total(const LfPortfolio *p);
extern LfTally lf_portfolio_from_tier(const LfPortfolio *p, LfTier first);
extern LfTally lf_portfolio_unknown_band(const LfPortfolio *p);

/* A ratio's two sums; whole = 0: there is no ratio. */
typedef struct LfShare {
    lf_int128 part;
    lf_int128 whole;
} LfShare;

extern LfShare lf_portfolio_npl_share(const LfPortfolio *p, LfWeight weight);
extern LfShare lf_portfolio_special_mention_share(const LfPortfolio *p, LfWeight weight);

/* Bands over a limit / all of known band; LF_ERR_OVER_DAYS. */
extern lf_status lf_portfolio_overdue_share(const LfPortfolio *p, int64_t over_days,
                                            LfWeight weight, LfShare *share, LfFault *why);

/* Balance over 90 days / NPL balance; no ratio where no band is known. */
extern LfShare lf_portfolio_npl_deviation(const LfPortfolio *p);

/* Provision / NPL, provision / all. */
extern LfShare lf_portfolio_coverage(const LfPortfolio *p);
extern LfShare lf_portfolio_provision_share(const LfPortfolio *p);

/* sum of squares / square of the sum at 8 decimals; *known false: no ratio. */
extern lf_status lf_portfolio_concentration(const LfPortfolio *p, bool *known, int64_t *ratio_e8,
                                            LfFault *why);

/* Tier balances times their rates, rounded once; the policy has rates. */
extern lf_status lf_portfolio_graded_provision(const LfPortfolio *p, const LfGradePolicy *policy,
                                               lf_int128 *amount, LfFault *why);

/* The greater of the policy's two minima, rounded once; the graded provision
 * where it has none.  *known false: the policy has neither minima nor rates. */
extern lf_status lf_portfolio_required_provision(const LfPortfolio *p, const LfGradePolicy *policy,
                                                 bool *known, lf_int128 *amount, LfFault *why);

#endif
