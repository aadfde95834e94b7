/*
 * Amort: makes the plan of a loan and hands it to the form.
 */
#include "core/amort/amort.h"

#include "core/amort/plan.h"

/* Rows of such a loan stay far below 64 bits: a period's rate is at most 1 and
 * the debt cannot grow, so no interest exceeds the principal. */
static bool
is_moderate(const LfLoan *loan)
{
    const LfTerms *t = &loan->terms;

    return loan->principal < LF_MAX_MONEY / 10 && t->rate_e12 < LF_RATE_ONE &&
           t->day_count == LF_PERIODIC && t->period.months <= 12 && t->period.days <= 360 &&
           !t->has_first_due && !t->negative_amortization &&
           (!loan->has_payment || loan->payment < LF_MAX_MONEY);
}

static lf_status
fill_form(const LfAmortPlan *p, LfSchedule *out, LfFault *why)
{
    switch (p->loan->terms.method) {
    case LF_ANNUITY:
        return lf_form_annuity(p, out, why);
    case LF_EQUAL_PRINCIPAL:
    case LF_INTEREST_ONLY:
        return lf_form_principal(p, out, why);
    case LF_FLAT:
    case LF_RULE_OF_78:
        break;
    }
    return lf_form_addon(p, out, why);
}

static void
fill(int64_t *column, int32_t count, int64_t value)
{
    for (int32_t k = 0; k < count; k++)
        column[k] = value;
}

lf_status
lf_amortize(const LfLoan *loan, bool with_dates, LfSchedule *out, LfFault *why)
{
    LfRate each[LF_MAX_LOAN_ROWS];
    LfAmortPlan plan;
    lf_status status = lf_plan_make(loan, with_dates, out->rows.due, each, &plan, why);

    out->currency = loan->currency;
    out->opening = loan->principal;
    out->start_date = loan->start_date;
    out->has_terms = true;
    out->terms = loan->terms;
    out->rows.count = plan.total;
    fill(out->rows.fee, plan.total, loan->fee);
    if (status == LF_OK)
        status = fill_form(&plan, out, why);
    /* only amounts near the edge of 64 bits can fail here */
    return status == LF_OK && !is_moderate(loan) ? lf_schedule_check_money(out, why) : status;
}
