/*
 * Hull of spans: the lower low end and the higher high one, so that order and
 * parts make no difference.
 */
#include "core/span/hull.h"

void
lf_span_widen(LfSpan *hull, const LfSpan *span)
{
    if (span->low < hull->low)
        hull->low = span->low;
    if (span->high > hull->high)
        hull->high = span->high;
}
