/*
 * Packed column: choice of order and width, bits in and out.
 *
 * Layout: order | width << 2 (width 63 stands for 64) · first `order` seeds ·
 * base · number of exceptions · each exception as gap and residual · residuals
 * of `width` bits, low bits first, filled up to a byte.
 */
#include "type/packed_column.h"

#include <string.h>

#include "type/varint.h"

#define WIDEST_CODE 63

static int32_t
bit_length(uint64_t x)
{
    return x == 0 ? 0 : 64 - __builtin_clzll(x);
}

static uint64_t
fold(uint64_t x)
{
    return lf_zigzag((int64_t)x);
}

/* The order whose differences are shortest in sum; the lowest among equals. */
static int32_t
best_order(const int64_t *value, int32_t count)
{
    int32_t length[3] = {0, 0, 0};
    uint64_t previous, step;

    if (count < 3)
        return count > 1 && value[1] == value[0];
    previous = (uint64_t)value[1];
    step = previous - (uint64_t)value[0];
    for (int32_t k = 2; k < count; k++) {
        uint64_t v = (uint64_t)value[k], d = v - previous;

        length[0] += bit_length(fold(v));
        length[1] += bit_length(fold(d));
        length[2] += bit_length(fold(d - step));
        previous = v;
        step = d;
    }
    if (length[1] <= length[2])
        return length[0] < length[1] ? 0 : 1;
    return length[0] < length[2] ? 0 : 2;
}

static void
take_differences(const int64_t *value, int32_t count, int32_t order, uint64_t *residual)
{
    for (int32_t k = order; k < count; k++) {
        uint64_t v = (uint64_t)value[k];

        if (order == 1)
            v -= (uint64_t)value[k - 1];
        else if (order == 2)
            v = v - 2 * (uint64_t)value[k - 1] + (uint64_t)value[k - 2];
        residual[k] = v;
    }
}

/* The folded length beyond which a residual is cheaper as an exception. */
static int32_t
best_length(const uint64_t *residual, int32_t from, int32_t count)
{
    int32_t frequency[65] = {0}, best, longest = 0;
    int64_t above = 0, cheapest;

    for (int32_t k = from; k < count; k++)
        frequency[bit_length(fold(residual[k]))]++;
    for (int32_t length = 0; length <= 64; length++)
        if (frequency[length] != 0)
            longest = length;
    best = longest;
    cheapest = (int64_t)(count - from) * longest;
    for (int32_t length = longest - 1; length >= 0; length--) {
        int64_t cost;

        /* a gap byte and seven bits a byte */
        above += (int64_t)frequency[length + 1] * 8 * (1 + (length + 1 + 6) / 7);
        if (above >= cheapest)
            break;
        cost = above + (int64_t)(count - from) * length;
        if (cost < cheapest) {
            cheapest = cost;
            best = length;
        }
    }
    return best;
}

/* Least and greatest residual that is no exception; how many are. */
static int32_t
find_frame(const uint64_t *residual, int32_t from, int32_t count, int32_t length, int64_t *least,
           int64_t *greatest)
{
    int32_t exceptions = 0;

    *least = INT64_MAX;
    *greatest = INT64_MIN;
    for (int32_t k = from; k < count; k++) {
        int64_t r = (int64_t)residual[k];

        if (bit_length(fold(residual[k])) > length) {
            exceptions++;
            continue;
        }
        if (r < *least)
            *least = r;
        if (r > *greatest)
            *greatest = r;
    }
    if (*least > *greatest)
        *least = *greatest = 0;
    return exceptions;
}

static uint8_t *
put_bits(const uint64_t *residual, int32_t from, int32_t count, int32_t length, uint64_t base,
         int32_t width, uint8_t *out)
{
    uint64_t pending = 0;
    int32_t filled = 0;

    for (int32_t k = from; k < count && width > 0; k++) {
        uint64_t x = bit_length(fold(residual[k])) > length ? 0 : residual[k] - base;

        for (int32_t left = width; left > 0;) {
            int32_t taken = left < 32 ? left : 32;

            pending |= (x & (UINT64_MAX >> (64 - taken))) << filled;
            for (filled += taken; filled >= 8; filled -= 8) {
                *out++ = (uint8_t)pending;
                pending >>= 8;
            }
            x = taken < 64 ? x >> taken : 0;
            left -= taken;
        }
    }
    if (filled > 0)
        *out++ = (uint8_t)pending;
    return out;
}

