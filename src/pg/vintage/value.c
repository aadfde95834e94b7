/*
 * vintage_summary on the server: loading, storing, the gate for bytes from
 * outside, the entry points of the type.
 *
 * The binary form is the stored bytes, the same on every platform; order and
 * hash go by them.
 */
#include "postgres.h"

#include "pg/vintage/value.h"

#include "pg/common/error.h"
#include "pg/common/value.h"
#include "core/vintage/bytes.h"

static lf_status
unpack(const uint8_t *bytes, size_t length, LfVintage *v, LfFault *why)
{
    LfVintageView view;
    LfVintageCell *cell;
    lf_status status = lf_vintage_summary_open(bytes, length, &view, why);

    if (status != LF_OK)
        return status;
    cell = palloc_extended(sizeof(LfVintageCell) * ((Size)view.count + 1), MCXT_ALLOC_HUGE);
    status = lf_vintage_summary_cells(&view, cell, why);
    *v = (LfVintage){view.head, view.count, cell};
    return status;
}

/* Unpacks and proves. */
static LfVintage
read_bytes(const uint8_t *bytes, size_t length, LfFault *why)
{
    LfVintage v;

    *why = (LfFault){LF_OK};
    if (unpack(bytes, length, &v, why) == LF_OK && lf_vintage_check(&v, why) == LF_ERR_SUM_RANGE)
        lf_corrupt(why, "vintage_summary", why->text2.at);
    return v;
}

LfVintage
lfpg_vintage_summary_load(VintageSummary *value)
{
    LfFault why;
    LfVintage v = read_bytes((const uint8_t *)VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), &why);

    lfpg_check(why.status, &why);
    return v;
}

LfVintageHead
lfpg_vintage_summary_head(VintageSummary *value, bool loans)
{
    LfFault why;
    LfVintageView view;

    lfpg_check(lf_vintage_summary_open((const uint8_t *)VARDATA_ANY(value),
                                       VARSIZE_ANY_EXHDR(value), &view, &why),
               &why);
    if (loans)
        lfpg_check(lf_vintage_summary_cells(&view, NULL, &why), &why);
    return view.head;
}

LfVintage
lfpg_vintage_summary_read(LfReader *message)
{
    size_t length;
    const uint8_t *bytes = lfpg_read_rest(message, &length);
    LfFault why;
    LfVintage v = read_bytes(bytes, length, &why);

    if (why.status == LF_ERR_CORRUPT)
        why.status = LF_ERR_BINARY;
    lfpg_check(why.status, &why);
    return v;
}

static VintageSummary *
encode(const LfVintage *v)
{
    uint8_t *bytes = palloc_extended(lf_vintage_summary_bound(v->count), MCXT_ALLOC_HUGE);
    Size length = lf_vintage_summary_encode(v, bytes);
    VintageSummary *value = lfpg_value_of_bytes(bytes, length);

    pfree(bytes);
    return value;
}

VintageSummary *
lfpg_vintage_summary_make(const LfVintage *v, LfFault *why)
{
    return lf_vintage_check(v, why) == LF_OK ? encode(v) : NULL;
}

static Datum
from_bytes(LfReader *message, LfFault *why)
{
    LfVintage v = lfpg_vintage_summary_read(message);

    PG_RETURN_VINTAGE_SUMMARY_P(encode(&v));
}

LFPG_VALUE_TYPE(vintage_summary, .from_text = lfpg_vintage_summary_from_text,
                .to_text = lfpg_vintage_summary_to_text, .from_bytes = from_bytes)
