/*
 * numeric: numeric from and to scaled integers, by its digits.
 *
 * A numeric is a varlena of a header and digits in base 10,000, the first one
 * times 10,000^weight; leading and trailing zero digits are not stored.  Two
 * headers exist (server's numeric.c): the short one packs sign, display scale
 * and weight into 16 bits, the long one spends 32.  Every value written here
 * has a short one, as the server's would; both are read.
 * Uses: numeric's layout, core integers.
 */
#include "postgres.h"

#include "pg/common/numeric.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "core/base/limits.h"
#include "core/base/ratio.h"
#include "pg/common/compat.h"
#include "core/base/range.h"
#include "pg/common/error.h"
#include "pg/common/numeric_cents.h"

/* Base and decimals of one digit of numeric. */
#define DIGIT_BASE 10000
#define DIGIT_DECIMALS 4

/* The two layouts, as numeric.c's NumericShort and NumericLong. */
typedef struct NumericShortImage {
    uint16 header;
    int16 digits[FLEXIBLE_ARRAY_MEMBER];
} NumericShortImage;

typedef struct NumericLongImage {
    uint16 header;
    int16 weight;
    int16 digits[FLEXIBLE_ARRAY_MEMBER];
} NumericLongImage;

StaticAssertDecl(offsetof(NumericShortImage, digits) == 2, "short numeric header is 2 bytes");
StaticAssertDecl(offsetof(NumericLongImage, digits) == 4, "long numeric header is 4 bytes");

/* Header bits besides those of numeric_cents.h. */
#define HEADER_SPECIAL 0xC000 /* NaN and infinities */
#define HEADER_LONG_NEGATIVE 0x4000
#define HEADER_SHORT_SCALE_SHIFT 7

/* Digits of the widest 128-bit integer: 39 decimals, and up to 3 of padding. */
#define MAX_DIGITS 12

/* 10^16, four digits of numeric: the most that 64 bits hold with room to carry. */
#define FOUR_DIGITS INT64_C(10000000000000000)

/* A finite numeric, taken apart. */
typedef struct NumericView {
    const char *digits; /* not aligned where the varlena header is short */
    int ndigits;
    int weight;
    bool negative;
} NumericView;

static inline int16
load16(const char *p)
{
    int16 x;

    memcpy(&x, p, sizeof(x));
    return x;
}

static inline uint64
digit_at(const NumericView *v, int i)
{
    return (uint64)load16(v->digits + sizeof(int16) * (size_t)i);
}

/* False for NaN and the infinities. */
static inline bool
view_numeric(const struct varlena *image, NumericView *v)
{
    const char *data = VARDATA_ANY(image);
    size_t size = VARSIZE_ANY_EXHDR(image);
    uint16 header = (uint16)load16(data);
    size_t header_size;

    if ((header & LFPG_NUMERIC_FORM_MASK) == HEADER_SPECIAL)
        return false;
    if ((header & LFPG_NUMERIC_SHORT) != 0) {
        header_size = offsetof(NumericShortImage, digits);
        v->negative = (header & LFPG_NUMERIC_SHORT_NEGATIVE) != 0;
        v->weight = header & LFPG_NUMERIC_SHORT_WEIGHT_MASK;
        v->weight -= 2 * (header & LFPG_NUMERIC_SHORT_WEIGHT_SIGN);
    } else {
        header_size = offsetof(NumericLongImage, digits);
        v->negative = (header & HEADER_LONG_NEGATIVE) != 0;
        v->weight = load16(data + offsetof(NumericLongImage, weight));
    }
    v->digits = data + header_size;
    v->ndigits = (int)((size - header_size) / sizeof(int16));
    return true;
}

/* *last = last / 10^drop, 0 < drop < 4; false where that is not exact.  The
 * divisors are spelled out because dividing by a constant is a multiplication. */
static inline bool
drop_zeros(uint64 *last, int drop)
{
    uint32 digit = (uint32)*last;
    uint32 rest;

    switch (drop) {
    case 1:
        *last = digit / 10;
        rest = digit % 10;
        break;
    case 2:
        *last = digit / 100;
        rest = digit % 100;
        break;
    default:
        *last = digit / 1000;
        rest = digit % 1000;
    }
    return rest == 0;
}

/* *x = *x * 10,000 + digit; false, the value being beyond 128 bits signed. */
static inline bool
push_digit(lf_uint128 *x, uint64 digit)
{
    /* 2^114 * 10,000 is beyond 2^127, and what is less cannot wrap */
    if (*x >> 114 != 0)
        return false;
    *x = *x * DIGIT_BASE + digit;
    return true;
}

