#!/usr/bin/perl
# Vintages are the same bytes however their loans come together: by workers, by
# partitions, in little memory; and wherever they go: out of the row, binary COPY,
# dump and restore.  Every function runs in a worker, and long work can be cancelled.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Temp qw(tempdir);
use Test::More;

use Loanfin::TestDatabase qw(create settings plan_of answer run_all prefer_workers alike_by_workers
    alike_in_worker is_cancelled is_restored);

my $dir = tempdir(CLEANUP => 1);
my $source = "vintage_$$";
my $dbh = create($source);
run_all(<<'SQL');
CREATE EXTENSION loanfin;
CREATE TABLE snapshot AS
SELECT loan, m AS mob, 10000 + loan AS original, greatest(0, 9000 - m * 500 + loan % 700) AS balance,
       CASE WHEN (m + loan) % 7 = 0 THEN hashint4(loan * 64 + m) & 255 ELSE 0 END AS days,
       CASE WHEN loan % 20 = 0 AND m = 15 THEN 1000 ELSE 0 END AS lost, CASE WHEN loan % 20 = 0 AND m > 17 THEN m
           ELSE 0 END AS back, (date '2020-01-01' + make_interval(months => loan % 24))::date AS originated,
           loan % 5 AS branch
FROM generate_series(0, 23) AS m, generate_series(1, 3000) AS loan WHERE (loan + m) % 11 > 0
ORDER BY md5((loan * 64 + m)::text);
CREATE TABLE loan AS
SELECT loan, branch, originated, original,
       history_agg((originated + make_interval(months => mob + 1))::date - 1 - loan % 3, balance, days, lost, back) AS h
FROM snapshot GROUP BY 1, 2, 3, 4 ORDER BY md5(loan::text);
CREATE TABLE monthly AS SELECT branch, originated, vintage_agg(h, originated, original) AS v FROM loan
GROUP BY branch, originated;
CREATE TABLE part (LIKE loan) PARTITION BY LIST (branch);
CREATE TABLE part_0 PARTITION OF part DEFAULT;
CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1, 2);
INSERT INTO part SELECT * FROM loan;
ALTER TABLE loan SET (parallel_workers = 4);
ALTER TABLE monthly SET (parallel_workers = 4);
ALTER TABLE snapshot SET (parallel_workers = 4);
ANALYZE
SQL
prefer_workers();

my $rows = 'vintage_agg(loan, mob, original, balance, days';
my %query = (
    'of histories' => 'SELECT md5(vintage_summary_send(vintage_agg(h, originated, original))) FROM loan',
    'of histories by convention' =>
        q{SELECT md5(vintage_summary_send(vintage_agg(h, originated, original, 'anniversary'))) FROM loan},
    'of histories by branch' => 'SELECT branch, md5(vintage_summary_send(vintage_agg(h, originated, original)))
                                 FROM loan GROUP BY branch ORDER BY branch',
    'of rows' => "SELECT md5(vintage_summary_send($rows))) FROM snapshot",
    'of rows with a limit' => "SELECT md5(vintage_summary_send($rows, 100000))) FROM snapshot",
    'of rows by branch' => "SELECT branch, md5(vintage_summary_send($rows))) FROM snapshot GROUP BY branch
        ORDER BY branch",
    'of summaries' => 'SELECT md5(vintage_summary_send(rollup(v))) FROM monthly',
);
settings(max_parallel_workers_per_gather => 0);
my %serial = map { $_ => answer($query{$_}) } keys %query;
unlike(plan_of($query{$_}), qr/Partial|Gather/, "$_: the serial plan is serial") for sort keys %query;
is($serial{'of summaries'}, $serial{'of histories'},
   'the rollup of stored months and branches is one pass, to the byte');
settings(enable_sort => 'off'); # so that groups are hashed where they lie
alike_by_workers(\%query, \%serial, ': a vintage is made');

# what only the combination of two workers can see
settings(enable_sort => 'on', parallel_leader_participation => 'on');
for my $bad (["$rows, CASE WHEN ctid < '(50,0)' THEN 90000 ELSE 90001 END) FROM snapshot",
             qr/max_rows is 9000[01] in one row and 9000[01] in another/],
    ["$rows, 50000) FROM snapshot", qr/too many rows in one vintage: 50001/],
    ['vintage_agg(loan, mob, original + mob / 20, balance, days) FROM snapshot',
     qr/original_amount of loan_id \d+ is [0-9.]+ in one row and [0-9.]+ in another/],
    ['vintage_agg(loan, mob % 23, original, balance, days) FROM snapshot',
     qr/two different rows of loan_id \d+ at mob 0/],
    [q{vintage_agg(h, originated, original, CASE WHEN loan % 2 = 0 THEN 'calendar1' ELSE 'calendar0' END) FROM loan},
     qr/mob is calendar[01] in one row and calendar[01] in another/]) {
    ok(!eval { answer("SELECT $bad->[0]"); 1 }, 'a conflict between rows or workers is refused');
    like($@, $bad->[1], 'with its reason');
}