uint8_t *
lf_column_pack(const int64_t *value, int32_t count, uint64_t *residual, uint8_t *out)
{
    int32_t order = best_order(value, count), width, length, exceptions, previous;
    int64_t least, greatest;

    take_differences(value, count, order, residual);
    length = best_length(residual, order, count);
    exceptions = find_frame(residual, order, count, length, &least, &greatest);
    width = bit_length((uint64_t)greatest - (uint64_t)least);
    if (width >= WIDEST_CODE)
        width = 64;
    *out++ = (uint8_t)(order | (width == 64 ? WIDEST_CODE : width) << 2);
    if (order > 0)
        out = lf_put_signed(out, value[0]);
    if (order > 1)
        out = lf_put_signed(out, (int64_t)((uint64_t)value[1] - (uint64_t)value[0]));
    out = lf_put_signed(out, least);
    out = lf_put_varint(out, (uint64_t)exceptions);
    previous = order - 1;
    for (int32_t k = order; exceptions > 0; k++)
        if (bit_length(fold(residual[k])) > length) {
            out = lf_put_varint(out, (uint64_t)(k - previous - 1));
            out = lf_put_signed(out, (int64_t)residual[k]);
            previous = k;
            exceptions--;
        }
    return put_bits(residual, order, count, length, (uint64_t)least, width, out);
}

const uint8_t *
lf_column_open(const uint8_t *p, const uint8_t *end, int32_t count, LfPackedColumn *column)
{
    int64_t seed = 0;
    uint64_t ignored;
    int32_t gap, position;

    if (p == NULL || p >= end)
        return NULL;
    *column = (LfPackedColumn){.count = count, .order = *p & 3, .width = *p >> 2, .end = end};
    if (column->width == WIDEST_CODE)
        column->width = 64;
    if (column->order > 2 || column->order > count)
        return NULL;
    p++;
    for (int32_t i = 0; i < column->order; i++) {
        p = lf_get_signed(p, end, &seed);
        column->seed[i] = (uint64_t)seed;
    }
    p = lf_get_signed(p, end, &seed);
    column->base = (uint64_t)seed;
    p = lf_get_count(p, end, count - column->order, &column->exceptions);
    column->exception = p;
    position = column->order - 1;
    for (int32_t i = 0; i < column->exceptions; i++) {
        p = lf_get_count(p, end, count - 2 - position, &gap);
        p = lf_get_varint(p, end, &ignored);
        position += gap + 1;
        if (p == NULL || position >= count)
            return NULL;
    }
    column->bits = p;
    if (p == NULL ||
        ((uint64_t)(count - column->order) * (uint64_t)column->width + 7) / 8 > (uint64_t)(end - p))
        return NULL;
    return p + ((uint64_t)(count - column->order) * (uint64_t)column->width + 7) / 8;
}

/* Eight bytes from p, low byte first, as far as they are readable. */
static uint64_t
load(const uint8_t *p, const uint8_t *end)
{
    uint64_t x = 0;

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (end - p >= 8) {
        memcpy(&x, p, 8);
        return x;
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

/* Where the walk over a column stands. */
typedef struct Walk {
    uint64_t value;
    uint64_t step;
} Walk;

static inline int64_t
advance(Walk *w, int32_t order, uint64_t residual)
{
    if (order == 2) {
        w->step += residual;
        w->value += w->step;
    } else if (order == 1)
        w->value += residual;
    else
        w->value = residual;
    return (int64_t)w->value;
}

/* Rows [k, last) without exceptions. */
static void
unpack_run(const LfPackedColumn *c, Walk *w, int32_t k, int32_t last, int64_t *value)
{
    Walk walk = *w;

    if (c->width == 0)
        for (; k < last; k++)
            value[k] = advance(&walk, c->order, c->base);
    else if (c->order == 2)
        for (; k < last; k++)
            value[k] = advance(&walk, 2, c->base + bits_at(c, (uint64_t)(k - 2)));
    else
        for (; k < last; k++)
            value[k] = advance(&walk, c->order, c->base + bits_at(c, (uint64_t)(k - c->order)));
    *w = walk;
}

void
lf_column_unpack(const LfPackedColumn *c, int32_t count, int64_t *value)
{
    Walk w = {c->seed[0], c->seed[1]};
    const uint8_t *p = c->exception;
    int32_t k = c->order;

    if (c->order > 0 && count > 0)
        value[0] = (int64_t)w.value;
    if (c->order > 1 && count > 1)
        value[1] = (int64_t)(w.value += w.step);
    for (int32_t i = 0; i < c->exceptions && k < count; i++) {
        uint64_t gap = 0;
        int64_t residual = 0;

        p = lf_get_varint(p, c->end, &gap);
        p = lf_get_signed(p, c->end, &residual);
        if (gap >= (uint64_t)(count - k))
            break;
        unpack_run(c, &w, k, k + (int32_t)gap, value);
        k += (int32_t)gap;
        value[k++] = advance(&w, c->order, (uint64_t)residual);
    }
    unpack_run(c, &w, k, count, value);
}
