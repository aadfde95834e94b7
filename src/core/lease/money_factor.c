/*
 * Money factor: one quotient of integers, rounded once.
 */
#include "core/lease/money_factor.h"

#include "core/base/range.h"
#include "core/base/round.h"

#define FACTORS_A_RATE 24

lf_status
lf_money_factor(int64_t annual_e12, int64_t *factor_e12, LfFault *why)
{
    LF_TRY(lf_check_rate(annual_e12, why));
    *factor_e12 = (int64_t)lf_div_round(annual_e12, FACTORS_A_RATE, LF_HALF_UP);
    return LF_OK;
}

lf_status
lf_apr_from_money_factor(int64_t factor_e12, int64_t *annual_e12, LfFault *why)
{
    lf_status status = lf_check_rate(factor_e12, why);

    if (status == LF_OK)
        *annual_e12 = factor_e12 * FACTORS_A_RATE;
    else
        why->name = "money_factor";
    return status;
}

lf_status
lf_lease_payment(const LfFactorLease *lease, int64_t *payment, LfFault *why)
{
    lf_int128 fall, rent, den;

    LF_TRY(lf_check_money("cap_cost", lease->cap_cost, 1, lease->scale, why));
    if (lease->residual < 0 || lease->residual > lease->cap_cost)
        return LF_REFUSE(why, LF_ERR_RANGE_MONEY, .scale = lease->scale, .name = "residual",
                         .a = lease->residual, .c = lease->cap_cost);
    LF_TRY(lf_check_int("periods", lease->periods, 1, LF_MAX_PERIODS, why));
    if (lease->factor_e12 < 0 || lease->factor_e12 > LF_RATE_ONE)
        return LF_REFUSE(why, LF_ERR_RANGE_SHARE, .name = "money_factor", .a = lease->factor_e12,
                         .c = LF_RATE_ONE);
    /* below 2^118 */
    fall = (lf_int128)(lease->cap_cost - lease->residual) * LF_RATE_ONE;
    rent = (lf_int128)(lease->cap_cost + lease->residual) * lease->factor_e12 * lease->periods;
    den = (lf_int128)LF_RATE_ONE * lease->periods;
    *payment = (int64_t)lf_div_round(fall + rent, den, LF_HALF_UP);
    return LF_OK;
}
