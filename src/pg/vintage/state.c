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

static int32
capacity_of(Size size)
{
    return (int32)((size - HEAD) / sizeof(LfVintageCell));
}

int32
lfpg_vintage_capacity(int64 cells)
{
    Size wanted = HEAD + (Size)(4 * cells + 2) / 3 * sizeof(LfVintageCell);

    if (wanted > LF_VINTAGE_STATE_CEILING)
        LFPG_REFUSE(LF_ERR_LIMIT, .name = "cells in one vintage", .a = cells,
                    .c = LF_VINTAGE_STATE_CEILING / sizeof(LfVintageCell) * 3 / 4);
    return capacity_of(Max(FIRST_SIZE, pg_nextpower2_size_t(wanted)));
}

Size
lfpg_vintage_state_size(int32 capacity)
{
    return pg_nextpower2_size_t(HEAD + (Size)capacity * sizeof(LfVintageCell));
}

/* Adds cells; those of a table may be empty. */
static void
add_cells(LfVintageState *state, const LfVintageCell *cell, int32 count)
{
    LfVintageTable table = lfpg_vintage_table(state);

    for (int32 i = 0; i < count; i++) {
        if (!lf_cell_is_empty(&cell[i]) &&
            !lf_vintage_count(&table, cell[i].key, cell[i].loans, cell[i].amount))
            LFPG_REFUSE(LF_ERR_SUM_RANGE, .name = "sum");
    }
}

void
lfpg_vintage_state_write(LfVintageState *state, Size size, const LfVintageHead *head,
                         const LfVintageCell *cell, int32 count)
{
    memset(state, 0, size);
    SET_VARSIZE(state, size);
    state->capacity = capacity_of(size);
    state->head = *head;
    add_cells(state, cell, count);
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

/* A state with room for so many cells, which has these. */
static LfVintageState *
new_state(int64 room, const LfVintageHead *head, const LfVintageCell *cell, int32 count)
{
    Size size = lfpg_vintage_state_size(lfpg_vintage_capacity(room));
    LfVintageState *state = palloc(size);

    lfpg_vintage_state_write(state, size, head, cell, count);
    return state;
}

LfVintageState *
lfpg_vintage_state_new(LfMobRule rule)
{
    LfVintageHead head = {.rule = rule};

    return new_state(0, &head, NULL, 0);
}

LfVintageState *
lfpg_vintage_state_reserve(LfVintageState *state, int32 cells)
{
    if (likely(lfpg_vintage_state_fits(state, cells)))
        return state;
    return new_state((int64)state->used + cells, &state->head, state->cell, state->capacity);
}

void
lfpg_vintage_skip(LfVintageHead *head)
{
    if (!lf_add64(head->skipped, 1, &head->skipped))
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

#define ST_SORT sort_keys
#define ST_ELEMENT_TYPE LfVintageKey
#define ST_COMPARE(a, b) (((a)->key > (b)->key) - ((a)->key < (b)->key))
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* The numbers of the cells of a hash table of cells, in order. */
static int32
order_cells(const LfVintageTable *t, LfVintageKey *key, uint32 *order)
{
    int32 count = 0;

    for (int32 i = 0; i < t->capacity; i++)
        if (!lf_cell_is_empty(&t->cell[i]))
            key[count++] = (LfVintageKey){t->cell[i].key, (uint32)i};
    sort_keys(key, (size_t)count);
    for (int32 i = 0; i < count; i++)
        order[i] = key[i].number;
    return count;
}

/* The same of a table of months. */
static int32
order_months(const LfVintageTable *t, LfVintageKey *key, uint32 *order)
{
    int32 count = 0;

    for (int32 place = 0; place < t->months; place++)
        if (t->month[place].key != 0)
            key[count++] = (LfVintageKey){t->month[place].key, (uint32)place};
    sort_keys(key, (size_t)count);
    return lf_vintage_order(t, key, order);
}

LfVintage
lfpg_vintage_table_read(const LfVintageTable *t)
{
    int32 keys = t->month == NULL ? *t->used : *t->months_used;
    uint32 *order = palloc_extended(sizeof(uint32) * ((Size)*t->used + 1), MCXT_ALLOC_HUGE);
    LfVintageKey *key = palloc_extended(sizeof(LfVintageKey) * ((Size)keys + 1), MCXT_ALLOC_HUGE);
    int32 count = t->month == NULL ? order_cells(t, key, order) : order_months(t, key, order);

    pfree(key);
    (void)lfpg_vintage_capacity(count); /* raises above the ceiling */
    return (LfVintage){*t->head, count, t->cell, order};
}

VintageSummary *
lfpg_vintage_table_summary(const LfVintageTable *table)
{
    LfVintage v = lfpg_vintage_table_read(table);
    LfFault why;
    VintageSummary *value = lfpg_vintage_summary_make(&v, &why);

    if (value == NULL && why.status == LF_ERR_CORRUPT)
        why.name = TYPE_NAME;
    pfree((uint32 *)v.order);
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

    if (!lfpg_vintage_summary_from_bytes(message, &v, why))
        return (Datum)0;
    PG_RETURN_POINTER(lfpg_vintage_state_merge(lfpg_vintage_state_new(v.head.rule), &v));
}

LFPG_STATE_TYPE(vintage_summary_state, .from_bytes = from_bytes, .to_bytes = to_bytes)
