/*
 * What a portfolio_summary says: counts, amounts, ratios, provisions, and its
 * tables by grade and by band.  Sums come from core, exact; here they are
 * divided once, or are NULL where there is nothing to divide by.
 */
#include "postgres.h"

#include "pg/common/rows.h"
#include "pg/grade/policy.h"
#include "pg/portfolio/value.h"
#include "pg/grade/grade.h"

/* An amount in the book's currency. */
static Datum
money(const PortfolioSummary *summary, lf_int128 amount)
{
    return lfpg_numeric_from_int128(amount, summary->scale);
}

/* *isnull where there is no ratio. */
static Datum
ratio_of(LfShare share, bool *isnull)
{
    *isnull = share.whole == 0;
    return *isnull ? (Datum)0 : lfpg_numeric_ratio(share.part, share.whole);
}

static Datum
return_ratio(FunctionCallInfo fcinfo, LfShare share)
{
    return ratio_of(share, &fcinfo->isnull);
}

LFPG_ENTRY(loanfin_portfolio_loan_count,
           Int64GetDatum(lf_portfolio_total(&PG_GETARG_PORTFOLIO_SUMMARY_P(0)->book).loans))

LFPG_ENTRY(loanfin_portfolio_skipped_count,
           Int64GetDatum(PG_GETARG_PORTFOLIO_SUMMARY_P(0)->book.skipped))

LFPG_ENTRY(loanfin_portfolio_currency,
           lfpg_return_currency(fcinfo, PG_GETARG_PORTFOLIO_SUMMARY_P(0)->book.currency))

/* An amount, or a ratio, of the book of argument 0. */
#define AMOUNT_READER(name, amount) \
    LFPG_FUNCTION(name) \
    { \
        const PortfolioSummary *summary = PG_GETARG_PORTFOLIO_SUMMARY_P(0); \
        const LfPortfolio *book = &summary->book; \
\
        return money(summary, amount); \
    }
#define RATIO_READER(name, share) \
    LFPG_FUNCTION(name) \
    { \
        const LfPortfolio *book = &PG_GETARG_PORTFOLIO_SUMMARY_P(0)->book; \
\
        return return_ratio(fcinfo, share); \
    }

AMOUNT_READER(loanfin_total_balance, lf_portfolio_total(book).amount)
AMOUNT_READER(loanfin_npl_balance, lf_portfolio_from_tier(book, LF_SUBSTANDARD).amount)
AMOUNT_READER(loanfin_total_provision, book->provision)

static LfShare
overdue(const LfPortfolio *book, int64 over_days, LfWeight weight)
{
    LfShare share;

    LFPG_TRY(lf_portfolio_overdue_share, book, over_days, weight, &share);
    return share;
}

RATIO_READER(loanfin_npl_ratio,
             lf_portfolio_npl_share(book, PG_NARGS() > 1 ? lfpg_weight(PG_GETARG_DATUM(1))
                                                         : LF_BY_AMOUNT))
RATIO_READER(loanfin_special_mention_ratio,
             lf_portfolio_special_mention_share(book, lfpg_weight(PG_GETARG_DATUM(1))))
RATIO_READER(loanfin_overdue_ratio,
             overdue(book, PG_GETARG_INT64(1), lfpg_weight(PG_GETARG_DATUM(2))))
/* The last step of overdue_ratio() over rows: the state knows its line. */
RATIO_READER(loanfin_overdue_ratio_final, overdue(book, book->over_days, LF_BY_AMOUNT))
RATIO_READER(loanfin_npl_deviation, lf_portfolio_npl_deviation(book))
RATIO_READER(loanfin_coverage_ratio, lf_portfolio_coverage(book))
RATIO_READER(loanfin_provision_ratio, lf_portfolio_provision_share(book))

LFPG_FUNCTION(loanfin_concentration)
{
    int64 ratio_e8;
    bool known;

    LFPG_TRY(lf_portfolio_concentration, &PG_GETARG_PORTFOLIO_SUMMARY_P(0)->book, &known,
             &ratio_e8);
    if (!known)
        PG_RETURN_NULL();
    return lfpg_numeric_from_int64(ratio_e8, LF_RATIO_DECIMALS);
}

