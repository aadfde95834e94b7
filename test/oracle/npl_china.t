#!/usr/bin/perl
# The ratios that China's banking regulator printed, from the balances that it
# printed beside them, in units of 100 million yuan.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

folder();
my $data = data_folder();
plan skip_all => 'there is no folder of public loan data (variable DATA)' unless defined $data;
my $dbh = database();
load($_, $data) for qw(npl_china_quarters npl_china_implied_totals npl_china_press);

# A table's quarter as a book of one loan a class; what is not in a bad class is pass.
$dbh->do(q{
    CREATE TABLE quarter AS
    SELECT q.period, t.total_loans_mid::numeric AS total,
           portfolio_agg(balance_100m_cny::numeric, item::risk_grade) AS bad
    FROM   npl_china_quarters AS q JOIN npl_china_implied_totals AS t USING (period)
    WHERE  dimension = 'class' GROUP BY 1, 2
});
$dbh->do(q{
    CREATE TABLE book AS
    SELECT period, total, bad + portfolio_agg(total - total_balance(bad), 'pass'::risk_grade)
           OVER (PARTITION BY period) AS p
    FROM   quarter
});
some('%d quarters are read', 'SELECT count(*) FROM book');
none('the NPL balance is the sum of the printed classes', q{
    SELECT period, npl_balance(p), balance_100m_cny FROM book JOIN npl_china_quarters USING (period)
    WHERE  item = 'npl_total' AND abs(npl_balance(p) - balance_100m_cny::numeric) > 0.15});
none('the NPL ratio is the printed one', q{
    SELECT period, npl_ratio(p), share_of_loans_pct FROM book JOIN npl_china_quarters USING (period)
    WHERE  item = 'npl_total' AND round(100 * npl_ratio(p), 2) <> share_of_loans_pct::numeric});
none('the share of each bad class is the printed one', q{
    SELECT q.period, grade, share, share_of_loans_pct FROM book, grade_breakdown(p), npl_china_quarters AS q
    WHERE  q.period = book.period AND dimension = 'class' AND item = grade
        AND round(100 * share, 2) <> share_of_loans_pct::numeric});

# Releases print rounded balances: the printed ratio must lie between the ratios
# of the balances half a step up and down, one the other way.
$dbh->do(q{
    CREATE TABLE release AS
    SELECT period, npl::numeric, npl_step::numeric / 2 AS npl_half, npl_ratio_pct::numeric, coverage_pct::numeric,
           coverage_step::numeric / 2 AS coverage_half,
           coalesce(performing, (normal::numeric + special_mention::numeric)::text)::numeric AS performing,
           CASE WHEN performing IS NULL THEN (normal_step::numeric + special_mention_step::numeric) / 2
               ELSE performing_step::numeric / 2 END AS performing_half,
           normal::numeric, normal_step::numeric / 2 AS normal_half, special_mention::numeric,
           special_mention_step::numeric / 2 AS special_half,
           provisions::numeric, provisions_step::numeric / 2 AS provisions_half, provision_ratio_pct::numeric
    FROM   npl_china_press
});
$dbh->do(q{
    CREATE FUNCTION made(performing numeric, bad numeric, provision numeric) RETURNS portfolio_summary LANGUAGE sql
        IMMUTABLE AS $$
        SELECT portfolio_agg(b, g::risk_grade, NULL::int, prov)
        FROM (VALUES (performing, 'pass', 0), (bad, 'substandard', provision)) AS v(b, g, prov) $$
});
some('%d releases print an NPL ratio and the loans', 'SELECT count(*) FROM release WHERE performing IS NOT NULL');
none('a printed NPL ratio lies between those of the printed balances', q{
    SELECT period, npl_ratio_pct FROM release WHERE performing IS NOT NULL AND NOT npl_ratio_pct BETWEEN
        round(100 * npl_ratio(made(performing + performing_half, npl - npl_half, 0)), 2)
            AND round(100 * npl_ratio(made(performing - performing_half, npl + npl_half, 0)), 2)});
some('%d releases print the coverage and the provisions', 'SELECT count(*) FROM release
                                                           WHERE coverage_pct IS NOT NULL AND provisions IS NOT NULL');
none('a printed coverage ratio lies between those of the printed balances', q{
    SELECT period, coverage_pct FROM release WHERE coverage_pct IS NOT NULL AND provisions IS NOT NULL
           AND NOT coverage_pct BETWEEN
        100 * coverage_ratio(made(1, npl + npl_half, provisions - provisions_half)) - coverage_half AND
        100 * coverage_ratio(made(1, npl - npl_half, provisions + provisions_half)) + coverage_half});
none('a printed provision ratio lies between those of the printed balances', q{
    SELECT period, provision_ratio_pct FROM release WHERE provision_ratio_pct IS NOT NULL AND performing IS NOT NULL
           AND NOT provision_ratio_pct BETWEEN
        round(100 * provision_ratio(made(performing + performing_half, npl + npl_half, provisions - provisions_half)),
              2) AND
        round(100 * provision_ratio(made(performing - performing_half, npl - npl_half, provisions + provisions_half)),
              2)});
is($dbh->selectrow_array(q{SELECT round(100 * npl_ratio(portfolio_agg(b, g::risk_grade)), 2)
    FROM (VALUES (599671, 'pass'), (15553, 'special_mention'), (6461, 'loss')) AS v(b, g)}), '1.04',
        '2014Q1 is 1.04 % to the unit');
is($dbh->selectrow_array(q{SELECT round(100 * special_mention_ratio(portfolio_agg(b, g::risk_grade)), 2)
    FROM (VALUES (599671, 'pass'), (15553, 'special_mention'), (6461, 'loss')) AS v(b, g)}), '2.50',
        '2014Q1 is 2.50 % special mention');
is($dbh->selectrow_array(q{SELECT round(100 * coverage_ratio(made(834000, 14939, 26221)), 2)}), '175.52',
   '2016Q3 is covered 175.52 %');
done_testing();
