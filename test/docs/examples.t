#!/usr/bin/perl
# Every example of README.md and docs/*.md is executed: the ```sql blocks of a
# page in order, by psql, in a database of its own with the extension.  A block
# without a tag (or tagged text) that follows with nothing but empty lines in
# between is what psql prints; without one the block must just not fail.
# ```sql no-run is for what cannot run here, NO_RUN of them a page at most.
#   test/docs/examples.t [--update] [PAGE...]
# --update writes what psql printed into the pages.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Temp;
use Test::More;

use Loanfin::Checkout qw(root capture slurp spew relative_files);

use constant NO_RUN => 3;

my $update = @ARGV && $ARGV[0] eq '--update' && shift @ARGV;
my %only = map { $_ => 1 } @ARGV;
my $mark = '--- end of example';

# The fenced blocks of a page: tag, body, and the lines they begin and end at.
sub blocks
{
    my (@lines) = @_;
    my ($open, @found);
    for my $number (0 .. $#lines) {
        if (defined $open) {
            next unless $lines[$number] =~ /^\Q$open->{fence}\E\s*$/;
            $open->{end} = $number;
            $open->{body} = [@lines[$open->{begin} + 1 .. $number - 1]];
            push @found, $open;
            undef $open;
        } elsif ($lines[$number] =~ /^(`{3,})\s*(.*?)\s*$/) {
            $open = {fence => $1, tag => $2, begin => $number};
        }
    }
    return @found;
}

sub trimmed
{
    my @lines = map { s/\s+$//r } @_;
    shift @lines while @lines && $lines[0] eq '';
    pop @lines while @lines && $lines[-1] eq '';
    return join "\n", @lines;
}

# What psql prints for each of several scripts, run in one session.
sub outputs
{
    my ($database, @scripts) = @_;
    my $file = File::Temp->new(SUFFIX => '.sql');
    print $file map { ("$_\n;\n\\echo '$mark'\n") =~ s/;\s*\n;\n/;\n/r } @scripts;
    close $file;
    # unbuffered, so that errors stand where they happen
    my ($status, $text) = capture('sh', '-c',
                                  'exec stdbuf -o0 psql -X -q -P pager=off -v ON_ERROR_STOP=0 -d "$1" <"$2"', 'sh',
        $database, "$file");
    my @parts = map { [split /\n/] } split /^\Q$mark\E\n/m, $text;
    push @parts, ['psql stopped here'] while @parts < @scripts;
    return @parts;
}

sub psql { return (capture('psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $_[0], map { ('-c', $_) } @_[1 .. $#_]))[0]
          == 0 }

chdir root() or die root() . ": $!\n";
my $page_number = 0;
for my $page ((grep { -f root() . "/$_" } qw(README.md README.zh-CN.md)),
                grep { m{^docs/(?:zh/)?[^/]+\.md$} } relative_files('docs')) {
    next if %only && !$only{$page};
    my @lines = split /\n/, slurp(root() . "/$page");
    my @blocks = blocks(@lines);
    my @examples;
    my $passed_over = 0;
    for my $i (0 .. $#blocks) {
        my $block = $blocks[$i];
        next unless $block->{tag} =~ /^sql\b/;
        if ($block->{tag} =~ /\bno-run\b/) {
            $passed_over++;
            SKIP: { skip "$page line " . ($block->{begin} + 1) . ' is not to be run', 1 }
            next;
        }
        my $next = $blocks[$i + 1];
        my $adjacent = $next && $next->{tag} =~ /^(?:text)?$/
            && !grep { /\S/ } @lines[$block->{end} + 1 .. $next->{begin} - 1];
        push @examples, [$block, $adjacent ? $next : undef];
    }
    next unless @examples || $passed_over;
    cmp_ok($passed_over, '<=', NO_RUN, "$page: examples that are not to be run");
    next unless @examples;

    my $database = "docs_$$" . '_' . ++$page_number;
    if (!psql('postgres', "CREATE DATABASE $database TEMPLATE template0 ENCODING 'UTF8'")
        || !psql($database, 'CREATE EXTENSION loanfin')) {
        ok(0, "$page: a database with the extension");
        next;
    }
    my @printed = outputs($database, map { join "\n", @{$_->[0]{body}} } @examples);
    psql('postgres', "DROP DATABASE $database");
    for my $i (reverse 0 .. $#examples) {
        my $expected = $examples[$i][1] or next;
        next unless $update;
        splice @lines, $expected->{begin} + 1, $expected->{end} - $expected->{begin} - 1,
            split /\n/, trimmed(@{$printed[$i]});
        $expected->{body} = $printed[$i];
    }
    for my $i (0 .. $#examples) {
        my ($block, $expected) = @{$examples[$i]};
        my $name = "$page line " . ($block->{begin} + 1);
        if ($expected) {
            is(trimmed(@{$printed[$i]}), trimmed(@{$expected->{body}}), $name);
        } else {
            my @errors = grep { /^(?:psql:\S+ )?(?:ERROR|FATAL|PANIC):|^psql stopped|^invalid command/ }
                @{$printed[$i]};
            ok(!@errors, $name) or diag(join "\n", @{$printed[$i]});
        }
    }
    spew(root() . "/$page", join("\n", @lines) . "\n") if $update;
}
done_testing();
