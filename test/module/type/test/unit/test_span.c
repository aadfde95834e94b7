/*
 * Span: text and bytes by hand, there and back, and what is refused.
 */
#include "core/span/bytes.h"

#include "test/unit/tap.h"

int
main(void)
{
    static const uint8_t want[] = {1, 0xc8, 1, 0x96, 1};
    LfSpan span = {100, 250}, back = {0, 0};
    LfFault why = {.status = LF_OK};
    uint8_t bytes[LF_SPAN_BYTES];
    char text[LF_SPAN_CHARS];

    *lf_span_to_text(&span, text) = '\0';
    is_str(text, "[1.00,2.50]", "the text of 1.00 to 2.50");
    ok(lf_span_from_text(text, strlen(text), &back, &why) == LF_OK && back.low == 100 &&
           back.high == 250,
       "and back");
    ok(lf_span_to_bytes(&span, bytes) == sizeof(want) && memcmp(bytes, want, sizeof(want)) == 0,
       "its bytes");
    for (size_t cut = 0; cut < sizeof(want); cut++)
        ok(lf_span_from_bytes(want, cut, &back, &why) == LF_ERR_CORRUPT, "%zu of 5 bytes", cut);
    ok(lf_span_from_bytes(want, sizeof(want), &back, &why) == LF_OK && back.low == 100 &&
           back.high == 250,
       "all of them");
    ok(lf_span_from_text("[2,1]", 5, &back, &why) == LF_ERR_TEXT, "a low end above the high end");
    return done_testing();
}
