/*
 * Refusals of amortization;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* a: balloon, c: principal (scale)
   When: `balloon` is negative, or above `principal`
   As: a=-5.00; c=1000000000.00 */
LF_FAULT(LF_ERR_BALLOON_RANGE, "22023",
         "balloon {money a} is out of range",
         "It must be from {money b} to {money c}.",
         "The balloon is the part of the principal that is paid last.")

/* a: periods; b: least, c: greatest
   When: `periods` of a loan
   As: a=1201; b=1; c=1200 */
LF_FAULT(LF_ERR_PERIODS_RANGE, "22023",
         "periods {int a} is out of range",
         "It must be from {int b} to {int c}.",
         "Count payments, not days: 30 years by the month are 360.")

/* a: grace, b: periods
   When: `grace` is negative, or not below `periods`
   As: a=12; b=12 */
LF_FAULT(LF_ERR_GRACE_RANGE, "22023",
         "grace {int a} is out of range",
         "It must be at least 0 and below periods ({int b}).",
         "Rows of the grace pay interest only; at least one row must be left to repay the principal.")

/* name: the option; text: the method
   When: `interest_only` with grace, balloon, in advance, payment unit or payment; `rule_of_78`
     with grace or in advance; `equal_principal` with payment
   As: name=grace; text=rule_of_78 */
LF_FAULT(LF_ERR_NOT_MEANT, "22023",
         "{name} is not meant for method {text}",
         "Method {text} does not use it.",
         "Leave {name} at its default, or choose another method.")

/* name: the option or method
   When: `periods` NULL and a payment, for a loan whose number of rows does not follow from the payment
   As: name=grace */
LF_FAULT(LF_ERR_PERIODS_NEEDED, "22023",
         "periods is needed with {name}",
         "A payment gives the number of rows only for an annuity without grace or balloon, not in advance, "
         "residue last.",
         "Give periods.")

/* a: row, b: payment, c: interest
   When: `periods` NULL and a payment that is not above the interest of some row
   As: b=416.67; a=1; c=416.67 */
LF_FAULT(LF_ERR_PAYMENT_NOT_ABOVE, "22023",
         "payment {money b} of row {int a} is not above its interest {money c}",
         "Such a payment repays nothing, so no number of rows ends the loan.",
         "Raise the payment, or give periods.")

/* b: payment, c: limit
   When: `periods` NULL and a payment that leaves something owed after 1,200 rows
   As: b=416.68; c=1200 */
LF_FAULT(LF_ERR_PERIODS_MANY, "54000",
         "payment {money b} does not repay the loan in {int c} rows",
         "A loan has at most {int c} rows.",
         "Raise the payment, or give periods and let the last row take the rest.")

/* a: row, b: payment, c: interest
   When: a given payment, a unit rounded down, or uneven periods
   As: b=900.00; a=1; c=1000.00 */
LF_FAULT(LF_ERR_PAYMENT_BELOW_INTEREST, "22023",
         "payment {money b} of row {int a} is below its interest {money c}",
         "The debt would grow by the interest not paid.",
         "Raise the payment, or allow the debt to grow with negative_amortization => true.")
