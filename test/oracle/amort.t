#!/usr/bin/perl
# amortize() against loans computed by independent programs in exact fractions:
# every random loan, every loan of the forms, and the figures that the rules
# of arithmetic name.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();

random_loans();
forms();
golden();
done_testing();

sub random_loans
{
    my $cases = load('schedules_random');
    load('schedules_random_rows_sample');
    # README of the oracles: a payment solved on the nominal rate is passed where
    # the interest is counted by days, and such loans may grow
    $dbh->do(q{
        CREATE TABLE random_loan AS
        SELECT r.*, CASE kind WHEN 'annuity_residual' THEN 'annuity' WHEN 'annuity_due' THEN 'annuity'
                              WHEN 'annuity_fee' THEN 'annuity' ELSE kind END AS method,
               basis <> 'period' AND kind NOT IN ('equal_principal', 'interest_only', 'flat') AS by_days
        FROM schedules_random r
    });
    $dbh->do(q{
        CREATE TABLE random_schedule AS
        SELECT case_id, amortize(
                   principal::numeric, rate_pct::numeric / 100, n::int, start_date::date, method,
                   period => CASE WHEN ppy::int <= 12 THEN make_interval(months => 12 / ppy::int)
                                  ELSE make_interval(weeks => 52 / ppy::int) END,
                   balloon => coalesce(residual::numeric, 0),
                   in_advance => kind = 'annuity_due',
                   fee => coalesce(fee_per_period::numeric, 0),
                   day_count => CASE basis WHEN 'period' THEN 'periodic' WHEN 'ACT/365F' THEN 'ACT/365' ELSE basis END,
                   rounding => rounding,
                   payment => CASE WHEN by_days THEN payment::numeric END,
                   negative_amortization => by_days) AS s
        FROM random_loan
    });
    $dbh->do(q{
        CREATE TABLE random_row AS
        SELECT case_id, i.* FROM random_schedule, installments(s) AS i
    });
    is(($dbh->selectrow_array('SELECT count(*) FROM random_schedule'))[0], $cases,
       "all $cases random loans were amortized");
    none('random loans have the rows of the reference, byte by byte', q{
        SELECT case_id, l.kind, l.basis, l.rounding, rows_sha256 AS want, got
        FROM   random_loan l
        LEFT   JOIN (SELECT case_id, encode(sha256(convert_to(string_agg(
                                format(E'%s,%s,%s,%s,%s\n', number, due, principal, interest, balance), ''
                                ORDER BY number),
                                'UTF8')), 'hex') AS got
                     FROM random_row GROUP BY case_id) AS r USING (case_id)
        WHERE  rows_sha256 IS DISTINCT FROM got
    });
    none('random loans have the number of rows, the maturity and the principal of their terms', q{
        SELECT case_id, n, installment_count(s), l.principal, principal(s), maturity_date(s), max(r.due)
        FROM   random_schedule JOIN random_loan l USING (case_id) JOIN random_row r USING (case_id)
        GROUP  BY case_id, n, s, l.principal
        HAVING n::int <> installment_count(s) OR l.principal::numeric <> principal(s)
               OR maturity_date(s) <> max(r.due) OR count(*) <> n::int
    });
    # the fee is in the total and not in the last payment
    none('random loans have the totals and the last payment of the reference', q{
        SELECT case_id, kind, total_interest AS want_interest, total_interest(s), last_payment AS want_last,
               payment(s, n::int), fee_per_period, total_paid AS want_paid, total_payment(s)
        FROM   random_loan JOIN random_schedule USING (case_id)
        WHERE  total_interest IS DISTINCT FROM total_interest(s)::text
               OR total_paid IS DISTINCT FROM total_payment(s)::text
               OR last_payment IS DISTINCT FROM (payment(s, n::int) - fee_per_period::numeric)::text
    });
    # `payment` is the level amount; of interest_only the interest and of flat the payment of row 1
    none('random loans have the level amount of the reference', q{
        SELECT case_id, kind, payment AS want, got
        FROM   (SELECT case_id, kind, payment, CASE method WHEN 'interest_only' THEN r.interest
                                                               WHEN 'flat' THEN r.principal + r.interest
                                                               ELSE (s::jsonb #>> '{terms,level}')::numeric END AS got
                FROM   random_loan l JOIN random_schedule USING (case_id)
                JOIN   (SELECT case_id, interest, principal FROM random_row WHERE number = 1) AS r USING (case_id)) AS x
        WHERE  payment IS DISTINCT FROM got::text
    });
    none('rows of the sample differ in no cell', q{
        SELECT coalesce(w.case_id, r.case_id) AS case_id, w.k, w.due, r.due, w.principal, r.principal,
               w.interest, r.interest, w.balance, r.balance
        FROM   schedules_random_rows_sample w
        FULL   JOIN (SELECT * FROM random_row
                     WHERE case_id IN (SELECT case_id FROM schedules_random_rows_sample)) r
               ON r.case_id = w.case_id AND r.number = w.k::int
        WHERE  (w.due::date, w.principal, w.interest, w.balance)
               IS DISTINCT FROM (r.due, r.principal::text, r.interest::text, r.balance::text)
    });
}

sub forms
{
    my $cases = load('schedules_forms');
    load('schedules_forms_rows');
    # an argument that is not given is NULL and takes its default; a refusal is kept as its SQLSTATE
    $dbh->do(q{
        CREATE FUNCTION form_schedule(f schedules_forms, OUT s money_schedule, OUT state text) AS $$
        BEGIN
            s := amortize(f.principal::numeric, f.annual_rate::numeric, f.periods::int, f.start_date::date, f.method,
                          first_due => f.first_due::date, period => f.period::interval, balloon => f.balloon::numeric,
                          grace => f.grace::int, in_advance => f.in_advance::bool, fee => f.fee::numeric,
                          day_count => f.day_count, rounding => f.rounding, residue => f.residue,
                          payment => f.payment::numeric, payment_unit => f.payment_unit::numeric,
                          payment_rounding => f.payment_rounding,
                          negative_amortization => f.negative_amortization::bool, currency => f.currency);
        EXCEPTION WHEN OTHERS THEN
            state := SQLSTATE;
        END $$ LANGUAGE plpgsql
    });
    $dbh->do(q{
        CREATE TABLE form AS
        SELECT f.*, x.s, x.state, x.s::jsonb -> 'terms' AS terms
        FROM   schedules_forms f, form_schedule(f) x
    });
    $dbh->do('CREATE TABLE form_row AS SELECT case_id, i.* FROM form, installments(s) AS i');
    is(($dbh->selectrow_array('SELECT count(*) FROM form'))[0], $cases, "all $cases loans of the forms were tried");
    some('%d of them are to be refused', 'SELECT count(*) FROM form WHERE expected_error IS NOT NULL');
    none('loans of the forms are refused where the reference refuses, and only there', q{
        SELECT case_id, method, expected_error AS want, state AS got
        FROM   form WHERE expected_error IS DISTINCT FROM state
    });
    none('loans of the forms have the rows of the reference, byte by byte', q{
        SELECT case_id, method, rows_sha256 AS want, got
        FROM   form f
        LEFT   JOIN (SELECT case_id, encode(sha256(convert_to(string_agg(
                                format(E'%s,%s,%s,%s,%s,%s\n', number, due, principal, interest, fee, balance), ''
                                ORDER BY number), 'UTF8')), 'hex') AS got
                     FROM form_row GROUP BY case_id) AS r USING (case_id)
        WHERE  rows_sha256 IS DISTINCT FROM got
    });
    none('loans of the forms have the number of rows and the maturity of the reference', q{
        SELECT case_id, method, rows AS want, installment_count(s), maturity_date AS want_maturity, maturity_date(s)
        FROM   form
        WHERE  rows::int IS DISTINCT FROM installment_count(s) OR maturity_date::date IS DISTINCT FROM maturity_date(s)
    });
    none('loans of the forms have the level amount of the reference', q{
        SELECT case_id, method, level AS want, terms ->> 'level' AS got
        FROM   form WHERE level IS DISTINCT FROM terms ->> 'level'
    });
    none('loans of the forms have the first and the last payment of the reference', q{
        SELECT case_id, method, first_payment AS want_first, payment(s), last_payment AS want_last,
               payment(s, rows::int)
        FROM   form
        WHERE  first_payment IS DISTINCT FROM payment(s)::text
               OR last_payment IS DISTINCT FROM payment(s, rows::int)::text
    });
    none('loans of the forms have the totals of the reference', q{
        SELECT case_id, method, total_interest AS want, total_interest(s), total_fee AS want_fee, total_fee(s)
        FROM   form
        WHERE  total_interest IS DISTINCT FROM total_interest(s)::text OR total_fee IS DISTINCT FROM total_fee(s)::text
    });
    none('rows of the short forms differ in no cell', q{
        SELECT coalesce(w.case_id, r.case_id) AS case_id, w.k, w.due, r.due, w.principal, r.principal,
               w.interest, r.interest, w.fee, r.fee, w.balance, r.balance
        FROM   schedules_forms_rows w
        FULL   JOIN (SELECT * FROM form_row WHERE case_id IN (SELECT case_id FROM schedules_forms_rows)) r
               ON r.case_id = w.case_id AND r.number = w.k::int
        WHERE  (w.due::date, w.principal, w.interest, w.fee, w.balance)
               IS DISTINCT FROM (r.due, r.principal::text, r.interest::text, r.fee::text, r.balance::text)
    });
    # what a value says of itself survives its two outer forms
    none('loans of the forms are read back from text and from jsonb as the same bytes', q{
        SELECT case_id, method
        FROM   form
        WHERE  money_schedule_send(s) <> money_schedule_send(s::text::money_schedule)
               OR money_schedule_send(s) <> money_schedule_send(s::jsonb::money_schedule)
    });
}

# The figures that the rules themselves name.
sub golden
{
    my @figures = (
        ['interest of 26 days of January on 800.00 at 7 %', '3.91',
            q{accrued_interest(amortize(800, 0.07, 6, '2025-01-01'), '2025-01-27')}],
        ['34,295 at 3 % in advance with 24,000 left after 36 months', '358.49',
            q{payment(amortize(34295, 0.03, 36, '2024-01-01', balloon => 24000, in_advance => true))}],
        ['the balloon apart is what its row pays, but for what rounding left', 'true',
            q{payment(amortize(34295, 0.03, 36, '2024-01-01', balloon => 24000, in_advance => true), 37) - 24000
              BETWEEN -0.36 AND 0.36}],
        ['a loan of 31 January does not drift', '2024-02-29 2024-03-31 2024-04-30',
            q{(SELECT string_agg(due::text, ' ' ORDER BY number)
               FROM installments(amortize(900, 0, 3, '2024-01-31')))}],
        ['yen have no decimals', '86',
            q{payment(amortize(1000, 0.06, 12, '2024-01-01', currency => 'JPY'))}],
        ['dinars have three', '86.066',
            q{payment(amortize(1000, 0.06, 12, '2024-01-01', currency => 'KWD'))}],
    );
    for my $figure (@figures) {
        my ($what, $want, $expression) = @$figure;
        is(eval { ($dbh->selectrow_array("SELECT ($expression)::text"))[0] } // $@, $want, $what);
    }
}
