/*
 * Events: resets, tranches, shaped payments, restructuring, rebates and leases:
 * what each keeps, and a second way to the same rows.
 */
#include "core/amort/amort.h"
#include "core/change/rebate.h"
#include "core/change/resets.h"
#include "core/change/restructure.h"
#include "core/change/shape.h"
#include "core/lease/lease.h"
#include "test/unit/changes.h"
#include "test/unit/tap.h"

static Room room[4];

/* A random loan of a form, in the first room; false where the terms allow no schedule. */
static bool
make_loan(LfMethod method, LfLoan *loan, LfSchedule *s)
{
    *loan = (LfLoan){.principal = random_between(1000, 90000000),
                     .start_date = (int32_t)random_between(0, 12000)};
    loan->terms = random_terms(loan->principal, loan->start_date);
    loan->terms.periods = (int32_t)random_between(2, 60);
    loan->terms.method = method;
    loan->terms.residue = LF_RESIDUE_LAST;
    loan->terms.rate_e12 = random_between(0, 3000) * (LF_RATE_ONE / 10000);
    if (loan->terms.grace >= loan->terms.periods || method == LF_RULE_OF_78)
        loan->terms.grace = 0;
    if (method == LF_RULE_OF_78)
        loan->terms.in_advance = false;
    return amortized_in(&room[0], loan, s);
}

/* Steps and skipped months: the check, the payments, and that the first is the least. */
static void
test_shapes(void)
{
    int wrong = 0, negative = 0, above = 0, uneven = 0, made = 0, noop = 0;

    for (int i = 0; i < 4000; i++) {
        LfChanged out = changed_in(&room[1]);
        LfFault why = {0};
        LfSchedule s;
        LfLoan loan;
        int32_t every = (int32_t)random_between(1, 14), last;
        bool steps = random_chance(2);
        lf_status status;

        if (!make_loan(LF_ANNUITY, &loan, &s))
            continue;
        if (steps)
            status = lf_step(&s, random_between(-20, 20) * (LF_RATE_ONE / 100), every, &out, &why);
        else
            status = lf_skip_months(&s, (uint32_t)random_between(0, 4095),
                                    (LfSkipInterest)random_between(0, 1), &out, &why);
        if (status != LF_OK)
            continue;
        if (!out.s.terms.has_last_change) {
            noop++;
            wrong += !same_rows(&out.s.rows, &s.rows);
            continue;
        }
        made++;
        wrong += lf_schedule_check(&out.s, &why) != LF_OK || out.s.opening != s.opening;
        negative += has_negative_balance(&out.s);
        last = out.s.rows.count - 1;
        /* a row of the first step pays the base, and the last row no more than its share */
        for (int32_t k = out.s.terms.grace; steps && k < last && k < out.s.terms.grace + every; k++)
            uneven += out.s.rows.principal[k] + out.s.rows.interest[k] != out.s.terms.level;
        if (!steps && !(loan.terms.in_advance && loan.terms.balloon > 0))
            above += out.s.rows.principal[last] + out.s.rows.interest[last] >
                     out.s.terms.level + loan.terms.balloon;
    }
    is_i64(wrong, 0, "shaped schedules pass the check; a shape of nothing is the same schedule");
    is_i64(negative, 0, "no shape makes a balance below zero");
    is_i64(uneven, 0, "every row of the first step pays the same");
    is_i64(above, 0, "the last row pays no more than its share");
    ok(made > 1000 && noop > 20, "many shapes were made (%d), some of nothing (%d)", made, noop);
}

