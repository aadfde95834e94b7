#!/usr/bin/perl
# A migration matrix is the same bytes however its moves are counted: by workers,
# by partitions, in little memory, in steps; and wherever it goes: out of the row,
# binary COPY, dump and restore.  Every function runs in a worker, and long work
# can be cancelled.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Temp qw(tempdir);
use Test::More;

use Loanfin::TestDatabase qw(create settings plan_of answer run_all prefer_workers alike_by_workers
    alike_in_worker is_cancelled is_restored);

my $dir = tempdir(CLEANUP => 1);
my $source = "migration_$$";
my $dbh = create($source);
run_all(<<'SQL');
CREATE EXTENSION loanfin;
-- the first notch of a grade comes late, and to one worker only
CREATE TABLE move AS
SELECT i, i % 100 AS branch, CASE WHEN i % 97 > 0 THEN hashint4(i) & 511 END AS f,
       CASE WHEN i % 11 > 0 THEN hashint4(-i) & 511 END AS t, (hashint8(i) & 1048575) / 100.0 AS balance,
       (ARRAY['paid_off', 'gone', 'charged_off'])[1 + i % 3] AS how,
       (1 + i % 5 || CASE WHEN i > 39990 THEN '-7' ELSE '' END)::risk_grade AS fg,
       CASE WHEN i % 11 > 0 THEN (1 + i % 4)::text::risk_grade END AS tg
FROM generate_series(1, 40000) AS i;
CREATE TABLE loan AS
SELECT loan, history_agg((date '2020-02-01' + make_interval(months => m))::date - 1,
                         (hashint4(loan * 64 + m) & 1048575) / 100.0, CASE WHEN (m + loan) % 7 = 0 THEN 30 * m
                         ELSE 0 END, CASE WHEN loan % 20 = 0 AND m = 15 THEN 5 ELSE 0 END, 0, 'CNY') AS h
FROM generate_series(0, 29) AS m, generate_series(1, 4000) AS loan WHERE (loan + m) % 11 > 0 AND (loan % 9 > 0 OR m = 3)
GROUP BY loan;
CREATE TABLE part (LIKE move) PARTITION BY LIST (branch);
CREATE TABLE part_0 PARTITION OF part DEFAULT;
CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
INSERT INTO part SELECT * FROM move;
CREATE TABLE daily AS SELECT i % 300 AS day, branch, migration_agg(f, t, balance, how) AS m,
    migration_agg(fg, tg, balance, how, 'JPY') FILTER (WHERE false) AS none, migration_agg(fg, tg, balance, how) AS g
FROM move GROUP BY 1, 2;
ALTER TABLE move SET (parallel_workers = 4);
ALTER TABLE loan SET (parallel_workers = 4);
ALTER TABLE daily SET (parallel_workers = 4);
ANALYZE
SQL
prefer_workers();

my %step = (
    'migration_agg of days' => ['f, t, balance', 'move'],
    'migration_agg of days with exit' => ['f, t, balance, how', 'move'],
    'migration_agg of days with currency' => [q{f, t, balance, how, 'CNY'}, 'move'],
    'migration_agg of grades' => ['fg, tg, balance', 'move'],
    'migration_agg of grades with exit' => ['fg, tg, balance, how', 'move'],
    'migration_agg of grades with currency' => [q{fg, tg, balance, how, 'CNY'}, 'move'],
    'migration_agg of tiers' => ['fg, tg, balance', 'move WHERE i <= 39990'],
    'migration_agg of histories' => ['h', 'loan'],
    'migration_agg between two months' => [q{h, '2020-06-01', '2021-06-01'}, 'loan']);
