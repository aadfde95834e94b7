#!/usr/bin/perl
# sql/extension/build.awk: the order that fragments require, templates, what is
# new since a version, and what it refuses.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Test::More;

use Loanfin::Checkout qw(root capture spew);

# The status and the statements of the script that fragments (name => text) make.
sub script
{
    my ($options, %file) = @_;
    my $dir = tempdir(CLEANUP => 1);
    make_path("$dir/template");
    spew("$dir/$_.sql", $file{$_}) for keys %file;
    my @fragments = map { "$dir/$_.sql" } grep { !m{/} } sort keys %file;
    my ($status, $text) = capture('awk', @$options, '-f', root() . '/sql/extension/build.awk', @fragments);
    return ($status, join ' ', grep { !/^(?:\\echo.*)?$/ } split /\n/, $text);
}

my @since = ('-v', 'after=0.1.0');
my %value = ('template/value' => "-- default: SIZE=4\n\@TYPE\@\@SIZE\@;\n-- since: 0.2.0\n\@TYPE\@_new;\n");

is_deeply([script([], b => "b;\n", a => "a;\n")], [0, 'a; b;'], 'by name');
is_deeply([script([], b => "b;\n", a => "-- requires: c\na;\n", c => "-- requires: b\nc;\n")], [0, 'b; c; a;'],
    'by what they require');
my ($status, $text) = script([], a => "-- requires: b\na;\n", b => "-- requires: a\nb;\n");
ok($status, 'a circle is refused');
like($text, qr/require each other.* a b$/, 'and named');
($status, $text) = script([], a => "-- requires: z\na;\n");
ok($status, 'so is what is not there');
is_deeply([script([], a => "-- template: value TYPE=x\na;\n", %value)], [0, 'x4; x_new; a;'],
          'a template and its default');
is_deeply([script([], a => "-- template: value\n--   TYPE='x y' SIZE=\na;\n", %value)], [0, 'x y; x y_new; a;'],
    'values of two words and of none, on a second line');
($status, $text) = script([], a => "-- template: value SIZE=1\n", %value);
ok($status, 'a template without its value is refused');
like($text, qr/no value for \@TYPE\@/, 'and the value named');
is_deeply([script(\@since, a => "a;\n", b => "-- since: 0.2.0\nb;\n",
                  c => "-- since: 0.1.0\nc;\n-- since: 0.10.0\nd;\n")],
    [0, 'b; d;'], 'what is new since a version');
is_deeply([script(\@since, a => "a;\nCOMMENT ON TYPE a IS\n'x';\n")], [0, "COMMENT ON TYPE a IS 'x';"],
    'and the comments of what is not');
is_deeply([script(\@since, a => "-- template: value TYPE=x\n-- since: 0.2.0\n-- template: value TYPE=y\n", %value)],
    [0, 'x_new; y4; y_new;'], 'in templates too');
done_testing();
