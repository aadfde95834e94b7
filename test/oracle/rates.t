#!/usr/bin/perl
# Spreadsheet functions and returns against other programs and against exact
# figures.  A case that is not compared is listed below, with the convention that
# differs.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();

# function => SQL of a row; a column is text, empty ones take the default
my %call = (
    PMT => 'pmt(f(rate), f(nper), f(pv), f(fv), f(type))', FV => 'fv(f(rate), f(nper), f(pmt), f(pv), f(type))',
    PV => 'pv(f(rate), f(nper), f(pmt), f(fv), f(type))', NPER => 'nper(f(rate), f(pmt), f(pv), f(fv), f(type))',
    IPMT => 'ipmt(f(rate), f(per), f(nper), n(pv), f(fv), f(type))', PPMT => 'ppmt(f(rate), f(per), f(nper), f(pv),
        f(fv), f(type))',
    CUMIPMT => 'cumipmt(f(rate), f(nper), f(pv), f(start_period)::int, f(end_period)::int, f(type)::int)',
    CUMPRINC => 'cumprinc(f(rate), f(nper), f(pv), f(start_period)::int, f(end_period)::int, round(f(type))::int)',
    ISPMT => 'ispmt(f(rate), f(per), f(nper), n(pv))', RRI => 'rri(f(nper), f(pv), f(fv))',
    PDURATION => 'pduration(f(rate), f(pv), f(fv))',
    EFFECT => 'effect(f(rate), trunc(f(npery))::int)', NOMINAL => 'nominal(f(rate), trunc(f(npery))::int)',
    RATE => 'rate(f(nper), f(pmt), f(pv), f(fv), f(type), guess)',
    IRR => 'irr(vals, guess)', NPV => 'npv(f(rate), vals)', MIRR => 'mirr(vals, f(finance_rate), f(reinvest_rate))',
    XIRR => 'xirr(flows, guess::numeric, day)', XNPV => 'xnpv(flows, f(rate)::numeric, day)::float8 / scale',
);

