/*
 * Split: one amount into parts that add up, by the method of the largest
 * remainder (Hamilton's).
 */
#ifndef LF_CORE_COMMISSION_SPLIT_H
#define LF_CORE_COMMISSION_SPLIT_H

#include "core/base/int128.h"
#include "core/base/limits.h"

/*
 * An amount within LF_MAX_MONEY into parts by weights: floors, then a minor
 * unit each to the largest remainders, the earlier one of equals; a negative
 * amount is the mirror image.  Weights (of one unit, whichever) are 0 or more,
 * sum to more than 0 and to less than 2^125.  `order` and `remainder` are
 * scratch of `count`.  O(count log count).
 */
extern void lf_split(int64_t amount, const lf_int128_stored *weight, int32_t count, int64_t *part,
                     int32_t *order, lf_int128_stored *remainder);

#endif
