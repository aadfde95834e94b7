# TAP of pg_regress: one test a file.  Without an argument the extension's own
# (make installcheck), else those of a module in test/<argument>, built apart.
use strict;
use warnings;

use FindBin;
use lib $FindBin::Bin;

use File::Path qw(make_path remove_tree);
use Test::More;

use Loanfin::Checkout qw(root build_root capture slurp linked_sources);

my ($part) = @ARGV;
my ($dir, $out, @more);
if (defined $part) {
    # below the tree: the server loads the module from there
    $dir = $out = "$ENV{LOANFIN_TREE}/$part";
    remove_tree($dir);
    make_path($dir);
    umask 022;
    @more = ('-f', root() . "/test/$part/Makefile", 'VPATH=' . root() . "/test/$part", 'ROOT=' . root());
} else {
    $dir = linked_sources('server');
    $out = build_root() . '/regress';
    remove_tree($out);
    @more = ("REGRESS_OUT=$out");
}
delete @ENV{qw(PGDATABASE MAKEFLAGS MAKELEVEL MFLAGS)};
my ($status, $text) = capture('make', '-s', '-C', $dir, @more, 'installcheck');
my $seen = 0;
for (split /^/, $text) {
    # "test x ... ok 12 ms", from PostgreSQL 16 on "ok 1 - x 12 ms"
    if (/^(?:test )?\s*(\S+)\s+\.\.\. (ok|FAILED)\b/) {
        ok($2 eq 'ok', $1);
    } elsif (/^(not )?ok \d+\s+[-+] (\S+)/) {
        ok(!$1, $2);
    } else {
        next;
    }
    $seen++;
}
if ($status) {
    diag($text) unless $seen;
    ok(0, 'pg_regress ends well') if !grep { !$_ } Test::More->builder->summary;
    diag(slurp("$out/regression.diffs")) if -s "$out/regression.diffs";
}
done_testing($seen || 1);
