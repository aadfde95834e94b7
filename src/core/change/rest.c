/*
 * Rest: due dates and rates of the later rows, the level amount, the rows.
 *
 * Where the annual rate is the same from the second row on and periods count
 * whole, two rates serve all rows, as in a new loan; else each row has its own.
 */
#include "core/change/rest.h"

#include <string.h>

#include "core/rate/solver.h"
#include "core/schedule/accrual.h"

/* Whether the annual rate changes between two days, the first not counted. */
static bool
changes_between(const LfTerms *t, int32_t from, int32_t to)
{
    for (int32_t i = 0; i < t->change_count; i++)
        if (t->changes[i].from > from && t->changes[i].from < to)
            return true;
    return false;
}

/* A whole period from row to row. */
static LfRate
whole_rate(const LfTerms *t, int32_t from, int32_t to)
{
    return lf_rate_make(lf_terms_rate_on(t, from),
                        t->day_count == LF_PERIODIC
                            ? lf_period_fraction(t->period)
                            : lf_year_fraction(t->day_count, from, to, false));
}

static lf_status
check_rate(LfRate rate, int32_t row, LfFault *why)
{
    if (rate.num > -(lf_int128)rate.den)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_RATE_PERIOD, .a = row + 1);
}

/* The rate from one day to the next due date: whole, or a part, or of several annual rates. */
static lf_status
part_rate(const LfRest *r, int32_t from, int32_t to, LfRate *rate, LfFault *why)
{
    const LfSchedule *s = &r->out->s;

    if (from >= to) /* in advance the first row falls on the start */
        *rate = (LfRate){0, 1};
    else if (!lf_accrual_rate(&s->terms, s->start_date, from, to, rate))
        return lf_overflow("rate of a period", why);
    return LF_OK;
}

/* Row 0, which may begin on the due date before it. */
static lf_status
first_rate(LfRest *r, int32_t to, LfFault *why)
{
    const LfSchedule *s = &r->out->s;

    if (r->known_count == 0 || r->kept == 0 || r->kept != r->passed ||
        r->from != s->rows.due[r->kept - 1])
        return part_rate(r, r->from, to, &r->first, why);
    if (lf_accrual_rate_between(&s->terms, r->from, to, &r->first))
        return LF_OK;
    return lf_overflow("rate of a period", why);
}

static lf_status
each_rate(LfRest *r, const int32_t *due, LfFault *why)
{
    const LfTerms *t = &r->out->s.terms;

    r->each[0] = r->first;
    for (int32_t k = 1; k < r->count; k++) {
        if (changes_between(t, due[k - 1], due[k]))
            LF_TRY(part_rate(r, due[k - 1], due[k], &r->each[k], why));
        else
            r->each[k] = whole_rate(t, due[k - 1], due[k]);
        LF_TRY(check_rate(r->each[k], r->kept + k, why));
    }
    return LF_OK;
}

static lf_status
fill_dates(LfRest *r, int32_t *due, LfFault *why)
{
    const LfSchedule *s = &r->out->s;
    LfDueCalendar c = lf_due_calendar(&s->terms, s->start_date);

    if (r->passed + r->count - r->apart > LF_MAX_PERIODS) {
        return LF_REFUSE(why, LF_ERR_LIMIT, .name = "periods", .a = r->passed + r->count - r->apart,
                         .c = LF_MAX_PERIODS);
    }
    int32_t known = r->known_count < r->count ? r->known_count : r->count;

    c.first += r->passed;
    if (!lf_due_in_range(c, r->count)) {
        return LF_REFUSE(why, LF_ERR_DATE_RANGE, .name = "due date",
                         .a = lf_due_date(c, r->count - 1));
    }
    if (known > 0)
        memcpy(due, r->known, (size_t)known * sizeof(int32_t));
    c.first += known;
    lf_due_fill(c, r->count - known, due + known);
    return LF_OK;
}

