/*
 * scorecard from JSON: every refusal names the path of what is refused.
 *
 * Members are renamed to their paths as they are taken, so that the readers of
 * pg/common/json name them in full.
 */
#include "postgres.h"

#include "pg/scorecard/card.h"

#include "pg/common/json.h"
#include "pg/grade/grade.h"

#define VERSION 1

/* The member called so, renamed to its path; NULL where there is none. */
static LfJson *
take(LfJson *object, const char *path, const char *key)
{
    LfJson *member = lfpg_json_member(object, key);

    if (member != NULL)
        member->key = *path == '\0' ? key : psprintf("%s.%s", path, key);
    return member;
}

static LfJson *
need(LfJsonText *t, LfJson *object, const char *path, const char *key)
{
    LfJson *member = take(object, path, key);

    if (member == NULL)
        lfpg_json_fail(t, object, "\"%s%s%s\" is missing", path, *path == '\0' ? "" : ".", key);
    return member;
}

/* Every member was read. */
static bool
no_more(LfJsonText *t, LfJson *object, const char *path)
{
    for (LfJson *m = object->first; m != NULL; m = m->next)
        if (!m->taken && *path != '\0')
            m->key = psprintf("%s.%s", path, m->key);
    return lfpg_json_all_taken(t, object);
}

/* An array of least to most items, each renamed to its path. */
static bool
is_list(LfJsonText *t, LfJson *at, int least, int most)
{
    int i = 0;

    if (!lfpg_json_is_array(t, at, -1))
        return false;
    if (at->count < least || at->count > most)
        return lfpg_json_fail(t, at, "\"%s\" has not %d to %d items", at->key, least, most);
    for (LfJson *item = at->first; item != NULL; item = item->next)
        item->key = psprintf("%s[%d]", at->key, i++);
    return true;
}

static bool
read_number(LfJsonText *t, const LfJson *at, lf_int128 *out)
{
    if (!lfpg_json_amount(t, at, LF_CARD_DECIMALS, out))
        return false;
    return (*out >= -LF_MAX_CARD_NUMBER && *out <= LF_MAX_CARD_NUMBER) ||
           lfpg_json_fail(t, at, "\"%s\" is out of range", at->key);
}

static bool
read_points(LfJsonText *t, const LfJson *at, int32 *out)
{
    int64 points;

    if (!lfpg_json_count(t, at, -LF_MAX_CARD_POINTS, LF_MAX_CARD_POINTS, &points))
        return false;
    *out = (int32)points;
    return true;
}

/* A text of least to most bytes. */
static bool
read_text(LfJsonText *t, const LfJson *at, size_t least, size_t most, LfText *out)
{
    const char *text = "";

    if (!lfpg_json_string(t, at, &text))
        return false;
    *out = lf_text(text);
    return (out->length >= least && out->length <= most) ||
           lfpg_json_fail(t, at, "\"%s\" has not %zu to %zu bytes", at->key, least, most);
}

static bool
read_texts(LfJsonText *t, LfJson *at, LfCharacteristic *c, LfCardBin *bin)
{
    if (!is_list(t, at, 1, LF_MAX_CARD_TEXTS - c->text_count))
        return false;
    bin->kind = LF_CARD_IN;
    bin->first_text = c->text_count;
    bin->text_count = at->count;
    for (LfJson *item = at->first; item != NULL; item = item->next)
        if (!read_text(t, item, 0, LF_MAX_CARD_TEXT, &c->text[c->text_count++]))
            return false;
    return true;
}

/* "missing" must be true where it is given. */
static bool
read_missing(LfJsonText *t, const LfJson *at, LfCardBin *bin)
{
    bin->kind = LF_CARD_MISSING;
    return (at->kind == LF_JSON_WORD && strcmp(at->text, "true") == 0) ||
           lfpg_json_fail(t, at, "\"%s\" is not true", at->key);
}

static bool
read_bin(LfJsonText *t, LfJson *at, LfCharacteristic *c, LfCardBin *bin)
{
    LfJson *below, *in, *missing, *points;
    lf_int128 bound = 0;

    if (!lfpg_json_is_object(t, at))
        return false;
    below = take(at, at->key, "below");
    in = take(at, at->key, "in");
    missing = take(at, at->key, "missing");
    points = need(t, at, at->key, "points");
    if (points == NULL || !no_more(t, at, at->key) || !read_points(t, points, &bin->points))
        return false;
    if ((below != NULL) + (in != NULL) + (missing != NULL) > 1)
        return lfpg_json_fail(t, at, "\"%s\" has more than one condition", at->key);
    bin->kind = LF_CARD_REST;
    if (in != NULL)
        return read_texts(t, in, c, bin);
    if (missing != NULL)
        return read_missing(t, missing, bin);
    if (below == NULL)
        return true;
    bin->kind = LF_CARD_BELOW;
    if (!read_number(t, below, &bound))
        return false;
    bin->below_e12 = bound;
    return true;
}

/* The bin of missing values goes last, which changes nothing: the canonical order. */
static void
put_missing_last(LfCharacteristic *c)
{
    for (int32 i = 0; i + 1 < c->bin_count; i++)
        if (c->bin[i].kind == LF_CARD_MISSING && c->bin[i + 1].kind != LF_CARD_MISSING) {
            LfCardBin missing = c->bin[i];

            c->bin[i] = c->bin[i + 1];
            c->bin[i + 1] = missing;
        }
}

