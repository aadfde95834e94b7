/*
 * United States rule: interest is simple, a payment pays interest first, and
 * unpaid interest does not bear interest.
 *
 * What is owed after the last flow grows with the rate as long as the borrower
 * is not overpaid on the way, so the rate at which it is 0 is the only one.
 * Source: 12 CFR 1026.14, Appendix J (a)(2).
 * Uses: flows.
 */
#ifndef LF_CORE_RATES_US_RULE_H
#define LF_CORE_RATES_US_RULE_H

#include "core/base/status.h"
#include "core/rates/flows.h"

/*
 * The rate of one unit-period, up to `greatest`; times are whole numbers of 1 /
 * den unit-periods, the first flow is an advance (below 0).  *found is false
 * where no rate does it.  LF_ERR_ROOTS_UNDECIDED: flows that change sign more
 * than once, and less is paid than advanced, or the borrower is overpaid
 * meanwhile.
 */
extern lf_status lf_us_rule_rate(const LfFlows *f, double den, double greatest, LfReal *rate,
                                 bool *found, LfFault *why);

#endif