/* A tranche adds to the debt what it pays out and what has accrued, and nothing else. */
static void
test_tranches(void)
{
    int wrong = 0, lost = 0, made = 0;

    for (int i = 0; i < 4000; i++) {
        LfChanged out = changed_in(&room[1]);
        int64_t amount = random_between(1, 1000000), paid = 0;
        LfFault why = {0};
        LfSchedule s;
        LfLoan loan;
        int32_t day;

        if (!make_loan((LfMethod)random_between(0, LF_EQUAL_PRINCIPAL), &loan, &s) ||
            s.rows.due[s.rows.count - 1] < s.start_date + 3)
            continue;
        day = (int32_t)random_between(s.start_date + 1, s.rows.due[s.rows.count - 1] - 1);
        if (lf_tranche(&s, day, amount, &out, &why) != LF_OK)
            continue;
        made++;
        wrong += lf_schedule_check(&out.s, &why) != LF_OK || out.s.opening != s.opening;
        for (int32_t k = 0; k < out.s.rows.count; k++)
            if (out.s.rows.due[k] == day)
                paid = out.s.rows.principal[k] + out.s.rows.interest[k];
        for (int32_t k = 0; k < s.rows.count; k++)
            if (s.rows.due[k] == day)
                paid -= s.rows.principal[k] + s.rows.interest[k];
        lost += paid != -amount;
    }
    is_i64(wrong, 0, "schedules with a tranche pass the check, their opening stays");
    is_i64(lost, 0, "the borrower gets the amount, to the minor unit");
    ok(made > 1000, "tranches were made (%d)", made);
}

/* A list of rates is one repricing after the other. */
static void
test_resets(void)
{
    int unlike = 0, made = 0, late = 0;

    for (int i = 0; i < 3000; i++) {
        LfChanged rooms[2] = {changed_in(&room[1]), changed_in(&room[2])}, *answer;
        LfChanged one = changed_in(&room[3]);
        LfRateChange resets[3], days[3];
        LfFault why = {0};
        LfSchedule s;
        LfLoan loan;
        int32_t count;
        LfResetCustom custom = (LfResetCustom)random_between(0, 3);

        if (!make_loan(LF_ANNUITY, &loan, &s))
            continue;
        for (int k = 0; k < 3; k++)
            resets[k] = (LfRateChange){s.start_date + 200 * k + (int32_t)random_between(-100, 90),
                                       random_between(1, 2000) * (LF_RATE_ONE / 10000)};
        if (lf_reset_days(&s, resets, 3, custom, days, &count, &why) != LF_OK)
            continue;
        for (int k = 0; k < count; k++)
            late += days[k].from < s.start_date || (k > 0 && days[k].from <= days[k - 1].from);
        if (count > 1)
            count = 1;
        if (count == 0 || days[0].from >= s.rows.due[s.rows.count - 1] ||
            lf_reprice(&s, days[0].from, days[0].rate_e12, LF_REPRICE_PAYMENT, &one, &why) != LF_OK)
            continue;
        made++;
        unlike +=
            lf_reprice_each(&s, days, count, LF_REPRICE_PAYMENT, rooms, &answer, &why) != LF_OK ||
            !same_rows(&answer->s.rows, &one.s.rows);
    }
    is_i64(late, 0, "reset days ascend from the start on");
    is_i64(unlike, 0, "a list of one rate is a repricing");
    ok(made > 500, "lists were tried (%d)", made);
}

