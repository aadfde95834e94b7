package Loanfin::TestDatabase;

# Databases of a test's own, gone when it ends, and the settings, plans and
# answers of the session that is asked.  The first database made is the one
# that the functions below speak to.
use strict;
use warnings;

use DBI;
use Exporter qw(import);
use Test::More;
use Time::HiRes qw(time);

# Milliseconds a statement is given, and seconds in which it must be gone.
use constant {TIMEOUT => 100, PATIENCE => 5};

our @EXPORT_OK = qw(create settings plan_of answer run_all alike_in_worker is_cancelled is_restored);

my ($admin, $first, %handle);

# A new database, and a handle to it; encoding => another one than UTF8.
sub create
{
    my ($name, %more) = @_;
    my $encoding = delete $more{encoding} // 'UTF8';
    my %option = (RaiseError => 1, PrintError => 0, PrintWarn => 0, %more);
    $admin //= DBI->connect('dbi:Pg:', '', '', {%option});
    my $locale = $encoding eq 'UTF8' ? '' : " LOCALE 'C'";
    $admin->do("CREATE DATABASE $name TEMPLATE template0 ENCODING '$encoding'$locale");
    my $dbh = $handle{$name} = DBI->connect("dbi:Pg:dbname=$name", '', '', {%option});
    $first //= $dbh;
    $dbh->do('SET client_min_messages = warning');
    return $dbh;
}

# Runs statements that are parted by a semicolon at the end of a line.
sub run_all
{
    my ($statements) = @_;
    $first->do($_) for split /;\n/, $statements;
    return;
}

# settings(NAME => VALUE, ...), values as SQL has them.
sub settings
{
    my (@pairs) = @_;
    while (my ($name, $value) = splice @pairs, 0, 2) {
        $first->do("SET $name = $value");
    }
    return;
}

# The plan of a query that was run, as lines.
sub plan_of
{
    my ($query) = @_;
    return join "\n", map { $_->[0] } @{$first->selectall_arrayref("EXPLAIN (ANALYZE, COSTS off, TIMING off) $query")};
}

# All rows of a query as one line: values apart by |, rows by a blank.
sub answer
{
    my ($query, $dbh) = @_;
    return join ' ', map { join '|', map { $_ // 'NULL' } @$_ } @{($dbh // $first)->selectall_arrayref($query)};
}

# Tests that a query answers alike in a worker, forced, and without.
sub alike_in_worker
{
    my ($query, $what) = @_;
    my ($force) = $first->selectrow_array("SELECT name FROM pg_settings
                                           WHERE name IN ('force_parallel_mode', 'debug_parallel_query')");
    settings(max_parallel_workers_per_gather => 2, $force => 'on');
    my $plan = plan_of($query);
    my $parallel = answer($query);
    settings($force => 'off', max_parallel_workers_per_gather => 0);
    return is($plan =~ /Gather/ ? $parallel : 'not parallel', answer($query), "$what answers alike in a worker");
}

# Tests that a query that would take minutes is cancelled in time.
sub is_cancelled
{
    my ($query, $what) = @_;
    settings(statement_timeout => TIMEOUT);
    my $start = time;
    my $state = eval { $first->selectall_arrayref($query); 1 } ? '00000' : $first->state;
    my $seconds = time - $start;
    settings(statement_timeout => 0);
    is($state, '57014', "$what can be cancelled");
    return cmp_ok($seconds, '<', PATIENCE, "$what end promptly");
}

# Tests that a database is dumped into a folder and restored into another.
sub is_restored
{
    my ($source, $target, $dir, $what) = @_;
    return is(system("pg_dump -d $source -Fc -f $dir/dump >$dir/log 2>&1 && pg_restore -d $target $dir/dump " .
                     ">>$dir/log 2>&1"), 0,
        "a database of $what is dumped and restored")
        || diag(do { local (@ARGV, $/) = "$dir/log"; <> });
}

END {
    local $?;
    for my $name (keys %handle) {
        $handle{$name}->disconnect;
        $admin->do("DROP DATABASE $name");
    }
}

1;
