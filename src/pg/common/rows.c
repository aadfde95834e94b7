/*
 * rows: the calls of a set-returning function, the planner's question.
 */
#include "postgres.h"

#include "pg/common/rows.h"

#include "nodes/primnodes.h"
#include "nodes/supportnodes.h"

TupleDesc
lfpg_row_type(FunctionCallInfo fcinfo)
{
    TupleDesc type;

    if (get_call_result_type(fcinfo, NULL, &type) != TYPEFUNC_COMPOSITE)
        elog(ERROR, "return type must be a row type");
    return BlessTupleDesc(type);
}

static void
open_rows(FunctionCallInfo fcinfo, Size size, LfRowsOpen open)
{
    FuncCallContext *call = SRF_FIRSTCALL_INIT();
    MemoryContext old = MemoryContextSwitchTo(call->multi_call_memory_ctx);

    call->user_fctx = palloc0(size);
    open(fcinfo, call->user_fctx);
    call->tuple_desc = lfpg_row_type(fcinfo);
    MemoryContextSwitchTo(old);
}

Datum
lfpg_rows(FunctionCallInfo fcinfo, Size stream, LfRowsOpen open, LfRowsNext next)
{
    bool nulls[LFPG_MAX_COLUMNS] = {false};
    Datum values[LFPG_MAX_COLUMNS];
    FuncCallContext *call;
    Datum row;

    if (SRF_IS_FIRSTCALL())
        open_rows(fcinfo, stream, open);
    call = SRF_PERCALL_SETUP();
    if (!next(call->user_fctx, values, nulls))
        SRF_RETURN_DONE(call);
    row = HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls));
    SRF_RETURN_NEXT(call, row);
}

Datum
lfpg_rows_support(Datum request, LfRowsCount count)
{
    SupportRequestRows *rows = (SupportRequestRows *)DatumGetPointer(request);

    if (!IsA(rows, SupportRequestRows) || rows->node == NULL || !IsA(rows->node, FuncExpr))
        return PointerGetDatum(NULL);
    rows->rows = count(((FuncExpr *)rows->node)->args);
    return PointerGetDatum(rows->rows < 0 ? NULL : rows);
}

bool
lfpg_constant(List *arguments, int n, Datum *value)
{
    const Const *constant = list_nth(arguments, n);

    if (!IsA(constant, Const) || constant->constisnull)
        return false;
    *value = constant->constvalue;
    return true;
}
