/*
 * TVM and reals: identities that hold for every argument.
 */
#include "core/rates/tvm.h"

#include <math.h>

#include "test/unit/random.h"
#include "test/unit/tap.h"

/* a and b differ by so many units of the last place of a real. */
static bool
close2(LfReal a, LfReal b, double units)
{
    LfReal d = lf_real_sub(a, b);

    return fabs(d.hi) <= units * 0x1p-104 * fmax(1.0, fabs(a.hi));
}

static double
uniform(double low, double high)
{
    return low + (high - low) * (double)random_between(0, 1000000007) / 1000000007;
}

static void
test_functions(void)
{
    int exp_wrong = 0, log_wrong = 0, sum_wrong = 0, small_wrong = 0, plain_wrong = 0;

    for (int i = 0; i < 20000; i++) {
        double x = uniform(-30, 30), y = uniform(-5, 5);
        LfReal product = lf_real_mul(lf_real_exp(lf_real(x)), lf_real_exp(lf_real(y)));
        LfReal both = lf_real_exp(lf_two_sum(x, y));
        double tiny = y * 1e-7;

        exp_wrong += !close2(lf_real_div(product, both), lf_real(1.0), 4096);
        log_wrong += !close2(lf_real_log(lf_real_exp(lf_real(x))), lf_real(x), 4096);
        sum_wrong += !close2(lf_real_expm1(lf_real(y)),
                             lf_real_add(lf_real_exp(lf_real(y)), lf_real(-1.0)), 4096 * 256);
        small_wrong += !close2(lf_real_div(lf_real_expm1(lf_real_log1p(tiny)), lf_real(tiny)),
                               lf_real(1.0), 65536 * 64);
        plain_wrong += fabs(lf_exp(x) - exp(x)) > 4 * 0x1p-53 * exp(x);
    }
    is_i64(exp_wrong, 0, "e^(x + y) = e^x e^y");
    is_i64(log_wrong, 0, "ln e^x = x");
    is_i64(sum_wrong, 0, "expm1 is exp less 1");
    is_i64(small_wrong, 0, "expm1 undoes log1p near 0");
    is_i64(plain_wrong, 0, "lf_exp is exp to its last digits");
    is_f64(lf_exp(0.0), 1.0, "e^0 = 1");
    is_f64(lf_exp(-800.0), 0.0, "nothing is left far below");
    ok(isinf(lf_exp(800.0)) && isinf(lf_real_exp(lf_real(800.0)).hi), "and too much far above");
    ok(isinf(lf_log(0.0)) && isinf(lf_real_log(lf_real(0.0)).hi), "the logarithm of 0 is infinite");
    is_f64(lf_real_value(lf_real_from_int64(INT64_MAX)), 0x1p63, "the greatest integer");
    is_f64(lf_real_from_int64(INT64_MIN).hi, -0x1p63, "the least integer");
}

/* pmt, pv, fv and nper turn each other around; interest and principal add up. */
static void
test_identities(void)
{
    int wrong = 0, parts = 0, sums = 0;
    LfFault why;

    for (int i = 0; i < 3000; i++) {
        double rate = uniform(-0.02, 0.1), n = (double)random_between(1, 400), pv = uniform(1, 1e6);
        double fv = uniform(-1e6, 1e6), type = (double)random_between(0, 1), per;
        double pmt, back, ipmt, ppmt, cum;

        if (lf_tvm_pmt((double[]){rate, n, pv, fv, type}, &pmt, &why) != LF_OK ||
            lf_tvm_pv((double[]){rate, n, pmt, fv, type}, &back, &why) != LF_OK) {
            wrong++;
            continue;
        }
        wrong += fabs(back - pv) > 1e-9 * (fabs(pv) + fabs(fv) * pow(1 + rate, -n));
        per = (double)random_between(1, (int64_t)n);
        parts += lf_tvm_ipmt((double[]){rate, per, n, pv, fv, type}, &ipmt, &why) != LF_OK ||
                 lf_tvm_ppmt((double[]){rate, per, n, pv, fv, type}, &ppmt, &why) != LF_OK ||
                 fabs(ipmt + ppmt - pmt) > 1e-9 * fabs(pv + fabs(fv));
        if (rate > 0)
            sums += lf_tvm_cumprinc((double[]){rate, n, pv, 1, n, type}, &cum, &why) != LF_OK ||
                    fabs(cum + pv) > 1e-8 * pv;
    }
    is_i64(wrong, 0, "pv of pmt is pv");
    is_i64(parts, 0, "ipmt and ppmt are pmt");
    is_i64(sums, 0, "all principal is pv");
}

