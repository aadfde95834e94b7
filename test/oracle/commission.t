#!/usr/bin/perl
# Commission against statements computed by an independent program in exact
# fractions: canonical texts, refusals, every column of settle(), every line,
# KPI row and deferred part, and splits.  Rows come shuffled, a day at a time
# and in halves: the statement is the same.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();
my $cases = load('commission');
load($_) for qw(commission_loans commission_lines commission_kpi splits);

# What a query is refused with, or NULL.
$dbh->do(q{
    CREATE FUNCTION refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
    BEGIN
        EXECUTE query;
        RETURN NULL;
    EXCEPTION WHEN OTHERS THEN
        RETURN SQLSTATE || ' ' || SQLERRM;
    END $$
});
$dbh->do(q{CREATE TABLE sound AS SELECT * FROM commission WHERE error_state IS NULL});

plans();
refusals();
statements();
settlements();
splits();
done_testing();

sub plans
{
    some('%d plans are sound', 'SELECT count(*) FROM sound');
    none('plans print canonically', q{
        SELECT id, note, plan, canonical AS want, plan::commission_plan::text AS got
        FROM   sound WHERE plan::commission_plan::text IS DISTINCT FROM canonical
    });
    none('a canonical text gives an equal plan with the same hash', q{
        SELECT id, canonical FROM sound
        WHERE  canonical::commission_plan::text <> canonical OR canonical::commission_plan <> plan::commission_plan
               OR commission_plan_hash(canonical::commission_plan) <> commission_plan_hash(plan::commission_plan)
    });
    none('plans survive jsonb, and are the jsonb of their text', q{
        SELECT id, canonical FROM sound
        WHERE  plan::commission_plan::jsonb <> canonical::jsonb
               OR plan::commission_plan::jsonb::commission_plan <> plan::commission_plan
    });
    none('plans are equal exactly where their canonical texts are', q{
        SELECT a.id, b.id FROM sound a, sound b
        WHERE  (a.canonical = b.canonical) <> (a.plan::commission_plan = b.plan::commission_plan)
    });
}

