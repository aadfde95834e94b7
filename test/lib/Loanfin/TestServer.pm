# Loanfin::TestServer: throw-away PostgreSQL servers with this loanfin in them.
#
# Nothing is installed on the machine.  A server program looks for its library
# and share folders relative to itself, so a tree is laid out in a temporary
# folder: the program copied, the rest linked, and loanfin installed there by
# `make install DESTDIR=...`.  Several trees, and checkouts, can run at once.
#
#   my $tree = Loanfin::ServerTree->new;
#   my $server = Loanfin::TestServer->new(tree => $tree)->start;
#   $server->psql('SELECT 1');
#
# Servers listen on a socket in their own folder only.  All is gone when the
# process ends; the server itself goes even if that process is killed.
package Loanfin::ServerTree;

use strict;
use warnings;

use File::Basename qw(basename dirname);
use File::Copy qw(copy);
use File::Path qw(make_path remove_tree);
use File::Temp ();

use Loanfin::Checkout qw(build capture locked pg_config tidy_environment);

# Programs that find the rest of the tree by their own place; the rest is linked.
my %copied = map { $_ => 1 } qw(postgres initdb pg_ctl);

my %trees;
my $started = $$;

# new(build => 'server', make => [arguments])
sub new
{
    my ($class, %option) = @_;
    my $name = $option{build} // 'server';
    my $self = bless {base => File::Temp::mkdtemp(($ENV{TMPDIR} || '/tmp') . '/loanfin.XXXXXX')}, $class;
    $trees{$self->{base}} = $self;
    if ($> == 0) {
        my ($uid, $gid) = (getpwnam 'postgres')[2, 3];
        die "there is no user postgres: run `make setup` first\n" unless defined $uid;
        chown $uid, $gid, $self->{base};
    }
    $self->{root} = "$self->{base}/tree";
    $self->_lay_out;
    $self->install(build($name, @{$option{make} // []}), @{$option{make} // []});
    return $self;
}

# A tree laid out by an outer process, as named in the environment.
sub outer
{
    my ($class) = @_;
    my $root = $ENV{LOANFIN_TREE} or return;
    return bless {root => $root, base => dirname($root), borrowed => 1}, $class;
}

sub bindir { return $_[0]{root} . pg_config('bindir') }
sub libdir { return $_[0]{root} . pg_config('pkglibdir') }
sub base { return $_[0]{base} }

sub _lay_out
{
    my ($self) = @_;
    my ($bin, $lib, $share) = map { pg_config($_) } qw(bindir pkglibdir sharedir);
    umask 022;
    for my $pair ([$bin, []], [$lib, ['bitcode']], [$share, ['extension']], ["$lib/bitcode", []],
                  ["$share/extension", []]) {
        my ($from, $apart) = @$pair;
        my %skip = map { $_ => 1 } @$apart;
        make_path("$self->{root}$from");
        opendir my $entries, $from or next;
        for my $entry (grep { !/^\.\.?$/ && !/^loanfin\b/ && !$skip{$_} } readdir $entries) {
            my $to = "$self->{root}$from/$entry";
            if ($from eq $bin && $copied{$entry}) {
                copy("$from/$entry", $to) && chmod 0755, $to or die "cannot copy $entry: $!\n";
            } else {
                symlink "$from/$entry", $to or die "cannot link $to: $!\n";
            }
        }
    }
    die "$bin has no postgres: run `make setup` first\n" unless -x "$self->{root}$bin/postgres";
    return;
}

# Installs what was built in a folder.
sub install
{
    my ($self, $dir, @arguments) = @_;
    local %ENV = tidy_environment();
    my @command = ('make', '-s', '-C', $dir, 'install', "DESTDIR=$self->{root}", @arguments);
    my ($status, $text) = locked(sub { capture(@command) });
    die "installing fails:\n$text" if $status;
    return;
}

END {
    if ($$ == $started) {
        my $status = $?;
        Loanfin::TestServer::remove_all();
        remove_tree($_->{base}) for values %trees;
        $? = $status;
    }
}

package Loanfin::TestServer;

use strict;
use warnings;

use Cwd ();
use POSIX ();
use Time::HiRes qw(sleep time);

use Loanfin::Checkout qw(capture kill_children slurp spew tidy_environment);

# Seconds a server may take to start or to stop.
use constant PATIENCE => 120;

my $count = 0;
my (@running, @folders);

# A signal ends the process as `exit` would, with its clean-up.
$SIG{$_} = sub { kill_children(); exit 130 } for qw(INT TERM HUP);
$SIG{PIPE} = sub { kill_children(); exit 141 };

# new(tree => $tree, conf => {name => value}, program => [command in front])
sub new
{
    my ($class, %option) = @_;
    my $tree = $option{tree} // Loanfin::ServerTree->outer // Loanfin::ServerTree->new;
    my $dir = sprintf '%s/%d.%d', $tree->base, $$, ++$count;
    my $self = bless {tree => $tree, dir => $dir, data => "$dir/data", prefix => $option{program} // []}, $class;
    mkdir $dir or die "cannot make $dir: $!\n";
    push @folders, $dir;
    chown +(getpwnam 'postgres')[2, 3], $dir if $> == 0;
    if ($option{from}) {
        $self->_run_or_die($tree->bindir . '/pg_basebackup', '-D', $self->{data}, '-R', '-X', 'stream', '-c', 'fast',
            '-h', $option{from}{dir}, '-p', 5432, '-U', 'postgres');
    } else {
        $self->_run_or_die($tree->bindir . '/initdb', '-D', $self->{data}, '-U', 'postgres', '-A', 'trust', '-N',
            '--locale=C', '--encoding=UTF8');
    }
    $self->configure(
        listen_addresses => '', unix_socket_directories => $dir, port => 5432, fsync => 'off', max_connections => 50,
        timezone => 'UTC', log_timezone => 'UTC', lc_messages => 'C', log_checkpoints => 'off', wal_level => 'logical',
        dynamic_shared_memory_type => _shared_memory(), %{$option{conf} // {}});
    return $self;
}

# A small /dev/shm, as in containers, is no place for parallel hash joins; and
# it must be everybody's.
sub _shared_memory
{
    my ($status, $text) = capture('df', '-kP', '/dev/shm');
    my $shared = ((stat '/dev/shm')[2] // 0) & 0002;
    return !$status && $shared && $text =~ /\n\S+\s+(\d+)/ && $1 >= 1_000_000 ? 'posix' : 'mmap';
}

# standby(): a physical replica of this server, not yet started.
sub standby
{
    my ($self, %option) = @_;
    return ref($self)->new(tree => $self->{tree}, from => $self, %option);
}

sub configure
{
    my ($self, %setting) = @_;
    my $file = "$self->{data}/postgresql.conf";
    spew($file, slurp($file) . join '', map { "$_ = '$setting{$_}'\n" } sort keys %setting);
    return $self;
}

# As the user that owns the cluster: nobody but root needs to change.
sub _as_owner
{
    my @command = @_;
    my @drop = $> == 0 ? qw(--reuid=postgres --regid=postgres --init-groups) : ();
    return ('setpriv', @drop, '--pdeathsig', 'QUIT', '--', @command);
}

sub _run_or_die
{
    my ($self, @command) = @_;
    local %ENV = tidy_environment();
    my $here = Cwd::getcwd();
    chdir $self->{dir};
    my ($status, $text) = capture(_as_owner(@command));
    chdir $here;
    die "$command[0] fails:\n$text" if $status;
    return;
}

sub start
{
    my ($self) = @_;
    my $pid = fork // die "cannot fork: $!\n";
    if (!$pid) {
        %ENV = tidy_environment();
        chdir $self->{dir};
        open STDIN, '<', '/dev/null';
        open STDOUT, '>>', "$self->{dir}/log";
        open STDERR, '>&', \*STDOUT;
        my @command = _as_owner(@{$self->{prefix}}, $self->{tree}->bindir . '/postgres', '-D', $self->{data});
        exec { $command[0] } @command or print "cannot run $command[0]: $!\n";
        require POSIX;
        POSIX::_exit(127);
    }
    $self->{pid} = $pid;
    push @running, $self;
    my $end = time + PATIENCE;
    until ($self->answers) {
        die "the server does not start:\n" . $self->log if !$self->alive || time > $end;
        sleep 0.05;
    }
    return $self;
}

sub alive
{
    my ($self) = @_;
    return defined $self->{pid} && waitpid($self->{pid}, POSIX::WNOHANG()) == 0;
}

sub answers
{
    my ($self) = @_;
    my ($status) = capture($self->{tree}->bindir . '/pg_isready', '-q', '-h', $self->{dir}, '-p', 5432,
        '-U', 'postgres', '-d', 'postgres');
    return $status == 0;
}

# stop('fast' | 'smart' | 'immediate'): immediate is what a crash leaves.
sub stop
{
    my ($self, $mode) = @_;
    my %signal = (smart => 'TERM', fast => 'INT', immediate => 'QUIT');
    my $pid = delete $self->{pid} // return $self;
    my $end = time + PATIENCE;
    kill $signal{$mode // 'fast'}, $pid;
    until (waitpid($pid, POSIX::WNOHANG()) != 0) {
        kill 'KILL', $pid if time > $end;
        sleep 0.02;
    }
    @running = grep { $_ != $self } @running;
    return $self;
}

sub restart
{
    my ($self, $mode) = @_;
    return $self->stop($mode)->start;
}

sub remove_all
{
    $_->stop('immediate') for @running;
    File::Path::remove_tree(@folders);
    return;
}

sub dir { return $_[0]{dir} }
sub pid { return $_[0]{pid} }
sub log { return slurp("$_[0]{dir}/log") }

# Lines of the log that no test provokes: a crash, a failed assertion, a sanitizer.
sub alarms
{
    my ($self) = @_;
    return grep { /terminated by signal|PANIC:|TRAP:|Sanitizer|runtime error:/ } split /^/, $self->log;
}

# What clients need to reach this server.
sub environment
{
    my ($self, %more) = @_;
    my %tidy = tidy_environment();
    return (
        %tidy, PGHOST => $self->{dir}, PGPORT => 5432, PGUSER => 'postgres', PGDATABASE => 'postgres',
        LOANFIN_TREE => $self->{tree}{root}, PATH => $self->{tree}->bindir . ":$tidy{PATH}", %more);
}

sub conninfo
{
    my ($self, $database) = @_;
    return "host=$self->{dir} port=5432 user=postgres dbname=" . ($database // 'postgres');
}

# A DBI handle; errors die.
sub connect
{
    my ($self, $database, %option) = @_;
    require DBI;
    (my $dsn = 'dbi:Pg:' . $self->conninfo($database)) =~ tr/ /;/;
    return DBI->connect($dsn, '', '', {RaiseError => 1, PrintError => 0, pg_enable_utf8 => 1, %option});
}

# Runs statements by psql in a database; returns the unaligned rows, or dies.
sub psql
{
    my ($self, $statements, $database, @arguments) = @_;
    local %ENV = $self->environment;
    my ($status, $text) = capture('psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', @arguments, '-d', $database // 'postgres',
        '-c', $statements);
    die $text if $status;
    chomp $text;
    return $text;
}

1;
