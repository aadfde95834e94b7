/*
 * Speed: the grammar and its refusals, monthly rates against twelfth roots with
 * 80 digits and fractions worked out by hand, ramps, and the walk against
 * asking month by month.
 */
#include "core/pool/speed.h"

#include "test/unit/random.h"
#include "test/unit/tap.h"

static LfSpeed
speed_of(const char *text)
{
    LfSpeed speed = {0};
    LfFault why = {.status = LF_OK};

    if (lf_speed_parse(text, strlen(text), "speed", LF_SPEED_ANY, &speed, &why) != LF_OK)
        ok(false, "%s is a speed", text);
    return speed;
}

static void
test_grammar(void)
{
    LfSpeed s = speed_of(" 0 to 6.5 CPR x30 ,1.250000000 smm X2, 100 PSA");
    static const LfSpeedPart want[] = {{LF_SPEED_CPR, 30, 0, 6500000},
                                       {LF_SPEED_SMM, 2, 1250000, 1250000},
                                       {LF_SPEED_PSA, 0, 100000000, 100000000}};

    is_i64(s.count, 3, "three parts");
    for (int i = 0; i < 3; i++)
        ok(s.part[i].kind == want[i].kind && s.part[i].months == want[i].months &&
               s.part[i].from_e6 == want[i].from_e6 && s.part[i].to_e6 == want[i].to_e6,
           "part %d: rates in millionths of a percent, kind, months", i + 1);
}

/* Texts and what is said of them: status, byte of the fault. */
static void
test_refusals(void)
{
    static const struct {
        const char *text;
        LfSpeedUse use;
        lf_status status;
        int64_t at; /* byte, or the quantity */
    } cases[] = {
        {"", LF_SPEED_ANY, LF_ERR_SPEED, 0},
        {"CPR", LF_SPEED_ANY, LF_ERR_SPEED, 0},
        {"-1 CPR", LF_SPEED_ANY, LF_ERR_SPEED, 0},
        {"6 XYZ", LF_SPEED_ANY, LF_ERR_SPEED, 2},
        {"6 CPR x12", LF_SPEED_ANY, LF_ERR_SPEED, 9},
        {"6 CPR, 5 CPR", LF_SPEED_ANY, LF_ERR_SPEED, 0},
        {"6 CPR x, 5 CPR", LF_SPEED_ANY, LF_ERR_SPEED, 7},
        {"0 to 6 CPR", LF_SPEED_ANY, LF_ERR_SPEED, 10},
        {"6 CPR x0, 5 CPR", LF_SPEED_ANY, LF_ERR_RANGE_INT, 0},
        {"6 CPR x1201, 5 CPR", LF_SPEED_ANY, LF_ERR_RANGE_INT, 1201},
        {"6 CPR x12345, 5 CPR", LF_SPEED_ANY, LF_ERR_RANGE_INT, 12345},
        {"6 CPR x99999999999999999999, 5 CPR", LF_SPEED_ANY, LF_ERR_RANGE_INT, 999999999999999999},
        {"1.0000001 CPR", LF_SPEED_ANY, LF_ERR_DECIMALS, 6},
        {"12345678 PSA", LF_SPEED_ANY, LF_ERR_SPEED_RATE, 12345678000000},
        {"100.000001 CPR", LF_SPEED_ANY, LF_ERR_SPEED_RATE, 100000001},
        {"0 to 101 MDR x3, 1 MDR", LF_SPEED_ANY, LF_ERR_SPEED_RATE, 101000000},
        {"1 MDR", LF_SPEED_PREPAYMENT, LF_ERR_SPEED_KIND, 0},
        {"1 ABS", LF_SPEED_DEFAULTS, LF_ERR_SPEED_KIND, 0},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        LfSpeed speed;
        LfFault why = {.status = LF_OK};
        lf_status status = lf_speed_parse(cases[i].text, strlen(cases[i].text), "speed",
                                          cases[i].use, &speed, &why);

        ok(status == cases[i].status && why.status == status, "\"%s\" is refused", cases[i].text);
        is_i64(why.a, cases[i].at, "\"%s\": where, or what", cases[i].text);
    }
}

