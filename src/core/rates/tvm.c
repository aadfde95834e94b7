/*
 * TVM: closed forms of level payments.
 *
 * Where (1 + r)^n is large it is the discount that is computed, so that no
 * form overflows before its result does.
 */
#include "core/rates/tvm.h"

#include <string.h>

static lf_status
domain(int argument, const char *name, const char *must, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_TVM_DOMAIN, .name = name, .text2 = lf_text(must), .a = argument);
}

static lf_status
unsolvable(const char *name, const char *reason, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_TVM_UNSOLVABLE, .name = name, .text2 = lf_text(reason));
}

/* A result of reals as a double, never -0. */
static lf_status
finish(LfReal result, const char *name, double *out, LfFault *why)
{
    *out = lf_real_value(result) + 0.0;
    if (lf_is_finite(*out))
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_TVM_RANGE, .name = name);
}

static lf_status
check_rate(int argument, double rate, LfFault *why)
{
    return rate >= -1.0 ? LF_OK : domain(argument, "rate", "-1 or more", why);
}

static lf_status
check_type(int argument, double type, LfFault *why)
{
    if (lf_is_zero(type) || lf_is_zero(type - 1.0))
        return LF_OK;
    return domain(argument, "type", "0 (end of period) or 1 (begin of period)", why);
}

static lf_status
check_both(const double *arg, int type, LfFault *why)
{
    LF_TRY(check_rate(0, arg[0], why));
    return check_type(type, arg[type], why);
}

/* ln (a / b), a and b of one sign; the quotient may leave the doubles. */
static LfReal
log_of_ratio(LfReal a, LfReal b)
{
    LfReal ratio = lf_real_div(a, b);

    if (ratio.hi > 1e-250 && ratio.hi < 1e250)
        return lf_real_log(ratio);
    if (a.hi < 0.0) {
        a = lf_real_negate(a);
        b = lf_real_negate(b);
    }
    return lf_real_sub(lf_real_log(a), lf_real_log(b));
}

/* (1 + rate)^n - 1; -1 for the rate -1 and n above 0. */
static LfReal
growth_less_1_of(double rate, LfReal n)
{
    if (rate <= -1.0)
        return lf_real(n.hi > 0.0 ? -1.0 : n.hi < 0.0 ? DBL_MAX * 2.0 : 0.0);
    return lf_real_expm1(lf_real_mul(lf_real_log1p(rate), n));
}

static LfReal
growth_less_1(double rate, double n)
{
    return growth_less_1_of(rate, lf_real(n));
}

/* (1 + rate)^n. */
static LfReal
growth(double rate, LfReal n)
{
    if (rate <= -1.0)
        return lf_real(n.hi > 0.0 ? 0.0 : n.hi < 0.0 ? DBL_MAX * 2.0 : 1.0);
    return lf_real_exp(lf_real_mul(lf_real_log1p(rate), n));
}

/* a + b (1 + rate)^n, to all digits where b has grown little or nearly nothing is left of it. */
static LfReal
plus_grown(double a, double b, double rate, double n)
{
    LfReal less_1 = growth_less_1(rate, n);

    if (lf_magnitude(less_1.hi) < 0.5)
        return lf_real_add(lf_two_sum(a, b), lf_real_scale(less_1, b));
    return lf_real_add(lf_real(a), lf_real_scale(growth(rate, lf_real(n)), b));
}

/* What n payments of 1 have grown to, from their due date on: the sum of (1 + rate)^k. */
static LfReal
sum_of_payments(double rate, double n)
{
    if (lf_is_zero(rate))
        return lf_real(n);
    return lf_real_div(growth_less_1(rate, n), lf_real(rate));
}

/* What n payments of 1 at the end of periods are worth today. */
static LfReal
worth_of_payments(double rate, double n)
{
    if (lf_is_zero(rate))
        return lf_real(n);
    return lf_real_div(lf_real_negate(growth_less_1(rate, -n)), lf_real(rate));
}

/* 1 + rate where payments come at the begin of a period, else 1. */
static LfReal
timing(double rate, double type)
{
    return lf_is_zero(type) ? lf_real(1.0) : lf_two_sum(1.0, rate);
}

static LfReal
level_payment(double rate, double n, double pv, double fv, double type)
{
    LfReal sum, paid;

    if (lf_is_zero(rate))
        return lf_real_div(lf_real_negate(lf_two_sum(pv, fv)), lf_real(n));
    if (rate > 0.0) {
        sum = worth_of_payments(rate, n);
        paid = plus_grown(pv, fv, rate, -n);
    } else {
        sum = sum_of_payments(rate, n);
        paid = plus_grown(fv, pv, rate, n);
    }
    return lf_real_negate(lf_real_div(paid, lf_real_mul(sum, timing(rate, type))));
}

