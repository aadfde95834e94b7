/*
 * Limits: every number that bounds a loop, a buffer or a value, by name.
 *
 * May know: nothing but the width of its integers.  A limit that a user can
 * meet appears in the documentation under the same name.
 */
#ifndef LF_CORE_BASE_LIMITS_H
#define LF_CORE_BASE_LIMITS_H

#include <stdint.h>

/* Periods of one loan; a balloon in advance is one row more. */
#define LF_MAX_PERIODS 1200
#define LF_MAX_LOAN_ROWS (LF_MAX_PERIODS + 1)

/* Rows of one schedule, imported or summed: every day of ten millennia fits. */
#define LF_MAX_ROWS 4000000

/* An argument that is money: at most 9e16 minor units either way. */
#define LF_MAX_MONEY INT64_C(90000000000000000)

/* A rate: 12 decimals, above -1, at most 1,000 (100,000 % a year). */
#define LF_RATE_DECIMALS 12
#define LF_RATE_ONE INT64_C(1000000000000)
#define LF_MAX_RATE_E12 (1000 * LF_RATE_ONE)

/* A ratio of sums: 8 decimals. */
#define LF_RATIO_DECIMALS 8
#define LF_RATIO_ONE INT64_C(100000000)

/* Annual rates one schedule can carry, the first one included. */
#define LF_MAX_RATES 1200

/* Dates, as days since 2000-01-01: 0001-01-01 to 9999-12-31. */
#define LF_MIN_DATE (-730119)
#define LF_MAX_DATE 2921939

/* One period: at most a century. */
#define LF_MAX_PERIOD_MONTHS 1200
#define LF_MAX_PERIOD_DAYS 36525

/* Digits after the point of any currency's amounts. */
#define LF_MAX_SCALE 4

/* Day limits, loss-rate limits and provision rates of one grade policy. */
#define LF_POLICY_STEPS 16

#endif
