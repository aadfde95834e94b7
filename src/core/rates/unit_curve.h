/*
 * Unit curve: present value in unit-periods, the odd part at simple interest.
 *
 * A flow t + f unit-periods from the first is worth amount / ((1 + f i) (1 + i)^t).
 * As a function of x = 1 + i each factor is completely monotone for x > 0; and
 * the logarithm of a later one falls faster, so flows that change sign once have
 * one root at most.
 * Uses: curves, flows.
 */
#ifndef LF_CORE_RATES_UNIT_CURVE_H
#define LF_CORE_RATES_UNIT_CURVE_H

#include "core/rates/curve.h"
#include "core/rates/flows.h"

typedef struct LfUnitCurve {
    LfCurve curve; /* the first member: a curve is cast back */
    const LfFlows *flows;
    double den; /* times are whole numbers of 1 / den unit-periods */
} LfUnitCurve;

extern void lf_unit_curve(const LfFlows *f, double den, LfUnitCurve *out);

#endif
