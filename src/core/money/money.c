/*
 * Money: the currencies of ISO 4217 and their minor units.
 *
 * The list is the standard's list one up to amendment 179.  A code is never
 * taken out again, or values stored with it could no longer be read: ANG, BGN,
 * CUC, HRK, SLL and ZWL, withdrawn since 2020, are still here.  Of the codes
 * whose minor unit is "N.A." only the units of account that are lent in (XDR,
 * XSU, XUA) are here, with two digits; metals, XTS and XXX are not money.
 */
#include "core/money/money.h"

#include <string.h>

#define CURRENCY_ENTRY 4

/* Sorted by code; the fourth character is the scale. */
static const char currencies[] =
    "AED2AFN2ALL2AMD2ANG2AOA2ARS2AUD2AWG2AZN2BAM2BBD2BDT2BGN2BHD3BIF0"
    "BMD2BND2BOB2BOV2BRL2BSD2BTN2BWP2BYN2BZD2CAD2CDF2CHE2CHF2CHW2CLF4"
    "CLP0CNY2COP2COU2CRC2CUC2CUP2CVE2CZK2DJF0DKK2DOP2DZD2EGP2ERN2ETB2"
    "EUR2FJD2FKP2GBP2GEL2GHS2GIP2GMD2GNF0GTQ2GYD2HKD2HNL2HRK2HTG2HUF2"
    "IDR2ILS2INR2IQD3IRR2ISK0JMD2JOD3JPY0KES2KGS2KHR2KMF0KPW2KRW0KWD3"
    "KYD2KZT2LAK2LBP2LKR2LRD2LSL2LYD3MAD2MDL2MGA2MKD2MMK2MNT2MOP2MRU2"
    "MUR2MVR2MWK2MXN2MXV2MYR2MZN2NAD2NGN2NIO2NOK2NPR2NZD2OMR3PAB2PEN2"
    "PGK2PHP2PKR2PLN2PYG0QAR2RON2RSD2RUB2RWF0SAR2SBD2SCR2SDG2SEK2SGD2"
    "SHP2SLE2SLL2SOS2SRD2SSP2STN2SVC2SYP2SZL2THB2TJS2TMT2TND3TOP2TRY2"
    "TTD2TWD2TZS2UAH2UGX0USD2USN2UYI0UYU2UYW4UZS2VED2VES2VND0VUV0WST2"
    "XAD2XAF0XCD2XCG2XDR2XOF0XPF0XSU2XUA2YER2ZAR2ZMW2ZWG2ZWL2";

#define CURRENCY_COUNT ((sizeof(currencies) - 1) / CURRENCY_ENTRY)

/* Three letters as a number that sorts as they do. */
static inline uint32_t
code_key(const char *code)
{
    const unsigned char *c = (const unsigned char *)code;

    return (uint32_t)c[0] << 16 | (uint32_t)c[1] << 8 | c[2];
}

/* The entry of three letters, or NULL. */
static const char *
find_currency(const char *code)
{
    uint32_t key = code_key(code);
    size_t low = 0, high = CURRENCY_COUNT;

    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *entry = currencies + CURRENCY_ENTRY * middle;

        if (code_key(entry) == key)
            return entry;
        if (code_key(entry) > key)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

int
lf_currency_compare(LfCurrency a, LfCurrency b)
{
    return memcmp(a.code, b.code, sizeof(a.code));
}

lf_status
lf_currency_parse(const char *text, size_t len, LfCurrency *out, LfFault *why)
{
    if (len == 3 && find_currency(text) != NULL) {
        *out = (LfCurrency){{text[0], text[1], text[2], '\0'}};
        return LF_OK;
    }
    return LF_REFUSE(why, LF_ERR_CURRENCY_UNKNOWN, .text = {text, len});
}

int
lf_currency_scale(LfCurrency c)
{
    const char *entry = lf_currency_is_none(c) ? NULL : find_currency(c.code);

    return entry == NULL ? LF_CURRENCY_NONE_SCALE : entry[3] - '0';
}

lf_status
lf_currency_same(const LfCurrency *a, const LfCurrency *b, LfFault *why)
{
    if (lf_currency_equal(*a, *b))
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_CURRENCY_MISMATCH, .text = lf_text(a->code),
                     .text2 = lf_text(b->code));
}

int64_t
lf_pow10(int scale)
{
    static const int64_t powers[] = {
        INT64_C(1),
        INT64_C(10),
        INT64_C(100),
        INT64_C(1000),
        INT64_C(10000),
        INT64_C(100000),
        INT64_C(1000000),
        INT64_C(10000000),
        INT64_C(100000000),
        INT64_C(1000000000),
        INT64_C(10000000000),
        INT64_C(100000000000),
        INT64_C(1000000000000),
        INT64_C(10000000000000),
        INT64_C(100000000000000),
        INT64_C(1000000000000000),
        INT64_C(10000000000000000),
        INT64_C(100000000000000000),
        INT64_C(1000000000000000000),
    };

    return powers[scale];
}