lf_status
lf_rest_prepare(LfRest *r, LfFault *why)
{
    const LfTerms *t = &r->out->s.terms;
    int32_t *due = r->out->s.rows.due + r->kept;

    if (r->count == 0)
        return LF_OK;
    LF_TRY(fill_dates(r, due, why));
    LF_TRY(first_rate(r, due[0], why));
    LF_TRY(check_rate(r->first, r->kept, why));
    r->uniform = t->day_count == LF_PERIODIC && !changes_between(t, due[0], due[r->count - 1]);
    if (!r->uniform)
        return each_rate(r, due, why);
    r->others = whole_rate(t, due[0], due[0]);
    return r->count > 1 ? check_rate(r->others, r->kept + 1, why) : LF_OK;
}

static lf_status
interest_of(const LfRest *r, int32_t k, int64_t balance, int64_t *interest, LfFault *why)
{
    if (lf_rate_interest(lf_rest_rate(r, k), balance, r->out->s.terms.rounding, interest) == LF_OK)
        return LF_OK;
    return lf_overflow("interest", why);
}

/* What is owed after the held rows. */
static lf_status
balance_after_hold(const LfRest *r, int64_t *balance, LfFault *why)
{
    int64_t interest;

    *balance = r->balance;
    for (int32_t k = 0; k < r->hold && r->capitalize; k++) {
        LF_TRY(interest_of(r, k, *balance, &interest, why));
        if (!lf_add64(*balance, interest, balance))
            return lf_overflow("balance", why);
    }
    return LF_OK;
}

lf_status
lf_rest_solve(LfRest *r, LfFault *why)
{
    const LfTerms *t = &r->out->s.terms;
    int32_t skipped = r->hold + r->grace, sharing = r->count - skipped - r->apart;
    int64_t balance, balloon;
    LfAnnuity a = {.count = sharing,
                   .balloon_apart = r->apart,
                   .first = skipped == 0 ? r->first : r->others,
                   .rest = r->others,
                   .each = r->uniform ? NULL : r->each + skipped};

    LF_TRY(balance_after_hold(r, &balance, why));
    if (t->method == LF_INTEREST_ONLY || balance <= 0)
        return LF_OK;
    if (sharing < 1) { /* the last row takes it all */
        r->level = 0;
        return LF_OK;
    }
    balloon = t->balloon < balance ? t->balloon : balance;
    if (t->method == LF_ANNUITY)
        return lf_solve_level(&a, balance, balloon, lf_rest_unit(r), t->payment_rounding, &r->level,
                              why);

    lf_int128 units = lf_div_round((lf_int128)balance - balloon,
                                   (lf_int128)sharing * lf_rest_unit(r), t->payment_rounding);

    return lf_mul64((int64_t)units, lf_rest_unit(r), &r->level)
               ? LF_OK
               : lf_overflow("principal of a row", why);
}

lf_status
lf_rest_put_row(LfRest *r, int32_t k, int64_t principal, int64_t interest, int64_t *balance,
                LfFault *why)
{
    LfRows *rows = &r->out->s.rows;

    rows->principal[r->kept + k] = principal;
    rows->interest[r->kept + k] = interest;
    rows->count = r->kept + k + 1;
    if (__builtin_sub_overflow(*balance, principal, balance))
        return lf_overflow("balance", why);
    return LF_OK;
}

static lf_status
too_low(const LfRest *r, int32_t k, int64_t payment, int64_t interest, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_PAYMENT_BELOW_INTEREST,
                     .scale = lf_currency_scale(r->out->s.currency), .a = r->kept + k + 1,
                     .b = payment, .c = interest);
}

