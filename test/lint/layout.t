#!/usr/bin/perl
# Two facts of the layout, computed from the includes: core includes nothing of the server, and
# nothing of pg, and no two folders need each other.  The order of the folders
# that follows is printed.  Beside them the rules of one file: its own header
# first, postgres.h before that; and the files that a module has.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(root slurp relative_files);

# System headers the core may include.
my %system = map { $_ => 1 } qw(stdbool.h stddef.h stdint.h string.h limits.h float.h math.h);

my @files = map { s{^src/}{}r } grep { /\.[ch]$/ } relative_files('src');
my %is_ours = map { $_ => 1 } grep { /\.h$/ } @files;
my $fault_file = qr{^core/\w+/faults\.h$};
my %needs;

# [spelling, is_system, line] of every #include of a file.
sub includes
{
    my ($file) = @_;
    my ($line, @found) = (0);
    for (split /\n/, slurp(root() . "/$file")) {
        $line++;
        push @found, [$2, $1 eq '<', $line] if /^\s*#\s*include\s+([<"])([^>"]+)/;
    }
    return @found;
}

sub folder { return $_[0] =~ m{^(.+)/} ? $1 : '' }

# What is wrong with the includes of a file.
sub faults
{
    my ($path) = @_;
    my $own = $path =~ s/\.c$/.h/r;
    my $is_core = $path =~ m{^core/};
    my @includes = includes("src/$path");
    my @ours = grep { $is_ours{$$_[0]} } @includes;
    my @faults;
    for (@includes) {
        my ($header, $is_system, $line) = @$_;
        push @faults, "line $line: $header is not for the core"
            if $is_core && !($is_ours{$header} ? $header =~ m{^core/} : $is_system && $system{$header});
    }
    push @faults, 'its own header comes before other headers of ours'
        if $path =~ /\.c$/ && $is_ours{$own} && (!@ours || $ours[0][0] ne $own);
    push @faults, 'its own header comes first'
        if $is_core && $is_ours{$own} && $path =~ /\.c$/ && $includes[0][0] ne $own;
    push @faults, 'postgres.h comes first'
        if !$is_core && $path =~ /\.c$/ && folder($path) ne '' && $includes[0][0] ne 'postgres.h';
    # faults.h is a list and includes nothing: who reads it needs nothing of its folder
    push @faults, 'a list of faults includes nothing' if $path =~ /$fault_file/ && @includes;
    $needs{folder($path)}{folder($$_[0])}{$path} = 1
        for grep { folder($$_[0]) ne folder($path) && $$_[0] !~ /$fault_file/ } @ours;
    return @faults;
}

for my $path (@files) {
    my @faults = faults($path);
    ok(!@faults, "includes of src/$path") or diag(join "\n", @faults);
}

# Folders whose needs are all placed are placed next; what is left has a circle.
my %left = map { $_ => 1 } grep { $_ ne '' } map { folder($_) } @files;
my @order;
while (my @free = grep { my $f = $_; !grep { $left{$_} } keys %{$needs{$f}} } sort keys %left) {
    delete @left{@free};
    push @order, join ' ', @free;
}
is_deeply([sort keys %left], [], 'folders have no circle')
    or diag(map { my $f = $_; map { "$f needs $_: " . join(' ', sort keys %{$needs{$f}{$_}}) . "\n" }
        grep { $left{$_} } sort keys %{$needs{$f}} } sort keys %left);
note("order of the folders: $_") for @order;
unlike(folder($_), qr{/.*/}, "$_ lies in a module of core or pg") for grep { m{/} } @files;

# One word a module: what pg, SQL and the tests call a module is a folder of core or pg.
my %module = map { m{^(?:core|pg)/(\w+)/} ? ($1 => 1) : () } @files;
ok($module{$_}, "src/pg/$_: core has the same module") for
    grep { $_ ne 'common' && !-d root() . "/src/core/$_" } map { m{^pg/(\w+)/} ? $1 : () } @files;

my %listed = map { $$_[0] => 1 } includes('src/core/base/fault_list.h');
ok($listed{$_}, "core/base/fault_list.h includes $_") for grep { /$fault_file/ } @files;

# A module's SQL requires the modules whose SQL comes first; each is there.
my %fragment = map { m{^sql/extension/(\w+)\.sql$} ? ($1 => $_) : () } relative_files('sql/extension');
for my $name (sort keys %fragment) {
    my ($required) = slurp(root() . "/$fragment{$name}") =~ /^-- requires: (.+)$/m;
    is_deeply([grep { !$fragment{$_} } split ' ', $required // ''], [], "$fragment{$name} requires what is there");
}
my @inputs = map { m{^sql/(\w+)\.sql$} } relative_files('sql');
ok(-f root() . "/expected/$_.out", "sql/$_.sql has its expected output") for @inputs;
done_testing();
