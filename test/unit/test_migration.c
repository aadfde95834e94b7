/*
 * Migration: histories against looking at each pair of months, sums and
 * differences, currencies in any order, readers against plain sums, projection
 * against powers of the matrix, the check.
 */
#include "core/migration/read.h"

#include "test/unit/random.h"
#include "test/unit/tap.h"
#include "test/unit/word.h"

#define EXIT(way) (LF_BANDS + (way))
#define MOST_CELLS (LF_MAX_STATES * (LF_MAX_STATES + LF_EXITS))
#define SPAN 40

/* Room for a matrix of any kind. */
typedef union Matrix {
    LfMigration m;
    char bytes[sizeof(LfMigration) + MOST_CELLS * sizeof(LfMoves)];
} Matrix;

static const LfCurrency cny = {{'C', 'N', 'Y', 0}}, usd = {{'U', 'S', 'D', 0}};
static LfHistoryRoom room;
static Matrix a, b, c;

static void
begin(Matrix *matrix, LfStates states)
{
    memset(matrix, 0, sizeof(*matrix));
    matrix->m.states = states;
}

static size_t
size_of(const Matrix *matrix)
{
    return sizeof(LfMigration) + (size_t)lf_states_cells(matrix->m.states) * sizeof(LfMoves);
}

static bool
same(const Matrix *x, const Matrix *y)
{
    return memcmp(x, y, size_of(x)) == 0;
}

static void
observe(LfHistory *h, int32_t month, int64_t balance, int64_t days, int64_t charged_off)
{
    LfObservation o = {.as_of = lf_month_start(month),
                       .balance = balance,
                       .days_past_due = days,
                       .charged_off = charged_off};
    LfFault why;

    if (lf_history_put(h, &o, true, &why) != LF_OK)
        ok(false, "an observation is put in");
}

/* A loan mostly on time, with gaps, arrears, unknown and negative balances; some end in zeros. */
static void
some_history(LfHistory *h)
{
    int32_t span = (int32_t)random_between(1, SPAN), tail = (int32_t)random_between(0, span);
    bool ends = random_chance(3), lossy = random_chance(4);

    lf_history_begin(h, LF_NO_CURRENCY, &room);
    for (int32_t slot = 0; slot < span; slot++) {
        bool zero = ends && slot > tail;
        int64_t balance = random_chance(15)   ? LF_UNKNOWN_AMOUNT
                          : random_chance(15) ? -500
                                              : random_between(0, 100000);

        if (random_chance(8) && slot > 0)
            continue;
        observe(h, 24000 + slot, zero ? 0 : balance,
                zero || random_chance(2) ? 0 : random_between(0, 400), lossy && random_chance(20));
    }
    lf_history_derive(h);
}

static int
state_of(const LfHistory *h, int32_t slot)
{
    return slot >= h->charge_off ? EXIT(LF_EXIT_CHARGED_OFF)
           : slot >= h->paid_off ? EXIT(LF_EXIT_PAID_OFF)
                                 : lf_band_rank((int32_t)h->days_past_due[slot]);
}

static void
plain_move(Matrix *plain, const LfHistory *h, int32_t slot, int to)
{
    LfMoves *moves = &plain->m.move[lf_cell(&plain->m, state_of(h, slot), to)];
    int64_t balance = h->balance[slot];

    moves->loans++;
    if (balance == LF_UNKNOWN_AMOUNT)
        plain->m.unknown++;
    else if (balance > 0)
        moves->amount += balance;
}

static bool
open_at(const LfHistory *h, int32_t slot)
{
    return lf_history_observed(h, slot) && slot < h->charge_off && slot < h->paid_off;
}

