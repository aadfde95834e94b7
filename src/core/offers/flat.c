/*
 * Flat: flows in integers, so that the root is that of the equation itself;
 * the inverse is a quotient of two sums.
 */
#include "core/offers/flat.h"

#include "core/base/range.h"
#include "core/base/real.h"
#include "core/rates/returns.h"

#define MONTHS 12
#define ROOT_ERROR 1e-15 /* relative, of a root as a double */
#define SUM_ERROR 1e-24  /* of sums with 31 digits */

static const char *const mode_names[] = {"spread", "upfront", "first"};

static const LfAlias mode_aliases[] = {
    {"分摊", LF_FEE_SPREAD}, {"一次性", LF_FEE_UPFRONT}, {"首期", LF_FEE_FIRST}, {NULL, 0}};

const LfKeywords lf_fee_modes = {"fee_mode", mode_names, 3, mode_aliases, 0};

lf_status
lf_check_part(const char *name, int64_t value_e12, LfFault *why)
{
    if (value_e12 >= 0 && value_e12 < LF_RATE_ONE)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_RANGE_PART, .name = name, .a = value_e12);
}

/* 8 decimals, half up; what is at most `near` from a tie is one. */
static lf_status
round_rate(LfReal rate, double near, const char *name, int64_t *rate_e8, LfFault *why)
{
    double size = rate.hi < 0.0 ? -rate.hi : rate.hi, away = near * (size > 1.0 ? size : 1.0);
    lf_int128 scaled;

    rate = lf_real_add(rate, lf_real(rate.hi < 0.0 ? -away : away));
    if (!lf_real_scaled(rate, LF_RATIO_DECIMALS, &scaled) || !lf_fits_int64(scaled))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = name);
    *rate_e8 = (int64_t)scaled;
    return LF_OK;
}

static lf_status
check(const LfFlatTerms *t, const char *rate, LfFault *why)
{
    lf_status status = lf_check_rate(t->rate_e12, why);

    if (status != LF_OK)
        why->name = rate;
    LF_TRY(status);
    LF_TRY(lf_check_int("periods", t->periods, 1, LF_MAX_PERIODS, why));
    return lf_check_part("fee_rate", t->fee_e12, why);
}

/* Both sides of the equation times 10^12 n: all amounts are whole. */
static void
make_flows(const LfFlatTerms *t, LfFlows *f)
{
    int64_t n = t->periods, lent = LF_RATE_ONE, paid = LF_RATE_ONE + t->rate_e12 * n, first;

    if (t->mode == LF_FEE_UPFRONT)
        lent -= t->fee_e12;
    if (t->mode == LF_FEE_SPREAD)
        paid += t->fee_e12;
    first = t->mode == LF_FEE_FIRST ? t->fee_e12 * n : 0;
    lf_flows_add(f, lf_real_from_int64(-lent * n), 0.0);
    for (int32_t k = 1; k <= t->periods; k++)
        lf_flows_add(f, lf_real_from_int64(k == 1 ? paid + first : paid), (double)k);
    lf_flows_finish(f);
}

lf_status
lf_effective_rate(const LfFlatTerms *t, int64_t *rate_e8, LfFault *why)
{
    LfReal amount[LF_MAX_PERIODS + 1];
    double time[LF_MAX_PERIODS + 1];
    LfFlows f = {.amount = amount, .time = time};
    const LfRate1 *month = NULL;
    LfRates rates;

    LF_TRY(check(t, "flat_rate", why));
    make_flows(t, &f);
    LF_TRY(lf_rates_of_flows(&f, 1.0, LF_GREATEST_RETURN, &rates, why));
    LF_TRY(lf_rate_choose(&rates, "monthly rate", false, 0.0, &month, why));
    return round_rate(lf_real_mul(lf_real(MONTHS), lf_real(month->rate)), ROOT_ERROR,
                      "effective rate", rate_e8, why);
}

/* An integer of 12 decimals. */
static LfReal
real_of(int64_t value_e12)
{
    return lf_real_div(lf_real_from_int128(value_e12), lf_real_from_int128(LF_RATE_ONE));
}

lf_status
lf_flat_rate(const LfFlatTerms *t, int64_t *rate_e8, LfFault *why)
{
    LfReal one = lf_real(1.0), n = lf_real((double)t->periods), fee = real_of(t->fee_e12);
    LfReal growth = lf_real_add(one, lf_real_div(real_of(t->rate_e12), lf_real(MONTHS)));
    LfReal discount = one, sum = lf_real(0.0), due = one;

    LF_TRY(check(t, "annual_rate", why));
    for (int32_t k = 1; k <= t->periods; k++) {
        discount = lf_real_div(discount, growth);
        sum = lf_real_add(sum, discount);
    }
    /* what the level part must be worth today */
    if (t->mode == LF_FEE_UPFRONT)
        due = lf_real_sub(one, fee);
    if (t->mode == LF_FEE_FIRST)
        due = lf_real_sub(one, lf_real_div(fee, growth));
    due = lf_real_sub(lf_real_div(due, sum), lf_real_div(one, n));
    if (t->mode == LF_FEE_SPREAD)
        due = lf_real_sub(due, lf_real_div(fee, n));
    return round_rate(due, SUM_ERROR, "flat rate", rate_e8, why);
}
