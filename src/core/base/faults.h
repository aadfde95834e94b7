/*
 * Refusals that any module may make: ranges, numbers, keywords, texts, bytes;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* name: the quantity that left its range
   When: a number beyond 64 bits of minor units. It is an amount of a row or a day, a total, or *opening
     amount*, *maturity amount*, *accrued interest*, *payoff*, *present value*, *duration*, *penalty*,
     *amount of a date*, *attainment*, *commission*, *payable*. It is refused when it is read, not when
     it is added up
   As: name=payment */
LF_FAULT(LF_ERR_OVERFLOW, "22003",
         "{name} is out of range",
         "Results are whole minor units of at most 64 bits.",
         "Check the amounts, the rates and the number of periods.")

/* name: the sum or count that left its range
   When: a sum or a count of a summary: *sum*, *loan count*, *skipped row count*, *number of rows*,
     *graded provision*, *required provision*, *sum of moves*, *ratio*
   As: name=sum of balances */
LF_FAULT(LF_ERR_SUM_RANGE, "22003",
         "{name} is out of range",
         "A sum has at most 127 bits, a count 63.",
         "Check the amounts: no real book is so large.")

/* name: type; text2: what is wrong with the rest
   When: `-` or a moving window takes out what is not there; also *migration_summary*
   As: name=portfolio_summary; text2=a number of loans is negative */
LF_FAULT(LF_ERR_BELOW_ZERO, "22003",
         "{name} would fall below zero",
         "After the subtraction, {text2}.",
         "Subtract only what was added before.")

/* name, text: the value as written; a: decimals allowed; text2: what allows them, a currency's
     code or "money"
   When: an amount has more digits than its currency (*money*: none given), a rate more than 12
   As: name=principal; text=10.005; text2=CNY; a=2 */
LF_FAULT(LF_ERR_DECIMALS, "22023",
         "{name} {text} has more decimals than {text2|it} allows ({int a})",
         "At most {int a} digits may follow the point; zeros at the end are not counted.",
         "Round it first; write a double as x::float8::numeric.")

/* name, text: NaN, Infinity
   When: NaN, an infinity, an infinite interval
   As: name=principal; text=NaN */
LF_FAULT(LF_ERR_NOT_FINITE, "22023",
         "{name} {text} is not a finite number",
         "There is no exact arithmetic with NaN and infinities.",
         "Where {name} is unknown, give NULL.")

/* name, text: the value as written; b: least, c: greatest (scale)
   When: a number with more digits than any amount or rate can have
   As: name=principal; text=100000000000000000000; b=0.01; c=900000000000000.00 */
LF_FAULT(LF_ERR_TOO_LARGE, "22023",
         "{name} {text} is out of range",
         "It must be from {money b} to {money c}.",
         "Check the digits and the unit; a rate is a fraction: 0.0675 is 6.75 %, not 6.75.")

/* name; a: value, b: least, c: greatest (minor units, scale)
   When: an amount: `principal`, `fee`, `payment`, `payment_unit`, `balance`,
     `charged_off`, `recovered`, `original_amount`, `amount`
   As: name=principal; a=-5.00; b=0.01; c=900000000000000.00 */
LF_FAULT(LF_ERR_RANGE_MONEY, "22023",
         "{name} {money a} is out of range",
         "It must be from {money b} to {money c}.",
         "Amounts are in units of the currency, such as 1000.50, not in minor units.")

/* name; a: value, b: least, c: greatest
   When: a count: `periods`, `period in months`, `period in days`, `bucket in months`, `bucket in
     days`, `days_past_due`, `over_days`, `last_months`, `months`, `steps`, `mob`; in text also
     `grace`, `period`, `rates`
   As: name=periods; a=1201; b=1; c=1200 */
LF_FAULT(LF_ERR_RANGE_INT, "22023",
         "{name} {int a} is out of range",
         "It must be from {int b} to {int c}.",
         "Choose a number within this range.")

/* name; a: value, b: exclusive least, c: greatest (12 decimals)
   When: a rate of -1 or less, or above 1000
   As: name=annual_rate; a=-1; b=-1; c=1000 */
LF_FAULT(LF_ERR_RANGE_RATE, "22023",
         "{name} {rate a} is out of range",
         "It must be above {rate b} and at most {rate c}. 1 or more is nearly always a percentage by mistake.",
         "A rate is a fraction: 0.0675 is 6.75 %, not 6.75.")

/* name; a: value, b: least, c: greatest (12 decimals)
   When: a share outside 0 to 1
   As: name=loss_rate; a=1.5; b=0; c=1 */
