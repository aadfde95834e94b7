/*
 * Delinquency: random schedules and payments against a replay that hands out
 * one row and one part after the other, penalty day by day, money conserved at
 * the widest amounts, and the refusals.
 */
#include "core/delinquency/delinquency.h"

#include <stdlib.h>

#include "test/unit/random.h"
#include "test/unit/tap.h"
#include "test/unit/word.h"

#define ROWS 14
#define PAYMENTS 12

/* A schedule and its payments in memory of their own. */
typedef struct Loan {
    int32_t due[ROWS];
    int64_t part[LF_PARTS][ROWS];
    LfSchedule s;
    int32_t on[PAYMENTS];
    int64_t amount[PAYMENTS];
    LfCashflows paid;
} Loan;

static int64_t
some_part(int64_t most, bool negative)
{
    if (random_chance(6))
        return 0;
    return random_between(negative && random_chance(4) ? -most / 3 : 1, most);
}

static void
some_loan(Loan *l, int64_t most)
{
    int32_t day = (int32_t)random_between(0, 300), on = day;
    bool negative = random_chance(3);

    *l = (Loan){.s = {.start_date = day}};
    l->s.rows = (LfRows){(int32_t)random_between(0, ROWS), l->due, l->part[LF_PART_PRINCIPAL],
                         l->part[LF_PART_INTEREST], l->part[LF_PART_FEE]};
    for (int32_t k = 0; k < l->s.rows.count; k++) {
        day += (int32_t)random_between(k == 0 ? 0 : 1, 35);
        l->due[k] = day;
        for (int i = 0; i < LF_PARTS; i++)
            l->part[i][k] = some_part(i == LF_PART_PRINCIPAL ? most : most / 10 + 1, negative);
        l->s.opening += l->part[LF_PART_PRINCIPAL][k];
    }
    l->paid = (LfCashflows){LF_NO_CURRENCY, (int32_t)random_between(0, PAYMENTS), l->on, l->amount};
    for (int32_t i = 0; i < l->paid.count; i++) {
        on += (int32_t)random_between(i == 0 ? 0 : 1, 40);
        l->on[i] = on;
        l->amount[i] = random_chance(5) ? -random_between(1, most) : random_between(0, 2 * most);
    }
}

static const LfPart order[LF_PARTS][LF_PARTS] = {
    [LF_FEE_INTEREST_PRINCIPAL] = {LF_PART_FEE, LF_PART_INTEREST, LF_PART_PRINCIPAL},
    [LF_PRINCIPAL_INTEREST_FEE] = {LF_PART_PRINCIPAL, LF_PART_INTEREST, LF_PART_FEE},
    [LF_INTEREST_PRINCIPAL_FEE] = {LF_PART_INTEREST, LF_PART_PRINCIPAL, LF_PART_FEE}};

static lf_int128
least(lf_int128 a, lf_int128 b)
{
    return a < b ? a : b;
}

/*
 * What remains of every part of the rows due by a day, in `left`: first a row's
 * own negative parts pay its others, in the order of the allocation, then the
 * pool does.  Returns what remains of the pool.
 */
static lf_int128
replay(const Loan *l, LfAllocation allocation, int32_t day, lf_int128 left[LF_PARTS][ROWS])
{
    lf_int128 pool = 0;

    for (int32_t i = 0; i < l->paid.count; i++)
        pool += l->on[i] <= day ? l->amount[i] : 0;
    for (int32_t k = 0; k < l->s.rows.count && l->due[k] <= day; k++) {
        lf_int128 own = 0;

        for (int i = 0; i < LF_PARTS; i++)
            own += l->part[i][k] < 0 ? -l->part[i][k] : 0;
        for (int i = 0; i < LF_PARTS; i++) {
            LfPart p = order[allocation][i];
            lf_int128 needs = l->part[p][k] > 0 ? l->part[p][k] : 0, given = least(needs, own);

            own -= given;
            left[p][k] = needs - given;
            given = least(left[p][k], pool > 0 ? pool : 0);
            pool -= given;
            left[p][k] -= given;
        }
    }
    return pool;
}

static lf_int128
left_of_row(lf_int128 left[LF_PARTS][ROWS], int32_t k)
{
    return left[LF_PART_PRINCIPAL][k] + left[LF_PART_INTEREST][k] + left[LF_PART_FEE][k];
}

static lf_int128
asked_by(const Loan *l, int32_t k)
{
    lf_int128 sum = (lf_int128)l->part[0][k] + l->part[1][k] + l->part[2][k];

    return sum > 0 ? sum : 0;
}

