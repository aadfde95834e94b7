/*
 * money_schedule, the bytes: every schedule comes back from its bytes with all
 * its terms and rows, in the room promised and no larger than promised, and
 * equal schedules have equal bytes.
 */
#include "core/schedule/bytes.h"

#include "test/unit/bytes.h"
#include "test/unit/loans.h"
#include "test/unit/tap.h"

#define IMPORTED 300

static LoanRoom room;

/* Whether the bytes give the schedule back, pass the check, and are its only ones. */
static bool
comes_back(const LfSchedule *s, Bytes b)
{
    Loaded l;
    LfFault why;
    Bytes again;
    bool fine;

    if (decode(b, &l, &why) != LF_OK)
        return false;
    again = encode(&l.s, false);
    fine = same_schedule(s, &l.s) && lf_schedule_check(&l.s, &why) == LF_OK && same_bytes(b, again);
    free(again.data);
    unload(&l);
    return fine;
}

static bool
round_trip(const LfSchedule *s)
{
    Bytes b = encode(s, false);
    bool fine = comes_back(s, b);

    free(b.data);
    return fine;
}

static void
test_amortized(void)
{
    int wrong = 0, unlike = 0, made = 0;

    for (int i = 0; i < 8000; i++) {
        LfLoan loan = random_loan();
        LfSchedule s = loan_schedule(&room);
        LfFault why;
        Bytes quick, full;

        if (lf_amortize(&loan, true, &s, &why) != LF_OK)
            continue;
        made++;
        quick = encode(&s, true);
        full = encode(&s, false);
        unlike += !same_bytes(quick, full);
        wrong += !comes_back(&s, full);
        free(full.data);
        free(quick.data);
    }
    is_i64(wrong, 0, "amortized loans are read back from their bytes");
    is_i64(unlike, 0, "the due dates of a loan need not be looked at");
    ok(made > 4000, "many were made (%d)", made);
}

/* Terms as changes leave them: other levels, periods, rates, a last change. */
static void
change_terms(LfTerms *t, int32_t start, LfRateChange *changes)
{
    int32_t day = start;

    if (random_chance(3))
        t->level = random_signed();
    if (random_chance(4))
        t->periods = (int32_t)random_between(1, LF_MAX_PERIODS);
    t->grace = t->grace < t->periods ? t->grace : t->periods - 1;
    if (random_chance(3)) {
        t->has_last_change = true;
        t->last_change = start + (int32_t)random_between(0, 3000);
    }
    t->changes = changes;
    t->change_count = random_chance(2) ? (int32_t)random_between(0, 8) : 0;
    for (int32_t i = 0; i < t->change_count; i++) {
        day += (int32_t)random_between(i > 0, 300);
        changes[i] = (LfRateChange){day, random_annual_e12()};
    }
}

static void
test_changed(void)
{
    LfRateChange changes[8];
    int wrong = 0, made = 0;

    for (int i = 0; i < 8000; i++) {
        LfLoan loan = random_loan();
        LfSchedule s = loan_schedule(&room);
        LfFault why;

        if (lf_amortize(&loan, true, &s, &why) != LF_OK)
            continue;
        change_terms(&s.terms, s.start_date, changes);
        /* a row dropped at the end, a row of a day between */
        if (random_chance(4) && s.rows.count > 1 && s.rows.due[s.rows.count - 2] > s.start_date) {
            s.rows.count--;
            s.opening -= s.rows.principal[s.rows.count];
        }
        if (random_chance(4) && s.rows.count > 1 && s.rows.due[1] - s.rows.due[0] > 1)
            s.rows.due[1]--;
        if (lf_schedule_check(&s, &why) != LF_OK)
            continue;
        made++;
        wrong += !round_trip(&s);
    }
    is_i64(wrong, 0, "changed loans are read back with their terms");
    ok(made > 4000, "many were made (%d)", made);
}

/* Rows from elsewhere: any dates, any amounts that the check accepts. */
static LfSchedule
imported(int kind)
{
    LfSchedule s = loan_schedule(&room);
    int32_t day = (int32_t)random_between(LF_MIN_DATE, LF_MAX_DATE - 4000);
    LfPeriod period = {.months = (int32_t)random_between(1, 12)};
    int32_t base = day, lead = (int32_t)random_between(0, 3);
    int bits = (int)random_between(0, 50);

    s.start_date = day;
    s.rows.count = (int32_t)random_between(0, IMPORTED);
    for (int32_t k = 0; k < s.rows.count; k++) {
        day += (int32_t)random_between(1, 12);
        room.due[k] = day;
        if (kind == 1) /* months from the start, or from another day */
            room.due[k] = (int32_t)lf_date_add(base, period, k + lead);
        if (!lf_date_in_range(room.due[k])) {
            s.rows.count = k;
            break;
        }
        room.principal[k] = random_chance(5) ? 0 : random_signed() >> (13 + bits);
        room.interest[k] = random_signed() >> (13 + bits);
        room.fee[k] = kind == 0 && random_chance(3) ? random_signed() >> 13 : 0;
        s.opening += room.principal[k];
    }
    if (kind == 1 && s.rows.count > 0 && random_chance(2) && s.start_date > LF_MIN_DATE + 40)
        s.start_date -= (int32_t)random_between(1, 40);
    return s;
}

