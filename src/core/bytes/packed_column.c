/*
 * Packed column: choice of order and width, bits in and out.
 *
 * Layout: order | width << 2 (width 63 stands for 64) · first `order` seeds ·
 * base · number of exceptions · each exception as gap and residual · residuals
 * of `width` bits, low bits first, filled up to a byte.
 */
#include "core/bytes/packed_column.h"

#include <string.h>

#include "core/bytes/column_bits.h"
#include "core/bytes/varint.h"

#define WIDEST_CODE 63

/* For loops over rows whose constant arguments make them short. */
#define ALWAYS_INLINE inline __attribute__((always_inline))

/* Second differences within so few bits of each other have no exceptions. */
#define SHORT_BITS 8

/* What one look at the differences tells. */
typedef struct Shape {
    int32_t steps;      /* rows unlike the one before */
    int32_t first_bits; /* of the longest difference of order 1, folded */
    int32_t second_bits;
    int64_t least; /* differences of order 2 */
    int64_t greatest;
} Shape;

/* Also leaves the second differences in `residual`. */
static Shape
look_at(const int64_t *value, int32_t count, uint64_t *residual)
{
    uint64_t previous = (uint64_t)value[1], step = previous - (uint64_t)value[0];
    uint64_t first = 0, second = 0;
    Shape s = {step != 0, 0, 0, INT64_MAX, INT64_MIN};

    for (int32_t k = 2; k < count; k++) {
        uint64_t d = (uint64_t)value[k] - previous, dd = d - step;
        int64_t signed_dd = (int64_t)dd;

        residual[k] = dd;
        s.steps += d != 0;
        first |= lf_fold(d);
        second |= lf_fold(dd);
        s.least = signed_dd < s.least ? signed_dd : s.least;
        s.greatest = signed_dd > s.greatest ? signed_dd : s.greatest;
        previous = (uint64_t)value[k];
        step = d;
    }
    s.first_bits = lf_bit_length(first);
    s.second_bits = lf_bit_length(second);
    return s;
}

/* The order whose differences are shortest in sum; 1, then 2, among equals.  Counts the lengths of
 * those of order 2. */
static int32_t
shortest_order(const int64_t *value, int32_t count, int32_t *frequency)
{
    uint64_t previous = (uint64_t)value[1], step = previous - (uint64_t)value[0];
    int32_t length[3] = {0, 0, 0};

    for (int32_t k = 2; k < count; k++) {
        uint64_t v = (uint64_t)value[k], d = v - previous;
        int32_t second = lf_bit_length(lf_fold(d - step));

        length[0] += lf_bit_length(lf_fold(v));
        length[1] += lf_bit_length(lf_fold(d));
        length[2] += second;
        frequency[second]++;
        previous = v;
        step = d;
    }
    if (length[1] <= length[2])
        return length[0] < length[1] ? 0 : 1;
    return length[0] < length[2] ? 0 : 2;
}

/* Residuals of an order that is a constant; the answer is the or of their folded forms. */
static ALWAYS_INLINE uint64_t
take_differences_of(const int64_t *value, int32_t count, int32_t order, uint64_t *residual)
{
    uint64_t any = 0;

    for (int32_t k = order; k < count; k++) {
        uint64_t v = (uint64_t)value[k];

        if (order == 2)
            v = v - 2 * (uint64_t)value[k - 1] + (uint64_t)value[k - 2];
        else if (order == 1)
            v -= (uint64_t)value[k - 1];
        residual[k] = v;
        any |= lf_fold(v);
    }
    return any;
}

static uint64_t
take_differences(const int64_t *value, int32_t count, int32_t order, uint64_t *residual)
{
    if (order == 2)
        return take_differences_of(value, count, 2, residual);
    if (order == 1)
        return take_differences_of(value, count, 1, residual);
    return take_differences_of(value, count, 0, residual);
}

/*
 * The folded length beyond which a residual is written as an exception: the
 * one that makes the column shortest.  frequency[n]: residuals n bits long, for
 * n above 0.
 */
