/*
 * portfolio_agg(), rollup(), npl_ratio() and overdue_ratio() over rows: loans
 * and books add up in one flat summary, changed in place.
 *
 * One function serves every list of arguments, asking how many there are; the
 * SQL side has a name for each.  The inverse functions take a loan out by the
 * exact opposite, which is what a moving window needs.
 */
#include "postgres.h"

#include "pg/common/numeric_cents.h"
#include "pg/common/state.h"
#include "pg/portfolio/value.h"
#include "pg/grade/grade.h"

LFPG_LOADED_COPY(lfpg_portfolio_summary)

static pg_noinline void
check_currency(FunctionCallInfo fcinfo, int n, const PortfolioSummary *state)
{
    LfCurrency currency = lfpg_currency_argument(fcinfo, n);

    LFPG_TRY(lf_currency_same, &state->book.currency, &currency);
}

/* The state to write to, begun where there is none; the row's currency is its
 * own. */
static pg_attribute_always_inline PortfolioSummary *
state_for(FunctionCallInfo fcinfo, int currency_at)
{
    if (unlikely(PG_ARGISNULL(0)))
        return lfpg_portfolio_summary_new(lfpg_currency_argument(fcinfo, currency_at), LF_NO_LINE);

    PortfolioSummary *state = lfpg_state_own(fcinfo, copy);

    if (PG_NARGS() > currency_at)
        check_currency(fcinfo, currency_at, state);
    return state;
}

static pg_attribute_always_inline int64
read_money(const PortfolioSummary *state, Datum value, const char *name)
{
    int64 cents;

    if (likely(state->scale == 2 && lfpg_numeric_to_cents(value, &cents)))
        return cents;
    return lfpg_numeric_to_minor_at(value, state->scale, state->book.currency, name);
}

static pg_noinline int64
read_provision(FunctionCallInfo fcinfo, const PortfolioSummary *state, int n)
{
    return read_money(state, PG_GETARG_DATUM(n), "provision");
}

/* The provision that argument n holds; absent or NULL: none. */
static pg_attribute_always_inline int64
provision_arg(FunctionCallInfo fcinfo, const PortfolioSummary *state, int n)
{
    if (PG_NARGS() <= n || PG_ARGISNULL(n))
        return 0;
    return read_provision(fcinfo, state, n);
}

/* A function of its own, so that the caller keeps nothing on the stack. */
static pg_noinline void
refuse_loan(const PortfolioSummary *state, LfPortfolioLoan loan)
{
    LFPG_TRY(lf_portfolio_refuse, &state->book, loan);
}

static pg_attribute_always_inline void
add_loan(PortfolioSummary *state, LfPortfolioLoan loan)
{
    if (unlikely(!lf_portfolio_take(&state->book, loan)))
        refuse_loan(state, loan);
}

static pg_noinline void
skip_row(PortfolioSummary *state)
{
    LFPG_TRY(lf_portfolio_skip, &state->book);
}

static PortfolioSummary *
take_out(PortfolioSummary *state, const PortfolioSummary *part)
{
    LFPG_TRY(lf_portfolio_remove, &state->book, &part->book);
    return state;
}

/* (state, balance, grade [, days_past_due [, provision [, currency]]]) */
#define GRADED_CURRENCY 5

static pg_attribute_always_inline void
take_graded_row(FunctionCallInfo fcinfo, PortfolioSummary *state)
{
    LfPortfolioLoan loan;

    if (PG_ARGISNULL(1) || PG_ARGISNULL(2)) {
        skip_row(state);
        return;
    }
    loan.balance = read_money(state, PG_GETARG_DATUM(1), "balance");
    loan.grade = lfpg_risk_grade(PG_GETARG_DATUM(2));
    loan.band_known = PG_NARGS() > 3 && !PG_ARGISNULL(3);
    loan.days_past_due = loan.band_known ? PG_GETARG_INT64(3) : 0;
    loan.provision = provision_arg(fcinfo, state, 4);
    add_loan(state, loan);
}

/* (state, balance, days_past_due [, provision [, currency]]) */
#define DAYS_CURRENCY 4

/* The loan of such a row, without its provision; false: the row is skipped. */
static pg_attribute_always_inline bool
read_days_loan(FunctionCallInfo fcinfo, const PortfolioSummary *state, LfPortfolioLoan *loan)
{
    if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
        return false;
    loan->balance = read_money(state, PG_GETARG_DATUM(1), "balance");
    loan->days_past_due = PG_GETARG_INT64(2);
    loan->band_known = true;
    /* days out of range are refused with the loan */
    loan->grade = lf_policy_grade_by_days(&LF_PRESET_CN_2023->rules, (int32)loan->days_past_due);
    loan->provision = 0;
    return true;
}

