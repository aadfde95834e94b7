/*
 * Pool: pairs of months, and the speeds that their sums show.
 *
 * A worked pair: 1,000.00 then 850.00, nothing charged off; by contract the
 * balance would have been 1,200.00 and 120.00 of it due in between.  Scheduled
 * is 1,000.00 * 120 / 1,200 = 100.00; 150.00 were paid, so 50.00 prepaid.
 */
#include "core/pool/pool.h"

#include "core/base/bignum.h"
#include "core/base/ratio.h"

/* The position in the contract and in the calendar while months are read. */
typedef struct Walk {
    const LfRows *rows;
    int32_t row;
    int32_t row_month;
    lf_int128 balance; /* after the rows before it */
} Walk;

int32_t
lf_pool_row_month(LfDueCalendar c)
{
    if (c.period.months != 1 || c.first > LF_MAX_ROWS)
        return LF_POOL_BY_DATES;
    return lf_month_of(c.base) + (int32_t)c.first;
}

/* The day of a slot, its month's last where none is told. */
static int32_t
day_of(const LfHistory *h, int32_t slot)
{
    int32_t month = h->first_month + slot;

    if (h->day == NULL)
        return lf_month_start(month + 1) - 1;
    return (int32_t)((uint32_t)lf_month_start(month) + (uint32_t)h->day[slot] - 1);
}

/* On to the rows after a day: what of their principal fell due is taken off the balance. */
static void
pay_until(Walk *w, int32_t day)
{
    while (w->row < w->rows->count && w->rows->due[w->row] <= day)
        w->balance -= w->rows->principal[w->row++];
}

/* The same up to the end of a month, where each has its row. */
static void
pay_month(Walk *w, int32_t month)
{
    while (w->row < w->rows->count && w->row_month + w->row <= month)
        w->balance -= w->rows->principal[w->row++];
}

/* The rows due by the observation of a slot, if it was observed. */
static void
pay_slot(Walk *w, const LfHistory *h, int32_t slot, bool observed)
{
    if (!observed)
        return;
    if (w->row_month != LF_POOL_BY_DATES)
        pay_month(w, h->first_month + slot);
    else
        pay_until(w, day_of(h, slot));
}

/* round(b0 * principal / balance), from 0 to b0; b0 where the contract has ended. */
static int64_t
scheduled_part(int64_t b0, lf_int128 principal, lf_int128 balance)
{
    int64_t product;

    if (balance <= 0 || principal >= balance)
        return b0;
    if (principal <= 0)
        return 0;
    if (balance == b0)
        return (int64_t)principal;
    if (lf_fits_int64(balance) && lf_mul64(b0, (int64_t)principal, &product)) {
        int64_t whole = (int64_t)balance, rest = product % whole;

        return product / whole + (rest >= whole - rest);
    }
    return (int64_t)lf_div_round(b0 * principal, balance, LF_HALF_UP);
}

/* What one pair adds to its month. */
typedef struct Pair {
    int64_t b0;
    int64_t b1;
    int64_t charged_off;
    int64_t scheduled;
    int64_t age;
    bool paid_off;
} Pair;

/* *sum += x; *fits is cleared where that leaves 128 bits. */
static inline void
add_to(lf_int128_stored *sum, lf_int128 x, bool *fits)
{
    lf_int128 a = *sum;

    *fits &= lf_add128(a, x, &a);
    *sum = a;
}

static lf_status
add_pair(LfPoolMonth *m, const Pair *p, LfFault *why)
{
    lf_int128 beyond = (lf_int128)p->b0 - p->b1 - p->charged_off - p->scheduled;
    bool fits = lf_add64(m->loans, 1, &m->loans);

    m->paid_off += p->paid_off;
    add_to(&m->opening, p->b0, &fits);
    add_to(&m->scheduled, p->scheduled, &fits);
    if (beyond != 0)
        add_to(beyond > 0 ? &m->prepaid : &m->unpaid, beyond > 0 ? beyond : -beyond, &fits);
    if (p->charged_off != 0)
        add_to(&m->defaulted, p->charged_off, &fits);
    add_to(&m->closing, p->b1, &fits);
    add_to(&m->weighted_age, (lf_int128)p->b0 * p->age, &fits);
    return fits ? LF_OK : lf_sum_overflow("sum of the pool", why);
}

static int64_t
not_below_zero(int64_t balance)
{
    return balance < 0 ? 0 : balance;
}

