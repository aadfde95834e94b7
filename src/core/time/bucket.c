/*
 * Bucket: floor division of months or days.
 */
#include "core/time/bucket.h"

#include "core/base/range.h"

/* 2000-01-03 was a Monday */
#define MONDAY 2

lf_status
lf_bucket_make(LfPeriod period, LfBucket *out, LfFault *why)
{
    int32_t length = period.months != 0 ? period.months : period.days;
    int32_t greatest = period.months != 0 ? LF_MAX_PERIOD_MONTHS : LF_MAX_PERIOD_DAYS;

    if (lf_check_int(period.months != 0 ? "bucket in months" : "bucket in days", length, 1,
                     greatest, why) != LF_OK)
        return why->status;
    *out = (LfBucket){period};
    return LF_OK;
}

static int32_t
floor_to(int32_t value, int32_t step)
{
    int32_t rest = value % step;

    return value - (rest < 0 ? rest + step : rest);
}

int32_t
lf_bucket_start(LfBucket bucket, int32_t date)
{
    int32_t origin;

    if (bucket.period.months != 0)
        return lf_month_start(floor_to(lf_month_of(date), bucket.period.months));
    origin = bucket.period.days % 7 == 0 ? MONDAY : 0;
    return origin + floor_to(date - origin, bucket.period.days);
}
