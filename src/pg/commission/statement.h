/*
 * commission_statement on the server: a plan's bytes behind core's sums, the
 * state of the aggregates and their result in one.
 *
 * 144 bytes and the plan, whatever the number of loans; ALIGNMENT = double,
 * changed in place by the aggregates.  Two statements of one plan have the
 * same plan bytes, so a row is checked by memcmp, never by reading the plan.
 */
#ifndef LF_PG_COMMISSION_STATEMENT_H
#define LF_PG_COMMISSION_STATEMENT_H

#include "postgres.h"

#include "core/commission/sums.h"
#include "pg/common/compat.h"
#include "pg/commission/plan.h"

#define LF_COMMISSION_STATEMENT_VERSION 1

typedef struct CommissionStatement {
    int32 vl_len_;
    int32 version;
    LfCommissionSums sums;
    char plan[FLEXIBLE_ARRAY_MEMBER]; /* the content of a commission_plan */
} CommissionStatement;

StaticAssertDecl(offsetof(CommissionStatement, plan) == 144, "no padding before the plan");

static inline Size
lfpg_statement_plan_length(const CommissionStatement *st)
{
    return VARSIZE(st) - offsetof(CommissionStatement, plan);
}

/* A stored value, aligned; XX001 if the bytes are not a valid commission_statement.  The plan
 * is not looked at. */
extern CommissionStatement *lfpg_commission_statement(Datum statement);

#define PG_GETARG_COMMISSION_STATEMENT_P(n) lfpg_commission_statement(PG_GETARG_DATUM(n))
#define PG_RETURN_COMMISSION_STATEMENT_P(x) PG_RETURN_POINTER(x)

/* An empty one of a plan, palloc'd. */
extern CommissionStatement *lfpg_commission_statement_new(CommissionPlan *plan);

/* The plan in it, all of it. */
static inline void
lfpg_commission_statement_plan(const CommissionStatement *st, LfCommissionPlan *plan)
{
    lfpg_commission_plan_decode(st->plan, lfpg_statement_plan_length(st), plan);
}

/* Raises LF_ERR_PLAN_CONFLICT where it is not this plan's statement. */
extern _Noreturn void lfpg_statement_conflict(const CommissionStatement *st, const char *plan,
                                              Size length);

static inline void
lfpg_statement_same_plan(const CommissionStatement *st, const char *plan, Size length)
{
    if (unlikely(lfpg_statement_plan_length(st) != length || memcmp(st->plan, plan, length) != 0))
        lfpg_statement_conflict(st, plan, length);
}

#endif
