/*
 * Solver: the quick path against the exact one, and the exact one against the
 * definition: with a payment x the balance, walked forward row by row in
 * integers of any length (integer.h), must end on the balloon.  On which side
 * of it the walk ends says on which side of x the true payment lies, so a
 * rounded payment is right if the edges of its rounding lie on the right sides.
 */
#include "core/rate/solver.h"

#include "test/unit/integer.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"

static const LfRate no_rate = {0, 1};
static LfRate each[LF_MAX_LOAN_ROWS];

static LfRate
rate_at(const LfAnnuity *a, int32_t k)
{
    return a->each != NULL ? a->each[k] : k == 0 ? a->first : a->rest;
}

/*
 * Sign of the last balance less the balloon, all times q: what `start` / q
 * grows to, `pay` / q being paid at the end of each period.
 */
static int
end_sign(const LfAnnuity *a, lf_int128 start, lf_int128 pay, int64_t q, int64_t balloon)
{
    static Integer balance, whole, part;
    int32_t rows = a->count + a->balloon_apart;

    integer_set(&balance, start);
    integer_set(&whole, 1);
    for (int32_t k = 0; k < rows; k++) {
        LfRate r = rate_at(a, k);

        integer_multiply(&balance, r.num + r.den);
        integer_multiply(&whole, r.den);
        integer_copy(&part, &whole);
        integer_multiply(&part, pay);
        if (k < a->count)
            integer_add(&balance, &part, true);
    }
    integer_multiply(&whole, (lf_int128)balloon * q);
    integer_add(&balance, &whole, true);
    return integer_sign(&balance);
}

/* Sign of the true payment less p / q. */
static int
payment_side(const LfAnnuity *a, int64_t principal, int64_t balloon, lf_int128 p, int64_t q)
{
    return end_sign(a, (lf_int128)principal * q, p, q, balloon);
}

/* Sign of what is owed today less p / q. */
static int
balance_side(const LfAnnuity *a, int64_t level, int64_t balloon, lf_int128 p, int64_t q)
{
    return -end_sign(a, p, (lf_int128)level * q, q, balloon);
}

/* Whether `got` is the rounding of a number, decided by its side of numbers. */
typedef struct Rounded {
    const LfAnnuity *a;
    int64_t amount; /* principal, or level payment */
    int64_t balloon;
    bool is_balance;
} Rounded;

static int
side(const Rounded *x, lf_int128 p, int64_t q)
{
    return x->is_balance ? balance_side(x->a, x->amount, x->balloon, p, q)
                         : payment_side(x->a, x->amount, x->balloon, p, q);
}

static bool
is_rounding(const Rounded *x, int64_t got, int64_t unit, LfRounding mode)
{
    int sign = side(x, 0, 1); /* of the true number */
    int outward = got != 0 ? (got < 0 ? -1 : 1) : sign;
    lf_int128 twice = 2 * (lf_int128)got;

    if (got % unit != 0 || (got != 0 && sign != outward))
        return false;
    if (got == 0 && sign == 0)
        return true;
    /* where it lies, outward positive: against got, and half a unit out and in */
    int at = outward * side(x, got, 1);
    int half_out = outward * side(x, twice + outward * unit, 2);
    int half_in = outward * side(x, twice - outward * unit, 2);
    bool even = got / unit % 2 == 0;

    switch (mode) {
    case LF_HALF_UP:
        return half_out < 0 && half_in >= 0;
    case LF_HALF_EVEN:
        return (even ? half_out <= 0 : half_out < 0) && (even ? half_in >= 0 : half_in > 0);
    case LF_UP:
        return at <= 0 && outward * side(x, (lf_int128)got - outward * unit, 1) > 0;
    case LF_DOWN:
        return at >= 0 && outward * side(x, (lf_int128)got + outward * unit, 1) < 0;
    }
    return false;
}

/* Months, weeks, days of a year: what rates are made of. */
static LfRate
random_rate(bool negative)
{
    static const int64_t dens[] = {1, 2, 4, 12, 12, 12, 12, 52, 360, 365, 366 * 365};
    int64_t den = dens[random_between(0, 10)];
    int64_t annual = random_chance(8)   ? random_between(0, LF_MAX_RATE_E12)
                     : random_chance(3) ? random_between(0, 100) * (LF_RATE_ONE / 100)
                                        : random_between(0, LF_RATE_ONE / 2);
    int64_t num = den == 365 || den == 360 ? random_between(1, 31)
                  : den == 366 * 365       ? random_between(366 * 28, 366 * 31)
                                           : 1;

    if (negative)
        annual = -(annual % LF_RATE_ONE) / (random_chance(4) ? 1 : 10);
    return lf_rate_make(annual, (LfFraction){num, den});
}

static LfAnnuity
random_annuity(int32_t longest, bool negative)
{
    LfAnnuity a = {.count = (int32_t)random_between(1, longest), .balloon_apart = random_chance(4)};

    a.rest = random_rate(negative);
    a.first = random_chance(3) ? random_rate(negative) : a.rest;
    if (random_chance(8))
        a.first = no_rate;
    if (random_chance(3)) {
        LfRate some[4] = {a.first, a.rest, random_rate(negative), random_rate(negative)};

        for (int32_t k = 0; k < a.count + a.balloon_apart; k++)
            each[k] = some[random_between(0, 3)];
        a.each = each;
    }
    return a;
}

