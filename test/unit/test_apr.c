/*
 * APR: the laws' printed examples, and random credits against the laws'
 * equations in long doubles.
 */
#include "core/rates/apr.h"

#include <math.h>

#include "core/rates/unit_period.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"

#define ROOM 200

static int32_t dates[ROOM];
static int64_t amounts[ROOM];
static LfReal flow_amounts[ROOM];
static double flow_times[ROOM];

static int32_t
day(int32_t year, int32_t month, int32_t d)
{
    return lf_date_from_civil((LfCivil){year, month, d});
}

static lf_status
apr(int32_t count, LfAprMethod method, int64_t *rate, LfFault *why)
{
    LfFlows room = {.amount = flow_amounts, .time = flow_times};

    return lf_apr_of_dates(dates, amounts, count, method, LF_APR_DECIMALS, &room, rate, why);
}

/* An advance, and payments from a day on. */
static int32_t
credit(int32_t advanced, int64_t amount, int32_t first, LfPeriod step, int32_t payments,
       int64_t payment)
{
    dates[0] = advanced;
    amounts[0] = -amount;
    for (int32_t k = 0; k < payments; k++) {
        dates[k + 1] = (int32_t)lf_date_add(first, step, k);
        amounts[k + 1] = payment;
    }
    return payments + 1;
}

static void
is_apr(int32_t count, LfAprMethod method, int64_t expected, const char *what)
{
    int64_t rate = 0;
    LfFault why = {.status = LF_OK};

    is_i64(apr(count, method, &rate, &why), LF_OK, "%s: solved", what);
    is_i64(rate, expected, "%s", what);
}

static void
test_printed(void)
{
    const LfPeriod month = {.months = 1}, quarter = {.months = 3}, week = {.days = 7};
    int32_t n;

    n = credit(day(1978, 1, 10), 500000, day(1978, 2, 10), month, 24, 23000);
    is_apr(n, LF_APR_US_ACTUARIAL, 9685708, "9.69 %: regular");
    n = credit(day(1978, 2, 10), 600000, day(1978, 4, 1), month, 36, 20000);
    is_apr(n, LF_APR_US_ACTUARIAL, 11816508, "11.82 %: long first period");
    n = credit(day(1978, 5, 23), 1000000, day(1978, 10, 1), quarter, 40, 38500);
    is_apr(n, LF_APR_US_ACTUARIAL, 8970770, "8.97 %: quarterly");
    n = credit(day(1978, 3, 20), 50000, day(1978, 4, 21), week, 30, 1760);
    is_apr(n, LF_APR_US_ACTUARIAL, 14962223, "14.96 %: weekly");
    n = credit(day(2022, 3, 1), 100000, day(2023, 3, 1), (LfPeriod){.months = 12}, 2, 60000);
    is_apr(n, LF_APR_EU, 13066239, "13.07 %: two payments");
}

/* Time as the law writes it for months with an odd first period. */
static void
test_unit(void)
{
    const LfPeriod month = {.months = 1};
    LfUnitPeriod u;
    int64_t num, den;
    int32_t n = credit(day(2024, 1, 31), 1000, day(2024, 2, 29), month, 12, 100);

    lf_unit_period_find(dates, amounts, n, &u);
    is_i64(u.kind, LF_UNIT_MONTHS, "months by their last day");
    is_i64(u.length, 1, "one month");
    lf_unit_time(&u, dates[1], &num, &den);
    is_i64(num * 30, den * 29, "from 31 January to the 29th of a series on the 29th: 29 days");
    n = credit(day(2026, 4, 27), 1000, day(2026, 7, 31), (LfPeriod){.months = 3}, 8, 100);
    lf_unit_period_find(dates, amounts, n, &u);
    lf_unit_time(&u, dates[2], &num, &den);
    is_i64(num, 183, "six months of 30 days and 3 days");
    is_i64(den, 90, "of 90");
    n = credit(day(2024, 1, 1), 1000, day(2024, 1, 15), (LfPeriod){.days = 28}, 8, 100);
    lf_unit_period_find(dates, amounts, n, &u);
    is_i64(u.kind == LF_UNIT_DAYS ? u.length : 0, 28, "four weeks are no month");
    is_i64(u.year_parts * 4, 52 * u.year_units, "13 a year");
    n = credit(day(2024, 1, 1), 1000, day(2024, 6, 1), month, 1, 1100);
    lf_unit_period_find(dates, amounts, n, &u);
    is_i64(u.kind, LF_UNIT_TERM, "one payment: the term");
    is_i64(u.year_parts * 5, 12 * u.year_units, "five months");
}

/* What is left of Appendix J's equation at a rate, over the size of its terms. */
static long double
actuarial_rest(int32_t count, const LfUnitPeriod *u, long double rate)
{
    long double i = rate * u->year_units / u->year_parts, sum = 0, size = 0;

    for (int32_t k = 0; k < count; k++) {
        int64_t num, den;
        long double term;

        lf_unit_time(u, dates[k], &num, &den);
        term = amounts[k] / ((1 + (long double)(num % den) / den * i) * powl(1 + i, num / den));
        sum += term;
        size += fabsl(term);
    }
    return sum / size;
}

