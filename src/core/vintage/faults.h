/*
 * Refusals of vintages;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* name: a measure of amounts only
   When: `vintage_curve`, `vintage_triangle`, `vintage_bounds`
   As: name=net_loss */
LF_FAULT(LF_ERR_NOT_BY_COUNT, "22023",
         "{name} is an amount and has no count",
         "Recoveries reduce amounts, not numbers of loans.",
         "Use weight => 'amount', or the measure charge_off.")

/* name, text: a number that is not above 0 and below 1
   When: `vintage_bounds`
   As: name=confidence; text=1 */
LF_FAULT(LF_ERR_NOT_FRACTION, "22023",
         "{name} {text} is out of range",
         "It must be above 0 and below 1.",
         "95 % is 0.95.")

/* a: loan_id, b: mob with two different rows
   When: `vintage_agg` of snapshot rows
   As: a=3; b=5 */
LF_FAULT(LF_ERR_ROW_DISPUTED, "22023",
         "two different rows of loan_id {int a} at mob {int b}",
         "A loan has one state at each month on book.",
         "Keep one row a loan and month on book; equal rows may be repeated.")

/* a: loan_id; b, c: its two original amounts (scale)
   When: `vintage_agg` of snapshot rows
   As: a=3; b=1000.00; c=1200.00 */
LF_FAULT(LF_ERR_ORIGINAL_DISPUTED, "22023",
         "original_amount of loan_id {int a} is {money b} in one row and {money c} in another",
         "The original amount is fixed when the loan is granted.",
         "Give the same original_amount in every row of a loan.")

/* a summary of rows does not know due dates
   When: `first_payment_default` */
LF_FAULT(LF_ERR_NO_INSTALMENTS, "22023",
         "a summary made from snapshot rows does not know which instalment was missed",
         "It is computed from the day of an observation and the month of origination.",
         "Make it from payment histories: vintage_agg(h, originated, original_amount).")
