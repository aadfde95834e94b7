#!/usr/bin/perl
# simple_interest_state() against an independent program in exact fractions,
# every column of every case.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my @columns = qw(days_past_due oldest_unpaid overdue outstanding_principal unpaid_interest accrued_interest payoff
    paid_principal paid_interest paid_fee unapplied next_due next_payment);
my $want = join ', ', map { "o.$_" } @columns;
my $got = join ', ', map { "x.$_\::text" } @columns;

my $dbh = database();
my $cases = load('simple_interest');
$dbh->do(qq{
    CREATE TABLE state AS
    SELECT o.case_id, ROW($want)::text AS want, ROW($got)::text AS got
    FROM   simple_interest AS o,
           LATERAL amortize(principal::numeric, annual_rate::numeric, periods::int, start_date::date,
                            fee => fee::numeric) AS s,
           LATERAL simple_interest_state(s, payments::cashflows, as_of::date, day_count) AS x
});
is(($dbh->selectrow_array('SELECT count(*) FROM state'))[0], $cases, "all $cases loans were replayed");
none('loans under daily simple interest stand where the reference has them', q{
    SELECT case_id, want, got FROM state WHERE want IS DISTINCT FROM got
});
done_testing();