static double
value_of(LfTvm *function, const double *arg)
{
    double out = 0;
    LfFault why;

    return function(arg, &out, &why) == LF_OK ? out : (double)NAN;
}

/* A debt that doubles 200 times: the payments' parts keep their digits. */
static void
test_large_growth(void)
{
    double row[] = {1, 196, 200, 1024, 0, 0}, advance[] = {1, 196, 200, 1024, 0, 1};
    double rows[] = {1, 200, 1024, 196, 197, 0};

    is_f64(value_of(lf_tvm_ppmt, row), -32, "the principal in a payment near the end");
    is_f64(value_of(lf_tvm_ipmt, row), -992, "its interest");
    is_f64(value_of(lf_tvm_ppmt, advance), -16, "in advance half of it");
    is_f64(value_of(lf_tvm_ipmt, advance), -496, "and half the interest");
    is_f64(value_of(lf_tvm_cumprinc, rows), -96, "the principal in two payments");
    is_f64(value_of(lf_tvm_cumipmt, rows), -1952, "their interest");
    is_f64(value_of(lf_tvm_pmt, (double[]){1, 200, 0, 1024, 0}), -0x1p-190, "a small payment");
    is_f64(value_of(lf_tvm_pv, (double[]){1, 200, 0, 1024, 0}), -0x1p-190, "a small value today");
    is_f64(value_of(lf_tvm_fv, (double[]){-0.5, 200, 0, 1024, 0}), -0x1p-190, "or at the end");
}

/* Quotients beyond the doubles have a logarithm. */
static void
test_far_apart(void)
{
    const double amounts[] = {-1e300, 5e-324};
    double out = 0;
    LfFault why;

    is_f64(value_of(lf_tvm_rri, (double[]){1, 1e300, 5e-324}), -1, "rri down to almost nothing");
    is_f64(value_of(lf_tvm_rri, (double[]){600, 0x1p-600, 0x1p600}), 3, "rri up from it");
    is_f64(value_of(lf_tvm_pduration, (double[]){1, 0x1p-600, 0x1p600}), 1200, "how long it takes");
    is_f64(value_of(lf_tvm_pduration, (double[]){1, 0x1p600, 0x1p-600}), -1200, "and back");
    is_f64(value_of(lf_tvm_nper, (double[]){1, 0, 0x1p-600, -0x1p600, 0}), 1200, "nper");
    is_i64(lf_tvm_mirr(amounts, 2, 0.1, 0.1, &out, &why), LF_OK, "mirr of such amounts");
    is_f64(out, -1, "its rate");
}

static void
test_refusals(void)
{
    double out;
    LfFault why;

    is_i64(lf_tvm_pmt((double[]){0.1, 0, 1, 0, 0}, &out, &why), LF_ERR_TVM_DOMAIN, "no period");
    is_i64(why.a, 1, "its argument is named");
    is_i64(lf_tvm_nper((double[]){0.1, 1, 100, 0, 2}, &out, &why), LF_ERR_TVM_DOMAIN,
           "a third type");
    is_i64(lf_tvm_nper((double[]){0.1, -1, 100, 0, 0}, &out, &why), LF_ERR_TVM_UNSOLVABLE,
           "a payment below the interest");
    is_i64(lf_tvm_fv((double[]){10, 1e6, 1, 1, 0}, &out, &why), LF_ERR_TVM_RANGE, "beyond doubles");
    is_i64(lf_tvm_pmt((double[]){10, 1e6, 1, 0, 0}, &out, &why), LF_OK, "which a payment is not");
    is_f64(out, -10.0, "it is the interest alone");
}

int
main(void)
{
    test_functions();
    test_identities();
    test_large_growth();
    test_far_apart();
    test_refusals();
    return done_testing();
}
