/*
 * Amort: every row of random loans by the rules written out again with one
 * exact rate a row, and the limits.
 */
#include "core/amort/amort.h"

#include <string.h>

#include "core/rate/rate.h"
#include "core/rate/solver.h"
#include "test/unit/loans.h"
#include "test/unit/tap.h"

static LoanRoom room;

/* The fraction of a year of period k (from 0): row k's, or the one after the last. */
static LfFraction
fraction_of(const LfLoan *loan, int32_t k)
{
    const LfTerms *t = &loan->terms;
    int64_t at = t->in_advance ? k : k + 1;
    int32_t from, to;

    if (t->in_advance && k == 0)
        return (LfFraction){0, 1};
    if (t->has_first_due) {
        to = (int32_t)lf_date_add(t->first_due, t->period, k);
        from = k == 0 ? loan->start_date : (int32_t)lf_date_add(t->first_due, t->period, k - 1);
    } else {
        to = (int32_t)lf_date_add(loan->start_date, t->period, at);
        from = (int32_t)lf_date_add(loan->start_date, t->period, at - 1);
        if (at == 1)
            from = loan->start_date; /* no month's end moves it */
    }
    if (t->day_count != LF_PERIODIC)
        return lf_year_fraction(t->day_count, from, to, false);
    if (k == 0 && t->has_first_due) {
        if (t->period.months > 0)
            return lf_year_fraction(LF_30_360, from, to, false);
        return (LfFraction){to - from, t->period.days % 7 == 0 ? 364 : 360};
    }
    if (t->period.months > 0)
        return (LfFraction){t->period.months, 12};
    if (t->period.days % 7 == 0)
        return (LfFraction){t->period.days / 7, 52};
    return (LfFraction){t->period.days, 360};
}

static bool
interest_of(const LfLoan *loan, int32_t k, int64_t balance, int64_t *interest)
{
    LfFraction f = fraction_of(loan, k);

    return lf_muldiv_round(balance, (lf_int128)loan->terms.rate_e12 * f.num, LF_RATE_ONE * f.den,
                           loan->terms.rounding, interest) == LF_OK;
}

/* The annuity's factors from row `from` on, a rate a row, unreduced. */
static LfAnnuity
annuity_from(const LfLoan *loan, int32_t from, LfRate *each)
{
    int32_t rows = lf_loan_rows(loan);

    for (int32_t k = from; k < rows; k++) {
        LfFraction f = fraction_of(loan, k);

        each[k - from] =
            lf_rate_reduce((LfRate){(lf_int128)loan->terms.rate_e12 * f.num, LF_RATE_ONE * f.den});
    }
    return (LfAnnuity){.count = loan->terms.periods - from,
                       .balloon_apart = rows > loan->terms.periods,
                       .each = each};
}

static int64_t
unit_of(const LfLoan *loan)
{
    return loan->terms.payment_unit > 0 ? loan->terms.payment_unit : 1;
}

/* The level amount of the form; INT64_MIN where it does not fit. */
static int64_t
level_of(const LfLoan *loan)
{
    static LfRate each[LF_MAX_LOAN_ROWS];
    const LfTerms *t = &loan->terms;
    LfAnnuity a;
    LfFault why;
    int64_t level = INT64_MIN;

    if (t->method == LF_INTEREST_ONLY)
        return 0;
    if (loan->has_payment)
        return loan->payment;
    if (t->method == LF_EQUAL_PRINCIPAL)
        return unit_of(loan) *
               (int64_t)lf_div_round(loan->principal - t->balloon,
                                     (lf_int128)(t->periods - t->grace) * unit_of(loan),
                                     t->payment_rounding);
    a = annuity_from(loan, t->grace, each);
    (void)lf_solve_level_exact(&a, loan->principal, t->balloon, unit_of(loan), t->payment_rounding,
                               &level, &why);
    return level;
}

/* What is owed after the first row past the grace, where that takes the residue. */
static int64_t
balance_after_first(const LfLoan *loan, int64_t level)
{
    static LfRate each[LF_MAX_LOAN_ROWS];
    LfAnnuity a = annuity_from(loan, loan->terms.grace + 1, each);
    LfFault why;
    int64_t balance = INT64_MIN;

    (void)lf_solve_balance(&a, level, loan->terms.balloon, loan->terms.rounding, &balance, &why);
    return balance;
}

/* Principal of row k by the rules; `level` principal is already made. */
static lf_int128
principal_of(const LfLoan *loan, int32_t k, int64_t level, int64_t balance, int64_t interest)
{
    const LfTerms *t = &loan->terms;
    int32_t rows = lf_loan_rows(loan);
    bool first = t->residue == LF_RESIDUE_FIRST && t->method != LF_INTEREST_ONLY;
    lf_int128 part = 0;

    if (t->method == LF_EQUAL_PRINCIPAL && first) {
        /* the rows behind this one were filled first */
        lf_int128 behind = (lf_int128)level * (t->periods - 1 - k),
                  whole = loan->principal - t->balloon;
        lf_int128 left = whole > behind ? whole - behind : 0;

        part = k < t->grace || k >= t->periods ? 0
               : k == t->grace                 ? left
               : level < left                  ? level
                                               : left;
        return k == rows - 1 ? part + t->balloon : part;
    }
    if (k == rows - 1)
        return balance;
    if (k < t->grace)
        return 0;
    if (t->method == LF_ANNUITY && first && k == t->grace)
        part = (lf_int128)balance - balance_after_first(loan, level);
    else if (t->method == LF_ANNUITY)
        part = (lf_int128)level - interest;
    else if (t->method == LF_EQUAL_PRINCIPAL)
        part = level;
    return part < balance ? part : balance;
}

