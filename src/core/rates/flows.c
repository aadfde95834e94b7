/*
 * Flows: sums of discounted amounts, in doubles and in double-doubles.
 *
 * Dates of a loan have few different gaps, so the factor of a gap is kept and
 * a flow costs one multiplication.  Every result carries a bound of its error:
 * each factor is good to four units of the last place, a sum of n terms to n.
 */
#include "core/rates/flows.h"

#define UNIT 0x1p-53
#define UNIT_2 0x1p-96
#define SLOTS 16
#define WHOLE 0x1p52

void
lf_flows_add(LfFlows *f, LfDouble2 amount, double time)
{
    if (f->count > 0 && f->time[f->count - 1] >= time) {
        f->amount[f->count - 1] = lf_dd_add(f->amount[f->count - 1], amount);
        return;
    }
    /* an amount that came to 0 gives its place away */
    if (f->count > 0 && lf_sign(f->amount[f->count - 1].hi) == 0)
        f->count--;
    f->amount[f->count] = amount;
    f->time[f->count++] = time;
}

void
lf_flows_finish(LfFlows *f)
{
    double first;

    if (f->count > 0 && lf_sign(f->amount[f->count - 1].hi) == 0)
        f->count--;
    first = f->count > 0 ? f->time[0] : 0.0;
    for (int32_t k = 0; k < f->count && first > 0.0; k++)
        f->time[k] -= first;
    f->total = 0.0;
    f->whole = true;
    for (int32_t k = 0; k < f->count; k++) {
        double amount = f->amount[k].hi, rounded = amount + 1.5 * WHOLE - 1.5 * WHOLE;

        f->total += lf_magnitude(amount);
        f->whole &= rounded >= amount && rounded <= amount;
    }
    f->whole &= f->total < WHOLE;
}

int32_t
lf_flows_sign_changes(const LfFlows *f)
{
    int32_t changes = 0;

    for (int32_t k = 1; k < f->count; k++)
        changes += lf_sign(f->amount[k].hi) != lf_sign(f->amount[k - 1].hi);
    return changes;
}

/* The sign of a sum of amounts; 0 where nothing but rounding is left of it. */
static int
sum_sign(LfDouble2 sum, double total)
{
    return lf_magnitude(sum.hi) <= total * UNIT_2 ? 0 : lf_sign(sum.hi);
}

/* Counts changes of the sign of a running sum. */
typedef struct Changes {
    int32_t count;
    int last;
} Changes;

static void
next_sign(Changes *c, int sign)
{
    c->count += sign * c->last < 0;
    c->last = sign != 0 ? sign : c->last;
}

int32_t
lf_flows_running_changes(const LfFlows *f, bool from_last)
{
    LfDouble2 sum = {0.0, 0.0};
    Changes changes = {0, 0};
    double quick = 0.0;

    for (int32_t k = 0; k < f->count; k++) {
        LfDouble2 amount = f->amount[from_last ? f->count - 1 - k : k];

        if (f->whole) {
            quick += amount.hi;
            next_sign(&changes, lf_sign(quick));
            continue;
        }
        sum = lf_dd_add(sum, amount);
        next_sign(&changes, sum_sign(sum, f->total));
    }
    return changes.count;
}

int
lf_flows_total_sign(const LfFlows *f)
{
    LfDouble2 sum = {0.0, 0.0};
    double quick = 0.0;

    for (int32_t k = 0; k < f->count; k++)
        if (f->whole)
            quick += f->amount[k].hi;
        else
            sum = lf_dd_add(sum, f->amount[k]);
    return f->whole ? lf_sign(quick) : sum_sign(sum, f->total);
}

/* Factors of gaps seen lately. */
typedef struct Factors {
    double x;
    double gap[SLOTS];
    double factor[SLOTS];
} Factors;

