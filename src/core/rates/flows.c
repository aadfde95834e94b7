/*
 * Flows: amounts in order, what one pass over them shows, and where they balance.
 */
#include "core/rates/flows.h"

#define UNIT_2 0x1p-96
#define WHOLE 0x1p52
#define LONGEST 0x1p18

void
lf_flows_add(LfFlows *f, LfReal amount, double time)
{
    if (f->count > 0 && f->time[f->count - 1] >= time) {
        f->amount[f->count - 1] = lf_real_add(f->amount[f->count - 1], amount);
        return;
    }
    /* an amount that came to 0 gives its place away */
    if (f->count > 0 && lf_is_zero(f->amount[f->count - 1].hi))
        f->count--;
    f->amount[f->count] = amount;
    f->time[f->count++] = time;
}

/* Whether a number below 2^52 is an integer. */
static bool
is_whole(double x)
{
    return lf_sign((x + 1.5 * WHOLE - 1.5 * WHOLE) - x) == 0;
}

/* The sign of a sum of amounts; 0 where nothing but rounding is left of it. */
static int
sum_sign(LfReal sum, double total)
{
    return lf_magnitude(sum.hi) <= total * UNIT_2 ? 0 : lf_sign(sum.hi);
}

static void
survey(LfFlows *f)
{
    LfReal sum = {0.0, 0.0};
    bool whole = true, whole_times = true;

    f->total = 0.0;
    f->changes = 0;
    for (int32_t k = 0; k < f->count; k++) {
        double amount = f->amount[k].hi;

        f->total += lf_magnitude(amount);
        sum = lf_real_add(sum, f->amount[k]);
        whole &= is_whole(amount);
        whole_times &= is_whole(f->time[k]);
        f->changes += k > 0 && (amount < 0.0) != (f->amount[k - 1].hi < 0.0);
    }
    f->whole = whole && f->total < WHOLE;
    f->whole_times = whole_times && (f->count == 0 || f->time[f->count - 1] < LONGEST);
    f->total_sign = sum_sign(sum, f->total);
}

void
lf_flows_finish(LfFlows *f)
{
    double first;

    if (f->count > 0 && lf_is_zero(f->amount[f->count - 1].hi))
        f->count--;
    first = f->count > 0 ? f->time[0] : 0.0;
    for (int32_t k = 0; k < f->count && first > 0.0; k++)
        f->time[k] -= first;
    survey(f);
}

bool
lf_flows_of_days(LfFlows *f, const int32_t *date, const int64_t *amount, int32_t count)
{
    int64_t sum = 0, total = 0;
    int32_t n = 0, start = 0;
    bool negative = false;

    f->changes = 0;
    for (int32_t k = 0; k < count; k++) {
        int64_t a = amount[k];

        if (a == 0)
            continue;
        if (a <= -(int64_t)WHOLE || a >= (int64_t)WHOLE)
            return false;
        total += a < 0 ? -a : a;
        if (total >= (int64_t)WHOLE)
            return false;
        if (n == 0)
            start = date[k];
        else
            f->changes += (a < 0) != negative;
        negative = a < 0;
        sum += a;
        f->amount[n] = lf_real((double)a);
        f->time[n++] = (double)((int64_t)date[k] - start);
    }
    f->count = n;
    f->total = (double)total;
    f->total_sign = (sum > 0) - (sum < 0);
    f->whole = true;
    f->whole_times = n == 0 || f->time[n - 1] < LONGEST;
    return true;
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
    LfReal sum = {0.0, 0.0};
    Changes changes = {0, 0};
    double quick = 0.0;

    for (int32_t k = 0; k < f->count; k++) {
        LfReal amount = f->amount[from_last ? f->count - 1 - k : k];

        if (f->whole) {
            quick += amount.hi;
            next_sign(&changes, lf_sign(quick));
            continue;
        }
        sum = lf_real_add(sum, amount);
        next_sign(&changes, sum_sign(sum, f->total));
    }
    return changes.count;
}

/* Sum of the amounts of one sign, and the first four cumulants of their times. */
typedef struct Part {
    double sum;
    double cumulant[4];
} Part;

static Part
part_of(const LfFlows *f, int32_t from, int32_t until)
{
    double sum = 0.0, first = 0.0, second = 0.0, third = 0.0, fourth = 0.0, mean, square;

    for (int32_t k = from; k < until; k++) {
        double time = f->time[k], term = f->amount[k].hi;

        sum += term;
        term *= time;
        first += term;
        term *= time;
        second += term;
        term *= time;
        third += term;
        fourth += term * time;
    }
    mean = first / sum;
    second /= sum;
    third /= sum;
    square = mean * mean;
    return (Part){sum,
                  {mean, second - square, third - mean * (3.0 * second - 2.0 * square),
                   fourth / sum - 4.0 * mean * third +
                       3.0 * (second * (4.0 * square - second) - 2.0 * square * square)}};
}

/*
 * About where flows that change sign once balance.  The logarithm of a part's
 * present value is nearly straight in z: ln(sum) and its series of cumulants, to
 * the fourth, are off by some hundred-millionths for a loan.
 */
double
lf_flows_start(const LfFlows *f)
{
    int32_t turn = 1;
    double height, d[4], z;
    Part a, b;

    while (turn < f->count && (f->amount[turn].hi < 0.0) == (f->amount[0].hi < 0.0))
        turn++;
    a = part_of(f, 0, turn);
    b = part_of(f, turn, f->count);
    height = lf_log(-b.sum / a.sum);
    for (int i = 0; i < 4; i++)
        d[i] = b.cumulant[i] - a.cumulant[i];
    z = height / d[0];
    for (int i = 0; i < 2; i++)
        z += (height - z * (d[0] - z * (d[1] / 2.0 - z * (d[2] / 6.0 - z * d[3] / 24.0)))) /
             (d[0] - z * (d[1] - z * (d[2] / 2.0 - z * d[3] / 6.0)));
    return z;
}
