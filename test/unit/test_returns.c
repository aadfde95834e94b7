/*
 * Returns: flows made from roots that are known, random flows against their
 * signs on a fine grid, and laws that no choice of flows breaks.
 */
#include "core/rates/returns.h"

#include <math.h>

#include "test/unit/random.h"
#include "test/unit/tap.h"

#define ROOM 400

static LfReal amounts[ROOM];
static double times[ROOM];

static lf_status
rates_of(const double *amount, int32_t count, LfRates *out)
{
    LfFlows f = {.amount = amounts, .time = times};
    LfFault why;

    lf_flows_of_periods(amount, count, &f);
    return lf_rates_of_flows(&f, 1.0, LF_GREATEST_RETURN, out, &why);
}

/* (1 - v (1 + r1)) (1 - v (1 + r2)) ...: amounts of v^0, v^1, ... */
static int32_t
flows_with_roots(const double *root, int32_t count, double *amount)
{
    amount[0] = -1024.0;
    for (int32_t n = 0; n < count; n++) {
        amount[n + 1] = 0.0;
        for (int32_t k = n + 1; k > 0; k--)
            amount[k] -= amount[k - 1] * (1.0 + root[n]);
    }
    return count + 1;
}

static void
has_roots(const double *root, int32_t count, const double *expected, int32_t distinct,
          const char *what)
{
    double amount[ROOM];
    int32_t n = flows_with_roots(root, count, amount);
    bool close = true;
    LfRates rates;

    is_i64(rates_of(amount, n, &rates), LF_OK, "%s: solved", what);
    is_i64(rates.count, distinct, "%s: as many as there are", what);
    for (int32_t k = 0; k < rates.count && k < distinct; k++)
        close = close && fabs(rates.root[k].rate - expected[k]) < 1e-14 &&
                rates.root[k].low < rates.root[k].rate && rates.root[k].high > rates.root[k].rate &&
                rates.root[k].high - rates.root[k].low <= 1e-12 * fmax(1, expected[k]);
    ok(close, "%s: the roots, each inside its interval", what);
}

static void
test_known(void)
{
    has_roots((double[]){0.25}, 1, (double[]){0.25}, 1, "one root");
    has_roots((double[]){-0.5}, 1, (double[]){-0.5}, 1, "one root below 0");
    has_roots((double[]){0.0}, 1, (double[]){0.0}, 1, "the rate 0");
    has_roots((double[]){0.125, 0.25}, 2, (double[]){0.125, 0.25}, 2, "two roots");
    has_roots((double[]){0.25, 0.25}, 2, (double[]){0.25}, 1, "a double root");
    has_roots((double[]){0.0, 0.0}, 2, (double[]){0.0}, 1, "a double root at 0");
    has_roots((double[]){-0.25, -0.25}, 2, (double[]){-0.25}, 1, "a double root below 0");
    has_roots((double[]){-0.5, 0.0, 0.5, 2.0}, 4, (double[]){-0.5, 0.0, 0.5, 2.0}, 4, "four roots");
    has_roots((double[]){0.25, 0.25 + 0x1p-20}, 2, (double[]){0.25, 0.25 + 0x1p-20}, 2,
              "two roots a millionth apart");
    has_roots((double[]){0.125, 12.0}, 2, (double[]){0.125}, 1, "one root above the range");
}

static void
test_refusals(void)
{
    const LfRate1 *root;
    LfRates rates;
    LfFault why;

    is_i64(rates_of((double[]){0, 0}, 2, &rates), LF_ERR_NO_SIGN_CHANGE, "nothing but zeros");
    is_i64(rates_of((double[]){1, 2}, 2, &rates), LF_ERR_NO_SIGN_CHANGE, "one sign");
    is_i64(rates_of((double[]){1}, 1, &rates), LF_ERR_NO_SIGN_CHANGE, "one flow");
    is_i64(rates_of((double[]){-1, 3, -3, 1}, 4, &rates), LF_ERR_ROOTS_UNDECIDED, "a triple root");
    is_i64(rates_of((double[]){-1, 12}, 2, &rates), LF_OK, "a rate above the range is none");
    is_i64(lf_rate_choose(&rates, "rate", false, 0, &root, &why), LF_ERR_NO_ROOT,
           "with the reason");
    is_i64(rates_of((double[]){-100, 230, -132}, 3, &rates), LF_OK, "two roots are listed");
    is_i64(lf_rate_choose(&rates, "rate", false, 0, &root, &why), LF_ERR_ROOTS_SEVERAL,
           "without a guess none is taken");
    is_i64(lf_rate_choose(&rates, "rate", true, 1.0, &root, &why), LF_OK, "with one, the nearest");
    ok(fabs(root->rate - 0.2) < 1e-15, "which is the greater one here");
    is_i64(rates_of((double[]){-1, 11}, 2, &rates), LF_OK, "the end of the range");
    is_f64(rates.count == 1 ? rates.root[0].rate : 0, 10.0, "belongs to it");
}

