/*
 * cashflows, the bytes: writing and reading format version 1.
 */
#include "core/cashflow/bytes.h"

#include <string.h>

#include "core/bytes/varint.h"

#define TYPE_NAME "cashflows"

#define FLAG_CURRENCY 0x01

size_t
lf_cashflows_bound(int32_t count)
{
    return 32 + 2 * lf_column_bound(count);
}

size_t
lf_cashflows_encode(const LfCashflows *c, int64_t *scratch, uint8_t *out)
{
    bool has_currency = !lf_currency_is_none(c->currency);
    uint8_t *p = out;

    *p++ = LF_CASHFLOWS_VERSION;
    *p++ = has_currency ? FLAG_CURRENCY : 0;
    if (has_currency) {
        memcpy(p, c->currency.code, 3);
        p += 3;
    }
    p = lf_put_varint(p, (uint64_t)c->count);
    if (c->count == 0)
        return (size_t)(p - out);
    p = lf_put_signed(p, c->date[0]);
    for (int32_t k = 0; k < c->count; k++)
        scratch[k] = (int64_t)c->date[k] - c->date[0];
    p = lf_column_pack(scratch, c->count, (uint64_t *)scratch + c->count, p);
    p = lf_column_pack(c->amount, c->count, (uint64_t *)scratch, p);
    return (size_t)(p - out);
}

lf_status
lf_cashflows_open(const uint8_t *bytes, size_t length, LfCashflowsView *v, LfFault *why)
{
    const uint8_t *p = bytes, *end = bytes + length;
    int64_t first = 0;

    if (length < 2 || p[0] != LF_CASHFLOWS_VERSION)
        return lf_corrupt(why, TYPE_NAME, "the format version is unknown");
    if ((p[1] & ~FLAG_CURRENCY) != 0)
        return lf_corrupt(why, TYPE_NAME, "a flag is unknown");
    v->currency = LF_NO_CURRENCY;
    p += 2;
    if ((bytes[1] & FLAG_CURRENCY) != 0 && (p = lf_get_currency(p, end, &v->currency)) == NULL)
        return lf_corrupt(why, TYPE_NAME, "the currency is unknown");
    p = lf_get_count(p, end, LF_MAX_ROWS, &v->count);
    if (p != NULL && v->count > 0) {
        p = lf_get_signed(p, end, &first);
        if (p == NULL || !lf_date_in_range(first))
            return lf_corrupt(why, TYPE_NAME, "the first date is cut off or out of range");
        p = lf_column_open(p, end, v->count, &v->days);
        p = lf_column_open(p, end, v->count, &v->amount);
    }
    v->first_date = (int32_t)first;
    return p == end ? LF_OK : lf_corrupt(why, TYPE_NAME, "the dates are cut off or too long");
}

void
lf_cashflows_days(const LfCashflowsView *v, int64_t *days_since_first)
{
    if (v->count > 0)
        lf_column_unpack(&v->days, v->count, days_since_first);
}

void
lf_cashflows_amounts(const LfCashflowsView *v, int64_t *amount)
{
    if (v->count > 0)
        lf_column_unpack(&v->amount, v->count, amount);
}
