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

/* Whether the day count is one of these. */
extern bool lf_is_actual(LfDayCount day_count);

/* How many 29 Februaries lie in (from, to]; from <= to. */
extern int32_t lf_leap_days(int32_t from, int32_t to);

/* from <= to. */
extern LfFraction lf_actual_fraction(LfDayCount day_count, int32_t from, int32_t to);

#endif
