/*
 * cashflows_state: dated amounts that are being added up to cashflows.
 *
 * The transition state of cashflow_agg and sum(cashflows): amounts as they
 * come; when the space is used up, amounts of one date are added up, and only
 * then the space doubles.  128-bit sums, flat, no pointer inside.
 * Memory: 24 bytes an entry, the whole a power of two; there are no more dates
 * than the calendar has, so 256 MB at most.  Alignment is that of int64.
 */
#ifndef LF_PG_CASHFLOW_STATE_H
#define LF_PG_CASHFLOW_STATE_H

#include "postgres.h"

#include "fmgr.h"

#include "core/cashflow/cashflow.h"

typedef struct LfCashflowsState {
    int32 vl_len_; /* varlena header, as the server writes it */
    LfCurrency currency;
    int32 capacity;
    int32 count;
    LfDatedAmount entry[FLEXIBLE_ARRAY_MEMBER];
} LfCashflowsState;

#define DatumGetCashflowsStateP(d) \
    lfpg_cashflows_state_check((LfCashflowsState *)PG_DETOAST_DATUM(d))

/* The state itself, once it is proved sound; raises XX001.  One walk over it. */
extern LfCashflowsState *lfpg_cashflows_state_check(LfCashflowsState *state);

/* An empty state with space for `count` entries, palloc'd. */
extern LfCashflowsState *lfpg_cashflows_state_new(LfCurrency currency, int32 count);

/*
 * Adds an amount; returns the state, or a larger one in its place (the old one
 * is left to the caller's memory context).
 */
extern LfCashflowsState *lfpg_cashflows_state_add(LfCashflowsState *state, int32 date,
                                                  lf_int128 amount);

/*
 * A parameter of the aggregate, such as a rate, is the first entry, with a date
 * that no flow has: added before any flow, it stays the first.
 */
#define LFPG_PARAMETER_DATE PG_INT32_MIN

extern bool lfpg_cashflows_state_parameter(const LfCashflowsState *state, int64 *parameter);

/* Its entries by date, one a date, palloc'd; *count of them. */
extern LfDatedAmount *lfpg_cashflows_state_read(const LfCashflowsState *state, int32 *count);

#endif