static int
changes_on_grid(const LfFlows *f, double from, double to)
{
    int changes = 0, last = 0;

    for (int i = 0; i <= 3000; i++) {
        double z = from + (to - from) * i / 3000, sum = 0;
        double origin = z < 0 ? f->time[f->count - 1] : 0;
        int sign;

        for (int32_t k = 0; k < f->count; k++)
            sum += f->amount[k].hi * exp(-z * (f->time[k] - origin));
        sign = lf_sign(sum);
        changes += sign * last < 0;
        last = sign != 0 ? sign : last;
    }
    return changes;
}

/* Grids miss pairs of roots; they never see more than there are. */
static void
test_random(void)
{
    int fewer = 0, differ = 0, wrong_sign = 0;

    for (int i = 0; i < 400; i++) {
        int32_t n = (int32_t)random_between(2, 30), day = 0;
        LfFlows f = {.amount = amounts, .time = times};
        LfRates rates;
        LfFault why;
        int seen;

        for (int32_t k = 0; k < n; k++, day += (int32_t)random_between(1, 400))
            lf_flows_add(&f, lf_real_from_int64(random_between(-100000, 100000)), day);
        lf_flows_finish(&f);
        if (lf_rates_of_flows(&f, 365.0, LF_GREATEST_RETURN, &rates, &why) != LF_OK)
            continue;
        seen = changes_on_grid(&f, -36.0 / 365, log(11) / 365);
        fewer += rates.count < seen;
        differ += (rates.count - seen) % 2 != 0;
        for (int32_t k = 0; k < rates.count; k++) {
            double z = log1p(rates.root[k].rate) / 365;

            if (changes_on_grid(&f, z - 1e-7 / 365, z + 1e-7 / 365) == 0)
                wrong_sign++;
        }
    }
    is_i64(fewer, 0, "no change of sign on a grid is missed");
    is_i64(differ, 0, "and what a grid misses are pairs");
    ok(wrong_sign <= 20, "flows change their sign at a root, where doubles can see it: %d",
       wrong_sign);
}

static void
test_many(void)
{
    static LfReal many[100000];
    static double days[100000];
    LfFlows f = {.amount = many, .time = days};
    LfRates rates;
    LfFault why;
    lf_status status;

    for (int32_t k = 0; k < 100000; k++)
        lf_flows_add(&f, lf_real_from_int64(random_between(-1000000, 1000000)), k);
    lf_flows_finish(&f);
    status = lf_rates_of_flows(&f, 365.0, LF_GREATEST_RETURN, &rates, &why);
    ok(status == LF_OK || status == LF_ERR_ROOTS_UNDECIDED,
       "100,000 flows of any sign come to an end");
}

static void
test_annuity(void)
{
    LfRates rates;
    LfFault why;

    is_i64(lf_rates_of_annuity(144, -560, 37155, 0, false, &rates, &why), LF_OK, "a long annuity");
    ok(rates.count == 1 && fabs(rates.root[0].rate - 0.012581796355584634) < 1e-17, "its rate");
    is_i64(lf_rates_of_annuity(12, -100, 1200, 0, false, &rates, &why), LF_OK, "without interest");
    ok(rates.count == 1 && lf_sign(rates.root[0].rate) == 0,
       "the rate is 0, which is otherwise left out");
    is_i64(lf_rates_of_annuity(0.5, -110, 100, 0, false, &rates, &why), LF_OK, "half a period");
    is_i64(lf_rates_of_annuity(12, 1, 2, 3, true, &rates, &why), LF_ERR_NO_SIGN_CHANGE, "one sign");
}

/* One cent is 1e16 of its half: ties and their neighbours. */
static void
test_xnpv(void)
{
    int64_t value;
    LfFault why;
    int32_t date[2] = {8766, 9131};

    is_i64(lf_xnpv(date, (int64_t[]){0, 5}, 2, LF_ACT_365, LF_RATE_ONE, &value, &why), LF_OK,
           "a half");
    is_i64(value, 3, "goes up");
    is_i64(lf_xnpv(date, (int64_t[]){0, -5}, 2, LF_ACT_365, LF_RATE_ONE, &value, &why), LF_OK,
           "minus a half");
    is_i64(value, -3, "goes away from 0");
    is_i64(lf_xnpv(date, (int64_t[]){0, INT64_C(80000000000000003)}, 2, LF_ACT_365, LF_RATE_ONE,
                   &value, &why),
           LF_OK, "17 digits and a half");
    is_i64(value, INT64_C(40000000000000002), "are exact");
    is_i64(lf_xnpv(date, (int64_t[]){0, 5}, 2, LF_ACT_365, -LF_RATE_ONE, &value, &why),
           LF_ERR_RANGE_RATE, "the rate -1 is none");
}

int
main(void)
{
    test_known();
    test_refusals();
    test_random();
    test_many();
    test_annuity();
    test_xnpv();
    return done_testing();
}
