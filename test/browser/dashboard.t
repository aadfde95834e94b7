#!/usr/bin/perl
# The dashboard in a headless browser: no message on the console, every chart
# with as many points as its query has rows for the chosen region and product,
# figures that follow the filters, both languages, nothing fetched, below 2 MB.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use JSON::PP;
use Test::More;

use Loanfin::Checkout qw(root capture slurp);

my $built = root() . '/build/dashboard';
my $browser = $ENV{CHROMIUM} // '/usr/bin/chromium';
plan skip_all => "no $browser: make setup-dashboard" unless -x $browser;
plan skip_all => 'no packages of npm: make setup-dashboard' unless -d "$built/node_modules/puppeteer-core";

# Values drawn for a row of each query; a NULL is not drawn.
my %drawn = (
    npl => ['npl', 'overdue'], ageing => ['share'], vintage => ['rate'], roll_rates => ['rate'],
    cash_flow => ['principal', 'interest'], commission => ['payable', 'deferred'],
    laws => ['npl', 'special_mention', 'required_provision'],
);
my @choices = (
    {language => 'en', region => '', product => ''},
    {language => 'zh', region => '', product => ''},
    {language => 'en', region => 'East', product => ''},
    {language => 'en', region => 'East', product => 'used'},
    {language => 'zh', region => '', product => 'new'},
);

# How many values a query has for a choice, asked of the database itself.
sub expected {
    my ($chart, $choice) = @_;
    my $sql = slurp(root() . "/demo/dashboard/$chart.sql") =~ s/;\s*\z//r;
    my $count = join ' + ', map { "count($_)" } @{$drawn{$chart}};
    my $of = $chart eq 'commission' ? ($choice->{region} ? "region = '$choice->{region}'" : 'true')
        : join ' AND ', map { "$_ IS NOT DISTINCT FROM nullif('$choice->{$_}', '')" } qw(region product);
    local $ENV{PGOPTIONS} = '-c search_path=sample,public';
    my ($status, $text) = capture('psql', '-XAtq', '-d', 'loanfin_dashboard',
        '-c', "SELECT $count FROM ($sql) AS q WHERE $of");
    return $status ? $text : 0 + $text;
}

{
    local $ENV{DATA} = 'sample';
    my ($status, $text) = capture(root() . '/demo/dashboard/run');
    is($status, 0, 'the page is made') or BAIL_OUT($text);
}
cmp_ok(-s "$built/index.html", '<', 2_000_000, 'the page is below 2 MB');

my ($status, $text) = capture('node', "$FindBin::Bin/look.mjs", "$built/index.html", $built,
    encode_json(\@choices));
is($status, 0, 'the page opens') or BAIL_OUT($text);
my $answer = decode_json($text =~ s/.*^(?=\{)//msr);
is_deeply($answer->{said}, [], 'the console is silent and nothing is fetched');
for my $i (0 .. $#choices) {
    my ($choice, $seen) = ($choices[$i], $answer->{seen}[$i]);
    my $name = join ', ', map { $choice->{$_} || 'all' } qw(language region product);
    is($seen->{points}{$_}, expected($_, $choice), "$name: $_ has a point for each value of its query")
        for sort keys %drawn;
    ok($seen->{paths}{$_} > 1, "$name: $_ is drawn") for sort keys %drawn;
    is(scalar(grep { /\d/ } @{$seen->{figures}}), 5, "$name: five figures");
}
my @seen = @{$answer->{seen}};
is(scalar(grep { /\p{Han}/ } @{$seen[1]{titles}}), @{$seen[1]{titles}},
    'every title of the Chinese page has Chinese in it');
is(scalar(grep { /\p{Han}/ } @{$seen[0]{titles}}), 0, 'no title of the English page has');
isnt("@{$seen[$_]{figures}}", "@{$seen[0]{figures}}", 'a filter changes the figures') for 2, 3;
cmp_ok($answer->{lines}{rows}, '>', 1, 'a statement has lines');
is($answer->{lines}{rows}, $answer->{lines}{due}, 'all of them are shown');
note("drawn in $answer->{milliseconds} ms");
done_testing();
