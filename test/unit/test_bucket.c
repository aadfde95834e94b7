/*
 * Bucket: every day of some years falls into one bucket, and buckets begin
 * where people expect.
 */
#include "core/time/calendar.h"

#include <string.h>

#include "test/unit/tap.h"

static int32_t
date(int32_t year, int32_t month, int32_t day)
{
    return lf_date_from_civil((LfCivil){year, month, day});
}

static int32_t
start(int32_t months, int32_t days, int32_t of)
{
    LfBucket b;
    LfFault why;

    if (lf_bucket_make((LfPeriod){.months = months, .days = days}, &b, &why) != LF_OK)
        return INT32_MIN;
    return lf_bucket_start(b, of);
}

/* Buckets adjoin: a day begins one, or lies in that of the day before. */
static void
check_partition(int32_t months, int32_t days)
{
    LfBucket b;
    LfFault why;
    int wrong = 0, begun = 0, wrong_length = 0;
    int32_t first = date(1999, 1, 1), last = date(2009, 1, 1), previous;

    lf_bucket_make((LfPeriod){.months = months, .days = days}, &b, &why);
    previous = lf_bucket_start(b, first - 1);
    for (int32_t day = first; day < last; day++) {
        int32_t s = lf_bucket_start(b, day);

        wrong += s != previous && s != day;
        wrong += lf_bucket_start(b, s) != s;
        if (s == day && s != previous) {
            begun++;
            wrong_length += lf_date_add(previous, b.period, 1) != s;
            previous = s;
        }
    }
    is_i64(wrong, 0, "buckets of %d months, %d days adjoin", months, days);
    is_i64(wrong_length, 0, "buckets of %d months, %d days are that long", months, days);
    ok(begun > 0, "and some begin in ten years (%d)", begun);
}

static void
test_origins(void)
{
    is_i64(start(1, 0, date(2024, 2, 29)), date(2024, 2, 1), "months begin on the first");
    is_i64(start(3, 0, date(2024, 6, 30)), date(2024, 4, 1), "quarters begin in January");
    is_i64(start(12, 0, date(2024, 12, 31)), date(2024, 1, 1), "years begin in January");
    is_i64(start(0, 7, date(2024, 5, 5)), date(2024, 4, 29), "a Sunday lies in Monday's week");
    is_i64(start(0, 7, date(2024, 5, 6)), date(2024, 5, 6), "a Monday begins its week");
    is_i64(start(0, 7, date(1999, 12, 31)), date(1999, 12, 27), "so it is before 2000");
    is_i64(start(0, 10, date(2000, 1, 10)), date(2000, 1, 1), "ten days are counted from 2000");
    is_i64(start(0, 10, date(1999, 12, 31)), date(1999, 12, 22), "and back from it");
    is_i64(start(0, 1, LF_MIN_DATE), LF_MIN_DATE, "a day is its own bucket");
    ok(start(1200, 0, LF_MIN_DATE) <= LF_MIN_DATE && start(0, 36525, LF_MAX_DATE) <= LF_MAX_DATE,
       "the widest buckets hold the first and the last date");
}

static void
test_refusals(void)
{
    static const LfPeriod wrong[] = {
        {0}, {.months = -1}, {.months = 1201}, {.days = -7}, {.days = 36526}};
    LfBucket b;

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        LfFault why = {0};

        ok(lf_bucket_make(wrong[i], &b, &why) == LF_ERR_RANGE_INT &&
               strncmp(why.name, "bucket", 6) == 0 && why.b == 1,
           "a bucket of %d months, %d days is refused", wrong[i].months, wrong[i].days);
    }
}

int
main(void)
{
    static const LfPeriod lengths[] = {{.months = 1},  {.months = 3},  {.months = 5},
                                       {.months = 12}, {.months = 18}, {.days = 1},
                                       {.days = 7},    {.days = 14},   {.days = 30}};

    for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
        check_partition(lengths[i].months, lengths[i].days);
    test_origins();
    test_refusals();
    return done_testing();
}
