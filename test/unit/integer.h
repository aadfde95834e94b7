/*
 * integer.h: integers of any length with a sign, written apart from the core's
 * own and differently (32-bit digits, long multiplication, schoolbook sign
 * rules), to check it.  Slow; 1,201 rows of the longest rates fit.
 */
#ifndef LF_TEST_INTEGER_H
#define LF_TEST_INTEGER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/int128.h"

#define INTEGER_DIGITS 6200

typedef struct Integer {
    bool negative; /* never with no digits */
    int digits;
    uint32_t digit[INTEGER_DIGITS];
} Integer;

static inline void
integer_trim(Integer *x)
{
    while (x->digits > 0 && x->digit[x->digits - 1] == 0)
        x->digits--;
    x->negative = x->negative && x->digits > 0;
}

static inline void
integer_set(Integer *x, lf_int128 value)
{
    lf_uint128 rest = lf_abs128(value);

    x->negative = value < 0;
    for (x->digits = 0; rest != 0; rest >>= 32)
        x->digit[x->digits++] = (uint32_t)rest;
}

static inline void
integer_copy(Integer *x, const Integer *y)
{
    x->negative = y->negative;
    x->digits = y->digits;
    memcpy(x->digit, y->digit, (size_t)y->digits * sizeof(y->digit[0]));
}

static inline int
integer_sign(const Integer *x)
{
    return x->digits == 0 ? 0 : x->negative ? -1 : 1;
}

/* x = x * value */
static inline void
integer_multiply(Integer *x, lf_int128 value)
{
    uint32_t part[4];
    lf_uint128 rest = lf_abs128(value);
    int parts = 0;
    static uint32_t product[INTEGER_DIGITS + 4];
    int length;

    for (; rest != 0; rest >>= 32)
        part[parts++] = (uint32_t)rest;
    length = x->digits + parts;
    if (length > INTEGER_DIGITS)
        abort();
    memset(product, 0, (size_t)length * sizeof(product[0]));
    for (int j = 0; j < parts; j++) {
        uint64_t carry = 0;

        for (int i = 0; i < x->digits; i++) {
            carry += (uint64_t)x->digit[i] * part[j] + product[i + j];
            product[i + j] = (uint32_t)carry;
            carry >>= 32;
        }
        product[x->digits + j] = (uint32_t)carry;
    }
    memcpy(x->digit, product, (size_t)length * sizeof(product[0]));
    x->digits = length;
    x->negative = x->negative != (value < 0);
    integer_trim(x);
}

static inline int
integer_compare_size(const Integer *x, const Integer *y)
{
    if (x->digits != y->digits)
        return x->digits < y->digits ? -1 : 1;
    for (int i = x->digits - 1; i >= 0; i--)
        if (x->digit[i] != y->digit[i])
            return x->digit[i] < y->digit[i] ? -1 : 1;
    return 0;
}

/* |x| = | |x| + |y| | or | |x| - |y| | with |x| >= |y| */
static inline void
integer_combine(Integer *x, const Integer *y, bool subtract)
{
    int64_t carry = 0;

    for (int i = 0; i < y->digits || carry != 0; i++) {
        int64_t other = i < y->digits ? (int64_t)y->digit[i] : 0;

        if (i == x->digits) {
            if (i == INTEGER_DIGITS)
                abort();
            x->digit[x->digits++] = 0;
        }
        carry += (int64_t)x->digit[i] + (subtract ? -other : other);
        x->digit[i] = (uint32_t)(carry & INT64_C(0xffffffff));
        carry >>= 32;
    }
    integer_trim(x);
}

/* x = x + y or, where `subtract`, x - y */
static inline void
integer_add(Integer *x, const Integer *y, bool subtract)
{
    bool y_negative = y->negative != subtract;
    static Integer larger;

    if (y->digits == 0)
        return;
    if (x->digits == 0 || x->negative == y_negative) {
        x->negative = y_negative;
        integer_combine(x, y, false);
    } else if (integer_compare_size(x, y) >= 0)
        integer_combine(x, y, true);
    else {
        integer_copy(&larger, y);
        larger.negative = y_negative;
        integer_combine(&larger, x, true);
        integer_copy(x, &larger);
    }
}

#endif
