/*
 * psi() and psi_bands() of two score_summaries: the bands are the base's.
 */
#include "postgres.h"

#include "core/scoring/stability.h"
#include "pg/common/rows.h"
#include "pg/scoring/cut.h"
#include "pg/scoring/value.h"

/* Both populations cut by the same edges. */
typedef struct PsiStream {
    LfScoreBand *band;
    LfScoreBand *base;
    lf_int128_stored total;
    lf_int128_stored base_total;
    int64 floor_e12;
    int32 count;
    int32 next;
} PsiStream;

static LfScoreBand *
cut_by(const LfScores *s, const LfScoreCut *cut, lf_int128_stored *total)
{
    LfScoreBand *band = palloc(sizeof(LfScoreBand) * LF_MAX_SCORE_BANDS);
    LfOutcome all = lf_scores_total(s);

    *total = lf_outcome_total(&all);
    lf_score_bands(s, LF_SCORE_BETTER_HIGH, cut, band);
    return band;
}

/* (s, base, bands, edges, floor): no rows where one of them is, save edges, or has no weight. */
static void
open_psi(FunctionCallInfo fcinfo, void *opened)
{
    PsiStream *stream = opened;
    int32 edges[LF_MAX_SCORE_BANDS];
    LfScores s, base;
    LfScoreCut cut;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(4) || !lfpg_score_cut(fcinfo, 2, &cut))
        return;
    stream->floor_e12 = lfpg_floor_argument(PG_GETARG_DATUM(4));
    s = PG_GETARG_SCORES(0);
    base = PG_GETARG_SCORES(1);
    if (s.count == 0 || base.count == 0)
        return;
    if (cut.edges == NULL) {
        cut.edge_count = lf_score_band_edges(&base, cut.bands, edges);
        cut.edges = edges;
    }
    stream->band = cut_by(&s, &cut, &stream->total);
    stream->base = cut_by(&base, &cut, &stream->base_total);
    stream->count = cut.edge_count + 1;
}

static double
term_of(const PsiStream *stream, int32 i)
{
    double term;

    if (!lf_psi_term(lf_outcome_total(&stream->band[i].of), stream->total,
                     lf_outcome_total(&stream->base[i].of), stream->base_total, stream->floor_e12,
                     &term))
        LFPG_REFUSE(LF_ERR_BAND_EMPTY, .a = i + 1);
    return term;
}

LFPG_FUNCTION(loanfin_score_psi)
{
    PsiStream stream = {0};
    double sum = 0.0;

    open_psi(fcinfo, &stream);
    if (stream.count == 0)
        PG_RETURN_NULL();
    for (int32 i = 0; i < stream.count; i++)
        sum += term_of(&stream, i);
    return lfpg_psi8(sum);
}

/* The least and the greatest score of a band that occurs on either side. */
static void
band_ends(const LfScoreBand *a, const LfScoreBand *b, Datum *values, bool *nulls)
{
    int32 low = a->occurs && b->occurs ? Min(a->low, b->low) : a->occurs ? a->low : b->low;
    int32 high = a->occurs && b->occurs ? Max(a->high, b->high) : a->occurs ? a->high : b->high;

    values[0] = Int32GetDatum(low);
    values[1] = Int32GetDatum(high);
    nulls[0] = nulls[1] = !a->occurs && !b->occurs;
}

/* band, low, high, total, base_total, share, base_share, psi */
static bool
next_band(void *opened, Datum *values, bool *nulls)
{
    PsiStream *stream = opened;
    int32 i = stream->next++;
    lf_int128 total, base_total;

    if (i >= stream->count)
        return false;
    total = lf_outcome_total(&stream->band[i].of);
    base_total = lf_outcome_total(&stream->base[i].of);
    values[0] = Int32GetDatum(i + 1);
    band_ends(&stream->band[i], &stream->base[i], values + 1, nulls + 1);
    values[3] = lfpg_numeric_from_int128(total, LF_WEIGHT_DECIMALS);
    values[4] = lfpg_numeric_from_int128(base_total, LF_WEIGHT_DECIMALS);
    values[5] = lfpg_numeric_ratio(total, stream->total);
    values[6] = lfpg_numeric_ratio(base_total, stream->base_total);
    values[7] = lfpg_psi8(term_of(stream, i));
    return true;
}

LFPG_ROWS(loanfin_score_psi_bands, PsiStream, open_psi, next_band)

/* The bands of a constant base. */
static double
count_bands(List *args)
{
    int32 edges[LF_MAX_SCORE_BANDS];
    Datum summary;
    LfScores base;
    LfScoreCut cut;

    if (!lfpg_constant(args, 1, &summary) ||
        !lfpg_score_cut_constants(lthird(args), lfourth(args), &cut))
        return -1;
    base = lfpg_scores_read(summary);
    if (cut.edges == NULL)
        cut.edge_count = lf_score_band_edges(&base, cut.bands, edges);
    return base.count == 0 ? 0 : cut.edge_count + 1;
}

LFPG_ROWS_SUPPORT(loanfin_psi_bands_support, count_bands)