sub refusals
{
    some('%d plans are refused', q{SELECT count(*) FROM commission WHERE note = 'plan refused'});
    none('plans are refused with their SQLSTATE and message', q{
        SELECT id, plan, error_state || ' ' || error AS want, refusal(format('SELECT %L::commission_plan', plan)) AS got
        FROM   commission WHERE note = 'plan refused'
               AND refusal(format('SELECT %L::commission_plan', plan)) IS DISTINCT FROM error_state || ' ' || error
    });
    my $whole = q{SELECT settle(rollup(st), %3$L, %4$L, %5$L, %6$L, %7$L) FROM (
        SELECT commission_agg(%2$L::commission_plan, amount::numeric, base::numeric) FROM commission_loans
        WHERE id = %1$L AND kind = 'loan'
        UNION ALL
        SELECT clawback_agg(%2$L::commission_plan, paid::numeric, months_on_book::int, event) FROM commission_loans
        WHERE id = %1$L AND kind = 'clawback'
        UNION ALL
        SELECT commission_statement(%2$L::commission_plan)) AS part(st)};
    $dbh->do("CREATE VIEW refused AS
        SELECT id, plan, error_state || ' ' || error AS want,
            refusal(format(\$f\$$whole\$f\$, id, plan, kpi, carried, vesting, period, active)) AS got
        FROM   commission WHERE error_state IS NOT NULL AND note <> 'plan refused'");
    some('%d rows, values or dates are refused', 'SELECT count(*) FROM refused');
    none('rows, values and dates are refused with their SQLSTATE and message',
        'SELECT * FROM refused WHERE got IS DISTINCT FROM want');
}

sub statements
{
    $dbh->do('CREATE TABLE shuffled AS SELECT * FROM commission_loans ORDER BY random()');
    $dbh->do(q{
        CREATE TABLE statement AS
        SELECT id, rollup(st) AS st
        FROM  (SELECT s.id, commission_agg(plan::commission_plan, amount::numeric, base::numeric)
               FROM sound s LEFT JOIN (SELECT * FROM shuffled WHERE kind = 'loan') AS l USING (id) GROUP BY s.id
               UNION ALL
               SELECT id, clawback_agg(plan::commission_plan, paid::numeric, months_on_book::int, event)
               FROM sound JOIN (SELECT * FROM shuffled WHERE kind = 'clawback') AS l USING (id)
               GROUP BY id) AS part(id, st)
        GROUP BY id
    });
    is(($dbh->selectrow_array('SELECT count(*) FROM statement JOIN sound USING (id)'))[0],
        ($dbh->selectrow_array('SELECT count(*) FROM sound'))[0], 'every plan has a statement, with loans or without');
    none('statements count and add up', q{
        SELECT id, loans, loan_count(st), total_amount, total_amount(st), total_base, total_base(st)
        FROM   sound JOIN statement USING (id)
        WHERE  loans <> loan_count(st)::text OR total_amount <> total_amount(st)::text
              OR total_base <> total_base(st)::text
               OR plan(st)::text <> canonical
    });
    $dbh->do(q{
        CREATE TABLE daily AS
        SELECT id, on_date, commission_agg(plan::commission_plan, amount::numeric, base::numeric)
                                FILTER (WHERE kind = 'loan') AS lent,
               clawback_agg(plan::commission_plan, paid::numeric, months_on_book::int, event)
                   FILTER (WHERE kind = 'clawback') AS taken
        FROM   sound JOIN commission_loans USING (id) GROUP BY id, on_date
    });
    some('%d statements of days', 'SELECT count(*) FROM daily WHERE on_date IS NOT NULL');
    none('days roll up to the same statement', q{
        SELECT id, st, whole FROM (SELECT id, rollup(part) AS st
                                   FROM (SELECT id, lent FROM daily UNION ALL SELECT id, taken FROM daily
                                         UNION ALL SELECT id, commission_statement(plan::commission_plan)
                                         FROM sound) AS d(id, part)
                                   GROUP BY id) AS days
        FULL   JOIN (SELECT id, st AS whole FROM statement) AS w USING (id)
        WHERE  st IS DISTINCT FROM whole
    });
    none('halves add up to the same statement', q{
        WITH half AS (
            SELECT id, row_number % 2 = 0 AS part, commission_statement(plan)
                   + coalesce(commission_agg(plan, amount::numeric, base::numeric) FILTER (WHERE kind = 'loan'),
                              commission_statement(plan))
                   + coalesce(clawback_agg(plan, paid::numeric, months_on_book::int, event)
                              FILTER (WHERE kind = 'clawback'), commission_statement(plan)) AS st
            FROM   (SELECT id, plan::commission_plan FROM sound) AS s
            JOIN   (SELECT row_number() OVER (), * FROM shuffled) AS l USING (id)
            GROUP  BY id, part, plan)
        SELECT a.id FROM half a JOIN half b USING (id) JOIN statement s USING (id)
        WHERE  a.part AND NOT b.part AND (a.st + b.st <> s.st OR b.st + a.st <> s.st)
    });
    none('the text of a statement is its own', q{
        SELECT id, st FROM statement WHERE st::text::commission_statement <> st OR st::jsonb::commission_statement <> st
    });
}

sub settlements
{
    $dbh->do(q{
        CREATE VIEW terms AS
        SELECT id, st, kpi::jsonb AS kpi, carried::numeric AS carried, vesting::numeric AS vesting,
               period::daterange AS period, active::daterange AS active, s.plan::commission_plan AS plan
        FROM   sound s JOIN statement USING (id)
    });
    my @columns = qw(loans gross earned deferred released forfeited clawback draw recovery salary payable
        carried_forward);
    none('settle() gives the columns of the reference', qq{
        SELECT id, note, ${\ join ', ', map { "s.$_, p.$_" } @columns }
        FROM   sound s JOIN terms t USING (id), settle(st, t.kpi, t.carried, t.vesting, t.period, t.active) AS p
        WHERE  (${\ join ', ', map { "s.$_" } @columns })
              IS DISTINCT FROM (${\ join ', ', map { "p.$_\::text" } @columns })
    });
    some('%d lines', 'SELECT count(*) FROM commission_lines');
    none('statement_lines() gives the lines of the reference', q{
        SELECT l.id, p.id, l.line, l.rule, p.rule, l.base, p.base, l.rate, p.rate, l.amount, p.amount
        FROM   commission_lines l
        FULL   JOIN (SELECT id, p.* FROM terms, statement_lines(st, kpi, carried, vesting, period, active) AS p) AS p
               ON l.id = p.id AND l.line::int = p.line
        WHERE  (l.rule, l.base, l.rate, l.amount) IS DISTINCT FROM (p.rule, p.base::text, p.rate::text, p.amount::text)
    });
    none('lines add up to payable()', q{
        SELECT id, sum(l.amount), payable(st, kpi, carried, vesting, period, active)
        FROM   terms LEFT JOIN LATERAL statement_lines(st, kpi, carried, vesting, period, active) AS l ON true
        GROUP  BY id, st, kpi, carried, vesting, period, active
        HAVING coalesce(sum(l.amount), 0) <> payable(st, kpi, carried, vesting, period, active)
    });
    some('%d KPI rows', 'SELECT count(*) FROM commission_kpi');
    none('kpi_lines() gives the rows of the reference', q{
        SELECT k.id, k.name, k.actual, p.*
        FROM   (SELECT *, row_number() OVER (ORDER BY ctid) AS at FROM commission_kpi) AS k
        FULL   JOIN (SELECT id, p.*, row_number() OVER (PARTITION BY id) AS place FROM terms,
                     kpi_lines(st, kpi, carried, vesting, period, active) AS p) AS p USING (id, name)
        WHERE  (k.actual, k.target, k.weight, k.attainment, k.counted)
               IS DISTINCT FROM (p.actual::text, p.target::text, p.weight::text, p.attainment::text, p.counted::text)
    });
    none('KPI rows come in the order of the plan', q{
        SELECT id FROM (SELECT id, array_agg(name ORDER BY ctid) AS want FROM commission_kpi GROUP BY id) AS k
        JOIN   terms USING (id)
        WHERE  want <> ARRAY(SELECT name FROM kpi_lines(st, kpi, carried, vesting, period, active))
    });
    none('the multiplier is that of the reference', q{
        SELECT id, kpi_multiplier, rate FROM sound
        LEFT   JOIN (SELECT id, p.rate FROM terms, statement_lines(st, kpi, carried, vesting, period, active) AS p
                     WHERE rule = 'kpi') AS p USING (id)
        WHERE  kpi_multiplier IS DISTINCT FROM rate::text
    });
    # where nothing is pro-rated and the query gives the volumes itself
    none('kpi_score() is that of the reference', q{
        SELECT s.id, kpi_score, kpi_score(t.plan, full_kpi)
        FROM   sound s JOIN terms t USING (id),
               LATERAL (SELECT jsonb_build_object('amount', total_amount(st), 'base', total_base(st), 'loans',
                                                  loan_count(st)) || t.kpi) AS k(full_kpi)
        WHERE  t.active IS NULL AND kpi_score IS DISTINCT FROM kpi_score(t.plan, full_kpi)::text
    });
    none('deferred() gives the parts of the reference', q{
        SELECT id, deferred_parts, amounts, deferred_due, dues
        FROM   sound JOIN (SELECT id, string_agg(p.amount::text, ';' ORDER BY instalment) AS amounts,
                           string_agg(p.due::text, ';' ORDER BY instalment) AS dues
                           FROM terms LEFT JOIN LATERAL deferred(st, kpi, carried, vesting, period, active) AS p ON true
                           GROUP BY id) AS p USING (id)
        WHERE  (deferred_parts, deferred_due) IS DISTINCT FROM (amounts, dues)
    });
    none('one loan alone earns steps 1 and 2 of a statement of one loan', q{
        SELECT id, amount, base, commission(plan, amount, base), sum
        FROM   (SELECT id, amount::numeric AS amount, base::numeric AS base FROM sound JOIN commission_loans USING (id)
                WHERE kind = 'loan' AND amount IS NOT NULL AND base IS NOT NULL) AS l
        JOIN   terms USING (id),
               LATERAL (SELECT commission_agg(plan, one.amount, one.base) AS one
                        FROM (SELECT l.amount, l.base) AS one) AS o,
               LATERAL (SELECT coalesce(sum(p.amount), 0) AS sum FROM statement_lines(one, kpi) AS p
                        WHERE rule ~ '^(per_loan|tiers)') AS p
        WHERE  commission(plan, amount, base) <> sum
    });
}

sub splits
{
    some('%d splits', 'SELECT count(*) FROM splits');
    none('split_amount() gives the parts of the reference', q{
        SELECT id, amount, currency, weights, parts,
               array_to_string(split_amount(amount::numeric, string_to_array(weights, ';')::numeric[], currency),
                               ';') AS got
        FROM   splits
        WHERE  parts <> array_to_string(split_amount(amount::numeric, string_to_array(weights, ';')::numeric[],
                                                     currency), ';')
    });
}
