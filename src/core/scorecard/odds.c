/*
 * Scorecard: scores, odds and chances, by lf_real's logarithm.
 */
#include "core/scorecard/odds.h"

#include "core/base/real.h"

static const LfReal log_of_two = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

static LfReal
number(lf_int128 e12)
{
    return lf_real_div(lf_real_from_int128(e12), lf_real_from_int128(LF_RATE_ONE));
}

static lf_status
need_base(const LfCard *card, LfFault *why)
{
    return card->has_base ? LF_OK : LF_REFUSE(why, .status = LF_ERR_CARD_BASE);
}

/* The logarithm of the odds: ln odds + (score - base score) ln 2 / pdo. */
static LfReal
log_odds(const LfCard *card, int32_t score)
{
    LfReal above = lf_real_sub(lf_real_from_int128(score), number(card->base_score_e12));
    LfReal doublings = lf_real_div(above, number(card->pdo_e12));

    return lf_real_add(lf_real_log(number(card->odds_e12)), lf_real_mul(doublings, log_of_two));
}

lf_status
lf_card_odds(const LfCard *card, int32_t score, lf_int128 *odds_e8, LfFault *why)
{
    LfReal log;

    if (need_base(card, why) != LF_OK)
        return why->status;
    log = log_odds(card, score);
    if (log.hi > 700.0 || !lf_real_scaled(lf_real_exp(log), LF_RATIO_DECIMALS, odds_e8))
        return LF_REFUSE(why, LF_ERR_CARD_RANGE, .name = "odds of the score");
    return LF_OK;
}

lf_status
lf_card_pd(const LfCard *card, int32_t score, lf_int128 *pd_e8, LfFault *why)
{
    LfReal log, one = lf_real(1.0);

    if (need_base(card, why) != LF_OK)
        return why->status;
    log = log_odds(card, score);
    *pd_e8 = 0;
    if (log.hi < 700.0)
        lf_real_scaled(lf_real_div(one, lf_real_add(one, lf_real_exp(log))), LF_RATIO_DECIMALS,
                       pd_e8);
    return LF_OK;
}

lf_status
lf_card_score_of_pd(const LfCard *card, int64_t pd_e18, int32_t *score, LfFault *why)
{
    const int64_t one = INT64_C(1000000000000000000);
    LfReal odds, doublings, result;
    lf_int128 rounded;

    if (need_base(card, why) != LF_OK)
        return why->status;
    odds = lf_real_div(lf_real_from_int128(one - pd_e18), lf_real_from_int128(pd_e18));
    doublings = lf_real_div(lf_real_log(lf_real_div(odds, number(card->odds_e12))), log_of_two);
    result =
        lf_real_add(number(card->base_score_e12), lf_real_mul(number(card->pdo_e12), doublings));
    if (!lf_real_scaled(result, 0, &rounded) || rounded < INT32_MIN || rounded > INT32_MAX)
        return LF_REFUSE(why, LF_ERR_CARD_RANGE, .name = "score");
    *score = (int32_t)rounded;
    return LF_OK;
}

bool
lf_card_grade(const LfCard *card, int32_t score, LfGrade *grade)
{
    for (int32_t i = 0; i < card->grade_count; i++) {
        const LfCardGrade *g = &card->grade[i];

        if (!g->has_from || score >= g->from) {
            *grade = g->grade;
            return true;
        }
    }
    return false;
}
