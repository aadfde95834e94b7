/*
 * Price: loans whose least rate was found apart from the core, by plain
 * bisection over values in decimals of 70 digits; the parts; the edge of the
 * grid; what is refused.
 */
#include "core/pool/price.h"

#include "test/unit/tap.h"

static LfSpeed
constant(LfSpeedKind kind, int64_t percent_e6)
{
    return (LfSpeed){1, {{kind, 0, percent_e6, percent_e6}}};
}

static LfLoan
annuity(int64_t principal, int32_t periods, int32_t year, int32_t month, int32_t day)
{
    return (LfLoan){.principal = principal,
                    .start_date = lf_date_from_civil((LfCivil){year, month, day}),
                    .terms = {.period = {.months = 1}, .periods = periods}};
}

static void
is_price(const LfPriceTerms *t, const LfPrice *want, const char *what)
{
    LfFault why = {.status = LF_OK};
    LfPrice got = {0};

    ok(lf_risk_price(t, &got, &why) == LF_OK, "%s has a price", what);
    is_i64(got.annual_rate, want->annual_rate, "%s: its rate", what);
    is_i64(got.payment, want->payment, "%s: payment", what);
    is_i64(got.funding, want->funding, "%s: for funding", what);
    is_i64(got.expected_loss, want->expected_loss, "%s: for losses", what);
    is_i64(got.prepayment, want->prepayment, "%s: for prepayment", what);
    is_i64(got.cost, want->cost, "%s: for cost", what);
    is_i64(got.margin, want->margin, "%s: for margin", what);
}

static void
test_prices(void)
{
    LfSpeed nothing = constant(LF_SPEED_SMM, 0), no_default = constant(LF_SPEED_MDR, 0);
    LfSpeed one = constant(LF_SPEED_SMM, 1000000), half = constant(LF_SPEED_MDR, 500000);
    LfSpeed two = constant(LF_SPEED_MDR, 2000000);
    LfPriceTerms full = {.loan = annuity(10000000, 12, 2024, 1, 15),
                         .prepayment = &one,
                         .defaults = &half,
                         .severity_e6 = 600000,
                         .recovery_lag = 2,
                         .funding_rate_e12 = LF_RATE_ONE / 20,
                         .cost = 50000,
                         .cost_per_period = 300,
                         .margin_e12 = LF_RATE_ONE / 100};
    LfPriceTerms plain = {.loan = annuity(100000, 3, 2024, 1, 31),
                          .prepayment = &nothing,
                          .defaults = &no_default,
                          .severity_e6 = 500000,
                          .funding_rate_e12 = LF_RATE_ONE / 25};
    LfPriceTerms free = {.loan = annuity(2500000, 6, 2023, 12, 31),
                         .prepayment = &nothing,
                         .defaults = &two,
                         .severity_e6 = LF_SEVERITY_ONE};

    is_price(&full, &(LfPrice){115338, 790193 + 96115, 48920, 36621, -6, 10203, 19600},
             "a loan with all parts");
    is_price(&plain, &(LfPrice){38549, 33548, 38549, 0, 0, 0, 0}, "a loan without a risk");
    is_price(&free, &(LfPrice){244895, 446929, 0, 244895, 0, 0, 0}, "money that costs nothing");
}

/* By the rule of 78 rates above 0.352381 have more interest in row 1 than its payment. */
static void
test_refused_rates(void)
{
    LfSpeed nothing = constant(LF_SPEED_SMM, 0), no_default = constant(LF_SPEED_MDR, 0);
    LfSpeed fifth = constant(LF_SPEED_MDR, 200000);
    LfPriceTerms t = {.loan = annuity(10000000, 36, 2025, 1, 31),
                      .prepayment = &nothing,
                      .defaults = &no_default,
                      .funding_rate_e12 = LF_RATE_ONE / 10 * 4};
    LfFault why = {.status = LF_OK};
    LfPrice price;

    t.loan.terms.method = LF_RULE_OF_78;
    is_price(&t, &(LfPrice){202852, 446821, 202852, 0, 0, 0, 0}, "a guess that is refused");
    t.funding_rate_e12 = LF_RATE_ONE;
    ok(lf_risk_price(&t, &price, &why) == LF_ERR_PAYMENT_BELOW_INTEREST && why.a == 1,
       "a rate that would be enough is refused");
    t.loan.terms.method = LF_FLAT;
    t.loan.principal = INT64_C(10000000000000000);
    t.loan.terms.periods = 1200;
    t.funding_rate_e12 = LF_RATE_ONE / 100 * 3;
    t.defaults = &fifth;
    t.severity_e6 = 500000;
    t.recovery_lag = 6;
    is_price(&t, &(LfPrice){34272, INT64_C(36893333333333), 21234, 13038, 0, 0, 0},
             "interest that does not fit at 10");
}

static void
test_refusals(void)
{
    LfSpeed nothing = constant(LF_SPEED_SMM, 0), all = constant(LF_SPEED_MDR, 100000000);
    LfPriceTerms t = {.loan = annuity(100000, 4, 2024, 3, 1),
                      .prepayment = &nothing,
                      .defaults = &all,
                      .severity_e6 = LF_SEVERITY_ONE,
                      .funding_rate_e12 = 30000000000};
    LfFault why = {.status = LF_OK};
    LfPrice price;

    ok(lf_risk_price(&t, &price, &why) == LF_ERR_PRICE,
       "no rate pays for a loan that is lost at once");
    ok(why.a == 0 && why.b == 0 && why.c == 100000 && why.scale == 2,
       "it is worth nothing at 0 and at 10, and 1,000.00 are needed");
    t.defaults = &nothing;
    t.cost = -1;
    ok(lf_risk_price(&t, &price, &why) == LF_ERR_NEGATIVE && strcmp(why.name, "cost") == 0,
       "a cost below 0");
    t.cost = 0;
    t.cost_per_period = -1;
    ok(lf_risk_price(&t, &price, &why) == LF_ERR_NEGATIVE &&
           strcmp(why.name, "cost_per_period") == 0,
       "a cost of a period below 0");
    t.cost_per_period = 0;
    t.funding_rate_e12 = -LF_RATE_ONE;
    ok(lf_risk_price(&t, &price, &why) == LF_ERR_RANGE_RATE &&
           strcmp(why.name, "funding_rate") == 0,
       "a funding rate of -1");
    t.funding_rate_e12 = 0;
    t.margin_e12 = LF_MAX_RATE_E12 + 1;
    ok(lf_risk_price(&t, &price, &why) == LF_ERR_RANGE_RATE && strcmp(why.name, "margin") == 0,
       "a margin beyond all rates");
    t.margin_e12 = 0;
    t.severity_e6 = -1;
    ok(lf_risk_price(&t, &price, &why) == LF_ERR_RANGE_SHARE, "a severity below 0");
    t.severity_e6 = 0;
    t.loan.principal = 0;
    ok(lf_risk_price(&t, &price, &why) == LF_ERR_RANGE_MONEY, "what the loan refuses");
}

int
main(void)
{
    test_prices();
    test_refused_rates();
    test_refusals();
    return done_testing();
}
