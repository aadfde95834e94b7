#!/usr/bin/perl
# A book is the same bytes however it is summed: by workers, by partitions, in
# little memory, in steps, moving; and wherever it goes: binary COPY, dump and
# restore.  A hundred thousand groups fit the memory they are promised in, and a
# driver's varchar parameter finds a grade by its index.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Temp qw(tempdir);
use Test::More;

use Loanfin::TestDatabase qw(create settings plan_of answer run_all prefer_workers alike_by_workers is_restored);

# Megabytes that a hash aggregation of 100,000 groups may take.
use constant MEMORY => 125;

my $dir = tempdir(CLEANUP => 1);
my $source = "portfolio_$$";
my $dbh = create($source, pg_enable_utf8 => 1);
run_all(<<'SQL');
CREATE EXTENSION loanfin;
CREATE TABLE loan (id int, branch int, balance numeric, grade risk_grade, days int, provision numeric);
INSERT INTO loan
SELECT i, i % 100, CASE WHEN i % 97 > 0 THEN (hashint8(i) & 1048575) / 100.0 END,
       (1 + i % 5 || CASE WHEN i % 3 > 0 THEN '-' || i % 3 ELSE '' END)::risk_grade,
       CASE WHEN i % 7 > 0 THEN hashint4(i) & 511 END, (i % 1000) / 100.0
FROM generate_series(1, 60000) AS i;
CREATE TABLE part (LIKE loan) PARTITION BY LIST (branch);
CREATE TABLE part_0 PARTITION OF part DEFAULT;
CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
CREATE TABLE part_2 PARTITION OF part FOR VALUES IN (20, 30, 40, 50, 60, 70, 80, 90);
INSERT INTO part SELECT * FROM loan;
CREATE TABLE daily AS SELECT id % 700 AS day, branch, portfolio_agg(balance, grade, days, provision) AS p FROM loan
GROUP BY 1, 2;
ALTER TABLE loan SET (parallel_workers = 4);
ALTER TABLE daily SET (parallel_workers = 4);
ANALYZE
SQL
prefer_workers();

my %step = (
    'portfolio_agg of two' => 'portfolio_agg(balance, grade)',
    'portfolio_agg of three' => 'portfolio_agg(balance, grade, days)',
    'portfolio_agg of four' => 'portfolio_agg(balance, grade, days, provision)',
    'portfolio_agg of five' => q{portfolio_agg(balance, grade, days, provision, 'CNY')},
    'portfolio_agg by days' => 'portfolio_agg(balance, days)',
    'portfolio_agg by days and provision' => 'portfolio_agg(balance, days, provision)',
    'portfolio_agg by days with currency' => q{portfolio_agg(balance, days, provision, 'USD')});
my %query = map { $_ => "SELECT md5(portfolio_summary_send($step{$_})) FROM loan" } keys %step;
$query{"$_ by branch"} = "SELECT branch, md5(portfolio_summary_send($step{$_})) FROM loan
                          GROUP BY branch ORDER BY branch" for 'portfolio_agg of two', 'portfolio_agg of four';
$query{rollup} = 'SELECT md5(portfolio_summary_send(rollup(p))) FROM daily';
$query{'one-step ratios'} = 'SELECT npl_ratio(balance, grade), npl_ratio(balance, days),
                             overdue_ratio(balance, days, 30), min(grade), max(grade) FROM loan';
