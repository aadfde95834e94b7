/*
 * commission_plan in and out: text, binary, jsonb, order and hash.
 *
 * The binary form is a version and the canonical text, as jsonb's is: whatever
 * comes in, in any form, passes the gate of the JSON reader.  Equal canonical
 * texts are equal bytes, which is what order and hash look at.
 */
#include "postgres.h"

#include "pg/common/value.h"
#include "pg/commission/plan.h"

#define BINARY_VERSION 1

static StringInfoData
canonical_text(CommissionPlan *value)
{
    StringInfoData out;

    initStringInfo(&out);
    lfpg_commission_plan_write(&out, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
    return out;
}

static Datum
from_text(const char *text, LfFault *why)
{
    PG_RETURN_COMMISSION_PLAN_P(lfpg_commission_plan_from_text(text, why));
}

static char *
to_text(Datum plan)
{
    return canonical_text(DatumGetCommissionPlanP(plan)).data;
}

static Datum
from_bytes(LfReader *message, LfFault *why)
{
    int length;

    if (lfpg_read_u8(message) != BINARY_VERSION)
        lfpg_read_fail(message, "its version is unknown");
    return from_text(lfpg_read_text(message, &length), why);
}

static void
to_bytes(StringInfo message, Datum plan)
{
    StringInfoData text = canonical_text(DatumGetCommissionPlanP(plan));

    pq_sendbyte(message, BINARY_VERSION);
    pq_sendtext(message, text.data, text.len);
}

LFPG_VALUE_TYPE(commission_plan, .from_text = from_text, .to_text = to_text,
                .from_bytes = from_bytes, .to_bytes = to_bytes)
