/*
 * Pool: pairs of months counted by hand, sums and their limits, the check,
 * speeds as fractions worked out by hand, and the bytes: one value byte by
 * byte, random ones there and back, forged ones refused.
 */
#include "core/pool/bytes.h"

#include "test/unit/bytes.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"

static LfHistoryRoom room;

static int32_t
date(int32_t year, int32_t month, int32_t day)
{
    return lf_date_from_civil((LfCivil){year, month, day});
}

/* Month-end observations from January 2024 on. */
typedef struct Seen {
    int64_t balance;
    int64_t charged_off;
    int64_t recovered;
} Seen;

static LfHistory
history(const Seen *seen, int32_t months)
{
    LfFault why = {.status = LF_OK};
    LfHistory h;

    lf_history_begin(&h, LF_NO_CURRENCY, &room);
    for (int32_t i = 0; i < months; i++) {
        LfObservation o = {.as_of = lf_month_start(lf_month_of(date(2024, 1, 1)) + i + 1) - 1,
                           .balance = seen[i].balance,
                           .charged_off = seen[i].charged_off,
                           .recovered = seen[i].recovered};

        /* a balance of LF_GAP stands for a month without an observation */
        if (seen[i].balance != LF_GAP && lf_history_put(&h, &o, false, &why) != LF_OK)
            ok(false, "an observation is put");
    }
    lf_history_derive(&h);
    return h;
}

/* 1,200.00 from 2024-01-15 on, 120.00 on the 15th of ten months. */
static LfSchedule
contract(void)
{
    static int32_t due[10];
    static int64_t principal[10], nothing[10];

    for (int32_t i = 0; i < 10; i++) {
        due[i] = date(2024, 2 + i, 15);
        principal[i] = 12000;
    }
    return (LfSchedule){.opening = 120000,
                        .start_date = date(2024, 1, 15),
                        .rows = {10, due, principal, nothing, nothing}};
}

/* By due dates, and by months, which is the same for month ends. */
static lf_status
count_loan(const LfSchedule *s, const LfHistory *h, LfPoolMonth *month, int64_t *unknown,
           LfFault *why)
{
    int32_t row_month = lf_pool_row_month((LfDueCalendar){s->start_date, 1, {.months = 1}});
    size_t bytes = (size_t)h->months * sizeof(LfPoolMonth);
    LfPoolMonth other[6];
    int64_t unknown_too = *unknown;
    LfHistory ends = *h;
    lf_status status;

    memcpy(other, month, bytes);
    ends.day = NULL;
    status = lf_pool_count(s, row_month, &ends, other, &unknown_too, why);
    ok(lf_pool_count(s, LF_POOL_BY_DATES, h, month, unknown, why) == status &&
           memcmp(month, other, bytes) == 0 && *unknown == unknown_too,
       "the same by months as by dates");
    return status;
}

static void
test_row_month(void)
{
    int32_t january = lf_month_of(date(2024, 1, 31));

    is_i64(lf_pool_row_month((LfDueCalendar){date(2024, 1, 31), 1, {.months = 1}}), january + 1,
           "row 0 a month after the base");
    is_i64(lf_pool_row_month((LfDueCalendar){date(2024, 1, 31), 0, {1, 0, true}}), january,
           "row 0 at the month's end of the base");
    is_i64(lf_pool_row_month((LfDueCalendar){date(2024, 1, 31), 1, {.months = 3}}),
           LF_POOL_BY_DATES, "quarters have no row in each month");
    is_i64(lf_pool_row_month((LfDueCalendar){date(2024, 1, 31), 1, {.days = 30}}), LF_POOL_BY_DATES,
           "nor have days");
}

static void
is_month(const LfPoolMonth *got, const LfPoolMonth *want, const char *what)
{
    is_i64(got->loans, want->loans, "%s: loans", what);
    is_i64(got->paid_off, want->paid_off, "%s: paid off", what);
    is_i64((int64_t)got->opening, (int64_t)want->opening, "%s: opening", what);
    is_i64((int64_t)got->scheduled, (int64_t)want->scheduled, "%s: scheduled", what);
    is_i64((int64_t)got->prepaid, (int64_t)want->prepaid, "%s: prepaid", what);
    is_i64((int64_t)got->unpaid, (int64_t)want->unpaid, "%s: unpaid", what);
    is_i64((int64_t)got->defaulted, (int64_t)want->defaulted, "%s: defaulted", what);
    is_i64((int64_t)got->recovered, (int64_t)want->recovered, "%s: recovered", what);
    is_i64((int64_t)got->closing, (int64_t)want->closing, "%s: closing", what);
    is_i64((int64_t)got->weighted_age, (int64_t)want->weighted_age, "%s: weighted age", what);
}

