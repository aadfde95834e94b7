/*
 * Rate: exact values by cross multiplication, interest without a division
 * against interest with one.
 */
#include "core/rate/rate.h"

#include "test/unit/random.h"
#include "test/unit/tap.h"

static uint64_t
common_divisor(lf_uint128 a, lf_uint128 b)
{
    while (b != 0) {
        lf_uint128 r = a % b;

        a = b;
        b = r;
    }
    return (uint64_t)a;
}

/* r = annual / 10^12 * num / den, by products of at most 128 bits. */
static bool
is_product(LfRate r, int64_t annual, LfFraction f)
{
    lf_int128 n = (lf_int128)annual * f.num, d = (lf_int128)LF_RATE_ONE * f.den;
    uint64_t g;

    if (n == 0)
        return r.num == 0 && r.den > 0;
    /* equal in lowest terms */
    g = common_divisor(lf_abs128(n), (lf_uint128)d);
    n /= (lf_int128)g;
    d /= (lf_int128)g;
    g = common_divisor(lf_abs128(r.num), (lf_uint128)r.den);
    return r.den > 0 && r.num / (lf_int128)g == n && r.den / (int64_t)g == (int64_t)d;
}

static int64_t
random_annual(void)
{
    int64_t x = (int64_t)random_bits(50);

    if (random_chance(3))
        x = random_between(0, 1000) * (LF_RATE_ONE / 1000);
    if (x > LF_MAX_RATE_E12)
        x = LF_MAX_RATE_E12;
    return random_chance(4) ? -(x % LF_RATE_ONE) : x;
}

static void
test_make(void)
{
    static const int64_t dens[] = {1, 12, 52, 360, 364, 365, 365 * 366};
    int wrong = 0, reducible = 0;

    for (int i = 0; i < 200000; i++) {
        int64_t annual = random_annual();
        LfFraction f = {random_chance(20) ? 0 : (int64_t)random_bits(40),
                        dens[random_between(0, 6)]};
        LfRate r = lf_rate_make(annual, f);

        wrong += !is_product(r, annual, f);
        for (int p = 2; p <= 5; p += p == 2 ? 1 : 2)
            reducible += r.num != 0 && r.num % p == 0 && r.den % p == 0;
    }
    is_i64(wrong, 0, "a period's rate is annual rate times fraction, exactly");
    is_i64(reducible, 0, "common factors 2, 3 and 5 are gone");
    ok(is_product(lf_rate_make(LF_MAX_RATE_E12, (LfFraction){INT64_C(9223372036854775), 365 * 366}),
                  LF_MAX_RATE_E12, (LfFraction){INT64_C(9223372036854775), 365 * 366}),
       "a numerator of more than 64 bits is exact");
}

static void
test_reduce(void)
{
    int wrong = 0;

    for (int i = 0; i < 100000; i++) {
        int64_t g = (int64_t)random_bits(20) + 1;
        LfRate r = {(lf_int128)random_signed() * g, ((int64_t)random_bits(40) + 1) * g};
        LfRate low = lf_rate_reduce(r);

        wrong += low.den < 1 || common_divisor(lf_abs128(low.num), (lf_uint128)low.den) != 1 ||
                 low.num * (lf_int128)(r.den / low.den) != r.num || r.den % low.den != 0;
    }
    is_i64(wrong, 0, "lowest terms are lowest, and the same number");
}

/* Balances worth a look at a rate: around ties and ends as well as anywhere. */
static int64_t
interesting_balance(LfRate r, int64_t greatest)
{
    int64_t b = random_between(0, greatest);

    switch (random_between(0, 5)) {
    case 0:
        b = (int64_t)random_bits(57);
        break;
    case 1:
        b = greatest - random_between(0, 3);
        break;
    case 2:
        b = random_between(0, 3);
        break;
    case 3: /* halves, if the denominator has any */
        b = r.den / 2 * random_between(0, 1 + greatest / (r.den / 2 + 1)) + random_between(-1, 1);
        break;
    default:
        break;
    }
    return b < 0 ? 0 : b > greatest ? greatest : b;
}

