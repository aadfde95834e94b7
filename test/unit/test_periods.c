/*
 * Periods: the number of rows that a payment needs, against the definition, on
 * the schedule made with that number and on the one a row shorter.
 */
#include "core/amort/amort.h"

#include "test/unit/loans.h"
#include "test/unit/tap.h"

static LoanRoom room;

static LfLoan
plain_loan(int64_t payment)
{
    return (LfLoan){.principal = 10000000,
                    .start_date = lf_date_from_civil((LfCivil){2024, 1, 15}),
                    .has_payment = true,
                    .payment = payment,
                    .terms = {.period = {.months = 1}, .rate_e12 = LF_RATE_ONE / 20}};
}

static lf_status
find(LfLoan *loan)
{
    LfFault why = {0};
    lf_status status = lf_loan_find_periods(loan, &why);

    return why.status == status ? status : LF_ERR_CORRUPT;
}

static int64_t
payment_of(const LfSchedule *s, int32_t row)
{
    return s->rows.principal[row] + s->rows.interest[row];
}

/* Every row but the last pays the payment, the last no more, and a row more than 0. */
static bool
is_exact(const LfLoan *loan)
{
    LfSchedule s = loan_schedule(&room);
    LfFault why;
    int32_t last = loan->terms.periods - 1;

    if (lf_amortize(loan, true, &s, &why) != LF_OK || s.rows.count != last + 1)
        return false;
    for (int32_t k = 0; k < last; k++)
        if (payment_of(&s, k) != loan->payment || s.rows.principal[k] <= 0)
            return false;
    return s.rows.principal[last] > 0 && payment_of(&s, last) <= loan->payment &&
           s.terms.level == loan->payment;
}

/* Row `row` is the first whose interest is the payment or more. */
static bool
is_eaten(LfLoan loan, int64_t row)
{
    LfSchedule s = loan_schedule(&room);
    LfFault why;

    loan.terms.periods = (int32_t)row;
    if (lf_amortize(&loan, true, &s, &why) != LF_OK)
        return false;
    for (int32_t k = 0; k < row - 1; k++)
        if (s.rows.interest[k] >= loan.payment || payment_of(&s, k) != loan.payment)
            return false;
    return s.rows.interest[row - 1] >= loan.payment;
}

static void
test_known(void)
{
    LfLoan loan = plain_loan(299709);

    ok(find(&loan) == LF_OK && loan.terms.periods == 37,
       "2,997.09 a month leaves two cents after 36 rows");
    loan = plain_loan(299710);
    ok(find(&loan) == LF_OK && loan.terms.periods == 36, "a cent more does not");
    loan = plain_loan(10041667);
    ok(find(&loan) == LF_OK && loan.terms.periods == 1, "the whole debt at once is one row");
    loan = plain_loan(10041666);
    ok(find(&loan) == LF_OK && loan.terms.periods == 2, "a cent less are two");
    loan = plain_loan(41667);
    ok(find(&loan) == LF_ERR_PAYMENT_NOT_ABOVE, "a payment of the interest repays nothing");
    loan = plain_loan(41668);
    ok(find(&loan) == LF_ERR_PERIODS_MANY, "a cent above it takes too long");
    loan = plain_loan(0);
    loan.terms.rate_e12 = 0;
    ok(find(&loan) == LF_ERR_PAYMENT_NOT_ABOVE, "a payment of nothing repays nothing");
    loan = plain_loan(8334);
    loan.terms.rate_e12 = 0;
    ok(find(&loan) == LF_OK && loan.terms.periods == 1200, "1,200 rows are allowed");
    loan.payment = 8333;
    ok(find(&loan) == LF_ERR_PERIODS_MANY, "1,201 are not");
    loan = plain_loan(10000000);
    loan.start_date = lf_date_from_civil((LfCivil){9999, 10, 31});
    ok(find(&loan) == LF_OK && loan.terms.periods == 2,
       "the last rows of the calendar are allowed");
    loan.start_date = lf_date_from_civil((LfCivil){9999, 11, 30});
    ok(find(&loan) == LF_ERR_DATE_RANGE, "a row beyond it is not");
}

#define NEEDED(what, member, value) \
    do { \
        loan = plain_loan(299709); \
        loan.member = (value); \
        ok(find(&loan) == LF_ERR_PERIODS_NEEDED, "%s needs its number of rows", what); \
    } while (0)

static void
test_needed(void)
{
    LfLoan loan;

    for (int m = 1; m < LF_METHODS; m++)
        NEEDED(lf_method_name((LfMethod)m), terms.method, (LfMethod)m);
    NEEDED("grace", terms.grace, 1);
    NEEDED("a balloon", terms.balloon, 1);
    NEEDED("a payment in advance", terms.in_advance, true);
    NEEDED("the residue in the first row", terms.residue, LF_RESIDUE_FIRST);
}

static void
test_random(void)
{
    int found = 0, refused = 0, wrong = 0;

    for (int i = 0; i < 20000; i++) {
        LfLoan loan = random_loan();
        LfFault why = {0};
        lf_status status;

        loan.terms.method = LF_ANNUITY;
        loan.terms.grace = 0;
        loan.terms.balloon = 0;
        loan.terms.in_advance = false;
        loan.terms.residue = LF_RESIDUE_LAST;
        loan.has_payment = true;
        loan.payment = random_between(0, loan.principal / random_between(1, 2000) + 2);
        status = lf_loan_find_periods(&loan, &why);
        if (status == LF_OK) {
            found++;
            wrong += !is_exact(&loan);
        } else if (status == LF_ERR_PAYMENT_NOT_ABOVE) {
            refused++;
            wrong += !is_eaten(loan, why.a);
        } else
            wrong += status != LF_ERR_PERIODS_MANY && status != LF_ERR_OVERFLOW &&
                     status != LF_ERR_RATE_PERIOD && status != LF_ERR_DATE_RANGE;
    }
    is_i64(wrong, 0, "the rows found are those that the payment fills, the last one the rest");
    ok(found > 3000, "many are found (%d)", found);
    ok(refused > 500, "some never end (%d)", refused);
}

int
main(void)
{
    random_begin();
    test_known();
    test_needed();
    test_random();
    return done_testing();
}
