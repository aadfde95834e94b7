/*
 * Packed column: any column comes back from its bytes, whatever its order, its
 * width and its exceptions; no chunk here is longer than promised.
 */
#include "core/bytes/packed_column.h"

#include <stdlib.h>

#include "core/bytes/varint.h"
#include "test/unit/bytes.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"

#define MOST 1300
#define WIDTHS 65

static int64_t value[MOST];
static int seen_width[WIDTHS], seen_order[3], seen_exceptions, seen_prefix, seen_sparse;

static Bytes
pack(const int64_t *column, int32_t count)
{
    uint64_t *residual = chunk((size_t)count * sizeof(*residual));
    uint8_t *room = chunk(lf_column_bound(count));
    uint8_t *end = lf_column_pack(column, count, residual, room);
    Bytes b = exact_copy(room, (size_t)(end - room));

    free(room);
    free(residual);
    return b;
}

/* Whether the first `some` values come back. */
static bool
unpacks(const LfPackedColumn *c, const int64_t *column, int32_t some)
{
    int64_t *got = chunk((size_t)some * sizeof(*got));
    bool same;

    lf_column_unpack(c, some, got);
    same = same_column(got, column, some);
    free(got);
    return same;
}

/* The values of a sparse column, and the rows that are not 0. */
static bool
unpacks_sparse(const LfPackedColumn *c, const int64_t *column)
{
    int64_t *got = chunk((size_t)c->count * sizeof(*got));
    int32_t *place = chunk((size_t)c->exceptions * sizeof(*place)), next = 0;
    int32_t found;
    bool same;

    memset(got, 0, (size_t)c->count * sizeof(*got));
    found = lf_column_unpack_sparse(c, got, place);
    same = same_column(got, column, c->count);

    for (int32_t k = 0; same && k < c->count; k++)
        if (column[k] != 0)
            same = next < found && place[next++] == k;
    seen_sparse++;
    free(place);
    free(got);
    return same && next == found;
}

static bool
round_trip(const int64_t *column, int32_t count)
{
    Bytes b = pack(column, count), again = pack(column, count), longer;
    LfPackedColumn c;
    bool fine = lf_column_open(b.data, b.data + b.length, count, &c) == b.data + b.length &&
                unpacks(&c, column, count) && same_bytes(b, again) &&
                b.length <= lf_column_bound(count);

    if (fine && lf_column_is_sparse(&c))
        fine = unpacks_sparse(&c, column);
    if (fine) {
        seen_width[c.width]++;
        seen_order[c.order]++;
        seen_exceptions += c.exceptions > 0;
        if (count > 2) {
            fine = unpacks(&c, column, (int32_t)random_between(0, count));
            seen_prefix++;
        }
    }
    /* bytes behind its end change nothing */
    longer = (Bytes){chunk(b.length + 9), b.length + 9};
    memset(longer.data, 0xff, longer.length);
    memcpy(longer.data, b.data, b.length);
    fine = fine &&
           lf_column_open(longer.data, longer.data + longer.length, count, &c) ==
               longer.data + b.length &&
           unpacks(&c, column, count);
    free(longer.data);
    free(again.data);
    free(b.data);
    return fine;
}

/* Differences of order `order` of up to `bits` bits, summed up; a few wild. */
static void
bent_column(int32_t count, int order, int bits, int wild_one_in)
{
    uint64_t walk[3] = {random_word(), random_bits(20), 0};
    uint64_t base = random_chance(2) ? 0 : random_word() >> random_between(1, 63);

    for (int32_t k = 0; k < count; k++) {
        uint64_t d = base + (bits == 0 ? 0 : random_word() >> (64 - bits));

        if (wild_one_in > 0 && random_chance(wild_one_in))
            d = random_word();
        walk[order] = d;
        for (int i = order; i > 0; i--)
            walk[i - 1] += walk[i];
        value[k] = (int64_t)walk[0];
    }
}

static void
test_bent(void)
{
    int wrong = 0, widths = 0;

    for (int i = 0; i < 60; i++)
        for (int bits = 0; bits <= 64; bits++)
            for (int order = 0; order < 3; order++) {
                int32_t count = (int32_t)random_between(0, i % 20 == 0 ? MOST : 80);

                bent_column(count, order, bits, i % 3 == 0 ? 0 : (int)random_between(2, 60));
                wrong += !round_trip(value, count);
            }
    is_i64(wrong, 0, "columns of every order and width are read back, exceptions too");
    for (int width = 0; width < WIDTHS; width++)
        widths += seen_width[width] > 0;
    is_i64(widths, 64, "every width but 63, which means 64, occurs");
    ok(seen_order[0] > 0 && seen_order[1] > 0 && seen_order[2] > 0,
       "so is every order (%d, %d, %d)", seen_order[0], seen_order[1], seen_order[2]);
    ok(seen_exceptions > 1000, "so are exceptions (%d)", seen_exceptions);
    ok(seen_sparse > 100, "so are columns of zeros with exceptions (%d)", seen_sparse);
    ok(seen_prefix > 1000, "beginnings of columns were read alone (%d)", seen_prefix);
}

