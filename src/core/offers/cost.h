/*
 * Cost: a loan's cost of credit item by item, as the disclosure of the
 * comprehensive financing cost 综合融资成本 requires it.
 *
 * Line 1 is the interest, then come the fees of the schedule where it has any,
 * then the items in their order.  The rate of a line is what the annual rate
 * rises when it is added to those before it, so the lines add up to the total.
 * Uses: apr, schedules.
 */
#ifndef LF_CORE_OFFERS_COST_H
#define LF_CORE_OFFERS_COST_H

#include "core/rates/apr.h"

/* Items of one table. */
#define LF_MAX_COST_ITEMS 100

typedef enum LfCostMode {
    LF_COST_UPFRONT = 0, /* at the start, out of what is advanced */
    LF_COST_EACH,        /* the amount with every payment */
    LF_COST_SPREAD       /* the amount in equal parts with the payments */
} LfCostMode;

extern const LfKeywords lf_cost_modes;

typedef struct LfCostItem {
    int64_t amount; /* 0 or more; of EACH that of one payment */
    LfCostMode mode;
    bool contingent; /* owed only if something happens: in no rate, and counted once */
} LfCostItem;

typedef struct LfCostLine {
    int64_t amount;  /* over the loan's life */
    int64_t rate_e8; /* of a contingent item 0 */
} LfCostLine;

/* A schedule and the space in which its table is made. */
typedef struct LfCostTable {
    const LfSchedule *schedule;
    LfAprMethod method;
    int64_t *fees;      /* rows */
    LfCashflows *dated; /* rows + 1 */
    LfFlows *flows;     /* rows + 1 */
    LfCostLine interest;
    LfCostLine fee; /* of the schedule itself */
    LfCostLine total;
} LfCostTable;

/*
 * Fills interest, fee, total and a line for each item.  LF_ERR_RANGE_MONEY for
 * an amount below 0, LF_ERR_OVERFLOW, and what lf_apr_of_schedule refuses: items
 * at the start that leave nothing of the loan are LF_ERR_APR_FEES.
 */
extern lf_status lf_cost_table(LfCostTable *table, const LfCostItem *items, int32_t count,
                               LfCostLine *lines, LfFault *why);

#endif