static int64_t
random_principal(void)
{
    int64_t p = (int64_t)random_bits(57);

    if (random_chance(16))
        p = LF_MAX_MONEY;
    return p < 1 ? 1 : p > LF_MAX_MONEY ? LF_MAX_MONEY : p;
}

static int64_t
random_balloon(int64_t principal)
{
    return random_chance(3) ? random_between(0, principal) : random_chance(8) ? principal : 0;
}

static int64_t
random_unit(void)
{
    static const int64_t units[] = {1, 1, 1, 1, 5, 10, 100, 500, 10000};

    return units[random_between(0, 8)];
}

static void
test_quick_is_exact(void)
{
    int wrong = 0, disagree = 0;

    for (int i = 0; i < 220000; i++) {
        /* mostly short: the exact path is what takes the time */
        LfAnnuity a = random_annuity(i % 500 == 0 ? 360 : i % 20 == 0 ? 60 : 12, false);
        int64_t principal = random_principal(), balloon = random_balloon(principal);
        int64_t unit = random_unit(), quick = -1, exact = -2;
        LfRounding mode = (LfRounding)(i % LF_ROUNDINGS);
        LfFault why;
        lf_status one = lf_solve_level(&a, principal, balloon, unit, mode, &quick, &why);
        lf_status two = lf_solve_level_exact(&a, principal, balloon, unit, mode, &exact, &why);

        disagree += one != two;
        wrong += one == LF_OK && quick != exact;
    }
    is_i64(disagree, 0, "220000 level payments are solved, or refused, by both paths");
    is_i64(wrong, 0, "220000 level payments of the quick path are those of the exact one");
}

static void
check_exact(const char *what, int loans, int32_t longest, bool negative)
{
    int wrong = 0, solved = 0, below = 0;

    for (int i = 0; i < loans; i++) {
        LfAnnuity a = random_annuity(longest, negative);
        int64_t principal = random_principal(), balloon = random_balloon(principal);
        int64_t unit = random_unit(), level = 0;
        LfRounding mode = (LfRounding)(i % LF_ROUNDINGS);
        Rounded x = {&a, principal, balloon, false};
        LfFault why;

        if (lf_solve_level(&a, principal, balloon, unit, mode, &level, &why) != LF_OK)
            continue;
        solved++;
        below += level < 0;
        wrong += !is_rounding(&x, level, unit, mode);
    }
    is_i64(wrong, 0, "level payments of %s round the number that ends on the balloon", what);
    ok(solved > loans * 9 / 10, "nearly all of them are solved (%d of %d)", solved, loans);
    if (negative)
        ok(below > 0, "negative payments are among them (%d)", below);
}

static void
test_balance(void)
{
    int wrong = 0, solved = 0;

    for (int i = 0; i < 6000; i++) {
        LfAnnuity a = random_annuity(i % 50 == 0 ? 120 : 12, random_chance(3));
        int64_t level = random_principal() / 100, balloon = random_balloon(random_principal());
        LfRounding mode = (LfRounding)(i % LF_ROUNDINGS);
        Rounded x = {&a, level, balloon, true};
        int64_t balance = 0;
        LfFault why;

        if (random_chance(8)) {
            a.count = 0; /* the balloon alone, a period later */
            a.balloon_apart = true;
        }
        if (random_chance(10))
            x.amount = level = -level;
        if (lf_solve_balance(&a, level, balloon, mode, &balance, &why) != LF_OK)
            continue;
        solved++;
        wrong += !is_rounding(&x, balance, 1, mode);
    }
    is_i64(wrong, 0, "balances round the number that the payments and the balloon pay off");
    ok(solved > 4000, "most of them are solved (%d)", solved);
}

/*
 * Payments that are exactly half a cent: at rate a / b with b even and a + b
 * odd, a payment of t (a+b)^n / 2 repays t (b/a) ((a+b)^n - b^n) / 2, an
 * integer for odd t.
 */
static void
check_tie(int64_t num, int64_t den, int32_t n, int64_t t, int *wrong, int *ties)
{
    LfAnnuity a = {n, false, {num, den}, {num, den}, NULL};
    lf_int128 grown = 1, still = 1;

    for (int32_t k = 0; k < n; k++) {
        grown *= num + den;
        still *= den;
        if (grown > LF_MAX_MONEY)
            return;
    }
    lf_int128 principal = den * ((grown - still) / num) / 2 * t;

    if (principal > LF_MAX_MONEY || grown * t > LF_MAX_MONEY)
        return;
    int64_t below = (int64_t)((grown * t - 1) / 2); /* grown * t is odd */
    int64_t want[LF_ROUNDINGS] = {below + 1, below + (below & 1), below + 1, below};

    (*ties)++;
    for (int mode = 0; mode < LF_ROUNDINGS; mode++)
        for (int64_t shift = -1; shift <= 1; shift++) {
            int64_t quick = 0, exact = 0, p = (int64_t)principal + shift, expected = want[mode];
            LfFault why;

            /* one minor unit less or more of principal leaves the tie, by less than one of payment */
            if (shift != 0)
                expected = shift < 0 ? below : below + 1;
            bool known =
                shift == 0 || (mode <= LF_HALF_EVEN && den * ((grown - still) / num) > grown);

            if (lf_solve_level(&a, p, 0, 1, (LfRounding)mode, &quick, &why) != LF_OK ||
                lf_solve_level_exact(&a, p, 0, 1, (LfRounding)mode, &exact, &why) != LF_OK)
                (*wrong)++;
            else if (quick != exact || (known && quick != expected))
                (*wrong)++;
        }
}

