/*
 * Projection: three months of a contract worked out by hand, the lag of
 * recoveries, random books in which no minor unit may be lost, and what is
 * refused.
 */
#include "core/pool/projection.h"

#include <string.h>

#include "test/unit/random.h"
#include "test/unit/tap.h"

static LfProjectionMonth month[LF_MAX_PROJECTION_MONTHS];

static int32_t
date(int32_t year, int32_t month_of_year, int32_t day)
{
    return lf_date_from_civil((LfCivil){year, month_of_year, day});
}

static LfSpeed
constant(LfSpeedKind kind, int64_t percent_e6)
{
    return (LfSpeed){1, {{kind, 0, percent_e6, percent_e6}}};
}

/* 1,000.00 from 2024-01-31 on: 300.00, 300.00 and 400.00 on the 15th of three months. */
static int32_t due[3];
static int64_t principal[] = {30000, 30000, 40000}, interest[] = {1000, 700, 400},
               fee[] = {5, 5, 5};

static LfSchedule
contract(void)
{
    for (int i = 0; i < 3; i++)
        due[i] = date(2024, 2 + i, 15);
    return (LfSchedule){.opening = 100000,
                        .start_date = date(2024, 1, 31),
                        .rows = {3, due, principal, interest, fee}};
}

static void
is_month(const LfProjectionMonth *got, const LfProjectionMonth *want, const char *what)
{
    is_i64(got->due, want->due, "%s: its last day", what);
    is_i64(got->opening, want->opening, "%s: opening", what);
    is_i64(got->defaulted, want->defaulted, "%s: defaulted", what);
    is_i64(got->interest, want->interest, "%s: interest", what);
    is_i64(got->fee, want->fee, "%s: fee", what);
    is_i64(got->scheduled, want->scheduled, "%s: scheduled", what);
    is_i64(got->prepaid, want->prepaid, "%s: prepaid", what);
    is_i64(got->recovered, want->recovered, "%s: recovered", what);
    is_i64(got->loss, want->loss, "%s: loss", what);
    is_i64(got->closing, want->closing, "%s: closing", what);
}

/*
 * 1 % defaults, 2 % prepays, severity 40 %, recovered a month later.  Month 1:
 * 10.00 of 1,000.00 default; the other 990.00 pay 10.00 * 0.99 interest and
 * 300.00 * 0.99; 2 % of 1,000.00 - 300.00 prepay; 679.00 are left.  Month 2:
 * 6.79 default; of 672.21, in the contract 700.00: 7.00 * 672.21 / 700 is 6.72;
 * 300.00 * 672.21 / 700 is 288.09; 679.00 - 300.00 * 0.97 is 388.00, of which
 * 7.76.  Month 3: 3.76 default and the rest is paid, 4.00 * 372.60 / 400 is 3.73.
 */
static void
test_by_hand(void)
{
    static const LfProjectionMonth want[] = {
        {0, 100000, 1000, 990, 5, 29700, 1400, 0, 400, 67900, 0, 0},
        {0, 67900, 679, 672, 5, 28809, 776, 600, 272, 37636, 0, 0},
        {0, 37636, 376, 373, 5, 37260, 0, 407, 150, 0, 0, 0},
        {0, 0, 0, 0, 0, 0, 0, 226, 0, 0, 0, 0},
    };
    static const char *const name[] = {"month 1", "month 2", "month 3", "after the last"};
    const int32_t end[] = {date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30),
                           date(2024, 5, 31)};
    LfSpeed prepay = constant(LF_SPEED_SMM, 2000000), defaults = constant(LF_SPEED_MDR, 1000000);
    LfSchedule s = contract();
    LfProjectionTerms t = {.as_of = s.start_date,
                           .prepayment = &prepay,
                           .defaults = &defaults,
                           .severity_e6 = 400000,
                           .recovery_lag = 1};
    LfFault why = {.status = LF_OK};
    int64_t loss = 0;
    int32_t count = 0;

    ok(lf_projection(&s, &t, month, &count, &why) == LF_OK, "three months are projected");
    is_i64(count, 4, "and one with a recovery alone");
    for (int i = 0; i < 4 && i < count; i++) {
        LfProjectionMonth m = want[i];

        m.due = end[i];
        is_month(&month[i], &m, name[i]);
    }
    ok(lf_expected_loss(&t, month, count, 0, 0, &loss, &why) == LF_OK, "a loss is expected");
    is_i64(loss, 400 + 272 + 150, "at a rate of 0 it is the sum of losses");
    (void)lf_expected_loss(&t, month, count, 1, 0, &loss, &why);
    is_i64(loss, 400, "of the first month its default less its recovery");
    /* (10.00 - 6.00 / 4^(31/365)) / 4^(29/365): 10.00 * 0.8957052 - 6.00 * 0.7962166 */
    (void)lf_expected_loss(&t, month, count, 1, 3 * LF_RATE_ONE, &loss, &why);
    is_i64(loss, 418, "a recovery that comes later is worth less");
}