/* Whether a state is what the replay says. */
static bool
same_state(const Loan *l, const LfStateAsk *ask, const LfLoanState *got)
{
    static lf_int128 left[LF_PARTS][ROWS];
    lf_int128 unapplied = replay(l, ask->allocation, ask->as_of, left), overdue[LF_PARTS] = {0};
    int32_t oldest = INT32_MAX, next = INT32_MAX;
    lf_int128 next_payment = 0;

    for (int32_t k = l->s.rows.count - 1; k >= 0; k--) {
        bool due = l->due[k] <= ask->as_of;
        lf_int128 row = due ? left_of_row(left, k) : asked_by(l, k);

        if (row > 0 && l->due[k] < ask->as_of + ask->due_day_counts)
            oldest = l->due[k];
        if (row > 0 && l->due[k] >= ask->as_of) {
            next = l->due[k];
            next_payment = row;
        }
        for (int i = 0; i < LF_PARTS; i++)
            overdue[i] += l->due[k] < ask->as_of ? left[i][k] : 0;
    }
    return got->unapplied == unapplied && got->of.has_oldest == (oldest != INT32_MAX) &&
           (!got->of.has_oldest || got->of.oldest_unpaid == oldest) &&
           got->of.days_past_due ==
               (got->of.has_oldest ? ask->as_of - oldest + ask->due_day_counts : 0) &&
           memcmp(got->overdue, overdue, sizeof(overdue)) == 0 &&
           got->of.has_next == (next != INT32_MAX) &&
           (!got->of.has_next ||
            (got->of.next_due == next && got->of.next_payment == next_payment));
}

/* Every cent of the pool is in a part or unapplied; owed is what due rows lack and later rows have. */
static bool
conserved(const Loan *l, const LfStateAsk *ask, const LfLoanState *got)
{
    static lf_int128 left[LF_PARTS][ROWS];
    lf_int128 pool = 0, owed = 0;

    replay(l, ask->allocation, ask->as_of, left);
    for (int32_t i = 0; i < l->paid.count; i++)
        pool += l->on[i] <= ask->as_of ? l->amount[i] : 0;
    for (int32_t k = 0; k < l->s.rows.count; k++)
        owed +=
            l->due[k] <= ask->as_of ? left[LF_PART_PRINCIPAL][k] : l->part[LF_PART_PRINCIPAL][k];
    return got->paid[0] + got->paid[1] + got->paid[2] + got->unapplied == pool &&
           got->outstanding_principal == owed;
}

/* The penalty by adding up days; days * rate is small enough here. */
static lf_int128
penalty_by_day(const Loan *l, const LfStateAsk *ask)
{
    static lf_int128 left[LF_PARTS][ROWS];
    const lf_int128 unit = 360 * (lf_int128)LF_RATE_ONE;
    lf_int128 sum = 0;

    for (int32_t day = l->s.start_date; day < ask->as_of; day++) {
        replay(l, ask->allocation, day, left);
        for (int32_t k = 0; k < l->s.rows.count && l->due[k] <= day; k++)
            sum += left[LF_PART_PRINCIPAL][k];
    }
    return (2 * sum * ask->penalty_rate_e12 + unit) / (2 * unit);
}

/* The first unmet row of the short form that filters use. */
static bool
same_first(const Loan *l, const LfStateAsk *ask, const LfLoanState *got)
{
    int32_t count = 0;
    lf_int128 pool = 0;
    int64_t *asked = malloc(sizeof(int64_t) * ROWS);
    int32_t first;

    for (int32_t k = 0; k < l->s.rows.count; k++) {
        asked[k] = l->part[0][k] + l->part[1][k] + l->part[2][k];
        count += l->due[k] < ask->as_of + ask->due_day_counts;
    }
    for (int32_t i = 0; i < l->paid.count; i++)
        pool += l->on[i] <= ask->as_of ? l->amount[i] : 0;
    first = lf_first_unmet(asked, count, pool);
    free(asked);
    return (first < count) == got->of.has_oldest &&
           (first == count || l->due[first] == got->of.oldest_unpaid);
}

static void
test_replay(void)
{
    int states = 0, money = 0, firsts = 0, penalties = 0, late = 0, paid = 0, taken_back = 0;
    static Loan l;

    for (int round = 0; round < 20000; round++) {
        LfPenaltyRow *scratch = malloc(sizeof(LfPenaltyRow) * (ROWS + 1));
        LfLoanState got;
        LfStateAsk ask;
        LfFault why;

        some_loan(&l, random_chance(2) ? 9 : 100000);
        ask = (LfStateAsk){.as_of = l.s.start_date + (int32_t)random_between(0, 420),
                           .allocation = (LfAllocation)random_between(0, LF_PARTS - 1),
                           .penalty_rate_e12 = random_between(0, LF_RATE_ONE),
                           .due_day_counts = random_chance(3)};
        if (l.s.rows.count > 0 && random_chance(3))
            ask.as_of = l.due[random_between(0, l.s.rows.count - 1)];
        if (lf_loan_state(&l.s, &l.paid, &ask, scratch, &got, &why) != LF_OK)
            ok(false, "a sound question is answered");
        states += !same_state(&l, &ask, &got);
        money += !conserved(&l, &ask, &got);
        firsts += !same_first(&l, &ask, &got);
        if (round % 8 == 0)
            penalties += got.penalty != penalty_by_day(&l, &ask);
        late += got.of.days_past_due > 0;
        paid += got.paid[LF_PART_PRINCIPAL] > 0;
        taken_back += got.unapplied < 0;
        free(scratch);
    }
    is_i64(states, 0, "states are those of the replay");
    is_i64(money, 0, "what was received is paid or unapplied");
    is_i64(firsts, 0, "the short form finds the same row");
    is_i64(penalties, 0, "penalties are those of every day");
    ok(late > 4000 && paid > 4000 && taken_back > 400,
       "loans are late (%d), paid (%d), and more was taken back than came (%d)", late, paid,
       taken_back);
}

