/*
 * Scorecard: what a score means: odds, a chance, a grade.
 */
#ifndef LF_CORE_SCORECARD_ODDS_H
#define LF_CORE_SCORECARD_ODDS_H

#include "core/scorecard/card.h"

/* Odds of a score, and the chance of a bad loan, times 10^8: LF_OK, LF_ERR_CARD_BASE,
 * LF_ERR_CARD_RANGE. */
extern lf_status lf_card_odds(const LfCard *card, int32_t score, lf_int128 *odds_e8, LfFault *why);
extern lf_status lf_card_pd(const LfCard *card, int32_t score, lf_int128 *pd_e8, LfFault *why);

/* The score of a chance above 0 and below 1 (18 decimals), half away from zero. */
extern lf_status lf_card_score_of_pd(const LfCard *card, int64_t pd_e18, int32_t *score,
                                     LfFault *why);

/* The grade of a score; false below the last. */
extern bool lf_card_grade(const LfCard *card, int32_t score, LfGrade *grade);

#endif
