#!/usr/bin/perl
# docs/errors.md lists every refusal of src/core/*/faults.h: between two marks
# the page is made from the entries and the comments above them.
#   When: ...            in which cases it is raised
#   As: fact=text; ...   an example of the facts its words name
# --update writes the list into the page.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;
use Text::Wrap qw(wrap);

use Loanfin::Checkout qw(root slurp spew relative_files);

my $update = @ARGV && $ARGV[0] eq '--update';
my ($begin, $end) = ("<!-- list of refusals, made by make docs-update -->\n", "<!-- end of the list -->\n");
my @classes = (
    ['22023', 'arguments'], ['22003', 'results'], ['22008', 'dates'], ['22004', 'nulls'],
    ['22P02', 'text and JSON'], ['22P03', 'bytes'], ['54000', 'limits'], ['22000', 'no solution'],
    ['XX001', 'stored values'],
);
my $entry = qr{(?:/\*((?:(?!\*/).)*)\*/\n)?LF_FAULT\((\w+), "(\w+)",((?:\s*"(?:[^"\\]|\\.)*",?)+)\)}s;

# The words of an entry: message, DETAIL, HINT.
sub words
{
    my ($strings) = @_;
    my @words;
    for my $group (split /",\n/, $strings) {
        push @words, join '', map { s/\\(.)/$1/gr } $group =~ /"((?:[^"\\]|\\.)*)(?:"|$)/g;
    }
    return @words;
}

# Words with the facts of the example in the place of the braces.
sub filled
{
    my ($text, $fact) = @_;
    my %alias = (list => 'text2', sentence => 'text2');
    return $text =~ s/\{(?:\w+[ ])?(\w+)(?:\|([^}]*))?\}/
        my $value = $fact->{$1} \/\/ $fact->{$alias{$1} \/\/ ''} \/\/ $2 \/\/ '...';
        $1 eq 'sentence' ? ucfirst $value : $value/gerx;
}

sub paragraph { return split /\n/, wrap('  ', '  ', $_[0]) }

# One refusal as an item of a list.
sub item
{
    my ($f) = @_;
    my ($message, $detail, $hint) = map { filled($_, $f->{fact}) } @{$f->{words}};
    return "- `$message`", paragraph(ucfirst "$f->{when}."), paragraph("$detail $hint");
}

my %of;
my @modules;
for my $list (slurp(root() . '/src/core/base/fault_list.h') =~ /^#include "(.*)"/mg) {
    my $text = slurp(root() . "/src/$list");
    my ($about) = $text =~ /Refusals (?:of )?(.*?);/s;
    push @modules, $about =~ s/\s*\n \*\s*/ /gr =~ s/^that any module.*/any module/r;
    while ($text =~ /$entry/g) {
        my ($comment, $status, $class, $strings) = ($1 // '', $2, $3, $4);
        $comment =~ s/\s+/ /g;
        my ($when) = $comment =~ /When: (.*?)(?: As: |\s*$)/;
        my %fact = map { /^(\w+)=(.*)/ } split /; /, $comment =~ /As: (.*?)\s*$/ ? $1 : '';
        ok(defined $when, "$status has the cases in which it is raised") or next;
        my @words = words($strings);
        is(scalar @words, 3, "$status has a message, a DETAIL and a HINT");
        my @unknown = grep { !defined $fact{$_} } map { /^text2|list$/ ? 'text2' : s/.* //r }
            grep { !/\|/ } $words[0] =~ /\{([^}]*)\}/g;
        is_deeply(\@unknown, [], "$status gives an example of what its message names");
        push @{$of{$class}{$modules[-1]}}, {when => $when, fact => \%fact, words => \@words};
    }
}

$Text::Wrap::columns = 119;
$Text::Wrap::huge = 'overflow';
my @lines;
for (@classes) {
    my ($class, $about) = @$_;
    my $by_module = delete $of{$class} or next;
    push @lines, "## $class: $about", '';
    for my $module (grep { $by_module->{$_} } @modules) {
        push @lines, '**' . ucfirst($module) . '**', '' if keys %$by_module > 1;
        push @lines, (map { item($_) } @{$by_module->{$module}}), '';
    }
}
is_deeply([sort keys %of], [], 'every SQLSTATE has a section');

my $file = root() . '/docs/errors.md';
my $page = slurp($file);
my $list = "$begin\n" . join("\n", @lines) . "\n$end";
my $new = $page =~ s/\Q$begin\E.*\Q$end\E/$list/sr;
spew($file, $new) if $update && $new ne $page;
like($page, qr/\Q$begin\E.*\Q$end\E/s, 'the page has the marks');
ok($update || $new eq $page, 'docs/errors.md is as the entries say') or diag('make docs-update writes it');
done_testing();
