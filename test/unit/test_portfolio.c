/*
 * Portfolio: random books against sums kept one by one, any split of a book
 * into parts, parts taken out again, the check, and the edges of 128 bits.
 */
#include "core/portfolio/portfolio.h"

#include "test/unit/random.h"
#include "test/unit/tap.h"

static LfPortfolioLoan
some_loan(void)
{
    LfPortfolioLoan loan = {.balance =
                                random_between(0, 1000) == 0 ? 0 : random_between(0, 50000000),
                            .provision = random_between(0, 100000),
                            .days_past_due = random_between(0, 2) == 0 ? random_between(0, 500) : 0,
                            .band_known = random_between(0, 9) != 0,
                            .grade = (LfGrade)random_between(0, 49)};

    return loan;
}

static void
add(LfPortfolio *p, const LfPortfolioLoan *loan)
{
    if (!lf_portfolio_take(p, *loan))
        ok(false, "a sound loan is taken");
}

#define LOANS 2000

/* Sums of a book kept the plain way. */
typedef struct Plain {
    int64_t loans, npl_loans, unknown_loans, over_90_loans, known_loans;
    int64_t balance, npl, unknown, over_90, known, provision;
    lf_int128 squares;
} Plain;

static Plain
plain_sums(const LfPortfolioLoan *loans, int n)
{
    Plain s = {0};

    for (int i = 0; i < n; i++) {
        const LfPortfolioLoan *l = &loans[i];
        bool npl = l->grade >= 20, over = l->band_known && l->days_past_due > 90;

        s.loans++;
        s.balance += l->balance;
        s.provision += l->provision;
        s.squares += (lf_int128)l->balance * l->balance;
        s.npl_loans += npl;
        s.npl += npl ? l->balance : 0;
        s.unknown_loans += !l->band_known;
        s.unknown += l->band_known ? 0 : l->balance;
        s.known_loans += l->band_known;
        s.known += l->band_known ? l->balance : 0;
        s.over_90_loans += over;
        s.over_90 += over ? l->balance : 0;
    }
    return s;
}

static void
test_sums(const LfPortfolio *p, const Plain *s)
{
    LfShare npl = lf_portfolio_npl_share(p, LF_BY_AMOUNT);
    LfShare npl_count = lf_portfolio_npl_share(p, LF_BY_COUNT), over;
    LfTally unknown = lf_portfolio_unknown_band(p);
    LfFault why = {.status = LF_OK};

    ok(lf_portfolio_check(p, &why) == LF_OK, "a book of loans passes the check");
    ok(npl.part == s->npl && npl.whole == s->balance, "NPL by amount");
    ok(npl_count.part == s->npl_loans && npl_count.whole == s->loans, "NPL by count");
    ok(unknown.loans == s->unknown_loans && unknown.amount == s->unknown, "the unknown band");
    ok(lf_portfolio_overdue_share(p, 90, LF_BY_AMOUNT, &over, &why) == LF_OK &&
           over.part == s->over_90 && over.whole == s->known,
       "overdue by amount is of known bands");
    ok(lf_portfolio_overdue_share(p, 90, LF_BY_COUNT, &over, &why) == LF_OK &&
           over.part == s->over_90_loans && over.whole == s->known_loans,
       "overdue by count is of known bands");
    ok(lf_portfolio_coverage(p).part == s->provision && lf_portfolio_coverage(p).whole == s->npl,
       "coverage is provision over NPL");
    ok(lf_portfolio_npl_deviation(p).part == s->over_90 &&
           lf_portfolio_npl_deviation(p).whole == s->npl,
       "deviation is over 90 days over NPL");
    ok(p->squares == s->squares, "the squares are summed");
}

static void
test_parts(void)
{
    static LfPortfolioLoan loans[LOANS];
    LfPortfolio whole, parts[7], sum;
    LfFault why = {.status = LF_OK};

    lf_portfolio_init(&whole, LF_NO_CURRENCY, LF_NO_LINE);
    lf_portfolio_init(&sum, LF_NO_CURRENCY, LF_NO_LINE);
    for (int i = 0; i < 7; i++)
        lf_portfolio_init(&parts[i], LF_NO_CURRENCY, LF_NO_LINE);
    for (int i = 0; i < LOANS; i++) {
        loans[i] = some_loan();
        add(&whole, &loans[i]);
        add(&parts[random_between(0, 6)], &loans[i]);
    }
    ok(lf_portfolio_skip(&whole, &why) == LF_OK && lf_portfolio_skip(&parts[3], &why) == LF_OK,
       "a row is skipped");
    Plain plain = plain_sums(loans, LOANS);

    test_sums(&whole, &plain);
    for (int i = 6; i >= 0; i--)
        ok(lf_portfolio_merge(&sum, &parts[i], &why) == LF_OK, "part %d is merged", i);
    ok(memcmp(&sum, &whole, sizeof(sum)) == 0, "parts add up to the bytes of the whole");
    for (int i = 0; i < 7; i++)
        ok(lf_portfolio_remove(&sum, &parts[i], &why) == LF_OK, "part %d is taken out", i);
    lf_portfolio_init(&whole, LF_NO_CURRENCY, LF_NO_LINE);
    ok(memcmp(&sum, &whole, sizeof(sum)) == 0, "nothing is left then");
    ok(lf_portfolio_remove(&sum, &parts[0], &why) == LF_ERR_BELOW_ZERO && why.text2.length > 0,
       "and nothing more can be taken out");
}

