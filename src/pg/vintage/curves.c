/*
 * Readers of a vintage_summary: curves, triangles and bounds as rows, early
 * defaults as numbers.
 */
#include "postgres.h"

#include "core/chance/chance.h"
#include "core/vintage/cohort.h"
#include "core/vintage/curve.h"
#include "pg/common/rows.h"
#include "pg/vintage/value.h"

LFPG_ENTRY(loanfin_vintage_loan_count,
           Int64GetDatum(lfpg_vintage_summary_head(PG_GETARG_VINTAGE_SUMMARY_P(0), true).loans))

LFPG_ENTRY(loanfin_vintage_skipped_count,
           Int64GetDatum(lfpg_vintage_summary_head(PG_GETARG_VINTAGE_SUMMARY_P(0), false).skipped))

LFPG_FUNCTION(loanfin_vintage_currency)
{
    LfVintageHead head = lfpg_vintage_summary_head(PG_GETARG_VINTAGE_SUMMARY_P(0), false);

    return lfpg_return_currency(fcinfo, head.currency);
}

/* Curves on their way out, alive between calls. */
typedef struct CurveStream {
    LfVintage v;               /* all cells */
    lf_int128_stored exposure; /* of all loans of the curve going out */
    LfVintageAsk ask;
    bool known;
    int scale;
    LfCohortBy by;     /* triangle only */
    double confidence; /* bounds only */
    int32 next_cell;   /* where the next group begins */
    int32 next_row;
    int32 rows;
    LfCurveRow *row;
    int32 room; /* rows allocated */
    MemoryContext context;
} CurveStream;

static int
line_argument(FunctionCallInfo fcinfo, int n)
{
    int line;

    LFPG_TRY(lf_line_over, PG_GETARG_INT64(n), &line);
    return line;
}

/* (v, over_days, measure, ...): what all curves have in common. */
static void
open_stream(FunctionCallInfo fcinfo, CurveStream *stream, LfWeight weight)
{
    LfMeasure measure = (LfMeasure)lfpg_keyword(PG_GETARG_DATUM(2), &lf_measures);

    LFPG_TRY(lf_vintage_ask, measure, PG_GETARG_INT64(1), weight, &stream->ask);
    stream->v = lfpg_vintage_summary_read(PG_GETARG_VINTAGE_SUMMARY_P(0));
    stream->known = lf_vintage_is_known(&stream->v.head, &stream->ask);
    stream->scale = weight == LF_BY_COUNT ? 0 : lf_currency_scale(stream->v.head.currency);
    stream->context = CurrentMemoryContext;
}

/* The curve of a part of the cells becomes what goes out next. */
static void
begin_curve(CurveStream *stream, LfVintage part)
{
    int32 first;

    stream->rows = lf_vintage_rows(&part, &first);
    stream->next_cell += part.count;
    stream->next_row = 0;
    if (stream->rows > stream->room) {
        if (stream->row != NULL)
            pfree(stream->row);
        stream->row =
            MemoryContextAllocHuge(stream->context, sizeof(LfCurveRow) * (Size)stream->rows);
        stream->room = stream->rows;
    }
    stream->exposure = lf_vintage_curve(&part, &stream->ask, first, stream->rows, stream->row);
}

/* mob, loans, exposure, hit, rate, complete, base_share */
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
    values[6] = lfpg_numeric_ratio(row->exposure, stream->exposure);
}

/* (v, over_days, measure, weight) */
static void
open_curve(FunctionCallInfo fcinfo, void *stream)
{
    open_stream(fcinfo, stream, lfpg_weight(PG_GETARG_DATUM(3)));
    begin_curve(stream, ((CurveStream *)stream)->v);
}

static bool
next_curve_row(void *opened, Datum *values, bool *nulls)
{
    CurveStream *stream = opened;

    if (stream->next_row >= stream->rows)
        return false;
    curve_values(stream, &stream->row[stream->next_row++], values, nulls);
    return true;
}

LFPG_ROWS(loanfin_vintage_curve, CurveStream, open_curve, next_curve_row)

static void
group_values(const CurveStream *stream, Datum *values, bool *nulls)
{
    int32 group = lf_cohort_of(&stream->v, stream->next_cell - 1, stream->by);
    char label[LF_COHORT_CHARS];

    if (stream->v.head.rule == LF_MOB_GIVEN) {
        values[0] = CStringGetTextDatum("all");
        nulls[1] = true;
        return;
    }
    lf_cohort_label(group, stream->by, label);
    values[0] = CStringGetTextDatum(label);
    values[1] = DateADTGetDatum(lf_month_start(group));
}

