/*
 * Band: the days-past-due bands of aging tables, portfolios and migration.
 *
 * Nine bands, ranked from 0 (no arrears) to 8 (over 360 days).  Each begins
 * one day over a limit, so a line "over X days" is a line between two bands.
 * Uses: base.
 */
#ifndef LF_CORE_PORTFOLIO_BAND_H
#define LF_CORE_PORTFOLIO_BAND_H

#include "core/base/status.h"

/*
 * The limits, the one table of days past due: a band begins one day over each.
 * The first six are also the lines of a vintage.
 */
#define LF_LINE_LIMITS(LIMIT) LIMIT(0) LIMIT(30) LIMIT(60) LIMIT(90) LIMIT(120) LIMIT(180)
#define LF_BAND_LIMITS(LIMIT) LF_LINE_LIMITS(LIMIT) LIMIT(270) LIMIT(360)

#define LF_LINES 6
#define LF_BANDS 9
#define LF_BAND_CHARS 7 /* the longest label */

/* A term of a sum of comparisons, which compilers make without a branch. */
#define LF_IS_OVER(limit) +(days_past_due > (limit))

/* Rank of the band of a number of days past due, 0 or more. */
static inline int
lf_band_rank(int32_t days_past_due)
{
    return 0 LF_BAND_LIMITS(LF_IS_OVER);
}

/* How many of the lines so many days are over. */
static inline int
lf_lines_over(int64_t days_past_due)
{
    return 0 LF_LINE_LIMITS(LF_IS_OVER);
}

/* The limit of a band from rank 1 on, or of line rank - 1: more days than this. */
extern int32_t lf_band_limit(int rank);

/* "0", "1-30", ... ">360". */
extern const char *lf_band_label(int rank);

/* The same in Chinese, UTF-8. */
extern const char *lf_band_label_zh(int rank);

/* The rank of a label, or -1. */
extern int lf_band_parse(const char *text, size_t len);

/* The lowest rank of the bands over a limit: LF_OK, or LF_ERR_OVER_DAYS where
 * over_days is none of 0, 30, 60, 90, 120, 180, 270, 360. */
extern lf_status lf_band_over(int64_t over_days, int *rank, LfFault *why);

/* The same of the lines, from 0: 0, 30, 60, 90, 120, 180. */
extern lf_status lf_line_over(int64_t over_days, int *line, LfFault *why);

#endif
