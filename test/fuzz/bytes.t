#!/usr/bin/perl
# Forged bytes of every type against its decoder and its check alone, without
# a server (fuzz_bytes: money_schedule, fuzz_codecs: the other packed types,
# fuzz_structs: those stored as a struct of fixed size): FUZZ_RUNS forgeries
# each (default 10^6), half of them by testers that gcc built and half by those
# of clang, under sanitizers; FUZZ_SEED for others than the usual ones.
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
    for my $tester (qw(bytes codecs structs)) {
        ($status, $text) = capture("$out/fuzz_$tester", $share, $seed, root() . '/test/golden/0.1.0');
        is($status, 0, "$share forgeries of fuzz_$tester by $cc are refused, or accepted canonically") or diag($text);
        note($text);
    }
    $seed++;
}
done_testing();
