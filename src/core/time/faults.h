/*
 * Refusals of dates and periods;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* name; a: days since 2000-01-01
   When: a date before year 1, after 9999, or infinite. *maturity_date*: the last row would fall
     beyond 9999. *due date*: a value read in. *due*: a deferred part of a commission
   As: name=start_date; a=infinity */
LF_FAULT(LF_ERR_DATE_RANGE, "22008",
         "{name} {date a} is out of range",
         "A date must be from 0001-01-01 to 9999-12-31.",
         "Check the year; where a date is unknown, give NULL instead of infinity.")

/* name: an interval with hours, minutes or seconds
   When: `period`, `bucket`
   As: name=period */
LF_FAULT(LF_ERR_INTERVAL_TIME, "22023",
         "{name|period} has a part shorter than a day",
         "Due dates are days: hours, minutes and seconds are not counted.",
         "Give whole months or whole days, such as '1 month' or '14 days'.")

/* a: months, b: days
   When: `period`, `bucket`
   As: name=period; a=1; b=3 */
LF_FAULT(LF_ERR_PERIOD_MIXED, "22023",
         "{name|period} has both months ({int a}) and days ({int b})",
         "The dates of such a period depend on which part is counted first.",
         "Give whole months or whole days, such as '1 month' or '14 days'.")

/* a, b: its first and last day
   When: `ACT/ACT ICMA` and `ACT/365L` with a coupon period that is no whole part of a year
   As: a=2024-01-15; b=2024-02-20 */
LF_FAULT(LF_ERR_COUPON_PERIOD, "22023",
         "a coupon period from {date a} to {date b} is no whole part of a year",
         "It must be 1, 2, 3, 4, 6 or 12 months.",
         "Give the regular period that holds the dates, not a short or long one.")
