#!/usr/bin/perl
# score_summary and bin_summary against books computed by an independent exact
# program, every cell; against the figures of other libraries; and against a
# plain computation in SQL over public data.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();
load($_) for qw(scoring_rows scoring_expected scoring_bands scoring_cutoffs scoring_bins_rows scoring_bins_expected
    model_scores model_bins model_expected);

# Cases without any weight are counted without one.
$dbh->do(q{
    CREATE TABLE weighted AS SELECT case_id, bool_or(weight IS NOT NULL) AS weighted FROM scoring_rows GROUP BY 1;
    CREATE TABLE book AS
    SELECT case_id, population,
           CASE WHEN weighted THEN score_agg(score::int, bad::bool, weight::numeric)
                ELSE score_agg(score::int, bad::bool) END AS s
    FROM   scoring_rows JOIN weighted USING (case_id) GROUP BY case_id, population, weighted;
    CREATE TABLE asked AS
    SELECT e.*, a.s, b.s AS base
    FROM   scoring_expected AS e
    JOIN   book AS a ON a.case_id = e.case_id AND a.population = 'actual'
    LEFT   JOIN book AS b ON b.case_id = e.case_id AND b.population = 'base'
});
every('scoring_expected', 'SELECT count(*) FROM asked');
my %reader = (
    loans => 'loan_count(s)', skipped => 'skipped_count(s)', good => 'good_total(s)', bad => 'bad_total(s)',
    unknown => 'unknown_total(s)', auc => 'auc(s, better)', gini => 'gini(s, better)', ks => 'ks(s, better)',
    ks_score => 'ks_score(s, better)', psi => 'psi(s, base, bands::int, edges::int[], floor::numeric)');
none("$_ is that of the reference, digit by digit", qq{
    SELECT case_id, better, $_ AS want, $reader{$_} AS got FROM asked WHERE ($reader{$_})::text IS DISTINCT FROM $_})
    for sort keys %reader;
none('the text is the canonical one', q{
    SELECT case_id, text, s FROM asked WHERE text IS NOT NULL AND s::text <> text});
none('terms of psi add up to it', q{
    SELECT case_id, psi, sum FROM asked,
           LATERAL (SELECT sum(p.psi) FROM psi_bands(s, base, bands::int, edges::int[], floor::numeric) AS p) AS t
    WHERE  abs(sum - psi::numeric) > 0.0000001});

