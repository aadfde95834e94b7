/*
 * Rounding: small quotients by the definition of each mode, wide ones by a
 * division written differently (bit by bit over 256 bits), and the edges where
 * a result stops fitting.
 */
#include "core/base/round.h"

#include <string.h>

#include "test/unit/tap.h"
#include "test/unit/word.h"

/* The definition, on what lies between two neighbours: r of d above q. */
static int64_t
by_definition(int64_t n, int64_t d, LfRounding mode)
{
    int64_t m = n < 0 ? -n : n;
    int64_t q = 0;

    while ((q + 1) * d <= m)
        q++;

    int64_t below = m - q * d, above = (q + 1) * d - m;

    if (below != 0) {
        if (mode == LF_UP)
            q++;
        else if (mode == LF_HALF_UP && above <= below)
            q++;
        else if (mode == LF_HALF_EVEN && (above < below || (above == below && q % 2 == 1)))
            q++;
    }
    return n < 0 ? -q : q;
}

static void
test_small(void)
{
    int wrong_div = 0, wrong_muldiv = 0;

    for (int mode = 0; mode < LF_ROUNDINGS; mode++) {
        for (int64_t n = -60; n <= 60; n++) {
            for (int64_t d = 1; d <= 13; d++) {
                int64_t want = by_definition(n, d, (LfRounding)mode), got = 99;

                wrong_div += lf_div_round(n, d, (LfRounding)mode) != want;
                if (lf_muldiv_round(n, 1, d, (LfRounding)mode, &got) != LF_OK || got != want)
                    wrong_muldiv++;
            }
        }
    }
    is_i64(wrong_div, 0, "small quotients follow the definition of their mode");
    is_i64(wrong_muldiv, 0, "small a * b / d follow the definition of their mode");
}

/* xorshift: the same numbers every run. */
static uint64_t
next_random(void)
{
    static uint64_t x = UINT64_C(88172645463325252);

    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    return x;
}

/* A number of any magnitude, small ones as often as large ones. */
static lf_int128
random_of(int bits)
{
    lf_uint128 x = (lf_uint128)next_random() << 64 | next_random();
    int keep = 1 + (int)(next_random() % (uint64_t)bits);
    lf_int128 value = (lf_int128)(x >> (128 - keep));

    return next_random() % 2 == 0 ? value : -value;
}

/* |a| * |b| / d in 256 bits, one bit at a time: the low 128 bits of the
 * quotient, the remainder, and whether the quotient has more. */
static lf_uint128
divide_by_bits(lf_uint128 a, lf_uint128 b, lf_uint128 d, lf_uint128 *rest, bool *wide)
{
    lf_uint128 high = 0, low = 0, q = 0, r = 0;

    for (int i = 127; i >= 0; i--) {
        high = high << 1 | low >> 127;
        low <<= 1;
        if (b >> i & 1) {
            low += a;
            high += low < a;
        }
    }
    *wide = false;
    for (int i = 255; i >= 0; i--) {
        r = r << 1 | ((i >= 128 ? high >> (i - 128) : low >> i) & 1);
        *wide = *wide || q >> 127 != 0;
        q <<= 1;
        if (r >= d) {
            r -= d;
            q |= 1;
        }
    }
    *rest = r;
    return q;
}

static void
test_wide(void)
{
    int wrong = 0, refused = 0, fitted = 0;

    for (int i = 0; i < 100000; i++) {
        int64_t a = (int64_t)random_of(63), d = (int64_t)lf_abs128(random_of(63));
        lf_int128 b = random_of(127);
        LfRounding mode = (LfRounding)(i % LF_ROUNDINGS);
        int64_t got = 0;
        lf_uint128 r;
        bool wide, negative = (a < 0) != (b < 0);

        d += d == 0;

        lf_status status = lf_muldiv_round(a, b, d, mode, &got);
        lf_uint128 q = divide_by_bits(lf_abs128(a), lf_abs128(b), (lf_uint128)d, &r, &wide);
        lf_uint128 twice = 2 * r, whole = (lf_uint128)d;

        if ((mode == LF_UP && r != 0) || (mode == LF_HALF_UP && twice >= whole) ||
            (mode == LF_HALF_EVEN && (twice > whole || (twice == whole && q % 2 == 1))))
            q++;
        if (wide || q > (lf_uint128)INT64_MAX + negative) {
            wrong += status != LF_ERR_OVERFLOW;
            refused++;
        } else {
            wrong += status != LF_OK || (lf_int128)got != (negative ? -(lf_int128)q : (lf_int128)q);
            fitted++;
        }
    }
    is_i64(wrong, 0, "wide a * b / d equal a division done bit by bit");
    ok(refused > 10000 && fitted > 10000, "wide cases cover both answers (%d, %d)", refused,
       fitted);
}

