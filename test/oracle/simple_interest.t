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
none('the state of loans under daily simple interest is that of the reference', q{
    SELECT case_id, want, got FROM state WHERE want IS DISTINCT FROM got
});

# A loan whose rows count days as the state does, paid to the day: there is nothing to save and nothing to lose, so the
# balance is that of its schedule, and of loan_state.
$dbh->do(q{
    CREATE TABLE to_the_day AS
    SELECT o.case_id, d.day, s, paid
    FROM   simple_interest AS o,
           LATERAL amortize(principal::numeric, annual_rate::numeric, periods::int, start_date::date,
                            fee => fee::numeric, day_count => o.day_count) AS s,
           LATERAL (SELECT cashflow_agg(due, payment) AS paid FROM installments(s)) AS p,
           LATERAL (SELECT start_date::date + 23 * k AS day FROM generate_series(0, 30) AS k) AS d
});
none('the state of loans paid to the day is that of loan_state', q{
    SELECT case_id, day, x.outstanding_principal, l.outstanding_principal, x.paid_interest, l.paid_interest
    FROM   to_the_day, simple_interest_state(s, paid, day) AS x, loan_state(s, paid, day) AS l
    WHERE  s::jsonb -> 'terms' ->> 'day_count' = 'ACT/365'
      AND  (x.outstanding_principal, x.paid_interest, x.paid_fee, x.days_past_due, x.overdue, x.accrued_interest)
           IS DISTINCT FROM (l.outstanding_principal, l.paid_interest, l.paid_fee, l.days_past_due, 0.00,
                             accrued_interest(s, day))
});
some('%d of these days were looked at', q{
    SELECT count(*) FROM to_the_day WHERE s::jsonb -> 'terms' ->> 'day_count' = 'ACT/365'});

# The real pool: interest collected from June 2017 to December 2020, of loans that were not charged off.  The filing
# gives the month of a payment, not its day; taken at the month's end, a payment of the day before costs nothing more,
# so what is replayed lies a little below or above what came in.
SKIP: {
    my $data = data_folder();
    skip 'there is no folder of public loan data (variable DATA)', 2 unless defined $data;
    load($_, $data) for qw(auto_ally_2017_loans auto_ally_2017_performance);
    $dbh->do(q{
        CREATE TABLE pool AS
        WITH month AS (
            SELECT asset_number, cashflow_agg(period_end::date, coalesce(total_paid::numeric, 0)) AS paid,
                   sum(coalesce(total_paid::numeric, 0) - coalesce(principal_collected::numeric, 0)) AS collected
            FROM   auto_ally_2017_performance WHERE period_no <> '0' GROUP BY 1
        )
        SELECT authors_repaid = '1' AS repaid, collected, x.*
        FROM   auto_ally_2017_loans JOIN month USING (asset_number),
               LATERAL amortize(cutoff_end_balance::numeric, interest_rate::numeric, 72, '2017-05-31') AS s,
               LATERAL simple_interest_state(s, paid, '2020-12-31') AS x
        WHERE  authors_defaulted = '0'
    });
    some('%d real loans were replayed', 'SELECT count(*) FROM pool');
    none('replayed interest is within 2 % of the interest that the pool collected', q{
        SELECT repaid, sum(paid_interest) AS replayed, sum(collected) AS collected FROM pool GROUP BY 1
        HAVING abs(sum(paid_interest) / sum(collected) - 1) > 0.02
    });
}
done_testing();
