/*
 * Commission: what one loan and one event add, sums that merge, the check,
 * clawback and its event in a loan's months, and splits that conserve.
 */
#include "core/commission/sums.h"

#include <string.h>

#include "core/commission/split.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"
#include "test/unit/word.h"

static const LfPerLoan fees = {true, LF_ONE_E8 / 10, {true, 10000}, {true, 150000}};

static int64_t
earned(const LfPerLoan *terms, int64_t base)
{
    LfCommissionSums sums = {0};
    LfFault why;

    if (lf_commission_add_loan(&sums, terms, base, base, 2, &why) != LF_OK)
        return -1;
    return (int64_t)sums.commission;
}

static void
test_per_loan(void)
{
    LfPerLoan fixed = {true, 0, {true, 5000}, {true, 5000}};
    LfPerLoan plain = {.given = true, .rate_e8 = 12345678};
    int wrong = 0;

    is_i64(earned(&fees, 240000), 24000, "a tenth of the fee");
    is_i64(earned(&fees, 68000), 10000, "lifted to the minimum");
    is_i64(earned(&fees, 1800000), 150000, "cut to the maximum");
    is_i64(earned(&fees, 123455), 12346, "a half goes up");
    is_i64(earned(&fees, 123454), 12345, "less does not");
    is_i64(earned(&fees, 0), 10000, "the minimum lifts a loan without a base");
    is_i64(earned(&fixed, 1), 5000, "rate 0 with minimum = maximum is a fixed sum");
    is_i64(earned(&plain, LF_MAX_MONEY), INT64_C(11111110200000000), "the largest base");
    for (int i = 0; i < 100000; i++) {
        LfPerLoan terms = {.given = true, .rate_e8 = random_between(0, LF_ONE_E8)};
        int64_t base = random_between(0, LF_MAX_MONEY) >> random_between(0, 56);
        lf_int128 twice = (lf_int128)base * terms.rate_e8 * 2;
        lf_int128 shown = (lf_int128)earned(&terms, base) * 2 * LF_ONE_E8;

        wrong += shown - twice > LF_ONE_E8 || twice - shown >= LF_ONE_E8;
    }
    is_i64(wrong, 0, "commission per loan is the nearest minor unit, halves up");
}

static void
test_refusals(void)
{
    LfCommissionSums sums = {0};
    LfFault why;

    is_i64(lf_commission_add_loan(&sums, &fees, -1, 1, 2, &why), LF_ERR_LOAN_NEGATIVE,
           "a negative amount");
    is_str(why.name, "amount", "is named");
    is_i64(lf_commission_add_loan(&sums, &fees, 1, -1, 2, &why), LF_ERR_LOAN_NEGATIVE,
           "a negative base");
    is_str(why.name, "base", "is named");
    is_i64(lf_commission_add_loan(&sums, &fees, LF_MAX_MONEY + 1, 0, 2, &why), LF_ERR_RANGE_MONEY,
           "an amount beyond money");
    is_i64(lf_clawback_check(-1, 1, 2, &why), LF_ERR_NEGATIVE, "a negative payment");
    is_i64(lf_clawback_check(1, -3, 2, &why), LF_ERR_NEGATIVE, "a negative age");
    is_str(why.name, "months on book", "is named");
    is_i64(why.a, -3, "with its value");
    is_i64(sums.loans, 0, "what is refused counts no loan");
    sums.loans = INT64_MAX;
    is_i64(lf_commission_add_loan(&sums, &fees, 1, 1, 2, &why), LF_ERR_SUM_RANGE,
           "one loan more than can be counted");
}

static const LfClawbackWindow windows[] = {
    {LF_EVENT_DEFAULT, false, 0, 6, LF_ONE_E8},
    {LF_EVENT_EARLY_SETTLEMENT, true, 0, 12, LF_ONE_E8},
    {LF_EVENT_DEFAULT, true, 9, 12, LF_ONE_E8 / 2},
};

static int64_t
taken(LfLoanEvent event, int64_t paid, int64_t months, bool *hit)
{
    return lf_clawback(windows, 3, event, paid, months, hit);
}

