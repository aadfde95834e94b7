/*
 * Accrual: interest between rows, day by day: every day of a period bears the
 * same part of its rate, and each annual rate its own days.
 */
#include "core/schedule/accrual.h"

#include "test/unit/integer.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"

static LfRateChange changes[8];

static int32_t
date(int32_t year, int32_t month, int32_t day)
{
    return lf_date_from_civil((LfCivil){year, month, day});
}

static int64_t
accrued(const LfTerms *terms, int32_t start, int32_t previous, int32_t next, int64_t balance,
        int64_t next_interest, int32_t as_of)
{
    LfAccrual a = {terms, start, previous, next, next_interest, balance};
    LfFault why;
    int64_t interest = INT64_MIN;

    return lf_accrued_interest(&a, as_of, &interest, &why) == LF_OK ? interest : INT64_MIN;
}

static void
test_known(void)
{
    LfTerms t = {.period = {.months = 1}, .periods = 6, .rate_e12 = 7 * LF_RATE_ONE / 100};
    int32_t start = date(2025, 1, 1), due = date(2025, 2, 1);

    is_i64(accrued(&t, start, start, due, 80000, 467, date(2025, 1, 27)), 391,
           "800.00 at 7 %% owe 3.91 after 26 days of January");
    is_i64(accrued(&t, start, start, due, 80000, 467, start), 0, "on the start date nothing");
    is_i64(accrued(&t, start, start, due, 80000, 467, start - 9), 0, "before it nothing");
    t.method = LF_FLAT;
    is_i64(accrued(&t, start, start, due, 80000, 1000, date(2025, 1, 27)), 839,
           "flat: the days' part of the next row's interest");
    is_i64(accrued(NULL, start, start, due, 80000, 31, date(2025, 1, 16)), 15,
           "without terms too, half up");
    is_i64(accrued(NULL, start, start, due, 0, 1, start + 15), 0, "less than half is nothing");
    is_i64(accrued(NULL, start, start, start + 30, 0, 1, start + 15), 1, "half is one");
    is_i64(accrued(NULL, start, start, start + 30, 0, -1, start + 15), -1,
           "negative interest is the mirror image");
}

/* num / den equals the rate. */
static bool
is_rate(LfRate r, const Integer *num, lf_int128 den)
{
    static Integer left, right;

    integer_copy(&left, num);
    integer_multiply(&left, r.den);
    integer_set(&right, r.num);
    integer_multiply(&right, den);
    integer_add(&left, &right, true);
    return integer_sign(&left) == 0;
}

/* The exact rate as a sum over single days, all under one denominator. */
static bool
day_by_day(const LfTerms *t, int32_t start, int32_t from, int32_t to, LfRate r)
{
    static Integer sum, part;
    LfDueCalendar c = lf_due_calendar(t, start);
    lf_int128 den = LF_RATE_ONE;
    int32_t begin = start, end = 0;
    LfFraction whole = lf_period_fraction(t->period);

    for (int64_t k = 0;; k++) {
        end = (int32_t)lf_date_add(c.base, c.period, c.first + k);
        if (end > from)
            break;
        begin = end;
    }
    if (begin == start && t->has_first_due)
        whole = lf_broken_fraction(t->period, start, t->first_due);
    if (t->day_count == LF_PERIODIC)
        den *= (lf_int128)whole.den * (end - begin);
    else
        den *= t->day_count == LF_ACT_ACT ? 365 * 366 : t->day_count == LF_ACT_365 ? 365 : 360;
    integer_set(&sum, 0);
    for (int32_t day = from; day < to; day++) {
        int64_t rate = t->rate_e12;
        bool leap = lf_is_leap_year(lf_date_to_civil(day).year);

        for (int32_t i = 0; i < t->change_count && t->changes[i].from <= day; i++)
            rate = t->changes[i].rate_e12;
        integer_set(&part, rate);
        if (t->day_count == LF_PERIODIC)
            integer_multiply(&part, whole.num);
        else if (t->day_count == LF_ACT_ACT)
            integer_multiply(&part, leap ? 365 : 366);
        integer_add(&sum, &part, false);
    }
    return is_rate(r, &sum, den);
}

