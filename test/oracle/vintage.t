#!/usr/bin/perl
# vintage_summary against 40 portfolios by month, quarter and all of them, in
# two conventions of months on book, computed by an independent program: every
# cell of the file; and against a public table of defaults by months on book.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();
load($_) for qw(perf_observations perf_histories perf_vintage perf_early vintage_loans vintage_expected);

$dbh->do(q{
    CREATE TABLE loan AS
    SELECT portfolio, loan, history_agg(as_of::date, balance::numeric, days_past_due::int, charged_off::numeric,
                                        recovered::numeric) AS h
    FROM   perf_observations GROUP BY portfolio, loan
});
$dbh->do(q{
    CREATE TABLE summary AS
    SELECT portfolio, cohort, convention, vintage_agg(h, originated, original_amount, convention) AS v
    FROM   (SELECT l.portfolio, l.h, originated::date AS originated, original_amount::numeric AS original_amount
            FROM loan AS l JOIN perf_histories AS p ON (p.portfolio, p.loan) = (l.portfolio, l.loan)) AS q,
           LATERAL (VALUES ('all'), (to_char(originated, 'YYYY-MM')), (to_char(originated, 'YYYY"Q"Q'))) AS c(cohort),
           (VALUES ('calendar0'), ('calendar1'), ('anniversary')) AS r(convention)
    GROUP BY 1, 2, 3
});

# one curve a column: hit, and the base beside it
my @curves = map { my $line = $_;
                  map { my $measure = $_; map { ["${measure}_${_}_$line", $line, $measure, $_] } 'count', 'amount' }
                  'ever', 'current' }
    0, 30, 60, 90, 120, 180;
push @curves, ['charge_off_count', 90, 'charge_off', 'count'], ['charge_off_amount', 90, 'charge_off', 'amount'],
    ['net_loss', 90, 'net_loss', 'amount'], ['paid_off_count', 90, 'paid_off', 'count'],
    ['paid_off_amount', 90, 'paid_off', 'amount'];
for (@curves) {
    my ($column, $line, $measure, $weight) = @$_;
    my $base = $weight eq 'count' ? 'x.loans' : 'x.exposure';
    none("$column is that of the reference, with its loans, exposure and completeness", qq{
        SELECT portfolio, cohort, convention, mob, x.$column AS want, k.hit AS got
        FROM   perf_vintage AS x FULL JOIN (
                   SELECT portfolio, cohort, convention, k.mob::text, k.loans::text, k.exposure::text, k.hit::text,
                          k.complete
                   FROM   summary, vintage_curve(v, $line, '$measure', '$weight') AS k
                   WHERE  (portfolio, cohort, convention) IN (SELECT portfolio, cohort, convention FROM perf_vintage))
                         AS k
               USING (portfolio, cohort, convention, mob)
        WHERE  (x.loans, $base, x.$column, x.complete::bool) IS DISTINCT FROM (k.loans, k.exposure, k.hit,
            k.complete)});
}
for (['ever_rate_count_90', 90, 'ever', 'count'], ['ever_rate_amount_30', 30, 'ever', 'amount'],
    ['current_rate_amount_30', 30, 'current', 'amount'], ['net_loss_rate', 90, 'net_loss', 'amount']) {
    my ($column, $line, $measure, $weight) = @$_;
    none("$column is that of the reference", qq{
        SELECT portfolio, cohort, convention, mob FROM perf_vintage AS x JOIN (
            SELECT portfolio, cohort, convention, k.mob::text, k.rate
            FROM summary, vintage_curve(v, $line, '$measure', '$weight') AS k) AS k
        USING (portfolio, cohort, convention, mob) WHERE x.$column IS DISTINCT FROM k.rate::text});
}
none('what was recovered is that of the reference', q{
    SELECT portfolio, cohort, convention, mob, recovered FROM perf_vintage AS x JOIN (
        SELECT portfolio, cohort, convention, mob::text, gross.hit - net.hit AS got
        FROM   summary, vintage_curve(v, measure => 'charge_off') AS gross
        JOIN LATERAL vintage_curve(v, measure => 'net_loss') AS net USING (mob)) AS k
    USING (portfolio, cohort, convention, mob) WHERE x.recovered IS DISTINCT FROM got::text});