static void
plain_window(Matrix *plain, const LfHistory *h, int32_t from, int32_t to)
{
    int way = EXIT(LF_EXIT_GONE);

    if (!open_at(h, from))
        return;
    if (h->charge_off < h->months && h->charge_off <= to)
        way = EXIT(LF_EXIT_CHARGED_OFF);
    else if (h->paid_off < h->months && h->paid_off <= to)
        way = EXIT(LF_EXIT_PAID_OFF);
    else if (lf_history_observed(h, to))
        way = state_of(h, to);
    plain_move(plain, h, from, way);
}

static void
test_histories(void)
{
    int months = 0, windows = 0, gate = 0;
    LfFault why = {.status = LF_OK};
    LfHistory h;

    for (int round = 0; round < 20000; round++) {
        int32_t from = (int32_t)random_between(-3, SPAN),
                to = from + (int32_t)random_between(1, 12);

        some_history(&h);
        begin(&a, LF_STATES_BANDS);
        begin(&b, LF_STATES_BANDS);
        for (int32_t slot = 0; slot + 1 < h.months; slot++)
            if (open_at(&h, slot) && lf_history_observed(&h, slot + 1))
                plain_move(&b, &h, slot, state_of(&h, slot + 1));
        months += lf_migration_add_history(&a.m, &h, &why) != LF_OK || !same(&a, &b);
        gate += lf_migration_check(&a.m, &why) != LF_OK;
        begin(&a, LF_STATES_BANDS);
        begin(&b, LF_STATES_BANDS);
        plain_window(&b, &h, from, to);
        windows += lf_migration_add_window(&a.m, &h, h.first_month + from, h.first_month + to,
                                           &why) != LF_OK ||
                   !same(&a, &b);
    }
    is_i64(months, 0, "a history moves from each month to the next as one looks at them");
    is_i64(windows, 0, "a window is one move, wherever its months lie");
    is_i64(gate, 0, "what histories make passes the check");
    ok(lf_migration_add_window(&a.m, &h, 24005, 24005, &why) == LF_ERR_MONTHS_ORDER &&
           why.a == lf_month_start(24005) && why.b == why.a,
       "a move goes to a later month");
}

static void
some_moves(Matrix *matrix, LfStates states)
{
    int count = lf_states_count(states), n = (int)random_between(0, 60);

    begin(matrix, states);
    for (int i = 0; i < n; i++)
        lf_migration_count(&matrix->m, (int)random_between(0, count - 1),
                           (int)random_between(0, count + LF_EXITS - 1),
                           random_chance(10) ? LF_UNKNOWN_AMOUNT : (int64_t)random_bits(56));
    matrix->m.skipped = random_between(0, 3);
}

static void
test_sums(void)
{
    int wrong = 0, left = 0, more = 0;
    LfFault why;
    Matrix sum;

    for (int round = 0; round < 3000; round++) {
        LfStates states = (LfStates)(round % 3);

        some_moves(&a, states);
        some_moves(&b, states);
        sum = a;
        wrong += lf_migration_merge(&sum.m, &b.m, &why) != LF_OK;
        c = b;
        wrong += lf_migration_merge(&c.m, &a.m, &why) != LF_OK || !same(&c, &sum);
        wrong += lf_migration_remove(&sum.m, &b.m, &why) != LF_OK || !same(&sum, &a);
        left += lf_migration_remove(&sum.m, &a.m, &why) != LF_OK;
        begin(&c, states);
        left += !same(&sum, &c);
        if (a.m.skipped > 0)
            more += lf_migration_remove(&sum.m, &a.m, &why) != LF_ERR_BELOW_ZERO;
    }
    is_i64(wrong, 0, "sums commute and come apart to the byte");
    is_i64(left, 0, "a matrix less itself is an empty one");
    is_i64(more, 0, "no more can be taken out than was put in");
    begin(&a, LF_STATES_BANDS);
    begin(&b, LF_STATES_BANDS);
    lf_migration_count(&a.m, 0, 0, LF_UNKNOWN_AMOUNT);
    lf_migration_count(&b.m, 0, 0, 0);
    ok(lf_migration_remove(&a.m, &b.m, &why) == LF_ERR_BELOW_ZERO && why.text2.length > 0,
       "an unknown balance without its loan is not left behind");
    begin(&a, LF_STATES_BANDS);
    a.m.move[0].loans = LF_MIGRATION_MOST_LOANS;
    ok(lf_migration_check(&a.m, &why) == LF_OK, "the greatest count passes the check");
    lf_migration_count(&b.m, 3, 3, 0);
    ok(lf_migration_merge(&b.m, &a.m, &why) == LF_ERR_SUM_RANGE,
       "counts do not add up to what the check refuses");
    begin(&a, LF_STATES_BANDS);
    a.m.move[0].loans = 1;
    a.m.move[0].amount = LF_MIGRATION_MOST;
    b = a;
    ok(lf_migration_merge(&b.m, &a.m, &why) == LF_ERR_SUM_RANGE, "nor do amounts");
}