static void
test_kinds(void)
{
    LfPortfolio a, b;
    LfCurrency cny = {{'C', 'N', 'Y', 0}};
    LfFault why = {.status = LF_OK};

    lf_portfolio_init(&a, cny, LF_NO_LINE);
    lf_portfolio_init(&b, LF_NO_CURRENCY, LF_NO_LINE);
    ok(lf_portfolio_merge(&a, &b, &why) == LF_ERR_CURRENCY_MISMATCH, "two currencies do not add");
    ok(lf_portfolio_remove(&a, &b, &why) == LF_ERR_CURRENCY_MISMATCH, "nor subtract");
    lf_portfolio_init(&a, LF_NO_CURRENCY, 30);
    lf_portfolio_init(&b, LF_NO_CURRENCY, 90);
    ok(lf_portfolio_merge(&a, &b, &why) == LF_ERR_CONFLICT_INT && why.a == 30 && why.b == 90,
       "two lines do not add");
}

static void
refused(LfPortfolioLoan loan, lf_status status, const char *name)
{
    LfPortfolio p;
    LfFault why = {.status = LF_OK};

    lf_portfolio_init(&p, LF_NO_CURRENCY, LF_NO_LINE);
    ok(!lf_portfolio_take(&p, loan), "refused by its %s", name);
    ok(lf_portfolio_refuse(&p, loan, &why) == status && strcmp(why.name, name) == 0,
       "with the reason: %s", name);
}

static void
test_refusals(void)
{
    LfPortfolioLoan sound = {.balance = 1, .days_past_due = 1, .band_known = true}, loan = sound;

    loan.balance = -1;
    refused(loan, LF_ERR_RANGE_MONEY, "balance");
    loan.balance = LF_MAX_MONEY + 1;
    refused(loan, LF_ERR_RANGE_MONEY, "balance");
    loan = sound;
    loan.provision = -1;
    refused(loan, LF_ERR_RANGE_MONEY, "provision");
    loan = sound;
    loan.days_past_due = -1;
    refused(loan, LF_ERR_RANGE_INT, "days_past_due");
    loan.days_past_due = (int64_t)1 << 40;
    refused(loan, LF_ERR_RANGE_INT, "days_past_due");
}

static void
test_gate(void)
{
    LfFault why;
    LfPortfolioLoan loan = {.balance = 100, .days_past_due = 5, .band_known = true, .grade = 10};
    LfPortfolio sound, p;

    lf_portfolio_init(&sound, LF_NO_CURRENCY, LF_NO_LINE);
    ok(lf_portfolio_check(&sound, &why) == LF_OK, "an empty book passes the check");
    add(&sound, &loan);
    p = sound;
    p.tier[1].loans = -1;
    ok(lf_portfolio_check(&p, &why) != LF_OK, "a negative count does not");
    p = sound;
    p.tier[1].amount = -100;
    ok(lf_portfolio_check(&p, &why) != LF_OK, "a negative balance does not");
    p = sound;
    p.tier[2].amount = 1;
    ok(lf_portfolio_check(&p, &why) != LF_OK, "a balance without a loan does not");
    p = sound;
    p.band[1].loans = 2;
    ok(lf_portfolio_check(&p, &why) != LF_OK, "more loans in bands than in tiers do not");
    p = sound;
    p.band[1].amount = 99;
    ok(lf_portfolio_check(&p, &why) != LF_OK, "a balance that only bands leave over does not");
    p = sound;
    p.squares = 100 * 100 + 1;
    ok(lf_portfolio_check(&p, &why) != LF_OK, "squares beyond the square of the sum do not");
    p.squares = -1;
    ok(lf_portfolio_check(&p, &why) != LF_OK, "negative squares do not");
    p = sound;
    p.provision = -1;
    ok(lf_portfolio_check(&p, &why) != LF_OK, "a negative provision does not");
    p = sound;
    p.skipped = -1;
    ok(lf_portfolio_check(&p, &why) != LF_OK, "a negative number of skipped rows does not");
    p = sound;
    p.tier[1].loans = INT64_MAX;
    p.tier[2] = p.tier[1];
    ok(lf_portfolio_check(&p, &why) != LF_OK, "counts whose sum overflows do not");
    p = sound;
    p.tier[1].amount = LF_INT128_MAX;
    p.tier[2] = p.tier[1];
    ok(lf_portfolio_check(&p, &why) != LF_OK, "balances whose sum overflows do not");
}

