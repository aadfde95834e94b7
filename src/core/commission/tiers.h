/*
 * Commission per loan and tiers of a period: what is earned before anything
 * is multiplied, limited or kept back.
 */
#ifndef LF_CORE_COMMISSION_TIERS_H
#define LF_CORE_COMMISSION_TIERS_H

#include "core/commission/curve.h"
#include "core/commission/line.h"
#include "core/commission/sums.h"

/*
 * Steps 1 and 2: a line per loan, and lines of the tiers (a slice each, or
 * one).  Appends to `line` and *count.  LF_ERR_OVERFLOW.
 */
extern lf_status lf_commission_tiers(const LfCommissionPlan *plan, const LfCommissionSums *sums,
                                     LfActiveDays active, LfStatementLine *line, int32_t *count,
                                     LfFault *why);

/* One loan alone: its commission per loan plus the tiers, over a whole period. */
extern lf_status lf_commission_of_loan(const LfCommissionPlan *plan, int64_t amount, int64_t base,
                                       int64_t *commission, LfFault *why);

#endif
