/*
 * Migration: counting moves, adding and taking out.
 */
#include "core/migration/migration.h"

#include <string.h>

static const char *const exit_names[LF_EXITS] = {"paid_off", "gone", "charged_off"};

int
lf_states_count(LfStates states)
{
    return states == LF_STATES_BANDS   ? LF_BANDS
           : states == LF_STATES_TIERS ? LF_TIERS
                                       : LF_MAX_STATES;
}

int
lf_state_rank(LfStates states, int index)
{
    int count = lf_states_count(states);

    if (index >= count)
        return LF_EXIT_RANK + index - count;
    return states == LF_STATES_TIERS ? LF_GRADE_OF(index) : index;
}

int
lf_state_index(LfStates states, int rank)
{
    if (rank >= LF_EXIT_RANK)
        return lf_states_count(states) + rank - LF_EXIT_RANK;
    return states == LF_STATES_TIERS ? (int)lf_grade_tier((LfGrade)rank) : rank;
}

char *
lf_state_write(LfStates states, int index, char *out)
{
    int count = lf_states_count(states);
    const char *name;

    if (index < count && states != LF_STATES_BANDS)
        return lf_grade_write((LfGrade)lf_state_rank(states, index), LF_GRADE_EN, out);
    name = index < count ? lf_band_label(index) : exit_names[index - count];
    memcpy(out, name, strlen(name));
    return out + strlen(name);
}

static const LfAlias exit_aliases[] = {
    {"结清", LF_EXIT_PAID_OFF},
    {"核销", LF_EXIT_CHARGED_OFF},
    {NULL, 0},
};

const LfKeywords lf_exits = {"exit", exit_names, LF_EXITS, exit_aliases, 0};

static inline void
count_move(LfMigration *m, LfMoves *moves, int64_t balance)
{
    moves->loans++;
    if (balance > 0)
        moves->amount += balance;
    else
        m->unknown += balance == LF_UNKNOWN_AMOUNT;
}

void
lf_migration_count(LfMigration *m, int from, int to, int64_t balance)
{
    count_move(m, &m->move[lf_cell(m, from, to)], balance);
}

bool
lf_migration_next(const LfMigration *m, int *cell)
{
    int cells = lf_states_cells(m->states);

    while (++*cell < cells)
        if (m->move[*cell].loans != 0)
            return true;
    return false;
}

/* Whether nothing was counted. */
static bool
is_empty(const LfMigration *m)
{
    int cell = -1;

    return !lf_migration_next(m, &cell);
}

lf_status
lf_migration_take_currency(LfMigration *m, const LfCurrency *currency, LfFault *why)
{
    if (lf_currency_equal(m->currency, *currency))
        return LF_OK;
    if (!is_empty(m))
        return lf_currency_same(&m->currency, currency, why);
    m->currency = *currency;
    return LF_OK;
}

void
lf_migration_normalize(LfMigration *m)
{
    if (is_empty(m))
        m->currency = LF_NO_CURRENCY;
}

/* The state of a loan in an observed slot. */
static inline int
state_of(const LfHistory *h, int32_t slot)
{
    if (slot >= h->charge_off)
        return LF_BANDS + LF_EXIT_CHARGED_OFF;
    if (slot >= h->paid_off)
        return LF_BANDS + LF_EXIT_PAID_OFF;
    return lf_band_rank((int32_t)h->days_past_due[slot]);
}

/* Months that stay on time, what most do: summed up, then counted at once.
 * The slot where the loan leaves, or `open`. */
static int32_t
stay_on_time(LfMigration *m, const LfHistory *h, int32_t slot, int32_t open)
{
    LfMoves *moves = &m->move[0];
    lf_int128 amount = 0;
    int64_t unknown = 0;
    int32_t first = slot;

    for (; slot < open && h->days_past_due[slot + 1] == 0; slot++) {
        int64_t balance = h->balance[slot];

        amount += balance > 0 ? balance : 0;
        unknown += balance == LF_UNKNOWN_AMOUNT;
    }
    moves->loans += slot - first;
    moves->amount += amount;
    m->unknown += unknown;
    return slot;
}

/* Whether two adjacent months up to the last one were observed. */
static bool
has_move(const LfHistory *h, int32_t last)
{
    for (int32_t slot = 0; slot < last; slot++)
        if (h->days_past_due[slot] != LF_GAP && h->days_past_due[slot + 1] != LF_GAP)
            return true;
    return false;
}

