/*
 * bin_agg(), rollup(bin_summary), + and -: bins counted into one flat table,
 * and taken out of it again for moving windows.
 */
#include "postgres.h"

#include "pg/common/state.h"
#include "pg/scoring/bin_state.h"
#include "pg/scoring/score_state.h"
#include "pg/scoring/value.h"

static LfBinState *
state_for(FunctionCallInfo fcinfo)
{
    if (PG_ARGISNULL(0))
        return lfpg_bin_state_new();
    return lfpg_state_own(fcinfo, lfpg_bin_state_copy);
}

/* (state, bin, bad [, weight]); sign -1 takes a row out again. */
static inline Datum
count_row(FunctionCallInfo fcinfo, int sign)
{
    LfBinState *state = state_for(fcinfo);
    lf_int128 weight = LF_WEIGHT_ONE, sum;
    LfText bin = {"", 0};
    LfOutcomeKind kind;
    LfOutcome *at;

    if (PG_NARGS() > 3 && PG_ARGISNULL(3)) {
        lfpg_count_add(&state->skipped, sign, "skipped row count");
        PG_RETURN_POINTER(state);
    }
    if (PG_NARGS() > 3)
        weight = lfpg_weight_argument(PG_GETARG_DATUM(3), "weight");
    if (weight == 0)
        PG_RETURN_POINTER(state);
    if (!PG_ARGISNULL(1))
        bin = lfpg_word(PG_GETARG_DATUM(1));
    kind = lfpg_outcome_argument(fcinfo, 2);
    at = lfpg_bin_state_at(&state, bin.at,
                           PG_ARGISNULL(1) ? LF_BIN_MISSING
                                           : (int32)Min(bin.length, (size_t)PG_INT32_MAX));
    if (unlikely(!lf_add128(at->weight[kind], sign * weight, &sum)))
        LFPG_REFUSE(LF_ERR_SUM_RANGE, .name = "sum of weights");
    at->weight[kind] = sum;
    PG_RETURN_POINTER(state);
}

LFPG_ENTRY(loanfin_bin_agg_accum, count_row(fcinfo, 1))

LFPG_ENTRY(loanfin_bin_agg_accum_inv, count_row(fcinfo, -1))

static Datum
count_summary(FunctionCallInfo fcinfo, int sign)
{
    LfBins b;

    if (PG_ARGISNULL(1))
        return lfpg_state_unchanged(fcinfo, lfpg_bin_state_copy);
    b = PG_GETARG_BINS(1);
    PG_RETURN_POINTER(lfpg_bin_state_apply(state_for(fcinfo), &b, sign));
}

LFPG_ENTRY(loanfin_bin_rollup_accum, count_summary(fcinfo, 1))

LFPG_ENTRY(loanfin_bin_rollup_accum_inv, count_summary(fcinfo, -1))

LFPG_ENTRY(loanfin_bin_agg_combine,
           lfpg_state_combine(fcinfo, lfpg_bin_state_copy, lfpg_bin_state_merge))

LFPG_FINAL(loanfin_bin_agg_final, lfpg_bin_state_summary(lfpg_bin_state(PG_GETARG_DATUM(0))))

static Datum
join(FunctionCallInfo fcinfo, int sign)
{
    LfBins a = PG_GETARG_BINS(0), b = PG_GETARG_BINS(1);
    LfBinState *state = lfpg_bin_state_apply(lfpg_bin_state_new(), &a, 1);

    return lfpg_bin_state_summary(lfpg_bin_state_apply(state, &b, sign));
}

LFPG_ENTRY(loanfin_bin_summary_pl, join(fcinfo, 1))

LFPG_ENTRY(loanfin_bin_summary_mi, join(fcinfo, -1))
