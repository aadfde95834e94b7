/*
 * constant: a look at the expression of the call.
 */
#include "postgres.h"

#include "pg/common/constant.h"

#include "nodes/primnodes.h"

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
