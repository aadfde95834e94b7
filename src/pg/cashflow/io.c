/*
 * cashflows in and out: text, binary, jsonb, order and hash.
 *
 * The binary form is the stored bytes: they are the same on every platform.
 * What comes in, in any form, is unpacked, passes the gate and is encoded
 * anew, so equal values have equal bytes.  The JSON object has currency and
 * flows, [date, amount] each.
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "pg/common/error.h"
#include "pg/common/byte_ops.h"
#include "pg/cashflow/value.h"
#include "pg/common/json.h"
#include "core/text/cursor.h"

#define TYPE_NAME "cashflows"

PG_FUNCTION_INFO_V1(loanfin_cashflows_in);
Datum
loanfin_cashflows_in(PG_FUNCTION_ARGS)
{
    const char *text = PG_GETARG_CSTRING(0);
    LfFault why = {LF_OK};
    Cashflows *value = lfpg_cashflows_from_text(text, strlen(text), &why);

    if (value == NULL) {
        lfpg_raise_soft(LFPG_ESCONTEXT(fcinfo), &why);
        PG_RETURN_NULL();
    }
    PG_RETURN_CASHFLOWS_P(value);
}

PG_FUNCTION_INFO_V1(loanfin_cashflows_out);
Datum
loanfin_cashflows_out(PG_FUNCTION_ARGS)
{
    PG_RETURN_CSTRING(lfpg_cashflows_to_text(PG_GETARG_CASHFLOWS_P(0)));
}

/* A fault found in a message is about its bytes. */
static void
check_message(lf_status status, LfFault *why)
{
    static const char what[] = "the dates do not ascend within their limits";

    if (status == LF_OK)
        return;
    if (status != LF_ERR_CORRUPT)
        *why = (LfFault){.name = TYPE_NAME, .text2 = what, .text2_len = sizeof(what) - 1};
    why->status = LF_ERR_BINARY;
    lfpg_raise(why);
}

PG_FUNCTION_INFO_V1(loanfin_cashflows_recv);
Datum
loanfin_cashflows_recv(PG_FUNCTION_ARGS)
{
    StringInfo buf = (StringInfo)PG_GETARG_POINTER(0);
    int length = buf->len - buf->cursor;
    const uint8_t *bytes = (const uint8_t *)pq_getmsgbytes(buf, length);
    LfFault why = {LF_OK};
    LfCashflowsView view;
    LfCashflows c;

    check_message(lf_cashflows_open(bytes, (size_t)length, &view, &why), &why);
    lfpg_cashflows_unpack(&view, &c);
    check_message(lf_cashflows_check(&c, &why), &why);
    PG_RETURN_CASHFLOWS_P(lfpg_cashflows_store(&c));
}

PG_FUNCTION_INFO_V1(loanfin_cashflows_send);
Datum
loanfin_cashflows_send(PG_FUNCTION_ARGS)
{
    Cashflows *value = PG_GETARG_CASHFLOWS_P(0);
    StringInfoData buf;

    pq_begintypsend(&buf);
    pq_sendbytes(&buf, VARDATA_ANY(value), (int)VARSIZE_ANY_EXHDR(value));
    PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

LFPG_BYTE_OPS(cashflows, lfpg_stored_bytes)

PG_FUNCTION_INFO_V1(loanfin_cashflows_to_jsonb);
Datum
loanfin_cashflows_to_jsonb(PG_FUNCTION_ARGS)
{
    char date[LF_DATE_CHARS + 1];
    LfCashflowsView view;
    StringInfoData out;
    LfCashflows c;

    lfpg_cashflows_view(PG_GETARG_CASHFLOWS_P(0), &view);
    lfpg_cashflows_unpack(&view, &c);
    initStringInfo(&out);
    appendStringInfoChar(&out, '{');
    if (!lf_currency_is_none(c.currency))
        appendStringInfo(&out, "\"currency\":\"%s\",", c.currency.code);
    appendStringInfoString(&out, "\"flows\":[");
    for (int32 k = 0; k < c.count; k++) {
        CHECK_FOR_INTERRUPTS();
        *lf_put_date(date, c.date[k]) = '\0';
        appendStringInfo(&out, "%s[\"%s\",", k > 0 ? "," : "", date);
        lfpg_put_amount(&out, c.amount[k], lf_currency_scale(c.currency));
        appendStringInfoChar(&out, ']');
    }
    appendStringInfoString(&out, "]}");
    return DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data));
}

static bool
read_flow(LfJsonText *t, const LfJson *at, LfCashflows *c)
{
    const char *text = "";
    lf_int128 amount;
    LfTextCursor date;
    LfFault why;

    if (!lfpg_json_is_array(t, at, 2) || !lfpg_json_string(t, at->first, &text))
        return false;
    lf_text_begin(&date, text, strlen(text), TYPE_NAME, &why);
    if (!lf_text_date(&date, &c->date[c->count]) || !lf_text_end(&date))
        return lfpg_json_fail(t, at->first, "\"%s\" is no date", text);
    if (!lfpg_json_amount(t, at->first->next, lf_currency_scale(c->currency), &amount))
        return false;
    if (!lf_fits_int64(amount))
        return lfpg_json_fail(t, at->first->next, "an amount is out of range");
    if (c->count > 0 && c->date[c->count] <= c->date[c->count - 1])
        return lfpg_json_fail(t, at, "a date is not after the one before it");
    c->amount[c->count++] = (int64)amount;
    return true;
}

static bool
read_flows(LfJsonText *t, LfJson *root, LfCashflows *c)
{
    LfJson *flows;

    if (!lfpg_json_is_object(t, root) || !lfpg_json_currency(t, root, &c->currency))
        return false;
    flows = lfpg_json_member(root, "flows");
    if (flows == NULL)
        return lfpg_json_fail(t, root, "key \"flows\" is missing");
    if (!lfpg_json_is_array(t, flows, -1) || !lfpg_json_all_taken(t, root))
        return false;
    lfpg_cashflows_alloc(c, flows->count);
    c->count = 0;
    for (const LfJson *at = flows->first; at != NULL; at = at->next)
        if (!read_flow(t, at, c))
            return false;
    return true;
}

PG_FUNCTION_INFO_V1(loanfin_cashflows_from_jsonb);
Datum
loanfin_cashflows_from_jsonb(PG_FUNCTION_ARGS)
{
    char *input = DatumGetCString(DirectFunctionCall1(jsonb_out, PG_GETARG_DATUM(0)));
    LfFault why = {LF_OK};
    LfCashflows c;
    LfJsonText t;
    LfJson *root = lfpg_json_parse(&t, input, TYPE_NAME, &why);

    if (root == NULL || !read_flows(&t, root, &c))
        lfpg_raise(&why);
    PG_RETURN_CASHFLOWS_P(lfpg_cashflows_store(&c));
}