my %query = map { $_ => "SELECT md5(migration_summary_send(migration_agg($step{$_}[0])))
                         FROM $step{$_}[1]" } keys %step;
$query{'migration_agg by branch'} = 'SELECT branch, md5(migration_summary_send(migration_agg(fg, tg, balance, how)))
                                     FROM move GROUP BY branch ORDER BY branch';
$query{"rollup of $_"} = "SELECT md5(migration_summary_send(rollup($_))) FROM daily" for qw(m g);
settings(max_parallel_workers_per_gather => 0);
my %serial = map { $_ => answer($query{$_}) } keys %query;
unlike(plan_of($query{$_}), qr/Partial|Gather/, "$_: the serial plan is serial") for sort keys %query;
alike_by_workers(\%query, \%serial, ' is counted');
is($serial{'rollup of m'}, $serial{'migration_agg of days with exit'},
   'days rolled up are one pass over the rows, to the byte');
is($serial{'rollup of g'}, $serial{'migration_agg of grades with exit'}, 'of grades too');

# what only the combination of two workers can see
for my $bad ([q{migration_agg(f, t, balance, how, CASE WHEN i % 2 = 0 THEN 'CNY' ELSE 'USD' END) FROM move},
              qr/amounts of (?:CNY|USD) and (?:CNY|USD) do not mix/],
    ['rollup(CASE WHEN branch < 50 THEN m ELSE g END) FROM daily',
     qr/moves between (?:bands|grades) and moves between (?:bands|grades) do not mix/]) {
    ok(!eval { answer("SELECT $bad->[0]"); 1 }, 'a conflict between rows or workers is refused');
    like($@, $bad->[1], 'with its reason');
}
# rows that are skipped, histories without a move: whichever worker has them
for my $same ([q{migration_agg(CASE WHEN i % 2 = 0 THEN f END, t, balance, how, CASE WHEN i % 2 = 0 THEN 'CNY'
                               ELSE 'USD' END) FROM move}],
              [q{migration_agg(CASE WHEN loan % 9 = 0 THEN '[USD]{2020-04:1}'::payment_history ELSE h END)
                 FROM loan}]) {
    settings(max_parallel_workers_per_gather => 0);
    my $serial = answer("SELECT $same->[0]");
    settings(max_parallel_workers_per_gather => 4);
    is(answer("SELECT $same->[0]"), $serial, 'who moves nothing has no say in the currency, in any plan');
}

settings(enable_partitionwise_aggregate => 'on', parallel_leader_participation => 'on',
         max_parallel_workers_per_gather => 0);
my $by = $query{'migration_agg by branch'} =~ s/move/part/r;
like(plan_of($by), qr/Append.*Aggregate.*Aggregate/s, 'matrices by the partition key are made in each partition');
is(answer($by), $serial{'migration_agg by branch'}, 'partitionwise matrices have the serial bytes');
settings(enable_partitionwise_aggregate => 'off', work_mem => "'64kB'", enable_sort => 'off');
my $spill = 'SELECT i % 2000 AS n, md5(migration_summary_send(migration_agg(fg, tg, balance, how))) FROM move
             GROUP BY n';
like(plan_of($spill), qr/HashAggregate.*Batches: (?!1\b)\d+/s, 'a hash aggregation in little memory spills');
my $spilled = join ' ', sort split / /, answer($spill);
settings(enable_sort => 'on', enable_hashagg => 'off', work_mem => "'64MB'");
is($spilled, join(' ', sort split / /, answer($spill)), 'what spilled has the bytes of what was sorted');
settings(enable_hashagg => 'on', work_mem => "'4MB'");

# storage: with notches too long for a row, compressed or not
$dbh->do('CREATE TABLE kept AS SELECT branch, m, g FROM daily WHERE day < 30 UNION ALL
          SELECT -1, migration_agg(f, t, balance, how), migration_agg(fg, tg, balance, how) FROM move');
my $bytes = q{SELECT branch, md5(migration_summary_send(m)), md5(migration_summary_send(g)), md5(g::text), cure_rate(m),
              downgrade_rate(g, 'pass') FROM kept ORDER BY 1, 2, 3};
for my $storage (qw(external extended)) {
    $dbh->do("CREATE TABLE $storage AS SELECT * FROM kept WHERE false");
    $dbh->do("ALTER TABLE $storage ALTER g SET STORAGE $storage");
    $dbh->do("INSERT INTO $storage SELECT branch, m, g::text::migration_summary FROM kept");
    is(answer($bytes =~ s/kept/$storage/r), answer($bytes), "matrices stored $storage are the same");
}
cmp_ok(answer(q{SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE relname = 'external'}), '>', 60000,
       'one with notches is out of the row');
cmp_ok(answer('SELECT max(pg_column_size(g)) FROM extended'), '<', 2000, 'compressed it is small');

# binary COPY, dump and restore
chmod 0777, $dir;
$dbh->do('CREATE TABLE copied (LIKE kept)');
$dbh->do("COPY kept TO '$dir/kept' (FORMAT binary)");
$dbh->do("COPY copied FROM '$dir/kept' (FORMAT binary)");
is(answer($bytes =~ s/kept/copied/r), answer($bytes), 'binary COPY keeps matrices');
my $target = "migration_restored_$$";
my $restored = create($target);
is_restored($source, $target, $dir, 'matrices');
is(answer($bytes, $restored), answer($bytes), 'with the same bytes');

# every function in a worker, forced
for my $call ('m::text::migration_summary', 'm::jsonb::migration_summary', 'm = m', 'm < g',
              'migration_summary_hash(m)', 'm + m', 'm - m', q{roll_rate(m, '0', '1-30')}, 'cure_rate(m)',
              q{flow_to_loss(g, 'pass', 'special_mention')},
    q{downgrade_rate(g, 'pass')}, 'performing_downgrade_rate(g, 1)',
    '(SELECT sum(x.rate) FROM migration_matrix(m) AS x)', '(SELECT sum(x.rate) FROM project(m, 3) AS x)') {
    alike_in_worker("SELECT md5(string_agg(($call)::text, ' ' ORDER BY branch, m)) FROM kept WHERE branch >= 0", $call);
}

# long work is cancelled
my %endless = (
    'a matrix of many rows' => 'SELECT migration_agg(i % 400, i % 300, 1) FROM generate_series(1, 2000000000) AS i',
    'a matrix of many histories' => 'SELECT migration_agg(h) FROM loan, generate_series(1, 1000000)',
    'many projections' => 'SELECT count(*) FROM kept, generate_series(1, 100000) AS k, project(g, 600 - k % 2)',
    'a projection of all grades' => q{SELECT count(p.rate)
                                      FROM (SELECT migration_agg((1 + f / 10 || CASE WHEN f % 10 > 0 THEN '-' || f % 10
                ELSE '' END)::risk_grade,
                (1 + t / 10 || CASE WHEN t % 10 > 0 THEN '-' || t % 10 ELSE '' END)::risk_grade, 1) AS m
                                            FROM generate_series(0, 49) AS f, generate_series(0, 49) AS t) AS q,
                                      generate_series(1, 1000) AS k, project(m, 600 - k % 2) AS p},
);
is_cancelled($endless{$_}, $_) for sort keys %endless;
done_testing();