/* The pair that ends with a slot, of a loan that was open before; `principal` fell due between. */
static lf_status
count_pair(const LfHistory *h, int32_t slot, int64_t charged_off, lf_int128 principal,
           lf_int128 balance, int64_t age, LfPoolMonth *m, int64_t *unknown, LfFault *why)
{
    int64_t first = h->balance[slot - 1], second = h->balance[slot];
    Pair p;

    if (first == LF_UNKNOWN_AMOUNT || second == LF_UNKNOWN_AMOUNT ||
        charged_off == LF_UNKNOWN_AMOUNT) {
        ++*unknown;
        return LF_OK;
    }
    p = (Pair){.b0 = not_below_zero(first),
               .b1 = not_below_zero(second),
               .charged_off = charged_off,
               .age = age,
               .paid_off = slot == h->paid_off};
    p.scheduled = scheduled_part(p.b0, principal, balance);
    return add_pair(m, &p, why);
}

static lf_status
add_recovered(LfPoolMonth *m, int64_t recovered, LfFault *why)
{
    bool fits = true;

    add_to(&m->recovered, recovered, &fits);
    return fits ? LF_OK : lf_sum_overflow("sum of the pool", why);
}

/* Every slot was observed where no arrears are given. */
static bool
is_observed(const LfHistory *h, int32_t slot)
{
    return h->days_past_due == NULL || h->days_past_due[slot] != LF_GAP;
}

lf_status
lf_pool_count(const LfSchedule *s, int32_t row_month, const LfHistory *h, LfPoolMonth *month,
              int64_t *unknown, LfFault *why)
{
    int32_t start = lf_month_of(s->start_date), next = 0 /* loss */;
    int32_t closed = h->charge_off < h->paid_off ? h->charge_off : h->paid_off;
    bool before = false; /* the slot before was observed */
    lf_status status = lf_currency_same(&s->currency, &h->currency, why);
    Walk w = {.rows = &s->rows, .row_month = row_month, .balance = s->opening};

    for (int32_t slot = 0; slot < h->months && status == LF_OK; slot++) {
        bool observed = is_observed(h, slot), pair = before && observed;
        lf_int128 balance = w.balance;
        LfLoss loss = {0};

        pay_slot(&w, h, slot, observed);
        before = observed;
        if (slot > closed && next == h->loss_count)
            break;
        if (next < h->loss_count && h->loss[next].slot == slot)
            loss = h->loss[next++];
        if (pair && slot <= closed)
            status = count_pair(h, slot, loss.charged_off, balance - w.balance, balance,
                                h->first_month + slot - start, &month[slot], unknown, why);
        if (pair && loss.recovered != 0 && status == LF_OK)
            status = add_recovered(&month[slot], loss.recovered, why);
    }
    return status;
}

/* The sums of a month, which add and subtract alike. */
#define SUMS(m) \
    { \
        &(m)->opening, &(m)->scheduled, &(m)->prepaid, &(m)->unpaid, &(m)->defaulted, \
            &(m)->recovered, &(m)->closing, &(m)->weighted_age \
    }
#define SUM_COUNT 8

lf_status
lf_pool_month_add(LfPoolMonth *a, const LfPoolMonth *b, LfFault *why)
{
    lf_int128_stored *const to[SUM_COUNT] = SUMS(a);
    const lf_int128_stored *const from[SUM_COUNT] = SUMS(b);

    for (int i = 0; i < SUM_COUNT; i++)
        if (!lf_add_stored(to[i], *from[i]))
            return lf_sum_overflow("sum of the pool", why);
    if (!lf_add64(a->loans, b->loans, &a->loans) ||
        !lf_add64(a->paid_off, b->paid_off, &a->paid_off))
        return lf_sum_overflow("loan count", why);
    return LF_OK;
}

lf_status
lf_pool_month_subtract(LfPoolMonth *a, const LfPoolMonth *b, LfFault *why)
{
    lf_int128_stored *const to[SUM_COUNT] = SUMS(a);
    const lf_int128_stored *const from[SUM_COUNT] = SUMS(b);

    for (int i = 0; i < SUM_COUNT; i++)
        if (*from[i] == LF_INT128_MIN || !lf_add_stored(to[i], -*from[i]))
            return lf_sum_overflow("sum of the pool", why);
    a->loans -= b->loans;
    a->paid_off -= b->paid_off;
    return LF_OK;
}

/* What is wrong with a month; NULL: nothing. */
static const char *
defect_of(const LfPoolMonth *m)
{
    if (m->loans < 0 || m->paid_off < 0 || m->paid_off > m->loans)
        return "a count of loans is below zero, or more are paid off than there are";
    if (m->opening < 0 || m->scheduled < 0 || m->prepaid < 0 || m->unpaid < 0 || m->defaulted < 0 ||
        m->closing < 0)
        return "an amount is below zero";
    if (m->scheduled > m->opening)
        return "more is scheduled than was open";
    if (m->loans == 0 && (m->opening != 0 || m->unpaid != 0 || m->prepaid != 0 ||
                          m->defaulted != 0 || m->closing != 0 || m->weighted_age != 0))
        return "there are amounts without loans";
    return NULL;
}

