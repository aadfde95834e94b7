/*
 * bin_summary_state: growing, merging, and its external forms.
 *
 * Binary: version, skipped, number of bins; then the length of a name (-1: the
 * bin of missing values), the name, good, bad and unknown of each, as they came.
 */
#include "postgres.h"

#include "pg/scoring/bin_state.h"

#include "mb/pg_wchar.h"

#include "pg/common/state.h"
#include "pg/scoring/score_state.h"
#include "pg/scoring/value.h"

#define VERSION 1
#define TYPE_NAME "bin_summary_state"
#define HEAD offsetof(LfBinState, slot)
#define SLOT_BYTES (sizeof(LfBinSlot) + 2 * sizeof(int32))
#define NAME_BYTES 24 /* of a name, where none is known yet */
#define FIRST_SIZE 1024
#define EXTERNAL_BIN_BYTES (4 + 3 * 16)

StaticAssertDecl(sizeof(LfBinSlot) == 56, "a bin has no padding");
StaticAssertDecl(offsetof(LfBinState, slot) % 8 == 0, "bins are aligned");

static LfBinTable
table_of(LfBinState *state)
{
    int32 *index = (int32 *)&state->slot[state->room];

    return (LfBinTable){.slot = state->slot,
                        .count = state->count,
                        .room = Min(state->room, LF_MAX_BINS),
                        .places = 2 * state->room,
                        .index = index,
                        .names = (char *)(index + 2 * state->room),
                        .names_used = state->names_used,
                        .names_room =
                            (int32)(VARSIZE(state) - HEAD - (Size)state->room * SLOT_BYTES)};
}

/* An empty state with space for so many bins and bytes of names at least. */
static LfBinState *
allocate(int32 bins, int32 names)
{
    Size size = FIRST_SIZE;
    LfBinState *state;

    while (size < HEAD + (Size)bins * SLOT_BYTES + (Size)names)
        size *= 2;
    state = palloc0(size);
    SET_VARSIZE(state, size);
    state->room = (int32)((size - HEAD - (Size)names) / (SLOT_BYTES + NAME_BYTES));
    state->room = Max(state->room, bins);
    return state;
}

LfBinState *
lfpg_bin_state_new(void)
{
    return allocate(1, 0);
}

static void
check_slots(const LfBinTable *t)
{
    lfpg_index_check(TYPE_NAME, t->index, t->places, t->count);
    for (int32 i = 0; i < t->count; i++) {
        const LfBinSlot *slot = &t->slot[i];

        if (slot->length < LF_BIN_MISSING || slot->length > LF_MAX_BIN_NAME || slot->offset < 0 ||
            slot->offset > t->names_used - Max(slot->length, 0))
            lfpg_corrupt(TYPE_NAME, "a name is out of range");
    }
}

static LfBinState *
check(LfBinState *state)
{
    Size size = VARSIZE(state);
    LfBinTable t;

    if (size < HEAD + SLOT_BYTES || state->room < 1 ||
        (Size)state->room > (size - HEAD) / SLOT_BYTES || state->count < 0 ||
        state->count > state->room || state->count > LF_MAX_BINS || state->skipped < 0)
        lfpg_corrupt(TYPE_NAME, "its size is not that of its bins");
    t = table_of(state);
    if (t.names_used < 0 || t.names_used > t.names_room)
        lfpg_corrupt(TYPE_NAME, "its names are out of range");
    check_slots(&t);
    return state;
}

const LfBinState *
lfpg_bin_state(Datum state)
{
    return check((LfBinState *)PG_DETOAST_DATUM(state));
}

void *
lfpg_bin_state_copy(Datum state)
{
    return check((LfBinState *)PG_DETOAST_DATUM_COPY(state));
}

/* The same bins, less those that are empty, with space for one more. */
static LfBinState *
make_room(LfBinState *old, int32 length)
{
    LfBinTable from = table_of(old), to;
    int32 used = 0, names = 0;
    LfBinState *state;

    for (int32 i = 0; i < from.count; i++)
        if (!lf_outcome_is_empty(&from.slot[i].of)) {
            used++;
            names += Max(from.slot[i].length, 0);
        }
    if (used >= LF_MAX_BINS)
        LFPG_REFUSE(LF_ERR_LIMIT, .name = "bins", .a = (int64)LF_MAX_BINS + 1, .c = LF_MAX_BINS);
    state = allocate(used + 1, 2 * (names + Max(length, 0)));
    state->skipped = old->skipped;
    to = table_of(state);
    for (int32 i = 0; i < from.count; i++) {
        const LfBinSlot *slot = &from.slot[i];

        if (!lf_outcome_is_empty(&slot->of))
            *lf_bin_table_at(&to, from.names + slot->offset, slot->length) = slot->of;
    }
    state->count = to.count;
    state->names_used = to.names_used;
    return state;
}

