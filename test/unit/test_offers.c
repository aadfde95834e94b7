/*
 * Offers: flat rates and their inverse, leases, subsidies, what a payment
 * carries against every principal tried, and combinations.
 */
#include "core/amort/amort.h"
#include "core/base/ratio.h"
#include "core/lease/money_factor.h"
#include "core/offers/carry.h"
#include "core/offers/cost.h"
#include "core/offers/flat.h"
#include "core/offers/offer.h"
#include "core/offers/subvention.h"
#include "core/rate/solver.h"
#include "core/rates/returns.h"

#include "test/unit/random.h"
#include "test/unit/tap.h"

static int64_t
effective(int64_t flat_e12, int32_t periods, int64_t fee_e12, LfFeeMode mode)
{
    LfFlatTerms t = {flat_e12, periods, fee_e12, mode};
    int64_t rate = -1;
    LfFault why;

    return lf_effective_rate(&t, &rate, &why) == LF_OK ? rate : INT64_MIN;
}

static lf_status
effective_status(int64_t flat_e12, int32_t periods, int64_t fee_e12, LfFeeMode mode)
{
    LfFlatTerms t = {flat_e12, periods, fee_e12, mode};
    int64_t rate;
    LfFault why;

    return lf_effective_rate(&t, &rate, &why);
}

/* Rates of 8 decimals as percent with three. */
static int64_t
percent_e3(int64_t rate_e8)
{
    return (rate_e8 + 500) / 1000;
}

static void
test_flat(void)
{
    static const int32_t months[] = {12, 24, 36};
    static const int64_t at_30[] = {6580, 6766, 6783}, at_50[] = {10896, 11127, 11082};
    static const int64_t upfront[] = {7604, 8137, 8496};

    for (int i = 0; i < 3; i++) {
        is_i64(percent_e3(effective(3000000000, months[i], 0, LF_FEE_SPREAD)), at_30[i],
               "0.30 %% flat over %d months", months[i]);
        is_i64(percent_e3(effective(5000000000, months[i], 0, LF_FEE_SPREAD)), at_50[i],
               "0.50 %% flat over %d months", months[i]);
        is_i64(percent_e3(effective(0, months[i], 40000000000 * (i + 1), LF_FEE_UPFRONT)),
               upfront[i], "no interest and %d %% upfront", 4 * (i + 1));
    }
    is_i64(effective(3000000000, 12, 0, LF_FEE_SPREAD),
           effective(0, 12, 36000000000, LF_FEE_SPREAD), "a fee that is spread is a flat rate");
    is_i64(effective(0, 60, 0, LF_FEE_FIRST), 0, "nothing costs nothing");
    is_i64(effective(1250, 1, 0, LF_FEE_SPREAD), 2, "a tie of one month goes up");
    is_i64(effective(10000000000, 1, 0, LF_FEE_FIRST), 12000000, "one month is its flat rate");
    is_i64(effective_status(3000000000, 12, LF_RATE_ONE, LF_FEE_UPFRONT), LF_ERR_RANGE_PART,
           "a fee of the whole loan");
    is_i64(effective_status(3000000000, 12, -1, LF_FEE_FIRST), LF_ERR_RANGE_PART, "a fee below 0");
    is_i64(effective_status(0, 0, 0, LF_FEE_FIRST), LF_ERR_RANGE_INT, "no periods");
    is_i64(effective_status(-LF_RATE_ONE, 1, 0, LF_FEE_FIRST), LF_ERR_RANGE_RATE, "a rate of -1");
    is_i64(effective_status(-LF_RATE_ONE / 10, 12, 0, LF_FEE_FIRST), LF_ERR_NO_SIGN_CHANGE,
           "less than nothing is paid back");
    is_i64(effective_status(100 * LF_RATE_ONE, 12, 0, LF_FEE_FIRST), LF_ERR_NO_ROOT,
           "a hundred times the loan every month");
}

