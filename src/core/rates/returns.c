/*
 * Returns: both sides of the rate 0, each searched as its own curve.
 */
#include "core/rates/returns.h"

#include <string.h>

#include "core/rates/flow_curve.h"

#define LEAST_FORCE 36.0 /* e^-36 - 1 is the last double above -1 but one */
#define LN_11 2.3978952727983707
#define UNIT 0x1p-53

static lf_status
no_change(const char *what, LfFault *why)
{
    *why = (LfFault){.status = LF_ERR_NO_SIGN_CHANGE, .text2 = lf_text(what)};
    return why->status;
}

/* A root of one side as a rate. */
static LfRate1
rate_of(const LfRoot *root, const LfFlowCurve *c)
{
    LfReal z = lf_real_scale(c->from_last ? lf_real_negate(root->at) : root->at, c->years);
    double rate = lf_real_value(lf_real_expm1(z));
    double width = 2.5e-13 * (lf_magnitude(rate) > 1.0 ? lf_magnitude(rate) : 1.0);
    double least = -1.0 + UNIT;

    return (LfRate1){rate, rate - width > least ? rate - width : least, rate + width};
}

static void
insert(LfRates *out, LfRate1 root)
{
    int32_t k = out->count++;

    for (; k > 0 && out->root[k - 1].rate > root.rate; k--)
        out->root[k] = out->root[k - 1];
    out->root[k] = root;
}

/* Takes the roots of one side over. */
static lf_status
collect(const LfRootSearch *s, const LfFlowCurve *c, double greatest, LfRates *out, LfFault *why)
{
    out->steps += s->steps;
    for (int32_t i = 0; i < s->count; i++) {
        LfRate1 root = rate_of(&s->root[i], c);

        if (root.rate > greatest)
            continue;
        if (out->count == LF_MAX_RATE_ROOTS) {
            *why = (LfFault){.status = LF_ERR_ROOTS_UNDECIDED,
                             .text2 = lf_text("there are too many roots")};
            return why->status;
        }
        insert(out, root);
    }
    return LF_OK;
}

/* The force of interest, per unit, at the end of one side's range. */
static double
side_limit(const LfFlowCurve *c, double greatest)
{
    double end = greatest <= LF_GREATEST_RETURN ? LN_11 : lf_real_log1p(greatest).hi;

    return (c->from_last ? LEAST_FORCE : end * (1.0 + 1e-9)) / c->years;
}

/* At most one root lies on this side: signs decide. */
static lf_status
solve_single(const LfFlowCurve *c, double limit, int sign_at_0, LfRootSearch *s, LfFault *why)
{
    return lf_root_before(&c->curve, 0.0, limit, sign_at_0, s, why);
}

/* Roots of one side, `changes` at most; *at_zero says how often the rate 0 is a root. */
static lf_status
solve_side(const LfFlowCurve *c, double greatest, int total_sign, int32_t changes, int *at_zero,
           LfRates *out, LfFault *why)
{
    double limit = side_limit(c, greatest), clear = 0.0;
    LfRootSearch s;
    lf_status status;

    s.steps = s.count = 0;
    s.work = 0;
    *at_zero = total_sign == 0;
    if (changes == 0)
        return LF_OK;
    if (total_sign != 0 && changes == 1)
        status = solve_single(c, limit, total_sign, &s, why);
    else {
        status = lf_root_at_zero(&c->curve, &s, &clear, at_zero, why);
        if (status == LF_OK && clear < limit)
            status = lf_roots_isolate(&c->curve, clear, limit, &s, why);
    }
    return status == LF_OK ? collect(&s, c, greatest, out, why) : status;
}

/* One change of sign of the flows themselves is one root; the sum of all tells
 * its side.  Else the running sums bound the roots of a side. */
static int32_t
most_roots(const LfFlows *f, int32_t changes, int total_sign, bool from_last)
{
    if (changes != 1)
        return lf_flows_running_changes(f, from_last);
    return total_sign * lf_sign(f->amount[from_last ? f->count - 1 : 0].hi) < 0;
}

static lf_status
check_changes(const LfFlows *f, int32_t changes, LfFault *why)
{
    if (f->count == 0)
        return no_change("all amounts are 0", why);
    if (f->count == 1)
        return no_change("there is only one date with an amount", why);
    return changes == 0 ? no_change("all amounts have one sign", why) : LF_OK;
}

lf_status
lf_flows_check(const LfFlows *f, LfFault *why)
{
    return check_changes(f, f->changes, why);
}

