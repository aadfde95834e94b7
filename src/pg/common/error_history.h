/*
 * Messages of history, vintage, migration and delinquency.  Included inside a
 * switch, in error.c alone: no guard.  An entry is status, SQLSTATE, message,
 * DETAIL, HINT; the words in braces are explained in error.c.
 */
/* clang-format off */
LF_MESSAGE(LF_ERR_MONTH_TAKEN, ERRCODE_INVALID_PARAMETER_VALUE,
           "the month of {da} already has an observation",
           "It was observed on {db}; a history has one observation a calendar month.",
           "To put the new one in its place use replace => true.")

LF_MESSAGE(LF_ERR_DISPUTED, ERRCODE_INVALID_PARAMETER_VALUE,
           "two different observations of {da}",
           "The latest day of a month wins, but of one day there is one truth.",
           "Keep one row a loan and day; rows that are equal may stand twice.")

LF_MESSAGE(LF_ERR_BEFORE_ORIGINATION, ERRCODE_INVALID_PARAMETER_VALUE,
           "observation of {da} is before originated {db}",
           "A loan is on the books from the month (anniversary: the day) it was granted.",
           "Correct the origination, or leave the earlier observations out.")

LF_MESSAGE(LF_ERR_BEFORE_START, ERRCODE_INVALID_PARAMETER_VALUE,
           "as_of {da} is before start_date {db}",
           "The contract does not exist before it starts.",
           "Ask for a day from start_date on.")

LF_MESSAGE(LF_ERR_PENALTY_RATE, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} {ra} is out of range",
           "It must be from 0 to {rc}.",
           "A rate is a fraction a year: 0.18 is 18 %.")

LF_MESSAGE(LF_ERR_NOT_BY_COUNT, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} is an amount and has no count",
           "Recoveries take off amounts, not loans.",
           "Use weight => 'amount', or the measure charge_off.")

LF_MESSAGE(LF_ERR_NOT_FRACTION, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} {t} is out of range",
           "It must be above 0 and below 1.",
           "95 % is 0.95.")

LF_MESSAGE(LF_ERR_ROW_DISPUTED, ERRCODE_INVALID_PARAMETER_VALUE,
           "two different rows of loan_id {ia} at mob {ib}",
           "A loan has one state at each month on book.",
           "Keep one row a loan and month on book; rows that are equal may stand twice.")

LF_MESSAGE(LF_ERR_ORIGINAL_DISPUTED, ERRCODE_INVALID_PARAMETER_VALUE,
           "original_amount of loan_id {ia} is {mb} in one row and {mc} in another",
           "The original amount is fixed when the loan is granted.",
           "Give the same original_amount in every row of a loan.")

LF_MESSAGE(LF_ERR_NO_INSTALMENTS, ERRCODE_INVALID_PARAMETER_VALUE,
           "a summary made from snapshot rows does not know which instalment was missed",
           "That takes the day of an observation and the month of origination.",
           "Make it from payment histories: vintage_agg(h, originated, original_amount).")

LF_MESSAGE(LF_ERR_DATES_ORDER, ERRCODE_INVALID_PARAMETER_VALUE,
           "date {da} is not after {db} before it",
           "Dates ascend, and a date stands once.",
           "Use cashflow_agg(on_date, amount) for amounts in any order.")

LF_MESSAGE(LF_ERR_MONTHS_ORDER, ERRCODE_INVALID_PARAMETER_VALUE,
           "to_month {db} is not after from_month {da}",
           "A move goes from one month to a later one.",
           "Give a later to_month, or exchange the two.")

LF_MESSAGE(LF_ERR_STATES_MIX, ERRCODE_INVALID_PARAMETER_VALUE,
           "moves between {t} and moves between {u} do not mix",
           "A matrix has one kind of states, days-past-due bands or grades.",
           "Keep two summaries, or grade the loans by their days with grade_loan.")

LF_MESSAGE(LF_ERR_NOT_GRADES, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} needs a summary of grades, not of days-past-due bands",
           "The regulator's rates are defined by the five tiers.",
           "Make it with migration_agg(from_grade, to_grade, balance).")
/* clang-format on */
