/*
 * Width of a span.
 */
#ifndef LF_CORE_SPAN_WIDTH_H
#define LF_CORE_SPAN_WIDTH_H

#include "core/span/span.h"

/* Minor units from the low end to the high one; never below 0. */
extern int64_t lf_span_width(const LfSpan *span);

#endif
