/*
 * What is read off a span.
 */
#include "postgres.h"

#include "pg/span/span.h"

#include "core/span/width.h"
#include "pg/common/entry.h"
#include "pg/common/numeric.h"

LFPG_FUNCTION(loanfin_width)
{
    LfSpan span = lfpg_span(PG_GETARG_DATUM(0));

    return lfpg_numeric_from_int64(lf_span_width(&span), LF_SPAN_SCALE);
}
