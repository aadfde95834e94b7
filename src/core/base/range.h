/*
 * Range: the refusals of a number outside its limits.
 *
 * Uses: status, limits.
 */
#ifndef LF_CORE_BASE_RANGE_H
#define LF_CORE_BASE_RANGE_H

#include "core/base/limits.h"
#include "core/base/status.h"

/* A count from least to greatest: LF_OK or LF_ERR_RANGE_INT. */
static inline lf_status
lf_check_int(const char *name, int64_t value, int64_t least, int64_t greatest, LfFault *why)
{
    if (value >= least && value <= greatest)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_RANGE_INT, .name = name, .a = value, .b = least, .c = greatest);
}

/* An amount from least to LF_MAX_MONEY: LF_OK or LF_ERR_RANGE_MONEY. */
static inline lf_status
lf_check_money(const char *name, int64_t value, int64_t least, int scale, LfFault *why)
{
    if (value >= least && value <= LF_MAX_MONEY)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_RANGE_MONEY, .scale = scale, .name = name, .a = value, .b = least,
                     .c = LF_MAX_MONEY);
}

/* An annual rate above -1, at most LF_MAX_RATE_E12: LF_OK or LF_ERR_RANGE_RATE. */
static inline lf_status
lf_check_rate(int64_t rate_e12, LfFault *why)
{
    if (rate_e12 > -LF_RATE_ONE && rate_e12 <= LF_MAX_RATE_E12)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_RANGE_RATE, .name = "annual_rate", .a = rate_e12,
                     .b = -LF_RATE_ONE, .c = LF_MAX_RATE_E12);
}

#endif
