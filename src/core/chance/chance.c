/*
 * Chance: the interval and the tail.
 */
#include "core/chance/chance.h"

#include <math.h>

#include "core/base/real.h"

lf_status
lf_hits_check(int64_t hits, int64_t trials, LfFault *why)
{
    if (trials >= 0 && trials <= LF_MAX_TRIALS && hits >= 0 && hits <= trials)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_HITS, .a = hits, .b = trials, .c = LF_MAX_TRIALS);
}

/* z with a share `confidence` of the normal distribution in -z .. z.  Newton's
 * steps from 0 come up from below, since erfc is convex there. */
static double
two_sided_quantile(double confidence)
{
    const double outside = 1.0 - confidence;
    double z = 0.0;

    for (int i = 0; i < 100; i++) {
        double density = 0.79788456080286535588 * exp(-0.5 * z * z); /* sqrt(2/pi) */
        double step = density > 0.0 ? (erfc(z * sqrt(0.5)) - outside) / density : 0.0;

        z += step;
        if (fabs(step) < 1e-15)
            break;
    }
    return z;
}

void
lf_wilson(int64_t hits, int64_t trials, double confidence, double *low, double *high)
{
    double n = (double)trials, p = (double)hits / n;
    double z = two_sided_quantile(confidence), zz = z * z;
    double middle = p + zz / (2.0 * n);
    double spread = z * sqrt(p * (1.0 - p) / n + zz / (4.0 * n * n));

    *low = hits == 0 ? 0.0 : (middle - spread) / (1.0 + zz / n);
    *high = hits == trials ? 1.0 : (middle + spread) / (1.0 + zz / n);
}

static LfReal
whole(int64_t n)
{
    return lf_real_from_int128(n);
}

static const LfReal two_pi = {0x1.921fb54442d18p+2, 0x1.1a62633145c07p-52};

/* ln n! less Stirling's ln sqrt(2 pi n) + n ln n - n: from the factorial where it fits 64 bits,
 * else by his series. */
static LfReal
stirling_error(int64_t n)
{
    double x = 1.0 / (double)n, xx = x * x;
    int64_t factorial = 1;
    LfReal by_form;

    if (n > 20)
        return lf_real(
            x * (1.0 / 12 -
                 xx * (1.0 / 360 -
                       xx * (1.0 / 1260 -
                             xx * (1.0 / 1680 - xx * (1.0 / 1188 - xx * (691.0 / 360360)))))));
    for (int64_t i = 2; i <= n; i++)
        factorial *= i;
    by_form = lf_real_log(lf_real_mul(two_pi, whole(n)));
    by_form = lf_real_mul(by_form, lf_real(0.5));
    by_form = lf_real_add(by_form, lf_real_mul(whole(n), lf_real_log(whole(n))));
    by_form = lf_real_sub(by_form, whole(n));
    return lf_real_sub(lf_real_log(whole(factorial)), by_form);
}

/* k ln(k / (n p)): how far the share k / n lies from p. */
static LfReal
deviance(int64_t k, int64_t n, LfReal p)
{
    LfReal expected = lf_real_mul(whole(n), p);

    return lf_real_mul(whole(k), lf_real_log(lf_real_div(whole(k), expected)));
}

/* The logarithm of the chance of exactly k hits; 0 < p < 1, q = 1 - p. */
static LfReal
log_of_term(int64_t k, int64_t n, LfReal p, LfReal q)
{
    LfReal log, scale;

    if (k == 0 || k == n)
        return lf_real_mul(whole(n), lf_real_log(k == 0 ? q : p));
    scale = lf_real_mul(lf_real_mul(two_pi, whole(k)), whole(n - k));
    log = lf_real_mul(lf_real_log(lf_real_div(whole(n), scale)), lf_real(0.5));
    log = lf_real_add(log, stirling_error(n));
    log = lf_real_sub(log, lf_real_add(stirling_error(k), stirling_error(n - k)));
    return lf_real_sub(log, lf_real_add(deviance(k, n, p), deviance(n - k, n, q)));
}

/*
 * The chance of k or more, k > n p, where the terms fall: each is the one
 * before it times (n - i) / (i + 1) p / q.
 */
static LfReal
falling_tail(int64_t k, int64_t n, LfReal p, LfReal q)
{
    LfReal odds = lf_real_div(p, q), term = lf_real(1.0), sum = term;

    for (int64_t i = k; i < n && term.hi > sum.hi * 1e-20; i++) {
        term = lf_real_mul(term, lf_real_mul(odds, lf_real_div(whole(n - i), whole(i + 1))));
        sum = lf_real_add(sum, term);
    }
    return lf_real_mul(sum, lf_real_exp(log_of_term(k, n, p, q)));
}

double
lf_binomial_tail(int64_t hits, int64_t trials, double probability)
{
    LfReal p = lf_real(probability), q = lf_real_sub(lf_real(1.0), p), tail;

    if (hits <= 0)
        return 1.0;
    if (hits > trials || probability <= 0.0)
        return 0.0;
    if (probability >= 1.0)
        return 1.0;
    if (lf_real_sub(whole(hits), lf_real_mul(whole(trials), p)).hi > 0.0)
        tail = falling_tail(hits, trials, p, q);
    else /* the misses seen from the other side */
        tail = lf_real_sub(lf_real(1.0), falling_tail(trials - hits + 1, trials, q, p));
    return tail.hi > 1.0 ? 1.0 : tail.hi;
}