static bool
take_fails(LfPortfolio *p, LfPortfolioLoan loan)
{
    LfFault why;

    return !lf_portfolio_take(p, loan) && lf_portfolio_refuse(p, loan, &why) == LF_ERR_SUM_RANGE;
}

static void
test_edges(void)
{
    LfPortfolioLoan loan = {.balance = LF_MAX_MONEY, .provision = 1, .band_known = false};
    LfPortfolio p, q;
    LfFault why = {.status = LF_OK};

    lf_portfolio_init(&p, LF_NO_CURRENCY, LF_NO_LINE);
    add(&p, &loan);
    p.tier[0].loans = INT64_MAX;
    ok(take_fails(&p, loan), "a count does not wrap");
    lf_portfolio_init(&p, LF_NO_CURRENCY, LF_NO_LINE);
    add(&p, &loan);
    p.tier[0].amount = LF_INT128_MAX;
    ok(take_fails(&p, loan), "a balance does not wrap");
    lf_portfolio_init(&p, LF_NO_CURRENCY, LF_NO_LINE);
    p.provision = LF_INT128_MAX;
    ok(take_fails(&p, loan), "provision does not wrap");
    lf_portfolio_init(&p, LF_NO_CURRENCY, LF_NO_LINE);
    p.squares = LF_INT128_MAX;
    ok(take_fails(&p, loan), "squares do not wrap");
    p.squares = 0;
    p.skipped = INT64_MAX;
    q = p;
    ok(lf_portfolio_skip(&p, &why) == LF_ERR_SUM_RANGE, "skipped rows do not wrap");
    ok(lf_portfolio_merge(&p, &q, &why) == LF_ERR_SUM_RANGE, "nor when books add");
}

static void
test_provisions(void)
{
    LfPortfolioLoan pass = {.balance = 100050, .grade = 0}, bad = {.balance = 3333, .grade = 25};
    LfGradePolicy policy = LF_PRESET_CN_2023->rules;
    LfPortfolio p;
    LfFault why = {.status = LF_OK};
    lf_int128 amount = 0;
    int64_t ratio;
    bool known;

    lf_portfolio_init(&p, LF_NO_CURRENCY, LF_NO_LINE);
    lf_portfolio_concentration(&p, &known, &ratio, &why);
    ok(!known, "an empty book has no concentration");
    add(&p, &pass);
    lf_portfolio_concentration(&p, &known, &ratio, &why);
    ok(known && ratio == LF_RATIO_ONE, "a single loan is all of the book");
    add(&p, &bad);
    /* 1000.50 at 1 % + 33.33 at 25 % = 18.3375 */
    ok(lf_portfolio_graded_provision(&p, &policy, &amount, &why) == LF_OK, "graded provision");
    is_i64((int64_t)amount, 1834, "tiers are summed before the one rounding");
    /* 150 % of 33.33 = 49.995 against 2.5 % of 1033.83 = 25.84575 */
    lf_portfolio_required_provision(&p, &policy, &known, &amount, &why);
    ok(known && amount == 5000, "coverage binds, half a cent goes up");
    policy.minimum_coverage_e12 = 0;
    lf_portfolio_required_provision(&p, &policy, &known, &amount, &why);
    ok(known && amount == 2585, "without it the provision ratio binds");
    policy.minimum_provision_e12 = 0;
    lf_portfolio_required_provision(&p, &policy, &known, &amount, &why);
    ok(known && amount == 1834, "without either the graded provision is required");
    policy.rate_count = 0;
    lf_portfolio_required_provision(&p, &policy, &known, &amount, &why);
    ok(!known, "a policy without rates and minima requires nothing");
    p.tier[0].amount = LF_INT128_MAX;
    policy = LF_PRESET_CN_2023->rules;
    ok(lf_portfolio_graded_provision(&p, &policy, &amount, &why) == LF_ERR_SUM_RANGE,
       "a provision beyond 128 bits is refused");
}

int
main(void)
{
    random_begin();
    test_parts();
    test_kinds();
    test_refusals();
    test_gate();
    test_edges();
    test_provisions();
    return done_testing();
}
