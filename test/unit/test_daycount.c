/*
 * Day count: by walking from day to day, and by the published formulas written
 * out again.
 */
#include "core/time/daycount.h"

#include <string.h>

#include "core/base/int128.h"
#include "core/time/calendar.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"
#include "test/unit/word.h"

static bool
equal(LfFraction a, int64_t num, int64_t den)
{
    return a.den > 0 && (lf_int128)a.num * den == (lf_int128)num * a.den;
}

static int32_t
date(int32_t year, int32_t month, int32_t day)
{
    return lf_date_from_civil((LfCivil){year, month, day});
}

/* Days in leap and in other years, each day counted by itself. */
static void
walk(int32_t from, int32_t to, int64_t *leap, int64_t *plain)
{
    *leap = *plain = 0;
    for (int32_t day = from; day < to; day++) {
        int32_t year = lf_date_to_civil(day).year;

        if (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
            ++*leap;
        else
            ++*plain;
    }
}

static void
test_actual(void)
{
    int wrong = 0, wrong_split = 0;

    for (int i = 0; i < 3000; i++) {
        int32_t from = (int32_t)random_between(LF_MIN_DATE, LF_MAX_DATE - 2000);
        int32_t to = from + (int32_t)random_between(0, random_chance(2) ? 40 : 2000);
        int64_t leap, plain;

        walk(from, to, &leap, &plain);
        for (int d = LF_ACT_360; d <= LF_ACT_ACT; d++)
            wrong += lf_days_between((LfDayCount)d, from, to, false) != leap + plain;
        wrong += !equal(lf_year_fraction(LF_ACT_360, from, to, false), leap + plain, 360);
        wrong += !equal(lf_year_fraction(LF_ACT_365, from, to, false), leap + plain, 365);
        wrong_split += !equal(lf_year_fraction(LF_ACT_ACT, from, to, false),
                              leap * 365 + plain * 366, 365 * 366);
    }
    is_i64(wrong, 0, "actual days are the days between");
    is_i64(wrong_split, 0, "actual/actual counts each day in the year it begins in");
    ok(equal(lf_year_fraction(LF_ACT_ACT, LF_MIN_DATE, LF_MAX_DATE, false),
             INT64_C(9998) * 365 + 364, 365) ||
           equal(lf_year_fraction(LF_ACT_ACT, date(1, 1, 1), date(9999, 1, 1), false), 9998, 1),
       "whole years are whole, ten millennia of them");
}

/* ISDA 2006, 4.16 (f) and (g), by year, month and day. */
static int64_t
thirty(LfCivil a, LfCivil b, bool european)
{
    int32_t d1 = a.day, d2 = b.day;

    if (european) {
        d1 = d1 == 31 ? 30 : d1;
        d2 = d2 == 31 ? 30 : d2;
    } else {
        if (d2 == 31 && d1 >= 30)
            d2 = 30;
        if (d1 == 31)
            d1 = 30;
    }
    return ((int64_t)b.year - a.year) * 360 + ((int64_t)b.month - a.month) * 30 + (d2 - d1);
}

static void
test_thirty(void)
{
    int wrong = 0;

    for (int i = 0; i < 20000; i++) {
        int32_t from = (int32_t)random_between(LF_MIN_DATE, LF_MAX_DATE - 2000);

        if (random_chance(2)) /* a month's end or the day after */
            from = lf_month_start(lf_month_of(from) + 1) - (int32_t)random_between(0, 1);
        int32_t to = from + (int32_t)random_between(0, 2000);

        if (random_chance(2))
            to = lf_month_start(lf_month_of(to) + 1) - (int32_t)random_between(0, 1);
        for (int european = 0; european < 2; european++) {
            LfDayCount d = european ? LF_30E_360 : LF_30_360;
            int64_t want = thirty(lf_date_to_civil(from), lf_date_to_civil(to), european);

            wrong += lf_days_between(d, from, to, false) != want;
            wrong += !equal(lf_year_fraction(d, from, to, false), want, 360);
        }
    }
    is_i64(wrong, 0, "30/360 and 30E/360 are their formulas");
    is_i64(lf_days_between(LF_30_360, date(2024, 1, 31), date(2024, 3, 31), false), 60,
           "US: the 31st to the 31st");
    is_i64(lf_days_between(LF_30_360, date(2024, 2, 28), date(2024, 3, 31), false), 33,
           "US: the 31st stays after a 28th");
    is_i64(lf_days_between(LF_30E_360, date(2024, 2, 28), date(2024, 3, 31), false), 32,
           "European: it does not");
    is_i64(lf_days_between(LF_30_360, date(2023, 2, 28), date(2023, 3, 1), false), 3,
           "February has no 30th in either");
}

static void
test_mirror(void)
{
    int wrong = 0;

    for (int i = 0; i < 20000; i++) {
        int32_t from = (int32_t)random_between(LF_MIN_DATE, LF_MAX_DATE);
        int32_t to = (int32_t)random_between(LF_MIN_DATE, LF_MAX_DATE);

        if (random_chance(2))
            to = from + (int32_t)random_between(-40, 40);
        for (int d = LF_30_360; d < LF_DATED_DAY_COUNTS && from != to; d++) {
            LfFraction there = lf_year_fraction((LfDayCount)d, from, to, false);
            LfFraction back = lf_year_fraction((LfDayCount)d, to, from, false);

            wrong += lf_days_between((LfDayCount)d, from, to, false) !=
                     -lf_days_between((LfDayCount)d, to, from, false);
            wrong += there.num != -back.num || there.den != back.den;
        }
    }
    is_i64(wrong, 0, "the way back is the way there, negative");
}

/* Parts of actual conventions add up, whatever is between. */
static void
test_parts(void)
{
    int wrong = 0;

    for (int i = 0; i < 20000; i++) {
        int32_t from = (int32_t)random_between(LF_MIN_DATE, LF_MAX_DATE - 9000);
        int32_t middle = from + (int32_t)random_between(0, 4000);
        int32_t to = middle + (int32_t)random_between(0, 4000);

        for (int d = LF_ACT_360; d <= LF_ACT_ACT; d++) {
            LfFraction a = lf_year_fraction((LfDayCount)d, from, middle, false);
            LfFraction b = lf_year_fraction((LfDayCount)d, middle, to, false);

            wrong += a.den != b.den ||
                     !equal(lf_year_fraction((LfDayCount)d, from, to, false), a.num + b.num, a.den);
        }
    }
    is_i64(wrong, 0, "fractions of adjoining spans share a denominator and add up");
}

static void
test_names(void)
{
    static const char *const strangers[] = {"", "30/36", "30/3600", "ACT/364", "act", "PERIODIC "};
    int d;
    LfFault why = {0};

    for (int i = 0; i < LF_DAY_COUNTS; i++) {
        const char *name = lf_day_count_name((LfDayCount)i);

        ok(read_word(&lf_day_counts, name, strlen(name), &d, &why) == LF_OK && d == i,
           "%s is read as itself", name);
    }
    ok(read_word(&lf_day_counts, "act/act", 7, &d, &why) == LF_OK && d == LF_ACT_ACT &&
           read_word(&lf_day_counts, "30e/360", 7, &d, &why) == LF_OK && d == LF_30E_360,
       "case does not matter");
    for (size_t i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++)
        ok(read_word(&lf_day_counts, strangers[i], strlen(strangers[i]), &d, &why) ==
                   LF_ERR_KEYWORD &&
               why.status == LF_ERR_KEYWORD && why.text.at == strangers[i] &&
               strcmp(why.name, "day_count") == 0,
           "\"%s\" is no day count", strangers[i]);
}

int
main(void)
{
    random_begin();
    test_actual();
    test_thirty();
    test_mirror();
    test_parts();
    test_names();
    return done_testing();
}
