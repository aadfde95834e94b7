/*
 * Fixed: the exponential series.
 */
#include "core/base/fixed.h"

#include <string.h>

#define MOST_TERMS 24
#define FIXED(high, low) ((lf_uint128)(high) << 64 | (low))

/* 1 / (j + 1)! */
static const lf_uint128 coefficient[MOST_TERMS] = {
    FIXED(0x4000000000000000, 0x0000000000000000), FIXED(0x2000000000000000, 0x0000000000000000),
    FIXED(0x0aaaaaaaaaaaaaaa, 0xaaaaaaaaaaaaaaab), FIXED(0x02aaaaaaaaaaaaaa, 0xaaaaaaaaaaaaaaab),
    FIXED(0x0088888888888888, 0x8888888888888889), FIXED(0x0016c16c16c16c16, 0xc16c16c16c16c16c),
    FIXED(0x0003403403403403, 0x4034034034034034), FIXED(0x0000680680680680, 0x6806806806806807),
    FIXED(0x00000b8ef1d2ab63, 0x99c7d560e4472801), FIXED(0x00000127e4fb7789, 0xf5c72ef016d3ea66),
    FIXED(0x0000001ae64567f5, 0x44e38fe747e4b838), FIXED(0x000000023ddb1dff, 0x1b12f6a89b530f5a),
    FIXED(0x000000002c248c27, 0x50da12f9470663a4), FIXED(0x0000000003272e95, 0x180f93a4175be28c),
    FIXED(0x000000000035cfe7, 0xce67703e23b0cad6), FIXED(0x0000000000035cfe, 0x7ce67703e23b0cad),
    FIXED(0x00000000000032a5, 0x8ee0615a94d64c0a), FIXED(0x00000000000002d0, 0x4f0c772fb2ef7601),
    FIXED(0x0000000000000025, 0xe9368d0282ae4994), FIXED(0x0000000000000001, 0xe542ba402022507b),
    FIXED(0x0000000000000000, 0x171b8ef6dcf5718c), FIXED(0x0000000000000000, 0x010ce396db7f8529),
    FIXED(0x0000000000000000, 0x000bb0da098b1c0d), FIXED(0x0000000000000000, 0x00007cb3c065cbd6),
};

lf_uint128
lf_fixed_factor(double x)
{
    uint64_t bits, mantissa;
    int32_t shift;

    memcpy(&bits, &x, sizeof(bits));
    mantissa = (bits & ((UINT64_C(1) << 52) - 1)) | UINT64_C(1) << 52;
    /* x = mantissa * 2^(exponent - 1075) */
    shift = (int32_t)(bits >> 52 & 0x7ff) - 1075 + 128;
    if (shift <= -53 || shift > 75)
        return 0;
    return shift < 0 ? mantissa >> -shift : (lf_uint128)mantissa << shift;
}

/* So many terms that the next is below 2^-110 of the sum. */
static int
terms_for(lf_uint128 r)
{
    uint64_t high = (uint64_t)(r >> 64);

    if (high < UINT64_C(1) << 53) /* 2^-11 */
        return 9;
    if (high < UINT64_C(1) << 58) /* 2^-6 */
        return 13;
    return high < UINT64_C(1) << 61 ? 18 : MOST_TERMS;
}

lf_uint128
lf_fixed_growth(lf_uint128 r, bool negative)
{
    int j = terms_for(r) - 1;
    lf_uint128 sum = coefficient[j];

    if (negative)
        while (j-- > 0)
            sum = coefficient[j] - lf_fixed_multiply(sum, r);
    else
        while (j-- > 0)
            sum = coefficient[j] + lf_fixed_multiply(sum, r);
    return sum;
}

lf_uint128
lf_fixed_discount(double x)
{
    lf_uint128 r = lf_fixed_factor(x);

    return (LF_FIXED_ONE - lf_fixed_multiply(lf_fixed_growth(r, true), r)) << 2;
}
