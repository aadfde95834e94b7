/*
 * Clawback: what the default or the early settlement of one loan takes back,
 * and which of them the loan's months show.
 */
#ifndef LF_CORE_COMMISSION_CLAWBACK_H
#define LF_CORE_COMMISSION_CLAWBACK_H

#include "core/commission/plan.h"
#include "core/history/history.h"

/*
 * What one loan's event takes back: 0 where no window holds its months on
 * book, and *hit says so.  paid within 0 .. LF_MAX_MONEY, months 0 or more.
 */
extern int64_t lf_clawback(const LfClawbackWindow *window, int32_t count, LfLoanEvent event,
                           int64_t paid, int64_t months, bool *hit);

/*
 * The event in a loan's months that takes commission back: the first month over
 * the line (more than over_days past due, or charged off), or the first month
 * without a balance before `matures_month`; the earlier of them, in one month
 * default.  False: neither.  Reads days past due, balances and charge_off.
 */
extern bool lf_clawback_find(const LfHistory *h, int64_t over_days, int32_t matures_month,
                             LfLoanEvent *event, int32_t *month);

#endif
