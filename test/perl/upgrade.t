#!/usr/bin/perl
# A database of version 0.1.0 that holds values of every type, in columns, under
# indexes of both kinds and in a materialized view of summaries, is updated:
# every value is as before, the indexes find it, and the catalog is that of a
# fresh install, object by object.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(root relative_files slurp version);
use Loanfin::TestDatabase qw(create);

my $old = create("upgrade_$$", pg_enable_utf8 => 0);
my $new = create("fresh_$$", pg_enable_utf8 => 0);
$old->do(q{CREATE EXTENSION loanfin VERSION '0.1.0'});
$new->do('CREATE EXTENSION loanfin');

# Values of every type, as the files of released bytes have them.
my @types;
for my $file (grep { m{^test/golden/0\.1\.0/\w+\.txt$} } relative_files('test/golden')) {
    my ($type) = $file =~ m{(\w+)\.txt$};
    my $n = 0;
    push @types, $type;
    $old->do("CREATE TABLE v_$type (n int, v $type)");
    for (split /\n/, slurp(root() . "/$file")) {
        my ($text, $sent) = split /\t/;
        $sent =~ s/0\{(\d+)\}/0 x $1/ge;
        my $literal = $old->quote($text eq '=' ? $sent : $text);
        eval { $old->do("INSERT INTO v_$type SELECT " . ++$n . ", $literal\::$type") } or diag("$type: $@");
    }
    cmp_ok($n, '>', 0, "$type: $n values of 0.1.0 are stored");
}
my @values = grep { !/_state$/ } @types;
for my $type (@values) {
    $old->do("CREATE INDEX ON v_$type USING btree (v)");
    $old->do("CREATE INDEX ON v_$type USING hash (v)");
}
$old->do('CREATE MATERIALIZED VIEW book AS SELECT 1 AS n, portfolio_agg(balance, dpd) AS p
          FROM (VALUES (100.00, 0), (50.00, 95)) AS x(balance, dpd)');
$old->do('CREATE VIEW ratio AS SELECT npl_ratio(p) FROM book');

sub printed
{
    return {map { my $type = $_;
                  ($type => $old->selectcol_arrayref("SELECT v::text FROM v_$type ORDER BY n")) } @values};
}

my $before = printed();
$old->do(sprintf q{ALTER EXTENSION loanfin UPDATE TO '%s'}, version());
is($old->selectrow_array(q{SELECT extversion FROM pg_extension WHERE extname = 'loanfin'}), version(),
    'the extension is updated');
is_deeply(printed(), $before, 'values print as before');
$old->do('SET enable_seqscan = off');
for my $type (@values) {
    my ($missed) = $old->selectrow_array("SELECT count(*) FROM v_$type AS a
        WHERE NOT EXISTS (SELECT FROM v_$type AS b WHERE b.v = a.v AND b.n = a.n)");
    is($missed, 0, "$type: the indexes find every value");
}
$old->do('REFRESH MATERIALIZED VIEW book');
is($old->selectrow_array('SELECT npl_ratio FROM ratio'), '0.33333333', 'a view of summaries answers');

# The facts of the catalog, a line an object.
sub facts
{
    my ($database) = @_;
    open my $psql, '-|', 'psql', '-X', '-q', '-d', $database, '-f', root() . '/test/perl/catalog_facts.sql'
        or die "cannot run psql: $!\n";
    my @lines = sort <$psql>;
    close $psql or die "psql failed\n";
    return grep { !/\b(?:v_\w+|book|ratio)\b/ } @lines;
}

my %fresh = map { $_ => 1 } my @fresh = facts("fresh_$$");
my %updated = map { $_ => 1 } my @updated = facts("upgrade_$$");
cmp_ok(scalar @fresh, '>', 700, 'the catalog has its objects');
is(join('', grep { !$updated{$_} } @fresh), '', 'no object of a fresh install is missing after the update');
is(join('', grep { !$fresh{$_} } @updated), '', 'no object is there after the update that a fresh install has not');
done_testing();
