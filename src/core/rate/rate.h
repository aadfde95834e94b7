/*
 * Rate: the exact rate of one period, and interest rounded once.
 *
 * A rate is a ratio of integers, annual rate times fraction of a year, never
 * a rounded decimal.
 */
#ifndef LF_CORE_RATE_RATE_H
#define LF_CORE_RATE_RATE_H

#include "core/base/int128.h"
#include "core/base/limits.h"
#include "core/base/round.h"
#include "core/time/calendar.h"
#include "core/time/daycount.h"

/* num / den, den > 0. */
typedef struct LfRate {
    lf_int128 num;
    int64_t den;
} LfRate;

/* annual_e12 / 10^12 * fraction, common factors 2, 3 and 5 taken out at least. */
extern LfRate lf_rate_make(int64_t annual_e12, LfFraction fraction);

/* num / den lowered by their greatest common divisor; |num| may exceed 64 bits. */
extern LfRate lf_rate_reduce(LfRate rate);

/* num / LF_RATE_ONE in lowest terms. */
extern LfRate lf_rate_of_decimal(lf_int128 num);

/* The fraction of a year of one whole period under `periodic`: m/12, w/52, d/360. */
extern LfFraction lf_period_fraction(LfPeriod period);

/* The fraction of a broken first period under `periodic`, from `start` to
 * `first_due`: 30/360 where the period is months, actual days / 364 where it
 * is weeks, actual days / 360 where it is other days. */
extern LfFraction lf_broken_fraction(LfPeriod period, int32_t start, int32_t first_due);

/* round(balance * rate); LF_ERR_OVERFLOW where the interest leaves 64 bits. */
extern lf_status lf_rate_interest(LfRate rate, int64_t balance, LfRounding mode, int64_t *interest);

/*
 * The same for many balances of one rate, without a division: good for rates
 * from 0 on and below 1 and balances from 0 to the one it was made for.
 *
 * num / den is a multiplier over 2^p, p = 64 + shift, rounded up.  A product is
 * too great by less than balance / 2^p, which is at most 1 / (2 den).  With 1/2 the
 * exact one is a multiple of that, so no further floor is reached.  Rounding up,
 * the bias is too great by less than 1 / 2^p, and the multiples are those of 1 / den
 * (after Granlund and Montgomery, Division by invariant integers, 1994).
 */
typedef struct LfQuickRate {
    lf_uint128 bias; /* what rounding adds before the floor, times 2^p */
    uint64_t multiplier;
    int32_t shift;
    bool half_even;
    uint64_t num;
    uint64_t den;
} LfQuickRate;

/* False where the rate or the products leave these limits. */
extern bool lf_quick_rate_make(LfRate rate, int64_t greatest_balance, LfRounding mode,
                               LfQuickRate *out);

static inline int64_t
lf_quick_interest(const LfQuickRate *q, int64_t balance)
{
    lf_uint128 product = (lf_uint128)(uint64_t)balance * q->multiplier + q->bias;
    uint64_t floor = (uint64_t)(product >> 64) >> q->shift;

    /* an odd floor of exactly half came from below */
    if (q->half_even && (floor & 1) != 0 &&
        (uint64_t)balance * q->num + q->den / 2 == floor * q->den)
        floor--;
    return (int64_t)floor;
}

#endif
