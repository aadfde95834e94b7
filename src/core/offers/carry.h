/*
 * Carry: the greatest loan that a payment can repay.
 *
 * Uses: the solver.
 */
#ifndef LF_CORE_OFFERS_CARRY_H
#define LF_CORE_OFFERS_CARRY_H

#include "core/base/limits.h"
#include "core/base/status.h"

typedef struct LfCarry {
    int64_t payment;
    int64_t rate_e12;  /* annual, 0 or more */
    int32_t periods;   /* months */
    int64_t share_e12; /* of the principal, paid as a balloon in the last row: 0 to 1 */
    int scale;         /* of the payment, for refusals */
} LfCarry;

/*
 * The greatest principal whose level payment, rounded half up, is not above the
 * payment; 0 where there is none.  The balloon is that share of it, rounded half
 * up.  The level payment never falls as the principal rises, so one that is
 * allowed below one that is not is the greatest.  Some six solutions.
 * LF_ERR_RANGE_MONEY, LF_ERR_RANGE_INT, LF_ERR_RANGE_SHARE, LF_ERR_OVERFLOW
 * where it is beyond the greatest amount.
 */
extern lf_status lf_max_principal(const LfCarry *c, int64_t *principal, LfFault *why);

#endif
