/*
 * Score: pairs of good and bad loans, distances of cumulative shares, bands.
 */
#include "core/scoring/score.h"

#include "core/base/bignum.h"
#include "core/base/ratio.h"

static const char *const better_names[] = {"high", "low"};

const LfKeywords lf_score_betters = {"better", better_names, 2, NULL, 0};

static lf_status
refuse(lf_status status, const char *name, const char *what, LfFault *why)
{
    *why = (LfFault){.status = status, .name = name, .text2 = lf_text(what)};
    return status;
}

static bool
is_below_zero(const LfOutcome *o)
{
    return o->weight[0] < 0 || o->weight[1] < 0 || o->weight[2] < 0;
}

lf_status
lf_scores_check(const LfScores *s, LfFault *why)
{
    lf_int128 all = 0;

    if (s->count < 0 || s->count > LF_MAX_SCORES)
        return refuse(LF_ERR_CORRUPT, "score_summary", "the number of scores is out of range", why);
    for (int32_t i = 0; i < s->count; i++) {
        const LfScoreRow *row = &s->row[i];

        if (i > 0 && row->score <= row[-1].score)
            return refuse(LF_ERR_CORRUPT, "score_summary", "the scores do not ascend", why);
        if (is_below_zero(&row->of))
            return refuse(LF_ERR_BELOW_ZERO, "score_summary", "a weight is below 0", why);
        if (lf_outcome_is_empty(&row->of))
            return refuse(LF_ERR_CORRUPT, "score_summary", "a score has no weight", why);
        if (!lf_outcome_is_sound(&row->of, &all))
            return refuse(LF_ERR_SUM_RANGE, "sum of weights", "", why);
    }
    if (s->loans < LF_LOANS_UNKNOWN || s->skipped < 0)
        return refuse(LF_ERR_BELOW_ZERO, "score_summary", "a count is below 0", why);
    return LF_OK;
}

LfOutcome
lf_scores_total(const LfScores *s)
{
    LfOutcome all = {{0, 0, 0}};

    for (int32_t i = 0; i < s->count; i++)
        lf_outcome_sum(&all, &s->row[i].of);
    return all;
}

/* x += a * b: below 2^256 while both are sums of weights. */
static void
add_product(LfBignum *x, lf_int128 a, lf_int128 b)
{
    LfBignum product;

    lf_big_set(&product, 1);
    lf_big_mul(&product, (lf_uint128)a);
    lf_big_mul(&product, (lf_uint128)b);
    lf_big_add(x, &product);
}

/*
 * Twice the pairs in which the good loan scores better (a tie counts once),
 * and twice all pairs.
 */
static void
count_pairs(const LfScores *s, LfScoreBetter better, const LfOutcome *all, LfBignum *won,
            LfBignum *pairs)
{
    lf_int128 worse_bad = 0;

    lf_big_set(won, 0);
    for (int32_t i = 0; i < s->count; i++) {
        const LfOutcome *of = &lf_score_from_worst(s, better, i)->of;
        lf_int128 bad = of->weight[LF_OUTCOME_BAD];

        if (of->weight[LF_OUTCOME_GOOD] != 0)
            add_product(won, of->weight[LF_OUTCOME_GOOD], 2 * worse_bad + bad);
        worse_bad += bad;
    }
    lf_big_set(pairs, 0);
    add_product(pairs, all->weight[LF_OUTCOME_GOOD], 2 * all->weight[LF_OUTCOME_BAD]);
}

static lf_status
divide(LfBignum *part, const LfBignum *whole, int64_t *e8, LfFault *why)
{
    LfBignum scratch;

    if (lf_big_mul(part, LF_RATIO_ONE) && lf_big_div_round(part, whole, LF_HALF_UP, &scratch, e8))
        return LF_OK;
    return refuse(LF_ERR_SUM_RANGE, "ratio", "", why);
}

static bool
has_pairs(const LfOutcome *all)
{
    return all->weight[LF_OUTCOME_GOOD] > 0 && all->weight[LF_OUTCOME_BAD] > 0;
}

lf_status
lf_auc(const LfScores *s, LfScoreBetter better, LfShare8 *auc, LfFault *why)
{
    LfOutcome all = lf_scores_total(s);
    LfBignum won, pairs;

    *auc = (LfShare8){.known = has_pairs(&all)};
    if (!auc->known)
        return LF_OK;
    count_pairs(s, better, &all, &won, &pairs);
    return divide(&won, &pairs, &auc->e8, why);
}

