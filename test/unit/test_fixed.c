/*
 * Fixed: the exponential against 50-digit figures, and the present value in
 * integers against the one in reals, each within the error it states.
 */
#include "core/base/fixed.h"

#include "core/rates/flow_curve.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"

static lf_uint128
whole(const char *digits)
{
    lf_uint128 x = 0;

    for (; *digits != '\0'; digits++)
        x = x * 10 + (lf_uint128)(*digits - '0');
    return x;
}

static bool
is_near(lf_uint128 got, const char *want, uint64_t units)
{
    lf_uint128 x = whole(want);

    return (got > x ? got - x : x - got) <= units;
}

/* (e^x - 1) / x and (1 - e^-x) / x times 2^126, e^-x times 2^128, of the double nearest to x. */
typedef struct SeriesCase {
    double x;
    const char *up;
    const char *down;
    const char *discount;
} SeriesCase;

static const SeriesCase series[] = {
    {0.36, "102398860307678581151801572238605215092", "71441260653321922343334912136720875584",
     "237406951580154899096127493262022228521"},
    {0.1, "89469522335073711369534961179674579594", "80955371582578713220273169121258589201",
     "307900218287906976377694989821985081041"},
    {0.01, "85497366083790329861816718993965801804", "84646653077248375403774817077309701529",
     "336896500797848528376741117345811569093"},
    {0.0003, "85083353595148737168873251388906482974", "85057832417438257954381989344586873471",
     "340180297522037537562770989258394720326"},
    {1e-7, "85070595983764344161897347668952714641", "85070587476705171138429056829100397520",
     "340282332892703472781307691902030040625"},
};

static void
test_series(void)
{
    for (size_t i = 0; i < sizeof(series) / sizeof(series[0]); i++) {
        const SeriesCase *c = &series[i];
        lf_uint128 r = lf_fixed_factor(c->x);

        /* an integer of 2^-110 is 65536 units */
        ok(is_near(lf_fixed_growth(r, false), c->up, 65536), "(e^%g - 1) / %g", c->x, c->x);
        ok(is_near(lf_fixed_growth(r, true), c->down, 65536), "(1 - e^-%g) / %g", c->x, c->x);
        ok(is_near(lf_fixed_discount(c->x), c->discount, 262144), "e^-%g", c->x);
    }
    ok(lf_fixed_factor(0.0) == 0 && lf_fixed_factor(0x1p-140) == 0, "what is below 2^-128 is 0");
    ok(lf_fixed_factor(0.5) == (lf_uint128)1 << 127 && lf_fixed_factor(0x1p-128) == 1,
       "powers of two are exact");
}

/* A loan of random payments at random gaps. */
static void
random_loan(LfReal *amount, double *time, LfFlows *f)
{
    int32_t count = (int32_t)random_between(2, 60), month = random_between(0, 1) != 0, day = 0;

    *f = (LfFlows){.amount = amount, .time = time};
    lf_flows_add(f, lf_real(-(double)random_between(10000, 500000)), 0.0);
    for (int32_t k = 1; k < count; k++) {
        day += (int32_t)(month ? random_between(28, 31) : random_between(1, 400));
        lf_flows_add(f, lf_real((double)random_between(1000, 20000)), day);
    }
    lf_flows_finish(f);
}

static void
test_near(void)
{
    LfReal amount[60];
    double time[60];
    bool agree = true, integers = true;

    random_begin();
    for (int i = 0; i < 2000; i++) {
        LfNearPoint a, b;
        LfFlowCurve c;
        LfFlows f;
        double x = (double)random_between(1, 1 << 30) * 0x1p-30 *
                   (random_between(0, 1) != 0 ? 0.001 : 0.3),
               apart;

        random_loan(amount, time, &f);
        lf_flow_curve(&f, 365.0, random_between(0, 1) != 0, &c);
        if (!(c.scale > 0.0))
            continue;
        c.curve.near(&c.curve, x, &a);
        c.scale = 0.0;
        c.curve.near(&c.curve, x, &b);
        apart = lf_magnitude(lf_real_value(lf_real_sub(a.value, b.value)));
        agree &= apart <= a.error * a.size + b.error * b.size;
        agree &= lf_magnitude(a.slope - b.slope) <= a.slope_error + b.slope_error;
        integers &= lf_magnitude(a.value.hi - b.value.hi) <= 1e-12 * a.size;
    }
    ok(agree, "integers and reals agree within their errors");
    ok(integers, "and their values to 12 digits");
}

static void
test_start(void)
{
    LfReal amount[60];
    double time[60];
    LfFlowCurve c;
    LfFlows f = {.amount = amount, .time = time};

    /* 36 payments of 30 to 100,000 at 30 days: the start is next to the root of e^-z */
    lf_flows_add(&f, lf_real(-100000.0), 0.0);
    for (int k = 1; k <= 36; k++)
        lf_flows_add(&f, lf_real(3100.0), 30.0 * k);
    lf_flows_finish(&f);
    lf_flow_curve(&f, 365.0, false, &c);
    ok(c.curve.start > 0.0, "flows that change sign once have a start");
    {
        LfNearPoint p;

        c.curve.near(&c.curve, c.curve.start, &p);
        ok(lf_magnitude(p.value.hi / p.slope) * c.curve.span < 1e-7, "which is next to the root");
    }
    f.count = 0;
    lf_flows_add(&f, lf_real(-100.0), 0.0);
    lf_flows_add(&f, lf_real(230.0), 1.0);
    lf_flows_add(&f, lf_real(-132.0), 2.0);
    lf_flows_finish(&f);
    lf_flow_curve(&f, 1.0, false, &c);
    is_i64(f.changes, 2, "two changes of sign");
    ok(lf_sign(c.curve.start) == 0, "have none");
}

int
main(void)
{
    test_series();
    test_near();
    test_start();
    return done_testing();
}
