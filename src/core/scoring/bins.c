/*
 * Bins: order, the check, weights of evidence, and two summaries side by side.
 */
#include "core/scoring/bins.h"

#include <string.h>

int
lf_bin_compare(const LfBinRow *a, const LfBinRow *b)
{
    int32_t shorter = a->length < b->length ? a->length : b->length;
    int order;

    if (a->length == LF_BIN_MISSING || b->length == LF_BIN_MISSING)
        return (a->length == LF_BIN_MISSING) - (b->length == LF_BIN_MISSING);
    order = shorter == 0 ? 0 : memcmp(a->name, b->name, (size_t)shorter);
    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static lf_status
refuse(lf_status status, const char *name, const char *what, LfFault *why)
{
    *why = (LfFault){.status = status, .name = name, .text2 = lf_text(what)};
    return status;
}

lf_status
lf_bins_check(const LfBins *b, LfFault *why)
{
    lf_int128 all = 0;

    if (b->count < 0 || b->count > LF_MAX_BINS)
        return refuse(LF_ERR_CORRUPT, "bin_summary", "the number of bins is out of range", why);
    for (int32_t i = 0; i < b->count; i++) {
        const LfBinRow *row = &b->row[i];

        if (row->length < LF_BIN_MISSING || row->length > LF_MAX_BIN_NAME)
            return refuse(LF_ERR_CORRUPT, "bin_summary", "a name is too long", why);
        if (i > 0 && lf_bin_compare(row - 1, row) >= 0)
            return refuse(LF_ERR_CORRUPT, "bin_summary", "the bins do not ascend", why);
        if (row->of.weight[0] < 0 || row->of.weight[1] < 0 || row->of.weight[2] < 0)
            return refuse(LF_ERR_BELOW_ZERO, "bin_summary", "a weight is below 0", why);
        if (lf_outcome_is_empty(&row->of))
            return refuse(LF_ERR_CORRUPT, "bin_summary", "a bin has no weight", why);
        if (!lf_outcome_is_sound(&row->of, &all))
            return refuse(LF_ERR_SUM_RANGE, "sum of weights", "", why);
    }
    if (b->skipped < 0)
        return refuse(LF_ERR_BELOW_ZERO, "bin_summary", "a count is below 0", why);
    return LF_OK;
}

LfOutcome
lf_bins_total(const LfBins *b)
{
    LfOutcome all = {{0, 0, 0}};

    for (int32_t i = 0; i < b->count; i++)
        lf_outcome_sum(&all, &b->row[i].of);
    return all;
}

static bool
has_both(const LfOutcome *all)
{
    return all->weight[LF_OUTCOME_GOOD] > 0 && all->weight[LF_OUTCOME_BAD] > 0;
}

static lf_status
refuse_empty(const LfBinRow *row, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_BIN_EMPTY, .name = "adjust",
                     .text = {row->name, row->length < 0 ? 0 : (size_t)row->length});
}

lf_status
lf_woe_line(const LfBinRow *row, const LfOutcome *all, lf_int128 adjust, LfWoeLine *line,
            LfFault *why)
{
    const lf_int128 good = row->of.weight[LF_OUTCOME_GOOD], bad = row->of.weight[LF_OUTCOME_BAD];
    lf_status status = lf_share8(bad, good + bad, &line->bad_rate, why);
    LfWoe woe;

    line->woe = line->iv = (LfShare8){.known = false};
    if (status == LF_OK)
        status = lf_share8(good, all->weight[LF_OUTCOME_GOOD], &line->good_share, why);
    if (status == LF_OK)
        status = lf_share8(bad, all->weight[LF_OUTCOME_BAD], &line->bad_share, why);
    if (status != LF_OK || !has_both(all))
        return status;
    if (!lf_woe(&row->of, all, adjust, &woe))
        return refuse_empty(row, why);
    line->woe.known = woe.known;
    line->iv.known = true;
    status = lf_double_e8(woe.woe, "woe", &line->woe.e8, why);
    return status != LF_OK ? status : lf_double_e8(woe.iv, "iv", &line->iv.e8, why);
}

lf_status
lf_iv(const LfBins *b, lf_int128 adjust, LfShare8 *iv, LfFault *why)
{
    LfOutcome all = lf_bins_total(b);
    double sum = 0.0;
    LfWoe woe;

    *iv = (LfShare8){.known = has_both(&all)};
    if (!iv->known)
        return LF_OK;
    for (int32_t i = 0; i < b->count; i++) {
        if (!lf_woe(&b->row[i].of, &all, adjust, &woe))
            return refuse_empty(&b->row[i], why);
        sum += woe.iv;
    }
    return lf_double_e8(sum, "iv", &iv->e8, why);
}

int32_t
lf_bin_pairs(const LfBins *b, const LfBins *base, LfBinPair *pair)
{
    int32_t i = 0, j = 0, n = 0;

    while (i < b->count || j < base->count) {
        int order = i == b->count      ? 1
                    : j == base->count ? -1
                                       : lf_bin_compare(&b->row[i], &base->row[j]);
        LfBinPair *p = &pair[n++];

        *p = (LfBinPair){.one = order <= 0 ? &b->row[i] : &base->row[j]};
        if (order <= 0)
            p->total = lf_outcome_total(&b->row[i++].of);
        if (order >= 0)
            p->base_total = lf_outcome_total(&base->row[j++].of);
    }
    return n;
}
