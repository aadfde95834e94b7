/*
 * Stability: how far a population has moved from its base (PSI), and how much
 * a characteristic says about the outcome (WoE, IV).
 *
 * Shares are exact fractions taken to double precision; a logarithm is
 * lf_real_log's, so no C library changes a digit.
 * Rules: docs/score.md.
 */
#ifndef LF_CORE_SCORING_STABILITY_H
#define LF_CORE_SCORING_STABILITY_H

#include "core/scoring/outcome.h"

/* A floor of shares: 12 decimals, at least 0 and below 1. */
#define LF_FLOOR_DECIMALS 12

extern lf_status lf_floor_check(int64_t floor_e12, LfFault *why);

/*
 * One band's part of the index: (a - b) ln(a / b), a and b the shares of the
 * population and of its base, at least the floor each unless both are 0.
 * False where one share is 0 and the floor too: there is no such number.  The wholes are above 0.
 */
extern bool lf_psi_term(lf_int128 part, lf_int128 whole, lf_int128 base_part, lf_int128 base_whole,
                        int64_t floor_e12, double *term);

typedef struct LfWoe {
    bool known; /* some loan of the bin is good or bad */
    double woe;
    double iv; /* 0 where not known */
} LfWoe;

/*
 * Weight of evidence ln(good share / bad share) of a bin, and its part of the
 * information value; `adjust` (millionths) is added to both sides where one is
 * empty.  False where it is 0 and one is.  All good and all bad are above 0.
 */
extern bool lf_woe(const LfOutcome *of, const LfOutcome *all, lf_int128 adjust, LfWoe *out);

/* x times 10^8, half away from zero; LF_ERR_OVERFLOW naming it beyond 64 bits. */
extern lf_status lf_double_e8(double x, const char *name, int64_t *e8, LfFault *why);

#endif