LfOutcome *
lfpg_bin_state_at(LfBinState **state, const char *name, int32 length)
{
    LfBinTable t = table_of(*state);
    LfOutcome *at;

    if (unlikely(length > LF_MAX_BIN_NAME))
        LFPG_REFUSE(LF_ERR_BIN_LONG, .a = length, .c = LF_MAX_BIN_NAME);
    at = lf_bin_table_at(&t, name, length);
    if (unlikely(at == NULL)) {
        *state = make_room(*state, length);
        t = table_of(*state);
        at = lf_bin_table_at(&t, name, length);
    }
    (*state)->count = t.count;
    (*state)->names_used = t.names_used;
    return at;
}

LfBinState *
lfpg_bin_state_apply(LfBinState *state, const LfBins *b, int sign)
{
    lfpg_count_add(&state->skipped, sign * b->skipped, "skipped row count");
    for (int32 i = 0; i < b->count; i++)
        lfpg_weights_apply(lfpg_bin_state_at(&state, b->row[i].name, b->row[i].length),
                           &b->row[i].of, sign);
    return state;
}

/* The bins of a table as rows, names where they lie. */
static LfBinRow *
rows_of(const LfBinTable *t)
{
    LfBinRow *row = palloc0(sizeof(LfBinRow) * ((Size)t->count + 1));

    for (int32 i = 0; i < t->count; i++)
        row[i] = (LfBinRow){
            .name = t->names + t->slot[i].offset, .length = t->slot[i].length, .of = t->slot[i].of};
    return row;
}

void *
lfpg_bin_state_merge(void *state, Datum other)
{
    const LfBinState *added = lfpg_bin_state(other);
    LfBinTable t = table_of((LfBinState *)added);
    LfBins b = {.skipped = added->skipped, .count = t.count, .row = rows_of(&t)};

    return lfpg_bin_state_apply(state, &b, 1);
}

Datum
lfpg_bin_state_summary(const LfBinState *state)
{
    LfBinTable t = table_of((LfBinState *)state);
    LfBins b = {.skipped = state->skipped, .count = t.count};
    Datum value;

    LFPG_TRY(lfpg_bins_make, &b, rows_of(&t), &value);
    return value;
}

static void
to_bytes(StringInfo message, Datum value)
{
    const LfBinState *state = lfpg_bin_state(value);
    LfBinTable t = table_of((LfBinState *)state);

    pq_sendbyte(message, VERSION);
    pq_sendint64(message, (uint64)state->skipped);
    pq_sendint32(message, (uint32)state->count);
    for (int32 i = 0; i < t.count; i++) {
        pq_sendint32(message, (uint32)t.slot[i].length);
        if (t.slot[i].length > 0)
            pq_sendbytes(message, t.names + t.slot[i].offset, t.slot[i].length);
        for (int k = 0; k < LF_OUTCOMES; k++)
            lfpg_send_i128(message, t.slot[i].of.weight[k]);
    }
}

static LfOutcome *
receive_bin(LfReader *r, LfBinState **state)
{
    int32 length = lfpg_read_i32(r);
    const char *name = "";

    if (length < LF_BIN_MISSING || length > LF_MAX_BIN_NAME)
        lfpg_read_fail(r, "a name is too long");
    if (length > 0) {
        name = pq_getmsgbytes(r->buf, length);
        pg_verifymbstr(name, length, false);
    }
    return lfpg_bin_state_at(state, name, length);
}

static Datum
from_bytes(LfReader *r, LfFault *why)
{
    LfBinState *state = lfpg_bin_state_new();
    int32 count;

    if (lfpg_read_u8(r) != VERSION)
        lfpg_read_fail(r, "the format version is unknown");
    state->skipped = lfpg_read_i64(r);
    count = lfpg_read_i32(r);
    if (state->skipped < 0 || count < 0 || count > LF_MAX_BINS ||
        count > (r->buf->len - r->buf->cursor) / EXTERNAL_BIN_BYTES)
        lfpg_read_fail(r, "the head is out of range");
    for (int32 i = 0; i < count; i++) {
        LfOutcome *at = receive_bin(r, &state);

        if (state->count != i + 1)
            lfpg_read_fail(r, "a bin is repeated or has no weight");
        for (int k = 0; k < LF_OUTCOMES; k++)
            at->weight[k] = lfpg_read_i128(r);
    }
    lfpg_read_end(r);
    return PointerGetDatum(state);
}

LFPG_STATE_TYPE(bin_summary_state, .to_bytes = to_bytes, .from_bytes = from_bytes)
