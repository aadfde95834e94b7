#!/usr/bin/perl
# Who may know whom: includes go down the ladder, the core knows no server, and
# a file includes its own header first.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::House qw(root);
use Loanfin::Lint qw(c_files table module_of includes);

my (%core, %helper, %allowed, %system);
for (table('ladder')) {
    my ($kind, @words) = @$_;
    if ($kind eq 'core') { $core{$words[0]} = $words[1] }
    elsif ($kind eq 'helper') { $helper{$words[0]} = 1 }
    elsif ($kind eq 'allow') { $allowed{"$words[0] $words[1]"} = 0 }
    elsif ($kind eq 'system') { $system{$_} = 1 for @words }
    else { die "test/lint/ladder: unknown word $kind\n" }
}
my @headers = map { s{^src/}{}r } c_files('h', 'src');
my %stem = map { m{^type/(\w+)\.h$} ? ($1 => 1) : () } @headers;
# a state that is named after a type is of that type
my @types = grep { !/_(?:format|text|terms|io|ops|json)$/ && !(/^(\w+)_state$/ && $stem{$1}) } sort keys %stem;

# (floor, name within the room) of a path below src.
sub place
{
    my ($path) = @_;
    return (0, 'base') if $path =~ m{^core/base/};
    if ($path =~ m{^core/}) {
        my $module = module_of($path, keys %core);
        return defined $module ? ($core{$module}, $module) : (undef, undef);
    }
    return (6, 'pg') if $path =~ m{^pg/};
    if ($path =~ m{^type/}) {
        my ($stem) = $path =~ m{(\w+)\.\w$};
        return (6.5, 'helper') if $helper{$stem};
        return (7, module_of($path, @types) // $stem);
    }
    return (8, $path) if $path =~ m{^(?:func|agg)/};
    return (9, $path);
}

sub faults
{
    my ($path) = @_;
    my ($floor, $name) = place($path);
    return "no floor is known for it: add its module to test/lint/ladder" unless defined $floor;
    my ($own) = $path =~ /\.c$/ ? grep { $_ eq $path =~ s/\.c$/.h/r } @headers : ();
    my $server = $floor >= 6;
    my $knows_server = grep { my $header = $_; !$$header[1] && !grep { $_ eq $$header[0] } @headers } includes("src/$path");
    my ($project, $any, @faults) = (0, 0);
    for (includes("src/$path")) {
        my ($header, $is_system, $line) = @$_;
        my $is_ours = !$is_system && grep { $_ eq $header } @headers;
        push @faults, "line $line: postgres.h comes first"
            if $server && $knows_server && $path =~ /\.c$/ && !$any++ && $header ne 'postgres.h';
        if (!$is_ours) {
            push @faults, "line $line: $header is not for the core" if !$server && !($is_system && $system{$header});
            push @faults, "line $line: its own header comes first" if !$server && defined $own && !$project;
            next;
        }
        push @faults, "line $line: its own header comes before other headers of ours"
            if defined $own && !$project++ && $header ne $own;
        $project = 1;
        next if defined $own && $header eq $own;
        my ($their_floor, $their_name) = place($header);
        if (!defined $their_floor || $their_floor > $floor || $their_floor == $floor && $their_name ne $name) {
            if (exists $allowed{"$path $header"}) { $allowed{"$path $header"}++ }
            else { push @faults, "line $line: $header is not on a lower floor" }
        }
    }
    return @faults;
}

for my $path (map { s{^src/}{}r } c_files('ch', 'src')) {
    my @faults = faults($path);
    ok(!@faults, "includes of src/$path") or diag(join "\n", @faults);
}
is_deeply([grep { !$allowed{$_} } sort keys %allowed], [], 'every exception in test/lint/ladder is needed');
done_testing();
