/*
 * risk_grade in and out: text, binary, order and hash.
 *
 * Both external forms are the label: a byte means nothing to a client.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"
#include "libpq/pqformat.h"

#include "pg/common/compat.h"
#include "pg/common/error.h"
#include "pg/grade/grade.h"

PG_FUNCTION_INFO_V1(loanfin_risk_grade_in);
Datum
loanfin_risk_grade_in(PG_FUNCTION_ARGS)
{
    const char *input = PG_GETARG_CSTRING(0);
    LfFault why = {LF_OK};
    LfGrade grade;

    if (!lfpg_risk_grade_parse(input, strlen(input), &grade, &why)) {
        lfpg_raise_soft(LFPG_ESCONTEXT(fcinfo), &why);
        PG_RETURN_NULL();
    }
    PG_RETURN_RISK_GRADE(grade);
}

PG_FUNCTION_INFO_V1(loanfin_risk_grade_out);
Datum
loanfin_risk_grade_out(PG_FUNCTION_ARGS)
{
    PG_RETURN_CSTRING(lfpg_risk_grade_label(lfpg_risk_grade(PG_GETARG_DATUM(0)), LF_GRADE_EN));
}

PG_FUNCTION_INFO_V1(loanfin_risk_grade_recv);
Datum
loanfin_risk_grade_recv(PG_FUNCTION_ARGS)
{
    StringInfo buf = (StringInfo)PG_GETARG_POINTER(0);
    int length;
    const char *input = pq_getmsgtext(buf, buf->len - buf->cursor, &length);
    LfFault why = {LF_OK};
    LfGrade grade;

    if (!lfpg_risk_grade_parse(input, (size_t)length, &grade, &why)) {
        why = (LfFault){.status = LF_ERR_BINARY, .name = "risk_grade", .text2 = "no such label"};
        why.text2_len = strlen(why.text2);
        lfpg_raise(&why);
    }
    PG_RETURN_RISK_GRADE(grade);
}

PG_FUNCTION_INFO_V1(loanfin_risk_grade_send);
Datum
loanfin_risk_grade_send(PG_FUNCTION_ARGS)
{
    const char *label = lfpg_risk_grade_label(lfpg_risk_grade(PG_GETARG_DATUM(0)), LF_GRADE_EN);
    StringInfoData buf;

    pq_begintypsend(&buf);
    pq_sendtext(&buf, label, (int)strlen(label));
    PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

#define COMPARISON(name, test) \
    PG_FUNCTION_INFO_V1(name); \
    Datum name(PG_FUNCTION_ARGS) \
    { \
        PG_RETURN_BOOL(PG_GETARG_RISK_GRADE(0) test PG_GETARG_RISK_GRADE(1)); \
    }

COMPARISON(loanfin_risk_grade_eq, ==)
COMPARISON(loanfin_risk_grade_ne, !=)
COMPARISON(loanfin_risk_grade_lt, <)
COMPARISON(loanfin_risk_grade_le, <=)
COMPARISON(loanfin_risk_grade_gt, >)
COMPARISON(loanfin_risk_grade_ge, >=)

PG_FUNCTION_INFO_V1(loanfin_risk_grade_cmp);
Datum
loanfin_risk_grade_cmp(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT32((int32)PG_GETARG_RISK_GRADE(0) - (int32)PG_GETARG_RISK_GRADE(1));
}

PG_FUNCTION_INFO_V1(loanfin_risk_grade_hash);
Datum
loanfin_risk_grade_hash(PG_FUNCTION_ARGS)
{
    return hash_uint32(PG_GETARG_RISK_GRADE(0));
}

PG_FUNCTION_INFO_V1(loanfin_risk_grade_hash_extended);
Datum
loanfin_risk_grade_hash_extended(PG_FUNCTION_ARGS)
{
    return hash_uint32_extended(PG_GETARG_RISK_GRADE(0), (uint64)PG_GETARG_INT64(1));
}

/* The steps of min and max: a NULL of either side gives way to the other. */
static bool
one_is_null(FunctionCallInfo fcinfo, Datum *other)
{
    if (!PG_ARGISNULL(0) && !PG_ARGISNULL(1))
        return false;
    fcinfo->isnull = PG_ARGISNULL(0) && PG_ARGISNULL(1);
    *other = PG_ARGISNULL(0) ? PG_GETARG_DATUM(1) : PG_GETARG_DATUM(0);
    return true;
}

PG_FUNCTION_INFO_V1(loanfin_risk_grade_smaller);
Datum
loanfin_risk_grade_smaller(PG_FUNCTION_ARGS)
{
    Datum other;

    if (one_is_null(fcinfo, &other))
        return other;
    PG_RETURN_RISK_GRADE(Min(PG_GETARG_RISK_GRADE(0), PG_GETARG_RISK_GRADE(1)));
}

PG_FUNCTION_INFO_V1(loanfin_risk_grade_larger);
Datum
loanfin_risk_grade_larger(PG_FUNCTION_ARGS)
{
    Datum other;

    if (one_is_null(fcinfo, &other))
        return other;
    PG_RETURN_RISK_GRADE(Max(PG_GETARG_RISK_GRADE(0), PG_GETARG_RISK_GRADE(1)));
}
