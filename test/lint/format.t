#!/usr/bin/perl
# The C sources are laid out as .clang-format says.  --apply does it.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(root capture relative_files);

# Layout differs between versions of clang-format; the sources follow this one.
use constant VERSION => 14;

# Tables read by a macro, an entry a paragraph, keep their own lines.
my @files = grep { !m{/faults\.h$} } grep { /\.[ch]$/ } relative_files(qw(src test));

chdir root();
my ($program) = grep { (capture($_, '--version'))[1] =~ /version (\d+)/ && $1 == VERSION }
    'clang-format-' . VERSION, 'clang-format';
if (!defined $program) {
    plan(skip_all => 'there is no clang-format ' . VERSION);
}
if (@ARGV && $ARGV[0] eq '--apply') {
    exec $program, '-i', @files;
}
for my $file (@files) {
    my ($status, $text) = capture($program, '--dry-run', '-Werror', '--ferror-limit=3', $file);
    is($status, 0, "$file is laid out") or diag($text);
}
done_testing();
