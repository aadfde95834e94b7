#!/usr/bin/perl
# gcc and clang compile everything without a warning: the extension with the
# server's flags and -Wextra, the core with stricter ones.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Basename qw(dirname);
use File::Path qw(make_path);
use Test::More;

use Loanfin::Checkout qw(root build build_root capture relative_files);

# PGXS has the flags of the compiler that built the server; clang does not know all of gcc's.
my %extension = (gcc => '-Werror',
                 clang => '-Werror -Wno-unknown-warning-option ' .
                     '-Wno-ignored-optimization-argument -Wno-ignored-attributes');
my @core = qw(-std=c11 -O2 -ffp-contract=off -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
    -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wpointer-arith -Wcast-qual -Wvla -Wundef
    -Wswitch-enum -Wdouble-promotion -Werror);

for my $cc (qw(gcc clang)) {
    my $fine = eval { build($cc, "CC=$cc", 'with_llvm=no', "COPT=$extension{$cc}"); 1 };
    ok($fine, "the extension compiles without a warning by $cc") or diag($@);
}
for my $cc (qw(gcc clang)) {
    for my $file (grep { /\.c$/ } relative_files('src/core')) {
        my $object = build_root() . "/core-$cc/$file.o";
        make_path(dirname($object));
        my ($status, $text) = capture($cc, @core, '-I' . root() . '/src', '-c', '-o', $object, root() . "/$file");
        is($status, 0, "$file alone compiles without a warning by $cc") or diag($text);
    }
}
done_testing();
