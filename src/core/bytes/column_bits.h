/*
 * Column bits: how long residuals are, and what an exception costs.
 *
 * Uses only numbers.
 */
#ifndef LF_CORE_BYTES_COLUMN_BITS_H
#define LF_CORE_BYTES_COLUMN_BITS_H

#include "core/bytes/packed_column.h"
#include "core/bytes/varint.h"

/* Widths of 63 bits and more are written as this, and take 64. */
#define LF_WIDEST_CODE 63

static inline int32_t
lf_bit_length(uint64_t x)
{
    return x == 0 ? 0 : 64 - __builtin_clzll(x);
}

static inline uint64_t
lf_fold(uint64_t x)
{
    return lf_zigzag((int64_t)x);
}

/* Bits of an exception: a byte for its gap, seven bits a byte for itself. */
static inline int64_t
lf_exception_bits(int32_t length)
{
    return 8 * (1 + (length + 6) / 7);
}

/* A column of 3 rows or more that changes seldom, where that is its shortest form; else NULL. */
extern uint8_t *lf_column_pack_steps(const int64_t *value, int32_t count, uint8_t *out);

#endif
