/*
 * commission_statement on the server: making, copying, checking.
 */
#include "postgres.h"

#include "pg/commission/statement.h"

#include "pg/common/error.h"

/* SSPACE of the aggregates is this and a plan of ordinary length. */
#define HEAD offsetof(CommissionStatement, plan)

CommissionStatement *
lfpg_commission_statement(Datum statement)
{
    CommissionStatement *st = (CommissionStatement *)PG_DETOAST_DATUM(statement);

    if (VARSIZE(st) <= HEAD || st->version != LF_COMMISSION_STATEMENT_VERSION)
        lfpg_corrupt("commission_statement", "its size or version is wrong");
    return st;
}

CommissionStatement *
lfpg_commission_statement_new(const char *plan, Size length)
{
    CommissionStatement *st = palloc(HEAD + length);

    SET_VARSIZE(st, HEAD + length);
    st->version = LF_COMMISSION_STATEMENT_VERSION;
    memset(&st->sums, 0, sizeof(LfCommissionSums));
    memcpy(st->plan, plan, length);
    return st;
}

CommissionStatement *
lfpg_commission_statement_copy(const CommissionStatement *st)
{
    CommissionStatement *copy = palloc(VARSIZE(st));

    memcpy(copy, st, VARSIZE(st));
    return copy;
}

void
lfpg_statement_conflict(const CommissionStatement *st, const char *plan, Size length)
{
    StringInfoData plans;

    initStringInfo(&plans);
    lfpg_commission_plan_write(&plans, st->plan, lfpg_statement_plan_length(st));
    appendStringInfoString(&plans, " and ");
    lfpg_commission_plan_write(&plans, plan, length);

    LFPG_REFUSE(LF_ERR_PLAN_CONFLICT, .text2 = {plans.data, (size_t)plans.len});
}
