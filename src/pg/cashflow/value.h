/*
 * cashflows on the server: datum in, dates and amounts out, and back.
 *
 * Every value is built by lfpg_cashflows_make, which checks it.  A datum
 * is byte-packed (alignment int4) and read where it lies.
 */
#ifndef LF_PG_CASHFLOW_VALUE_H
#define LF_PG_CASHFLOW_VALUE_H

#include "postgres.h"

#include "pg/common/compat.h"
#include "core/cashflow/bytes.h"

typedef struct varlena Cashflows;

#define DatumGetCashflowsP(d) ((Cashflows *)PG_DETOAST_DATUM_PACKED(d))
#define PG_GETARG_CASHFLOWS_P(n) DatumGetCashflowsP(PG_GETARG_DATUM(n))
#define PG_RETURN_CASHFLOWS_P(x) PG_RETURN_POINTER(x)

/* Opens a stored value; XX001 if the bytes are not a valid cashflows. */
extern LfCashflowsView lfpg_cashflows_view(Cashflows *value);

/* Space for the columns of `count` dates, palloc'd. */
extern void lfpg_cashflows_alloc(LfCashflows *c, int32 count);

/* All of an opened value, palloc'd; the same of one that is not open yet. */
extern LfCashflows lfpg_cashflows_unpack(const LfCashflowsView *view);
extern LfCashflows lfpg_cashflows_load(Cashflows *value);

/* Cash flows through the check; NULL with the fault filled. */
extern Cashflows *lfpg_cashflows_make(const LfCashflows *c, LfFault *why);

#endif
