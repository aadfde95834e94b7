/*
 * Span: two amounts and what lies between them, both ends included.
 *
 * The example that docs/architecture.md counts files by; test/build/module.t builds
 * it beside the real modules.
 */
#ifndef LF_CORE_SPAN_SPAN_H
#define LF_CORE_SPAN_SPAN_H

#include "core/base/limits.h"
#include "core/base/status.h"

#define LF_SPAN_SCALE 2

/* Minor units of two digits; low is not above high. */
typedef struct LfSpan {
    int64_t low;
    int64_t high;
} LfSpan;

/* What is wrong with a span, or NULL. */
extern const char *lf_span_defect(const LfSpan *span);

/* [low,high], amounts with at most two decimals: LF_OK or LF_ERR_TEXT. */
extern lf_status lf_span_from_text(const char *text, size_t length, LfSpan *span, LfFault *why);

#define LF_SPAN_CHARS 48

/* Writes the text form; returns its end. */
extern char *lf_span_to_text(const LfSpan *span, char *p);

#endif
