/*
 * Vintage: curves and early defaults against counting loan by loan, merging in
 * any shape, and what is refused.
 */
#include "core/vintage/vintage.h"

#include <stdlib.h>

#include "core/vintage/curve.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"
#include "test/unit/word.h"

#define LOANS 12
#define SPAN 30     /* months of a history */
#define CELLS 16384 /* room of a table, far more than such loans can fill */
#define MONTHS 2048

typedef struct Loan {
    LfHistory h;
    int32_t originated;
    int64_t amount;
} Loan;

static LfHistoryRoom room[LOANS];
static Loan loans[LOANS];

/* A table with memory of its own. */
typedef struct Table {
    LfVintageTable table;
    LfVintageHead head;
    int32_t used;
    int32_t months_used;
    LfVintageMonth month[MONTHS];
    LfVintageCell cell[CELLS];
} Table;

static Table one_pass, part[3], merged;
static int32_t disordered; /* tables */

static void
empty(Table *t, LfMobRule rule)
{
    memset(t->cell, 0, sizeof(t->cell));
    t->head = (LfVintageHead){.rule = rule};
    t->used = 0;
    t->table =
        (LfVintageTable){.head = &t->head, .cell = t->cell, .capacity = CELLS, .used = &t->used};
}

/* A table of months that begins small. */
static void
empty_small(Table *t, LfMobRule rule)
{
    empty(t, rule);
    memset(t->month, 0, sizeof(t->month));
    t->months_used = 0;
    t->table.month = t->month;
    t->table.months_used = &t->months_used;
    t->table.months = 7;
    t->table.capacity = 30;
}

/* Adds a loan, in a larger table where it does not fit. */
static lf_status
add_growing(Table *t, const LfVintageLoan *loan, LfFault *why)
{
    static LfVintageMonth old[MONTHS];
    int32_t need = lf_vintage_need(loan->history);

    if (!lf_vintage_fits(&t->table, need)) {
        memcpy(old, t->month, sizeof(old));
        memset(t->month, 0, sizeof(t->month));
        t->table.months = 2 * (t->months_used + need) + (int32_t)random_between(0, 9);
        t->table.capacity = t->used + LF_VINTAGE_GROUP * need + (int32_t)random_between(0, 9);
        lf_vintage_take_months(&t->table, old, MONTHS);
    }
    return lf_vintage_add(&t->table, loan, why);
}

