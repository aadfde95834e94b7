/*
 * commission_plan in and out: text, binary, jsonb, order and hash.
 *
 * The binary form is a version and the canonical text, as jsonb's is: whatever
 * comes in, in any form, passes the gate of the JSON reader.  Equal canonical
 * texts are equal bytes, which is what order and hash look at.
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"

#include "pg/common/codec.h"
#include "pg/common/error.h"
#include "pg/common/byte_ops.h"
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

PG_FUNCTION_INFO_V1(loanfin_commission_plan_in);
Datum
loanfin_commission_plan_in(PG_FUNCTION_ARGS)
{
    CommissionPlan *value =
        lfpg_commission_plan_parse(PG_GETARG_CSTRING(0), LFPG_ESCONTEXT(fcinfo));

    if (value == NULL)
        PG_RETURN_NULL();
    PG_RETURN_COMMISSION_PLAN_P(value);
}

PG_FUNCTION_INFO_V1(loanfin_commission_plan_out);
Datum
loanfin_commission_plan_out(PG_FUNCTION_ARGS)
{
    PG_RETURN_CSTRING(canonical_text(PG_GETARG_COMMISSION_PLAN_P(0)).data);
}

PG_FUNCTION_INFO_V1(loanfin_commission_plan_recv);
Datum
loanfin_commission_plan_recv(PG_FUNCTION_ARGS)
{
    StringInfo buf = (StringInfo)PG_GETARG_POINTER(0);
    LfReader r = {buf, "commission_plan"};
    char *text;
    int length;

    if (lfpg_read_u8(&r) != BINARY_VERSION)
        lfpg_read_fail(&r, "its version is unknown");
    text = pq_getmsgtext(buf, buf->len - buf->cursor, &length);
    PG_RETURN_COMMISSION_PLAN_P(lfpg_commission_plan_parse(text, NULL));
}

PG_FUNCTION_INFO_V1(loanfin_commission_plan_send);
Datum
loanfin_commission_plan_send(PG_FUNCTION_ARGS)
{
    StringInfoData text = canonical_text(PG_GETARG_COMMISSION_PLAN_P(0));
    StringInfoData buf;

    pq_begintypsend(&buf);
    pq_sendbyte(&buf, BINARY_VERSION);
    pq_sendtext(&buf, text.data, text.len);
    PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(loanfin_commission_plan_to_jsonb);
Datum
loanfin_commission_plan_to_jsonb(PG_FUNCTION_ARGS)
{
    StringInfoData text = canonical_text(PG_GETARG_COMMISSION_PLAN_P(0));

    PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(text.data)));
}

PG_FUNCTION_INFO_V1(loanfin_commission_plan_from_jsonb);
Datum
loanfin_commission_plan_from_jsonb(PG_FUNCTION_ARGS)
{
    LfFault why = {LF_OK};
    CommissionPlan *value = lfpg_commission_plan_from_json(PG_GETARG_JSONB_P(0), &why);

    lfpg_check(why.status, &why);
    PG_RETURN_COMMISSION_PLAN_P(value);
}

LFPG_BYTE_OPS(commission_plan, lfpg_stored_bytes)
