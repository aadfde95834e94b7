# Loanfin::TestDatabase: databases of a test's own, dropped when it ends, and
# queries in the first of them.
#
# The tag :oracle is for tests against numbers made by others: files of the folder
# ORACLES, by default ../shared/oracles, are loaded as tables of text (an empty field
# is NULL), and each query selects the cases that differ.  No folder, no test.
package Loanfin::TestDatabase;
use strict;
use warnings;

use DBI;
use Exporter qw(import);
use Test::More;
use Time::HiRes qw(time);
use Loanfin::Checkout qw(root capture);

# Milliseconds a statement gets, seconds in which it must end, cases that a failure shows.
use constant {TIMEOUT => 100, PATIENCE => 5, SHOWN => 12};

our %EXPORT_TAGS = (oracle => [qw(folder data_folder database load none some every)]);
our @EXPORT_OK = (qw(create settings plan_of answer run_all prefer_workers alike_by_workers alike_in_worker is_cancelled
    is_restored), @{$EXPORT_TAGS{oracle}});

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

sub run_all { $first->do($_) for split /;\n/, $_[0] } # statements; a semicolon at a line's end parts them
sub settings { my %set = @_; $first->do("SET $_ = $set{$_}") for keys %set } # values as SQL has them

# The plan of a query that was run, as lines.
sub plan_of { join "\n", @{$first->selectcol_arrayref("EXPLAIN (ANALYZE, COSTS off, TIMING off) $_[0]")} }

# All rows of a query as one line: values separated by |, rows by a blank.
sub answer
{
    my ($query, $dbh) = @_;
    return join ' ', map { join '|', map { $_ // 'NULL' } @$_ } @{($dbh // $first)->selectall_arrayref($query)};
}

# Makes the planner use workers wherever it can.
sub prefer_workers { settings(jit => 'off', map { $_ => 0 } qw(parallel_setup_cost parallel_tuple_cost
    min_parallel_table_scan_size)) }

# Tests that queries by name are answered in two steps by 2 and by 4 workers, with
# the bytes of the serial answers; $made is added to the name.
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
    is(eval { $first->selectall_arrayref($query); 1 } ? '00000' : $first->state, '57014', "$what can be cancelled");
    cmp_ok(time - $start, '<', PATIENCE, "$what end promptly");
    settings(statement_timeout => 0);
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
    create("oracle_$$", pg_enable_utf8 => 1)->do('CREATE EXTENSION loanfin');
    return $first;
}

# The folder of the public loan data, DATA or the oracles' neighbour, if there is one.
sub data_folder { return (grep { -d } $ENV{DATA} || folder() . '/../data')[0] }

# Loads <file>.csv or .csv.gz of a folder as a table of text columns; returns its rows.
sub load
{
    my $file = shift;
    my $path = (shift // folder()) . "/$file.csv";
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

# Tests that a query has no row: each row is a case that differs.
sub none
{
    my ($what, $query) = @_;
    my $rows = eval { $first->selectall_arrayref($query, {Slice => {}}) };
    return ok($rows && !@$rows, $what)
        || diag($rows ? (scalar @$rows, ' differ: ', explain splice @$rows, 0, SHOWN) : $@);
}

# Tests that a query, which counts what was compared, gives more than 0.
sub some
{
    my ($what, $query) = @_;
    my ($count) = $first->selectrow_array($query);
    return cmp_ok($count, '>', 0, sprintf $what, $count);
}

# Tests that a query, which counts the compared rows of a loaded file, counts all.
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
