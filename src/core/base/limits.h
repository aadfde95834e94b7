/*
 * Limits: every number that bounds a loop, a buffer or a value, by name.
 *
 * Uses only the width of its integers.  A limit that a user can
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

/* Calendar months of one payment history, gaps included. */
#define LF_MAX_HISTORY_MONTHS 1200

/* A month on book that the caller counted: ten millennia. */
#define LF_MAX_GIVEN_MOB 120000

/* Snapshot rows one vintage collects at most: 704 MB, were each of another loan. */
#define LF_MAX_VINTAGE_ROWS 16777215

/* Days past due: no more than the calendar has. */
#define LF_MAX_DAYS_PAST_DUE (LF_MAX_DATE - LF_MIN_DATE)

/* Parts of a speed; its rates: a million percent, 6 decimals. */
#define LF_MAX_SPEED_PARTS 1200
#define LF_MAX_SPEED_E6 INT64_C(1000000000000)

/* Months by which recoveries follow a default, and those of one projection. */
#define LF_MAX_RECOVERY_LAG 120
#define LF_MAX_PROJECTION_MONTHS (LF_MAX_PERIODS + LF_MAX_RECOVERY_LAG)

/* Points and conditions of one vehicle value curve; characters of a condition. */
#define LF_MAX_CURVE_POINTS 1024
#define LF_MAX_CURVE_CONDITIONS 64
#define LF_MAX_CURVE_NAME 63

/* Digits after the point of any currency's amounts. */
#define LF_MAX_SCALE 4

/* Day limits, loss-rate limits and provision rates of one grade policy. */
#define LF_POLICY_STEPS 16

/* One commission plan. */
#define LF_MAX_RATE_BANDS 32
#define LF_MAX_INDICATORS 16
#define LF_MAX_QUALITIES 8
#define LF_MAX_CLAWBACK_WINDOWS 16
#define LF_MAX_CLAWBACK_MONTHS 1200
#define LF_MAX_DEFERRAL_YEARS 10
#define LF_MAX_PLAN_NAME 63

/* Numbers of a plan that are not money: 8 decimals, below 10^10. */
#define LF_MAX_PLAN_NUMBER_E8 INT64_C(999999999999999999)

/* Money per loan as a rate of a tier. */
#define LF_MAX_LOAN_RATE INT64_C(1000000)

/* Parts of one amount. */
#define LF_MAX_SPLIT_PARTS 10000
#define LF_MAX_SPLIT_WEIGHT INT64_C(1000000000000000000)

#endif
