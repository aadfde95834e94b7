/*
 * scorecard: the entry points of the type.
 */
#include "postgres.h"

#include "pg/scorecard/card.h"

#include "pg/common/value.h"

#define BINARY_VERSION 1

static Datum
from_text(const char *text, LfFault *why)
{
    LfCard *card = lfpg_card_parse(text, why);
    StringInfoData out;

    if (card == NULL)
        return (Datum)0;
    initStringInfo(&out);
    lfpg_card_write(&out, card);
    return PointerGetDatum(lfpg_value_of_bytes((const uint8_t *)out.data, (Size)out.len));
}

static char *
to_text(Datum value)
{
    return TextDatumGetCString(value);
}

LfCard *
lfpg_card_load(Datum value)
{
    LfFault why = {LF_OK};
    LfCard *card = lfpg_card_parse(TextDatumGetCString(value), &why);

    if (card == NULL)
        LFPG_REFUSE(LF_ERR_CORRUPT, .name = "scorecard",
                    .text2 = lf_text("its text is not a scorecard"));
    return card;
}

/* Version, then the canonical text in the client's encoding. */
static void
to_bytes(StringInfo message, Datum value)
{
    char *json = TextDatumGetCString(value);

    pq_sendbyte(message, BINARY_VERSION);
    pq_sendtext(message, json, (int)strlen(json));
}

static Datum
from_bytes(LfReader *message, LfFault *why)
{
    int length;

    if (lfpg_read_u8(message) != BINARY_VERSION)
        lfpg_read_fail(message, "the format version is unknown");
    return from_text(lfpg_read_text(message, &length), why);
}

LFPG_VALUE_TYPE(scorecard, .from_text = from_text, .to_text = to_text, .from_bytes = from_bytes,
                .to_bytes = to_bytes)
