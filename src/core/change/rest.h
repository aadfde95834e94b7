/*
 * Rest: the rows of a changed schedule that are still to come.
 *
 * Uses: the plan of the remaining rows, their exact rates and the level
 * amount; independent of why a schedule changes.
 */
#ifndef LF_CORE_CHANGE_REST_H
#define LF_CORE_CHANGE_REST_H

#include "core/change/change.h"
#include "core/rate/rate.h"

/* Row k of the rest counts from 0. */
typedef struct LfRest {
    LfChanged *out;
    int32_t kept;         /* rows before it in out, a prepayment included */
    int32_t passed;       /* rows of the calendar before it */
    int32_t from;         /* the day from which interest of row 0 runs */
    int32_t count;        /* rows to make */
    const int32_t *known; /* due dates of the first of them */
    int32_t known_count;
    int32_t hold;    /* leading rows without principal, */
    bool capitalize; /* whose interest is added to the debt */
    int32_t grace;   /* rows of interest only after them */
    bool apart;      /* the last row is a balloon in advance */
    int64_t balance; /* owed before row 0 */
    int64_t level;   /* the payment, or principal of equal_principal */
    bool uniform;    /* rows after the first all have rate `others` */
    LfRate first;
    LfRate others;
    LfRate each[LF_MAX_LOAN_ROWS]; /* where not uniform */
} LfRest;

static inline LfRate
lf_rest_rate(const LfRest *r, int32_t k)
{
    if (!r->uniform)
        return r->each[k];
    return k == 0 ? r->first : r->others;
}

/* What level amounts are multiples of. */
static inline int64_t
lf_rest_unit(const LfRest *r)
{
    return r->out->s.terms.payment_unit != 0 ? r->out->s.terms.payment_unit : 1;
}

/* Due dates and exact rates of the rows, by the terms of out.  LF_ERR_LIMIT, LF_ERR_DATE_RANGE,
 * LF_ERR_RATE_PERIOD, LF_ERR_OVERFLOW. */
extern lf_status lf_rest_prepare(LfRest *r, LfFault *why);

/* Solves the level amount of the form over what follows hold and grace. */
extern lf_status lf_rest_solve(LfRest *r, LfFault *why);

/* Fills the rows by the form; what follows the end of the debt is dropped. */
extern lf_status lf_rest_fill(LfRest *r, LfFault *why);

/* Fills them with payments (or, by_principal, principals) given for each row; the last row takes
 * what is owed. */
extern lf_status lf_rest_fill_given(LfRest *r, const int64_t *given, bool by_principal,
                                    LfFault *why);

/* One row: its interest is known, its principal decided; *balance is what is owed after it. */
extern lf_status lf_rest_put_row(LfRest *r, int32_t k, int64_t principal, int64_t interest,
                                 int64_t *balance, LfFault *why);

/* The level payment until nothing is owed; *paid is false where `count` rows are too few. */
extern lf_status lf_rest_fill_open(LfRest *r, bool *paid, LfFault *why);

#endif
