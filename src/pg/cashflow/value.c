/*
 * cashflows on the server: the one check, opening, the two methods of the
 * server's expanded objects, text, JSON, the entry points of the type.
 *
 * Text: [CNY]{2024-01-15:-100000.00,2024-02-15:2997.09}; the currency is
 * optional, dates ascend.  JSON: currency and flows, [date, amount] each.  The
 * binary form is the stored bytes, the same on every platform; order and hash
 * go by them.
 */
#include "postgres.h"

#include "pg/cashflow/value.h"

#include "core/text/cursor.h"
#include "pg/common/value.h"
#include "pg/common/json.h"

#define TYPE_NAME "cashflows"
#define CHUNK 4096

LfCashflowsView
lfpg_cashflows_open(Cashflows *value)
{
    LfCashflowsView view;

    LFPG_TRY(lf_cashflows_open, LFPG_BYTES(value), &view);
    return view;
}

void
lfpg_cashflows_alloc(LfCashflows *c, int32 count)
{
    c->count = count;
    c->amount = palloc(((Size)count + 1) * (sizeof(int64) + sizeof(int32)));
    c->date = (int32 *)(c->amount + count);
}

LfCashflows
lfpg_cashflows_unpack(const LfCashflowsView *view)
{
    LfCashflows c = {.currency = view->currency};

    lfpg_cashflows_alloc(&c, view->count);
    /* amounts serve as scratch before they hold their own */
    lf_cashflows_days(view, c.amount);
    for (int32 k = 0; k < c.count; k++)
        c.date[k] = (int32)((uint32)view->first_date + (uint32)c.amount[k]);
    lf_cashflows_amounts(view, c.amount);
    return c;
}

/* Flows that were checked. */
static Cashflows *
pack(const LfCashflows *c)
{
    int64 *scratch = palloc(sizeof(int64) * (2 * (Size)c->count + 1));
    uint8_t *bytes = palloc(lf_cashflows_bound(c->count));
    Cashflows *value = lfpg_value_of_bytes(bytes, lf_cashflows_encode(c, scratch, bytes));

    pfree(bytes);
    pfree(scratch);
    return value;
}

Cashflows *
lfpg_cashflows_make(const LfCashflows *c, LfFault *why)
{
    return lf_cashflows_check(c, why) == LF_OK ? pack(c) : NULL;
}

/* Packs the flows once; the value is kept as long as the object. */
static Size
flat_size(ExpandedObjectHeader *header)
{
    ExpandedCashflows *object = (ExpandedCashflows *)header;

    if (object->packed == NULL) {
        MemoryContext old = MemoryContextSwitchTo(header->eoh_context);

        object->packed = pack(&object->flows);
        MemoryContextSwitchTo(old);
    }
    return VARSIZE(object->packed);
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
    ExpandedCashflows *object = (ExpandedCashflows *)header;

    Assert(size == VARSIZE(object->packed));
    memcpy(result, object->packed, size);
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

ExpandedCashflows *
lfpg_expanded_cashflows_new(int32 count)
{
    Size head = MAXALIGN(sizeof(ExpandedCashflows));
    char *chunk = palloc(head + (Size)count * (sizeof(int64) + sizeof(int32)));
    ExpandedCashflows *object = (ExpandedCashflows *)chunk;

    EOH_init_header(&object->header, &methods, CurrentMemoryContext);
    object->packed = NULL;
    object->flows.amount = (int64 *)(chunk + head);
    object->flows.date = (int32 *)(object->flows.amount + count);
    return object;
}

Datum
lfpg_expanded_cashflows_datum(ExpandedCashflows *object)
{
    LFPG_TRY(lf_cashflows_check, &object->flows);
    return EOHPGetRODatum(&object->header);
}

LfCashflows
lfpg_cashflows_read(Datum value)
{
    LfCashflowsView view;

    if (VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(value))) {
        ExpandedObjectHeader *header = DatumGetEOHP(value);

        if (header->eoh_methods == &methods)
            return ((ExpandedCashflows *)header)->flows;
    }
    view = lfpg_cashflows_open(DatumGetCashflowsP(value));
    return lfpg_cashflows_unpack(&view);
}

