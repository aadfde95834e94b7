/*
 * Vehicle: values of a curve as fractions worked out by hand, its points and
 * conditions, and the laws on loan to value by date.
 */
#include "core/vehicle/curve.h"

#include "core/base/int128.h"
#include "core/time/calendar.h"

#include "test/unit/random.h"
#include "test/unit/tap.h"

/* The curve of the example in curve.c: 0.8 at a year, 0.58 at three, 20,000 km a year. */
static LfCurve
example(void)
{
    return (LfCurve){.count = 3,
                     .conditions = 3,
                     .km_per_year = 20000,
                     .per_1000_km_e6 = 4000,
                     .floor_e6 = 100000,
                     .point = {{0, 1000000}, {12, 800000}, {36, 580000}},
                     .condition = {{lf_text("fair"), 900000},
                                   {lf_text("mint"), 1050000},
                                   {lf_text("as new"), 1050000}}};
}

static void
test_values(void)
{
    static const struct {
        const char *what;
        int64_t want;
        LfVehicle v;
    } cases[] = {
        {"new", 10000000, {10000000, 0, false, 0, -1, false, 0}},
        {"0.9 at 6 months", 9000000, {10000000, 6, false, 0, -1, false, 0}},
        {"0.8 at 12", 8000000, {10000000, 12, false, 0, -1, false, 0}},
        {"0.69 at 24", 6900000, {10000000, 24, false, 0, -1, false, 0}},
        {"0.58 from 36 on", 5800000, {10000000, 400, false, 0, -1, false, 0}},
        /* condition 0.9: 0.621; 10,000 km beyond 40,000, 0.004 a thousand: 0.581 */
        {"the example in curve.c", 5810000, {10000000, 24, true, 50000, 2, false, 0}},
        /* 10,000 km less than expected add 0.04 */
        {"few kilometres", 7300000, {10000000, 24, true, 30000, -1, false, 0}},
        /* 0.69 - 0.004 * 460 is below the floor of 0.1 */
        {"the floor", 1000000, {10000000, 24, true, 500000, -1, false, 0}},
        /* bought at 24 for 69,000.00: new 100,000.00, at 36 58,000.00 */
        {"a used car", 5800000, {6900000, 36, false, 0, -1, true, 24}},
        /* at 1 month 1 - 0.2 / 12: 11 * 59 / 60 is 10.8167; 3 * 59 / 60 is 2.95; */
        {"rounded once", 11, {11, 1, false, 0, -1, false, 0}},
        {"rounded up", 3, {3, 1, false, 0, -1, false, 0}},
        /* 5 * 0.9 is 4.5 */
        {"half up", 5, {5, 6, false, 0, -1, false, 0}},
        {"a kilometre takes 0.000004", 79999600, {100000000, 12, true, 20001, -1, false, 0}},
        {"the dearest car", INT64_C(72000000000000000), {LF_MAX_MONEY, 12, false, 0, -1, false, 0}},
    };
    LfCurve c = example();

    lf_curve_sort(&c);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        LfFault why = {.status = LF_OK};
        int64_t value = -1;

        (void)lf_vehicle_value(&c, &cases[i].v, &value, &why);
        is_i64(value, cases[i].want, "%s", cases[i].what);
    }
}

static void
test_refusals(void)
{
    LfCurve c = example();
    LfVehicle v = {.price = 100, .age = 36, .condition = -1, .used = true, .bought_at = 36};
    LfFault why = {.status = LF_OK};
    int64_t value;

    c.point[2].share_e6 = 0;
    ok(lf_vehicle_value(&c, &v, &value, &why) == LF_ERR_CURVE_SHARE && why.a == 36,
       "bought where the curve is at 0");
    /* 0.000001 of the price is known: new it cost a million times as much */
    c.point[2].share_e6 = 1;
    v.price = LF_MAX_MONEY;
    v.age = 0;
    ok(lf_vehicle_value(&c, &v, &value, &why) == LF_ERR_OVERFLOW, "a value beyond 64 bits");
    c.floor_e6 = 0;
    c.point[2].share_e6 = 10;
    v = (LfVehicle){.price = 100, .age = 36, .has_km = true, .km = LF_MAX_KM, .condition = -1};
    value = -1;
    (void)lf_vehicle_value(&c, &v, &value, &why);
    is_i64(value, 0, "no value below 0");
}

static void
test_points(void)
{
    LfCurve c = example();

    ok(lf_curve_defect(&c) == NULL, "a sound curve");
    c.point[2].month = 12;
    ok(lf_curve_defect(&c) != NULL, "two points of a month");
    c.point[2].month = 36;
    c.point[0].month = 1;
    ok(lf_curve_defect(&c) != NULL, "no point at month 0");
    c.count = 0;
    ok(lf_curve_defect(&c) != NULL, "no point");
}

static bool
is_named(const LfCurve *c, int i, const char *name)
{
    return c->condition[i].name.length == strlen(name) &&
           memcmp(c->condition[i].name.at, name, strlen(name)) == 0;
}

