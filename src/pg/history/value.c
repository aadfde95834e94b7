/*
 * payment_history on the server: the one gate, and loading.
 */
#include "postgres.h"

#include "pg/history/value.h"

#include "pg/common/error.h"
#include "pg/common/numeric.h"

/* Encodings up to this size are made on the stack: some 15 years. */
#define STACK_BYTES 8192

void
lfpg_payment_history_view(PaymentHistory *value, LfHistoryView *view)
{
    LfFault why;

    lfpg_check(lf_payment_history_open((const uint8_t *)VARDATA_ANY(value),
                                       VARSIZE_ANY_EXHDR(value), view, &why),
               &why);
}

int64
lfpg_observed_amount(Datum numeric, LfCurrency currency, const char *name, int64 least)
{
    int64 amount = lfpg_numeric_to_minor(numeric, currency, name);

    if (unlikely(amount < least || amount > LF_MAX_MONEY)) {
        LfFault why = {.status = LF_ERR_RANGE_MONEY,
                       .scale = lf_currency_scale(currency),
                       .name = name,
                       .a = amount,
                       .b = least,
                       .c = LF_MAX_MONEY};

        lfpg_raise(&why);
    }
    return amount;
}

void
lfpg_payment_history_columns(const LfHistoryView *view, int wanted, LfHistory *h,
                             LfHistoryRoom *room)
{
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
lfpg_payment_history_store(const LfHistory *h)
{
    int64_t scratch[2 * LF_MAX_HISTORY_MONTHS];
    uint8_t stack[STACK_BYTES], *bytes = stack;
    PaymentHistory *value;
    Size length;
    LfFault why;

    StaticAssertStmt(lengthof(scratch) >= 2 * LF_MAX_HISTORY_MONTHS, "scratch for any history");
    lfpg_check(lf_history_check(h, &why), &why);
    if (lf_payment_history_bound(h->months, h->loss_count) > sizeof(stack))
        bytes = palloc(lf_payment_history_bound(h->months, h->loss_count));
    length = lf_payment_history_encode(h, scratch, bytes);
    value = palloc(VARHDRSZ + length);
    SET_VARSIZE(value, VARHDRSZ + length);
    memcpy(VARDATA(value), bytes, length);
    if (bytes != stack)
        pfree(bytes);
    return value;
}
