/*
 * Refusals of currencies;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* text
   When: not an ISO 4217 code in capitals, or one that is not money
   As: text=cny */
LF_FAULT(LF_ERR_CURRENCY_UNKNOWN, "22023",
         "unknown currency \"{text}\"",
         "A currency is an ISO 4217 code in capitals, such as CNY.",
         "Where no currency applies, leave it out: amounts then have 2 decimals.")

/* text, text2: the two currencies, empty for none
   When: `sum`, `+` over two currencies; payments given to a schedule of another one; *no currency*
     counts as one
   As: text=CNY; text2=JPY */
LF_FAULT(LF_ERR_CURRENCY_MISMATCH, "22023",
         "amounts of {text|no currency} and {text2|no currency} do not mix",
         "A sum has one currency.",
         "Group by the currency, or convert the amounts first.")
