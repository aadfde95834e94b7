/*
 * KPI values that a plan needs, from a jsonb object; kpi_score() of them
 * and attainment() of one.
 */
#include "postgres.h"

#include "pg/common/entry.h"
#include "pg/commission/plan.h"

/* Decimals of a measured number that is not a value of kpi. */
#define FINE_SCALE 18

/* A measured number rounded to `scale` decimals: LF_OK, LF_ERR_NOT_FINITE, LF_ERR_OVERFLOW. */
static lf_status
kpi_number(Datum numeric, int scale, lf_int128_stored *value)
{
    lf_int128 number = 0;
    lf_status status = lfpg_numeric_to_int128(numeric, scale, &number);

    if (status == LF_ERR_DECIMALS)
        status = lfpg_numeric_to_int128(
            DirectFunctionCall2(numeric_round, numeric, Int32GetDatum(scale)), scale, &number);
    *value = number;
    return status;
}

static lf_status
read_value(const JsonbValue *json, const LfText *name, LfKpiValue *value, LfFault *why)
{
    lf_status status;

    value->given = json != NULL && json->type != jbvNull;
    if (!value->given)
        return LF_OK;
    if (json->type != jbvNumeric)
        status = LF_ERR_KPI_NUMBER;
    else if (kpi_number(NumericGetDatum(json->val.numeric), LF_RATIO_DECIMALS, &value->value_e8) !=
             LF_OK)
        status = LF_ERR_KPI_RANGE;
    else
        return LF_OK;
    return LF_REFUSE(why, status, .text2 = *name);
}

lf_status
lfpg_kpi_values(Jsonb *kpi, const LfCommissionPlan *plan, int first, int last, LfSettleTerms *terms,
                LfFault *why)
{
    if (!JB_ROOT_IS_OBJECT(kpi))
        return LF_REFUSE(why, LF_ERR_KPI_OBJECT);
    for (int slot = first; slot < last; slot++) {
        const LfText *name = lf_value_name(plan, slot);
        JsonbValue room, *json;

        if (name == NULL)
            continue;
        json = getKeyJsonValueFromContainer(&kpi->root, name->at, (int)name->length, &room);
        LF_TRY(read_value(json, name, &terms->value[slot], why));
    }
    return LF_OK;
}

LFPG_FUNCTION(loanfin_kpi_score)
{
    LfSettleTerms terms = {0};
    LfKpiScore score;
    LfCommissionPlan plan;

    lfpg_commission_plan_read(PG_GETARG_COMMISSION_PLAN_P(0), &plan);
    if (!plan.kpi.given)
        PG_RETURN_NULL();
    LFPG_TRY(lfpg_kpi_values, PG_GETARG_JSONB_P(1), &plan, 0, LF_VALUE_QUALITY, &terms);
    LFPG_TRY(lf_kpi_score, &plan, NULL, &terms, &score);
    PG_RETURN_DATUM(lfpg_numeric_from_int64(score.score_e8, LF_RATIO_DECIMALS));
}

/* Decimals at which both numbers fit: quotients have more digits than a value
 * of kpi keeps, very large numbers need none. */
static int
common_scale(Datum actual, Datum target)
{
    lf_int128_stored ignored;

    return kpi_number(actual, FINE_SCALE, &ignored) == LF_OK &&
                   kpi_number(target, FINE_SCALE, &ignored) == LF_OK
               ? FINE_SCALE
               : LF_RATIO_DECIMALS;
}

static lf_int128
read_measure(Datum number, int scale, const char *name)
{
    lf_int128_stored value;
    lf_status status = kpi_number(number, scale, &value);

    if (status == LF_ERR_NOT_FINITE)
        lfpg_numeric_to_scaled(number, scale, name);
    if (status != LF_OK)
        LFPG_REFUSE(LF_ERR_OVERFLOW, .name = name);
    return value;
}

/* attainment(actual, target, better = 'higher') */
LFPG_FUNCTION(loanfin_attainment)
{
    int scale = common_scale(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1));
    lf_int128 actual = read_measure(PG_GETARG_DATUM(0), scale, "actual");
    lf_int128 target = read_measure(PG_GETARG_DATUM(1), scale, "target");
    bool lower = lfpg_keyword(PG_GETARG_DATUM(2), &lf_betters) == 1;
    int64 attainment;

    if (target == 0)
        PG_RETURN_NULL();
    LFPG_TRY(lf_attainment, actual, target, lower, &attainment);
    PG_RETURN_DATUM(lfpg_numeric_from_int64(attainment, LF_RATIO_DECIMALS));
}