lf_status
lf_migration_add_history(LfMigration *m, const LfHistory *h, LfFault *why)
{
    int32_t closed = h->charge_off < h->paid_off ? h->charge_off : h->paid_off;
    int32_t last = closed < h->months ? closed : h->months - 1;
    int from = state_of(h, 0);

    if (!lf_currency_equal(m->currency, h->currency) && has_move(h, last) &&
        lf_migration_take_currency(m, &h->currency, why) != LF_OK)
        return why->status;
    for (int32_t slot = 0; slot < last; slot++) {
        int to = -1;

        if (from == 0 && (slot = stay_on_time(m, h, slot, closed - 1)) == last)
            break;
        if (h->days_past_due[slot + 1] != LF_GAP) {
            to = state_of(h, slot + 1);
            if (from >= 0)
                count_move(m, &m->move[from * (LF_BANDS + LF_EXITS) + to], h->balance[slot]);
        }
        from = to;
    }
    return LF_OK;
}

lf_status
lf_migration_add_window(LfMigration *m, const LfHistory *h, int32_t from_month, int32_t to_month,
                        LfFault *why)
{
    int32_t closed = h->charge_off < h->paid_off ? h->charge_off : h->paid_off;
    int32_t from = from_month - h->first_month, to = to_month - h->first_month;
    int state = LF_BANDS + LF_EXIT_GONE;

    if (to <= from)
        return LF_REFUSE(why, LF_ERR_MONTHS_ORDER, .a = lf_month_start(from_month),
                         .b = lf_month_start(to_month));
    if (!lf_history_observed(h, from) || from >= closed)
        return LF_OK;
    if (lf_migration_take_currency(m, &h->currency, why) != LF_OK)
        return why->status;
    if (to >= closed && closed < h->months)
        state = state_of(h, closed);
    else if (lf_history_observed(h, to))
        state = state_of(h, to);
    lf_migration_count(m, state_of(h, from), state, h->balance[from]);
    return LF_OK;
}

/* m + sign * other.  What passed the check, and rows by the billion, cannot overflow. */
static inline void
add_moves(LfMigration *m, const LfMigration *other, int sign)
{
    int cells = lf_states_cells(m->states);

    m->skipped += sign * other->skipped;
    m->unknown += sign * other->unknown;
    for (int i = 0; i < cells; i++) {
        m->move[i].loans += sign * other->move[i].loans;
        m->move[i].amount += sign * other->move[i].amount;
    }
}

lf_status
lf_migration_merge(LfMigration *m, const LfMigration *other, LfFault *why)
{
    if (!is_empty(other))
        LF_TRY(lf_migration_take_currency(m, &other->currency, why));
    add_moves(m, other, 1);
    if (lf_migration_check(m, why) == LF_OK)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_SUM_RANGE, .name = "sum of moves");
}

lf_status
lf_migration_remove(LfMigration *m, const LfMigration *other, LfFault *why)
{
    if (!is_empty(other))
        LF_TRY(lf_currency_same(&m->currency, &other->currency, why));
    add_moves(m, other, -1);
    lf_migration_normalize(m);
    if (lf_migration_check(m, why) == LF_OK)
        return LF_OK;
    return why->status = LF_ERR_BELOW_ZERO;
}

void
lf_migration_convert(LfMigration *to, const LfMigration *from)
{
    int columns = lf_states_columns(from->states);

    to->currency = from->currency;
    to->skipped = from->skipped;
    to->unknown = from->unknown;
    for (int cell = -1; lf_migration_next(from, &cell);) {
        int state = lf_state_rank(from->states, cell / columns);
        int next = lf_state_rank(from->states, cell % columns);

        to->move[lf_cell(to, lf_state_index(to->states, state), lf_state_index(to->states, next))] =
            from->move[cell];
    }
}

bool
lf_migration_has_notches(const LfMigration *m)
{
    int columns = lf_states_columns(m->states);

    if (m->states != LF_STATES_NOTCHES)
        return false;
    for (int cell = -1; lf_migration_next(m, &cell);)
        if (lf_state_has_notch(cell / columns) ||
            lf_state_has_notch(lf_state_rank(LF_STATES_NOTCHES, cell % columns)))
            return true;
    return false;
}

static const char *
defect_of(const LfMigration *m)
{
    int cells = lf_states_cells(m->states);
    lf_int128 total = 0;
    int64_t loans = 0;

    for (int i = 0; i < cells; i++) {
        const LfMoves *moves = &m->move[i];

        if (moves->loans < 0 || moves->amount < 0)
            return "a number of loans or an amount is negative";
        if (moves->loans == 0 && moves->amount != 0)
            return "there is an amount without a loan";
        if (moves->loans > LF_MIGRATION_MOST_LOANS - loans ||
            moves->amount > LF_MIGRATION_MOST - total)
            return "a sum is out of range";
        total += moves->amount;
        loans += moves->loans;
    }
    if (m->skipped < 0 || m->unknown < 0)
        return "a number of rows is negative";
    if (m->skipped > LF_MIGRATION_MOST_LOANS)
        return "a sum is out of range";
    if (m->unknown > loans)
        return "there are more unknown balances than loans";
    return NULL;
}

lf_status
lf_migration_check(const LfMigration *m, LfFault *why)
{
    return lf_corrupt(why, "migration_summary", defect_of(m));
}
