#!/usr/bin/perl
# What object files ask for and offer: the core leans on libc's string
# functions alone, what is not static carries its room's prefix, and what the
# library exports is what the SQL declares.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(build capture pg_config slurp relative_files version);

my $dir = eval { build('server') } or do {
    ok(0, 'the extension builds') or diag($@);
    done_testing();
    exit 1;
};

sub symbols
{
    my ($file, @options) = @_;
    my ($status, $text) = capture('nm', '-P', @options, $file);
    die "nm @options $file fails: $text" if $status;
    return map { (split)[0] } grep { /\S/ } split /\n/, $text;
}

my %prefix = (core => qr/^lf_/, pg => qr/^(?:lfpg_|loanfin_|pg_finfo_loanfin_)/);

my @objects = map { s/\.c$/.o/r } grep { m{^src/\w+/.*\.c$} } relative_files('src');
my %offered;
for my $object (@objects) {
    my ($room) = $object =~ m{^src/(\w+)};
    my @names = symbols("$dir/$object", '-g', '--defined-only');
    $offered{$room}{$_} = 1 for @names;
    is_deeply([grep { $_ !~ $prefix{$room} } @names], [], "prefixes in $object");
}

# Functions of libc that allocate nothing, and of mathematics; the fortified form
# of one is __x_chk.  Beside them what the compiler inserts: its own library, a
# check of the stack, the table of addresses.
my @libc = qw(memchr memcmp memcpy memmove memset strlen strcmp strncmp strchr sqrt exp erfc);
my (undef, $libgcc) = capture(split(' ', pg_config('cc')), '-print-libgcc-file-name');
chomp $libgcc;
my %outside = map { $_ => 1 } @libc, (map { "__${_}_chk" } @libc), qw(__stack_chk_fail _GLOBAL_OFFSET_TABLE_),
    symbols($libgcc, '-g', '--defined-only');
for my $object (grep { m{^src/core/} } @objects) {
    my @strange = grep { !$outside{$_} && !$offered{core}{$_} } symbols("$dir/$object", '-u');
    is_deeply(\@strange, [], "$object needs libc's string functions only");
}

# C functions that the SQL declares
my %declared;
my $sql = slurp("$dir/loanfin--" . version() . '.sql');
$declared{$1} = 1 while $sql =~ /'MODULE_PATHNAME'\s*,\s*'(\w+)'/g;
my @short = $sql =~ /'MODULE_PATHNAME'(?!\s*,)/g;
is(scalar @short, 0, 'the SQL names the C function of every declaration');
my @exported = grep { !/^(?:Pg_magic_func|_PG_init)$/ } symbols("$dir/loanfin.so", '-D', '--defined-only');
my %is_exported = map { $_ => 1 } @exported;
my @entries = grep { !/^pg_finfo_/ } @exported;
is_deeply([grep { !/^loanfin_/ } @entries], [], 'the library exports entry points only');
is_deeply([grep { !$declared{$_} } @entries], [], 'every exported function is declared in SQL');
is_deeply([grep { !$is_exported{$_} } sort keys %declared], [], 'every declared function is exported');
is_deeply([grep { !$is_exported{"pg_finfo_$_"} } @entries], [], 'every exported function has its call convention');
ok(@entries > 0, 'the library exports something');
done_testing();
