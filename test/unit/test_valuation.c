/*
 * Valuation: powers of the discount against the machine's long floating point,
 * sums against plain ones.
 */
#include "core/schedule/valuation.h"

#include <math.h>

#include "test/unit/loans.h"
#include "test/unit/tap.h"

static LoanRoom room;

static long double
number(LfFixed x)
{
    return ldexpl((long double)(uint64_t)(x >> 64), 64 - LF_FIXED_BITS) +
           ldexpl((long double)(uint64_t)x, -LF_FIXED_BITS);
}

static long double
daily(int64_t rate_e12)
{
    return expl(-log1pl((long double)rate_e12 / (long double)LF_RATE_ONE) / 365);
}

static bool
close_to(long double got, long double want, long double relative)
{
    return fabsl(got - want) <= relative * fabsl(want);
}

static void
test_discounts(void)
{
    int wrong_daily = 0, wrong_power = 0, wrong_range = 0, powers = 0;

    for (int i = 0; i < 20000; i++) {
        int64_t rate = random_annual_e12();
        int32_t days = (int32_t)random_between(0, 40000);
        long double want = powl(daily(rate), (long double)days);
        LfFixed d = lf_daily_discount(rate), power;

        if (random_chance(50))
            rate = random_between(1 - LF_RATE_ONE, 0), d = lf_daily_discount(rate);
        want = powl(daily(rate), (long double)days);
        wrong_daily += !close_to(number(d), daily(rate), 1e-17L);
        if (lf_fixed_power(d, days, &power)) {
            powers++;
            /* an absolute step of 2^-120 for each of some thirty products */
            wrong_power += fabsl(number(power) - want) > 1e-12L * want + ldexpl(1, -100);
            wrong_range += want > 256.1L;
        } else
            wrong_range += want < 255.9L;
    }
    is_i64(wrong_daily, 0, "the factor of a day is the root of the year's");
    is_i64(wrong_power, 0, "the factor of many days is its power");
    is_i64(wrong_range, 0, "a factor of 256 and more is refused, none below");
    ok(powers > 15000, "most powers are in range (%d)", powers);
    ok(lf_daily_discount(0) == LF_FIXED_ONE, "a rate of 0 discounts nothing");
}

/* Some rows, near and far, some of them negative. */
static LfRows
random_rows(void)
{
    LfRows r = {(int32_t)random_between(0, 60), room.due, room.principal, room.interest, room.fee};
    int32_t day = (int32_t)random_between(0, 9000);

    for (int32_t k = 0; k < r.count; k++) {
        r.due[k] = day += (int32_t)random_between(1, 100);
        r.principal[k] = random_between(-1000, 1000000);
        r.interest[k] = random_between(0, 10000);
        r.fee[k] = random_chance(3) ? random_between(0, 500) : 0;
    }
    return r;
}

static void
test_present_value(void)
{
    int wrong = 0, wrong_duration = 0, wrong_life = 0, known_count = 0;

    for (int i = 0; i < 20000; i++) {
        LfRows r = random_rows();
        int32_t as_of = (int32_t)random_between(0, 12000);
        int64_t rate = random_between(-LF_RATE_ONE / 10, LF_RATE_ONE / 2), value = 0, years = 0;
        long double sum = 0, weighted = 0, d = daily(rate);
        lf_int128 owed = 0, days = 0;
        LfFault why;
        bool known;

        for (int32_t k = 0; k < r.count; k++)
            if (r.due[k] > as_of) {
                int64_t payment = r.principal[k] + r.interest[k] + r.fee[k];
                long double part = (long double)payment * powl(d, (long double)(r.due[k] - as_of));

                sum += part;
                weighted += part * (long double)(r.due[k] - as_of) / 365;
                owed += r.principal[k];
                days += (lf_int128)r.principal[k] * (r.due[k] - as_of);
            }
        wrong += lf_present_value(&r, rate, as_of, &value, &why) != LF_OK ||
                 fabsl((long double)value - sum) > 0.500001L;
        if (lf_average_life(&r, as_of, &known, &years, &why) != LF_OK || known != (owed > 0))
            wrong_life++;
        else if (known) {
            known_count++;
            wrong_life += years != lf_div_round(days * 100000000, owed * 365, LF_HALF_UP);
        }
        if (sum < 1000)
            continue;
        wrong_duration += lf_duration(&r, rate, as_of, &known, &years, &why) != LF_OK || !known ||
                          fabsl((long double)years - weighted / sum * 1e8L) > 0.51L;
    }
    is_i64(wrong, 0, "present values are sums of discounted payments, rounded");
    is_i64(wrong_duration, 0, "durations are their weighted means, in 8 decimals");
    is_i64(wrong_life, 0, "weighted average lives are exact, and unknown where nothing is owed");
    ok(known_count > 8000, "most of them are known (%d)", known_count);
}

static void
test_known(void)
{
    LfRows r = {2, room.due, room.principal, room.interest, room.fee};
    int64_t value = 0, years = 0;
    bool known = false;
    LfFault why = {0};

    room.due[0] = 365;
    room.due[1] = 730;
    for (int k = 0; k < 2; k++) {
        room.principal[k] = 10000;
        room.interest[k] = 1000;
        room.fee[k] = 0;
    }
    ok(lf_present_value(&r, LF_RATE_ONE / 10, 0, &value, &why) == LF_OK && value == 19091,
       "110.00 in a year and in two are worth 190.91 at 10 %%");
    ok(lf_present_value(&r, LF_RATE_ONE / 10, 365, &value, &why) == LF_OK && value == 10000,
       "a payment of the day itself does not count");
    ok(lf_average_life(&r, 0, &known, &years, &why) == LF_OK && known && years == 150000000,
       "their average life is a year and a half");
    ok(lf_duration(&r, 0, 0, &known, &years, &why) == LF_OK && years == 150000000,
       "so is their duration at 0 %%");
    ok(lf_duration(&r, 0, 730, &known, &years, &why) == LF_OK && !known,
       "after the last row it is unknown");
    ok(lf_present_value(&r, -LF_RATE_ONE, 0, &value, &why) == LF_ERR_RANGE_RATE &&
           why.status == LF_ERR_RANGE_RATE,
       "a rate of -1 is refused");
    r.count = 1;
    room.principal[0] = INT64_MAX - 5000;
    ok(lf_present_value(&r, 1 - LF_RATE_ONE / 2, 0, &value, &why) == LF_ERR_OVERFLOW,
       "a value beyond 64 bits is refused");
}

int
main(void)
{
    random_begin();
    test_discounts();
    test_present_value();
    test_known();
    return done_testing();
}