static LfCohortBy
read_grouping(Datum text)
{
    static const char *const names[] = {"month", "quarter", "year"};
    static const LfCohortBy months[] = {LF_COHORT_MONTH, LF_COHORT_QUARTER, LF_COHORT_YEAR};
    static const LfKeywords groupings = {"cohort", names, 3, NULL, 0};

    return months[lfpg_keyword(text, &groupings)];
}

/* (v, over_days, measure, weight, cohort) */
static void
open_triangle(FunctionCallInfo fcinfo, void *stream)
{
    open_stream(fcinfo, stream, lfpg_weight(PG_GETARG_DATUM(3)));
    ((CurveStream *)stream)->by = read_grouping(PG_GETARG_DATUM(4));
}

static bool
next_triangle_row(void *opened, Datum *values, bool *nulls)
{
    CurveStream *stream = opened;

    while (stream->next_row >= stream->rows) {
        if (stream->next_cell >= stream->v.count)
            return false;
        CHECK_FOR_INTERRUPTS();
        begin_curve(stream, lf_cohort_part(&stream->v, stream->next_cell, stream->by));
    }
    group_values(stream, values, nulls);
    return next_curve_row(stream, values + 2, nulls + 2);
}

LFPG_ROWS(loanfin_vintage_triangle, CurveStream, open_triangle, next_triangle_row)

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
static void
open_bounds(FunctionCallInfo fcinfo, void *stream)
{
    open_stream(fcinfo, stream, LF_BY_COUNT);
    ((CurveStream *)stream)->confidence = confidence_argument(fcinfo, 3);
    begin_curve(stream, ((CurveStream *)stream)->v);
}

static bool
next_bounds(void *opened, Datum *values, bool *nulls)
{
    CurveStream *stream = opened;
    const LfCurveRow *row = &stream->row[stream->next_row];
    double low, high;

    if (stream->next_row++ >= stream->rows)
        return false;
    lf_wilson((int64)row->hit, row->loans, stream->confidence, &low, &high);
    values[0] = Int32GetDatum(row->mob);
    values[1] = Int64GetDatum(row->loans);
    values[2] = Int64GetDatum((int64)row->hit);
    values[3] = lfpg_numeric_ratio(row->hit, row->loans);
    values[4] = Float8GetDatum(low);
    values[5] = Float8GetDatum(high);
    values[6] = BoolGetDatum(row->complete);
    return true;
}

LFPG_ROWS(loanfin_vintage_bounds, CurveStream, open_bounds, next_bounds)

/* Rows of all curves of a triangle. */
static double
triangle_rows(const LfVintage *v, LfCohortBy by)
{
    double rows = 0;
    LfVintage part;
    int32 first;

    for (int32 from = 0; from < v->count; from += part.count) {
        part = lf_cohort_part(v, from, by);
        rows += lf_vintage_rows(&part, &first);
    }
    return rows;
}

/* vintage_curve() and vintage_bounds() have four arguments, vintage_triangle()
 * five, the last of which is the grouping. */
static double
count_rows(List *args)
{
    Datum value, last;
    LfVintage v;
    int32 first;

    if (!lfpg_constant(args, 0, &value) || !lfpg_constant(args, list_length(args) - 1, &last))
        return -1;
    v = lfpg_vintage_summary_read(DatumGetVintageSummaryP(value));
    return list_length(args) == 5 ? triangle_rows(&v, read_grouping(last))
                                  : lf_vintage_rows(&v, &first);
}

LFPG_ROWS_SUPPORT(loanfin_vintage_support, count_rows)

static Datum
rate_or_null(FunctionCallInfo fcinfo, LfHits hits)
{
    if (hits.loans == 0)
        PG_RETURN_NULL();
    return lfpg_numeric_ratio(hits.hit, hits.loans);
}

/* (v, over_days, instalment) */
LFPG_FUNCTION(loanfin_first_payment_default)
{
    LfVintage v = lfpg_vintage_summary_read(PG_GETARG_VINTAGE_SUMMARY_P(0));
    int line = line_argument(fcinfo, 1);
    int32 instalment = lfpg_int_arg(fcinfo, 2, "instalment", 1, LF_MAX_PERIODS);
    LfHits hits;

    LFPG_TRY(lf_vintage_missed, &v, line, instalment, &hits);
    return rate_or_null(fcinfo, hits);
}

/* (v, over_days, within) */
LFPG_FUNCTION(loanfin_early_payment_default)
{
    LfVintage v = lfpg_vintage_summary_read(PG_GETARG_VINTAGE_SUMMARY_P(0));
    int line = line_argument(fcinfo, 1);
    int32 within = lfpg_int_arg(fcinfo, 2, "within", 0, LF_MAX_PERIODS);

    return rate_or_null(fcinfo, lf_vintage_early(&v, line, within));
}
