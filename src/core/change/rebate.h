/*
 * Rebate: interest given back when an add-on loan is settled early.
 *
 * The rule of 78 shares the interest by the digits of the rows left; the
 * actuarial method lets interest accrue on what is owed, at the rate of the
 * payments.  15 U.S.C. 1615(b) allows the rule only up to 61 months.
 * Rules: docs/events.md, rebates.
 */
#ifndef LF_CORE_CHANGE_REBATE_H
#define LF_CORE_CHANGE_REBATE_H

#include "core/base/keyword.h"
#include "core/schedule/schedule.h"

typedef enum LfRebateMethod {
    LF_REBATE_RULE_OF_78 = 0,
    LF_REBATE_ACTUARIAL
} LfRebateMethod;

extern const LfKeywords lf_rebate_methods;

/* Months up to which 15 U.S.C. 1615(b) allows the rule of 78. */
#define LF_US_REBATE_MONTHS 61

typedef struct LfRebate {
    int64_t rebate;
    lf_int128 settlement; /* principal and interest of the rows left, less the rebate */
} LfRebate;

/*
 * Rows due by the day count as paid.  The actuarial rate of an add-on form, or
 * of a schedule without terms (ACT/365), is the greatest of 12 decimals at which
 * its payments still repay it; other forms have their own.  `us_limit` refuses
 * the rule of 78 beyond LF_US_REBATE_MONTHS (LF_ERR_REBATE_TERM).
 * LF_ERR_OUTSIDE_LOAN outside the schedule, LF_ERR_OVERFLOW.  At most some 50
 * walks over the rows.
 */
extern lf_status lf_interest_rebate(const LfSchedule *s, int32_t day, LfRebateMethod method,
                                    bool us_limit, LfRebate *out, LfFault *why);

#endif