static void
test_imported(void)
{
    int wrong = 0, months = 0, days = 0;

    for (int i = 0; i < 5000; i++) {
        LfSchedule s = imported(i % 3);
        LfScheduleView v;
        LfFault why;
        Bytes b;

        if (lf_schedule_check(&s, &why) != LF_OK)
            continue;
        b = encode(&s, false);
        wrong += !comes_back(&s, b);
        if (lf_money_schedule_open(b.data, b.length, true, &v, &why) == LF_OK) {
            months += v.due_form == LF_DUE_MONTHS;
            days += v.due_form == LF_DUE_COLUMN;
        }
        free(b.data);
    }
    is_i64(wrong, 0, "imported rows are read back");
    ok(months > 500 && days > 500, "by months and by days (%d, %d)", months, days);
}

/* Beginnings of columns, and rows until a day, read alone. */
static void
test_parts(void)
{
    static int64_t interest[LF_MAX_LOAN_ROWS], principal[LF_MAX_LOAN_ROWS];
    static int64_t fee[LF_MAX_LOAN_ROWS], scratch[LF_MAX_LOAN_ROWS];
    static int32_t due[LF_MAX_LOAN_ROWS];
    int wrong = 0, wrong_until = 0;

    for (int i = 0; i < 5000; i++) {
        LfLoan loan = random_loan();
        LfSchedule s = loan_schedule(&room);
        LfScheduleView v;
        LfFault why;
        Bytes b;

        if (i % 2 == 0)
            s = imported(i % 3);
        else if (lf_amortize(&loan, true, &s, &why) != LF_OK)
            continue;
        b = encode(&s, false);
        if (lf_money_schedule_open(b.data, b.length, true, &v, &why) != LF_OK)
            wrong++;
        else {
            int32_t some = (int32_t)random_between(0, s.rows.count);
            int32_t day = s.start_date + (int32_t)random_between(-10, 4000);

            lf_money_schedule_dues(&v, some, due, scratch);
            lf_money_schedule_interest(&v, some, interest);
            lf_money_schedule_principal(&v, some, interest, principal);
            lf_money_schedule_fees(&v, some, fee);
            wrong += memcmp(due, s.rows.due, (size_t)some * sizeof(due[0])) != 0 ||
                     !same_column(interest, s.rows.interest, some) ||
                     !same_column(principal, s.rows.principal, some) ||
                     !same_column(fee, s.rows.fee, some);
            wrong_until += lf_money_schedule_rows_until(&v, day, due, scratch) !=
                           lf_rows_until(s.rows.due, s.rows.count, day);
        }
        free(b.data);
    }
    is_i64(wrong, 0, "the first rows of columns read alone are the first rows");
    is_i64(wrong_until, 0, "rows until a day are counted as in the rows");
}

static void
test_size(void)
{
    int64_t largest = 0, total = 0;
    int over = 0, loans = 0;

    for (int i = 0; i < 5000; i++) {
        LfLoan loan = {.principal = random_between(100000, 100000000),
                       .start_date = (int32_t)random_between(5000, 9000),
                       .terms = {.period = {.months = 1},
                                 .periods = 36,
                                 .rate_e12 = random_between(100, 2400) * (LF_RATE_ONE / 10000)}};
        LfSchedule s = loan_schedule(&room);
        LfFault why;
        Bytes b;

        (void)lf_currency_parse("CNY", 3, &loan.currency, &why);
        if (lf_amortize(&loan, true, &s, &why) != LF_OK)
            continue;
        b = encode(&s, true);
        largest = (int64_t)b.length > largest ? (int64_t)b.length : largest;
        total += (int64_t)b.length;
        loans++;
        free(b.data);
    }
    ok(loans == 5000 && largest <= 100,
       "36 months take at most 100 bytes (%d on average, %d at most)", (int)(total / loans),
       (int)largest);
    for (int i = 0; i < 1000; i++) {
        LfSchedule s = imported(i % 3);
        Bytes b;
        /* up to 99,999.99, as irregular as they come */
        for (int32_t k = 0; k < s.rows.count; k++) {
            room.principal[k] = random_between(0, INT64_C(9999999));
            room.interest[k] = random_between(0, INT64_C(9999999));
            room.fee[k] = 0;
        }
        s.opening = (int64_t)lf_column_sum(room.principal, s.rows.count);
        b = encode(&s, false);
        over += b.length > 60 + 9 * (size_t)s.rows.count;
        free(b.data);
    }
    is_i64(over, 0, "irregular rows take at most nine bytes each");
}

