/*
 * Shape: the least base by bisection over whole units.
 *
 * A walk with a greater base never owes more in any row, because balance +
 * interest does not fall when the balance rises; so bisection finds the least
 * base exactly, whatever is rounded on the way.
 */
#include "core/change/shape.h"

#include "core/base/range.h"
#include "core/change/work.h"

static const char *const skip_interests[] = {"capitalize", "pay"};

const LfKeywords lf_skip_interests = {"interest", skip_interests, 2, NULL, 0};

typedef struct Shape {
    LfRest *rest;
    int64_t growth_e12;
    int32_t every;
    uint32_t months;
    bool capitalize;
} Shape;

/* The payments of a shape, row by row. */
typedef struct Payments {
    const Shape *shape;
    int64_t payment; /* of the step */
    int32_t left;    /* rows of the step */
} Payments;

static bool
is_skipped(const Shape *x, int32_t k)
{
    const LfRest *r = x->rest;

    if (x->months == 0 || k == r->count - 1)
        return false;
    return (x->months >> (lf_date_to_civil(r->out->s.rows.due[k]).month - 1) & 1) != 0;
}

/* The payment of the next row after the grace; false where it leaves 64 bits. */
static bool
next_payment(Payments *p)
{
    const Shape *x = p->shape;
    int64_t unit = lf_rest_unit(x->rest);
    lf_int128 units;

    if (p->left-- > 0)
        return true;
    p->left = x->every - 1;
    units = lf_div_round((lf_int128)p->payment * (LF_RATE_ONE + x->growth_e12),
                         (lf_int128)LF_RATE_ONE * unit, x->rest->out->s.terms.payment_rounding);
    return lf_fits_int64(units) && lf_mul64((int64_t)units, unit, &p->payment);
}

/* What the last row may pay: its share and a balloon, or the balloon apart alone. */
static lf_int128
last_share(const LfRest *r, int64_t payment)
{
    return (r->apart ? 0 : (lf_int128)payment) + r->out->s.terms.balloon;
}

/* Principal of a row other than the last. */
static lf_int128
row_principal(const Shape *x, int32_t k, int64_t payment, int64_t interest)
{
    if (is_skipped(x, k))
        return x->capitalize ? -(lf_int128)interest : 0;
    return k < x->rest->grace ? 0 : (lf_int128)payment - interest;
}

/* Whether the base repays the loan, the last row within its share. */
static bool
is_enough(const Shape *x, int64_t base)
{
    const LfRest *r = x->rest;
    int64_t balance = r->balance, interest;
    Payments p = {x, base, x->every};

    for (int32_t k = 0; k < r->count; k++) {
        lf_int128 principal;

        if (k >= r->grace && !(r->apart && k == r->count - 1) && !next_payment(&p))
            return true;
        if (lf_rate_interest(lf_rest_rate(r, k), balance, r->out->s.terms.rounding, &interest) !=
            LF_OK)
            return false;
        if (k == r->count - 1)
            return (lf_int128)balance + interest <= last_share(r, p.payment);
        principal = row_principal(x, k, p.payment, interest);
        if (principal >= balance)
            return true;
        if (!lf_fits_int64((lf_int128)balance - principal))
            return false;
        balance = (int64_t)(balance - principal);
    }
    return true;
}

/* The least base, in units. */
static lf_status
find_base(const Shape *x, int64_t *base, LfFault *why)
{
    int64_t unit = lf_rest_unit(x->rest), low = 0, high = x->rest->level;

    /* a first guess above 0 that is money: a level given with the rows may be any number */
    high = high < LF_MAX_MONEY ? high : LF_MAX_MONEY;
    high = high > 0 ? high / unit + 1 : 1;
    if (is_enough(x, 0)) {
        *base = 0;
        return LF_OK;
    }
    for (; !is_enough(x, high * unit); high *= 2) {
        if (high > LF_MAX_MONEY / unit / 2)
            return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "payment");
        low = high;
    }
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;

        if (is_enough(x, middle * unit))
            high = middle;
        else
            low = middle;
    }
    *base = high * unit;
    return LF_OK;
}

static lf_status
fill(const Shape *x, LfFault *why)
{
    const LfRest *r = x->rest;
    const LfTerms *t = &r->out->s.terms;
    int64_t balance = r->balance, interest;
    Payments p = {x, r->level, x->every};

    for (int32_t k = 0; k < r->count && balance != 0; k++) {
        lf_int128 principal;

        if (lf_rate_interest(lf_rest_rate(r, k), balance, t->rounding, &interest) != LF_OK)
            return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "interest");
        if (k >= r->grace && !next_payment(&p))
            return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "payment");
        principal = row_principal(x, k, p.payment, interest);
        if (k == r->count - 1 || principal > balance)
            principal = balance;
        else if (principal < 0 && !is_skipped(x, k) && !t->negative_amortization)
            return LF_REFUSE(why, LF_ERR_PAYMENT_BELOW_INTEREST,
                             .scale = lf_currency_scale(r->out->s.currency), .a = k + 1,
                             .b = p.payment, .c = interest);
        if (!lf_fits_int64(principal))
            return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "principal of a row");
        LF_TRY(lf_rest_put_row(x->rest, k, (int64_t)principal, interest, &balance, why));
    }
    return LF_OK;
}

/* A schedule whose every row is to be made again. */
static lf_status
begin(LfChange *c, const LfSchedule *s, const char *function, LfChanged *out, LfFault *why)
{
    if (!s->has_terms)
        return LF_REFUSE(why, LF_ERR_NO_TERMS, .name = function);
    if (s->terms.method != LF_ANNUITY)
        return lf_change_not_meant(function, &s->terms, why);
    if (s->terms.has_last_change)
        return LF_REFUSE(why, LF_ERR_SHAPE_CHANGED, .name = function, .a = s->terms.last_change);
    return lf_change_begin_whole(c, s, out, why);
}

static lf_status
make(LfChange *c, Shape *x, LfFault *why)
{
    LF_TRY(find_base(x, &c->rest.level, why));
    LF_TRY(fill(x, why));
    return lf_change_finish(c);
}

lf_status
lf_step(const LfSchedule *s, int64_t growth_e12, int32_t every, LfChanged *out, LfFault *why)
{
    LfChange c;
    Shape x = {.rest = &c.rest, .growth_e12 = growth_e12, .every = every};

    LF_TRY(begin(&c, s, "step", out, why));
    if (growth_e12 <= -LF_RATE_ONE || growth_e12 > LF_MAX_RATE_E12)
        return LF_REFUSE(why, LF_ERR_RANGE_RATE, .name = "growth", .a = growth_e12,
                         .b = -LF_RATE_ONE, .c = LF_MAX_RATE_E12);
    LF_TRY(lf_check_int("every", every, 1, LF_MAX_PERIODS, why));
    if (growth_e12 == 0 || s->rows.count == 0)
        return lf_change_unchanged(s, out);
    return make(&c, &x, why);
}

lf_status
lf_skip_months(const LfSchedule *s, uint32_t months, LfSkipInterest interest, LfChanged *out,
               LfFault *why)
{
    LfChange c;
    Shape x = {.rest = &c.rest,
               .every = LF_MAX_LOAN_ROWS,
               .months = months,
               .capitalize = interest == LF_SKIP_CAPITALIZE};
    bool any = false;

    LF_TRY(begin(&c, s, "skip_months", out, why));
    for (int32_t k = 0; k < s->rows.count; k++)
        any = any || is_skipped(&x, k);
    return any ? make(&c, &x, why) : lf_change_unchanged(s, out);
}
