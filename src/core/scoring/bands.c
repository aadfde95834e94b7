/*
 * Bands of scores: of equal frequency, or between given edges.
 *
 * Equal frequency, four bands of the totals 1 5 1 1 (8 loans): band 1 ends at
 * the first score whose cumulative total reaches 2, which is the second (6);
 * that reaches 4 and 6 as well, so bands 2 and 3 would be empty and are not
 * there; what is left is the last band.
 */
#include "core/scoring/score.h"

#include "core/base/range.h"

lf_status
lf_score_cut_check(const LfScoreCut *cut, LfFault *why)
{
    if (cut->edges == NULL)
        return lf_check_int("bands", cut->bands, 1, LF_MAX_SCORE_BANDS, why);
    if (lf_check_int("number of edges", cut->edge_count, 0, LF_MAX_SCORE_BANDS - 1, why) != LF_OK)
        return why->status;
    for (int32_t i = 1; i < cut->edge_count; i++) {
        if (cut->edges[i] <= cut->edges[i - 1])
            return LF_REFUSE(why, LF_ERR_EDGES_ORDER, .a = cut->edges[i], .b = cut->edges[i - 1]);
    }
    return LF_OK;
}

static void
add_to_band(LfScoreBand *band, const LfScoreRow *row)
{
    if (!band->occurs || row->score < band->low)
        band->low = row->score;
    if (!band->occurs || row->score > band->high)
        band->high = row->score;
    band->occurs = true;
    lf_outcome_sum(&band->of, &row->of);
}

/* The band a cumulative total closes: the greatest k that it reaches, k total / bands. */
static int32_t
reached(lf_int128 sum, lf_int128 total, int32_t bands)
{
    return (int32_t)(sum * bands / total); /* within 2^125: see LF_MAX_WEIGHTS */
}

static int32_t
equal_bands(const LfScores *s, LfScoreBetter better, int32_t bands, LfScoreBand *band)
{
    LfOutcome all = lf_scores_total(s);
    lf_int128 total = lf_outcome_total(&all), sum = 0;
    int32_t count = 0, closed = 0;
    bool open = false;

    for (int32_t i = 0; i < s->count; i++) {
        const LfScoreRow *row = lf_score_from_worst(s, better, i);

        if (!open)
            band[count++] = (LfScoreBand){.occurs = false};
        open = true;
        add_to_band(&band[count - 1], row);
        sum += lf_outcome_total(&row->of);
        if (reached(sum, total, bands) > closed) {
            closed = reached(sum, total, bands);
            open = false;
        }
    }
    return count;
}

static int32_t
bands_between(const LfScores *s, LfScoreBetter better, const LfScoreCut *cut, LfScoreBand *band)
{
    int32_t count = cut->edge_count + 1, k = 0;

    for (int32_t i = 0; i < count; i++)
        band[i] = (LfScoreBand){.occurs = false};
    for (int32_t i = 0; i < s->count; i++) {
        while (k < cut->edge_count && s->row[i].score > cut->edges[k])
            k++;
        add_to_band(&band[better == LF_SCORE_BETTER_HIGH ? k : count - 1 - k], &s->row[i]);
    }
    return count;
}

int32_t
lf_score_bands(const LfScores *s, LfScoreBetter better, const LfScoreCut *cut, LfScoreBand *band)
{
    if (cut->edges != NULL)
        return bands_between(s, better, cut, band);
    return equal_bands(s, better, cut->bands, band);
}

int32_t
lf_score_band_edges(const LfScores *s, int32_t bands, int32_t *edges)
{
    LfOutcome all = lf_scores_total(s);
    lf_int128 total = lf_outcome_total(&all), sum = 0;
    int32_t count = 0, closed = 0;

    for (int32_t i = 0; i + 1 < s->count; i++) {
        int32_t k;

        sum += lf_outcome_total(&s->row[i].of);
        k = reached(sum, total, bands);
        if (k > closed)
            edges[count++] = s->row[i].score;
        closed = k > closed ? k : closed;
    }
    return count;
}