static void
test_edges(void)
{
    static const int64_t edges[] = {INT64_MIN, INT64_MIN + 1, -1, 0, 1, INT64_MAX - 1, INT64_MAX};
    int wrong = 0;

    for (int a = 0; a < 7; a++)
        for (int b = 0; b < 7; b++)
            for (int c = 0; c < 7; c++)
                for (int d = 0; d < 7; d++) {
                    int64_t column[4] = {edges[a], edges[b], edges[c], edges[d]};

                    for (int32_t count = 0; count <= 4; count++)
                        wrong += !round_trip(column, count);
                }
    is_i64(wrong, 0, "short columns of the ends of 64 bits are read back");
    for (int32_t count = 0; count <= 200; count++) {
        for (int32_t k = 0; k < count; k++)
            value[k] = k % 2 == 0 ? INT64_MIN : INT64_MAX;
        wrong += !round_trip(value, count);
    }
    is_i64(wrong, 0, "columns that jump from end to end are read back");
}

static void
test_level(void)
{
    int wrong = 0;

    for (int32_t count = 3; count < 200; count++)
        for (int i = 0; i < 20; i++) {
            int64_t level = random_signed(), last = i < 5 ? level + i : random_signed();
            uint8_t *room = chunk(lf_column_bound(count));
            uint8_t *end = lf_column_pack_level(level, last, count, room);
            Bytes b;

            for (int32_t k = 0; k < count; k++)
                value[k] = k == count - 1 ? last : level;
            b = pack(value, count);
            wrong += end != NULL && !same_bytes(b, (Bytes){room, (size_t)(end - room)});
            wrong += !round_trip(value, count);
            free(b.data);
            free(room);
        }
    is_i64(wrong, 0, "a level payment packs to the same bytes by the short way");
}

/* The plain way to the bytes: every length counted, every choice as packed_column.c says. */
static uint64_t plain_residual[MOST];

static int32_t
folded_length(uint64_t x)
{
    uint64_t folded = lf_zigzag((int64_t)x);
    int32_t length = 0;

    for (; folded != 0; folded >>= 1)
        length++;
    return length;
}

static uint64_t
difference(const int64_t *column, int32_t k, int32_t order)
{
    if (order == 0)
        return (uint64_t)column[k];
    return difference(column, k, order - 1) - difference(column, k - 1, order - 1);
}

/* Sum and greatest of the lengths of an order, from row `from` on. */
static int64_t
lengths(const int64_t *column, int32_t count, int32_t from, int32_t order, int32_t *greatest)
{
    int64_t sum = 0;

    *greatest = 0;
    for (int32_t k = from; k < count; k++) {
        int32_t length = folded_length(difference(column, k, order));

        sum += length;
        *greatest = length > *greatest ? length : *greatest;
    }
    return sum;
}

static int32_t
plain_order(const int64_t *column, int32_t count, bool *smooth)
{
    int32_t longest[3], steps = 0;
    int64_t sum[3];

    *smooth = false;
    if (count < 3)
        return count == 2 && column[1] == column[0];
    for (int32_t order = 0; order < 3; order++)
        sum[order] = lengths(column, count, 2, order, &longest[order]);
    for (int32_t k = 1; k < count; k++)
        steps += column[k] != column[k - 1];
    if (steps <= 1)
        return 1;
    *smooth = longest[2] + 2 <= longest[1];
    if (*smooth)
        return 2;
    if (sum[1] <= sum[2])
        return sum[0] < sum[1] ? 0 : 1;
    return sum[0] < sum[2] ? 0 : 2;
}

/* The folded length from which on residuals are exceptions, less one. */
static int32_t
plain_limit(int32_t rows, int32_t longest, int32_t from)
{
    int64_t cheapest = (int64_t)rows * longest;
    int32_t best = longest;

    for (int32_t limit = longest - 1; limit >= 0; limit--) {
        int64_t cost = (int64_t)rows * limit;

        for (int32_t k = from; k < from + rows; k++) {
            int32_t length = folded_length(plain_residual[k]);

            cost += length > limit ? 8 * (1 + (length + 6) / 7) : 0;
        }
        if (cost < cheapest) {
            cheapest = cost;
            best = limit;
        }
    }
    return best;
}

