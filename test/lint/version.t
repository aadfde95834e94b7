#!/usr/bin/perl
# One version everywhere: the control file's.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use JSON::PP qw(decode_json);
use Test::More;

use Loanfin::Checkout qw(root slurp relative_files version);

my $version = version();
like($version, qr/^\d+\.\d+\.\d+$/, 'the control file has a semantic version');

my $meta = decode_json(slurp(root() . '/META.json'));
is($meta->{version}, $version, 'META.json: version');
is($_->{version}, $version, 'META.json: version of what it provides') for values %{$meta->{provides}};
for my $provided (values %{$meta->{provides}}) {
    ok(-f root() . "/$provided->{$_}", "META.json: $_ exists") for qw(file docfile);
}

my ($top) = slurp(root() . '/CHANGELOG.md') =~ /^## \[?([^\]\s]+)/m;
is($top, $version, 'CHANGELOG.md: the newest entry');

# Where pages quote a version of loanfin, it is this one or a released one.
for my $file ('README.md', grep { /\.md$/ } relative_files('docs')) {
    next unless -f root() . "/$file";
    my @quoted = slurp(root() . "/$file") =~ /\bloanfin(?:--| version | )v?(\d+\.\d+\.\d+)/g;
    my @strange = grep { $_ ne $version && !-f root() . "/sql/upgrade/loanfin--$_.sql" } @quoted;
    is_deeply(\@strange, [], "$file: quoted versions are this one or released");
}

# Steps between released versions end at this one.
my @steps = map { m{^sql/upgrade/loanfin--.+--(.+)\.sql$} } relative_files('sql/upgrade');
ok(!@steps || grep({ $_ eq $version } @steps), 'sql/upgrade leads to this version');
done_testing();
