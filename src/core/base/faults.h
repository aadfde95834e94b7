/*
 * Refusals that any module may make: ranges, numbers, keywords, texts, bytes;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* name: the quantity that left its range */
LF_FAULT(LF_ERR_OVERFLOW, "22003",
         "{name} is out of range",
         "Results are whole minor units of at most 64 bits.",
         "Check the amounts, the rates and the number of periods.")

/* name: the sum or count that left its range */
LF_FAULT(LF_ERR_SUM_RANGE, "22003",
         "{name} is out of range",
         "A sum has at most 127 bits, a count 63.",
         "Check the amounts: no real book comes near.")

/* name: type; text2: what is wrong with the rest */
LF_FAULT(LF_ERR_BELOW_ZERO, "22003",
         "{name} would fall below zero",
         "In what would be left, {text2}.",
         "Take out only what was put in.")

/* name, text: the value as written; a: decimals allowed; text2: what allows them, a currency's
   code or "money" */
LF_FAULT(LF_ERR_DECIMALS, "22023",
         "{name} {text} has more decimals than {text2|it} allows ({int a})",
         "At most {int a} digits may follow the point; zeros at the end are not counted.",
         "Round it first; nothing is rounded silently.")

/* name, text: NaN, Infinity */
LF_FAULT(LF_ERR_NOT_FINITE, "22023",
         "{name} {text} is not a finite number",
         "NaN and infinities cannot be calculated with exactly.",
         "Where {name} is unknown, give NULL.")

/* name, text: the value as written; b: least, c: greatest (scale) */
LF_FAULT(LF_ERR_TOO_LARGE, "22023",
         "{name} {text} is out of range",
         "It must be from {money b} to {money c}.",
         "Check the digits and the unit; a rate is a fraction: 0.0675 is 6.75 %.")

/* name; a: value, b: least, c: greatest (minor units, scale); text2: what to do, where more is
   known than the range */
LF_FAULT(LF_ERR_RANGE_MONEY, "22023",
         "{name} {money a} is out of range",
         "It must be from {money b} to {money c}.",
         "{sentence|Amounts are in units of the currency, such as 1000.50, not in minor units.}")

/* name; a: value, b: least, c: greatest; text2: likewise */
LF_FAULT(LF_ERR_RANGE_INT, "22023",
         "{name} {int a} is out of range",
         "It must be from {int b} to {int c}.",
         "{sentence|Choose a number within this range.}")

/* name; a: value, b: exclusive least, c: greatest (12 decimals) */
LF_FAULT(LF_ERR_RANGE_RATE, "22023",
         "{name} {rate a} is out of range",
         "It must be above {rate b} and at most {rate c}.",
         "A rate is a fraction: 0.0675 is 6.75 %.")

/* name; a: value, b: least, c: greatest (12 decimals) */
LF_FAULT(LF_ERR_RANGE_SHARE, "22023",
         "{name} {rate a} is out of range",
         "It must be from {rate b} to {rate c}.",
         "A rate is a fraction: 0.5 is 50 %.")

/* name; a (scale); text2: a hint of its own */
LF_FAULT(LF_ERR_NEGATIVE, "22023",
         "{name} {money a} is negative",
         "It must be 0 or more.",
         "{list|Check the sign.}")

/* name: what it is; text: what was given; text2: the valid words */
LF_FAULT(LF_ERR_KEYWORD, "22023",
         "unknown {name} \"{text}\"",
         "Valid: {list}.",
         "Write it as in this list.")

/* name: the parameter; text, text2: its two values */
LF_FAULT(LF_ERR_CONFLICT, "22023",
         "{name} is {text} in one row and {text2} in another",
         "An aggregate takes one {name}.",
         "Give the same {name} in every row, or group by it.")

/* name: the parameter; a, b: its two values, below 0 for none */
LF_FAULT(LF_ERR_CONFLICT_INT, "22023",
         "{name} is {int a} in one row and {int b} in another",
         "It belongs to the whole result and must not change from row to row.",
         "Give the same {name} in every row, or group by it.")

/* name: the array */
LF_FAULT(LF_ERR_NULL_ELEMENT, "22004",
         "{name} must not contain a null element",
         "Each element counts, and nothing is known of a null one.",
         "Take null elements out first, as array_remove({name}, NULL) does.")

/* name: what there is too much of; a: count, c: limit */
LF_FAULT(LF_ERR_LIMIT, "54000",
         "too many {name}: {int a}",
         "The limit is {int c}.",
         "Split the input into parts.")

/* name: type; text: the input; text2: what is wrong; a: byte offset */
LF_FAULT(LF_ERR_TEXT, "22P02",
         "invalid input syntax for type {name}: \"{text}\"",
         "{sentence} at byte {int a}, {where}.",
         "Write it as such values are printed, or let a function make it.")

/* name: type; text: the member, empty for the whole; text2: what is wrong with it */
LF_FAULT(LF_ERR_JSON, "22P02",
         "invalid JSON for type {name}: {text|it} {text2}",
         "The object must be like the one that a cast of {name} to jsonb gives.",
         "Compare it with such an object, member by member.")

/* name: type; text2: what is wrong */
LF_FAULT(LF_ERR_BINARY, "22P03",
         "invalid external binary value of type {name}: {text2}",
         "The bytes must be those that {name}_send gives.",
         "Send the text form where the bytes come from another program.")

/* name: type; text2: what is wrong */
LF_FAULT(LF_ERR_CORRUPT, "XX001",
         "stored value of type {name} is corrupt: {text2}",
         "Its bytes are not such as any version of the type writes.",
         "Restore the row from a backup.")
