/*
 * Calendar: against a count of days one by one over twenty millennia, and due
 * dates against stepping month by month.
 */
#include "core/time/calendar.h"

#include "test/unit/random.h"
#include "test/unit/tap.h"

static bool
leap(int32_t year)
{
    if (year % 400 == 0)
        return true;
    if (year % 100 == 0)
        return false;
    return year % 4 == 0;
}

static int32_t
month_length(int32_t year, int32_t month)
{
    switch (month) {
    case 2:
        return leap(year) ? 29 : 28;
    case 4:
    case 6:
    case 9:
    case 11:
        return 30;
    default:
        return 31;
    }
}

/* One day on, as a clerk would. */
static void
step(LfCivil *c)
{
    if (++c->day <= month_length(c->year, c->month))
        return;
    c->day = 1;
    if (++c->month <= 12)
        return;
    c->month = 1;
    c->year++;
}

static bool
same(LfCivil a, LfCivil b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static void
test_every_day(void)
{
    LfCivil c = {-10000, 1, 1};
    int32_t date = lf_date_from_civil(c);
    int64_t wrong_to = 0, wrong_from = 0, wrong_month = 0, wrong_length = 0, days = 0;

    for (; c.year <= 10000; step(&c), date++, days++) {
        wrong_to += !same(lf_date_to_civil(date), c);
        wrong_from += lf_date_from_civil(c) != date;
        wrong_month += lf_month_of(date) != c.year * 12 + c.month - 1;
        if (c.day == 1) {
            wrong_month += lf_month_start(c.year * 12 + c.month - 1) != date;
            wrong_length += lf_days_in_month(c.year, c.month) != month_length(c.year, c.month) ||
                            lf_is_leap_year(c.year) != leap(c.year);
        }
    }
    is_i64(days, INT64_C(20001) * 365 + 4851, "twenty millennia have their days");
    is_i64(wrong_to, 0, "every day number is the day that a count reaches");
    is_i64(wrong_from, 0, "every day has the number that a count reaches");
    is_i64(wrong_month, 0, "months begin and hold their days");
    is_i64(wrong_length, 0, "months have their lengths");
}

static void
test_anchors(void)
{
    is_i64(lf_date_from_civil((LfCivil){2000, 1, 1}), 0, "2000-01-01 is day 0");
    is_i64(lf_date_from_civil((LfCivil){1970, 1, 1}), -10957, "1970-01-01 is day -10957");
    is_i64(lf_date_from_civil((LfCivil){1, 1, 1}), LF_MIN_DATE, "the first date is 0001-01-01");
    is_i64(lf_date_from_civil((LfCivil){9999, 12, 31}), LF_MAX_DATE, "the last is 9999-12-31");
    ok(lf_date_in_range(LF_MIN_DATE) && !lf_date_in_range(LF_MIN_DATE - 1) &&
           lf_date_in_range(LF_MAX_DATE) && !lf_date_in_range(LF_MAX_DATE + 1),
       "the limits hold themselves and nothing beyond");
}

/* base plus months, the day cut to the month's last. */
static int32_t
months_later(LfCivil base, int64_t months)
{
    LfCivil c = {base.year, base.month, 1};

    for (; months > 0; months--)
        if (++c.month > 12) {
            c.month = 1;
            c.year++;
        }
    for (; months < 0; months++)
        if (--c.month < 1) {
            c.month = 12;
            c.year--;
        }
    int32_t last = month_length(c.year, c.month);

    c.day = base.day < last ? base.day : last;
    return lf_date_from_civil(c);
}

static void
test_date_add(void)
{
    int wrong = 0, wrong_days = 0;

    for (int i = 0; i < 30000; i++) {
        int32_t base = (int32_t)random_between(LF_MIN_DATE, LF_MAX_DATE);
        LfPeriod months = {.months = (int32_t)random_between(1, 24)};
        LfPeriod days = {.days = (int32_t)random_between(1, 400)};
        int64_t count = random_between(-60, 60);

        wrong += lf_date_add(base, months, count) !=
                 months_later(lf_date_to_civil(base), count * months.months);
        wrong_days += lf_date_add(base, days, count) != base + count * days.days;
    }
    is_i64(wrong, 0, "months are added by the calendar, missing days cut to the last");
    is_i64(wrong_days, 0, "days are added as days");

    LfPeriod century = {.months = LF_MAX_PERIOD_MONTHS};
    /* 400 years are 146097 days, wherever they begin */
    is_i64(lf_date_add(LF_MAX_DATE, century, 4000000), LF_MAX_DATE + INT64_C(1000000) * 146097,
           "millions of centuries do not overflow");
    is_i64(lf_date_add(LF_MIN_DATE, century, -4000000), LF_MIN_DATE - INT64_C(1000000) * 146097,
           "neither do they backwards");
}

static void
test_month_ends(void)
{
    static const int32_t last_days[12] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t due[14];
    int wrong = 0;

    lf_due_fill((LfDueCalendar){lf_date_from_civil((LfCivil){2024, 1, 31}), 0, {.months = 1}}, 14,
                due);
    for (int32_t month = 0; month < 12; month++)
        wrong += !same(lf_date_to_civil(due[month]), (LfCivil){2024, month + 1, last_days[month]});
    wrong += !same(lf_date_to_civil(due[12]), (LfCivil){2025, 1, 31});
    wrong += !same(lf_date_to_civil(due[13]), (LfCivil){2025, 2, 28});
    is_i64(wrong, 0, "a loan of the 31st falls due on every month's last day");
}

/* The last day of a month, found without the code under test. */
static int32_t
end_of_month(LfCivil c, int64_t months)
{
    return months_later((LfCivil){c.year, c.month, 31}, months);
}

static void
test_month_end_periods(void)
{
    LfPeriod month = {.months = 1, .month_end = true};
    int32_t april = lf_date_from_civil((LfCivil){2023, 4, 30});
    int wrong = 0, ends = 0;

    is_i64(lf_date_add(april, month, 1), april + 31, "the month's end after 30 April is 31 May");
    is_i64(lf_date_add(april, month, -2), april - 61, "two before it is 28 February");
    for (int i = 0; i < 20000; i++) {
        int32_t base = (int32_t)random_between(LF_MIN_DATE + 40000, LF_MAX_DATE - 40000);
        LfPeriod period = {.months = (int32_t)random_between(1, 24), .month_end = true};
        int64_t count = random_between(-30, 30);
        int32_t end = end_of_month(lf_date_to_civil(base), count * period.months);

        wrong += lf_date_add(base, period, count) != end;
        ends += lf_is_month_end(base);
        wrong += lf_is_month_end(base) != (end_of_month(lf_date_to_civil(base), 0) == base);
    }
    is_i64(wrong, 0, "a period of months' ends leads to the last day of its month");
    ok(ends > 400, "bases on a month's end are among them (%d)", ends);
}

/* Whether a filled column is what is counted from the base one by one. */
static bool
fills(int32_t base, LfPeriod period, int64_t first, int32_t count)
{
    int32_t column[64];

    lf_due_fill((LfDueCalendar){base, first, period}, count, column);
    for (int32_t k = 0; k < count; k++)
        if (column[k] != lf_date_add(base, period, first + k))
            return false;
    return true;
}

/* Around the years where every fourth year is a leap year no longer, too. */
static void
test_fill(void)
{
    static const int32_t years[] = {1, 1898, 2000, 2097, 2400};
    int wrong = 0;

    for (int i = 0; i < 20000; i++) {
        int32_t month = 12 * years[i % 5] + (int32_t)random_between(0, 60);
        LfPeriod period = {.months = (int32_t)random_between(1, i % 3 == 0 ? 60 : 3),
                           .month_end = random_chance(3)};

        wrong += !fills(lf_month_start(month) + (int32_t)random_between(0, 30), period,
                        random_between(0, 20), (int32_t)random_between(0, 64));
    }
    is_i64(wrong, 0, "a filled column has the dates counted from the base");
}

static void
test_sequence(void)
{
    int wrong = 0, wrong_count = 0;

    for (int i = 0; i < 3000; i++) {
        int32_t base = (int32_t)random_between(LF_MIN_DATE, LF_MAX_DATE - 400000);
        LfPeriod period = {0};
        int64_t first = random_between(0, 30);
        int32_t due[50];

        if (random_chance(2))
            period =
                (LfPeriod){.months = (int32_t)random_between(1, 14), .month_end = random_chance(3)};
        else
            period.days = (int32_t)random_between(1, 60);
        if (random_chance(2)) /* near a month's end */
            base = lf_month_start(lf_month_of(base) + 1) - (int32_t)random_between(1, 4);
        if (base < LF_MIN_DATE)
            base = LF_MIN_DATE;

        int32_t until = base + (int32_t)random_between(-100, 3000), passed = 0;

        lf_due_fill((LfDueCalendar){base, first, period}, 50, due);
        for (int32_t k = 0; k < 50; k++) {
            wrong += due[k] != lf_date_add(base, period, first + k);
            passed += due[k] <= until;
        }
        wrong_count +=
            lf_due_count_until((LfDueCalendar){base, first, period}, 50, until) != passed;
    }
    is_i64(wrong, 0, "each further due date is the one counted from the base");
    is_i64(wrong_count, 0, "rows due until a day are as many as a count finds");
}

int
main(void)
{
    random_begin();
    test_every_day();
    test_anchors();
    test_date_add();
    test_month_ends();
    test_month_end_periods();
    test_fill();
    test_sequence();
    return done_testing();
}
