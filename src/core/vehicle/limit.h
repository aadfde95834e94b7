/*
 * Limit: the greatest loan to value that the law allows, by date.
 */
#ifndef LF_CORE_VEHICLE_LIMIT_H
#define LF_CORE_VEHICLE_LIMIT_H

#include <stdbool.h>

#include "core/base/keyword.h"

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
