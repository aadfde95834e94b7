#!/usr/bin/perl
# Speeds, projections, expected loss and prices against an independent exact
# program and against figures printed by the Bond Market Association.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();
load($_) for qw(pool_speeds pool_published pool_projection pool_projection_rows pool_price pool_bma_defaults prepay
    prepay_pool);

none('monthly_rate, every digit', q{
    SELECT speed, month, age, monthly_rate, monthly_rate(speed, month::int, age::int) AS got FROM pool_speeds
    WHERE monthly_rate(speed, month::int, age::int)::text IS DISTINCT FROM monthly_rate});
every('pool_speeds', 'SELECT count(monthly_rate(speed, month::int, age::int)) FROM pool_speeds');

# inputs: name=value;name=value
$dbh->do(q{
    CREATE FUNCTION input(inputs text, name text) RETURNS text LANGUAGE sql AS
    $$ SELECT substring(inputs from '(?:^|;)' || name || '=([^;]*)') $$;
    CREATE TABLE published AS
    SELECT *, CASE function
        WHEN 'monthly_rate' THEN monthly_rate(input(inputs, 'speed'), input(inputs, 'month')::int,
                                              input(inputs, 'age')::int)
        WHEN 'cpr' THEN cpr(input(inputs, 'gone')::numeric, coalesce(input(inputs, 'months'), '1')::int) END AS got
    FROM pool_published WHERE function IN ('monthly_rate', 'cpr')});
some('%s printed speeds were compared', 'SELECT count(got) FROM published');
none('speeds are those that the standard prints', q{
    SELECT case_id, inputs, expected, exact, got FROM published
    WHERE  abs(got * CASE WHEN note LIKE '%percent%' THEN 100 ELSE 1 END - expected::numeric) > tolerance::numeric
           OR round(exact::numeric, CASE function WHEN 'cpr' THEN 8 ELSE 12 END) <> got});

$dbh->do(q{
    CREATE TABLE projected AS
    SELECT c.case_id, p.* FROM pool_projection AS c,
           LATERAL projection(schedule::money_schedule, as_of::date, prepayment, defaults, severity::numeric,
                              recovery_lag::int, age::int) AS p});
none('projection, every cell', q{
    SELECT case_id, month FROM (
        (SELECT * FROM pool_projection_rows EXCEPT ALL
         SELECT case_id, month::text, due::text, opening::text, defaulted::text, interest::text, fee::text,
                scheduled::text, prepaid::text, recovered::text, loss::text, closing::text, smm::text, mdr::text
         FROM projected)) AS missing ORDER BY case_id, month::int});
some('%s rows were compared', 'SELECT count(*) FROM pool_projection_rows');
none('no other rows, and the sums', q{
    SELECT c.case_id, c.rows, t.rows, sum_cash_principal, principal, sum_interest, interest, sum_loss, loss
    FROM   pool_projection AS c,
           LATERAL (SELECT count(*) AS rows, coalesce(sum(scheduled + prepaid + recovered), 0) AS principal,
                           coalesce(sum(p.interest), 0) AS interest, coalesce(sum(p.loss), 0) AS loss
                    FROM projected AS p WHERE p.case_id = c.case_id) AS t
    WHERE  (c.rows::bigint, sum_cash_principal::numeric, sum_interest::numeric, sum_loss::numeric)
           IS DISTINCT FROM (t.rows, principal, interest, loss)});
none('project is the cash of these rows', q{
    SELECT case_id FROM (
        SELECT c.case_id, project(schedule::money_schedule, as_of::date, prepayment, defaults, severity::numeric,
                                  recovery_lag::int, age::int) AS s, c.rows, as_of, sum_cash_principal, sum_interest,
               wal_days_times_principal, schedule
        FROM   pool_projection AS c) AS c,
        LATERAL (SELECT count(*) AS n, coalesce(sum((due - as_of::date) * principal), 0) AS days,
                        coalesce(sum(interest), 0) AS interest, coalesce(sum(principal), 0) AS principal
                 FROM installments(s)) AS t
    WHERE  (n, t.interest, t.principal) IS DISTINCT FROM
           (c.rows::bigint, sum_interest::numeric, sum_cash_principal::numeric)
           OR days * CASE WHEN scale(principal) = 0 THEN 1 ELSE 100 END <> wal_days_times_principal::numeric});
every('pool_projection', 'SELECT count(*) FROM pool_projection');
none('expected_loss over twelve months and for life', q{
    SELECT case_id, months, want, got FROM pool_projection,
           LATERAL (VALUES (12, ecl_12), (NULL, ecl_lifetime)) AS v (months, want),
           LATERAL expected_loss(schedule::money_schedule, as_of::date, defaults, severity::numeric,
                                 recovery_lag::int, prepayment, ecl_rate::numeric, months, age::int) AS got
    WHERE  got::text IS DISTINCT FROM want});

none('risk_price and its parts', q{
    SELECT case_id, p FROM pool_price AS c,
           LATERAL risk_price(principal::numeric, periods::int, start_date::date, funding_rate::numeric, defaults,
                              severity::numeric, recovery_lag::int, prepayment, cost::numeric,
                              cost_per_period::numeric, margin::numeric) AS p
    WHERE  ROW(p.annual_rate, p.payment, p.funding, p.expected_loss, p.prepayment, p.cost, p.margin)::text IS DISTINCT
           FROM ROW(c.annual_rate, c.payment, c.funding, c.expected_loss, c.prepayment_part, c.cost_part,
                    c.margin_part)::text});
