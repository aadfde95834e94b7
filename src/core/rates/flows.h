/*
 * Flows: amounts at times, and the curve of their present value.
 *
 * f(z) = sum of amount_k * e^(-z time_k), z the force of interest of one unit
 * of time.  Seen from the last flow, with w = -z, the same sum times e^(z T) is
 * again a curve: for rates below zero.
 * May know: curves.
 */
#ifndef LF_CORE_RATES_FLOWS_H
#define LF_CORE_RATES_FLOWS_H

#include "core/base/status.h"
#include "core/rates/curve.h"

typedef struct LfFlows {
    int32_t count;
    LfDouble2 *amount; /* none of them 0 */
    double *time;      /* strictly increasing, the first 0 */
    double total;      /* sum of |amount| */
    bool whole;        /* amounts are integers and total is below 2^53: sums are exact */
    LfPause pause;     /* called in long searches */
} LfFlows;

/* Appends an amount to the flows: nothing where it is 0, to the last where that
 * has the same time.  Times come in ascending order; the first flow that stays
 * is at time 0 in the end, see lf_flows_finish. */
extern void lf_flows_add(LfFlows *f, LfDouble2 amount, double time);

/* Drops amounts that came to 0, and counts times from the first flow left. */
extern void lf_flows_finish(LfFlows *f);

/* Amounts below zero followed by amounts above, or the other way round, and so on. */
extern int32_t lf_flows_sign_changes(const LfFlows *f);

/* Sign changes of the running sums: at most so many roots right of 0 (Laguerre;
 * Norstrom 1972).  From the last flow: left of 0. */
extern int32_t lf_flows_running_changes(const LfFlows *f, bool from_last);

/* The sign of the sum of all amounts. */
extern int lf_flows_total_sign(const LfFlows *f);

typedef struct LfFlowCurve {
    LfCurve curve; /* the first member: a curve is cast back */
    const LfFlows *flows;
    bool from_last;
    double years; /* units of time a year */
} LfFlowCurve;

extern void lf_flow_curve(const LfFlows *f, double units_a_year, bool from_last, LfFlowCurve *out);

#endif
