# Loanfin::Oracle: numbers made by others, as tables beside the extension.
#
# A test connects to a database of its own, loads the files it needs as tables
# of text (an empty field is NULL) and asks for the cases that differ: one
# query over a whole file, one test a query.  The folder is that of the variable
# ORACLES, by default ../shared/oracles; without it the test is skipped.
package Loanfin::Oracle;

use strict;
use warnings;

use Exporter qw(import);
use Test::More;

use Loanfin::Checkout qw(root slurp);

our @EXPORT = qw(folder data_folder database load none some every);

# Differing cases that a failure shows.
use constant SHOWN => 12;

my ($admin, $name, $dbh);

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
    require DBI;
    my %option = (RaiseError => 1, PrintError => 0, PrintWarn => 0, pg_enable_utf8 => 1);
    $name = "oracle_$$";
    $admin = DBI->connect('dbi:Pg:', '', '', {%option});
    $admin->do("CREATE DATABASE $name TEMPLATE template0 ENCODING 'UTF8'");
    $dbh = DBI->connect("dbi:Pg:dbname=$name", '', '', {%option});
    $dbh->do('SET client_min_messages = warning');
    $dbh->do('CREATE EXTENSION loanfin');
    return $dbh;
}

# The text of <file>.csv or of <file>.csv.gz in a folder.
sub table_text
{
    my ($path) = @_;
    return slurp("$path.csv") if -f "$path.csv";
    require IO::Uncompress::Gunzip;
    my $text;
    IO::Uncompress::Gunzip::gunzip("$path.csv.gz" => \$text)
        or die "cannot read $path.csv.gz: $IO::Uncompress::Gunzip::GunzipError\n";
    return $text;
}

# The folder of the public loan data, DATA or the oracles' neighbour; undefined
# where there is none.
sub data_folder
{
    my $dir = $ENV{DATA} || folder() . '/../data';
    return -d $dir ? $dir : undef;
}

# Loads <file>.csv, perhaps compressed, as a table of text columns called <file>;
# from the oracles or another folder; returns its rows.
sub load
{
    my ($file, $folder) = @_;
    my $text = table_text(($folder // folder()) . "/$file");
    my ($header) = $text =~ /^([^\r\n]*)/;
    $dbh->do("CREATE TABLE $file (" . join(', ', map { qq("$_" text) } split /,/, $header) . ')');
    $dbh->do("COPY $file FROM STDIN (FORMAT csv, HEADER)");
    $dbh->pg_putcopydata($text);
    $dbh->pg_putcopyend;
    $dbh->do("ANALYZE $file");
    return $dbh->selectrow_array("SELECT count(*) FROM $file");
}

# The query returns no row: each row is a case that differs.
sub none
{
    my ($what, $query) = @_;
    my $sth = eval { my $s = $dbh->prepare($query); $s->execute; $s };
    if (!$sth) {
        fail($what);
        diag($@);
        return 0;
    }
    my $rows = $sth->fetchall_arrayref;
    my $passed = ok(!@$rows, $what);
    if (!$passed) {
        diag(scalar(@$rows) . ' differ: ' . join ' | ', @{$sth->{NAME}});
        diag(join ' | ', map { $_ // '-' } @$_) for @$rows[0 .. (@$rows < SHOWN ? $#$rows : SHOWN - 1)];
    }
    return $passed;
}

# The query counts what a test compared, which must not be nothing.
sub some
{
    my ($what, $query) = @_;
    my ($count) = $dbh->selectrow_array($query);
    return cmp_ok($count, '>', 0, sprintf $what, $count);
}

# The query counts the rows of a loaded file that a test compared: all of them.
sub every
{
    my ($file, $query) = @_;
    my ($rows) = $dbh->selectrow_array("SELECT count(*) FROM $file");
    return is(($dbh->selectrow_array($query))[0], $rows, "all $rows rows of $file were compared");
}

END {
    my $status = $?;
    $dbh->disconnect if $dbh;
    $admin->do("DROP DATABASE IF EXISTS $name") if $admin;
    $? = $status;
}

1;
