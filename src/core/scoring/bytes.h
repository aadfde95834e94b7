/*
 * Bytes of score_summary and bin_summary, format version 1.
 *
 *   score_summary: version, flags, loans + 1 in eight bytes (low first; 0: not
 *   known), then varints: skipped, number of scores; then a score, as its rise
 *   over the one before, and its three weights, row by row.
 *   bin_summary: version, flags, then skipped, number of bins; then the length
 *   of a name, the name and its three weights; the bin of missing values is
 *   the last, has a flag and no name.
 *
 * Weights are whole loans where all of them are (a flag), else millionths: one
 * value has one form.  What follows byte LF_SCORES_IDENTITY of a
 * score_summary is what it is compared by: all but the number of loans.
 * A reader bounds everything by its input; the check must follow.
 */
#ifndef LF_CORE_SCORING_BYTES_H
#define LF_CORE_SCORING_BYTES_H

#include "core/scoring/bins.h"

#define LF_SCORES_VERSION 1
#define LF_BINS_VERSION 1

/* Where the number of loans lies, and what comes after it. */
#define LF_SCORES_LOANS 2
#define LF_SCORES_IDENTITY 10

extern size_t lf_scores_bound(int32_t count);
extern size_t lf_scores_encode(const LfScores *s, uint8_t *out); /* its length */

typedef struct LfScoresView {
    LfScores head; /* no rows yet */
    bool whole;
    const uint8_t *rows;
    const uint8_t *end;
} LfScoresView;

/* The head and the number of rows, which fit the bytes: LF_OK or LF_ERR_CORRUPT. */
extern lf_status lf_scores_open(const uint8_t *bytes, size_t length, LfScoresView *v, LfFault *why);

/* The rows, into space for head.count of them; not yet checked by the check. */
extern lf_status lf_scores_rows(const LfScoresView *v, LfScoreRow *row, LfFault *why);

extern size_t lf_bins_bound(const LfBins *b);
extern size_t lf_bins_encode(const LfBins *b, uint8_t *out);

typedef struct LfBinsView {
    LfBins head;
    bool whole;
    bool has_missing;
    const uint8_t *rows;
    const uint8_t *end;
} LfBinsView;

extern lf_status lf_bins_open(const uint8_t *bytes, size_t length, LfBinsView *v, LfFault *why);

/* Names point into the bytes. */
extern lf_status lf_bins_rows(const LfBinsView *v, LfBinRow *row, LfFault *why);

#endif
