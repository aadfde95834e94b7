/*
 * Flows: amounts at times.
 *
 * Uses: reals.
 */
#ifndef LF_CORE_RATES_FLOWS_H
#define LF_CORE_RATES_FLOWS_H

#include "core/base/pause.h"
#include "core/base/status.h"
#include "core/base/real.h"

typedef struct LfFlows {
    int32_t count;
    LfReal *amount;   /* none of them 0 */
    double *time;     /* strictly increasing, the first 0 */
    double total;     /* sum of |amount| */
    bool whole;       /* amounts are integers and total is below 2^52: sums are exact */
    bool whole_times; /* times are integers, the last below 2^18 */
    int32_t changes;  /* of sign: amounts below zero followed by amounts above, and so on */
    int total_sign;   /* of the sum of all amounts */
    LfPause pause;    /* called in long searches */
} LfFlows;

/* Appends an amount to the flows: nothing where it is 0, to the last where that
 * has the same time.  Times come in ascending order; the first flow that stays
 * is at time 0 in the end, see lf_flows_finish. */
extern void lf_flows_add(LfFlows *f, LfReal amount, double time);

/* Drops amounts that came to 0, and counts times from the first flow left. */
extern void lf_flows_finish(LfFlows *f);

/* Dated amounts as finished flows, a day being a unit of time; false, and nothing of use there, where
 * they are too large to be summed in doubles. */
extern bool lf_flows_of_days(LfFlows *f, const int32_t *date, const int64_t *amount, int32_t count);

/* Sign changes of the running sums: at most so many roots right of 0 (Laguerre;
 * Norstrom 1972).  From the last flow: left of 0. */
extern int32_t lf_flows_running_changes(const LfFlows *f, bool from_last);

/* About the force of interest, of a unit of time, at which flows that change sign once balance. */
extern double lf_flows_start(const LfFlows *f);

#endif
