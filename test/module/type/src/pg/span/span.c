/*
 * span on the server: loading, storing, the entry points of the type.  The
 * binary form is the stored bytes.
 */
#include "postgres.h"

#include "pg/span/span.h"

#include "pg/common/codec.h"
#include "pg/common/error.h"
#include "pg/common/value.h"

LfSpan
lfpg_span(Datum value)
{
    struct varlena *stored = PG_DETOAST_DATUM_PACKED(value);
    LfSpan span;

    LFPG_TRY(lf_span_from_bytes, (const uint8_t *)VARDATA_ANY(stored), VARSIZE_ANY_EXHDR(stored),
             &span);
    return span;
}

Datum
lfpg_span_make(const LfSpan *span, LfFault *why)
{
    uint8_t bytes[LF_SPAN_BYTES];

    if (lf_corrupt(why, "span", lf_span_defect(span)) != LF_OK)
        return (Datum)0;
    PG_RETURN_POINTER(lfpg_value_of_bytes(bytes, lf_span_to_bytes(span, bytes)));
}

static Datum
from_text(const char *text, LfFault *why)
{
    LfSpan span;

    if (lf_span_from_text(text, strlen(text), &span, why) != LF_OK)
        return (Datum)0;
    return lfpg_span_make(&span, why);
}

static char *
to_text(Datum value)
{
    LfSpan span = lfpg_span(value);
    char *text = palloc(LF_SPAN_CHARS);

    *lf_span_to_text(&span, text) = '\0';
    return text;
}

static Datum
from_bytes(LfReader *message, LfFault *why)
{
    size_t length;
    const uint8_t *bytes = lfpg_read_rest(message, &length);
    LfSpan span;

    if (lf_span_from_bytes(bytes, length, &span, why) != LF_OK)
        return (Datum)0;
    return lfpg_span_make(&span, why);
}

LFPG_VALUE_TYPE(span, .from_text = from_text, .to_text = to_text, .from_bytes = from_bytes,
                .json_string = true)
