/*
 * Valuation: what a schedule is worth and how long its money is out.
 *
 * Present value discounts at an effective annual rate over actual days / 365,
 * as XNPV does.  Powers of the discount factor are irrational: they are
 * computed in integers of 120 binary places, so every machine gives the same
 * digits and a rounded amount is right unless the true one lies within about
 * 10^-20 of half a minor unit.
 */
#ifndef LF_CORE_SCHEDULE_VALUATION_H
#define LF_CORE_SCHEDULE_VALUATION_H

#include "core/schedule/schedule.h"

/* A factor with 120 binary places, from 0 to below 256. */
typedef lf_uint128 LfFixed;
#define LF_FIXED_BITS 120
#define LF_FIXED_ONE ((LfFixed)1 << LF_FIXED_BITS)

/* (1 + rate) ^ (-1 / 365); rate_e12 above -1, at most LF_MAX_RATE_E12. */
extern LfFixed lf_daily_discount(int64_t rate_e12);

/* factor ^ days; false where the result is 256 or more (negative rates). */
extern bool lf_fixed_power(LfFixed factor, int32_t days, LfFixed *power);

/*
 * Sum of payments (principal + interest + fee) due after as_of, each times
 * the discount of its days; half up.  LF_ERR_RANGE_RATE, LF_ERR_OVERFLOW.
 */
extern lf_status lf_present_value(const LfRows *rows, int64_t rate_e12, int32_t as_of,
                                  int64_t *value, LfFault *why);

/*
 * Macaulay duration in years with 8 decimals: the present-value weighted mean
 * of days / 365.  *known is false where nothing (or less) is due after as_of.
 */
extern lf_status lf_duration(const LfRows *rows, int64_t rate_e12, int32_t as_of, bool *known,
                             int64_t *years_e8, LfFault *why);

/*
 * Weighted average life in years with 8 decimals, exact and half up: principal
 * weighted mean of days / 365 over the rows due after as_of.  *known is false
 * where their principal does not add up to more than 0.
 */
extern lf_status lf_average_life(const LfRows *rows, int32_t as_of, bool *known, int64_t *years_e8,
                                 LfFault *why);

#endif
