/*
 * Split: one amount into parts that add up, by the method of the largest
 * remainder (Hamilton's).
 *
 * Shares are exact whatever the weights: amount * weight is divided bit by bit
 * where it would not fit 128 bits.
 */
#include "core/commission/split.h"

/* floor(amount * weight / whole) and what is left of whole; weight <= whole <
 * 2^126, so twice a remainder and a weight fit. */
static int64_t
exact_share(uint64_t amount, lf_int128 weight, lf_int128 whole, lf_int128_stored *remainder)
{
    lf_int128 product, rest = 0;
    uint64_t share = 0;

    if (lf_mul128(weight, (lf_int128)amount, &product)) {
        *remainder = product % whole;
        return (int64_t)(product / whole);
    }
    for (int bit = 63; bit >= 0; bit--) {
        lf_uint128 next = 2 * (lf_uint128)rest;

        if (amount >> bit & 1)
            next += (lf_uint128)weight;
        share *= 2;
        for (; next >= (lf_uint128)whole; next -= (lf_uint128)whole)
            share++;
        rest = (lf_int128)next;
    }
    *remainder = rest;
    return (int64_t)share;
}

/* Whether the part at a comes before that at b: larger remainder, then earlier. */
static bool
comes_first(const lf_int128_stored *remainder, int32_t a, int32_t b)
{
    return remainder[a] != remainder[b] ? remainder[a] > remainder[b] : a < b;
}

/* Lets the entry at `root` sink in a heap whose top comes last. */
static void
sift(int32_t *heap, int32_t root, int32_t count, const lf_int128_stored *remainder)
{
    for (int32_t child = 2 * root + 1; child < count; root = child, child = 2 * root + 1) {
        if (child + 1 < count && comes_first(remainder, heap[child], heap[child + 1]))
            child++;
        if (!comes_first(remainder, heap[root], heap[child]))
            return;

        int32_t sinking = heap[root];

        heap[root] = heap[child];
        heap[child] = sinking;
    }
}

static void
sort_by_remainder(int32_t *order, int32_t count, const lf_int128_stored *remainder)
{
    for (int32_t root = count / 2 - 1; root >= 0; root--)
        sift(order, root, count, remainder);
    for (int32_t last = count - 1; last > 0; last--) {
        int32_t top = order[0];

        order[0] = order[last];
        order[last] = top;
        sift(order, 0, last, remainder);
    }
}

void
lf_split(int64_t amount, const lf_int128_stored *weight, int32_t count, int64_t *part,
         int32_t *order, lf_int128_stored *remainder)
{
    uint64_t magnitude = (uint64_t)lf_abs128(amount), left = magnitude;
    lf_int128 whole = 0;

    for (int32_t i = 0; i < count; i++)
        whole += weight[i];
    for (int32_t i = 0; i < count; i++) {
        part[i] = exact_share(magnitude, weight[i], whole, &remainder[i]);
        left -= (uint64_t)part[i];
        order[i] = i;
    }
    sort_by_remainder(order, count, remainder);
    /* the remainders sum to left * whole, so fewer parts than have one get more */
    for (uint64_t k = 0; k < left; k++)
        part[order[k]]++;
    for (int32_t i = 0; i < count && amount < 0; i++)
        part[i] = -part[i];
}
