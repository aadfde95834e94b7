/*
 * Solver: two ways to compute the same fraction.
 *
 * Both walk the rows from the last one back, S' = (S + 1) v, D' = D v with
 * v = 1 / (1 + r): once with a lower and an upper bound in 64-bit fixed
 * point, once with numerators over a common denominator of any length.
 */
#include "core/rate/solver.h"

#include "core/base/bignum.h"

#define SUM_BITS 52 /* S is at most LF_MAX_PERIODS: 11 bits before the point */
#define SUM_MASK ((INT64_C(1) << SUM_BITS) - 1)
#define ONE_AS_SUM 0x1p52
#define DISCOUNT_BITS 63 /* v and D are at most 1 */

typedef struct Enclosure {
    uint64_t sum_lo;
    uint64_t sum_hi;
    uint64_t discount_lo;
    uint64_t discount_hi;
} Enclosure;

typedef struct Discount {
    uint64_t lo;
    uint64_t hi;
} Discount;

static LfRate
rate_of(const LfAnnuity *a, int32_t k)
{
    if (a->each != NULL)
        return a->each[k];
    return k == 0 ? a->first : a->rest;
}

/* Bounds of 1 / (1 + r); false for rates below 0 or too large for 64 bits. */
static bool
discount_of(LfRate r, Discount *v)
{
    if (r.num < 0 || r.num > INT64_MAX - r.den)
        return false;

    lf_uint128 n = (lf_uint128)r.den << DISCOUNT_BITS;
    uint64_t d = (uint64_t)r.den + (uint64_t)r.num;

    v->lo = (uint64_t)(n / d);
    v->hi = v->lo + ((lf_uint128)v->lo * d != n);
    return true;
}

static uint64_t
mul_down(uint64_t x, uint64_t v)
{
    return (uint64_t)(((lf_uint128)x * v) >> DISCOUNT_BITS);
}

static uint64_t
mul_up(uint64_t x, uint64_t v)
{
    return (uint64_t)(((lf_uint128)x * v + ((UINT64_C(1) << DISCOUNT_BITS) - 1)) >> DISCOUNT_BITS);
}

/* v^count between two bounds, by squaring. */
static Discount
power_of(Discount v, int32_t count)
{
    Discount result = {UINT64_C(1) << DISCOUNT_BITS, UINT64_C(1) << DISCOUNT_BITS};

    for (; count > 0; count >>= 1) {
        if ((count & 1) != 0)
            result = (Discount){mul_down(result.lo, v.lo), mul_up(result.hi, v.hi)};
        v = (Discount){mul_down(v.lo, v.lo), mul_up(v.hi, v.hi)};
    }
    return result;
}

/* One more period in front, with a level payment at its end where `pays`. */
static void
prepend(Enclosure *e, Discount v, bool pays)
{
    if (pays) {
        e->sum_lo = mul_down(e->sum_lo + (UINT64_C(1) << SUM_BITS), v.lo);
        e->sum_hi = mul_up(e->sum_hi + (UINT64_C(1) << SUM_BITS), v.hi);
    }
    e->discount_lo = mul_down(e->discount_lo, v.lo);
    e->discount_hi = mul_up(e->discount_hi, v.hi);
}

/* Bounds of (1 - D) / r at the scale of the sums; r is above zero. */
static void
enclose_sum(LfRate r, Discount d, Enclosure *e)
{
    lf_uint128 one = (lf_uint128)1 << DISCOUNT_BITS;
    uint64_t num = (uint64_t)r.num, den = (uint64_t)r.den, spread;

    /* (1 - D) den / num may pass 64 bits before the shift, S does not */
    e->sum_lo = (uint64_t)((one - d.hi) * den / num >> (DISCOUNT_BITS - SUM_BITS));
    if (!__builtin_mul_overflow(d.hi - d.lo, den, &spread))
        e->sum_hi = e->sum_lo + (spread / num >> (DISCOUNT_BITS - SUM_BITS)) + 2;
    else
        e->sum_hi = (uint64_t)((one - d.lo) * den / num >> (DISCOUNT_BITS - SUM_BITS)) + 1;
}

/* `count` equal periods: D = v^count, S = (1 - D) / r. */
static bool
enclose_equal(LfRate r, int32_t count, bool balloon_apart, Enclosure *e)
{
    Discount v, d;

    if (!discount_of(r, &v))
        return false;
    d = power_of(v, count);
    if (r.num == 0)
        e->sum_lo = e->sum_hi = (uint64_t)count << SUM_BITS;
    else
        enclose_sum(r, d, e);
    e->discount_lo = d.lo;
    e->discount_hi = d.hi;
    if (balloon_apart)
        prepend(e, v, false); /* the order of equal periods does not matter to D */
    return true;
}

