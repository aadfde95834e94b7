#!/usr/bin/perl
# Several machines, by postgres_fdw to this very server: functions and
# aggregates of an extension that the foreign server declares are computed
# there, by partition and by view, and the answers are those of one table.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(create settings answer run_all);

my ($home, $away) = ("remote_home_$$", "remote_away_$$");
my $dbh = create($home);
my $available = $dbh->selectrow_array(q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'});
plan skip_all => 'postgres_fdw is not there' unless $available;
my $far = create($away);

# The same loans on both sides: those of the other side in three shards.
my $loans = <<'SQL';
SELECT i AS id, i % 3 AS shard, i % 7 AS branch,
       amortize(1000 + i % 90000, 0.03 + i % 17 / 100.0, 1 + i % 60, date '2019-01-01' + (i * 7919 % 2557)::int) AS s,
       cashflow_agg(date '2019-02-01' + (i * 7919 % 2557)::int + 31 * k, 10 + i % 50) AS paid,
       history_agg((date '2024-01-31' + interval '1 month' * k)::date, 1000 - k, i * k % 7 / 5 * 40) AS h,
       1000.00 + i AS balance, (i * 31 % 400 * (i % 11 / 10))::int AS dpd, 500 + (i * 7919 % 300)::int AS score,
       'band ' || i % 5 AS tag
FROM   generate_series(1::bigint, 3000) AS i, generate_series(0, 5) AS k GROUP BY i
SQL
$far->do($_) for 'CREATE SCHEMA ext', 'CREATE EXTENSION loanfin SCHEMA ext', 'SET search_path = public, ext',
    "CREATE TABLE public.loan AS $loans",
    (map { "CREATE TABLE public.loan_$_ AS SELECT * FROM loan WHERE shard = $_" } 0 .. 2), 'ANALYZE';
$far->do(<<'SQL');
CREATE VIEW public.part AS
SELECT shard, branch, portfolio_agg(balance, grade_loan(dpd), dpd) AS book, migration_agg(h) AS m,
       vintage_agg(h, '2023-12-15', balance) AS v, sum(s) AS s, score_agg(score, dpd > 60) AS sc
FROM loan GROUP BY shard, branch
SQL
my ($host, $port) = ($ENV{PGHOST} // 'localhost', $ENV{PGPORT} // 5432);
my $columns = 'id bigint, shard bigint, branch bigint, s money_schedule, paid cashflows, h payment_history, '
    . 'balance numeric, dpd int, score int, tag text';
run_all(<<"SQL");
CREATE SCHEMA ext;
CREATE EXTENSION loanfin SCHEMA ext;
CREATE EXTENSION postgres_fdw;
SET search_path = public, ext;
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw
    OPTIONS (host '$host', port '$port', dbname '$away', extensions 'loanfin');
CREATE SERVER deaf FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname '$away');
CREATE USER MAPPING FOR CURRENT_USER SERVER far;
CREATE USER MAPPING FOR CURRENT_USER SERVER deaf;
CREATE TABLE one AS $loans;
CREATE FOREIGN TABLE there ($columns) SERVER far OPTIONS (table_name 'loan');
CREATE FOREIGN TABLE not_told ($columns) SERVER deaf OPTIONS (table_name 'loan');
CREATE TABLE parted ($columns) PARTITION BY LIST (shard);
CREATE FOREIGN TABLE parted_0 PARTITION OF parted FOR VALUES IN (0) SERVER far OPTIONS (table_name 'loan_0');
CREATE FOREIGN TABLE parted_1 PARTITION OF parted FOR VALUES IN (1) SERVER far OPTIONS (table_name 'loan_1');
CREATE FOREIGN TABLE parted_2 PARTITION OF parted FOR VALUES IN (2) SERVER far OPTIONS (table_name 'loan_2');
CREATE FOREIGN TABLE part (shard bigint, branch bigint, book portfolio_summary, m migration_summary,
                           v vintage_summary, s money_schedule, sc score_summary) SERVER far;
SET client_min_messages = warning
SQL

sub plan_text
{
    my ($query) = @_;
    return join "\n", map { $_->[0] } @{$dbh->selectall_arrayref("EXPLAIN (VERBOSE, COSTS off) $query")};
}

# Conditions and aggregates that belong to the other side: the query, and what the remote query must contain.
my @shipped = (
    ['a condition', 'SELECT count(*) FROM %s WHERE balance_at(s, \'2022-06-30\') > 5000', 'balance_at'],
    ['days past due', 'SELECT count(*) FROM %s WHERE days_past_due(s, paid, \'2022-06-30\') > 90', 'days_past_due'],
    ['an operator', 'SELECT count(*) FROM %s WHERE grade_loan(dpd) >= \'substandard\'', 'OPERATOR\(ext'],
    ['a value as key', 'SELECT branch, max(grade_loan(dpd)) FROM %s GROUP BY 1 ORDER BY 1', 'max\('],
    map { ["$_->[0]", "SELECT branch, $_->[1] FROM %s GROUP BY branch ORDER BY branch", $_->[2] // "$_->[0]\\("] }
        (['portfolio_agg', 'portfolio_agg(balance, grade_loan(dpd), dpd)::text'],
         ['npl_ratio', 'npl_ratio(balance, dpd)'],
         ['sum', 'md5(sum(s)::text)', 'ext\.sum\('],
         ['cashflow_agg', 'md5(cashflow_agg(\'2024-01-01\', balance)::text)'],
         ['sum of cashflows', 'md5(sum(paid)::text)', 'ext\.sum\('],
         ['schedule_agg', 'md5(schedule_agg(\'2024-01-01\'::date + dpd, balance, 1)::text)'],
         ['history_agg', 'md5(history_agg(\'2024-01-31\', 100, 0)::text)'],
         ['vintage_agg', 'md5(vintage_agg(h, \'2023-12-15\', balance)::text)'],
         ['migration_agg', 'migration_agg(h)::text'],
         ['pool_agg', 'md5(pool_agg(s, h)::text)'],
         ['score_agg', 'md5(score_agg(score, dpd > 60)::text)'],
         ['bin_agg', 'bin_agg(tag, dpd > 60)::text'],
         ['commission_agg', q{commission_agg('{"per_loan": {"rate": 0.01}}', balance)::text}]),
);
for (@shipped) {
    my ($what, $query, $word) = @$_;
    my $plan = plan_text(sprintf $query, 'there');
    my ($sent) = $plan =~ /Remote SQL: (.*)/;
    like($sent, qr/$word/, "$what is computed there") or diag($plan);
    unlike($plan, qr{^\s*(?:-> *)?(?:\w*Aggregate|Filter:)}m, "$what leaves nothing to do here") or diag($plan);
    is(answer(sprintf $query, 'there'), answer(sprintf $query, 'one'), "$what answers as one table does");
}
my $told = plan_text("SELECT portfolio_agg(balance, dpd) FROM not_told");
like($told, qr/Aggregate/, "a server that does not declare the extension sends nothing");

# Partitions: each computes its own where the key is grouped by.
$dbh->do('ANALYZE parted');
settings(enable_partitionwise_aggregate => 'on');
my $by_shard = 'SELECT shard, portfolio_agg(balance, grade_loan(dpd), dpd)::text, migration_agg(h)::text,
                md5(sum(s)::text) FROM %s GROUP BY shard ORDER BY shard';
my $plan = plan_text(sprintf $by_shard, 'parted');
is(scalar(() = $plan =~ /Remote SQL: SELECT shard, ext\.portfolio_agg/g), 3, 'each partition computes its own groups')
    or diag($plan);
is(answer(sprintf $by_shard, 'parted'), answer(sprintf $by_shard, 'one'), 'and the groups are those of one table');

# Views of states: only one summary for each group is sent, for any grouping.
my @states = (['portfolio_summary', 'rollup(book)', 'portfolio_agg(balance, grade_loan(dpd), dpd)'],
              ['migration_summary', 'rollup(m)', 'migration_agg(h)'],
              ['vintage_summary', 'rollup(v)', q{vintage_agg(h, '2023-12-15', balance)}],
              ['money_schedule', 'sum(s)', 'sum(s)'], ['score_summary', 'rollup(sc)', 'score_agg(score, dpd > 60)']);
for (@states) {
    my ($what, $from_states, $in_one_pass) = @$_;
    is(answer("SELECT branch, $from_states FROM part GROUP BY branch ORDER BY branch"),
        answer("SELECT branch, $in_one_pass FROM one GROUP BY branch ORDER BY branch"),
        "$what: summaries of the shards add up to the one pass");
}
is(answer(q{SELECT branch, rollup(book)
            FROM (SELECT branch, portfolio_agg(balance, dpd) AS book FROM parted_0 GROUP BY 1
            UNION ALL SELECT branch, portfolio_agg(balance, dpd) FROM parted_1 GROUP BY 1
            UNION ALL SELECT branch, portfolio_agg(balance, dpd) FROM parted_2 GROUP BY 1) AS x
            GROUP BY branch ORDER BY branch}),
    answer('SELECT branch, portfolio_agg(balance, dpd) FROM one GROUP BY branch ORDER BY branch'),
    'and so do those of a UNION ALL');

# A summary, a contract and a history written here are the bytes that are read there.
my $values = '(id bigint, s money_schedule, h payment_history, book portfolio_summary)';
$dbh->do("CREATE FOREIGN TABLE copy $values SERVER far");
$far->do("CREATE TABLE public.copy $values");
$dbh->do('INSERT INTO copy SELECT id, s, h, portfolio_agg(balance, dpd) FROM one GROUP BY id, s, h');
is($far->selectrow_array('SELECT count(*) FROM copy AS c JOIN loan USING (id) WHERE (c.s, c.h) = (loan.s, loan.h)'),
    3000, 'values sent to the other side are the same values there');
# no session of the other side may keep its database
$dbh->do('SELECT postgres_fdw_disconnect_all()');
done_testing();
