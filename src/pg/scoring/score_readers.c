/*
 * Readers of one score_summary that give one number.
 */
#include "postgres.h"

#include "fmgr.h"

#include "pg/common/error.h"
#include "pg/common/numeric.h"
#include "pg/scoring/cut.h"
#include "pg/scoring/value.h"

PG_FUNCTION_INFO_V1(loanfin_score_loan_count);
Datum
loanfin_score_loan_count(PG_FUNCTION_ARGS)
{
    LfScores s = PG_GETARG_SCORES(0);

    if (s.loans == LF_LOANS_UNKNOWN)
        PG_RETURN_NULL();
    PG_RETURN_INT64(s.loans);
}

PG_FUNCTION_INFO_V1(loanfin_score_skipped_count);
Datum
loanfin_score_skipped_count(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT64(PG_GETARG_SCORES(0).skipped);
}

static Datum
total_of(FunctionCallInfo fcinfo, LfOutcomeKind kind)
{
    LfScores s = PG_GETARG_SCORES(0);
    LfOutcome all = lf_scores_total(&s);

    return lfpg_numeric_from_int128(all.weight[kind], LF_WEIGHT_DECIMALS);
}

PG_FUNCTION_INFO_V1(loanfin_score_good_total);
Datum
loanfin_score_good_total(PG_FUNCTION_ARGS)
{
    return total_of(fcinfo, LF_OUTCOME_GOOD);
}

PG_FUNCTION_INFO_V1(loanfin_score_bad_total);
Datum
loanfin_score_bad_total(PG_FUNCTION_ARGS)
{
    return total_of(fcinfo, LF_OUTCOME_BAD);
}

PG_FUNCTION_INFO_V1(loanfin_score_unknown_total);
Datum
loanfin_score_unknown_total(PG_FUNCTION_ARGS)
{
    return total_of(fcinfo, LF_OUTCOME_UNKNOWN);
}

static Datum
share_or_null(FunctionCallInfo fcinfo, LfShare8 share)
{
    return lfpg_share8(share, &fcinfo->isnull);
}

PG_FUNCTION_INFO_V1(loanfin_auc);
Datum
loanfin_auc(PG_FUNCTION_ARGS)
{
    LfScores s = PG_GETARG_SCORES(0);
    LfShare8 auc;
    LfFault why;

    lfpg_check(lf_auc(&s, lfpg_better(PG_GETARG_DATUM(1)), &auc, &why), &why);
    return share_or_null(fcinfo, auc);
}

PG_FUNCTION_INFO_V1(loanfin_gini);
Datum
loanfin_gini(PG_FUNCTION_ARGS)
{
    LfScores s = PG_GETARG_SCORES(0);
    LfShare8 gini;
    LfFault why;

    lfpg_check(lf_gini(&s, lfpg_better(PG_GETARG_DATUM(1)), &gini, &why), &why);
    return share_or_null(fcinfo, gini);
}

static LfKs
read_ks(FunctionCallInfo fcinfo)
{
    LfScores s = PG_GETARG_SCORES(0);
    LfFault why;
    LfKs ks;

    lfpg_check(lf_ks(&s, lfpg_better(PG_GETARG_DATUM(1)), &ks, &why), &why);
    return ks;
}

PG_FUNCTION_INFO_V1(loanfin_ks);
Datum
loanfin_ks(PG_FUNCTION_ARGS)
{
    return share_or_null(fcinfo, read_ks(fcinfo).ks);
}

PG_FUNCTION_INFO_V1(loanfin_ks_score);
Datum
loanfin_ks_score(PG_FUNCTION_ARGS)
{
    LfKs ks = read_ks(fcinfo);

    if (!ks.reached)
        PG_RETURN_NULL();
    PG_RETURN_INT32(ks.score);
}
