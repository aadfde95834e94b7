/*
 * Readers of a vintage_summary: curves, triangles and bounds as rows, early
 * defaults as numbers.
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "utils/builtins.h"
#include "utils/date.h"

#include "core/vintage/curve.h"
#include "pg/common/error.h"
#include "pg/common/numeric.h"
#include "pg/common/text.h"
#include "core/text/cursor.h"
#include "pg/vintage/value.h"

PG_FUNCTION_INFO_V1(loanfin_vintage_loan_count);
Datum
loanfin_vintage_loan_count(PG_FUNCTION_ARGS)
{
    LfVintage v = lfpg_vintage_summary_load(PG_GETARG_VINTAGE_SUMMARY_P(0));

    PG_RETURN_INT64(v.head.loans);
}

PG_FUNCTION_INFO_V1(loanfin_vintage_skipped_count);
Datum
loanfin_vintage_skipped_count(PG_FUNCTION_ARGS)
{
    LfVintage v = lfpg_vintage_summary_load(PG_GETARG_VINTAGE_SUMMARY_P(0));

    PG_RETURN_INT64(v.head.skipped);
}

PG_FUNCTION_INFO_V1(loanfin_vintage_currency);
Datum
loanfin_vintage_currency(PG_FUNCTION_ARGS)
{
    LfVintage v = lfpg_vintage_summary_load(PG_GETARG_VINTAGE_SUMMARY_P(0));

    return lfpg_return_currency(fcinfo, v.head.currency);
}

/* By what vintage_triangle puts originations together, in months. */
typedef enum Grouping {
    BY_MONTH = 1,
    BY_QUARTER = 3,
    BY_YEAR = 12
} Grouping;

/* Curves on their way out, alive between calls. */
typedef struct CurveStream {
    LfVintage v;    /* all cells */
    LfVintage part; /* those of the curve going out */
    LfVintageAsk ask;
    bool known;
    int scale;
    Grouping grouping; /* triangle only */
    double confidence; /* bounds only */
    int32 next_cell;   /* where the next group begins */
    int32 next_row;
    int32 rows;
    LfCurveRow *row;
    int32 room; /* rows allocated */
} CurveStream;

static LfMeasure
measure_argument(FunctionCallInfo fcinfo, int n)
{
    LfWord word = lfpg_word(PG_GETARG_DATUM(n));
    LfMeasure measure;

    LFPG_TRY(lf_measure_parse, word.text, word.length, &measure);
    return measure;
}

static int
line_argument(FunctionCallInfo fcinfo, int n)
{
    int line;

    LFPG_TRY(lf_vintage_line, PG_GETARG_INT32(n), &line);
    return line;
}

/* (v, over_days, measure, ...): what all curves have in common. */
static CurveStream *
open_stream(FunctionCallInfo fcinfo, FuncCallContext *call, LfWeight weight)
{
    CurveStream *stream = palloc0(sizeof(CurveStream));

    LFPG_TRY(lf_vintage_ask, measure_argument(fcinfo, 2), PG_GETARG_INT32(1), weight, &stream->ask);
    stream->v = lfpg_vintage_summary_load(PG_GETARG_VINTAGE_SUMMARY_P(0));
    stream->known = lf_vintage_is_known(&stream->v.head, &stream->ask);
    stream->scale = weight == LF_BY_COUNT ? 0 : lf_currency_scale(stream->v.head.currency);
    if (get_call_result_type(fcinfo, NULL, &call->tuple_desc) != TYPEFUNC_COMPOSITE)
        elog(ERROR, "return type must be a row type");
    call->tuple_desc = BlessTupleDesc(call->tuple_desc);
    call->user_fctx = stream;
    return stream;
}

/* The curve of a part of the cells becomes what goes out next. */
static void
begin_curve(CurveStream *stream, MemoryContext context, int32 from, int32 to)
{
    int32 first;

    stream->part = (LfVintage){stream->v.head, to - from, stream->v.cell + from};
    stream->rows = lf_vintage_rows(&stream->part, &first);
    stream->next_cell = to;
    stream->next_row = 0;
    if (stream->rows > stream->room) {
        if (stream->row != NULL)
            pfree(stream->row);
        stream->row = MemoryContextAllocHuge(context, sizeof(LfCurveRow) * (Size)stream->rows);
        stream->room = stream->rows;
    }
    lf_vintage_curve(&stream->part, &stream->ask, stream->row);
}

/* mob, loans, exposure, hit, rate, complete */
static void
curve_values(const CurveStream *stream, const LfCurveRow *row, Datum *values, bool *nulls)
{
    values[0] = Int32GetDatum(row->mob);
    values[1] = Int64GetDatum(row->loans);
    values[2] = lfpg_numeric_from_int128(row->exposure, stream->scale);
    nulls[3] = nulls[4] = !stream->known;
    if (stream->known) {
        values[3] = lfpg_numeric_from_int128(row->hit, stream->scale);
        values[4] = lfpg_numeric_ratio(row->hit, row->exposure);
    }
    values[5] = BoolGetDatum(row->complete);
}

