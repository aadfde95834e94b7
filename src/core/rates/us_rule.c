/*
 * United States rule: the account is kept at a rate, and the rate is narrowed
 * down until what is owed changes sign within some units of the last place.
 */
#include "core/rates/us_rule.h"

#include "core/rates/roots.h"

#define MAX_STEPS 400
#define UNIT_2 0x1p-98

/* The account after the last flow. */
typedef struct Account {
    LfReal owed;
    double error;  /* bound of the error of owed */
    bool overpaid; /* the balance fell below 0 before the last flow */
} Account;

/* A payment: interest first.  An advance: amount below 0. */
static void
apply(LfReal amount, LfReal *balance, LfReal *unpaid)
{
    LfReal rest = lf_real_sub(amount, *unpaid);

    if (amount.hi < 0.0)
        *balance = lf_real_sub(*balance, amount);
    else if (rest.hi < 0.0)
        *unpaid = lf_real_negate(rest);
    else {
        *balance = lf_real_sub(*balance, rest);
        *unpaid = lf_real(0.0);
    }
}

static Account
keep(const LfFlows *f, double den, double rate)
{
    LfReal balance = {0.0, 0.0}, unpaid = {0.0, 0.0};
    LfReal per_part = lf_real_div(lf_real(rate), lf_real(den));
    Account out = {.error = 0.0};

    lf_pause(f->pause);
    for (int32_t k = 0; k < f->count; k++) {
        LfReal growth = lf_real_scale(per_part, k > 0 ? f->time[k] - f->time[k - 1] : 0.0);
        double size;

        unpaid = lf_real_add(unpaid, lf_real_mul(balance, growth));
        size = lf_magnitude(balance.hi) + lf_magnitude(unpaid.hi) + lf_magnitude(f->amount[k].hi);
        out.error = out.error * (1.0 + lf_magnitude(growth.hi)) * (1.0 + 0x1p-40) + UNIT_2 * size;
        apply(f->amount[k], &balance, &unpaid);
        if (k + 1 < f->count && balance.hi < 0.0)
            out.overpaid = true;
    }
    out.owed = lf_real_add(balance, unpaid);
    return out;
}

static int
sign_of(const Account *a)
{
    return lf_magnitude(a->owed.hi) > a->error ? lf_sign(a->owed.hi) : 0;
}

/* The same in doubles, for a first estimate. */
static double
roughly(const LfFlows *f, double den, double rate)
{
    double balance = 0.0, unpaid = 0.0, per_part = rate / den;

    for (int32_t k = 0; k < f->count; k++) {
        double amount = f->amount[k].hi;

        if (k > 0)
            unpaid += balance * (per_part * (f->time[k] - f->time[k - 1]));
        if (amount < 0.0)
            balance -= amount;
        else if (amount < unpaid)
            unpaid -= amount;
        else {
            balance -= amount - unpaid;
            unpaid = 0.0;
        }
    }
    return balance + unpaid;
}

/* An end of the range and what is owed there; the weight is halved where the same
 * end stays for long (Illinois). */
typedef struct End {
    double rate;
    double owed;
} End;

/* Accounts that one search may keep; about 40 decide all that can be decided. */
static int
most_steps(const LfFlows *f)
{
    int32_t most = LF_MAX_ROOT_WORK / 4 / f->count;

    return most < MAX_STEPS ? most : MAX_STEPS;
}

/* The next point inside low .. high: where a straight line is 0, every few steps the middle. */
static double
between(End low, End high, bool middle)
{
    double x = low.rate + (high.rate - low.rate) * (-low.owed / (high.owed - low.owed));

    return middle || !(x > low.rate && x < high.rate) ? low.rate + 0.5 * (high.rate - low.rate) : x;
}

/* One end becomes x; the other, where it stays for the second time, counts half. */
static void
move_end(End *low, End *high, double x, double owed, int *side)
{
    int now = owed < 0.0 ? -1 : 1;
    End *moved = now < 0 ? low : high, *other = now < 0 ? high : low;

    other->owed *= *side == now ? 0.5 : 1.0;
    *moved = (End){x, owed};
    *side = now;
}

/* Narrows low .. high, owed below and above 0, down to neighbours or to what
 * doubles distinguish. */
