/*
 * money_schedule between two functions: the two methods of the server's
 * expanded objects.
 */
#include "postgres.h"

#include "pg/schedule/expanded.h"

#include "pg/schedule/value.h"

/* Packs the schedule once; it lives as long as the object. */
static Size
flat_size(ExpandedObjectHeader *header)
{
    ExpandedSchedule *object = (ExpandedSchedule *)header;

    if (object->packed == NULL) {
        MemoryContext old = MemoryContextSwitchTo(header->eoh_context);
        MoneySchedule *packed = lfpg_money_schedule_make_amortized(&object->schedule);

        MemoryContextSwitchTo(old);
        object->packed_size = VARSIZE(packed);
        object->packed = (uint8 *)packed;
    }
    return object->packed_size;
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
    ExpandedSchedule *object = (ExpandedSchedule *)header;

    Assert(size == object->packed_size);
    memcpy(result, object->packed, size);
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

ExpandedSchedule *
lfpg_expanded_schedule_new(int32 rows)
{
    Size head = MAXALIGN(sizeof(ExpandedSchedule));
    char *chunk = palloc(head + (Size)rows * (3 * sizeof(int64) + sizeof(int32)));
    ExpandedSchedule *object = (ExpandedSchedule *)chunk;
    LfRows *r = &object->schedule.rows;

    EOH_init_header(&object->header, &methods, CurrentMemoryContext);
    object->packed = NULL;
    r->count = rows;
    r->principal = (int64 *)(chunk + head);
    r->interest = r->principal + rows;
    r->fee = r->interest + rows;
    r->due = (int32 *)(r->fee + rows);
    return object;
}

const LfSchedule *
lfpg_expanded_schedule(Datum value)
{
    ExpandedObjectHeader *header;

    if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(value)))
        return NULL;
    header = DatumGetEOHP(value);
    return header->eoh_methods == &methods ? &((ExpandedSchedule *)header)->schedule : NULL;
}
