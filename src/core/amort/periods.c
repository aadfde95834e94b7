/*
 * Periods: walks the balance of an annuity down by its payment until nothing
 * is owed, on the exact rates that the schedule will have.
 */
#include "core/amort/periods.h"

#include "core/amort/plan.h"

/* Only a level payment at the end of each period tells the number of rows. */
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
    lf_status status = check_form(loan, why);

    loan->terms.periods = 1;
    if (status == LF_OK)
        status = lf_loan_check(loan, why);
    if (status != LF_OK)
        return status;
    loan->terms.periods = LF_MAX_PERIODS;
    lf_plan_lay_out(loan, false, due, each, &plan);
    status = count_rows(&plan, &loan->terms.periods, why);
    /* the maturity is known now */
    return status == LF_OK ? lf_loan_check(loan, why) : status;
}
