/*
 * Change: a schedule that is prepaid, repriced, deferred or extended, or
 * drawn again.
 *
 * A change makes a new schedule: rows due on or before its day stay, the
 * others are made again from the level amount in force or from one that is
 * solved again.  A change is never before the last one, and no minor unit is
 * lost: the sum of principal stays the opening amount.
 * Rules: docs/arithmetic.md, changes to a schedule.
 */
#ifndef LF_CORE_CHANGE_CHANGE_H
#define LF_CORE_CHANGE_CHANGE_H

#include "core/base/keyword.h"
#include "core/schedule/schedule.h"

typedef enum LfPrepayEffect {
    LF_PREPAY_SHORTEN = 0, /* the payment is kept */
    LF_PREPAY_REDUCE,      /* the maturity is kept */
    LF_PREPAY_NEXT,        /* covers the next rows */
    LF_PREPAY_LAST         /* is taken off from the end */
} LfPrepayEffect;

typedef enum LfRepriceEffect {
    LF_REPRICE_PAYMENT = 0, /* the payment is solved again */
    LF_REPRICE_TERM         /* the payment is kept, the end moves */
} LfRepriceEffect;

typedef enum LfDeferInterest {
    LF_DEFER_CAPITALIZE = 0,
    LF_DEFER_PAY,
    LF_DEFER_WAIVE
} LfDeferInterest;

/* The words of effect and interest. */
extern const LfKeywords lf_prepay_effects;
extern const LfKeywords lf_reprice_effects;
extern const LfKeywords lf_defer_interests;

/*
 * Where the new schedule goes: `s.rows` and `changes` are the caller's memory,
 * space for lf_change_rows() rows and lf_change_rates() rates.  s.terms.changes
 * points to `changes` afterwards.
 */
typedef struct LfChanged {
    LfSchedule s;
    LfRateChange *changes;
} LfChanged;

/* Rows a change of s can leave where it adds `periods` of them, or moves the end freely. */
static inline int32_t
lf_change_rows(const LfSchedule *s, int32_t periods)
{
    return s->rows.count + 1 + (periods > 0 ? periods : 0);
}

static inline int32_t
lf_change_rates(const LfSchedule *s)
{
    return s->terms.change_count + 3;
}

/*
 * All of them need terms (LF_ERR_NO_TERMS), a day from the start and the last
 * change on and before the last row (LF_ERR_CHANGE_DATE), and a form that can
 * change (LF_ERR_CHANGE_FORM: flat and rule_of_78 are only ever closed).  They
 * fail with LF_ERR_PAYMENT_BELOW_INTEREST, LF_ERR_RATE_PERIOD, LF_ERR_OVERFLOW
 * as lf_amortize does.  The answer must still pass lf_schedule_check.
 */

/*
 * `amount` pays the interest accrued to the day and then principal; `fee` comes
 * on top.  LF_ERR_PREPAY_AMOUNT, with the payoff, where nothing of it is
 * principal or it is more than is owed; LF_ERR_CHANGE_DATE on the start date.
 */
extern lf_status lf_prepay(const LfSchedule *s, int32_t on_date, int64_t amount,
                           LfPrepayEffect effect, int64_t fee, LfChanged *out, LfFault *why);

/*
 * Another disbursement: what has accrued to the day joins the debt, and the
 * rest is solved again.  LF_ERR_RANGE_MONEY where the amount is not above 0;
 * LF_ERR_CHANGE_DATE on the start date.
 */
extern lf_status lf_tranche(const LfSchedule *s, int32_t on_date, int64_t amount, LfChanged *out,
                            LfFault *why);

/*
 * From a day on the annual rate is the new one; later rates are dropped.  With
 * LF_REPRICE_TERM (an annuity without balloon) LF_ERR_TERM_ENDLESS where the
 * payment is not above the interest of a row, LF_ERR_TERM_LONG beyond
 * LF_MAX_PERIODS rows; space for that many.
 */
extern lf_status lf_reprice(const LfSchedule *s, int32_t from_date, int64_t rate_e12,
                            LfRepriceEffect effect, LfChanged *out, LfFault *why);

/* Rows from the first on whose principal and interest lf_reprice looks at: those due by the day;
 * all where nothing changes.  Of the others it reads due dates and fees alone. */
extern int32_t lf_reprice_reads(const LfSchedule *s, int32_t from_date, int64_t rate_e12);

/* The next `periods` rows pay no principal and the loan ends as much later. */
extern lf_status lf_defer(const LfSchedule *s, int32_t from_date, int32_t periods,
                          LfDeferInterest interest, LfChanged *out, LfFault *why);

/* So many more rows (fewer: negative), at least one, solved again. */
extern lf_status lf_extend(const LfSchedule *s, int32_t from_date, int32_t periods, LfChanged *out,
                           LfFault *why);

#endif