/* *x = *x * 10^power, with the same answer. */
static bool
push_power(lf_uint128 *x, int power)
{
    for (; power >= DIGIT_DECIMALS; power -= DIGIT_DECIMALS) {
        if (!push_digit(x, 0))
            return false;
    }
    if (*x >> 117 != 0 && power > 0) {
        /* near the end of the range: one decimal at a time */
        for (; power > 0; power--) {
            if (*x >> 124 != 0)
                return false;
            *x *= 10;
        }
        return true;
    }
    *x *= (uint64)lf_pow10(power);
    return true;
}

/* The general case: any number of digits.  `shift` is the power of ten that
 * the last digit stands for at the wanted scale, at least -3. */
static lf_status
assemble_wide(const NumericView *v, int shift, lf_int128 *out)
{
    lf_uint128 x = 0;
    uint64 last = digit_at(v, v->ndigits - 1);
    int drop = shift < 0 ? -shift : 0;

    if (drop > 0 && !drop_zeros(&last, drop))
        return LF_ERR_DECIMALS;
    for (int i = 0; i < v->ndigits - 1; i++) {
        if (!push_digit(&x, digit_at(v, i)))
            return LF_ERR_OVERFLOW;
    }
    if (!push_power(&x, DIGIT_DECIMALS - drop))
        return LF_ERR_OVERFLOW;
    x += last;
    if (shift > 0 && !push_power(&x, shift))
        return LF_ERR_OVERFLOW;
    if (x > (lf_uint128)LF_INT128_MAX + v->negative)
        return LF_ERR_OVERFLOW;
    *out = (lf_int128)(v->negative ? -x : x);
    return LF_OK;
}

lf_status
lfpg_numeric_to_int128(Datum numeric, int scale, lf_int128 *out)
{
    NumericView v;

    if (!view_numeric(PG_DETOAST_DATUM_PACKED(numeric), &v))
        return LF_ERR_NOT_FINITE;
    if (v.ndigits == 0) {
        *out = 0;
        return LF_OK;
    }

    int shift = DIGIT_DECIMALS * (v.weight - v.ndigits + 1) + scale;

    /* the last digit is not zero, so it has at most three decimals to spare */
    if (shift <= -DIGIT_DECIMALS)
        return LF_ERR_DECIMALS;
    /* below 10^19 all the way: 64 bits */
    if (unlikely(v.ndigits > 4 || shift > 19 - DIGIT_DECIMALS * v.ndigits))
        return assemble_wide(&v, shift, out);

    uint64 x = 0;
    uint64 last = digit_at(&v, v.ndigits - 1);

    for (int i = 0; i < v.ndigits - 1; i++)
        x = x * DIGIT_BASE + digit_at(&v, i);
    if (shift < 0) {
        if (!drop_zeros(&last, -shift))
            return LF_ERR_DECIMALS;
        x = x * (uint64)lf_pow10(DIGIT_DECIMALS + shift) + last;
    } else {
        x = (x * DIGIT_BASE + last) * (uint64)lf_pow10(shift);
    }
    *out = v.negative ? -(lf_int128)x : (lf_int128)x;
    return LF_OK;
}

/* A quantity of 64 bits: what a refusal says of it. */
typedef struct Quantity {
    const char *name;
    const char *allowing; /* what sets its scale */
    int64 least;
    int64 greatest;
} Quantity;

/* Reports why a numeric did not become a scaled integer. */
static _Noreturn pg_noinline void
refuse(Datum numeric, lf_status status, int scale, const Quantity *of)
{
    char *text = DatumGetCString(DirectFunctionCall1(numeric_out, numeric));
    bool too_large = status == LF_OK || status == LF_ERR_OVERFLOW;
    LFPG_REFUSE(too_large ? LF_ERR_TOO_LARGE : status, .scale = scale, .name = of->name,
                .text = lf_text(text), .text2 = lf_text(of->allowing), .a = scale, .b = of->least,
                .c = of->greatest);
}

static inline int64
read_int64(Datum numeric, int scale, Quantity of)
{
    lf_int128 value;
    lf_status status = lfpg_numeric_to_int128(numeric, scale, &value);

    if (unlikely(status != LF_OK || !lf_fits_int64(value)))
        refuse(numeric, status, scale, &of);
    return (int64)value;
}

int64
lfpg_numeric_to_minor_at(Datum numeric, int scale, LfCurrency currency, const char *name)
{
    const char *allowing = lf_currency_is_none(currency) ? "money" : currency.code;

    return read_int64(numeric, scale, (Quantity){name, allowing, -LF_MAX_MONEY, LF_MAX_MONEY});
}

