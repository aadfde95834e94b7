/*
 * Chart: each mark at the edges of its part, unknown values, the ends of the
 * doubles, and no byte beyond what is announced.
 */
#include "core/chart/chart.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "test/unit/tap.h"

static bool
line_is(const double *values, size_t count, double low, double high, bool ascii, const char *want)
{
    char *out = malloc(count * LF_CHART_MARK_BYTES + 1);
    size_t length = lf_chart_sparkline(values, count, low, high, ascii, out);
    bool same = length == strlen(want) && memcmp(out, want, length) == 0;

    free(out);
    return same;
}

static bool
bar_is(double value, double max, int width, bool ascii, const char *want)
{
    char *out = malloc((size_t)width * LF_CHART_MARK_BYTES);
    size_t length = lf_chart_bar(value, max, width, ascii, out);
    bool same = length == strlen(want) && memcmp(out, want, length) == 0;

    free(out);
    return same;
}

static void
test_sparkline(void)
{
    static const double steps[] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    static const double edges[] = {0.999999, 1.0, 6.999999, 7.0};
    static const double gap[] = {1.0, (double)NAN, 2.0}, same[] = {5.0, 5.0};
    static const double far[] = {-DBL_MAX, 0.0, DBL_MAX};

    ok(line_is(steps, 9, 0, 8, false, "▁▂▃▄▅▆▇██"), "eight marks for eight eighths");
    ok(line_is(steps, 9, 0, 8, true, "_.-:=+*##"), "and in ASCII");
    ok(line_is(edges, 4, 0, 8, false, "▁▂▇█"), "a mark begins with its eighth");
    ok(line_is(gap, 3, 1, 2, false, "▁ █"), "an unknown value is a blank");
    ok(line_is(same, 2, 5, 5, false, "▄▄"), "equal values are in the middle");
    ok(line_is(steps, 9, 3, 5, false, "▁▁▁▁▅████"), "what lies outside is cut");
    ok(line_is(steps, 3, 1, 1, false, "▁▄█"), "below and above a single bound");
    ok(line_is(far, 3, -DBL_MAX, DBL_MAX, false, "▁▅█"), "the ends of the doubles");
    ok(line_is(steps, 0, 0, 0, false, ""), "no value, no mark");
}

static void
test_bounds(void)
{
    static const double values[] = {(double)NAN, 3.0, -2.0, (double)NAN, 7.0};
    double low = 0.0, high = 0.0;

    ok(lf_chart_bounds(values, 5, &low, &high) && low == -2.0 && high == 7.0,
       "unknown values bound nothing");
    ok(!lf_chart_bounds(values, 1, &low, &high) && !lf_chart_bounds(values, 0, &low, &high),
       "nothing known has no bounds");
}

static void
test_bar(void)
{
    LfFault why;

    ok(bar_is(1, 1, 3, false, "███") && bar_is(1, 1, 3, true, "###"), "max fills the width");
    ok(bar_is(9, 1, 3, false, "███"), "more is cut at it");
    ok(bar_is(0, 1, 3, false, "") && bar_is(-1, 1, 3, false, ""), "nothing for 0 and less");
    ok(bar_is(1e-300, 1, 3, false, "▏") && bar_is(1e-300, 1, 3, true, "#"),
       "the least mark for any value above 0");
    ok(bar_is(5, 8, 1, false, "▋") && bar_is(13, 8, 1, false, "█"), "eighths of a cell");
    ok(bar_is(13, 16, 2, false, "█▋"), "whole cells and eighths");
    ok(bar_is(1.5, 16, 2, false, "▎") && bar_is(1.4999, 16, 2, false, "▏"), "half up");
    ok(bar_is(0, 0, 3, false, "") && bar_is(1, 0, 3, false, ""), "max 0 draws nothing");
    ok(bar_is(DBL_MAX, DBL_MIN, 3, false, "███"), "a quotient beyond the doubles");
    ok(bar_is(1, 1, LF_MAX_CHART_WIDTH, true, "") == false, "the widest bar is drawn");
    ok(lf_chart_count_check(LF_MAX_CHART_VALUES, &why) == LF_OK, "so many values");
    ok(lf_chart_count_check(LF_MAX_CHART_VALUES + 1, &why) == LF_ERR_LIMIT, "and no more");
}

static void
test_heat(void)
{
    static const double values[] = {-1.0, 0.0, 0.1, 25.0, 25.1, 50.0, 50.1, 75.0, 75.1, 100.0, 101};
    char marks[sizeof(values) / sizeof(values[0]) * LF_CHART_MARK_BYTES + 1] = "", ascii[64] = "";

    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        strcat(marks, lf_chart_heat(values[i], 100.0, false));
        strcat(ascii, lf_chart_heat(values[i], 100.0, true));
    }
    ok(strcmp(marks, "··░░▒▒▓▓███") == 0, "a shade a quarter, its upper edge included");
    ok(strcmp(ascii, "..--++**###") == 0, "and in ASCII");
    ok(strcmp(lf_chart_heat(1.0, 0.0, false), "·") == 0, "max 0 has no shade");
}

int
main(void)
{
    test_sparkline();
    test_bounds();
    test_bar();
    test_heat();
    return done_testing();
}
