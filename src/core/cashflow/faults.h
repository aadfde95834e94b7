/*
 * Refusals of cash flows;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* a: a date, b: the one before it
   When: dates of cash flows that do not ascend
   As: a=2024-01-14; b=2024-01-15 */
LF_FAULT(LF_ERR_DATES_ORDER, "22023",
         "date {date a} is not after {date b} before it",
         "Dates ascend, and each date occurs once.",
         "Use cashflow_agg(on_date, amount) for amounts in any order.")