LF_FAULT(LF_ERR_RANGE_SHARE, "22023",
         "{name} {rate a} is out of range",
         "It must be from {rate b} to {rate c}.",
         "A rate is a fraction: 0.5 is 50 %.")

/* name; a (scale)
   When: a clawback or a settlement of a commission: *paid*, *months on book*, *carried*, *vesting*
   As: name=paid; a=-5.00 */
LF_FAULT(LF_ERR_NEGATIVE, "22023",
         "{name} {money a} is negative",
         "It must be 0 or more.",
         "Check the sign.")

/* name: what it is; text: what was given; keywords, or text2: the valid words
   When: an unknown keyword: `method`, `day_count`, `rounding`, `payment_rounding`, `residue`;
     `mob`, `measure`, `weight`, `cohort`; *state*, *exit*; `allocation`; *event*, *better*;
     words are read in any letter case
   As: name=method; text=balloon; text2=annuity, equal_principal, interest_only, flat, rule_of_78 */
LF_FAULT(LF_ERR_KEYWORD, "22023",
         "unknown {name} \"{text}\"",
         "Valid: {list}.",
         "Use one of these words, in any case.")

/* name: the parameter; text, text2: its two values
   When: a word that differs, in two rows or where two states or summaries meet
   As: name=mob; text=calendar0; text2=anniversary */
LF_FAULT(LF_ERR_CONFLICT, "22023",
         "{name} is {text} in one row and {text2} in another",
         "An aggregate takes one {name}.",
         "Give the same {name} in every row, or group by it.")

/* name: the parameter; a, b: its two values, below 0 for none
   When: a parameter of an aggregate, also where two states or summaries meet
   As: name=over_days; a=0; b=30 */
LF_FAULT(LF_ERR_CONFLICT_INT, "22023",
         "{name} is {int a} in one row and {int b} in another",
         "It belongs to the whole result and must not change from row to row.",
         "Give the same {name} in every row, or group by it.")

/* name: the array
   When: `split_amount`
   As: name=weights */
LF_FAULT(LF_ERR_NULL_ELEMENT, "22004",
         "{name} must not contain a null element",
         "Each element is used, and a null one has no value.",
         "Remove null elements first, with array_remove({name}, NULL).")

/* name: what there is too much of; a: count, c: limit
   When: *rows*, *dates*: more than 4,000,000 in a value. *due dates in one sum*, *cells in one
     vintage*: a state above 512 MB. *rows in one vintage*: more than `max_rows`. *months in one
     history*, *months in one pool*: first and last observation too far apart. *weights*: those of
     `split_amount`
   As: name=months in one history; a=1201; c=1200 */
LF_FAULT(LF_ERR_LIMIT, "54000",
         "too many {name}: {int a}",
         "The limit is {int c}.",
         "Split the input into parts.")

/* name: type; text: the input; text2: what is wrong; a: byte offset
   When: text that is not of the form of its type; see below for what it says
   As: name=money_schedule; text=[1000.00@2024-01-15 anuity ...; text2=a word is unknown; a=20;
     where=near "anuity 0.05 periodic 1mo..." */
LF_FAULT(LF_ERR_TEXT, "22P02",
         "invalid input syntax for type {name}: \"{text}\"",
         "{sentence} at byte {int a}, {where}.",
         "Write it in the form in which such values are printed, or use a function that makes one.")

/* name: type; text: the member, empty for the whole; text2: what is wrong with it
   When: a member *is missing*, *cannot be read* (and why), *is not an array*, *is not an object*, *is
     neither a number, a text, true nor false*, *has an element that is not an object*. Of
     a `commission_statement` also what no rows can have made
   As: name=money_schedule; text=opening; text2=is missing */
LF_FAULT(LF_ERR_JSON, "22P02",
         "invalid JSON for type {name}: {text|it} {text2}",
         "The object must be like the one that a cast of {name} to jsonb gives.",
         "Compare it with such an object, member by member.")

/* name: type; text2: what is wrong
   When: bytes that are not of the format; see below for what it says
   As: name=money_schedule; text2=a flag is unknown */
LF_FAULT(LF_ERR_BINARY, "22P03",
         "invalid external binary value of type {name}: {text2}",
         "The bytes must be those that {name}_send gives.",
         "Send the text form where the bytes come from another program.")

/* name: type; text2: what is wrong
   When: the bytes of a stored value are damaged. The reasons are those of `22P03`. The fixed-size types
     also have *its size or version is unknown*, *its currency is unknown*, *its byte is not a grade*
   As: name=money_schedule; text2=the rows are cut off or too long */
LF_FAULT(LF_ERR_CORRUPT, "XX001",
         "stored value of type {name} is corrupt: {text2}",
         "No version of the type writes such bytes.",
         "Restore the row from a backup.")
