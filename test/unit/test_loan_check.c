/*
 * Loan check: every argument of a loan outside its domain, or not meant for its
 * form, is refused by the status that names it, and what lies on the edge is
 * not.
 */
#include "core/amort/amort.h"

#include "test/unit/tap.h"

static LfLoan
plain_loan(void)
{
    return (LfLoan){
        .principal = 10000000,
        .start_date = lf_date_from_civil((LfCivil){2024, 1, 15}),
        .terms = {.period = {.months = 1}, .periods = 12, .rate_e12 = LF_RATE_ONE / 20}};
}

static void
refused(const char *what, lf_status want, LfLoan loan)
{
    LfFault why = {0};

    ok(lf_loan_check(&loan, &why) == want && why.status == want, "%s is refused", what);
}

static void
allowed(const char *what, LfLoan loan)
{
    LfFault why = {0};

    ok(lf_loan_check(&loan, &why) == LF_OK, "%s is allowed", what);
}

/* The plain loan with one or two members set. */
#define SET(member, value) (loan = plain_loan(), loan.member = (value), loan)
#define SET_2(member, value, other, other_value) \
    (loan = plain_loan(), loan.member = (value), loan.other = (other_value), loan)

static void
test_amounts(void)
{
    LfLoan loan;

    refused("no principal", LF_ERR_RANGE_MONEY, SET(principal, 0));
    allowed("one minor unit", SET(principal, 1));
    allowed("a principal of 9e16", SET(principal, LF_MAX_MONEY));
    refused("a principal above 9e16", LF_ERR_RANGE_MONEY, SET(principal, LF_MAX_MONEY + 1));
    allowed("a balloon of the whole principal", SET(terms.balloon, 10000000));
    refused("a balloon above the principal", LF_ERR_BALLOON_RANGE, SET(terms.balloon, 10000001));
    refused("a negative balloon", LF_ERR_BALLOON_RANGE, SET(terms.balloon, -1));
    refused("a negative fee", LF_ERR_RANGE_MONEY, SET(fee, -1));
    refused("a fee above 9e16", LF_ERR_RANGE_MONEY, SET(fee, LF_MAX_MONEY + 1));
    refused("a negative unit", LF_ERR_RANGE_MONEY, SET(terms.payment_unit, -1));
    refused("a negative payment", LF_ERR_RANGE_MONEY, SET_2(has_payment, true, payment, -1));
    refused("a payment above 9e16", LF_ERR_RANGE_MONEY,
            SET_2(has_payment, true, payment, LF_MAX_MONEY + 1));
    allowed("a payment of nothing", SET_2(has_payment, true, payment, 0));
}

static void
test_counts(void)
{
    LfLoan loan;

    refused("a rate of -1", LF_ERR_RANGE_RATE, SET(terms.rate_e12, -LF_RATE_ONE));
    allowed("a rate just above -1", SET(terms.rate_e12, 1 - LF_RATE_ONE));
    allowed("a rate of 1,000", SET(terms.rate_e12, LF_MAX_RATE_E12));
    refused("a rate above 1,000", LF_ERR_RANGE_RATE, SET(terms.rate_e12, LF_MAX_RATE_E12 + 1));
    refused("no periods", LF_ERR_PERIODS_RANGE, SET(terms.periods, 0));
    allowed("1,200 periods", SET(terms.periods, LF_MAX_PERIODS));
    refused("1,201 periods", LF_ERR_PERIODS_RANGE, SET(terms.periods, LF_MAX_PERIODS + 1));
    allowed("grace of all rows but one", SET(terms.grace, 11));
    refused("grace of all rows", LF_ERR_GRACE_RANGE, SET(terms.grace, 12));
    refused("negative grace", LF_ERR_GRACE_RANGE, SET(terms.grace, -1));
}

static void
test_periods(void)
{
    LfLoan loan;

    refused("a period of months and days", LF_ERR_PERIOD_MIXED,
            SET(terms.period, ((LfPeriod){.months = 1, .days = 1})));
    refused("a period of nothing", LF_ERR_RANGE_INT, SET(terms.period, ((LfPeriod){.months = 0})));
    refused("a period of months backwards", LF_ERR_RANGE_INT,
            SET(terms.period, ((LfPeriod){.months = -1})));
    refused("a period of days backwards", LF_ERR_RANGE_INT,
            SET(terms.period, ((LfPeriod){.days = -1})));
    allowed("a period of a century",
            SET(terms.period, ((LfPeriod){.months = LF_MAX_PERIOD_MONTHS})));
    refused("a month more", LF_ERR_RANGE_INT,
            SET(terms.period, ((LfPeriod){.months = LF_MAX_PERIOD_MONTHS + 1})));
    refused("a century of days and one", LF_ERR_RANGE_INT,
            SET(terms.period, ((LfPeriod){.days = LF_MAX_PERIOD_DAYS + 1})));
}

