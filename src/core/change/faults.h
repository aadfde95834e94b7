/*
 * Refusals of changes to a schedule;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* name: the argument; a: the day, b: the first day allowed, c: the last
   When: `prepay`, `reprice`, `defer`, `extend`
   As: name=on_date; a=2024-01-30; b=2024-01-31; c=2024-05-30 */
LF_FAULT(LF_ERR_CHANGE_DATE, "22023",
         "{name} {date a} is outside the part of the schedule that can change",
         "It must be from {date b} to {date c}: changes go forward in time, and the last row stays.",
         "Use a day after the last change and before the maturity date.")

/* a: amount, b: accrued interest, c: payoff (scale)
   When: `prepay`
   As: a=900.00; b=3.65; c=757.37 */
LF_FAULT(LF_ERR_PREPAY_AMOUNT, "22023",
         "amount {money a} cannot be prepaid",
         "It must be above the accrued interest {money b} and at most the payoff {money c}.",
         "Prepay the payoff to close the loan; a fee comes on top of the amount.")

/* a: row, b: payment, c: interest (scale)
   When: `reprice` with effect term
   As: a=1; b=256.28; c=291.67 */
LF_FAULT(LF_ERR_TERM_ENDLESS, "22023",
         "payment {money b} never ends the loan",
         "The interest of row {int a} is {money c}.",
         "Solve the payment again instead (effect payment).")

/* a: payment (scale), c: most rows
   When: `reprice` with effect term
   As: a=83.75; c=1200 */
LF_FAULT(LF_ERR_TERM_LONG, "22023",
         "payment {money a} needs more than {int c} rows",
         "A schedule of one loan has at most {int c} rows.",
         "Solve the payment again instead (effect payment).")

/* name: the change; text: the method
   When: `prepay`, `reprice`, `defer`, `extend`
   As: name=reprice; text=flat */
LF_FAULT(LF_ERR_CHANGE_FORM, "22023",
         "{name} cannot change a schedule of method {text}",
         "Flat and rule_of_78 are only closed, by prepaying the payoff; effect term needs an annuity without balloon.",
         "Close the schedule with prepay() of its payoff, or choose another effect.")
