#!/usr/bin/perl
# Histories and cash flows are the same bytes however their rows come together: by
# workers, by partitions, in little memory; and wherever they go: out of the row,
# binary COPY, dump and restore.  A monthly job is one UPDATE.  Every function runs
# in a worker, and long work can be cancelled.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Temp qw(tempdir);
use Test::More;

use Loanfin::TestDatabase qw(create settings plan_of answer run_all prefer_workers alike_by_workers
    alike_in_worker is_cancelled is_restored);

my $dir = tempdir(CLEANUP => 1);
my $source = "history_$$";
my $dbh = create($source);
run_all(<<'SQL');
CREATE EXTENSION loanfin;
-- rows of a loan lie scattered, so that every worker has some of each; a month has two rows, the later counts
CREATE TABLE seen AS
SELECT loan, as_of, balance, days, CASE WHEN loan % 20 = 0 AND m = 15 THEN balance ELSE 0 END AS lost,
       CASE WHEN loan % 20 = 0 AND m > 20 THEN m ELSE 0 END AS back
FROM generate_series(0, 29) AS m, generate_series(1, 2000) AS loan, generate_series(0, 1) AS second,
     LATERAL (SELECT (date '2020-02-01' + make_interval(months => m))::date - CASE WHEN second = 0 THEN 9
              ELSE 1 + loan % 3 END AS as_of,
                     ((hashint4(loan * 64 + m) & 1048575) + second) / 100.0 AS balance,
                     CASE WHEN (m + loan) % 7 = 0 THEN 30 * m ELSE 0 END AS days) AS v
WHERE (loan + m) % 11 > 0 ORDER BY md5((loan * 64 + m)::text || second);
CREATE TABLE paid AS SELECT loan, date '2020-01-15' + (hashint4(loan + k * 7) & 1023) AS on_date,
    (hashint8(loan * k) & 65535) / 100.0 - 50 AS amount
FROM generate_series(1, 2000) AS loan, generate_series(1, 20) AS k ORDER BY md5(loan || ' ' || k);
CREATE TABLE part (LIKE seen) PARTITION BY LIST (loan);
CREATE TABLE part_0 PARTITION OF part DEFAULT;
CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
INSERT INTO part SELECT * FROM seen WHERE loan <= 30;
CREATE TABLE flow AS SELECT loan, cashflow_agg(on_date, amount) AS cf FROM paid GROUP BY loan;
ALTER TABLE seen SET (parallel_workers = 4);
ALTER TABLE paid SET (parallel_workers = 4);
ALTER TABLE flow SET (parallel_workers = 4);
-- the planner takes two steps where groups are few
ALTER TABLE seen ALTER loan SET (n_distinct = 10);
ALTER TABLE paid ALTER loan SET (n_distinct = 10);
ANALYZE
SQL
prefer_workers();

my $few = 'WHERE loan <= 60 GROUP BY loan ORDER BY loan';
my %query = (
    'history_agg of three' => "SELECT loan, md5(payment_history_send(history_agg(as_of, balance, days)))
                               FROM seen $few",
    'history_agg of five' => "SELECT loan, md5(payment_history_send(history_agg(as_of, balance, days, lost, back)))
                              FROM seen $few",
    'history_agg of six' => "SELECT loan,
                             md5(payment_history_send(history_agg(as_of, balance, days, lost, back, 'CNY')))
                             FROM seen $few",
    'history_agg of one loan' => 'SELECT md5(payment_history_send(history_agg(as_of, balance, days, lost, back)))
                                  FROM seen WHERE loan = 20',
    'cashflow_agg of two' => 'SELECT md5(cashflows_send(cashflow_agg(on_date, amount))) FROM paid',
    'cashflow_agg of three' => "SELECT loan, md5(cashflows_send(cashflow_agg(on_date, amount, 'CNY'))) FROM paid $few",
    'sum of cash flows' => 'SELECT md5(cashflows_send(sum(cf))) FROM flow',
);
settings(max_parallel_workers_per_gather => 0);
my %serial = map { $_ => answer($query{$_}) } keys %query;
unlike(plan_of($query{$_}), qr/Partial|Gather/, "$_: the serial plan is serial") for sort keys %query;
settings(enable_sort => 'off'); # so that groups are hashed where they lie
alike_by_workers(\%query, \%serial, ' is made');
is(answer('SELECT md5(cashflows_send(sum(cf))) FROM flow'), $serial{'cashflow_agg of two'},
   'sums of flows are one pass over the rows, to the byte');