/* What restructuring finances, and what a rebate gives back. */
static void
test_settlement(void)
{
    int wrong = 0, outside = 0, digits = 0, made = 0, dear = 0;

    for (int i = 0; i < 2000; i++) {
        LfRebate rule, actuarial;
        LfFault why = {0};
        LfSchedule s;
        LfLoan loan, anew;
        LfRestructure ask = {.added = random_between(1, 5000), .has_periods = true, .periods = 12};
        int32_t day, passed;

        if (!make_loan(random_chance(2) ? LF_RULE_OF_78 : LF_FLAT, &loan, &s))
            continue;
        day = (int32_t)random_between(s.start_date, s.rows.due[s.rows.count - 1]);
        if (lf_interest_rebate(&s, day, LF_REBATE_RULE_OF_78, false, &rule, &why) != LF_OK ||
            lf_interest_rebate(&s, day, LF_REBATE_ACTUARIAL, false, &actuarial, &why) != LF_OK)
            continue;
        made++;
        passed = lf_rows_until(s.rows.due, s.rows.count, day);
        outside += rule.rebate < 0 || rule.rebate > lf_column_sum(s.rows.interest, s.rows.count) ||
                   (passed == s.rows.count && (rule.settlement != 0 || rule.rebate != 0));
        /* on a due date a rule of 78 loan gives back the interest of its rows to come */
        if (loan.terms.method == LF_RULE_OF_78 && passed > 0 && s.rows.due[passed - 1] == day &&
            loan.terms.rounding == LF_DOWN)
            digits += lf_abs128(rule.rebate - (lf_column_sum(s.rows.interest, s.rows.count) -
                                               lf_column_sum(s.rows.interest, passed))) > 1;
        dear += actuarial.settlement < 0;
        if (day < s.rows.due[s.rows.count - 1] &&
            lf_restructure(&s, day, &ask, &anew, &why) == LF_OK)
            wrong +=
                !anew.terms.restructured || anew.start_date != day || anew.principal < ask.added;
    }
    is_i64(outside, 0, "the rule of 78 gives back some of the interest, nothing at the end");
    is_i64(digits, 0, "on a due date it gives back the interest of the rows to come");
    is_i64(dear, 0, "no settlement is below zero");
    is_i64(wrong, 0, "a restructured loan begins on its day with what is owed and added");
    ok(made > 500, "settlements were tried (%d)", made);
}

/* A deposit moves money in time, it makes none. */
static void
test_leases(void)
{
    int lost = 0, unlike = 0, refused = 0, made = 0;

    for (int i = 0; i < 2000; i++) {
        int32_t date[ROOM];
        int64_t amount[ROOM], sum = 0, rows = 0;
        LfCashflows flows = {.date = date, .amount = amount};
        LfLeaseMoney money = {.use = (LfDepositUse)random_between(0, 2),
                              .costs = random_between(-500, 500)};
        LfLease lease;
        LfFault why = {0};
        LfSchedule s;
        LfLoan loan;

        if (!make_loan(LF_ANNUITY, &loan, &s))
            continue;
        for (int32_t k = 0; k < s.rows.count; k++)
            rows += s.rows.principal[k] + s.rows.interest[k] + s.rows.fee[k];
        money.deposit = random_between(0, s.opening / 4);
        if (lf_lease_flows(&s, &money, &flows, &why) != LF_OK)
            continue;
        made++;
        for (int32_t k = 0; k < flows.count; k++)
            sum += amount[k];
        lost += sum != rows - s.opening - money.costs;
        unlike += lf_cashflows_check(&flows, &why) != LF_OK;
        money.deposit = rows + 1;
        refused += lf_lease_flows(&s, &money, &flows, &why) != LF_ERR_LEASE_AMOUNT;
        lease = (LfLease){
            .price = loan.principal + 1, .has_value = true, .asset_value = loan.principal};
        refused += lf_lease_loan(&lease, &loan, &why) != LF_ERR_LEASEBACK_PRICE;
    }
    is_i64(lost, 0, "a deposit adds nothing to the flows of a lessor");
    is_i64(unlike, 0, "the flows are dated amounts in order");
    is_i64(refused, 0, "a deposit above the rents and a price above the value are refused");
    ok(made > 500, "leases were tried (%d)", made);
}

/* Whether `made` has the rows of `anew`, which may end in rows of nothing. */
static bool
ends_as(const LfRows *made, int32_t from, const LfRows *anew)
{
    for (int32_t k = 0; k < anew->count; k++) {
        int32_t j = from + k;

        if (j >= made->count) {
            if (anew->principal[k] != 0 || anew->interest[k] != 0)
                return false;
        } else if (made->due[j] != anew->due[k] || made->principal[j] != anew->principal[k] ||
                   made->interest[j] != anew->interest[k] || made->fee[j] != anew->fee[k])
            return false;
    }
    return made->count - from <= anew->count;
}