static bool
enclose_each(const LfAnnuity *a, Enclosure *e)
{
    for (int32_t k = a->count - 1 + a->balloon_apart; k >= 0; k--) {
        Discount v;

        if (!discount_of(a->each[k], &v))
            return false;
        prepend(e, v, k < a->count);
    }
    return true;
}

static bool
enclose(const LfAnnuity *a, Enclosure *e)
{
    Discount v;

    *e = (Enclosure){0, 0, UINT64_C(1) << DISCOUNT_BITS, UINT64_C(1) << DISCOUNT_BITS};
    if (a->each != NULL) {
        if (!enclose_each(a, e))
            return false;
    } else {
        /* the first period may be unlike the rest */
        bool first = a->count > 0 && (a->first.num != a->rest.num || a->first.den != a->rest.den);

        if (!enclose_equal(a->rest, a->count - first, a->balloon_apart, e) ||
            (first && !discount_of(a->first, &v)))
            return false;
        if (first)
            prepend(e, v, true);
    }
    /* the discounts at the scale of the sums */
    e->discount_lo >>= DISCOUNT_BITS - SUM_BITS;
    e->discount_hi = (e->discount_hi >> (DISCOUNT_BITS - SUM_BITS)) + 1;
    if (e->discount_hi > UINT64_C(1) << SUM_BITS)
        e->discount_hi = UINT64_C(1) << SUM_BITS;
    return e->sum_lo > 0;
}

/*
 * Whether q is the rounded quotient of every n / d with lo <= n <= hi and
 * d_lo <= d <= d_hi; at an edge of the interval the answer may be a false no.
 * 0 <= lo; all products stay below 2^127.
 */
static bool
is_rounded(LfRounding mode, int64_t q, lf_int128 lo, lf_int128 hi, uint64_t d_lo, uint64_t d_hi)
{
    lf_int128 below = 2 * (lf_int128)q - 1, above = below + 2; /* twice the edges */

    if (mode == LF_DOWN) {
        below++;
        above++;
    } else if (mode == LF_UP) {
        below--;
        above--;
    }
    if (mode == LF_DOWN)
        return below * (lf_int128)d_hi <= 2 * lo && 2 * hi < above * (lf_int128)d_lo;
    return below * (lf_int128)d_hi < 2 * lo &&
           (mode == LF_UP ? 2 * hi <= above * (lf_int128)d_lo : 2 * hi < above * (lf_int128)d_lo);
}

/* Amounts and divisors of so many bits keep is_rounded's products in range. */
#define QUICK_BITS 61

static bool
quick_level(const LfAnnuity *a, int64_t principal, int64_t balloon, int64_t unit, LfRounding mode,
            int64_t *level)
{
    Enclosure e;
    double guess;

    if (principal < 0 || principal >> QUICK_BITS != 0 || balloon < 0 || !enclose(a, &e) ||
        e.sum_hi > ((uint64_t)1 << 63) / (uint64_t)unit)
        return false;
    e.sum_lo *= (uint64_t)unit;
    e.sum_hi *= (uint64_t)unit;

    lf_int128 p = (lf_int128)principal << SUM_BITS;
    lf_int128 lo = p - (lf_int128)balloon * (lf_int128)e.discount_hi;
    lf_int128 hi = p - (lf_int128)balloon * (lf_int128)e.discount_lo;

    /* a guess that integers prove; the cast floors, lo is not negative */
    guess = ((double)(int64_t)(hi >> SUM_BITS) * ONE_AS_SUM + (double)((int64_t)hi & SUM_MASK)) /
            (double)e.sum_lo;
    if (lo < 0 || guess >= (double)(INT64_C(1) << QUICK_BITS))
        return false;
    *level = (int64_t)(mode == LF_DOWN ? guess : mode == LF_UP ? guess + 1 : guess + 0.5);
    if (!is_rounded(mode, *level, lo, hi, e.sum_lo, e.sum_hi))
        return false;
    return lf_mul64(*level, unit, level);
}