/* The widest amounts: sums pass 64 bits and stay exact. */
static void
test_wide(void)
{
    int64_t principal[2] = {INT64_MAX, INT64_MAX}, interest[2] = {INT64_MAX, INT64_MAX},
            fee[2] = {INT64_MAX, INT64_MAX}, amount[2] = {INT64_MAX, INT64_MIN};
    int32_t due[2] = {10, 20}, on[2] = {5, 30};
    LfSchedule s = {.opening = INT64_MAX, .rows = {2, due, principal, interest, fee}};
    LfCashflows paid = {LF_NO_CURRENCY, 2, on, amount}, flood = {LF_NO_CURRENCY, 1, on, amount};
    LfStateAsk ask = {.as_of = 25};
    LfPenaltyRow scratch[3];
    LfLoanState got;
    LfFault why;

    ok(lf_loan_state(&s, &paid, &ask, NULL, &got, &why) == LF_OK &&
           got.overdue[LF_PART_PRINCIPAL] == 2 * (lf_int128)INT64_MAX &&
           got.paid[LF_PART_FEE] == INT64_MAX && got.unapplied == 0,
       "rows of the widest amounts add up in 128 bits");
    ask.as_of = 31;
    ok(lf_loan_state(&s, &paid, &ask, NULL, &got, &why) == LF_OK && got.unapplied == -1 &&
           got.of.days_past_due == 21,
       "all and one unit more taken back is one unit below nothing");
    ask.penalty_rate_e12 = LF_MAX_RATE_E12;
    ok(lf_loan_state(&s, &flood, &ask, scratch, &got, &why) == LF_ERR_OVERFLOW &&
           strcmp(why.name, "penalty") == 0,
       "a penalty beyond 64 bits is an error");
}

static void
test_refusals(void)
{
    LfSchedule s = {.start_date = 100};
    LfCashflows none = {LF_NO_CURRENCY, 0, NULL, NULL};
    LfPenaltyRow scratch[1];
    LfStateAsk ask = {.as_of = 100, .penalty_rate_e12 = -1};
    LfLoanState got;
    LfFault why;

    ok(lf_loan_state(&s, &none, &ask, scratch, &got, &why) == LF_ERR_PENALTY_RATE && why.a == -1,
       "a penalty rate below 0 is refused with its value");
    ask.penalty_rate_e12 = LF_MAX_RATE_E12 + 1;
    ok(lf_loan_state(&s, &none, &ask, scratch, &got, &why) == LF_ERR_PENALTY_RATE &&
           why.c == LF_MAX_RATE_E12,
       "a penalty rate above the limit is refused with its value");
    ask.penalty_rate_e12 = LF_MAX_RATE_E12;
    ok(lf_loan_state(&s, &none, &ask, scratch, &got, &why) == LF_OK && got.penalty == 0 &&
           !got.of.has_next,
       "without rows nothing is due, nor any penalty");
}

static void
test_names(void)
{
    static const char *const names[LF_PARTS] = {"fee_interest_principal", "principal_interest_fee",
                                                "interest_principal_fee"};
    int got;
    LfFault why;

    for (int i = 0; i < LF_PARTS; i++)
        ok(read_word(&lf_allocations, names[i], strlen(names[i]), &got, &why) == LF_OK && got == i,
           "%s is an allocation", names[i]);
    ok(read_word(&lf_allocations, "fee_interest_principal", 21, &got, &why) == LF_ERR_KEYWORD &&
           why.text.length == 21,
       "a word cut short is none");
    ok(read_word(&lf_allocations, "", 0, &got, &why) == LF_ERR_KEYWORD &&
           strcmp(why.name, "allocation") == 0,
       "nor is nothing");
}

static void
test_first_unmet(void)
{
    static const int64_t asked[] = {0, 5, -3, 5, 0};

    is_i64(lf_first_unmet(asked, 0, 0), 0, "of no rows none is unmet");
    is_i64(lf_first_unmet(asked, 5, -1), 1, "less than nothing meets rows of nothing only");
    is_i64(lf_first_unmet(asked, 5, 9), 3, "a unit short is not met, a negative row asks nothing");
    is_i64(lf_first_unmet(asked, 5, 10), 5, "what meets all meets the last row of nothing");
}

int
main(void)
{
    random_begin();
    test_replay();
    test_wide();
    test_refusals();
    test_names();
    test_first_unmet();
    return done_testing();
}
