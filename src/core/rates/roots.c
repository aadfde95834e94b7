/*
 * Roots: isolation by bounds, then Halley's method, then the proof.
 */
#include "core/rates/roots.h"

#define MAX_STEPS 200
#define MAX_INTERVALS 128
#define TOUCHES 0x1p-86 /* of the size of the terms */

static lf_status
undecided(const char *what, LfFault *why)
{
    *why = (LfFault){.status = LF_ERR_ROOTS_UNDECIDED, .text2 = lf_text(what)};
    return why->status;
}

static void
count_step(const LfCurve *c, LfRootSearch *s)
{
    lf_pause(c->pause);
    s->steps++;
    s->work += c->cost;
}

/* The sign of a computed value, 0 within its error. */
static int
sure_sign(double value, double error)
{
    return lf_magnitude(value) > error ? lf_sign(value) : 0;
}

static int
exact_sign(const LfCurve *c, double x, LfRootSearch *s)
{
    LfNearPoint p;

    count_step(c, s);
    c->near(c, x, &p);
    return sure_sign(p.value.hi, p.error * p.size);
}

int
lf_curve_sign(const LfCurve *c, double x, LfRootSearch *s)
{
    LfCurvePoint p;
    int sign;

    count_step(c, s);
    c->quick(c, x, &p);
    sign = sure_sign(p.value, 1.01 * p.error * p.size[0]);
    return sign != 0 ? sign : exact_sign(c, x, s);
}

/* Where a root is looked for: the curve has sign_a at a, and the opposite at b where that is known. */
typedef struct Bracket {
    double a;
    double b;
    int sign_a;
    bool is_open; /* the sign at b is not known yet */
} Bracket;

/* Narrows the bracket to a point with that sign. */
static void
narrow(Bracket *v, double x, int sign)
{
    if (sign == v->sign_a)
        v->a = x;
    else {
        v->b = x;
        v->is_open = false;
    }
}

static bool
is_inside(const Bracket *v, double x)
{
    return x > v->a && x < v->b;
}

/* Halley's method inside a bracket that shrinks with it; false where that turns out to hold no root. */
static bool
approach(const LfCurve *c, Bracket v, double *root, LfRootSearch *s)
{
    double x = *root;

    for (int i = 0; i < MAX_STEPS; i++, x = *root) {
        LfCurvePoint p;
        double newton, step;

        count_step(c, s);
        c->quick(c, x, &p);
        if (lf_magnitude(p.value) <= p.error * p.size[0])
            return true;
        narrow(&v, x, lf_sign(p.value));
        newton = p.value / p.slope;
        step = newton / (1.0 - newton * p.bend / (2.0 * p.slope));
        *root = x - step;
        if (!is_inside(&v, *root)) {
            if (v.is_open && lf_curve_sign(c, v.b, s) != -v.sign_a)
                return false;
            v.is_open = false;
            *root = v.a + 0.5 * (v.b - v.a);
        }
        if (lf_magnitude(*root - x) * c->span <= c->coarse || !is_inside(&v, *root))
            return true;
    }
    return true;
}

/* Whether the curve has a sign at the distance d of p: its parabola, and what a third derivative
 * can add. */
static bool
has_sign_near(const LfNearPoint *p, double span, double d, int sign)
{
    double along = d * (p->slope + 0.5 * p->bend * d), value = p->value.hi + along;
    double size = lf_magnitude(d) * span;
    double rest = p->error * p->size + p->slope_error * lf_magnitude(d) * (1.0 + size) +
                  p->bend_size * d * d * size +
                  0x1p-50 * (lf_magnitude(p->value.hi) + lf_magnitude(p->slope * d));

    return lf_sign(value) == sign && lf_magnitude(value) > 1.01 * rest;
}

/* Whether the curve has proved, opposite signs at low and high; p is at x, next to both. */
static bool
prove(const LfCurve *c, const LfRoot *root, double x, const LfNearPoint *p, int sign_low,
      LfRootSearch *s)
{
    double reach = 0.01 / c->span;

    if (x - root->low < reach && root->high - x < reach && root->low - x < reach &&
        x - root->high < reach && has_sign_near(p, c->span, root->low - x, sign_low) &&
        has_sign_near(p, c->span, root->high - x, -sign_low))
        return true;
    return lf_curve_sign(c, root->low, s) == sign_low &&
           lf_curve_sign(c, root->high, s) == -sign_low;
}

static lf_status
keep(LfRootSearch *s, LfRoot root, LfFault *why)
{
    if (s->count == LF_MAX_RATE_ROOTS)
        return undecided("there are more than 64 roots", why);
    s->root[s->count++] = root;
    return LF_OK;
}

/* Newton's method in reals, inside a bracket that shrinks with it; two more terms of the
 * series of the inverse, where the curve tells them, make the last step.  x is where p is, in the end. */
