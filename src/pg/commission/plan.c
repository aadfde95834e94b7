/*
 * commission_plan on the server: the one gate, and loading.
 */
#include "postgres.h"

#include "pg/commission/plan.h"

#include "core/commission/plan_bytes.h"
#include "pg/commission/plan_json.h"
#include "pg/common/value.h"

void
lfpg_commission_plan_load(const char *bytes, Size length, LfCommissionPlan *plan)
{
    LFPG_TRY(lf_commission_plan_decode, (const uint8_t *)bytes, length, plan);
}

CommissionPlan *
lfpg_commission_plan_from_json(LfJson *json, LfFault *why)
{
    uint8_t bytes[LF_COMMISSION_PLAN_BYTES];
    LfCommissionPlan plan;

    if (!lfpg_plan_read(json, &plan, why))
        return NULL;
    return lfpg_value_of_bytes(bytes, lf_commission_plan_encode(&plan, bytes));
}

CommissionPlan *
lfpg_commission_plan_from_text(const char *text, LfFault *why)
{
    LfJsonText t;
    LfJson *json = lfpg_json_parse(&t, text, "commission_plan", why);

    return json != NULL ? lfpg_commission_plan_from_json(json, why) : NULL;
}

void
lfpg_commission_plan_write(StringInfo out, const char *bytes, Size length)
{
    LfCommissionPlan plan;

    lfpg_commission_plan_load(bytes, length, &plan);
    lfpg_plan_write(out, &plan);
}
