# Loanfin::TestServer: throw-away PostgreSQL servers with this loanfin in them.
#
# Nothing is installed on the machine.  A server program finds its folders relative
# to itself, so a tree is made in a temporary folder: three programs copied, the rest
# linked, and loanfin installed there by `make install DESTDIR=...`.
#
# A server listens on a socket in its own folder only, so that any number run at
# once; root runs it as the user postgres.  All is gone when the process ends, the
# server even if it is killed (PostgreSQL::Test::Cluster's would stay).
package Loanfin::TestServer;
use strict;
use warnings;

use File::Path qw(remove_tree);
use File::Temp ();
use POSIX ();
use Time::HiRes qw(sleep time);
use Loanfin::Checkout qw(build capture locked pg_config run_or_die slurp spew tidy_environment);

use constant PATIENCE => 120; # seconds a server may take to start

my ($started, @servers) = $$;
$SIG{$_} = sub { exit 130 } for qw(INT TERM HUP PIPE); # with the clean-up below

# new(build => a name for what is built, or built => its folder, make => [arguments], conf => {name => value})
sub new
{
    my ($class, %option) = @_;
    my @make = @{$option{make} // []};
    push @servers, my $self = bless {dir => File::Temp::mkdtemp(($ENV{TMPDIR} || '/tmp') . '/loanfin.XXXXXX')}, $class;
    die "there is no user postgres: run `make setup` first\n" if $> == 0 && !getpwnam 'postgres';
    chown +(getpwnam 'postgres')[2, 3], $self->{dir} if $> == 0;
    umask 022;
    run_or_die(qw(sh -ec), <<'SH', $self->tree, map { pg_config($_) } qw(bindir pkglibdir sharedir));
        mkdir "$0"
        cp -rs --parents "$@" "$0"
        for program in postgres initdb pg_ctl; do cp --remove-destination "$1/$program" "$0$1"; done
        find "$0" -name 'loanfin*' -prune -exec rm -rf {} +
SH
    my $built = $option{built} // build($option{build} // 'server', @make);
    locked(sub { run_or_die('make', '-s', '-C', $built, 'install', 'DESTDIR=' . $self->tree, @make) });
    run_or_die($self->_as_owner('initdb', '-D', "$self->{dir}/data",
        qw(-U postgres -A trust -N --locale=C --encoding=UTF8)));
    # shared memory in files: /dev/shm is too small for parallel plans in many a container
    my %conf = (
        listen_addresses => '', unix_socket_directories => $self->{dir}, port => 5432, fsync => 'off',
        max_connections => 50, timezone => 'UTC', log_timezone => 'UTC', lc_messages => 'C', log_checkpoints => 'off',
        wal_level => 'logical', dynamic_shared_memory_type => 'mmap', %{$option{conf} // {}});
    my $file = "$self->{dir}/data/postgresql.conf";
    spew($file, join '', slurp($file), map { "$_ = '$conf{$_}'\n" } sort keys %conf);
    return $self;
}

sub dir { return $_[0]{dir} }
sub tree { return "$_[0]{dir}/tree" }
sub bindir { return $_[0]->tree . pg_config('bindir') }
sub log { return slurp("$_[0]{dir}/log") }

# Lines of the log that no test provokes: a crash, a failed assertion, a sanitizer.
sub alarms { return grep { /terminated by signal|PANIC:|TRAP:|Sanitizer|runtime error:/ } split /^/, $_[0]->log }

# A program of the tree, run as the user that owns the cluster, in its folder.
sub _as_owner
{
    my ($self, $program, @arguments) = @_;
    my @drop = $> == 0 ? qw(--reuid=postgres --regid=postgres --init-groups) : ();
    return ('env', '-C', $self->{dir}, 'setpriv', @drop, qw(--pdeathsig QUIT --), $self->bindir . "/$program",
        @arguments);
}

sub start
{
    my ($self) = @_;
    local %ENV = tidy_environment();
    my $pid = $self->{pid} = fork // die "cannot fork: $!\n";
    $pid or exec qw(sh -c), 'log=$1; shift; exec "$@" >>"$log" 2>&1 </dev/null', 'sh', "$self->{dir}/log",
        $self->_as_owner('postgres', '-D', "$self->{dir}/data") or POSIX::_exit(127);
    my $end = time + PATIENCE;
    while ((capture($self->bindir . '/pg_isready', '-q', '-h', $self->{dir}, '-p', 5432))[0]) {
        die "the server does not start:\n" . $self->log if time > $end || waitpid($pid, POSIX::WNOHANG()) != 0;
        sleep 0.05;
    }
    return $self;
}

# What clients need to reach this server.
sub environment
{
    my ($self, %more) = @_;
    my %tidy = tidy_environment();
    return (%tidy, PGHOST => $self->{dir}, PGPORT => 5432, PGUSER => 'postgres', PGDATABASE => 'postgres',
        LOANFIN_TREE => $self->tree, PATH => $self->bindir . ":$tidy{PATH}", %more);
}

END {
    if ($$ == $started) {
        local $?;
        my @pids = map { $_->{pid} // () } @servers;
        kill 'QUIT', @pids;
        waitpid $_, 0 for @pids;
        remove_tree($_->{dir}) for @servers;
    }
}

1;
