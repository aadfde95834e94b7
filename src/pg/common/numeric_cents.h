/*
 * numeric_cents: the usual amount of money of the usual currency, inline.
 *
 * Reads a stored numeric of two decimals below 10^16, which is nearly every
 * amount of nearly every table, and leaves all others to numeric.c.  Aggregates
 * over rows of money spend most of their time here.
 * Uses: numeric's layout (see numeric.c), core integers.
 */
#ifndef LF_PG_COMMON_NUMERIC_CENTS_H
#define LF_PG_COMMON_NUMERIC_CENTS_H

#include "postgres.h"

#include "pg/common/compat.h"

/* Header bits, as numeric.c's NUMERIC_... of the same meaning; the weight is two's complement, sign
 * included. */
#define LFPG_NUMERIC_FORM_MASK 0xC000
#define LFPG_NUMERIC_SHORT 0x8000
#define LFPG_NUMERIC_SHORT_NEGATIVE 0x2000
#define LFPG_NUMERIC_SHORT_WEIGHT_MASK 0x007F
#define LFPG_NUMERIC_SHORT_WEIGHT_SIGN 0x0040

/* The value times 100, or false: then ask lfpg_numeric_to_int128. */
static inline bool
lfpg_numeric_to_cents(Datum numeric, int64 *cents)
{
    const char *p = DatumGetPointer(numeric);
    uint16 header, digit;
    uint64 whole = 0;

    /* a one-byte varlena header, and no pointer to the value elsewhere */
    if (unlikely(!VARATT_IS_1B(p) || VARATT_IS_1B_E(p)))
        return false;

    int digits = ((int)VARSIZE_1B(p) - (int)(VARHDRSZ_SHORT + sizeof(header))) / (int)sizeof(digit);

    memcpy(&header, p + VARHDRSZ_SHORT, sizeof(header));
    p += VARHDRSZ_SHORT + sizeof(header);

    int weight =
        (header & LFPG_NUMERIC_SHORT_WEIGHT_MASK) - 2 * (header & LFPG_NUMERIC_SHORT_WEIGHT_SIGN);

    /* at most four digits before the point and one after it */
    if (unlikely((header & LFPG_NUMERIC_FORM_MASK) != LFPG_NUMERIC_SHORT || weight < -1 ||
                 weight > 3 || digits > weight + 2))
        return false;
    for (int i = 0; i <= weight; i++) {
        digit = 0;
        if (i < digits)
            memcpy(&digit, p + sizeof(digit) * (size_t)i, sizeof(digit));
        whole = whole * 10000 + digit;
    }
    digit = 0;
    if (digits == weight + 2)
        memcpy(&digit, p + sizeof(digit) * (size_t)(weight + 1), sizeof(digit));
    if (unlikely(digit % 100 != 0))
        return false;
    whole = whole * 100 + digit / 100;
    *cents = (header & LFPG_NUMERIC_SHORT_NEGATIVE) != 0 ? -(int64)whole : (int64)whole;
    return true;
}

#endif
