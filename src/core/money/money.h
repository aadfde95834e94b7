/*
 * Money: currencies and their minor units.
 *
 * An amount is a signed 64-bit count of minor units; its scale, the digits
 * after the point, comes from the currency.  No currency means two digits.
 * Standard: ISO 4217:2015 with the amendments up to 179.
 */
#ifndef LF_CORE_MONEY_MONEY_H
#define LF_CORE_MONEY_MONEY_H

#include "core/base/int128.h"
#include "core/base/limits.h"
#include "core/base/status.h"

#define LF_CURRENCY_NONE_SCALE 2

/* Three capital letters and a zero byte; all zero bytes: no currency. */
typedef struct LfCurrency {
    char code[4];
} LfCurrency;

#define LF_NO_CURRENCY ((LfCurrency){{0, 0, 0, 0}})

static inline bool
lf_currency_is_none(LfCurrency c)
{
    return c.code[0] == '\0';
}

static inline bool
lf_currency_equal(LfCurrency a, LfCurrency b)
{
    return memcmp(a.code, b.code, sizeof(a.code)) == 0;
}

/* Negative, zero or positive as a sorts before, with or after b; none first. */
extern int lf_currency_compare(LfCurrency a, LfCurrency b);

/* The currency of an ISO 4217 code in capitals: LF_OK or LF_ERR_CURRENCY_UNKNOWN. */
extern lf_status lf_currency_parse(const char *text, size_t len, LfCurrency *out, LfFault *why);

/* Digits after the point, 0 to LF_MAX_SCALE. */
extern int lf_currency_scale(LfCurrency c);

/* LF_OK, or LF_ERR_CURRENCY_MISMATCH naming both. */
extern lf_status lf_currency_same(const LfCurrency *a, const LfCurrency *b, LfFault *why);

/* 10 to the power of scale, 0 to 18. */
extern int64_t lf_pow10(int scale);

#endif