static bool
quick_balance(const LfAnnuity *a, int64_t level, int64_t balloon, LfRounding mode, int64_t *balance)
{
    Enclosure e;

    if (level < 0 || level > LF_MAX_MONEY || balloon < 0 || !enclose(a, &e))
        return false;

    lf_int128 lo = (lf_int128)level * (lf_int128)e.sum_lo + (lf_int128)balloon * e.discount_lo;
    lf_int128 hi = (lf_int128)level * (lf_int128)e.sum_hi + (lf_int128)balloon * e.discount_hi;

    lo = lf_div_round(lo, (lf_int128)1 << SUM_BITS, mode);
    hi = lf_div_round(hi, (lf_int128)1 << SUM_BITS, mode);
    if (lo != hi || lo > INT64_MAX)
        return false;
    *balance = (int64_t)lo;
    return true;
}

/* S = sum / whole and D = discount / whole, exactly. */
typedef struct Factors {
    LfBignum sum;
    LfBignum discount;
    LfBignum whole;
} Factors;

static lf_status
factors_of(const LfAnnuity *a, Factors *f, LfFault *why)
{
    LfRate r = {0, 1};

    lf_big_set(&f->sum, 0);
    lf_big_set(&f->discount, 1);
    lf_big_set(&f->whole, 1);
    for (int32_t k = a->count - 1 + a->balloon_apart; k >= 0; k--) {
        if (a->each != NULL || k == 0 || k == a->count - 1 + a->balloon_apart)
            r = lf_rate_reduce(rate_of(a, k));
        if (r.num <= -(lf_int128)r.den)
            return LF_REFUSE(why, LF_ERR_RATE_PERIOD, .a = k + 1);
        if ((k < a->count && !lf_big_add(&f->sum, &f->whole)) ||
            !lf_big_mul(&f->sum, (lf_uint128)r.den) ||
            !lf_big_mul(&f->discount, (lf_uint128)r.den) ||
            !lf_big_mul(&f->whole, (lf_uint128)(r.num + r.den)))
            return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "payment");
    }
    return LF_OK;
}

/* x = |x * m - y * n|; negative is the sign that was dropped. */
static bool
subtract_scaled(LfBignum *x, uint64_t m, LfBignum *y, uint64_t n, bool *negative)
{
    if (!lf_big_mul(x, m) || !lf_big_mul(y, n))
        return false;
    *negative = lf_big_compare(x, y) < 0;
    if (*negative) {
        lf_big_sub(y, x);
        lf_big_copy(x, y);
    } else
        lf_big_sub(x, y);
    return true;
}

lf_status
lf_solve_level_exact(const LfAnnuity *a, int64_t principal, int64_t balloon, int64_t unit,
                     LfRounding mode, int64_t *level, LfFault *why)
{
    Factors f;
    bool negative;

    LF_TRY(factors_of(a, &f, why));
    if (!subtract_scaled(&f.whole, (uint64_t)principal, &f.discount, (uint64_t)balloon,
                         &negative) ||
        !lf_big_mul(&f.sum, (lf_uint128)unit) ||
        !lf_big_div_round(&f.whole, &f.sum, mode, &f.discount, level) ||
        !lf_mul64(*level, unit, level))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "payment");
    if (negative)
        *level = -*level;
    return LF_OK;
}

lf_status
lf_solve_level(const LfAnnuity *a, int64_t principal, int64_t balloon, int64_t unit,
               LfRounding mode, int64_t *level, LfFault *why)
{
    if (quick_level(a, principal, balloon, unit, mode, level))
        return LF_OK;
    return lf_solve_level_exact(a, principal, balloon, unit, mode, level, why);
}

static lf_status
exact_balance(const LfAnnuity *a, int64_t level, int64_t balloon, LfRounding mode, int64_t *balance,
              LfFault *why)
{
    Factors f;
    LfBignum scratch;
    bool negative = false, fits;

    LF_TRY(factors_of(a, &f, why));
    if (level < 0)
        fits = subtract_scaled(&f.discount, (uint64_t)balloon, &f.sum, -(uint64_t)level, &negative);
    else
        fits = lf_big_mul(&f.discount, (uint64_t)balloon) && lf_big_mul(&f.sum, (uint64_t)level) &&
               lf_big_add(&f.discount, &f.sum);
    if (!fits || !lf_big_div_round(&f.discount, &f.whole, mode, &scratch, balance))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "balance");
    if (negative)
        *balance = -*balance;
    return LF_OK;
}

lf_status
lf_solve_balance(const LfAnnuity *a, int64_t level, int64_t balloon, LfRounding mode,
                 int64_t *balance, LfFault *why)
{
    if (quick_balance(a, level, balloon, mode, balance))
        return LF_OK;
    return exact_balance(a, level, balloon, mode, balance, why);
}
