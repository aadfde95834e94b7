/*
 * Valuation: a logarithm and an exponential in integers, then sums.
 *
 * ln(1 + r) = k ln 2 + 2 artanh((m - 1) / (m + 1)) with 1 + r = 2^k m, and
 * 1 <= m < 2; the daily factor is exp(-ln(1 + r) / 365).  Both series shrink
 * by a factor of 9 and more a term.
 */
#include "core/schedule/valuation.h"

#include "core/base/range.h"
#include "core/base/round.h"

#define YEAR_DAYS 365
#define DECIMALS_8 INT64_C(100000000)
#define SERIES_LIMIT 64

/* ln 2 with 120 binary places */
#define LN_2 (((LfFixed)LN_2_HIGH << 64) | LN_2_LOW)
#define LN_2_HIGH UINT64_C(0xb17217f7d1cf79)
#define LN_2_LOW UINT64_C(0xabc9e3b39803f2f6)

/* The halves of a product of 128-bit numbers. */
typedef struct Wide {
    lf_uint128 high;
    lf_uint128 low;
} Wide;

static Wide
multiply(lf_uint128 a, lf_uint128 b)
{
    uint64_t a0 = (uint64_t)a, a1 = (uint64_t)(a >> 64), b0 = (uint64_t)b, b1 = (uint64_t)(b >> 64);
    lf_uint128 p00 = (lf_uint128)a0 * b0, p01 = (lf_uint128)a0 * b1, p10 = (lf_uint128)a1 * b0;
    lf_uint128 middle = (p00 >> 64) + (uint64_t)p01 + (uint64_t)p10;

    return (Wide){(lf_uint128)a1 * b1 + (p01 >> 64) + (p10 >> 64) + (middle >> 64),
                  middle << 64 | (uint64_t)p00};
}

/* a * b, toward zero; false at 256 and above. */
static bool
fixed_multiply(LfFixed a, LfFixed b, LfFixed *product)
{
    Wide w = multiply(a, b);

    if (w.high >> LF_FIXED_BITS != 0)
        return false;
    *product = w.high << (128 - LF_FIXED_BITS) | w.low >> LF_FIXED_BITS;
    return true;
}

/* The same where both are known to be small. */
static LfFixed
times(LfFixed a, LfFixed b)
{
    LfFixed product = 0;

    (void)fixed_multiply(a, b, &product);
    return product;
}

/* n / d for 0 <= n < d < 2^63 */
static LfFixed
fixed_ratio(uint64_t n, uint64_t d)
{
    lf_uint128 high = ((lf_uint128)n << 64) / d, rest = ((lf_uint128)n << 64) % d;

    return high << (LF_FIXED_BITS - 64) | (rest << (LF_FIXED_BITS - 64)) / d;
}

/* sum of y^(2i + 1) / (2i + 1), y at most 1/3 */
static LfFixed
artanh(LfFixed y)
{
    LfFixed square = times(y, y), power = y, sum = 0;

    for (unsigned i = 0; i < SERIES_LIMIT && power != 0; i++) {
        sum += power / (2 * i + 1);
        power = times(power, square);
    }
    return sum;
}

/* |ln(1 + r)|; *negative where r is. */
static LfFixed
log_of(int64_t rate_e12, bool *negative)
{
    uint64_t n = (uint64_t)(LF_RATE_ONE + rate_e12), d = (uint64_t)LF_RATE_ONE;
    LfFixed halvings = 0;

    *negative = n < d;
    if (*negative) { /* ln(1 / x) = -ln x */
        d = n;
        n = (uint64_t)LF_RATE_ONE;
    }
    for (; n >= 2 * d; d *= 2)
        halvings++;
    return halvings * LN_2 + 2 * artanh(fixed_ratio(n - d, n + d));
}

LfFixed
lf_daily_discount(int64_t rate_e12)
{
    bool negative;
    LfFixed x = log_of(rate_e12, &negative) / YEAR_DAYS;
    LfFixed term = LF_FIXED_ONE, even = 0, odd = 0;

    for (unsigned i = 0; i < SERIES_LIMIT && term != 0; i++) {
        if ((i & 1) == 0)
            even += term;
        else
            odd += term;
        term = times(term, x) / (i + 1);
    }
    /* exp(-x) for rates above zero, exp(x) below */
    return negative ? even + odd : even - odd;
}

bool
lf_fixed_power(LfFixed factor, int32_t days, LfFixed *power)
{
    LfFixed square = factor;

    *power = LF_FIXED_ONE;
    for (uint32_t left = (uint32_t)days; left != 0;) {
        if ((left & 1) != 0 && !fixed_multiply(*power, square, power))
            return false;
        left >>= 1;
        if (left != 0 && !fixed_multiply(square, square, &square))
            return false;
    }
    return true;
}

/* The discount of each row in turn; gaps between rows repeat, so do powers. */
typedef struct Discounts {
    LfFixed daily;
    LfFixed current; /* of day `day` */
    int32_t day;
    int32_t gap; /* the last gap, and its power */
    LfFixed gap_power;
} Discounts;

