/*
 * sparkline(), bar() and heat(): numbers as marks.
 *
 * Where the encoding of the database has no such marks, the ones of ASCII are
 * taken.
 */
#include "postgres.h"

#include "core/chart/chart.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/fmgrprotos.h"

#include "pg/common/entry.h"

static LfText
double_text(double x)
{
    return lf_text(DatumGetCString(DirectFunctionCall1(float8out, Float8GetDatum(x))));
}

/* A number that a chart can show; NaN only where an unknown one can be. */
static double
shown(double x, bool may_be_unknown, const char *name)
{
    if (isinf(x) || (isnan(x) && !may_be_unknown))
        LFPG_REFUSE(LF_ERR_NOT_FINITE, .name = name, .text = double_text(x));
    return x;
}

static double
greatest(double max)
{
    if (shown(max, false, "max") < 0.0)
        LFPG_REFUSE(LF_ERR_CHART_MAX, .text = double_text(max));
    return max;
}

/* Whether a mark of Unicode can be said in the database. */
static bool
has_marks(void)
{
    bool isnull;

    if (GetDatabaseEncoding() == PG_SQL_ASCII)
        return false;
    (void)lfpg_utf8_text("▁█▏▓·", &isnull);
    return !isnull;
}

static Datum
text_of(const char *marks, size_t length)
{
    bool isnull;

    return lfpg_utf8_text(pnstrdup(marks, length), &isnull);
}

/* The values of an array, NaN for a null one. */
static double *
values_of(ArrayType *array, int *count)
{
    double *values;
    Datum *items;
    bool *nulls;

    LFPG_TRY(lf_chart_count_check, ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)));
    deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &items,
                      &nulls, count);
    values = palloc(sizeof(double) * (*count + 1));
    for (int i = 0; i < *count; i++)
        values[i] = nulls[i] ? (double)NAN : shown(DatumGetFloat8(items[i]), true, "value");
    return values;
}

/* What the arguments low and high say goes before what the values say. */
static void
bounds_of(FunctionCallInfo fcinfo, const double *values, int count, double *low, double *high)
{
    (void)lf_chart_bounds(values, count, low, high);
    if (!PG_ARGISNULL(2))
        *low = shown(PG_GETARG_FLOAT8(2), false, "low");
    if (!PG_ARGISNULL(3))
        *high = shown(PG_GETARG_FLOAT8(3), false, "high");
    if (*low <= *high)
        return;
    if (PG_ARGISNULL(3))
        *high = *low;
    else if (PG_ARGISNULL(2))
        *low = *high;
    else
        LFPG_REFUSE(LF_ERR_CHART_BOUNDS, .text = double_text(*low), .text2 = double_text(*high));
}

/* (series, ascii, low, high) */
LFPG_FUNCTION(loanfin_sparkline)
{
    double low = 0.0, high = 0.0, *values;
    char *marks;
    bool ascii;
    int count;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        PG_RETURN_NULL();
    values = values_of(PG_GETARG_ARRAYTYPE_P(0), &count);
    bounds_of(fcinfo, values, count, &low, &high);
    ascii = PG_GETARG_BOOL(1) || !has_marks();
    marks = palloc(count * LF_CHART_MARK_BYTES + 1);
    return text_of(marks, lf_chart_sparkline(values, count, low, high, ascii, marks));
}

/* (value, max, width, ascii) */
LFPG_FUNCTION(loanfin_bar)
{
    double value = shown(PG_GETARG_FLOAT8(0), false, "value");
    double max = greatest(PG_GETARG_FLOAT8(1));
    int width = lfpg_int_arg(fcinfo, 2, "width", 1, LF_MAX_CHART_WIDTH);
    bool ascii = PG_GETARG_BOOL(3) || !has_marks();
    char marks[LF_MAX_CHART_WIDTH * LF_CHART_MARK_BYTES];

    return text_of(marks, lf_chart_bar(value, max, width, ascii, marks));
}

/* (value, max, ascii) */
LFPG_FUNCTION(loanfin_heat)
{
    double value = shown(PG_GETARG_FLOAT8(0), false, "value");
    double max = greatest(PG_GETARG_FLOAT8(1));
    const char *mark = lf_chart_heat(value, max, PG_GETARG_BOOL(2) || !has_marks());

    return text_of(mark, strlen(mark));
}