# Not compared: case => why
my %differs = (
    (map { $_ => 'type other than 0 and 1 is refused here' } qw(lo-fv-r008 lo-ppmt-r004 lo-pv-r014 lo-rate-r027
        lo-rate-r013 lo-rate-r243)),
    (map { $_ => 'an argument is missing,
        which SQL knows as NULL or 0' } qw(lo-ispmt-r012 lo-ispmt-r016 lo-ipmt-r012 lo-ipmt-r013)),
    'lo-cumprinc-r024' => 'type is an integer in SQL',
    (map { $_ => 'the iteration of that program fails, the rate exists' } qw(phps-rate-14 lo-rate-r019)),
    (map { $_ => 'the root is above 10,
        outside the range of rates' } qw(phps-xirr-40 pyx-xirr-case_30_24 xs0047 xs0155 xs0157 xs0172)),
    (map { $_ => 'a list of one date that another program refuses,
        or dates before the first' } qw(phps-xnpv-03 phps-xnpv-05)),
    'phps-xnpv-14' => 'a rate of more than 12 decimals',
    'phps-xirr-08' => 'a single amount: an error here, too, with another reason',
);

$dbh->do($_) for (
    q{CREATE FUNCTION f(text) RETURNS float8 IMMUTABLE LANGUAGE sql RETURN coalesce($1, '0')::float8},
    q{CREATE FUNCTION n(text) RETURNS float8 IMMUTABLE LANGUAGE sql RETURN $1::float8},
    q{CREATE FUNCTION scale_of(amounts text) RETURNS numeric IMMUTABLE LANGUAGE sql
      BEGIN ATOMIC SELECT least(10.0 ^ floor(14.5 - log(greatest(max(abs(a::numeric)), 1))), 1e9)
          FROM unnest(string_to_array(amounts, ';')) AS a; END},
    # amounts have up to 15 decimals: they are taken times the scale, in a currency of two
    q{CREATE FUNCTION flows_of(amounts text, dates text, scale numeric) RETURNS cashflows IMMUTABLE LANGUAGE sql
      BEGIN ATOMIC SELECT cashflow_agg(d::date, round(a::numeric * scale, 2))
                   FROM unnest(string_to_array(amounts, ';'), string_to_array(dates, ';')) AS v(a, d); END},
    q{CREATE FUNCTION try(call text, OUT value float8, OUT state text, OUT message text) LANGUAGE plpgsql AS
      'BEGIN EXECUTE call INTO value;
       EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT; END'},
);
load($_) for qw(tvm cashflow rates_random);
$dbh->do(q{CREATE TABLE sheet AS
    SELECT case_id, function, rate, nper, per, start_period, end_period, pmt, pv, fv, type, npery,
        NULL::text AS finance_rate,
           NULL::text AS reinvest_rate, NULL::text AS amounts, NULL::text AS dates, NULL::text AS day_count,
           expected_error, exact, tolerance
    FROM   tvm
    UNION ALL
    SELECT case_id, function, rate, NULL, NULL, NULL, NULL, NULL, pv, NULL, NULL, NULL, finance_rate,
        reinvest_rate, "values", dates,
           day_count, expected_error, exact, tolerance
    FROM   cashflow WHERE function <> 'FVSCHEDULE'
    UNION ALL
    SELECT case_id, function, rate, nper, NULL, NULL, NULL, pmt, pv, fv, type, npery, NULL, NULL, "values", dates,
        NULL, NULL, exact, tolerance
    FROM   rates_random});
$dbh->do('CREATE TABLE differs (case_id text, why text)');
$dbh->do('INSERT INTO differs VALUES (?, ?)', undef, $_, $differs{$_}) for sort keys %differs;

# each case alone: an error is an answer, too
$dbh->do(q{CREATE TABLE got (case_id text, function text, value float8, state text, message text)});
for my $function (sort keys %call) {
    my $dates = $function =~ /^X/;
    my $query = qq{SELECT $call{$function} FROM (SELECT *, exact::float8 AS guess, string_to_array(amounts,
        ';')::float8[] AS vals,}
        . ($dates ? q{ scale_of(amounts) AS scale, flows_of(amounts, dates, scale_of(amounts)) AS flows,} : '')
        . q{ CASE WHEN day_count ~ '^ACT/365' THEN 'ACT/365' WHEN day_count ~ '^ACT/ACT' THEN 'ACT/ACT'
             WHEN day_count ~ '^30/360' THEN '30/360' ELSE coalesce(day_count, 'ACT/365') END AS day
           FROM sheet WHERE case_id = %L AND function = %L) AS s};
    $dbh->do(q{INSERT INTO got SELECT s.case_id, s.function, t.* FROM sheet AS s, LATERAL try(format(?, s.case_id,
        s.function)) AS t
               WHERE s.function = ?}, undef, $query, $function);
    some("%d cases of $function", "SELECT count(*) FROM got WHERE function = '$function'");
    none("$function: every error is one here", qq{
        SELECT case_id, value, why FROM got JOIN sheet USING (case_id, function) LEFT JOIN differs USING (case_id)
        WHERE function = '$function' AND expected_error IS NOT NULL AND state IS NULL AND why IS NULL});
    none("$function: every error has the right kind", qq{
        SELECT case_id, state, message FROM got JOIN sheet USING (case_id, function) LEFT JOIN differs USING (case_id)
        WHERE function = '$function' AND state NOT IN ('22000', '22023', '22003')});
    none("$function: every value is within its tolerance", qq{
        SELECT case_id, value, exact, message FROM got JOIN sheet USING (case_id,
            function) LEFT JOIN differs USING (case_id)
        WHERE function = '$function' AND expected_error IS NULL AND why IS NULL
          AND (value IS NULL OR abs(value - exact::float8) > greatest(tolerance::float8,
              1e-9 * abs(exact::float8)))});
}
is($dbh->selectrow_array(q{SELECT count(*) FROM got}), $dbh->selectrow_array(q{SELECT count(*) FROM sheet}),
    'every row was compared');
none('what is listed as different is in the files', q{SELECT * FROM differs
    WHERE case_id NOT IN (SELECT case_id FROM sheet)});

# compound growth is a product, which SQL has: FVSCHEDULE needs no function
none('FVSCHEDULE is a product', q{
    SELECT case_id, exact FROM cashflow
    WHERE function = 'FVSCHEDULE' AND abs(exact::numeric - pv::numeric *
        (SELECT round(exp(sum(ln(1 + r::numeric))), 12) FROM unnest(string_to_array("values", ';')) AS r
            WHERE r::numeric > -1)) > tolerance::numeric
      AND "values" <> '-1'});
done_testing();
