/*
 * Flow curve: sums of discounted amounts, in doubles, in reals and, of
 * whole amounts at whole times, in integers.
 *
 * Dates of a loan have few different gaps, so the factor of a gap is kept and
 * a flow costs one multiplication.  Every result carries a bound of its error:
 * each factor is good to four units of the last place, a sum of n terms to n.
 */
#include "core/rates/flow_curve.h"

#include <string.h>

#include "core/base/fixed.h"

#define UNIT 0x1p-53
#define UNIT_2 0x1p-96
#define SLOTS 16

/* Factors of gaps seen lately. */
typedef struct Factors {
    double x;
    double gap[SLOTS];
    double factor[SLOTS];
} Factors;

static double
factor_of(Factors *cache, double gap)
{
    uint32_t slot = (uint32_t)(int64_t)gap % SLOTS;

    if (cache->gap[slot] < gap || cache->gap[slot] > gap) {
        cache->gap[slot] = gap;
        cache->factor[slot] = lf_exp(-cache->x * gap);
    }
    return cache->factor[slot];
}

/* Where to begin and which way to go. */
typedef struct Walk {
    const LfFlows *flows;
    int32_t at;
    int32_t step;
    double begin; /* time of the first one */
} Walk;

static Walk
walk_begin(const LfFlowCurve *c)
{
    int32_t last = c->flows->count - 1;

    if (c->from_last)
        return (Walk){c->flows, last, -1, c->flows->time[last]};
    return (Walk){c->flows, 0, 1, 0.0};
}

static double
error_of(const LfFlowCurve *c, double x)
{
    return (6.0 * c->flows->count + 10.0 + 3.0 * lf_magnitude(x) * c->curve.span) * UNIT;
}

/* Terms below this no longer matter. */
static double
negligible(const LfFlowCurve *c)
{
    double first = c->flows->amount[c->from_last ? c->flows->count - 1 : 0].hi;

    return lf_magnitude(first) / c->flows->total * 1e-24;
}

/* Rounds sizes up, and adds what the terms left out can come to. */
static void
close_sizes(const LfFlowCurve *c, double discount, double rounding, double *size)
{
    double rest = c->flows->total * discount;

    for (int i = 0; i < 4; i++) {
        size[i] = size[i] * (1.0 + rounding) + (discount < 1e-20 ? rest : 0.0);
        rest *= c->curve.span;
    }
}

static void
flow_quick(const LfCurve *curve, double x, LfCurvePoint *out)
{
    const LfFlowCurve *c = (const LfFlowCurve *)curve;
    const LfFlows *f = c->flows;
    Factors cache = {.x = x};
    Walk w = walk_begin(c);
    double discount = 1.0, before = 0.0, least = negligible(c);
    double value = 0.0, slope = 0.0, bend = 0.0, size = 0.0;

    for (int32_t k = f->count; k > 0 && discount > least; k--, w.at += w.step) {
        double time = lf_magnitude(f->time[w.at] - w.begin), term;

        if (time > before)
            discount *= factor_of(&cache, time - before);
        before = time;
        term = f->amount[w.at].hi * discount;
        value += term;
        size += lf_magnitude(term);
        term *= time;
        slope -= term;
        bend += term * time;
    }
    out->value = value;
    out->slope = slope;
    out->bend = bend;
    out->size[0] = size;
    out->error = error_of(c, x);
}

static void
flow_full(const LfCurve *curve, double x, LfCurvePoint *out)
{
    const LfFlowCurve *c = (const LfFlowCurve *)curve;
    const LfFlows *f = c->flows;
    Factors cache = {.x = x};
    Walk w = walk_begin(c);
    double discount = 1.0, before = 0.0, least = negligible(c);
    LfCurvePoint p = {.error = error_of(c, x)};

    for (int32_t k = f->count; k > 0 && discount > least; k--, w.at += w.step) {
        double time = lf_magnitude(f->time[w.at] - w.begin), term, size;

        if (time > before)
            discount *= factor_of(&cache, time - before);
        before = time;
        term = f->amount[w.at].hi * discount;
        size = lf_magnitude(term);
        p.value += term;
        p.slope -= term * time;
        p.bend += term * time * time;
        p.size[0] += size;
        p.size[1] += size * time;
        p.size[2] += size * time * time;
        p.size[3] += size * time * time * time;
    }
    *out = p;
    close_sizes(c, discount, 2.0 * p.error, out->size);
}

/* As above, in reals; small whole gaps are products of powers of two
 * of one unit's factor. */
#define POWERS 6

typedef struct Factors2 {
    double x;
    double gap[SLOTS];
    LfReal factor[SLOTS];
    bool has_powers;
    LfReal power[POWERS];
} Factors2;

static LfReal
small_factor(Factors2 *cache, uint32_t gap)
{
    LfReal factor = {1.0, 0.0};

    if (!cache->has_powers) {
        cache->power[0] = lf_real_exp(lf_real(-cache->x));
        for (int i = 1; i < POWERS; i++)
            cache->power[i] = lf_real_mul(cache->power[i - 1], cache->power[i - 1]);
        cache->has_powers = true;
    }
    for (int i = 0; gap != 0; i++, gap >>= 1)
        if ((gap & 1) != 0)
            factor = lf_real_mul(factor, cache->power[i]);
    return factor;
}

