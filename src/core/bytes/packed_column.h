/*
 * Packed column: a column of 64-bit integers as differences of fixed width.
 *
 * Loan columns are constant, straight or slightly curved, so differences of order
 * 0, 1 or 2 need a few bits each; a row that does not fit is written apart, as an
 * exception.  All arithmetic is modulo 2^64: any column packs losslessly, and
 * what is read back is checked by the check of the value, not here.
 * The bytes are a function of the values alone; docs/formats.md describes them.
 */
#ifndef LF_CORE_BYTES_PACKED_COLUMN_H
#define LF_CORE_BYTES_PACKED_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A packed column, its head read, its bits where they lie. */
typedef struct LfPackedColumn {
    int32_t count;
    int32_t order; /* differences taken: 0, 1 or 2 */
    int32_t width; /* bits of a residual: 0 to 64 */
    int32_t exceptions;
    uint64_t base;    /* added to every residual */
    uint64_t seed[2]; /* first value; first difference */
    const uint8_t *exception;
    const uint8_t *bits;
    const uint8_t *end; /* of all readable bytes, at or after the column's own end */
} LfPackedColumn;

/* Most bytes a column of `count` values can take. */
static inline size_t
lf_column_bound(int32_t count)
{
    return (size_t)count * 8 + 64;
}

/*
 * Writes the column and returns the end of what it wrote.  `residual` is space
 * for `count` numbers.
 */
extern uint8_t *lf_column_pack(const int64_t *value, int32_t count, uint64_t *residual,
                               uint8_t *out);

/*
 * The same for a column of count - 1 equal values and a last one, 3 rows or
 * more: a loan's level payment, in no time.  NULL where bits are shorter than
 * the exception that the last value would be.
 */
extern uint8_t *lf_column_pack_level(int64_t level, int64_t last, int32_t count, uint8_t *out);

/* Reads the head of a column; NULL if the bytes are not a valid head, else its end. */
extern const uint8_t *lf_column_open(const uint8_t *p, const uint8_t *end, int32_t count,
                                     LfPackedColumn *column);

/* The first `count` values of an opened column; about 1 ns a value. */
extern void lf_column_unpack(const LfPackedColumn *column, int32_t count, int64_t *value);

/* Whether every value that is not an exception is 0. */
static inline bool
lf_column_is_sparse(const LfPackedColumn *column)
{
    return column->order == 0 && column->width == 0 && column->base == 0;
}

/* The exceptions of a sparse column in their rows of `value`, a 0 in the row after each that has
 * none, nothing elsewhere; and their rows in order (space for as many).  Returns how many they are;
 * the time is theirs alone. */
extern int32_t lf_column_unpack_sparse(const LfPackedColumn *column, int64_t *value,
                                       int32_t *place);

#endif
