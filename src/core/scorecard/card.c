/*
 * Scorecard: the check, the bin of a value, reasons.
 */
#include "core/scorecard/card.h"

#include <string.h>

#include "core/base/real.h"

/* Eight bytes at a time, each step a multiplication whose upper half counts. */
static uint32_t
hash_text(LfText text)
{
    uint64_t hash = text.length;

    for (size_t i = 0; i < text.length; i += 8) {
        uint64_t part = 0;

        memcpy(&part, text.at + i, text.length - i < 8 ? text.length - i : 8);
        hash = (hash ^ part) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
    }
    return (uint32_t)hash;
}

static int32_t
places_of(const LfCharacteristic *c)
{
    return 2 * c->text_count + 1;
}

/* The place of a text in the index: its own, or the empty one where it would be. */
static int32_t
find_text(const LfCharacteristic *c, LfText text)
{
    int32_t places = places_of(c),
            i = (int32_t)((uint64_t)hash_text(text) * (uint32_t)places >> 32);

    while (c->index[i] != 0 && !lf_same_text(c->text[c->index[i] - 1], text))
        i = i + 1 == places ? 0 : i + 1;
    return i;
}

/* The bin whose list has the text of this number. */
static int32_t
bin_of_text(const LfCharacteristic *c, int32_t text)
{
    int32_t bin = 0;

    while (text >= c->bin[bin].first_text + c->bin[bin].text_count)
        bin++;
    return bin;
}

/* The least whole number that is not below a bound. */
static int64_t
ceiling_of(lf_int128 e12)
{
    lf_int128 whole = e12 / LF_RATE_ONE;

    return (int64_t)(whole + (e12 > whole * LF_RATE_ONE));
}

/* Bounds ascend; every text occurs once. */
static const char *
check_condition(LfCharacteristic *c, int32_t i)
{
    LfCardBin *bin = &c->bin[i];

    if (bin->kind != c->bin[0].kind)
        return "a characteristic has bins of \"below\" or of \"in\", not both";
    if (bin->kind == LF_CARD_BELOW) {
        bin->below =
            lf_real_div(lf_real_from_int128(bin->below_e12), lf_real_from_int128(LF_RATE_ONE)).hi;
        bin->below_whole = ceiling_of(bin->below_e12);
        return i > 0 && bin->below_e12 <= bin[-1].below_e12 ? "the bounds do not ascend" : NULL;
    }
    for (int32_t t = bin->first_text; t < bin->first_text + bin->text_count; t++) {
        int32_t place = find_text(c, c->text[t]);

        if (c->index[place] != 0)
            return "a text is in two lists, or twice in one";
        c->index[place] = t + 1;
    }
    return NULL;
}

static const char *
prepare_bins(LfCharacteristic *c, int32_t *at)
{
    c->rest = c->missing = -1;
    c->condition_count = 0;
    c->best = c->bin[0].points;
    for (int32_t i = 0; i < places_of(c); i++)
        c->index[i] = 0;
    for (*at = 0; *at < c->bin_count; ++*at) {
        LfCardBin *bin = &c->bin[*at];
        const char *what;

        c->best = bin->points > c->best ? bin->points : c->best;
        switch (bin->kind) {
        case LF_CARD_BELOW:
        case LF_CARD_IN:
            if (c->rest >= 0)
                return "a bin without a condition comes before it";
            what = check_condition(c, *at);
            if (what != NULL)
                return what;
            c->condition_count++;
            break;
        case LF_CARD_REST:
            if (c->rest >= 0)
                return "there are two bins without a condition";
            c->rest = *at;
            break;
        case LF_CARD_MISSING:
            if (c->missing >= 0)
                return "there are two bins of missing values";
            c->missing = *at;
            break;
        }
    }
    return NULL;
}

static LfCardDefect
check_grades(const LfCard *card)
{
    LfCardDefect defect = {NULL, 0, -1, -1};

    for (int32_t i = 0; i < card->grade_count; i++) {
        const LfCardGrade *g = &card->grade[i];

        defect.grade = i;
        if (!g->has_from && i + 1 < card->grade_count)
            defect.what = "only the last grade may be without \"from\"";
        else if (i > 0 && g->has_from && g->from >= g[-1].from)
            defect.what = "\"from\" does not fall";
        if (defect.what != NULL)
            return defect;
    }
    return defect;
}

LfCardDefect
lf_card_prepare(LfCard *card)
{
    for (int32_t i = 0; i < card->count; i++) {
        LfCharacteristic *c = &card->characteristic[i];
        LfCardDefect defect = {NULL, i, -1, -1};

        for (int32_t j = 0; j < i; j++)
            if (lf_same_text(card->characteristic[j].name, c->name))
                defect.what = "another characteristic has this name";
        if (defect.what == NULL)
            defect.what = prepare_bins(c, &defect.bin);
        if (defect.what != NULL)
            return defect;
    }
    return check_grades(card);
}

int32_t
lf_card_bin_of_whole(const LfCharacteristic *c, int64_t number)
{
    for (int32_t i = 0; i < c->condition_count; i++)
        if (number < c->bin[i].below_whole)
            return i;
    return c->rest;
}

int32_t
lf_card_bin_of_number(const LfCharacteristic *c, lf_int128 number_e12)
{
    for (int32_t i = 0; i < c->condition_count; i++)
        if (number_e12 < c->bin[i].below_e12)
            return i;
    return c->rest;
}

int32_t
lf_card_bin_of_text(const LfCharacteristic *c, LfText text)
{
    int32_t found = c->index[find_text(c, text)];

    return found != 0 ? bin_of_text(c, found - 1) : c->rest;
}

int32_t
lf_card_bin(const LfCharacteristic *c, const LfCardValue *value)
{
    switch (value->kind) {
    case LF_CARD_NULL:
        return c->missing;
    case LF_CARD_NUMBER:
        return lf_card_bin_of_number(c, value->number_e12);
    case LF_CARD_DOUBLE:
        for (int32_t i = 0; i < c->condition_count; i++)
            if (value->real < c->bin[i].below)
                return i;
        return c->rest;
    case LF_CARD_TEXT:
        return lf_card_bin_of_text(c, value->text);
    }
    return -1;
}

int32_t
lf_card_reasons(const LfCard *card, const int32_t *bin, int32_t *order)
{
    int32_t n = 0;

    for (int32_t i = 0; i < card->count; i++) {
        int32_t lost = lf_card_lost(&card->characteristic[i], bin[i]), at = n;

        if (lost <= 0)
            continue;
        for (; at > 0; at--) { /* the card's order stays among equals */
            int32_t before = order[at - 1];

            if (lf_card_lost(&card->characteristic[before], bin[before]) >= lost)
                break;
            order[at] = before;
        }
        order[at] = i;
        n++;
    }
    return n;
}

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
