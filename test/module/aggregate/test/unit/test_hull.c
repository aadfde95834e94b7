/*
 * Hull of spans: by hand, in any order.
 */
#include "core/span/hull.h"

#include "test/unit/tap.h"

int
main(void)
{
    LfSpan a = {1, 3}, b = {2, 9}, c = {-5, -4}, hull = a, other = c;

    lf_span_widen(&hull, &b);
    lf_span_widen(&hull, &c);
    ok(hull.low == -5 && hull.high == 9, "three spans");
    lf_span_widen(&other, &b);
    lf_span_widen(&other, &a);
    ok(other.low == hull.low && other.high == hull.high, "in another order");
    return done_testing();
}
