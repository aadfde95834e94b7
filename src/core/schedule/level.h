/*
 * Level: what the rows tell of their terms, so that text and bytes need not
 * say it again: the level amount and the number of periods.
 *
 * May know: nothing of how a schedule is stored or printed.
 */
#ifndef LF_CORE_SCHEDULE_LEVEL_H
#define LF_CORE_SCHEDULE_LEVEL_H

#include "core/schedule/schedule.h"

/*
 * The row (from 0) that shows the level amount: the first after the grace, one
 * later where the first row takes the residue, at most the last; -1 without
 * rows.
 */
extern int32_t lf_level_row(const LfTerms *t, int32_t rows);

/* What that row shows: payment without fee, or principal where the level is one. */
extern int64_t lf_level_of_row(const LfTerms *t, int64_t principal, int64_t interest);

/* The level amount that the rows of a schedule show; 0 without rows. */
extern int64_t lf_level_shown(const LfSchedule *s);

/* Periods a schedule of so many rows has where it does not say otherwise. */
extern int32_t lf_default_periods(const LfTerms *t, int32_t rows);

#endif
