/*
 * Bignum: every operation against integers written differently (integer.h),
 * over random operands of all lengths, carries that run through, and the end
 * of the room.
 */
#include "core/base/bignum.h"

#include "test/unit/integer.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"

static LfBignum x, y, z;
static Integer wx, wy, wz;

static bool
same(const LfBignum *got, const Integer *want)
{
    int digits = want->digits;

    if (want->negative || got->length != (digits + 1) / 2)
        return false;
    for (int i = 0; i < digits; i++)
        if ((uint32_t)(got->limb[i / 2] >> (i % 2 * 32)) != want->digit[i])
            return false;
    return digits % 2 == 0 || got->limb[digits / 2] >> 32 == 0;
}

/* The same random number in both, of up to `limbs` limbs; ones and zeros often. */
static void
random_pair(LfBignum *a, Integer *b, int limbs)
{
    int length = (int)random_between(0, limbs);

    lf_big_set(a, 0);
    b->negative = false;
    b->digits = 0;
    for (int i = 0; i < length; i++) {
        uint64_t limb = random_chance(4) ? UINT64_MAX : random_chance(4) ? 0 : random_bits(64);

        if (i == length - 1 && limb == 0)
            limb = 1;
        a->limb[i] = limb;
        b->digit[2 * i] = (uint32_t)limb;
        b->digit[2 * i + 1] = (uint32_t)(limb >> 32);
    }
    a->length = length;
    b->digits = 2 * length;
    integer_trim(b);
}

static lf_uint128
random_factor(void)
{
    if (random_chance(8))
        return (lf_uint128)LF_INT128_MAX;
    return (lf_uint128)random_bits(63) << 64 | random_word() >> random_between(0, 63);
}

static void
test_operations(void)
{
    int wrong_mul = 0, wrong_add = 0, wrong_sub = 0, wrong_compare = 0;

    for (int i = 0; i < 40000; i++) {
        lf_uint128 m = random_factor();

        random_pair(&x, &wx, 12);
        random_pair(&y, &wy, 12);
        int order = integer_compare_size(&wx, &wy), got = lf_big_compare(&x, &y);

        wrong_compare += (got < 0) != (order < 0) || (got > 0) != (order > 0);
        lf_big_copy(&z, &x);
        integer_copy(&wz, &wx);
        integer_multiply(&wz, (lf_int128)m);
        wrong_mul += !lf_big_mul(&z, m) || !same(&z, &wz);
        lf_big_copy(&z, &x);
        integer_copy(&wz, &wx);
        integer_add(&wz, &wy, false);
        wrong_add += !lf_big_add(&z, &y) || !same(&z, &wz);
        integer_add(&wz, &wy, true);
        lf_big_sub(&z, &y);
        wrong_sub += !same(&z, &wz) || lf_big_compare(&z, &x) != 0;
    }
    is_i64(wrong_mul, 0, "products are those of another multiplication");
    is_i64(wrong_add, 0, "sums are those of another addition");
    is_i64(wrong_sub, 0, "a sum less an addend is the other one, its length too");
    is_i64(wrong_compare, 0, "comparisons are those of another comparison");
}

/* x = y * q + r with a known quotient and remainder, r a fraction of y. */
static void
test_division(void)
{
    static LfBignum scratch, rest;
    int wrong = 0, ties = 0;

    for (int i = 0; i < 20000; i++) {
        uint64_t q = random_chance(16) ? INT64_MAX : random_bits(63);
        LfRounding mode = (LfRounding)(i % LF_ROUNDINGS);
        int kind = (int)random_between(0, 4);
        int64_t got = -1;

        random_pair(&y, &wy, 8);
        lf_big_mul(&y, 4);
        if (y.length == 0)
            lf_big_set(&y, 4);
        /* r: 0, just below, at, just above half, y - 1 */
        static const int quarters[] = {0, 1, 2, 2, 4};
        static const int64_t want_up[LF_ROUNDINGS][5] = {
            [LF_HALF_UP] = {0, 0, 1, 1, 1},
            [LF_HALF_EVEN] = {0, 0, -1, 1, 1},
            [LF_UP] = {0, 1, 1, 1, 1},
            [LF_DOWN] = {0, 0, 0, 0, 0},
        };
        static LfBignum one, half;

        lf_big_set(&one, 1);
        lf_big_copy(&half, &y);
        for (int32_t k = 0; k < half.length; k++) /* y is a multiple of 4 */
            half.limb[k] = half.limb[k] >> 1 | (k + 1 < half.length ? half.limb[k + 1] << 63 : 0);
        while (half.length > 0 && half.limb[half.length - 1] == 0)
            half.length--;
        lf_big_set(&rest, 0);
        if (quarters[kind] > 0)
            lf_big_copy(&rest, quarters[kind] == 4 ? &y : &half);
        if (kind == 1 || kind == 4)
            lf_big_sub(&rest, &one);
        if (kind == 3)
            lf_big_add(&rest, &one);
        lf_big_copy(&x, &y);
        lf_big_mul(&x, q);
        lf_big_add(&x, &rest);

        int64_t up = want_up[mode][kind];
        uint64_t want = q + (uint64_t)(up < 0 ? (int64_t)(q & 1) : up);
        bool fits = lf_big_div_round(&x, &y, mode, &scratch, &got);

        wrong += fits != (want <= INT64_MAX) || (fits && (uint64_t)got != want);
        ties += kind == 2;
    }
    is_i64(wrong, 0, "quotients are rounded by the remainder's side of half, in all modes");
    ok(ties > 1000, "exact halves are among them (%d)", ties);
    lf_big_set(&x, 1);
    for (int i = 0; i < 63; i++)
        lf_big_mul(&x, 2);
    lf_big_set(&y, 1);
    int64_t got;

    ok(!lf_big_div_round(&x, &y, LF_DOWN, &scratch, &got), "a quotient of 64 bits is refused");
}

static void
test_room(void)
{
    lf_big_set(&x, 1);
    for (int i = 0; i < LF_BIGNUM_LIMBS - 1; i++)
        lf_big_mul(&x, (lf_uint128)1 << 64);
    ok(x.length == LF_BIGNUM_LIMBS, "a number may fill its room");
    lf_big_copy(&y, &x);
    ok(!lf_big_mul(&y, (lf_uint128)1 << 64), "a product beyond the room is refused");
    lf_big_copy(&y, &x);
    ok(!lf_big_mul(&y, LF_INT128_MAX), "a product far beyond the room is refused");
    for (int i = 0; i < LF_BIGNUM_LIMBS; i++)
        x.limb[i] = UINT64_MAX;
    lf_big_set(&y, 1);
    ok(!lf_big_add(&x, &y), "a carry out of the room is refused");
    lf_big_set(&x, 0);
    ok(x.length == 0 && lf_big_mul(&x, 5) && x.length == 0 && lf_big_add(&x, &x) && x.length == 0,
       "0 has no limbs and stays so");
    lf_big_set(&x, 7);
    ok(lf_big_mul(&x, 0) && x.length == 0, "a number times 0 is 0");
}

int
main(void)
{
    random_begin();
    test_operations();
    test_division();
    test_room();
    return done_testing();
}