static void
test_rows(void)
{
    int32_t days[4];
    int64_t p[4], i[4], f[4];
    LfRows rows = {0, days, p, i, f};
    LfFault why = {.status = LF_OK};

    ok(lf_projection_rows(month, 4, &rows, &why) == LF_OK && rows.count == 4, "months as rows");
    is_i64(p[1], 28809 + 776 + 600, "principal is scheduled, prepaid and recovered");
    is_i64(i[1], 672, "interest");
    is_i64(f[1], 5, "fee");
    is_i64(days[1], date(2024, 3, 31), "due on the last day");
    month[0].scheduled = INT64_MAX;
    ok(lf_projection_rows(month, 4, &rows, &why) == LF_ERR_OVERFLOW, "a row beyond 64 bits");
}

/* The example in the head of projection.c. */
static void
test_worked_step(void)
{
    LfContractMonth c = {.before = 100000, .principal = 10000, .interest = 500};
    LfProjectionMonth m = {.opening = 100000, .smm_e12 = 20000000000, .mdr_e12 = 10000000000};

    lf_projection_step(&c, false, &m);
    is_i64(m.defaulted, 1000, "10.00 default");
    is_i64(m.interest, 495, "990.00 pay 4.95");
    is_i64(m.scheduled, 9900, "and 99.00");
    is_i64(m.prepaid, 1800, "18.00 prepay");
    is_i64(m.closing, 87300, "873.00 are left");
    is_i64(lf_projection_recovery(1000, 400000), 600, "6.00 are recovered");
    is_i64(lf_projection_recovery(5, 500000), 3, "half a unit is recovered");
    m = (LfProjectionMonth){.opening = 100000, .smm_e12 = LF_RATE_ONE, .mdr_e12 = LF_RATE_ONE};
    lf_projection_step(&c, false, &m);
    ok(m.defaulted == 100000 && m.prepaid == 0 && m.closing == 0, "what defaulted cannot prepay");
}

static void
test_random(void)
{
    static int32_t days[60];
    static int64_t p[60], i[60], f[60];

    for (int round = 0; round < 400; round++) {
        int32_t n = (int32_t)random_between(1, 60), count = 0;
        LfSpeed prepay = constant(LF_SPEED_CPR, random_between(0, 100000000));
        LfSpeed defaults = constant(LF_SPEED_CDR, random_between(0, 60000000));
        LfProjectionTerms t = {.as_of = 5000,
                               .prepayment = &prepay,
                               .defaults = &defaults,
                               .severity_e6 = random_between(0, LF_SEVERITY_ONE),
                               .recovery_lag = (int32_t)random_between(0, 12)};
        LfSchedule s = {.start_date = 5000, .rows = {n, days, p, i, f}};
        LfFault why = {.status = LF_OK};
        int64_t leaves = 0, opening = 0, bad = 0;

        for (int32_t k = 0; k < n; k++) {
            days[k] = (k == 0 ? 5000 : days[k - 1]) + (int32_t)random_between(1, 50);
            p[k] = (int64_t)random_bits(40);
            i[k] = (int64_t)random_bits(30);
            f[k] = 0;
            s.opening += p[k];
        }
        if (lf_projection(&s, &t, month, &count, &why) != LF_OK)
            bad++;
        opening = s.opening;
        for (int32_t k = 0; k < count; k++) {
            const LfProjectionMonth *m = &month[k];

            leaves += m->scheduled + m->prepaid + m->recovered + m->loss;
            bad += m->opening != opening || m->defaulted < 0 || m->scheduled < 0 ||
                   m->prepaid < 0 ||
                   m->closing != m->opening - m->defaulted - m->scheduled - m->prepaid;
            opening = m->closing;
        }
        if (bad != 0 || leaves != s.opening || opening != 0)
            ok(false, "round %d: all of the balance is scheduled, prepaid, recovered or lost",
               round);
    }
    ok(true, "random books lose no minor unit");
}

