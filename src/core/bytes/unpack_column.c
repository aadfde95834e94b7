/*
 * Packed column, reading: its head, its bits, its exceptions.
 *
 * The layout is described in packed_column.c.
 */
#include "core/bytes/packed_column.h"

#include <string.h>

#include "core/base/inline.h"
#include "core/bytes/column_bits.h"
#include "core/bytes/varint.h"

/* The end of so many exceptions after row `place`; each has its row. */
static inline const uint8_t *
skip_exceptions(const uint8_t *p, const uint8_t *end, int32_t place, int32_t count, int32_t n)
{
    for (int32_t gap = 0; n > 0; n--) {
        uint64_t residual;

        p = lf_get_count(p, end, count - 2 - place, &gap);
        p = lf_get_varint(p, end, &residual);
        if (p == NULL)
            return NULL;
        place += gap + 1;
    }
    return p;
}

const uint8_t *
lf_column_open(const uint8_t *p, const uint8_t *end, int32_t count, LfPackedColumn *column)
{
    int64_t first = 0, step = 0, base;
    int32_t order, width, exceptions = 0;
    uint64_t bytes;

    if (p == NULL || p >= end)
        return NULL;
    order = *p & 3;
    width = *p >> 2 == LF_WIDEST_CODE ? 64 : *p >> 2;
    if (order > 2 || order > count)
        return NULL;
    p++;
    if (order > 0)
        p = lf_get_signed(p, end, &first);
    if (order > 1)
        p = lf_get_signed(p, end, &step);
    p = lf_get_signed(p, end, &base);
    p = lf_get_count(p, end, count - order, &exceptions);
    column->exception = p;
    p = skip_exceptions(p, end, order - 1, count, exceptions);
    bytes = ((uint64_t)(count - order) * (uint64_t)width + 7) / 8;
    if (p == NULL || bytes > (uint64_t)(end - p))
        return NULL;
    column->count = count;
    column->order = order;
    column->width = width;
    column->exceptions = exceptions;
    column->base = (uint64_t)base;
    column->seed[0] = (uint64_t)first;
    column->seed[1] = (uint64_t)step;
    column->bits = p;
    column->end = end;
    return p + bytes;
}

/* Eight bytes from p, low byte first, as far as they can be read. */
static inline uint64_t
load(const uint8_t *p, const uint8_t *end)
{
    uint64_t x = 0;

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint32_t low, high;

    if (end - p >= 8) {
        memcpy(&x, p, 8);
        return x;
    }
    if (end - p >= 4) { /* two that overlap */
        memcpy(&low, p, 4);
        memcpy(&high, end - 4, 4);
        return low | (uint64_t)high << (8 * (end - p - 4));
    }
#endif
    for (int i = 0; i < 8 && p < end; i++)
        x |= (uint64_t)*p++ << (8 * i);
    return x;
}

static inline uint64_t
bits_at(const LfPackedColumn *c, uint64_t index)
{
    uint64_t bit = index * (uint64_t)c->width, x;
    const uint8_t *p = c->bits + (bit >> 3);
    int32_t shift = (int32_t)(bit & 7);

    x = load(p, c->end) >> shift;
    if (shift + c->width > 64 && p + 8 < c->end)
        x |= (uint64_t)p[8] << (64 - shift);
    return c->width == 64 ? x : x & ((UINT64_C(1) << c->width) - 1);
}

/* A residual becomes a value, and the one before it; order is a constant. */
static LF_ALWAYS_INLINE int64_t
advance(uint64_t *value, uint64_t *step, int32_t order, uint64_t residual)
{
    if (order == 2) {
        *step += residual;
        *value += *step;
    } else if (order == 1)
        *value += residual;
    else
        *value = residual;
    return (int64_t)*value;
}

/* Bits that are left of eight bytes once those of the byte before are shifted out. */
#define WORD_BITS 57

/* Rows [order, count) as differences of a constant order: 0 gives the residuals.  Eight bytes
 * are loaded at a time and hold several rows. */
static LF_ALWAYS_INLINE void
unpack_with_order(const LfPackedColumn *c, int32_t count, int32_t order, int64_t *value)
{
    const uint64_t width = (uint64_t)c->width, base = c->base;
    const uint64_t mask = (UINT64_C(1) << width) - 1;
    const int32_t rows = width == 0 ? count : WORD_BITS / (int32_t)width;
    uint64_t v = c->seed[0] + (order > 1 ? c->seed[1] : 0), step = c->seed[1], bit = 0;

    for (int32_t k = c->order, stop; k < count; bit += (uint64_t)rows * width) {
        uint64_t word = load(c->bits + (bit >> 3), c->end) >> (bit & 7);

        stop = count - k < rows ? count : k + rows;
        for (; k < stop; k++, word >>= width)
            value[k] = advance(&v, &step, order, base + (word & mask));
    }
}

static void
unpack_residuals(const LfPackedColumn *c, int32_t count, int64_t *value)
{
    if (c->width > 56)
        for (int32_t k = c->order; k < count; k++)
            value[k] = (int64_t)(c->base + bits_at(c, (uint64_t)(k - c->order)));
    else
        unpack_with_order(c, count, 0, value);
}

/* Exceptions take the place of their residuals. */
static void
patch_exceptions(const LfPackedColumn *c, int32_t count, int64_t *value)
{
    const uint8_t *p = c->exception;
    uint64_t gap = 0;

    for (int32_t i = 0, k = c->order; i < c->exceptions; i++, k++) {
        int64_t residual = 0;

        p = lf_get_varint(p, c->end, &gap);
        p = lf_get_signed(p, c->end, &residual);
        if (k >= count || gap >= (uint64_t)(count - k))
            return;
        k += (int32_t)gap;
        value[k] = residual;
    }
}

/* Residuals into values, in place. */
static void
sum_up(const LfPackedColumn *c, int32_t count, int64_t *value)
{
    uint64_t v = c->seed[0], step = c->seed[1];

    if (c->order == 1)
        for (int32_t k = 1; k < count; k++)
            value[k] = advance(&v, &step, 1, (uint64_t)value[k]);
    if (c->order == 2) {
        v += step;
        for (int32_t k = 2; k < count; k++)
            value[k] = advance(&v, &step, 2, (uint64_t)value[k]);
    }
}

void
lf_column_unpack(const LfPackedColumn *c, int32_t count, int64_t *value)
{
    if (c->order > 0 && count > 0)
        value[0] = (int64_t)c->seed[0];
    if (c->order > 1 && count > 1)
        value[1] = (int64_t)(c->seed[0] + c->seed[1]);
    if (c->exceptions > 0 || c->width > 56) {
        unpack_residuals(c, count, value);
        patch_exceptions(c, count, value);
        sum_up(c, count, value);
    } else if (c->order == 2)
        unpack_with_order(c, count, 2, value);
    else if (c->order == 1)
        unpack_with_order(c, count, 1, value);
    else
        unpack_with_order(c, count, 0, value);
}

int32_t
lf_column_unpack_sparse(const LfPackedColumn *c, int64_t *value, int32_t *place)
{
    const uint8_t *p = c->exception;
    uint64_t gap = 0;
    int32_t found = 0;

    for (int32_t k = 0; found < c->exceptions; k++) {
        int64_t x = 0;

        p = lf_get_varint(p, c->end, &gap);
        p = lf_get_signed(p, c->end, &x);
        if (k >= c->count || gap >= (uint64_t)(c->count - k))
            break;
        k += (int32_t)gap;
        value[k] = x;
        if (k + 1 < c->count)
            value[k + 1] = 0;
        place[found++] = k;
    }
    return found;
}
