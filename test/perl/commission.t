#!/usr/bin/perl
# Statements by several workers have the bytes of statements by one process:
# grouped or not, over partitions, spilled; plans and statements come through
# binary COPY and a dump as they were; every function runs in a worker.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Temp qw(tempdir);
use Test::More;

use Loanfin::TestDatabase qw(create settings plan_of answer run_all prefer_workers alike_by_workers alike_in_worker);

my $name = "commission_$$";
my $dbh = create($name);
run_all(<<'SQL');
CREATE EXTENSION loanfin;
CREATE TABLE manager (id int PRIMARY KEY, plan commission_plan);
INSERT INTO manager
SELECT i, jsonb_build_object('currency', (ARRAY['CNY', 'JPY', 'KWD'])[1 + i % 3], 'salary', i, 'per_loan',
                             jsonb_build_object('rate', i / 1000.0, 'min', i % 7, 'max', 1000 + i),
    'tiers', '{"method": "marginal", "bands": [{"from": 0, "rate": 0.001}, {"from": 5000000, "rate": 0.002}]}'::jsonb,
    'kpi', '{"indicators": [{"name": "客户满意度", "target": 90, "weight": 1}]}'::jsonb, 'deferral',
    '{"share": 0.4, "years": 3}'::jsonb,
    'clawback', '[{"event": "default", "to": 6}, {"event": "early_settlement", "to": 12, "share": 0.5, '
                '"method": "pro_rata"}]'::jsonb)::commission_plan
FROM generate_series(1, 40) AS i;
CREATE TABLE loan (id int, manager int, amount numeric, fee numeric, months int, event text)
    PARTITION BY LIST (manager);