/* The law, and that both refuse the same. */
static void
test_flat_inverse(void)
{
    int wrong = 0;

    for (int i = 0; i < 3000; i++) {
        LfFlatTerms t = {random_between(-100, 5000000) * 10000, (int32_t)random_between(1, 360),
                         random_between(0, 2000) * 100000000, (LfFeeMode)random_between(0, 2)};
        LfFlatTerms back = t;
        int64_t rate = 0, flat = 0;
        LfFault why;

        if (lf_effective_rate(&t, &rate, &why) != LF_OK) {
            wrong++;
            continue;
        }
        back.rate_e12 = rate * 10000;
        wrong += lf_flat_rate(&back, &flat, &why) != LF_OK || flat * 10000 != t.rate_e12;
    }
    is_i64(wrong, 0, "the flat rate of the effective rate is the flat rate");
}

static void
test_lease(void)
{
    LfFactorLease lease = {
        .cap_cost = 3429500, .residual = 2400000, .periods = 36, .factor_e12 = 1250000000};
    int64_t value = 0;
    LfFault why;

    is_i64(lf_lease_payment(&lease, &value, &why), LF_OK, "a lease");
    is_i64(value, 35884, "34,295 to 24,000 in 36 months at 0.00125");
    lease.residual = 3429501;
    is_i64(lf_lease_payment(&lease, &value, &why), LF_ERR_RANGE_MONEY,
           "more than it costs is left");
    lease = (LfFactorLease){.cap_cost = LF_MAX_MONEY,
                            .residual = LF_MAX_MONEY,
                            .periods = LF_MAX_PERIODS,
                            .factor_e12 = LF_RATE_ONE};
    is_i64(lf_lease_payment(&lease, &value, &why), LF_OK, "the greatest lease");
    is_i64(value, 2 * LF_MAX_MONEY, "its rent");
    lease.factor_e12++;
    is_i64(lf_lease_payment(&lease, &value, &why), LF_ERR_RANGE_SHARE, "a factor above 1");
    is_i64(lf_money_factor(30000000000, &value, &why), LF_OK, "3 %%");
    is_i64(value, 1250000000, "are 0.00125");
    is_i64(lf_apr_from_money_factor(1250000000, &value, &why), LF_OK, "0.00125");
    is_i64(value, 30000000000, "are 3 %%");
    is_i64(lf_money_factor(12, &value, &why), LF_OK, "a tie");
    is_i64(value, 1, "goes up");
    is_i64(lf_apr_from_money_factor(-LF_RATE_ONE, &value, &why), LF_ERR_RANGE_RATE,
           "a factor of -1");
    is_str(why.name, "money_factor", "is named");
}

static int64_t room[3][LF_MAX_LOAN_ROWS];
static int32_t due[LF_MAX_LOAN_ROWS];

static LfSchedule
empty(void)
{
    return (LfSchedule){
        .rows = {.principal = room[0], .interest = room[1], .fee = room[2], .due = due}};
}

static void
test_subvention(void)
{
    LfLoan loan = {.principal = 10000000,
                   .start_date = 9000,
                   .terms = {.periods = 36, .rate_e12 = 0, .period = {.months = 1}}};
    LfSchedule s = empty();
    LfSubvention found;
    LfFault why;

    is_i64(lf_subvention(&loan, 60000000000, &s, &found, &why), LF_OK, "0 instead of 6 %%");
    is_i64(found.market_payment, 304219, "the market's payment");
    is_i64(found.customer_payment, 277778, "the customer's");
    is_i64(found.subsidy, 869162, "the subsidy");
    is_i64(found.share_e8, 8691620, "its share");
    loan.terms.rate_e12 = 60000000000;
    is_i64(lf_subvention(&loan, 60000000000, &s, &found, &why), LF_OK, "the market's own rate");
    ok(found.subsidy >= -18 && found.subsidy <= 18, "costs what rounding leaves");
    is_i64(lf_subvention(&loan, 0, &s, &found, &why), LF_OK, "a market at 0");
    is_i64(found.subsidy, -(int64_t)lf_column_sum(s.rows.interest, 36), "pays the interest");
    /* one month at 1200 %: half of 101, a tie */
    loan =
        (LfLoan){.principal = 101, .terms = {.periods = 1, .rate_e12 = 0, .period = {.months = 1}}};
    is_i64(lf_subvention(&loan, 12 * LF_RATE_ONE, &s, &found, &why), LF_OK, "a tie");
    is_i64(found.subsidy, 51, "goes up");
    loan.terms.periods = 0;
    is_i64(lf_subvention(&loan, 0, &s, &found, &why), LF_ERR_PERIODS_RANGE, "no periods");
}

