/*
 * Messages of history, vintage, migration and delinquency.  Included inside a
 * switch, in error.c alone: no guard.  An entry is status, SQLSTATE, message,
 * DETAIL, HINT; the words in braces are explained in error.c.
 */
LF_MESSAGE(LF_ERR_MONTH_TAKEN, ERRCODE_INVALID_PARAMETER_VALUE,
           "the month of {da} already has an observation",
           "It was observed on {db}.",
           "To put the new one in its place use replace => true.")

LF_MESSAGE(LF_ERR_DISPUTED, ERRCODE_INVALID_PARAMETER_VALUE,
           "two different observations of {da}",
           NULL,
           "Keep one row a loan and day; rows that are equal may stand twice.")

LF_MESSAGE(LF_ERR_BEFORE_ORIGINATION, ERRCODE_INVALID_PARAMETER_VALUE,
           "observation of {da} is before originated {db}",
           NULL, NULL)

LF_MESSAGE(LF_ERR_BEFORE_START, ERRCODE_INVALID_PARAMETER_VALUE,
           "as_of {da} is before start_date {db}",
           NULL, NULL)

LF_MESSAGE(LF_ERR_NOT_BY_COUNT, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} is an amount and has no count",
           NULL,
           "Use weight => 'amount'.")

LF_MESSAGE(LF_ERR_NOT_FRACTION, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} {t} is out of range",
           "It must be above 0 and below 1.",
           NULL)

LF_MESSAGE(LF_ERR_ROW_DISPUTED, ERRCODE_INVALID_PARAMETER_VALUE,
           "two different rows of loan_id {ia} at mob {ib}",
           NULL,
           "Keep one row a loan and month on book; rows that are equal may stand twice.")

LF_MESSAGE(LF_ERR_NO_INSTALMENTS, ERRCODE_INVALID_PARAMETER_VALUE,
           "a summary made from snapshot rows does not know which instalment was missed",
           NULL,
           "Make it from payment histories, vintage_agg(h, originated, original_amount).")