static void
test_dates(void)
{
    LfLoan loan;
    int32_t start = plain_loan().start_date;

    refused("a first due date on the start date", LF_ERR_FIRST_DUE_EARLY,
            SET_2(terms.has_first_due, true, terms.first_due, start));
    allowed("a first due date a day later",
            SET_2(terms.has_first_due, true, terms.first_due, start + 1));
    refused("a first due date beyond the last date", LF_ERR_DATE_RANGE,
            SET_2(terms.has_first_due, true, terms.first_due, LF_MAX_DATE + 1));
    loan = SET_2(terms.has_first_due, true, terms.first_due, start + 9);
    loan.terms.in_advance = true;
    refused("a first due date in advance", LF_ERR_FIRST_DUE_ADVANCE, loan);
    refused("a start before the first date", LF_ERR_DATE_RANGE, SET(start_date, LF_MIN_DATE - 1));
    refused("a maturity beyond the last date", LF_ERR_DATE_RANGE, SET(start_date, LF_MAX_DATE));
    allowed("a maturity on the last date",
            SET(start_date, lf_date_from_civil((LfCivil){9998, 12, 31})));
    refused("a maturity a day later", LF_ERR_DATE_RANGE,
            SET(start_date, lf_date_from_civil((LfCivil){9999, 1, 1})));
}

static void
test_month_end(void)
{
    LfPeriod ends = {.months = 1, .month_end = true};
    int32_t february = lf_date_from_civil((LfCivil){2024, 2, 29});
    LfLoan loan;

    allowed("a start within a month", SET(terms.period, ends));
    refused("months' ends every 14 days", LF_ERR_MONTH_END_DAYS,
            SET(terms.period, ((LfPeriod){.days = 14, .month_end = true})));
    loan = SET_2(terms.has_first_due, true, terms.first_due, february - 1);
    loan.terms.period = ends;
    refused("a first due date on 28 February of a leap year", LF_ERR_MONTH_END_DATE, loan);
    loan.terms.first_due = february + 31;
    allowed("a first due date on 31 March", loan);
    loan = SET_2(terms.period, ends, terms.in_advance, true);
    refused("a start within a month in advance", LF_ERR_MONTH_END_DATE, loan);
    loan.start_date = february;
    allowed("a start on a last day in advance", loan);
}

/* Options that a form has no meaning for. */
static void
test_meant(void)
{
    LfLoan loan;

    refused("grace of interest only", LF_ERR_NOT_MEANT,
            SET_2(terms.method, LF_INTEREST_ONLY, terms.grace, 1));
    refused("a balloon of interest only", LF_ERR_NOT_MEANT,
            SET_2(terms.method, LF_INTEREST_ONLY, terms.balloon, 1));
    refused("interest only in advance", LF_ERR_NOT_MEANT,
            SET_2(terms.method, LF_INTEREST_ONLY, terms.in_advance, true));
    refused("a unit of interest only", LF_ERR_NOT_MEANT,
            SET_2(terms.method, LF_INTEREST_ONLY, terms.payment_unit, 5));
    refused("a payment of interest only", LF_ERR_NOT_MEANT,
            SET_2(terms.method, LF_INTEREST_ONLY, has_payment, true));
    refused("a payment of equal principal", LF_ERR_NOT_MEANT,
            SET_2(terms.method, LF_EQUAL_PRINCIPAL, has_payment, true));
    refused("grace of the rule of 78", LF_ERR_NOT_MEANT,
            SET_2(terms.method, LF_RULE_OF_78, terms.grace, 1));
    refused("the rule of 78 in advance", LF_ERR_NOT_MEANT,
            SET_2(terms.method, LF_RULE_OF_78, terms.in_advance, true));
    for (int m = 0; m < LF_METHODS; m++)
        allowed(lf_method_name((LfMethod)m), SET(terms.method, (LfMethod)m));
}

static void
test_same_first_due(void)
{
    LfLoan loan = plain_loan();
    LfFault why;

    loan.terms.has_first_due = true;
    loan.terms.first_due = (int32_t)lf_date_add(loan.start_date, loan.terms.period, 1);
    ok(lf_loan_check(&loan, &why) == LF_OK && !loan.terms.has_first_due &&
           loan.terms.first_due == 0,
       "a first due date a period after the start is forgotten");
    ok(lf_loan_rows(&loan) == 12, "a loan has its periods as rows");
    loan.terms.balloon = 1;
    ok(lf_loan_rows(&loan) == 12, "a balloon is paid with the last");
    loan.terms.in_advance = true;
    ok(lf_loan_rows(&loan) == 13, "in advance it has a row of its own");
}

int
main(void)
{
    test_amounts();
    test_counts();
    test_periods();
    test_dates();
    test_month_end();
    test_meant();
    test_same_first_due();
    return done_testing();
}
