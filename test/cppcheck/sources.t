#!/usr/bin/perl
# cppcheck finds nothing in the C sources.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(root capture relative_files pg_config);

my @files = grep { /\.c$/ } relative_files('src');
my ($major) = pg_config('version') =~ /(\d+)/;

# the server's headers are not followed: unknown macros are passed over, but for those that decide something
my @macros = ("-DPG_VERSION_NUM=${major}0000", '-DINT64_FORMAT="%ld"', '-D_Noreturn=__attribute__((noreturn))');
chdir root();
for my $file (@files) {
    my ($status, $text) = capture(
        'cppcheck', '--quiet', '--std=c11', '--language=c', '--error-exitcode=1', '--inline-suppr',
        '--enable=warning,performance,portability', '--suppress=normalCheckLevelMaxBranches', '-Isrc', @macros, $file);
    is($status, 0, $file) or diag($text);
}
done_testing();
