/*
 * pgdate: dates, intervals and date ranges to core's plain numbers.
 *
 * A DateADT is core's day number already, so all that is done here is to keep
 * out what core does not know: infinities, dates outside ten millennia, hours
 * of an interval, empty and unbounded ranges.
 * May know: the server's date, interval and range types.
 */
#include "postgres.h"

#include "pg/pgdate.h"

#include "utils/rangetypes.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

#include "core/base/limits.h"
#include "pg/compat.h"
#include "pg/error.h"

int32
lfpg_date(DateADT date, const char *name)
{
    if (unlikely(date < LF_MIN_DATE || date > LF_MAX_DATE)) {
        LfFault why = {.status = LF_ERR_DATE_RANGE, .name = name, .a = date};

        lfpg_raise(&why);
    }
    return date;
}

void
lfpg_interval_to_period(Datum interval, const char *name, int32 *months, int32 *days)
{
    const Interval *span = DatumGetIntervalP(interval);
    LfFault why = {.name = name, .a = span->month, .b = span->day};

    if (!LFPG_INTERVAL_IS_FINITE(span)) {
        why.status = LF_ERR_NOT_FINITE;
        why.text = span->month < 0 ? "-infinity" : "infinity";
        why.text_len = strlen(why.text);
    } else if (span->time != 0) {
        why.status = LF_ERR_INTERVAL_TIME;
    } else if (span->month != 0 && span->day != 0) {
        why.status = LF_ERR_PERIOD_MIXED;
    }
    lfpg_check(why.status, &why);
    *months = span->month;
    *days = span->day;
}

/* The first day not before a bound: the range's own first day where it is a
 * lower one, the day after its last where it is an upper one. */
static int32
bound_day(const RangeBound *bound)
{
    if (bound->infinite)
        return bound->lower ? LF_MIN_DATE : LF_MAX_DATE + 1;

    int64 day = DatumGetDateADT(bound->val);

    if (bound->lower != bound->inclusive)
        day++;
    return (int32)Max(LF_MIN_DATE, Min(day, LF_MAX_DATE + 1));
}

void
lfpg_daterange(Datum range, int32 *from, int32 *to)
{
    RangeType *value = DatumGetRangeTypeP(range);
    TypeCacheEntry *type = lookup_type_cache(RangeTypeGetOid(value), TYPECACHE_RANGE_INFO);
    RangeBound lower, upper;
    bool empty;

    range_deserialize(type, value, &lower, &upper, &empty);
    *from = empty ? LF_MIN_DATE : bound_day(&lower);
    *to = empty ? LF_MIN_DATE : bound_day(&upper);
}
