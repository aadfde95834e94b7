#!/usr/bin/perl
# scorecard against cards and applicants computed by an independent program:
# scores, points, reasons, odds, grades, and what is refused; the same answers
# from a row as from an object.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();
# the file is called as the type is
$dbh->do('CREATE SCHEMA file; SET search_path = file, public');
load($_) for qw(scorecard scorecard_points);
$dbh->do(q{
    CREATE FUNCTION try_score(card public.scorecard, a jsonb) RETURNS text LANGUAGE plpgsql AS $$
    BEGIN
        RETURN score(card, a);
    EXCEPTION WHEN OTHERS THEN
        RETURN SQLSTATE;
    END $$;
    CREATE TABLE asked AS
    SELECT case_id, card::public.scorecard AS c, applicant::jsonb AS a, score, odds, pd, grade, score_of_pd,
        pd_asked::numeric,
           reasons, expected_error, try_score(card::public.scorecard, applicant::jsonb) AS answer
    FROM   scorecard
});
every('scorecard', 'SELECT count(*) FROM asked');
none('the score, or its refusal', q{
    SELECT case_id, score, expected_error, answer FROM asked
    WHERE  answer IS DISTINCT FROM coalesce(expected_error, score)});
my %reader = (
    odds => 'score_odds(c, score::int)', pd => 'score_pd(c, score::int)', grade => 'score_grade(c, score::int)',
    score_of_pd => 'score_from_pd(c, pd_asked)');
none("$_ is that of the reference", qq{
    SELECT case_id, $_ AS want, $reader{$_} AS got FROM asked
    WHERE  expected_error IS NULL AND $_ IS NOT NULL
        AND ($reader{$_})::text IS DISTINCT FROM $_}) for sort keys %reader;
some("%d figures of $_", "SELECT count($_) FROM asked WHERE expected_error IS NULL") for sort keys %reader;
none('a card without grades, or a score below them, has none', q{
    SELECT case_id, score_grade(c, score::int) FROM asked
    WHERE  expected_error IS NULL AND grade IS NULL AND score_grade(c, score::int) IS NOT NULL});
none('the first four reasons', q{
    SELECT case_id, reasons, got FROM asked, LATERAL (
        SELECT string_agg(characteristic || ':' || lost, ';' ORDER BY rank) AS got FROM score_reasons(c, a)) AS r
    WHERE  expected_error IS NULL AND got IS DISTINCT FROM reasons});
none('score_points, every cell', q{
    WITH got AS (SELECT case_id, p.ordinality::text AS line, p.characteristic, p.value, p.bin,
                        p.points::text, p.best::text, p.lost::text
                 FROM asked, LATERAL score_points(c, a) WITH ORDINALITY AS p
                 WHERE expected_error IS NULL),
    want AS (SELECT case_id, line, characteristic, value, bin, points, best, lost FROM scorecard_points)
    (TABLE got EXCEPT ALL TABLE want) UNION ALL (TABLE want EXCEPT ALL TABLE got)});
none('points add up to the score', q{
    SELECT case_id FROM asked, LATERAL (SELECT sum(points) AS sum FROM score_points(c, a)) AS p
    WHERE  expected_error IS NULL AND sum <> score(c, a)});
none('the canonical text is the same card', q{
    SELECT case_id FROM asked WHERE c::text::public.scorecard <> c OR (c::jsonb)::public.scorecard <> c
        OR (c::text)::jsonb <> c::jsonb});

# The same from a row: one column a characteristic, numbers as numeric, the rest as text.
my $wrong = 0;
my $rows = $dbh->selectall_arrayref(q{
    SELECT case_id, c::text, score,
           string_agg(format('%L::%s AS %I', CASE WHEN v #>> '{}' IS NOT NULL THEN v #>> '{}' END,
                             CASE jsonb_typeof(v) WHEN 'number' THEN 'numeric'
                                 WHEN 'boolean' THEN 'bool' ELSE 'text' END,
                             k), ', ')
    FROM asked, jsonb_each(a) AS e(k, v) WHERE expected_error IS NULL GROUP BY case_id, c, score});
for my $row (@$rows) {
    my ($case, $card, $score, $columns) = @$row;
    my ($got) = eval { $dbh->selectrow_array("SELECT score(?::public.scorecard, a) FROM (SELECT $columns) AS a",
        undef, $card) };
    $wrong++ unless defined $got && $got eq $score;
    diag("$case: " . ($got // $@)) unless defined $got && $got eq $score;
}
is($wrong, 0, scalar(@$rows) . ' applicants score the same as rows');
done_testing();
