#!/usr/bin/perl
# Forged bytes of money_schedule against its decoder and its gate alone, without
# a server: FUZZ_RUNS forgeries (default 10^6), half of them by a tester that
# gcc built and half by one of clang, both under sanitizers; FUZZ_SEED for
# others than the usual ones.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(root build_root capture jobs tidy_environment);

my $runs = $ENV{FUZZ_RUNS} // 1_000_000;
my $seed = $ENV{FUZZ_SEED} // 1;
my $share = int($runs / 2) || 1;

for my $cc (qw(gcc clang)) {
    my $out = build_root() . "/unit-$cc";
    local %ENV = tidy_environment();
    my ($status, $text) = capture('make', '-s', '-C', root() . '/test/unit', '-j' . jobs(), 'fuzz', "CC=$cc",
                                  "OUT=$out");
    is($status, 0, "the tester of forged bytes builds with $cc") or diag($text);
    next if $status;
    ($status, $text) = capture("$out/fuzz_bytes", $share, $seed);
    is($status, 0, "$share forged bytes by $cc are refused, or accepted canonically") or diag($text);
    note($text);
    $seed++;
}
done_testing();
