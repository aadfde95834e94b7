/*
 * cashflows on the server: datum in, dates and amounts out, and back.
 *
 * Every value is built by lfpg_cashflows_make, which checks it.  A datum
 * is byte-packed (alignment int4) and read where it lies.  What
 * cashflows(money_schedule) returns is an expanded object of the server: a
 * reader uses its columns in place, and nothing is packed unless the value is
 * stored, sent or copied.
 */
#ifndef LF_PG_CASHFLOW_VALUE_H
#define LF_PG_CASHFLOW_VALUE_H

#include "postgres.h"

#include "utils/expandeddatum.h"

#include "pg/common/compat.h"
#include "core/cashflow/bytes.h"

typedef struct varlena Cashflows;

#define DatumGetCashflowsP(d) ((Cashflows *)PG_DETOAST_DATUM_PACKED(d))
#define PG_GETARG_CASHFLOWS_P(n) DatumGetCashflowsP(PG_GETARG_DATUM(n))
#define PG_RETURN_CASHFLOWS_P(x) PG_RETURN_POINTER(x)

/* Opens a stored value; XX001 if the bytes are not a valid cashflows. */
extern LfCashflowsView lfpg_cashflows_open(Cashflows *value);

/* Space for the columns of `count` dates, palloc'd. */
extern void lfpg_cashflows_alloc(LfCashflows *c, int32 count);

/* All of an opened value, palloc'd. */
extern LfCashflows lfpg_cashflows_unpack(const LfCashflowsView *view);

/* Cash flows through the check; NULL with the fault filled. */
extern Cashflows *lfpg_cashflows_make(const LfCashflows *c, LfFault *why);

/* Read-only, in the memory context of the call. */
typedef struct ExpandedCashflows {
    ExpandedObjectHeader header;
    LfCashflows flows;
    Cashflows *packed; /* once the size was needed, else NULL */
} ExpandedCashflows;

/* An object in the current memory context with space for `count` dates. */
extern ExpandedCashflows *lfpg_expanded_cashflows_new(int32 count);

/* The value of a filled object, through the check; it does not change any more. */
extern Datum lfpg_expanded_cashflows_datum(ExpandedCashflows *object);

/* All columns of an argument or stored value, not to be changed: those of an expanded object
 * where they lie, else palloc'd.  Raises XX001 if the bytes are not a valid cashflows. */
extern LfCashflows lfpg_cashflows_read(Datum value);

#endif
