/*
 * grade_policy in and out: text, binary, order and hash.
 *
 * The binary form is a version byte and the text: rules are few and read
 * seldom, and one reader means one gate.  Order and hash go by the text as
 * well, so they are the same on every machine.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"
#include "libpq/pqformat.h"

#include "pg/common/codec.h"
#include "pg/common/error.h"
#include "pg/grade/policy.h"

#define BINARY_VERSION 1

PG_FUNCTION_INFO_V1(loanfin_grade_policy_in);
Datum
loanfin_grade_policy_in(PG_FUNCTION_ARGS)
{
    LfFault why = {LF_OK};
    LfGradePolicy rules;

    if (!lfpg_grade_policy_parse(PG_GETARG_CSTRING(0), &rules, &why)) {
        lfpg_raise_soft(LFPG_ESCONTEXT(fcinfo), &why);
        PG_RETURN_NULL();
    }
    return lfpg_grade_policy_store(&rules);
}

PG_FUNCTION_INFO_V1(loanfin_grade_policy_out);
Datum
loanfin_grade_policy_out(PG_FUNCTION_ARGS)
{
    PG_RETURN_CSTRING(lfpg_grade_policy_text(PG_GETARG_GRADE_POLICY(0)));
}

PG_FUNCTION_INFO_V1(loanfin_grade_policy_recv);
Datum
loanfin_grade_policy_recv(PG_FUNCTION_ARGS)
{
    StringInfo buf = (StringInfo)PG_GETARG_POINTER(0);
    LfReader r = {buf, "grade_policy"};
    LfFault why = {LF_OK};
    LfGradePolicy rules;
    int length;

    if (lfpg_read_u8(&r) != BINARY_VERSION)
        lfpg_read_fail(&r, "its version is unknown");
    if (!lfpg_grade_policy_parse(pq_getmsgtext(buf, buf->len - buf->cursor, &length), &rules, &why))
        lfpg_read_fail(&r, "its text is no grade policy");
    return lfpg_grade_policy_store(&rules);
}

PG_FUNCTION_INFO_V1(loanfin_grade_policy_send);
Datum
loanfin_grade_policy_send(PG_FUNCTION_ARGS)
{
    const char *text_form = lfpg_grade_policy_text(PG_GETARG_GRADE_POLICY(0));
    StringInfoData buf;

    pq_begintypsend(&buf);
    pq_sendbyte(&buf, BINARY_VERSION);
    pq_sendtext(&buf, text_form, (int)strlen(text_form));
    PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static int
compare_args(FunctionCallInfo fcinfo)
{
    const LfGradePolicy *a = PG_GETARG_GRADE_POLICY(0), *b = PG_GETARG_GRADE_POLICY(1);

    if (memcmp(a, b, sizeof(*a)) == 0)
        return 0;
    return strcmp(lfpg_grade_policy_text(a), lfpg_grade_policy_text(b));
}

#define COMPARISON(name, test) \
    PG_FUNCTION_INFO_V1(name); \
    Datum name(PG_FUNCTION_ARGS) \
    { \
        PG_RETURN_BOOL(compare_args(fcinfo) test 0); \
    }

COMPARISON(loanfin_grade_policy_eq, ==)
COMPARISON(loanfin_grade_policy_ne, !=)
COMPARISON(loanfin_grade_policy_lt, <)
COMPARISON(loanfin_grade_policy_le, <=)
COMPARISON(loanfin_grade_policy_gt, >)
COMPARISON(loanfin_grade_policy_ge, >=)

PG_FUNCTION_INFO_V1(loanfin_grade_policy_cmp);
Datum
loanfin_grade_policy_cmp(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT32(compare_args(fcinfo));
}

PG_FUNCTION_INFO_V1(loanfin_grade_policy_hash);
Datum
loanfin_grade_policy_hash(PG_FUNCTION_ARGS)
{
    const char *text_form = lfpg_grade_policy_text(PG_GETARG_GRADE_POLICY(0));

    return hash_any((const unsigned char *)text_form, (int)strlen(text_form));
}

PG_FUNCTION_INFO_V1(loanfin_grade_policy_hash_extended);
Datum
loanfin_grade_policy_hash_extended(PG_FUNCTION_ARGS)
{
    const char *text_form = lfpg_grade_policy_text(PG_GETARG_GRADE_POLICY(0));

    return hash_any_extended((const unsigned char *)text_form, (int)strlen(text_form),
                             (uint64)PG_GETARG_INT64(1));
}
