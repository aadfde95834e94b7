/*
 * Varint: one number, one form: round trips at every length, and refusals of
 * what is cut off, longer than need be, or beyond 64 bits.
 */
#include "core/bytes/varint.h"

#include <string.h>

#include "test/unit/random.h"
#include "test/unit/tap.h"

static void
test_round_trip(void)
{
    int wrong = 0, wrong_length = 0, cut = 0, wrong_signed = 0;

    for (int i = 0; i < 200000; i++) {
        uint64_t x = random_bits(64), got = 1;
        uint8_t buffer[LF_VARINT_MAX];
        uint8_t *end = lf_put_varint(buffer, x);
        int bytes = 1;
        int64_t back = 0;

        for (uint64_t rest = x >> 7; rest != 0; rest >>= 7)
            bytes++;
        wrong_length += end - buffer != bytes;
        wrong += lf_get_varint(buffer, end, &got) != end || got != x;
        for (uint8_t *early = buffer; early < end; early++)
            cut += lf_get_varint(buffer, early, &got) != NULL;
        end = lf_put_signed(buffer, (int64_t)x);
        wrong_signed += lf_get_signed(buffer, end, &back) != end || back != (int64_t)x;
    }
    is_i64(wrong, 0, "numbers come back");
    is_i64(wrong_signed, 0, "signed numbers come back");
    is_i64(wrong_length, 0, "a number takes a byte for seven bits");
    is_i64(cut, 0, "a number that is cut off is none");
}

/* What follows a number must not matter: it is read eight bytes at a time. */
static void
test_company(void)
{
    int wrong = 0, accepted = 0;

    for (int i = 0; i < 200000; i++) {
        uint64_t x = random_bits(64), alone = 1, amid = 2;
        uint8_t buffer[LF_VARINT_MAX + 9];
        uint8_t *end = lf_put_varint(buffer, x);

        for (uint8_t *p = end; p < buffer + sizeof(buffer); p++)
            *p = (uint8_t)random_bits(8);
        wrong += lf_get_varint(buffer, buffer + sizeof(buffer), &amid) != end || amid != x ||
                 lf_get_varint(buffer, end, &alone) != end || alone != x;
        if (end - buffer < LF_VARINT_MAX) { /* one byte longer than need be */
            end[-1] |= 0x80;
            *end = 0;
            accepted += lf_get_varint(buffer, buffer + sizeof(buffer), &amid) != NULL;
        }
    }
    is_i64(wrong, 0, "a number does not depend on what follows it");
    is_i64(accepted, 0, "a number with a zero byte at its end is refused");
}

static bool
is_none(const char *bytes, size_t length)
{
    uint64_t x;

    return lf_get_varint((const uint8_t *)bytes, (const uint8_t *)bytes + length, &x) == NULL;
}

static void
test_refusals(void)
{
    const uint8_t hundred[] = {100};
    int32_t count = -1;

    ok(is_none("\x80\x00", 2), "0 in two bytes is none");
    ok(is_none("\xff\x80\x00", 3), "a number with a zero byte at its end is none");
    ok(is_none("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10), "65 bits are none");
    ok(is_none("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11), "eleven bytes are none");
    ok(!is_none("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10), "64 bits are a number");
    ok(is_none("", 0), "nothing is none");
    ok(lf_get_varint(NULL, NULL, &(uint64_t){0}) == NULL, "none stays none");
    ok(lf_get_count(hundred, hundred + 1, 100, &count) != NULL && count == 100,
       "a count may be its limit");
    ok(lf_get_count(hundred, hundred + 1, 99, &count) == NULL, "a count above its limit is none");
    ok(lf_get_count(hundred, hundred + 1, -1, &count) == NULL, "no count is below 0");
}

static void
test_fold(void)
{
    static const int64_t edges[] = {0, -1, 1, -2, 2};

    for (uint64_t z = 0; z < 5; z++)
        ok(lf_zigzag(edges[z]) == z && lf_unzigzag(z) == edges[z], "%d folds to %d", (int)edges[z],
           (int)z);
    ok(lf_zigzag(INT64_MIN) == UINT64_MAX && lf_unzigzag(UINT64_MAX) == INT64_MIN &&
           lf_zigzag(INT64_MAX) == UINT64_MAX - 1,
       "the ends fold to the end");
}

int
main(void)
{
    random_begin();
    test_round_trip();
    test_company();
    test_refusals();
    test_fold();
    return done_testing();
}
