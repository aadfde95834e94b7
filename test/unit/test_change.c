/*
 * Change: what every change keeps, and changes that have a second way to the
 * same rows.
 */
#include "core/change/change.h"

#include "core/schedule/accrual.h"
#include "test/unit/changes.h"
#include "test/unit/tap.h"
#include "test/unit/word.h"

static Room room[3];

/* A random loan that can change, in the first room; false where the terms allow no schedule. */
static bool
make_loan(LfLoan *loan, LfSchedule *s)
{
    *loan = (LfLoan){.principal = random_between(100, 90000000),
                     .start_date = (int32_t)random_between(0, 12000)};
    loan->terms = random_terms(loan->principal, loan->start_date);
    loan->terms.periods = (int32_t)random_between(2, 60);
    loan->terms.method = (LfMethod)random_between(0, LF_INTEREST_ONLY);
    loan->terms.grace = 0;
    loan->terms.rate_e12 = random_between(0, 5000) * (LF_RATE_ONE / 10000);
    if (loan->terms.method == LF_INTEREST_ONLY) {
        loan->terms.balloon = loan->terms.payment_unit = 0;
        loan->terms.in_advance = false;
    }
    return amortized_in(&room[0], loan, s);
}

/* A random change on a day that allows one. */
static lf_status
change_somehow(const LfSchedule *s, int32_t day, LfChanged *out, LfFault *why)
{
    int32_t kept = lf_rows_until(s->rows.due, s->rows.count, day);
    int64_t owed = s->opening - (int64_t)lf_column_sum(s->rows.principal, kept);

    switch (random_between(0, 3)) {
    case 0:
        return lf_prepay(s, day, random_between(1, owed + owed / 50 + 2),
                         (LfPrepayEffect)random_between(0, 3), random_chance(3) ? 500 : 0, out,
                         why);
    case 1:
        return lf_reprice(s, day, random_between(0, 4000) * (LF_RATE_ONE / 10000),
                          (LfRepriceEffect)random_chance(3), out, why);
    case 2:
        return lf_defer(s, day, (int32_t)random_between(0, 4),
                        (LfDeferInterest)random_between(0, 2), out, why);
    default:
        return lf_extend(s, day, (int32_t)random_between(-3, 6), out, why);
    }
}

/* Sequences of changes keep what is past and lose nothing. */
static void
test_invariants(void)
{
    int wrong = 0, negative = 0, past = 0, unlike = 0, made = 0, refused = 0;

    for (int i = 0; i < 6000; i++) {
        LfSchedule s;
        LfLoan loan;
        int at = 0;

        if (!make_loan(&loan, &s))
            continue;
        for (int step = 0; step < 4; step++) {
            LfChanged out = changed_in(&room[1 - at]);
            int32_t day = (int32_t)random_between(s.terms.has_last_change ? s.terms.last_change
                                                                          : s.start_date,
                                                  s.rows.due[s.rows.count - 1]);
            int32_t kept = lf_rows_until(s.rows.due, s.rows.count, day - 1);
            LfFault why = {0};

            if (change_somehow(&s, day, &out, &why) != LF_OK) {
                refused++;
                continue;
            }
            made++;
            wrong += lf_schedule_check(&out.s, &why) != LF_OK;
            negative += has_negative_balance(&out.s);
            past += !same_rows_from(&s.rows, &out.s.rows, 0, kept);
            unlike += out.s.opening != s.opening || out.s.start_date != s.start_date;
            s = out.s;
            at = 1 - at;
        }
    }
    is_i64(wrong, 0, "what a change makes passes the check: its principal adds up to the opening");
    is_i64(negative, 0, "no change makes a balance below zero");
    is_i64(past, 0, "rows before the day of a change stay");
    is_i64(unlike, 0, "opening amount and start date stay");
    ok(made > 8000 && refused > 1000, "many changes were made (%d), many refused (%d)", made,
       refused);
}

/* A change of nothing, and a prepayment of the payoff. */
static void
test_ends(void)
{
    int unlike = 0, open = 0, tried = 0;

    for (int i = 0; i < 3000; i++) {
        LfChanged out = changed_in(&room[1]);
        LfFault why = {0};
        LfAccrual a;
        LfSchedule s;
        LfLoan loan;
        int64_t interest = 0;
        int32_t day, kept;

        if (!make_loan(&loan, &s) || s.rows.due[s.rows.count - 1] <= s.start_date + 1)
            continue;
        unlike += lf_defer(&s, s.start_date, 0, LF_DEFER_PAY, &out, &why) != LF_OK ||
                  out.s.rows.count != s.rows.count ||
                  !same_rows_from(&s.rows, &out.s.rows, 0, s.rows.count) ||
                  out.s.terms.has_last_change;
        day = (int32_t)random_between(s.start_date + 1, s.rows.due[s.rows.count - 1] - 1);
        kept = lf_rows_until(s.rows.due, s.rows.count, day);
        a = (LfAccrual){.terms = &s.terms,
                        .start_date = s.start_date,
                        .previous_due = kept > 0 ? s.rows.due[kept - 1] : s.start_date,
                        .next_due = s.rows.due[kept],
                        .next_interest = s.rows.interest[kept],
                        .balance = s.opening - (int64_t)lf_column_sum(s.rows.principal, kept)};
        if (a.balance == 0 || lf_accrued_interest(&a, day, &interest, &why) != LF_OK)
            continue;
        tried++;
        open +=
            lf_prepay(&s, day, a.balance + interest, LF_PREPAY_SHORTEN, 0, &out, &why) != LF_OK ||
            out.s.rows.due[out.s.rows.count - 1] != day;
    }
    is_i64(unlike, 0, "a deferral by no period is the same schedule");
    is_i64(open, 0, "a prepayment of the payoff ends the schedule that day");
    ok(tried > 1500, "prepayments of the payoff were tried (%d)", tried);
}

