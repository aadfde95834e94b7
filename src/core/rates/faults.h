/*
 * Refusals of returns, spreadsheet functions, cost of credit and offers;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* text2: what the flows lack
   When: flows that no rate can balance: none, on one date only, or all of one sign
   As: text2=all amounts have one sign */
LF_FAULT(LF_ERR_NO_SIGN_CHANGE, "22000",
         "there is no rate of return: {text2}",
         "A rate needs amounts paid out and amounts received, on different dates.",
         "Amounts paid out are negative, amounts received positive.")

/* name; a, b: the ends of the range, whole numbers
   When: flows whose rates all lie outside the range that is searched
   As: name=annual_rate; a=-1; b=10 */
LF_FAULT(LF_ERR_NO_ROOT, "22000",
         "no {name} above {int a} and up to {int b} balances the flows",
         "It is proved that there is none.",
         "Check the signs, the amounts and the dates.")

/* name; a: how many; text2: all of them, as a sentence
   When: flows with several rates, and no guess
   As: name=annual_rate; a=2; text2=They are 0.1, 0.2 */
LF_FAULT(LF_ERR_ROOTS_SEVERAL, "22000",
         "{int a} values of {name} balance the flows",
         "{list}.",
         "Give a guess to take the nearest one; irr_all lists those of cashflows.")

/* text2: why
   When: flows whose rates cannot be separated with 28 digits, or not within the limit of work
   As: text2=the amounts change sign too often */
LF_FAULT(LF_ERR_ROOTS_UNDECIDED, "22000",
         "the rate cannot be proved: {text2}",
         "A rate is returned only with proof that it is one, and that there is no other.",
         "Add up flows that belong together, or look at fewer of them.")

/* name, text: the value; text2: what it must be
   When: an argument of a spreadsheet function that is outside its domain
   As: name=nper; text=0; text2=above 0 */
LF_FAULT(LF_ERR_TVM_DOMAIN, "22023",
         "{name} {text} is out of its domain",
         "It must be {text2}.",
         "A spreadsheet has an error there, too; see docs/tvm.md.")

/* name: what was asked; text2: why there is no answer
   When: arguments of nper and mirr that have no answer
   As: name=nper; text2=payments of this size never bring pv to fv at this rate */
LF_FAULT(LF_ERR_TVM_UNSOLVABLE, "22000",
         "{name} has no value for these arguments",
         "{sentence}.",
         "Money received is positive, money paid out negative.")

/* name
   When: a result of a spreadsheet function beyond the greatest double
   As: name=fv */
LF_FAULT(LF_ERR_TVM_RANGE, "22003",
         "{name} is out of range",
         "The result is beyond the greatest double.",
         "Check the rate, which is that of one period, and the number of periods.")

/* name; a, b: its two values (12 decimals)
   When: a rate that differs in two rows of an aggregate
   As: name=annual_rate; a=0.05; b=0.06 */
LF_FAULT(LF_ERR_RATES_CONFLICT, "22023",
         "{name} is {rate a} in one row and {rate b} in another",
         "An aggregate takes one {name}.",
         "Give the same {name} in every row, or group by it.")

/* a: date of the first flow
   When: flows of a credit that begin with a payment
   As: a=2024-01-15 */
LF_FAULT(LF_ERR_APR_FIRST_PAYMENT, "22023",
         "the flows of a credit begin with a payment on {date a}",
         "Advances are negative and come first, payments are positive.",
         "Change the signs: amounts that the lender pays out are negative, as in cashflows(schedule).")

/* a: how many; b: how often the flows change sign
   When: a credit whose advances and payments alternate so that several rates satisfy the law's equation
   As: a=2; b=3 */
LF_FAULT(LF_ERR_APR_SEVERAL, "22000",
         "{int a} rates satisfy the equation of the law",
         "The flows change sign {int b} times; the law allows one rate only.",
         "irr_all lists the effective rates of such flows.")

/* a: fees, b: principal (scale)
   When: fees that leave nothing of the loan
   As: a=1000.00; b=1000.00 */
LF_FAULT(LF_ERR_APR_FEES, "22023",
         "fees {money a} are not below the principal {money b}",
         "Fees are paid at the start: they lower what is advanced.",
         "Fees that are paid with the payments belong in the schedule: amortize(..., fee => ...).")

/* a: a due date, b: its principal, below 0 (scale)
   When: a schedule that adds interest to the principal
   As: a=2024-02-15; b=-5.00 */
LF_FAULT(LF_ERR_APR_CAPITALISED, "22023",
         "the schedule adds interest to the principal on {date a} (principal {money b})",
         "The cost of credit is that of a schedule whose payments cover their interest.",
         "apr(cashflows(s), method) takes the payments as they are.")
