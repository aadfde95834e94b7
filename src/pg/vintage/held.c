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

typedef struct HeldObject {
    ExpandedObjectHeader header;
    LfVintageState *state; /* in the object's context */
} HeldObject;

static Size
flat_size(ExpandedObjectHeader *header)
{
    return VARSIZE(((HeldObject *)header)->state);
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
    return (LfVintageHeld){state, PointerGetDatum(state)};
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
    return (LfVintageHeld){
        object == NULL ? (LfVintageState *)DatumGetPointer(state) : object->state, state};
}

/* An object with a larger copy of a state. */
static HeldObject *
new_object(MemoryContext parent, LfVintageState *state, int32 cells)
{
    MemoryContext context =
        AllocSetContextCreate(parent, "vintage_summary_state", ALLOCSET_START_SMALL_SIZES);
    MemoryContext before = MemoryContextSwitchTo(context);
    HeldObject *object = palloc(sizeof(HeldObject));

    EOH_init_header(&object->header, &methods, context);
    object->state = lfpg_vintage_state_reserve(state, cells);
    MemoryContextSwitchTo(before);
    return object;
}

void
lfpg_vintage_held_grow(FunctionCallInfo fcinfo, LfVintageHeld *held, int32 cells)
{
    LfVintageState *small = held->state;
    HeldObject *object;
    MemoryContext parent;

    if (likely(lfpg_vintage_state_fits(small, cells)))
        return;
    object = object_of(held->answer);
    if (object != NULL)
        held->state = object->state = lfpg_vintage_state_enlarge(small, cells);
    else if (VARSIZE(small) >= LEAST_OBJECT && AggCheckCallContext(fcinfo, &parent) != 0) {
        object = new_object(parent, small, cells);
        *held = (LfVintageHeld){object->state, EOHPGetRWDatum(&object->header)};
    } else
        *held = lfpg_vintage_held(lfpg_vintage_state_reserve(small, cells));
}

const LfVintageState *
lfpg_vintage_held_read(Datum state)
{
    HeldObject *object = object_of(state);

    return object == NULL ? DatumGetVintageStateP(state) : object->state;
}