static double
factor_of(Factors *cache, double gap)
{
    uint32_t slot = (uint32_t)(uint64_t)gap % SLOTS;

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

/* As above, in double-doubles; small whole gaps are products of powers of two
 * of one unit's factor. */
#define POWERS 6

typedef struct Factors2 {
    double x;
    double gap[SLOTS];
    LfDouble2 factor[SLOTS];
    bool has_powers;
    LfDouble2 power[POWERS];
} Factors2;

static LfDouble2
small_factor(Factors2 *cache, uint32_t gap)
{
    LfDouble2 factor = {1.0, 0.0};

    if (!cache->has_powers) {
        cache->power[0] = lf_dd_exp(lf_dd(-cache->x));
        for (int i = 1; i < POWERS; i++)
            cache->power[i] = lf_dd_multiply(cache->power[i - 1], cache->power[i - 1]);
        cache->has_powers = true;
    }
    for (int i = 0; gap != 0; i++, gap >>= 1)
        if ((gap & 1) != 0)
            factor = lf_dd_multiply(factor, cache->power[i]);
    return factor;
}

static LfDouble2
factor2_of(Factors2 *cache, double gap)
{
    uint32_t slot = (uint32_t)(uint64_t)gap % SLOTS;

    if (cache->gap[slot] < gap || cache->gap[slot] > gap) {
        bool is_small = gap < 1 << POWERS && lf_sign(gap - (double)(int32_t)gap) == 0;

        cache->gap[slot] = gap;
        cache->factor[slot] = is_small ? small_factor(cache, (uint32_t)gap)
                                       : lf_dd_exp(lf_two_product(cache->x, -gap));
    }
    return cache->factor[slot];
}

/* Bound of the relative error of double-double sums. */
static double
error2_of(const LfFlowCurve *c, double x)
{
    return (16.0 * c->flows->count + 16.0 + 8.0 * lf_magnitude(x) * c->curve.span) * UNIT_2;
}

static void
flow_near(const LfCurve *curve, double x, LfNearPoint *out)
{
    const LfFlowCurve *c = (const LfFlowCurve *)curve;
    const LfFlows *f = c->flows;
    Factors2 cache = {.x = x};
    Walk w = walk_begin(c);
    LfDouble2 discount = {1.0, 0.0}, sum = {0.0, 0.0};
    double before = 0.0, least = negligible(c) * 1e-12;
    LfNearPoint p = {.error = error2_of(c, x)};

    for (int32_t k = f->count; k > 0 && discount.hi > least; k--, w.at += w.step) {
        double time = lf_magnitude(f->time[w.at] - w.begin);
        LfDouble2 amount = f->amount[w.at], term, part;

        if (time > before)
            discount = lf_dd_multiply(discount, factor2_of(&cache, time - before));
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
    p.size *= 1.0 + 8.0 * f->count * UNIT;
    p.slope_error = error_of(c, x) * p.size * c->curve.span;
    p.bend_size = 1.02 * p.size * c->curve.span * c->curve.span;
    *out = p;
}

static void
flow_exact(const LfCurve *curve, double x, LfExactPoint *out)
{
    const LfFlowCurve *c = (const LfFlowCurve *)curve;
    const LfFlows *f = c->flows;
    Factors2 cache = {.x = x};
    Walk w = walk_begin(c);
    LfDouble2 discount = {1.0, 0.0};
    double before = 0.0, least = negligible(c) * 1e-12;
    LfExactPoint p = {.error = error2_of(c, x)};

    for (int32_t k = f->count; k > 0 && discount.hi > least; k--, w.at += w.step) {
        double time = lf_magnitude(f->time[w.at] - w.begin), size;
        LfDouble2 term;

        if (time > before)
            discount = lf_dd_multiply(discount, factor2_of(&cache, time - before));
        before = time;
        term = lf_dd_multiply(f->amount[w.at], discount);
        p.value = lf_dd_add(p.value, term);
        size = lf_magnitude(term.hi);
        term = lf_dd_scale(term, time);
        p.slope = lf_dd_subtract(p.slope, term);
        p.bend = lf_dd_add(p.bend, lf_dd_scale(term, time));
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

void
lf_flow_curve(const LfFlows *f, double units_a_year, bool from_last, LfFlowCurve *out)
{
    *out = (LfFlowCurve){.curve = {flow_quick, flow_full, flow_near, flow_exact, flow_reach,
                                   f->time[f->count - 1], f->count, 1e-2, 2e-6, f->pause},
                         .flows = f,
                         .from_last = from_last,
                         .years = units_a_year};
}
