#!/usr/bin/perl
# Sums by several workers have the bytes of sums by one process: two-step
# aggregation, grouped or not, over partitions, with and without the leader;
# and every function runs in a worker.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(create settings plan_of answer run_all prefer_workers alike_by_workers alike_in_worker);

my $name = "parallel_$$";
my $dbh = create($name);
run_all(<<'SQL');
CREATE EXTENSION loanfin;
CREATE TABLE loan (id int, branch int, s money_schedule);
INSERT INTO loan
SELECT i, i % 10, amortize(1000 + i % 90000, 0.03 + i % 17 / 100.0, 1 + i % 60,
                           date '2019-01-01' + (i::bigint * 7919 % 2557)::int,
                           (ARRAY['annuity','equal_principal','flat'])[1 + i % 3], fee => i % 3, currency => 'CNY')
FROM generate_series(1, 8000) AS i;
INSERT INTO loan VALUES (0, 0, NULL), (0, 1, '[CNY 0.00@2001-01-01]{}');
CREATE TABLE cell AS SELECT branch, start_date(s) AS start, i.* FROM loan, installments(s) AS i WHERE id <= 1500;
CREATE TABLE part (id int, branch int, s money_schedule) PARTITION BY LIST (branch);
CREATE TABLE part_0 PARTITION OF part FOR VALUES IN (0, 1, 2);
CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (3, 4, 5, 6);
CREATE TABLE part_2 PARTITION OF part FOR VALUES IN (7, 8, 9);
INSERT INTO part SELECT * FROM loan;
ALTER TABLE loan SET (parallel_workers = 4);
ALTER TABLE cell SET (parallel_workers = 4);
ANALYZE loan;
ANALYZE cell;
ANALYZE part
SQL
prefer_workers();

my %query = (
    'sum' => "SELECT encode(money_schedule_send(sum(s)), 'hex') FROM loan",
    'sum by branch' => "SELECT branch, md5(money_schedule_send(sum(s))) FROM loan GROUP BY branch ORDER BY branch",
    'sum of amortize()' => "SELECT md5(money_schedule_send(sum(amortize(1000 + id, 0.05, 12, '2024-01-31'))))
                            FROM loan",
    'schedule_agg of three' => 'SELECT md5(money_schedule_send(schedule_agg(due, principal, interest))) FROM cell',
    'schedule_agg of four' => 'SELECT md5(money_schedule_send(schedule_agg(due, principal, interest, fee))) FROM cell',
    'schedule_agg of five' =>
        q{SELECT md5(money_schedule_send(schedule_agg(due, principal, interest, fee, '2018-12-31'))) FROM cell},
    'xirr by branch' => q{SELECT branch, encode(float8send(xirr(CASE WHEN due < '2019-09-01' THEN -20 * principal
                          ELSE principal + interest END, due)), 'hex') FROM cell GROUP BY branch ORDER BY branch},
    'xnpv' => 'SELECT xnpv(0.05, principal + interest, due) FROM cell',
    'schedule_agg by branch' => 'SELECT branch, md5(money_schedule_send(schedule_agg(due, principal, interest, fee)))
                                 FROM cell GROUP BY branch ORDER BY branch',
);
settings(max_parallel_workers_per_gather => 0);
my %serial = map { $_ => answer($query{$_}) } keys %query;
unlike(plan_of($query{$_}), qr/Partial|Gather/, "$_: the serial plan is serial") for sort keys %query;
alike_by_workers(\%query, \%serial, ' is summed');

# a conflict that only the combination of two workers can see
for my $bad (["sum(CASE WHEN id % 2 = 0 THEN s ELSE '[USD 0.00\@2024-01-15]{}' END) FROM loan",
    qr/amounts of (?:CNY|USD) and (?:CNY|USD) do not mix/],
    ["schedule_agg(due, principal, interest, fee, start) FROM cell",
        qr/start_date is \S+ in one row and \S+ in another/]) {
    ok(!eval { answer("SELECT $bad->[0]"); 1 }, 'a conflict between workers is refused');
    like($@, $bad->[1], 'a conflict between workers is an error');
}

# partitionwise: each partition in full, or in part where the groups cross them
settings(enable_partitionwise_aggregate => 'on', parallel_leader_participation => 'on');
my ($all, $by) = map { s/loan/part/r } @query{'sum', 'sum by branch'};
like(plan_of($all), qr/Partial Aggregate.*Partial Aggregate/s, 'a sum over partitions is made of one a partition');
is(answer($all), $serial{sum}, 'a partitionwise sum has the serial bytes');
like(plan_of($by), qr/Append.*Aggregate.*Aggregate/s, 'a sum by the partition key is made in each partition');
is(answer($by), $serial{'sum by branch'}, 'partitionwise groups have the serial bytes');
settings(max_parallel_workers_per_gather => 0);
is(answer($all), $serial{sum}, 'a partitionwise sum without workers has the serial bytes');

# states that are spilled: many groups in little memory
settings(enable_partitionwise_aggregate => 'off', work_mem => "'64kB'", enable_sort => 'off');
my $spill = 'SELECT id % 4000 AS g, md5(money_schedule_send(sum(s))) FROM loan GROUP BY g';
like(plan_of($spill), qr/HashAggregate.*Batches: (?!1\b)\d+/s, 'a hash aggregation in little memory spills');
my $spilled = join ' ', sort split / /, answer($spill);
settings(enable_sort => 'on', enable_hashagg => 'off', work_mem => "'64MB'");
is($spilled, join(' ', sort split / /, answer($spill)), 'spilled sums have the bytes of sorted ones');
settings(enable_hashagg => 'on');

# every function in a worker, forced
my @calls = (
    "amortize(100 + id, 0.05, 12, '2024-01-31')", 's::text', 's::text::money_schedule', 's::jsonb',
    's::jsonb::money_schedule', 'money_schedule_send(s)', 's + s', "slice(s, '[2022-01-01,2023-01-01)')",
    (map { "$_(s)" } qw(
            principal start_date maturity_date installment_count currency annual_rate payment total_interest
            total_fee total_payment weighted_average_life)),
    (map { "$_(s, '2022-05-17')" } qw(balance_at accrued_interest payoff next_due)),
    (map { "$_(s, '[2022-01-01,2023-01-01)')" } qw(principal_due interest_due fee_due payment_due)),
    (map { "$_(s, 0.05, '2022-05-17')" } qw(present_value duration)),
    '(SELECT sum(i.payment) FROM installments(s) AS i)',
    q{(SELECT sum(c.payment) FROM cashflow_by(s, '1 month') AS c)},
    's < s', 'money_schedule_hash(s)', "days_between(start_date(s), maturity_date(s), '30/360')",
    "year_fraction(start_date(s), maturity_date(s), 'ACT/ACT')");
for my $call (@calls) {
    alike_in_worker("SELECT md5(string_agg(($call)::text, ' ' ORDER BY id)) FROM loan WHERE id < 200", $call);
}
done_testing();