/* A loan in a currency, of so many months on time. */
static void
loan_of(LfHistory *h, LfCurrency currency, int32_t months)
{
    lf_history_begin(h, currency, &room);
    for (int32_t slot = 0; slot < months; slot++)
        observe(h, 24000 + slot, 100, 0, 0);
    lf_history_derive(h);
}

static void
test_currencies(void)
{
    LfFault why = {.status = LF_OK};
    LfHistory h;

    begin(&a, LF_STATES_BANDS);
    loan_of(&h, usd, 1);
    ok(lf_migration_add_history(&a.m, &h, &why) == LF_OK && lf_currency_is_none(a.m.currency),
       "a history without a move does not set the currency");
    loan_of(&h, cny, 2);
    ok(lf_migration_add_history(&a.m, &h, &why) == LF_OK && lf_currency_equal(a.m.currency, cny) &&
           a.m.move[0].amount == 100,
       "the first move names it");
    loan_of(&h, usd, 1);
    ok(lf_migration_add_history(&a.m, &h, &why) == LF_OK, "nor does it after another one");
    ok(lf_migration_add_window(&a.m, &h, 24003, 24004, &why) == LF_OK,
       "nor does one not yet observed");
    loan_of(&h, usd, 2);
    ok(lf_migration_add_history(&a.m, &h, &why) == LF_ERR_CURRENCY_MISMATCH &&
           strcmp(why.text.at, "CNY") == 0 && strcmp(why.text2.at, "USD") == 0,
       "moves of two currencies are refused with both");
    ok(lf_migration_add_window(&a.m, &h, 24000, 24001, &why) == LF_ERR_CURRENCY_MISMATCH,
       "nor in a window");
    loan_of(&h, LF_NO_CURRENCY, 2);
    ok(lf_migration_add_history(&a.m, &h, &why) == LF_ERR_CURRENCY_MISMATCH,
       "none is a currency too");
    begin(&b, LF_STATES_BANDS);
    b.m.skipped = 1;
    ok(lf_migration_merge(&a.m, &b.m, &why) == LF_OK && lf_currency_equal(a.m.currency, cny) &&
           lf_migration_merge(&b.m, &a.m, &why) == LF_OK && lf_currency_equal(b.m.currency, cny),
       "an empty matrix adds to any, on both sides");
    ok(lf_migration_remove(&b.m, &a.m, &why) == LF_OK && lf_currency_is_none(b.m.currency),
       "what is left without a move has no currency");
    lf_migration_count(&b.m, 0, 0, 1);
    ok(lf_migration_merge(&b.m, &a.m, &why) == LF_ERR_CURRENCY_MISMATCH &&
           why.text2.at == a.m.currency.code &&
           lf_migration_remove(&b.m, &a.m, &why) == LF_ERR_CURRENCY_MISMATCH,
       "matrices of two currencies neither add nor subtract");
}

/* The tier, or the band: what is worse has a greater one. */
static int
level(const Matrix *x, int state)
{
    return lf_state_rank(x->m.states, state) / (x->m.states == LF_STATES_BANDS ? 1 : 10);
}

