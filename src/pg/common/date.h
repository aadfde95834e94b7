/*
 * date: dates, intervals and date ranges from and to core's plain numbers.
 *
 * Core counts days from 2000-01-01 as DateADT does, so a date costs nothing.
 * Uses: the server's date, interval and range types.
 */
#ifndef LF_PG_COMMON_DATE_H
#define LF_PG_COMMON_DATE_H

#include "postgres.h"

#include "utils/date.h"

#include "core/time/calendar.h"
#include "pg/common/error.h"

/* The date argument as days since 2000-01-01; infinities and dates outside
 * 0001-01-01 .. 9999-12-31 raise 22008 naming the argument. */
static inline int32
lfpg_date(DateADT date, const char *name)
{
    if (unlikely(!lf_date_in_range(date)))
        LFPG_REFUSE(LF_ERR_DATE_RANGE, .name = name, .a = date);
    return date;
}

/* An interval of whole months or whole days; raises 22023 for both together,
 * a time part or an infinite one, naming the argument.  Sign and size are
 * core's to judge. */
extern void lfpg_interval_to_period(Datum interval, const char *name, int32 *months, int32 *days);

/* The days [*from, *to) of a daterange, every end clamped to the limits (*to
 * at most LF_MAX_DATE + 1); an empty range gives *from == *to.  Looks the
 * range type up in the type cache and leaves fn_extra alone, which belongs to
 * the set-returning functions. */
extern void lfpg_daterange(Datum range, int32 *from, int32 *to);

/* The days [from, to) of a daterange as they are.  Ends outside 0001-01-01 .. 9999-12-31 raise 22008
 * naming the argument. */
extern LfDayRange lfpg_day_range(Datum range, const char *name);

/* "[2026-01-01,2026-02-01)" whatever the DateStyle, palloc'd. */
extern char *lfpg_day_range_text(LfDayRange days);

#endif
