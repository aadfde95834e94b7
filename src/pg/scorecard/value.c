/*
 * scorecard: the entry points of the type.
 */
#include "postgres.h"

#include "pg/scorecard/card.h"

#include "pg/common/value.h"

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

LfCard *
lfpg_card_read(Datum value)
{
    LfFault why = {LF_OK};
    LfCard *card = lfpg_card_parse(TextDatumGetCString(value), &why);

    if (card == NULL)
        LFPG_REFUSE(LF_ERR_CORRUPT, .name = "scorecard",
                    .text2 = lf_text("its text is not a scorecard"));
    return card;
}

LFPG_TEXT_VALUE_TYPE(scorecard, from_text)