static Datum
form_row(FuncCallContext *call, Datum *values, bool *nulls)
{
    return HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls));
}

/* (v, over_days, measure, weight) */
PG_FUNCTION_INFO_V1(loanfin_vintage_curve);
Datum
loanfin_vintage_curve(PG_FUNCTION_ARGS)
{
    FuncCallContext *call;
    CurveStream *stream;
    bool nulls[6] = {false};
    Datum values[6];

    if (SRF_IS_FIRSTCALL()) {
        MemoryContext old;

        call = SRF_FIRSTCALL_INIT();
        old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
        stream = open_stream(fcinfo, call, lfpg_weight(PG_GETARG_DATUM(3)));
        begin_curve(stream, call->multi_call_memory_ctx, 0, stream->v.count);
        MemoryContextSwitchTo(old);
    }
    call = SRF_PERCALL_SETUP();
    stream = call->user_fctx;
    if (stream->next_row >= stream->rows)
        SRF_RETURN_DONE(call);
    curve_values(stream, &stream->row[stream->next_row++], values, nulls);
    SRF_RETURN_NEXT(call, form_row(call, values, nulls));
}

/* The first month of the group that the cell at `i` belongs to. */
static int32
group_of(const LfVintage *v, int32 i, Grouping grouping)
{
    int32 month = lf_vintage_cohort_month(v->head.rule, lf_cell_cohort(v->cell[i].key));

    return month - month % (int32)grouping;
}

/* The end of the cells of the group that begins at `from`. */
static int32
group_end(const LfVintage *v, int32 from, Grouping grouping)
{
    int32 group = group_of(v, from, grouping), to = from + 1;

    while (to < v->count && group_of(v, to, grouping) == group)
        to++;
    return to;
}

static void
group_values(const CurveStream *stream, Datum *values, bool *nulls)
{
    int32 group = group_of(&stream->v, stream->next_cell - 1, stream->grouping);
    char label[LF_MONTH_CHARS + 3];

    if (stream->v.head.rule == LF_MOB_GIVEN) {
        values[0] = CStringGetTextDatum("all");
        nulls[1] = true;
        return;
    }
    *lf_put_month(label, group) = '\0';
    if (stream->grouping == BY_YEAR)
        label[4] = '\0';
    else if (stream->grouping == BY_QUARTER)
        snprintf(label + 4, sizeof(label) - 4, "-Q%d", group % 12 / 3 + 1);
    values[0] = CStringGetTextDatum(label);
    values[1] = DateADTGetDatum(lf_month_start(group));
}

static Grouping
read_grouping(Datum text)
{
    LfWord word = lfpg_word(text);
    LfFault why = {.status = LF_ERR_KEYWORD,
                   .name = "cohort",
                   .text = {word.text, word.length},
                   .text2 = lf_text("month, quarter, year")};

    if (word.length == 5 && memcmp(word.text, "month", 5) == 0)
        return BY_MONTH;
    if (word.length == 7 && memcmp(word.text, "quarter", 7) == 0)
        return BY_QUARTER;
    if (word.length == 4 && memcmp(word.text, "year", 4) == 0)
        return BY_YEAR;
    lfpg_raise(&why);
}

/* (v, over_days, measure, weight, cohort) */
PG_FUNCTION_INFO_V1(loanfin_vintage_triangle);
Datum
loanfin_vintage_triangle(PG_FUNCTION_ARGS)
{
    FuncCallContext *call;
    CurveStream *stream;
    bool nulls[8] = {false};
    Datum values[8];

    if (SRF_IS_FIRSTCALL()) {
        MemoryContext old;

        call = SRF_FIRSTCALL_INIT();
        old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
        stream = open_stream(fcinfo, call, lfpg_weight(PG_GETARG_DATUM(3)));
        stream->grouping = read_grouping(PG_GETARG_DATUM(4));
        MemoryContextSwitchTo(old);
    }
    call = SRF_PERCALL_SETUP();
    stream = call->user_fctx;
    while (stream->next_row >= stream->rows) {
        if (stream->next_cell >= stream->v.count)
            SRF_RETURN_DONE(call);
        CHECK_FOR_INTERRUPTS();
        begin_curve(stream, call->multi_call_memory_ctx, stream->next_cell,
                    group_end(&stream->v, stream->next_cell, stream->grouping));
    }
    group_values(stream, values, nulls);
    curve_values(stream, &stream->row[stream->next_row++], values + 2, nulls + 2);
    SRF_RETURN_NEXT(call, form_row(call, values, nulls));
}

static double
confidence_argument(FunctionCallInfo fcinfo, int n)
{
    double confidence = PG_GETARG_FLOAT8(n);

    if (!(confidence > 0.0 && confidence < 1.0)) {
        char *text = DatumGetCString(DirectFunctionCall1(float8out, PG_GETARG_DATUM(n)));
        LFPG_REFUSE(LF_ERR_NOT_FRACTION, .name = "confidence", .text = lf_text(text));
    }
    return confidence;
}

