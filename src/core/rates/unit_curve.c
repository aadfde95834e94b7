/*
 * Unit curve: with u = 1 / (1 + f i) and w = 1 / x a factor K has the
 * derivatives -K p, K (p^2 + q) and -K (p^3 + 3 p q + 2 r), where p = f u + t w,
 * q = (f u)^2 + t w^2 and r = (f u)^3 + t w^3.
 */
#include "core/rates/unit_curve.h"

#define UNIT 0x1p-53
#define UNIT_2 0x1p-96

/* A time as whole unit-periods and a part of one. */
typedef struct Span {
    double whole;
    double part; /* of den */
} Span;

static Span
span_of(double time, double den)
{
    double whole = (double)(int64_t)(time / den);

    return (Span){whole, time - whole * den};
}

static double
power(double base, int64_t n)
{
    double result = 1.0;

    for (; n > 0; n >>= 1, base *= base)
        if ((n & 1) != 0)
            result *= base;
    return result;
}

static LfReal
power_2(LfReal base, int64_t n)
{
    LfReal result = {1.0, 0.0};

    for (; n > 0; n >>= 1) {
        if ((n & 1) != 0)
            result = lf_real_mul(result, base);
        if (n > 1)
            base = lf_real_mul(base, base);
    }
    return result;
}

static double
periods_of(const LfUnitCurve *c)
{
    return c->flows->time[c->flows->count - 1] / c->den;
}

static void
unit_full(const LfCurve *curve, double x, LfCurvePoint *out)
{
    const LfUnitCurve *c = (const LfUnitCurve *)curve;
    const LfFlows *f = c->flows;
    LfCurvePoint v = {.error = (10.0 * f->count + 8.0 * periods_of(c) + 40.0) * UNIT};
    double w = 1.0 / x, discount = 1.0, before = 0.0, gap = 0.0, factor = 1.0;

    for (int32_t k = 0; k < f->count; k++) {
        Span s = span_of(f->time[k], c->den);
        double u = c->den / (c->den - s.part + s.part * x), a = s.part / c->den * u;
        double term, size, p = a + s.whole * w, q = a * a + s.whole * w * w;

        if (lf_sign(s.whole - before - gap) != 0) {
            gap = s.whole - before;
            factor = power(w, (int64_t)gap);
        }
        discount *= factor;
        before = s.whole;
        term = f->amount[k].hi * discount * u;
        size = lf_magnitude(term);
        v.value += term;
        v.slope -= term * p;
        v.bend += term * (p * p + q);
        v.size[0] += size;
        v.size[1] += size * p;
        v.size[2] += size * (p * p + q);
        v.size[3] += size * (p * p * p + 3.0 * p * q + 2.0 * (a * a * a + s.whole * w * w * w));
    }
    for (int i = 0; i < 4; i++)
        v.size[i] *= 1.0 + 2.0 * v.error;
    *out = v;
}

/* What an odd part of a unit-period makes of a flow; the same for most flows of a credit. */
typedef struct Odd {
    double part;
    LfReal factor; /* 1 / (1 + f i) */
    LfReal slope;  /* f / (1 + f i) */
} Odd;

static void
odd_of(Odd *odd, double part, double den, double x)
{
    LfReal base = lf_real_add(lf_real(den - part), lf_two_product(part, x));

    odd->part = part;
    odd->factor = lf_real_div(lf_real(den), base);
    odd->slope = lf_real_div(lf_real(part), base);
}

static void
unit_exact(const LfCurve *curve, double x, LfExactPoint *out)
{
    const LfUnitCurve *c = (const LfUnitCurve *)curve;
    const LfFlows *f = c->flows;
    LfExactPoint v = {.error = (16.0 * f->count + 16.0 * periods_of(c) + 40.0) * UNIT_2};
    LfReal w = lf_real_div(lf_real(1.0), lf_real(x)), discount = {1.0, 0.0}, factor = {1.0, 0.0};
    double before = 0.0, gap = 0.0;
    Odd odd = {0.0, {1.0, 0.0}, {0.0, 0.0}};

    for (int32_t k = 0; k < f->count; k++) {
        Span s = span_of(f->time[k], c->den);
        LfReal a, b = lf_real_scale(w, s.whole), p, q, term;
        double size, r;

        if (lf_sign(s.part - odd.part) != 0)
            odd_of(&odd, s.part, c->den, x);
        a = odd.slope;
        if (lf_sign(s.whole - before - gap) != 0) {
            gap = s.whole - before;
            factor = power_2(w, (int64_t)gap);
        }
        discount = lf_real_mul(discount, factor);
        before = s.whole;
        term = lf_real_mul(f->amount[k], discount);
        if (s.part > 0.0)
            term = lf_real_mul(term, odd.factor);
        p = lf_real_add(a, b);
        q = lf_real_add(lf_real_mul(a, a), lf_real_mul(b, w));
        r = a.hi * a.hi * a.hi + b.hi * w.hi * w.hi;
        q = lf_real_add(q, lf_real_mul(p, p));
        size = lf_magnitude(term.hi);
        v.value = lf_real_add(v.value, term);
        v.slope = lf_real_sub(v.slope, lf_real_mul(term, p));
        v.bend = lf_real_add(v.bend, lf_real_mul(term, q));
        v.size[0] += size;
        v.size[1] += size * p.hi;
        v.size[2] += size * q.hi;
        v.size[3] += size * (3.0 * p.hi * q.hi - 2.0 * p.hi * p.hi * p.hi + 2.0 * r);
    }
    for (int i = 0; i < 4; i++)
        v.size[i] *= 1.0 + 20.0 * f->count * UNIT;
    *out = v;
}

static void
unit_near(const LfCurve *curve, double x, LfNearPoint *out)
{
    LfExactPoint v;

    unit_exact(curve, x, &v);
    *out = (LfNearPoint){.value = v.value,
                         .slope = v.slope.hi,
                         .size = v.size[0],
                         .error = v.error,
                         .bend_size = DBL_MAX};
}

/* Some units of the last place. */
static double
unit_reach(const LfCurve *curve, double x)
{
    (void)curve;
    return 2e-15 * (x > 1.0 ? x : 1.0);
}

void
lf_unit_curve(const LfFlows *f, double den, LfUnitCurve *out)
{
    *out = (LfUnitCurve){.curve = {unit_full, unit_full, unit_near, unit_exact, unit_reach,
                                   f->time[f->count - 1] / den + 1.0, f->count, 1e-5, 1e-9, 0.0,
                                   f->pause},
                         .flows = f,
                         .den = den};
}
