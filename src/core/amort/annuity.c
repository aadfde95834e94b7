/*
 * Annuity 等额本息: one payment solved over the exact rates of all periods,
 * interest on what is owed, the last row takes what is left.
 */
#include "core/amort/plan.h"

#include "core/rate/solver.h"

/* The rows after the first `skipped` as the solver sees them. */
static LfAnnuity
rows_after(const LfAmortPlan *p, int32_t skipped)
{
    LfAnnuity a = {.count = p->n - skipped,
                   .balloon_apart = p->total > p->n,
                   .first = skipped == 0 ? p->first : p->rest,
                   .rest = p->rest,
                   .each = p->each != NULL ? p->each + skipped : NULL};

    return a;
}

typedef struct Walk {
    const LfAmortPlan *plan;
    LfRows *rows;
    int64_t level;
    int64_t balance;
    int64_t after_first; /* balance after the row that takes the residue */
    int32_t residue_row; /* -1: none but the last */
} Walk;

/* Principal of one row after the grace, not the last. */
static lf_status
row_principal(const Walk *w, int32_t k, int64_t interest, int64_t *principal, LfFault *why)
{
    lf_int128 part = (lf_int128)w->level - interest;

    if (k == w->residue_row)
        part = (lf_int128)w->balance - w->after_first;
    if (part < 0 && !w->plan->loan->terms.negative_amortization)
        return lf_plan_too_low(w->plan, k, (int64_t)(part + interest), interest, why);
    if (part > w->balance)
        part = w->balance;
    *principal = (int64_t)part;
    return LF_OK;
}

static lf_status
walk_row(Walk *w, int32_t k, LfFault *why)
{
    const LfTerms *t = &w->plan->loan->terms;
    int64_t interest, principal = 0;

    if (lf_rate_interest(lf_plan_rate(w->plan, k), w->balance, t->rounding, &interest) != LF_OK)
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "interest");
    if (k == w->plan->total - 1)
        principal = w->balance;
    else if (k >= t->grace)
        LF_TRY(row_principal(w, k, interest, &principal, why));
    w->rows->principal[k] = principal;
    w->rows->interest[k] = interest;
    if (__builtin_sub_overflow(w->balance, principal, &w->balance))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "balance");
    return LF_OK;
}

/* Whether row k has the level payment and the rate of all rows after it. */
static bool
is_plain(const Walk *w, int32_t k)
{
    const LfAmortPlan *p = w->plan;

    return p->each == NULL && k >= p->loan->terms.grace && k != w->residue_row &&
           (k > 0 || (p->first.num == p->rest.num && p->first.den == p->rest.den));
}

/*
 * The plain rows from k on, and the last, of one rate, without a division a row;
 * stops before the first row that needs the general rules.
 */
static int32_t
walk_quickly(Walk *w, int32_t k)
{
    int32_t last = w->plan->total - 1;
    int64_t *principals = w->rows->principal, *interests = w->rows->interest;
    int64_t balance = w->balance, level = w->level;
    LfQuickRate made;

    if (!lf_quick_rate_make(w->plan->rest, balance, w->plan->loan->terms.rounding, &made))
        return k;

    const LfQuickRate quick = made; /* never pointed to: stays in registers */

    for (; k < last; k++) {
        int64_t interest = lf_quick_interest(&quick, balance);
        int64_t principal = level - interest;

        if (principal < 0 || principal > balance)
            break;
        principals[k] = principal;
        interests[k] = interest;
        balance -= principal;
    }
    if (k == last) {
        principals[k] = balance;
        interests[k++] = lf_quick_interest(&quick, balance);
        balance = 0;
    }
    w->balance = balance;
    return k;
}

lf_status
lf_form_annuity(const LfAmortPlan *p, LfSchedule *out, LfFault *why)
{
    const LfLoan *loan = p->loan;
    const LfTerms *t = &loan->terms;
    Walk w = {.plan = p, .rows = &out->rows, .balance = loan->principal, .residue_row = -1};
    LfAnnuity a = rows_after(p, t->grace);

    if (loan->has_payment)
        w.level = loan->payment;
    else
        LF_TRY(lf_solve_level(&a, loan->principal, t->balloon, lf_plan_unit(p), t->payment_rounding,
                              &w.level, why));
    if (t->residue == LF_RESIDUE_FIRST && t->grace < p->total - 1) {
        a = rows_after(p, t->grace + 1);
        w.residue_row = t->grace;
        LF_TRY(lf_solve_balance(&a, w.level, t->balloon, t->rounding, &w.after_first, why));
    }
    out->terms.level = w.level;
    for (int32_t k = 0; k < p->total;) {
        int32_t plain = is_plain(&w, k) ? walk_quickly(&w, k) : k;

        if (plain == k)
            LF_TRY(walk_row(&w, k++, why));
        else
            k = plain;
    }
    return LF_OK;
}
