/*
 * Messages of amort and schedule.  Included inside a switch, in error.c
 * alone: no guard.  An entry is status, SQLSTATE, message, DETAIL, HINT; the
 * words in braces are explained in error.c.
 */
LF_MESSAGE(LF_ERR_PERIOD_MIXED, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n|period} has both months ({ia}) and days ({ib})",
           NULL,
           "Give whole months or whole days, such as '1 month' or '14 days'.")

LF_MESSAGE(LF_ERR_FIRST_DUE_EARLY, ERRCODE_INVALID_PARAMETER_VALUE,
           "first_due {da} is not after start_date {db}",
           NULL,
           "For a payment on the start date itself use in_advance => true.")

LF_MESSAGE(LF_ERR_FIRST_DUE_ADVANCE, ERRCODE_INVALID_PARAMETER_VALUE,
           "first_due is not meant together with in_advance",
           "In advance, row 1 falls on start_date.",
           NULL)

LF_MESSAGE(LF_ERR_GRACE_RANGE, ERRCODE_INVALID_PARAMETER_VALUE,
           "grace {ia} leaves no row to repay in",
           "It must be at least 0 and below periods ({ib}).",
           NULL)

LF_MESSAGE(LF_ERR_NOT_MEANT, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} is not meant for method {t}",
           NULL,
           "Leave {n} at its default, or choose another method.")

LF_MESSAGE(LF_ERR_RATE_PERIOD, ERRCODE_INVALID_PARAMETER_VALUE,
           "the rate of row {ia} is -1 or less for its period",
           NULL, NULL)

LF_MESSAGE(LF_ERR_PAYMENT_BELOW_INTEREST, ERRCODE_INVALID_PARAMETER_VALUE,
           "payment {mb} of row {ia} is below its interest {mc}",
           NULL,
           "Raise the payment, or allow the debt to grow with negative_amortization => true.")

LF_MESSAGE(LF_ERR_PAYMENT_UNSOLVABLE, ERRCODE_INVALID_PARAMETER_VALUE,
           "no level payment repays this loan: {u}",
           NULL, NULL)

LF_MESSAGE(LF_ERR_ROWS_ORDER, ERRCODE_INVALID_PARAMETER_VALUE,
           "row {ia} is due {db}, not after the row before it",
           NULL, NULL)

LF_MESSAGE(LF_ERR_ROWS_SUM, ERRCODE_INVALID_PARAMETER_VALUE,
           "principal of the rows adds up to {ma}, not to the opening amount {mb}",
           NULL, NULL)

LF_MESSAGE(LF_ERR_START_DATE_CONFLICT, ERRCODE_INVALID_PARAMETER_VALUE,
           "start_date is {da} in one row and {db} in another",
           NULL,
           "Give the same start_date in every row, or group by it.")

LF_MESSAGE(LF_ERR_START_AFTER_ROW, ERRCODE_INVALID_PARAMETER_VALUE,
           "row due {da} is before start_date {db}",
           NULL, NULL)

LF_MESSAGE(LF_ERR_NO_TERMS, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} needs a schedule with terms",
           "Imported and summed schedules have rows only.",
           NULL)

LF_MESSAGE(LF_ERR_ROW_NUMBER, ERRCODE_INVALID_PARAMETER_VALUE,
           "row {ia} does not exist",
           "The schedule has {ic} rows.",
           NULL)
