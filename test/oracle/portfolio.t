#!/usr/bin/perl
# portfolio_summary against 40 portfolios, month by month, computed by an
# independent program: every cell of the file.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();
load('perf_observations');
my $months = load('perf_portfolio');

# Of a month the latest day counts; a balance of 0 is not in the book.
$dbh->do(q{
    CREATE TABLE book AS
    SELECT * FROM (
        SELECT DISTINCT ON (portfolio, loan, to_char(as_of::date, 'YYYY-MM'))
               portfolio, to_char(as_of::date, 'YYYY-MM') AS month, balance::numeric, days_past_due::int,
               provision::numeric
        FROM   perf_observations
        ORDER  BY portfolio, loan, to_char(as_of::date, 'YYYY-MM'), as_of::date DESC) AS latest
    WHERE balance > 0
});
$dbh->do(q{
    CREATE TABLE summary AS
    SELECT portfolio, month, portfolio_agg(balance, grade_loan(days_past_due), days_past_due, provision) AS p
    FROM   book GROUP BY portfolio, month
});
is(($dbh->selectrow_array('SELECT count(*) FROM summary JOIN perf_portfolio USING (portfolio, month)'))[0], $months,
    "every one of $months months has a book");

my %reader = (
    loan_count => 'loan_count(p)', total_balance => 'total_balance(p)', npl_balance => 'npl_balance(p)',
    npl_loans => q{(SELECT sum(loans) FROM grade_breakdown(p) WHERE grade_rank >= 20)},
    npl_ratio => 'npl_ratio(p)', npl_ratio_count => q{npl_ratio(p, 'count')},
    special_mention_ratio => 'special_mention_ratio(p)',
    (map { ("overdue_$_" => "overdue_ratio(p, $_)") } 0, 30, 60, 90),
    overdue_0_count => q{overdue_ratio(p, 0, 'count')},
    npl_deviation => 'npl_deviation(p)', provision => 'total_provision(p)', coverage_ratio => 'coverage_ratio(p)',
    provision_ratio => 'provision_ratio(p)', graded_provision => q{graded_provision(p, 'cn_2023')},
    required_provision => q{required_provision(p, 'cn_2023')}, provision_gap => q{provision_gap(p, 'cn_2023')},
    concentration => 'concentration(p)',
    (map { my $grade = $_;
          map { ("${_}_$grade" => '(SELECT ' . ($_ eq 'n' ? 'loans' : 'balance') . " FROM grade_breakdown(p)
                WHERE grade = '$grade')") } 'n', 'b' }
        qw(pass special_mention substandard doubtful loss)),
    (map { my $rank = $_;
          map { ("${_}_band$rank" => '(SELECT ' . ($_ eq 'n' ? 'loans' : 'balance') . " FROM aging(p)
                WHERE band_rank = $rank)") } 'n', 'b' } 0 .. 8));
my @columns = grep { !/^(?:portfolio|month)$/ } map { $_->[0] } @{$dbh->selectall_arrayref(
    q{SELECT attname FROM pg_attribute WHERE attrelid = 'perf_portfolio'::regclass AND attnum > 0 ORDER BY attnum})};
is_deeply([sort keys %reader], [sort @columns], 'every column of the file has its reader');
none("$_ is that of the reference, digit by digit", qq{
    SELECT portfolio, month, $_ AS want, $reader{$_} AS got
    FROM   perf_portfolio JOIN summary USING (portfolio, month) WHERE ($reader{$_})::text IS DISTINCT FROM $_})
        for @columns;

none('the grade by days past due alone is the same book', q{
    SELECT portfolio, month FROM summary JOIN (
        SELECT portfolio, month, portfolio_agg(balance, days_past_due, provision) AS q FROM book
        GROUP BY portfolio, month) AS b USING (portfolio, month)
    WHERE p <> q});
none('one-step ratios are those of the summary', q{
    SELECT portfolio, month FROM summary JOIN (
        SELECT portfolio, month, npl_ratio(balance, days_past_due) AS npl,
               npl_ratio(balance, grade_loan(days_past_due)) AS npl2,
               overdue_ratio(balance, days_past_due, 60) AS overdue FROM book GROUP BY portfolio, month) AS b
                   USING (portfolio, month)
    WHERE (npl, npl2, overdue) IS DISTINCT FROM (npl_ratio(p), npl_ratio(p), overdue_ratio(p, 60))});
none('months rolled up are one pass over their rows', q{
    SELECT portfolio FROM (SELECT portfolio, rollup(p) AS r FROM summary GROUP BY portfolio) AS rolled JOIN (
        SELECT portfolio, portfolio_agg(balance, days_past_due, provision) AS q FROM book GROUP BY portfolio) AS pass
               USING (portfolio)
    WHERE r::text <> q::text OR r <> q OR portfolio_summary_send(r) <> portfolio_summary_send(q)});
done_testing();