/* A change on the first due date leaves what a loan of that day would be: repriced, longer or
 * smaller.  Only days that every month has: month ends drift. */
static void
test_first_due(void)
{
    int unlike = 0, made[3] = {0};

    for (int i = 0; i < 12000; i++) {
        LfChanged out = changed_in(&room[1]);
        LfSchedule s, anew = changed_in(&room[2]).s;
        int kind = (int)random_between(0, 2);
        int64_t amount = random_between(1, 100000);
        LfFault why = {0};
        LfLoan loan;
        int32_t day;
        lf_status status;

        if (!make_loan(kind == 0 ? LF_ANNUITY : (LfMethod)random_between(0, 2), &loan, &s) ||
            loan.terms.in_advance || s.rows.count < 3 || s.rows.principal[0] == s.opening ||
            lf_date_to_civil(s.rows.due[0]).day > 28 || lf_date_to_civil(s.start_date).day > 28)
            continue;
        day = s.rows.due[0];
        loan.principal -= s.rows.principal[0];
        loan.start_date = day;
        loan.terms.has_first_due = false;
        loan.terms.first_due = 0;
        loan.terms.periods--;
        loan.terms.grace -= loan.terms.grace > 0;
        if (kind == 0) {
            loan.terms.rate_e12 += LF_RATE_ONE / 100;
            status = lf_reprice(&s, day, loan.terms.rate_e12, LF_REPRICE_PAYMENT, &out, &why);
        } else if (kind == 1) {
            loan.terms.periods += 5;
            status = lf_extend(&s, day, 5, &out, &why);
        } else {
            loan.principal -= amount;
            status = lf_prepay(&s, day, amount, LF_PREPAY_REDUCE, 0, &out, &why);
        }
        if (status != LF_OK || loan.terms.period.month_end || lf_loan_check(&loan, &why) != LF_OK ||
            lf_amortize(&loan, true, &anew, &why) != LF_OK)
            continue;
        made[kind]++;
        unlike += !ends_as(&out.s.rows, 1, &anew.rows);
    }
    is_i64(unlike, 0, "a change on the first due date gives the new loan");
    ok(made[0] > 200 && made[1] > 200 && made[2] > 200,
       "such changes were made (%d repriced, %d extended, %d prepaid)", made[0], made[1], made[2]);
}

/* One more change of any kind to `s`, in two rooms that it may use. */
static lf_status
change_somehow(const LfSchedule *s, int kind, LfChanged rooms[2], LfChanged **made)
{
    LfRateChange resets[2], days[2];
    LfFault why = {0};
    LfLoan loan;
    LfRestructure ask = {.added = random_between(0, 5000)};
    int32_t last = s->rows.due[s->rows.count - 1], from = s->start_date, count, day;
    int64_t rate = random_between(0, 2000) * (LF_RATE_ONE / 10000);
    lf_status status;

    if (s->terms.has_last_change)
        from = s->terms.last_change;
    if (last <= from + 1)
        return LF_ERR_CHANGE_DATE;
    day = (int32_t)random_between(from + 1, last - 1);
    *made = &rooms[0];
    switch (kind) {
    case 0:
        return lf_step(s, random_between(-5, 5) * (LF_RATE_ONE / 100), 6, *made, &why);
    case 1:
        return lf_skip_months(s, (uint32_t)random_between(0, 4095),
                              (LfSkipInterest)random_between(0, 1), *made, &why);
    case 2:
        return lf_tranche(s, day, random_between(1, 1000000), *made, &why);
    case 3:
        resets[0] = (LfRateChange){day, rate};
        resets[1] = (LfRateChange){day + 90, rate / 2};
        status =
            lf_reset_days(s, resets, 2, (LfResetCustom)random_between(0, 3), days, &count, &why);
        return status == LF_OK
                   ? lf_reprice_each(s, days, count, LF_REPRICE_PAYMENT, rooms, made, &why)
                   : status;
    case 4:
        status = lf_restructure(s, day, &ask, &loan, &why);
        if (status == LF_OK)
            status = lf_amortize(&loan, true, &(*made)->s, &why);
        if ((*made)->s.terms.change_count > 0 || status != LF_OK)
            return status != LF_OK ? status : LF_ERR_CHANGE_FORM;
        (*made)->s.terms.changes = (*made)->changes;
        return LF_OK;
    case 5:
        return lf_prepay(s, day, random_between(1, s->opening),
                         (LfPrepayEffect)random_between(0, 3), 0, *made, &why);
    case 6:
        return lf_defer(s, day, 3, (LfDeferInterest)random_between(0, 2), *made, &why);
    default:
        break;
    }
    return lf_extend(s, day, (int32_t)random_between(-3, 6), *made, &why);
}

