/*
 * pool_summary on the server: loading, storing, the gate for bytes from
 * outside, the entry points of the type.
 *
 * The binary form is the stored bytes, the same on every platform; order and
 * hash go by them.
 */
#include "postgres.h"

#include "pg/pool/summary.h"

#include "pg/common/value.h"

static LfPoolState *
unpack(const uint8_t *bytes, size_t length, LfFault *why)
{
    LfPoolView view;
    LfPoolState *state;

    if (lf_pool_summary_open(bytes, length, &view, why) != LF_OK)
        return NULL;
    state = lfpg_pool_state_new();
    if (view.count > 0)
        state = lfpg_pool_state_reserve(state, view.first, view.last);
    state->head = view.head;
    if (lf_pool_summary_months(&view, &state->month[view.count > 0 ? view.first - state->first : 0],
                               why) != LF_OK)
        return NULL;
    return state;
}

LfPoolState *
lfpg_pool_summary(Datum value)
{
    PoolSummary *stored = (PoolSummary *)PG_DETOAST_DATUM_PACKED(value);
    LfFault why;

    return lfpg_made(unpack((const uint8_t *)VARDATA_ANY(stored), VARSIZE_ANY_EXHDR(stored), &why),
                     &why);
}

LfPoolState *
lfpg_pool_summary_read(LfReader *message, LfFault *why)
{
    size_t length;
    const uint8_t *bytes = lfpg_read_rest(message, &length);

    return unpack(bytes, length, why);
}

PoolSummary *
lfpg_pool_summary_make(const LfPoolState *state, LfFault *why)
{
    LfPoolHead head = state->head;
    int32 months = 0;
    PoolSummary *value;
    uint8_t *bytes;

    for (int32 i = 0; i < state->capacity; i++) {
        if (lf_pool_month_is_empty(&state->month[i]))
            continue;
        months++;
        if (lf_pool_month_check(&state->month[i], why) != LF_OK)
            return NULL;
    }
    if (months == 0 && head.unknown == 0)
        head.currency = LF_NO_CURRENCY;
    bytes = palloc(lf_pool_summary_bound(months));
    value = lfpg_value_of_bytes(
        bytes, lf_pool_summary_encode(&head, state->first, state->capacity, state->month, bytes));
    pfree(bytes);
    return value;
}

static Datum
from_bytes(LfReader *message, LfFault *why)
{
    LfPoolState *state = lfpg_pool_summary_read(message, why);

    PG_RETURN_POINTER(state == NULL ? NULL : lfpg_pool_summary_make(state, why));
}

LFPG_VALUE_TYPE(pool_summary, .from_text = lfpg_pool_summary_from_text,
                .to_text = lfpg_pool_summary_to_text, .from_bytes = from_bytes)