/* A repricing looks at no amount but those it says. */
static void
test_reads(void)
{
    int unlike = 0, tried = 0, cut = 0;

    for (int i = 0; i < 4000; i++) {
        LfChanged out = changed_in(&room[1]), again = changed_in(&room[2]);
        LfFault why = {0};
        LfSchedule s;
        LfLoan loan;
        int64_t rate = random_between(0, 9) * (LF_RATE_ONE / 50);
        LfRepriceEffect effect = (LfRepriceEffect)random_chance(3);
        int32_t day, reads;

        if (!make_loan(&loan, &s) || s.rows.due[s.rows.count - 1] <= s.start_date)
            continue;
        if (random_chance(5))
            rate = s.terms.rate_e12;
        day = (int32_t)random_between(s.start_date, s.rows.due[s.rows.count - 1] - 1);
        reads = lf_reprice_reads(&s, day, rate);
        if (lf_reprice(&s, day, rate, effect, &out, &why) != LF_OK)
            continue;
        for (int32_t k = reads; k < s.rows.count; k++)
            s.rows.principal[k] = s.rows.interest[k] = (int64_t)random_word();
        tried++;
        cut += reads < s.rows.count;
        unlike += lf_reprice(&s, day, rate, effect, &again, &why) != LF_OK ||
                  !same_rows(&out.s.rows, &again.s.rows) ||
                  out.s.terms.level != again.s.terms.level;
    }
    is_i64(unlike, 0, "a repricing reads no amounts of later rows");
    ok(tried > 1500 && cut > 1000, "some were left out (%d of %d)", cut, tried);
}

/* From the start on, a change is a loan made with the new terms. */
static void
test_against_new_loans(void)
{
    int rate = 0, holiday = 0, tried = 0;

    for (int i = 0; i < 4000; i++) {
        LfChanged out = changed_in(&room[1]);
        LfSchedule s, anew = changed_in(&room[2]).s;
        LfFault why = {0};
        LfLoan loan;
        int32_t h = (int32_t)random_between(1, 5);

        if (!make_loan(&loan, &s) || loan.terms.method != LF_ANNUITY || loan.terms.in_advance ||
            loan.terms.residue != LF_RESIDUE_LAST || loan.terms.has_first_due ||
            loan.terms.negative_amortization || loan.terms.day_count != LF_PERIODIC)
            continue;
        tried++;
        if (lf_reprice(&s, s.start_date, LF_RATE_ONE / 20, LF_REPRICE_PAYMENT, &out, &why) ==
            LF_OK) {
            LfLoan other = loan;

            other.terms.rate_e12 = LF_RATE_ONE / 20;
            rate += lf_amortize(&other, true, &anew, &why) != LF_OK ||
                    !same_rows_from(&anew.rows, &out.s.rows, 0, out.s.rows.count);
        }
        if (lf_defer(&s, s.start_date, h, LF_DEFER_PAY, &out, &why) == LF_OK) {
            LfLoan other = loan;

            other.terms.grace = h;
            other.terms.periods += h;
            holiday += lf_amortize(&other, true, &anew, &why) != LF_OK ||
                       !same_rows_from(&anew.rows, &out.s.rows, 0, out.s.rows.count);
        }
    }
    is_i64(rate, 0, "a new rate from the start on is the loan made at that rate");
    is_i64(holiday, 0, "a holiday with interest paid from the start on is a grace");
    ok(tried > 200, "annuities were compared (%d)", tried);
}

static void
test_words(void)
{
    int value = -1;
    LfFault why = {0};

    ok(read_word(&lf_prepay_effects, "Shorten", 7, &value, &why) == LF_OK &&
           value == LF_PREPAY_SHORTEN,
       "an effect is read in any case");
    ok(read_word(&lf_defer_interests, "forget", 6, &value, &why) == LF_ERR_KEYWORD,
       "an unknown word is refused");
}

int
main(void)
{
    test_invariants();
    test_ends();
    test_reads();
    test_against_new_loans();
    test_words();
    return done_testing();
}