static Bytes
plain_pack(const int64_t *column, int32_t count)
{
    uint8_t room[16 * MOST], *p = room + 1;
    bool smooth;
    int32_t order = plain_order(column, count, &smooth), longest = 0, limit, exceptions = 0;
    int32_t width = 0, gap = 0, bit = 0;
    int64_t least = INT64_MAX, most = INT64_MIN;

    for (int32_t k = order; k < count; k++) {
        int32_t length = folded_length(plain_residual[k] = difference(column, k, order));
        int64_t r = (int64_t)plain_residual[k];

        longest = length > longest ? length : longest;
        least = r < least ? r : least;
        most = r > most ? r : most;
    }
    smooth = smooth && (uint64_t)most - (uint64_t)least < 256;
    limit = smooth ? longest : plain_limit(count - order, longest, order);
    least = INT64_MAX;
    most = INT64_MIN;
    for (int32_t k = order; k < count; k++)
        if (folded_length(plain_residual[k]) > limit)
            exceptions++;
        else {
            least = (int64_t)plain_residual[k] < least ? (int64_t)plain_residual[k] : least;
            most = (int64_t)plain_residual[k] > most ? (int64_t)plain_residual[k] : most;
        }
    if (least > most)
        least = most = 0;
    for (uint64_t range = (uint64_t)most - (uint64_t)least; range != 0; range >>= 1)
        width++;
    if (width >= 63)
        width = 64;
    room[0] = (uint8_t)(order | (width == 64 ? 63 : width) << 2);
    for (int32_t i = 0; i < order; i++)
        p = lf_put_signed(p, (int64_t)difference(column, i, i));
    p = lf_put_signed(p, least);
    p = lf_put_varint(p, (uint64_t)exceptions);
    for (int32_t k = order; k < count; k++, gap++)
        if (folded_length(plain_residual[k]) > limit) {
            p = lf_put_varint(p, (uint64_t)gap);
            p = lf_put_signed(p, (int64_t)plain_residual[k]);
            plain_residual[k] = (uint64_t)least;
            gap = -1;
        }
    for (int32_t k = order; k < count; k++)
        for (int32_t i = 0; i < width; i++, bit++) {
            if (bit % 8 == 0)
                *p++ = 0;
            p[-1] |= (uint8_t)(((plain_residual[k] - (uint64_t)least) >> i & 1) << bit % 8);
        }
    return exact_copy(room, (size_t)(p - room));
}

/* A column as a loan has it: smooth, with a bend, a leap, or noise at some rows. */
static void
loan_column(int32_t count)
{
    int64_t v = random_between(0, 1 << 22), step = random_between(-9000, 9000);
    int64_t noise = random_between(0, 3), pull = random_between(-40, 40);
    int32_t bend = (int32_t)random_between(0, count), wild = (int32_t)random_between(2, 60);

    for (int32_t k = 0; k < count; k++) {
        if (k == bend)
            step = random_between(-9000, 9000);
        if (random_chance(wild))
            v += random_between(-200000, 200000);
        value[k] = v;
        v += step;
        step += pull + random_between(-noise, noise);
    }
}

static void
test_bytes(void)
{
    int wrong = 0;

    for (int i = 0; i < 20000; i++) {
        int32_t count = (int32_t)random_between(0, i % 50 == 0 ? 600 : 90);
        Bytes b, plain;

        if (i % 4 == 0)
            bent_column(count, i / 4 % 3, (int)random_between(0, 20), (int)random_between(2, 60));
        else
            loan_column(count);
        b = pack(value, count);
        plain = plain_pack(value, count);
        wrong += !same_bytes(b, plain);
        free(plain.data);
        free(b.data);
    }
    is_i64(wrong, 0, "the bytes are those of counting every length");
}

/* What is cut off is refused, whatever bit pattern it leaves. */
static void
test_cut(void)
{
    int accepted = 0, tried = 0;

    for (int i = 0; i < 2000; i++) {
        int32_t count = (int32_t)random_between(1, 40);
        LfPackedColumn c;
        Bytes b;

        bent_column(count, i % 3, (int)random_between(0, 64), 10);
        b = pack(value, count);
        for (size_t length = 0; length < b.length; length++, tried++) {
            Bytes cut = exact_copy(b.data, length);

            accepted += lf_column_open(cut.data, cut.data + length, count, &c) != NULL;
            free(cut.data);
        }
        free(b.data);
    }
    is_i64(accepted, 0, "a column that is cut off is none");
    ok(tried > 10000, "many were cut (%d)", tried);
}

/* Forged bytes either open and unpack to something, or are none. */
static void
test_forged(void)
{
    int opened = 0, refused = 0, outside = 0;

    for (int i = 0; i < 200000; i++) {
        int32_t count = (int32_t)random_between(0, 60);
        size_t length = (size_t)random_between(0, 40);
        Bytes b = {chunk(length), length};
        int64_t got[60];
        LfPackedColumn c;
        const uint8_t *end;

        for (size_t k = 0; k < length; k++)
            b.data[k] = (uint8_t)random_bits(8);
        end = lf_column_open(b.data, b.data + length, count, &c);
        if (end == NULL)
            refused++;
        else {
            opened++;
            outside += end < b.data || end > b.data + length;
            lf_column_unpack(&c, count, got);
        }
        free(b.data);
    }
    is_i64(outside, 0, "a column ends inside its bytes");
    ok(opened > 1000 && refused > 1000, "forged columns open or are none (%d, %d)", opened,
       refused);
}

int
main(void)
{
    random_begin();
    test_bent();
    test_edges();
    test_level();
    test_bytes();
    test_cut();
    test_forged();
    return done_testing();
}
