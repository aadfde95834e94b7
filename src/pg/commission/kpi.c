/*
 * KPI values that a plan asks for, out of a jsonb object.
 */
#include "postgres.h"

#include "utils/fmgrprotos.h"

#include "pg/commission/kpi.h"

#include "pg/common/numeric.h"

lf_status
lfpg_kpi_number(Datum numeric, int scale, lf_int128_stored *value)
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
    else if (lfpg_kpi_number(NumericGetDatum(json->val.numeric), LF_RATIO_DECIMALS,
                             &value->value_e8) != LF_OK)
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
        lf_status status;

        if (name == NULL)
            continue;
        json = getKeyJsonValueFromContainer(&kpi->root, name->at, (int)name->length, &room);
        if ((status = read_value(json, name, &terms->value[slot], why)) != LF_OK)
            return status;
    }
    return LF_OK;
}