/* Σ over cells whose from-level is in a range and whose to passes; NULL: any. */
typedef bool (*Wanted)(const Matrix *x, int to, int from_level);

static lf_int128
plain_sum(const Matrix *x, LfWeight weight, int first, int last, Wanted wanted)
{
    int count = lf_states_count(x->m.states);
    lf_int128 sum = 0;

    for (int from = 0; from < count; from++)
        for (int to = 0; to < count + LF_EXITS; to++) {
            const LfMoves *moves = &x->m.move[lf_cell(&x->m, from, to)];

            if (level(x, from) < first || level(x, from) > last ||
                (wanted != NULL && !wanted(x, to, level(x, from))))
                continue;
            sum += weight == LF_BY_COUNT ? moves->loans : moves->amount;
        }
    return sum;
}

static bool
is_exit(const Matrix *x, int to, LfExit way)
{
    return to == lf_states_count(x->m.states) + (int)way;
}

static bool
stays(const Matrix *x, int to, int from_level)
{
    (void)from_level;
    return to < lf_states_count(x->m.states);
}

static bool
cured(const Matrix *x, int to, int from_level)
{
    return is_exit(x, to, LF_EXIT_PAID_OFF) ||
           (stays(x, to, from_level) && level(x, to) < (x->m.states == LF_STATES_BANDS ? 1 : 2));
}

static bool
downgraded(const Matrix *x, int to, int from_level)
{
    return stays(x, to, from_level) && level(x, to) > from_level;
}

static bool
worsened(const Matrix *x, int to, int from_level)
{
    return is_exit(x, to, LF_EXIT_CHARGED_OFF) || downgraded(x, to, from_level);
}

static bool
to_npl(const Matrix *x, int to, int from_level)
{
    return stays(x, to, from_level) && level(x, to) >= LF_SUBSTANDARD;
}

static void
test_readers(void)
{
    int cure = 0, flow = 0, rates = 0, opening = 0;

    for (int round = 0; round < 3000; round++) {
        LfStates states = (LfStates)(round % 3);
        LfWeight weight = random_chance(2) ? LF_BY_COUNT : LF_BY_AMOUNT;
        int bad = states == LF_STATES_BANDS ? 1 : 2, from = (int)random_between(0, 4);
        int step = states == LF_STATES_NOTCHES ? 10 : 1;
        int64_t rate_e8 = -1, reduction = random_between(0, 1000);
        bool found = false;
        LfMoveShare share;
        LfFault why;

        some_moves(&a, states);
        share = lf_migration_cured(&a.m, weight);
        cure += share.part != plain_sum(&a, weight, bad, 99, cured) ||
                share.whole != plain_sum(&a, weight, bad, 99, NULL);
        opening += lf_migration_opening(&a.m, from * step, weight) >
                   plain_sum(&a, weight, from, from, NULL);
        if (lf_migration_flow(&a.m, from * step, (from + 1) * step, weight, &found, &rate_e8,
                              &why) != LF_OK)
            flow++;
        share.part = plain_sum(&a, weight, from, from, worsened);
        share.whole = plain_sum(&a, weight, from, from, NULL);
        flow += found != (share.whole > 0);
        if (found) {
            int64_t want = -1;

            flow += lf_ratio(share.part, share.whole, &want, &why) != LF_OK || want != rate_e8;
        }
        if (states == LF_STATES_BANDS)
            continue;
        share = lf_migration_downgraded(&a.m, (LfTier)from, (LfTier)from, reduction);
        rates += share.part != plain_sum(&a, LF_BY_AMOUNT, from, from, downgraded) ||
                 share.whole != plain_sum(&a, LF_BY_AMOUNT, from, from, stays) - reduction;
        share = lf_migration_downgraded(&a.m, LF_PASS, LF_SPECIAL_MENTION, 0);
        rates += share.part != plain_sum(&a, LF_BY_AMOUNT, 0, 1, to_npl) ||
                 share.whole != plain_sum(&a, LF_BY_AMOUNT, 0, 1, stays);
    }
    is_i64(cure, 0, "cures are what plain sums give");
    is_i64(opening, 0, "a state's opening is a part of its tier's");
    is_i64(flow, 0, "a step of the flow is what went to worse or was charged off");
    is_i64(rates, 0, "downgrade rates have the denominator of the regulator");
}