/* Input is unpacked, checked and encoded again, so equal
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
    c = lfpg_cashflows_unpack(&view);
    value = lfpg_cashflows_make(&c, why);
    if (value == NULL)
        lfpg_read_fail(message, "the dates do not ascend within their limits");
    PG_RETURN_CASHFLOWS_P(value);
}

static char *
to_text(Datum value)
{
    LfCashflows c = lfpg_cashflows_read(value);
    int scale = lf_currency_scale(c.currency);
    StringInfoData out;

    initStringInfo(&out);
    if (!lf_currency_is_none(c.currency))
        appendStringInfo(&out, "[%s]", c.currency.code);
    appendStringInfoChar(&out, '{');
    for (int32 k = 0; k < c.count; k++) {
        if (k % CHUNK == 0)
            CHECK_FOR_INTERRUPTS();
        if (k > 0)
            appendStringInfoChar(&out, ',');
        lfpg_put_date(&out, c.date[k]);
        appendStringInfoChar(&out, ':');
        lfpg_put_amount(&out, c.amount[k], scale);
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

static Datum
from_text(const char *text, LfFault *why)
{
    LfCashflows flows = {.count = 0};
    LfTextCursor c;

    lf_text_begin(&c, text, strlen(text), TYPE_NAME, why);
    if (!lf_text_currency(&c, &flows.currency) ||
        !lf_text_expect(&c, '{', "the dates do not begin with {") || !read_dates(&c, &flows) ||
        !lf_text_expect(&c, '}', "the dates do not end with }") || !lf_text_end(&c))
        return (Datum)0;
    PG_RETURN_CASHFLOWS_P(lfpg_cashflows_make(&flows, why));
}

static char *
json_of(Datum value)
{
    LfCashflows c = lfpg_cashflows_read(value);
    StringInfoData out;

    initStringInfo(&out);
    appendStringInfoChar(&out, '{');
    if (!lf_currency_is_none(c.currency))
        appendStringInfo(&out, "\"currency\":\"%s\",", c.currency.code);
    appendStringInfoString(&out, "\"flows\":[");
    for (int32 k = 0; k < c.count; k++) {
        CHECK_FOR_INTERRUPTS();
        appendStringInfoString(&out, k > 0 ? ",[\"" : "[\"");
        lfpg_put_date(&out, c.date[k]);
        appendStringInfoString(&out, "\",");
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

    if (!lfpg_json_is_array(t, at, 2) || !lfpg_json_string(t, at->first, &text))
        return false;
    if (!lfpg_json_date(t, text, &c->date[c->count]))
        return lfpg_json_fail(t, at->first, "\"%s\" is not a date", text);
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
    flows = lfpg_json_needed(t, root, "flows");
    if (flows == NULL || !lfpg_json_is_array(t, flows, -1) || !lfpg_json_all_taken(t, root))
        return false;
    lfpg_cashflows_alloc(c, flows->count);
    c->count = 0;
    for (const LfJson *at = flows->first; at != NULL; at = at->next)
        if (!read_flow(t, at, c))
            return false;
    return true;
}

static Datum
from_json(const char *text, LfFault *why)
{
    LfCashflows c;
    LfJsonText t;
    LfJson *root = lfpg_json_parse(&t, text, TYPE_NAME, why);

    if (root == NULL || !read_flows(&t, root, &c))
        return (Datum)0;
    PG_RETURN_CASHFLOWS_P(lfpg_cashflows_make(&c, why));
}

LFPG_VALUE_TYPE(cashflows, .from_text = from_text, .to_text = to_text, .from_json = from_json,
                .to_json = json_of, .from_bytes = from_bytes)
