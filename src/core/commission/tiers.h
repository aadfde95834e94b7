/*
 * Commission per loan and tiers of a period: what is earned before anything
 * is multiplied, limited or kept back.  Also curves, a rate looked up by bands,
 * and active days, the part of a period that counts.
 */
#ifndef LF_CORE_COMMISSION_TIERS_H
#define LF_CORE_COMMISSION_TIERS_H

#include "core/commission/sums.h"
#include "core/time/calendar.h"

/* The band that holds x, or -1 below the first.  x lies in the last band whose
 * `from` is not above it: bands whose edges coincide are passed over. */
extern int32_t lf_curve_band(const LfRateCurve *curve, lf_int128 x);

/* The rate of x's band; 0 below the first.  Whole or ramp. */
extern int64_t lf_curve_rate(const LfRateCurve *curve, lf_int128 x);

/* Days [from, to) of a period of `days`; 0 days: all of it, whatever it is. */
typedef struct LfActiveDays {
    int32_t days;
    int32_t from;
    int32_t to;
} LfActiveDays;

/* The days of `active` within the period; an empty range is none of them.
 * False where the period is unbounded or `active` is not inside it. */
extern bool lf_active_days(const LfDayRange *active, const LfDayRange *period, LfActiveDays *days);

/* round(x * to / days) - round(x * from / days): parts of a period add up. */
extern int64_t lf_prorate(int64_t x, LfActiveDays active);

/*
 * Lines of a settled statement: which rule, over what, at which rate, how much.
 * Every step appends its own, so that what is paid is the sum of what is shown.
 */

/* No base or no rate on a line: those that are shown are 0 or more. */
#define LF_NOT_SHOWN INT64_C(-1)

/* In the order of effects: what comes before KPI is gross. */
typedef enum LfCommissionRule {
    LF_COMMISSION_PER_LOAN,
    LF_COMMISSION_TIERS, /* index: the band */
    LF_COMMISSION_BONUS,
    LF_COMMISSION_KPI,
    LF_COMMISSION_QUALITY, /* index: which */
    LF_COMMISSION_FLOOR,
    LF_COMMISSION_CAP,
    LF_COMMISSION_DEFERRAL,
    LF_COMMISSION_RELEASE,
    LF_COMMISSION_CLAWBACK, /* of the first LfLoanEvent; the others behind it */
    LF_COMMISSION_SHORTFALL = LF_COMMISSION_CLAWBACK + LF_LOAN_EVENTS,
    LF_COMMISSION_DRAW,
    LF_COMMISSION_RECOVERY,
    LF_COMMISSION_SALARY
} LfCommissionRule;

typedef struct LfStatementLine {
    LfCommissionRule rule;
    int32_t index;
    int64_t base;    /* or LF_NOT_SHOWN */
    int64_t rate_e8; /* or LF_NOT_SHOWN */
    int64_t amount;
} LfStatementLine;

/* Bands and qualities, and at most one line of every other rule. */
#define LF_MAX_STATEMENT_LINES (LF_MAX_RATE_BANDS + LF_MAX_QUALITIES + LF_LOAN_EVENTS + 11)
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
