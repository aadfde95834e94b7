/*
 * Messages of amort and schedule.  Included inside a switch, in error.c
 * alone: no guard.  An entry is status, SQLSTATE, message, DETAIL, HINT; the
 * words in braces are explained in error.c.
 */
/* clang-format off */
LF_MESSAGE(LF_ERR_PERIOD_MIXED, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n|period} has both months ({ia}) and days ({ib})",
           "The dates of such a period depend on which part is counted first.",
           "Give whole months or whole days, such as '1 month' or '14 days'.")

LF_MESSAGE(LF_ERR_FIRST_DUE_EARLY, ERRCODE_INVALID_PARAMETER_VALUE,
           "first_due {da} is not after start_date {db}",
           "Row 1 is due one day after start_date at the earliest.",
           "For a payment on the start date itself use in_advance => true.")

LF_MESSAGE(LF_ERR_FIRST_DUE_ADVANCE, ERRCODE_INVALID_PARAMETER_VALUE,
           "first_due is not meant together with in_advance",
           "In advance, row 1 falls on start_date.",
           "Leave first_due out, or in_advance at false.")

LF_MESSAGE(LF_ERR_GRACE_RANGE, ERRCODE_INVALID_PARAMETER_VALUE,
           "grace {ia} is out of range",
           "It must be at least 0 and below periods ({ib}).",
           "The rows of the grace pay interest only; one row at least must be left to repay in.")

LF_MESSAGE(LF_ERR_NOT_MEANT, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} is not meant for method {t}",
           "The rules of {t} have no place for it.",
           "Leave {n} at its default, or choose another method.")

LF_MESSAGE(LF_ERR_RATE_PERIOD, ERRCODE_INVALID_PARAMETER_VALUE,
           "the rate of row {ia} is -1 or less for its period",
           "Such a period would take away the whole balance or more.",
           "Raise annual_rate, or make the period shorter.")

LF_MESSAGE(LF_ERR_PAYMENT_BELOW_INTEREST, ERRCODE_INVALID_PARAMETER_VALUE,
           "payment {mb} of row {ia} is below its interest {mc}",
           "The debt would grow by the interest not paid.",
           "Raise the payment, or allow the debt to grow with negative_amortization => true.")

LF_MESSAGE(LF_ERR_PAYMENT_UNSOLVABLE, ERRCODE_INVALID_PARAMETER_VALUE,
           "no level payment repays this loan: {u}",
           "The payment solves an equation that these terms leave without a solution.",
           "Check annual_rate, periods and balloon.")

LF_MESSAGE(LF_ERR_ROWS_ORDER, ERRCODE_INVALID_PARAMETER_VALUE,
           "row {ia} is due {db}, not after the row before it",
           "Due dates ascend, and a day has one row.",
           "Sort the rows, and add up those of one day; schedule_agg does both.")

LF_MESSAGE(LF_ERR_ROWS_SUM, ERRCODE_INVALID_PARAMETER_VALUE,
           "principal of the rows adds up to {ma}, not to the opening amount {mb}",
           "The rows of a schedule repay its opening amount exactly.",
           "Correct the opening amount, or the row that is wrong or missing.")

LF_MESSAGE(LF_ERR_START_DATE_CONFLICT, ERRCODE_INVALID_PARAMETER_VALUE,
           "start_date is {da} in one row and {db} in another",
           "A schedule has one start date.",
           "Give the same start_date in every row, or group by it.")

LF_MESSAGE(LF_ERR_START_AFTER_ROW, ERRCODE_INVALID_PARAMETER_VALUE,
           "row due {da} is before start_date {db}",
           "No row is due before the schedule starts.",
           "Give the day on which the first interest began as start_date.")

LF_MESSAGE(LF_ERR_NO_TERMS, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} needs a schedule with terms",
           "Imported and summed schedules have rows only.",
           "Use the schedule that amortize() made.")

LF_MESSAGE(LF_ERR_ROW_NUMBER, ERRCODE_INVALID_PARAMETER_VALUE,
           "row {ia} does not exist",
           "The schedule has {ic} rows.",
           "Rows are counted from 1.")
/* clang-format on */
