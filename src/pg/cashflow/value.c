/*
 * cashflows on the server: the one gate, and loading.
 */
#include "postgres.h"

#include "pg/cashflow/value.h"

#include "pg/common/error.h"

void
lfpg_cashflows_view(Cashflows *value, LfCashflowsView *view)
{
    LfFault why;

    lfpg_check(lf_cashflows_open((const uint8_t *)VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
                                 view, &why),
               &why);
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
lfpg_cashflows_store(const LfCashflows *c)
{
    int64 *scratch;
    uint8_t *bytes;
    Cashflows *value;
    Size length;
    LfFault why;

    lfpg_check(lf_cashflows_check(c, &why), &why);
    scratch = palloc(sizeof(int64) * (2 * (Size)c->count + 1));
    bytes = palloc(lf_cashflows_bound(c->count));
    length = lf_cashflows_encode(c, scratch, bytes);
    value = palloc(VARHDRSZ + length);
    SET_VARSIZE(value, VARHDRSZ + length);
    memcpy(VARDATA(value), bytes, length);
    pfree(bytes);
    pfree(scratch);
    return value;
}