static void
test_clawback(void)
{
    int event;
    LfFault why;
    bool hit;

    is_i64(taken(LF_EVENT_DEFAULT, 30000, 4, &hit), 30000, "all of it in the window");
    is_i64(taken(LF_EVENT_DEFAULT, 30000, 6, &hit), 0, "a window ends before its end");
    ok(!hit, "and no window is hit there");
    is_i64(taken(LF_EVENT_DEFAULT, 30000, 8, &hit), 0, "nothing in a gap");
    is_i64(taken(LF_EVENT_DEFAULT, 30000, 9, &hit), 15000, "a later window of the same event");
    is_i64(taken(LF_EVENT_DEFAULT, 30001, 11, &hit), 5000, "pro rata of a share: 5,000.1666");
    is_i64(taken(LF_EVENT_EARLY_SETTLEMENT, 20000, 9, &hit), 5000, "three months of twelve left");
    is_i64(taken(LF_EVENT_EARLY_SETTLEMENT, 1, 6, &hit), 1, "half a minor unit goes up");
    ok(hit, "and the window was hit");
    is_i64(taken(LF_EVENT_EARLY_SETTLEMENT, LF_MAX_MONEY, 0, &hit), LF_MAX_MONEY,
           "the largest payment at month 0");
    is_i64(read_word(&lf_loan_events, "default", 7, &event, &why), LF_OK, "an event by name");
    is_i64(read_word(&lf_loan_events, "defaults", 8, &event, &why), LF_ERR_KEYWORD,
           "no such event");
    is_str(lf_loan_events.words[LF_EVENT_EARLY_SETTLEMENT], "early_settlement", "a name by event");
}

static void
test_find(void)
{
    int64_t days[] = {0, LF_GAP, 31, 0, 91, 120};
    int64_t balance[] = {900, 0, 800, LF_UNKNOWN_AMOUNT, 600, 0};
    LfHistory m = {.first_month = 24000,
                   .months = 6,
                   .days_past_due = days,
                   .balance = balance,
                   .charge_off = 6};
    LfLoanEvent event;
    int32_t month;

    ok(lf_clawback_find(&m, 90, 30000, &event, &month), "a default is found");
    is_i64(month, 24004, "in the first month over the line");
    is_i64(event, LF_EVENT_DEFAULT, "as a default");
    ok(lf_clawback_find(&m, 30, 30000, &event, &month) && month == 24002,
       "30 is a line of its own");
    balance[3] = 0;
    ok(lf_clawback_find(&m, 90, 30000, &event, &month) && month == 24003 &&
           event == LF_EVENT_EARLY_SETTLEMENT,
       "no balance before the default is an early settlement");
    ok(lf_clawback_find(&m, 90, 24003, &event, &month) && month == 24004,
       "no balance in the month of maturity is none");
    balance[4] = 0;
    balance[3] = 5;
    ok(lf_clawback_find(&m, 90, 30000, &event, &month) && event == LF_EVENT_DEFAULT,
       "in one month a default comes first");
    ok(!lf_clawback_find(&m, 120, INT32_MIN, &event, &month), "neither happened");
    m.charge_off = 2;
    ok(lf_clawback_find(&m, 500, INT32_MIN, &event, &month) && month == 24002,
       "a charge-off is over every line");
}

static void
fill_random(LfCommissionSums *sums, int rows, LfCommissionSums *halves)
{
    LfFault why;

    for (int i = 0; i < rows; i++) {
        LfCommissionSums *half = &halves[random_chance(2)];
        int64_t amount = random_between(0, LF_MAX_MONEY), base = random_between(0, 1000000);
        LfLoanEvent event = random_chance(2) ? LF_EVENT_DEFAULT : LF_EVENT_EARLY_SETTLEMENT;
        int64_t months = random_between(0, 14);

        lf_commission_add_loan(sums, &fees, amount, base, 2, &why);
        lf_commission_add_loan(half, &fees, amount, base, 2, &why);
        lf_commission_add_event(sums, windows, 3, event, base, months, 2, &why);
        lf_commission_add_event(half, windows, 3, event, base, months, 2, &why);
    }
}

static void
test_merge(void)
{
    LfCommissionPlan plan = {.per_loan = fees, .window_count = 3};
    LfCommissionSums sums = {0}, halves[2] = {{0}, {0}};
    LfFault why;

    memcpy(plan.window, windows, sizeof(windows));
    fill_random(&sums, 10000, halves);
    is_i64(lf_commission_merge(&halves[0], &halves[1], &why), LF_OK, "two halves merge");
    ok(memcmp(&sums, &halves[0], sizeof(sums)) == 0, "into the sums of all rows");
    ok(!lf_fits_int64(sums.amount), "although they left 64 bits");
    ok(lf_commission_check(&sums, &plan, &why) == LF_OK, "sums that rows made pass the check");

    LfCommissionSums full = sums;

    full.loans = INT64_MAX;
    halves[0] = sums;
    is_i64(lf_commission_merge(&sums, &full, &why), LF_ERR_SUM_RANGE, "counts beyond 64 bits");
    ok(memcmp(&sums, &halves[0], sizeof(sums)) == 0, "leave the sums as they were");
}

#define DEFECT(change, name) \
    do { \
        LfCommissionSums s = sound; \
        change; \
        ok(lf_commission_check(&s, &plan, &why) != LF_OK, name); \
    } while (0)