static void
test_cut(void)
{
    int accepted = 0, tried = 0;

    for (int i = 0; i < 600; i++) {
        LfLoan loan = random_loan();
        LfSchedule s = i % 3 == 0 ? imported(i % 2) : loan_schedule(&room);
        LfFault why;
        Bytes b, longer;

        if (i % 3 != 0 && lf_amortize(&loan, true, &s, &why) != LF_OK)
            continue;
        b = encode(&s, false);
        for (size_t length = 0; length < b.length; length += 1 + length / 100, tried++) {
            Bytes cut = exact_copy(b.data, length);
            LfScheduleView v;

            accepted += lf_money_schedule_open(cut.data, length, true, &v, &why) == LF_OK;
            free(cut.data);
        }
        longer = (Bytes){chunk(b.length + 1), b.length + 1};
        memcpy(longer.data, b.data, b.length);
        longer.data[b.length] = 0;
        LfScheduleView v;

        accepted += lf_money_schedule_open(longer.data, longer.length, true, &v, &why) == LF_OK;
        free(longer.data);
        free(b.data);
    }
    is_i64(accepted, 0, "bytes that are cut off or go on are refused");
    ok(tried > 10000, "many were cut (%d)", tried);
}

static bool
refused(const char *bytes, size_t length)
{
    Bytes b = exact_copy((const uint8_t *)bytes, length);
    LfScheduleView v;
    LfFault why = {0};
    bool no = lf_money_schedule_open(b.data, length, true, &v, &why) == LF_ERR_CORRUPT &&
              why.status == LF_ERR_CORRUPT && why.text2.length > 0;

    free(b.data);
    return no;
}

static void
test_heads(void)
{
    /* version, flags, start, opening, rows, due, interest, amount */
    ok(!refused("\x01\x20\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", 14),
       "a schedule of no rows is one");
    ok(refused("\x02\x20\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", 14),
       "another version is refused");
    ok(refused("\x01\x60\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", 14),
       "an unknown flag is refused");
    ok(refused("\x01\x30\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", 14),
       "an unknown form of due dates is refused");
    ok(refused("\x01\x21XXY\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", 17),
       "an unknown currency is refused");
    ok(refused("", 0) && refused("\x01", 1), "less than a head is refused");
    ok(refused("\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", 11),
       "a calendar of terms without terms is refused");
    ok(refused("\x01\x20\x00\x00\xff\xff\xff\x7f\x00\x00\x00\x00\x00\x00\x00\x00\x00", 17),
       "more rows than the limit are refused");
}

/* A version's bytes never change: stored values, indexes and hashes depend on them. */
static void
frozen(const char *what, const LfSchedule *s, const char *want)
{
    Bytes b = encode(s, false);
    char hex[400] = "";

    for (size_t i = 0; i < b.length && i < 199; i++)
        snprintf(hex + 2 * i, 3, "%02x", b.data[i]);
    is_str(hex, want, "the bytes of %s are those of version 1", what);
    free(b.data);
}

static void
test_frozen(void)
{
    LfLoan loan = {.principal = 10000000,
                   .start_date = lf_date_from_civil((LfCivil){2024, 1, 15}),
                   .terms = {.period = {.months = 1}, .periods = 12, .rate_e12 = LF_RATE_ONE / 20}};
    LfSchedule s = loan_schedule(&room);
    LfFault why;

    (void)lf_amortize(&loan, true, &s, &why);
    frozen("a plain annuity", &s,
           "010298890180dac4090c050000aa01010a868b0583351f00a729030196c06800010a03");
    (void)lf_currency_parse("KWD", 3, &loan.currency, &why);
    loan.fee = 250;
    loan.terms.grace = 2;
    loan.terms.balloon = 3000000;
    loan.terms.residue = LF_RESIDUE_FIRST;
    loan.terms.day_count = LF_ACT_365;
    loan.terms.period = (LfPeriod){.days = 14};
    (void)lf_amortize(&loan, true, &s, &why);
    frozen("a loan with grace, balloon and fees", &s,
           "01074b574498890180dac4090c0b80a406aa010e02c08db7010ad4ab02000501"
           "01e51413440001d4ab02000301bcdb54000307809bee0201f4030000");
    s = loan_schedule(&room);
    s.rows.count = 4;
    for (int32_t k = 0; k < 4; k++) {
        room.due[k] = 100 + 7 * k * k;
        room.principal[k] = 1000 * (k - 1);
        room.interest[k] = 77 >> k;
        room.fee[k] = 0;
        s.opening += room.principal[k];
    }
    s.start_date = 100;
    frozen("imported rows", &s, "0120c801a01f0402000e1c00159a014d00807612b50e820f12000b");
}

int
main(void)
{
    random_begin();
    test_amortized();
    test_changed();
    test_imported();
    test_parts();
    test_size();
    test_cut();
    test_heads();
    test_frozen();
    return done_testing();
}
