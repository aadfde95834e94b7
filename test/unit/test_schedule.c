/*
 * Schedule: the check accepts every amortized loan and refuses a schedule that
 * breaks a rule, one rule at a time.
 */
#include "core/schedule/schedule.h"

#include <string.h>

#include "test/unit/loans.h"
#include "test/unit/tap.h"
#include "test/unit/word.h"

static LoanRoom room;
static LfRateChange changes[LF_MAX_RATES + 1];

/* A sound schedule of three rows, anew each time. */
static LfSchedule
sound(void)
{
    static const int32_t due[] = {60, 91, 121};
    static const int64_t principal[] = {-100, 500, 600}, interest[] = {100, 20, 10},
                         fee[] = {0, 5, 0};
    LfSchedule s = loan_schedule(&room);

    memcpy(room.due, due, sizeof(due));
    memcpy(room.principal, principal, sizeof(principal));
    memcpy(room.interest, interest, sizeof(interest));
    memcpy(room.fee, fee, sizeof(fee));
    s.opening = 1000;
    s.start_date = 30;
    s.rows.count = 3;
    s.has_terms = true;
    s.terms = (LfTerms){.period = {.months = 1}, .periods = 3, .rate_e12 = LF_RATE_ONE / 10};
    return s;
}

static void
stopped(const char *what, lf_status want, LfSchedule s)
{
    LfFault why = {0};

    ok(lf_schedule_check(&s, &why) == want && why.status == want, "%s is stopped", what);
}

static void
passes(const char *what, LfSchedule s)
{
    LfFault why = {0};

    ok(lf_schedule_check(&s, &why) == LF_OK, "%s passes", what);
}

#define SET(member, value) (s = sound(), s.member = (value), s)
#define SET_2(member, value, other, other_value) \
    (s = sound(), s.member = (value), s.other = (other_value), s)

static void
test_rows(void)
{
    LfSchedule s;

    passes("a sound schedule", sound());
    stopped("an opening amount that the principal is not", LF_ERR_ROWS_SUM, SET(opening, 999));
    stopped("a row's other principal", LF_ERR_ROWS_SUM, SET(rows.principal[1], 501));
    stopped("a row before the start", LF_ERR_START_AFTER_ROW, SET(rows.due[0], 29));
    passes("a row on the start", SET(rows.due[0], 30));
    stopped("two rows of one day", LF_ERR_ROWS_ORDER, SET(rows.due[1], 60));
    stopped("rows out of order", LF_ERR_ROWS_ORDER, SET(rows.due[2], 61));
    stopped("a row beyond the last date", LF_ERR_DATE_RANGE, SET(rows.due[2], LF_MAX_DATE + 1));
    stopped("a row before the first date", LF_ERR_DATE_RANGE, SET(rows.due[0], INT32_MIN));
    stopped("a start before the first date", LF_ERR_DATE_RANGE, SET(start_date, LF_MIN_DATE - 1));
    stopped("a negative number of rows", LF_ERR_LIMIT, SET(rows.count, -1));
    stopped("more rows than the limit", LF_ERR_LIMIT, SET(rows.count, LF_MAX_ROWS + 1));
    stopped("a payment beyond 64 bits", LF_ERR_OVERFLOW,
            SET_2(rows.interest[0], INT64_MAX, rows.fee[0], 101));
    stopped("a payment below 64 bits", LF_ERR_OVERFLOW,
            SET_2(rows.interest[0], INT64_MIN, rows.fee[0], -1));
    stopped("a balance beyond 64 bits", LF_ERR_OVERFLOW,
            SET_2(rows.principal[0], INT64_MIN, opening, INT64_MAX));
    passes("no rows and nothing owed", SET_2(rows.count, 0, opening, 0));
    stopped("no rows and something owed", LF_ERR_ROWS_SUM, SET(rows.count, 0));
}

static void
test_terms(void)
{
    LfSchedule s;

    stopped("no periods", LF_ERR_RANGE_INT, SET(terms.periods, 0));
    stopped("1,201 periods", LF_ERR_RANGE_INT, SET(terms.periods, LF_MAX_PERIODS + 1));
    stopped("grace of all rows", LF_ERR_RANGE_INT, SET(terms.grace, 3));
    stopped("negative grace", LF_ERR_RANGE_INT, SET(terms.grace, -1));
    stopped("a period of nothing", LF_ERR_RANGE_INT, SET(terms.period.months, 0));
    stopped("a period of months and days", LF_ERR_RANGE_INT, SET(terms.period.days, 1));
    stopped("a period over a century", LF_ERR_RANGE_INT,
            SET(terms.period.months, LF_MAX_PERIOD_MONTHS + 1));
    stopped("a period backwards", LF_ERR_RANGE_INT, SET(terms.period.months, -1));
    stopped("a negative balloon", LF_ERR_RANGE_MONEY, SET(terms.balloon, -1));
    stopped("a balloon above 9e16", LF_ERR_RANGE_MONEY, SET(terms.balloon, LF_MAX_MONEY + 1));
    stopped("a negative unit", LF_ERR_RANGE_MONEY, SET(terms.payment_unit, -1));
    stopped("a rate of -1", LF_ERR_RANGE_RATE, SET(terms.rate_e12, -LF_RATE_ONE));
    stopped("a rate above 1,000", LF_ERR_RANGE_RATE, SET(terms.rate_e12, LF_MAX_RATE_E12 + 1));
    stopped("a first due date on the start", LF_ERR_FIRST_DUE_EARLY,
            SET_2(terms.has_first_due, true, terms.first_due, 30));
    s = SET_2(terms.has_first_due, true, terms.first_due, 40);
    s.terms.in_advance = true;
    stopped("a first due date in advance", LF_ERR_FIRST_DUE_ADVANCE, s);
    stopped("a last change before the start", LF_ERR_DATE_ORDER,
            SET_2(terms.has_last_change, true, terms.last_change, 29));
    stopped("a negative number of rates", LF_ERR_RANGE_INT, SET(terms.change_count, -1));
    passes("terms of nonsense that a schedule does not have",
           SET_2(has_terms, false, terms.periods, 0));
}