lf_status
lf_tvm_pmt(const double *arg, double *out, LfFault *why)
{
    LF_TRY(check_both(arg, 4, why));
    if (lf_is_zero(arg[1]))
        return domain(1, "nper", "other than 0", why);
    return finish(level_payment(arg[0], arg[1], arg[2], arg[3], arg[4]), "pmt", out, why);
}

lf_status
lf_tvm_fv(const double *arg, double *out, LfFault *why)
{
    LfReal pmt, grown;

    LF_TRY(check_both(arg, 4, why));
    pmt = lf_real_scale(timing(arg[0], arg[4]), arg[2]);
    pmt = lf_real_mul(pmt, sum_of_payments(arg[0], arg[1]));
    grown = lf_real_scale(growth(arg[0], lf_real(arg[1])), arg[3]);
    return finish(lf_real_negate(lf_real_add(grown, pmt)), "fv", out, why);
}

lf_status
lf_tvm_pv(const double *arg, double *out, LfFault *why)
{
    LfReal payments;

    LF_TRY(check_both(arg, 4, why));
    if (!(arg[1] >= 0.0))
        return domain(1, "nper", "0 or more", why);
    if (arg[0] <= -1.0)
        return domain(0, "rate", "above -1", why);
    payments = lf_real_mul(worth_of_payments(arg[0], arg[1]),
                           lf_real_scale(timing(arg[0], arg[4]), arg[2]));
    return finish(lf_real_negate(lf_real_add(
                      payments, lf_real_scale(growth(arg[0], lf_real(-arg[1])), arg[3]))),
                  "pv", out, why);
}

lf_status
lf_tvm_nper(const double *arg, double *out, LfFault *why)
{
    static const char reason[] = "payments of this size never bring pv to fv at this rate";
    LfReal level, above, below;

    LF_TRY(check_both(arg, 4, why));
    if (arg[0] <= -1.0)
        return domain(0, "rate", "above -1", why);
    if (lf_is_zero(arg[0])) {
        if (lf_is_zero(arg[1]))
            return unsolvable("nper", "nothing is paid and nothing grows", why);
        return finish(lf_real_div(lf_real_negate(lf_two_sum(arg[2], arg[3])), lf_real(arg[1])),
                      "nper", out, why);
    }
    level = lf_real_scale(timing(arg[0], arg[4]), arg[1]);
    above = lf_real_sub(level, lf_two_product(arg[3], arg[0]));
    below = lf_real_add(level, lf_two_product(arg[2], arg[0]));
    if (lf_sign(above.hi) * lf_sign(below.hi) <= 0)
        return unsolvable("nper", reason, why);
    above = log_of_ratio(above, below);
    return finish(lf_real_div(above, lf_real_log1p(arg[0])), "nper", out, why);
}

/*
 * What is owed after k of n payments at the end of periods, of
 *   (pv (g^n - g^k) - fv (g^k - 1)) / (g^n - 1), g = 1 + rate,
 * without powers above 1: no digits are lost where g^n is large.
 */
static LfReal
owed_after(double k, double rate, double n, double pv, double fv)
{
    LfReal left = lf_two_sum(n, -k), most, least;

    if (rate > 0.0) {
        most = lf_real_scale(growth_less_1_of(rate, lf_real_negate(left)), -pv);
        least = lf_real_mul(growth(rate, lf_real_negate(left)), growth_less_1(rate, -k));
        return lf_real_div(lf_real_add(most, lf_real_scale(least, fv)),
                           lf_real_negate(growth_less_1(rate, -n)));
    }
    most = lf_real_mul(growth(rate, lf_real(k)), growth_less_1_of(rate, left));
    least = growth_less_1(rate, k);
    return lf_real_div(lf_real_sub(lf_real_scale(most, pv), lf_real_scale(least, fv)),
                       growth_less_1(rate, n));
}

/* The principal in payments from..to at the end of periods: -(pv + fv) g^(from - 1)
 * (g^(to - from + 1) - 1) / (g^n - 1). */
