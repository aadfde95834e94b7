#!/usr/bin/perl
# Builds test/unit/test_*.c with sanitizers; the programs are tests themselves.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More tests => 2;

use Loanfin::Checkout qw(root build_root capture jobs locked tidy_environment);

%ENV = tidy_environment();
for my $cc (qw(gcc clang)) {
    my @make = ('make', '-s', '-k', '-C', root() . '/test/unit', '-j' . jobs());
    my ($status, $text) = locked(sub { capture(@make, "CC=$cc", 'OUT=' . build_root() . "/unit-$cc") });
    is($status, 0, "unit tests build with $cc and sanitizers") or diag($text);
}
