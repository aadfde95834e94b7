/*
 * Wide integers: checked sums and products against the same in 256 bits
 * (integer.h), and the promise that a refusal leaves the result alone.
 */
#include "core/base/int128.h"

#include "test/unit/integer.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"

/* Whether x is this number. */
static bool
is_number(const Integer *x, lf_int128 value)
{
    static Integer y;

    integer_set(&y, value);
    integer_add(&y, x, true);
    return integer_sign(&y) == 0;
}

static bool
fits_128(const Integer *x)
{
    static Integer limit;

    integer_set(&limit, x->negative ? LF_INT128_MIN : LF_INT128_MAX);
    return integer_compare_size(x, &limit) <= 0;
}

static lf_int128
random_wide(void)
{
    lf_uint128 x = (lf_uint128)random_word() << 64 | random_word();
    int drop = (int)random_between(0, 127);

    if (random_chance(16))
        return random_chance(2) ? LF_INT128_MIN : LF_INT128_MAX;
    return random_chance(2) ? (lf_int128)(x >> drop) : -(lf_int128)(x >> drop >> 1);
}

static void
test_wide(void)
{
    static Integer exact, other;
    int wrong_sum = 0, wrong_product = 0, touched = 0, refused = 0, taken = 0;

    for (int i = 0; i < 200000; i++) {
        lf_int128 a = random_wide(), b = random_wide(), got = 42;
        bool fits;

        integer_set(&exact, a);
        integer_set(&other, b);
        integer_add(&exact, &other, false);
        fits = lf_add128(a, b, &got);
        wrong_sum += fits != fits_128(&exact) || (fits && !is_number(&exact, got));
        touched += !fits && got != 42;
        integer_set(&exact, a);
        integer_multiply(&exact, b);
        got = 42;
        fits = lf_mul128(a, b, &got);
        /* the least number is a product that the check may refuse */
        wrong_product += fits && !is_number(&exact, got);
        wrong_product += !fits && fits_128(&exact) && !is_number(&exact, LF_INT128_MIN);
        touched += !fits && got != 42;
        refused += !fits;
        taken += fits;
    }
    is_i64(wrong_sum, 0, "sums are exact or refused, and refused only beyond 128 bits");
    is_i64(wrong_product, 0, "products are exact or refused, and refused only beyond 128 bits");
    is_i64(touched, 0, "a refusal leaves the result alone");
    ok(refused > 10000 && taken > 10000, "both answers are met (%d, %d)", refused, taken);
}

static void
test_narrow(void)
{
    int wrong = 0, touched = 0;

    for (int i = 0; i < 200000; i++) {
        int64_t a = random_signed(), b = random_signed(), got = 42;
        lf_int128 sum = (lf_int128)a + b, product = (lf_int128)a * b;
        bool fits = lf_add64(a, b, &got);

        wrong += fits != lf_fits_int64(sum) || (fits && got != (int64_t)sum);
        touched += !fits && got != 42;
        got = 42;
        fits = lf_mul64(a, b, &got);
        wrong += fits != lf_fits_int64(product) || (fits && got != (int64_t)product);
        touched += !fits && got != 42;
        wrong += lf_abs128(product) != (lf_uint128)(product < 0 ? -product : product);
    }
    is_i64(wrong, 0, "64-bit sums and products are exact or refused");
    is_i64(touched, 0, "a 64-bit refusal leaves the result alone");
    ok(lf_abs128(LF_INT128_MIN) == (lf_uint128)1 << 127, "the least number has a magnitude");
}

int
main(void)
{
    random_begin();
    test_wide();
    test_narrow();
    return done_testing();
}
