/*
 * Refusals of loan states;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* name; a: value (12 decimals), c: greatest
   When: `loan_state`
   As: name=penalty_rate; a=-0.01; c=1000 */
LF_FAULT(LF_ERR_PENALTY_RATE, "22023",
         "{name} {rate a} is out of range",
         "It must be from 0 to {rate c}. 1 or more is nearly always a percentage by mistake.",
         "A rate is a fraction a year: 0.18 is 18 %.")
