/*
 * Refusals of rates;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* a: row; the rate of one period is -1 or less
   When: a negative rate times a long period
   As: a=1 */
LF_FAULT(LF_ERR_RATE_PERIOD, "22023",
         "the rate of row {int a} is -1 or less for its period",
         "Such a period would take away the whole balance or more.",
         "Raise annual_rate, or make the period shorter.")