/* Whether the rows, or the refusal, are what the rules say. */
static bool
is_right(const LfLoan *loan, const LfSchedule *s, lf_status status, const LfFault *why)
{
    int64_t level = level_of(loan), balance = loan->principal, interest;

    if (level == INT64_MIN)
        return status == LF_ERR_OVERFLOW || status == LF_ERR_RATE_PERIOD;
    for (int32_t k = 0; k < lf_loan_rows(loan); k++) {
        lf_int128 principal;

        if (!interest_of(loan, k, balance, &interest))
            return status == LF_ERR_OVERFLOW;
        principal = principal_of(loan, k, level, balance, interest);
        if (principal < 0 && k < lf_loan_rows(loan) - 1 && !loan->terms.negative_amortization)
            return status == LF_ERR_PAYMENT_BELOW_INTEREST && why->a == k + 1;
        if (!lf_fits_int64((lf_int128)balance - principal))
            return status == LF_ERR_OVERFLOW;
        if (status == LF_OK &&
            (s->rows.interest[k] != interest || s->rows.principal[k] != principal))
            return false;
        balance -= (int64_t)principal;
    }
    return status == LF_ERR_OVERFLOW ||
           (status == LF_OK && s->terms.level == level && balance == 0);
}

/* What holds for every form. */
static bool
is_sound(const LfLoan *loan, const LfSchedule *s)
{
    LfDueCalendar c = lf_due_calendar(&loan->terms, loan->start_date);
    LfFault why;

    if (lf_schedule_check(s, &why) != LF_OK || s->rows.count != lf_loan_rows(loan) ||
        s->opening != loan->principal || s->start_date != loan->start_date || !s->has_terms)
        return false;
    for (int32_t k = 0; k < s->rows.count; k++)
        if (s->rows.due[k] != lf_date_add(c.base, c.period, c.first + k) ||
            s->rows.fee[k] != loan->fee)
            return false;
    return true;
}

/* Add-on forms: the total interest is found first, the rows share it. */
static bool
shares_interest(const LfLoan *loan, const LfSchedule *s)
{
    lf_int128 num = 0;
    int64_t den = 1, total, n = loan->terms.periods;

    for (int32_t k = 0; k < n; k++) {
        LfFraction f = fraction_of(loan, loan->terms.in_advance ? k + 1 : k);

        /* all but a broken first one share a denominator, which divides its own */
        if (f.den > den) {
            num *= f.den / den;
            den = f.den;
        }
        num += (lf_int128)f.num * (den / f.den);
    }
    if (lf_muldiv_round(loan->principal, loan->terms.rate_e12 * num, LF_RATE_ONE * den,
                        loan->terms.rounding, &total) != LF_OK)
        return false;
    if (lf_column_sum(s->rows.interest, s->rows.count) != total)
        return false;
    for (int64_t k = 0, so_far = 0; k < n && loan->terms.method == LF_RULE_OF_78; k++) {
        so_far += s->rows.interest[k];
        if (so_far != lf_div_round((lf_int128)total * ((k + 1) * (2 * n - k)), n * (n + 1),
                                   loan->terms.rounding))
            return false;
    }
    return true;
}

static void
test_random_loans(void)
{
    int unsound = 0, wrong = 0, unshared = 0, surprising = 0;
    int made[LF_METHODS] = {0}, refused = 0;

    for (int i = 0; i < 60000; i++) {
        LfLoan loan = random_loan();
        LfSchedule s = loan_schedule(&room);
        LfFault why = {0};
        lf_status status = lf_amortize(&loan, true, &s, &why);
        bool addon = loan.terms.method == LF_FLAT || loan.terms.method == LF_RULE_OF_78;

        if (status == LF_OK) {
            made[loan.terms.method]++;
            unsound += !is_sound(&loan, &s);
            unshared += addon && !shares_interest(&loan, &s);
        } else {
            refused++;
            surprising += status != LF_ERR_PAYMENT_BELOW_INTEREST && status != LF_ERR_OVERFLOW &&
                          status != LF_ERR_RATE_PERIOD;
            surprising += why.status != status;
        }
        if (!addon)
            wrong += !is_right(&loan, &s, status, &why);
    }
    is_i64(unsound, 0, "schedules of random loans pass the gate and follow their calendar");
    is_i64(wrong, 0, "rows of annuities, equal principal and interest only follow the rules");
    is_i64(unshared, 0, "rows of flat and rule of 78 share the total interest");
    is_i64(surprising, 0, "a random loan is refused for its payment, its rate or its size only");
    for (int m = 0; m < LF_METHODS; m++)
        ok(made[m] > 1000, "%s is among them (%d)", lf_method_name((LfMethod)m), made[m]);
    ok(refused > 500, "so are refusals (%d)", refused);
}