static int64_t
level_of(const LfCarry *c, int64_t principal)
{
    LfRate month = lf_rate_make(c->rate_e12, (LfFraction){1, 12});
    LfAnnuity a = {.count = c->periods, .first = month, .rest = month};
    int64_t balloon = 0, level = -1;
    LfFault why;

    lf_muldiv_round(principal, c->share_e12, LF_RATE_ONE, LF_HALF_UP, &balloon);
    return lf_solve_level_exact(&a, principal, balloon, 1, LF_HALF_UP, &level, &why) == LF_OK
               ? level
               : INT64_MAX;
}

/* Small ones against every principal, large ones against both neighbours. */
static void
test_carry(void)
{
    int small_wrong = 0, large_wrong = 0, found = 0;
    LfFault why;

    for (int i = 0; i < 400; i++) {
        LfCarry c = {random_between(0, 30), random_between(0, 400) * 1000000000,
                     (int32_t)random_between(1, 24), random_between(0, 9) * 100000000000, 2};
        int64_t principal = -1, least = 0;

        lf_max_principal(&c, &principal, &why);
        while (level_of(&c, least + 1) <= c.payment)
            least++;
        small_wrong += principal != least;
    }
    is_i64(small_wrong, 0, "the greatest of all principals tried in turn");
    for (int i = 0; i < 1500; i++) {
        LfCarry c = {(int64_t)random_bits(56), (int64_t)random_bits(38),
                     (int32_t)random_between(1, 480), random_between(0, 100) * 10000000000, 2};
        int64_t principal = -1;

        if (c.payment > LF_MAX_MONEY || lf_max_principal(&c, &principal, &why) != LF_OK)
            continue;
        found++;
        large_wrong += level_of(&c, principal) > c.payment && principal != 0;
        large_wrong += level_of(&c, principal + 1) <= c.payment;
    }
    is_i64(large_wrong, 0, "its payment is carried, that of one minor unit more is not");
    ok(found > 500, "%d of them", found);
}

static lf_status
carry_status(LfCarry c)
{
    int64_t principal;
    LfFault why;

    return lf_max_principal(&c, &principal, &why);
}

static void
test_carry_refusals(void)
{
    LfCarry none = {0, 0, 1, 0, 2};
    int64_t principal = -1;
    LfFault why;

    is_i64(lf_max_principal(&none, &principal, &why), LF_OK, "a payment of 0");
    is_i64(principal, 0, "carries nothing");
    is_i64(carry_status((LfCarry){-1, 0, 1, 0, 2}), LF_ERR_RANGE_MONEY, "a negative payment");
    is_i64(carry_status((LfCarry){1, -1, 1, 0, 2}), LF_ERR_RANGE_SHARE, "a negative rate");
    is_i64(carry_status((LfCarry){1, 0, 1201, 0, 2}), LF_ERR_RANGE_INT, "too many periods");
    is_i64(carry_status((LfCarry){1, 0, 1, LF_RATE_ONE + 1, 2}), LF_ERR_RANGE_SHARE,
           "a share above 1");
    is_i64(carry_status((LfCarry){1, 0, 12, LF_RATE_ONE, 2}), LF_ERR_OVERFLOW,
           "all of it at the end, without interest");
    is_i64(carry_status((LfCarry){LF_MAX_MONEY, 0, 12, 0, 2}), LF_ERR_OVERFLOW,
           "beyond all amounts");
    is_i64(carry_status((LfCarry){LF_MAX_MONEY, LF_MAX_RATE_E12, 12, 0, 2}), LF_OK, "or not");
}

static const int64_t downs[] = {200000000000, 500000000000};
static const int32_t terms[] = {12, 36, 60};
static const int64_t rates[] = {40000000000, 50000000000, 60000000000};
static const LfMethod methods[] = {LF_ANNUITY, LF_EQUAL_PRINCIPAL};
static const int64_t balloons[] = {0, 300000000000};

