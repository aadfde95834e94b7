/*
 * Curve: the value of a car as a share of its price, by age, mileage and
 * condition.
 *
 * Shares are given at months ascending from 0, are linear between them and
 * constant after the last.  A condition is a factor; a share is subtracted for
 * kilometres above those expected at that age; a floor is the least share.
 * Rules: docs/vehicle.md.
 */
#ifndef LF_CORE_VEHICLE_CURVE_H
#define LF_CORE_VEHICLE_CURVE_H

#include <stdbool.h>

#include "core/base/keyword.h"
#include "core/base/limits.h"
#include "core/base/status.h"

#define LF_SHARE_DECIMALS 6
#define LF_SHARE_ONE INT64_C(1000000)
#define LF_MAX_SHARE (2 * LF_SHARE_ONE)
#define LF_MAX_KM INT64_C(10000000)

typedef struct LfValuePoint {
    int32_t month;
    int64_t share_e6;
} LfValuePoint;

typedef struct LfCurveCondition {
    LfText name;
    int64_t factor_e6;
} LfCurveCondition;

typedef struct LfCurve {
    int32_t count;
    int32_t conditions;
    int64_t km_per_year;
    int64_t per_1000_km_e6;
    int64_t floor_e6;
    LfValuePoint point[LF_MAX_CURVE_POINTS];
    LfCurveCondition condition[LF_MAX_CURVE_CONDITIONS]; /* best first */
} LfCurve;

/* What is wrong with the points of a curve, or NULL: it has none, does not begin at 0, or they do
 * not ascend. */
extern const char *lf_curve_defect(const LfCurve *curve);

/* Conditions in their order: by factor, best first, then by name. */
extern void lf_curve_sort(LfCurve *curve);

/* The condition called so: LF_ERR_KEYWORD with those known. */
extern lf_status lf_curve_condition(const LfCurve *curve, LfText name, int32_t *condition,
                                    LfFault *why);

typedef struct LfVehicle {
    int64_t price; /* minor units: when new, or at bought_at */
    int32_t age;   /* months */
    bool has_km;
    int64_t km;
    int32_t condition; /* -1: none given */
    bool used;
    int32_t bought_at; /* age at which it cost that price */
} LfVehicle;

/* What the vehicle is worth, minor units, half up.  LF_ERR_CURVE_SHARE where a used car was bought
 * at a share of 0, LF_ERR_OVERFLOW. */
extern lf_status lf_vehicle_value(const LfCurve *curve, const LfVehicle *v, int64_t *value,
                                  LfFault *why);

/* Limit: the greatest loan to value that the law allows, by date. */

typedef enum LfLoanUse {
    LF_USE_OWN = 0,
    LF_USE_COMMERCIAL
} LfLoanUse;
typedef enum LfEnergy {
    LF_ENERGY_FUEL = 0,
    LF_ENERGY_NEV
} LfEnergy;
typedef enum LfVehicleState {
    LF_VEHICLE_NEW = 0,
    LF_VEHICLE_USED
} LfVehicleState;

extern const LfKeywords lf_limit_countries, lf_loan_uses, lf_energies, lf_vehicle_states;

typedef struct LfLtvLimit {
    int32_t since;
    const char *source;
    bool by_lender;   /* no limit of the law */
    int64_t limit_e2; /* hundredths */
} LfLtvLimit;

/* The limit in force on a day; false before the first law. */
extern bool lf_ltv_limit(int32_t date, LfLoanUse use, LfEnergy energy, LfVehicleState vehicle,
                         LfLtvLimit *limit);

#endif
