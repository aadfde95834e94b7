/*
 * cashflows between two functions: the columns of a value, packed or expanded.
 *
 * What cashflows(money_schedule) returns is an expanded object of the server:
 * a reader uses its columns in place, and nothing is
 * packed unless the value is stored, sent or copied.
 * Uses: the server's expanded objects.
 */
#ifndef LF_PG_CASHFLOW_OPEN_H
#define LF_PG_CASHFLOW_OPEN_H

#include "postgres.h"

#include "utils/expandeddatum.h"

#include "pg/cashflow/value.h"

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
extern LfCashflows lfpg_cashflows_open(Datum value);

#endif