static LfOfferGrid
grid(void)
{
    return (LfOfferGrid){.price = 15000000,
                         .start_date = 9000,
                         .fee_e12 = 20000000000,
                         .down_count = 2,
                         .term_count = 3,
                         .rate_count = 3,
                         .method_count = 2,
                         .balloon_count = 2,
                         .down_e12 = downs,
                         .term = terms,
                         .rate_e12 = rates,
                         .method = methods,
                         .balloon_e12 = balloons};
}

static void
test_offers(void)
{
    LfReal amount[61];
    double time[61];
    int64_t flow[61];
    int32_t day[61];
    LfFlows flows = {.amount = amount, .time = time};
    LfCashflows dated = {.date = day, .amount = flow};
    LfOfferGrid g = grid();
    LfSchedule s = empty();
    int32_t count = 0;
    LfOfferTerms t;
    LfOffer offer;
    LfFault why;

    is_i64(lf_offers_count(&g, &count, &why), LF_OK, "a grid");
    is_i64(count, 24, "of 2 times 3 times 2 times 2");
    lf_offer_terms(&g, 1, &t);
    ok(t.balloon_e12 == balloons[1] && t.method == methods[0], "the last array is the fastest");
    lf_offer_terms(&g, 8, &t);
    ok(t.periods == 60 && t.rate_e12 == rates[2] && t.down_e12 == downs[0], "rates go with terms");
    lf_offer_terms(&g, 23, &t);
    ok(t.periods == 60 && t.method == methods[1] && t.down_e12 == downs[1], "the last one");
    lf_offer_terms(&g, 4, &t);
    is_i64(lf_offer_schedule(&g, &t, &s, &offer, &why), LF_OK, "36 months, annuity");
    is_i64(offer.principal, 12000000, "principal");
    is_i64(lf_offer_cost(&s, &dated, &flows, &offer, &why), LF_OK, "its cost");
    is_i64(offer.fee, 240000, "fee");
    is_i64(offer.total_cost - offer.fee, (int64_t)lf_column_sum(s.rows.interest, 36), "interest");
    /* (1 + i)^12 - 1 of 117,600 against 36 payments of 3,596.51 */
    is_i64(offer.payment, 359651, "payment");
    is_i64(offer.effective_e8, 6542250, "effective rate");
    g.rate_count = 1;
    lf_offer_terms(&g, 8, &t);
    is_i64(t.rate_e12, rates[0], "one rate for all terms");
    g.price = 1;
    g.fee_e12 = 600000000000;
    lf_offer_terms(&g, 0, &t);
    is_i64(lf_offer_schedule(&g, &t, &s, &offer, &why), LF_OK, "a price of one minor unit");
    is_i64(lf_offer_cost(&s, &dated, &flows, &offer, &why), LF_ERR_APR_FEES, "whose fee is all");
}

static lf_status
count_status(const LfOfferGrid *g)
{
    int32_t count;
    LfFault why;

    return lf_offers_count(g, &count, &why);
}

static void
test_offer_refusals(void)
{
    static const int64_t whole = LF_RATE_ONE, above = LF_RATE_ONE + 1;
    static const LfMethod only = LF_INTEREST_ONLY;
    LfSchedule s = empty();
    LfOfferGrid g = grid();
    LfOfferTerms t;
    LfOffer offer;
    LfFault why;

    g.term_count = 0;
    is_i64(count_status(&g), LF_ERR_ARRAY_EMPTY, "no terms");
    g = grid();
    g.rate_count = 2;
    is_i64(count_status(&g), LF_ERR_RATES_OF_TERMS, "two rates for three terms");
    g = grid();
    g.down_e12 = &whole;
    g.down_count = 1;
    is_i64(count_status(&g), LF_ERR_RANGE_PART, "everything is paid down");
    g = grid();
    g.balloon_e12 = &above;
    g.balloon_count = 1;
    is_i64(count_status(&g), LF_ERR_RANGE_SHARE, "a balloon above the loan");
    g = grid();
    g.fee_e12 = LF_RATE_ONE;
    is_i64(count_status(&g), LF_ERR_RANGE_PART, "a fee of the loan");
    g = grid();
    g.price = 0;
    is_i64(count_status(&g), LF_ERR_RANGE_MONEY, "no price");
    g = grid();
    g.method_count = INT32_MAX;
    is_i64(count_status(&g), LF_ERR_LIMIT, "too many");
    g = grid();
    g.method = &only;
    g.method_count = 1;
    lf_offer_terms(&g, 1, &t);
    is_i64(lf_offer_schedule(&g, &t, &s, &offer, &why), LF_ERR_NOT_MEANT, "interest only, balloon");
}