static void
test_ties(void)
{
    int wrong = 0, ties = 0;

    for (int64_t den = 2; den <= 1200; den += den < 60 ? 2 : 60)
        for (int64_t num = 1; num < 20; num += 2)
            for (int32_t n = 1; n <= 24; n++)
                for (int64_t t = 1; t < 6; t += 2)
                    check_tie(num, den, n, t, &wrong, &ties);
    is_i64(wrong, 0, "payments of exactly half a cent go where each rounding sends them");
    ok(ties > 2000, "exact halves were found (%d)", ties);
}

/* Rate 0: the payment is (P - B) / n and every half is known. */
static void
test_no_interest(void)
{
    LfAnnuity a = {0, false, no_rate, no_rate, NULL};
    int wrong = 0;

    for (int32_t n = 1; n <= 24; n++)
        for (int64_t principal = 1; principal < 200; principal++)
            for (int mode = 0; mode < LF_ROUNDINGS; mode++) {
                int64_t level = -1, unit = 1 + principal % 5;
                LfFault why;

                a.count = n;
                wrong += lf_solve_level(&a, principal, principal / 3, unit, (LfRounding)mode,
                                        &level, &why) != LF_OK;
                wrong += level != unit * (int64_t)lf_div_round(principal - principal / 3, n * unit,
                                                               (LfRounding)mode);
            }
    is_i64(wrong, 0, "without interest the level amount is the principal in equal parts");
}

static void
check_limit(const char *what, LfRate r, int64_t principal, int64_t balloon, bool apart)
{
    LfAnnuity a = {LF_MAX_PERIODS, apart, r, r, NULL};
    Rounded x = {&a, principal, balloon, false};
    int64_t level = 0, exact = 0;
    LfFault why;

    for (int32_t k = 0; k < LF_MAX_LOAN_ROWS; k++)
        each[k] = r;
    ok(lf_solve_level(&a, principal, balloon, 1, LF_HALF_UP, &level, &why) == LF_OK &&
           is_rounding(&x, level, 1, LF_HALF_UP),
       "%s: the payment is proved", what);
    a.each = each;
    ok(lf_solve_level_exact(&a, principal, balloon, 1, LF_HALF_UP, &exact, &why) == LF_OK &&
           exact == level,
       "%s: so it is with a rate for each row", what);
}

static void
test_limits(void)
{
    LfAnnuity a = {12, false, {-1, 1}, {1, 12}, NULL};
    int64_t level = 0;
    LfFault why = {0};

    check_limit("1200 rows of 9e16", lf_rate_make(50000000000, (LfFraction){1, 12}), LF_MAX_MONEY,
                0, false);
    check_limit("1200 rows at a rate of twelve decimals",
                lf_rate_make(49999999999, (LfFraction){31 * 366, 366 * 365}), LF_MAX_MONEY,
                LF_MAX_MONEY / 3, true);
    check_limit("1200 rows at 1000", lf_rate_make(LF_MAX_RATE_E12, (LfFraction){1, 12}), 1, 0,
                false);
    check_limit("1200 rows at 999.999999999999, twelve decimals a year",
                lf_rate_make(LF_MAX_RATE_E12 - 1, (LfFraction){1, 1}), LF_MAX_MONEY / 10000,
                LF_MAX_MONEY / 10000, true);
    check_limit("1200 months near -1", lf_rate_make(1 - LF_RATE_ONE, (LfFraction){1, 12}),
                LF_MAX_MONEY, 0, false);
    ok(lf_solve_level(&a, 100, 0, 1, LF_HALF_UP, &level, &why) == LF_ERR_RATE_PERIOD && why.a == 1,
       "a period that loses all is refused and named");
    a.first = a.rest = lf_rate_make(LF_MAX_RATE_E12, (LfFraction){1, 1});
    a.count = 1;
    ok(lf_solve_level(&a, LF_MAX_MONEY, 0, 1, LF_HALF_UP, &level, &why) == LF_ERR_OVERFLOW,
       "a payment beyond 64 bits is refused");
}

int
main(void)
{
    random_begin();
    test_quick_is_exact();
    check_exact("short loans", 20000, 12, false);
    check_exact("loans of up to 360 rows", 300, 360, false);
    check_exact("loans at negative rates", 4000, 12, true);
    test_balance();
    test_ties();
    test_no_interest();
    test_limits();
    return done_testing();
}