static pg_attribute_always_inline void
take_days_row(FunctionCallInfo fcinfo, PortfolioSummary *state)
{
    LfPortfolioLoan loan;

    if (!read_days_loan(fcinfo, state, &loan)) {
        skip_row(state);
        return;
    }
    loan.provision = provision_arg(fcinfo, state, 3);
    add_loan(state, loan);
}

/* (state, balance, days_past_due, over_days); a NULL line is the default, 0. */
static int32
line_arg(FunctionCallInfo fcinfo)
{
    int64 over_days = PG_ARGISNULL(3) ? 0 : PG_GETARG_INT64(3);
    int rank;

    LFPG_TRY(lf_band_over, over_days, &rank);
    return (int32)over_days;
}

static void
check_line(FunctionCallInfo fcinfo, const PortfolioSummary *state)
{
    int32 over_days = line_arg(fcinfo);

    if (over_days != state->book.over_days)
        LFPG_REFUSE(LF_ERR_CONFLICT_INT, .name = "over_days", .a = state->book.over_days,
                    .b = over_days);
}

static inline void
take_overdue_row(FunctionCallInfo fcinfo, PortfolioSummary *state)
{
    LfPortfolioLoan loan;

    if (read_days_loan(fcinfo, state, &loan))
        add_loan(state, loan);
    else
        skip_row(state);
}

/* An empty book of the same kind, to hold the row that is taken out. */
static PortfolioSummary *
same_kind(const PortfolioSummary *state)
{
    return lfpg_portfolio_summary_new(state->book.currency, state->book.over_days);
}

/* A loan is added, or subtracted from a moving window as a book of its own. */
#define ACCUM_AND_INVERSE(name, begin, take, null_stays) \
    LFPG_FUNCTION(name) \
    { \
        PortfolioSummary *state = begin; \
\
        take(fcinfo, state); \
        PG_RETURN_PORTFOLIO_SUMMARY_P(state); \
    } \
    LFPG_FUNCTION(name##_inv) \
    { \
        PortfolioSummary *state, *row; \
\
        if ((null_stays) && PG_ARGISNULL(0)) \
            PG_RETURN_NULL(); \
        state = begin; \
        row = same_kind(state); \
        take(fcinfo, row); \
        PG_RETURN_PORTFOLIO_SUMMARY_P(take_out(state, row)); \
    }

ACCUM_AND_INVERSE(loanfin_portfolio_graded_accum, state_for(fcinfo, GRADED_CURRENCY),
                  take_graded_row, false)
ACCUM_AND_INVERSE(loanfin_portfolio_days_accum, state_for(fcinfo, DAYS_CURRENCY), take_days_row,
                  false)

/* The same with the line of overdue_ratio(), which every row names. */
static inline PortfolioSummary *
state_of_line(FunctionCallInfo fcinfo)
{
    PortfolioSummary *state;

    if (PG_ARGISNULL(0))
        return lfpg_portfolio_summary_new(LF_NO_CURRENCY, line_arg(fcinfo));
    state = lfpg_state_own(fcinfo, copy);
    check_line(fcinfo, state);
    return state;
}

ACCUM_AND_INVERSE(loanfin_overdue_ratio_accum, state_of_line(fcinfo), take_overdue_row, true)

/* Two states, or a state and a summary of rollup(): either may be NULL. */
static void *
merge(void *own, Datum other)
{
    PortfolioSummary *state = own;

    LFPG_TRY(lf_portfolio_merge, &state->book, &lfpg_portfolio_summary(other)->book);
    return state;
}

LFPG_ENTRY(loanfin_portfolio_summary_combine, lfpg_state_combine(fcinfo, copy, merge))

LFPG_FUNCTION(loanfin_portfolio_summary_combine_inv)
{
    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        return lfpg_state_unchanged(fcinfo, copy);
    PG_RETURN_PORTFOLIO_SUMMARY_P(
        take_out(lfpg_state_own(fcinfo, copy), PG_GETARG_PORTFOLIO_SUMMARY_P(1)));
}

LFPG_ENTRY(loanfin_portfolio_summary_pl,
           PointerGetDatum(merge(copy(PG_GETARG_DATUM(0)), PG_GETARG_DATUM(1))))
LFPG_ENTRY(loanfin_portfolio_summary_mi,
           PointerGetDatum(take_out(copy(PG_GETARG_DATUM(0)), PG_GETARG_PORTFOLIO_SUMMARY_P(1))))
