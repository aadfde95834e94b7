#!/usr/bin/perl
# apr() against the examples of the laws and against other programs.  A case
# that is not compared is listed below, with the convention that differs.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();

# Not compared: case => why
my %differs = (
    (map { $_ => 'that program counts days / 365 also where all flows are whole months apart' }
        qw(fseu-fp30-pc5 fsuk-fp30-pc5)),
    (map { $_ => 'the rule of the United Kingdom: days of a leap year weighted, weeks and days' }
        qw(tf-ukconc-19 tf-ukconc-20 tf-ukconc-25 tf-ukconc-27 tf-ukconc-29)),
);

load($_) for qw(apr apr_time);
$dbh->do('CREATE TABLE differs (case_id text, why text)');
$dbh->do('INSERT INTO differs VALUES (?, ?)', undef, $_, $differs{$_}) for sort keys %differs;

$dbh->do($_) for (
    # k unit-periods after a date, from the 1st to the 16th and on in half-months
    q{CREATE FUNCTION later(d date, k int, unit text) RETURNS date IMMUTABLE LANGUAGE sql RETURN CASE unit
        WHEN 'half-month' THEN (d + k / 2 * interval '1 month')::date + k % 2 * 15
        WHEN 'quarter' THEN d + k * interval '3 months' WHEN 'fortnight' THEN d + k * interval '14 days'
        ELSE d + k * (CASE WHEN unit ~ '^\d' THEN unit ELSE '1 ' || unit END)::interval END},
    # the same, on the last day of months where the first one is
    q{CREATE FUNCTION series(d date, k int, unit text) RETURNS date IMMUTABLE LANGUAGE sql
      RETURN CASE WHEN extract(day FROM d + 1) = 1 THEN later(d + 1, k, unit) - 1 ELSE later(d, k, unit) END},
    # rows of the United States: kind:amount:count:t:f:step, dates as "advance D; first payment D"
    q{CREATE FUNCTION us_flows(flows text, dates text, unit text) RETURNS cashflows IMMUTABLE LANGUAGE sql
      BEGIN ATOMIC
        SELECT cashflow_agg(CASE p[1] WHEN 'advance' THEN d[1]
                                      ELSE later(d[2], p[4]::int - first + k * p[6]::int, unit) END,
                            CASE p[1] WHEN 'advance' THEN -1 ELSE 1 END * p[2]::numeric)
        FROM   (SELECT string_to_array(item, ':') AS p, (SELECT array_agg(m[1]::date)
                       FROM regexp_matches(dates, '\d{4}-\d\d-\d\d', 'g') AS m) AS d,
                       (SELECT min(split_part(i, ':', 4)::int) FROM unnest(string_to_array(flows, ';')) AS i
                        WHERE i LIKE 'payment%') AS first
                FROM unnest(string_to_array(flows, ';')) AS item) AS v, generate_series(0, p[3]::int - 1) AS k;
      END},
    # rows of Europe: amount@years or amount@days, payments negative
    q{CREATE FUNCTION eu_flows(flows text) RETURNS cashflows IMMUTABLE LANGUAGE sql BEGIN ATOMIC
        SELECT cashflow_agg(CASE
                   WHEN t LIKE '%d' THEN date '2025-04-01' + rtrim(t, 'd')::int
                   WHEN abs(t::numeric * 12 - round(t::numeric * 12)) < 1e-9
                       THEN (date '2022-03-01' + round(t::numeric * 12)::int * interval '1 month')::date
                   ELSE date '2022-03-01' + round(t::numeric * 365)::int END, -a::numeric)
        FROM   (SELECT split_part(item, '@', 1) AS a, split_part(item, '@', 2) AS t
                FROM unnest(string_to_array(flows, ';')) AS item) AS v;
      END},
);
$dbh->do(q{CREATE TABLE got AS
    SELECT case_id, method, exact_apr_pct::numeric AS exact, expected_apr_pct::numeric AS expected,
           tolerance::numeric, why,
           100 * CASE WHEN method LIKE 'US%' THEN apr(us_flows(flows, dates, unit_period), 'us_actuarial')
                      ELSE apr(eu_flows(flows), 'eu') END AS apr
    FROM   apr LEFT JOIN differs USING (case_id)});
some('%d cases', 'SELECT count(*) FROM got WHERE why IS NULL');
none('every case is within its tolerance',
    'SELECT case_id, apr, expected FROM got WHERE why IS NULL AND abs(apr - expected) > tolerance');
none('and the exact rate to 8 decimals',
    'SELECT case_id, apr, exact FROM got WHERE why IS NULL AND abs(apr - exact) > 6e-7');
none('what is listed differs',
    'SELECT case_id, why FROM got WHERE why IS NOT NULL AND abs(apr - expected) <= tolerance');

# how time is measured: five payments a unit-period apart, the first after the span that is asked for
$dbh->do(q{CREATE TABLE us_time AS
    SELECT case_id, expected_whole::float8 AS t, expected_part::float8 AS f,
           CASE time_period WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 WHEN 'fortnight' THEN 26 END AS periods,
           apr((SELECT cashflow_agg(d, a) FROM (SELECT start_date::date, -1000 UNION ALL
                    SELECT series(end_date::date, k, time_period), 230 FROM generate_series(0, 4) AS k) AS v(d, a)),
               'us_actuarial')::float8 AS apr
    FROM   apr_time WHERE convention LIKE 'US %'});
some('%d spans by Appendix J', 'SELECT count(*) FROM us_time');
none('whole unit-periods and the part of one are those of the law', q{
    SELECT case_id, t, f, apr FROM us_time
    WHERE  abs(1000 - (SELECT sum(230 / ((1 + f * apr / periods) * (1 + apr / periods) ^ (t + k)))
                       FROM generate_series(0, 4) AS k)) > 1e-3});

# one payment: the time follows from its effective rate
$dbh->do(q{CREATE TABLE eu_time AS
    SELECT case_id, expected_whole::float8 AS years, why,
           ln(1.1) / ln(1 + apr(cashflow_agg(d, a), 'eu')::float8) AS measured
    FROM   apr_time LEFT JOIN differs USING (case_id),
           LATERAL (VALUES (start_date::date, -1000), (end_date::date, 1100)) AS v(d, a)
    WHERE  convention LIKE 'EU %' OR convention LIKE 'UK %' GROUP BY case_id, expected_whole, why});
some('%d spans in years', 'SELECT count(*) FROM eu_time WHERE why IS NULL');
none('years are those of the directive',
    'SELECT case_id, years, measured FROM eu_time WHERE why IS NULL AND abs(years - measured) > 1e-7');
none('what is listed differs in time',
    'SELECT case_id, years, measured FROM eu_time WHERE why IS NOT NULL AND abs(years - measured) <= 1e-7');
none('what is listed as different is in the files', q{SELECT * FROM differs
    WHERE case_id NOT IN (SELECT case_id FROM apr UNION ALL SELECT case_id FROM apr_time)});
done_testing();
