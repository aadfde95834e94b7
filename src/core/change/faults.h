/*
 * Refusals of changes to a schedule;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* name: the argument; a: the day, b: the first day allowed, c: the last
   When: `prepay`, `reprice`, `defer`, `extend`, `tranche`
   As: name=on_date; a=2024-01-30; b=2024-01-31; c=2024-05-30 */
LF_FAULT(LF_ERR_CHANGE_DATE, "22023",
         "{name} {date a} is outside the part of the schedule that can change",
         "It must be from {date b} to {date c}: not before the last change, and before the last row.",
         "Use a day after the last change and before the maturity date.")

/* a: amount, b: accrued interest, c: payoff (scale)
   When: `prepay`
   As: a=900.00; b=3.65; c=757.37 */
LF_FAULT(LF_ERR_PREPAY_AMOUNT, "22023",
         "amount {money a} cannot be prepaid",
         "It must be above the accrued interest {money b} and at most the payoff {money c}.",
         "Prepay the payoff to close the loan; a fee is added to the amount.")

/* a: row, b: payment, c: interest (scale)
   When: `reprice` with effect term
   As: a=1; b=256.28; c=291.67 */
LF_FAULT(LF_ERR_TERM_ENDLESS, "22023",
         "payment {money b} never repays the loan",
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
   When: `prepay`, `reprice`, `defer`, `extend`, `tranche`, `step`, `skip_months`
   As: name=reprice; text=flat */
LF_FAULT(LF_ERR_CHANGE_FORM, "22023",
         "{name} cannot change a schedule of method {text}",
         "Flat and rule_of_78 can only be closed, by prepaying the payoff; effect term needs an annuity without "
         "balloon, steps and skipped months an annuity.",
         "Close the schedule with prepay() of its payoff, or choose another effect.")

/* name: the list; a: a day, b: the day before it in the list
   When: `rate_resets`, `reprice`, `reset_rates`
   As: name=resets; a=2024-02-20; b=2024-02-20 */
LF_FAULT(LF_ERR_RESET_ORDER, "22023",
         "{name} has {date a} after {date b}",
         "The days of dated rates ascend, and a day has one rate.",
         "Order the list by its days: array_agg(... ORDER BY from_date).")

/* a: floor, b: cap
   When: `rate_resets`
   As: a=0.06; b=0.05 */
LF_FAULT(LF_ERR_FLOOR_ABOVE_CAP, "22023",
         "floor {rate a} is above cap {rate b}",
         "A rate cannot be at least the one and at most the other.",
         "Exchange the two, or leave one of them at NULL.")

/* name: the function; a: the day of the last change
   When: `step`, `skip_months`
   As: name=step; a=2024-01-31 */
LF_FAULT(LF_ERR_SHAPE_CHANGED, "22023",
         "{name} needs a schedule that was not changed",
         "This one was changed on {date a}; a loan takes steps or skipped months when it is made, not both.",
         "Give it the schedule that amortize() made, and change that afterwards.")

/* name: the argument that is missing
   When: `restructure` of a schedule without terms
   As: name=annual_rate */
LF_FAULT(LF_ERR_RESTRUCTURE_TERMS, "22023",
         "restructure of a schedule without terms needs {name}",
         "Imported and summed schedules have rows only, so no rate and no periods can be taken over.",
         "Give annual_rate => and periods =>; the other terms have defaults.")

/* a: months allowed
   When: `interest_rebate`, `settlement_amount` with us_limit
   As: a=61 */
LF_FAULT(LF_ERR_REBATE_TERM, "22023",
         "rule_of_78 is not allowed for a term of more than {int a} months",
         "15 U.S.C. 1615(b) requires a method at least as favourable as the actuarial one.",
         "Use method actuarial, or leave us_limit at false where that law does not apply.")

/* name: the argument; a: the day, b: the first day of the loan, c: the last
   When: `restructure`, `interest_rebate`, `settlement_amount`
   As: name=on_date; a=2024-01-30; b=2024-01-31; c=2024-05-31 */
LF_FAULT(LF_ERR_OUTSIDE_LOAN, "22023",
         "{name} {date a} is outside the loan",
         "It must be from {date b} to {date c}.",
         "Use a day on or after the start and the last change; a rebate is computed up to the last row.")