/* Sums and products of greater amounts leave the doubles. */
static lf_status
check_size(const LfFlows *f, LfFault *why)
{
    if (f->total < 0x1p960)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_ROOTS_UNDECIDED, .text2 = lf_text("the amounts are too large"));
}

lf_status
lf_rates_of_flows(const LfFlows *f, double units_a_year, double greatest, LfRates *out,
                  LfFault *why)
{
    int total_sign = f->total_sign, at_zero = total_sign == 0;
    int32_t changes = f->changes;
    lf_status status = check_changes(f, changes, why);
    LfFlowCurve c;

    out->count = out->steps = 0;
    if (status == LF_OK)
        status = check_size(f, why);
    for (int side = 0; side < 2 && status == LF_OK; side++) {
        int32_t most = most_roots(f, changes, total_sign, side == 1);

        if (most == 0)
            continue;
        lf_flow_curve(f, units_a_year, side == 1, &c);
        status = solve_side(&c, greatest, total_sign, most, &at_zero, out, why);
    }
    if (status == LF_OK && at_zero > 0)
        insert(out, (LfRate1){0.0, -2.5e-13, 2.5e-13});
    return status;
}

/* The four terms in order of time, whichever of n and 1 comes first. */
static void
annuity_flows(double n, LfReal *amount, double *time, LfFlows *f)
{
    bool swap = n < 1.0;
    static const int order[2][4] = {{0, 1, 2, 3}, {0, 2, 1, 3}};
    const double times[4] = {0.0, 1.0, n, n + 1.0};
    LfReal terms[4];

    memcpy(terms, amount, sizeof(terms));
    *f = (LfFlows){.amount = amount, .time = time};
    for (int k = 0; k < 4; k++)
        lf_flows_add(f, terms[order[swap][k]], times[order[swap][k]]);
    lf_flows_finish(f);
}

/* Above every root, or what a double holds: there the first term outweighs the
 * rest. */
static lf_status
annuity_side(const LfFlowCurve *c, int *multiplicity, LfRates *out, LfFault *why)
{
    double limit = side_limit(c, LF_GREATEST_RETURN), clear;
    LfRootSearch s;
    lf_status status;

    s.steps = s.count = 0;
    s.work = 0;
    status = lf_root_at_zero(&c->curve, &s, &clear, multiplicity, why);
    if (status == LF_OK && clear < limit)
        status = lf_roots_isolate(&c->curve, clear, limit, &s, why);
    return status == LF_OK ? collect(&s, c, LF_GREATEST_RETURN, out, why) : status;
}

lf_status
lf_rates_of_annuity(double nper, double pmt, double pv, double fv, bool in_advance, LfRates *out,
                    LfFault *why)
{
    LfReal amount[4] = {lf_real(pv), lf_two_sum(pmt, -pv), lf_real(fv), lf_two_sum(-pmt, -fv)};
    double time[4];
    int multiplicity = 0;
    lf_status status = LF_OK;
    LfFlowCurve c;
    LfFlows f;

    out->count = out->steps = 0;
    if (in_advance) {
        amount[0] = lf_two_sum(pv, pmt);
        amount[1] = lf_real(-pv);
        amount[2] = lf_two_sum(fv, -pmt);
        amount[3] = lf_real(-fv);
    }
    if ((pv >= 0.0 && pmt >= 0.0 && fv >= 0.0) || (pv <= 0.0 && pmt <= 0.0 && fv <= 0.0))
        return no_change("pv, pmt and fv have one sign", why);
    annuity_flows(nper, amount, time, &f);
    if (f.count < 2)
        return no_change("all payments fall on one day", why);
    LF_TRY(check_size(&f, why));
    for (int side = 0; side < 2 && status == LF_OK; side++) {
        lf_flow_curve(&f, 1.0, side == 1, &c);
        status = annuity_side(&c, &multiplicity, out, why);
    }
    if (status == LF_OK && multiplicity > 1)
        insert(out, (LfRate1){0.0, -2.5e-13, 2.5e-13});
    return status;
}

lf_status
lf_rate_choose(const LfRates *rates, const char *name, bool has_guess, double guess,
               const LfRate1 **out, LfFault *why)
{
    int32_t best = 0;

    if (rates->count == 0) {
        *why = (LfFault){.status = LF_ERR_NO_ROOT, .name = name, .a = -1, .b = 10};
        return why->status;
    }
    if (rates->count > 1 && !has_guess) {
        *why = (LfFault){.status = LF_ERR_ROOTS_SEVERAL, .name = name, .a = rates->count};
        return why->status;
    }
    for (int32_t k = 1; k < rates->count; k++)
        if (lf_magnitude(rates->root[k].rate - guess) <
            lf_magnitude(rates->root[best].rate - guess))
            best = k;
    *out = &rates->root[best];
    return LF_OK;
}

