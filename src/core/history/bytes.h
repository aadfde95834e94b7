/*
 * payment_history, the bytes: a lossless encoding of the months.
 *
 * Layout (docs/formats.md): version · flags · [currency] · first month ·
 * months · [months since paid off] · [gaps] · [unknown balances] · [days] ·
 * balances · [days past due] · [losses].  What is free is left out: month
 * ends, loans on time, nothing lost.  A version is frozen once released: equal
 * values have equal bytes, so equality and hashes look at bytes.
 * Uses: core's structs and the packed columns; independent of the server.
 */
#ifndef LF_CORE_HISTORY_BYTES_H
#define LF_CORE_HISTORY_BYTES_H

#include "core/history/history.h"
#include "core/bytes/packed_column.h"

#define LF_PAYMENT_HISTORY_VERSION 1

/* An encoded history, its head read, its columns where they lie. */
typedef struct LfHistoryView {
    LfCurrency currency;
    int32_t first_month;
    int32_t months;
    int32_t observations;
    int32_t known; /* balances */
    int32_t charge_off;
    int32_t paid_off;
    int32_t loss_count;
    bool has_days;
    bool has_arrears;
    const uint8_t *gaps;    /* a bit a month, or NULL */
    const uint8_t *unknown; /* a bit an observation, or NULL */
    LfPackedColumn day;     /* 0: the month's last; if has_days */
    LfPackedColumn balance;
    LfPackedColumn days_past_due; /* if has_arrears */
    const uint8_t *losses;
    const uint8_t *end;
} LfHistoryView;

/* Space for any encoding of so many months with so many losses. */
extern size_t lf_payment_history_bound(int32_t months, int32_t losses);

/* Scratch numbers the encoder needs. */
#define LF_HISTORY_SCRATCH(months) (2 * (size_t)(months))

/* Encodes a settled history that passed the check; returns the bytes written. */
extern size_t lf_payment_history_encode(const LfHistory *h, int64_t *scratch, uint8_t *out);

/*
 * Reads the head and finds the columns: LF_OK or LF_ERR_CORRUPT.  Safe on any
 * bytes; that the columns are a history is not proved here (the check did that).
 */
extern lf_status lf_payment_history_open(const uint8_t *bytes, size_t length, LfHistoryView *view,
                                         LfFault *why);

/* The same of a stored value, which was proved when it was made: of a loan that was on time in every
 * month, without a gap or a loss, the columns are not looked for and must not be read. */
extern lf_status lf_payment_history_open_late(const uint8_t *bytes, size_t length,
                                              LfHistoryView *view, LfFault *why);

/* One column of all slots; about 1 ns a month. */
extern void lf_payment_history_arrears(const LfHistoryView *view, int64_t *days_past_due);
/* The slots that are neither on time nor a gap, in order; returns how many.  Where nothing was
 * lost, days past due are there for these slots and those after them alone. */
extern int32_t lf_payment_history_late(const LfHistoryView *view, int64_t *days_past_due,
                                       int32_t *late);
extern void lf_payment_history_balances(const LfHistoryView *view, int64_t *balance);
extern void lf_payment_history_days(const LfHistoryView *view, int64_t *day);
extern void lf_payment_history_losses(const LfHistoryView *view, LfLoss *loss);

/* Balances of the slots below `months`, perhaps of more. */
extern void lf_payment_history_balances_below(const LfHistoryView *view, int32_t months,
                                              int64_t *balance);

/* The head of h from the view; columns are the caller's to fill. */
static inline void
lf_payment_history_head(const LfHistoryView *v, LfHistory *h)
{
    h->currency = v->currency;
    h->first_month = v->first_month;
    h->months = v->months;
    h->charge_off = v->charge_off;
    h->paid_off = v->paid_off;
    h->loss_count = v->loss_count;
}

/* Day of an observed slot without unpacking, where no column of days stands:
 * the month's last. */
extern int32_t lf_payment_history_last_as_of(const LfHistoryView *view, int64_t *scratch);

#endif
