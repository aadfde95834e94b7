/*
 * Actual: day counts whose year has 365 or 366 days, as each has it.
 *
 * Standards: ISDA 2006 4.16 (b); ICMA rule 251; Association Francaise des
 * Banques, 1999; the others by their users.
 * Uses: dates.
 */
#ifndef LF_CORE_TIME_ACTUAL_H
#define LF_CORE_TIME_ACTUAL_H

#include "core/time/daycount.h"

/* How many 29 Februaries lie in (from, to]; from <= to. */
extern int32_t lf_leap_days(int32_t from, int32_t to);

/* The fraction by one of these day counts, from <= to; false for any other. */
extern bool lf_actual_fraction(LfDayCount day_count, int32_t from, int32_t to, LfFraction *out);

#endif