/*
 * February: 1,000.00 * 120 / 1,200 is scheduled, 150.00 were paid.  March: of
 * 850.00 * 120 / 1,080 = 94.44 nothing was paid.  April: 850.00 * 120 / 960 =
 * 106.25; 200.00 charged off and 150.00 paid, so 43.75 prepaid.  May: after the
 * charge-off only what is recovered counts.
 */
static void
test_count(void)
{
    static const Seen seen[] = {
        {100000, 0, 0}, {85000, 0, 0}, {85000, 0, 0}, {50000, 20000, 0}, {50000, 0, 1500}};
    static const LfPoolMonth want[] = {
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
        {1, 0, 100000, 10000, 5000, 0, 0, 0, 85000, 100000},
        {1, 0, 85000, 9444, 0, 9444, 0, 0, 85000, 170000},
        {1, 0, 85000, 10625, 4375, 0, 20000, 0, 50000, 255000},
        {0, 0, 0, 0, 0, 0, 0, 1500, 0, 0},
    };
    static const char *const name[] = {"January", "February", "March", "April", "May"};
    LfHistory h = history(seen, 5);
    LfSchedule s = contract();
    LfPoolMonth month[5] = {0};
    LfFault why = {.status = LF_OK};
    int64_t unknown = 0;

    ok(count_loan(&s, &h, month, &unknown, &why) == LF_OK && unknown == 0, "a loan is counted");
    for (int i = 0; i < 5; i++) {
        is_month(&month[i], &want[i], name[i]);
        ok(lf_pool_month_check(&month[i], &why) == LF_OK, "%s passes the check", name[i]);
    }
}

