/*
 * Portfolio: adding loans and books, the check, and the sums behind each ratio.
 *
 * Every addition is checked although no real book comes near 128 bits: a
 * summary may be typed by hand.  A loan's balance is at most LF_MAX_MONEY, so
 * its square always fits.
 */
#include "core/portfolio/portfolio.h"

#include <string.h>

#include "core/base/range.h"
#include "core/base/limits.h"
#include "core/base/round.h"

void
lf_portfolio_init(LfPortfolio *p, LfCurrency currency, int32_t over_days)
{
    memset(p, 0, sizeof(*p));
    p->currency = currency;
    p->over_days = over_days;
}

static inline bool
add_tally(LfTally *tally, int64_t loans, lf_int128 amount)
{
    return lf_add64(tally->loans, loans, &tally->loans) && lf_add_stored(&tally->amount, amount);
}

lf_status
lf_portfolio_refuse(const LfPortfolio *p, LfPortfolioLoan loan, LfFault *why)
{
    int scale = lf_currency_scale(p->currency);

    LF_TRY(lf_check_money("balance", loan.balance, 0, scale, why));
    LF_TRY(lf_check_money("provision", loan.provision, 0, scale, why));
    if (loan.band_known)
        LF_TRY(lf_check_int("days_past_due", loan.days_past_due, 0, INT32_MAX, why));
    return lf_sum_overflow("sum of balances", why);
}

lf_status
lf_portfolio_skip(LfPortfolio *p, LfFault *why)
{
    return lf_add64(p->skipped, 1, &p->skipped) ? LF_OK : lf_sum_overflow("number of rows", why);
}

static lf_status
check_same_kind(const LfPortfolio *p, const LfPortfolio *q, LfFault *why)
{
    if (p->over_days != q->over_days)
        return LF_REFUSE(why, LF_ERR_CONFLICT_INT, .name = "over_days", .a = p->over_days,
                         .b = q->over_days);
    return lf_currency_same(&p->currency, &q->currency, why);
}

lf_status
lf_portfolio_merge(LfPortfolio *p, const LfPortfolio *q, LfFault *why)
{
    LF_TRY(check_same_kind(p, q, why));
    bool fits = lf_add64(p->skipped, q->skipped, &p->skipped) &&
                lf_add_stored(&p->provision, q->provision) &&
                lf_add_stored(&p->squares, q->squares);

    for (int i = 0; i < LF_TIERS; i++)
        fits = fits && add_tally(&p->tier[i], q->tier[i].loans, q->tier[i].amount);
    for (int i = 0; i < LF_BANDS; i++)
        fits = fits && add_tally(&p->band[i], q->band[i].loans, q->band[i].amount);
    return fits ? LF_OK : lf_sum_overflow("sum of balances", why);
}

/* Both are at least 0, so no difference leaves its type. */
static void
take_tally(LfTally *tally, const LfTally *part)
{
    tally->loans -= part->loans;
    tally->amount -= part->amount;
}

lf_status
lf_portfolio_remove(LfPortfolio *p, const LfPortfolio *q, LfFault *why)
{
    LF_TRY(check_same_kind(p, q, why));
    p->skipped -= q->skipped;
    p->provision -= q->provision;
    p->squares -= q->squares;
    for (int i = 0; i < LF_TIERS; i++)
        take_tally(&p->tier[i], &q->tier[i]);
    for (int i = 0; i < LF_BANDS; i++)
        take_tally(&p->band[i], &q->band[i]);

    if (lf_portfolio_check(p, why) == LF_OK)
        return LF_OK;
    return why->status = LF_ERR_BELOW_ZERO;
}

/* What is wrong with some loans and their balance, or NULL. */
static const char *
tally_defect(const LfTally *t)
{
    if (t->loans < 0)
        return "a number of loans is negative";
    if (t->amount < 0)
        return "a balance is negative";
    if (t->loans == 0 && t->amount != 0)
        return "there is a balance without a loan";
    return NULL;
}

/* Sums of tallies none of which is negative; false where they overflow. */
static bool
sum_tallies(const LfTally *t, int count, LfTally *sum)
{
    bool fits = true;

    *sum = (LfTally){0, 0};
    for (int i = 0; i < count; i++)
        fits = fits && add_tally(sum, t[i].loans, t[i].amount);
    return fits;
}

static const char *
bands_defect(const LfPortfolio *p, const LfTally *all)
{
    LfTally known;

    if (!sum_tallies(p->band, LF_BANDS, &known))
        return "a sum is out of range";

    LfTally unknown = {all->loans - known.loans, all->amount - known.amount};

    return tally_defect(&unknown) == NULL ? NULL : "bands and grades do not add up to the same";
}

static const char *
defect_of(const LfPortfolio *p)
{
    const char *defect = NULL;
    lf_int128 square;
    LfTally all;

    for (int i = 0; i < LF_TIERS && defect == NULL; i++)
        defect = tally_defect(&p->tier[i]);
    for (int i = 0; i < LF_BANDS && defect == NULL; i++)
        defect = tally_defect(&p->band[i]);
    if (defect != NULL)
        return defect;
    if (p->skipped < 0)
        return "a number of rows is negative";
    if (p->provision < 0)
        return "provision is negative";
    if (p->squares < 0)
        return "the sum of squares is negative";
    if (!sum_tallies(p->tier, LF_TIERS, &all))
        return "a sum is out of range";
    if (lf_mul128(all.amount, all.amount, &square) && p->squares > square)
        return "the sum of squares is above the square of the sum";
    return bands_defect(p, &all);
}

