/*
 * payment_history in and out: text, binary, order and hash.
 *
 * The binary form is the stored bytes: they are the same on every platform.
 * What comes in, in any form, is unpacked, passes the gate and is encoded
 * anew, so equal values have equal bytes.
 */
#include "postgres.h"

#include "libpq/pqformat.h"

#include "pg/common/error.h"
#include "pg/common/byte_ops.h"
#include "pg/history/value.h"

PG_FUNCTION_INFO_V1(loanfin_payment_history_in);
Datum
loanfin_payment_history_in(PG_FUNCTION_ARGS)
{
    const char *text = PG_GETARG_CSTRING(0);
    LfFault why = {LF_OK};
    PaymentHistory *value = lfpg_payment_history_from_text(text, strlen(text), &why);

    if (value == NULL) {
        lfpg_raise_soft(LFPG_ESCONTEXT(fcinfo), &why);
        PG_RETURN_NULL();
    }
    PG_RETURN_PAYMENT_HISTORY_P(value);
}

PG_FUNCTION_INFO_V1(loanfin_payment_history_out);
Datum
loanfin_payment_history_out(PG_FUNCTION_ARGS)
{
    PG_RETURN_CSTRING(lfpg_payment_history_to_text(PG_GETARG_PAYMENT_HISTORY_P(0)));
}

/* A fault found in a message is about its bytes. */
static void
check_message(lf_status status, LfFault *why)
{
    if (status == LF_ERR_CORRUPT)
        why->status = LF_ERR_BINARY;
    lfpg_check(status, why);
}

PG_FUNCTION_INFO_V1(loanfin_payment_history_recv);
Datum
loanfin_payment_history_recv(PG_FUNCTION_ARGS)
{
    StringInfo buf = (StringInfo)PG_GETARG_POINTER(0);
    int length = buf->len - buf->cursor;
    const uint8_t *bytes = (const uint8_t *)pq_getmsgbytes(buf, length);
    LfFault why = {LF_OK};
    LfHistoryRoom room;
    LfHistoryView view;
    LfHistory h;

    check_message(lf_payment_history_open(bytes, (size_t)length, &view, &why), &why);
    lfpg_payment_history_columns(&view, LFPG_ALL, &h, &room);
    check_message(lf_history_check(&h, &why), &why);
    lf_history_settle(&h);
    PG_RETURN_PAYMENT_HISTORY_P(lfpg_payment_history_store(&h));
}

PG_FUNCTION_INFO_V1(loanfin_payment_history_send);
Datum
loanfin_payment_history_send(PG_FUNCTION_ARGS)
{
    PaymentHistory *value = PG_GETARG_PAYMENT_HISTORY_P(0);
    StringInfoData buf;

    pq_begintypsend(&buf);
    pq_sendbytes(&buf, VARDATA_ANY(value), (int)VARSIZE_ANY_EXHDR(value));
    PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

LFPG_BYTE_OPS(payment_history, lfpg_stored_bytes)
