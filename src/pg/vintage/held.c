/*
 * A vintage's state while an aggregate counts: the expanded object.
 */
#include "postgres.h"

#include "pg/vintage/held.h"

#include "utils/expandeddatum.h"
#include "utils/memutils.h"

#include "pg/common/state.h"

/* States below are flat: an object has a memory context of its own. */
#define LEAST_OBJECT (16 * 1024)

/* Of three cells of a group one at least is seldom empty: the ceiling is that of such. */
#define CELLS_FOR_ONE 3

/* Bytes of so many cells and of cell 0. */
#define CELLS_SIZE(cells) (((Size)(cells) + 1) * sizeof(LfVintageCell))

typedef struct HeldObject {
    ExpandedObjectHeader header;
    LfVintageHead head;
    int32 used;
    int32 months_used;
    char *room;       /* of the cells, in the object's context */
    char *month_room; /* of the months */
    LfVintageTable table;
} HeldObject;

/* The table with all that it counts. */
static const LfVintageTable *
finished(HeldObject *object)
{
    LFPG_TRY(lf_vintage_finish, &object->table);
    return &object->table;
}

static Size
flat_size(ExpandedObjectHeader *header)
{
    const LfVintageTable *t = finished((HeldObject *)header);
    int32 count = 0;

    for (int32 i = 1; i <= *t->used; i++)
        count += !lf_cell_is_empty(&t->cell[i]);
    return lfpg_vintage_state_size(lfpg_vintage_capacity(count));
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
    const LfVintageTable *t = finished((HeldObject *)header);

    lfpg_vintage_state_write(result, size, t->head, t->cell, *t->used + 1);
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

/* The object of a datum, or NULL: it is flat. */
static HeldObject *
object_of(Datum state)
{
    if (likely(!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(state))))
        return NULL;
    return DatumGetEOHP(state)->eoh_methods == &methods ? (HeldObject *)DatumGetEOHP(state) : NULL;
}

void
lfpg_vintage_held(LfVintageState *state, LfVintageHeld *held)
{
    held->answer = PointerGetDatum(state);
    held->flat = lfpg_vintage_table(state);
    held->table = &held->flat;
}

static void
hold_object(HeldObject *object, LfVintageHeld *held)
{
    held->answer = EOHPGetRWDatum(&object->header);
    held->table = &object->table;
}

void
lfpg_vintage_held_own(FunctionCallInfo fcinfo, LfVintageHeld *held)
{
    Datum state = PG_GETARG_DATUM(0);
    HeldObject *object;

    if (unlikely(!lfpg_in_aggregate(fcinfo)))
        lfpg_vintage_held(lfpg_vintage_state_check((LfVintageState *)PG_DETOAST_DATUM_COPY(state)),
                          held);
    else if ((object = object_of(state)) == NULL)
        lfpg_vintage_held((LfVintageState *)DatumGetPointer(state), held);
    else
        hold_object(object, held);
}

/* Places for so many cells, each of which stays in one line of the cache.  What is behind the last
 * is not touched, so that a room of twice the size costs nothing until it is used. */
static void
enlarge_cells(HeldObject *object, int32 capacity)
{
    LfVintageTable *t = &object->table;
    Size offset = (Size)((char *)t->cell - object->room);

    t->capacity = capacity;
    object->room = repalloc_huge(object->room, CELLS_SIZE(capacity) + LF_CACHE_LINE);
    t->cell = (LfVintageCell *)TYPEALIGN(LF_CACHE_LINE, object->room);
    memmove(t->cell, object->room + offset, CELLS_SIZE(object->used));
}

static void
enlarge_months(HeldObject *object, int32 places)
{
    LfVintageTable *t = &object->table;
    const LfVintageMonth *months = t->month;
    char *room = object->month_room;
    int32 count = t->months;

    object->month_room = MemoryContextAllocExtended(
        object->header.eoh_context, (Size)places * sizeof(LfVintageMonth) + LF_CACHE_LINE,
        MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
    t->month = (LfVintageMonth *)TYPEALIGN(LF_CACHE_LINE, object->month_room);
    t->months = places;
    lf_vintage_take_months(t, months, count);
    if (room != NULL)
        pfree(room);
}

/* Room for so many cells more, each of which may be of a month and a group of its own. */
static void
enlarge(HeldObject *object, int32 cells)
{
    int64 most = object->used + (int64)cells * LF_VINTAGE_GROUP;
    int32 capacity = CELLS_FOR_ONE * lfpg_vintage_capacity(most / CELLS_FOR_ONE + 1);
    int32 places = (int32)pg_nextpower2_32((uint32)(object->months_used + cells) * 4 / 3 + 1);

    if (capacity > object->table.capacity)
        enlarge_cells(object, capacity);
    if (places > object->table.months)
        enlarge_months(object, places);
}

/* An object with the cells of a state. */
static HeldObject *
new_object(MemoryContext parent, const LfVintageTable *from)
{
    MemoryContext context =
        AllocSetContextCreate(parent, "vintage_summary_state", ALLOCSET_START_SMALL_SIZES);
    HeldObject *object = MemoryContextAllocZero(context, sizeof(HeldObject));

    EOH_init_header(&object->header, &methods, context);
    object->head = *from->head;
    object->room = MemoryContextAllocZero(context, CELLS_SIZE(0));
    object->table = (LfVintageTable){.head = &object->head,
                                     .cell = (LfVintageCell *)object->room,
                                     .used = &object->used,
                                     .months_used = &object->months_used};
    enlarge(object, *from->used);
    for (int32 i = 0; i < from->capacity; i++)
        if (from->cell[i].key != 0 && !lf_vintage_count(&object->table, from->cell[i].key,
                                                        from->cell[i].loans, from->cell[i].amount))
            LFPG_REFUSE(LF_ERR_SUM_RANGE, .name = "sum");
    return object;
}

void
lfpg_vintage_held_enlarge(FunctionCallInfo fcinfo, LfVintageHeld *held, int32 cells)
{
    HeldObject *object = object_of(held->answer);
    LfVintageState *flat;
    MemoryContext parent;

    if (object == NULL) {
        flat = (LfVintageState *)DatumGetPointer(held->answer);
        if (VARSIZE(flat) < LEAST_OBJECT || AggCheckCallContext(fcinfo, &parent) == 0) {
            lfpg_vintage_held(lfpg_vintage_state_reserve(flat, cells), held);
            return;
        }
        object = new_object(parent, held->table);
    }
    enlarge(object, cells);
    hold_object(object, held);
}

LfVintageTable
lfpg_vintage_held_read(Datum state)
{
    HeldObject *object = object_of(state);

    return object == NULL ? lfpg_vintage_table(DatumGetVintageStateP(state)) : *finished(object);
}