settings(max_parallel_workers_per_gather => 0);
my %serial = map { $_ => answer($query{$_}) } keys %query;
unlike(plan_of($query{$_}), qr/Partial|Gather/, "$_: the serial plan is serial") for sort keys %query;
alike_by_workers(\%query, \%serial, ' is summed');
is($serial{rollup}, answer('SELECT md5(portfolio_summary_send(portfolio_agg(balance, grade, days, provision)))
                            FROM loan'),
    'days rolled up are one pass over the rows, to the byte');

# what only the combination of two workers can see
for my $bad ([q{portfolio_agg(balance, days, provision, CASE WHEN id % 2 = 0 THEN 'CNY' ELSE 'USD' END) FROM loan},
              qr/amounts of (?:CNY|USD) and (?:CNY|USD) do not mix/],
    ['overdue_ratio(balance, days, CASE WHEN id % 2 = 0 THEN 30 ELSE 90 END) FROM loan',
     qr/over_days is (?:30|90) in one row and (?:30|90) in another/]) {
    ok(!eval { answer("SELECT $bad->[0]"); 1 }, 'a conflict between rows or workers is refused');
    like($@, $bad->[1], 'with its reason');
}

settings(enable_partitionwise_aggregate => 'on', parallel_leader_participation => 'on');
my ($all, $by) = map { s/loan/part/r } @query{'portfolio_agg of four', 'portfolio_agg of four by branch'};
like(plan_of($all), qr/Partial Aggregate.*Partial Aggregate/s, 'a book over partitions is made of one a partition');
is(answer($all), $serial{'portfolio_agg of four'}, 'a partitionwise book has the serial bytes');
like(plan_of($by), qr/Append.*Aggregate.*Aggregate/s, 'books by the partition key are made in each partition');
is(answer($by), $serial{'portfolio_agg of four by branch'}, 'partitionwise books have the serial bytes');
settings(enable_partitionwise_aggregate => 'off', max_parallel_workers_per_gather => 0);

# many groups: in little memory they spill, in enough they take what is promised
settings(work_mem => "'64kB'", enable_sort => 'off');
my $spill = 'SELECT id % 5000 AS g, md5(portfolio_summary_send(portfolio_agg(balance, grade, days))) FROM loan
             GROUP BY g';
like(plan_of($spill), qr/HashAggregate.*Batches: (?!1\b)\d+/s, 'a hash aggregation in little memory spills');
my $spilled = join ' ', sort split / /, answer($spill);
settings(enable_sort => 'on', enable_hashagg => 'off', work_mem => "'64MB'");
is($spilled, join(' ', sort split / /, answer($spill)), 'spilled books have the bytes of sorted ones');
settings(enable_hashagg => 'on', enable_sort => 'off', work_mem => "'1GB'");
my ($kilobytes) = plan_of(q{SELECT i, portfolio_agg(1, 'pass'::risk_grade, 5) FROM generate_series(1, 100000) AS i
                            GROUP BY i}) =~ /Batches: 1\s+Memory Usage: (\d+)kB/;
ok(defined $kilobytes, '100,000 groups are hashed at once') && cmp_ok($kilobytes / 1024, '<=', MEMORY,
    '100,000 books take the memory promised');
note(sprintf '%.0f MB for 100,000 groups', ($kilobytes // 0) / 1024);
settings(enable_sort => 'on', work_mem => "'4MB'");

# binary COPY of every type
run_all(<<'SQL');
CREATE TABLE kept AS SELECT day, branch, p, (1 + day % 5 || '-' || 1 + branch % 9)::risk_grade AS g,
       (ARRAY['cn_2023', 'cn_2023(grace_days=7)', 'in_rbi', '{"days":{"loss":90},"minimum_coverage":1.1}'])[
           1 + day % 4]::grade_policy AS rules FROM daily;
CREATE TABLE copied (LIKE kept)
SQL
chmod 0777, $dir;
$dbh->do("COPY kept TO '$dir/kept' (FORMAT binary)");
$dbh->do("COPY copied FROM '$dir/kept' (FORMAT binary)");
is(answer('SELECT count(*) FROM (TABLE kept EXCEPT TABLE copied) AS d'), '0',
   'binary COPY keeps books, grades and policies');
is(answer('SELECT count(*) FROM copied'), answer('SELECT count(*) FROM kept'), 'all of them');

# dump and restore
my $target = "portfolio_restored_$$";
my $restored = create($target, pg_enable_utf8 => 1);
is_restored($source, $target, $dir, 'books');
my $fingerprint = q{
    SELECT md5(string_agg(day || ' ' || branch || encode(portfolio_summary_send(p), 'hex') || g || rules,
                          ',' ORDER BY day, branch)) FROM kept};
is(answer($fingerprint, $restored), answer($fingerprint), 'with the same bytes');

# a driver's parameters
$dbh->do('CREATE INDEX loan_grade ON loan (grade)');
$dbh->do('ANALYZE loan');
settings(enable_seqscan => 'off', plan_cache_mode => 'force_generic_plan');
my $found = $dbh->prepare('SELECT count(*) FROM loan WHERE grade = $1', {pg_server_prepare => 1});
$found->bind_param(1, "\x{635f}\x{5931}-1", {pg_type => DBD::Pg::PG_VARCHAR()});
$found->execute;
is($found->fetchrow_array, answer(q{SELECT count(*) FROM loan WHERE grade = 'loss-1'}),
   'a varchar parameter in Chinese finds the grade');
$dbh->do('PREPARE by_grade (varchar) AS SELECT count(*) FROM loan WHERE grade = $1');
like(plan_of(q{EXECUTE by_grade('loss-1')}) , qr/Index.*Index Cond: \(grade = /s, 'by the index');
done_testing();
