/*
 * Real: numbers of some 31 decimal digits, as the sum of two doubles, with
 * logarithm and exponential from additions and multiplications alone.
 *
 * One argument gives one result, on any machine and with any C library: IEEE
 * doubles rounded to nearest and -ffp-contract=off are all that is assumed.
 * Relative error: sums, products and quotients below 2^-100, lf_real_log and
 * lf_real_exp below 2^-95 (of the argument's log near 1: absolute 2^-100).
 * After: T. J. Dekker, A floating-point technique for extending the available
 * precision, Numerische Mathematik 18, 1971.
 */
#ifndef LF_CORE_BASE_REAL_H
#define LF_CORE_BASE_REAL_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/int128.h"

/* hi + lo, |lo| at most half a unit in the last place of hi. */
typedef struct LfReal {
    double hi;
    double lo;
} LfReal;

static inline LfReal
lf_real(double x)
{
    return (LfReal){x, 0.0};
}

/* Rounded where it has more than 106 bits. */
extern LfReal lf_real_from_int128(lf_int128 x);

extern LfReal lf_real_add(LfReal a, LfReal b);
extern LfReal lf_real_sub(LfReal a, LfReal b);
extern LfReal lf_real_mul(LfReal a, LfReal b);
extern LfReal lf_real_div(LfReal a, LfReal b); /* b is not 0 */

/* Natural logarithm; x > 0, finite. */
extern LfReal lf_real_log(LfReal x);

/* e to the power of x: 0 below -745, infinite above 709.78. */
extern LfReal lf_real_exp(LfReal x);

/* x times 10^decimals (0 to 18), half away from zero; false beyond 2^120. */
extern bool lf_real_scaled(LfReal x, int decimals, lf_int128 *out);

#endif