lf_status
lf_pool_month_check(const LfPoolMonth *m, LfFault *why)
{
    const lf_int128_stored *const sum[SUM_COUNT] = SUMS(m);
    const char *defect = defect_of(m);

    for (int i = 0; i < SUM_COUNT && defect == NULL; i++)
        if (lf_abs128(*sum[i]) > (lf_uint128)LF_INT128_MAX / 8)
            return lf_sum_overflow("sum of the pool", why);
    if (defect == NULL &&
        m->opening - m->closing != m->scheduled + m->prepaid - m->unpaid + m->defaulted)
        defect = "opening less closing is not the sum of its parts";
    if (defect == NULL)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_CORRUPT, .name = "pool_summary", .text2 = lf_text(defect));
}

/* 1 - (1 - part / whole)^12; 0 <= part <= whole, whole > 0. */
static lf_status
annual_of(lf_uint128 part, lf_uint128 whole, int64_t *rate_e8, LfFault *why)
{
    LfBignum all, stay, gone, scratch;
    bool fits = true;

    lf_big_set(&all, 1);
    lf_big_set(&stay, 1);
    for (int i = 0; i < 12; i++) {
        fits = lf_big_mul(&all, whole) && fits;
        fits = lf_big_mul(&stay, whole - part) && fits;
    }
    if (!fits)
        return lf_sum_overflow("speed", why);
    lf_big_copy(&gone, &all);
    lf_big_sub(&gone, &stay);
    if (lf_big_mul(&gone, (lf_uint128)LF_RATIO_ONE) &&
        lf_big_div_round(&gone, &all, LF_HALF_UP, &scratch, rate_e8))
        return LF_OK;
    return lf_sum_overflow("speed", why);
}

static bool
set_product(LfBignum *x, lf_uint128 a, lf_uint128 b)
{
    lf_big_set(x, 1);
    return lf_big_mul(x, a) && lf_big_mul(x, b);
}

/*
 * smm / (1 + smm (age - 1)) with smm = P / D and age = W / O is
 * P O / (D O + P W - P O); *known is false where the denominator is not above 0.
 */
static lf_status
abs_of(const LfPoolMonth *m, bool *known, int64_t *abs_e8, LfFault *why)
{
    lf_uint128 p = (lf_uint128)m->prepaid, d = (lf_uint128)(m->opening - m->scheduled);
    lf_uint128 o = (lf_uint128)m->opening;
    LfBignum part, plus, minus, aged;

    if (!set_product(&part, p, o) || !set_product(&plus, d, o) || !set_product(&minus, p, o) ||
        !set_product(&aged, p, lf_abs128(m->weighted_age)) ||
        !lf_big_add(m->weighted_age < 0 ? &minus : &plus, &aged))
        return lf_sum_overflow("speed", why);
    *known = lf_big_compare(&plus, &minus) > 0;
    if (!*known)
        return LF_OK;
    lf_big_sub(&plus, &minus);
    if (lf_big_mul(&part, (lf_uint128)LF_RATIO_ONE) &&
        lf_big_div_round(&part, &plus, LF_HALF_UP, &aged, abs_e8))
        return LF_OK;
    return lf_sum_overflow("speed", why);
}

/* A ratio, where its denominator is not empty. */
static lf_status
ratio(LfPoolSpeeds *s, LfPoolSpeed which, lf_int128 part, lf_int128 whole, LfFault *why)
{
    if (whole <= 0)
        return LF_OK;
    s->known |= 1U << which;
    return lf_ratio(part, whole, &s->value_e8[which], why);
}

static lf_status
annual(LfPoolSpeeds *s, LfPoolSpeed which, lf_int128 part, lf_int128 whole, LfFault *why)
{
    if (whole <= 0 || part < 0 || part > whole)
        return LF_OK;
    s->known |= 1U << which;
    return annual_of((lf_uint128)part, (lf_uint128)whole, &s->value_e8[which], why);
}

lf_status
lf_pool_speeds(const LfPoolMonth *m, LfPoolSpeeds *s, LfFault *why)
{
    lf_int128 beyond = m->opening - m->scheduled;
    bool known = false;

    *s = (LfPoolSpeeds){0};
    LF_TRY(ratio(s, LF_POOL_AGE, m->weighted_age, m->opening, why));
    LF_TRY(ratio(s, LF_POOL_SMM, m->prepaid, beyond, why));
    LF_TRY(annual(s, LF_POOL_CPR, m->prepaid, beyond, why));
    if (beyond > 0)
        LF_TRY(abs_of(m, &known, &s->value_e8[LF_POOL_ABS], why));
    if (known)
        s->known |= 1U << LF_POOL_ABS;
    LF_TRY(ratio(s, LF_POOL_MDR, m->defaulted, m->opening, why));
    LF_TRY(annual(s, LF_POOL_CDR, m->defaulted, m->opening, why));
    return ratio(s, LF_POOL_SEVERITY, m->defaulted - m->recovered, m->defaulted, why);
}
