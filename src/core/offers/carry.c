/*
 * Carry: a guess in floating point, then steps of doubling width around it,
 * then halves: every answer is proved by the level payments on both sides.
 */
#include "core/offers/carry.h"

#include "core/base/range.h"
#include "core/rate/solver.h"

static lf_status
check(const LfCarry *c, LfFault *why)
{
    LF_TRY(lf_check_money("payment", c->payment, 0, c->scale, why));
    if (c->rate_e12 < 0 || c->rate_e12 > LF_MAX_RATE_E12)
        return LF_REFUSE(why, LF_ERR_RANGE_SHARE, .name = "annual_rate", .a = c->rate_e12,
                         .c = LF_MAX_RATE_E12);
    LF_TRY(lf_check_int("periods", c->periods, 1, LF_MAX_PERIODS, why));
    if (c->share_e12 < 0 || c->share_e12 > LF_RATE_ONE)
        return LF_REFUSE(why, LF_ERR_RANGE_SHARE, .name = "balloon_share", .a = c->share_e12,
                         .c = LF_RATE_ONE);
    return LF_OK;
}

/* Whether the level payment of a principal is not above the payment; a level
 * payment beyond 64 bits is. */
static bool
is_carried(const LfCarry *c, LfRate month, int64_t principal)
{
    LfAnnuity a = {.count = c->periods, .first = month, .rest = month};
    int64_t balloon = 0, level = 0;
    LfFault why;

    return lf_muldiv_round(principal, c->share_e12, LF_RATE_ONE, LF_HALF_UP, &balloon) == LF_OK &&
           lf_solve_level(&a, principal, balloon, 1, LF_HALF_UP, &level, &why) == LF_OK &&
           level <= c->payment;
}

/* About the answer, from 1 to the greatest amount. */
static int64_t
guess(const LfCarry *c)
{
    double discount = 1.0, sum = 0.0, v = 1.0 / (1.0 + (double)c->rate_e12 / 12e12);
    double paid, whole = (double)LF_MAX_MONEY;

    for (int32_t k = 0; k < c->periods; k++) {
        discount *= v;
        sum += discount;
    }
    paid = ((double)c->payment + 0.5) * sum;
    discount = 1.0 - discount * ((double)c->share_e12 / 1e12);
    if (paid >= whole * discount)
        return LF_MAX_MONEY;
    return paid > discount ? (int64_t)(paid / discount) : 1;
}

/* Away from the last try by steps of doubling width while one side is open, else
 * to the middle. */
static int64_t
next_try(int64_t low, int64_t high, bool carried, int64_t *step)
{
    bool open = low == 0 || high > LF_MAX_MONEY;
    int64_t next = carried ? low + *step : high - *step;

    if (!open || next <= low || next >= high)
        return low + (high - low) / 2;
    *step *= 2;
    return next;
}

lf_status
lf_max_principal(const LfCarry *c, int64_t *principal, LfFault *why)
{
    LfRate month = lf_rate_make(c->rate_e12, (LfFraction){1, 12});
    int64_t low = 0, high = LF_MAX_MONEY + 1, step = 1, next;

    LF_TRY(check(c, why));
    next = guess(c);
    while (high - low > 1) {
        bool carried = is_carried(c, month, next);

        if (carried)
            low = next;
        else
            high = next;
        next = next_try(low, high, carried, &step);
    }
    if (low == LF_MAX_MONEY)
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "principal");
    *principal = low;
    return LF_OK;
}
