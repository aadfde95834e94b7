/*
 * Solver: the level amount of an annuity, proved to the minor unit.
 *
 *   payment  = (P - B * D_N) / (D_first + ... + D_last),  D_k = prod 1/(1 + r_j)
 *
 * Both factors are first enclosed between two integers of 64 bits; where both
 * ends round to the same amount that amount is proved.  Where they do not, or
 * a rate is negative, the same fraction is computed exactly in integers of any
 * length, and rounded once.
 * Bound: LF_MAX_LOAN_ROWS rows; at worst some 3 ms and 170 kB of stack.
 */
#ifndef LF_CORE_RATE_SOLVER_H
#define LF_CORE_RATE_SOLVER_H

#include "core/rate/rate.h"

/*
 * Rows seen from a day: `count` level payments, each at the end of a period,
 * and a balloon with the last of them or, where `balloon_apart`, a period
 * later.  Period k has the rate each[k] or, where that is NULL, `first` for
 * k = 0 and `rest` for all others.
 */
typedef struct LfAnnuity {
    int32_t count;
    bool balloon_apart;
    LfRate first;
    LfRate rest;
    const LfRate *each;
} LfAnnuity;

/* round((principal - balloon * D_N) / (unit * sum of D)) * unit. */
extern lf_status lf_solve_level(const LfAnnuity *a, int64_t principal, int64_t balloon,
                                int64_t unit, LfRounding mode, int64_t *level, LfFault *why);

/* The same by the exact path alone: what the quick one is tested against. */
extern lf_status lf_solve_level_exact(const LfAnnuity *a, int64_t principal, int64_t balloon,
                                      int64_t unit, LfRounding mode, int64_t *level, LfFault *why);

/* round(level * sum of D + balloon * D_N): what is owed today, exactly. */
extern lf_status lf_solve_balance(const LfAnnuity *a, int64_t level, int64_t balloon,
                                  LfRounding mode, int64_t *balance, LfFault *why);

#endif