CREATE TABLE loan_0 PARTITION OF loan DEFAULT;
CREATE TABLE loan_1 PARTITION OF loan FOR VALUES IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
CREATE TABLE loan_2 PARTITION OF loan FOR VALUES IN (11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
INSERT INTO loan
SELECT i, 1 + i % 40, CASE WHEN i % 97 > 0 THEN 1000 + i::bigint * 7919 % 900000 END,
       CASE WHEN i % 89 > 0 THEN i::bigint * 104729 % 20000 END, i % 14,
       (ARRAY['default', 'early_settlement', NULL])[1 + i % 3]
FROM generate_series(1, 60000) AS i;
CREATE VIEW book AS SELECT loan.*, plan FROM loan JOIN manager ON manager.id = loan.manager;
CREATE TABLE one AS SELECT loan.*, plan FROM loan, manager WHERE manager.id = 7;
CREATE TABLE daily AS SELECT manager, loan.id % 500 AS day, commission_agg(plan, amount, fee) AS st FROM loan
JOIN manager ON manager.id = loan.manager GROUP BY 1, 2;
ALTER TABLE loan_0 SET (parallel_workers = 4);
ALTER TABLE loan_1 SET (parallel_workers = 4);
ALTER TABLE loan_2 SET (parallel_workers = 4);
ALTER TABLE one SET (parallel_workers = 4);
ALTER TABLE daily SET (parallel_workers = 4);
ANALYZE
SQL
prefer_workers();

sub bytes_of { return "encode(commission_statement_send($_[0]), 'hex')" }
my %query = (
    'loans' => "SELECT ${\ bytes_of('commission_agg(plan, amount, fee)')} FROM one",
    'loans without a base' => "SELECT ${\ bytes_of('commission_agg(plan, amount)')} FROM one",
    'events' => "SELECT ${\ bytes_of('clawback_agg(plan, fee, months, event)')} FROM one",
    'loans by manager' =>
        "SELECT manager, ${\ bytes_of('commission_agg(plan, amount, fee)')} FROM book " .
        "GROUP BY manager ORDER BY manager",
    'events by manager' =>
        "SELECT manager, ${\ bytes_of('clawback_agg(plan, fee, months, event)')} FROM book GROUP BY manager " .
        "ORDER BY manager",
    'days by manager' => "SELECT manager, ${\ bytes_of('rollup(st)')} FROM daily GROUP BY manager ORDER BY manager",
);
settings(max_parallel_workers_per_gather => 0);
my %serial = map { $_ => answer($query{$_}) } keys %query;
unlike(plan_of($query{$_}), qr/Partial|Gather/, "$_: the serial plan is serial") for sort keys %query;
is($serial{'days by manager'}, $serial{'loans by manager'}, 'days roll up to the period, byte by byte');
alike_by_workers(\%query, \%serial, ' are summed');

# two plans that only the combination of two workers can see
ok(!eval { answer('SELECT rollup(commission_statement(plan)) FROM (SELECT plan FROM book OFFSET 0) AS b'); 1 },
   'two plans in one statement are refused');
ok(!eval { answer(q{SELECT commission_agg(CASE WHEN id < 30000 THEN plan ELSE '{"salary": 1}' END, amount) FROM one});
          1 }, 'two plans of two workers are refused');
like($@, qr/two plans in one commission statement/, 'with its reason');

settings(enable_partitionwise_aggregate => 'on', enable_partitionwise_join => 'on',
         parallel_leader_participation => 'on', max_parallel_workers_per_gather => 2);
my $by_part = "SELECT manager, ${\ bytes_of(q{commission_agg('{\"salary\": 1}', amount, fee)})} " .
              "FROM loan GROUP BY manager ORDER BY manager";
my $parts = answer($by_part);
like(plan_of($by_part), qr/Append/, 'groups are made partition by partition');
settings(enable_partitionwise_aggregate => 'off', max_parallel_workers_per_gather => 0);
is($parts, answer($by_part), 'partitionwise groups have the serial bytes');

# many groups in little memory
settings(work_mem => "'64kB'", enable_sort => 'off');
my $spill = 'SELECT manager, day, md5(commission_statement_send(rollup(st))) FROM daily GROUP BY 1, 2';
like(plan_of($spill), qr/HashAggregate.*Batches: (?!1\b)\d+/s, 'a hash aggregation in little memory spills');
my $spilled = join ' ', sort split / /, answer($spill);
settings(enable_sort => 'on', enable_hashagg => 'off', work_mem => "'64MB'");
is($spilled, join(' ', sort split / /, answer($spill)), 'spilled statements have the bytes of sorted ones');
settings(enable_hashagg => 'on');

# every function in a worker, forced
my $kpi = q{jsonb '{"客户满意度": 81}'};
my @calls = (
    'plan(st)', 'plan(st)::jsonb', 'plan(st)::text::commission_plan', 'commission_plan_send(plan(st))',
    'commission_plan_hash(plan(st))', 'st', 'st::text::commission_statement', 'st::jsonb::commission_statement',
    'st + st', 'st < st + st', 'commission_statement_hash(st)', 'commission_statement(plan(st))', 'loan_count(st)',
    'total_amount(st)', 'total_base(st)', "settle(st, $kpi)",
    "payable(st, $kpi, period => '[2026-01-01,2026-02-01)')",
    "(SELECT sum(l.amount) FROM statement_lines(st, $kpi) AS l)",
    "(SELECT max(d.due) FROM deferred(st, $kpi, period => '[2026-01-01,2026-02-01)') AS d)",
    "(SELECT max(k.attainment) FROM kpi_lines(st, $kpi) AS k)",
    'commission(plan(st), 1000, 50)', q{clawback(plan(st), 50, 3, 'default')}, "kpi_score(plan(st), $kpi)",
    'attainment(loan_count(st), 7)', q{split_amount(100, ARRAY[day, 1, 2], 'CNY')});
for my $call (@calls) {
    alike_in_worker("SELECT md5(string_agg(($call)::text, ' ' ORDER BY manager, day)) FROM daily WHERE day < 5", $call);
}

# binary COPY, and a dump
my $dir = tempdir(CLEANUP => 1);
my $copy = create("${name}_copy");
$copy->do($_) for 'CREATE EXTENSION loanfin', 'CREATE TABLE manager (id int, plan commission_plan)',
    'CREATE TABLE daily (manager int, day int, st commission_statement)';
for my $table (qw(manager daily)) {
    is(system("psql -Xqd $name -c '\\copy $table TO $dir/$table (FORMAT binary)' && psql -Xqd ${name}_copy -c " .
              "'\\copy $table FROM $dir/$table (FORMAT binary)'"), 0, "$table is copied in binary");
}
my $fingerprint = q{SELECT md5(string_agg(encode(commission_statement_send(st), 'hex'), ' ' ORDER BY manager, day)),
                    (SELECT md5(string_agg(plan::text, ' ' ORDER BY id)) FROM manager) FROM daily};
my $truth = answer($fingerprint);
is(join('|', $copy->selectrow_array($fingerprint)), $truth, 'and arrives as it was');
$copy->do('DROP TABLE manager, daily');
$copy->do('DROP EXTENSION loanfin');
$dbh->do($_) for 'CREATE INDEX ON manager (plan)', 'CREATE INDEX ON daily USING hash (st)',
    'CREATE VIEW pay AS SELECT manager, day, payable(st, \'{"客户满意度": 90}\') FROM daily';
is(system("pg_dump -Fc -f $dir/dump $name && pg_restore --exit-on-error -d ${name}_copy $dir/dump"), 0,
   'plans, statements, indexes and views are dumped and restored');
is(join('|', $copy->selectrow_array($fingerprint)), $truth, 'and are as they were');
done_testing();