# what only the combination of two workers can see
settings(enable_sort => 'on', parallel_leader_participation => 'on');
for my $bad ([q{history_agg(CASE WHEN loan < 4 THEN '2020-05-31' ELSE as_of END, balance, days) FROM seen
                WHERE as_of < '2020-06-01'}, qr/two different observations of 2020-\d\d-\d\d/],
    [q{history_agg(as_of, balance, days, 0, 0, CASE WHEN loan % 2 = 0 THEN 'CNY' ELSE 'USD' END) FROM seen},
     qr/amounts of (?:CNY|USD) and (?:CNY|USD) do not mix/],
    [q{cashflow_agg(on_date, amount, CASE WHEN loan % 2 = 0 THEN 'CNY' END) FROM paid},
     qr/amounts of (?:CNY|no currency) and (?:CNY|no currency) do not mix/]) {
    ok(!eval { answer("SELECT $bad->[0]"); 1 }, 'a conflict between rows or workers is refused');
    like($@, $bad->[1], 'with its reason');
}

# partitions, and many groups in little memory
settings(enable_partitionwise_aggregate => 'on', max_parallel_workers_per_gather => 0);
my $by = $query{'history_agg of five'} =~ s/seen/part/r =~ s/60/30/r;
like(plan_of($by), qr/Append.*Aggregate.*Aggregate/s, 'histories by the partition key are made in each partition');
is(answer($by), answer($query{'history_agg of five'} =~ s/60/30/r), 'partitionwise histories have the serial bytes');
settings(enable_partitionwise_aggregate => 'off', work_mem => "'64kB'", enable_sort => 'off');
for my $what ('history_agg(as_of, balance, days, lost, back)) FROM seen', 'cashflow_agg(on_date, amount)) FROM paid') {
    my $spill = 'SELECT loan, md5(' . ($what =~ /^history/ ? 'payment_history' : 'cashflows') . "_send($what"
        . ' GROUP BY loan';
    $spill =~ s/\)\) FROM/))) FROM/;
    settings(work_mem => "'64kB'", enable_sort => 'off', enable_hashagg => 'on');
    like(plan_of($spill), qr/HashAggregate.*Batches: (?!1\b)\d+/s, "$what: a hash aggregation in little memory spills");
    my $spilled = join ' ', sort split / /, answer($spill);
    settings(enable_sort => 'on', enable_hashagg => 'off', work_mem => "'64MB'");
    is($spilled, join(' ', sort split / /, answer($spill)), "$what: what spilled has the bytes of what was sorted");
}
settings(enable_hashagg => 'on', work_mem => "'4MB'");

