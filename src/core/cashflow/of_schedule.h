/*
 * A schedule as cash flows: the opening amount goes out on the start date,
 * payments come in.
 *
 * May know: schedule, cashflow.
 */
#ifndef LF_CORE_CASHFLOW_OF_SCHEDULE_H
#define LF_CORE_CASHFLOW_OF_SCHEDULE_H

#include "core/cashflow/cashflow.h"
#include "core/schedule/schedule.h"

/*
 * Flows of the lender, one a date: a payment in advance is netted against the
 * opening amount of the same day.  out->date and out->amount are room for
 * rows + 1.  LF_ERR_OVERFLOW where a day leaves 64 bits.
 */
extern lf_status lf_cashflows_of_schedule(const LfSchedule *s, LfCashflows *out, LfFault *why);

#endif
