/*
 * Delinquency: the state of a loan on a day, computed from its contract and
 * the payments received.
 *
 * Nothing is stored: a back-dated payment changes the answer.  Payments are added
 * up to one pool; it pays the rows due by then, the oldest first, each in the
 * order of the allocation.
 * Rules: docs/delinquency.md.  Uses: schedule, calendar, money.
 */
#ifndef LF_CORE_DELINQUENCY_DELINQUENCY_H
#define LF_CORE_DELINQUENCY_DELINQUENCY_H

#include "core/base/keyword.h"
#include "core/cashflow/cashflow.h"
#include "core/schedule/schedule.h"

typedef enum LfAllocation {
    LF_FEE_INTEREST_PRINCIPAL = 0,
    LF_PRINCIPAL_INTEREST_FEE,
    LF_INTEREST_PRINCIPAL_FEE
} LfAllocation;

/* Names as SQL has them. */
extern const LfKeywords lf_allocations;

/* The parts of a row, as indexes of the arrays below. */
typedef enum LfPart {
    LF_PART_PRINCIPAL = 0,
    LF_PART_INTEREST,
    LF_PART_FEE
} LfPart;

#define LF_PARTS 3

typedef struct LfStateAsk {
    int32_t as_of;
    LfAllocation allocation;
    int64_t penalty_rate_e12; /* a year, 0 or more */
    bool due_day_counts;      /* an unmet row is day 1 on its own day */
} LfStateAsk;

/* What is late and what comes next. */
typedef struct LfDelinquency {
    int32_t days_past_due;
    bool has_oldest;
    int32_t oldest_unpaid; /* due date of the oldest row overdue */
    bool has_next;
    int32_t next_due; /* first row due on or after the day that is not met */
    lf_int128 next_payment;
} LfDelinquency;

/* Minor units, 128 bits: a schedule may be the sum of many. */
typedef struct LfLoanState {
    LfDelinquency of;
    lf_int128 overdue[LF_PARTS];
    lf_int128 paid[LF_PARTS];
    lf_int128 outstanding_principal;
    lf_int128 unapplied;
    int64_t penalty;
} LfLoanState;

/* Space that the penalty needs for a schedule of so many rows; without a rate none. */
typedef struct LfPenaltyRow {
    lf_int128_stored asked;     /* by all rows before this one */
    lf_int128_stored principal; /* of them, with no payment at all */
} LfPenaltyRow;

/*
 * The state of a schedule (its rows; terms are not looked at) after the
 * payments, in the schedule's currency, dated up to as_of.  `scratch` is space
 * for rows + 1 LfPenaltyRow where there is a penalty rate, else NULL.
 * The day is the start date or later: before it there is no loan to speak of.
 * Fails with LF_ERR_PENALTY_RATE, LF_ERR_OVERFLOW (penalty).
 * Rows and payments once; with a penalty (rows + payments) * log rows.
 */
extern lf_status lf_loan_state(const LfSchedule *s, const LfCashflows *payments,
                               const LfStateAsk *ask, LfPenaltyRow *scratch, LfLoanState *out,
                               LfFault *why);

/*
 * The first of `count` rows that money does not meet, or count; what a row
 * asks for is principal + interest + fee, below 0: nothing.
 */
extern int32_t lf_first_unmet(const int64_t *asked, int32_t count, lf_int128 money);

#endif