static LfLoan
plain_loan(void)
{
    return (LfLoan){
        .principal = 10000000,
        .start_date = lf_date_from_civil((LfCivil){2024, 1, 15}),
        .terms = {.period = {.months = 1}, .periods = 12, .rate_e12 = LF_RATE_ONE / 20}};
}

static lf_status
amortize(LfLoan loan, LfSchedule *s)
{
    LfFault why;
    lf_status status = lf_loan_check(&loan, &why);

    *s = loan_schedule(&room);
    return status == LF_OK ? lf_amortize(&loan, true, s, &why) : status;
}

static void
test_known_loans(void)
{
    LfLoan loan = plain_loan();
    LfSchedule s;

    ok(amortize(loan, &s) == LF_OK && s.terms.level == 856075 && s.rows.interest[0] == 41667,
       "100,000.00 at 5 %% over 12 months is 8,560.75 a month, 416.67 of it interest");
    loan = (LfLoan){.principal = 3429500,
                    .terms = {.period = {.months = 1},
                              .periods = 36,
                              .rate_e12 = 3 * LF_RATE_ONE / 100,
                              .in_advance = true,
                              .balloon = 2400000}};
    ok(amortize(loan, &s) == LF_OK && s.terms.level == 35849 && s.rows.count == 37 &&
           s.rows.interest[0] == 0,
       "34,295 in advance with 24,000 left is 358.49 a month");
    loan = plain_loan();
    loan.terms.has_first_due = true;
    loan.terms.first_due = lf_date_from_civil((LfCivil){2024, 2, 15});
    ok(amortize(loan, &s) == LF_OK && !s.terms.has_first_due && s.terms.level == 856075,
       "a first due date a period after the start is none");
}

static void
test_limits(void)
{
    LfLoan loan = plain_loan();
    LfSchedule s;

    loan.principal = LF_MAX_MONEY;
    loan.terms.periods = LF_MAX_PERIODS;
    loan.terms.negative_amortization = true; /* a century's rule of 78 begins below its interest */
    for (int m = 0; m < LF_METHODS; m++) {
        loan.terms.method = (LfMethod)m;
        ok(amortize(loan, &s) == LF_OK && is_sound(&loan, &s), "%s: 1,200 rows of 9e16 are exact",
           lf_method_name((LfMethod)m));
        for (int single = 0; single < 2; single++) {
            LfLoan one = plain_loan();

            one.terms.method = (LfMethod)m;
            one.principal = 1;
            one.terms.negative_amortization = true;
            one.terms.periods = single ? 1 : LF_MAX_PERIODS;
            ok(amortize(one, &s) == LF_OK && is_sound(&one, &s), "%s: one minor unit over %d rows",
               lf_method_name((LfMethod)m), one.terms.periods);
        }
        loan.terms.rate_e12 = 0;
        ok(amortize(loan, &s) == LF_OK && is_sound(&loan, &s) &&
               lf_column_sum(s.rows.interest, s.rows.count) == 0,
           "%s: rate 0 bears nothing", lf_method_name((LfMethod)m));
        loan.terms.rate_e12 = 1 - LF_RATE_ONE;
        ok(amortize(loan, &s) == LF_OK && is_sound(&loan, &s), "%s: a rate just above -1",
           lf_method_name((LfMethod)m));
        loan.terms.rate_e12 = LF_RATE_ONE / 20;
    }
    loan = plain_loan();
    loan.terms.rate_e12 = LF_MAX_RATE_E12;
    loan.terms.periods = LF_MAX_PERIODS;
    ok(amortize(loan, &s) == LF_OK && is_sound(&loan, &s), "1,200 rows at a rate of 1,000");
    loan.principal = LF_MAX_MONEY;
    loan.terms.period.months = LF_MAX_PERIOD_MONTHS;
    loan.terms.periods = 2;
    ok(amortize(loan, &s) == LF_ERR_OVERFLOW, "a century at 1,000 on 9e16 leaves 64 bits");
}

static void
test_low_payment(void)
{
    LfLoan loan = plain_loan();
    LfSchedule s = loan_schedule(&room);
    LfFault why = {0};

    loan.has_payment = true;
    loan.payment = 41666;
    ok(lf_amortize(&loan, true, &s, &why) == LF_ERR_PAYMENT_BELOW_INTEREST && why.a == 1 &&
           why.b == 41666 && why.c == 41667,
       "a payment below its interest is refused with its row and both amounts");
    loan.terms.negative_amortization = true;
    ok(lf_amortize(&loan, true, &s, &why) == LF_OK && s.rows.principal[0] == -1 &&
           is_sound(&loan, &s),
       "unless unpaid interest may be capitalised");
}

int
main(void)
{
    random_begin();
    test_random_loans();
    test_known_loans();
    test_limits();
    test_low_payment();
    return done_testing();
}
