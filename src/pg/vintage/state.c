/*
 * vintage_summary_state: growing, merging, and in order at the end.
 */
#include "postgres.h"

#include "pg/vintage/state.h"

#include "pg/common/state.h"

StaticAssertDecl(sizeof(LfVintageCell) == 32, "a cell has no padding");
StaticAssertDecl(offsetof(LfVintageState, cell) % 8 == 0, "cells are aligned");

#define HEAD offsetof(LfVintageState, cell)
#define TYPE_NAME "vintage_summary_state"
#define FIRST_SIZE 512

/* Bytes that leave enough of so many cells empty. */
static Size
wanted_size(int64 cells)
{
    Size wanted = HEAD + (Size)(4 * cells + 2) / 3 * sizeof(LfVintageCell);

    if (wanted > LF_VINTAGE_STATE_CEILING)
        LFPG_REFUSE(LF_ERR_LIMIT, .name = "cells in one vintage", .a = cells,
                    .c = LF_VINTAGE_STATE_CEILING / sizeof(LfVintageCell) * 3 / 4);
    return wanted;
}

static int32
capacity_of(Size size)
{
    return (int32)((size - HEAD) / sizeof(LfVintageCell));
}

static LfVintageState *
allocate(int64 cells)
{
    LfVintageState *state = lfpg_state_alloc(FIRST_SIZE, wanted_size(cells));

    state->capacity = capacity_of(VARSIZE(state));
    return state;
}

LfVintageState *
lfpg_vintage_state_check(LfVintageState *state)
{
    Size size = VARSIZE(state);
    int32 used = 0;

    if (size < HEAD || state->capacity < 0 || !lfpg_vintage_state_fits(state, 0) ||
        HEAD + (Size)state->capacity * sizeof(LfVintageCell) > size)
        lfpg_corrupt(TYPE_NAME, "its size is not that of its cells");
    if ((int)state->head.rule < LF_MOB_CALENDAR0 || (int)state->head.rule > LF_MOB_GIVEN ||
        state->head.skipped < 0)
        lfpg_corrupt(TYPE_NAME, "the head is out of range");
    if (!lfpg_currency_is_sound(state->head.currency))
        lfpg_corrupt(TYPE_NAME, "the currency is not an ISO 4217 code");
    for (int32 i = 0; i < state->capacity; i++) {
        used += state->cell[i].key != 0;
        if (lf_cell_series(state->cell[i].key) >= LF_SERIES_COUNT)
            lfpg_corrupt(TYPE_NAME, "a series is unknown");
    }
    if (used != state->used)
        lfpg_corrupt(TYPE_NAME, "its cells are not as many as it says");
    return state;
}

LfVintageState *
lfpg_vintage_state_new(LfMobRule rule)
{
    LfVintageState *state = allocate(0);

    state->head.rule = rule;
    return state;
}

/* Adds cells; those of a table may be empty. */
static void
add_cells(LfVintageState *state, const LfVintageCell *cell, int32 count)
{
    LfVintageTable table = lfpg_vintage_table(state);

    for (int32 i = 0; i < count; i++) {
        if (cell[i].key != 0 &&
            !lf_vintage_count(&table, cell[i].key, cell[i].loans, cell[i].amount))
            LFPG_REFUSE(LF_ERR_SUM_RANGE, .name = "sum");
    }
}

LfVintageState *
lfpg_vintage_state_reserve(LfVintageState *state, int32 cells)
{
    LfVintageState *larger;

    if (likely(lfpg_vintage_state_fits(state, cells)))
        return state;
    larger = allocate((int64)state->used + cells);
    larger->head = state->head;
    add_cells(larger, state->cell, state->capacity);
    return larger;
}

Size
lfpg_vintage_state_size(const LfVintageState *state, int32 cells)
{
    return pg_nextpower2_size_t(wanted_size((int64)state->used + cells));
}

void
lfpg_vintage_state_extend(LfVintageState *state, Size size)
{
    Size before = HEAD + (Size)state->capacity * sizeof(LfVintageCell);
    LfVintageTable table = lfpg_vintage_table(state);

    SET_VARSIZE(state, size);
    memset((char *)state + before, 0, size - before);
    state->capacity = capacity_of(size);
    lf_vintage_spread(&table, state->capacity);
}

void
lfpg_vintage_state_skip(LfVintageState *state)
{
    if (!lf_add64(state->head.skipped, 1, &state->head.skipped))
        LFPG_REFUSE(LF_ERR_SUM_RANGE, .name = "skipped row count");
}

static LfVintageState *
merge(LfVintageState *state, const LfVintageHead *head, const LfVintageCell *cell, int32 count,
      int32 used)
{
    LFPG_TRY(lf_vintage_join, &state->head, head);
    state = lfpg_vintage_state_reserve(state, used);
    add_cells(state, cell, count);
    return state;
}

LfVintageState *
lfpg_vintage_state_merge(LfVintageState *state, const LfVintage *v)
{
    return merge(state, &v->head, v->cell, v->count, v->count);
}

LfVintageState *
lfpg_vintage_state_combine(LfVintageState *state, const LfVintageState *other)
{
    return merge(state, &other->head, other->cell, other->capacity, other->used);
}

/* sort_cells(cell, count) */
#define ST_SORT sort_cells
#define ST_ELEMENT_TYPE LfVintageCell
#define ST_COMPARE(a, b) (((a)->key > (b)->key) - ((a)->key < (b)->key))
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

LfVintage
lfpg_vintage_state_read(const LfVintageState *state)
{
    LfVintageCell *cell =
        palloc_extended(sizeof(LfVintageCell) * ((Size)state->used + 1), MCXT_ALLOC_HUGE);
    int32 count = 0;

    for (int32 i = 0; i < state->capacity; i++)
        if (state->cell[i].key != 0 && (state->cell[i].loans != 0 || state->cell[i].amount != 0))
            cell[count++] = state->cell[i];
    sort_cells(cell, (size_t)count);
    return (LfVintage){state->head, count, cell};
}

VintageSummary *
lfpg_vintage_state_summary(const LfVintageState *state)
{
    LfVintage v = lfpg_vintage_state_read(state);
    LfFault why;
    VintageSummary *value = lfpg_vintage_summary_make(&v, &why);

    if (value == NULL && why.status == LF_ERR_CORRUPT)
        why.name = TYPE_NAME;
    pfree((LfVintageCell *)v.cell);
    return lfpg_made(value, &why);
}

/* A state is worth its cells: what is sent is the summary. */
static void
to_bytes(StringInfo message, Datum state)
{
    VintageSummary *value = lfpg_vintage_state_summary(DatumGetVintageStateP(state));

    pq_sendbytes(message, VARDATA(value), (int)VARSIZE(value) - VARHDRSZ);
}

static Datum
from_bytes(LfReader *message, LfFault *why)
{
    LfVintage v;

    if (!lfpg_vintage_summary_read(message, &v, why))
        return (Datum)0;
    PG_RETURN_POINTER(lfpg_vintage_state_merge(lfpg_vintage_state_new(v.head.rule), &v));
}

LFPG_STATE_TYPE(vintage_summary_state, .from_bytes = from_bytes, .to_bytes = to_bytes)