static lf_status
discounts_begin(Discounts *d, int64_t rate_e12, LfFault *why)
{
    if (lf_check_rate(rate_e12, why) != LF_OK)
        return why->status;
    *d = (Discounts){
        .daily = lf_daily_discount(rate_e12), .current = LF_FIXED_ONE, .gap_power = LF_FIXED_ONE};
    return LF_OK;
}

static bool
discounts_move(Discounts *d, int32_t day)
{
    if (day - d->day != d->gap) {
        d->gap = day - d->day;
        if (!lf_fixed_power(d->daily, d->gap, &d->gap_power))
            return false;
    }
    d->day = day;
    return fixed_multiply(d->current, d->gap_power, &d->current);
}

/* A factor in two parts of 60 binary places, so that products stay exact. */
#define PART_BITS 60
#define PART_MASK (((LfFixed)1 << PART_BITS) - 1)

lf_status
lf_present_value(const LfRows *rows, int64_t rate_e12, int32_t as_of, int64_t *value, LfFault *why)
{
    lf_int128 high = 0, low = 0, part;
    Discounts d;

    LF_TRY(discounts_begin(&d, rate_e12, why));
    for (int32_t k = lf_rows_until(rows->due, rows->count, as_of); k < rows->count; k++) {
        lf_int128 payment = lf_row_payment(rows, k);

        if (!discounts_move(&d, rows->due[k] - as_of) ||
            !lf_mul128(payment, (lf_int128)(d.current >> PART_BITS), &part) ||
            !lf_add128(high, part, &high) ||
            !lf_mul128(payment, (lf_int128)(d.current & PART_MASK), &part) ||
            !lf_add128(low, part, &low))
            return lf_overflow("present value", why);
    }
    /* what is below 2^-60 of a minor unit no longer matters */
    if (!lf_add128(high, low / ((lf_int128)1 << PART_BITS), &high))
        return lf_overflow("present value", why);
    high = lf_div_round(high, (lf_int128)1 << PART_BITS, LF_HALF_UP);
    if (!lf_fits_int64(high))
        return lf_overflow("present value", why);
    *value = (int64_t)high;
    return LF_OK;
}

/* num / (365 den) with 8 decimals; both lose low bits until that fits. */
static lf_status
mean_years(lf_int128 num, lf_int128 den, bool *known, int64_t *years_e8, LfFault *why)
{
    lf_int128 scaled;

    *known = den > 0;
    if (!*known)
        return LF_OK;
    while (!lf_mul128(num, DECIMALS_8, &scaled) || den > LF_INT128_MAX / YEAR_DAYS) {
        num /= 2;
        den /= 2;
    }
    scaled = den == 0 ? LF_INT128_MAX : lf_div_round(scaled, den * YEAR_DAYS, LF_HALF_UP);
    if (!lf_fits_int64(scaled))
        return lf_overflow("years", why);
    *years_e8 = (int64_t)scaled;
    return LF_OK;
}

/*
 * Sums of weights, and of weights times days after as_of, over rows from
 * `first` on.  A weight is a payment discounted to the first of these rows,
 * with so many binary places; false where a sum leaves 128 bits.
 */
static bool
weigh(const LfRows *rows, int32_t first, Discounts d, int32_t as_of, int bits, lf_int128 *num,
      lf_int128 *den)
{
    lf_int128 weight, part;

    *num = *den = 0;
    for (int32_t k = first; k < rows->count; k++) {
        if (!discounts_move(&d, rows->due[k] - rows->due[first]) ||
            !lf_mul128(lf_row_payment(rows, k), (lf_int128)(d.current >> (LF_FIXED_BITS - bits)),
                       &weight) ||
            !lf_add128(*den, weight, den) ||
            !lf_mul128(weight, (lf_int128)rows->due[k] - as_of, &part) ||
            !lf_add128(*num, part, num))
            return false;
    }
    return true;
}

lf_status
lf_duration(const LfRows *rows, int64_t rate_e12, int32_t as_of, bool *known, int64_t *years_e8,
            LfFault *why)
{
    int32_t first = lf_rows_until(rows->due, rows->count, as_of);
    lf_int128 num, den;
    Discounts d;

    LF_TRY(discounts_begin(&d, rate_e12, why));
    while (first < rows->count && lf_row_payment(rows, first) == 0)
        first++;
    /* far rows need many places, huge amounts leave space for few */
    for (int bits = PART_BITS; bits >= 40; bits -= 10)
        if (weigh(rows, first, d, as_of, bits, &num, &den))
            return mean_years(num, den, known, years_e8, why);
    return lf_overflow("duration", why);
}

lf_status
lf_average_life(const LfRows *rows, int32_t as_of, bool *known, int64_t *years_e8, LfFault *why)
{
    lf_int128 num = 0, den = 0;

    for (int32_t k = lf_rows_until(rows->due, rows->count, as_of); k < rows->count; k++) {
        num += (lf_int128)rows->principal[k] * ((int64_t)rows->due[k] - as_of);
        den += rows->principal[k];
    }
    return mean_years(num, den, known, years_e8, why);
}