static void
test_rates(void)
{
    LfSchedule s = sound();

    s.terms.changes = changes;
    s.terms.change_count = 2;
    changes[0] = (LfRateChange){30, LF_RATE_ONE / 20};
    changes[1] = (LfRateChange){61, 0};
    passes("a rate from the start on and one later", s);
    changes[0].from = 29;
    stopped("a rate before the start", LF_ERR_DATE_ORDER, s);
    changes[0].from = 61;
    stopped("two rates of one day", LF_ERR_DATE_ORDER, s);
    changes[0].from = 62;
    stopped("rates out of order", LF_ERR_DATE_ORDER, s);
    changes[0].from = 31;
    changes[1].rate_e12 = -LF_RATE_ONE;
    stopped("a later rate of -1", LF_ERR_RANGE_RATE, s);
    changes[1] = (LfRateChange){LF_MAX_DATE + 1, 0};
    stopped("a rate beyond the last date", LF_ERR_DATE_RANGE, s);
    for (int i = 0; i <= LF_MAX_RATES; i++)
        changes[i] = (LfRateChange){31 + i, i};
    s.terms.change_count = LF_MAX_RATES;
    passes("as many rates as the limit", s);
    s.terms.change_count++;
    stopped("one rate more", LF_ERR_RANGE_INT, s);
}

static void
test_amortized(void)
{
    int stopped_loans = 0, made = 0;

    for (int i = 0; i < 20000; i++) {
        LfLoan loan = random_loan();
        LfSchedule s = loan_schedule(&room);
        LfFault why;

        if (lf_amortize(&loan, true, &s, &why) != LF_OK)
            continue;
        made++;
        stopped_loans += lf_schedule_check(&s, &why) != LF_OK;
    }
    is_i64(stopped_loans, 0, "what amortize makes passes the check");
    ok(made > 10000, "and much is made (%d)", made);
}

static void
test_columns(void)
{
    static int32_t due[300];
    static int64_t column[300];
    int wrong = 0;

    for (int i = 0; i < 3000; i++) {
        int32_t count = (int32_t)random_between(0, 300), date = (int32_t)random_between(-50, 900);
        int32_t day = (int32_t)random_between(-100, 100), until = 0;
        lf_int128 sum = 0;

        for (int32_t k = 0; k < count; k++) {
            due[k] = day += (int32_t)random_between(1, 5);
            column[k] = random_chance(3) ? INT64_MAX : random_signed();
            until += due[k] <= date;
            sum += column[k];
        }
        wrong += lf_rows_until(due, count, date) != until;
        wrong += lf_column_sum(column, count) != sum;
    }
    is_i64(wrong, 0, "rows until a day and sums of columns are those of a plain walk");
}

static void
test_calendar(void)
{
    LfTerms t = {.period = {.months = 1}};
    int wrong = 0;

    for (int form = 0; form < 3; form++) {
        t.in_advance = form == 1;
        t.has_first_due = form == 2;
        t.first_due = 77;

        lf_due_fill(lf_due_calendar(&t, 30), 100, room.due);
        for (int32_t k = 0; k < 100; k++)
            wrong += room.due[k] != (form == 2 ? lf_date_add(77, t.period, k)
                                               : lf_date_add(30, t.period, form == 1 ? k : k + 1));
    }
    is_i64(wrong, 0, "rows fall a period after the start, on it in advance, or on first_due");
}

static void
test_names(void)
{
    int m;
    int r;
    LfFault why = {0};

    for (int i = 0; i < LF_METHODS; i++) {
        const char *name = lf_method_name((LfMethod)i);

        ok(read_word(&lf_methods, name, strlen(name), &m, &why) == LF_OK && m == i,
           "%s is read as itself", name);
        ok(read_word(&lf_methods, name, strlen(name) - 1, &m, &why) == LF_ERR_KEYWORD,
           "%s less a letter is not", name);
    }
    ok(read_word(&lf_residues, "last", 4, &r, &why) == LF_OK && r == LF_RESIDUE_LAST &&
           read_word(&lf_residues, "first", 5, &r, &why) == LF_OK && r == LF_RESIDUE_FIRST,
       "residues are read");
    ok(read_word(&lf_residues, "middle", 6, &r, &why) == LF_ERR_KEYWORD &&
           strcmp(why.name, "residue") == 0 && why.keywords == &lf_residues,
       "another residue is refused and the words are named");
}

int
main(void)
{
    random_begin();
    test_rows();
    test_terms();
    test_rates();
    test_amortized();
    test_columns();
    test_calendar();
    test_names();
    return done_testing();
}