static void
test_too_many_parts(void)
{
    static char text[(LF_MAX_SPEED_PARTS + 1) * 9];
    static LfSpeed speed;
    LfFault why = {.status = LF_OK};
    size_t length = 0;

    for (int i = 1; i < LF_MAX_SPEED_PARTS; i++)
        length += (size_t)sprintf(text + length, "1 CPR x1,");
    length += (size_t)sprintf(text + length, "1 CPR");
    ok(lf_speed_parse(text, length, "speed", LF_SPEED_ANY, &speed, &why) == LF_OK &&
           speed.count == LF_MAX_SPEED_PARTS,
       "as many parts as the limit");
    length += (size_t)sprintf(text + length, " x1,1 CPR");
    ok(lf_speed_parse(text, length, "speed", LF_SPEED_ANY, &speed, &why) == LF_ERR_LIMIT &&
           why.a == LF_MAX_SPEED_PARTS + 1 && why.c == LF_MAX_SPEED_PARTS,
       "one part more is refused");
}

/* 1 - (1 - v)^(1/12) to 12 decimals is from 80 digits; PSA is v = 0.2 % a month
 * of age to 6 %, SDA rises by 0.02 % a month to 0.6 %, stays, and falls to 0.03 %. */
static void
test_monthly_rates(void)
{
    static const struct {
        const char *text;
        int32_t month;
        int32_t age;
        int64_t rate_e12;
    } cases[] = {
        {"0 CPR", 1, 1, 0},
        {"6 CPR", 1, 1, 5143012832},
        {"6 CPR", 700, 900, 5143012832},
        {"0.000001 CPR", 1, 1, 833},
        {"12.5 CDR", 1, 1, 11065933139},
        {"50 CPR", 1, 1, 56125687318},
        {"99.999999 CPR", 1, 1, 784556530997},
        {"100 CPR", 1, 1, 1000000000000},
        {"100 PSA", 1, 1, 166819640},
        {"100 PSA", 1, 15, 2535048614},
        {"100 PSA", 1, 29, 4966791530},
        {"100 PSA", 1, 30, 5143012832},
        {"100 PSA", 1, 300, 5143012832},
        {"165.5 PSA", 3, 7, 1951646733},
        {"100000 PSA", 1, 30, 1000000000000},
        {"100 SDA", 1, 1, 16668195},
        {"100 SDA", 1, 30, 501380294},
        {"100 SDA", 1, 60, 501380294},
        {"100 SDA", 1, 61, 493420183},
        {"100 SDA", 1, 119, 32922627},
        {"100 SDA", 1, 120, 25003438},
        {"100 SDA", 1, 200, 25003438},
        /* q / (1 - q (age - 1)): 0.015, 0.015 / 0.985, 0.015 / 0.565, 0.015 / 0.025 */
        {"1.5 ABS", 1, 1, 15000000000},
        {"1.5 ABS", 1, 2, 15228426396},
        {"1.5 ABS", 1, 30, 26548672566},
        {"1.5 ABS", 1, 66, 600000000000},
        {"1.5 ABS", 1, 67, 1000000000000},
        {"1.5 ABS", 1, 68, 1000000000000},
        {"0 ABS", 1, 9, 0},
        /* a ramp reaches its end in its last month: 9 % - 6 % j / 4, and 1 % j / 3 */
        {"9 to 3 SMM x4, 3 SMM", 1, 1, 75000000000},
        {"9 to 3 SMM x4, 3 SMM", 2, 1, 60000000000},
        {"9 to 3 SMM x4, 3 SMM", 4, 1, 30000000000},
        {"9 to 3 SMM x4, 2 SMM", 5, 1, 20000000000},
        {"0 to 1 MDR x3, 1 MDR", 1, 1, 3333333333},
        {"0 to 1 MDR x3, 1 MDR", 2, 1, 6666666667},
        {"0 to 6 CPR x30, 6 CPR", 1, 1, 166819640},
        {"0 to 6 CPR x30, 6 CPR", 10, 1, 1682142553},
        {"0 to 6 CPR x30, 6 CPR", 31, 1, 5143012832},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        LfSpeed s = speed_of(cases[i].text);

        is_i64(lf_speed_monthly_rate(&s, cases[i].month, cases[i].age), cases[i].rate_e12,
               "%s in month %d at age %d", cases[i].text, cases[i].month, cases[i].age);
    }
}

