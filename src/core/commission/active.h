/*
 * Active days: the part of a period that counts, and amounts pro-rated to it.
 */
#ifndef LF_CORE_COMMISSION_ACTIVE_H
#define LF_CORE_COMMISSION_ACTIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/time/calendar.h"

/* Days [from, to) of a period of `days`; 0 days: all of it, whatever it is. */
typedef struct LfActiveDays {
    int32_t days;
    int32_t from;
    int32_t to;
} LfActiveDays;

/* The days of `active` within the period; an empty range is none of them.
 * False where the period is unbounded or `active` is not inside it. */
extern bool lf_active_days(const LfDayRange *active, const LfDayRange *period, LfActiveDays *days);

/* round(x * to / days) - round(x * from / days): parts of a period add up. */
extern int64_t lf_prorate(int64_t x, LfActiveDays active);

#endif
