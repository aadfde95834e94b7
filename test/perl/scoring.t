#!/usr/bin/perl
# Scores and bins counted by workers have the bytes of those counted by one
# process; values keep their bytes when stored and copied; long work can be
# cancelled; cards and warnings answer alike in a worker.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(create settings plan_of answer run_all prefer_workers alike_in_worker);

my $dbh = create("scoring_$$");
run_all(<<'SQL');
CREATE EXTENSION loanfin;
CREATE TABLE scored AS
SELECT i AS id, i % 7 AS part, 300 + hashint4(i::int) % 250 AS score, hashint4(i::int + 1) % 5 = 0 AS bad,
       (1 + i % 1000 / 100.0)::numeric AS weight, (ARRAY['new', 'used', '二手', NULL])[1 + i % 4] AS bin
FROM generate_series(1, 60000) AS i;
CREATE TABLE card AS SELECT '{"scorecard":1,"characteristics":[{"name":"score","bins":[{"below":300,"points":1},
 {"points":2}]},{"name":"bin","bins":[{"in":["new"],"points":10},{"points":20},{"missing":true,"points":30}]}]}'
::scorecard AS c;
CREATE TABLE loan AS
SELECT i AS id, history_agg((date '2024-01-31' + interval '1 month' * m)::date, 100 - m, (i * m) % 7 / 5 * 40) AS h
FROM generate_series(1, 500) AS i, generate_series(0, 11) AS m GROUP BY i;
ALTER TABLE scored SET (parallel_workers = 4);
ANALYZE scored;
ANALYZE loan
SQL
prefer_workers();

my %query = (
    'score_agg' => q{SELECT encode(score_summary_send(score_agg(score, bad)), 'hex') FROM scored},
    'score_agg of weights' =>
        q{SELECT encode(score_summary_send(score_agg(score, bad, weight)), 'hex') FROM scored},
    'bin_agg' => q{SELECT encode(bin_summary_send(bin_agg(bin, bad)), 'hex') FROM scored},
    'bin_agg of weights by part' =>
        q{SELECT part, encode(bin_summary_send(bin_agg(bin, bad, weight)), 'hex') FROM scored
                                      GROUP BY part ORDER BY part},
    'score_agg by part' => q{SELECT part, md5(score_summary_send(score_agg(score, bad))) FROM scored
                             GROUP BY part ORDER BY part},
);
settings(max_parallel_workers_per_gather => 0);
my %serial = map { $_ => answer($query{$_}) } keys %query;
for my $leader (qw(on off)) {
    settings(max_parallel_workers_per_gather => 4, parallel_leader_participation => $leader);
    for my $what (sort keys %query) {
        like(plan_of($query{$what}), qr/Finalize \w*Aggregate.*Partial \w*Aggregate/s, "$what is counted in two steps");
        is(answer($query{$what}), $serial{$what}, "$what: workers, leader $leader, give the serial bytes");
    }
}
settings(parallel_leader_participation => 'on');
alike_in_worker("SELECT md5(string_agg(($_->[1])::text, ' ' ORDER BY id)) FROM $_->[2] WHERE id < 300", $_->[0]) for
    (['score', 'score((SELECT c FROM card), scored)', 'scored'],
    ['early_warning', q{early_warning(h, '{"warning_rules":1,"levels":["a"],"rules":[{"level":"a","over":0}]}')},
        'loan'],
    ['binomial_tail', 'binomial_tail(id % 40, 40, 0.3)', 'scored'],
    ['wilson_bounds', 'wilson_bounds(id % 40, 40)', 'scored']);

# stored: large ones out of the row, and copied as binary
settings(max_parallel_workers_per_gather => 0);
run_all(<<'SQL');
CREATE TABLE kept (id int, s score_summary, b bin_summary, c scorecard, r warning_rules);
INSERT INTO kept SELECT 2, score_agg(i, i % 3 = 0, i), bin_agg((i % 900)::text, i % 3 = 0), (SELECT c FROM card),
                        '{"warning_rules":1,"levels":["a"],"rules":[{"level":"a","over":0}]}'
FROM generate_series(1, 20000) AS i;
CREATE TABLE copied (LIKE kept)
SQL
my $bytes = q{SELECT id, md5(score_summary_send(s)), md5(bin_summary_send(b)), md5(scorecard_send(c)),
              md5(warning_rules_send(r)), loan_count(s) FROM %s ORDER BY id};
cmp_ok(answer("SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE relname = 'kept'"), '>', 0,
    'large summaries lie out of the row');
$dbh->do('COPY kept TO STDOUT (FORMAT binary)');
my ($copy, $chunk) = ('');
$copy .= $chunk while $dbh->pg_getcopydata(\$chunk) >= 0;
$dbh->do('COPY copied FROM STDIN (FORMAT binary)');
$dbh->pg_putcopydata($copy);
$dbh->pg_putcopyend;
is(answer(sprintf $bytes, 'copied'), answer(sprintf $bytes, 'kept'), 'binary COPY keeps every byte');

for my $endless (
    'SELECT score_agg((i % 60000)::int, i % 3 = 0) FROM generate_series(1, 2000000000) AS i',
    'SELECT max(score((SELECT c FROM card), s)) FROM scored AS s, generate_series(1, 100000)',
    'SELECT count(*) FROM generate_series(1, 100000), kept, score_cutoffs(s)',
    'SELECT count(w) FROM generate_series(1, 100000), loan, kept, warning_months(h, r) AS w') {
    $dbh->do('SET statement_timeout = 100');
    ok(!eval { $dbh->selectall_arrayref($endless); 1 }, "ends: $endless");
    is($dbh->state, '57014', 'because it was cancelled');
    $dbh->do('SET statement_timeout = 0');
}
done_testing();
