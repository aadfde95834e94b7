/*
 * Band: the labels against the ranks that days past due get, and the lines
 * between the bands.
 */
#include "core/portfolio/band.h"

#include <stdlib.h>

#include "test/unit/tap.h"

/* First and last day that a label names. */
static void
days_of_label(const char *label, int32_t *first, int32_t *last)
{
    char *end;

    if (label[0] == '>') {
        *first = (int32_t)strtol(label + 1, NULL, 10) + 1;
        *last = INT32_MAX;
        return;
    }
    *first = (int32_t)strtol(label, &end, 10);
    *last = *end == '-' ? (int32_t)strtol(end + 1, NULL, 10) : *first;
}

static void
test_labels(void)
{
    int32_t next = 0;

    for (int rank = 0; rank < LF_BANDS; rank++) {
        const char *label = lf_band_label(rank);
        int32_t first, last;

        days_of_label(label, &first, &last);
        is_i64(first, next, "band %s begins where the one before ends", label);
        is_i64(lf_band_rank(first), rank, "the first day of %s has its rank", label);
        is_i64(lf_band_rank(last), rank, "the last day of %s has its rank", label);
        is_i64(lf_band_parse(label, strlen(label)), rank, "the label %s has its rank", label);
        ok(strlen(label) <= LF_BAND_CHARS, "the label %s fits", label);
        next = last == INT32_MAX ? 0 : last + 1;
    }
    is_i64(next, 0, "the last band has no end");
    is_i64(lf_band_parse("1-3", 3), -1, "a part of a label is none");
    is_i64(lf_band_parse("", 0), -1, "an empty label is none");
    is_i64(lf_band_parse("1-300", 5), -1, "a label with something behind it is none");
}

static void
test_lines(void)
{
    int lines = 0;

    for (int32_t over = -5; over < 400; over++) {
        LfFault why = {.status = LF_OK};
        int rank = -1;

        if (lf_band_over(over, &rank, &why) == LF_OK) {
            lines++;
            is_i64(lf_band_rank(over + 1), rank, "over %d begins with the day after", over);
            is_i64(lf_band_rank(over), rank - 1, "over %d is strictly more", over);
        } else if (why.status != LF_ERR_OVER_DAYS || why.a != over || why.text2.length == 0) {
            ok(false, "the refusal of %d names it", over);
        }
    }
    is_i64(lines, LF_BANDS - 1, "there is a line between each two bands");
}

int
main(void)
{
    test_labels();
    test_lines();
    return done_testing();
}
