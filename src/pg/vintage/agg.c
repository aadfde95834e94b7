/*
 * vintage_agg() over histories, rollup(vintage_summary) and +: loans and
 * summaries are counted into one flat table.
 */
#include "postgres.h"

#include "pg/common/state.h"
#include "pg/history/value.h"
#include "pg/vintage/held.h"
#include "pg/vintage/state.h"
#include "pg/vintage/value.h"

LFPG_STATE_COPY(lfpg_vintage_state_check)

/* The rule that argument 4 names; absent or NULL: the default. */
static LfMobRule
rule_argument(FunctionCallInfo fcinfo)
{
    if (PG_NARGS() > 4 && !PG_ARGISNULL(4))
        return (LfMobRule)lfpg_keyword(PG_GETARG_DATUM(4), &lf_mob_rules);
    return LF_MOB_CALENDAR0;
}

/* The state to write to, begun where there is none; every row has the same rule. */
static void
hold_state(FunctionCallInfo fcinfo, LfVintageHeld *held)
{
    LfMobRule rule = rule_argument(fcinfo);

    if (PG_ARGISNULL(0)) {
        lfpg_vintage_held(lfpg_vintage_state_new(rule), held);
        return;
    }
    lfpg_vintage_held_own(fcinfo, held);
    if (unlikely(rule != held->table->head->rule))
        LFPG_TRY(lf_vintage_join, held->table->head, &(LfVintageHead){.rule = rule});
}

/* What counting a loan reads of its history. */
typedef struct Loaded {
    LfHistory history;
    LfHistoryRoom room;
    int32 late[LF_MAX_HISTORY_MONTHS];
} Loaded;

/*
 * The columns that counting reads: of a loan always on time, none; where
 * nothing was lost, balances up to its last late month.
 */
static void
load_history(const LfHistoryView *view, Loaded *to, LfVintageLoan *loan)
{
    LfHistory *h = &to->history;
    bool lost = view->loss_count != 0;

    lf_history_begin(h, view->currency, &to->room);
    lf_payment_history_head(view, h);
    if (lost) {
        lf_payment_history_balances(view, h->balance);
        lf_payment_history_losses(view, h->loss);
    }
    if (view->has_days)
        lf_payment_history_days(view, h->day);
    else
        h->day = NULL;
    loan->history = h;
    loan->late = to->late;
    loan->late_count = 0;
    if (view->has_arrears || lost)
        loan->late_count = lf_payment_history_late(view, h->days_past_due, to->late);
    else
        h->days_past_due = NULL;
    if (loan->late_count > 0 && !lost)
        lf_payment_history_balances_below(view, to->late[loan->late_count - 1] + 1, h->balance);
}

/* (state, h, originated, original_amount [, mob]) */
LFPG_FUNCTION(loanfin_vintage_agg_accum)
{
    LfVintageHeld held;
    LfVintageLoan loan;
    LfHistoryView view;
    Loaded loaded;

    hold_state(fcinfo, &held);
    if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3)) {
        lfpg_vintage_skip(held.table->head);
        return held.answer;
    }
    LFPG_TRY(lf_payment_history_open_late, LFPG_BYTES(PG_GETARG_PAYMENT_HISTORY_P(1)), &view);
    load_history(&view, &loaded, &loan);
    loan.originated = lfpg_date(PG_GETARG_DATEADT(2), "originated");
    loan.original_amount =
        lfpg_numeric_to_minor(PG_GETARG_DATUM(3), view.currency, "original_amount");
    lfpg_vintage_held_grow(fcinfo, &held, lf_vintage_need(&loaded.history));
    LFPG_TRY(lf_vintage_add, held.table, &loan);
    return held.answer;
}

/* (state, summary) */
LFPG_FUNCTION(loanfin_vintage_rollup_accum)
{
    LfVintageState *state;
    LfVintage v;

    if (PG_ARGISNULL(1))
        return lfpg_state_unchanged(fcinfo, copy);
    v = lfpg_vintage_summary_read(PG_GETARG_VINTAGE_SUMMARY_P(1));
    state = PG_ARGISNULL(0) ? lfpg_vintage_state_new(v.head.rule) : lfpg_state_own(fcinfo, copy);
    PG_RETURN_POINTER(lfpg_vintage_state_merge(state, &v));
}

static void *
merge(void *state, Datum other)
{
    return lfpg_vintage_state_combine(state, DatumGetVintageStateP(other));
}

LFPG_ENTRY(loanfin_vintage_agg_combine, lfpg_state_combine(fcinfo, copy, merge))

static Datum
final(Datum state)
{
    LfVintageTable table = lfpg_vintage_held_read(state);

    PG_RETURN_VINTAGE_SUMMARY_P(lfpg_vintage_table_summary(&table));
}

LFPG_FINAL(loanfin_vintage_agg_final, final(PG_GETARG_DATUM(0)))

LFPG_FUNCTION(loanfin_vintage_summary_pl)
{
    LfVintage a = lfpg_vintage_summary_read(PG_GETARG_VINTAGE_SUMMARY_P(0));
    LfVintage b = lfpg_vintage_summary_read(PG_GETARG_VINTAGE_SUMMARY_P(1));
    LfVintageState *state = lfpg_vintage_state_new(a.head.rule);

    state = lfpg_vintage_state_merge(state, &a);
    PG_RETURN_VINTAGE_SUMMARY_P(lfpg_vintage_state_summary(lfpg_vintage_state_merge(state, &b)));
}