/* Dates of a contract by its calendar, and of a day to project from. */
static const int32_t first_day[] = {1, 15, 27, 28, 29, 30, 31};

#define DAYS ((int)(sizeof(first_day) / sizeof(first_day[0])))

/* What the walk over months gives, as rows. */
static bool
by_months(const LfSchedule *s, const LfProjectionTerms *t, LfRows *rows)
{
    LfFault why = {.status = LF_OK};
    int32_t count;

    return lf_projection(s, t, month, &count, &why) == LF_OK && count > 0 &&
           lf_projection_rows(month, count, rows, &why) == LF_OK;
}

static bool
same_cash(const LfRows *a, const LfRows *b)
{
    size_t bytes = (size_t)a->count * sizeof(int64_t);

    return a->count == b->count && memcmp(a->principal, b->principal, bytes) == 0 &&
           memcmp(a->interest, b->interest, bytes) == 0 && memcmp(a->fee, b->fee, bytes) == 0;
}

/* A contract of random amounts on a calendar of months; some rows without principal. */
static LfSchedule
on_calendar(LfDueCalendar c, LfRows rows)
{
    LfSchedule s = {.start_date = c.first == 0 ? c.base - 40 : c.base, .rows = rows};

    lf_due_fill(c, rows.count, rows.due);
    for (int32_t k = 0; k < rows.count; k++) {
        rows.principal[k] = random_between(0, 3) == 0 ? 0 : (int64_t)random_bits(33);
        rows.interest[k] = (int64_t)random_bits(25);
        rows.fee[k] = random_between(0, 1) * (int64_t)random_bits(10);
        s.opening += rows.principal[k];
    }
    return s;
}

/* One pass over a contract of a row a month is the walk over its months. */
static void
test_at_once(void)
{
    static const char *const text[] = {"1.3 ABS", "6 CPR", "0 to 6 CPR x9, 1 SMM", "150 PSA"};
    static int32_t days[60], cash_days[60 + 12];
    static int64_t p[60], i[60], f[60], want[3][60 + 12], got[3][60 + 12];
    static LfSpeed prepay[4], defaults = {1, {{LF_SPEED_SDA, 0, 200000000, 200000000}}};
    static LfProjectionRates rates[4];
    LfFault why;
    int taken = 0, refused = 0, bad = 0;

    for (int n = 0; n < 4; n++) {
        (void)lf_speed_parse(text[n], strlen(text[n]), "speed", LF_SPEED_PREPAYMENT, &prepay[n],
                             &why);
        lf_speed_table(&rates[n].prepayment, &prepay[n]);
        lf_speed_table(&rates[n].defaults, &defaults);
    }
    for (int round = 0; round < 4000; round++) {
        int n = round % 4;
        LfDueCalendar c = {date(2023, (int32_t)random_between(1, 12), 1) +
                               first_day[random_between(0, DAYS - 1)] - 1,
                           random_between(0, 1),
                           {.months = 1}};
        LfSchedule s = on_calendar(c, (LfRows){(int32_t)random_between(1, 60), days, p, i, f});
        LfProjectionTerms t = {.as_of = s.start_date + (int32_t)random_between(0, 40) *
                                                           (int32_t)random_between(0, 20),
                               .prepayment = &prepay[n],
                               .defaults = &defaults,
                               .severity_e6 = random_between(0, LF_SEVERITY_ONE),
                               .recovery_lag = (int32_t)random_between(0, 12)};
        LfRows walked = {0, cash_days, want[0], want[1], want[2]};
        LfRows cash = {0, NULL, got[0], got[1], got[2]};
        int32_t row = lf_projection_first_row(c, t.as_of);
        int64_t opening = 0;

        if (row < 0 || !lf_projection_cash(&s, row, &t, &rates[n], &cash, &opening)) {
            refused++;
            continue;
        }
        taken++;
        if (!by_months(&s, &t, &walked) || !same_cash(&walked, &cash) ||
            lf_column_sum(cash.principal, cash.count) != opening)
            bad++;
    }
    is_i64(bad, 0, "one pass gives the rows of the walk");
    ok(taken > 2000 && refused > 100, "%d contracts at once, %d not", taken, refused);
}

