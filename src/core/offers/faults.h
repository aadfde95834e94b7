/*
 * Refusals of offers;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* name; a: value (12 decimals)
   When: `fee_rate`, and an element of `down_payments`, that is below 0, or 1 and more
   As: name=fee_rate; a=1 */
LF_FAULT(LF_ERR_RANGE_PART, "22023",
         "{name} {rate a} is out of range",
         "It must be 0 or more and below 1: at 1 nothing is left to lend.",
         "A rate is a fraction: 0.05 is 5 %.")

/* name: the array
   When: an array of `loan_offers` without elements
   As: name=terms */
LF_FAULT(LF_ERR_ARRAY_EMPTY, "22023",
         "{name} is empty",
         "Each combination of the arrays' elements is an offer; without elements there is none.",
         "Give at least one element.")

/* a: rates, b: terms
   When: `rates` of `loan_offers` that fit `terms` neither one for all nor one for each
   As: a=2; b=3 */
LF_FAULT(LF_ERR_RATES_OF_TERMS, "22023",
         "rates has {int a} elements, terms has {int b}",
         "There must be one rate for all terms, or one for each.",
         "Give the rates in the order of terms.")

/* name: the combination, in words; text2: the message of what no schedule allows
   When: a combination of `loan_offers` that `amortize` refuses
   As: name=down payment 0.2, 36 months at 0.05, interest_only, balloon 0.3; text2=balloon is not meant for
     method interest_only */
LF_FAULT(LF_ERR_NO_OFFER, "22023",
         "there is no schedule for {name}",
         "amortize refuses it: {list}.",
         "Leave this combination out, or call loan_offers for it alone with other terms.")

/* a: which element, from 1; text2: what is wrong
   When: an element of `items` of `cost_table` that is no cost
   As: a=2; text2=has neither amount nor rate */
LF_FAULT(LF_ERR_COST_ITEM, "22023",
         "item {int a} {list}",
         "An item is an object of item, payee, amount or rate, mode (upfront, each, spread) and contingent.",
         "item is a text, and amount, or rate of the principal, a number; the rest may be left out.")

/* text2: what is wrong
   When: `items` of `cost_table` that are no list
   As: text2=are not an array */
LF_FAULT(LF_ERR_COST_ITEMS, "22023",
         "items {text2}",
         "It is an array of objects, each of them one cost.",
         "Where there is no cost but the interest, give an empty array.")