none('calendar1 is calendar0 one month later', q{
    SELECT a.portfolio, a.cohort FROM summary AS a JOIN summary AS b USING (portfolio, cohort)
    WHERE  a.convention = 'calendar0' AND b.convention = 'calendar1'
      AND  (SELECT array_agg((mob + 1, loans, exposure, hit, rate, complete) ORDER BY mob) FROM vintage_curve(a.v, 60))
           IS DISTINCT FROM (SELECT array_agg((mob, loans, exposure, hit, rate, complete) ORDER BY mob)
                             FROM vintage_curve(b.v, 60))});
none('bounds are those of the reference within 1e-12', q{
    SELECT portfolio, cohort, convention, mob FROM perf_vintage AS x JOIN (
        SELECT portfolio, cohort, convention, k.mob::text, k.low, k.high FROM summary, vintage_bounds(v) AS k) AS k
    USING (portfolio, cohort, convention, mob)
    WHERE  NOT (abs(low - wilson_low_90::float8) < 1e-12 AND abs(high - wilson_high_90::float8) < 1e-12)});
none('early payment default is the ever rate at its month', q{
    SELECT portfolio, cohort, convention, mob FROM perf_vintage JOIN summary USING (portfolio, cohort, convention)
    WHERE  early_payment_default(v, 90, mob::int)::text IS DISTINCT FROM ever_rate_count_90});
for (qw(calendar0 calendar1 anniversary)) {
    none("first, second and third payment default are those of the reference ($_)", qq{
        SELECT portfolio, cohort, over_days, kind, rate FROM perf_early JOIN summary USING (portfolio, cohort)
        WHERE  convention = '$_'
          AND  first_payment_default(v, over_days::int, array_position('{first,second,third}', kind))::text
              IS DISTINCT FROM rate});
}
# no reader shows the loans of an early default: they are in the text form
none('loans old enough and loans that missed the instalment are those of the reference', q{
    WITH origin AS (
        SELECT portfolio, s.cohort, (left(v::jsonb ->> 'cutoff', 4)::int - left(month, 4)::int) * 12
               + substr(v::jsonb ->> 'cutoff', 6, 2)::int - right(month, 2)::int AS age, cells
        FROM   summary AS s, jsonb_each(v::jsonb -> 'cohorts') AS c(month, cells) WHERE convention = 'calendar0'),
    found AS (
        SELECT x.portfolio, x.cohort, x.over_days, x.kind, x.loans AS want_loans, x.hit AS want_hit,
               coalesce(sum((cells ->> 'loans')::int) FILTER (WHERE age >= 1 + n + over_days::int / 30), 0) AS loans,
               coalesce(sum((SELECT sum((part ->> 1)::int)
                             FROM jsonb_array_elements(cells -> ('instalment_' || over_days)) AS part
                             WHERE (part ->> 0)::int = n)) FILTER (WHERE age >= 1 + n + over_days::int / 30), 0) AS hit
        FROM   perf_early AS x
        JOIN origin USING (portfolio, cohort), LATERAL array_position('{first,second,third}', kind) AS n
        GROUP  BY 1, 2, 3, 4, 5, 6)
    SELECT * FROM found WHERE (want_loans, want_hit) IS DISTINCT FROM (loans::text, hit::text)});
every('perf_early', 'SELECT count(*) FROM perf_early JOIN summary USING (portfolio, ' .
                    'cohort) WHERE convention = \'calendar0\'');
