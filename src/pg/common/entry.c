/*
 * Entry: integer arguments of SQL functions, and which ones are constant.
 */
#include "postgres.h"

#include "pg/common/entry.h"

#include "nodes/primnodes.h"

#include "core/base/range.h"

int32
lfpg_int_arg(FunctionCallInfo fcinfo, int n, const char *name, int32 least, int32 greatest)
{
    int64 value = PG_GETARG_INT64(n);

    LFPG_TRY(lf_check_int, name, value, least, greatest);
    return (int32)value;
}

int32
lfpg_int32_arg(FunctionCallInfo fcinfo, int n, const char *name, int32 least, int32 greatest)
{
    int64 value = PG_GETARG_INT64(n);

    if (value == (int32)value)
        return (int32)value;
    return lfpg_int_arg(fcinfo, n, name, least, greatest);
}

bool
lfpg_arg_is_constant(FunctionCallInfo fcinfo, int argument)
{
    Node *call = fcinfo->flinfo->fn_expr;
    List *arguments;

    if (call == NULL || !IsA(call, FuncExpr))
        return false;
    arguments = ((FuncExpr *)call)->args;
    return argument < list_length(arguments) && IsA(list_nth(arguments, argument), Const);
}
