/*
 * Settling: sums and values in, the lines of a statement out.
 *
 * One function works out everything, so that the record, the lines, the
 * deferred parts and the KPI rows cannot disagree.  Each derived rate is
 * rounded to 8 decimals, each line to the minor unit, the next line starts
 * from there; all rounding is half up.
 */
#ifndef LF_CORE_COMMISSION_SETTLE_H
#define LF_CORE_COMMISSION_SETTLE_H

#include "core/commission/kpi.h"
#include "core/commission/tiers.h"

typedef struct LfSettlement {
    int64_t gross;
    int64_t earned;
    int64_t deferred;
    int64_t released;
    int64_t forfeited;
    int64_t clawback;
    int64_t draw;
    int64_t recovery;
    int64_t salary;
    int64_t payable;
    int64_t carried_forward;
    LfKpiScore kpi; /* where the plan has KPI */
    int32_t line_count;
    LfStatementLine line[LF_MAX_STATEMENT_LINES];
} LfSettlement;

/*
 * LF_OK, or LF_ERR_NEGATIVE (carried, vesting), LF_ERR_KPI_MISSING,
 * LF_ERR_KPI_NEGATIVE, LF_ERR_KPI_RANGE, LF_ERR_KPI_TARGET, LF_ERR_OVERFLOW
 * naming what left 64 bits.  Bounded by the limits of a plan; allocates nothing.
 */
extern lf_status lf_commission_settle(const LfCommissionPlan *plan, const LfCommissionSums *sums,
                                      const LfSettleTerms *terms, LfSettlement *out, LfFault *why);

/* Part 1 .. years of a deferred amount: equal parts, odd minor units last. */
extern int64_t lf_deferred_part(int64_t deferred, int64_t years, int64_t part);

#endif