static void
test_conditions(void)
{
    LfCurve c = example();
    LfFault why = {.status = LF_OK};
    int32_t at = -1;

    lf_curve_sort(&c);
    ok(is_named(&c, 0, "as new") && is_named(&c, 1, "mint") && is_named(&c, 2, "fair"),
       "conditions: the best first, then by name");
    ok(lf_curve_condition(&c, lf_text("mint"), &at, &why) == LF_OK && at == 1,
       "a condition is found");
    ok(lf_curve_condition(&c, lf_text("min"), &at, &why) == LF_ERR_KEYWORD &&
           why.text2.length == strlen("as new, mint, fair") &&
           memcmp(why.text2.at, "as new, mint, fair", why.text2.length) == 0,
       "part of a name is none, and the names are listed");
    c.conditions = 0;
    ok(lf_curve_condition(&c, lf_text("mint"), &at, &why) == LF_ERR_KEYWORD && why.text2.length > 0,
       "a curve without conditions refuses one");
    c.conditions = LF_MAX_CURVE_CONDITIONS;
    for (int i = 0; i < c.conditions; i++)
        c.condition[i] = (LfCurveCondition){lf_text("a name of 21 letters."), i};
    ok(lf_curve_condition(&c, lf_text("mint"), &at, &why) == LF_ERR_KEYWORD &&
           why.text2.length <= sizeof(why.room),
       "a list that is too long is cut");
}

/* A curve that falls: the value never rises with age, and is linear between two points. */
static void
test_random(void)
{
    int bad = 0;

    for (int round = 0; round < 300; round++) {
        LfCurve c = {.count = 3,
                     .point = {{0, random_between(600000, LF_MAX_SHARE)},
                               {(int32_t)random_between(1, 60), random_between(1, 600000)},
                               {(int32_t)random_between(61, 240), 0}}};
        int64_t price = random_between(1, 100000000), before = INT64_MAX;

        for (int32_t age = 0; age <= 250; age += (int32_t)random_between(1, 9)) {
            LfVehicle v = {.price = price, .age = age, .condition = -1};
            const LfValuePoint *p = c.point;
            LfFault why = {.status = LF_OK};
            int64_t value = -1, n, d;

            p += age >= p[2].month ? 2 : age >= p[1].month;
            d = p == c.point + 2 ? 1 : p[1].month - p->month;
            n = p == c.point + 2
                    ? 0
                    : p->share_e6 * (p[1].month - age) + p[1].share_e6 * (age - p->month);
            bad += lf_vehicle_value(&c, &v, &value, &why) != LF_OK || value > before ||
                   value != (int64_t)(((lf_int128)price * n * 2 + d * LF_SHARE_ONE) /
                                      (2 * (lf_int128)d * LF_SHARE_ONE));
            before = value;
        }
    }
    is_i64(bad, 0, "random curves: the share of two neighbours weighted by months");
}

/* Loan to value in hundredths, -1 where the lender decides, -2 before the first law. */
static void
test_limits(void)
{
    static const struct {
        LfCivil day;
        LfLoanUse use;
        LfEnergy energy;
        LfVehicleState state;
        int64_t want;
    } cases[] = {
        {{2004, 9, 30}, LF_USE_OWN, LF_ENERGY_FUEL, LF_VEHICLE_NEW, -2},
        {{2004, 10, 1}, LF_USE_OWN, LF_ENERGY_FUEL, LF_VEHICLE_NEW, 80},
        {{2017, 12, 31}, LF_USE_OWN, LF_ENERGY_NEV, LF_VEHICLE_NEW, 80},
        {{2017, 12, 31}, LF_USE_COMMERCIAL, LF_ENERGY_FUEL, LF_VEHICLE_NEW, 70},
        {{2017, 12, 31}, LF_USE_OWN, LF_ENERGY_FUEL, LF_VEHICLE_USED, 50},
        {{2018, 1, 1}, LF_USE_OWN, LF_ENERGY_FUEL, LF_VEHICLE_NEW, 80},
        {{2018, 1, 1}, LF_USE_OWN, LF_ENERGY_NEV, LF_VEHICLE_NEW, 85},
        {{2018, 1, 1}, LF_USE_COMMERCIAL, LF_ENERGY_FUEL, LF_VEHICLE_NEW, 70},
        {{2018, 1, 1}, LF_USE_COMMERCIAL, LF_ENERGY_NEV, LF_VEHICLE_NEW, 75},
        {{2018, 1, 1}, LF_USE_COMMERCIAL, LF_ENERGY_NEV, LF_VEHICLE_USED, 70},
        {{2024, 4, 2}, LF_USE_OWN, LF_ENERGY_NEV, LF_VEHICLE_NEW, 85},
        {{2024, 4, 3}, LF_USE_OWN, LF_ENERGY_NEV, LF_VEHICLE_NEW, -1},
        {{2024, 4, 3}, LF_USE_OWN, LF_ENERGY_FUEL, LF_VEHICLE_NEW, -1},
        {{2024, 4, 3}, LF_USE_COMMERCIAL, LF_ENERGY_NEV, LF_VEHICLE_NEW, 75},
        {{2024, 4, 3}, LF_USE_OWN, LF_ENERGY_FUEL, LF_VEHICLE_USED, 70},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        LfLtvLimit limit = {0};
        bool found = lf_ltv_limit(lf_date_from_civil(cases[i].day), cases[i].use, cases[i].energy,
                                  cases[i].state, &limit);

        is_i64(!found            ? -2
               : limit.by_lender ? -1
                                 : limit.limit_e2,
               cases[i].want, "limit %zu", i + 1);
        if (found)
            ok(limit.since <= lf_date_from_civil(cases[i].day) && limit.source[0] != '\0',
               "limit %zu names its law", i + 1);
    }
}

int
main(void)
{
    random_begin();
    test_values();
    test_refusals();
    test_points();
    test_conditions();
    test_random();
    test_limits();
    return done_testing();
}
