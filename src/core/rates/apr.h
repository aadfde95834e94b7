/*
 * APR: what a credit costs a year, by law.
 *
 * us_actuarial and us_rule: 12 CFR 1026 Appendix J.  A span of t whole
 * unit-periods and a part f discounts by (1 + f i)(1 + i)^t, or bears simple
 * interest; APR = i times the unit-periods of a year.  eu: Directive
 * 2008/48/EC Annex I.  cn_irr and cn_simple: the People's Bank of China,
 * announcement 2021 no. 3.  docs/apr.md has the equations.
 * Uses: returns, schedules.
 */
#ifndef LF_CORE_RATES_APR_H
#define LF_CORE_RATES_APR_H

#include "core/base/keyword.h"
#include "core/cashflow/cashflow.h"
#include "core/rates/flows.h"
#include "core/schedule/schedule.h"

typedef enum LfAprMethod {
    LF_APR_US_ACTUARIAL = 0,
    LF_APR_US_RULE,
    LF_APR_EU,
    LF_APR_CN_IRR,
    LF_APR_CN_SIMPLE
} LfAprMethod;

#define LF_APR_METHODS 5

/* A rate of credit: above -1, at most 1,000 (100,000 %), 8 decimals. */
#define LF_GREATEST_APR 1000
#define LF_APR_DECIMALS 8
#define LF_APR_ONE INT64_C(100000000)

extern const LfKeywords lf_apr_methods;

/* The decimals that the law's own figures have: EU a tenth of a percent, as Annex I I.(d) says; a
 * hundredth elsewhere. */
extern int lf_apr_legal_decimals(LfAprMethod method);

/*
 * Of flows in ascending order of date, advances below 0, the first of them an
 * advance; `room` has space for count flows.  The one rate there is, rounded half
 * up once, to so many decimals.  LF_ERR_NO_SIGN_CHANGE,
 * LF_ERR_APR_FIRST_PAYMENT, LF_ERR_NO_ROOT, LF_ERR_APR_SEVERAL,
 * LF_ERR_ROOTS_UNDECIDED.
 */
extern lf_status lf_apr_of_dates(const int32_t *date, const int64_t *amount, int32_t count,
                                 LfAprMethod method, int decimals, LfFlows *room, int64_t *rounded,
                                 LfFault *why);

/*
 * Of a schedule of which `fees` are paid at the start; `flows` and `room` have
 * space for its rows and one more.  As above; LF_ERR_RANGE_MONEY, LF_ERR_APR_FEES,
 * LF_ERR_APR_CAPITALISED, LF_ERR_OVERFLOW.
 */
extern lf_status lf_apr_of_schedule(const LfSchedule *s, int64_t fees, LfAprMethod method,
                                    int decimals, LfCashflows *flows, LfFlows *room,
                                    int64_t *rounded, LfFault *why);

#endif