static void
test_ends_and_gaps(void)
{
    static const Seen paid[] = {{50000, 0, 0}, {0, 0, 0}, {0, 0, 0}};
    static const Seen gap[] = {{90000, 0, 0}, {LF_GAP, 0, 0},
                               {70000, 0, 0}, {LF_UNKNOWN_AMOUNT, 0, 0},
                               {40000, 0, 0}, {30000, 0, 0}};
    static const Seen late[] = {{30000, 0, 0}, {10000, 0, 0}};
    LfSchedule s = contract();
    LfFault why = {.status = LF_OK};
    LfPoolMonth month[6] = {0};
    int64_t unknown = 0;
    LfHistory h = history(paid, 3);

    ok(count_loan(&s, &h, month, &unknown, &why) == LF_OK, "a loan paid off");
    /* 500.00 * 120 / 1,200 scheduled, the other 450.00 prepaid */
    is_month(&month[1], &(LfPoolMonth){1, 1, 50000, 5000, 45000, 0, 0, 0, 0, 50000},
             "the last month");
    is_month(&month[2], &(LfPoolMonth){0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "the month after");

    memset(month, 0, sizeof(month));
    h = history(gap, 6);
    ok(count_loan(&s, &h, month, &unknown, &why) == LF_OK, "a loan with a gap");
    is_i64(unknown, 2, "pairs before and after a balance that is not known");
    ok(lf_pool_month_is_empty(&month[1]) && lf_pool_month_is_empty(&month[2]),
       "no pair with a gap");
    /* 400.00 * 120 / 720 */
    is_month(&month[5], &(LfPoolMonth){1, 0, 40000, 6667, 3333, 0, 0, 0, 30000, 200000}, "June");

    memset(month, 0, sizeof(month));
    h = history(late, 2);
    s.rows.count = 0;
    s.opening = 0;
    ok(count_loan(&s, &h, month, &unknown, &why) == LF_OK, "a contract that has ended");
    is_month(&month[1], &(LfPoolMonth){1, 0, 30000, 30000, 0, 10000, 0, 0, 10000, 30000},
             "all is scheduled then");
    h.currency = (LfCurrency){"CNY"};
    s.currency = (LfCurrency){"USD"};
    ok(count_loan(&s, &h, month, &unknown, &why) == LF_ERR_CURRENCY_MISMATCH, "two currencies");
}

static LfPoolMonth
some_month(int bits)
{
    LfPoolMonth m = {.loans = random_between(1, 1000000),
                     .scheduled = (int64_t)random_bits(bits),
                     .prepaid = (int64_t)random_bits(bits),
                     .defaulted = (int64_t)random_bits(bits),
                     .unpaid = (int64_t)random_bits(bits),
                     .recovered = random_chance(2) ? 0 : random_signed() / 4,
                     .closing = (int64_t)random_bits(bits),
                     .weighted_age = random_signed()};

    m.paid_off = random_between(0, m.loans);
    m.opening = m.closing + m.scheduled + m.prepaid - m.unpaid + m.defaulted;
    if (m.opening < m.scheduled) {
        m.opening += m.unpaid;
        m.unpaid = 0;
    }
    return m;
}

static void
test_sums(void)
{
    LfFault why = {.status = LF_OK};
    int differ = 0;

    for (int i = 0; i < 2000; i++) {
        LfPoolMonth a = some_month(60), b = some_month(60), c = a;

        if (lf_pool_month_check(&a, &why) != LF_OK || lf_pool_month_add(&c, &b, &why) != LF_OK ||
            lf_pool_month_check(&c, &why) != LF_OK || c.opening != a.opening + b.opening ||
            c.loans != a.loans + b.loans || lf_pool_month_subtract(&c, &b, &why) != LF_OK ||
            memcmp(&c, &a, sizeof(c)) != 0)
            differ++;
    }
    is_i64(differ, 0, "what is added and taken out again leaves no trace");

    LfPoolMonth most = {.opening = LF_INT128_MAX}, one = {.opening = 1};

    ok(lf_pool_month_add(&most, &one, &why) == LF_ERR_SUM_RANGE, "a sum beyond 128 bits");
    most = (LfPoolMonth){.loans = INT64_MAX};
    one = (LfPoolMonth){.loans = 1};
    ok(lf_pool_month_add(&most, &one, &why) == LF_ERR_SUM_RANGE, "a count beyond 64 bits");
    most = (LfPoolMonth){.closing = -2};
    one = (LfPoolMonth){.closing = LF_INT128_MAX};
    ok(lf_pool_month_subtract(&most, &one, &why) == LF_ERR_SUM_RANGE,
       "a difference beyond 128 bits");
}

static void
test_gate(void)
{
    static const LfPoolMonth sound = {2, 1, 100, 10, 5, 3, 8, -4, 80, 300};
    LfFault why = {.status = LF_OK};
    struct {
        LfPoolMonth m;
        const char *what;
    } bad[] = {
        {sound, "more paid off than there are"},
        {sound, "a count below 0"},
        {sound, "an amount below 0"},
        {sound, "more scheduled than open"},
        {sound, "an identity that does not hold"},
        {sound, "amounts without loans"},
    };

    bad[0].m.paid_off = 3;
    bad[1].m.loans = -1;
    bad[2].m.prepaid = -5;
    bad[2].m.closing += 10;
    bad[3].m.scheduled = 110;
    bad[3].m.unpaid += 100;
    bad[4].m.closing++;
    bad[5].m.loans = bad[5].m.paid_off = 0;
    ok(lf_pool_month_check(&sound, &why) == LF_OK, "a sound month passes");
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        ok(lf_pool_month_check(&bad[i].m, &why) == LF_ERR_CORRUPT, "%s", bad[i].what);
    bad[0].m = sound;
    bad[0].m.weighted_age = LF_INT128_MAX;
    ok(lf_pool_month_check(&bad[0].m, &why) == LF_ERR_SUM_RANGE, "a sum near the limit");
}

/*
 * 1,000.00 open, 100.00 scheduled: 45.00 prepaid are 5 % of 900.00, 1 - 0.95^12 a
 * year, 0.05 / (1 + 0.05 * 2) of the first number at an age of 3; 10.00
 * defaulted are 1 %, 1 - 0.99^12 a year; 4.00 recovered leave a severity of 0.6.
 */
static void
test_speeds(void)
{
    static const int64_t want[] = {300000000, 5000000,  45963991, 4545455,
                                   1000000,   11361513, 60000000};
    static const char *const name[] = {"age", "SMM", "CPR", "ABS", "MDR", "CDR", "severity"};
    LfPoolMonth m = {.loans = 1,
                     .opening = 100000,
                     .scheduled = 10000,
                     .prepaid = 4500,
                     .defaulted = 1000,
                     .recovered = 400,
                     .closing = 84500,
                     .weighted_age = 300000};
    LfFault why = {.status = LF_OK};
    LfPoolSpeeds speeds;

    ok(lf_pool_speeds(&m, &speeds, &why) == LF_OK && speeds.known == 0x7f, "all speeds are known");
    for (int i = 0; i < 7; i++)
        is_i64(speeds.value_e8[i], want[i], "%s", name[i]);
    m = (LfPoolMonth){.loans = 1, .opening = 500, .scheduled = 500, .weighted_age = 500};
    ok(lf_pool_speeds(&m, &speeds, &why) == LF_OK &&
           speeds.known == (1U << LF_POOL_AGE | 1U << LF_POOL_MDR | 1U << LF_POOL_CDR),
       "nothing can prepay where all is scheduled, and nothing defaulted has no severity");
    m = (LfPoolMonth){.loans = 1, .recovered = 7};
    ok(lf_pool_speeds(&m, &speeds, &why) == LF_OK && speeds.known == 0,
       "a recovery alone has no speed");
    /* smm 0.5 at an age of -1: 0.5 / (1 - 0.5 * 2) has no value */
    m = (LfPoolMonth){
        .loans = 1, .opening = 100, .prepaid = 50, .closing = 50, .weighted_age = -100};
    ok(lf_pool_speeds(&m, &speeds, &why) == LF_OK && (speeds.known & 1U << LF_POOL_ABS) == 0,
       "a denominator of 0 has no ABS");
}

/* What the bytes say, months in a chunk as long as their span; LF_OK or the refusal. */
static lf_status
pool_decode(Bytes b, LfPoolView *view, LfPoolMonth **month)
{
    LfFault why = {.status = LF_OK};
    lf_status status = lf_pool_summary_open(b.data, b.length, view, &why);
    size_t span;

    *month = NULL;
    if (status != LF_OK)
        return status;
    span = (size_t)(view->last - view->first + 1) * sizeof(**month);
    *month = chunk(span);
    memset(*month, 0, span);
    return lf_pool_summary_months(view, *month, &why);
}

/* February 2024 is month 24,289 since year 0, folded 48,578 = 2 * 2^14 + 123 * 2^7 + 66. */
static void
test_bytes(void)
{
    static const uint8_t want[] = {1,    0, 1,  0xc2, 0xfb, 2, 0, 0,    1, 0,
                                   0xc8, 1, 20, 10,   0,    0, 0, 0xc8, 1};
    LfPoolMonth m = {.loans = 1,
                     .opening = 100,
                     .scheduled = 10,
                     .prepaid = 5,
                     .closing = 85,
                     .weighted_age = 100};
    LfPoolHead head = {.currency = LF_NO_CURRENCY};
    uint8_t out[sizeof(want)];
    uint8_t *big = chunk(lf_pool_summary_bound(1));
    size_t length = lf_pool_summary_encode(&head, lf_month_of(date(2024, 2, 1)), 1, &m, big);
    LfPoolMonth *month;
    LfPoolView view;

    ok(length == sizeof(want) && memcmp(big, want, length) == 0, "the month of docs/formats.md");
    free(big);
    for (size_t cut = 0; cut <= sizeof(want); cut++) {
        Bytes b = exact_copy(want, cut);

        ok((pool_decode(b, &view, &month) == LF_OK) == (cut == sizeof(want)), "%zu of 19 bytes",
           cut);
        free(month);
        free(b.data);
    }
    for (size_t i = 0; i < 4; i++) {
        /* a version, a flag, a last month and loans that cannot be */
        static const struct {
            size_t at;
            uint8_t byte;
        } forged[] = {{0, 2}, {1, 8}, {6, 1}, {8, 0}};
        Bytes b;

        memcpy(out, want, sizeof(out));
        out[forged[i].at] = forged[i].byte;
        b = exact_copy(out, sizeof(out));
        ok(pool_decode(b, &view, &month) == LF_ERR_CORRUPT, "a forged byte %zu", forged[i].at);
        free(month);
        free(b.data);
    }
}

static void
test_random_bytes(void)
{
    int differ = 0;

    for (int round = 0; round < 500; round++) {
        LfPoolMonth months[40] = {0}, *back;
        LfPoolHead head = {.currency = random_chance(2) ? (LfCurrency){"CNY"} : LF_NO_CURRENCY,
                           .skipped = random_chance(2) ? 0 : random_between(1, INT64_MAX),
                           .unknown = random_chance(2) ? 0 : random_between(1, INT64_MAX)};
        int32_t n = (int32_t)random_between(1, 40), first = (int32_t)random_between(20000, 30000);
        uint8_t *out = chunk(lf_pool_summary_bound(n));
        LfPoolView view;
        Bytes b;

        for (int32_t i = 0; i < n; i++)
            if (i == 0 || i == n - 1 || random_chance(2))
                months[i] = some_month(50);
        b = exact_copy(out, lf_pool_summary_encode(&head, first, n, months, out));
        if (pool_decode(b, &view, &back) != LF_OK || view.first != first ||
            view.last != first + n - 1 || view.head.skipped != head.skipped ||
            view.head.unknown != head.unknown ||
            !lf_currency_equal(view.head.currency, head.currency) ||
            memcmp(back, months, (size_t)n * sizeof(*back)) != 0)
            differ++;
        free(back);
        for (int i = 0; i < 50; i++) {
            b.data[random_between(0, (int64_t)b.length - 1)] ^=
                (uint8_t)(1U << random_between(0, 7));
            (void)pool_decode(b, &view, &back); /* whatever it says, it stays within its bytes */
            free(back);
        }
        free(b.data);
        free(out);
    }
    is_i64(differ, 0, "random summaries are read as they were written");
}

int
main(void)
{
    random_begin();
    test_row_month();
    test_count();
    test_ends_and_gaps();
    test_sums();
    test_gate();
    test_speeds();
    test_bytes();
    test_random_bytes();
    return done_testing();
}
