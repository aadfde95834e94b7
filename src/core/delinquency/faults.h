/*
 * Refusals of loan states;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* a: as_of, b: start date
   When: `loan_state`, `days_past_due`
   As: a=2024-01-14; b=2024-01-15 */
LF_FAULT(LF_ERR_BEFORE_START, "22023",
         "as_of {date a} is before start_date {date b}",
         "The contract does not exist before it starts.",
         "Ask for a day from start_date on.")

/* name; a: value (12 decimals), c: greatest
   When: `loan_state`
   As: name=penalty_rate; a=-0.01; c=1000 */
LF_FAULT(LF_ERR_PENALTY_RATE, "22023",
         "{name} {rate a} is out of range",
         "It must be from 0 to {rate c}.",
         "A rate is a fraction a year: 0.18 is 18 %.")
