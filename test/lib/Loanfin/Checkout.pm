# Loanfin::Checkout: where things are, and how the suites build them.
#
# Nothing is built in the source folders: a build happens in build/<name>, a
# folder of symbolic links to the sources, one for each set of flags.  (A VPATH
# build would use what a plain `make` left among the sources.)
package Loanfin::Checkout;
use strict;
use warnings;

use Cwd qw(abs_path);
use Exporter qw(import);
use Fcntl qw(LOCK_EX);
use File::Basename qw(dirname);
use File::Path qw(make_path);

our @EXPORT_OK = qw(root build_root relative_files project_files pg_config build locked capture run_or_die
    run_child slurp spew jobs tidy_environment version);

my $root = abs_path(dirname(__FILE__) . '/../../..');
my $started = $$;
sub root { return $root }

sub slurp
{
    open my $in, '<:raw', $_[0] or die "cannot read $_[0]: $!\n";
    local $/;
    return <$in> // '';
}

sub spew
{
    my ($path, $text) = @_;
    open my $out, '>:raw', $path or die "cannot write $path: $!\n";
    print $out $text;
    close $out or die "cannot write $path: $!\n";
}

# Waits for a process; returns its exit status as a shell has it.
sub _status { return waitpid($_[0], 0) && $? & 127 ? 128 + ($? & 127) : $? >> 8 }

# Runs a command; returns its exit status and what it printed on either stream.
sub capture
{
    my $pid = open my $out, '-|', qw(sh -c), 'exec "$@" 2>&1 </dev/null', 'sh', @_ or return (127, $!);
    local $/;
    my $text = <$out>;
    return (_status($pid), $text // '');
}

# Runs a command in the tidy environment, or dies with what it printed.
sub run_or_die
{
    local %ENV = tidy_environment();
    my ($status, $text) = capture(@_);
    die "@_ fails:\n$text" if $status;
}

# Runs a command on our own streams, which does not outlive this process; returns its exit status.
sub run_child
{
    my $pid = fork // die "cannot fork: $!\n";
    $pid or exec qw(setpriv --pdeathsig TERM --), @_ or exit 127;
    return _status($pid);
}

# The folder of everything built.
sub build_root
{
    make_path("$root/build");
    return "$root/build";
}

# As root in somebody's checkout: what was built becomes that user's.
END {
    my ($uid, $gid) = (stat $root)[4, 5];
    local $?;
    capture('chown', '-hR', "$uid:$gid", "$root/build") if $> == 0 && $uid && $$ == $started && -d "$root/build";
}

# What git tracks or would track; without git, what is not built; relative to the checkout, sorted.
sub project_files
{
    my ($status, $text) = capture(qw(git -c safe.directory=* -C), $root, qw(ls-files -co --exclude-standard));
    $text = (capture(qw(find -L), $root, qw(-type f -printf %P\n)))[1] if $status;
    my @files = grep { !m{^(?:build|\.git)/|\.(?:o|bc|so|dylib|tmp)$} } split /\n/, $text;
    return sort grep { -f "$root/$_" } @files;
}

# Those of some folders.
sub relative_files
{
    my $folders = join '|', map { quotemeta } @_;
    return grep { m{^(?:$folders)(?:/|$)} } project_files();
}

sub pg_config
{
    my ($status, $text) = capture($ENV{PG_CONFIG} || 'pg_config', "--$_[0]");
    die "pg_config --$_[0] fails: run `make setup` first, or set PG_CONFIG\n" if $status;
    return $text =~ s/\n\z//r;
}

# The version of this source, which the control file has.
sub version { return (slurp("$root/loanfin.control") =~ /^default_version\s*=\s*'([^']+)'/m)[0] }
sub jobs { return qx(nproc) =~ /^(\d+)$/ ? $1 : 2 }

# Calls a function while no other process of this checkout does so.
sub locked
{
    my ($code) = @_;
    open my $lock, '>>', build_root() . '/.lock' or die "cannot lock the build folder: $!\n";
    flock $lock, LOCK_EX or die "cannot lock the build folder: $!\n";
    return $code->();
}

# Makes everything in build/<name>, a folder with a link to every source; returns
# it, dies with the log.  Other flags than the last time start again.
sub build
{
    my ($name, @arguments) = @_;
    my $dir = build_root() . "/$name";
    my @make = ('make', '-s', '-C', $dir, '-j' . jobs(), @arguments);
    my $flags = join ' ', pg_config('version'), @arguments;
    make_path($dir);
    return locked(sub {
        run_or_die('find', $dir, qw(-xtype l -delete));
        for my $file (relative_files(qw(src sql expected Makefile loanfin.control test/lib/laws.sql))) {
            make_path(dirname("$dir/$file"));
            -l "$dir/$file" || symlink "$root/$file", "$dir/$file" or die "cannot link $dir/$file: $!\n";
        }
        run_or_die(@make, 'clean') if !-e "$dir/.flags" || slurp("$dir/.flags") ne $flags;
        spew("$dir/.flags", $flags);
        run_or_die(@make, 'all');
        return $dir;
    });
}

# The environment without what would steer make, the server or its clients.
sub tidy_environment
{
    my %tidy = %ENV;
    delete @tidy{grep { /^(?:PG(?!_CONFIG$)|LC_)/ } keys %tidy};
    delete @tidy{qw(MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES GNUMAKEFLAGS DATA COPT CFLAGS CPPFLAGS LDFLAGS CC TZ)};
    return (%tidy, LC_ALL => 'C.UTF-8');
}

1;