static LfReal
principal_in(double from, double to, double rate, double n, LfReal both)
{
    double count = to - from + 1.0;
    LfReal share;

    if (lf_is_zero(rate))
        share = lf_real_div(lf_real(count), lf_real(n));
    else if (rate > 0.0)
        share = lf_real_mul(growth(rate, lf_two_sum(to, -n)),
                            lf_real_div(growth_less_1(rate, -count), growth_less_1(rate, -n)));
    else
        share = lf_real_mul(growth(rate, lf_real(from - 1.0)),
                            lf_real_div(growth_less_1(rate, count), growth_less_1(rate, n)));
    return lf_real_negate(lf_real_mul(share, both));
}

/* In advance the first payment bears no interest, and every other row is discounted. */
static bool
is_first_in_advance(double period, double type)
{
    return !lf_is_zero(type) && period < 2.0;
}

static lf_status
check_period(const double *arg, LfFault *why)
{
    LF_TRY(check_both(arg, 5, why));
    if (!(arg[2] > 0.0))
        return domain(2, "nper", "above 0", why);
    return arg[1] >= 1.0 && arg[1] < arg[2] + 1.0 ? LF_OK : domain(1, "per", "from 1 to nper", why);
}

lf_status
lf_tvm_ipmt(const double *arg, double *out, LfFault *why)
{
    LfReal owed;

    LF_TRY(check_period(arg, why));
    if (lf_is_zero(arg[0]) || is_first_in_advance(arg[1], arg[5]))
        return finish(lf_real(0.0), "ipmt", out, why);
    owed = owed_after(arg[1] - 1.0, arg[0], arg[2], arg[3], arg[4]);
    owed = lf_real_div(lf_real_scale(owed, -arg[0]), timing(arg[0], arg[5]));
    return finish(owed, "ipmt", out, why);
}

lf_status
lf_tvm_ppmt(const double *arg, double *out, LfFault *why)
{
    LfReal paid;

    LF_TRY(check_period(arg, why));
    if (is_first_in_advance(arg[1], arg[5]))
        return finish(level_payment(arg[0], arg[2], arg[3], arg[4], arg[5]), "ppmt", out, why);
    paid = principal_in(arg[1], arg[1], arg[0], arg[2], lf_two_sum(arg[3], arg[4]));
    return finish(lf_real_div(paid, timing(arg[0], arg[5])), "ppmt", out, why);
}

static lf_status
check_cumulative(const double *arg, LfFault *why)
{
    if (!(arg[0] > 0.0))
        return domain(0, "rate", "above 0", why);
    if (!(arg[1] > 0.0))
        return domain(1, "nper", "above 0", why);
    if (!(arg[2] > 0.0))
        return domain(2, "pv", "above 0", why);
    if (!(arg[3] >= 1.0))
        return domain(3, "start_period", "1 or more", why);
    if (!(arg[4] >= arg[3] && arg[4] <= arg[1]))
        return domain(4, "end_period", "from start_period to nper", why);
    return check_type(5, arg[5], why);
}

/* The principal in payments start_period to end_period: negative. */
static LfReal
principal_between(const double *arg, LfReal pmt)
{
    bool first = is_first_in_advance(arg[3], arg[5]);
    LfReal paid = principal_in(first ? 2.0 : arg[3], arg[4], arg[0], arg[1], lf_real(arg[2]));

    paid = lf_real_div(paid, timing(arg[0], arg[5]));
    return first ? lf_real_add(paid, pmt) : paid;
}

lf_status
lf_tvm_cumprinc(const double *arg, double *out, LfFault *why)
{
    LF_TRY(check_cumulative(arg, why));
    return finish(principal_between(arg, level_payment(arg[0], arg[1], arg[2], 0.0, arg[5])),
                  "cumprinc", out, why);
}

lf_status
lf_tvm_cumipmt(const double *arg, double *out, LfFault *why)
{
    LfReal pmt, all;

    LF_TRY(check_cumulative(arg, why));
    pmt = level_payment(arg[0], arg[1], arg[2], 0.0, arg[5]);
    all = lf_real_scale(pmt, arg[4] - arg[3] + 1.0);
    return finish(lf_real_sub(all, principal_between(arg, pmt)), "cumipmt", out, why);
}

lf_status
lf_tvm_ispmt(const double *arg, double *out, LfFault *why)
{
    LfReal share;

    if (!(arg[2] > 0.0))
        return domain(2, "nper", "above 0", why);
    if (!(arg[1] >= 0.0 && arg[1] <= arg[2]))
        return domain(1, "per", "from 0 to nper", why);
    share = lf_real_add(lf_real_div(lf_real(arg[1]), lf_real(arg[2])), lf_real(-1.0));
    return finish(lf_real_mul(share, lf_two_product(arg[0], arg[3])), "ispmt", out, why);
}