static double
narrow(const LfFlows *f, double den, End low, End high)
{
    double x = low.rate;

    for (int i = 0, side = 0; i < most_steps(f); i++) {
        Account a;

        x = between(low, high, i % 8 == 7);
        if (!(x > low.rate && x < high.rate) ||
            high.rate - low.rate <= 2e-16 * (1.0 + lf_magnitude(x)))
            return x;
        a = keep(f, den, x);
        if (lf_magnitude(a.owed.hi) <= 4.0 * a.error)
            return x;
        move_end(&low, &high, x, a.owed.hi, &side);
    }
    return x;
}

/* A root of doubles, then a step of Newton's method from the exact account. */
static double
estimate(const LfFlows *f, double den, End low, End high)
{
    double x = low.rate, width, slope;

    for (int i = 0, side = 0; i < 40; i++) {
        double owed;

        x = between(low, high, i % 8 == 7);
        owed = roughly(f, den, x);
        if (lf_magnitude(owed) <= 1e-12 * f->total || high.rate - low.rate <= 1e-12)
            break;
        move_end(&low, &high, x, owed, &side);
    }
    width = 1e-6 * (1.0 + lf_magnitude(x));
    slope = (roughly(f, den, x + width) - roughly(f, den, x)) / width;
    return x - keep(f, den, x).owed.hi / slope;
}

static lf_status
undecided(const char *what, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_ROOTS_UNDECIDED, .text2 = lf_text(what));
}

/* Opposite signs on both sides of x prove the rate; between them the account is
 * as good as linear. */
static lf_status
prove(const LfFlows *f, double den, double x, LfReal *rate, LfFault *why)
{
    double reach = 2e-15 * (1.0 + lf_magnitude(x)), low = x - reach, high = x + reach;
    Account a = keep(f, den, low), b = keep(f, den, high);
    LfReal share;

    if (sign_of(&a) != -1 || sign_of(&b) != 1)
        return undecided("the terms cancel too far", why);
    if (f->changes > 1 && (a.overpaid || b.overpaid))
        return undecided("payments exceed what is owed before a later advance", why);
    share = lf_real_div(lf_real_negate(a.owed), lf_real_sub(b.owed, a.owed));
    *rate = lf_real_add(lf_real(low), lf_real_mul(share, lf_two_sum(high, -low)));
    return LF_OK;
}

/* The lowest rate at which no gap loses all of the balance. */
static double
least_rate(const LfFlows *f, double den, double greatest)
{
    double gap = 0.0, least = -0.001 * greatest;

    for (int32_t k = 1; k < f->count; k++)
        if (f->time[k] - f->time[k - 1] > gap)
            gap = f->time[k] - f->time[k - 1];
    return -den / gap > least ? -0.999 * den / gap : 0.999 * least;
}

/* Where what is owed is above 0: tried at 1/1024 and upwards. */
static End
upper_end(const LfFlows *f, double den, double greatest)
{
    End end = {0x1p-10, 0.0};

    for (;; end.rate *= 4.0) {
        if (end.rate >= greatest)
            return (End){greatest, keep(f, den, greatest).owed.hi};
        end.owed = roughly(f, den, end.rate);
        if (end.owed > 1e-9 * f->total)
            return end;
    }
}

lf_status
lf_us_rule_rate(const LfFlows *f, double den, double greatest, LfReal *rate, bool *found,
                LfFault *why)
{
    int sign = -f->total_sign;
    End low = {0.0, roughly(f, den, 0.0)}, high = low;

    *found = true;
    *rate = lf_real(0.0);
    if (sign > 0 && f->changes > 1)
        return undecided("less is paid than advanced, in several parts", why);
    if (sign == 0)
        return LF_OK;
    if (sign > 0) {
        Account least = keep(f, den, least_rate(f, den, greatest));

        low = (End){least_rate(f, den, greatest), least.owed.hi};
        *found = sign_of(&least) < 0;
    } else {
        high = upper_end(f, den, greatest);
        *found = high.owed > 0.0;
    }
    if (!*found || prove(f, den, estimate(f, den, low, high), rate, why) == LF_OK)
        return LF_OK;
    return prove(f, den, narrow(f, den, low, high), rate, why);
}
