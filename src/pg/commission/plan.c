/*
 * commission_plan on the server: the one gate, and loading.
 */
#include "postgres.h"

#include "utils/fmgrprotos.h"

#include "pg/commission/plan.h"

#include "pg/common/error.h"
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
    CommissionPlan *value;
    LfCommissionPlan plan;
    Size length;

    if (!lfpg_plan_read(json, &plan, why))
        return NULL;
    length = lf_commission_plan_encode(&plan, bytes);
    value = palloc(VARHDRSZ + length);
    SET_VARSIZE(value, VARHDRSZ + length);
    memcpy(VARDATA(value), bytes, length);
    return value;
}

CommissionPlan *
lfpg_commission_plan_parse(const char *text, struct Node *escontext)
{
    CommissionPlan *value;
    LfFault why = {LF_OK};
    Datum json;

    if (!lfpg_input_safe(jsonb_in, text, escontext, &json))
        return NULL;
    value = lfpg_commission_plan_from_json(DatumGetJsonbP(json), &why);
    if (value == NULL)
        lfpg_raise_soft(escontext, &why);
    return value;
}

void
lfpg_commission_plan_write(StringInfo out, const char *bytes, Size length)
{
    LfCommissionPlan plan;

    lfpg_commission_plan_load(bytes, length, &plan);
    lfpg_plan_write(out, &plan);
}
