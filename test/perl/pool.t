#!/usr/bin/perl
# Pools counted by workers, over partitions and in windows that move have the
# bytes of those counted by one process; pools, curves of value and all that a
# projection gives keep their bytes when stored, copied, dumped and restored;
# every function answers alike in a worker; long work can be cancelled.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Temp qw(tempdir);
use Test::More;

use Loanfin::TestDatabase qw(create settings plan_of answer run_all prefer_workers alike_in_worker is_cancelled
    is_restored);

my ($name, $again) = ("pool_$$", "pool_again_$$");
my $dbh = create($name);
my $dir = tempdir(CLEANUP => 1);
run_all(<<'SQL');
CREATE EXTENSION loanfin;
CREATE TABLE loan AS
SELECT i AS id, i % 5 AS part, amortize(10000 + i % 900 * 10, 0.03 + i % 17 / 100.0, 12 + i % 40,
                                        date '2021-01-31' + (i % 300)::int, currency => 'CNY') AS s
FROM generate_series(1, 2000) AS i;
CREATE TABLE observed AS
SELECT id, history_agg(as_of, CASE WHEN m > 6 AND id % 9 = 0 THEN 0
                                       ELSE greatest(0, balance_at(s, as_of) - m * (id % 3)) END,
                       (id * m % 11 / 9 * 40)::int, CASE WHEN m = 7 AND id % 18 = 0 THEN 500 ELSE 0 END,
                       CASE WHEN m = 9 AND id % 18 = 0 THEN 100 ELSE 0 END, 'CNY') AS h
FROM loan, generate_series(0, 13) AS m,
     LATERAL (SELECT (date '2022-01-31' + interval '1 month' * m)::date AS as_of) AS d GROUP BY id;
INSERT INTO loan VALUES (0, 0, NULL);
CREATE TABLE split (id int, part int, s money_schedule) PARTITION BY LIST (part);
CREATE TABLE split_0 PARTITION OF split FOR VALUES IN (0, 1);
CREATE TABLE split_1 PARTITION OF split FOR VALUES IN (2, 3, 4);
INSERT INTO split SELECT * FROM loan;
CREATE TABLE pair AS SELECT id, part, s, h FROM loan LEFT JOIN observed USING (id);
CREATE TABLE pool AS SELECT part, id % 50 AS slice, pool_agg(s, h) AS p FROM pair GROUP BY 1, 2;
ALTER TABLE pair SET (parallel_workers = 4);
ALTER TABLE pool SET (parallel_workers = 4);
ANALYZE pair;
ANALYZE pool
SQL
prefer_workers();

my %query = (
    'pool_agg' => q{SELECT encode(pool_summary_send(pool_agg(s, h)), 'hex') FROM pair},
    'pool_agg by part' => q{SELECT part, md5(pool_summary_send(pool_agg(s, h))) FROM pair GROUP BY part ORDER BY part},
    'rollup' => q{SELECT encode(pool_summary_send(rollup(p)), 'hex') FROM pool},
    'rollup by part' => q{SELECT part, md5(pool_summary_send(rollup(p))) FROM pool GROUP BY part ORDER BY part},
);
settings(max_parallel_workers_per_gather => 0);
my %serial = map { $_ => answer($query{$_}) } keys %query;
is($serial{rollup}, $serial{pool_agg}, 'the pools of slices rolled up are the pool of all loans');
is($serial{'rollup by part'}, $serial{'pool_agg by part'}, 'and by part');
for my $leader (qw(on off)) {
    settings(max_parallel_workers_per_gather => 4, parallel_leader_participation => $leader);
    for my $what (sort keys %query) {
        like(plan_of($query{$what}), qr/Finalize \w*Aggregate.*Partial \w*Aggregate/s, "$what is counted in two steps");
        is(answer($query{$what}), $serial{$what}, "$what: workers, leader $leader, give the serial bytes");
    }
}
settings(parallel_leader_participation => 'on', enable_partitionwise_aggregate => 'on',
    max_parallel_workers_per_gather => 0);
is(answer(q{SELECT encode(pool_summary_send(pool_agg(s, h)), 'hex') FROM split LEFT JOIN observed USING (id)}),
    $serial{pool_agg}, 'a pool over partitions has the serial bytes');
is(answer(q{SELECT count(*) FROM (
        SELECT n, rollup(p) OVER (ORDER BY n ROWS 4 PRECEDING) AS moved,
               (SELECT rollup(o.p) FROM (SELECT p, row_number() OVER (ORDER BY part, slice) AS n FROM pool) AS o
                WHERE o.n BETWEEN q.n - 4 AND q.n) AS anew
        FROM (SELECT p, row_number() OVER (ORDER BY part, slice) AS n FROM pool) AS q) AS w
    WHERE pool_summary_send(moved) IS DISTINCT FROM pool_summary_send(anew)}), '0',
    'windows that move have the bytes of pools counted anew');

