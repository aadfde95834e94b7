/*
 * Lines of a settled statement: which rule, over what, at which rate, how much.
 *
 * Every step appends its own, so that what is paid is the sum of what is shown.
 */
#ifndef LF_CORE_COMMISSION_LINE_H
#define LF_CORE_COMMISSION_LINE_H

#include "core/commission/plan.h"

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
    LF_COMMISSION_CLAWBACK, /* index: LfLoanEvent */
    LF_COMMISSION_SHORTFALL,
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

#endif