/* Principal of a row that shares the level amount, not the last. */
static lf_status
level_principal(const LfRest *r, int32_t k, int64_t interest, int64_t balance, int64_t *principal,
                LfFault *why)
{
    const LfTerms *t = &r->out->s.terms;
    lf_int128 part = r->level;

    if (t->method == LF_INTEREST_ONLY)
        part = 0;
    else if (t->method == LF_ANNUITY) {
        part -= interest;
        if (part < 0 && !t->negative_amortization)
            return too_low(r, k, r->level, interest, why);
    }
    *principal = part > balance ? balance : (int64_t)part;
    return LF_OK;
}

/* Whether row k pays the level amount of an annuity at the rate of all rows after it. */
static bool
is_plain(const LfRest *r, int32_t k)
{
    return r->uniform && r->out->s.terms.method == LF_ANNUITY && k >= r->hold + r->grace &&
           (k > 0 || (r->first.num == r->others.num && r->first.den == r->others.den));
}

/* Plain rows from k on but the last, without a division a row; stops before the first that needs
 * the general rules. */
static int32_t
fill_quickly(LfRest *r, int32_t k, int64_t *owed)
{
    LfRows *rows = &r->out->s.rows;
    int64_t *principals = rows->principal + r->kept, *interests = rows->interest + r->kept;
    int64_t balance = *owed, level = r->level;
    LfQuickRate made;

    if (!lf_quick_rate_make(r->others, balance, r->out->s.terms.rounding, &made))
        return k;

    const LfQuickRate quick = made; /* never pointed to: stays in registers */

    for (; k < r->count - 1; k++) {
        int64_t interest = lf_quick_interest(&quick, balance);
        int64_t principal = level - interest;

        if (principal < 0 || principal >= balance)
            break;
        principals[k] = principal;
        interests[k] = interest;
        balance -= principal;
    }
    *owed = balance;
    rows->count = r->kept + k;
    return k;
}

lf_status
lf_rest_fill(LfRest *r, LfFault *why)
{
    int64_t balance = r->balance, interest, principal;

    for (int32_t k = 0; k < r->count && balance != 0; k++) {
        if (is_plain(r, k) && balance > 0)
            k = fill_quickly(r, k, &balance);
        LF_TRY(interest_of(r, k, balance, &interest, why));
        principal = 0;
        if (k == r->count - 1)
            principal = balance;
        else if (k < r->hold)
            principal = r->capitalize ? -interest : 0;
        else if (k >= r->hold + r->grace)
            LF_TRY(level_principal(r, k, interest, balance, &principal, why));
        LF_TRY(lf_rest_put_row(r, k, principal, interest, &balance, why));
    }
    return LF_OK;
}

lf_status
lf_rest_fill_given(LfRest *r, const int64_t *given, bool by_principal, LfFault *why)
{
    int64_t balance = r->balance, interest;

    for (int32_t k = 0; k < r->count && balance != 0; k++) {
        lf_int128 principal;

        LF_TRY(interest_of(r, k, balance, &interest, why));
        principal = by_principal ? given[k] : (lf_int128)given[k] - interest;
        if (k == r->count - 1 || principal > balance)
            principal = balance;
        if (!lf_fits_int64(principal))
            return lf_overflow("principal of a row", why);
        LF_TRY(lf_rest_put_row(r, k, (int64_t)principal, interest, &balance, why));
    }
    return LF_OK;
}

lf_status
lf_rest_fill_open(LfRest *r, bool *paid, LfFault *why)
{
    int64_t balance = r->balance, interest;

    for (int32_t k = 0; k < r->count && balance != 0; k++) {
        lf_int128 principal = 0;

        LF_TRY(interest_of(r, k, balance, &interest, why));
        if (k >= r->grace) {
            principal = (lf_int128)r->level - interest;
            if (principal <= 0) {
                (void)too_low(r, k, r->level, interest, why);
                why->status = LF_ERR_TERM_ENDLESS;
                return why->status;
            }
        }
        if (principal > balance)
            principal = balance;
        LF_TRY(lf_rest_put_row(r, k, (int64_t)principal, interest, &balance, why));
    }
    *paid = balance == 0;
    return LF_OK;
}
