/*
 * Readers of one score_summary that give one number.
 */
#include "postgres.h"

#include "pg/common/entry.h"
#include "pg/scoring/cut.h"
#include "pg/scoring/value.h"

LFPG_FUNCTION(loanfin_score_loan_count)
{
    LfScores s = PG_GETARG_SCORES(0);

    if (s.loans == LF_LOANS_UNKNOWN)
        PG_RETURN_NULL();
    PG_RETURN_INT64(s.loans);
}

LFPG_ENTRY(loanfin_score_skipped_count, Int64GetDatum(PG_GETARG_SCORES(0).skipped))

static Datum
total_of(FunctionCallInfo fcinfo, LfOutcomeKind kind)
{
    LfScores s = PG_GETARG_SCORES(0);
    LfOutcome all = lf_scores_total(&s);

    return lfpg_numeric_from_int128(all.weight[kind], LF_WEIGHT_DECIMALS);
}

LFPG_ENTRY(loanfin_score_good_total, total_of(fcinfo, LF_OUTCOME_GOOD))

LFPG_ENTRY(loanfin_score_bad_total, total_of(fcinfo, LF_OUTCOME_BAD))

LFPG_ENTRY(loanfin_score_unknown_total, total_of(fcinfo, LF_OUTCOME_UNKNOWN))

static Datum
share_or_null(FunctionCallInfo fcinfo, LfShare8 share)
{
    return lfpg_share8(share, &fcinfo->isnull);
}

LFPG_FUNCTION(loanfin_auc)
{
    LfScores s = PG_GETARG_SCORES(0);
    LfShare8 auc;

    LFPG_TRY(lf_auc, &s, lfpg_better(PG_GETARG_DATUM(1)), &auc);
    return share_or_null(fcinfo, auc);
}

LFPG_FUNCTION(loanfin_gini)
{
    LfScores s = PG_GETARG_SCORES(0);
    LfShare8 gini;

    LFPG_TRY(lf_gini, &s, lfpg_better(PG_GETARG_DATUM(1)), &gini);
    return share_or_null(fcinfo, gini);
}

static LfKs
read_ks(FunctionCallInfo fcinfo)
{
    LfScores s = PG_GETARG_SCORES(0);
    LfKs ks;

    LFPG_TRY(lf_ks, &s, lfpg_better(PG_GETARG_DATUM(1)), &ks);
    return ks;
}

LFPG_ENTRY(loanfin_ks, share_or_null(fcinfo, read_ks(fcinfo).ks))

LFPG_FUNCTION(loanfin_ks_score)
{
    LfKs ks = read_ks(fcinfo);

    if (!ks.reached)
        PG_RETURN_NULL();
    PG_RETURN_INT32(ks.score);
}
