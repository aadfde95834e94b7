#!/usr/bin/perl
# loan_state and days_past_due against 400 loans with payments early, late,
# partial, over, several a day and reversed: every cell of the file, for five
# days and three orders of allocation; and against the schedules that a core-banking
# test suite prints after payments early, late and on the day.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();
load($_) for qw(perf_state_schedules perf_state_payments);
my $states = load('perf_state');

$dbh->do(q{
    CREATE TABLE loan AS
    SELECT "case", schedule_agg(due::date, principal::numeric, interest::numeric, fee::numeric, start_date::date) AS s
    FROM   perf_state_schedules GROUP BY "case"
});
$dbh->do(q{
    CREATE TABLE paid AS
    SELECT "case", cashflow_agg(on_date::date, amount::numeric) AS p FROM perf_state_payments GROUP BY "case"
});
$dbh->do(q{
    CREATE TABLE made AS
    SELECT x."case", x.as_of, x.allocation, l.s, p.p, k.*
    FROM   perf_state AS x JOIN loan AS l USING ("case") LEFT JOIN paid AS p USING ("case"),
           LATERAL loan_state(s, p, x.as_of::date, x.allocation, x.penalty_rate::numeric) AS k(
               day, days_past_due, oldest_unpaid, overdue_principal, overdue_interest, overdue_fee, penalty,
               outstanding_principal,
               paid_principal, paid_interest, paid_fee, unapplied, next_due, next_payment)
});
is(($dbh->selectrow_array('SELECT count(*) FROM made'))[0], $states, "every one of $states cases has a state");
for (qw(days_past_due oldest_unpaid overdue_principal overdue_interest overdue_fee penalty outstanding_principal
    paid_principal paid_interest paid_fee unapplied next_due next_payment)) {
    none("$_ is that of the reference", qq{
        SELECT m."case", m.as_of, m.allocation, x.$_ AS want, m.$_ AS got
        FROM   made AS m JOIN perf_state AS x ON (m."case", m.as_of, m.allocation) = (x."case", x.as_of, x.allocation)
        WHERE  m.$_\::text IS DISTINCT FROM x.$_});
}
none('days_past_due() alone gives the same', q{
    SELECT "case", as_of FROM made WHERE days_past_due <> days_past_due(s, p, as_of::date)});
none('the reading that counts the due day is that of the reference', q{
    SELECT x."case", x.as_of FROM perf_state AS x
    JOIN made AS m ON (m."case", m.as_of, m.allocation) = (x."case", x.as_of, x.allocation)
    WHERE  days_past_due(s, p, x.as_of::date, due_day_counts => true)::text <> x.days_past_due_counting_due_day
       OR  (loan_state(s, p, x.as_of::date, due_day_counts => true)).days_past_due::text
           <> x.days_past_due_counting_due_day});
none('what was received is paid or unapplied, to the cent', q{
    SELECT "case", as_of FROM made
    WHERE  paid_principal + paid_interest + paid_fee + unapplied IS DISTINCT FROM
           coalesce((SELECT sum(amount) FROM flows(p) WHERE on_date <= day), 0)});

# Payments split, merged or in another order are the same money.
none('payments in parts are the payments', q{
    SELECT "case" FROM paid JOIN (
        SELECT "case", cashflow_agg(on_date::date, part ORDER BY md5(part::text)) AS q
        FROM   perf_state_payments, LATERAL (VALUES (amount::numeric - 0.07), (0.05), (0.02)) AS v(part)
        GROUP BY "case") AS parts USING ("case")
    WHERE p <> q});
none('a later day never takes back what a payment of an earlier day met', q{
    SELECT a."case" FROM made AS a JOIN made AS b ON a."case" = b."case" AND a.allocation = b.allocation
           AND a.day < b.day
    WHERE  NOT EXISTS (SELECT FROM flows(a.p) AS f WHERE f.on_date > a.day AND f.on_date <= b.day AND f.amount < 0)
      AND  b.paid_principal + b.paid_interest + b.paid_fee < a.paid_principal + a.paid_interest + a.paid_fee});

