/*
 * cashflows between two functions: opening a value, and the two methods of the
 * server's expanded objects.
 */
#include "postgres.h"

#include "pg/cashflow/open.h"

#include "pg/common/error.h"

/* Packs the flows once; the value is kept as long as the object. */
static Size
flat_size(ExpandedObjectHeader *header)
{
    ExpandedCashflows *object = (ExpandedCashflows *)header;

    if (object->packed == NULL) {
        MemoryContext old = MemoryContextSwitchTo(header->eoh_context);
        LfFault why = {LF_OK};

        object->packed = lfpg_made(lfpg_cashflows_make(&object->flows, &why), &why);
        MemoryContextSwitchTo(old);
    }
    return VARSIZE(object->packed);
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
    ExpandedCashflows *object = (ExpandedCashflows *)header;

    Assert(size == VARSIZE(object->packed));
    memcpy(result, object->packed, size);
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

ExpandedCashflows *
lfpg_expanded_cashflows_new(int32 count)
{
    Size head = MAXALIGN(sizeof(ExpandedCashflows));
    char *chunk = palloc(head + (Size)count * (sizeof(int64) + sizeof(int32)));
    ExpandedCashflows *object = (ExpandedCashflows *)chunk;

    EOH_init_header(&object->header, &methods, CurrentMemoryContext);
    object->packed = NULL;
    object->flows.amount = (int64 *)(chunk + head);
    object->flows.date = (int32 *)(object->flows.amount + count);
    return object;
}

Datum
lfpg_expanded_cashflows_datum(ExpandedCashflows *object)
{
    LFPG_TRY(lf_cashflows_check, &object->flows);
    return EOHPGetRODatum(&object->header);
}

LfCashflows
lfpg_cashflows_open(Datum value)
{
    if (VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(value))) {
        ExpandedObjectHeader *header = DatumGetEOHP(value);

        if (header->eoh_methods == &methods)
            return ((ExpandedCashflows *)header)->flows;
    }
    return lfpg_cashflows_load(DatumGetCashflowsP(value));
}
