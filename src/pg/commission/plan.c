/*
 * commission_plan on the server: the one gate, and loading.
 */
#include "postgres.h"

#include "utils/fmgrprotos.h"

#include "pg/commission/plan.h"

#include "pg/common/error.h"
#include "pg/common/value.h"
#include "core/commission/plan_bytes.h"
#include "pg/commission/plan_json.h"

void
lfpg_commission_plan_load(const char *bytes, Size length, LfCommissionPlan *plan)
{
    LfFault why;

    lfpg_check(lf_commission_plan_decode((const uint8_t *)bytes, length, plan, &why), &why);
}

CommissionPlan *
lfpg_commission_plan_from_json(Jsonb *json, LfFault *why)
{
    uint8_t bytes[LF_COMMISSION_PLAN_BYTES];
    LfCommissionPlan plan;
    Size length;

    if (!lfpg_plan_read(json, &plan, why))
        return NULL;
    length = lf_commission_plan_encode(&plan, bytes);
    return lfpg_value_of_bytes(bytes, length);
}

CommissionPlan *
lfpg_commission_plan_parse(const char *text)
{
    Datum json = DirectFunctionCall1(jsonb_in, CStringGetDatum(text));
    LfFault why = {LF_OK};
    CommissionPlan *value = lfpg_commission_plan_from_json(DatumGetJsonbP(json), &why);

    lfpg_check(why.status, &why);
    return value;
}

void
lfpg_commission_plan_write(StringInfo out, const char *bytes, Size length)
{
    LfCommissionPlan plan;

    lfpg_commission_plan_load(bytes, length, &plan);
    lfpg_plan_write(out, &plan);
}