# Schedules printed after payments.  Where money was taken from the oldest row on, what the rows are printed to have
# got is what they get here, on the day of the print and on every due day after it.  Other rules are left out, each
# with its reason.
load($_) for qw(loans_fineract_events loans_fineract_events_list loans_fineract_events_rows payoff);
my %left_out = (
    (map { $_ => 'money that comes early goes to the last instalment' }
        qw(fev-C3267-027 fev-C3289-044 fev-C3290-045 fev-C3361-092 fev-C3377-095 fev-C3498-096 fev-C3667-138)),
    'fev-C3360-091' => 'marked as skipped by its authors: no row got the payment that is listed',
    'fev-C3213-014' => 'a pay-off whose amount is not given',
);
my $names = join ', ', map { "'$_'" } sort keys %left_out;
# not in the list: a down payment that was taken at once, and the amount of a pay-off, which payoff.csv has
my $down = q{'fev-C3416-082', 'fev-C3531-083', 'fev-C3536-085', 'fev-C3537-086'};
$dbh->do(qq{
    CREATE TABLE printed AS
    SELECT case_id, due_date::date AS due, payment::numeric, paid::numeric, outstanding::numeric
    FROM loans_fineract_events_rows WHERE case_id NOT IN ($names)
});
$dbh->do(qq{
    CREATE TABLE received AS
    SELECT case_id, date::date AS on_date,
           coalesce(amount, (SELECT expected_payoff FROM payoff
                             WHERE split_part(payoff.case_id, '-', 2) = split_part(l.case_id, '-', 2)))::numeric
           AS amount
    FROM   loans_fineract_events_list AS l WHERE event <> 'disbursement' AND case_id NOT IN ($names)
    UNION ALL
    SELECT case_id, due_date::date, payment::numeric FROM loans_fineract_events_rows
    WHERE k = '1' AND case_id IN ($down)
});
$dbh->do(q{
    CREATE TABLE replay AS
    WITH contract AS (
        SELECT case_id, schedule_agg(due_date::date, principal::numeric, interest::numeric, 0, started) AS s
        FROM   loans_fineract_events_rows
        JOIN (SELECT case_id, min(date::date) AS started FROM loans_fineract_events_list GROUP BY 1) AS l
             USING (case_id)
        GROUP  BY 1
    ), money AS (
        SELECT case_id, cashflow_agg(on_date, amount) AS p, sum(amount) AS pool FROM received GROUP BY 1
    )
    SELECT case_id, day, pool, e.as_of::date AS print, k.*
    FROM   loans_fineract_events AS e JOIN contract USING (case_id) LEFT JOIN money USING (case_id),
           LATERAL (SELECT e.as_of::date UNION SELECT due FROM printed AS r
                    WHERE r.case_id = e.case_id AND due > e.as_of::date) AS d(day),
           LATERAL loan_state(s, p, day) AS k
    WHERE  EXISTS (SELECT FROM printed AS r WHERE r.case_id = e.case_id)
});
none('what rows due by then are printed to have got is paid, and the rest waits', q{
    SELECT case_id, day, want, paid_principal + paid_interest + paid_fee AS got, pool, unapplied
    FROM   replay JOIN LATERAL (SELECT coalesce(sum(paid) FILTER (WHERE due <= day), 0) AS want, sum(paid) AS ever
                                FROM printed AS r WHERE r.case_id = replay.case_id) AS r ON true
    WHERE  (want, coalesce(pool, 0) - want) IS DISTINCT FROM (paid_principal + paid_interest + paid_fee, unapplied)
        OR ever > coalesce(pool, 0)});
none('what is printed as outstanding of rows due before is overdue, since the oldest of them', q{
    SELECT case_id, print, want, overdue_principal + overdue_interest AS got, oldest, oldest_unpaid, days_past_due
    FROM   replay JOIN LATERAL (SELECT coalesce(sum(outstanding), 0) AS want,
                                min(due) FILTER (WHERE outstanding <> 0) AS oldest
                                FROM printed AS r WHERE r.case_id = replay.case_id AND due < print) AS r ON true
    WHERE  day = print AND (want, oldest, coalesce(print - oldest, 0))
        IS DISTINCT FROM (overdue_principal + overdue_interest, oldest_unpaid, days_past_due)});
my ($cases, $days) = $dbh->selectrow_array('SELECT count(DISTINCT case_id), count(*) FROM replay');
is($cases + keys %left_out, ($dbh->selectrow_array('SELECT count(*) FROM loans_fineract_events'))[0],
    "$cases schedules with events were replayed on $days days, the others have their reasons");
note("left out, $_: $left_out{$_}") for sort keys %left_out;
done_testing();
