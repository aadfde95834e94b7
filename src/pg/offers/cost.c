/*
 * cost_table(): items of jsonb become costs, the lines rows.
 *
 * The whole table is made at once, for the rate of a line depends on the lines
 * before it; contingent items come last.
 */
#include "postgres.h"

#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"

#include "core/offers/cost.h"
#include "pg/cashflow/value.h"
#include "pg/common/json.h"
#include "pg/common/rows.h"
#include "pg/rates/flows.h"
#include "pg/schedule/open.h"

typedef struct CostText {
    const char *item;
    const char *payee; /* NULL: none given */
    bool no_mode;      /* a contingent item without one */
} CostText;

typedef struct CostStream {
    int scale;
    int32 count;
    int32 line;
    int32 next; /* item to look at */
    int stage;
    LfCostTable table;
    LfCashflows dated;
    LfFlows flows;
    LfCostItem *items;
    CostText *texts;
    LfCostLine *lines;
} CostStream;

/* The columns of a line, in this order. */
enum {
    STAGE_INTEREST,
    STAGE_FEE,
    STAGE_ITEMS,
    STAGE_CONTINGENT
};

static void
refuse_item(int32 index, const char *what)
{
    LFPG_REFUSE(LF_ERR_COST_ITEM, .a = index + 1, .text2 = lf_text(what));
}

/* A text, or NULL where it is null or absent. */
static const char *
read_text(const LfJson *at, int32 index, const char *wrong)
{
    if (at == NULL || lfpg_json_is_null(at))
        return NULL;
    if (at->kind != LF_JSON_STRING)
        refuse_item(index, wrong);
    return at->text;
}

static Datum
read_number(const LfJson *at, int32 index, const char *wrong)
{
    if (at->kind != LF_JSON_NUMBER)
        refuse_item(index, wrong);
    return DirectFunctionCall3(numeric_in, CStringGetDatum(at->text), ObjectIdGetDatum(InvalidOid),
                               Int32GetDatum(-1));
}

/* The amount, or a rate of the principal, half up. */
static int64
read_amount(LfJson *object, int32 index, const LfSchedule *s)
{
    LfJson *amount = lfpg_json_member(object, "amount"), *rate = lfpg_json_member(object, "rate");
    int64 rate_e12, result = 0;

    if ((amount == NULL) == (rate == NULL))
        refuse_item(index, amount == NULL ? "has neither amount nor rate" : "has amount and rate");
    if (amount != NULL)
        return lfpg_amount(read_number(amount, index, "has an amount that is not a number"),
                           s->currency, "amount", 0);
    rate_e12 =
        lfpg_numeric_to_rate(read_number(rate, index, "has a rate that is not a number"), "rate");
    if (rate_e12 < 0 || rate_e12 > LF_RATE_ONE)
        LFPG_REFUSE(LF_ERR_RANGE_SHARE, .name = "rate", .a = rate_e12, .c = LF_RATE_ONE);
    if (lf_muldiv_round(s->opening, rate_e12, LF_RATE_ONE, LF_HALF_UP, &result) != LF_OK)
        LFPG_REFUSE(LF_ERR_OVERFLOW, .name = "amount");
    return result;
}

static bool
read_contingent(const LfJson *at, int32 index)
{
    if (at == NULL)
        return false;
    if (at->kind != LF_JSON_WORD || lfpg_json_is_null(at))
        refuse_item(index, "has contingent that is neither true nor false");
    return strcmp(at->text, "true") == 0;
}

static void
refuse_unknown(const LfJson *object, int32 index)
{
    for (const LfJson *at = object->first; at != NULL; at = at->next)
        if (!at->taken)
            refuse_item(index, psprintf("has an unknown member \"%s\"", at->key));
}

static void
read_item(LfJson *object, int32 index, const LfSchedule *s, LfCostItem *item, CostText *text)
{
    const char *mode;

    if (object->kind != LF_JSON_OBJECT)
        refuse_item(index, "is not an object");
    text->item =
        read_text(lfpg_json_member(object, "item"), index, "has an item that is not a text");
    if (text->item == NULL)
        refuse_item(index, "has no item");
    text->payee =
        read_text(lfpg_json_member(object, "payee"), index, "has a payee that is not a text");
    item->amount = read_amount(object, index, s);
    mode = read_text(lfpg_json_member(object, "mode"), index, "has a mode that is not a text");
    if (mode != NULL)
        item->mode =
            (LfCostMode)lfpg_keyword(PointerGetDatum(cstring_to_text(mode)), &lf_cost_modes);
    item->contingent = read_contingent(lfpg_json_member(object, "contingent"), index);
    text->no_mode = item->contingent && mode == NULL;
    refuse_unknown(object, index);
}

