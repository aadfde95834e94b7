#!/usr/bin/perl
# migration_summary against 40 portfolios, month by month and between two
# months, by bands and by grades, computed by an independent program: every
# cell; against a public matrix; and against plain SQL over real card accounts.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();
load($_) for qw(perf_observations perf_migration perf_migration_rates perf_migration_project rollrate_loans
    rollrate_expected);

$dbh->do(q{
    CREATE TABLE loan AS
    SELECT portfolio, loan, history_agg(as_of::date, balance::numeric, days_past_due::int, charged_off::numeric,
                                        recovered::numeric) AS h
    FROM   perf_observations GROUP BY portfolio, loan
});
$dbh->do(q{
    CREATE TABLE start AS
    SELECT portfolio, date_trunc('month', min(as_of::date)) AS first FROM perf_observations GROUP BY portfolio
});
# grades follow from days past due; a loan is open in a month if it is observed and neither paid nor charged off by then
$dbh->do(q{
    CREATE TABLE graded AS
    SELECT portfolio, grade_loan(dpd_at(h, a)) AS f, CASE WHEN closed IS NULL THEN grade_loan(dpd_at(h, b)) END AS t,
           balance_at(h, a) AS balance, coalesce(closed, 'gone') AS how
    FROM   (SELECT portfolio, h, (first + interval '12 months')::date AS a, (first + interval '18 months')::date AS b
            FROM loan JOIN start USING (portfolio)) AS q,
           LATERAL (SELECT CASE WHEN charge_off_month(h) <= b THEN 'charged_off' WHEN paid_off_month(h) <= b
                    THEN 'paid_off' END AS closed) AS c
    WHERE  dpd_at(h, a) IS NOT NULL AND coalesce(least(charge_off_month(h), paid_off_month(h)) > a, true)
});
$dbh->do(q{
    CREATE TABLE summary AS
    SELECT portfolio, 'months' AS source, migration_agg(h) AS m FROM loan GROUP BY 1
    UNION ALL
    SELECT portfolio, 'bands',
           migration_agg(h, (first + interval '12 months')::date, (first + interval '15 months')::date)
    FROM   loan JOIN start USING (portfolio) GROUP BY 1
    UNION ALL
    SELECT portfolio, 'grades', migration_agg(f, t, balance, how) FROM graded GROUP BY 1
});

none('every cell of every matrix is that of the reference', q{
    SELECT portfolio, source, from_rank, to_rank, x.loans, k.loans
    FROM   perf_migration AS x FULL JOIN (
               SELECT portfolio, source, k.from_state, k.from_rank::text, k.to_state, k.to_rank::text, k.loans::text,
                      k.balance::text, k.rate::text, c.rate::text AS by_count
               FROM   summary, migration_matrix(m) AS k
               JOIN LATERAL migration_matrix(m, 'count') AS c USING (from_rank, to_rank)) AS k
           USING (portfolio, source, from_rank, to_rank)
    WHERE  (x.from_state, x.to_state, x.loans, x.balance, x.rate_amount, x.rate_count)
           IS DISTINCT FROM (k.from_state, k.to_state, k.loans, k.balance, k.rate, k.by_count)});
every('perf_migration', 'SELECT count(*) FROM perf_migration JOIN summary USING (portfolio, source)');
my %reader = (
    cure_rate => 'cure_rate(m, weight)', flow_to_loss => 'flow_to_loss(m, argument, weight => weight)',
    roll_rate => q{roll_rate(m, (regexp_match(argument, '^(.+)>([^>]+|>360)$'))[1],
                             (regexp_match(argument, '^(.+?)>(>360|[^>]+)$'))[2], weight)},
    downgrade_rate => q{downgrade_rate(m, split_part(argument, ';', 1)::risk_grade,
                                       split_part(argument, ';', 2)::numeric)},
    performing_downgrade_rate => 'performing_downgrade_rate(m, argument::numeric)');