static void
test_flow(void)
{
    bool found = false;
    int64_t rate_e8 = 0;
    LfFault why;

    begin(&a, LF_STATES_BANDS);
    for (int band = 0; band < 5; band++) {
        a.m.move[band * (LF_BANDS + LF_EXITS) + band + 1].loans = 1;
        a.m.move[band * (LF_BANDS + LF_EXITS)].loans += 2;
    }
    ok(lf_migration_flow(&a.m, 0, 5, LF_BY_COUNT, &found, &rate_e8, &why) == LF_OK && found &&
           rate_e8 == 411523,
       "a third five times is 1/243, rounded once");
    ok(lf_migration_flow(&a.m, 5, 5, LF_BY_COUNT, &found, &rate_e8, &why) == LF_OK && found &&
           rate_e8 == LF_RATIO_ONE,
       "from the loss state on nothing is left to happen");
    ok(lf_migration_loss(LF_STATES_BANDS) == 5 && lf_migration_loss(LF_STATES_TIERS) == LF_LOSS &&
           lf_migration_loss(LF_STATES_NOTCHES) == LF_GRADE_OF(LF_LOSS),
       "if nothing is said the loss state is over 120 days, or the grade loss");
    ok(lf_migration_flow(&a.m, 0, 6, LF_BY_COUNT, &found, &rate_e8, &why) == LF_OK && !found,
       "an empty state on the way leaves it unknown");
}

/* One more step of a vector by the textbook, in long double. */
static void
one_step(const LfProjection *p, const long double *before, long double *after)
{
    for (int to = 0; to < p->states + LF_EXITS; to++) {
        after[to] = to < p->states ? 0 : before[to];
        for (int from = 0; from < p->states; from++)
            after[to] += before[from] * (long double)p->step[from][to] / 1e18L;
    }
}

static void
test_projection(void)
{
    int64_t got[LF_MAX_STATES + LF_EXITS];
    int rows = 0, identity = 0, once = 0, powers = 0;
    static LfProjection p;

    for (int round = 0; round < 600; round++) {
        LfStates states = (LfStates)(round % 3);
        int columns = lf_states_count(states) + LF_EXITS;
        int from = (int)random_between(0, columns - LF_EXITS - 1);
        int steps = (int)random_between(1, 30);
        long double now[LF_MAX_STATES + LF_EXITS] = {0}, next[LF_MAX_STATES + LF_EXITS];
        lf_int128 sum = 0;

        some_moves(&a, states);
        lf_migration_project_begin(&a.m, random_chance(2) ? LF_BY_COUNT : LF_BY_AMOUNT, &p);
        for (int to = 0; to < columns; to++)
            sum += p.step[from][to];
        sum -= LF_PROBABILITY_ONE;
        rows += sum < -columns || sum > columns;
        lf_migration_project(&p, from, 0, got);
        for (int to = 0; to < columns; to++)
            identity += got[to] != (to == from ? LF_PROBABILITY_ONE : 0);
        lf_migration_project(&p, from, 1, got);
        once += memcmp(got, p.step[from], (size_t)columns * sizeof(got[0])) != 0;
        lf_migration_project(&p, from, steps, got);
        now[from] = 1;
        for (int i = 0; i < steps; i++) {
            one_step(&p, now, next);
            memcpy(now, next, sizeof(now));
        }
        for (int to = 0; to < columns; to++) {
            long double off = (long double)got[to] / 1e18L - now[to];

            powers += off > 1e-14L || off < -1e-14L;
        }
    }
    is_i64(rows, 0, "the probabilities of a state add up to 1");
    is_i64(identity, 0, "no step leaves everything where it is");
    is_i64(once, 0, "one step is the matrix");
    is_i64(powers, 0, "steps multiply");
}

