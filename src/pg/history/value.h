/*
 * payment_history on the server: datum in, core history out, and back.
 *
 * Every value is built by lfpg_payment_history_make, which checks it.
 * A datum is byte-packed (alignment int4) and read where it lies, short
 * headers included.
 */
#ifndef LF_PG_HISTORY_VALUE_H
#define LF_PG_HISTORY_VALUE_H

#include "postgres.h"

#include "core/history/history.h"
#include "pg/common/compat.h"
#include "core/history/bytes.h"

typedef struct varlena PaymentHistory;

#define DatumGetPaymentHistoryP(d) ((PaymentHistory *)PG_DETOAST_DATUM_PACKED(d))
#define PG_GETARG_PAYMENT_HISTORY_P(n) DatumGetPaymentHistoryP(PG_GETARG_DATUM(n))
#define PG_RETURN_PAYMENT_HISTORY_P(x) PG_RETURN_POINTER(x)

/* Opens a stored value; XX001 if the bytes are not a valid payment_history. */
extern void lfpg_payment_history_open(PaymentHistory *value, LfHistoryView *view);

/* What lfpg_payment_history_read fills besides the head. */
#define LFPG_ARREARS 1 /* days past due */
#define LFPG_BALANCES 2
#define LFPG_DAYS 4
#define LFPG_LOSSES 8
#define LFPG_ALL 15

/* The wanted columns of a viewed value, over the caller's room. */
extern void lfpg_payment_history_columns(const LfHistoryView *view, int wanted, LfHistory *h,
                                         LfHistoryRoom *room);

/* View and columns in one. */
extern void lfpg_payment_history_read(PaymentHistory *value, int wanted, LfHistory *h,
                                      LfHistoryRoom *room);

/* A value of a history through the check, its marks derived; NULL with the fault filled, which
 * cannot happen to one that was put together from checked observations. */
extern PaymentHistory *lfpg_payment_history_make(LfHistory *h, LfFault *why);

/* The observation in arguments 1 to 5 of a call, checked: as_of, balance, days_past_due,
 * charged_off, recovered. */
extern LfObservation lfpg_observation(FunctionCallInfo fcinfo, LfCurrency currency);

/* JSON, and back; an invalid text fills the fault. */
extern char *lfpg_payment_history_to_json(Datum value);
extern Datum lfpg_payment_history_from_json(const char *text, LfFault *why);

#endif
