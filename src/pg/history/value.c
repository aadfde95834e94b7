/*
 * payment_history on the server: the one gate, loading, the entry points of the
 * type.
 *
 * The binary form is the stored bytes, the same on every platform; order and
 * hash go by them.
 */
#include "postgres.h"

#include "pg/history/value.h"

#include "pg/common/value.h"

/* Encodings up to this size are made on the stack: some 15 years. */
#define STACK_BYTES 8192

void
lfpg_payment_history_view(PaymentHistory *value, LfHistoryView *view)
{
    LFPG_TRY(lf_payment_history_open, (const uint8_t *)VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
             view);
}

void
lfpg_payment_history_columns(const LfHistoryView *view, int wanted, LfHistory *h,
                             LfHistoryRoom *room)
{
    /* the address of an array: cppcheck takes it for a value */
    /* cppcheck-suppress ctuuninitvar */
    h->days_past_due = room->days_past_due;
    h->balance = room->balance;
    h->day = room->day;
    h->loss = room->loss;
    lf_payment_history_head(view, h);
    if ((wanted & LFPG_ARREARS) != 0)
        lf_payment_history_arrears(view, h->days_past_due);
    if ((wanted & LFPG_BALANCES) != 0)
        lf_payment_history_balances(view, h->balance);
    if ((wanted & LFPG_DAYS) != 0)
        lf_payment_history_days(view, h->day);
    if ((wanted & LFPG_LOSSES) != 0)
        lf_payment_history_losses(view, h->loss);
}

void
lfpg_payment_history_load(PaymentHistory *value, int wanted, LfHistory *h, LfHistoryRoom *room)
{
    LfHistoryView view;

    lfpg_payment_history_view(value, &view);
    lfpg_payment_history_columns(&view, wanted, h, room);
}

PaymentHistory *
lfpg_payment_history_make(const LfHistory *h, LfFault *why)
{
    int64_t scratch[2 * LF_MAX_HISTORY_MONTHS];
    uint8_t stack[STACK_BYTES], *bytes = stack;
    PaymentHistory *value;
    Size length;

    StaticAssertStmt(lengthof(scratch) >= 2 * LF_MAX_HISTORY_MONTHS, "scratch for any history");
    if (lf_history_check(h, why) != LF_OK)
        return NULL;
    if (lf_payment_history_bound(h->months, h->loss_count) > sizeof(stack))
        bytes = palloc(lf_payment_history_bound(h->months, h->loss_count));
    length = lf_payment_history_encode(h, scratch, bytes);
    value = lfpg_value_of_bytes(bytes, length);
    if (bytes != stack)
        pfree(bytes);
    return value;
}

/* What comes in is unpacked, passes the gate and is encoded anew, so equal
 * values have equal bytes. */
static Datum
from_bytes(LfReader *message, LfFault *why)
{
    size_t length;
    const uint8_t *bytes = lfpg_read_rest(message, &length);
    LfHistoryRoom room;
    LfHistoryView view;
    LfHistory h;

    if (lf_payment_history_open(bytes, length, &view, why) != LF_OK)
        return (Datum)0;
    lfpg_payment_history_columns(&view, LFPG_ALL, &h, &room);
    if (lf_history_check(&h, why) != LF_OK)
        return (Datum)0;
    lf_history_derive(&h);
    PG_RETURN_PAYMENT_HISTORY_P(lfpg_payment_history_make(&h, why));
}

LFPG_VALUE_TYPE(payment_history, .from_text = lfpg_payment_history_from_text,
                .to_text = lfpg_payment_history_to_text, .from_bytes = from_bytes,
                .from_json = lfpg_payment_history_from_json,
                .to_json = lfpg_payment_history_to_json)
