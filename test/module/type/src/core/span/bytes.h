/*
 * span, the bytes: a version, the low end (signed), the length (varint).
 */
#ifndef LF_CORE_SPAN_BYTES_H
#define LF_CORE_SPAN_BYTES_H

#include "core/bytes/varint.h"
#include "core/span/span.h"

#define LF_SPAN_VERSION 1
#define LF_SPAN_BYTES (1 + 2 * LF_VARINT_MAX)

/* Writes at most LF_SPAN_BYTES; returns how many. */
extern size_t lf_span_to_bytes(const LfSpan *span, uint8_t *bytes);

/* LF_OK or LF_ERR_CORRUPT. */
extern lf_status lf_span_from_bytes(const uint8_t *bytes, size_t length, LfSpan *span,
                                    LfFault *why);

#endif
