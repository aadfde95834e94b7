/*
 * Real: logarithms and exponentials against 40-digit figures, the error of a
 * product and a quotient, and rounding at ties.
 */
#include "core/base/real.h"

#include "test/unit/random.h"
#include "test/unit/tap.h"

/* The digits of a whole number of any size that fits. */
static lf_int128
whole(const char *digits)
{
    bool negative = *digits == '-';
    lf_int128 x = 0;

    for (digits += negative; *digits != '\0'; digits++)
        x = x * 10 + (*digits - '0');
    return negative ? -x : x;
}

/* ln(a / b) times 10^18, by a program of 60 digits. */
typedef struct LogCase {
    const char *a;
    const char *b;
    const char *log_e18;
} LogCase;

static const LogCase log_cases[] = {
    {"50577042954713880634", "8023902921673462127913527", "-11974437733260545299"},
    {"29456504693262001417478432910", "4938503710248201104396058248", "1785852365489334208"},
    {"4", "25624975255582", "-29488294226630939223"},
    {"189310727873549501811999755422", "2684150163583667660772184", "11163780841644602822"},
    {"26652514244828945996", "233", "39278376709634492066"},
    {"3297564834473669488402600282", "9444157737", "40394319619579817757"},
    {"16224304764294119112950828101", "45146251974093164003635", "12792113706316223918"},
    {"6", "37126323091557", "-29453587882018127072"},
    {"340", "2517457552", "-15817569703632835817"},
    {"49947809021936081227", "318", "39595458931820476779"},
    {"338522957467", "5688824613605778", "-9729422302994681008"},
    {"504595", "3172699663053395", "-22561847842792040119"},
    {"33", "6", "1704748092238425235"},
    {"7253030779627663535108601767", "7962908358166", "34445401510239596163"},
    {"91", "654011", "-8880019943352903743"},
    {"1996834", "6661312278641304763222215", "-42651285251578949806"},
};

static void
test_log(void)
{
    for (size_t i = 0; i < sizeof(log_cases) / sizeof(log_cases[0]); i++) {
        const LogCase *c = &log_cases[i];
        LfReal a = lf_real_from_int128(whole(c->a)), b = lf_real_from_int128(whole(c->b));
        lf_int128 got = 0;

        ok(lf_real_scaled(lf_real_log(lf_real_div(a, b)), 18, &got) && got == whole(c->log_e18),
           "ln(%s / %s) to 18 decimals", c->a, c->b);
    }
    is_f64(lf_real_log(lf_real(1.0)).hi, 0.0, "ln(1) is 0");
}

/* e^(x / 1000) times 10^decimals. */
typedef struct ExpCase {
    int64_t x_e3;
    int decimals;
    const char *want;
} ExpCase;

static const ExpCase exp_cases[] = {
    {1000, 18, "2718281828459045235"},          {-1000, 18, "367879441171442322"},
    {500, 18, "1648721270700128147"},           {-20000, 18, "2061153622"},
    {30000, 12, "10686474581524462146990469"},  {-1, 18, "999000499833374992"},
    {50250, 6, "6657293676747252687636178978"}, {0, 18, "1000000000000000000"},
};

static void
test_exp(void)
{
    for (size_t i = 0; i < sizeof(exp_cases) / sizeof(exp_cases[0]); i++) {
        const ExpCase *c = &exp_cases[i];
        LfReal x = lf_real_div(lf_real_from_int128(c->x_e3), lf_real(1000.0));
        lf_int128 got = 0;

        ok(lf_real_scaled(lf_real_exp(x), c->decimals, &got) && got == whole(c->want),
           "e^(%d / 1000)", (int)c->x_e3);
    }
    is_f64(lf_real_exp(lf_real(-1000.0)).hi, 0.0, "far below it is 0");
    ok(lf_real_exp(lf_real(1000.0)).hi > 1e308, "far above it is infinite");
}

static double
error_of(LfReal got, LfReal want)
{
    double e = lf_real_div(lf_real_sub(got, want), want).hi;

    return e < 0 ? -e : e;
}

static void
test_laws(void)
{
    double worst_inverse = 0, worst_product = 0, worst_quotient = 0;

    for (int i = 0; i < 20000; i++) {
        LfReal a = lf_real_from_int128((lf_int128)random_bits(62) + 1);
        LfReal b = lf_real_from_int128((lf_int128)random_bits(62) * (int64_t)random_bits(40) + 1);
        LfReal q = lf_real_div(a, b);
        LfReal sum = lf_real_add(lf_real_log(a), lf_real_log(b));
        double e = error_of(lf_real_exp(lf_real_log(q)), q);

        worst_inverse = e > worst_inverse ? e : worst_inverse;
        e = error_of(lf_real_mul(q, b), a);
        worst_quotient = e > worst_quotient ? e : worst_quotient;
        e = lf_real_sub(lf_real_log(lf_real_mul(a, b)), sum).hi;
        e = e < 0 ? -e : e;
        worst_product = e > worst_product ? e : worst_product;
    }
    ok(worst_inverse < 0x1p-92, "exp undoes log (worst %g)", worst_inverse);
    ok(worst_quotient < 0x1p-99, "a quotient times its divisor (worst %g)", worst_quotient);
    ok(worst_product < 0x1p-95, "log of a product is the sum (worst %g)", worst_product);
}

static void
test_scaled(void)
{
    lf_int128 got = 0;

    ok(lf_real_scaled(lf_real(0.125), 2, &got) && got == 13, "half goes away from zero");
    ok(lf_real_scaled(lf_real(-0.125), 2, &got) && got == -13, "on either side");
    ok(lf_real_scaled((LfReal){0.125, -1e-20}, 2, &got) && got == 12,
       "a hair below half goes down");
    ok(lf_real_scaled((LfReal){1e25, 0.75}, 0, &got) && got == whole("10000000000000000905969665"),
       "more digits than a double has");
    ok(!lf_real_scaled(lf_real(1e30), 8, &got), "beyond 120 bits there is no result");
}

int
main(void)
{
    random_begin();
    test_log();
    test_exp();
    test_laws();
    test_scaled();
    return done_testing();
}