lf_status
lf_portfolio_check(const LfPortfolio *p, LfFault *why)
{
    return lf_corrupt(why, "portfolio_summary", defect_of(p));
}

LfTally
lf_portfolio_from_tier(const LfPortfolio *p, LfTier first)
{
    LfTally sum;

    sum_tallies(p->tier + first, LF_TIERS - (int)first, &sum);
    return sum;
}

LfTally
lf_portfolio_total(const LfPortfolio *p)
{
    return lf_portfolio_from_tier(p, LF_PASS);
}

static LfTally
bands_from(const LfPortfolio *p, int first)
{
    LfTally sum;

    sum_tallies(p->band + first, LF_BANDS - first, &sum);
    return sum;
}

LfTally
lf_portfolio_unknown_band(const LfPortfolio *p)
{
    LfTally all = lf_portfolio_total(p), known = bands_from(p, 0);

    return (LfTally){all.loans - known.loans, all.amount - known.amount};
}

static LfShare
share_of(LfTally part, LfTally whole, LfWeight weight)
{
    if (weight == LF_BY_COUNT)
        return (LfShare){part.loans, whole.loans};
    return (LfShare){part.amount, whole.amount};
}

LfShare
lf_portfolio_npl_share(const LfPortfolio *p, LfWeight weight)
{
    return share_of(lf_portfolio_from_tier(p, LF_SUBSTANDARD), lf_portfolio_total(p), weight);
}

LfShare
lf_portfolio_special_mention_share(const LfPortfolio *p, LfWeight weight)
{
    return share_of(p->tier[LF_SPECIAL_MENTION], lf_portfolio_total(p), weight);
}

lf_status
lf_portfolio_overdue_share(const LfPortfolio *p, int64_t over_days, LfWeight weight, LfShare *share,
                           LfFault *why)
{
    int first;

    LF_TRY(lf_band_over(over_days, &first, why));
    *share = share_of(bands_from(p, first), bands_from(p, 0), weight);
    return LF_OK;
}

/* Rank of the first band of more than 90 days. */
#define BAND_OVER_90 4

LfShare
lf_portfolio_npl_deviation(const LfPortfolio *p)
{
    if (bands_from(p, 0).loans == 0)
        return (LfShare){0, 0};
    return share_of(bands_from(p, BAND_OVER_90), lf_portfolio_from_tier(p, LF_SUBSTANDARD),
                    LF_BY_AMOUNT);
}

LfShare
lf_portfolio_coverage(const LfPortfolio *p)
{
    return (LfShare){p->provision, lf_portfolio_from_tier(p, LF_SUBSTANDARD).amount};
}

LfShare
lf_portfolio_provision_share(const LfPortfolio *p)
{
    return (LfShare){p->provision, lf_portfolio_total(p).amount};
}

lf_status
lf_portfolio_concentration(const LfPortfolio *p, bool *known, int64_t *ratio_e8, LfFault *why)
{
    lf_uint128 squares = (lf_uint128)p->squares;
    lf_uint128 total = (lf_uint128)lf_portfolio_total(p).amount;

    *known = squares > 0;
    if (!*known)
        return LF_OK;
    return lf_ratio_of_products(&squares, 1, (lf_uint128[]){total, total}, 2, ratio_e8, why);
}

lf_status
lf_portfolio_graded_provision(const LfPortfolio *p, const LfGradePolicy *policy, lf_int128 *amount,
                              LfFault *why)
{
    lf_int128 sum = 0, product;

    for (int tier = 0; tier < LF_TIERS; tier++) {
        int64_t rate = lf_policy_rate_e12(policy, LF_GRADE_OF(tier));

        if (!lf_mul128(p->tier[tier].amount, rate, &product) || !lf_add128(sum, product, &sum))
            return lf_sum_overflow("graded provision", why);
    }
    *amount = lf_div_round(sum, LF_RATE_ONE, LF_HALF_UP);
    return LF_OK;
}

lf_status
lf_portfolio_required_provision(const LfPortfolio *p, const LfGradePolicy *policy, bool *known,
                                lf_int128 *amount, LfFault *why)
{
    lf_int128 by_coverage, by_ratio;

    *known = true;
    if (policy->minimum_coverage_e12 == 0 && policy->minimum_provision_e12 == 0) {
        *known = policy->rate_count > 0;
        return *known ? lf_portfolio_graded_provision(p, policy, amount, why) : LF_OK;
    }
    if (!lf_mul128(lf_portfolio_from_tier(p, LF_SUBSTANDARD).amount, policy->minimum_coverage_e12,
                   &by_coverage) ||
        !lf_mul128(lf_portfolio_total(p).amount, policy->minimum_provision_e12, &by_ratio))
        return lf_sum_overflow("required provision", why);
    *amount =
        lf_div_round(by_coverage > by_ratio ? by_coverage : by_ratio, LF_RATE_ONE, LF_HALF_UP);
    return LF_OK;
}
