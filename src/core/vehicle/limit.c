/*
 * Limit: the laws of China on auto loans, the last first.
 */
#include "core/vehicle/limit.h"

#include <stddef.h>

/* Days since 2000-01-01. */
#define DAY_2004_10_01 1735
#define DAY_2018_01_01 6575
#define DAY_2024_04_03 8859

#define BY_LENDER (-1)

static const char *const countries[] = {"CN"};
static const char *const uses[] = {"own", "commercial"};
static const char *const energies[] = {"fuel", "nev"};
static const char *const vehicles[] = {"new", "used"};

const LfKeywords lf_limit_countries = {"country", countries, 1, NULL, 0};
const LfKeywords lf_loan_uses = {"use", uses, 2, NULL, 0};
const LfKeywords lf_energies = {"energy", energies, 2, NULL, 0};
const LfKeywords lf_vehicle_states = {"vehicle", vehicles, 2, NULL, 0};

typedef struct Law {
    int32_t since;
    const char *source;
    int limit_e2[2][2]; /* of new vehicles: use, energy */
    int used_e2;
} Law;

static const Law laws[] = {
    {DAY_2024_04_03,
     "PBC and NFRA, joint notice of April 2024 on policies for auto loans",
     {{BY_LENDER, BY_LENDER}, {70, 75}},
     70},
    {DAY_2018_01_01,
     "PBC and CBRC Order [2017] No. 2, Measures for the Administration of Auto Loans, and notice "
     "of 2017 on policies for auto loans",
     {{80, 85}, {70, 75}},
     70},
    {DAY_2004_10_01,
     "PBC and CBRC Order [2004] No. 2, Measures for the Administration of Auto Loans",
     {{80, 80}, {70, 70}},
     50},
};

bool
lf_ltv_limit(int32_t date, LfLoanUse use, LfEnergy energy, LfVehicleState vehicle, LfLtvLimit *out)
{
    for (size_t i = 0; i < sizeof(laws) / sizeof(laws[0]); i++) {
        const Law *law = &laws[i];
        int limit = vehicle == LF_VEHICLE_USED ? law->used_e2 : law->limit_e2[use][energy];

        if (date < law->since)
            continue;
        *out = (LfLtvLimit){law->since, law->source, limit == BY_LENDER, limit};
        return true;
    }
    return false;
}
