/*
 * Varint: integers of one to ten bytes, seven bits a byte, low bits first, the
 * high bit set in all but the last byte; signed ones folded (0, -1, 1, -2 ...).
 *
 * Readers take the end of the input and return NULL where it is passed or the
 * number is longer than its shortest form or than 64 bits: one value has one
 * form.  The code of a currency is read in the same way.
 */
#ifndef LF_CORE_BYTES_VARINT_H
#define LF_CORE_BYTES_VARINT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/base/inline.h"
#include "core/base/int128.h"
#include "core/money/money.h"

#define LF_VARINT_MAX 10
#define LF_VARINT128_MAX 19

static inline uint64_t
lf_zigzag(int64_t x)
{
    return ((uint64_t)x << 1) ^ (uint64_t)(x < 0 ? -1 : 0);
}

static inline int64_t
lf_unzigzag(uint64_t z)
{
    return (int64_t)((z >> 1) ^ (0 - (z & 1)));
}

static inline uint8_t *
lf_put_varint(uint8_t *p, uint64_t x)
{
    while (x >= 0x80) {
        *p++ = (uint8_t)(x | 0x80);
        x >>= 7;
    }
    *p++ = (uint8_t)x;
    return p;
}

static inline uint8_t *
lf_put_signed(uint8_t *p, int64_t x)
{
    return lf_put_varint(p, lf_zigzag(x));
}

/* Byte by byte: what lf_get_varint does where it cannot do better. */
static inline const uint8_t *
lf_get_varint_slowly(const uint8_t *p, const uint8_t *end, uint64_t *x)
{
    uint64_t value = 0;

    for (int shift = 0; p < end && shift < 64; shift += 7) {
        uint8_t byte = *p++;

        if (shift == 63 && byte > 1)
            return NULL;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *x = value;
            return byte == 0 && shift > 0 ? NULL : p;
        }
    }
    return NULL;
}

/* The low seven bits of each byte, put together: in pairs, fours, and all eight. */
static inline uint64_t
lf_join_sevens(uint64_t x)
{
    uint64_t high;

    x &= UINT64_C(0x7f7f7f7f7f7f7f7f);
    x -= (x & UINT64_C(0x7f007f007f007f00)) >> 1;
    high = x & UINT64_C(0xffff0000ffff0000);
    x = x - high + (high >> 2);
    return (uint32_t)x | x >> 32 << 28;
}

static LF_ALWAYS_INLINE const uint8_t *
lf_get_varint(const uint8_t *p, const uint8_t *end, uint64_t *x)
{
    if (p == NULL || p >= end)
        return NULL;
    if (*p < 0x80) {
        *x = *p;
        return p + 1;
    }
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (end - p >= 8) { /* numbers of two to eight bytes, without a loop */
        uint64_t bytes, ends;

        memcpy(&bytes, p, 8);
        ends = ~bytes & UINT64_C(0x8080808080808080);
        if (ends != 0) {
            *x = lf_join_sevens(bytes & (ends ^ (ends - 1)));
            p += __builtin_ctzll(ends) / 8;
            return *p == 0 ? NULL : p + 1;
        }
    }
#endif
    return lf_get_varint_slowly(p, end, x);
}

static LF_ALWAYS_INLINE const uint8_t *
lf_get_signed(const uint8_t *p, const uint8_t *end, int64_t *x)
{
    uint64_t z = 0;

    p = lf_get_varint(p, end, &z);
    *x = lf_unzigzag(z);
    return p;
}

/* A varint that must lie in 0 .. greatest. */
static inline const uint8_t *
lf_get_count(const uint8_t *p, const uint8_t *end, int32_t greatest, int32_t *x)
{
    uint64_t value = 0;

    p = lf_get_varint(p, end, &value);
    if (p == NULL || greatest < 0 || value > (uint64_t)greatest)
        return NULL;
    *x = (int32_t)value;
    return p;
}

/* The same for signed 128 bits. */
static inline uint8_t *
lf_put_signed128(uint8_t *p, lf_int128 x)
{
    lf_uint128 z = (lf_uint128)x << 1 ^ (x < 0 ? ~(lf_uint128)0 : 0);

    while (z >= 0x80) {
        *p++ = (uint8_t)(z | 0x80);
        z >>= 7;
    }
    *p++ = (uint8_t)z;
    return p;
}

static inline const uint8_t *
lf_get_signed128(const uint8_t *p, const uint8_t *end, lf_int128 *x)
{
    lf_uint128 z = 0;

    for (int shift = 0; p != NULL && p < end && shift < 128; shift += 7) {
        uint8_t byte = *p++;

        if (shift == 126 && byte > 3)
            return NULL;
        z |= (lf_uint128)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *x = (lf_int128)(z >> 1 ^ (0 - (z & 1)));
            return byte == 0 && shift > 0 ? NULL : p;
        }
    }
    return NULL;
}

/* The three letters of a currency; NULL also where they are no code. */
static inline const uint8_t *
lf_get_currency(const uint8_t *p, const uint8_t *end, LfCurrency *currency)
{
    LfFault unknown;

    if (end - p < 3 || lf_currency_parse((const char *)p, 3, currency, &unknown) != LF_OK)
        return NULL;
    return p + 3;
}

#endif
