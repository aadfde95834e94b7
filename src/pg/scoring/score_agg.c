/*
 * score_agg(), rollup(score_summary), + and -: scores counted into one flat
 * table, and taken out of it again for moving windows.
 */
#include "postgres.h"

#include "pg/common/state.h"
#include "pg/scoring/score_state.h"
#include "pg/scoring/value.h"

static LfScoreState *
state_for(FunctionCallInfo fcinfo)
{
    if (PG_ARGISNULL(0))
        return lfpg_score_state_new();
    return lfpg_state_own(fcinfo, lfpg_score_state_copy);
}

/* (state, score, bad [, weight]); sign -1 takes a row out again. */
static inline Datum
count_row(FunctionCallInfo fcinfo, int sign)
{
    LfScoreState *state = state_for(fcinfo);
    lf_int128 weight = LF_WEIGHT_ONE, sum;
    LfOutcomeKind kind;
    LfOutcome *at;

    if (PG_ARGISNULL(1) || (PG_NARGS() > 3 && PG_ARGISNULL(3))) {
        lfpg_count_add(&state->skipped, sign, "skipped row count");
        PG_RETURN_POINTER(state);
    }
    if (PG_NARGS() > 3)
        weight = lfpg_weight_argument(PG_GETARG_DATUM(3), "weight");
    lfpg_count_add(&state->loans, sign, "loan count");
    if (weight == 0)
        PG_RETURN_POINTER(state);
    kind = lfpg_outcome_argument(fcinfo, 2);
    at = lfpg_score_state_at(&state, lfpg_int_arg(fcinfo, 1, "score", PG_INT32_MIN, PG_INT32_MAX));
    if (unlikely(!lf_add128(at->weight[kind], sign * weight, &sum)))
        LFPG_REFUSE(LF_ERR_SUM_RANGE, .name = "sum of weights");
    at->weight[kind] = sum;
    PG_RETURN_POINTER(state);
}

LFPG_ENTRY(loanfin_score_agg_accum, count_row(fcinfo, 1))

LFPG_ENTRY(loanfin_score_agg_accum_inv, count_row(fcinfo, -1))

static Datum
count_summary(FunctionCallInfo fcinfo, int sign)
{
    LfScores s;

    if (PG_ARGISNULL(1))
        return lfpg_state_unchanged(fcinfo, lfpg_score_state_copy);
    s = PG_GETARG_SCORES(1);
    PG_RETURN_POINTER(lfpg_score_state_apply(state_for(fcinfo), &s, sign));
}

LFPG_ENTRY(loanfin_score_rollup_accum, count_summary(fcinfo, 1))

LFPG_ENTRY(loanfin_score_rollup_accum_inv, count_summary(fcinfo, -1))

LFPG_ENTRY(loanfin_score_agg_combine,
           lfpg_state_combine(fcinfo, lfpg_score_state_copy, lfpg_score_state_merge))

/* Of an aggregate, whose state is sound; else proved first. */
LFPG_FINAL(loanfin_score_agg_final, lfpg_score_state_summary(lfpg_score_state(PG_GETARG_DATUM(0))))

static Datum
join(FunctionCallInfo fcinfo, int sign)
{
    LfScores a = PG_GETARG_SCORES(0), b = PG_GETARG_SCORES(1);
    LfScoreState *state = lfpg_score_state_apply(lfpg_score_state_new(), &a, 1);

    state = lfpg_score_state_apply(state, &b, sign);
    state->unknown = a.loans == LF_LOANS_UNKNOWN || b.loans == LF_LOANS_UNKNOWN;
    return lfpg_score_state_summary(state);
}

LFPG_ENTRY(loanfin_score_summary_pl, join(fcinfo, 1))

LFPG_ENTRY(loanfin_score_summary_mi, join(fcinfo, -1))
