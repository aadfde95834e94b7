/*
 * Equal principal 等额本金 and interest only 先息后本: principal by rule,
 * interest on what is owed.
 */
#include "core/amort/plan.h"

/* round(amount / (rows * unit)) * unit */
static lf_status
level_principal(const LfAmortPlan *p, int64_t *level, LfFault *why)
{
    const LfTerms *t = &p->loan->terms;
    lf_int128 d = (lf_int128)(p->n - t->grace) * lf_plan_unit(p);
    lf_int128 units =
        lf_div_round((lf_int128)p->loan->principal - t->balloon, d, t->payment_rounding);

    if (!lf_mul64((int64_t)units, lf_plan_unit(p), level))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "principal of a row");
    return LF_OK;
}

static int64_t
at_most(int64_t amount, int64_t left)
{
    return amount < left ? amount : left;
}

/* The residue in the last row. */
static void
fill_forward(const LfAmortPlan *p, int64_t level, int64_t *principal)
{
    int64_t left = p->loan->principal;

    for (int32_t k = 0; k < p->total; k++) {
        principal[k] = k < p->loan->terms.grace ? 0 : at_most(level, left);
        if (k == p->total - 1)
            principal[k] = left;
        left -= principal[k];
    }
}

/* The residue in the first row after the grace, the balloon with the last. */
static void
fill_backward(const LfAmortPlan *p, int64_t level, int64_t *principal)
{
    const LfTerms *t = &p->loan->terms;
    int64_t left = p->loan->principal - t->balloon;

    principal[p->total - 1] = 0;
    for (int32_t k = p->n - 1; k >= 0; k--) {
        principal[k] = k < t->grace ? 0 : k == t->grace ? left : at_most(level, left);
        left -= principal[k];
    }
    principal[p->total - 1] += t->balloon;
}

lf_status
lf_form_principal(const LfAmortPlan *p, LfSchedule *out, LfFault *why)
{
    const LfTerms *t = &p->loan->terms;
    int64_t level = 0, balance = p->loan->principal;

    if (t->method == LF_EQUAL_PRINCIPAL)
        LF_TRY(level_principal(p, &level, why));
    if (t->method == LF_EQUAL_PRINCIPAL && t->residue == LF_RESIDUE_FIRST)
        fill_backward(p, level, out->rows.principal);
    else
        fill_forward(p, level, out->rows.principal);
    out->terms.level = level;
    for (int32_t k = 0; k < p->total; k++) {
        if (lf_rate_interest(lf_plan_rate(p, k), balance, t->rounding, &out->rows.interest[k]) !=
            LF_OK)
            return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "interest");
        balance -= out->rows.principal[k];
    }
    return LF_OK;
}
