/*
 * Mutate: bit flips, lengths that lie, pieces repeated, lost or exchanged, and
 * numbers at the edges of their types.
 */
#include "mutate.h"

#include <string.h>

/* What a text form is made of, and what it must not hold. */
static const char *const words[] = {"0",
                                    "9",
                                    "-",
                                    "+",
                                    ".",
                                    ",",
                                    ":",
                                    "@",
                                    "=",
                                    "{",
                                    "}",
                                    "[",
                                    "]",
                                    "/",
                                    "!",
                                    "*",
                                    " ",
                                    "e9",
                                    "NaN",
                                    "Infinity",
                                    "99999999999999999999",
                                    "-1",
                                    "0.001",
                                    "true",
                                    "annuity",
                                    "flat",
                                    "CNY",
                                    "1mon",
                                    "0mon",
                                    "14days",
                                    "ACT/365",
                                    "2024-02-29",
                                    "2023-02-29",
                                    "9999-12-31",
                                    "10000-01-01",
                                    "rates",
                                    "balloon",
                                    "payment=",
                                    "grace=-1",
                                    "\345\205\203",
                                    "\t",
                                    "9223372036854775808"};

#define WORDS (sizeof(words) / sizeof(words[0]))

static uint64_t
next(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

uint32_t
fuzz_below(uint64_t *state, uint32_t n)
{
    return (uint32_t)(((next(state) >> 32) * n) >> 32);
}

void
fuzz_copy(FuzzBytes *to, const void *data, size_t length)
{
    to->length = length < FUZZ_MAX_BYTES ? length : FUZZ_MAX_BYTES;
    memcpy(to->data, data, to->length);
}

/* Replaces `lost` bytes at `at` by others. */
static void
replace(FuzzBytes *b, size_t at, size_t lost, const uint8_t *with, size_t length)
{
    if (lost > b->length - at)
        lost = b->length - at;
    if (length > FUZZ_MAX_BYTES - (b->length - lost))
        length = FUZZ_MAX_BYTES - (b->length - lost);
    memmove(b->data + at + length, b->data + at + lost, b->length - at - lost);
    if (length > 0)
        memcpy(b->data + at, with, length);
    b->length = b->length - lost + length;
}

static size_t
any_place(const FuzzBytes *b, uint64_t *state)
{
    return fuzz_below(state, (uint32_t)b->length + 1);
}

/* Some bytes of a value: mostly few. */
static size_t
any_length(uint64_t *state)
{
    return fuzz_below(state, 1u << fuzz_below(state, 7)) + 1;
}

/* A piece of another value, or of the same, over a piece of this one. */
static void
splice(FuzzBytes *b, const FuzzBytes *from, uint64_t *state)
{
    uint8_t piece[64];
    size_t at = any_place(from, state), length = any_length(state);

    if (length > from->length - at)
        length = from->length - at;
    memcpy(piece, from->data + at, length);
    replace(b, any_place(b, state), fuzz_below(state, 2) ? length : 0, piece, length);
}

static void
edge_number(FuzzBytes *b, uint64_t *state)
{
    static const uint64_t edges[] = {0,          1,         0x7F,       0x80,
                                     0xFF,       0x7FFF,    0xFFFF,     INT32_MAX,
                                     UINT32_MAX, INT64_MAX, UINT64_MAX, UINT64_C(1) << 63};
    uint64_t value = edges[fuzz_below(state, 12)];
    size_t width = (size_t)1 << fuzz_below(state, 4);
    uint8_t image[8];

    for (size_t i = 0; i < width; i++)
        image[i] = (uint8_t)(value >> (8 * (width - 1 - i)));
    replace(b, any_place(b, state), fuzz_below(state, 4) ? width : 0, image, width);
}

/* A digit for the next digit, which leaves most texts sound, also those that bytes are made of. */
static void
other_digit(FuzzBytes *b, size_t at, uint64_t *state)
{
    while (at < b->length && (b->data[at] < '0' || b->data[at] > '9'))
        at++;
    if (at < b->length)
        b->data[at] = (uint8_t)('0' + fuzz_below(state, 10));
}

void
fuzz_mutate_binary(FuzzBytes *b, const FuzzBytes *other, uint64_t *state)
{
    for (uint32_t changes = fuzz_below(state, 4) + 1; changes > 0; changes--) {
        size_t at = any_place(b, state);
        uint8_t byte = (uint8_t)fuzz_below(state, 256);

        switch (fuzz_below(state, 9)) {
        case 0:
        case 1:
            if (at < b->length)
                b->data[at] ^= (uint8_t)(1u << fuzz_below(state, 8));
            break;
        case 2:
            replace(b, at, 1, &byte, 1);
            break;
        case 3:
            replace(b, at, any_length(state), NULL, 0);
            break;
        case 4:
            b->length = at;
            break;
        case 5:
            edge_number(b, state);
            break;
        case 6:
            splice(b, b, state);
            break;
        case 7:
            other_digit(b, at, state);
            break;
        default:
            splice(b, other, state);
        }
    }
}

/* Bytes that are no character of UTF-8 become question marks. */
static void
make_utf8(FuzzBytes *b)
{
    for (size_t i = 0; i < b->length; i++) {
        /* the one character of several bytes that words[] has */
        if (i + 3 <= b->length && memcmp(b->data + i, "\345\205\203", 3) == 0)
            i += 2;
        else if (b->data[i] == 0 || b->data[i] > 0x7F)
            b->data[i] = '?';
    }
}

void
fuzz_mutate_text(FuzzBytes *b, const FuzzBytes *other, uint64_t *state)
{
    for (uint32_t changes = fuzz_below(state, 4) + 1; changes > 0; changes--) {
        const char *word = words[fuzz_below(state, WORDS)];
        size_t at = any_place(b, state);

        switch (fuzz_below(state, 8)) {
        case 0:
        case 1:
            other_digit(b, at, state);
            break;
        case 2:
        case 3:
            replace(b, at, fuzz_below(state, 3), (const uint8_t *)word, strlen(word));
            break;
        case 4:
            replace(b, at, any_length(state), NULL, 0);
            break;
        case 5:
            splice(b, b, state);
            break;
        case 6:
            splice(b, other, state);
            break;
        default:
            fuzz_mutate_binary(b, other, state);
        }
    }
    make_utf8(b);
}
