#!/usr/bin/perl
# Values of vehicles, loan to value and the law by date against an independent
# exact program.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();
load($_) for qw(pool_value pool_ltv pool_limits);
none('vehicle_value', q{
    SELECT case_id, value, got FROM pool_value,
           LATERAL vehicle_value(curve::value_curve, price::numeric, age::int, km::int, condition, currency) AS got
    WHERE  got::text IS DISTINCT FROM value});
every('pool_value', 'SELECT count(curve::value_curve) FROM pool_value');
none('ltv and positive_equity_date', q{
    SELECT case_id, as_of, ltv, got, positive_equity_date, day FROM pool_ltv AS c,
           LATERAL ltv(schedule::money_schedule, curve::value_curve, price::numeric, as_of::date, km::int, condition)
               AS got,
           LATERAL positive_equity_date(schedule::money_schedule, curve::value_curve, price::numeric) AS day
    WHERE  (got::text, day::text) IS DISTINCT FROM (ltv, positive_equity_date)});
every('pool_ltv', 'SELECT count(curve::value_curve) FROM pool_ltv');
none('ltv_limit', q{
    SELECT c.*, l.max_ltv, l.since FROM pool_limits AS c
    LEFT   JOIN LATERAL ltv_limit(country, on_date::date, use, energy, vehicle) AS l ON true
    WHERE  (CASE WHEN l.since IS NULL THEN 0 ELSE 1 END, l.max_ltv::text, l.since::text)
           IS DISTINCT FROM (c.rows::int, c.max_ltv, c.since) OR (l.source IS NULL) <> (c.rows = '0')});
every('pool_limits', 'SELECT count(*) FROM pool_limits');
done_testing();
