/*
 * Packed column, writing: choice of order and width, exceptions, bits.
 *
 * Layout: order | width << 2 (width 63 means 64) · first `order` seeds ·
 * base · number of exceptions · each exception as gap and residual · residuals
 * of `width` bits, low bits first, filled up to a byte.
 */
#include "core/bytes/packed_column.h"

#include <string.h>

#include "core/base/inline.h"
#include "core/bytes/column_bits.h"
#include "core/bytes/varint.h"

/* Second differences within so few bits of each other have no exceptions. */
#define SHORT_BITS 8

/* What one pass over the differences shows. */
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
    uint64_t first = 0;
    int32_t low, high;
    Shape s = {step != 0, 0, 0, INT64_MAX, INT64_MIN};

    for (int32_t k = 2; k < count; k++) {
        uint64_t d = (uint64_t)value[k] - previous, dd = d - step;
        int64_t signed_dd = (int64_t)dd;

        residual[k] = dd;
        s.steps += d != 0;
        first |= lf_fold(d);
        s.least = signed_dd < s.least ? signed_dd : s.least;
        s.greatest = signed_dd > s.greatest ? signed_dd : s.greatest;
        previous = (uint64_t)value[k];
        step = d;
    }
    s.first_bits = lf_bit_length(first);
    low = lf_bit_length(lf_fold((uint64_t)s.least));
    high = lf_bit_length(lf_fold((uint64_t)s.greatest));
    s.second_bits = low > high ? low : high;
    return s;
}

/* Lengths of numbers below 128 are looked up and counted in lanes of one number, 8 bits each. */
#define SHORT_NUMBERS 128
#define SHORT_LENGTH 7
#define LANE_ROWS 255
#define FOUR(x) x, x, x, x
#define SIXTEEN(x) FOUR(x), FOUR(x), FOUR(x), FOUR(x)

static const uint8_t short_length[SHORT_NUMBERS] = {
    0,          1,          2,          2,          FOUR(3),    FOUR(4),    FOUR(4),
    SIXTEEN(5), SIXTEEN(6), SIXTEEN(6), SIXTEEN(7), SIXTEEN(7), SIXTEEN(7), SIXTEEN(7),
};

/* How many residuals are n bits long, folded, up to the longest; the least and greatest of those
 * that are short. */
typedef struct Lengths {
    int32_t longest;
    int32_t count[65];
    int64_t least;
    int64_t greatest;
} Lengths;

static void
count_lengths(const uint64_t *residual, int32_t from, int32_t count, int32_t longest, Lengths *l)
{
    int64_t least = INT64_MAX, greatest = INT64_MIN;

    l->longest = longest;
    memset(l->count, 0,
           (size_t)(longest < SHORT_LENGTH ? SHORT_LENGTH + 1 : longest + 1) * sizeof(int32_t));
    for (int32_t k = from, stop; k < count; k = stop) {
        uint64_t lanes = 0;

        stop = count - k > LANE_ROWS ? k + LANE_ROWS : count;
        for (; k < stop; k++) {
            uint64_t folded = lf_fold(residual[k]);
            int64_t r = (int64_t)residual[k];

            if (folded >= SHORT_NUMBERS) {
                l->count[lf_bit_length(folded)]++;
                continue;
            }
            lanes += UINT64_C(1) << (8 * short_length[folded]);
            least = r < least ? r : least;
            greatest = r > greatest ? r : greatest;
        }
        for (int32_t n = 0; n <= SHORT_LENGTH; n++, lanes >>= 8)
            l->count[n] += (int32_t)(lanes & 255);
    }
    l->least = least;
    l->greatest = greatest;
}

/* The order whose differences are shortest in sum; 1, then 2, among equals.  `seconds` are the
 * lengths of those of order 2: once the others are longer no more rows are counted. */
static int32_t
shortest_order(const int64_t *value, int32_t count, const Lengths *seconds)
{
    uint64_t previous = (uint64_t)value[1];
    int64_t length[3] = {0, 0, 0};

    for (int32_t n = 1; n <= seconds->longest; n++)
        length[2] += (int64_t)n * seconds->count[n];
    for (int32_t k = 2; k < count; k++) {
        uint64_t v = (uint64_t)value[k];

        length[0] += lf_bit_length(lf_fold(v));
        length[1] += lf_bit_length(lf_fold(v - previous));
        if (length[0] > length[2] && length[1] > length[2])
            return 2;
        previous = v;
    }
    if (length[1] <= length[2])
        return length[0] < length[1] ? 0 : 1;
    return length[0] < length[2] ? 0 : 2;
}

/* Residuals of an order that is a constant; the answer is the or of their folded forms. */
static LF_ALWAYS_INLINE uint64_t
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

/* The folded length beyond which a residual is written as an exception: the one that makes the
 * column shortest. */
static int32_t
best_length(const Lengths *l, int32_t rows)
{
    int64_t cheapest = (int64_t)rows * l->longest, above = 0;
    int32_t best = l->longest;

    for (int32_t length = l->longest - 1; length >= 0 && above < cheapest; length--) {
        int64_t cost;

        above += l->count[length + 1] * lf_exception_bits(length + 1);
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
        bool is_exception = lf_fold(residual[k]) > limit;
        int64_t low = is_exception ? INT64_MAX : (int64_t)residual[k];
        int64_t high = is_exception ? INT64_MIN : (int64_t)residual[k];

        f.exceptions += is_exception;
        f.least = low < f.least ? low : f.least;
        f.greatest = high > f.greatest ? high : f.greatest;
    }
    if (f.least > f.greatest)
        f.least = f.greatest = 0;
    return f;
}