static int32_t
best_length(const int32_t *frequency, int32_t rows, int32_t longest)
{
    int64_t cheapest = (int64_t)rows * longest, above = 0;
    int32_t best = longest;

    for (int32_t length = longest - 1; length >= 0 && above < cheapest; length--) {
        int64_t cost;

        above += frequency[length + 1] * lf_exception_bits(length + 1);
        cost = above + (int64_t)rows * length;
        if (cost < cheapest) {
            cheapest = cost;
            best = length;
        }
    }
    return best;
}

/* The residuals that are not exceptions, and how many are. */
typedef struct Frame {
    int32_t length; /* folded, of the longest that is none */
    int32_t exceptions;
    int64_t least;
    int64_t greatest;
} Frame;

static Frame
find_frame(const uint64_t *residual, int32_t from, int32_t count, int32_t length)
{
    uint64_t limit = length == 64 ? UINT64_MAX : (UINT64_C(1) << length) - 1;
    Frame f = {length, 0, INT64_MAX, INT64_MIN};

    for (int32_t k = from; k < count; k++) {
        int64_t r = (int64_t)residual[k];

        if (lf_fold(residual[k]) > limit) {
            f.exceptions++;
            continue;
        }
        f.least = r < f.least ? r : f.least;
        f.greatest = r > f.greatest ? r : f.greatest;
    }
    if (f.least > f.greatest)
        f.least = f.greatest = 0;
    return f;
}

/* Eight bytes, low byte first. */
static void
store(uint64_t x, uint8_t *out)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(out, &x, 8);
#else
    for (int i = 0; i < 8; i++)
        out[i] = (uint8_t)(x >> (8 * i));
#endif
}

/* A residual after the other, `width` bits each; exceptions leave zeros. */
static uint8_t *
put_bits(const uint64_t *residual, int32_t from, int32_t count, Frame f, int32_t width,
         uint8_t *out)
{
    uint64_t limit = f.length == 64 ? UINT64_MAX : (UINT64_C(1) << f.length) - 1;
    uint64_t pending = 0;
    int32_t filled = 0;

    for (int32_t k = from; k < count; k++) {
        uint64_t x = residual[k] - (uint64_t)f.least;

        if (f.exceptions > 0 && lf_fold(residual[k]) > limit)
            x = 0;

        if (width > 56) { /* up to 7 bits are pending: a wide one goes in two */
            pending |= (x & UINT32_MAX) << filled;
            store(pending, out);
            pending >>= 32;
            out += 4;
            x >>= 32;
        }
        pending |= x << filled;
        filled += width > 56 ? width - 32 : width;
        store(pending, out);
        out += filled >> 3;
        pending >>= filled & ~7;
        filled &= 7;
    }
    if (filled > 0)
        *out++ = (uint8_t)pending;
    return out;
}

static uint8_t *
put_exceptions(const uint64_t *residual, int32_t from, Frame f, uint8_t *out)
{
    uint64_t limit = f.length == 64 ? UINT64_MAX : (UINT64_C(1) << f.length) - 1;
    int32_t previous = from - 1;

    for (int32_t k = from; f.exceptions > 0; k++)
        if (lf_fold(residual[k]) > limit) {
            out = lf_put_varint(out, (uint64_t)(k - previous - 1));
            out = lf_put_signed(out, (int64_t)residual[k]);
            previous = k;
            f.exceptions--;
        }
    return out;
}

/* Head, seeds, base, exceptions, bits. */
static uint8_t *
put_column(const int64_t *value, int32_t count, int32_t order, const uint64_t *residual, Frame f,
           uint8_t *out)
{
    int32_t width = lf_bit_length((uint64_t)f.greatest - (uint64_t)f.least);

    if (width >= WIDEST_CODE)
        width = 64;
    *out++ = (uint8_t)(order | (width == 64 ? WIDEST_CODE : width) << 2);
    if (order > 0)
        out = lf_put_signed(out, value[0]);
    if (order > 1)
        out = lf_put_signed(out, (int64_t)((uint64_t)value[1] - (uint64_t)value[0]));
    out = lf_put_signed(out, f.least);
    out = lf_put_varint(out, (uint64_t)f.exceptions);
    out = put_exceptions(residual, order, f, out);
    return width == 0 ? out : put_bits(residual, order, count, f, width, out);
}

