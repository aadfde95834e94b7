/*
 * Add-on forms: flat 平息 and the rule of 78.  The whole interest is found
 * first, on the first principal; the rows share it.
 */
#include "core/amort/plan.h"

typedef struct AddOn {
    const LfAmortPlan *plan;
    int64_t total_interest;
    int64_t level;
    bool level_is_payment; /* else the level is each row's principal */
    int64_t *principal;
    int64_t *interest;
} AddOn;

/* I = round(P * annual_rate * years) */
static lf_status
find_total_interest(AddOn *x, LfFault *why)
{
    const LfAmortPlan *p = x->plan;
    const LfTerms *t = &p->loan->terms;
    LfRate whole_term =
        lf_rate_make(t->rate_e12, (LfFraction){(int64_t)p->years_num, p->years_den});

    if (lf_rate_interest(whole_term, p->loan->principal, t->rounding, &x->total_interest) != LF_OK)
        return lf_overflow("interest", why);
    return LF_OK;
}

/* The level payment or principal, a multiple of the unit. */
static lf_status
find_level(AddOn *x, LfFault *why)
{
    const LfLoan *loan = x->plan->loan;
    const LfTerms *t = &loan->terms;
    int64_t n = t->periods, after_grace = n - t->grace, unit = lf_plan_unit(x->plan);
    lf_int128 amount = (lf_int128)loan->principal - t->balloon, num, den;

    x->level_is_payment = t->method == LF_RULE_OF_78 || loan->has_payment || t->payment_unit != 0;
    if (loan->has_payment) {
        x->level = loan->payment;
        return LF_OK;
    }
    if (t->method == LF_RULE_OF_78) {
        num = amount + x->total_interest;
        den = n;
    } else if (x->level_is_payment) {
        num = amount * n + (lf_int128)x->total_interest * after_grace;
        den = (lf_int128)n * after_grace;
    } else {
        num = amount;
        den = after_grace;
    }
    num = lf_div_round(num, den * unit, t->payment_rounding);
    if (!lf_fits_int64(num) || !lf_mul64((int64_t)num, unit, &x->level))
        return lf_overflow("payment", why);
    return LF_OK;
}

/* No more than is left, on the side of zero where it lies. */
static int64_t
at_most(int64_t part, int64_t left)
{
    if ((part < 0) != (left < 0))
        return left == 0 || part == 0 ? 0 : part;
    return lf_abs128(part) < lf_abs128(left) ? part : left;
}

/* round(I * k (2n - k + 1) / (n (n + 1))): interest of the first k rows */
static int64_t
digits_interest(const AddOn *x, int64_t k)
{
    int64_t n = x->plan->n;

    return (int64_t)lf_div_round((lf_int128)x->total_interest * (k * (2 * n - k + 1)), n * (n + 1),
                                 x->plan->loan->terms.rounding);
}

static void
share_interest(AddOn *x)
{
    const LfAmortPlan *p = x->plan;
    const LfTerms *t = &p->loan->terms;
    int64_t left = x->total_interest;
    int64_t part = (int64_t)lf_div_round(left, p->n, t->rounding);
    bool backward = t->residue == LF_RESIDUE_FIRST;

    if (t->method == LF_RULE_OF_78) {
        for (int32_t k = 0; k < p->n; k++)
            x->interest[k] = digits_interest(x, k + 1) - digits_interest(x, k);
        return;
    }
    if (backward)
        for (int32_t k = p->n - 1; k >= 0; k--) {
            x->interest[k] = k == 0 ? left : at_most(part, left);
            left -= x->interest[k];
        }
    for (int32_t k = 0; k < p->total && !backward; k++) {
        x->interest[k] = k == p->total - 1 ? left : at_most(part, left);
        left -= x->interest[k];
    }
    if (backward && p->total > p->n)
        x->interest[p->n] = 0;
}

/* The principal that the level amount leaves for a row, at most what is left. */
static lf_status
row_principal(const AddOn *x, int32_t k, int64_t left, int64_t *principal, LfFault *why)
{
    lf_int128 part = x->level;

    if (x->level_is_payment)
        part -= x->interest[k];
    if (part > left)
        part = left;
    if (part < 0 && k < x->plan->total - 1 && !x->plan->loan->terms.negative_amortization)
        return lf_plan_too_low(x->plan, k, (int64_t)(part + x->interest[k]), x->interest[k], why);
    *principal = (int64_t)part;
    return LF_OK;
}

static lf_status
fill_forward(AddOn *x, LfFault *why)
{
    const LfAmortPlan *p = x->plan;
    int64_t left = p->loan->principal;

    for (int32_t k = 0; k < p->total; k++) {
        x->principal[k] = 0;
        if (k == p->total - 1)
            x->principal[k] = left;
        else if (k >= p->loan->terms.grace)
            LF_TRY(row_principal(x, k, left, &x->principal[k], why));
        if (__builtin_sub_overflow(left, x->principal[k], &left))
            return lf_overflow("balance", why);
    }
    return LF_OK;
}

static lf_status
fill_backward(AddOn *x, LfFault *why)
{
    const LfAmortPlan *p = x->plan;
    const LfTerms *t = &p->loan->terms;
    int64_t left = p->loan->principal - t->balloon;

    x->principal[p->total - 1] = 0;
    for (int32_t k = p->n - 1; k >= 0; k--) {
        x->principal[k] = 0;
        if (k > t->grace)
            LF_TRY(row_principal(x, k, left, &x->principal[k], why));
        else if (k == t->grace)
            x->principal[k] = left;
        if (__builtin_sub_overflow(left, x->principal[k], &left))
            return lf_overflow("balance", why);
    }
    if (x->principal[t->grace] < 0 && t->grace < p->total - 1 && !t->negative_amortization)
        return lf_plan_too_low(p, t->grace, x->principal[t->grace] + x->interest[t->grace],
                               x->interest[t->grace], why);
    x->principal[p->total - 1] += t->balloon;
    return LF_OK;
}

lf_status
lf_form_addon(const LfAmortPlan *p, LfSchedule *out, LfFault *why)
{
    AddOn x = {.plan = p, .principal = out->rows.principal, .interest = out->rows.interest};

    LF_TRY(find_total_interest(&x, why));
    LF_TRY(find_level(&x, why));
    out->terms.level = x.level;
    share_interest(&x);
    return p->loan->terms.residue == LF_RESIDUE_FIRST ? fill_backward(&x, why)
                                                      : fill_forward(&x, why);
}
