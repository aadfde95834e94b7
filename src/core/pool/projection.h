/*
 * Projection: the future cash flow of one loan or of a summed book,
 * month by month, at given speeds of prepayment and default.
 *
 * Each month, in this order: what defaults, the interest and the scheduled
 * principal of the rest, what prepays of the rest; a default's loss is booked
 * at once, its recovery comes some months later.  Every cell is rounded half up
 * once, and the parts add up: scheduled + prepaid + recovered + loss add up
 * to the balance.
 * Source: Standard Formulas of the Bond Market Association, SF-16 and SF-17.
 */
#ifndef LF_CORE_POOL_PROJECTION_H
#define LF_CORE_POOL_PROJECTION_H

#include "core/pool/speed.h"
#include "core/schedule/schedule.h"

#define LF_SEVERITY_ONE INT64_C(1000000)

typedef struct LfProjectionTerms {
    int32_t as_of;
    const LfSpeed *prepayment;
    const LfSpeed *defaults;
    int64_t severity_e6; /* share of a default that is lost */
    int32_t recovery_lag;
    bool has_age;
    int32_t age; /* of the loans at as_of, in months; else counted from the schedule's start */
} LfProjectionTerms;

typedef struct LfProjectionMonth {
    int32_t due; /* the month's last day */
    int64_t opening;
    int64_t defaulted;
    int64_t interest;
    int64_t fee;
    int64_t scheduled;
    int64_t prepaid;
    int64_t recovered;
    int64_t loss;
    int64_t closing;
    int64_t smm_e12;
    int64_t mdr_e12;
} LfProjectionMonth;

/* What a month has by contract. */
typedef struct LfContractMonth {
    int64_t before; /* the balance that opens it */
    int64_t principal;
    int64_t interest;
    int64_t fee;
} LfContractMonth;

/* One month: opening and the rates of m are given, what defaults, pays and is left is found.
 * `is_last`: the contract has no balance after it. */
extern void lf_projection_step(const LfContractMonth *contract, bool is_last, LfProjectionMonth *m);

/* What is recovered of a default: all but the severity. */
extern int64_t lf_projection_recovery(int64_t defaulted, int64_t severity_e6);

/* severity and recovery_lag within their ranges, an age of 0 or more: LF_ERR_RANGE_SHARE,
 * LF_ERR_RANGE_INT. */
extern lf_status lf_projection_check(const LfProjectionTerms *t, LfFault *why);

/*
 * Fills month[0 .. *count - 1]; space for LF_MAX_PROJECTION_MONTHS.  None where
 * as_of is on or after the last row.  Terms that passed lf_projection_check.
 * LF_ERR_PROJECTION_EARLY, LF_ERR_PROJECTION_BALANCE, LF_ERR_LIMIT (rows more
 * than 1,200 months after as_of), LF_ERR_OVERFLOW.  Work: rows + months.
 */
extern lf_status lf_projection(const LfSchedule *s, const LfProjectionTerms *t,
                               LfProjectionMonth *month, int32_t *count, LfFault *why);

/* The first row after as_of of a contract that from then on has exactly one row due in each month
 * of the projection; -1: it has not, or one has to look. */
extern int32_t lf_projection_first_row(LfDueCalendar calendar, int32_t as_of);

/* Speeds as rates, kept from loan to loan. */
typedef struct LfProjectionRates {
    LfSpeedTable prepayment;
    LfSpeedTable defaults;
} LfProjectionRates;

/*
 * The cash of lf_projection_rows() in one pass and without dates, where `row` is of
 * lf_projection_first_row(): principal, interest, fee; space for s->rows.count - row +
 * recovery_lag rows.  *opening: what they repay.  The due dates of s are not read.  False, where
 * one has to ask lf_projection(): an amount below 0 or above 2^40, an end that may pass the date
 * limits, nothing to come.
 */
extern bool lf_projection_cash(const LfSchedule *s, int32_t row, const LfProjectionTerms *t,
                               LfProjectionRates *rates, LfRows *cash, int64_t *opening);

/* The cash of the months as rows of a schedule: principal, interest, fee; space for *count each. */
extern lf_status lf_projection_rows(const LfProjectionMonth *month, int32_t count, LfRows *rows,
                                    LfFault *why);

/*
 * Expected loss over the first `months` months (0: all): what defaults, less
 * what is recovered of it, each discounted at an annual rate over actual days /
 * 365 from as_of; rounded half up once.  LF_ERR_RANGE_RATE, LF_ERR_OVERFLOW.
 */
extern lf_status lf_expected_loss(const LfProjectionTerms *t, const LfProjectionMonth *month,
                                  int32_t count, int32_t months, int64_t rate_e12, int64_t *loss,
                                  LfFault *why);

#endif
