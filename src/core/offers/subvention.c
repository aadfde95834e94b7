/*
 * Subvention: the value of the payments as one fraction of integers of any
 * length, from the last payment back.
 */
#include "core/offers/subvention.h"

#include "core/amort/amort.h"
#include "core/base/bignum.h"
#include "core/base/ratio.h"
#include "core/rate/rate.h"

static lf_status
make_schedule(const LfLoan *loan, int64_t rate_e12, LfSchedule *out, LfFault *why)
{
    LfLoan copy = *loan;

    copy.terms.rate_e12 = rate_e12;
    LF_TRY(lf_loan_check(&copy, why));
    return lf_amortize(&copy, false, out, why);
}

/* Numerator and denominator of the value of the payments. */
typedef struct Value {
    LfBignum num;
    LfBignum den;
} Value;

/* value = (value + payment) / (1 + r) */
static bool
step_back(Value *value, LfRate r, uint64_t payment, LfBignum *scratch)
{
    lf_big_copy(scratch, &value->den);
    return lf_big_mul(scratch, payment) && lf_big_add(&value->num, scratch) &&
           lf_big_mul(&value->num, (lf_uint128)r.den) &&
           lf_big_mul(&value->den, (lf_uint128)(r.num + r.den));
}

/* round(principal - value) */
static bool
fall_short(int64_t principal, Value *value, LfBignum *whole, LfBignum *scratch, int64_t *subsidy)
{
    bool negative;

    lf_big_copy(whole, &value->den);
    if (!lf_big_mul(whole, (lf_uint128)principal))
        return false;
    negative = lf_big_compare(whole, &value->num) < 0;
    if (negative) {
        lf_big_sub(&value->num, whole);
        lf_big_copy(whole, &value->num);
    } else
        lf_big_sub(whole, &value->num);
    if (!lf_big_div_round(whole, &value->den, LF_HALF_UP, scratch, subsidy))
        return false;
    if (negative)
        *subsidy = -*subsidy;
    return true;
}

static bool
subsidy_of(const LfSchedule *s, LfRate r, int64_t *subsidy)
{
    LfBignum whole, scratch;
    Value value;
    bool fits = true;

    lf_big_set(&value.num, 0);
    lf_big_set(&value.den, 1);
    /* an annuity never pays less than 0: its interest is above minus the balance */
    for (int32_t k = s->rows.count - 1; k >= 0 && fits; k--)
        fits = step_back(&value, r, (uint64_t)(s->rows.principal[k] + s->rows.interest[k]), &whole);
    return fits && fall_short(s->opening, &value, &whole, &scratch, subsidy);
}

lf_status
lf_subvention(const LfLoan *loan, int64_t market_e12, LfSchedule *room, LfSubvention *out,
              LfFault *why)
{
    LfRate month;

    LF_TRY(make_schedule(loan, market_e12, room, why));
    out->market_payment = room->rows.principal[0] + room->rows.interest[0];
    LF_TRY(make_schedule(loan, loan->terms.rate_e12, room, why));
    out->customer_payment = room->rows.principal[0] + room->rows.interest[0];
    month = lf_rate_reduce(lf_rate_make(market_e12, (LfFraction){1, 12}));
    if (!subsidy_of(room, month, &out->subsidy))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "subsidy");
    return lf_ratio(out->subsidy, loan->principal, &out->share_e8, why);
}