every('pool_price', 'SELECT count(*) FROM pool_price');

# The cash flows that the standard prints, in dollars: 100,000,000 at 8 % over 360 months, rounded there and here.
$dbh->do(q{
    CREATE TABLE printed AS
    SELECT c.*, p.closing AS closing_here, p.defaulted AS defaulted_here, p.prepaid AS prepaid_here,
           p.scheduled AS scheduled_here, p.interest AS interest_here
    FROM   pool_bma_defaults AS c
    JOIN   LATERAL projection(amortize(100000000, 0.08, 360, '2000-01-01'), '2000-01-01', prepayment, defaults, 0.2,
                              12) AS p ON p.month = c.month::int
    WHERE  "table" LIKE 'cash flow%';
    CREATE TABLE printed_totals AS
    SELECT c.*, round(sum(p.defaulted) / 1000000, 2) AS here
    FROM   pool_bma_defaults AS c,
           LATERAL projection(amortize(100000000, 0.08, 360, '2000-01-01'), '2000-01-01', c.prepayment, c.defaults) AS p
    WHERE  "table" LIKE 'cumulative%' GROUP BY c.*, "table", c.prepayment, c.defaults, c.month, c.closing, c.defaulted,
           c.prepaid, c.scheduled, c.interest
});
some('%s months of printed cash flows were compared', 'SELECT count(*) FROM printed');
none('cash flows A and B of the standard, to the dollar', q{
    SELECT * FROM printed
    WHERE  greatest(abs(closing::numeric - closing_here), abs(defaulted::numeric - defaulted_here),
                    abs(prepaid::numeric - prepaid_here), abs(scheduled::numeric - scheduled_here),
                    abs(interest::numeric - interest_here)) > 1});
some('%s printed totals were compared', 'SELECT count(here) FROM printed_totals');
none('cumulative defaults of the standard', q{
    SELECT prepayment, defaults, defaulted, here FROM printed_totals WHERE abs(defaulted::numeric - here) > 0.01});

# Conventions of textbooks: speeds as fractions, months counted from origination, amounts not rounded to the cent.
$dbh->do(q{
    CREATE TABLE textbook AS
    SELECT *, CASE function
        WHEN 'abs_to_smm' THEN monthly_rate(input(inputs, 'abs')::numeric * 100 || ' ABS', input(inputs, 'month')::int)
        WHEN 'cpr_to_smm' THEN monthly_rate(input(inputs, 'cpr')::numeric * 100 || ' CPR', 1)
        WHEN 'psa_to_smm' THEN monthly_rate(input(inputs, 'psa') || ' PSA', input(inputs, 'month')::int)
        WHEN 'sda_to_cdr' THEN cpr(monthly_rate(input(inputs, 'sda') || ' SDA', input(inputs, 'month')::int))
        WHEN 'smm_to_cpr' THEN cpr(input(inputs, 'smm')::numeric)
        WHEN 'smm_to_abs' THEN abs_speed(input(inputs, 'smm')::numeric, input(inputs, 'month')::int) END AS got
    FROM prepay WHERE function NOT IN ('pool_month', 'survivor_factor', 'wal_years')});
every('prepay', q{SELECT count(got) + (SELECT count(*) FROM prepay
    WHERE function IN ('pool_month', 'survivor_factor', 'wal_years')) FROM textbook});
none('speeds of textbooks', q{
    SELECT case_id, inputs, exact, got FROM textbook
    WHERE  abs(got - exact::numeric) > CASE WHEN function IN ('abs_to_smm', 'cpr_to_smm', 'psa_to_smm') THEN 1e-12
                                            ELSE 1e-8 END});
$dbh->do(q{
    CREATE TABLE through AS
    SELECT psa, p.* FROM (SELECT DISTINCT psa FROM prepay_pool) AS c,
           LATERAL projection(amortize(400000000, 0.08125, 357, '2000-01-01'), '2000-01-01', psa || ' PSA',
                              age => 3) AS p});
none('months of a pass-through, up to the rounding of its cents', q{
    SELECT c.case_id, c.balance, t.opening, c.scheduled_principal, scheduled, prepayment, prepaid
    FROM   prepay_pool AS c JOIN through AS t ON t.psa = c.psa AND t.month::text = c.month
    WHERE  greatest(abs(c.balance::numeric - t.opening), abs(scheduled_principal::numeric - scheduled),
                    abs(prepayment::numeric - prepaid)) > 0.01 * t.month + 0.01
           OR abs(t.smm - c.smm::numeric) > 1e-12});
none('average lives of a pass-through', q{
    SELECT c.case_id, c.cash_flow, life FROM prepay_pool AS c,
           LATERAL (SELECT sum((scheduled + prepaid) * month) / 12 / 400000000 AS life FROM through AS t
                    WHERE t.psa = c.psa) AS l
    WHERE  case_id LIKE '%wal' AND abs(c.cash_flow::numeric - life) > 1e-7});
done_testing();
