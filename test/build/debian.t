#!/usr/bin/perl
# `make deb`: the Debian source package builds for the versions of PostgreSQL
# that have their headers here and passes installcheck on each; what it installs
# for the one at hand is all that a server needs to create the extension.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(root capture pg_config run_or_die version);
use Loanfin::TestServer;

for my $program (qw(dpkg-buildpackage dh pg_buildext)) {
    plan skip_all => "$program is not there" if !grep { -x "$_/$program" } split /:/, $ENV{PATH};
}
plan skip_all => 'postgresql-server-dev-all is not there' if !-d '/usr/share/postgresql-common/server'
    || (capture(qw(dpkg-query -W postgresql-server-dev-all)))[0];
plan skip_all => 'not all that its build needs is there: make setup-packages'
    if (capture('dpkg-checkbuilddeps', root() . '/debian/control.in'))[0];
plan skip_all => 'this is no git checkout' if (capture(qw(git -c safe.directory=* -C), root(), qw(rev-parse HEAD)))[0];
my ($major) = pg_config('bindir') =~ m{^/usr/lib/postgresql/(\d+)/bin$};
plan skip_all => 'the server is no Debian package' unless defined $major;

my $version = version();
my ($status, $text) = capture('make', '-s', '-C', root(), 'deb');
is($status, 0, 'make deb') or diag($text);
like($text, qr/All \d+ tests passed/, 'the build ran installcheck on a cluster of its own');
my ($package) = glob root() . "/build/deb/postgresql-$major-loanfin_${version}_*.deb";
ok(defined $package, "there is a package for PostgreSQL $major") or done_testing(), exit;

my $files = (capture('dpkg-deb', '-c', $package))[1];
like($files, qr{ \./\Q$_\E$}m, "it has $_")
    for map { s{^/}{}r } pg_config('pkglibdir') . '/loanfin.so', pg_config('sharedir') . '/extension/loanfin.control',
    pg_config('sharedir') . "/extension/loanfin--$version.sql", "/usr/share/doc/postgresql-$major-loanfin/README.md.gz";
my $depends = (capture('dpkg-deb', '-f', $package, 'Depends'))[1];
like($depends, qr/\bpostgresql-$major\b/, 'it depends on the server');

# Unpacked into a throw-away server in the place of the extension of this tree.
my $server = Loanfin::TestServer->new;
run_or_die('find', $server->tree, '-name', 'loanfin*', '-prune', '-exec', qw(rm -rf {} +));
run_or_die('dpkg-deb', '-x', $package, $server->tree);
$server->start;
local %ENV = $server->environment;
is((capture(qw(psql -XAtq -c), 'CREATE EXTENSION loanfin',
            '-c', q{SELECT payment(amortize(100000, 0.05, 36, '2024-01-15'))}))[1], "2997.09\n",
    'a server that has the package creates the extension');
done_testing();
