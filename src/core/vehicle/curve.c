/*
 * Curve: the value of a vehicle as one fraction, rounded once.
 *
 * A worked value: new 100,000, shares 0.8 at 12 and 0.58 at 36, age 24, so 0.69;
 * condition 0.9: 0.621; 50,000 km where 40,000 are expected, 0.004 a thousand:
 * less 0.04.  0.581 of the price is 58,100.
 */
#include "core/vehicle/curve.h"

#include <stddef.h>

#include "core/base/bignum.h"

const char *
lf_curve_defect(const LfCurve *c)
{
    if (c->count < 1 || c->point[0].month != 0)
        return "the first point is not at month 0";
    for (int32_t i = 1; i < c->count; i++)
        if (c->point[i].month <= c->point[i - 1].month)
            return "the months of the points do not ascend";
    return NULL;
}

static int
compare_names(LfText a, LfText b)
{
    int order = memcmp(a.at, b.at, a.length < b.length ? a.length : b.length);

    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

static bool
is_before(const LfCurveCondition *a, const LfCurveCondition *b)
{
    if (a->factor_e6 != b->factor_e6)
        return a->factor_e6 > b->factor_e6;
    return compare_names(a->name, b->name) < 0;
}

void
lf_curve_sort(LfCurve *c)
{
    for (int32_t i = 1; i < c->conditions; i++) {
        LfCurveCondition moved = c->condition[i];
        int32_t k = i;

        for (; k > 0 && is_before(&moved, &c->condition[k - 1]); k--)
            c->condition[k] = c->condition[k - 1];
        c->condition[k] = moved;
    }
}

/* The names of all conditions, as far as there is space. */
static void
list_conditions(const LfCurve *c, LfFault *why)
{
    size_t used = 0;

    for (int32_t i = 0; i < c->conditions; i++) {
        LfText name = c->condition[i].name;

        if (used + name.length + 2 > sizeof(why->room))
            break;
        if (i > 0) {
            memcpy(why->room + used, ", ", 2);
            used += 2;
        }
        memcpy(why->room + used, name.at, name.length);
        used += name.length;
    }
    why->text2 = (LfText){why->room, used};
}

lf_status
lf_curve_condition(const LfCurve *c, LfText name, int32_t *condition, LfFault *why)
{
    for (int32_t i = 0; i < c->conditions; i++)
        if (compare_names(c->condition[i].name, name) == 0) {
            *condition = i;
            return LF_OK;
        }
    *why = (LfFault){.status = LF_ERR_KEYWORD, .name = "condition", .text = name};
    list_conditions(c, why);
    if (c->conditions == 0)
        why->text2 = lf_text("none, the curve has no conditions");
    return why->status;
}

typedef struct Share {
    lf_int128 n;
    lf_int128 d;
} Share;

/* The share of the price at an age. */
static Share
share_at(const LfCurve *c, int32_t age)
{
    const LfValuePoint *a = c->point, *b;
    int32_t i = 1;

    while (i < c->count && c->point[i].month <= age)
        i++;
    a = &c->point[i - 1];
    if (i == c->count)
        return (Share){a->share_e6, LF_SHARE_ONE};
    b = &c->point[i];
    return (Share){(lf_int128)a->share_e6 * (b->month - a->month) +
                       (lf_int128)(b->share_e6 - a->share_e6) * (age - a->month),
                   (lf_int128)LF_SHARE_ONE * (b->month - a->month)};
}

/* Condition and mileage on top, and the floor below. */
static Share
share_of(const LfCurve *c, const LfVehicle *v)
{
    int64_t factor = v->condition < 0 ? LF_SHARE_ONE : c->condition[v->condition].factor_e6;
    Share s = share_at(c, v->age);
    lf_int128 beyond;

    s = (Share){s.n * factor, s.d * LF_SHARE_ONE};
    if (v->has_km) {
        /* per_1000_km (km - km_per_year age / 12) / 1000 */
        beyond = 12 * (lf_int128)v->km - (lf_int128)c->km_per_year * v->age;
        s.n = s.n * 12000 - c->per_1000_km_e6 * beyond * (s.d / LF_SHARE_ONE);
        s.d *= 12000;
    }
    if (s.n * LF_SHARE_ONE < c->floor_e6 * s.d)
        return (Share){c->floor_e6, LF_SHARE_ONE};
    return s.n < 0 ? (Share){0, 1} : s;
}

lf_status
lf_vehicle_value(const LfCurve *c, const LfVehicle *v, int64_t *value, LfFault *why)
{
    Share s = share_of(c, v), bought = {1, 1};
    LfBignum part, whole, scratch;

    if (v->used)
        bought = share_at(c, v->bought_at);
    if (bought.n == 0)
        return LF_REFUSE(why, LF_ERR_CURVE_SHARE, .a = v->bought_at);
    lf_big_set(&part, (uint64_t)v->price);
    lf_big_set(&whole, 1);
    if (lf_big_mul(&part, (lf_uint128)s.n) && lf_big_mul(&part, (lf_uint128)bought.d) &&
        lf_big_mul(&whole, (lf_uint128)s.d) && lf_big_mul(&whole, (lf_uint128)bought.n) &&
        lf_big_div_round(&part, &whole, LF_HALF_UP, &scratch, value))
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "vehicle value");
}

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