/* 2 AUC - 1: won pairs twice, less all pairs. */
lf_status
lf_gini(const LfScores *s, LfScoreBetter better, LfShare8 *gini, LfFault *why)
{
    LfOutcome all = lf_scores_total(s);
    LfBignum won, pairs, less;
    bool negative;
    lf_status status;

    *gini = (LfShare8){.known = has_pairs(&all)};
    if (!gini->known)
        return LF_OK;
    count_pairs(s, better, &all, &won, &pairs);
    lf_big_mul(&won, 2);
    lf_big_copy(&less, &pairs);
    negative = lf_big_compare(&won, &less) < 0;
    lf_big_sub(negative ? &less : &won, negative ? &won : &less);
    status = divide(negative ? &less : &won, &pairs, &gini->e8, why);
    gini->e8 = negative ? -gini->e8 : gini->e8;
    return status;
}

/* gap = bad * all_good - good * all_bad; false where that is not above 0. */
static bool
positive_gap(const LfOutcome *sum, const LfOutcome *all, LfBignum *gap)
{
    LfBignum less;

    lf_big_set(gap, 0);
    lf_big_set(&less, 0);
    add_product(gap, sum->weight[LF_OUTCOME_BAD], all->weight[LF_OUTCOME_GOOD]);
    add_product(&less, sum->weight[LF_OUTCOME_GOOD], all->weight[LF_OUTCOME_BAD]);
    if (lf_big_compare(gap, &less) <= 0)
        return false;
    lf_big_sub(gap, &less);
    return true;
}

lf_status
lf_ks(const LfScores *s, LfScoreBetter better, LfKs *out, LfFault *why)
{
    LfOutcome all = lf_scores_total(s), sum = {{0, 0, 0}};
    LfBignum gap, most, whole;

    *out = (LfKs){.ks.known = has_pairs(&all)};
    if (!out->ks.known)
        return LF_OK;
    lf_big_set(&most, 0);
    for (int32_t i = 0; i < s->count; i++) {
        const LfScoreRow *row = lf_score_from_worst(s, better, i);

        lf_outcome_sum(&sum, &row->of);
        if (positive_gap(&sum, &all, &gap) && lf_big_compare(&gap, &most) > 0) {
            lf_big_copy(&most, &gap);
            out->reached = true;
            out->score = row->score;
        }
    }
    lf_big_set(&whole, 0);
    add_product(&whole, all.weight[LF_OUTCOME_GOOD], all.weight[LF_OUTCOME_BAD]);
    return divide(&most, &whole, &out->ks.e8, why);
}

lf_status
lf_band_line(const LfOutcome *of, const LfOutcome *sum, const LfOutcome *all, LfBandLine *line,
             LfFault *why)
{
    const lf_int128 good = of->weight[LF_OUTCOME_GOOD], bad = of->weight[LF_OUTCOME_BAD];
    const lf_int128 all_good = all->weight[LF_OUTCOME_GOOD], all_bad = all->weight[LF_OUTCOME_BAD];
    const lf_int128 sum_good = sum->weight[LF_OUTCOME_GOOD], sum_bad = sum->weight[LF_OUTCOME_BAD];

    LF_TRY(lf_share8(bad, good + bad, &line->bad_rate, why));
    LF_TRY(lf_share8(good, all_good, &line->good_share, why));
    LF_TRY(lf_share8(bad, all_bad, &line->bad_share, why));
    LF_TRY(lf_share8(sum_good, all_good, &line->cum_good, why));
    LF_TRY(lf_share8(sum_bad, all_bad, &line->cum_bad, why));
    LF_TRY(lf_gap8(sum_bad, all_bad, sum_good, all_good, &line->ks, why));
    return lf_lift8(bad, good + bad, all_bad, all_good + all_bad, &line->lift, why);
}

lf_status
lf_cutoff_line(const LfOutcome *approved, const LfOutcome *all, LfCutoffLine *line, LfFault *why)
{
    const lf_int128 good = approved->weight[LF_OUTCOME_GOOD];
    const lf_int128 bad = approved->weight[LF_OUTCOME_BAD];
    const lf_int128 all_good = all->weight[LF_OUTCOME_GOOD], all_bad = all->weight[LF_OUTCOME_BAD];

    LF_TRY(lf_share8(lf_outcome_total(approved), lf_outcome_total(all), &line->approval_rate, why));
    LF_TRY(lf_share8(bad, good + bad, &line->bad_rate, why));
    LF_TRY(lf_share8(all_bad - bad, all_bad, &line->bad_avoided, why));
    return lf_share8(all_good - good, all_good, &line->good_lost, why);
}