static void
test_gate(void)
{
    LfCommissionPlan plan = {.per_loan = fees, .window_count = 1};
    LfCommissionSums sound = {0};
    LfFault why;

    plan.window[0] = windows[0];
    lf_commission_add_loan(&sound, &fees, 1000, 240000, 2, &why);
    lf_commission_add_event(&sound, windows, 1, LF_EVENT_DEFAULT, 500, 1, 2, &why);
    ok(lf_commission_check(&sound, &plan, &why) == LF_OK, "a sound statement");
    DEFECT(s.loans = -1, "a negative count is forged");
    DEFECT(s.loans = 0, "sums of no loan are forged");
    DEFECT(s.amount = -1, "a negative amount is forged");
    DEFECT(s.base = (lf_int128)LF_MAX_MONEY + 1, "more base than a loan can have is forged");
    DEFECT(s.commission = 9999, "less commission than the minimum is forged");
    DEFECT(s.commission = 150001, "more commission than the maximum is forged");
    DEFECT(s.event[0].loans = 0, "an amount of no event is forged");
    DEFECT(s.event[0].loans = -1, "a negative count of events is forged");
    DEFECT(s.event[0].clawed = 501, "more clawed back than paid is forged");
    DEFECT(s.event[0].clawed = -1, "a negative clawback is forged");
    DEFECT(s.event[1].loans = 1, "an event the plan does not know is forged");
    plan.per_loan.given = false;
    ok(lf_commission_check(&sound, &plan, &why) != LF_OK, "commission of no rule is forged");
}

/* Parts by exact fractions and repeated search for the largest remainder. */
static void
naive_split(int64_t amount, const lf_int128_stored *weight, int count, int64_t *part)
{
    lf_int128 whole = 0;
    bool given[64] = {false};
    int64_t left = amount < 0 ? -amount : amount;
    int64_t magnitude = left;

    for (int i = 0; i < count; i++)
        whole += weight[i];
    for (int i = 0; i < count; i++) {
        part[i] = (int64_t)(magnitude * weight[i] / whole);
        left -= part[i];
    }
    for (; left > 0; left--) {
        int best = -1;

        for (int i = 0; i < count; i++)
            if (!given[i] &&
                (best < 0 || magnitude * weight[i] % whole > magnitude * weight[best] % whole))
                best = i;
        part[best]++;
        given[best] = true;
    }
    for (int i = 0; i < count; i++)
        part[i] = amount < 0 ? -part[i] : part[i];
}

static void
test_split(void)
{
    lf_int128_stored weight[64], remainder[64];
    int64_t part[64], naive[64];
    int32_t order[64];
    int wrong = 0;

    for (int round = 0; round < 20000; round++) {
        int count = (int)random_between(1, 40);
        int64_t amount = random_between(-LF_MAX_MONEY, LF_MAX_MONEY) >> random_between(0, 56);

        for (int i = 0; i < count; i++)
            weight[i] = random_chance(3) ? 100 : random_between(0, 1000000) * random_between(0, 9);
        weight[random_between(0, count - 1)] = 7;
        lf_split(amount, weight, count, part, order, remainder);
        naive_split(amount, weight, count, naive);
        wrong += memcmp(part, naive, sizeof(int64_t) * (size_t)count) != 0;
    }
    is_i64(wrong, 0, "splits are those of the largest remainder, searched for");
}

static void
test_split_laws(void)
{
    static lf_int128_stored weight[LF_MAX_SPLIT_PARTS], remainder[LF_MAX_SPLIT_PARTS];
    static int64_t part[LF_MAX_SPLIT_PARTS];
    static int32_t order[LF_MAX_SPLIT_PARTS];
    int lost = 0, negative = 0, unfair = 0;

    for (int round = 0; round < 60; round++) {
        int count = (int)random_between(1, LF_MAX_SPLIT_PARTS);
        int64_t amount = random_between(0, LF_MAX_MONEY), sum = 0;

        for (int i = 0; i < count; i++)
            weight[i] = (lf_int128)random_between(0, LF_MAX_SPLIT_WEIGHT) * LF_ONE_E8;
        weight[0] = 1;
        lf_split(amount, weight, count, part, order, remainder);
        for (int i = 0; i < count; i++) {
            sum += part[i];
            negative += part[i] < 0;
        }
        lost += sum != amount;
        for (int i = 1; i < count; i++) /* who weighs more gets no less than a unit below */
            unfair += weight[i] >= weight[i - 1] && part[i] < part[i - 1] - 1;
    }
    is_i64(lost, 0, "splits add up to the amount, for any weights");
    is_i64(negative, 0, "no part of a positive amount is negative");
    is_i64(unfair, 0, "who weighs more gets no less");
}

int
main(void)
{
    random_begin();
    test_per_loan();
    test_refusals();
    test_clawback();
    test_find();
    test_merge();
    test_gate();
    test_split();
    test_split_laws();
    return done_testing();
}
