/*
 * Score: how well a score sorts good loans from bad ones.
 *
 * A summary keeps, for each score that occurs, the weights of good, bad and
 * unknown loans: everything below is read from these, exactly, and rounded
 * once.  Readers go from the worst score to the best; which end is the worst
 * the caller says.  Work is one pass over the scores unless said otherwise.
 * Rules: docs/score.md.  Independent of how it is stored.
 */
#ifndef LF_CORE_SCORING_SCORE_H
#define LF_CORE_SCORING_SCORE_H

#include "core/base/keyword.h"
#include "core/scoring/outcome.h"

/* Distinct scores of one summary; bands of one table. */
#define LF_MAX_SCORES 65536
#define LF_MAX_SCORE_BANDS 1000

/* A number of loans that is not known: read from a text that has weights only. */
#define LF_LOANS_UNKNOWN INT64_C(-1)

typedef struct LfScoreRow {
    int32_t score;
    int32_t padding;
    LfOutcome of;
} LfScoreRow;

typedef struct LfScores {
    int64_t loans; /* rows counted, or LF_LOANS_UNKNOWN */
    int64_t skipped;
    int32_t count;
    const LfScoreRow *row; /* ascending by score, none empty */
} LfScores;

typedef enum LfScoreBetter {
    LF_SCORE_BETTER_HIGH = 0,
    LF_SCORE_BETTER_LOW
} LfScoreBetter;

extern const LfKeywords lf_score_betters;

/*
 * The check: scores ascend, no weight is below 0, no row is empty, counts are
 * not negative, sums within LF_MAX_WEIGHTS.  LF_OK, LF_ERR_BELOW_ZERO (what
 * was taken out was never in), LF_ERR_SUM_RANGE, LF_ERR_CORRUPT.
 */
extern lf_status lf_scores_check(const LfScores *s, LfFault *why);

extern LfOutcome lf_scores_total(const LfScores *s);

/* Both unknown without good or without bad loans. */
extern lf_status lf_auc(const LfScores *s, LfScoreBetter better, LfShare8 *auc, LfFault *why);
extern lf_status lf_gini(const LfScores *s, LfScoreBetter better, LfShare8 *gini, LfFault *why);

typedef struct LfKs {
    LfShare8 ks;
    bool reached; /* above 0 at `score` */
    int32_t score;
} LfKs;

extern lf_status lf_ks(const LfScores *s, LfScoreBetter better, LfKs *out, LfFault *why);

typedef struct LfScoreBand {
    bool occurs; /* some score lies in it: the least and the greatest are ... */
    int32_t low;
    int32_t high;
    LfOutcome of;
} LfScoreBand;

/* How scores are cut: into `bands` of equal frequency, or where `edges` is not NULL at these. */
typedef struct LfScoreCut {
    int32_t bands;
    const int32_t *edges;
    int32_t edge_count;
} LfScoreCut;

/* LF_OK, LF_ERR_RANGE_INT (bands, number of edges), LF_ERR_EDGES_ORDER. */
extern lf_status lf_score_cut_check(const LfScoreCut *cut, LfFault *why);

/* Bands from worst to best, at most LF_MAX_SCORE_BANDS; returns how many.  The cut is checked. */
extern int32_t lf_score_bands(const LfScores *s, LfScoreBetter better, const LfScoreCut *cut,
                              LfScoreBand *band);

/*
 * The ends of the bands of equal frequency, from the lowest score up, as edges
 * that cut another summary likewise; the last band has no end.  Returns how
 * many edges, at most bands - 1.
 */
extern int32_t lf_score_band_edges(const LfScores *s, int32_t bands, int32_t *edges);

/* What a table of bands shows of one band; `sum` is of it and all worse ones. */
typedef struct LfBandLine {
    LfShare8 bad_rate;
    LfShare8 good_share;
    LfShare8 bad_share;
    LfShare8 cum_good;
    LfShare8 cum_bad;
    LfShare8 ks;
    LfShare8 lift;
} LfBandLine;

extern lf_status lf_band_line(const LfOutcome *of, const LfOutcome *sum, const LfOutcome *all,
                              LfBandLine *line, LfFault *why);

/* What a cut-off means; `approved` is of this score and all better ones. */
typedef struct LfCutoffLine {
    LfShare8 approval_rate;
    LfShare8 bad_rate;
    LfShare8 bad_avoided;
    LfShare8 good_lost;
} LfCutoffLine;

extern lf_status lf_cutoff_line(const LfOutcome *approved, const LfOutcome *all, LfCutoffLine *line,
                                LfFault *why);

/* The row at place i of 0 .. count - 1, from the worst. */
static inline const LfScoreRow *
lf_score_from_worst(const LfScores *s, LfScoreBetter better, int32_t i)
{
    return &s->row[better == LF_SCORE_BETTER_HIGH ? i : s->count - 1 - i];
}

#endif
