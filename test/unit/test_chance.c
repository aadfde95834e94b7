/*
 * Chance: Wilson's interval, and binomial tails against exact fractions and
 * against sums of 60 digits.
 */
#include "core/chance/chance.h"

#include <math.h>

#include "test/unit/random.h"
#include "test/unit/tap.h"

static void
test_wilson(void)
{
    double low, high;

    /* the formula with z = 1.959963985 */
    lf_wilson(2, 4, 0.95, &low, &high);
    ok(fabs(low - 0.15003899) < 1e-8 && fabs(high - 0.84996101) < 1e-8,
       "half of four lies where Wilson has it");
    lf_wilson(0, 10, 0.95, &low, &high);
    ok(low == 0.0 && fabs(high - 0.27753280) < 1e-8, "none of ten may be up to 28 %%");
    lf_wilson(10, 10, 0.95, &low, &high);
    ok(high == 1.0 && fabs(low - 0.72246720) < 1e-8, "all of ten may be 72 %%");
    lf_wilson(1, 1000000, 0.999999, &low, &high);
    ok(low > 0.0 && low < 1e-6 && high > 1e-6 && high < 1e-4, "a far tail has its quantile");
}

/* The chance of at least `hits`: exact for the probability as a double. */
typedef struct TailCase {
    int64_t hits;
    int64_t trials;
    double probability;
    double want;
} TailCase;

static const TailCase tails[] = {
    {1, 1, 0.5, 0.5},
    {3, 10, 0.1, 0.0701908264000000095582921577630489596388},
    {10, 10, 0.3, 0.000005904899999999997814748020630304745401725},
    {1, 20, 0.001, 0.01981113517046531780269186182885539851679},
    {0, 5, 0.2, 1.0},
    {5, 21, 0.25, 0.6325798611862865072907879948616027832031},
    {30, 50, 0.5, 0.1013193755322703282217844379389024505615},
    {60, 300, 0.125, 0.000158076589127693109105795035397664288174},
    {12, 300, 0.015625, 0.003051559858653286980111672931581755430093},
    {200, 400, 0.5, 0.5199346509818964638883674812873237226732},
    {399, 400, 0.5, 1.552909357854576627400030283947827090876e-118},
    {150, 300, 0.75, 0.9999999999999999999959006935819676624137},
    {520, 10000, 0.05, 0.185090145062825275004025114802287953382248},
    {50500, 100000, 0.5, 0.000791179939425797822208977865116067926400223},
    {12000, 1000000, 0.01, 7.45960785049511078677376594767022752555654875e-85},
    {900, 100000, 0.0078125, 0.0000164132102095111870798198710713076302064538914},
    {5000200, 10000000, 0.5, 0.449796748590538948950451653181666672133800834},
};

static void
test_tails(void)
{
    for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
        const TailCase *c = &tails[i];
        double got = lf_binomial_tail(c->hits, c->trials, c->probability);

        ok(fabs(got - c->want) <= 1e-14 * c->want, "%d or more of %d at %g: %.17g", (int)c->hits,
           (int)c->trials, c->probability, got);
    }
}

static void
test_edges(void)
{
    LfFault why;

    is_f64(lf_binomial_tail(0, 0, 0.5), 1.0, "none or more of none");
    is_f64(lf_binomial_tail(1, 10, 0.0), 0.0, "one of what never happens");
    is_f64(lf_binomial_tail(10, 10, 1.0), 1.0, "all of what always happens");
    is_f64(lf_binomial_tail(0, 10, 0.0), 1.0, "none or more is certain");
    is_f64(lf_binomial_tail(2000, 2000, 0.5), 0.0, "below the least double it is 0");
    ok(lf_binomial_tail(1, LF_MAX_TRIALS, 1e-13) > 0.0951 &&
           lf_binomial_tail(1, LF_MAX_TRIALS, 1e-13) < 0.0952,
       "the most trials of a rare event: 1 - e^-0.1");
    is_i64(lf_hits_check(3, 2, &why), LF_ERR_HITS, "more hits than trials are refused");
    is_i64(lf_hits_check(-1, 2, &why), LF_ERR_HITS, "hits below 0");
    is_i64(lf_hits_check(0, LF_MAX_TRIALS + 1, &why), LF_ERR_HITS, "too many trials");
    is_i64(lf_hits_check(LF_MAX_TRIALS, LF_MAX_TRIALS, &why), LF_OK, "the most are allowed");
}

/* Hits of one side are misses of the other; one more hit is less likely. */
static void
test_laws(void)
{
    double worst = 0.0;
    int rising = 0;

    for (int i = 0; i < 3000; i++) {
        int64_t trials = random_between(1, 500), hits = random_between(1, trials);
        double p = (double)random_between(1, 63) / 64.0; /* 1 - p is exact */
        double tail = lf_binomial_tail(hits, trials, p);
        double rest = lf_binomial_tail(trials - hits + 1, trials, 1.0 - p);
        double e = fabs(tail + rest - 1.0);

        worst = e > worst ? e : worst;
        rising += lf_binomial_tail(hits - 1, trials, p) < tail;
    }
    ok(worst < 1e-15, "a tail and the tail of misses are all (worst %g)", worst);
    is_i64(rising, 0, "a tail never rises with the hits");
}

int
main(void)
{
    random_begin();
    test_wilson();
    test_tails();
    test_edges();
    test_laws();
    return done_testing();
}
