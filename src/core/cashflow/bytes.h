/*
 * cashflows, the bytes: dates and amounts as packed columns.
 *
 * Layout (docs/formats.md): version · flags · [currency] · number of dates ·
 * [first date · days since the first date · amounts].  A version is frozen
 * once released: equal values have equal bytes, so equality and hashes look
 * at bytes.
 * Uses: core's structs and the packed columns; independent of the server.
 */
#ifndef LF_CORE_CASHFLOW_BYTES_H
#define LF_CORE_CASHFLOW_BYTES_H

#include "core/cashflow/cashflow.h"
#include "core/bytes/packed_column.h"

#define LF_CASHFLOWS_VERSION 1

/* Encoded cash flows, their head read, their columns where they lie. */
typedef struct LfCashflowsView {
    LfCurrency currency;
    int32_t count;
    int32_t first_date;
    LfPackedColumn days;
    LfPackedColumn amount;
} LfCashflowsView;

/* Space for any encoding of so many dates. */
extern size_t lf_cashflows_bound(int32_t count);

/* Encodes what passed the check; `scratch` is space for 2 * count numbers. */
extern size_t lf_cashflows_encode(const LfCashflows *c, int64_t *scratch, uint8_t *out);

/* Reads the head and finds the columns: LF_OK or LF_ERR_CORRUPT.  Safe on any
 * bytes; that the dates ascend is not proved here (the check did that). */
extern lf_status lf_cashflows_open(const uint8_t *bytes, size_t length, LfCashflowsView *view,
                                   LfFault *why);

/* One column, view->count values. */
extern void lf_cashflows_days(const LfCashflowsView *view, int64_t *days_since_first);
extern void lf_cashflows_amounts(const LfCashflowsView *view, int64_t *amount);

#endif
