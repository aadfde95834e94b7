/*
 * Chance: how far a rate may be off, and how likely a count is.
 *
 * Wilson's score interval (E. B. Wilson, JASA 22, 1927), and the upper tail of
 * the binomial distribution as the sum of its terms, the first of them by
 * C. Loader's saddle point form (Fast and accurate computation of binomial
 * probabilities, 2000), in core/base/real's numbers.
 */
#ifndef LF_CORE_CHANCE_CHANCE_H
#define LF_CORE_CHANCE_CHANCE_H

#include "core/base/status.h"

/* Trials of one question: its sum has some ten million terms at most. */
#define LF_MAX_TRIALS INT64_C(1000000000000)

/* 0 <= hits <= trials <= LF_MAX_TRIALS: LF_OK or LF_ERR_HITS. */
extern lf_status lf_hits_check(int64_t hits, int64_t trials, LfFault *why);

/* Wilson's score interval of hits / trials, trials > 0; 0 < confidence < 1. */
extern void lf_wilson(int64_t hits, int64_t trials, double confidence, double *low, double *high);

/*
 * The chance of at least so many hits in checked trials of a probability from
 * 0 to 1: relative error below 1e-14 where it is above 1e-300, 0 below the
 * least double.  At most some 10 standard deviations of terms.
 */
extern double lf_binomial_tail(int64_t hits, int64_t trials, double probability);

#endif