/* Residuals whose lengths are counted. */
static uint8_t *
pack_counted(const int64_t *value, int32_t count, int32_t order, const uint64_t *residual,
             const int32_t *frequency, int32_t longest, uint8_t *out)
{
    int32_t length = best_length(frequency, count - order, longest);

    return put_column(value, count, order, residual, find_frame(residual, order, count, length),
                      out);
}

static uint8_t *
pack_with_order(const int64_t *value, int32_t count, int32_t order, uint64_t *residual,
                uint8_t *out)
{
    int32_t longest = lf_bit_length(take_differences(value, count, order, residual));
    int32_t frequency[65] = {0};

    for (int32_t k = order; k < count; k++)
        if (residual[k] != 0)
            frequency[lf_bit_length(lf_fold(residual[k]))]++;
    return pack_counted(value, count, order, residual, frequency, longest, out);
}

/*
 * The choice: a column that changes once is of order 1; a clearly smoother
 * second difference makes order 2, without exceptions where its range is
 * short; any other column is counted out.
 */
uint8_t *
lf_column_pack(const int64_t *value, int32_t count, uint64_t *residual, uint8_t *out)
{
    int32_t frequency[65] = {0}, order;
    uint8_t *end;
    Shape s;

    if (count < 3)
        return pack_with_order(value, count, count == 2 && value[1] == value[0], residual, out);
    if ((end = lf_column_pack_steps(value, count, out)) != NULL)
        return end;
    s = look_at(value, count, residual);
    if (s.steps <= 1)
        return pack_with_order(value, count, 1, residual, out);
    if (s.second_bits + 2 > s.first_bits) {
        order = shortest_order(value, count, frequency);
        if (order == 2)
            return pack_counted(value, count, 2, residual, frequency, s.second_bits, out);
        return pack_with_order(value, count, order, residual, out);
    }
    if (lf_bit_length((uint64_t)s.greatest - (uint64_t)s.least) > SHORT_BITS)
        return pack_with_order(value, count, 2, residual, out);
    return put_column(value, count, 2, residual, (Frame){s.second_bits, 0, s.least, s.greatest},
                      out);
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
static ALWAYS_INLINE int64_t
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

/*
 * Rows [order, count) as differences of a constant order: 0 gives the
 * residuals.  While eight bytes can be read each residual is loaded, and the
 * last eight bytes are loaded once.
 */
static ALWAYS_INLINE void
unpack_with_order(const LfPackedColumn *c, int32_t count, int32_t order, int64_t *value)
{
    const uint8_t *bits = c->bits, *end = c->end;
    const uint64_t width = (uint64_t)c->width, base = c->base;
    const uint64_t mask = (UINT64_C(1) << width) - 1;
    const int64_t room = (end - bits - 8) * 8;
    uint64_t v = c->seed[0] + (order > 1 ? c->seed[1] : 0), step = c->seed[1], bit = 0, rest;
    int32_t k = c->order;

    if (width == 0) {
        for (; k < count; k++)
            value[k] = advance(&v, &step, order, base);
        return;
    }
    for (; k < count && (int64_t)bit <= room; k++, bit += width)
        value[k] =
            advance(&v, &step, order, base + (load(bits + (bit >> 3), end) >> (bit & 7) & mask));
    if (k >= count)
        return;
    rest = load(bits + (bit >> 3), end) >> (bit & 7);
    for (; k < count; k++, rest >>= width)
        value[k] = advance(&v, &step, order, base + (rest & mask));
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

/* Exceptions in the place of the residuals that stand for them. */
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

    memset(value, 0, (size_t)c->count * sizeof(int64_t));
    for (int32_t k = 0; found < c->exceptions; k++) {
        int64_t x = 0;

        p = lf_get_varint(p, c->end, &gap);
        p = lf_get_signed(p, c->end, &x);
        if (k >= c->count || gap >= (uint64_t)(c->count - k))
            break;
        k += (int32_t)gap;
        value[k] = x;
        place[found++] = k;
    }
    return found;
}
