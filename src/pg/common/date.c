/*
 * date: dates, intervals and date ranges to core's plain numbers.
 *
 * A DateADT is core's day number already, so all that is done here is to keep
 * out what core does not know: infinities, dates outside ten millennia, hours
 * of an interval, empty and unbounded ranges.
 * Uses: the server's date, interval and range types.
 */
#include "postgres.h"

#include "pg/common/date.h"

#include "miscadmin.h"
#include "utils/datetime.h"
#include "utils/rangetypes.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

#include "core/base/limits.h"
#include "pg/common/compat.h"
#include "pg/common/error.h"

void
lfpg_interval_to_period(Datum interval, const char *name, int32 *months, int32 *days)
{
    const Interval *span = DatumGetIntervalP(interval);
    LfFault why = {.name = name, .a = span->month, .b = span->day};

    if (!LFPG_INTERVAL_IS_FINITE(span)) {
        why.status = LF_ERR_NOT_FINITE;
        why.text = lf_text(span->month < 0 ? "-infinity" : "infinity");
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

/* Looks the range type up in the type cache; true for an empty range. */
static bool
read_bounds(Datum range, RangeBound *lower, RangeBound *upper)
{
    RangeType *value = DatumGetRangeTypeP(range);
    TypeCacheEntry *type = lookup_type_cache(RangeTypeGetOid(value), TYPECACHE_RANGE_INFO);
    bool empty;

    range_deserialize(type, value, lower, upper, &empty);
    return empty;
}

void
lfpg_daterange(Datum range, int32 *from, int32 *to)
{
    RangeBound lower, upper;
    bool empty = read_bounds(range, &lower, &upper);

    *from = empty ? LF_MIN_DATE : bound_day(&lower);
    *to = empty ? LF_MIN_DATE : bound_day(&upper);
}

/* A bound as a day: false where there is none. */
static bool
finite_bound(const RangeBound *bound, const char *name, int32 *day)
{
    if (bound->infinite || DATE_NOT_FINITE(DatumGetDateADT(bound->val)))
        return false;
    *day = lfpg_date(DatumGetDateADT(bound->val), name);
    if (bound->lower != bound->inclusive)
        (*day)++;
    return true;
}

LfDayRange
lfpg_day_range(Datum range, const char *name)
{
    RangeBound lower, upper;
    LfDayRange days = {.empty = read_bounds(range, &lower, &upper)};

    if (days.empty)
        return days;
    days.has_from = finite_bound(&lower, name, &days.from);
    days.has_to = finite_bound(&upper, name, &days.to);
    return days;
}

static char *
day_text(bool given, int32 day)
{
    char *text = palloc0(MAXDATELEN + 1);
    struct pg_tm tm = {0};

    if (given) {
        j2date(day + POSTGRES_EPOCH_JDATE, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
        EncodeDateOnly(&tm, USE_ISO_DATES, text);
    }
    return text;
}

char *
lfpg_day_range_text(LfDayRange days)
{
    if (days.empty)
        return pstrdup("empty");
    return psprintf("%s%s,%s)", days.has_from ? "[" : "(", day_text(days.has_from, days.from),
                    day_text(days.has_to, days.to));
}
