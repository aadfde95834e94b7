/*
 * Refusals of portfolio summaries;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* a: over_days; text2: the lines there are
   When: `overdue_ratio`; 0, 30, 60, 90, 120, 180 are the lines of a vintage
   As: a=45; text2=0, 30, 60, 90, 120, 180, 270, 360 */
LF_FAULT(LF_ERR_OVER_DAYS, "22023",
         "over_days {int a} is not the edge of a band",
         "Valid: {list}.",
         "Over 90 is 91 days and up; over 0 is any arrears.")
