/*
 * Flow curve: the present value of flows as a curve.
 *
 * f(z) = sum of amount_k * e^(-z time_k), z the force of interest of one unit
 * of time.  Seen from the last flow, with w = -z, the same sum times e^(z T) is
 * again a curve: for rates below zero.
 * Uses: flows, curves.
 */
#ifndef LF_CORE_RATES_FLOW_CURVE_H
#define LF_CORE_RATES_FLOW_CURVE_H

#include "core/rates/curve.h"
#include "core/rates/flows.h"

typedef struct LfFlowCurve {
    LfCurve curve; /* the first member: a curve is cast back */
    const LfFlows *flows;
    bool from_last;
    double years; /* units of time a year */
    double scale; /* makes whole amounts fill 62 bits; 0: not in integers */
} LfFlowCurve;

extern void lf_flow_curve(const LfFlows *f, double units_a_year, bool from_last, LfFlowCurve *out);

#endif
