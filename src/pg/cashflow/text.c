/*
 * cashflows as text: [CNY]{2024-01-15:-100000.00,2024-02-15:2997.09}
 *
 * The currency is optional; dates ascend.
 */
#include "postgres.h"

#include "pg/cashflow/value.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"

#include "core/text/cursor.h"

#define CHUNK 4096

char *
lfpg_cashflows_to_text(Datum value)
{
    char text[LF_DATE_CHARS + 1 + LF_DECIMAL_CHARS + 2];
    LfCashflowsView view;
    StringInfoData out;
    LfCashflows c;

    lfpg_cashflows_view(DatumGetCashflowsP(value), &view);
    lfpg_cashflows_unpack(&view, &c);
    initStringInfo(&out);
    if (!lf_currency_is_none(c.currency))
        appendStringInfo(&out, "[%s]", c.currency.code);
    appendStringInfoChar(&out, '{');
    for (int32 k = 0; k < c.count; k++) {
        char *p = lf_put_date(text, c.date[k]);

        if (k % CHUNK == 0)
            CHECK_FOR_INTERRUPTS();
        *p++ = ':';
        p = lf_put_decimal(p, c.amount[k], lf_currency_scale(c.currency));
        if (k > 0)
            appendStringInfoChar(&out, ',');
        appendBinaryStringInfo(&out, text, (int)(p - text));
    }
    appendStringInfoChar(&out, '}');
    return out.data;
}

static bool
read_dates(LfTextCursor *c, LfCashflows *flows)
{
    const int scale = lf_currency_scale(flows->currency);
    int32 room = 1;

    for (const char *p = c->p; p < c->end; p++)
        room += *p == ',';
    if (room > LF_MAX_ROWS)
        return lf_text_fail(c, "there are too many dates");
    lfpg_cashflows_alloc(flows, room);
    flows->count = 0;
    if (lf_text_peek(c, '}'))
        return true;
    do {
        int32 k = flows->count++;

        if (k % CHUNK == 0)
            CHECK_FOR_INTERRUPTS();
        if (!lf_text_date(c, &flows->date[k]) ||
            !lf_text_expect(c, ':', "a date is not followed by a colon") ||
            !lf_text_decimal(c, scale, &flows->amount[k]))
            return false;
        if (k > 0 && flows->date[k] <= flows->date[k - 1])
            return lf_text_fail(c, "a date is not after the one before it");
    } while (lf_text_accept(c, ','));
    return true;
}

Datum
lfpg_cashflows_from_text(const char *text, LfFault *why)
{
    LfCashflows flows = {.count = 0};
    LfTextCursor c;

    lf_text_begin(&c, text, strlen(text), "cashflows", why);
    if (!lf_text_currency(&c, &flows.currency) ||
        !lf_text_expect(&c, '{', "the dates do not begin with {") || !read_dates(&c, &flows) ||
        !lf_text_expect(&c, '}', "the dates do not end with }") || !lf_text_end(&c))
        return (Datum)0;
    PG_RETURN_CASHFLOWS_P(lfpg_cashflows_make(&flows, why));
}
