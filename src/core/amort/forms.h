/*
 * Amort's inside: what the driver hands to the forms.
 */
#ifndef LF_CORE_AMORT_FORMS_H
#define LF_CORE_AMORT_FORMS_H

#include "core/amort/amort.h"
#include "core/rate/rate.h"
#include "core/rate/solver.h"

/* One loan on its way to rows; row k here counts from 0. */
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

/* A row's payment is below its interest, and nothing allows that. */
extern lf_status lf_payment_too_low(const LfAmortPlan *p, int32_t row, int64_t payment,
                                    int64_t interest, LfFault *why);

/* Each fills principal, interest and out->terms.level. */
extern lf_status lf_form_annuity(const LfAmortPlan *p, LfSchedule *out, LfFault *why);
extern lf_status lf_form_principal(const LfAmortPlan *p, LfSchedule *out, LfFault *why);
extern lf_status lf_form_addon(const LfAmortPlan *p, LfSchedule *out, LfFault *why);

#endif