static void
test_walk(void)
{
    static const char *const texts[] = {
        "6 CPR", "150 PSA", "200 SDA", "1.3 ABS",
        "0 to 6 CPR x5, 100 PSA x40, 4 to 2 SMM x3, 1 SMM x1, 1.1 ABS x7, 300 SDA"};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        LfSpeed s = speed_of(texts[i]);
        int32_t age = (int32_t)random_between(0, 40);
        LfSpeedWalk walk;
        int differ = 0;

        lf_speed_begin(&walk, &s);
        for (int32_t month = 1; month <= 160; month++)
            differ +=
                lf_speed_next(&walk, age + month) != lf_speed_monthly_rate(&s, month, age + month);
        is_i64(differ, 0, "%s: walking from month to month asks the same", texts[i]);
    }
}

/* 1 - (1 - gone)^(12 / months), for example 1 - 0.995^12; and
 * gone / (months + (age - months) gone), for example 0.015 / (1 + 29 * 0.015). */
static void
test_from_what_is_gone(void)
{
    static const struct {
        int64_t gone_e12;
        int32_t months;
        int64_t cpr_e8;
    } annual[] = {{5000000000, 1, 5837719},    {15000000000, 3, 5866345},
                  {20000000000, 2, 11415762},  {100000000000, 12, 10000000},
                  {500000000000, 6, 75000000}, {0, 1, 0},
                  {LF_RATE_ONE, 4, 100000000}, {1, 1, 0}};
    static const struct {
        int64_t gone_e12;
        int32_t age;
        int32_t months;
        int64_t abs_e8;
    } absolute[] = {{15000000000, 30, 1, 1045296},  {30000000000, 12, 2, 1304348},
                    {LF_RATE_ONE, 5, 5, 20000000},  {LF_RATE_ONE, 7, 1, 14285714},
                    {200000000000, 1, 1, 20000000}, {0, 5, 1, 0}};
    LfFault why = {.status = LF_OK};
    int64_t got;

    for (size_t i = 0; i < sizeof(annual) / sizeof(annual[0]); i++) {
        got = -1;
        (void)lf_speed_cpr(annual[i].gone_e12, annual[i].months, &got, &why);
        is_i64(got, annual[i].cpr_e8, "cpr %zu", i + 1);
    }
    for (size_t i = 0; i < sizeof(absolute) / sizeof(absolute[0]); i++) {
        got = -1;
        (void)lf_speed_abs(absolute[i].gone_e12, absolute[i].age, absolute[i].months, &got, &why);
        is_i64(got, absolute[i].abs_e8, "abs %zu", i + 1);
    }
    ok(lf_speed_cpr(LF_RATE_ONE + 1, 1, &got, &why) == LF_ERR_RANGE_SHARE, "more than all is gone");
    ok(lf_speed_cpr(-1, 1, &got, &why) == LF_ERR_RANGE_SHARE, "less than nothing is gone");
    ok(lf_speed_cpr(0, 5, &got, &why) == LF_ERR_MONTHS_OF_YEAR && why.a == 5, "5 months");
    ok(lf_speed_cpr(0, 0, &got, &why) == LF_ERR_MONTHS_OF_YEAR, "no month");
    ok(lf_speed_abs(-1, 1, 1, &got, &why) == LF_ERR_RANGE_SHARE, "abs: less than nothing is gone");
    ok(lf_speed_abs(0, 0, 1, &got, &why) == LF_ERR_RANGE_INT && strcmp(why.name, "age") == 0,
       "no age");
    ok(lf_speed_abs(0, 3, 4, &got, &why) == LF_ERR_RANGE_INT && why.c == 3,
       "more months than the age");
}

int
main(void)
{
    random_begin();
    test_grammar();
    test_refusals();
    test_too_many_parts();
    test_monthly_rates();
    test_walk();
    test_from_what_is_gone();
    return done_testing();
}