every('perf_vintage', 'SELECT count(*) FROM perf_vintage AS x JOIN summary USING (portfolio, cohort, convention),
                       vintage_curve(v) AS k WHERE k.mob::text = x.mob');

# merging and external forms
for (['months', '____-__'], ['quarters', '____Q_']) {
    my ($what, $like) = @$_;
    none("$what rolled up are one pass, byte for byte", qq{
        SELECT portfolio, convention FROM summary JOIN (
            SELECT portfolio, convention, rollup(v) AS r FROM summary WHERE cohort LIKE '$like' GROUP BY 1, 2) AS rolled
                   USING (portfolio, convention)
        WHERE cohort = 'all' AND vintage_summary_send(r) <> vintage_summary_send(v)});
}
none('any order of merging gives the same bytes', q{
    SELECT portfolio FROM (SELECT portfolio, rollup(v ORDER BY md5(cohort)) AS a, rollup(v ORDER BY cohort DESC) AS b
                           FROM summary WHERE convention = 'anniversary' AND cohort LIKE '____-__' GROUP BY 1) AS q
                               WHERE a <> b});
none('text, jsonb and binary give the summary back', q{
    SELECT portfolio, cohort FROM summary WHERE v::text::vintage_summary <> v OR v::jsonb::vintage_summary <> v});
# (a cohort alone may end sooner, by anniversary also in parts: its own last observation is its cut-off)
none('the triangle of a summary is made of the curves of its cohorts', q{
    SELECT a.portfolio, t.cohort, t.mob
    FROM   summary AS a, vintage_triangle(a.v, 30) AS t, summary AS m, vintage_curve(m.v, 30) AS k
    WHERE  a.cohort = 'all' AND a.convention <> 'anniversary' AND (m.portfolio, m.convention, m.cohort, k.mob)
          = (a.portfolio, a.convention, t.cohort, t.mob)
      AND  (k.loans, k.exposure, k.hit, k.rate) IS DISTINCT FROM (t.loans, t.exposure, t.hit, t.rate)});
some('%d rows of triangles were compared', q{
    SELECT count(*) FROM summary AS a, vintage_triangle(a.v, 30) AS t JOIN perf_vintage AS x ON x.mob::int = t.mob
           AND x.cohort = t.cohort
    WHERE a.cohort = 'all' AND a.portfolio = x.portfolio AND a.convention = x.convention});

# A public table: defaults by product, region, month of origination and months on book.
$dbh->do(q{
    CREATE TABLE public_loan AS
    SELECT loan_id::bigint, product, region, origination_date::date AS originated, mob, as_of,
           CASE WHEN event_date::date <= as_of THEN 91 ELSE 0 END AS days
    FROM   vintage_loans, LATERAL generate_series(date_trunc('month', origination_date::date), '2012-12-01',
                                                  '1 month') WITH ORDINALITY AS m(month, mob),
           LATERAL (SELECT (month + interval '1 month - 1 day')::date AS as_of) AS d
});
$dbh->do(q{
    CREATE TABLE public_summary AS
    SELECT product, region, date_trunc('month', originated)::date::text AS vintage_month,
           vintage_agg(h, originated, 1) AS v
    FROM   (SELECT loan_id, product, region, originated, history_agg(as_of, 1, days) AS h FROM public_loan
            GROUP BY 1, 2, 3, 4) AS loan
    GROUP BY 1, 2, 3
});
my $public = q{
    SELECT product, region, vintage_month, mob, x.cum_events, k.hit
    FROM   vintage_expected AS x FULL JOIN (
               SELECT product, region, vintage_month, k.*,
                      hit - lag(hit, 1, 0) OVER (PARTITION BY product, region, vintage_month ORDER BY mob) AS new
               FROM   %s, vintage_curve(v, 90, 'ever', 'count') AS k) AS k USING (product, region, vintage_month)
    WHERE  x.months_on_book::int = k.mob
      AND  ((x.loans::bigint, x.events::numeric, x.cum_events::numeric) IS DISTINCT FROM (k.loans, k.new, k.hit)
            OR abs(k.rate - x.cum_event_rate::numeric) > 1e-8 OR abs(k.new / k.loans - x.event_rate::numeric) > 1e-8)};
none('the public table of defaults comes out, from histories', sprintf $public, 'public_summary');
my $met = 'SELECT count(*) FROM vintage_expected JOIN %s USING (product, region, vintage_month), vintage_curve(v)
           WHERE mob = months_on_book::int';
every('vintage_expected', sprintf $met, 'public_summary');
$dbh->do(q{
    CREATE TABLE public_rows AS
    SELECT product, region, date_trunc('month', originated)::date::text AS vintage_month,
           vintage_agg(loan_id, mob::int - 1, 1, 1, days ORDER BY md5(loan_id::text || mob)) AS v
    FROM   public_loan GROUP BY 1, 2, 3
});
none('the public table of defaults comes out, from snapshot rows', sprintf $public, 'public_rows');
every('vintage_expected', sprintf $met, 'public_rows');
done_testing();
