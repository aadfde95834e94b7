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
    '30/360' => '30/360', '30E/360' => '30E/360', 'ACT/360' => 'ACT/360', 'ACT/365F' => 'ACT/365',
    'ACT/ACT ISDA' => 'ACT/ACT', 'spreadsheet DAYS360 EU' => '30E/360', 'spreadsheet YEARFRAC basis 2' => 'ACT/360',
    'spreadsheet YEARFRAC basis 3' => 'ACT/365', 'spreadsheet YEARFRAC basis 4' => '30E/360');

load('daycount');
$dbh->do('CREATE TABLE convention (convention text PRIMARY KEY, ours text)');
$dbh->do('INSERT INTO convention VALUES (?, ?)', undef, $_, $ours{$_}) for sort keys %ours;
$dbh->do(q{
    CREATE TABLE span AS
    SELECT case_id, ours, start_date::date, end_date::date, expected_days::numeric, expected_fraction::numeric,
           split_part(exact_fraction, '/', 1)::numeric / split_part(exact_fraction, '/', 2)::numeric AS exact,
           tolerance::numeric
    FROM   daycount JOIN convention USING (convention)
});
for my $name (sort { $a cmp $b } do { my %seen; grep { !$seen{$_}++ } values %ours }) {
    some("%d spans are counted by $name", "SELECT count(*) FROM span WHERE ours = '$name'");
    none("days by $name are those of others", qq{
        SELECT case_id, start_date, end_date, expected_days, days_between(start_date, end_date, ours)
        FROM   span WHERE ours = '$name' AND abs(expected_days - days_between(start_date, end_date, ours)) > tolerance
    });
    none("fractions by $name are those of others", qq{
        SELECT case_id, start_date, end_date, expected_fraction, year_fraction(start_date, end_date, ours)
        FROM   span
        WHERE  ours = '$name' AND abs(expected_fraction - year_fraction(start_date, end_date, ours)) > tolerance
    });
    none("fractions by $name are the exact ones to 12 decimals", qq{
        SELECT case_id, start_date, end_date, exact, year_fraction(start_date, end_date, ours)
        FROM   span WHERE ours = '$name' AND round(exact, 12) <> year_fraction(start_date, end_date, ours)
    });
    none("the way back by $name is the way there, negative", qq{
        SELECT case_id, start_date, end_date FROM span
        WHERE  ours = '$name' AND (days_between(start_date, end_date, ours) <> -days_between(end_date, start_date, ours)
               OR year_fraction(start_date, end_date, ours) <> -year_fraction(end_date, start_date, ours))
    });
}
done_testing();