static void
test_parts(void)
{
    static const LfDayCount counted[] = {LF_PERIODIC, LF_PERIODIC, LF_ACT_360, LF_ACT_365,
                                         LF_ACT_ACT};
    int wrong = 0, refused = 0, changed = 0;

    for (int i = 0; i < 20000; i++) {
        int32_t start = (int32_t)random_between(-3000, 9000), from, to, end = 0;
        LfTerms t = {.period = {.months = 1},
                     .periods = 60,
                     .day_count = counted[random_between(0, 4)],
                     .rate_e12 = random_between(0, LF_RATE_ONE / 2),
                     .changes = changes};
        LfRate r;

        if (random_chance(3))
            t.period = (LfPeriod){.days = (int32_t)random_between(5, 40)};
        if (random_chance(3)) {
            t.has_first_due = true;
            t.first_due = start + (int32_t)random_between(1, 80);
        } else
            t.in_advance = random_chance(4);
        if (t.period.months != 0 && random_chance(3)) {
            t.period.month_end = true;
            t.first_due = lf_month_start(lf_month_of(t.first_due) + 1) - 1;
        }
        from = start + (int32_t)random_between(0, 400);

        LfDueCalendar c = lf_due_calendar(&t, start);

        for (int64_t k = 0; end <= from; k++)
            end = (int32_t)lf_date_add(c.base, c.period, c.first + k);
        to = (int32_t)random_between(from, end);
        for (t.change_count = 0; t.change_count < 4 && random_chance(2); t.change_count++) {
            int32_t before = t.change_count == 0 ? start : changes[t.change_count - 1].from;

            changes[t.change_count] = (LfRateChange){before + (int32_t)random_between(1, 200),
                                                     random_between(0, LF_RATE_ONE)};
            changed++;
        }
        if (lf_accrual_rate(&t, start, from, to, &r))
            wrong += !day_by_day(&t, start, from, to, r);
        else
            refused++;
    }
    is_i64(wrong, 0, "the rate of a part is the sum of its days' rates, exactly");
    is_i64(refused, 0, "the rates of ordinary periods fit");
    ok(changed > 5000, "rates that change are among them (%d)", changed);
}

/* A whole period accrues what its row charges. */
static void
test_whole_periods(void)
{
    int wrong = 0;

    for (int i = 0; i < 20000; i++) {
        int32_t start = (int32_t)random_between(-3000, 9000);
        LfTerms t = {.period = {.months = 1},
                     .periods = 60,
                     .day_count = (LfDayCount)random_between(0, LF_DAY_COUNTS - 1),
                     .rate_e12 = random_between(-LF_RATE_ONE / 10, LF_RATE_ONE / 2)};
        int32_t k = (int32_t)random_between(0, 30);
        int32_t begin = (int32_t)lf_date_add(start, t.period, k);
        int32_t end = (int32_t)lf_date_add(start, t.period, k + 1);
        LfFraction f = t.day_count == LF_PERIODIC
                           ? lf_period_fraction(t.period)
                           : lf_year_fraction(t.day_count, begin, end, false);
        LfRate whole = lf_rate_reduce(lf_rate_make(t.rate_e12, f)), r;

        wrong +=
            !lf_accrual_rate(&t, start, begin, end, &r) || r.num != whole.num || r.den != whole.den;
    }
    is_i64(wrong, 0, "a whole period has the rate of its row");
}

static void
test_overflow(void)
{
    LfTerms t = {
        .period = {.months = LF_MAX_PERIOD_MONTHS}, .periods = 1, .rate_e12 = LF_MAX_RATE_E12};
    int32_t start = date(2025, 1, 1), due = date(2125, 1, 1);

    is_i64(accrued(&t, start, start, due, LF_MAX_MONEY, 0, due - 1), INT64_MIN,
           "interest beyond 64 bits is refused");
}

int
main(void)
{
    random_begin();
    test_known();
    test_parts();
    test_whole_periods();
    test_overflow();
    return done_testing();
}
