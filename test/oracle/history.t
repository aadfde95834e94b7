#!/usr/bin/perl
# payment_history against 2,400 loans observed in every way, computed by an
# independent program: every column of the file, the text form included.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();
load('perf_observations');
my $loans = load('perf_histories');

$dbh->do(q{
    CREATE TABLE observation AS
    SELECT portfolio, loan, as_of::date, balance::numeric, days_past_due::int, charged_off::numeric, recovered::numeric
    FROM   perf_observations
});
$dbh->do(q{
    CREATE TABLE made AS
    SELECT portfolio, loan, history_agg(as_of, balance, days_past_due, charged_off, recovered) AS h
    FROM   observation GROUP BY portfolio, loan
});
is(($dbh->selectrow_array('SELECT count(*) FROM made JOIN perf_histories USING (portfolio, loan)'))[0], $loans,
    "every one of $loans loans has a history");

my %reader = (
    months_observed => '(SELECT count(*) FROM months(h))', history => 'h',
    charge_off_month => q{to_char(charge_off_month(h), 'YYYY-MM')},
    paid_off_month => q{to_char(paid_off_month(h), 'YYYY-MM')},
    worst_dpd => 'worst_dpd(h)', worst_dpd_12 => 'worst_dpd(h, 12)', times_0_24 => 'times_past_due(h, 0, 24)',
    times_30 => 'times_past_due(h, 30)', times_90_12 => 'times_past_due(h, 90, last_months => 12)',
    consecutive => 'consecutive_past_due(h)', consecutive_0_24 => 'consecutive_past_due(h, last_months => 24)',
    consecutive_30 => 'consecutive_past_due(h, 30)',
    (map { ("first_$_" => "first_past_due(h, $_, originated::date)") } 0, 30, 90),
    string_24 => 'history_string(h)', string_all => 'history_string(h, length(string_all))');
for (sort keys %reader) {
    none("$_ is that of the reference", qq{
        SELECT portfolio, loan, $_ AS want, $reader{$_} AS got
        FROM   perf_histories JOIN made USING (portfolio, loan) WHERE ($reader{$_})::text IS DISTINCT FROM $_});
}

none('the text of a history is read back as the same bytes', q{
    SELECT portfolio, loan FROM perf_histories JOIN made USING (portfolio, loan)
    WHERE payment_history_send(history::payment_history) <> payment_history_send(h) OR history::payment_history <> h});
none('a history goes through jsonb unharmed', q{SELECT portfolio, loan FROM made WHERE h::jsonb::payment_history <> h});
none('rows in any order make the same history', q{
    SELECT portfolio, loan FROM made JOIN (
        SELECT portfolio, loan, history_agg(as_of, balance, days_past_due, charged_off, recovered ORDER BY as_of DESC,
                                            balance) AS d,
               history_agg(as_of, balance, days_past_due, charged_off, recovered ORDER BY md5(as_of::text)) AS r
        FROM   observation GROUP BY portfolio, loan) AS other USING (portfolio, loan)
    WHERE h <> d OR h <> r});
none('appending month by month makes the same history', q{
    WITH RECURSIVE month AS (
        SELECT portfolio, loan, m.*, row_number() OVER (PARTITION BY portfolio, loan ORDER BY m.as_of) AS n
        FROM made, months(h) AS m),
    step AS (
        SELECT portfolio, loan, n, history_append(NULL, as_of, balance, days_past_due, charged_off, recovered) AS h
        FROM month WHERE n = 1
        UNION ALL
        SELECT s.portfolio, s.loan, m.n, history_append(s.h, m.as_of, m.balance, m.days_past_due, m.charged_off,
                                                        m.recovered)
        FROM   step AS s JOIN month AS m ON (m.portfolio, m.loan, m.n) = (s.portfolio, s.loan, s.n + 1))
    SELECT portfolio, loan FROM made WHERE NOT EXISTS (
        SELECT FROM step WHERE (step.portfolio, step.loan) = (made.portfolio, made.loan) AND step.h = made.h)});
none('a history made from a bureau string gives the string', q{
    SELECT portfolio, loan, string_all FROM perf_histories JOIN made USING (portfolio, loan)
    WHERE history_string(history_from_string(string_all, last_month(h)), length(string_all)) <> string_all});
none('months() gives what balance_at() and dpd_at() give', q{
    SELECT portfolio, loan, m.month FROM made, months(h) AS m
    WHERE (balance_at(h, m.month), dpd_at(h, m.as_of)) IS DISTINCT FROM (m.balance, m.days_past_due)});

# the promise is 8 bytes a month at 24 months, header included
my ($month, $most) = $dbh->selectrow_array(q{
    SELECT round(avg(pg_column_size(h)::numeric / 24), 2), max(pg_column_size(h)) FROM (
        SELECT history_agg(as_of, balance, days_past_due, charged_off, recovered) AS h FROM (
            SELECT *, rank() OVER (PARTITION BY portfolio, loan ORDER BY date_trunc('month', as_of)) AS n
            FROM observation) AS o
        GROUP BY portfolio, loan HAVING count(DISTINCT date_trunc('month', as_of)) >= 24) AS long
    WHERE (SELECT count(*) FROM months(h)) = 24});
cmp_ok($most, '<=', 8 * 24, "no history of 24 months takes more than 8 bytes a month, the largest $most bytes");
cmp_ok($month, '<=', 6, "histories of 24 months take $month bytes a month");
done_testing();
