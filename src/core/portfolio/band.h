/*
 * Band: the days-past-due bands of aging tables, portfolios and migration.
 *
 * Nine bands, ranked from 0 (no arrears) to 8 (over 360 days).  Each begins
 * one day over a limit, so a line "over X days" is a line between two bands.
 * May know: base.
 */
#ifndef LF_CORE_PORTFOLIO_BAND_H
#define LF_CORE_PORTFOLIO_BAND_H

#include "core/base/status.h"

#define LF_BANDS 9
#define LF_BAND_CHARS 7 /* the longest label */

/* Rank of the band of a number of days past due, 0 or more. */
static inline int
lf_band_rank(int32_t days_past_due)
{
    const int32_t d = days_past_due;

    return (d > 0) + (d > 30) + (d > 60) + (d > 90) + (d > 120) + (d > 180) + (d > 270) + (d > 360);
}

/* "0", "1-30", ... ">360". */
extern const char *lf_band_label(int rank);

/* The rank of a label, or -1. */
extern int lf_band_parse(const char *text, size_t len);

/* The lowest rank of the bands over a limit: LF_OK, or LF_ERR_OVER_DAYS where
 * over_days is none of 0, 30, 60, 90, 120, 180, 270, 360. */
extern lf_status lf_band_over(int32_t over_days, int *rank, LfFault *why);

#endif
