/*
 * Daily simple interest: the state of a loan whose interest is earned by the
 * day on what is really owed.
 *
 * An early payment saves interest, a late one costs interest.  Nothing is stored:
 * the account is computed from the payments in the order of their days.
 * Rules: docs/delinquency.md, daily simple interest.
 */
#ifndef LF_CORE_DELINQUENCY_SIMPLE_INTEREST_H
#define LF_CORE_DELINQUENCY_SIMPLE_INTEREST_H

#include "core/cashflow/cashflow.h"
#include "core/delinquency/delinquency.h"
#include "core/schedule/schedule.h"

/* Minor units. */
typedef struct LfSimpleState {
    LfDelinquency of;
    lf_int128 overdue;
    lf_int128 outstanding_principal;
    lf_int128 unpaid_interest;  /* earned up to the last payment */
    lf_int128 accrued_interest; /* from it to the day */
    lf_int128 payoff;
    lf_int128 paid_principal;
    lf_int128 paid_interest;
    lf_int128 paid_fee;
    lf_int128 unapplied;
} LfSimpleState;

/*
 * The state of a schedule with terms after the payments dated up to as_of, not
 * before its start.  LF_ERR_NO_TERMS; LF_ERR_NOT_MEANT for the day count
 * periodic, which has no days; LF_ERR_OVERFLOW.  Work: rows + payments.
 */
extern lf_status lf_simple_interest_state(const LfSchedule *s, const LfCashflows *payments,
                                          int32_t as_of, LfDayCount day_count, LfSimpleState *out,
                                          LfFault *why);

#endif
