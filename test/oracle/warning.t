#!/usr/bin/perl
# early_warning() and warning_months() against histories computed by an
# independent program, every cell.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::TestDatabase qw(:oracle);

my $dbh = database();
load($_) for qw(warning warning_months);
$dbh->do(q{
    CREATE TABLE asked AS
    SELECT case_id, rules::warning_rules AS r, history::payment_history AS h FROM warning
});
every('warning', 'SELECT count(*) FROM asked');
none('early_warning, every cell', q{
    SELECT w.case_id, w.month, e.month, w.level, e.level, w.name, e.name, w.since, e.since, w.rule, e.rule
    FROM   warning AS w JOIN asked USING (case_id), LATERAL early_warning(h, r) AS e
    WHERE  (w.month, w.level, w.name, w.since, w.rule)
           IS DISTINCT FROM (e.month::text, e.level::text, e.name, e.since::text, e.rule)});
none('warning_months, every cell', q{
    WITH got AS (SELECT case_id, m.month::text, m.bound::text, m.level::text, m.name, m.rule
                 FROM asked, LATERAL warning_months(h, r) AS m),
    want AS (SELECT case_id, month, bound, level, name, rule FROM warning_months)
    (TABLE got EXCEPT ALL TABLE want) UNION ALL (TABLE want EXCEPT ALL TABLE got) ORDER BY 1, 2});
none('the last month of all is the warning', q{
    SELECT case_id FROM asked, LATERAL early_warning(h, r) AS e,
           LATERAL (SELECT * FROM warning_months(h, r) ORDER BY month DESC LIMIT 1) AS m
    WHERE  (e.month, e.level, e.name, e.rule) IS DISTINCT FROM (m.month, m.level, m.name, m.rule)});
none('the canonical text is the same rules', q{
    SELECT case_id FROM asked WHERE r::text::warning_rules <> r OR (r::jsonb)::warning_rules <> r});
done_testing();
