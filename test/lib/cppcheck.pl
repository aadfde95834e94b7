# TAP: cppcheck finds nothing in the C sources.
use strict;
use warnings;

use FindBin;
use lib $FindBin::Bin;

use Test::More;

use Loanfin::House qw(root capture relative_files jobs);

my @files = grep { /\.c$/ } relative_files('src');
chdir root();
for my $file (@files) {
    # the server's headers are not followed: unknown macros are passed over
    my ($status, $text) = capture(
        'cppcheck', '--quiet', '--std=c11', '--language=c', '--error-exitcode=1', '--inline-suppr',
        '--enable=warning,performance,portability', '-Isrc', $file);
    is($status, 0, $file) or diag($text);
}
done_testing();
