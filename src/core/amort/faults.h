/*
 * Refusals of amortization;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* a: grace, b: periods */
LF_FAULT(LF_ERR_GRACE_RANGE, "22023",
         "grace {int a} is out of range",
         "It must be at least 0 and below periods ({int b}).",
         "The rows of the grace pay interest only; one row at least must be left to repay in.")

/* name: the option; text: the method */
LF_FAULT(LF_ERR_NOT_MEANT, "22023",
         "{name} is not meant for method {text}",
         "The rules of {text} have no place for it.",
         "Leave {name} at its default, or choose another method.")

/* a: row, b: payment, c: interest */
LF_FAULT(LF_ERR_PAYMENT_BELOW_INTEREST, "22023",
         "payment {money b} of row {int a} is below its interest {money c}",
         "The debt would grow by the interest not paid.",
         "Raise the payment, or allow the debt to grow with negative_amortization => true.")

/* text2: why */
LF_FAULT(LF_ERR_PAYMENT_UNSOLVABLE, "22023",
         "no level payment repays this loan: {text2}",
         "The payment solves an equation that these terms leave without a solution.",
         "Check annual_rate, periods and balloon.")
