/*
 * Span: its check and its text, [100.00,250.00].
 */
#include "core/span/span.h"

#include "core/text/cursor.h"

const char *
lf_span_defect(const LfSpan *span)
{
    if (span->low < -LF_MAX_MONEY || span->high > LF_MAX_MONEY)
        return "an amount is out of range";
    return span->low > span->high ? "its low end is above its high end" : NULL;
}

lf_status
lf_span_from_text(const char *text, size_t length, LfSpan *span, LfFault *why)
{
    const char *defect;
    LfTextCursor c;

    lf_text_begin(&c, text, length, "span", why);
    if (!lf_text_expect(&c, '[', "\"[\" is missing") ||
        !lf_text_decimal(&c, LF_SPAN_SCALE, &span->low) ||
        !lf_text_expect(&c, ',', "\",\" is missing") ||
        !lf_text_decimal(&c, LF_SPAN_SCALE, &span->high) ||
        !lf_text_expect(&c, ']', "\"]\" is missing") || !lf_text_end(&c))
        return why->status;
    defect = lf_span_defect(span);
    if (defect != NULL)
        (void)lf_text_fail(&c, defect);
    return defect == NULL ? LF_OK : why->status;
}

char *
lf_span_to_text(const LfSpan *span, char *p)
{
    *p++ = '[';
    p = lf_put_decimal(p, span->low, LF_SPAN_SCALE);
    *p++ = ',';
    p = lf_put_decimal(p, span->high, LF_SPAN_SCALE);
    *p++ = ']';
    return p;
}