# Rows of tables, side by side.
sub same_rows
{
    my ($what, $want, $got, @key) = @_;
    my $key = join ', ', @key;
    none($what, qq{
        SELECT * FROM (($want EXCEPT ALL $got) UNION ALL ($got EXCEPT ALL $want)) AS differing ORDER BY $key});
}
same_rows('score_bands, every cell',
    'SELECT case_id, better, band, low, high, total, good, bad, unknown, bad_rate, good_share, bad_share, cum_good,
        cum_bad, ks, lift
     FROM scoring_bands',
    'SELECT a.case_id, a.better, b.band::text, b.low::text, b.high::text, b.total::text, b.good::text, b.bad::text,
        b.unknown::text, b.bad_rate::text, b.good_share::text, b.bad_share::text, b.cum_good::text, b.cum_bad::text,
        b.ks::text, b.lift::text
     FROM asked AS a, LATERAL score_bands(s, a.bands::int, a.edges::int[], a.better) AS b', qw(case_id better band));
same_rows('score_cutoffs, every cell',
    'SELECT case_id, better, cutoff, approved, approval_rate, good, bad, unknown, bad_rate, bad_avoided,
        good_lost FROM scoring_cutoffs',
    'SELECT a.case_id, a.better, c.cutoff::text, c.approved::text, c.approval_rate::text, c.good::text, c.bad::text,
        c.unknown::text, c.bad_rate::text, c.bad_avoided::text, c.good_lost::text
     FROM asked AS a, LATERAL score_cutoffs(s, a.better) AS c', qw(case_id better cutoff));

$dbh->do(q{
    CREATE TABLE bin_weighted AS SELECT case_id,
        bool_or(weight IS NOT NULL) AS weighted FROM scoring_bins_rows GROUP BY 1;
    CREATE TABLE bin_book AS
    SELECT case_id, population,
           CASE WHEN weighted THEN bin_agg(name, bad::bool, weight::numeric) ELSE bin_agg(name, bad::bool) END AS b
    FROM   (SELECT *, CASE WHEN is_null = 'f' THEN coalesce(bin, '') END AS name FROM scoring_bins_rows) AS r
    JOIN   bin_weighted USING (case_id) GROUP BY case_id, population, weighted;
    CREATE TABLE bin_asked AS
    SELECT DISTINCT e.case_id, adjust, floor, iv_total, psi, a.b, base.b AS base
    FROM   scoring_bins_expected AS e
    JOIN   bin_book AS a ON a.case_id = e.case_id AND a.population = 'actual'
    LEFT   JOIN bin_book AS base ON base.case_id = e.case_id AND base.population = 'base'
});
same_rows('woe_table, every cell',
    q{SELECT case_id, CASE WHEN is_null = 'f' THEN coalesce(bin, '') END AS bin, total, good, bad, unknown, bad_rate,
        good_share, bad_share, woe, iv FROM scoring_bins_expected},
    'SELECT a.case_id, w.bin, w.total::text, w.good::text, w.bad::text, w.unknown::text, w.bad_rate::text,
        w.good_share::text, w.bad_share::text, w.woe::text, w.iv::text
     FROM bin_asked AS a, LATERAL woe_table(b, adjust::numeric) AS w', qw(case_id bin));
none('iv is that of the reference', q{
    SELECT case_id, iv_total, iv(b, adjust::numeric) FROM bin_asked WHERE iv(b,
        adjust::numeric)::text IS DISTINCT FROM iv_total});
none('psi of bins is that of the reference', q{
    SELECT case_id, psi, psi(b, base, floor::numeric) FROM bin_asked
    WHERE  psi(b, base, floor::numeric)::text IS DISTINCT FROM psi});

# Other libraries, within their tolerances.  Scores there mean "higher: event",
# so low is better here; a probability becomes a score of its rank, ties kept.
$dbh->do(q{
    CREATE TABLE model AS
    SELECT dataset_id, score_agg(rank::int, event = '1') AS s
    FROM   (SELECT dataset_id, event, dense_rank() OVER (PARTITION BY dataset_id ORDER BY score::float8) AS rank
            FROM model_scores) AS r
    GROUP  BY dataset_id
});
my %metric = (auc => q{auc(s, 'low')}, gini => q{gini(s, 'low')}, ks => q{ks(s, 'low')});
for my $metric (sort keys %metric) {
    some("%d figures of $metric of other libraries",
        qq{SELECT count(*) FROM model_expected JOIN model USING (dataset_id) WHERE metric = '$metric'});
    none("$metric is that of other libraries", qq{
        SELECT dataset_id, expected, $metric{$metric} FROM model_expected JOIN model USING (dataset_id)
        WHERE  metric = '$metric' AND CASE WHEN expected = 'undefined' THEN $metric{$metric} IS NOT NULL
               ELSE abs($metric{$metric} - expected::numeric) > greatest(tolerance::numeric, 0.000000005) END});
}
# Counts of bins: count_a are events (bad), count_b the others; of psi, count_b is the base.
$dbh->do(q{
    CREATE TABLE model_bin AS
    SELECT dataset_id, bin_agg(bin, bad, n::numeric) AS b, bin_agg(bin, NULL, n::numeric) FILTER (WHERE bad) AS actual,
           bin_agg(bin, NULL, n::numeric) FILTER (WHERE NOT bad) AS base
    FROM   (SELECT dataset_id, bin, true AS bad, count_a AS n FROM model_bins
            UNION ALL SELECT dataset_id, bin, false, count_b FROM model_bins) AS c
    GROUP  BY dataset_id
});
some('%d information values of other libraries',
    q{SELECT count(*) FROM model_expected JOIN model_bin USING (dataset_id) WHERE metric = 'iv'});
none('iv is that of other libraries', q{
    SELECT dataset_id, expected, iv(b) FROM model_expected JOIN model_bin USING (dataset_id)
    WHERE  metric = 'iv' AND abs(iv(b) - expected::numeric) > greatest(tolerance::numeric, 0.000000005)});
none('psi is that of other libraries', q{
    SELECT dataset_id, expected, psi(actual, base) FROM model_expected JOIN model_bin USING (dataset_id)
    WHERE  metric = 'psi' AND abs(psi(actual, base) - expected::numeric) > greatest(tolerance::numeric, 0.000000005)});
none('woe has the sign of credit practice: optbinning has it, toad the other', q{
    SELECT e.dataset_id, expected, woe FROM model_expected AS e JOIN model_bin USING (dataset_id),
        LATERAL woe_table(b) AS w
    WHERE  metric = 'woe_bin' AND params = 'bin=' || bin AND abs(woe - expected::numeric) > tolerance::numeric});

SKIP: {
    my $data = data_folder();
    skip 'there is no folder of public data', 6 unless $data;
    load($_, $data) for qw(score_credit_data card_taiwan);
    $dbh->do(q{
        CREATE VIEW public_score AS
        SELECT 'credit' AS source, "Seniority"::int AS score, "Status" = 'bad' AS bad, ctid FROM score_credit_data
        UNION ALL
        SELECT 'card', -pay_200509::int, default_next_month = '1', ctid FROM card_taiwan
    });
    # The rank sum: a good loan beats the bad ones below it, and half of those beside it.
    none('auc is the rank sum of plain SQL', q{
        WITH r AS (SELECT source, bad, rank() OVER w + (count(*) OVER (PARTITION BY source, score) - 1) / 2.0 AS rank
                   FROM public_score WINDOW w AS (PARTITION BY source ORDER BY score)),
        t AS (SELECT source, sum(rank) FILTER (WHERE NOT bad) AS ranks, count(*) FILTER (WHERE NOT bad) AS good,
                     count(*) FILTER (WHERE bad) AS bad FROM r GROUP BY source)
        SELECT source, auc(s), round((ranks - good * (good + 1) / 2.0) / (good * bad), 8)
        FROM   t JOIN (SELECT source, score_agg(score, bad) AS s FROM public_score GROUP BY source) AS a USING (source)
        WHERE  auc(s) <> round((ranks - good * (good + 1) / 2.0) / (good * bad), 8)});
    none('ks is the greatest lead of plain SQL', q{
        WITH c AS (SELECT source, score, count(*) FILTER (WHERE bad)::numeric AS bad,
            count(*) FILTER (WHERE NOT bad) AS good
                   FROM public_score GROUP BY 1, 2),
        l AS (SELECT source, sum(bad) OVER w / sum(bad) OVER (PARTITION BY source)
                             - sum(good) OVER w / sum(good) OVER (PARTITION BY source) AS lead
              FROM c WINDOW w AS (PARTITION BY source ORDER BY score))
        SELECT source, ks(s), max(lead)
        FROM   l JOIN (SELECT source, score_agg(score, bad) AS s FROM public_score GROUP BY source) AS a USING (source)
        GROUP  BY source, s HAVING abs(ks(s) - max(lead)) > 0.00000001});
    none('psi of two halves is that of plain SQL', q{
        WITH h AS (SELECT score / 5 AS band, count(*) FILTER (WHERE ("Time"::int) > 48)::float8 AS a,
                          count(*) FILTER (WHERE "Time"::int <= 48)::float8 AS b
                   FROM (SELECT "Seniority"::int AS score,
                       "Time" FROM score_credit_data WHERE "Seniority" IS NOT NULL) AS x
                   WHERE score BETWEEN 0 AND 24 GROUP BY 1),
        p AS (SELECT a / sum(a) OVER () AS a, b / sum(b) OVER () AS b FROM h),
        s AS (SELECT score_agg("Seniority"::int, NULL) FILTER (WHERE "Time"::int > 48) AS a,
                     score_agg("Seniority"::int, NULL) FILTER (WHERE "Time"::int <= 48) AS b
              FROM score_credit_data WHERE "Seniority"::int BETWEEN 0 AND 24)
        SELECT psi(s.a, s.b, edges => '{4,9,14,19}'), plain FROM s,
            (SELECT sum((a - b) * ln(a / b)) AS plain FROM p) AS q
        WHERE  abs(psi(s.a, s.b, edges => '{4,9,14,19}') - plain::numeric) > 0.00000001});
}
done_testing();
