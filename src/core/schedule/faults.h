/*
 * Refusals of schedules;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* a: first due, b: start date
   When: `first_due` on or before the start
   As: a=2024-01-15; b=2024-01-15 */
LF_FAULT(LF_ERR_FIRST_DUE_EARLY, "22023",
         "first_due {date a} is not after start_date {date b}",
         "Row 1 is due one day after start_date at the earliest.",
         "For a payment on the start date itself use in_advance => true.")

/* When: both given */
LF_FAULT(LF_ERR_FIRST_DUE_ADVANCE, "22023",
         "first_due is not meant together with in_advance",
         "In advance, row 1 falls on start_date.",
         "Leave first_due out, or in_advance at false.")

/* a: days
   When: `month_end` with a period of days
   As: a=14 */
LF_FAULT(LF_ERR_MONTH_END_DAYS, "22023",
         "month_end is not meant for a period of {int a} days",
         "Only whole months have a last day to fall due on.",
         "Give a period of months, such as '1 month', or leave month_end at false.")

/* name; a: the day
   When: `month_end`, and `first_due` or, in advance, `start_date` is not the last day of a month
   As: name=first_due; a=2024-02-28 */
LF_FAULT(LF_ERR_MONTH_END_DATE, "22023",
         "{name} {date a} is not the last day of its month",
         "With month_end every row falls due on the last day of a month.",
         "Give the last day of that month as {name}, or leave month_end at false.")

/* name; a: the day; b: the day it must follow
   When: text, JSON, binary: *last change*, *day of a rate*
   As: name=last change; a=2023-01-01; b=2024-01-31 */
LF_FAULT(LF_ERR_DATE_ORDER, "22023",
         "{name} {date a} is out of order",
         "It cannot be before {date b}, nor can two of them be the same.",
         "Rates and changes follow each other in time, none before start_date.")

/* a: row, b: its due date
   When: text, JSON, binary: rows out of order, or two of one day
   As: a=2; b=2024-02-15 */
LF_FAULT(LF_ERR_ROWS_ORDER, "22023",
         "row {int a} is due {date b}, not after the row before it",
         "Due dates ascend, and a day has one row.",
         "Sort the rows, and add up those of one day; schedule_agg does both.")

/* a: sum of principal, b: opening amount
   When: text, JSON, binary
   As: a=900.00; b=1000.00 */
LF_FAULT(LF_ERR_ROWS_SUM, "22023",
         "principal of the rows adds up to {money a}, not to the opening amount {money b}",
         "The rows of a schedule repay its opening amount exactly.",
         "Correct the opening amount, or the row that is wrong or missing.")

/* a, b: the two start dates
   When: `schedule_agg`
   As: a=2024-01-01; b=2024-01-02 */
LF_FAULT(LF_ERR_START_DATE_CONFLICT, "22023",
         "start_date is {date a} in one row and {date b} in another",
         "A schedule has one start date.",
         "Give the same start_date in every row, or group by it.")

/* a: due date, b: start date
   When: `schedule_agg`, text, JSON, binary
   As: a=2024-01-14; b=2024-01-15 */
LF_FAULT(LF_ERR_START_AFTER_ROW, "22023",
         "row due {date a} is before start_date {date b}",
         "No row is due before the schedule starts.",
         "Give the day on which the first interest began as start_date.")

/* name: the function that needs them
   When: a change of a schedule that was imported, summed or sliced
   As: name=prepay */
LF_FAULT(LF_ERR_NO_TERMS, "22023",
         "{name} needs a schedule with terms",
         "Imported and summed schedules have rows only.",
         "Use the schedule that amortize() made, or write its terms in front of the rows of its text "
         "form: [1000.00@2024-01-31 annuity 0.12 periodic 1mon].")

/* a: number, c: rows
   When: `payment(s, 0)` and below
   As: a=0; c=36 */
LF_FAULT(LF_ERR_ROW_NUMBER, "22023",
         "row {int a} does not exist",
         "The schedule has {int c} rows.",
         "Rows are counted from 1.")
