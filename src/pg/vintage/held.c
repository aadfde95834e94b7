/*
 * A vintage's state while an aggregate counts: the expanded object.
 */
#include "postgres.h"

#include "pg/vintage/held.h"

#include "utils/expandeddatum.h"
#include "utils/memutils.h"

#include "pg/common/state.h"

/* States below are flat: an object has a memory context of its own. */
#define LEAST_OBJECT (32 * 1024)

#define CACHE_LINE 64

typedef struct HeldObject {
    ExpandedObjectHeader header;
    LfVintageHead head;
    int32 used;
    char *room; /* of the cells, in the object's context, as the slots are */
    Size size;  /* of it */
    LfVintageTable table;
    LfVintageBatch batch;
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

    return lfpg_vintage_state_size(lfpg_vintage_capacity(*t->used));
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
    const LfVintageTable *t = finished((HeldObject *)header);

    lfpg_vintage_state_write(result, size, t->head, t->cell, *t->used);
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

LfVintageHeld
lfpg_vintage_held(LfVintageState *state)
{
    return (LfVintageHeld){lfpg_vintage_table(state), PointerGetDatum(state)};
}

LfVintageHeld
lfpg_vintage_held_own(FunctionCallInfo fcinfo)
{
    Datum state = PG_GETARG_DATUM(0);
    HeldObject *object;

    if (unlikely(!lfpg_in_aggregate(fcinfo)))
        return lfpg_vintage_held(
            lfpg_vintage_state_check((LfVintageState *)PG_DETOAST_DATUM_COPY(state)));
    object = object_of(state);
    if (object == NULL)
        return lfpg_vintage_held((LfVintageState *)DatumGetPointer(state));
    return (LfVintageHeld){object->table, state};
}

/* A larger room of the cells, each of which stays in one line of the cache. */
static void
enlarge_room(HeldObject *object, Size size)
{
    LfVintageTable *t = &object->table;
    Size offset = (Size)((char *)t->cell - object->room);

    object->size = size;
    object->room = repalloc(object->room, size);
    t->cell = (LfVintageCell *)TYPEALIGN(CACHE_LINE, object->room);
    memmove(t->cell, object->room + offset, (Size)object->used * sizeof(LfVintageCell));
}

/* Room for so many cells in all.  What is behind the last cell is not touched, so that a room of
 * twice the size costs nothing until it is used. */
static void
enlarge(HeldObject *object, int64 cells)
{
    LfVintageTable *t = &object->table;
    Size needed;

    t->capacity = lfpg_vintage_capacity(cells);
    needed = ((Size)t->capacity * 3 / 4 + 1) * sizeof(LfVintageCell) + CACHE_LINE;
    if (needed > object->size)
        enlarge_room(object, 2 * needed);
    if (t->slot != NULL)
        pfree(t->slot);
    t->slot =
        MemoryContextAllocZero(object->header.eoh_context, (Size)t->capacity * sizeof(uint32));
    lf_vintage_index(t);
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
    object->room = MemoryContextAlloc(context, (Size)*from->used * sizeof(LfVintageCell));
    object->table = (LfVintageTable){
        &object->head, (LfVintageCell *)object->room, 0, &object->used, NULL, &object->batch};
    for (int32 i = 0; i < from->capacity; i++)
        if (from->cell[i].key != 0)
            object->table.cell[object->used++] = from->cell[i];
    return object;
}

void
lfpg_vintage_held_grow(FunctionCallInfo fcinfo, LfVintageHeld *held, int32 cells)
{
    LfVintageState *flat;
    HeldObject *object;
    MemoryContext parent;

    if (likely(lf_vintage_fits(&held->table, cells)))
        return;
    object = object_of(held->answer);
    if (object == NULL) {
        flat = (LfVintageState *)DatumGetPointer(held->answer);
        if (VARSIZE(flat) < LEAST_OBJECT || AggCheckCallContext(fcinfo, &parent) == 0) {
            *held = lfpg_vintage_held(lfpg_vintage_state_reserve(flat, cells));
            return;
        }
        object = new_object(parent, &held->table);
    }
    if (!lf_vintage_fits(finished(object), cells))
        enlarge(object, (int64)object->used + cells);
    *held = (LfVintageHeld){object->table, EOHPGetRWDatum(&object->header)};
}

LfVintageTable
lfpg_vintage_held_read(Datum state)
{
    HeldObject *object = object_of(state);

    return object == NULL ? lfpg_vintage_table(DatumGetVintageStateP(state)) : *finished(object);
}
