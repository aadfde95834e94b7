/*
 * Bins: the outcomes by group of one characteristic.
 *
 * A bin is a text of at most 255 bytes; one more, without a name, is of
 * missing values.  Bins sort by bytes, that one last.
 * Rules: docs/score.md.  Independent of how it is stored.
 */
#ifndef LF_CORE_SCORING_BINS_H
#define LF_CORE_SCORING_BINS_H

#include "core/scoring/stability.h"
#include "core/scoring/table.h"

#define LF_MAX_BINS 1024
#define LF_MAX_BIN_NAME 255

typedef struct LfBinRow {
    const char *name; /* not terminated; of no meaning where length is LF_BIN_MISSING */
    int32_t length;
    int32_t padding;
    LfOutcome of;
} LfBinRow;

typedef struct LfBins {
    int64_t skipped;
    int32_t count;
    const LfBinRow *row; /* ascending, none empty */
} LfBins;

/* Negative, zero or positive as a sorts before, with or after b. */
extern int lf_bin_compare(const LfBinRow *a, const LfBinRow *b);

/* The check, as lf_scores_check. */
extern lf_status lf_bins_check(const LfBins *b, LfFault *why);

extern LfOutcome lf_bins_total(const LfBins *b);

/* What a table of bins shows of one; unknown woe and iv as docs/score.md says. */
typedef struct LfWoeLine {
    LfShare8 bad_rate;
    LfShare8 good_share;
    LfShare8 bad_share;
    LfShare8 woe;
    LfShare8 iv;
} LfWoeLine;

/* LF_OK, LF_ERR_BIN_EMPTY. */
extern lf_status lf_woe_line(const LfBinRow *row, const LfOutcome *all, lf_int128 adjust,
                             LfWoeLine *line, LfFault *why);

/* Information value, not known without good or without bad loans. */
extern lf_status lf_iv(const LfBins *b, lf_int128 adjust, LfShare8 *iv, LfFault *why);

/* One bin of two summaries, which may lack it on either side. */
typedef struct LfBinPair {
    const LfBinRow *one; /* has the name */
    lf_int128_stored total;
    lf_int128_stored base_total;
} LfBinPair;

/* The bins of both, ascending, at most as many as they have together; returns how many. */
extern int32_t lf_bin_pairs(const LfBins *b, const LfBins *base, LfBinPair *pair);

#endif
