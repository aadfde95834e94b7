/*
 * scorecard as text: the canonical JSON, and bins in words.
 */
#include "postgres.h"

#include "pg/scorecard/card.h"

#include "utils/builtins.h"
#include "utils/json.h"

#include "pg/common/json.h"
#include "pg/grade/grade.h"

#define VERSION 1

void
lfpg_card_put_number(StringInfo out, lf_int128 e12)
{
    int decimals = LF_CARD_DECIMALS;

    while (decimals > 0 && e12 % 10 == 0) {
        e12 /= 10;
        decimals--;
    }
    lfpg_put_amount(out, e12, decimals);
}

static void
put_text(StringInfo out, LfText text)
{
    escape_json(out, pnstrdup(text.at, text.length));
}

static void
put_bin(StringInfo out, const LfCharacteristic *c, const LfCardBin *bin)
{
    switch (bin->kind) {
    case LF_CARD_BELOW:
        appendStringInfoString(out, "\"below\":");
        lfpg_card_put_number(out, bin->below_e12);
        appendStringInfoChar(out, ',');
        break;
    case LF_CARD_IN:
        appendStringInfoString(out, "\"in\":[");
        for (int32 i = 0; i < bin->text_count; i++) {
            if (i > 0)
                appendStringInfoChar(out, ',');
            put_text(out, c->text[bin->first_text + i]);
        }
        appendStringInfoString(out, "],");
        break;
    case LF_CARD_REST:
        break;
    case LF_CARD_MISSING:
        appendStringInfoString(out, "\"missing\":true,");
        break;
    }
    appendStringInfo(out, "\"points\":%d}", bin->points);
}

static void
put_characteristic(StringInfo out, const LfCharacteristic *c)
{
    appendStringInfoString(out, "{\"name\":");
    put_text(out, c->name);
    if (c->has_neutral)
        appendStringInfo(out, ",\"neutral\":%d", c->neutral);
    appendStringInfoString(out, ",\"bins\":[");
    for (int32 i = 0; i < c->bin_count; i++) {
        appendStringInfoString(out, i == 0 ? "{" : ",{");
        put_bin(out, c, &c->bin[i]);
    }
    appendStringInfoString(out, "]}");
}

static void
put_grades(StringInfo out, const LfCard *card)
{
    lfpg_summary_key(out, "grades");
    for (int32 i = 0; i < card->grade_count; i++) {
        char label[LF_GRADE_CHARS + 1];

        *lf_grade_write(card->grade[i].grade, LF_GRADE_EN, label) = '\0';
        appendStringInfoString(out, i == 0 ? "[{" : ",{");
        if (card->grade[i].has_from)
            appendStringInfo(out, "\"from\":%d,", card->grade[i].from);
        appendStringInfo(out, "\"grade\":\"%s\"}", label);
    }
    appendStringInfoChar(out, ']');
}

void
lfpg_card_write(StringInfo out, const LfCard *card)
{
    lfpg_summary_begin(out, "scorecard", VERSION, LF_NO_CURRENCY);
    if (card->has_base) {
        lfpg_summary_key(out, "base");
        appendStringInfoString(out, "{\"score\":");
        lfpg_card_put_number(out, card->base_score_e12);
        appendStringInfoString(out, ",\"odds\":");
        lfpg_card_put_number(out, card->odds_e12);
        appendStringInfoString(out, ",\"pdo\":");
        lfpg_card_put_number(out, card->pdo_e12);
        appendStringInfoChar(out, '}');
    }
    lfpg_summary_key(out, "characteristics");
    for (int32 i = 0; i < card->count; i++) {
        appendStringInfoChar(out, i == 0 ? '[' : ',');
        put_characteristic(out, &card->characteristic[i]);
    }
    appendStringInfoChar(out, ']');
    if (card->grade_count > 0)
        put_grades(out, card);
    appendStringInfoChar(out, '}');
}

/* Of numbers: the bound before it, where there is one, and its own. */
static void
put_range(StringInfo out, const LfCharacteristic *c, int32 bin)
{
    bool last = c->bin[bin].kind == LF_CARD_REST;

    if (bin > 0) {
        appendStringInfoString(out, last ? ">= " : "");
        lfpg_card_put_number(out, c->bin[bin - 1].below_e12);
        appendStringInfoString(out, last ? "" : " to ");
    }
    if (!last) {
        appendStringInfoString(out, "< ");
        lfpg_card_put_number(out, c->bin[bin].below_e12);
    }
}

Datum
lfpg_card_bin_text(const LfCharacteristic *c, int32 bin)
{
    const LfCardBin *b = &c->bin[bin];
    StringInfoData out;

    initStringInfo(&out);
    if (b->kind == LF_CARD_MISSING)
        appendStringInfoString(&out, "missing");
    else if (lf_characteristic_is_numeric(c))
        put_range(&out, c, bin);
    else if (b->kind == LF_CARD_REST)
        appendStringInfoString(&out, "other");
    for (int32 i = 0; b->kind == LF_CARD_IN && i < b->text_count; i++) {
        const LfText *text = &c->text[b->first_text + i];

        appendStringInfoString(&out, i == 0 ? "" : ", ");
        appendBinaryStringInfo(&out, text->at, (int)text->length);
    }
    return PointerGetDatum(cstring_to_text_with_len(out.data, out.len));
}
