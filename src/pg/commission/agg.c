/*
 * commission_agg(), clawback_agg(), rollup() and +: loans, events and statements
 * add up in one statement.
 *
 * The plan comes with every row and is the same bytes in all rows of a group:
 * they are compared, and the few terms a row needs are read in place.
 */
#include "postgres.h"

#include "pg/common/numeric_cents.h"
#include "pg/common/state.h"
#include "core/commission/plan_bytes.h"
#include "pg/commission/statement.h"

LFPG_LOADED_COPY(lfpg_commission_statement)

/* The state a row of this plan adds to. */
static inline CommissionStatement *
state_of_plan(FunctionCallInfo fcinfo, CommissionPlan *plan)
{
    CommissionStatement *st;

    if (unlikely(PG_ARGISNULL(0)))
        return lfpg_commission_statement_new(plan);
    st = lfpg_state_own(fcinfo, copy);
    lfpg_statement_same_plan(st, VARDATA_ANY(plan), VARSIZE_ANY_EXHDR(plan));
    return st;
}

/* A numeric as minor units of the plan's currency. */
static inline int64
read_money(const CommissionStatement *st, int scale, Datum value, const char *name)
{
    int64 cents;

    if (likely(scale == 2 && lfpg_numeric_to_cents(value, &cents)))
        return cents;
    return lfpg_numeric_to_minor_at(value, scale,
                                    lf_commission_plan_currency((const uint8_t *)st->plan), name);
}

static void
add_loan(CommissionStatement *st, Datum amount, Datum base)
{
    Size length = lfpg_statement_plan_length(st);
    int64 lent, earning;
    LfPerLoan terms;
    int scale;

    LFPG_TRY(lf_commission_plan_per_loan, (const uint8_t *)st->plan, length, &scale, &terms);
    lent = read_money(st, scale, amount, "amount");
    earning = amount == base ? lent : read_money(st, scale, base, "base");
    LFPG_TRY(lf_commission_add_loan, &st->sums, &terms, lent, earning, scale);
}

/* (state, plan, amount [, base]) */
LFPG_FUNCTION(loanfin_commission_agg_accum)
{
    CommissionStatement *st;
    int base = PG_NARGS() > 3 ? 3 : 2;

    if (PG_ARGISNULL(1))
        return lfpg_state_unchanged(fcinfo, copy);
    st = state_of_plan(fcinfo, PG_GETARG_COMMISSION_PLAN_P(1));
    if (!PG_ARGISNULL(2) && !PG_ARGISNULL(base))
        add_loan(st, PG_GETARG_DATUM(2), PG_GETARG_DATUM(base));
    PG_RETURN_COMMISSION_STATEMENT_P(st);
}

static void
add_event(CommissionStatement *st, Datum paid, int64 months, Datum word)
{
    LfClawbackWindow window[LF_MAX_CLAWBACK_WINDOWS];
    LfLoanEvent event = (LfLoanEvent)lfpg_keyword(word, &lf_loan_events);
    int32 count;
    int scale;

    LFPG_TRY(lf_commission_plan_windows, (const uint8_t *)st->plan, lfpg_statement_plan_length(st),
             &scale, window, &count);
    LFPG_TRY(lf_commission_add_event, &st->sums, window, count, event,
             read_money(st, scale, paid, "paid"), months, scale);
}

/* (state, plan, paid, months_on_book, event) */
LFPG_FUNCTION(loanfin_clawback_agg_accum)
{
    CommissionStatement *st;

    if (PG_ARGISNULL(1))
        return lfpg_state_unchanged(fcinfo, copy);
    st = state_of_plan(fcinfo, PG_GETARG_COMMISSION_PLAN_P(1));
    if (!PG_ARGISNULL(2) && !PG_ARGISNULL(3) && !PG_ARGISNULL(4))
        add_event(st, PG_GETARG_DATUM(2), PG_GETARG_INT64(3), PG_GETARG_DATUM(4));
    PG_RETURN_COMMISSION_STATEMENT_P(st);
}

/* Two states, or a state and a statement of rollup(): either may be NULL. */
static void *
merge(void *own, Datum other)
{
    const CommissionStatement *part = lfpg_commission_statement(other);
    CommissionStatement *st = own;

    lfpg_statement_same_plan(st, part->plan, lfpg_statement_plan_length(part));
    LFPG_TRY(lf_commission_merge, &st->sums, &part->sums);
    return st;
}

LFPG_ENTRY(loanfin_commission_statement_combine, lfpg_state_combine(fcinfo, copy, merge))

LFPG_ENTRY(loanfin_commission_statement_pl,
           PointerGetDatum(merge(copy(PG_GETARG_DATUM(0)), PG_GETARG_DATUM(1))))