/* Of cells, and of other things that begin with their key. */
static int
by_key(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* Whether the order of a table of months is that of the keys of all cells that are not empty. */
static bool
is_in_order(const Table *t)
{
    static LfVintageKey month[CELLS];
    static uint32_t order[CELLS + 1];
    int32_t months = 0, count, full = 0;

    for (int32_t place = 0; place < t->table.months; place++)
        if (t->month[place].key != 0)
            month[months++] = (LfVintageKey){t->month[place].key, (uint32_t)place};
    qsort(month, (size_t)months, sizeof(LfVintageKey), by_key);
    count = lf_vintage_order(&t->table, month, order);
    for (int32_t i = 1; i <= t->used; i++)
        full += !lf_cell_is_empty(&t->cell[i]);
    for (int32_t i = 1; i < count; i++)
        if (t->cell[order[i - 1]].key >= t->cell[order[i]].key)
            return false;
    return count == full;
}

/* The cells by key, as a summary keeps them; the table is done with. */
static LfVintage
summary_of(Table *t)
{
    int32_t count = 0;

    disordered += t->table.month != NULL && !is_in_order(t);
    for (int32_t i = 0; i < CELLS; i++)
        if (!lf_cell_is_empty(&t->cell[i]))
            t->cell[count++] = t->cell[i];
    qsort(t->cell, (size_t)count, sizeof(LfVintageCell), by_key);
    return (LfVintage){t->head, count, t->cell, NULL};
}

static int32_t
date(int32_t year, int32_t month, int32_t day)
{
    return lf_date_from_civil((LfCivil){year, month, day});
}

/* A loan with months on time, late, written off, missing. */
static void
some_loan(Loan *loan, LfHistoryRoom *own)
{
    int32_t origin = (int32_t)random_between(24000, 24010), late = (int32_t)random_between(1, 6);
    int32_t months = (int32_t)random_between(1, SPAN), days = 0;
    LfFault why;

    loan->originated =
        (int32_t)random_between(lf_month_start(origin), lf_month_start(origin + 1) - 1);
    loan->amount = random_between(1, 1000000);
    lf_history_begin(&loan->h, LF_NO_CURRENCY, own);
    for (int32_t k = 0; k < months; k++) {
        int32_t first = lf_month_start(origin + k), last = lf_month_start(origin + k + 1) - 1;
        LfObservation o = {.as_of = random_chance(3) ? (int32_t)random_between(first, last) : last,
                           .balance = random_between(-50, loan->amount)};

        days = random_chance(late) ? days + 30 : 0;
        o.days_past_due = days == 0 ? 0 : days - random_between(0, 29);
        if (random_chance(40))
            o.charged_off = random_between(1, loan->amount);
        if (random_chance(40))
            o.recovered = random_between(-9, 99);
        if (k + 3 > months && random_chance(2))
            o.balance = o.days_past_due = 0;
        if (o.as_of >= loan->originated && (k == 0 || !random_chance(8)))
            lf_history_put(&loan->h, &o, true, &why);
    }
    if (loan->h.months == 0) {
        LfObservation o = {.as_of = lf_month_start(origin + 1) - 1, .balance = loan->amount};

        lf_history_put(&loan->h, &o, true, &why);
    }
    lf_history_derive(&loan->h);
}

/* Months on book of a day, counted up one by one. */
static int32_t
mob_at(LfMobRule rule, int32_t originated, int32_t day)
{
    LfCivil from = lf_date_to_civil(originated);
    int32_t months = 0;

    if (rule != LF_MOB_ANNIVERSARY)
        return lf_month_of(day) - lf_month_of(originated) + (rule == LF_MOB_CALENDAR1);
    for (;; months++) {
        int32_t month = from.year * 12 + from.month + months; /* of the next anniversary, from 0 */
        int32_t last = lf_days_in_month(month / 12, month % 12 + 1);

        if (date(month / 12, month % 12 + 1, from.day < last ? from.day : last) > day)
            return months;
    }
}

static int32_t
mob_of(const Loan *loan, LfMobRule rule, int32_t slot)
{
    return mob_at(rule, loan->originated, lf_history_as_of(&loan->h, slot));
}

static int64_t
at_least_0(int64_t balance)
{
    return balance < 0 ? 0 : balance;
}

/* What was charged off, or brought back, until a slot. */
static int64_t
lost_until(const Loan *loan, int32_t slot, bool recovered)
{
    int64_t sum = 0;

    for (int32_t i = 0; i < loan->h.loss_count; i++)
        if (loan->h.loss[i].slot <= slot)
            sum += recovered ? loan->h.loss[i].recovered : loan->h.loss[i].charged_off;
    return sum;
}

/* What one loan adds to a row of a curve: docs/vintage.md, word by word. */
static int64_t
hit_of(const Loan *loan, LfMobRule rule, const LfVintageAsk *ask, int32_t mob)
{
    const LfHistory *h = &loan->h;
    int32_t over_days = lf_vintage_line_days(ask->line), latest = -1, there = -1, first_over = -1;
    bool by_count = ask->weight == LF_BY_COUNT;

    for (int32_t slot = 0; slot < h->months; slot++) {
        bool over = h->days_past_due[slot] > over_days || slot >= h->charge_off;

        if (h->days_past_due[slot] == LF_GAP || mob_of(loan, rule, slot) > mob)
            continue;
        latest = slot;
        there = mob_of(loan, rule, slot) == mob ? slot : -1;
        if (over && first_over < 0)
            first_over = slot;
    }
    switch (ask->measure) {
    case LF_MEASURE_EVER:
        if (first_over < 0)
            return 0;
        return by_count ? 1
                        : at_least_0(h->balance[first_over]) + lost_until(loan, first_over, false);
    case LF_MEASURE_CURRENT:
        if (latest >= h->charge_off)
            return by_count ? 1
                            : lost_until(loan, latest, false) +
                                  (there < 0 ? 0 : at_least_0(h->balance[there]));
        if (there < 0 || h->days_past_due[there] <= over_days)
            return 0;
        return by_count ? 1 : at_least_0(h->balance[there]);
    case LF_MEASURE_CHARGE_OFF:
        return by_count ? latest >= h->charge_off : lost_until(loan, latest, false);
    case LF_MEASURE_NET_LOSS:
        return lost_until(loan, latest, false) - lost_until(loan, latest, true);
    case LF_MEASURE_PAID_OFF:
        if (latest < h->paid_off)
            return 0;
        return by_count ? 1 : loan->amount;
    }
    return -1;
}

static int32_t
cutoff_of(int32_t count)
{
    int32_t cutoff = 0;

    for (int32_t i = 0; i < count; i++) {
        int32_t last = lf_history_as_of(&loans[i].h, loans[i].h.months - 1);

        cutoff = i == 0 || last > cutoff ? last : cutoff;
    }
    return cutoff;
}

static int32_t mismatches;

static void
compare_row(const LfCurveRow *row, int32_t mob, int32_t count, LfMobRule rule,
            const LfVintageAsk *ask)
{
    LfCurveRow want = {.mob = mob, .complete = true};
    int32_t cutoff = cutoff_of(count);

    for (int32_t i = 0; i < count; i++) {
        bool old_enough = mob_at(rule, loans[i].originated, cutoff) >= mob;

        want.complete = want.complete && old_enough && mob_of(&loans[i], rule, 0) <= mob;
        if (!old_enough)
            continue;
        want.loans++;
        want.exposure += ask->weight == LF_BY_COUNT ? 1 : loans[i].amount;
        want.hit += hit_of(&loans[i], rule, ask, mob);
    }
    if (row->mob == want.mob && row->loans == want.loans && row->exposure == want.exposure &&
        row->hit == want.hit && row->complete == want.complete)
        return;
    if (mismatches++ == 0)
        printf("# rule %d, measure %d, line %d, weight %d, mob %d: loans %d of %d, hit %" PRId64
               " of %" PRId64 "\n",
               (int)rule, (int)ask->measure, ask->line, (int)ask->weight, (int)mob, (int)row->loans,
               (int)want.loans, (int64_t)row->hit, (int64_t)want.hit);
}

static void
compare_curve(const LfVintage *v, int32_t count, LfMobRule rule, const LfVintageAsk *ask)
{
    LfCurveRow row[SPAN + 16];
    int32_t first, rows = lf_vintage_rows(v, &first), first_seen = INT32_MAX, oldest = 0;
    lf_int128 exposure = 0;

    for (int32_t i = 0; i < count; i++) {
        int32_t seen = mob_of(&loans[i], rule, 0),
                age = mob_at(rule, loans[i].originated, cutoff_of(count));

        first_seen = seen < first_seen ? seen : first_seen;
        oldest = age > oldest ? age : oldest;
    }
    if (first != first_seen || rows != oldest - first_seen + 1) {
        mismatches++;
        return;
    }
    for (int32_t i = 0; i < count; i++)
        exposure += ask->weight == LF_BY_COUNT ? 1 : loans[i].amount;
    mismatches += lf_vintage_curve(v, ask, first, rows, row) != exposure;
    for (int32_t i = 0; i < rows; i++)
        compare_row(&row[i], first + i, count, rule, ask);
}

/* Loans whose first row over the line went unpaid at an instalment. */
static LfHits
missed_by_hand(int32_t count, int line, int32_t instalment)
{
    int32_t cutoff = cutoff_of(count), over_days = lf_vintage_line_days(line);
    LfHits hits = {0, 0};

    for (int32_t i = 0; i < count; i++) {
        const LfHistory *h = &loans[i].h;
        int32_t slot = 0, missed;

        if (lf_month_of(cutoff) - lf_month_of(loans[i].originated) <
            1 + instalment + over_days / 30)
            continue;
        hits.loans++;
        while (slot < h->months && h->days_past_due[slot] <= over_days)
            slot++;
        if (slot == h->months)
            continue;
        missed = lf_month_of(lf_history_as_of(h, slot) - (int32_t)h->days_past_due[slot]) -
                 lf_month_of(loans[i].originated);
        hits.hit += (missed < 1 ? 1 : missed) == instalment;
    }
    return hits;
}

static void
compare_early(const LfVintage *v, int32_t count, LfMobRule rule)
{
    int line = (int)random_between(0, LF_VINTAGE_LINES - 1);
    int32_t n = (int32_t)random_between(1, 5);
    LfHits got = {0, 0}, want = missed_by_hand(count, line, n);
    LfVintageAsk ask = {LF_MEASURE_EVER, line, LF_BY_COUNT};
    LfFault why;

    mismatches += lf_vintage_missed(v, line, n, &got, &why) != LF_OK || got.loans != want.loans ||
                  got.hit != want.hit;
    got = lf_vintage_early(v, line, n);
    want = (LfHits){0, 0};
    for (int32_t i = 0; i < count; i++) {
        if (mob_at(rule, loans[i].originated, cutoff_of(count)) < n)
            continue;
        want.loans++;
        want.hit += hit_of(&loans[i], rule, &ask, n);
    }
    mismatches += got.loans != want.loans || got.hit != want.hit;
}

/* The late months of a loan, as a reader of its bytes knows them. */
static void
find_late(LfVintageLoan *loan)
{
    static int32_t late[LF_MAX_HISTORY_MONTHS];
    const LfHistory *h = loan->history;

    loan->late = late;
    loan->late_count = 0;
    for (int32_t slot = 0; slot < h->months; slot++)
        if (h->days_past_due[slot] > 0)
            late[loan->late_count++] = slot;
}

/* The loans, counted into a table by one and into three by turns, there with
 * and without their late months. */
static bool
count_loans(int32_t count, LfMobRule rule)
{
    LfFault why;

    empty(&one_pass, rule);
    for (int p = 0; p < 3; p++)
        empty_small(&part[p], rule);
    for (int32_t i = 0; i < count; i++) {
        LfVintageLoan loan = {&loans[i].h, loans[i].originated, loans[i].amount, NULL, 0};

        if (lf_vintage_add(&one_pass.table, &loan, &why) != LF_OK)
            return false;
        if (random_chance(2))
            find_late(&loan);
        if (add_growing(&part[random_between(0, 2)], &loan, &why) != LF_OK)
            return false;
    }
    for (int p = 0; p < 3; p++)
        if (lf_vintage_finish(&part[p].table, &why) != LF_OK)
            return false;
    return true;
}

static bool
merge_parts(LfMobRule rule)
{
    int start = (int)random_between(0, 2);
    LfFault why;

    empty(&merged, rule);
    for (int p = 0; p < 3; p++) {
        LfVintage v = summary_of(&part[(start + p) % 3]);

        if (lf_vintage_join(&merged.head, &v.head, &why) != LF_OK)
            return false;
        for (int32_t i = 0; i < v.count; i++)
            if (!lf_vintage_count(&merged.table, v.cell[i].key, v.cell[i].loans, v.cell[i].amount))
                return false;
    }
    return true;
}

static bool
same_summary(const LfVintage *a, const LfVintage *b)
{
    bool same = a->count == b->count && a->head.loans == b->head.loans &&
                a->head.skipped == b->head.skipped && a->head.unknown == b->head.unknown &&
                a->head.cutoff == b->head.cutoff && a->head.rule == b->head.rule;

    for (int32_t i = 0; i < a->count && same; i++)
        same = a->cell[i].key == b->cell[i].key && a->cell[i].loans == b->cell[i].loans &&
               a->cell[i].amount == b->cell[i].amount;
    return same;
}

static void
test_random(void)
{
    int32_t unsound = 0, torn = 0, refused = 0;

    for (int run = 0; run < 1500; run++) {
        LfMobRule rule = (LfMobRule)random_between(LF_MOB_CALENDAR0, LF_MOB_ANNIVERSARY);
        int32_t count = (int32_t)random_between(1, LOANS);
        LfVintage v, w;
        LfFault why;

        for (int32_t i = 0; i < count; i++)
            some_loan(&loans[i], &room[i]);
        if (!count_loans(count, rule) || !merge_parts(rule)) {
            refused++;
            continue;
        }
        v = summary_of(&one_pass);
        w = summary_of(&merged);
        unsound += lf_vintage_check(&v, &why) != LF_OK;
        torn += !same_summary(&v, &w);
        for (int k = 0; k < 4; k++) {
            LfMeasure measure = (LfMeasure)random_between(0, LF_MEASURES - 1);
            int line = (int)random_between(0, LF_VINTAGE_LINES - 1);
            LfVintageAsk ask;

            if (lf_vintage_ask(measure, lf_vintage_line_days(line),
                               random_chance(2) && measure != LF_MEASURE_NET_LOSS ? LF_BY_COUNT
                                                                                  : LF_BY_AMOUNT,
                               &ask, &why) != LF_OK)
                refused++;
            else
                compare_curve(&v, count, rule, &ask);
        }
        compare_early(&v, count, rule);
    }
    is_i64(refused, 0, "random loans are counted and read");
    is_i64(unsound, 0, "what loans add up to passes the check");
    is_i64(torn, 0, "parts add up to one pass, cell by cell");
    is_i64(disordered, 0, "cells of months are read in the order of their keys");
    is_i64(mismatches, 0, "curves and early defaults are those counted loan by loan");
}

static void
test_mob(void)
{
    int rule = LF_MOB_GIVEN;
    LfHits hits;
    LfFault why;

    is_i64(lf_vintage_age(LF_MOB_CALENDAR0, lf_month_of(date(2024, 1, 1)), date(2024, 3, 1)), 2,
           "calendar0 counts calendar months");
    is_i64(lf_vintage_age(LF_MOB_CALENDAR1, lf_month_of(date(2024, 1, 1)), date(2024, 3, 1)), 3,
           "calendar1 counts one more");
    is_i64(lf_vintage_age(LF_MOB_ANNIVERSARY, date(2024, 1, 31), date(2024, 2, 28)), 0,
           "a month is not full the day before");
    is_i64(lf_vintage_age(LF_MOB_ANNIVERSARY, date(2024, 1, 31), date(2024, 2, 29)), 1,
           "a month is full on the last day of a shorter one");
    is_i64(lf_vintage_age(LF_MOB_ANNIVERSARY, date(2024, 2, 29), date(2025, 2, 28)), 12,
           "a leap day has its anniversary on 28 February");
    is_i64(lf_vintage_age(LF_MOB_GIVEN, 0, 7), 7, "a given month on book is itself");
    ok(read_word(&lf_mob_rules, "anniversary", 11, &rule, &why) == LF_OK &&
           rule == LF_MOB_ANNIVERSARY,
       "a rule has a name");
    ok(read_word(&lf_mob_rules, "given", 5, &rule, &why) == LF_ERR_KEYWORD,
       "given is no rule to ask for");
    ok(read_word(&lf_mob_rules, "calendar", 8, &rule, &why) == LF_ERR_KEYWORD,
       "half a name is none");
    is_str(lf_mob_rule_name(LF_MOB_GIVEN), "given", "the summary of rows has its rule");
    ok(lf_vintage_missed(&(LfVintage){.head = {.rule = LF_MOB_GIVEN}}, 0, 1, &hits, &why) ==
           LF_ERR_NO_INSTALMENTS,
       "a summary of rows does not know which instalment was missed");
}

static void
test_asks(void)
{
    LfVintageAsk ask;
    int measure;
    LfFault why;
    int line;

    ok(lf_line_over(180, &line, &why) == LF_OK && line == 5, "180 days are the last line");
    ok(lf_line_over(45, &line, &why) == LF_ERR_OVER_DAYS && why.a == 45, "45 days are no line");
    ok(read_word(&lf_measures, "net_loss", 8, &measure, &why) == LF_OK &&
           measure == LF_MEASURE_NET_LOSS,
       "a measure has a name");
    ok(read_word(&lf_measures, "loss", 4, &measure, &why) == LF_ERR_KEYWORD,
       "another word is refused");
    ok(lf_vintage_ask(LF_MEASURE_NET_LOSS, 90, LF_BY_COUNT, &ask, &why) == LF_ERR_NOT_BY_COUNT,
       "a net loss has no count");
    ok(lf_vintage_ask(LF_MEASURE_CURRENT, 45, LF_BY_COUNT, &ask, &why) == LF_ERR_OVER_DAYS,
       "a line is checked where there are lines");
    ok(lf_vintage_ask(LF_MEASURE_PAID_OFF, 45, LF_BY_COUNT, &ask, &why) == LF_OK,
       "and not looked at where there are none");
}

/* One observation of one loan, for refusals. */
static lf_status
add_single(int32_t originated, int32_t as_of, int64_t amount, LfFault *why)
{
    LfObservation o = {.as_of = as_of, .balance = 5};
    LfVintageLoan loan = {&loans[0].h, originated, amount, NULL, 0};

    lf_history_begin(&loans[0].h, LF_NO_CURRENCY, &room[0]);
    (void)lf_history_put(&loans[0].h, &o, false, why);
    lf_history_derive(&loans[0].h);
    return lf_vintage_add(&one_pass.table, &loan, why);
}

static void
test_refusals(void)
{
    LfVintageHead other = {.rule = LF_MOB_CALENDAR1, .loans = 1};
    LfFault why;

    empty(&one_pass, LF_MOB_CALENDAR0);
    ok(add_single(date(2024, 3, 15), date(2024, 3, 1), 1, &why) == LF_OK,
       "the month of origination is on the books");
    is_i64(add_single(date(2024, 3, 15), date(2024, 2, 29), 1, &why), LF_ERR_BEFORE_ORIGINATION,
           "the month before is not");
    is_i64(add_single(date(2024, 3, 15), date(2024, 3, 31), 0, &why), LF_ERR_RANGE_MONEY,
           "a loan of nothing is refused");
    is_i64(add_single(date(2024, 3, 15), date(2024, 3, 31), LF_MAX_MONEY + 1, &why),
           LF_ERR_RANGE_MONEY, "a loan beyond all money is refused");
    is_i64(lf_vintage_join(&one_pass.head, &other, &why), LF_ERR_CONFLICT, "two rules do not join");
    other = (LfVintageHead){.rule = LF_MOB_CALENDAR0, .loans = 1, .cutoff = date(2024, 5, 31)};
    (void)lf_currency_parse("CNY", 3, &other.currency, &why);
    is_i64(lf_vintage_join(&one_pass.head, &other, &why), LF_ERR_CURRENCY_MISMATCH,
           "two currencies do not join");
    other.loans = 0;
    is_i64(lf_vintage_join(&one_pass.head, &other, &why), LF_OK,
           "a summary without loans has no currency to differ in");
    is_i64(one_pass.head.cutoff, date(2024, 3, 1), "nor a cut-off");
    one_pass.head.loans = INT64_MAX;
    other = (LfVintageHead){.rule = LF_MOB_CALENDAR0, .loans = 1, .cutoff = 0};
    is_i64(lf_vintage_join(&one_pass.head, &other, &why), LF_ERR_SUM_RANGE, "counts do not wrap");
    empty(&one_pass, LF_MOB_ANNIVERSARY);
    is_i64(add_single(date(2024, 3, 15), date(2024, 3, 14), 1, &why), LF_ERR_BEFORE_ORIGINATION,
           "by anniversaries the day before is not on the books");
    ok(lf_vintage_count(&one_pass.table, 7, INT64_MAX, 0) &&
           !lf_vintage_count(&one_pass.table, 7, 1, 0),
       "a cell does not wrap");
}

int
main(void)
{
    random_begin();
    test_random();
    test_mob();
    test_asks();
    test_refusals();
    return done_testing();
}