/* Whether changes of nothing give an equal value. */
static bool
stays_equal(const LfSchedule *s, LfChanged rooms[2])
{
    int32_t day = s->terms.has_last_change ? s->terms.last_change : s->start_date;
    LfChanged *made;
    LfFault why = {0};

    if (s->rows.count == 0 || day >= s->rows.due[s->rows.count - 1])
        return true;
    return lf_extend(s, day, 0, &rooms[0], &why) == LF_OK &&
           same_rows(&rooms[0].s.rows, &s->rows) &&
           rooms[0].s.terms.has_last_change == s->terms.has_last_change &&
           lf_defer(s, day, 0, LF_DEFER_PAY, &rooms[0], &why) == LF_OK &&
           same_rows(&rooms[0].s.rows, &s->rows) && rooms[0].s.terms.level == s->terms.level &&
           lf_reprice_each(s, NULL, 0, LF_REPRICE_PAYMENT, rooms, &made, &why) == LF_OK &&
           same_rows(&made->s.rows, &s->rows);
}

/* Any change after any change. */
static void
test_sequences(void)
{
    int lost = 0, negative = 0, unequal = 0, moved = 0, made[8] = {0}, least = 1000000;

    for (int i = 0; i < 6000; i++) {
        LfSchedule s;
        LfLoan loan;
        int at = 0;

        if (!make_loan((LfMethod)random_between(0, 2), &loan, &s))
            continue;
        for (int step = 0; step < 5 && s.rows.count > 1; step++) {
            LfChanged rooms[2] = {changed_in(&room[(at + 1) % 4]), changed_in(&room[(at + 2) % 4])};
            LfChanged *next = NULL;
            LfFault why = {0};
            int64_t opening = s.opening;
            int kind = (int)random_between(step == 0 ? 0 : 2, step == 0 ? 3 : 7);

            unequal += !stays_equal(&s, rooms);
            rooms[0] = changed_in(&room[(at + 1) % 4]);
            rooms[1] = changed_in(&room[(at + 2) % 4]);
            if (change_somehow(&s, kind, rooms, &next) != LF_OK)
                continue;
            made[kind]++;
            at = (at + (next == &rooms[0] ? 1 : 2)) % 4;
            s = next->s;
            moved += kind != 4 && s.opening != opening;
            lost += lf_column_sum(s.rows.principal, s.rows.count) != s.opening ||
                    lf_schedule_check(&s, &why) != LF_OK;
            negative += has_negative_balance(&s);
        }
    }
    for (int kind = 0; kind < 8; kind++)
        least = made[kind] < least ? made[kind] : least;
    is_i64(moved, 0, "no sequence of changes moves the opening amount");
    is_i64(lost, 0, "the sum of principal stays the opening amount");
    is_i64(negative, 0, "no sequence makes a balance below zero");
    is_i64(unequal, 0, "a change of nothing gives an equal schedule");
    ok(least > 200, "every kind of change was made, the rarest %d times", least);
}

int
main(void)
{
    test_shapes();
    test_tranches();
    test_resets();
    test_settlement();
    test_leases();
    test_first_due();
    test_sequences();
    return done_testing();
}
