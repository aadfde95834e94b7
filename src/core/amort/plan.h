/*
 * Plan: one loan between its terms and its rows, the exact rate of each row
 * known.  The forms (annuity, principal, addon) read it and fill the rows.
 *
 * Rules: docs/arithmetic.md, period rates and broken periods.
 */
#ifndef LF_CORE_AMORT_PLAN_H
#define LF_CORE_AMORT_PLAN_H

#include "core/amort/loan.h"
#include "core/rate/rate.h"

/* Row k counts from 0 here. */
typedef struct LfAmortPlan {
    const LfLoan *loan;
    int32_t n;     /* rows that share the level amount, grace included */
    int32_t total; /* N: n, or n + 1 with a balloon apart */
    LfRate first;  /* rate of row 0 */
    LfRate rest;   /* of every other row, where each is NULL */
    const LfRate *each;
    lf_int128 years_num; /* sum of the fractions of the n periods */
    int64_t years_den;
} LfAmortPlan;

static inline LfRate
lf_plan_rate(const LfAmortPlan *p, int32_t row)
{
    if (p->each != NULL)
        return p->each[row];
    return row == 0 ? p->first : p->rest;
}

/* What level amounts are multiples of: one minor unit where no unit is given. */
static inline int64_t
lf_plan_unit(const LfAmortPlan *p)
{
    return p->loan->terms.payment_unit != 0 ? p->loan->terms.payment_unit : 1;
}

/* lf_plan_make without the look at the rates; dates may lie beyond the limits. */
extern void lf_plan_lay_out(const LfLoan *loan, bool with_dates, int32_t *due, LfRate *each,
                            LfAmortPlan *plan);

/*
 * Makes the plan of a checked loan.  `due` and `each` are space for its rows:
 * `due` is filled where the day count needs dates or `with_dates`, `each`
 * where rates differ from row to row (the plan points to it then).  Fails with
 * LF_ERR_RATE_PERIOD where a period would lose the whole balance.
 */
extern lf_status lf_plan_make(const LfLoan *loan, bool with_dates, int32_t *due, LfRate *each,
                              LfAmortPlan *plan, LfFault *why);

/* Row `row` pays less than its interest, and nothing allows that. */
extern lf_status lf_plan_too_low(const LfAmortPlan *p, int32_t row, int64_t payment,
                                 int64_t interest, LfFault *why);

/*
 * The forms: each fills principal, interest and the level amount of a plan.
 * LF_ERR_OVERFLOW; all but the second LF_ERR_PAYMENT_BELOW_INTEREST, the first
 * also LF_ERR_NO_ROOT.
 */
extern lf_status lf_form_annuity(const LfAmortPlan *p, LfSchedule *out, LfFault *why);
extern lf_status lf_form_principal(const LfAmortPlan *p, LfSchedule *out, LfFault *why);
extern lf_status lf_form_addon(const LfAmortPlan *p, LfSchedule *out, LfFault *why);

#endif
