#!/usr/bin/perl
# `make dist`: what META.json promises is in the archive, and a server that was
# built from nothing but the archive has an extension that works and passes its
# installcheck.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Temp qw(tempdir);
use JSON::PP qw(decode_json);
use Test::More;

use Loanfin::Checkout qw(root capture jobs run_or_die slurp version);
use Loanfin::TestServer;

plan skip_all => 'this is no git checkout' if (capture(qw(git -c safe.directory=* -C), root(), qw(rev-parse HEAD)))[0];
plan skip_all => 'unzip is not there' if (capture(qw(unzip -v)))[0];

my $version = version();
my $dir = tempdir(CLEANUP => 1);
my ($status, $text) = capture('make', '-s', '-C', root(), 'dist');
is($status, 0, 'make dist') or diag($text);
run_or_die('unzip', '-q', root() . "/build/loanfin-$version.zip", '-d', $dir);
my $tree = "$dir/loanfin-$version";
ok(-d $tree, 'everything is in a folder of its name and version');

my $meta = decode_json(slurp("$tree/META.json"));
is($meta->{version}, $version, 'META.json has the version of the control file');
for my $name (sort keys %{$meta->{provides}}) {
    my $part = $meta->{provides}{$name};
    is($part->{version}, $version, "$name: the version");
    ok(-f "$tree/$part->{$_}", "$name: $part->{$_} is in the archive") for qw(file docfile);
}
ok(-f "$tree/$_", "$_ is in the archive") for qw(README.md LICENSE CHANGELOG.md Makefile loanfin.control);
is((capture('find', $tree, '-name', '*.o', '-o', '-name', '*.so'))[1], '', 'and nothing that was built');

($status, $text) = capture('make', '-s', '-j' . jobs(), '-C', $tree, 'with_llvm=no');
is($status, 0, 'it builds') or diag($text);
my $server = Loanfin::TestServer->new(built => $tree, make => ['with_llvm=no'])->start;
local %ENV = $server->environment;
is((capture(qw(psql -XAtq -c), 'CREATE EXTENSION loanfin',
            '-c', q{SELECT extversion FROM pg_extension WHERE extname = 'loanfin'},
            '-c', q{SELECT payment(amortize(100000, 0.05, 36, '2024-01-15'))}))[1], "$version\n2997.09\n",
    'the extension is created and computes');
my $inputs = 'REGRESS=money_schedule schedule chart';
($status, $text) = capture('make', '-s', '-C', $tree, 'with_llvm=no', 'installcheck', $inputs);
is($status, 0, 'its installcheck passes') or diag($text);
done_testing();
