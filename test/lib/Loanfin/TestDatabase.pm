# Loanfin::TestDatabase: databases of a test's own, gone when it ends, and what is
# asked in the first of them: settings, plans, answers.
#
# The tag :oracle is for tests against numbers made by others.  Such a test loads
# files as tables of text (an empty field is NULL) and asks for the cases that
# differ, one test a query.  The folder is that of the variable ORACLES, by default
# ../shared/oracles; without it the test is skipped.
package Loanfin::TestDatabase;

use strict;
use warnings;

use DBI;
use Exporter qw(import);
use Test::More;
use Time::HiRes qw(time);

use Loanfin::Checkout qw(root capture);

# Milliseconds a statement is given, seconds in which it must be gone, differing
# cases that a failure shows.
use constant {TIMEOUT => 100, PATIENCE => 5, SHOWN => 12};

our %EXPORT_TAGS = (oracle => [qw(folder data_folder database load none some every)]);
our @EXPORT_OK = (qw(create settings plan_of answer run_all prefer_workers alike_by_workers alike_in_worker is_cancelled
    is_restored),
    @{$EXPORT_TAGS{oracle}});

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
sub run_all { $first->do($_) for split /;\n/, $_[0] }

# settings(NAME => VALUE, ...), values as SQL has them.
sub settings { my %set = @_; $first->do("SET $_ = $set{$_}") for keys %set }

# The plan of a query that was run, as lines.
sub plan_of { join "\n", @{$first->selectcol_arrayref("EXPLAIN (ANALYZE, COSTS off, TIMING off) $_[0]")} }

# All rows of a query as one line: values apart by |, rows by a blank.
sub answer
{
    my ($query, $dbh) = @_;
    return join ' ', map { join '|', map { $_ // 'NULL' } @$_ } @{($dbh // $first)->selectall_arrayref($query)};
}

# Has the planner take workers wherever it can.
sub prefer_workers
{
    return settings(jit => 'off', parallel_setup_cost => 0, parallel_tuple_cost => 0,
                    min_parallel_table_scan_size => 0);
}

# Tests that queries by name are answered in two steps, with the bytes of the serial
# answers, by 2 and by 4 workers; $made is what a query's name is followed by.
sub alike_by_workers
{
    my ($query, $serial, $made) = @_;
    for my $workers (2, 4) {
        for my $leader (qw(on off)) {
            settings(max_parallel_workers_per_gather => $workers, parallel_leader_participation => $leader);
            for my $what (sort keys %$query) {
                like(plan_of($query->{$what}),
                     qr/Finalize \w*Aggregate.*Gather.*Workers Launched: [1-9].*Partial \w*Aggregate/s,
                    "$what$made in two steps by $workers workers, leader $leader");
                is(answer($query->{$what}), $serial->{$what},
                   "$what: $workers workers, leader $leader, give the serial bytes");
            }
        }
    }
    return;
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
    my ($status, $text) = capture('sh', '-c', "pg_dump -d $source -Fc -f $dir/dump && pg_restore -d $target $dir/dump");
    return is($status, 0, "a database of $what is dumped and restored") || diag($text);
}

# The folder of the files; ends the test if it is not there.
sub folder
{
    my $dir = $ENV{ORACLES} || root() . '/../shared/oracles';
    plan skip_all => "there is no folder $dir (variable ORACLES)" unless -d $dir;
    return $dir;
}

# A handle to an empty database with loanfin; errors die.
sub database
{
    folder();
    my $dbh = create("oracle_$$", pg_enable_utf8 => 1);
    $dbh->do('CREATE EXTENSION loanfin');
    return $dbh;
}

# The folder of the public loan data, DATA or the oracles' neighbour, if there is one.
sub data_folder { return (grep { -d } $ENV{DATA} || folder() . '/../data')[0] }

# Loads <file>.csv, perhaps compressed, as a table of text columns called <file>;
# from the oracles or another folder; returns its rows.
sub load
{
    my ($file, $folder) = @_;
    my $path = ($folder // folder()) . "/$file.csv";
    my ($status, $text) = capture('gzip', '-dcf', -f $path ? $path : "$path.gz");
    die $text if $status;
    my ($header) = $text =~ /^([^\r\n]*)/;
    $first->do("CREATE TABLE $file (" . join(', ', map { qq("$_" text) } split /,/, $header) . ')');
    $first->do("COPY $file FROM STDIN (FORMAT csv, HEADER)");
    $first->pg_putcopydata($text);
    $first->pg_putcopyend;
    $first->do("ANALYZE $file");
    return $first->selectrow_array("SELECT count(*) FROM $file");
}

# The query returns no row: each row is a case that differs.
sub none
{
    my ($what, $query) = @_;
    my $rows = eval { $first->selectall_arrayref($query, {Slice => {}}) };
    return ok($rows && !@$rows, $what)
        || diag($rows ? (scalar @$rows, ' differ: ', explain splice @$rows, 0, SHOWN) : $@);
}

# The query counts what a test compared, which must not be nothing.
sub some
{
    my ($what, $query) = @_;
    my ($count) = $first->selectrow_array($query);
    return cmp_ok($count, '>', 0, sprintf $what, $count);
}

# The query counts the rows of a loaded file that a test compared: all of them.
sub every
{
    my ($file, $query) = @_;
    my ($rows) = $first->selectrow_array("SELECT count(*) FROM $file");
    return is(($first->selectrow_array($query))[0], $rows, "all $rows rows of $file were compared");
}

END {
    local $?;
    for my $name (keys %handle) {
        $handle{$name}->disconnect;
        $admin->do("DROP DATABASE $name");
    }
}

1;