LFPG_FUNCTION(loanfin_graded_provision)
{
    const PortfolioSummary *summary = PG_GETARG_PORTFOLIO_SUMMARY_P(0);
    const LfGradePolicy *policy = PG_GETARG_GRADE_POLICY_P(1);
    lf_int128 amount;

    if (policy->rate_count == 0)
        PG_RETURN_NULL();
    LFPG_TRY(lf_portfolio_graded_provision, &summary->book, policy, &amount);
    return money(summary, amount);
}

/* What the policy of argument 1 asks the book to hold, or only what it lacks of that; NULL: it
 * asks nothing. */
static Datum
required(FunctionCallInfo fcinfo, bool lacking)
{
    const PortfolioSummary *summary = PG_GETARG_PORTFOLIO_SUMMARY_P(0);
    lf_int128 amount;
    bool known;

    LFPG_TRY(lf_portfolio_required_provision, &summary->book, PG_GETARG_GRADE_POLICY_P(1), &known,
             &amount);
    if (!known)
        PG_RETURN_NULL();
    return money(summary, lacking ? amount - summary->book.provision : amount);
}

LFPG_ENTRY(loanfin_portfolio_required_provision, required(fcinfo, false))
LFPG_ENTRY(loanfin_provision_gap, required(fcinfo, true))

/* The last three columns of both tables: loans, balance, share of all. */
static void
fill_tally(const PortfolioSummary *summary, LfTally tally, Datum *values, bool *nulls)
{
    LfShare share = {tally.amount, lf_portfolio_total(&summary->book).amount};

    values[0] = Int64GetDatum(tally.loans);
    values[1] = money(summary, tally.amount);
    values[2] = ratio_of(share, &nulls[2]);
}

static void
fill_grade(const void *of, int32 tier, Datum *values, bool *nulls)
{
    const PortfolioSummary *summary = of;
    LfGrade grade = LF_GRADE_OF(tier);

    values[0] = CStringGetTextDatum(lfpg_risk_grade_label(grade, LF_GRADE_EN));
    values[1] = Int32GetDatum(grade);
    values[2] = lfpg_utf8_text(lfpg_risk_grade_label(grade, LF_GRADE_ZH), &nulls[2]);
    fill_tally(summary, summary->book.tier[tier], values + 3, nulls + 3);
}

LFPG_ENTRY(loanfin_grade_breakdown,
           lfpg_table(fcinfo, PG_GETARG_PORTFOLIO_SUMMARY_P(0), LF_TIERS, fill_grade))

static void
fill_band(const void *of, int32 rank, Datum *values, bool *nulls)
{
    const PortfolioSummary *summary = of;
    bool known = rank < LF_BANDS;
    LfTally tally = known ? summary->book.band[rank] : lf_portfolio_unknown_band(&summary->book);

    values[0] = CStringGetTextDatum(known ? lf_band_label(rank) : "unknown");
    values[1] = Int32GetDatum(rank);
    nulls[1] = !known;
    fill_tally(summary, tally, values + 2, nulls + 2);
    values[5] = lfpg_utf8_text(known ? lf_band_label_zh(rank) : "未知", &nulls[5]);
}

LFPG_ENTRY(loanfin_aging,
           lfpg_table(fcinfo, PG_GETARG_PORTFOLIO_SUMMARY_P(0), LF_BANDS + 1, fill_band))

/* band, band_rank, from_days, to_days, label_zh */
static void
fill_limits(const void *of, int32 rank, Datum *values, bool *nulls)
{
    bool last = rank == LF_BANDS - 1;

    values[0] = CStringGetTextDatum(lf_band_label(rank));
    values[1] = Int32GetDatum(rank);
    values[2] = Int32GetDatum(rank == 0 ? 0 : lf_band_limit(rank) + 1);
    nulls[3] = last;
    values[3] = last ? (Datum)0 : Int32GetDatum(lf_band_limit(rank + 1));
    values[4] = lfpg_utf8_text(lf_band_label_zh(rank), &nulls[4]);
}

LFPG_ENTRY(loanfin_bands, lfpg_table(fcinfo, NULL, LF_BANDS, fill_limits))
