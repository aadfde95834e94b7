/*
 * Ratio: exact sums divided once, rounded half up at 8 decimals.
 *
 * Standard: "Ratios" of docs/arithmetic.md.  Whether a denominator is empty
 * is the caller's question: its answer there is NULL, not a number.
 * Uses: base.
 */
#ifndef LF_CORE_BASE_RATIO_H
#define LF_CORE_BASE_RATIO_H

#include "core/base/int128.h"
#include "core/base/keyword.h"
#include "core/base/limits.h"
#include "core/base/status.h"

/* What a ratio weighs loans by. */
typedef enum LfWeight {
    LF_BY_AMOUNT = 0,
    LF_BY_COUNT
} LfWeight;

extern const LfKeywords lf_weights;

/* part / whole times 10^8; whole > 0.  LF_ERR_SUM_RANGE where that leaves 64 bits. */
extern lf_status lf_ratio(lf_int128 part, lf_int128 whole, int64_t *ratio_e8, LfFault *why);

/* The product of `n` parts over the product of `m` wholes, each whole > 0:
 * exact however large the products are, within 600 factors. */
extern lf_status lf_ratio_of_products(const lf_uint128 *parts, int n, const lf_uint128 *wholes,
                                      int m, int64_t *ratio_e8, LfFault *why);

#endif