# partitions, and many groups in little memory
settings(enable_partitionwise_aggregate => 'on', max_parallel_workers_per_gather => 0);
my $by = $query{'of histories by branch'} =~ s/loan GROUP/part GROUP/r;
like(plan_of($by), qr/Append.*Aggregate.*Aggregate/s, 'vintages by the partition key are made in each partition');
is(answer($by), $serial{'of histories by branch'}, 'partitionwise vintages have the serial bytes');
settings(enable_partitionwise_aggregate => 'off');
for my $what ('vintage_agg(h, originated, original))) FROM loan', "$rows))) FROM snapshot", 'rollup(v)))
    FROM (SELECT loan % 2000 AS loan, v FROM monthly, generate_series(1, 4000) AS loan) AS copies') {
    my $spill = "SELECT loan, md5(vintage_summary_send($what GROUP BY loan";
    settings(work_mem => "'64kB'", enable_sort => 'off', enable_hashagg => 'on');
    like(plan_of($spill), qr/HashAggregate.*Batches: (?!1\b)\d+/s, "$what: a hash aggregation in little memory spills");
    my $spilled = join ' ', sort split / /, answer($spill);
    settings(enable_sort => 'on', enable_hashagg => 'off', work_mem => "'64MB'");
    is($spilled, join(' ', sort split / /, answer($spill)), "$what: what spilled has the bytes of what was sorted");
}
settings(enable_hashagg => 'on', work_mem => "'4MB'");

# storage: too long for a row, compressed or not; the same value, read right
run_all(<<'SQL');
CREATE TABLE kept AS SELECT branch AS id, rollup(v) AS v, vintage_rollup_accum(NULL, rollup(v)) AS s,
    NULL::vintage_rows_state AS r FROM monthly GROUP BY branch;
INSERT INTO kept SELECT 10, rollup(v), vintage_rollup_accum(NULL, rollup(v)), NULL
FROM (SELECT vintage_agg(h, originated - 31 * (loan % 300), original, 'anniversary') AS v FROM loan
      GROUP BY branch) AS v;
CREATE AGGREGATE rows_agg(bigint, bigint, numeric, numeric, bigint) (SFUNC = vintage_rows_accum,
    STYPE = vintage_rows_state);
UPDATE kept SET r = (SELECT rows_agg(loan, mob, original, balance, days) FROM snapshot WHERE branch = id)
SQL
my $bytes = q{SELECT id, md5(vintage_summary_send(v)), md5(v::text), (SELECT sum(rate) FROM vintage_curve(v, 30)),
              first_payment_default(v), md5(s::text), md5(r::text) FROM kept ORDER BY id};
for my $storage (qw(external extended)) {
    $dbh->do("CREATE TABLE $storage AS SELECT * FROM kept WHERE false");
    $dbh->do("ALTER TABLE $storage ALTER v SET STORAGE $storage, ALTER s SET STORAGE $storage, " .
             "ALTER r SET STORAGE $storage");
    $dbh->do("INSERT INTO $storage SELECT id, v::text::vintage_summary, s::text::vintage_summary_state,
              r::text::vintage_rows_state FROM kept");
    is(answer($bytes =~ s/FROM kept/FROM $storage/r), answer($bytes), "vintages stored $storage are the same");
    cmp_ok(answer("SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE relname = '$storage'"), '>', 0,
           "the long ones stored $storage are out of the row");
    is(answer("SELECT md5(vintage_summary_send(vintage_agg_final(vintage_agg_combine(s, s))))
               FROM $storage ORDER BY id"), answer('SELECT md5(vintage_summary_send(v + v)) FROM kept ORDER BY id'),
       "states stored $storage combine");
}

# binary COPY, dump and restore
chmod 0777, $dir;
$dbh->do('CREATE TABLE copied (LIKE kept)');
$dbh->do("COPY kept TO '$dir/kept' (FORMAT binary)");
$dbh->do("COPY copied FROM '$dir/kept' (FORMAT binary)");
is(answer($bytes =~ s/FROM kept/FROM copied/r), answer($bytes), 'binary COPY keeps vintages and their states');
my $target = "vintage_restored_$$";
my $restored = create($target);
is_restored($source, $target, $dir, 'vintages');
is(answer($bytes, $restored), answer($bytes), 'with the same bytes');

# every function in a worker, forced
my @calls = (
    'v::text::vintage_summary', 'v::jsonb::vintage_summary', 'v + v', 'v = v', 'v < v + v', 'vintage_summary_hash(v)',
    'first_payment_default(v, 30, 2)', 'early_payment_default(v, 0, 6)',
    '(SELECT sum(c.rate) FROM vintage_curve(v, 30) AS c)',
    q{(SELECT sum(c.rate) FROM vintage_triangle(v, 90, 'current', cohort => 'quarter') AS c)},
    '(SELECT max(c.high) FROM vintage_bounds(v, 60) AS c)',
    'vintage_agg_final(s)', 'vintage_rows_final(r)', 's::text::vintage_summary_state', 'r::text::vintage_rows_state');
$dbh->do('ANALYZE kept');
for my $call (@calls) {
    alike_in_worker("SELECT md5(string_agg(($call)::text, ' ' ORDER BY id)) FROM kept", $call);
}

# long work is cancelled
my %endless = (
    'a vintage of many histories' => 'SELECT vintage_agg(h, originated, original)
                                      FROM loan, generate_series(1, 1000000)',
    'a vintage of many rows' => 'SELECT vintage_agg(i % 1000, (i / 1000 % 1000)::int, 10, 1, 0)
                                 FROM generate_series(1, 2000000000) AS i',
    'a rollup of many summaries' => 'SELECT rollup(v) FROM monthly, generate_series(1, 1000000)',
    'curves of many summaries' => 'SELECT count(*) FROM kept, generate_series(1, 1000000), vintage_curve(v)',
    'triangles of many summaries' => 'SELECT count(*) FROM kept, generate_series(1, 1000000), vintage_triangle(v)',
    'early defaults of many summaries' => 'SELECT count(early_payment_default(v, 30, 6))
                                           FROM kept, generate_series(1, 10000000)',
    'text of many summaries' => 'SELECT count(v::text::vintage_summary) FROM kept, generate_series(1, 1000000)',
    'ends of many rows' => 'SELECT count(vintage_rows_final(r)) FROM kept, generate_series(1, 1000000)',
);
is_cancelled($endless{$_}, $_) for sort keys %endless;
done_testing();