lf_status
lf_tvm_effect(const double *arg, double *out, LfFault *why)
{
    LfReal rate;

    if (!(arg[0] > 0.0))
        return domain(0, "nominal", "above 0", why);
    if (!(arg[1] >= 1.0))
        return domain(1, "npery", "1 or more", why);
    /* ln(1 + nominal / npery), the quotient to all its digits */
    rate = lf_real_div(lf_real(arg[0]), lf_real(arg[1]));
    rate = lf_real_add(lf_real_log1p(rate.hi),
                       lf_real_div(lf_real(rate.lo), lf_two_sum(1.0, rate.hi)));
    return finish(lf_real_expm1(lf_real_scale(rate, arg[1])), "effect", out, why);
}

lf_status
lf_tvm_nominal(const double *arg, double *out, LfFault *why)
{
    LfReal rate;

    if (!(arg[0] > 0.0))
        return domain(0, "effective", "above 0", why);
    if (!(arg[1] >= 1.0))
        return domain(1, "npery", "1 or more", why);
    rate = lf_real_expm1(lf_real_div(lf_real_log1p(arg[0]), lf_real(arg[1])));
    return finish(lf_real_scale(rate, arg[1]), "nominal", out, why);
}

lf_status
lf_tvm_rri(const double *arg, double *out, LfFault *why)
{
    LfReal ratio;

    if (!(arg[0] > 0.0))
        return domain(0, "nper", "above 0", why);
    if (lf_is_zero(arg[1]))
        return domain(1, "pv", "other than 0", why);
    if (lf_is_zero(arg[2]))
        return finish(lf_real(-1.0), "rri", out, why);
    if (lf_sign(arg[1]) != lf_sign(arg[2]))
        return domain(2, "fv", "of the sign of pv", why);
    ratio = log_of_ratio(lf_real(arg[2]), lf_real(arg[1]));
    return finish(lf_real_expm1(lf_real_div(ratio, lf_real(arg[0]))), "rri", out, why);
}

lf_status
lf_tvm_pduration(const double *arg, double *out, LfFault *why)
{
    LfReal ratio;

    if (!(arg[0] > 0.0))
        return domain(0, "rate", "above 0", why);
    if (!(arg[1] > 0.0))
        return domain(1, "pv", "above 0", why);
    if (!(arg[2] > 0.0))
        return domain(2, "fv", "above 0", why);
    ratio = log_of_ratio(lf_real(arg[2]), lf_real(arg[1]));
    return finish(lf_real_div(ratio, lf_real_log1p(arg[0])), "pduration", out, why);
}

lf_status
lf_tvm_npv(double rate, const double *value, int32_t count, double *out, LfFault *why)
{
    LfReal sum = {0.0, 0.0}, growth = lf_two_sum(1.0, rate);

    if (!(rate > -1.0))
        return domain(0, "rate", "above -1", why);
    for (int32_t k = count; k > 0; k--)
        sum = lf_real_div(lf_real_add(sum, lf_real(value[k - 1])), growth);
    return finish(sum, "npv", out, why);
}

lf_status
lf_tvm_mirr(const double *value, int32_t count, double finance, double reinvest, double *out,
            LfFault *why)
{
    LfReal paid = {0.0, 0.0}, received = {0.0, 0.0}, ratio;
    LfReal discount = lf_two_sum(1.0, finance), growth = lf_two_sum(1.0, reinvest);

    if (!(finance > -1.0))
        return domain(1, "finance", "above -1", why);
    if (!(reinvest > -1.0))
        return domain(2, "reinvest", "above -1", why);
    for (int32_t k = 0; k < count; k++) {
        double back = value[count - 1 - k], on = value[k];

        paid = lf_real_add(lf_real_div(paid, discount), lf_real(back < 0.0 ? back : 0.0));
        received = lf_real_add(lf_real_mul(received, growth), lf_real(on > 0.0 ? on : 0.0));
    }
    if (!(paid.hi < 0.0) || !(received.hi > 0.0))
        return unsolvable("mirr", "the values need one amount paid out and one received", why);
    ratio = log_of_ratio(received, lf_real_negate(paid));
    return finish(lf_real_expm1(lf_real_div(ratio, lf_real((double)count - 1.0))), "mirr", out,
                  why);
}

lf_status
lf_tvm_check_rate(const double *arg, LfFault *why)
{
    if (!(arg[0] > 0.0 && arg[0] <= 1e9))
        return domain(0, "nper", "above 0 and at most 1000000000", why);
    return check_type(4, arg[4], why);
}