static void
test_wide_div(void)
{
    int wrong = 0;

    for (int i = 0; i < 100000; i++) {
        lf_int128 n = random_of(127), d = (lf_int128)lf_abs128(random_of(127));
        lf_uint128 r;
        bool wide;

        d += d == 0;

        lf_uint128 q = divide_by_bits(lf_abs128(n), 1, (lf_uint128)d, &r, &wide);
        lf_int128 down = n < 0 ? -(lf_int128)q : (lf_int128)q;
        lf_int128 up = r == 0 ? down : down + (n < 0 ? -1 : 1);
        bool half_up = r != 0 && r >= (lf_uint128)d - r;

        wrong += lf_div_round(n, d, LF_DOWN) != down || lf_div_round(n, d, LF_UP) != up ||
                 lf_div_round(n, d, LF_HALF_UP) != (half_up ? up : down);
    }
    is_i64(wrong, 0, "128-bit quotients equal a division done bit by bit");
}

static void
test_edges(void)
{
    int64_t got = 7;

    ok(lf_div_round(LF_INT128_MIN, 1, LF_HALF_UP) == LF_INT128_MIN,
       "the least 128-bit number over 1");
    ok(lf_div_round(LF_INT128_MAX, LF_INT128_MAX, LF_UP) == 1, "the greatest over itself is 1");
    ok(lf_div_round(LF_INT128_MAX, LF_INT128_MAX - 1, LF_HALF_EVEN) == 1,
       "just above 1 rounds to 1");
    ok(lf_div_round(1, LF_INT128_MAX, LF_UP) == 1, "the least fraction rounds up to 1");
    ok(lf_div_round(-1, LF_INT128_MAX, LF_UP) == -1,
       "the least negative fraction rounds away to -1");
    ok(lf_div_round(-1, LF_INT128_MAX, LF_HALF_UP) == 0, "the least negative fraction rounds to 0");

    ok(lf_muldiv_round(INT64_MAX, INT64_MAX, INT64_MAX, LF_UP, &got) == LF_OK && got == INT64_MAX,
       "greatest * greatest / greatest fits");
    ok(lf_muldiv_round(INT64_MIN, LF_INT128_MIN, 1, LF_DOWN, &got) == LF_ERR_OVERFLOW,
       "least * least overflows");
    ok(lf_muldiv_round(INT64_MIN, 1, 1, LF_DOWN, &got) == LF_OK && got == INT64_MIN,
       "the least 64-bit number is a result");
    ok(lf_muldiv_round(INT64_MIN, -1, 1, LF_DOWN, &got) == LF_ERR_OVERFLOW,
       "minus the least 64-bit number is not");
    got = 7;
    ok(lf_muldiv_round(INT64_MAX, 2, 1, LF_DOWN, &got) == LF_ERR_OVERFLOW && got == 7,
       "an overflow leaves the result untouched");
    ok(lf_muldiv_round(INT64_MAX, (lf_int128)INT64_MAX * 2 + 1, INT64_MAX, LF_DOWN, &got) ==
           LF_ERR_OVERFLOW,
       "a quotient of 64 bits does not become negative");
    /* (2^64 - 1) / 2 is half above the greatest 64-bit number */
    ok(lf_muldiv_round(INT64_C(6148914691236517205), 3, 2, LF_DOWN, &got) == LF_OK &&
           got == INT64_MAX,
       "a quotient half above the range rounds down into it");
    ok(lf_muldiv_round(INT64_C(6148914691236517205), 3, 2, LF_HALF_UP, &got) == LF_ERR_OVERFLOW,
       "rounding up past the range is an overflow");
    ok(lf_muldiv_round(INT64_C(6148914691236517205), -3, 2, LF_HALF_UP, &got) == LF_OK &&
           got == INT64_MIN,
       "its mirror still fits");
    ok(lf_muldiv_round(0, LF_INT128_MIN, 3, LF_UP, &got) == LF_OK && got == 0, "0 stays 0");
}

static void
test_names(void)
{
    int mode;
    LfFault why = {0};

    for (int i = 0; i < LF_ROUNDINGS; i++) {
        const char *name = lf_rounding_name((LfRounding)i);

        ok(read_word(&lf_roundings, name, strlen(name), &mode, &why) == LF_OK && mode == i,
           "%s is read as itself", name);
    }
    ok(read_word(&lf_roundings, "half_upx", 7, &mode, &why) == LF_OK && mode == LF_HALF_UP,
       "a name ends at its length");
    ok(read_word(&lf_roundings, "half_u", 6, &mode, &why) == LF_ERR_KEYWORD,
       "a beginning is not a name");
    ok(read_word(&lf_roundings, "UP", 2, &mode, &why) == LF_OK && mode == LF_UP,
       "case does not matter");
    ok(read_word(&lf_roundings, "", 0, &mode, &why) == LF_ERR_KEYWORD &&
           why.status == LF_ERR_KEYWORD && why.text.length == 0 &&
           strcmp(why.name, "rounding") == 0,
       "a refusal names the quantity");
}

int
main(void)
{
    test_small();
    test_wide();
    test_wide_div();
    test_edges();
    test_names();
    return done_testing();
}
