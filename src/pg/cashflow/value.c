/*
 * cashflows on the server: the one gate, loading, the entry points of the type.
 *
 * The binary form is the stored bytes, the same on every platform; order and
 * hash go by them.
 */
#include "postgres.h"

#include "pg/cashflow/value.h"

#include "pg/common/value.h"

void
lfpg_cashflows_view(Cashflows *value, LfCashflowsView *view)
{
    LFPG_TRY(lf_cashflows_open, (const uint8_t *)VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
             view);
}

void
lfpg_cashflows_alloc(LfCashflows *c, int32 count)
{
    c->count = count;
    c->amount = palloc(((Size)count + 1) * (sizeof(int64) + sizeof(int32)));
    c->date = (int32 *)(c->amount + count);
}

void
lfpg_cashflows_unpack(const LfCashflowsView *view, LfCashflows *c)
{
    c->currency = view->currency;
    lfpg_cashflows_alloc(c, view->count);
    /* amounts serve as scratch before they hold their own */
    lf_cashflows_days(view, c->amount);
    for (int32 k = 0; k < c->count; k++)
        c->date[k] = (int32)((uint32)view->first_date + (uint32)c->amount[k]);
    lf_cashflows_amounts(view, c->amount);
}

Cashflows *
lfpg_cashflows_make(const LfCashflows *c, LfFault *why)
{
    int64 *scratch;
    uint8_t *bytes;
    Cashflows *value;
    Size length;

    if (lf_cashflows_check(c, why) != LF_OK)
        return NULL;
    scratch = palloc(sizeof(int64) * (2 * (Size)c->count + 1));
    bytes = palloc(lf_cashflows_bound(c->count));
    length = lf_cashflows_encode(c, scratch, bytes);
    value = lfpg_value_of_bytes(bytes, length);
    pfree(bytes);
    pfree(scratch);
    return value;
}

/* What comes in is unpacked, passes the gate and is encoded anew, so equal
 * values have equal bytes. */
static Datum
from_bytes(LfReader *message, LfFault *why)
{
    size_t length;
    const uint8_t *bytes = lfpg_read_rest(message, &length);
    LfCashflowsView view;
    Cashflows *value;
    LfCashflows c;

    if (lf_cashflows_open(bytes, length, &view, why) != LF_OK)
        return (Datum)0;
    lfpg_cashflows_unpack(&view, &c);
    value = lfpg_cashflows_make(&c, why);
    if (value == NULL)
        lfpg_read_fail(message, "the dates do not ascend within their limits");
    PG_RETURN_CASHFLOWS_P(value);
}

LFPG_VALUE_TYPE(cashflows, .from_text = lfpg_cashflows_from_text, .to_text = lfpg_cashflows_to_text,
                .from_json = lfpg_cashflows_from_json, .to_json = lfpg_cashflows_to_json,
                .from_bytes = from_bytes)
