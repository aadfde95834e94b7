#!/usr/bin/perl
# Scripts can be read by their interpreters, and run where they are meant to.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(root slurp capture project_files);

chdir root();
for my $file (project_files()) {
    my ($first) = slurp($file) =~ /\A(#!.*)/;
    $first //= '';
    ok(-x $file, "$file can be run") if $first && $file !~ m{[^/]\.\w+$};
    my @check = $first =~ m{bash|/sh\b} ? ('bash', '-n')
        : $first =~ /perl/ || $file =~ /\.p[lm]$/ ? ($^X, '-Itest/lib', '-wc') : next;
    my ($status, $text) = capture(@check, $file);
    is($status, 0, "$file is well formed") or diag($text);
}
done_testing();
