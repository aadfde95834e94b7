/*
 * Refusals of payment histories;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* a: the new day, b: the day observed already
   When: `history_append` of another observation than the one there
   As: a=2024-01-15; b=2024-01-31 */
LF_FAULT(LF_ERR_MONTH_TAKEN, "22023",
         "the month of {date a} already has an observation",
         "It was observed on {date b}; a history has one observation a calendar month.",
         "To put the new one in its place use replace => true.")

/* name: days_past_due; a: value; b: least, c: greatest
   When: an observation
   As: name=days_past_due; a=-1; b=0; c=3652058 */
LF_FAULT(LF_ERR_DAYS_RANGE, "22023",
         "{name} {int a} is out of range",
         "It must be from {int b} to {int c}.",
         "A loan without arrears is 0 days past due.")

/* a: a day with two different observations
   When: `history_agg`: rows that differ, of the latest day of a month
   As: a=2024-01-31 */
LF_FAULT(LF_ERR_DISPUTED, "22023",
         "two different observations of {date a}",
         "The latest day of a month counts, and a day has one observation.",
         "Keep one row a loan and day; equal rows may be repeated.")

/* a: a day observed, b: originated
   When: `vintage_agg` of histories, `first_past_due`
   As: a=2024-01-31; b=2024-02-01 */
LF_FAULT(LF_ERR_BEFORE_ORIGINATION, "22023",
         "observation of {date a} is before originated {date b}",
         "A loan is on the books from the month (anniversary: the day) it was granted.",
         "Correct the origination, or leave the earlier observations out.")
