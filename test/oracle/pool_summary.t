#!/usr/bin/perl
# pool_agg and pool_speeds against an independent exact program, every cell; and
# over the months of a real pool of car loans.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();
load($_) for qw(pool_agg pool_agg_months);
$dbh->do(q{
    CREATE TABLE pool AS
    SELECT pool, pool_agg(schedule::money_schedule, history::payment_history) AS p FROM pool_agg GROUP BY pool;
    CREATE TABLE shown AS
    SELECT pool, s.*, unknown_count(p) AS unknown FROM pool, LATERAL pool_speeds(p) AS s;
});
every('pool_agg_months', 'SELECT count(*) FROM shown');
none('pool_speeds, every cell', q{
    SELECT * FROM (
        (SELECT pool, month, loans, opening, scheduled, prepaid, unpaid, defaulted, recovered, closing, paid_off, age,
                smm, cpr, abs, mdr, cdr, severity, unknown FROM pool_agg_months
         EXCEPT ALL
         SELECT pool, month::text, loans::text, opening::text, scheduled::text, prepaid::text, unpaid::text,
                defaulted::text, recovered::text, closing::text, paid_off::text, age::text, smm::text, cpr::text,
                abs::text, mdr::text, cdr::text, severity::text, unknown::text FROM shown)) AS missing
    ORDER BY pool, month});
none('the weighted age of the text', q{
    SELECT m.pool, month, weighted_age, t.w FROM pool_agg_months AS m JOIN pool USING (pool),
           LATERAL (SELECT (p::text::json -> 'months' -> left(month, 7) -> 9)::text AS w) AS t
    WHERE  t.w IS DISTINCT FROM weighted_age});

my $data = data_folder();
if (defined $data) {
    load($_, $data) for qw(auto_ally_2017_loans auto_ally_2017_performance auto_ally_pool_balances);
    $dbh->do(q{
        CREATE TABLE loan AS
        SELECT asset_number, amortize(cutoff_end_balance::numeric, interest_rate::numeric,
                                      remaining_term_authors::int, '2017-05-31') AS s
        FROM auto_ally_2017_loans WHERE cutoff_end_balance::numeric > 0 AND remaining_term_authors::int > 0;
        CREATE TABLE history AS
        SELECT asset_number, history_agg(period_end::date, balance_end::numeric, 0, 0,
                                         coalesce(recovered::numeric, 0)) AS h
        FROM   auto_ally_2017_performance GROUP BY 1;
        CREATE TABLE months AS
        SELECT * FROM pool_speeds((SELECT pool_agg(s, h) FROM loan JOIN history USING (asset_number)))});
    some('%s months of a real pool', 'SELECT count(*) FROM months');
    none('opening less closing is its parts in every month', q{
        SELECT * FROM months
        WHERE opening - closing <> scheduled + prepaid - unpaid + defaulted OR smm NOT BETWEEN 0 AND 1});
    none('balances are those of plain SQL', q{
        SELECT month, opening, o, closing, c FROM months
        JOIN  (SELECT date_trunc('month', period_end::date)::date AS month, sum(before) AS o,
                      sum(greatest(balance_end::numeric, 0)) AS c
               FROM (SELECT *, lag(balance_end::numeric) OVER (PARTITION BY asset_number ORDER BY period_no::int)
                     AS before FROM auto_ally_2017_performance) AS p
               JOIN loan USING (asset_number) WHERE before > 0 GROUP BY 1) AS p USING (month)
        WHERE (opening, closing) IS DISTINCT FROM (o, c)});

    # Published balances of eleven pools.  Terms and rate are not published: level loans of 60 months left at 6 %,
    # 8 months old, are taken.  The speed is the one of a grid whose greatest distance from the balances is least.
    $dbh->do(q{
        CREATE TABLE published AS
        SELECT deal, collection_month::date AS month, principal_balance::numeric AS balance,
               first_value(principal_balance::numeric) OVER w AS opening,
               (12 * (extract(year FROM collection_month::date) - extract(year FROM min(collection_month::date) OVER w))
                + extract(month FROM collection_month::date)
                - extract(month FROM min(collection_month::date) OVER w))::int AS n
        FROM   auto_ally_pool_balances WINDOW w AS (PARTITION BY deal ORDER BY collection_month);
        CREATE TABLE fit AS
        SELECT deal, speed, count(*) AS months, max(abs(closing - balance) / amount) AS distance
        FROM  (SELECT DISTINCT deal, opening AS amount FROM published) AS d, generate_series(0, 2.5, 0.05) AS speed,
               projection(amortize(amount, 0.06, 60, '2017-01-31'), '2017-01-31', speed || ' ABS', age => 8) AS p,
               LATERAL (SELECT balance FROM published AS o WHERE o.deal = d.deal AND o.n = p.month) AS of_month
        GROUP  BY 1, 2});
    some('%s pools, each at 51 speeds', 'SELECT count(DISTINCT deal) FROM fit');
    none('a fitted ABS speed is within 3 % of what the pool opened with in every published month', q{
        SELECT * FROM (SELECT DISTINCT ON (deal) deal, speed, months, distance FROM fit ORDER BY deal, distance) AS best
        WHERE distance > 0.03 OR speed NOT BETWEEN 0.5 AND 2});
    none('without prepayment the older pools are far off', q{
        SELECT * FROM fit WHERE speed = 0 AND months >= 12 AND distance < 0.1});
    some('%s older pools', 'SELECT count(*) FROM fit WHERE speed = 0 AND months >= 12');
}
done_testing();