static LfReal
polish(const LfCurve *c, Bracket v, double *x, LfNearPoint *p, LfRootSearch *s)
{
    LfReal root = lf_real(*x);

    for (int i = 0; i < MAX_STEPS; i++) {
        double step, half, sixth;

        *x = root.hi;
        count_step(c, s);
        c->near(c, *x, p);
        if (lf_sign(p->value.hi) != 0)
            narrow(&v, *x, lf_sign(p->value.hi));
        step = lf_real_value(p->value) / p->slope;
        half = p->bend / (2.0 * p->slope);
        sixth = p->third / (6.0 * p->slope);
        step += step * step * (half + (2.0 * half * half - sixth) * step);
        root = lf_two_sum(*x, -step);
        if (lf_magnitude(step) * (c->span + lf_magnitude(half)) <= c->fine && root.hi >= v.a &&
            root.hi <= v.b)
            return root;
        if (!is_inside(&v, root.hi))
            root = lf_real(v.a + 0.5 * (v.b - v.a));
        if (!is_inside(&v, root.hi))
            return root;
    }
    return root;
}

/* From a first estimate to the root with its proof. */
static lf_status
finish(const LfCurve *c, const Bracket *v, double x, LfRootSearch *s, LfFault *why)
{
    LfRoot root = {.is_double = false};
    LfNearPoint p;
    double reach;

    root.at = polish(c, *v, &x, &p, s);
    reach = c->reach(c, root.at.hi);
    root.low = root.at.hi - reach > v->a ? root.at.hi - reach : v->a;
    root.high = root.at.hi + reach < v->b ? root.at.hi + reach : v->b;
    if (!prove(c, &root, x, &p, v->sign_a, s))
        return undecided("roots lie too close together, or the terms cancel too far", why);
    return keep(s, root, why);
}

lf_status
lf_root_between(const LfCurve *c, double a, double b, int sign_a, double start, LfRootSearch *s,
                LfFault *why)
{
    Bracket v = {a, b, sign_a, false};

    approach(c, v, &start, s);
    return finish(c, &v, start, s, why);
}

lf_status
lf_root_before(const LfCurve *c, double a, double b, int sign_a, LfRootSearch *s, LfFault *why)
{
    Bracket v = {a, b, sign_a, true};
    double x = a;

    if (is_inside(&v, c->start))
        x = c->start;
    else if (!approach(c, v, &x, s))
        return LF_OK;
    return finish(c, &v, x, s, why) == LF_OK || lf_curve_sign(c, b, s) != -sign_a ? LF_OK
                                                                                  : why->status;
}

/* An interval, what is known of its begin, and the signs at its ends. */
typedef struct Interval {
    double a;
    double b;
    LfCurvePoint at_a;
    int sign_a;
    int sign_b;
} Interval;

/* No point of the interval can be 0: f(a) + f'(a) d, less what the second
 * derivative can add. */
static bool
is_excluded(const Interval *v, double h)
{
    const LfCurvePoint *p = &v->at_a;
    double end = p->value + p->slope * h;
    double rest = 0.5 * (lf_magnitude(p->bend) + p->error * p->size[2]) * h * h +
                  p->size[3] * h * h * h / 6.0 + p->error * (p->size[0] + p->size[1] * h);
    double least =
        lf_magnitude(p->value) < lf_magnitude(end) ? lf_magnitude(p->value) : lf_magnitude(end);

    return lf_sign(p->value) == lf_sign(end) && least > 1.01 * rest;
}

/* The slope keeps its sign: at most one root. */
static bool
is_monotone(const LfCurvePoint *p, double h)
{
    double rest = (lf_magnitude(p->bend) + p->error * p->size[2]) * h + 0.5 * p->size[3] * h * h +
                  p->error * p->size[1];

    return lf_magnitude(p->slope) > 1.01 * rest;
}

/* The bend keeps its sign: at most two roots. */
static bool
is_bent(const LfCurvePoint *p, double h)
{
    return lf_magnitude(p->bend) > 1.01 * (p->size[3] * h + p->error * p->size[2]);
}

/* Where the slope of a bent curve is 0, or the end nearest to that. */
static double
turning_point(const LfCurve *c, double a, double b, int bend_sign, LfRootSearch *s)
{
    double x = a + 0.5 * (b - a);

    for (int i = 0; i < MAX_STEPS; i++) {
        LfCurvePoint p;
        double next;

        count_step(c, s);
        c->quick(c, x, &p);
        if (lf_sign(p.slope) == bend_sign)
            b = x;
        else
            a = x;
        next = x - p.slope / p.bend;
        if (!(next > a && next < b))
            next = a + 0.5 * (b - a);
        if (lf_magnitude(next - x) * c->span <= 1e-10 || !(next > a && next < b))
            return next;
        x = next;
    }
    return x;
}