for (sort keys %reader) {
    none("$_ is that of the reference", qq{
        SELECT portfolio, source, argument, weight, value, $reader{$_} FROM perf_migration_rates
        JOIN summary USING (portfolio, source)
        WHERE  reader = '$_' AND ($reader{$_})::text IS DISTINCT FROM value});
    some("$_: %d cases were compared", "SELECT count(*) FROM perf_migration_rates WHERE reader = '$_'");
}
every('perf_migration_rates', 'SELECT count(*) FROM perf_migration_rates JOIN summary USING (portfolio, source)
                               WHERE reader IN (' .
    join(', ', map { "'$_'" } sort keys %reader) . ')');
none('project() is that of the reference', q{
    SELECT portfolio, source, weight, steps, from_rank, to_rank, x.rate, k.rate
    FROM   perf_migration_project AS x FULL JOIN (
               SELECT q.portfolio, q.source, weight, steps, k.from_rank::text, k.to_rank::text, k.rate::text
               FROM   (SELECT DISTINCT portfolio, source, weight, steps FROM perf_migration_project) AS q
                      JOIN summary USING (portfolio, source), project(m, steps::int, weight) AS k) AS k
           USING (portfolio, source, weight, steps, from_rank, to_rank)
    WHERE  x.rate IS DISTINCT FROM k.rate});
every('perf_migration_project', 'SELECT count(*) FROM perf_migration_project JOIN summary USING (portfolio, source)');

# merging
none('text, jsonb and binary give the matrix back', q{
    SELECT portfolio, source FROM summary WHERE m::text::migration_summary <> m OR m::jsonb::migration_summary <> m});
none('portfolios rolled up are one pass, and one taken out leaves the others', q{
    SELECT source FROM (SELECT source, rollup(m) AS r, rollup(m) FILTER (WHERE portfolio <> '7') AS rest,
                        rollup(m) FILTER (WHERE portfolio = '7') AS seven
                        FROM summary GROUP BY source) AS q
    WHERE  r - seven <> rest OR rest + seven <> r OR (source = 'months' AND r <> (SELECT migration_agg(h) FROM loan))});

# A public matrix: cycles past due, six meaning six and more.
$dbh->do(q{
    CREATE TABLE cycle AS
    SELECT dataset_id, migration_agg(days[least(cycle_from::int, 6) + 1], days[least(cycle_to::int, 6) + 1], 1) AS m
    FROM   rollrate_loans, (VALUES ('{0,15,45,75,105,150,200}'::int[])) AS v(days) GROUP BY 1
});
none('the public roll-rate matrix comes out', q{
    SELECT dataset_id, state_from, state_to FROM rollrate_expected AS x FULL JOIN (
        SELECT dataset_id, k.from_rank::text AS state_from, k.to_rank::text AS state_to, k.*,
               sum(loans) OVER (PARTITION BY dataset_id, from_rank) AS row_loans
        FROM cycle, migration_matrix(m, 'count') AS k) AS k
    USING (dataset_id, state_from, state_to)
    WHERE  (x.count, x.row_total) IS DISTINCT FROM (k.loans::text, k.row_loans::text)
        OR abs(x.rate::numeric - k.rate) > 1e-8});

# Card accounts: codes of six months; -2 and -1 and 0 are on time.
SKIP: {
    my $data = data_folder();
    skip 'there is no folder of public loan data (variable DATA)', 2 unless defined $data;
    load('card_taiwan', $data);
    $dbh->do(q{
        CREATE TABLE card AS
        SELECT id, month, (bill)::numeric AS balance, CASE WHEN code::int <= 0 THEN 0 ELSE code::int * 30 END AS days
        FROM   card_taiwan, LATERAL (VALUES (date '2005-04-30', bill_200504, pay_200504),
                                     ('2005-05-31', bill_200505, pay_200505),
                   ('2005-06-30', bill_200506, pay_200506), ('2005-07-31', bill_200507, pay_200507),
                   ('2005-08-31', bill_200508, pay_200508),
                   ('2005-09-30', bill_200509, pay_200509)) AS v(month, bill, code)
    });
    $dbh->do(q{CREATE TABLE card_history AS SELECT id, history_agg(month, balance, days) AS h FROM card GROUP BY id});
    # what lag() says; accounts without balance and arrears until the end are paid off
    $dbh->do(q{
        CREATE TABLE card_move AS
        SELECT least(ceil(d0 / 30.0), 4)::int + (d0 > 120)::int + (d0 > 180)::int + (d0 > 270)::int + (d0 > 360)::int
               AS f,
               CASE WHEN closed1 THEN 100 ELSE least(ceil(d1 / 30.0), 4)::int + (d1 > 120)::int + (d1 > 180)::int
                   + (d1 > 270)::int + (d1 > 360)::int END AS t,
               count(*) AS loans, sum(greatest(b0, 0)) AS balance
        FROM   (SELECT lag(days) OVER w AS d0, days AS d1, lag(balance) OVER w AS b0, lag(closed) OVER w AS closed0,
                closed AS closed1
                FROM   (SELECT *, bool_and(balance <= 0 AND days = 0)
                        OVER (PARTITION BY id ORDER BY month DESC) AS closed FROM card) AS c
                WINDOW w AS (PARTITION BY id ORDER BY month)) AS q
        WHERE  d0 IS NOT NULL AND NOT closed0 GROUP BY 1, 2
    });
    none('real card accounts move as plain SQL computes', q{
        SELECT f, t FROM card_move FULL JOIN (
            SELECT k.from_rank AS f, k.to_rank AS t, k.loans, k.balance
            FROM (SELECT migration_agg(h) AS m FROM card_history) AS q, migration_matrix(m) AS k) AS k USING (f, t)
        WHERE  (card_move.loans, card_move.balance) IS DISTINCT FROM (k.loans, k.balance)});
    some('%d real moves were compared', 'SELECT sum(loans) FROM card_move');
}
done_testing();
