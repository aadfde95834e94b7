# TAP: builds test/unit/test_*.c with a compiler; the runner runs the programs.
use strict;
use warnings;

use FindBin;
use lib $FindBin::Bin;

use Test::More tests => 1;

use Loanfin::Checkout qw(root build_root capture jobs locked tidy_environment);

my ($cc) = @ARGV;
my $out = build_root() . "/unit-$cc";
%ENV = tidy_environment();
my @command = ('make', '-s', '-k', '-C', root() . '/test/unit', '-j' . jobs(), "CC=$cc", "OUT=$out");
my ($status, $text) = locked(sub { capture(@command) });
is($status, 0, "unit tests build with $cc and sanitizers") or diag($text);
