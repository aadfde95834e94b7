/*
 * Hull of spans: the least span that has them all.
 */
#ifndef LF_CORE_SPAN_HULL_H
#define LF_CORE_SPAN_HULL_H

#include "core/span/span.h"

/* Widens `hull` until it has `span`. */
extern void lf_span_widen(LfSpan *hull, const LfSpan *span);

#endif
