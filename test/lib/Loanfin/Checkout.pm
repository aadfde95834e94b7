# Loanfin::Checkout: where things are, and how the suites build them.
#
# Nothing is built in the source folders: a build happens in build/<name>, a
# folder of symbolic links to the sources, so that differently compiled copies
# stand side by side and a plain `make` in the checkout is left alone.
package Loanfin::Checkout;

use strict;
use warnings;

use Cwd qw(abs_path);
use Exporter qw(import);
use Fcntl qw(LOCK_EX);
use File::Basename qw(dirname);
use File::Find qw(find);
use File::Path qw(make_path);

our @EXPORT_OK = qw(root build_root relative_files pg_config pg_major linked_sources build locked capture run_child
    kill_children slurp spew jobs make_variable tidy_environment give_build_to_owner version);

my $root = abs_path(dirname(__FILE__) . '/../../..');
my $started = $$;

sub root { return $root }

sub slurp
{
    my ($path) = @_;
    open my $in, '<:raw', $path or die "cannot read $path: $!\n";
    local $/;
    my $text = <$in>;
    return defined $text ? $text : '';
}

sub spew
{
    my ($path, $text) = @_;
    open my $out, '>:raw', $path or die "cannot write $path: $!\n";
    print $out $text;
    close $out or die "cannot write $path: $!\n";
    return;
}

# Children at work: perl waits for them when it exits, so a signal ends them first.
my %children;

sub kill_children
{
    kill 'TERM', keys %children;
    return;
}

sub _exec
{
    my @command = @_;
    exec { $command[0] } @command or print STDERR "cannot run $command[0]: $!\n";
    require POSIX;
    POSIX::_exit(127);
}

sub _status { return $_[0] & 127 ? 128 + ($_[0] & 127) : $_[0] >> 8 }

# Runs a command; returns its exit status and what it printed on either stream.
sub capture
{
    my @command = @_;
    my $pid = open my $out, '-|';
    die "cannot fork: $!\n" unless defined $pid;
    if (!$pid) {
        open STDERR, '>&', \*STDOUT;
        open STDIN, '<', '/dev/null';
        _exec(@command);
    }
    $children{$pid} = 1;
    local $/;
    my $text = <$out>;
    close $out;
    delete $children{$pid};
    return (_status($?), $text // '');
}

# Runs a command on our own streams; returns its exit status.
sub run_child
{
    my @command = @_;
    my $pid = fork // die "cannot fork: $!\n";
    _exec(@command) unless $pid;
    $children{$pid} = 1;
    waitpid $pid, 0;
    delete $children{$pid};
    return _status($?);
}

# The folder of everything built; writable also if another user built last.
sub build_root
{
    my $dir = "$root/build";
    if (-d $dir && !_all_writable($dir)) {
        my ($status, $text) = capture('sudo', 'chown', '-R', "$<:" . (split ' ', $()[0], $dir);
        die "$dir belongs to another user and cannot be taken over: $text\n" if $status;
    }
    make_path($dir);
    return $dir;
}

sub _all_writable
{
    my ($dir) = @_;
    return 1 if $> == 0;
    my $fine = 1;
    find({no_chdir => 1, wanted => sub { $fine &&= -l $_ || -o $_ }}, $dir);
    return $fine;
}

# As root in somebody's checkout: what was built becomes that user's.
sub give_build_to_owner
{
    my ($uid, $gid) = (stat $root)[4, 5];
    capture('chown', '-hR', "$uid:$gid", "$root/build") if $> == 0 && $uid != 0 && -d "$root/build";
    return;
}

END { give_build_to_owner() if $$ == $started }

# Files of the project below some folders, relative to the checkout, sorted.
sub relative_files
{
    my (@folders) = @_;
    my @files;
    for my $folder (grep { -e "$root/$_" } @folders) {
        find({no_chdir => 1, wanted => sub { push @files, $_ if -f $_ }}, "$root/$folder");
    }
    s/^\Q$root\E\/// for @files;
    return sort grep { !/\.(?:o|bc|so|dylib|tmp)$/ } @files;
}

my %config;

sub pg_config
{
    my ($what) = @_;
    my $program = $ENV{PG_CONFIG} || 'pg_config';
    return $config{$what} //= do {
        my ($status, $text) = capture($program, "--$what");
        die "$program --$what fails: run `make setup` first, or set PG_CONFIG\n" if $status;
        chomp $text;
        $text;
    };
}

sub pg_major
{
    my ($major) = pg_config('version') =~ /(\d+)/;
    return $major;
}

sub version
{
    my ($version) = slurp("$root/loanfin.control") =~ /^default_version\s*=\s*'([^']+)'/m;
    return $version // die "loanfin.control names no default_version\n";
}

sub jobs
{
    my ($status, $text) = capture('nproc');
    return $status || $text !~ /^(\d+)$/ ? 2 : $1;
}

# The value of a variable of the Makefile that is written as NAME = words.
sub make_variable
{
    my ($name) = @_;
    my $makefile = slurp("$root/Makefile");
    $makefile =~ s/\\\n/ /g;
    my ($value) = $makefile =~ /^\Q$name\E\s*[:+]?=\s*(.*)$/m;
    return split ' ', $value // '';
}

# build/<name>/ with a link to every source; links to what is gone are removed.
sub linked_sources
{
    my ($name, @files) = @_;
    my $dir = build_root() . "/$name";
    @files = (relative_files(qw(src sql expected)), qw(Makefile loanfin.control test/lib/laws.sql)) unless @files;
    for my $file (@files) {
        my $link = "$dir/$file";
        next if -l $link && readlink $link eq "$root/$file";
        make_path(dirname($link));
        unlink $link;
        symlink "$root/$file", $link or die "cannot link $link: $!\n";
    }
    find({no_chdir => 1, wanted => sub { unlink $_ if -l $_ && !-e $_ }}, $dir);
    return $dir;
}

# Calls a function while no other process of this checkout does so.
sub locked
{
    my ($code) = @_;
    open my $lock, '>>', build_root() . '/.lock' or die "cannot lock the build folder: $!\n";
    flock $lock, LOCK_EX or die "cannot lock the build folder: $!\n";
    return $code->();
}

# Makes everything in build/<name>; returns the folder, dies with the log.  Flags
# that differ from the last time's start anew.
sub build
{
    my @arguments = @_;
    return locked(sub { _build(@arguments) });
}

sub _build
{
    my ($name, @arguments) = @_;
    my $dir = linked_sources($name);
    my $flags = join ' ', pg_config('version'), grep { /=/ } @arguments;
    if (!-e "$dir/.flags" || slurp("$dir/.flags") ne $flags) {
        _make($dir, 'clean', @arguments);
        spew("$dir/.flags", $flags);
    }
    my ($status, $text) = _make($dir, 'all', @arguments);
    die "building build/$name fails:\n$text" if $status;
    return $dir;
}

sub _make
{
    my ($dir, @arguments) = @_;
    local %ENV = tidy_environment();
    return capture('make', '-s', '-C', $dir, '-j' . jobs(), @arguments);
}

# The environment without what would steer make, the server or its clients.
sub tidy_environment
{
    my %tidy = %ENV;
    delete @tidy{grep { /^PG(?!_CONFIG$)/ } keys %tidy};
    delete @tidy{qw(MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES GNUMAKEFLAGS DATA COPT CFLAGS CPPFLAGS LDFLAGS CC TZ)};
    delete @tidy{grep { /^LC_/ } keys %tidy};
    $tidy{LC_ALL} = 'C.UTF-8';
    return %tidy;
}

1;
