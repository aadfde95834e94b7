/*
 * Cohorts of a triangle: originations put together by month, quarter or year.
 *
 * Cells are sorted by origination, so a group is a run of cells.
 */
#ifndef LF_CORE_VINTAGE_COHORT_H
#define LF_CORE_VINTAGE_COHORT_H

#include "core/vintage/vintage.h"

/* Months of a group, which begins in January or so many months later. */
typedef enum LfCohortBy {
    LF_COHORT_MONTH = 1,
    LF_COHORT_QUARTER = 3,
    LF_COHORT_YEAR = 12
} LfCohortBy;

/* The first month (as lf_month_of) of the group of cell `i`. */
extern int32_t lf_cohort_of(const LfVintage *v, int32_t i, LfCohortBy by);

/* The cells of the group that begins at cell `from`. */
extern LfVintage lf_cohort_part(const LfVintage *v, int32_t from, LfCohortBy by);

/* Space for a label and its closing zero. */
#define LF_COHORT_CHARS 8

/* "2024-03", "2024-Q1" or "2024", closed by a zero. */
extern void lf_cohort_label(int32_t month, LfCohortBy by, char *label);

#endif
