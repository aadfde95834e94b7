/*
 * migration_agg(), rollup(migration_summary), + and -: moves are counted into
 * one flat matrix, changed in place.
 *
 * One function serves every list of arguments, asking how many there are.
 */
#include "postgres.h"

#include "core/base/range.h"
#include "pg/common/state.h"
#include "pg/migration/value.h"
#include "pg/history/value.h"
#include "pg/grade/grade.h"

LFPG_LOADED_COPY(lfpg_migration_summary)

/* (state, from, to, balance [, exit [, currency]]) */
#define ARG_EXIT 4
#define ARG_CURRENCY 5

/* The state to write to, begun where there is none. */
static MigrationSummary *
state_begun(FunctionCallInfo fcinfo, LfStates states)
{
    MigrationSummary *state;

    if (PG_ARGISNULL(0))
        return lfpg_migration_summary_new(states, LF_NO_CURRENCY);
    state = lfpg_state_own(fcinfo, copy);
    lfpg_states_same(state->m.states, states);
    return state;
}

/* The way out of a row without a to-state. */
static int
exit_rank(FunctionCallInfo fcinfo)
{
    if (PG_NARGS() > ARG_EXIT && !PG_ARGISNULL(ARG_EXIT))
        return LF_EXIT_RANK + lfpg_keyword(PG_GETARG_DATUM(ARG_EXIT), &lf_exits);
    return LF_EXIT_RANK + LF_EXIT_PAID_OFF;
}

static Datum
skip_row(MigrationSummary *state)
{
    state->m.skipped++;
    PG_RETURN_MIGRATION_SUMMARY_P(state);
}

/* A row of states, which `rank` reads from an argument. */
static pg_attribute_always_inline Datum
count_row(FunctionCallInfo fcinfo, LfStates states, int (*rank)(FunctionCallInfo, int))
{
    MigrationSummary *state = state_begun(fcinfo, states);
    LfCurrency currency;
    int from, to;
    int64 balance;

    if (PG_ARGISNULL(1) || PG_ARGISNULL(3))
        return skip_row(state);
    from = rank(fcinfo, 1);
    to = PG_ARGISNULL(2) ? exit_rank(fcinfo) : rank(fcinfo, 2);
    if (states != LF_STATES_BANDS && (lf_state_has_notch(from) || lf_state_has_notch(to)))
        state = lfpg_migration_summary_as(state, LF_STATES_NOTCHES);
    currency = lfpg_currency_argument(fcinfo, ARG_CURRENCY);
    LFPG_TRY(lf_migration_take_currency, &state->m, &currency);
    balance = lfpg_amount(PG_GETARG_DATUM(3), state->m.currency, "balance", -LF_MAX_MONEY);
    lf_migration_count(&state->m, lf_state_index(state->m.states, from),
                       lf_state_index(state->m.states, to), balance);
    PG_RETURN_MIGRATION_SUMMARY_P(state);
}

static inline int
band_argument(FunctionCallInfo fcinfo, int n)
{
    int64 days = PG_GETARG_INT64(n);

    LFPG_TRY(lf_check_int, "days_past_due", days, 0, LF_MAX_DAYS_PAST_DUE);
    return lf_band_rank((int32)days);
}

static inline int
grade_argument(FunctionCallInfo fcinfo, int n)
{
    return lfpg_risk_grade(PG_GETARG_DATUM(n));
}

LFPG_ENTRY(loanfin_migration_agg_days, count_row(fcinfo, LF_STATES_BANDS, band_argument))
LFPG_ENTRY(loanfin_migration_agg_grades, count_row(fcinfo, LF_STATES_TIERS, grade_argument))

/* (state, h [, from_month, to_month]) */
LFPG_FUNCTION(loanfin_migration_agg_history)
{
    MigrationSummary *state = state_begun(fcinfo, LF_STATES_BANDS);
    LfHistoryRoom room;
    LfHistory h;
    int32 from, to;

    if (PG_ARGISNULL(1) || (PG_NARGS() > 2 && (PG_ARGISNULL(2) || PG_ARGISNULL(3))))
        return skip_row(state);
    lfpg_payment_history_read(PG_GETARG_PAYMENT_HISTORY_P(1), LFPG_ARREARS | LFPG_BALANCES, &h,
                              &room);
    if (PG_NARGS() == 2) {
        LFPG_TRY(lf_migration_add_history, &state->m, &h);
        PG_RETURN_MIGRATION_SUMMARY_P(state);
    }
    from = lf_month_of(lfpg_date(PG_GETARG_DATEADT(2), "from_month"));
    to = lf_month_of(lfpg_date(PG_GETARG_DATEADT(3), "to_month"));
    LFPG_TRY(lf_migration_add_window, &state->m, &h, from, to);
    PG_RETURN_MIGRATION_SUMMARY_P(state);
}

/* Both of one kind: of grades, the one with more states. */
static MigrationSummary *
make_alike(MigrationSummary *state, MigrationSummary **other)
{
    LfStates wider = (LfStates)Max(state->m.states, (*other)->m.states);

    lfpg_states_same(state->m.states, (*other)->m.states);
    *other = lfpg_migration_summary_as(*other, wider);
    return lfpg_migration_summary_as(state, wider);
}

static MigrationSummary *
take_out(MigrationSummary *state, MigrationSummary *other)
{
    state = make_alike(state, &other);
    LFPG_TRY(lf_migration_remove, &state->m, &other->m);
    return lfpg_migration_summary_make(state);
}

/* (state, summary): rollup, and the combine function of all */
static void *
merge(void *own, Datum part)
{
    MigrationSummary *other = lfpg_migration_summary(part), *state = make_alike(own, &other);

    LFPG_TRY(lf_migration_merge, &state->m, &other->m);
    return state;
}

LFPG_ENTRY(loanfin_migration_rollup_accum, lfpg_state_combine(fcinfo, copy, merge))

LFPG_ENTRY(loanfin_migration_summary_pl,
           PointerGetDatum(merge(copy(PG_GETARG_DATUM(0)), PG_GETARG_DATUM(1))))
LFPG_ENTRY(loanfin_migration_summary_mi,
           PointerGetDatum(take_out(copy(PG_GETARG_DATUM(0)), PG_GETARG_MIGRATION_SUMMARY_P(1))))

/* (state, summary): what leaves a moving window */
LFPG_FUNCTION(loanfin_migration_rollup_inverse)
{
    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        return lfpg_state_unchanged(fcinfo, copy);
    PG_RETURN_MIGRATION_SUMMARY_P(
        take_out(lfpg_state_own(fcinfo, copy), PG_GETARG_MIGRATION_SUMMARY_P(1)));
}
