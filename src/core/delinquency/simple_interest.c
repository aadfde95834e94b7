/*
 * Daily simple interest: the payments in order, each after the interest of the
 * days since the one before.
 *
 * A worked payment: 1,000.00 owed at 12 %, 30 days since the last payment, 100.00
 * are paid.  ACT/365 interest is 9.86; 100.00 pay that and 90.14 of principal.
 */
#include "core/delinquency/simple_interest.h"

#include "core/rate/rate.h"

typedef struct Walk {
    const LfSchedule *s;
    LfDayCount day_count;
    int32_t day;          /* up to which interest is earned */
    int32_t change;       /* annual rates in force by then */
    int64_t rate_e12;     /* the one in force */
    int32_t row;          /* rows due by then */
    lf_int128 fees;       /* of these rows, not yet paid */
    lf_int128 money;      /* received so far */
    lf_int128 balance;    /* B */
    lf_int128 unpaid;     /* U */
    LfSimpleState *state; /* what was paid, unapplied */
} Walk;

/* Annual rates that begin on or before a day. */
static void
pass_rates(Walk *w, int32_t day)
{
    const LfTerms *t = &w->s->terms;

    for (; w->change < t->change_count && t->changes[w->change].from <= day; w->change++)
        w->rate_e12 = t->changes[w->change].rate_e12;
}

/* The exact rate from the walk's day to another, which the walk reaches: every annual rate for
 * its own days, all over one denominator. */
static LfRate
rate_until(Walk *w, int32_t to)
{
    const LfTerms *t = &w->s->terms;
    lf_int128 num = 0;
    int64_t den = 1;

    pass_rates(w, w->day);
    while (w->day < to) {
        int32_t until = to;
        LfFraction f;

        if (w->change < t->change_count && t->changes[w->change].from < to)
            until = t->changes[w->change].from;
        f = lf_year_fraction(w->day_count, w->day, until, false);
        num += (lf_int128)w->rate_e12 * f.num;
        den = f.den;
        w->day = until;
        pass_rates(w, until);
    }
    return (LfRate){num, den};
}

/* round(B * r) of the days up to `to`. */
static lf_status
earn(Walk *w, int32_t to, lf_int128 *interest, LfFault *why)
{
    LfRate r = rate_until(w, to);
    lf_int128 product, whole = (lf_int128)r.den * LF_RATE_ONE;

    if (!lf_mul128(w->balance, r.num, &product))
        return lf_overflow("interest", why);
    *interest = lf_div_round(product, whole, w->s->terms.rounding);
    return LF_OK;
}

static lf_int128
least(lf_int128 a, lf_int128 b)
{
    return a < b ? a : b;
}

/* Fees of the rows due by a day fall due. */
static void
pass_rows(Walk *w, int32_t day)
{
    const LfRows *rows = &w->s->rows;

    for (; w->row < rows->count && rows->due[w->row] <= day; w->row++)
        w->fees += rows->fee[w->row];
}

/* Money goes to fees, interest, principal; below 0 it raises what is owed. */
static void
apply(Walk *w, lf_int128 money)
{
    LfSimpleState *state = w->state;
    lf_int128 fee, interest, principal;

    if (money < 0) {
        w->balance -= money;
        state->paid_principal += money;
        state->unapplied = 0;
        return;
    }
    fee = least(money, w->fees > 0 ? w->fees : 0);
    interest = least(money - fee, w->unpaid > 0 ? w->unpaid : 0);
    principal = least(money - fee - interest, w->balance > 0 ? w->balance : 0);
    w->fees -= fee;
    w->unpaid -= interest;
    w->balance -= principal;
    state->paid_fee += fee;
    state->paid_interest += interest;
    state->paid_principal += principal;
    state->unapplied = money - fee - interest - principal;
}

/* The payments up to the day, in order. */
static lf_status
replay(Walk *w, const LfCashflows *payments, int32_t as_of, LfFault *why)
{
    for (int32_t i = 0; i < payments->count && payments->date[i] <= as_of; i++) {
        lf_int128 interest = 0;

        LF_TRY(earn(w, payments->date[i], &interest, why));
        w->unpaid += interest;
        w->money += payments->amount[i];
        pass_rows(w, payments->date[i]);
        apply(w, payments->amount[i] + w->state->unapplied);
    }
    return LF_OK;
}

/* What the plan says: the oldest row that the money does not meet, what is overdue, what is next. */
static void
compare_with_rows(const Walk *w, int32_t as_of, LfSimpleState *state)
{
    const LfRows *rows = &w->s->rows;
    lf_int128 asked = 0, past = 0;

    if (w->balance == 0)
        return;
    for (int32_t k = 0; k < rows->count && !state->of.has_next; k++) {
        lf_int128 total = lf_row_payment(rows, k), missing;

        asked += total;
        missing = asked - w->money;
        if (rows->due[k] < as_of) {
            past = asked;
            if (missing > 0 && !state->of.has_oldest) {
                state->of.has_oldest = true;
                state->of.oldest_unpaid = rows->due[k];
                state->of.days_past_due = as_of - rows->due[k];
            }
        } else if (missing > 0) {
            state->of.has_next = true;
            state->of.next_due = rows->due[k];
            state->of.next_payment = least(missing, total);
        }
    }
    past = least(past - w->money, state->payoff);
    state->overdue = past > 0 ? past : 0;
}

lf_status
lf_simple_interest_state(const LfSchedule *s, const LfCashflows *payments, int32_t as_of,
                         LfDayCount day_count, LfSimpleState *out, LfFault *why)
{
    Walk w = {.s = s,
              .day_count = day_count,
              .day = s->start_date,
              .rate_e12 = s->has_terms ? s->terms.rate_e12 : 0,
              .balance = s->opening,
              .state = out};

    if (!s->has_terms)
        return LF_REFUSE(why, LF_ERR_NO_TERMS, .name = "simple_interest_state");
    if (day_count == LF_PERIODIC)
        return LF_REFUSE(why, LF_ERR_NOT_MEANT, .name = "simple_interest_state",
                         .text = lf_text("periodic"));
    *out = (LfSimpleState){0};
    LF_TRY(replay(&w, payments, as_of, why));
    LF_TRY(earn(&w, as_of, &out->accrued_interest, why));
    pass_rows(&w, as_of);
    out->outstanding_principal = w.balance;
    out->unpaid_interest = w.unpaid;
    out->payoff = w.balance + w.unpaid + out->accrued_interest + w.fees - out->unapplied;
    compare_with_rows(&w, as_of, out);
    return LF_OK;
}
