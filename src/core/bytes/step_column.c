/*
 * Step column: a column that changes at a few rows, such as the payments of a
 * loan that was repriced, packed from those rows alone.
 *
 * The bytes are those of the general way, which counts every row: where its
 * choice would be another than order 1 with each change an exception, nothing
 * is written.
 */
#include "core/bytes/column_bits.h"

#define MOST_STEPS 3

/* Rows unlike the one before, ascending. */
typedef struct Steps {
    int32_t count;
    int32_t row[MOST_STEPS];
} Steps;

static uint64_t
difference(const int64_t *value, int32_t k)
{
    return (uint64_t)value[k] - (uint64_t)value[k - 1];
}

/* False where there are more. */
static bool
find_steps(const int64_t *value, int32_t count, Steps *s)
{
    s->count = 0;
    for (int32_t k = 1; k < count; k++)
        if (value[k] != value[k - 1]) {
            if (s->count == MOST_STEPS)
                return false;
            s->row[s->count++] = k;
        }
    return true;
}

/* Whether steps two rows or more apart, from row 2 on, leave order 0 no shorter than order 1.
 * Order 2 never is: each such step counts there once or twice. */
static bool
is_first_order(const int64_t *value, int32_t count, const Steps *s)
{
    int64_t first = 0, none = 0;
    int32_t from = 2;

    for (int32_t i = 0; i < s->count; i++) {
        int32_t k = s->row[i];

        if (k < 2 || (i > 0 && k < s->row[i - 1] + 2))
            return false;
        first += lf_bit_length(lf_fold(difference(value, k)));
        none += (int64_t)(k - from) * lf_bit_length(lf_fold((uint64_t)value[k - 1]));
        from = k;
    }
    none += (int64_t)(count - from) * lf_bit_length(lf_fold((uint64_t)value[count - 1]));
    return first <= none;
}

/* Whether no residual is kept in bits: each length that one has costs more in all rows. */
static bool
all_are_exceptions(const int64_t *value, int32_t count, const Steps *s)
{
    int32_t length[MOST_STEPS];
    int64_t all = 0;

    for (int32_t i = 0; i < s->count; i++) {
        length[i] = lf_bit_length(lf_fold(difference(value, s->row[i])));
        all += lf_exception_bits(length[i]);
    }
    for (int32_t i = 0; i < s->count; i++) {
        int64_t cost = (int64_t)(count - 1) * length[i];

        for (int32_t j = 0; j < s->count; j++)
            cost += length[j] > length[i] ? lf_exception_bits(length[j]) : 0;
        if (cost <= all)
            return false;
    }
    return true;
}

static uint8_t *
put_steps(const int64_t *value, const Steps *s, uint8_t *out)
{
    int32_t previous = 0;

    *out++ = 1;
    out = lf_put_signed(out, value[0]);
    out = lf_put_signed(out, 0);
    out = lf_put_varint(out, (uint64_t)s->count);
    for (int32_t i = 0; i < s->count; i++) {
        out = lf_put_varint(out, (uint64_t)(s->row[i] - previous - 1));
        out = lf_put_signed(out, (int64_t)difference(value, s->row[i]));
        previous = s->row[i];
    }
    return out;
}

uint8_t *
lf_column_pack_level(int64_t level, int64_t last, int32_t count, uint8_t *out)
{
    uint64_t residual = (uint64_t)last - (uint64_t)level;
    int32_t length = lf_bit_length(lf_fold(residual));

    if ((int64_t)(count - 1) * length <= lf_exception_bits(length) && residual != 0)
        return NULL;
    *out++ = 1;
    out = lf_put_signed(out, level);
    out = lf_put_signed(out, 0);
    out = lf_put_varint(out, residual != 0);
    if (residual != 0) {
        out = lf_put_varint(out, (uint64_t)(count - 2));
        out = lf_put_signed(out, (int64_t)residual);
    }
    return out;
}

/* One step at most is of order 1 whatever its length. */
uint8_t *
lf_column_pack_steps(const int64_t *value, int32_t count, uint8_t *out)
{
    Steps s;

    if (!find_steps(value, count, &s) || (s.count > 1 && !is_first_order(value, count, &s)) ||
        !all_are_exceptions(value, count, &s))
        return NULL;
    return put_steps(value, &s, out);
}