settings(max_parallel_workers_per_gather => 4);
my $curve = q{'{"value_curve":1,"points":[[0,1],[36,0.5]],"floor":0.1}'::value_curve};
alike_in_worker("SELECT md5(string_agg(($_->[1])::text, ' ' ORDER BY id)) FROM pair WHERE id BETWEEN 1 AND 200",
    $_->[0]) for (['project', "project(s, '2022-05-17', '1.5 ABS', '2 CDR', 0.5, 3)"],
    ['projection', "(SELECT sum(c.closing * c.month) FROM projection(s, '2022-05-17', '6 CPR', '100 SDA') AS c)"],
    ['expected_loss', "expected_loss(s, '2022-05-17', '2 CDR', 0.5, 3, '1 ABS', 0.05)"],
    ['risk_price', "risk_price(10000 + id, 24, '2024-01-31', 0.03, '0.2 MDR', 0.5, 3, '1 ABS', 100)"],
    ['cpr', 'cpr(id / 1000.0, 3)'],
    ['ltv', "ltv(s, $curve, 20000, '2022-05-17')"], ['vehicle_value', "vehicle_value($curve, 20000, id % 60)"],
    ['positive_equity_date', "positive_equity_date(s, $curve, 9000)"]);

# stored: large ones out of the row; copied as binary; dumped and restored
settings(max_parallel_workers_per_gather => 0);
run_all(<<'SQL');
CREATE TABLE kept (id int, p pool_summary, c value_curve, s money_schedule, k scorecard, w warning_rules,
                   x score_summary, b bin_summary);
INSERT INTO kept (id, p, s) SELECT part, rollup(p), NULL FROM pool GROUP BY part;
UPDATE kept SET s = (SELECT project(s, '2022-05-17', '1.5 ABS', '2 CDR', 0.5, 3) FROM loan WHERE loan.id = kept.id + 1),
    c = '{"value_curve":1,"points":[[0,1],[12,0.8],[36,0.5]],"conditions":{"新":1,"fair":0.9}}',
    k = '{"scorecard":1,"characteristics":[{"name":"n","bins":[{"below":3,"points":1},{"points":2}]}]}',
    w = '{"warning_rules":1,"levels":["预警"],"rules":[{"level":"预警","over":0}]}';
INSERT INTO kept (id, p)
SELECT 10, pool_agg(s, h) FROM (
    SELECT amortize(100000 + i * 1000, 0.05, 600, '2000-01-31') AS s,
           history_agg((date '2000-01-31' + interval '1 month' * m)::date,
                       100000000 + hashint4((i * m)::int) / 100, 0) AS h
    FROM generate_series(1, 3) AS i, generate_series(0, 500) AS m GROUP BY i) AS long;
UPDATE kept SET x = (SELECT score_agg(i, i % 3 = 0) FROM generate_series(1, 5000) AS i),
                b = (SELECT bin_agg((i % 300)::text, i % 3 = 0) FROM generate_series(1, 5000) AS i);
CREATE TABLE copied (LIKE kept)
SQL
my $bytes = q{SELECT id, md5(pool_summary_send(p)), md5(value_curve_send(c)), md5(money_schedule_send(s)),
              md5(scorecard_send(k)), md5(warning_rules_send(w)), md5(score_summary_send(x)), md5(bin_summary_send(b)),
              md5(p::text), md5(c::text) FROM %s ORDER BY id};
my $truth = answer(sprintf $bytes, 'kept');
cmp_ok(answer("SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE relname = 'kept'"), '>', 0,
    'long pools lie out of the row');
$dbh->do('COPY kept TO STDOUT (FORMAT binary)');
my ($copy, $chunk) = ('');
$copy .= $chunk while $dbh->pg_getcopydata(\$chunk) >= 0;
$dbh->do('COPY copied FROM STDIN (FORMAT binary)');
$dbh->pg_putcopydata($copy);
$dbh->pg_putcopyend;
is(answer(sprintf $bytes, 'copied'), $truth, 'binary COPY keeps every byte');
is_cancelled($_->[1], $_->[0])
    for (['pools', 'SELECT pool_agg(s, h) FROM pair, generate_series(1, 100000)'],
    ['projections', "SELECT count(project(s, '2022-05-17', '1 ABS')) FROM loan, generate_series(1, 100000)"],
    ['prices', q{SELECT count(risk_price(i, 60, date '2024-01-31', 0.03)) FROM generate_series(1, 9999999) AS i}]);
my $other = create($again);
is_restored($name, $again, $dir, 'pools');
is(answer(sprintf($bytes, 'kept'), $other), $truth, 'dump and restore keep every byte');
done_testing();