/* A bent curve with one sign at both ends: no root, two, or one double root
 * where it turns. */
static lf_status
solve_bent(const LfCurve *c, const Interval *v, LfRootSearch *s, LfFault *why)
{
    LfExactPoint p;
    LfReal step;
    double x, extreme, reach;
    int sign;

    if (lf_sign(v->at_a.bend) != v->sign_a)
        return LF_OK;
    x = turning_point(c, v->a, v->b, v->sign_a, s);
    count_step(c, s);
    c->exact(c, x, &p);
    step = lf_real_div(p.slope, p.bend);
    if (lf_magnitude(step.hi) * c->span > 1e-6) /* it turns outside: the ends are its least */
        return LF_OK;
    extreme = p.value.hi - 0.5 * p.slope.hi * step.hi;
    sign = sure_sign(extreme, (TOUCHES + p.error) * p.size[0]);
    if (sign == v->sign_a)
        return LF_OK;
    if (sign != 0) {
        lf_status status = lf_root_between(c, v->a, x, v->sign_a, v->a + 0.5 * (x - v->a), s, why);

        return status != LF_OK ? status
                               : lf_root_between(c, x, v->b, sign, x + 0.5 * (v->b - x), s, why);
    }
    reach = c->reach(c, x);
    return keep(s, (LfRoot){lf_real_sub(lf_real(x), step), x - reach, x + reach, true}, why);
}

/* A point inside where the sign is known: 0.5, or near it. */
static bool
split(const LfCurve *c, const Interval *v, LfRootSearch *s, double *middle, int *sign)
{
    static const double places[] = {0.5, 0.4609375, 0.5546875, 0.4140625, 0.6171875};

    for (int i = 0; i < 5; i++) {
        *middle = v->a + places[i] * (v->b - v->a);
        *sign = lf_curve_sign(c, *middle, s);
        if (*sign != 0)
            return *middle > v->a && *middle < v->b;
    }
    return false;
}

/* What is proved of one interval; *halve where it is too wide for a proof. */
static lf_status
decide(const LfCurve *c, const Interval *v, bool *halve, LfRootSearch *s, LfFault *why)
{
    double h = v->b - v->a;

    *halve = false;
    if (is_excluded(v, h))
        return LF_OK;
    if (is_monotone(&v->at_a, h) || is_bent(&v->at_a, h)) {
        if (v->sign_a != v->sign_b)
            return lf_root_between(c, v->a, v->b, v->sign_a, v->a + 0.5 * h, s, why);
        return is_monotone(&v->at_a, h) ? LF_OK : solve_bent(c, v, s, why);
    }
    *halve = true;
    return LF_OK;
}

static void
look(const LfCurve *c, Interval *v, LfRootSearch *s)
{
    count_step(c, s);
    c->full(c, v->a, &v->at_a);
}

lf_status
lf_roots_isolate(const LfCurve *c, double a, double b, LfRootSearch *s, LfFault *why)
{
    Interval stack[MAX_INTERVALS];
    int32_t depth = 1;

    stack[0] = (Interval){
        .a = a, .b = b, .sign_a = lf_curve_sign(c, a, s), .sign_b = lf_curve_sign(c, b, s)};
    look(c, &stack[0], s);
    if (stack[0].sign_a == 0 || stack[0].sign_b == 0)
        return undecided("a root lies at an end of the range", why);
    while (depth > 0) {
        Interval *v = &stack[depth - 1], right;
        bool halve;
        lf_status status = decide(c, v, &halve, s, why);

        if (status != LF_OK)
            return status;
        if (!halve) {
            depth--;
            continue;
        }
        right = *v;
        if (depth == MAX_INTERVALS || !split(c, v, s, &right.a, &right.sign_a))
            return undecided("roots are too close together to be separated", why);
        if (s->work > LF_MAX_ROOT_WORK)
            return undecided("the amounts change sign too often", why);
        look(c, &right, s);
        /* the left half is decided first: roots come in order */
        stack[depth] = (Interval){v->a, right.a, v->at_a, v->sign_a, right.sign_a};
        *v = right;
        depth++;
    }
    return LF_OK;
}

lf_status
lf_root_at_zero(const LfCurve *c, LfRootSearch *s, double *clear, int *multiplicity, LfFault *why)
{
    LfExactPoint p;
    double derivative[3];

    count_step(c, s);
    c->exact(c, 0.0, &p);
    derivative[0] = p.value.hi;
    derivative[1] = p.slope.hi;
    derivative[2] = p.bend.hi;
    for (int j = 0; j < 3; j++)
        if (lf_magnitude(derivative[j]) > p.error * p.size[j]) {
            *multiplicity = j;
            *clear = 0.5 * lf_magnitude(derivative[j]) / p.size[j + 1];
            return LF_OK;
        }
    return undecided("the rate 0 is a root more than twice", why);
}