static void
test_kinds(void)
{
    int wrong = 0, notches = 0, plain = 0;
    char name[LF_STATE_CHARS + 1];
    int way;
    LfFault why;

    for (int kind = 0; kind < 3; kind++)
        for (int i = 0; i < lf_states_count((LfStates)kind) + LF_EXITS; i++) {
            int rank = lf_state_rank((LfStates)kind, i);

            wrong += lf_state_index((LfStates)kind, rank) != i ||
                     lf_state_write((LfStates)kind, i, name) - name > LF_STATE_CHARS;
        }
    is_i64(wrong, 0, "ranks and indexes are inverses, and names fit");
    *lf_state_write(LF_STATES_TIERS, LF_TIERS + LF_EXIT_GONE, name) = '\0';
    is_str(name, "gone", "an exit has its name");
    ok(read_word(&lf_exits, "charged_off", 11, &way, &why) == LF_OK && way == LF_EXIT_CHARGED_OFF,
       "an exit is read");
    ok(read_word(&lf_exits, "gone ", 5, &way, &why) == LF_ERR_KEYWORD &&
           strcmp(why.name, "exit") == 0,
       "a name with a blank is none");
    for (int round = 0; round < 200; round++) {
        some_moves(&a, LF_STATES_TIERS);
        begin(&b, LF_STATES_NOTCHES);
        lf_migration_convert(&b.m, &a.m);
        notches += lf_migration_has_notches(&b.m) || lf_migration_has_notches(&a.m);
        begin(&c, LF_STATES_TIERS);
        lf_migration_convert(&c.m, &b.m);
        plain += !same(&a, &c);
        lf_migration_count(&b.m, 20, 21, 0);
        notches += !lf_migration_has_notches(&b.m);
    }
    is_i64(plain, 0, "tiers as grades and back are the same");
    is_i64(notches, 0, "a notch is seen, as a to-state too, and only a notch");
}

static void
defective(const char *what)
{
    LfFault why;

    ok(lf_migration_check(&a.m, &why) != LF_OK, "the check finds %s", what);
    begin(&a, LF_STATES_TIERS);
    lf_migration_count(&a.m, 1, 2, 100);
}

static void
test_gate(void)
{
    LfFault why;

    begin(&a, LF_STATES_TIERS);
    ok(lf_migration_check(&a.m, &why) == LF_OK, "an empty matrix passes the check");
    a.m.move[5].loans = -1;
    defective("a negative count");
    ok(lf_migration_check(&a.m, &why) == LF_OK, "a move passes the check");
    a.m.move[5] = (LfMoves){1, -1};
    defective("a negative amount");
    a.m.move[5].amount = 1;
    defective("an amount without a loan");
    a.m.move[5].loans = LF_MIGRATION_MOST_LOANS;
    defective("too many loans");
    a.m.move[5] = (LfMoves){INT64_MAX, 0};
    defective("loans that overflow");
    a.m.move[5] = (LfMoves){1, LF_MIGRATION_MOST};
    defective("too large an amount");
    a.m.move[5] = (LfMoves){1, LF_INT128_MAX};
    defective("amounts that overflow");
    a.m.skipped = -1;
    defective("a negative number of skipped rows");
    a.m.skipped = LF_MIGRATION_MOST_LOANS + 1;
    defective("too many skipped rows");
    a.m.unknown = -1;
    defective("a negative number of unknown balances");
    a.m.unknown = 2;
    defective("more unknown balances than loans");
}

int
main(void)
{
    random_begin();
    test_kinds();
    test_histories();
    test_sums();
    test_currencies();
    test_readers();
    test_flow();
    test_projection();
    test_gate();
    return done_testing();
}