/* What is owed at the end by the United States rule, over what was advanced. */
static long double
rule_rest(int32_t count, const LfUnitPeriod *u, long double rate)
{
    long double i = rate * u->year_units / u->year_parts, balance = 0, unpaid = 0, before = 0;

    for (int32_t k = 0; k < count; k++) {
        int64_t num, den;

        lf_unit_time(u, dates[k], &num, &den);
        unpaid += balance * i * ((long double)num / den - before);
        before = (long double)num / den;
        if (amounts[k] < 0)
            balance -= amounts[k];
        else if (amounts[k] >= unpaid) {
            balance -= amounts[k] - unpaid;
            unpaid = 0;
        } else
            unpaid -= amounts[k];
    }
    return (balance + unpaid) / -amounts[0];
}

/* The same sum, discounted by years. */
static long double
effective_rest(int32_t count, long double rate, long double units_a_year, const double *time)
{
    long double sum = 0, size = 0;

    for (int32_t k = 0; k < count; k++) {
        long double term = amounts[k] / powl(1 + rate, time[k] / units_a_year);

        sum += term;
        size += fabsl(term);
    }
    return sum / size;
}

static int32_t
random_credit(void)
{
    static const LfPeriod steps[] = {{.months = 1}, {.months = 3}, {.days = 7},
                                     {.days = 14},  {.days = 10},  {.months = 12}};
    LfPeriod step = steps[random_between(0, 5)];
    int32_t payments = (int32_t)random_between(1, 60), n;
    int64_t amount = random_between(1000, 10000000);
    int32_t start =
        day((int32_t)random_between(2000, 2030), 1, 1) + (int32_t)random_between(0, 365);
    int64_t payment = amount / payments + random_between(1, amount / 10 + 1);

    n = credit(start, amount, start + (int32_t)random_between(1, 60), step, payments, payment);
    for (int32_t k = 1; k < n; k++)
        if (random_chance(8))
            amounts[k] = random_between(0, 2 * payment);
    amounts[n - 1] += random_between(1, payment);
    return n;
}

/* How many of the times' unit a year has: by the last one. */
static long double
units_of(int32_t count)
{
    long double ratio = flow_times[count - 1] / ((dates[count - 1] - dates[0]) / 365.25L);

    return ratio < 13 ? 12 : ratio < 60 ? 52 : 365;
}

/* Each equation changes sign within half a digit of the rate. */
static void
test_random(void)
{
    int32_t solved = 0, actuarial = 0, rule = 0, irr = 0, same = 0;

    for (int i = 0; i < 3000; i++) {
        int32_t n = random_credit(), flows = 0;
        int64_t rate[LF_APR_METHODS];
        LfUnitPeriod u;
        LfFault why;
        bool fine = true;
        long double low = 0, high = 0, m, effective;

        for (int32_t k = 0; k < n; k++) /* amounts of 0 are no flow */
            if (amounts[k] != 0) {
                dates[flows] = dates[k];
                amounts[flows++] = amounts[k];
            }
        n = flows;
        for (int method = 0; method < LF_APR_METHODS && fine; method++) {
            fine = apr(n, (LfAprMethod)method, &rate[method], &why) == LF_OK;
            if (method == LF_APR_CN_IRR && fine) {
                low = effective_rest(n, (rate[method] - 0.51L) / 1e8L, units_of(n), flow_times);
                high = effective_rest(n, (rate[method] + 0.51L) / 1e8L, units_of(n), flow_times);
            }
        }
        if (!fine)
            continue;
        lf_unit_period_find(dates, amounts, n, &u);
        solved++;
        actuarial += actuarial_rest(n, &u, (rate[0] - 0.51L) / 1e8L) >= 0 &&
                     actuarial_rest(n, &u, (rate[0] + 0.51L) / 1e8L) <= 0;
        rule += rule_rest(n, &u, (rate[1] - 0.51L) / 1e8L) <= 0 &&
                rule_rest(n, &u, (rate[1] + 0.51L) / 1e8L) >= 0;
        irr += low >= 0 && high <= 0;
        m = (long double)u.year_parts / u.year_units;
        effective = powl(1 + rate[LF_APR_CN_SIMPLE] / 1e8L / m, m) - 1;
        same += fabsl(effective - rate[LF_APR_CN_IRR] / 1e8L) < 0.6e-8L * (2 + effective);
    }
    ok(solved > 2500, "%d random credits have a rate", solved);
    is_i64(actuarial, solved, "the actuarial equation holds to the last digit");
    is_i64(rule, solved, "the account of the United States rule ends at 0");
    is_i64(irr, solved, "the effective rate balances the flows");
    is_i64(same, solved, "the simple rate of a period compounds to the effective one");
}

static void
test_refused(void)
{
    int32_t n = credit(day(2024, 1, 1), 1000, day(2024, 2, 1), (LfPeriod){.months = 1}, 3, 400);
    LfFault why = {.status = LF_OK};
    int64_t rate = 0;

    for (int m = 0; m < LF_APR_METHODS; m++) {
        amounts[0] = -1000;
        is_i64(apr(1, (LfAprMethod)m, &rate, &why), LF_ERR_NO_SIGN_CHANGE, "one date");
        is_i64(apr(0, (LfAprMethod)m, &rate, &why), LF_ERR_NO_SIGN_CHANGE, "no date");
        amounts[0] = 1000;
        is_i64(apr(n, (LfAprMethod)m, &rate, &why), LF_ERR_APR_FIRST_PAYMENT, "payments first");
        amounts[0] = -1;
        is_i64(apr(n, (LfAprMethod)m, &rate, &why), LF_ERR_NO_ROOT, "beyond the greatest rate");
    }
}

int
main(void)
{
    random_begin();
    test_printed();
    test_unit();
    test_random();
    test_refused();
    return done_testing();
}
