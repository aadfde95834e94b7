/*
 * Amort: makes the plan of a loan and passes it to the form; finds the number of
 * rows that a payment needs, by walking the balance down on the exact rates
 * that the schedule will have.
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

    LF_TRY(lf_plan_make(loan, with_dates, out->rows.due, each, &plan, why));
    out->currency = loan->currency;
    out->opening = loan->principal;
    out->start_date = loan->start_date;
    out->has_terms = true;
    out->due_by_terms = false; /* nothing is said of dates that may not be there */
    out->terms = loan->terms;
    out->rows.count = plan.total;
    fill(out->rows.fee, plan.total, loan->fee);
    LF_TRY(fill_form(&plan, out, why));
    /* only amounts near the edge of 64 bits can fail here */
    return is_moderate(loan) ? LF_OK : lf_schedule_check_money(out, why);
}

/* The number of rows follows only from a level payment at the end of each period. */
static lf_status
check_form(const LfLoan *loan, LfFault *why)
{
    const LfTerms *t = &loan->terms;
    const char *option = NULL;

    if (t->method != LF_ANNUITY)
        option = lf_method_name(t->method);
    else if (t->grace != 0)
        option = "grace";
    else if (t->balloon != 0)
        option = "balloon";
    else if (t->in_advance)
        option = "in_advance";
    else if (t->residue != LF_RESIDUE_LAST)
        option = "residue first";
    return option == NULL ? LF_OK : LF_REFUSE(why, LF_ERR_PERIODS_NEEDED, .name = option);
}

static lf_status
count_rows(const LfAmortPlan *p, int32_t *count, LfFault *why)
{
    const LfLoan *loan = p->loan;
    int scale = lf_currency_scale(loan->currency);
    int64_t balance = loan->principal, interest;

    for (int32_t k = 0; k < p->total; k++) {
        if (lf_rate_interest(lf_plan_rate(p, k), balance, loan->terms.rounding, &interest) != LF_OK)
            return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "interest");
        if (interest >= loan->payment)
            return LF_REFUSE(why, LF_ERR_PAYMENT_NOT_ABOVE, .scale = scale, .a = k + 1,
                             .b = loan->payment, .c = interest);
        /* a negative rate may take the difference beyond 64 bits */
        if ((lf_int128)loan->payment - interest >= balance) {
            *count = k + 1;
            return LF_OK;
        }
        balance -= loan->payment - interest;
    }
    return LF_REFUSE(why, LF_ERR_PERIODS_MANY, .scale = scale, .b = loan->payment, .c = p->total);
}

lf_status
lf_loan_find_periods(LfLoan *loan, LfFault *why)
{
    int32_t due[LF_MAX_LOAN_ROWS];
    LfRate each[LF_MAX_LOAN_ROWS];
    LfAmortPlan plan;

    LF_TRY(check_form(loan, why));
    loan->terms.periods = 1;
    LF_TRY(lf_loan_check(loan, why));
    loan->terms.periods = LF_MAX_PERIODS;
    lf_plan_lay_out(loan, false, due, each, &plan);
    LF_TRY(count_rows(&plan, &loan->terms.periods, why));
    /* the maturity is known now */
    return lf_loan_check(loan, why);
}