# a month more is one UPDATE, and it is what one pass would have made
run_all(<<'SQL');
CREATE TABLE kept AS SELECT loan, history_agg(as_of, balance, days, lost, back) AS h FROM seen
WHERE as_of < '2022-06-01' GROUP BY loan;
CREATE TABLE last_row AS SELECT DISTINCT ON (loan) * FROM seen WHERE as_of >= '2022-06-01' ORDER BY loan, as_of DESC
SQL
my $updated = $dbh->do('UPDATE kept SET h = history_append(h, as_of, balance, days, lost, back) FROM last_row
                        WHERE last_row.loan = kept.loan');
is($updated, answer('SELECT count(*) FROM last_row'), 'a monthly job is one UPDATE');
is(answer('SELECT count(*) FROM kept JOIN (SELECT loan, history_agg(as_of, balance, days, lost, back) AS h FROM seen
                                           GROUP BY loan) AS made USING (loan)
           WHERE payment_history_send(kept.h) <> payment_history_send(made.h)'),
    '0', 'and leaves the bytes of one pass');

# storage: too long for a row, compressed or not; the same value, read right
run_all(<<'SQL');
INSERT INTO kept SELECT 3000 + n, history_agg((date '1950-02-01' + make_interval(months => m))::date - 1 - m % 20,
                                              (hashint8(m * n) & 1099511627775) / 100.0, hashint4(m * n) & 4095,
                                              (hashint4(m) & 255)::numeric, m)
FROM generate_series(0, 1199) AS m, generate_series(1, 3) AS n GROUP BY n;
ALTER TABLE flow ADD s cashflows_state;
INSERT INTO flow SELECT 3000, cashflow_agg(date '1990-01-01' + i, (hashint8(i) & 1099511627775) / 100.0), NULL
FROM generate_series(1, 20000) AS i;
UPDATE flow SET s = cashflows_sum_accum(NULL, cf);
ALTER TABLE kept ADD s payment_history_state;
UPDATE kept SET s = (SELECT history_agg_accum(NULL, last_month(h), 5, 3, 1, 2))
SQL
my $kept_bytes = q{SELECT loan, md5(payment_history_send(h)), worst_dpd(h), times_past_due(h, 30),
                   md5(history_string(h, 1200)), md5(h::text), md5(s::text) FROM kept ORDER BY loan};
my $flow_bytes = q{SELECT loan, md5(cashflows_send(cf)), md5(cf::text), (SELECT sum(amount) FROM flows(cf)),
                   md5(s::text) FROM flow ORDER BY loan};
for my $storage (qw(external extended)) {
    $dbh->do("CREATE TABLE $storage AS SELECT * FROM kept WHERE false");
    $dbh->do("ALTER TABLE $storage ALTER h SET STORAGE $storage, ALTER s SET STORAGE $storage");
    $dbh->do("INSERT INTO $storage SELECT loan, h::text::payment_history, s::text::payment_history_state FROM kept");
    is(answer($kept_bytes =~ s/kept/$storage/r), answer($kept_bytes), "histories stored $storage are the same");
    cmp_ok(answer("SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE relname = '$storage'"), '>', 0,
           "the long ones stored $storage are out of the row");
}

# binary COPY, dump and restore
for my $table (qw(kept flow)) {
    chmod 0777, $dir;
    $dbh->do("CREATE TABLE copied_$table (LIKE $table)");
    $dbh->do("COPY $table TO '$dir/$table' (FORMAT binary)");
    $dbh->do("COPY copied_$table FROM '$dir/$table' (FORMAT binary)");
    my $query = $table eq 'kept' ? $kept_bytes : $flow_bytes;
    is(answer($query =~ s/FROM $table\b/FROM copied_$table/r), answer($query), "binary COPY keeps $table");
}
my $target = "history_restored_$$";
my $restored = create($target);
is_restored($source, $target, $dir, 'histories');
is(answer($_, $restored), answer($_), 'with the same bytes') for $kept_bytes, $flow_bytes;

# every function in a worker, forced
$dbh->do(q{CREATE TABLE loan AS SELECT loan, h, cf, amortize(10000 + loan, 0.06, 24, date '2020-01-15') AS s FROM kept
           JOIN flow USING (loan) WHERE loan < 200});
$dbh->do('ANALYZE loan');
my @calls = (
    'h::text::payment_history', 'h::jsonb::payment_history', 'h = h', 'payment_history_hash(h)',
    q{dpd_at(h, '2021-05-05')}, q{balance_at(h, '2021-05-05')}, 'worst_dpd(h, 12)', 'times_past_due(h, 30)',
    'consecutive_past_due(h, 0, 24)', q{first_past_due(h, 30, '2019-12-01')},
    (map { "$_(h)" } qw(paid_off_month charge_off_month first_month last_month currency history_string)),
    q{history_from_string(history_string(h, 24), '2024-01-01')}, q{history_append(h, '2024-01-31', 5, 3)},
    '(SELECT sum(m.balance) FROM months(h) AS m)',
    'cf::text::cashflows', 'cf::jsonb::cashflows', 'cf + cf', 'cf < cf', 'cashflows_hash(cf)', 'cashflows(s)',
    'currency(cf)', '(SELECT sum(f.amount) FROM flows(cf) AS f)',
    q{loan_state(s, cf, '2021-09-09', 'principal_interest_fee', 0.18, true)}, q{days_past_due(s, cf, '2021-09-09')});
for my $call (@calls) {
    alike_in_worker("SELECT md5(string_agg(($call)::text, ' ' ORDER BY loan)) FROM loan", $call);
}

# long work is cancelled
$dbh->do(q{CREATE TABLE huge AS SELECT cashflow_agg(date '2000-01-01' + i, i % 1000 + 0.01) AS cf,
           schedule_agg(date '2000-01-01' + i, 1, 1) AS s FROM generate_series(1, 1000000) AS i});
my %endless = (
    'cash flows from many rows' => q{SELECT cashflow_agg(date '2024-01-31' + (i % 1000)::int, 1)
                                     FROM generate_series(1, 2000000000) AS i},
    'a history from many rows' => q{SELECT history_agg(date '2024-01-31' + (i % 1000)::int, 1, 0)
                                    FROM generate_series(1, 2000000000) AS i},
    'states of many loans' => q{SELECT count(loan_state(s, cf, '2021-09-09', penalty_rate => 0.1))
                                FROM loan, generate_series(1, 1000000)},
    'days past due of many loans' => q{SELECT count(days_past_due(s, cf, '2021-09-09'))
                                       FROM loan, generate_series(1, 100000000)},
    'states of huge loans' => q{SELECT count(loan_state(s, cf, '4000-01-01', penalty_rate => 0.1))
                                FROM huge, generate_series(1, 10000)},
    'rows of huge cash flows' => 'SELECT count(*) FROM generate_series(1, 10000), huge, flows(cf)',
    'text of huge cash flows' => 'SELECT count(cf::text) FROM generate_series(1, 10000), huge',
    'sums of huge cash flows' => 'SELECT sum(cf) FROM generate_series(1, 10000), huge',
);
is_cancelled($endless{$_}, $_) for sort keys %endless;
done_testing();
