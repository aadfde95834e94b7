/*
 * Width of a span: a difference, which two amounts within their limits leave
 * inside 64 bits.
 */
#include "core/span/width.h"

int64_t
lf_span_width(const LfSpan *span)
{
    return span->high - span->low;
}