/* Items one by one: each line is what the rate rises, parts add up. */
static void
test_cost(void)
{
    const LfCostItem items[] = {{200000, LF_COST_UPFRONT, false},
                                {999, LF_COST_EACH, false},
                                {50000, LF_COST_SPREAD, true},
                                {100001, LF_COST_SPREAD, false}};
    static int64_t fees[36], flow[37];
    static int32_t day[37];
    static LfReal amount[37];
    static double time[37];
    LfLoan loan = {.principal = 10000000,
                   .start_date = 9000,
                   .fee = 500,
                   .terms = {.periods = 36, .rate_e12 = 60000000000, .period = {.months = 1}}};
    LfFlows flows = {.amount = amount, .time = time};
    LfCashflows dated = {.date = day, .amount = flow};
    LfCostTable t = {.method = LF_APR_CN_SIMPLE, .fees = fees, .dated = &dated, .flows = &flows};
    LfCostLine lines[4];
    LfSchedule s = empty();
    int64_t whole = 0, rates;
    LfFault why;

    t.schedule = &s;
    is_i64(lf_loan_check(&loan, &why), LF_OK, "a loan with a fee");
    is_i64(lf_amortize(&loan, true, &s, &why), LF_OK, "its schedule");
    is_i64(lf_cost_table(&t, items, 4, lines, &why), LF_OK, "its table");
    is_i64(t.interest.amount, (int64_t)lf_column_sum(s.rows.interest, 36), "interest");
    is_i64(t.fee.amount, 36 * 500, "the schedule's own fees");
    is_i64(lines[1].amount, 36 * 999, "of each payment");
    is_i64(lines[2].amount, 50000, "a contingent item");
    is_i64(lines[2].rate_e8, 0, "is in no rate");
    is_i64(t.total.amount, t.interest.amount + 18000 + 200000 + 35964 + 100001, "amounts add up");
    rates =
        t.interest.rate_e8 + t.fee.rate_e8 + lines[0].rate_e8 + lines[1].rate_e8 + lines[3].rate_e8;
    is_i64(rates, t.total.rate_e8, "rates add up");
    for (int k = 0; k < 36; k++) {
        whole += fees[k];
        fees[k] -= 500 + 999 + 100001 / 36;
    }
    is_i64(whole, 18000 + 35964 + 100001, "nothing is lost when it is spread");
    ok(lf_column_sum(fees, 36) == 100001 % 36, "and parts differ by one minor unit");
    is_i64(lf_cost_table(&t, &(LfCostItem){-1, LF_COST_EACH, true}, 1, lines, &why),
           LF_ERR_RANGE_MONEY, "below 0");
    is_i64(lf_cost_table(&t, &(LfCostItem){10000000, LF_COST_UPFRONT, false}, 1, lines, &why),
           LF_ERR_APR_FEES, "all of the loan at its start");
    is_i64(lf_cost_table(&t, &(LfCostItem){LF_MAX_MONEY, LF_COST_EACH, false}, 1, lines, &why),
           LF_ERR_NO_ROOT, "more than any rate");
    is_i64(lf_cost_table(&t, items, 0, lines, &why), LF_OK, "no items");
    is_i64(t.total.amount, t.interest.amount + 18000, "interest and fees");
}

int
main(void)
{
    random_begin();
    test_flat();
    test_flat_inverse();
    test_lease();
    test_subvention();
    test_carry();
    test_carry_refusals();
    test_offers();
    test_offer_refusals();
    test_cost();
    return done_testing();
}
