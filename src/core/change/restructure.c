/*
 * Restructure: the payoff of the old, the terms of the new.
 */
#include "core/change/restructure.h"

#include "core/base/range.h"
#include "core/schedule/accrual.h"

/* The old schedule on the day. */
typedef struct Standing {
    int32_t left;     /* rows after the day, a balloon in advance apart */
    int64_t rate_e12; /* in force */
    lf_int128 payoff;
} Standing;

static lf_status
check_day(const LfSchedule *s, int32_t day, LfFault *why)
{
    int32_t first = s->start_date;

    if (s->has_terms && s->terms.has_last_change && s->terms.last_change > first)
        first = s->terms.last_change;
    if (day >= first)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_OUTSIDE_LOAN, .name = "as_of", .a = day, .b = first,
                     .c = LF_MAX_DATE);
}

/* Rows due by the day count as paid; what is overdue comes with `added`. */
static lf_status
stand(const LfSchedule *s, int32_t day, Standing *x, LfFault *why)
{
    const LfRows *rows = &s->rows;
    int32_t passed = lf_rows_until(rows->due, rows->count, day);
    lf_int128 balance = (lf_int128)s->opening - lf_column_sum(rows->principal, passed);
    int64_t interest = 0;
    LfAccrual a = {.terms = s->has_terms ? &s->terms : NULL,
                   .start_date = s->start_date,
                   .previous_due = passed > 0 ? rows->due[passed - 1] : s->start_date,
                   .balance = (int64_t)balance};

    if (!lf_fits_int64(balance))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "balance");
    if (passed < rows->count) {
        a.next_due = rows->due[passed];
        a.next_interest = rows->interest[passed];
        LF_TRY(lf_accrued_interest(&a, day, &interest, why));
    }
    x->left = rows->count - passed;
    if (s->has_terms && s->terms.in_advance && s->terms.balloon > 0 && x->left > 1)
        x->left--;
    x->rate_e12 = s->has_terms ? lf_terms_rate_on(&s->terms, day) : 0;
    x->payoff = balance + interest;
    return LF_OK;
}

/* Terms that go on: the form, the day count, the period, roundings. */
static LfTerms
terms_taken_over(const LfSchedule *s, const LfRestructure *ask)
{
    LfTerms t = {.period = {.months = 1}};

    if (s->has_terms)
        t = s->terms;
    t.in_advance = t.has_last_change = false;
    t.changes = NULL;
    t.change_count = t.last_change = 0;
    t.restructured = true;
    t.has_first_due = ask->has_first_due;
    t.first_due = ask->first_due;
    t.grace = ask->grace;
    t.balloon = ask->balloon;
    if (ask->has_method)
        t.method = ask->method;
    if (t.method == LF_INTEREST_ONLY)
        t.payment_unit = 0;
    return t;
}

lf_status
lf_restructure(const LfSchedule *s, int32_t as_of, const LfRestructure *ask, LfLoan *loan,
               LfFault *why)
{
    Standing x;
    lf_int128 principal;

    LF_TRY(check_day(s, as_of, why));
    if (!s->has_terms && (!ask->has_rate || !ask->has_periods))
        return LF_REFUSE(why, LF_ERR_RESTRUCTURE_TERMS,
                         .name = ask->has_rate ? "periods" : "annual_rate");
    LF_TRY(stand(s, as_of, &x, why));
    principal = x.payoff + ask->added;
    if (principal == 0 && x.left == 0 && s->rows.count > 0) /* there is nothing to repay */
        return LF_REFUSE(why, LF_ERR_OUTSIDE_LOAN, .name = "as_of", .a = as_of, .b = s->start_date,
                         .c = (int64_t)s->rows.due[s->rows.count - 1] - 1);
    if (!lf_fits_int64(principal))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "principal");
    *loan = (LfLoan){.currency = s->currency,
                     .principal = (int64_t)principal,
                     .start_date = as_of,
                     .fee = ask->fee,
                     .has_payment = ask->has_payment,
                     .payment = ask->payment,
                     .terms = terms_taken_over(s, ask)};
    loan->terms.rate_e12 = ask->has_rate ? ask->rate_e12 : x.rate_e12;
    loan->terms.periods = ask->has_periods ? ask->periods : x.left;
    return lf_loan_check(loan, why);
}
