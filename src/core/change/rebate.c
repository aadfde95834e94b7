/*
 * Rebate: digits of the rows left, or a balance at the actuarial rate.
 *
 * A worked one: 1,200.00 in 12 rows with interest 78.00, settled on the ninth
 * due date: rows 10, 11 and 12 have the digits 3 + 2 + 1 of 78, so 6.00 are
 * given back.
 */
#include "core/change/rebate.h"

#include "core/rate/rate.h"
#include "core/schedule/accrual.h"

static const char *const methods[] = {"rule_of_78", "actuarial"};
static const LfAlias method_aliases[] = {
    {"78法则", LF_REBATE_RULE_OF_78}, {"精算法", LF_REBATE_ACTUARIAL}, {NULL, 0}};

const LfKeywords lf_rebate_methods = {"method", methods, 2, method_aliases, 0};

/* A schedule on the day of its settlement. */
typedef struct Settling {
    const LfSchedule *s;
    int32_t day;
    int32_t passed; /* rows due by the day */
    lf_int128 balance;
    lf_int128 interest_left;
} Settling;

static int32_t
due_before(const LfSchedule *s, int32_t row)
{
    return row > 0 ? s->rows.due[row - 1] : s->start_date;
}

static lf_status
settle(const LfSchedule *s, int32_t day, Settling *x, LfFault *why)
{
    const LfRows *rows = &s->rows;

    if (day < s->start_date || rows->count == 0 || day > rows->due[rows->count - 1])
        return LF_REFUSE(why, LF_ERR_OUTSIDE_LOAN, .name = "on_date", .a = day, .b = s->start_date,
                         .c = rows->count > 0 ? rows->due[rows->count - 1] : s->start_date);
    *x = (Settling){.s = s, .day = day, .passed = lf_rows_until(rows->due, rows->count, day)};
    x->balance = (lf_int128)s->opening - lf_column_sum(rows->principal, x->passed);
    x->interest_left =
        lf_column_sum(rows->interest, rows->count) - lf_column_sum(rows->interest, x->passed);
    if (!lf_fits_int64(lf_column_sum(rows->interest, rows->count)))
        return lf_overflow("interest", why);
    return lf_fits_int64(x->balance) ? LF_OK : lf_overflow("balance", why);
}

/* A period that has begun is earned. */
static lf_int128
by_digits(const Settling *x)
{
    const LfRows *rows = &x->s->rows;
    int64_t n = rows->count, left = n - x->passed;
    LfRounding mode = x->s->has_terms ? x->s->terms.rounding : LF_HALF_UP;

    if (x->day > due_before(x->s, x->passed))
        left--;
    return lf_div_round(lf_column_sum(rows->interest, rows->count) * (left * (left + 1)),
                        (lf_int128)n * (n + 1), mode);
}

/* The rate from a day to another one inside a period, at an annual rate. */
static bool
rate_between(const LfSchedule *s, int64_t annual_e12, int32_t from, int32_t to, LfRate *rate)
{
    LfTerms t = s->terms;

    if (from >= to) {
        *rate = (LfRate){0, 1};
        return true;
    }
    if (!s->has_terms) {
        *rate = lf_rate_make(annual_e12, lf_year_fraction(LF_ACT_365, from, to, false));
        return true;
    }
    t.rate_e12 = annual_e12;
    t.change_count = 0;
    return lf_accrual_rate(&t, s->start_date, from, to, rate);
}

/* What the first `count` rows leave at an annual rate; false beyond 64 bits, `balance` then the
 * last that fits. */
static bool
roll(const LfSchedule *s, int64_t annual_e12, int32_t count, int64_t *balance)
{
    LfRounding mode = s->has_terms ? s->terms.rounding : LF_HALF_UP;

    *balance = s->opening;
    for (int32_t k = 0; k < count; k++) {
        int64_t interest;
        lf_int128 left;
        LfRate r;

        if (!rate_between(s, annual_e12, due_before(s, k), s->rows.due[k], &r) ||
            lf_rate_interest(r, *balance, mode, &interest) != LF_OK)
            return false;
        left = (lf_int128)*balance + interest - s->rows.principal[k] - s->rows.interest[k];
        if (!lf_fits_int64(left))
            return false;
        *balance = (int64_t)left;
    }
    return true;
}

/* The greatest annual rate at which the payments still repay the loan. */
static int64_t
find_rate(const LfSchedule *s)
{
    int64_t low = 0, high = LF_MAX_RATE_E12, balance;

    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;

        /* beyond 64 bits the balance keeps its sign: a debt that grows, or money left over */
        (void)roll(s, middle, s->rows.count, &balance);
        if (balance <= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* What closes an add-on loan, or one without terms, by the actuarial method. */
static lf_status
owed_at_own_rate(const Settling *x, lf_int128 *owed, LfFault *why)
{
    int64_t rate = find_rate(x->s), balance, interest;
    LfRounding mode = x->s->has_terms ? x->s->terms.rounding : LF_HALF_UP;
    LfRate r;

    if (!roll(x->s, rate, x->passed, &balance) ||
        !rate_between(x->s, rate, due_before(x->s, x->passed), x->day, &r) ||
        lf_rate_interest(r, balance, mode, &interest) != LF_OK)
        return lf_overflow("balance", why);
    *owed = (lf_int128)balance + interest;
    return LF_OK;
}

/* What closes a loan whose interest is counted on its balance: the payoff. */
static lf_status
owed_by_terms(const Settling *x, lf_int128 *owed, LfFault *why)
{
    const LfSchedule *s = x->s;
    LfAccrual a = {.terms = &s->terms,
                   .start_date = s->start_date,
                   .previous_due = due_before(s, x->passed),
                   .balance = (int64_t)x->balance};
    int64_t interest = 0;

    if (x->passed < s->rows.count)
        LF_TRY(lf_accrued_interest(&a, x->day, &interest, why));
    *owed = x->balance + interest;
    return LF_OK;
}

static bool
has_own_rate(const LfSchedule *s)
{
    return s->has_terms && s->terms.method != LF_FLAT && s->terms.method != LF_RULE_OF_78;
}

static bool
is_too_long(const LfSchedule *s)
{
    return s->rows.due[s->rows.count - 1] >
           lf_date_add(s->start_date, (LfPeriod){.months = 1}, LF_US_REBATE_MONTHS);
}

lf_status
lf_interest_rebate(const LfSchedule *s, int32_t day, LfRebateMethod method, bool us_limit,
                   LfRebate *out, LfFault *why)
{
    Settling x;
    lf_int128 rebate, owed;

    LF_TRY(settle(s, day, &x, why));
    if (us_limit && method == LF_REBATE_RULE_OF_78 && is_too_long(s))
        return LF_REFUSE(why, LF_ERR_REBATE_TERM, .a = LF_US_REBATE_MONTHS);
    if (method == LF_REBATE_RULE_OF_78)
        rebate = by_digits(&x);
    else {
        LF_TRY(has_own_rate(s) ? owed_by_terms(&x, &owed, why) : owed_at_own_rate(&x, &owed, why));
        rebate = x.balance + x.interest_left - owed;
    }
    if (!lf_fits_int64(rebate))
        return lf_overflow("rebate", why);
    out->rebate = (int64_t)rebate;
    out->settlement = x.balance + x.interest_left - rebate;
    return LF_OK;
}
