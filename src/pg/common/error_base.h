/*
 * Messages of base, money and the seam.  Included inside a switch, in error.c
 * alone: no guard.  An entry is status, SQLSTATE, message, DETAIL, HINT; the
 * words in braces are explained in error.c.
 */
/* clang-format off */
LF_MESSAGE(LF_ERR_OVERFLOW, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
           "{n} is out of range",
           "Results are whole minor units of at most 64 bits.",
           "Check the amounts, the rates and the number of periods.")

LF_MESSAGE(LF_ERR_DECIMALS, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} {t} has more decimals than {u|it} allows ({ia})",
           "At most {ia} digits may follow the point; zeros at the end are not counted.",
           "Round it first; nothing is rounded silently.")

LF_MESSAGE(LF_ERR_NOT_FINITE, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} {t} is not a finite number",
           "NaN and infinities cannot be calculated with exactly.",
           "Where {n} is unknown, give NULL.")

LF_MESSAGE(LF_ERR_CURRENCY_UNKNOWN, ERRCODE_INVALID_PARAMETER_VALUE,
           "unknown currency \"{t}\"",
           "A currency is an ISO 4217 code in capitals, such as CNY.",
           "Where no currency applies, leave it out: amounts then have 2 decimals.")

LF_MESSAGE(LF_ERR_CURRENCY_MISMATCH, ERRCODE_INVALID_PARAMETER_VALUE,
           "amounts of {t|no currency} and {u|no currency} do not mix",
           "A sum has one currency.",
           "Group by the currency, or convert the amounts first.")

LF_MESSAGE(LF_ERR_KEYWORD, ERRCODE_INVALID_PARAMETER_VALUE,
           "unknown {n} \"{t}\"",
           "Valid: {l}.",
           "Write it as in this list.")

LF_MESSAGE(LF_ERR_RANGE_MONEY, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} {ma} is out of range",
           "It must be from {mb} to {mc}.",
           "{U|Amounts are in units of the currency, such as 1000.50, not in minor units.}")

LF_MESSAGE(LF_ERR_RANGE_INT, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} {ia} is out of range",
           "It must be from {ib} to {ic}.",
           "{U|Choose a number within this range.}")

LF_MESSAGE(LF_ERR_RANGE_RATE, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} {ra} is out of range",
           "It must be above {rb} and at most {rc}.",
           "A rate is a fraction: 0.0675 is 6.75 %.")

LF_MESSAGE(LF_ERR_DATE_RANGE, ERRCODE_DATETIME_VALUE_OUT_OF_RANGE,
           "{n} {da} is out of range",
           "A date must be from 0001-01-01 to 9999-12-31.",
           "Check the year; where a date is unknown, give NULL instead of infinity.")

LF_MESSAGE(LF_ERR_DATE_ORDER, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} {da} is out of order",
           "It cannot be before {db}, nor can two of them be the same.",
           "Rates and changes follow each other in time, none before start_date.")

LF_MESSAGE(LF_ERR_TEXT, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "invalid input syntax for type {n}: \"{t}\"",
           "{U} at byte {ia}, {w}.",
           "Write it as such values are printed, or let a function make it.")

LF_MESSAGE(LF_ERR_BINARY, ERRCODE_INVALID_BINARY_REPRESENTATION,
           "invalid external binary value of type {n}: {u}",
           "The bytes must be those that {n}_send gives.",
           "Send the text form where the bytes come from another program.")

LF_MESSAGE(LF_ERR_CORRUPT, ERRCODE_DATA_CORRUPTED,
           "stored value of type {n} is corrupt: {u}",
           "Its bytes are not such as any version of the type writes.",
           "Restore the row from a backup.")

LF_MESSAGE(LF_ERR_LIMIT, ERRCODE_PROGRAM_LIMIT_EXCEEDED,
           "too many {n}: {ia}",
           "The limit is {ic}.",
           "Split the input into parts.")

LF_MESSAGE(LF_ERR_CONFLICT, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} is {t} in one row and {u} in another",
           "An aggregate takes one {n}.",
           "Give the same {n} in every row, or group by it.")

LF_MESSAGE(LF_ERR_NULL_ELEMENT, ERRCODE_NULL_VALUE_NOT_ALLOWED,
           "{n} must not contain a null element",
           "Each element counts, and nothing is known of a null one.",
           "Take null elements out first, as array_remove({n}, NULL) does.")

LF_MESSAGE(LF_ERR_TOO_LARGE, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} {t} is out of range",
           "It must be from {mb} to {mc}.",
           "Check the digits and the unit; a rate is a fraction: 0.0675 is 6.75 %.")

LF_MESSAGE(LF_ERR_INTERVAL_TIME, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n|period} has a part shorter than a day",
           "Due dates are days: hours, minutes and seconds are not counted.",
           "Give whole months or whole days, such as '1 month' or '14 days'.")

LF_MESSAGE(LF_ERR_JSON, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "invalid JSON for type {n}: {t|it} {u}",
           "The object must be like the one that a cast of {n} to jsonb gives.",
           "Compare it with such an object, member by member.")
/* clang-format on */