static void
test_not_at_once(void)
{
    static LfProjectionRates rates;
    LfSpeed none = constant(LF_SPEED_SMM, 0);
    LfSchedule s = contract();
    LfProjectionTerms t = {.as_of = s.start_date, .prepayment = &none, .defaults = &none};
    int64_t got[3][3], opening = 0, less[] = {90000, 20000, -10000};
    LfRows cash = {0, NULL, got[0], got[1], got[2]};

    lf_speed_table(&rates.prepayment, &none);
    lf_speed_table(&rates.defaults, &none);
    ok(lf_projection_cash(&s, 0, &t, &rates, &cash, &opening) && opening == s.opening,
       "all of a contract without speeds");
    ok(!lf_projection_cash(&s, 3, &t, &rates, &cash, &opening), "nothing to come");
    s.opening++;
    ok(!lf_projection_cash(&s, 0, &t, &rates, &cash, &opening), "rows that do not add up");
    s.opening--;
    s.rows.principal = less;
    ok(!lf_projection_cash(&s, 0, &t, &rates, &cash, &opening), "a principal below 0");
    s.rows.principal = principal;
    t.as_of = LF_MAX_DATE - 62;
    ok(!lf_projection_cash(&s, 0, &t, &rates, &cash, &opening), "an end beyond the calendar");
    is_i64(lf_projection_first_row((LfDueCalendar){5000, 1, {.months = 3}}, 5000), -1, "quarters");
    is_i64(lf_projection_first_row((LfDueCalendar){5000, 1, {.days = 30}}, 5000), -1, "days");
    is_i64(lf_projection_first_row((LfDueCalendar){5000, 1, {.months = 1}}, 4900), -1,
           "a first row more than a month away");
}

static void
test_refusals(void)
{
    LfSpeed none = constant(LF_SPEED_SMM, 0);
    LfSchedule s = contract();
    LfProjectionTerms t = {.as_of = s.start_date, .prepayment = &none, .defaults = &none};
    int64_t less[] = {90000, 20000, -10000};
    LfFault why = {.status = LF_OK};
    int32_t count = 7;

    t.severity_e6 = LF_SEVERITY_ONE + 1;
    ok(lf_projection_check(&t, &why) == LF_ERR_RANGE_SHARE, "a severity above 1");
    t.severity_e6 = 0;
    t.recovery_lag = LF_MAX_RECOVERY_LAG + 1;
    ok(lf_projection_check(&t, &why) == LF_ERR_RANGE_INT, "a lag above ten years");
    t.recovery_lag = 0;
    t.has_age = true;
    t.age = -1;
    ok(lf_projection_check(&t, &why) == LF_ERR_RANGE_INT, "an age below 0");
    t.has_age = false;
    ok(lf_projection_check(&t, &why) == LF_OK, "terms in their ranges");
    t.as_of = s.start_date - 1;
    ok(lf_projection(&s, &t, month, &count, &why) == LF_ERR_PROJECTION_EARLY, "before the start");
    t.as_of = due[2];
    ok(lf_projection(&s, &t, month, &count, &why) == LF_OK && count == 0,
       "nothing after the last row");
    t.as_of = s.start_date;
    s.rows.principal = less;
    ok(lf_projection(&s, &t, month, &count, &why) == LF_ERR_PROJECTION_BALANCE && why.a == -10000 &&
           why.b == due[1],
       "a balance below 0");
    s.rows.principal = principal;
    due[2] = date(2124, 2, 1);
    ok(lf_projection(&s, &t, month, &count, &why) == LF_ERR_LIMIT, "more than 1,200 months");
}

int
main(void)
{
    random_begin();
    test_by_hand();
    test_rows();
    test_worked_step();
    test_random();
    test_at_once();
    test_not_at_once();
    test_refusals();
    return done_testing();
}
