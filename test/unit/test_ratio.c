/*
 * Ratio: the definition on small numbers, ties, and sums whose product with
 * 10^8 needs more than 128 bits.
 */
#include "core/base/ratio.h"

#include "test/unit/tap.h"
#include "test/unit/word.h"

static void
test_definition(void)
{
    int wrong = 0;

    for (int64_t part = -200; part <= 200; part++) {
        for (int64_t whole = 1; whole <= 60; whole++) {
            int64_t magnitude = (part < 0 ? -part : part) * LF_RATIO_ONE;
            int64_t want = (2 * magnitude + whole) / (2 * whole), got = -1;
            LfFault why;

            wrong += lf_ratio(part, whole, &got, &why) != LF_OK || got != (part < 0 ? -want : want);
        }
    }
    is_i64(wrong, 0, "small ratios are rounded half away from zero");
}

/* The same ratio, of numbers a thousand and 10^30 times as great. */
static void
test_wide(void)
{
    lf_int128 great = 1;
    int64_t small = -1, wide = -2;
    LfFault why;

    for (int i = 0; i < 30; i++)
        great *= 10;
    ok(lf_ratio(2, 3, &small, &why) == LF_OK &&
           lf_ratio(2 * great, 3 * great, &wide, &why) == LF_OK,
       "a wide ratio is computed");
    is_i64(wide, small, "a ratio does not depend on the size of its sums");
    ok(lf_ratio(-2 * great, 3 * great, &wide, &why) == LF_OK, "a wide negative ratio is computed");
    is_i64(wide, -small, "a negative ratio mirrors the positive one");
    ok(lf_ratio(LF_INT128_MAX, LF_INT128_MAX, &wide, &why) == LF_OK, "the greatest sums divide");
    is_i64(wide, LF_RATIO_ONE, "all of all is 1");
    ok(lf_ratio(great, 1, &wide, &why) == LF_ERR_SUM_RANGE && why.status == LF_ERR_SUM_RANGE,
       "a ratio beyond 64 bits is refused");
    ok(lf_ratio(LF_INT128_MAX, 1, &wide, &why) == LF_ERR_SUM_RANGE,
       "a ratio far beyond 64 bits is refused");
}

static void
test_products(void)
{
    lf_uint128 many[60], ones[60];
    int64_t ratio;
    LfFault why;

    for (int i = 0; i < 60; i++) {
        many[i] = (lf_uint128)LF_INT128_MAX - (lf_uint128)i;
        ones[i] = many[i];
    }
    ok(lf_ratio_of_products(many, 60, ones, 60, &ratio, &why) == LF_OK, "long products divide");
    is_i64(ratio, LF_RATIO_ONE, "a long product over itself is 1");
    ones[59] *= 2;
    ok(lf_ratio_of_products(many, 60, ones, 60, &ratio, &why) == LF_OK, "half of it too");
    is_i64(ratio, LF_RATIO_ONE / 2, "a long product over its double is a half");
    many[3] = 0;
    ok(lf_ratio_of_products(many, 60, ones, 60, &ratio, &why) == LF_OK && ratio == 0,
       "a product with a zero is 0");
    ok(lf_ratio_of_products(many, 0, ones, 0, &ratio, &why) == LF_OK && ratio == LF_RATIO_ONE,
       "a product of nothing is 1");
}

static void
test_weight(void)
{
    int weight;
    LfFault why = {.status = LF_OK};

    ok(read_word(&lf_weights, "amount", 6, &weight, &why) == LF_OK && weight == LF_BY_AMOUNT,
       "amount");
    ok(read_word(&lf_weights, "count", 5, &weight, &why) == LF_OK && weight == LF_BY_COUNT,
       "count");
    ok(read_word(&lf_weights, "counts", 6, &weight, &why) == LF_ERR_KEYWORD && why.text.length == 6,
       "another word is refused");
    ok(read_word(&lf_weights, "", 0, &weight, &why) == LF_ERR_KEYWORD, "no word is refused");
}

int
main(void)
{
    test_definition();
    test_wide();
    test_products();
    test_weight();
    return done_testing();
}
