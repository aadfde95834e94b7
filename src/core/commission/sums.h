/*
 * What one manager, period and plan add up to: counts and exact sums, which
 * rows and parallel parts add to in any order.  Clawback: what the default or
 * the early settlement of one loan takes back, and which of them its months show.
 *
 * What depends on the whole period (tiers, quota, KPI, limits, draw) is computed
 * in lf_commission_settle, once.
 */
#ifndef LF_CORE_COMMISSION_SUMS_H
#define LF_CORE_COMMISSION_SUMS_H

#include "core/base/int128.h"
#include "core/commission/plan.h"
#include "core/history/history.h"

/* Loans of one event that met a window. */
typedef struct LfClawbackSum {
    int64_t loans;
    lf_int128_stored paid;
    lf_int128_stored clawed;
} LfClawbackSum;

typedef struct LfCommissionSums {
    int64_t loans;
    lf_int128_stored amount;
    lf_int128_stored base;
    lf_int128_stored commission; /* per loan, each rounded and limited */
    LfClawbackSum event[LF_LOAN_EVENTS];
} LfCommissionSums;

/*
 * Adds one loan, or one event on a loan paid for earlier.  LF_ERR_NEGATIVE,
 * LF_ERR_RANGE_MONEY for an amount outside 0 .. LF_MAX_MONEY, LF_ERR_SUM_RANGE
 * for a count beyond 63 bits; the sums are then as before.
 */
extern lf_status lf_commission_add_loan(LfCommissionSums *sums, const LfPerLoan *terms,
                                        int64_t amount, int64_t base, int scale, LfFault *why);
extern lf_status lf_commission_add_event(LfCommissionSums *sums, const LfClawbackWindow *window,
                                         int32_t count, LfLoanEvent event, int64_t paid,
                                         int64_t months, int scale, LfFault *why);

extern lf_status lf_commission_merge(LfCommissionSums *sums, const LfCommissionSums *part,
                                     LfFault *why);

/* One of the sums: minor units, or a number of loans. */
extern lf_int128 lf_commission_volume(const LfCommissionSums *sums, LfVolume volume);

/* The check: LF_OK, or LF_ERR_CORRUPT where these cannot be sums under the plan:
 * counts and sums are 0 or more, nothing adds up to nothing, limits per loan hold. */
extern lf_status lf_commission_check(const LfCommissionSums *sums, const LfCommissionPlan *plan,
                                     LfFault *why);

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

/* LF_OK, or the refusal of what is not a paid amount or an age. */
extern lf_status lf_clawback_check(int64_t paid, int64_t months, int scale, LfFault *why);

#endif