/* Where the exceptions are all that are not short, the frame is that of the short ones. */
static bool
frame_of_short(const Lengths *l, int32_t length, Frame *f)
{
    int32_t exceptions = 0;

    if (length > SHORT_LENGTH || l->least > l->greatest)
        return false;
    for (int32_t n = length + 1; n <= SHORT_LENGTH; n++)
        if (l->count[n] != 0)
            return false;
    for (int32_t n = SHORT_LENGTH + 1; n <= l->longest; n++)
        exceptions += l->count[n];
    *f = (Frame){length, exceptions, l->least, l->greatest};
    return true;
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

/* Numbers of up to 8 bits: seven bytes are stored at a time. */
static uint8_t *
put_narrow(const uint64_t *residual, int32_t from, int32_t count, uint64_t least, int32_t width,
           uint8_t *out)
{
    uint64_t pending = 0;
    int32_t filled = 0;

    for (int32_t k = from; k < count; k++) {
        pending |= (residual[k] - least) << filled;
        filled += width;
        if (filled >= 56) {
            store(pending, out);
            out += 7;
            pending >>= 56;
            filled -= 56;
        }
    }
    for (; filled > 0; filled -= 8, pending >>= 8)
        *out++ = (uint8_t)pending;
    return out;
}

/* A residual after the other, `width` bits each. */
static uint8_t *
put_bits(const uint64_t *residual, int32_t from, int32_t count, uint64_t least, int32_t width,
         uint8_t *out)
{
    uint64_t pending = 0;
    int32_t filled = 0;

    if (width <= 8)
        return put_narrow(residual, from, count, least, width, out);
    for (int32_t k = from; k < count; k++) {
        uint64_t x = residual[k] - least;

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

/* Exceptions leave zeros where their bits would be. */
static uint8_t *
put_exceptions(uint64_t *residual, int32_t from, Frame f, uint8_t *out)
{
    uint64_t limit = f.length == 64 ? UINT64_MAX : (UINT64_C(1) << f.length) - 1;
    int32_t previous = from - 1;

    for (int32_t k = from; f.exceptions > 0; k++)
        if (lf_fold(residual[k]) > limit) {
            out = lf_put_varint(out, (uint64_t)(k - previous - 1));
            out = lf_put_signed(out, (int64_t)residual[k]);
            residual[k] = (uint64_t)f.least;
            previous = k;
            f.exceptions--;
        }
    return out;
}

/* Head, seeds, base, exceptions, bits. */
static uint8_t *
put_column(const int64_t *value, int32_t count, int32_t order, uint64_t *residual, Frame f,
           uint8_t *out)
{
    int32_t width = lf_bit_length((uint64_t)f.greatest - (uint64_t)f.least);

    if (width >= LF_WIDEST_CODE)
        width = 64;
    *out++ = (uint8_t)(order | (width == 64 ? LF_WIDEST_CODE : width) << 2);
    if (order > 0)
        out = lf_put_signed(out, value[0]);
    if (order > 1)
        out = lf_put_signed(out, (int64_t)((uint64_t)value[1] - (uint64_t)value[0]));
    out = lf_put_signed(out, f.least);
    out = lf_put_varint(out, (uint64_t)f.exceptions);
    out = put_exceptions(residual, order, f, out);
    return width == 0 ? out : put_bits(residual, order, count, (uint64_t)f.least, width, out);
}

/* Residuals whose lengths are counted. */
static uint8_t *
pack_counted(const int64_t *value, int32_t count, int32_t order, uint64_t *residual,
             const Lengths *l, uint8_t *out)
{
    int32_t length = best_length(l, count - order);
    Frame f;

    if (!frame_of_short(l, length, &f))
        f = find_frame(residual, order, count, length);
    return put_column(value, count, order, residual, f, out);
}

static uint8_t *
pack_with_order(const int64_t *value, int32_t count, int32_t order, uint64_t *residual,
                uint8_t *out)
{
    int32_t longest = lf_bit_length(take_differences(value, count, order, residual));
    Lengths l;

    count_lengths(residual, order, count, longest, &l);
    return pack_counted(value, count, order, residual, &l, out);
}

/* The second differences are there, and are not clearly smoother than the first. */
static uint8_t *
pack_by_lengths(const int64_t *value, int32_t count, const Shape *s, uint64_t *residual,
                uint8_t *out)
{
    int32_t order;
    Lengths l;

    count_lengths(residual, 2, count, s->second_bits, &l);
    order = shortest_order(value, count, &l);
    if (order == 2)
        return pack_counted(value, count, 2, residual, &l, out);
    return pack_with_order(value, count, order, residual, out);
}

/*
 * The choice: a column that changes once is of order 1; a clearly smoother
 * second difference makes order 2, without exceptions where its range is
 * short; any other column is counted out.
 */
uint8_t *
lf_column_pack(const int64_t *value, int32_t count, uint64_t *residual, uint8_t *out)
{
    uint8_t *end;
    Shape s;

    if (count < 3)
        return pack_with_order(value, count, count == 2 && value[1] == value[0], residual, out);
    if ((end = lf_column_pack_steps(value, count, out)) != NULL)
        return end;
    s = look_at(value, count, residual);
    if (s.steps <= 1)
        return pack_with_order(value, count, 1, residual, out);
    if (s.second_bits + 2 > s.first_bits)
        return pack_by_lengths(value, count, &s, residual, out);
    if (lf_bit_length((uint64_t)s.greatest - (uint64_t)s.least) > SHORT_BITS)
        return pack_with_order(value, count, 2, residual, out);
    return put_column(value, count, 2, residual, (Frame){s.second_bits, 0, s.least, s.greatest},
                      out);
}