/* (v, over_days, measure, confidence) */
PG_FUNCTION_INFO_V1(loanfin_vintage_bounds);
Datum
loanfin_vintage_bounds(PG_FUNCTION_ARGS)
{
    FuncCallContext *call;
    CurveStream *stream;
    bool nulls[6] = {false};
    double low, high;
    LfCurveRow *row;
    Datum values[6];

    if (SRF_IS_FIRSTCALL()) {
        MemoryContext old;

        call = SRF_FIRSTCALL_INIT();
        old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
        stream = open_stream(fcinfo, call, LF_BY_COUNT);
        stream->confidence = confidence_argument(fcinfo, 3);
        begin_curve(stream, call->multi_call_memory_ctx, 0, stream->v.count);
        MemoryContextSwitchTo(old);
    }
    call = SRF_PERCALL_SETUP();
    stream = call->user_fctx;
    if (stream->next_row >= stream->rows)
        SRF_RETURN_DONE(call);
    row = &stream->row[stream->next_row++];
    lf_wilson((int64)row->hit, row->loans, stream->confidence, &low, &high);
    values[0] = Int32GetDatum(row->mob);
    values[1] = Int64GetDatum(row->loans);
    values[2] = Int64GetDatum((int64)row->hit);
    values[3] = lfpg_numeric_ratio(row->hit, row->loans);
    values[4] = Float8GetDatum(low);
    values[5] = Float8GetDatum(high);
    SRF_RETURN_NEXT(call, form_row(call, values, nulls));
}

/* Rows of all curves of a triangle. */
static double
triangle_rows(const LfVintage *v, Grouping grouping)
{
    double rows = 0;
    int32 first;

    for (int32 from = 0, to; from < v->count; from = to) {
        LfVintage part;

        to = group_end(v, from, grouping);
        part = (LfVintage){v->head, to - from, v->cell + from};
        rows += lf_vintage_rows(&part, &first);
    }
    return rows;
}

/* vintage_curve() and vintage_bounds() have four arguments, vintage_triangle()
 * five, the last of which is the grouping. */
PG_FUNCTION_INFO_V1(loanfin_vintage_support);
Datum
loanfin_vintage_support(PG_FUNCTION_ARGS)
{
    Node *request = (Node *)PG_GETARG_POINTER(0);
    SupportRequestRows *rows = (SupportRequestRows *)request;
    Const *v, *grouping;
    LfVintage summary;
    int32 first;
    List *args;

    if (!IsA(request, SupportRequestRows) || rows->node == NULL || !IsA(rows->node, FuncExpr))
        PG_RETURN_POINTER(NULL);
    args = ((FuncExpr *)rows->node)->args;
    v = linitial(args);
    grouping = llast(args);
    if (!IsA(v, Const) || v->constisnull || !IsA(grouping, Const) || grouping->constisnull)
        PG_RETURN_POINTER(NULL);
    summary = lfpg_vintage_summary_load(DatumGetVintageSummaryP(v->constvalue));
    rows->rows = list_length(args) == 5
                     ? triangle_rows(&summary, read_grouping(grouping->constvalue))
                     : lf_vintage_rows(&summary, &first);
    PG_RETURN_POINTER(request);
}

static void
check_at_least(int32 value, int32 least, const char *name)
{
    LfFault why = {
        .status = LF_ERR_RANGE_INT, .name = name, .a = value, .b = least, .c = LF_MAX_PERIODS};

    if (value < least || value > LF_MAX_PERIODS)
        lfpg_raise(&why);
}

static Datum
rate_or_null(FunctionCallInfo fcinfo, LfHits hits)
{
    if (hits.loans == 0)
        PG_RETURN_NULL();
    return lfpg_numeric_ratio(hits.hit, hits.loans);
}

/* (v, over_days, instalment) */
PG_FUNCTION_INFO_V1(loanfin_first_payment_default);
Datum
loanfin_first_payment_default(PG_FUNCTION_ARGS)
{
    LfVintage v = lfpg_vintage_summary_load(PG_GETARG_VINTAGE_SUMMARY_P(0));
    int line = line_argument(fcinfo, 1);
    LfFault why = {.status = LF_ERR_NO_INSTALMENTS};

    check_at_least(PG_GETARG_INT32(2), 1, "instalment");
    if (v.head.rule == LF_MOB_GIVEN)
        lfpg_raise(&why);
    return rate_or_null(fcinfo, lf_vintage_missed(&v, line, PG_GETARG_INT32(2)));
}

/* (v, over_days, within) */
PG_FUNCTION_INFO_V1(loanfin_early_payment_default);
Datum
loanfin_early_payment_default(PG_FUNCTION_ARGS)
{
    LfVintage v = lfpg_vintage_summary_load(PG_GETARG_VINTAGE_SUMMARY_P(0));
    int line = line_argument(fcinfo, 1);

    check_at_least(PG_GETARG_INT32(2), 0, "within");
    return rate_or_null(fcinfo, lf_vintage_early(&v, line, PG_GETARG_INT32(2)));
}
