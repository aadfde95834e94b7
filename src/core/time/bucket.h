/*
 * Bucket: calendar intervals of equal length that dates fall into.
 *
 * Months are counted from a January, so quarters and years begin where people
 * expect; weeks begin on Monday (ISO 8601), other days are counted from
 * 2000-01-01.
 */
#ifndef LF_CORE_TIME_BUCKET_H
#define LF_CORE_TIME_BUCKET_H

#include "core/time/calendar.h"

typedef struct LfBucket {
    LfPeriod period;
} LfBucket;

/* LF_OK, or LF_ERR_RANGE_INT naming the bucket; one of months and days is 0. */
extern lf_status lf_bucket_make(LfPeriod period, LfBucket *out, LfFault *why);

/* First day of the bucket that holds the date; may precede LF_MIN_DATE by less
 * than a bucket. */
extern int32_t lf_bucket_start(LfBucket bucket, int32_t date);

#endif