int64
lfpg_numeric_to_minor(Datum numeric, LfCurrency currency, const char *name)
{
    int64 cents;

    if (likely(lf_currency_is_none(currency) && lfpg_numeric_to_cents(numeric, &cents)))
        return cents;
    return lfpg_numeric_to_minor_at(numeric, lf_currency_scale(currency), currency, name);
}

int64
lfpg_amount(Datum numeric, LfCurrency currency, const char *name, int64 least)
{
    int64 amount = lfpg_numeric_to_minor(numeric, currency, name);

    LFPG_TRY(lf_check_money, name, amount, least, lf_currency_scale(currency));
    return amount;
}

int64
lfpg_numeric_to_rate(Datum numeric, const char *name)
{
    return read_int64(numeric, LF_RATE_DECIMALS,
                      (Quantity){name, "a rate", -LF_RATE_ONE, LF_MAX_RATE_E12});
}

int64
lfpg_numeric_to_scaled(Datum numeric, int scale, const char *name)
{
    return read_int64(numeric, scale, (Quantity){name, "", PG_INT64_MIN, PG_INT64_MAX});
}

/*
 * The image of digits[0..ndigits), the last `fraction` of which stand after
 * the point.  Zero digits at the end are not stored; the first is not zero.
 */
static inline Datum
write_numeric(const int16 *digits, int ndigits, int fraction, bool negative, int scale)
{
    int weight = ndigits - fraction - 1;

    while (ndigits > 0 && digits[ndigits - 1] == 0)
        ndigits--;

    size_t payload = sizeof(int16) * (size_t)ndigits;
    size_t size = VARHDRSZ + offsetof(NumericShortImage, digits) + payload;
    struct varlena *result = palloc(size);
    NumericShortImage *image = (NumericShortImage *)VARDATA(result);

    SET_VARSIZE(result, size);
    image->header = (uint16)(LFPG_NUMERIC_SHORT | scale << HEADER_SHORT_SCALE_SHIFT);
    if (ndigits > 0) {
        image->header |= (uint16)(weight & LFPG_NUMERIC_SHORT_WEIGHT_MASK);
        image->header |= negative ? LFPG_NUMERIC_SHORT_NEGATIVE : 0;
        memcpy(image->digits, digits, payload);
    }
    return PointerGetDatum(result);
}

/* Digits of x before digits[at], the least significant first to be written:
 * the index of the first one. */
static inline int
peel_digits(uint64 x, int16 *digits, int at)
{
    while (x != 0) {
        digits[--at] = (int16)(x % DIGIT_BASE);
        x /= DIGIT_BASE;
    }
    return at;
}

Datum
lfpg_numeric_from_int64(int64 value, int scale)
{
    int fraction = (scale + DIGIT_DECIMALS - 1) / DIGIT_DECIMALS;
    uint64 unit = (uint64)lf_pow10(DIGIT_DECIMALS * fraction - scale);
    uint64 magnitude = value < 0 ? -(uint64)value : (uint64)value;
    int16 digits[MAX_DIGITS];

    if (unlikely(magnitude > PG_UINT64_MAX / 1000))
        return lfpg_numeric_from_int128(value, scale);

    int first = peel_digits(magnitude * unit, digits, MAX_DIGITS);

    return write_numeric(digits + first, MAX_DIGITS - first, fraction, value < 0, scale);
}

Datum
lfpg_numeric_from_int128(lf_int128 value, int scale)
{
    int fraction = (scale + DIGIT_DECIMALS - 1) / DIGIT_DECIMALS;
    int64 unit = lf_pow10(DIGIT_DECIMALS * fraction - scale);
    lf_uint128 rest = lf_abs128(value);
    uint64 below = (uint64)(FOUR_DIGITS / unit);
    uint64 part = (uint64)(rest % below) * (uint64)unit;
    int16 digits[MAX_DIGITS];
    int first = MAX_DIGITS;

    /* four digits a turn; all but the first turn's part keep their zeros */
    for (rest /= below; rest != 0; rest /= FOUR_DIGITS) {
        int next = first - 4;

        first = peel_digits(part, digits, first);
        while (first > next)
            digits[--first] = 0;
        part = (uint64)(rest % FOUR_DIGITS);
    }
    first = peel_digits(part, digits, first);
    return write_numeric(digits + first, MAX_DIGITS - first, fraction, value < 0, scale);
}

Datum
lfpg_numeric_ratio(lf_int128 part, lf_int128 whole)
{
    int64 ratio_e8;

    LFPG_TRY(lf_ratio, part, whole, &ratio_e8);
    return lfpg_numeric_from_int64(ratio_e8, LF_RATIO_DECIMALS);
}
