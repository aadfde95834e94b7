/*
 * vintage_summary on the server: loading, storing, the check for bytes from
 * outside, the entry points of the type.
 *
 * The binary form is the stored bytes, the same on every platform; order and
 * hash go by them.
 */
#include "postgres.h"

#include "pg/vintage/value.h"

#include "pg/common/value.h"
#include "core/vintage/bytes.h"

/* Unpacks and proves. */
static lf_status
unpack(const uint8_t *bytes, size_t length, LfVintage *v, LfFault *why)
{
    LfVintageView view;
    LfVintageCell *cell;
    lf_status status;

    LF_TRY(lf_vintage_summary_open(bytes, length, &view, why));
    cell = palloc_extended(sizeof(LfVintageCell) * ((Size)view.count + 1), MCXT_ALLOC_HUGE);
    status = lf_vintage_summary_cells(&view, cell, why);
    *v = (LfVintage){view.head, view.count, cell, NULL};
    if (status == LF_OK)
        status = lf_vintage_check(v, why);
    return status == LF_ERR_SUM_RANGE ? lf_corrupt(why, "vintage_summary", why->text2.at) : status;
}

LfVintage
lfpg_vintage_summary_read(VintageSummary *value)
{
    LfVintage v;

    LFPG_TRY(unpack, LFPG_BYTES(value), &v);
    return v;
}

LfVintageHead
lfpg_vintage_summary_head(VintageSummary *value, bool loans)
{
    LfVintageView view;

    LFPG_TRY(lf_vintage_summary_open, LFPG_BYTES(value), &view);
    if (loans)
        LFPG_TRY(lf_vintage_summary_cells, &view, NULL);
    return view.head;
}

bool
lfpg_vintage_summary_from_bytes(LfReader *message, LfVintage *v, LfFault *why)
{
    size_t length;
    const uint8_t *bytes = lfpg_read_rest(message, &length);

    return unpack(bytes, length, v, why) == LF_OK;
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
    LfVintage v;

    PG_RETURN_VINTAGE_SUMMARY_P(lfpg_vintage_summary_from_bytes(message, &v, why) ? encode(&v)
                                                                                  : NULL);
}

LFPG_VALUE_TYPE(vintage_summary, .from_text = lfpg_vintage_summary_from_text,
                .to_text = lfpg_vintage_summary_to_text, .from_bytes = from_bytes)
