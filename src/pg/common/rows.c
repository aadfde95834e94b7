/*
 * rows: the calls of a set-returning function, and its row count for the planner.
 */
#include "postgres.h"

#include "pg/common/rows.h"

#include "nodes/primnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"

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
lfpg_table(FunctionCallInfo fcinfo, const void *of, int32 rows, LfRowFill fill)
{
    ReturnSetInfo *result = (ReturnSetInfo *)fcinfo->resultinfo;

    InitMaterializedSRF(fcinfo, 0);
    for (int32 row = 0; row < rows; row++) {
        bool nulls[LFPG_MAX_COLUMNS] = {false};
        Datum values[LFPG_MAX_COLUMNS];

        fill(of, row, values, nulls);
        tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
    }
    return (Datum)0;
}

Datum
lfpg_rows_support(Datum request, LfRowsCount count)
{
    SupportRequestRows *rows = (SupportRequestRows *)DatumGetPointer(request);
    List *arguments = NIL;
    ListCell *cell;

    if (!IsA(rows, SupportRequestRows) || rows->node == NULL || !IsA(rows->node, FuncExpr))
        return PointerGetDatum(NULL);
    foreach (cell, ((FuncExpr *)rows->node)->args)
        arguments = lappend(arguments, estimate_expression_value(rows->root, lfirst(cell)));
    rows->rows = count(arguments);
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

bool
lfpg_constants(List *arguments, NullableDatum *values)
{
    ListCell *cell;

    foreach (cell, arguments) {
        const Const *constant = lfirst(cell);

        if (!IsA(constant, Const))
            return false;
        *values++ = (NullableDatum){constant->constvalue, constant->constisnull};
    }
    return true;
}
