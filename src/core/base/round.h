/*
 * Rounding: the four modes, and exact quotients rounded once.
 *
 * Standard: arithmetic of the project's documentation (docs/arithmetic.md);
 * every mode treats a negative amount as the mirror of the positive one.
 */
#ifndef LF_CORE_BASE_ROUND_H
#define LF_CORE_BASE_ROUND_H

#include "core/base/int128.h"
#include "core/base/keyword.h"
#include "core/base/status.h"

typedef enum LfRounding {
    LF_HALF_UP = 0, /* to nearest, away from zero at exactly half */
    LF_HALF_EVEN,   /* to nearest, to the even neighbour at exactly half */
    LF_UP,          /* away from zero */
    LF_DOWN         /* toward zero */
} LfRounding;

#define LF_ROUNDINGS 4

/* The modes by name, as an argument `rounding` and as `payment_rounding`. */
extern const LfKeywords lf_roundings;
extern const LfKeywords lf_payment_roundings;
extern const char *lf_rounding_name(LfRounding mode);

/* Whether |n|/d, its floor q with remainder r of d, moves up to q + 1. */
static inline bool
lf_rounds_away(LfRounding mode, lf_uint128 q, lf_uint128 r, lf_uint128 d)
{
    switch (mode) {
    case LF_HALF_UP:
        return r >= d - r;
    case LF_HALF_EVEN:
        return r > d - r || (r == d - r && (q & 1) != 0);
    case LF_UP:
        return r != 0;
    case LF_DOWN:
        break;
    }
    return false;
}

/* n / d rounded once; d > 0. */
extern lf_int128 lf_div_round(lf_int128 n, lf_int128 d, LfRounding mode);

/* a * b / d rounded once, exact whatever the size of a * b; d > 0.
 * Fails with LF_ERR_OVERFLOW where the result leaves 64 bits. */
extern lf_status lf_muldiv_round(int64_t a, lf_int128 b, int64_t d, LfRounding mode, int64_t *out);

#endif