static LfReal
factor2_of(Factors2 *cache, double gap)
{
    uint32_t slot = (uint32_t)(int64_t)gap % SLOTS;

    if (cache->gap[slot] < gap || cache->gap[slot] > gap) {
        bool is_small = gap < 1 << POWERS && lf_sign(gap - (double)(int32_t)gap) == 0;

        cache->gap[slot] = gap;
        cache->factor[slot] = is_small ? small_factor(cache, (uint32_t)gap)
                                       : lf_real_exp(lf_two_product(cache->x, -gap));
    }
    return cache->factor[slot];
}

/* Bound of the relative error of real sums. */
static double
error2_of(const LfFlowCurve *c, double x)
{
    return (16.0 * c->flows->count + 16.0 + 8.0 * lf_magnitude(x) * c->curve.span) * UNIT_2;
}

/* What a near point gives in addition to the value. */
static void
finish_near(const LfFlowCurve *c, double x, LfNearPoint *p)
{
    p->size *= 1.0 + 8.0 * c->flows->count * UNIT;
    p->slope_error = error_of(c, x) * p->size * c->curve.span;
    p->bend_size = 1.02 * p->size * c->curve.span * c->curve.span;
}

/* In integers: factors of whole gaps, and the discount that they make. */
#define FIXED_POWERS 18

typedef struct FixedFactors {
    uint32_t powers;
    lf_uint128 power[FIXED_POWERS]; /* of one unit, squared so many times */
    uint32_t gap[SLOTS];
    lf_uint128 factor[SLOTS];
} FixedFactors;

static void
keep_fixed_factor(FixedFactors *cache, uint32_t gap)
{
    lf_uint128 factor = 0;

    for (uint32_t i = 0, rest = gap; rest != 0; i++, rest >>= 1) {
        for (; cache->powers <= i; cache->powers++) {
            lf_uint128 last = cache->power[cache->powers - 1];

            cache->power[cache->powers] = lf_fixed_multiply(last, last);
        }
        if ((rest & 1) != 0)
            factor = factor == 0 ? cache->power[i] : lf_fixed_multiply(factor, cache->power[i]);
    }
    cache->gap[gap % SLOTS] = gap;
    cache->factor[gap % SLOTS] = factor;
}

/* The factors of months. */
static void
keep_months(FixedFactors *cache)
{
    lf_uint128 day = cache->power[0], factor = lf_fixed_multiply(day, day);

    factor = lf_fixed_multiply(factor, day);
    factor = lf_fixed_multiply(factor, factor);
    factor = lf_fixed_multiply(factor, day);
    factor = lf_fixed_multiply(factor, factor);
    factor = lf_fixed_multiply(factor, factor);
    for (uint32_t gap = 28; gap <= 31; gap++) {
        cache->gap[gap % SLOTS] = gap;
        cache->factor[gap % SLOTS] = factor;
        factor = lf_fixed_multiply(factor, day);
    }
}

/*
 * The near point of whole amounts at whole times.  A discount is off by 2^-123
 * of its time and 2^-120 of the number of flows, of the first amount, which is
 * 1/256 of all at least: together less than error2_of() allows.
 */
static void
flow_near_fixed(const LfFlowCurve *c, double x, LfNearPoint *out)
{
    const LfFlows *f = c->flows;
    FixedFactors cache;
    Walk w = walk_begin(c);
    lf_uint128 discount = LF_FIXED_ONE;
    lf_int128 sum = 0, low_sum = 0; /* of the high halves of discounts, and of the low ones */
    double before = 0.0, slope = 0.0, bend = 0.0, third = 0.0, size = 0.0;
    LfNearPoint p = {.error = error2_of(c, x)};

    cache.powers = 1;
    cache.power[0] = lf_fixed_discount(x);
    memset(cache.gap, 0, sizeof(cache.gap));
    if (f->count > 2 && f->time[2] - f->time[1] >= 28.0 && f->time[2] - f->time[1] <= 31.0)
        keep_months(&cache);
    for (int32_t k = f->count; k > 0 && discount != 0; k--, w.at += w.step) {
        double time = lf_magnitude(f->time[w.at] - w.begin), amount = f->amount[w.at].hi, term;
        uint32_t gap = (uint32_t)(int32_t)(time - before);
        int64_t scaled, high;

        if (gap > 0) {
            if (cache.gap[gap % SLOTS] != gap)
                keep_fixed_factor(&cache, gap);
            discount = lf_fixed_multiply(discount, cache.factor[gap % SLOTS]);
        }
        before = time;
        scaled = (int64_t)(amount * c->scale);
        high = (int64_t)(discount >> 64);
        sum += (lf_int128)scaled * high;
        low_sum += (lf_int128)scaled * (int64_t)((uint64_t)discount >> 1);
        term = amount * (double)high;
        size += lf_magnitude(term);
        term *= time;
        slope -= term;
        term *= time;
        bend += term;
        third -= term * time;
    }
    p.slope = slope * 0x1p-62;
    p.bend = bend * 0x1p-62;
    p.third = third * 0x1p-62;
    p.size = size * 0x1p-62;
    sum += low_sum >> 63;
    p.value.hi = (double)sum;
    p.value.lo = (double)(sum - (lf_int128)p.value.hi);
    p.value = (LfReal){p.value.hi / c->scale * 0x1p-62, p.value.lo / c->scale * 0x1p-62};
    finish_near(c, x, &p);
    *out = p;
}

