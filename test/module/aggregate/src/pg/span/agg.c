/*
 * span_agg: the hull of amounts.  A span is its own state; a row that is NULL
 * is passed over.
 */
#include "postgres.h"

#include "pg/span/span.h"

#include "core/span/hull.h"
#include "pg/common/entry.h"
#include "pg/common/error.h"
#include "pg/common/numeric.h"

static Datum
widened(Datum state, const LfSpan *span)
{
    LfSpan hull = lfpg_span(state);
    LfFault why;

    lf_span_widen(&hull, span);
    return PointerGetDatum(lfpg_made(DatumGetPointer(lfpg_span_make(&hull, &why)), &why));
}

LFPG_FUNCTION(loanfin_span_agg_accum)
{
    LfSpan span;
    LfFault why;

    if (PG_ARGISNULL(1) && PG_ARGISNULL(0))
        PG_RETURN_NULL();
    if (PG_ARGISNULL(1))
        PG_RETURN_DATUM(PG_GETARG_DATUM(0));
    span.low = span.high = lfpg_amount(PG_GETARG_DATUM(1), LF_NO_CURRENCY, "amount", -LF_MAX_MONEY);
    if (PG_ARGISNULL(0))
        return lfpg_span_make(&span, &why);
    return widened(PG_GETARG_DATUM(0), &span);
}

LFPG_FUNCTION(loanfin_span_agg_combine)
{
    LfSpan span;

    if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
        PG_RETURN_NULL();
    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        PG_RETURN_DATUM(PG_GETARG_DATUM(PG_ARGISNULL(0) ? 1 : 0));
    span = lfpg_span(PG_GETARG_DATUM(1));
    return widened(PG_GETARG_DATUM(0), &span);
}
