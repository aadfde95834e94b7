#!/usr/bin/perl
# days_between() and year_fraction() against the figures of other libraries,
# for the conventions that are ours under one of their names.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();
my %ours = (
    (map { $_ => $_ } '30/360', '30/360 PSA', '30E/360', '30E/360 ISDA', '30E+/360', '30E/365', 'ACT/360', 'ACT/364',
        'ACT/365.25', 'ACT/365A', 'ACT/ACT AFB', 'ACT/ACT YEAR', 'NL/360', 'NL/365', '1/1', 'ACT/ACT ICMA', 'ACT/365L'),
    'ACT/365F' => 'ACT/365', 'ACT/ACT ISDA' => 'ACT/ACT', '30U/360 EOM' => '30U/360', '30E/365 FEB30' => '30E/365 ISDA',
    'spreadsheet DAYS360 US' => '30/360 PSA', 'spreadsheet DAYS360 EU' => '30E/360',
    'spreadsheet YEARFRAC basis 0' => '30U/360', 'spreadsheet YEARFRAC basis 1' => 'ACT/ACT YEARFRAC',
    'spreadsheet YEARFRAC basis 2' => 'ACT/360', 'spreadsheet YEARFRAC basis 3' => 'ACT/365',
    'spreadsheet YEARFRAC basis 4' => '30E/360');

# Not compared: case => why
my %differs = ();

load('daycount');
$dbh->do('CREATE TABLE convention (convention text PRIMARY KEY, ours text)');
$dbh->do('INSERT INTO convention VALUES (?, ?)', undef, $_, $ours{$_}) for sort keys %ours;
$dbh->do('CREATE TABLE differs (case_id text, why text)');
$dbh->do('INSERT INTO differs VALUES (?, ?)', undef, $_, $differs{$_}) for sort keys %differs;
# spreadsheets do not know which date is the earlier one; the coupon period begins a frequency before its end
$dbh->do(q{
    CREATE TABLE span AS
    SELECT case_id, convention, ours, why, expected_days::numeric, expected_fraction::numeric, tolerance::numeric,
           CASE WHEN convention LIKE 'spreadsheet YEAR%' THEN least(start_date::date, end_date::date)
                ELSE start_date::date END AS a,
           CASE WHEN convention LIKE 'spreadsheet YEAR%' THEN greatest(start_date::date, end_date::date)
                ELSE end_date::date END AS b, maturity::date,
           coalesce(ref_start::date, schedule_start::date,
                    (ref_end::date - freq_months::int * interval '1 month')::date) AS ref_start,
           CASE WHEN schedule_start IS NULL THEN ref_end::date WHEN eom = 'true'
                THEN (schedule_start::date + 1 + freq_months::int * interval '1 month')::date - 1
                ELSE (schedule_start::date + freq_months::int * interval '1 month')::date END AS ref_end,
           split_part(exact_fraction, '/', 1)::numeric / split_part(exact_fraction, '/', 2)::numeric AS exact
    FROM   daycount JOIN convention USING (convention) LEFT JOIN differs USING (case_id)
});
$dbh->do(q{
    CREATE TABLE got AS
    SELECT *, CASE WHEN ours IN ('ACT/ACT ICMA', 'ACT/365L') THEN b - a
                   WHEN maturity IS NULL THEN days_between(a, b, ours)
                   ELSE days_between(a, b, ours, maturity) END AS days,
           CASE WHEN ours IN ('ACT/ACT ICMA', 'ACT/365L') THEN year_fraction(a, b, ours, ref_start, ref_end)
                WHEN maturity IS NULL THEN year_fraction(a, b, ours)
                ELSE year_fraction(a, b, ours, maturity) END AS fraction
    FROM   span});
for my $name (sort keys %ours) {
    some("%d spans are counted by $name", "SELECT count(*) FROM got WHERE convention = '$name'");
    none("days by $name are those of others", qq{
        SELECT case_id, a, b, expected_days, days
        FROM   got WHERE convention = '$name' AND why IS NULL AND abs(expected_days - days) > tolerance
    });
    none("fractions by $name are those of others", qq{
        SELECT case_id, a, b, expected_fraction, fraction
        FROM   got WHERE convention = '$name' AND why IS NULL AND abs(expected_fraction - fraction) > tolerance
    });
    none("fractions by $name are the exact ones to 12 decimals", qq{
        SELECT case_id, a, b, exact, fraction
        FROM   got WHERE convention = '$name' AND why IS NULL AND round(exact, 12) <> fraction
    });
}
none('the way back is the way there, negative', q{
    SELECT case_id, a, b FROM got
    WHERE  ours NOT IN ('ACT/ACT ICMA', 'ACT/365L') AND (days_between(a, b, ours) <> -days_between(b, a, ours)
           OR year_fraction(a, b, ours) <> -year_fraction(b, a, ours))
});
none('every row is counted', q{SELECT case_id FROM daycount
    WHERE case_id NOT IN (SELECT case_id FROM got) AND convention <> 'convention'});
none('what is listed differs', q{SELECT case_id FROM got
    WHERE why IS NOT NULL AND coalesce(expected_days = days, abs(expected_fraction - fraction) <= tolerance)});
done_testing();
