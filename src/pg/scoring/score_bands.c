/*
 * Tables of one score_summary: bands and cut-offs.
 */
#include "postgres.h"

#include "funcapi.h"
#include "nodes/supportnodes.h"

#include "pg/common/entry.h"
#include "pg/scoring/cut.h"
#include "pg/scoring/value.h"

/* Bands and scores going out, from the worst, or from the best. */
typedef struct BandStream {
    LfScores s;
    LfScoreBetter better;
    LfOutcome all;
    LfOutcome sum; /* of what went out so far */
    LfScoreBand *band;
    int32 count;
    int32 next;
} BandStream;

static Datum
weight_datum(lf_int128 weight)
{
    return lfpg_numeric_from_int128(weight, LF_WEIGHT_DECIMALS);
}

/* total, good, bad, unknown */
static void
outcome_values(const LfOutcome *of, Datum *values)
{
    values[0] = weight_datum(lf_outcome_total(of));
    for (int k = 0; k < LF_OUTCOMES; k++)
        values[1 + k] = weight_datum(of->weight[k]);
}

static BandStream *
open_stream(FunctionCallInfo fcinfo, LfScoreBetter better)
{
    BandStream *stream = palloc0(sizeof(BandStream));

    stream->s = PG_GETARG_SCORES(0);
    stream->better = better;
    stream->all = lf_scores_total(&stream->s);
    return stream;
}

static LfScoreBand *
cut_bands(const LfScores *s, LfScoreBetter better, const LfScoreCut *cut, int32 *count)
{
    LfScoreBand *band = palloc(sizeof(LfScoreBand) * LF_MAX_SCORE_BANDS);

    *count = lf_score_bands(s, better, cut, band);
    return band;
}

/* band, low, high, total, good, bad, unknown, bad_rate, good_share, bad_share, cum_good,
 * cum_bad, ks, lift */
#define BAND_COLUMNS 14

static Datum
next_band(FuncCallContext *call, BandStream *stream)
{
    const LfScoreBand *band = &stream->band[stream->next++];
    bool nulls[BAND_COLUMNS] = {false};
    Datum values[BAND_COLUMNS];
    LfBandLine line;
    LfFault why;

    lf_outcome_sum(&stream->sum, &band->of);
    lfpg_check(lf_band_line(&band->of, &stream->sum, &stream->all, &line, &why), &why);
    values[0] = Int32GetDatum(stream->next);
    values[1] = Int32GetDatum(band->low);
    values[2] = Int32GetDatum(band->high);
    nulls[1] = nulls[2] = !band->occurs;
    outcome_values(&band->of, values + 3);
    values[7] = lfpg_share8(line.bad_rate, &nulls[7]);
    values[8] = lfpg_share8(line.good_share, &nulls[8]);
    values[9] = lfpg_share8(line.bad_share, &nulls[9]);
    values[10] = lfpg_share8(line.cum_good, &nulls[10]);
    values[11] = lfpg_share8(line.cum_bad, &nulls[11]);
    values[12] = lfpg_share8(line.ks, &nulls[12]);
    values[13] = lfpg_share8(line.lift, &nulls[13]);
    return lfpg_row(call, values, nulls);
}

/* (s, bands, edges, better): not strict, edges may be NULL */
LFPG_FUNCTION(loanfin_score_bands)
{
    FuncCallContext *call;
    BandStream *stream;

    if (SRF_IS_FIRSTCALL()) {
        MemoryContext old;
        LfScoreCut cut;

        call = lfpg_rows_begin(fcinfo);
        old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
        if (!PG_ARGISNULL(0) && !PG_ARGISNULL(3) && lfpg_score_cut(fcinfo, 1, &cut)) {
            stream = open_stream(fcinfo, lfpg_better(PG_GETARG_DATUM(3)));
            stream->band = cut_bands(&stream->s, stream->better, &cut, &stream->count);
            call->user_fctx = stream;
        }
        MemoryContextSwitchTo(old);
    }
    call = SRF_PERCALL_SETUP();
    stream = call->user_fctx;
    if (stream == NULL || stream->next >= stream->count)
        SRF_RETURN_DONE(call);
    SRF_RETURN_NEXT(call, next_band(call, stream));
}

/* cutoff, approved, approval_rate, good, bad, unknown, bad_rate, bad_avoided, good_lost */
#define CUTOFF_COLUMNS 9

static Datum
next_cutoff(FuncCallContext *call, BandStream *stream)
{
    const LfScoreRow *row =
        lf_score_from_worst(&stream->s, stream->better, stream->s.count - 1 - stream->next++);
    bool nulls[CUTOFF_COLUMNS] = {false};
    Datum values[CUTOFF_COLUMNS];
    LfCutoffLine line;
    LfFault why;

    lf_outcome_sum(&stream->sum, &row->of);
    lfpg_check(lf_cutoff_line(&stream->sum, &stream->all, &line, &why), &why);
    values[0] = Int32GetDatum(row->score);
    values[1] = weight_datum(lf_outcome_total(&stream->sum));
    values[2] = lfpg_share8(line.approval_rate, &nulls[2]);
    for (int k = 0; k < LF_OUTCOMES; k++)
        values[3 + k] = weight_datum(stream->sum.weight[k]);
    values[6] = lfpg_share8(line.bad_rate, &nulls[6]);
    values[7] = lfpg_share8(line.bad_avoided, &nulls[7]);
    values[8] = lfpg_share8(line.good_lost, &nulls[8]);
    return lfpg_row(call, values, nulls);
}

/* (s, better) */
LFPG_FUNCTION(loanfin_score_cutoffs)
{
    FuncCallContext *call;
    BandStream *stream;

    if (SRF_IS_FIRSTCALL()) {
        MemoryContext old;

        call = lfpg_rows_begin(fcinfo);
        old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
        call->user_fctx = open_stream(fcinfo, lfpg_better(PG_GETARG_DATUM(1)));
        MemoryContextSwitchTo(old);
    }
    call = SRF_PERCALL_SETUP();
    stream = call->user_fctx;
    if (stream->next >= stream->s.count)
        SRF_RETURN_DONE(call);
    SRF_RETURN_NEXT(call, next_cutoff(call, stream));
}

LFPG_FUNCTION(loanfin_score_support)
{
    SupportRequestRows *request = (SupportRequestRows *)PG_GETARG_POINTER(0);
    Node *node = lfpg_rows_request(fcinfo);
    Const *summary = node == NULL ? NULL : lfpg_constant_of(node, 0);
    int32 count;
    LfScoreCut cut;
    List *args;
    LfScores s;

    if (summary == NULL)
        PG_RETURN_POINTER(NULL);
    args = ((FuncExpr *)node)->args;
    s = lfpg_scores_load(summary->constvalue);
    count = s.count;
    if (list_length(args) > 2) {
        if (!lfpg_score_cut_constants(lsecond(args), lthird(args), &cut))
            PG_RETURN_POINTER(NULL);
        cut_bands(&s, LF_SCORE_BETTER_HIGH, &cut, &count);
    }
    request->rows = count;
    PG_RETURN_POINTER(request);
}