static bool
read_characteristic(LfJsonText *t, LfJson *at, LfCharacteristic *c)
{
    LfJson *name, *bins, *neutral;

    if (!lfpg_json_is_object(t, at))
        return false;
    name = need(t, at, at->key, "name");
    bins = name == NULL ? NULL : need(t, at, at->key, "bins");
    if (bins == NULL)
        return false;
    neutral = take(at, at->key, "neutral");
    if (!no_more(t, at, at->key) || !read_text(t, name, 1, LF_MAX_CARD_NAME, &c->name) ||
        (neutral != NULL && !read_points(t, neutral, &c->neutral)) ||
        !is_list(t, bins, 1, LF_MAX_CARD_BINS))
        return false;
    c->has_neutral = neutral != NULL;
    c->bin = palloc0(sizeof(LfCardBin) * (Size)bins->count);
    c->text = palloc0(sizeof(LfText) * LF_MAX_CARD_TEXTS);
    for (LfJson *item = bins->first; item != NULL; item = item->next)
        if (!read_bin(t, item, c, &c->bin[c->bin_count++]))
            return false;
    c->text = repalloc(c->text, sizeof(LfText) * (Size)Max(c->text_count, 1));
    c->index = palloc0(sizeof(int32) * ((Size)c->text_count * 2 + 1));
    put_missing_last(c);
    return true;
}

static bool
read_base(LfJsonText *t, LfJson *at, LfCard *card)
{
    LfJson *score, *odds, *pdo;
    lf_int128 s = 0, o = 0, p = 0;

    if (at == NULL)
        return true;
    if (!lfpg_json_is_object(t, at) || (score = need(t, at, "base", "score")) == NULL ||
        (odds = need(t, at, "base", "odds")) == NULL ||
        (pdo = need(t, at, "base", "pdo")) == NULL || !no_more(t, at, "base") ||
        !read_number(t, score, &s) || !read_number(t, odds, &o) || !read_number(t, pdo, &p))
        return false;
    if (o <= 0 || p <= 0)
        return lfpg_json_fail(t, o <= 0 ? odds : pdo, "\"%s\" is not above 0",
                              o <= 0 ? odds->key : pdo->key);
    card->has_base = true;
    card->base_score_e12 = s;
    card->odds_e12 = o;
    card->pdo_e12 = p;
    return true;
}

static bool
read_grade(LfJsonText *t, LfJson *at, LfCardGrade *g)
{
    LfJson *grade, *from;
    LfText text = {"", 0};
    LfFault unknown;
    int64 score;
    bool sign;

    if (!lfpg_json_is_object(t, at) || (grade = need(t, at, at->key, "grade")) == NULL)
        return false;
    from = take(at, at->key, "from");
    if (!no_more(t, at, at->key) || !read_text(t, grade, 1, LF_MAX_CARD_TEXT, &text))
        return false;
    if (!lfpg_risk_grade_parse(text.at, text.length, &g->grade, &sign, &unknown))
        return lfpg_json_fail(t, grade, "\"%s\" is not a grade", grade->key);
    g->has_from = from != NULL;
    if (from != NULL && !lfpg_json_count(t, from, PG_INT32_MIN, PG_INT32_MAX, &score))
        return false;
    g->from = from != NULL ? (int32)score : 0;
    return true;
}

static bool
read_grades(LfJsonText *t, LfJson *at, LfCard *card)
{
    if (at == NULL)
        return true;
    if (!is_list(t, at, 1, LF_MAX_CARD_GRADES))
        return false;
    card->grade = palloc0(sizeof(LfCardGrade) * (Size)at->count);
    for (LfJson *item = at->first; item != NULL; item = item->next)
        if (!read_grade(t, item, &card->grade[card->grade_count++]))
            return false;
    return true;
}

/* What the check found, by its path. */
static bool
refuse_defect(LfJsonText *t, LfJson *root, const LfCardDefect *defect)
{
    if (defect->grade >= 0)
        return lfpg_json_fail(t, root, "\"grades[%d]\": %s", defect->grade, defect->what);
    if (defect->bin >= 0)
        return lfpg_json_fail(t, root, "\"characteristics[%d].bins[%d]\": %s",
                              defect->characteristic, defect->bin, defect->what);
    return lfpg_json_fail(t, root, "\"characteristics[%d]\": %s", defect->characteristic,
                          defect->what);
}

static bool
read_card(LfJsonText *t, LfJson *root, LfCard *card)
{
    LfJson *characteristics = need(t, root, "", "characteristics");
    LfJson *base = take(root, "", "base"), *grades = take(root, "", "grades");
    LfCardDefect defect;

    if (characteristics == NULL || !no_more(t, root, "") || !read_base(t, base, card) ||
        !is_list(t, characteristics, 1, LF_MAX_CHARACTERISTICS))
        return false;
    card->characteristic = palloc0(sizeof(LfCharacteristic) * (Size)characteristics->count);
    for (LfJson *item = characteristics->first; item != NULL; item = item->next)
        if (!read_characteristic(t, item, &card->characteristic[card->count++]))
            return false;
    if (!read_grades(t, grades, card))
        return false;
    defect = lf_card_prepare(card);
    return defect.what == NULL || refuse_defect(t, root, &defect);
}

LfCard *
lfpg_card_parse(const char *text, LfFault *why)
{
    LfCard *card = palloc0(sizeof(LfCard));
    LfCurrency none;
    LfJsonText t;
    LfJson *root = lfpg_summary_parse(&t, text, "scorecard", VERSION, &none, why);

    return root != NULL && read_card(&t, root, card) ? card : NULL;
}
