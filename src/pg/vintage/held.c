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
    char *room;            /* in the object's context */
    LfVintageState *state; /* in that room */
    LfVintageBatch batch;
} HeldObject;

/* The state with all that it counts. */
static LfVintageState *
finished(HeldObject *object)
{
    LfVintageTable table = lfpg_vintage_table(object->state);

    table.batch = &object->batch;
    LFPG_TRY(lf_vintage_finish, &table);
    return object->state;
}

static Size
flat_size(ExpandedObjectHeader *header)
{
    return VARSIZE(finished((HeldObject *)header));
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
    memcpy(result, ((HeldObject *)header)->state, size);
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
    return (LfVintageHeld){state, NULL, PointerGetDatum(state)};
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
    return (LfVintageHeld){object->state, &object->batch, state};
}

/* Where a state in this room has each cell in one line of the cache. */
static LfVintageState *
aligned(char *room)
{
    Size head = offsetof(LfVintageState, cell);

    return (LfVintageState *)(TYPEALIGN(CACHE_LINE, room + head) - head);
}

static void
enlarge(HeldObject *object, int32 cells)
{
    Size before = VARSIZE(object->state), size = lfpg_vintage_state_size(object->state, cells);
    Size offset = (Size)((char *)object->state - object->room);

    object->room = repalloc(object->room, size + CACHE_LINE);
    object->state = aligned(object->room);
    memmove(object->state, object->room + offset, before);
    lfpg_vintage_state_extend(object->state, size);
}

/* An object with a copy of a state. */
static HeldObject *
new_object(MemoryContext parent, const LfVintageState *state)
{
    MemoryContext context =
        AllocSetContextCreate(parent, "vintage_summary_state", ALLOCSET_START_SMALL_SIZES);
    HeldObject *object = MemoryContextAlloc(context, sizeof(HeldObject));

    EOH_init_header(&object->header, &methods, context);
    object->room = MemoryContextAlloc(context, VARSIZE(state) + CACHE_LINE);
    object->state = aligned(object->room);
    memcpy(object->state, state, VARSIZE(state));
    object->batch.count = 0;
    return object;
}

void
lfpg_vintage_held_grow(FunctionCallInfo fcinfo, LfVintageHeld *held, int32 cells)
{
    LfVintageState *small = held->state;
    int32 waiting = held->batch == NULL ? 0 : held->batch->count;
    HeldObject *object;
    MemoryContext parent;

    if (likely(lfpg_vintage_state_fits(small, cells + waiting)))
        return;
    object = object_of(held->answer);
    if (object == NULL && VARSIZE(small) >= LEAST_OBJECT &&
        AggCheckCallContext(fcinfo, &parent) != 0)
        object = new_object(parent, small);
    if (object == NULL) {
        *held = lfpg_vintage_held(lfpg_vintage_state_reserve(small, cells));
        return;
    }
    if (!lfpg_vintage_state_fits(finished(object), cells))
        enlarge(object, cells);
    *held = (LfVintageHeld){object->state, &object->batch, EOHPGetRWDatum(&object->header)};
}

const LfVintageState *
lfpg_vintage_held_read(Datum state)
{
    HeldObject *object = object_of(state);

    return object == NULL ? DatumGetVintageStateP(state) : finished(object);
}
