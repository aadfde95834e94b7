#!/usr/bin/perl
# What pg_regress says of each of its files: those of the extension, and those of
# the module in test/conversions, which is built apart.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Path qw(make_path remove_tree);
use Test::More;

use Loanfin::Checkout qw(root build build_root capture slurp);

# Runs `make installcheck` in a folder, results in another.
sub installcheck
{
    my ($what, $dir, $out, @arguments) = @_;
    my ($status, $text) = capture('make', '-s', '-C', $dir, @arguments, 'installcheck');
    # "test x ... ok 12 ms", from PostgreSQL 16 on "ok 1 - x 12 ms"
    my @results = map { /^(?:test )?\s*(\S+)\s+\.\.\. (ok|FAILED)\b/ ? [$1, $2 eq 'ok']
        : /^(not )?ok \d+\s+[-+] (\S+)/ ? [$2, !$1] : () } split /^/, $text;
    ok($_->[1], "$what: $_->[0]") for @results;
    if ($status || !@results) {
        diag($text) if !@results;
        ok(0, "$what: pg_regress ends well") if !grep { !$_->[1] } @results;
        diag(slurp("$out/regression.diffs")) if -s "$out/regression.diffs";
    }
    return;
}

delete @ENV{qw(PGDATABASE MAKEFLAGS MAKELEVEL MFLAGS)};
my $out = build_root() . '/regress';
remove_tree($out);
installcheck('loanfin', build('server'), $out, "REGRESS_OUT=$out");

# below the server's tree, since the server loads the module from there
my $source = root() . '/test/conversions';
my $dir = "$ENV{LOANFIN_TREE}/conversions";
remove_tree($dir);
make_path($dir);
installcheck('conversions', $dir, $dir, '-f', "$source/Makefile", "VPATH=$source", 'ROOT=' . root());
done_testing();
