/*
 * span on the server: datum in, struct out, and back.
 */
#ifndef LF_PG_SPAN_SPAN_H
#define LF_PG_SPAN_SPAN_H

#include "postgres.h"

#include "fmgr.h"

#include "core/span/bytes.h"

/* A stored span; raises XX001. */
extern LfSpan lfpg_span(Datum value);

/* A span as it is stored, through the check; 0 with the fault filled. */
extern Datum lfpg_span_make(const LfSpan *span, LfFault *why);

#endif
