/*
 * span, the bytes: [1.00,2.50] is 01 c8 01 96 01, that is version 1, low
 * end 100 folded to 200, length 150.
 */
#include "core/span/bytes.h"

size_t
lf_span_to_bytes(const LfSpan *span, uint8_t *bytes)
{
    uint8_t *p = bytes;

    *p++ = LF_SPAN_VERSION;
    p = lf_put_signed(p, span->low);
    p = lf_put_varint(p, (uint64_t)(span->high - span->low));
    return (size_t)(p - bytes);
}

lf_status
lf_span_from_bytes(const uint8_t *bytes, size_t length, LfSpan *span, LfFault *why)
{
    const uint8_t *p = bytes, *end = bytes + length;
    uint64_t more = 0;

    if (length == 0 || *p++ != LF_SPAN_VERSION)
        return lf_corrupt(why, "span", "the format version is unknown");
    p = lf_get_signed(p, end, &span->low);
    p = lf_get_varint(p, end, &more);
    if (p != end)
        return lf_corrupt(why, "span", "it is cut off or too long");
    if (more > 2 * (uint64_t)LF_MAX_MONEY || span->low < -LF_MAX_MONEY || span->low > LF_MAX_MONEY)
        return lf_corrupt(why, "span", "an amount is out of range");
    span->high = span->low + (int64_t)more;
    return lf_corrupt(why, "span", lf_span_defect(span));
}