void
lf_flows_of_dates(const int32_t *date, const int64_t *amount, int32_t count, LfDayCount day_count,
                  LfFlows *f, double *units_a_year)
{
    int64_t den = 0;
    bool same = true;

    f->count = 0;
    if (day_count == LF_ACT_365) { /* nearly all */
        *units_a_year = 365.0;
        if (lf_flows_of_days(f, date, amount, count))
            return;
        f->count = 0;
        for (int32_t k = 0; k < count; k++)
            lf_flows_add(f, lf_real_from_int64(amount[k]), (double)((int64_t)date[k] - date[0]));
        lf_flows_finish(f);
        return;
    }
    for (int32_t k = 0; k < count && same; k++) {
        LfFraction t = lf_year_fraction(day_count, date[0], date[k], false);

        same = k == 0 || t.den == den;
        den = t.den;
        lf_flows_add(f, lf_real_from_int64(amount[k]), (double)t.num);
    }
    *units_a_year = (double)den;
    if (!same) { /* no common unit: count in years */
        f->count = 0;
        for (int32_t k = 0; k < count; k++) {
            LfFraction t = lf_year_fraction(day_count, date[0], date[k], false);

            lf_flows_add(f, lf_real_from_int64(amount[k]), (double)t.num / (double)t.den);
        }
        *units_a_year = 1.0;
    }
    lf_flows_finish(f);
}

/* Half up, what is within the error of a half counting as one. */
static lf_status
round_to_unit(LfReal sum, double error, int64_t *value, LfFault *why)
{
    double magnitude, whole;
    LfReal rest;

    *why = (LfFault){.status = LF_ERR_OVERFLOW, .name = "present value"};
    if (!lf_is_finite(sum.hi) || lf_magnitude(sum.hi) >= 9.2e18)
        return why->status;
    if (sum.hi < 0.0) {
        lf_status status = round_to_unit(lf_real_negate(sum), error, value, why);

        *value = -*value;
        return status;
    }
    sum = lf_real_add(sum, lf_real(0.5 + error));
    magnitude = sum.hi;
    whole = (double)(int64_t)magnitude;
    rest = lf_real_add(sum, lf_real(-whole));
    *value = (int64_t)magnitude;
    /* what is left is a real of at least -1024 */
    while (rest.hi < 0.0) {
        rest = lf_real_add(rest, lf_real(1.0));
        --*value;
    }
    for (; rest.hi >= 1.0; ++*value)
        rest = lf_real_add(rest, lf_real(-1.0));
    return LF_OK;
}

lf_status
lf_xnpv(const int32_t *date, const int64_t *amount, int32_t count, LfDayCount day_count,
        int64_t rate_e12, int64_t *value, LfFault *why)
{
    LfReal growth = lf_real_div(lf_real_from_int64(LF_RATE_ONE + rate_e12), lf_real(1e12));
    LfReal sum = {0.0, 0.0}, force;
    double size = 0.0;

    if (rate_e12 <= -LF_RATE_ONE || rate_e12 > LF_MAX_RATE_E12) {
        *why = (LfFault){.status = LF_ERR_RANGE_RATE,
                         .name = "annual_rate",
                         .a = rate_e12,
                         .b = -LF_RATE_ONE,
                         .c = LF_MAX_RATE_E12};
        return why->status;
    }
    force = lf_real_log(growth);
    for (int32_t k = 0; k < count; k++) {
        LfFraction t = lf_year_fraction(day_count, date[0], date[k], false);
        LfReal years = lf_real_div(lf_real_from_int64(-t.num), lf_real_from_int64(t.den));
        LfReal term =
            lf_real_mul(lf_real_from_int64(amount[k]), lf_real_exp(lf_real_mul(force, years)));

        sum = lf_real_add(sum, term);
        size += lf_magnitude(term.hi) * (1.0 + 8.0 * lf_magnitude(force.hi * years.hi));
    }
    return round_to_unit(sum, size * 0x1p-90, value, why);
}

void
lf_flows_of_periods(const double *amount, int32_t count, LfFlows *f)
{
    f->count = 0;
    for (int32_t k = 0; k < count; k++)
        lf_flows_add(f, lf_real(amount[k]), (double)k);
    lf_flows_finish(f);
}
