/*
 * Shape: annuities whose payments are not level, set when the loan is made.
 *
 * One amount, the base, decides all payments of a shape.  It is the least one
 * with which the last row pays no more than its share; the last row then takes
 * what is owed, as in every schedule.
 * Rules: docs/events.md, steps and skipped months.
 */
#ifndef LF_CORE_CHANGE_SHAPE_H
#define LF_CORE_CHANGE_SHAPE_H

#include "core/change/change.h"

typedef enum LfSkipInterest {
    LF_SKIP_CAPITALIZE = 0, /* a skipped row's interest is added to the debt */
    LF_SKIP_PAY             /* it is paid */
} LfSkipInterest;

extern const LfKeywords lf_skip_interests;

/*
 * Both need an annuity (LF_ERR_CHANGE_FORM) with terms (LF_ERR_NO_TERMS) that
 * was not changed (LF_ERR_SHAPE_CHANGED), and count as a change on the start
 * date.  They fail with LF_ERR_PAYMENT_BELOW_INTEREST, LF_ERR_RATE_PERIOD,
 * LF_ERR_OVERFLOW.  At most some 120 walks over the rows.
 */

/*
 * After each `every` rows (grace apart) the payment is the last one times 1 +
 * growth, rounded.  growth 0: the same schedule.  LF_ERR_RANGE_RATE (growth),
 * LF_ERR_RANGE_INT (every, 1 to LF_MAX_PERIODS).
 */
extern lf_status lf_step(const LfSchedule *s, int64_t growth_e12, int32_t every, LfChanged *out,
                         LfFault *why);

/*
 * Rows due in the months (bit m - 1 for month m), but the last, repay nothing.
 * Where no row is due in them: the same schedule.
 */
extern lf_status lf_skip_months(const LfSchedule *s, uint32_t months, LfSkipInterest interest,
                                LfChanged *out, LfFault *why);

#endif
