#!/usr/bin/perl
# How long files, functions and lines are; a limit that is passed fails, the median is printed.
use strict;
use warnings;

use Encode qw(decode_utf8);
use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(root slurp relative_files);

use constant {C_FILE => 600, C_FUNCTION => 80, SQL_FRAGMENT => 250, REGRESS_INPUT => 250, COLUMNS => 120};

sub lines { return split /\n/, slurp(root() . "/$_[0]") }

# [name, lines of the body] of every function; a body opens and closes in column 1.
sub functions
{
    my ($file) = @_;
    my ($name, $open, @found) = ('?');
    my $number = 0;
    for (lines($file)) {
        $number++;
        $name = $1 if /^(\w+)\(/ || /^[A-Za-z_][\w\s*]*?\b(\w+)\(.*[^;]$/;
        $open = $number if /^\{\s*$/;
        if (/^\}\s*$/ && defined $open) {
            push @found, [$name, $number - $open - 1];
            undef $open;
        }
    }
    return @found;
}

my @lengths;
for my $file (grep { /\.[ch]$/ } relative_files(qw(src test/unit test/fuzz test/conversions))) {
    my $count = lines($file);
    cmp_ok($count, '<=', C_FILE, "$file: lines");
    my @functions = functions($file);
    my @long = map { "$_->[0] has $_->[1] lines" } grep { $_->[1] > C_FUNCTION } @functions;
    is_deeply(\@long, [], "$file: no function over " . C_FUNCTION . ' lines');
    push @lengths, map { $_->[1] } @functions if $file =~ m{^src/};
}
for my $limit ([SQL_FRAGMENT, 'sql/extension'], [REGRESS_INPUT, 'sql']) {
    my ($most, $folder) = @$limit;
    for my $file (grep { m{^\Q$folder\E/\w+\.sql$} } relative_files($folder)) {
        my $count = lines($file);
        cmp_ok($count, '<=', $most, "$file: lines");
    }
}
for my $file (grep { m{\.(?:[ch]|sql|t|p[lm])$} && !m{^sql/upgrade/} } relative_files(qw(src sql test))) {
    my $number = 0;
    my @wide = map { $number++; length decode_utf8($_) > COLUMNS ? $number : () } lines($file);
    is("@wide", '', "$file: no line over " . COLUMNS . ' columns');
}
# Prose and examples of the pages; what psql prints, tables and pictures are as wide as they are.
for my $file (qw(README.md README.zh-CN.md), grep { m{^docs/(?:zh/)?[^/]+\.md$} } relative_files('docs')) {
    my ($number, $fence, @wide) = (0);
    for (lines($file)) {
        $number++;
        $fence = defined $fence ? undef : $1 if /^```(\w*)/;
        push @wide, $number
            if length decode_utf8($_) > COLUMNS && (defined $fence ? $fence eq 'sql' : !/^(?:\||    )/);
    }
    is("@wide", '', "$file: no line of prose or SQL over " . COLUMNS . ' columns');
}
@lengths = sort { $a <=> $b } @lengths;
note(sprintf 'median function length %d lines over %d functions', $lengths[@lengths / 2] // 0, scalar @lengths);
done_testing();
