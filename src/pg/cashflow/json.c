/*
 * cashflows as JSON, and back: currency and flows, [date, amount] each.
 */
#include "postgres.h"

#include "pg/cashflow/value.h"

#include "miscadmin.h"

#include "core/text/cursor.h"
#include "pg/common/json.h"

#define TYPE_NAME "cashflows"

char *
lfpg_cashflows_to_json(Datum value)
{
    char date[LF_DATE_CHARS + 1];
    LfCashflowsView view;
    StringInfoData out;
    LfCashflows c;

    lfpg_cashflows_view(DatumGetCashflowsP(value), &view);
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
    return out.data;
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

Datum
lfpg_cashflows_from_json(const char *text, LfFault *why)
{
    LfCashflows c;
    LfJsonText t;
    LfJson *root = lfpg_json_parse(&t, text, TYPE_NAME, why);

    if (root == NULL || !read_flows(&t, root, &c))
        return (Datum)0;
    PG_RETURN_CASHFLOWS_P(lfpg_cashflows_make(&c, why));
}