/* The items of a jsonb array. */
static void
read_items(Datum jsonb, const LfSchedule *s, CostStream *stream)
{
    LfFault why;
    LfJsonText t;
    LfJson *root = lfpg_made(
        lfpg_json_parse(&t, DatumGetCString(DirectFunctionCall1(jsonb_out, jsonb)), "items", &why),
        &why);
    LfJson *at = root->first;

    if (root->kind != LF_JSON_ARRAY)
        LFPG_REFUSE(LF_ERR_COST_ITEMS, .text2 = lf_text("is not an array"));
    if (root->count > LF_MAX_COST_ITEMS)
        LFPG_REFUSE(LF_ERR_LIMIT, .name = "items", .a = root->count, .c = LF_MAX_COST_ITEMS);
    stream->count = root->count;
    stream->items = palloc0(sizeof(LfCostItem) * ((Size)stream->count + 1));
    stream->texts = palloc0(sizeof(CostText) * ((Size)stream->count + 1));
    stream->lines = palloc0(sizeof(LfCostLine) * ((Size)stream->count + 1));
    for (int32 i = 0; i < stream->count; i++, at = at->next)
        read_item(at, i, s, &stream->items[i], &stream->texts[i]);
}

/* (s, items, method) */
static void
open_table(FunctionCallInfo fcinfo, void *opened)
{
    CostStream *stream = opened;
    LfSchedule *s = lfpg_money_schedule_read(PG_GETARG_DATUM(0));
    Size rows = (Size)s->rows.count + 1;

    stream->scale = lf_currency_scale(s->currency);
    stream->table =
        (LfCostTable){.schedule = s,
                      .method = (LfAprMethod)lfpg_keyword(PG_GETARG_DATUM(2), &lf_apr_methods),
                      .fees = palloc(sizeof(int64) * rows),
                      .dated = &stream->dated,
                      .flows = &stream->flows};
    read_items(PG_GETARG_DATUM(1), s, stream);
    lfpg_cashflows_alloc(&stream->dated, (int32)rows);
    stream->flows.pause = lfpg_answer_cancel;
    stream->flows.amount = palloc(sizeof(LfReal) * rows);
    stream->flows.time = palloc(sizeof(double) * rows);
    LFPG_TRY(lf_cost_table, &stream->table, stream->items, stream->count, stream->lines);
}

static void
put_text(Datum *values, bool *nulls, int n, const char *text)
{
    nulls[n] = text == NULL;
    if (text != NULL)
        values[n] = PointerGetDatum(cstring_to_text(text));
}

/* One line; mode -1 is none. */
static void
put_line(CostStream *stream, CostText text, int mode, const LfCostLine *line, bool contingent,
         Datum *values, bool *nulls)
{
    values[0] = Int32GetDatum(++stream->line);
    put_text(values, nulls, 1, text.item);
    put_text(values, nulls, 2, text.payee);
    put_text(values, nulls, 3, mode < 0 ? NULL : lf_cost_modes.words[mode]);
    values[4] = lfpg_numeric_from_int64(line->amount, stream->scale);
    nulls[5] = contingent;
    if (!contingent)
        values[5] = lfpg_numeric_from_int64(line->rate_e8, LF_APR_DECIMALS);
    values[6] = BoolGetDatum(contingent);
}

/* The next item of one kind, false after the last. */
static bool
put_item(CostStream *stream, bool contingent, Datum *values, bool *nulls)
{
    while (stream->next < stream->count && stream->items[stream->next].contingent != contingent)
        stream->next++;
    if (stream->next == stream->count)
        return false;
    put_line(stream, stream->texts[stream->next],
             stream->texts[stream->next].no_mode ? -1 : (int)stream->items[stream->next].mode,
             &stream->lines[stream->next], contingent, values, nulls);
    stream->next++;
    return true;
}

static bool
next_line(void *opened, Datum *values, bool *nulls)
{
    CostStream *stream = opened;
    const LfCostTable *t = &stream->table;

    switch (stream->stage) {
    case STAGE_INTEREST:
        stream->stage = t->fee.amount != 0 ? STAGE_FEE : STAGE_ITEMS;
        put_line(stream, (CostText){.item = "interest"}, LF_COST_EACH, &t->interest, false, values,
                 nulls);
        return true;
    case STAGE_FEE:
        stream->stage = STAGE_ITEMS;
        put_line(stream, (CostText){.item = "fee"}, LF_COST_EACH, &t->fee, false, values, nulls);
        return true;
    case STAGE_ITEMS:
        if (put_item(stream, false, values, nulls))
            return true;
        stream->stage = STAGE_CONTINGENT;
        stream->next = 0;
        put_line(stream, (CostText){.item = "total"}, -1, &t->total, false, values, nulls);
        return true;
    default:
        return put_item(stream, true, values, nulls);
    }
}

LFPG_ROWS(loanfin_cost_table, CostStream, open_table, next_line)

/* Interest, total and each item; one more where the schedule has fees of its own. */
static double
count_lines(List *args)
{
    LfSchedule *s;
    Datum items, schedule;
    Jsonb *jsonb;

    if (!lfpg_constant(args, 1, &items))
        return -1;
    jsonb = DatumGetJsonbP(items);
    if (!JB_ROOT_IS_ARRAY(jsonb) || JB_ROOT_IS_SCALAR(jsonb))
        return -1;
    if (!lfpg_constant(args, 0, &schedule))
        return JB_ROOT_COUNT(jsonb) + 2.0;
    s = lfpg_money_schedule_read(schedule);
    return JB_ROOT_COUNT(jsonb) + (lf_column_sum(s->rows.fee, s->rows.count) != 0 ? 3.0 : 2.0);
}

LFPG_ROWS_SUPPORT(loanfin_cost_table_support, count_lines)
