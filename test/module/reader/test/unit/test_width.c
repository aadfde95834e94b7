/*
 * Width of a span: by hand, and of the widest one.
 */
#include "core/span/width.h"

#include "test/unit/tap.h"

int
main(void)
{
    LfSpan some = {100, 250}, most = {-LF_MAX_MONEY, LF_MAX_MONEY};

    is_i64(lf_span_width(&some), 150, "1.00 to 2.50");
    is_i64(lf_span_width(&most), 2 * LF_MAX_MONEY, "the widest");
    return done_testing();
}