static void
test_quick_interest(void)
{
    static const int64_t edges[] = {2,  3,    4,     5,          7,
                                    16, 1200, 65536, 4294967296, 6148914691236517204};
    int wrong = 0, made = 0, ties = 0;

    for (int i = 0; i < 60000; i++) {
        LfRate r = lf_rate_make(random_annual(), (LfFraction){1, random_chance(2) ? 12 : 365});
        int64_t greatest = (int64_t)random_bits(57);
        LfRounding mode = (LfRounding)(i % LF_ROUNDINGS);
        LfQuickRate quick;

        if (random_chance(4))
            r = (LfRate){random_between(0, 100), edges[random_between(0, 9)]};
        if (random_chance(4))
            r = (LfRate){random_between(0, 1000), random_between(2, 5000)};
        if (!lf_quick_rate_make(r, greatest, mode, &quick))
            continue;
        made++;
        for (int k = 0; k < 20; k++) {
            int64_t balance = interesting_balance(r, greatest), want;

            ties += r.den % 2 == 0 && balance * (int64_t)r.num % r.den == r.den / 2;
            wrong += lf_muldiv_round(balance, r.num, r.den, mode, &want) != LF_OK ||
                     lf_quick_interest(&quick, balance) != want;
        }
    }
    is_i64(wrong, 0, "interest without a division is interest with one, in all modes");
    ok(made > 30000, "the quick way is open to most rates (%d)", made);
    ok(ties > 1000, "exact halves are among them (%d)", ties);
}

static void
test_quick_refusals(void)
{
    const int64_t greatest = INT64_C(6148914691236517205); /* 12 of it are just below 2^66 */
    LfQuickRate quick;

    ok(!lf_quick_rate_make((LfRate){-1, 12}, 100, LF_HALF_UP, &quick), "not for negative rates");
    ok(!lf_quick_rate_make((LfRate){12, 12}, 100, LF_HALF_UP, &quick), "not for rates from 1 on");
    ok(!lf_quick_rate_make((LfRate){1, 12}, -1, LF_HALF_UP, &quick), "not for negative balances");
    ok(!lf_quick_rate_make((LfRate){(lf_int128)1 << 64, 12}, 0, LF_HALF_UP, &quick),
       "not for rates beyond 64 bits");
    ok(lf_quick_rate_make((LfRate){1, 12}, greatest, LF_UP, &quick) &&
           lf_quick_interest(&quick, greatest) == greatest / 12 + 1,
       "the greatest balance of a twelfth is still divided rightly");
    ok(!lf_quick_rate_make((LfRate){1, 12}, greatest + 1, LF_UP, &quick), "one more is refused");
    ok(lf_quick_rate_make((LfRate){0, 1}, INT64_MAX, LF_UP, &quick) &&
           lf_quick_interest(&quick, INT64_MAX) == 0,
       "a rate of 0 brings no interest");
}

static void
test_interest(void)
{
    LfRate seven = lf_rate_make(INT64_C(70000000000), (LfFraction){1, 12});
    int64_t got = 0;

    ok(lf_rate_interest(seven, 80000, LF_HALF_UP, &got) == LF_OK && got == 467,
       "800.00 at 7 %% for a month is 4.67");
    ok(lf_rate_interest(seven, -80000, LF_HALF_UP, &got) == LF_OK && got == -467,
       "a negative balance is the mirror image");
    ok(lf_rate_interest((LfRate){1, 2}, 5, LF_HALF_EVEN, &got) == LF_OK && got == 2 &&
           lf_rate_interest((LfRate){-1, 2}, 5, LF_HALF_UP, &got) == LF_OK && got == -3,
       "halves are rounded by the mode, on either side of 0");
    ok(lf_rate_interest((LfRate){1000, 1}, LF_MAX_MONEY, LF_DOWN, &got) == LF_ERR_OVERFLOW,
       "interest beyond 64 bits is refused");
}

static void
test_fractions(void)
{
    LfFraction f = lf_period_fraction((LfPeriod){.months = 3});
    int32_t start = lf_date_from_civil((LfCivil){2024, 1, 31});
    int32_t due = lf_date_from_civil((LfCivil){2024, 3, 15});

    ok(f.num * 4 == f.den, "three months are a quarter");
    f = lf_period_fraction((LfPeriod){.days = 14});
    ok(f.num * 26 == f.den, "14 days are 2 of 52 weeks");
    f = lf_period_fraction((LfPeriod){.days = 30});
    ok(f.num * 12 == f.den, "30 days are 30 of 360");
    f = lf_broken_fraction((LfPeriod){.months = 1}, start, due);
    ok(f.num * 360 == 45 * f.den, "a broken month counts 30/360");
    f = lf_broken_fraction((LfPeriod){.days = 7}, start, due);
    ok(f.num * 364 == 44 * f.den, "a broken week counts actual days of 364");
    f = lf_broken_fraction((LfPeriod){.days = 10}, start, due);
    ok(f.num * 360 == 44 * f.den, "other broken days count actual days of 360");
}

int
main(void)
{
    random_begin();
    test_make();
    test_reduce();
    test_quick_interest();
    test_quick_refusals();
    test_interest();
    test_fractions();
    return done_testing();
}
