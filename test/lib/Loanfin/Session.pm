package Loanfin::Session;

# Databases of a test's own, gone when it ends, and the settings, plans and
# answers of the session that is asked.  The first database made is the one
# that the functions below speak to.
use strict;
use warnings;

use DBI;
use Exporter qw(import);

our @EXPORT_OK = qw(create settings plan_of answer run_all);

my ($admin, $first, %handle);

# A new database, and a handle to it.
sub create
{
    my ($name, %more) = @_;
    my %option = (RaiseError => 1, PrintError => 0, PrintWarn => 0, %more);
    $admin //= DBI->connect('dbi:Pg:', '', '', {%option});
    $admin->do("CREATE DATABASE $name TEMPLATE template0 ENCODING 'UTF8'");
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

END {
    local $?;
    for my $name (keys %handle) {
        $handle{$name}->disconnect;
        $admin->do("DROP DATABASE $name");
    }
}

1;