static void
flow_near_double(const LfFlowCurve *c, double x, LfNearPoint *out)
{
    const LfFlows *f = c->flows;
    Factors2 cache = {.x = x};
    Walk w = walk_begin(c);
    LfReal discount = {1.0, 0.0}, sum = {0.0, 0.0};
    double before = 0.0, least = negligible(c) * 1e-12;
    LfNearPoint p = {.error = error2_of(c, x)};

    for (int32_t k = f->count; k > 0 && discount.hi > least; k--, w.at += w.step) {
        double time = lf_magnitude(f->time[w.at] - w.begin);
        LfReal amount = f->amount[w.at], term, part;

        if (time > before)
            discount = lf_real_mul(discount, factor2_of(&cache, time - before));
        before = time;
        term = lf_two_product(amount.hi, discount.hi);
        part = lf_two_sum(sum.hi, term.hi);
        sum.hi = part.hi;
        sum.lo += part.lo + (term.lo + (amount.hi * discount.lo + amount.lo * discount.hi));
        p.size += lf_magnitude(term.hi);
        term.hi *= time;
        p.slope -= term.hi;
        term.hi *= time;
        p.bend += term.hi;
        p.third -= term.hi * time;
    }
    p.value = lf_quick_sum(sum.hi, sum.lo);
    finish_near(c, x, &p);
    *out = p;
}

static void
flow_near(const LfCurve *curve, double x, LfNearPoint *out)
{
    const LfFlowCurve *c = (const LfFlowCurve *)curve;

    if (c->scale > 0.0 && x >= 0x1p-60 && x <= 0.36)
        flow_near_fixed(c, x, out);
    else
        flow_near_double(c, x, out);
}

static void
flow_exact(const LfCurve *curve, double x, LfExactPoint *out)
{
    const LfFlowCurve *c = (const LfFlowCurve *)curve;
    const LfFlows *f = c->flows;
    Factors2 cache = {.x = x};
    Walk w = walk_begin(c);
    LfReal discount = {1.0, 0.0};
    double before = 0.0, least = negligible(c) * 1e-12;
    LfExactPoint p = {.error = error2_of(c, x)};

    for (int32_t k = f->count; k > 0 && discount.hi > least; k--, w.at += w.step) {
        double time = lf_magnitude(f->time[w.at] - w.begin), size;
        LfReal term;

        if (time > before)
            discount = lf_real_mul(discount, factor2_of(&cache, time - before));
        before = time;
        term = lf_real_mul(f->amount[w.at], discount);
        p.value = lf_real_add(p.value, term);
        size = lf_magnitude(term.hi);
        term = lf_real_scale(term, time);
        p.slope = lf_real_sub(p.slope, term);
        p.bend = lf_real_add(p.bend, lf_real_scale(term, time));
        p.size[0] += size;
        p.size[1] += size * time;
        p.size[2] += size * time * time;
        p.size[3] += size * time * time * time;
    }
    *out = p;
    close_sizes(c, discount.hi, 8.0 * f->count * UNIT, out->size);
}

/* An interval of rates of width 1e-12 max(1, |r|) holds the two ends: with r =
 * e^z - 1 for a year, dz = dr / (1 + r). */
static double
flow_reach(const LfCurve *curve, double x)
{
    const LfFlowCurve *c = (const LfFlowCurve *)curve;
    double growth = lf_exp((c->from_last ? -x : x) * c->years), rate = growth - 1.0, width;

    width = 2e-13 * (lf_magnitude(rate) > 1.0 ? lf_magnitude(rate) : 1.0) / growth;
    return (width < 0.1 ? width : 0.1) / c->years;
}

/* The power of two by which whole amounts fill 62 bits; 0 where integers would be too coarse. */
static double
scale_of(const LfFlowCurve *c)
{
    const LfFlows *f = c->flows;

    if (!f->whole || !f->whole_times ||
        lf_magnitude(f->amount[c->from_last ? f->count - 1 : 0].hi) * 256.0 < f->total)
        return 0.0;
    return lf_power_of_two(61 - lf_exponent(f->total));
}

void
lf_flow_curve(const LfFlows *f, double units_a_year, bool from_last, LfFlowCurve *out)
{
    *out = (LfFlowCurve){.curve = {flow_quick, flow_full, flow_near, flow_exact, flow_reach,
                                   f->time[f->count - 1], f->count, 1e-2, 2e-6, 0.0, f->pause},
                         .flows = f,
                         .from_last = from_last,
                         .years = units_a_year};
    out->scale = scale_of(out);
    if (f->changes == 1)
        out->curve.start = from_last ? -lf_flows_start(f) : lf_flows_start(f);
}
