/*
 * Readers of one score_summary: numbers, and its tables of bands and cut-offs.
 */
#include "postgres.h"

#include "pg/scoring/cut.h"
#include "pg/scoring/value.h"
#include "pg/common/rows.h"

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

static void
open_stream(FunctionCallInfo fcinfo, BandStream *stream, LfScoreBetter better)
{
    stream->s = PG_GETARG_SCORES(0);
    stream->better = better;
    stream->all = lf_scores_total(&stream->s);
}

static LfScoreBand *
cut_bands(const LfScores *s, LfScoreBetter better, const LfScoreCut *cut, int32 *count)
{
    LfScoreBand *band = palloc(sizeof(LfScoreBand) * LF_MAX_SCORE_BANDS);

    *count = lf_score_bands(s, better, cut, band);
    return band;
}

/* (s, bands, edges, better): not strict, edges may be NULL */
static void
open_bands(FunctionCallInfo fcinfo, void *opened)
{
    BandStream *stream = opened;
    LfScoreCut cut;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(3) || !lfpg_score_cut(fcinfo, 1, &cut))
        return;
    open_stream(fcinfo, stream, lfpg_better(PG_GETARG_DATUM(3)));
    stream->band = cut_bands(&stream->s, stream->better, &cut, &stream->count);
}

/* band, low, high, total, good, bad, unknown, bad_rate, good_share, bad_share, cum_good,
 * cum_bad, ks, lift */
static bool
next_band(void *opened, Datum *values, bool *nulls)
{
    BandStream *stream = opened;
    const LfScoreBand *band = &stream->band[stream->next];
    LfBandLine line;

    if (stream->next++ >= stream->count)
        return false;
    lf_outcome_sum(&stream->sum, &band->of);
    LFPG_TRY(lf_band_line, &band->of, &stream->sum, &stream->all, &line);
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
    return true;
}

LFPG_ROWS(loanfin_score_bands, BandStream, open_bands, next_band)

/* (s, better) */
static void
open_cutoffs(FunctionCallInfo fcinfo, void *opened)
{
    open_stream(fcinfo, opened, lfpg_better(PG_GETARG_DATUM(1)));
}

/* cutoff, approved, approval_rate, good, bad, unknown, bad_rate, bad_avoided, good_lost */
static bool
next_cutoff(void *opened, Datum *values, bool *nulls)
{
    BandStream *stream = opened;
    const LfScoreRow *row;
    LfCutoffLine line;

    if (stream->next >= stream->s.count)
        return false;
    row = lf_score_from_worst(&stream->s, stream->better, stream->s.count - 1 - stream->next++);
    lf_outcome_sum(&stream->sum, &row->of);
    LFPG_TRY(lf_cutoff_line, &stream->sum, &stream->all, &line);
    values[0] = Int32GetDatum(row->score);
    values[1] = weight_datum(lf_outcome_total(&stream->sum));
    values[2] = lfpg_share8(line.approval_rate, &nulls[2]);
    for (int k = 0; k < LF_OUTCOMES; k++)
        values[3 + k] = weight_datum(stream->sum.weight[k]);
    values[6] = lfpg_share8(line.bad_rate, &nulls[6]);
    values[7] = lfpg_share8(line.bad_avoided, &nulls[7]);
    values[8] = lfpg_share8(line.good_lost, &nulls[8]);
    return true;
}

LFPG_ROWS(loanfin_score_cutoffs, BandStream, open_cutoffs, next_cutoff)

static double
count_rows(List *args)
{
    Datum summary;
    LfScoreCut cut;
    int32 count;
    LfScores s;

    if (!lfpg_constant(args, 0, &summary))
        return -1;
    s = lfpg_scores_read(summary);
    if (list_length(args) <= 2)
        return s.count;
    if (!lfpg_score_cut_constants(lsecond(args), lthird(args), &cut))
        return -1;
    cut_bands(&s, LF_SCORE_BETTER_HIGH, &cut, &count);
    return count;
}

LFPG_ROWS_SUPPORT(loanfin_score_support, count_rows)
