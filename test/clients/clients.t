#!/usr/bin/perl
# Clients in their own languages, each with its own driver, answer the same
# list: a cell of the matrix of clients and things to do is a test.  A program
# says "ok - CELL", "not ok - CELL" or "ok - CELL # SKIP reason"; one that does
# not say a cell of the list fails it.
#   - The questions, and the server's own answers, are tables: questions.sql.
#   - What a client needs to know is a block of docs/clients.md tagged with the
#     language and the client; it is written to build/clients/loanfin_CLIENT.EXT
#     and loaded by the program.
#   - A client whose packages are not there is skipped: make setup-clients.
use strict;
use warnings;

use File::Path qw(make_path);
use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(root capture slurp spew build_root);
use Loanfin::TestDatabase qw(create);

# Seconds that a client may take.
use constant PATIENCE => 300;

my $page = slurp(root() . '/docs/clients.md');
my $built = build_root() . '/clients';
my $database = "clients_$$";
my $jars = join ':', '/usr/share/java/postgresql.jar', glob '/usr/share/java/junixsocket-*.jar';
# Python's packages are Debian's, whatever other python3 comes first in PATH.
my $python = -x '/usr/bin/python3' ? '/usr/bin/python3' : 'python3';

my $finds = "$python -c 'import sys, importlib.util as u; sys.exit(None in map(u.find_spec, sys.argv[1:]))'";
# A runtime of Java has the module of the compiler, but not its program.
my $java = <<'SH';
java -m jdk.compiler/com.sun.tools.javac.Main -d "$0/classes" -cp "$1" "$2" "$0/loanfin_jdbc.java"
exec java -cp "$1:$0/classes" Jdbc
SH

# The client, its program, a shell command that ends well where its packages are, how the program is run.
my @clients = (
    ['psycopg 2', 'with_psycopg2.py', "$finds psycopg2", $python],
    ['psycopg 3', 'with_psycopg3.py', "$finds psycopg", $python],
    ['asyncpg', 'with_asyncpg.py', "$finds asyncpg", $python],
    ['SQLAlchemy', 'with_sqlalchemy.py', "$finds psycopg2 sqlalchemy", $python],
    ['pandas', 'with_pandas.py', "$finds psycopg2 sqlalchemy pandas", $python],
    ['DBD::Pg', 'with_dbd_pg.pl', 'perl -MDBD::Pg -e1', 'perl'],
    ['node-postgres', 'with_node.mjs', "node -v && test -d $built/node_modules/pg-copy-streams", 'node'],
    ['Ruby pg', 'with_pg.rb', 'ruby -rpg -rbigdecimal -e1', 'ruby'],
    ['ActiveRecord', 'with_activerecord.rb', 'ruby -rpg -ractive_record -e1', 'ruby'],
    ['PHP PDO', 'with_pdo.php', 'php -r "exit(!extension_loaded(\'pdo_pgsql\'));"', 'php'],
    ['RPostgreSQL', 'with_r.R', 'Rscript -e "find.package(\'RPostgreSQL\')"', 'Rscript'],
    ['JDBC', 'Jdbc.java', 'java --list-modules | grep "^jdk.compiler@" && test -e /usr/share/java/postgresql.jar '
        . '-a -e /usr/share/java/junixsocket-common.jar', 'sh', '-ec', $java, $built, $jars],
    ['ODBC', 'with_odbc.pl', 'perl -MDBD::ODBC -e1 && odbcinst -q -d -n "PostgreSQL Unicode"', 'perl'],
);

my (@cells, $types, @missing);
my %extension = (python => 'py', perl => 'pl', javascript => 'mjs', r => 'R', ruby => 'rb');

# The blocks of the page, as files; their names end as the language does unless it is above.
sub write_snippets
{
    my %found;
    while ($page =~ /^```(\w+) (\w+)\n(.*?)^```$/msg) {
        my ($language, $client, $text) = ($1, $2, $3);
        $found{"loanfin_$client." . ($extension{$language} // $language)} .= $text;
    }
    make_path($built);
    spew("$built/$_", $found{$_}) for keys %found;
    return;
}

# The database that the clients ask.
sub prepare
{
    my $dbh = create($database);
    $dbh->do('CREATE EXTENSION loanfin');
    local $ENV{PGOPTIONS} = '-c client_min_messages=warning';
    my ($status, $text) = capture(qw(psql -Xqo /dev/null -v ON_ERROR_STOP=1 -d), $database,
        map { ('-f', root() . "/test/$_") } qw(fuzz/samples.sql golden/samples.sql clients/questions.sql));
    is($status, 0, 'the questions are made') or BAIL_OUT($text);
    my $copy = 'COPY (SELECT * FROM every_type ORDER BY id) TO STDOUT';
    my ($answer, $line) = '';
    $dbh->do($copy);
    $answer .= $line while $dbh->pg_getcopydata($line) >= 0;
    $dbh->do('INSERT INTO question VALUES (?, ?, ?)', undef, 'copies out', $copy, $answer);
    return $dbh;
}

# What a program said of each cell: [is good, the reason why it is skipped, what it says more].
sub cells_of
{
    my %said;
    my $cell = '';
    for (split /\n/, $_[0]) {
        if (/^(not )?ok - (.*?)(?: # SKIP (.*))?$/) {
            $cell = $2;
            $said{$cell} = [!$1, $3, []];
        } else {
            push @{$said{$cell}[2]}, s/^# //r;
        }
    }
    return \%said;
}

# The row of the page's table that cells show: of a column's cells all are offered, or none, or some.
sub row_of
{
    my ($client, $said) = @_;
    my @shown;
    for my $column (qr/^(?:(?:reads|sends) (?:$types)|inserts every type)$/, qr/array/, qr/in binary/, qr/^copies/,
        qr/^reflects/) {
        my @group = map { $said->{$_} } grep { /$column/ } @cells;
        my $offered = grep { $_ && !defined $_->[1] } @group;
        push @shown, !$offered ? 'no' : $offered == @group ? 'yes' : 'in part';
    }
    return '| ' . join(' | ', $client, @shown) . ' |';
}

write_snippets();
my $dbh = prepare();
is_deeply($dbh->selectcol_arrayref('SELECT type FROM type_of_loanfin EXCEPT SELECT type FROM sample_value'), [],
    'every type of the extension has a sample value');
my @types = @{$dbh->selectcol_arrayref('SELECT type FROM type_of_loanfin ORDER BY type')};
$types = join '|', @types;
@cells = (@{$dbh->selectcol_arrayref("SELECT cell FROM question ORDER BY cell")},
    map({ "sends $_" } @types), 'inserts every type', 'copies in', 'reads every type in binary',
    'sends every type in binary', 'reflects the columns', 'survives a reconnect');

$ENV{PGDATABASE} = $database;
@ENV{qw(SNIPPETS PYTHONDONTWRITEBYTECODE)} = ($built, 1);
chdir $FindBin::Bin;
for (@clients) {
    my ($client, $program, $probe, @run) = @$_;
    if ((capture('sh', '-c', $probe))[0]) {
        push @missing, $client;
        SKIP: { skip "$client is not there: make setup-clients", 1 }
        next;
    }
    my ($status, $text) = capture('timeout', PATIENCE, @run, $program);
    is($status, 0, "$client: the program ends well");
    my $said = cells_of($text);
    my $row = row_of($client, $said);
    ok($page =~ /^\Q$row\E$/m, "$client: the table of docs/clients.md has its row") or diag($row);
    my $more = delete $said->{''};
    diag(map { "$_\n" } @{$more->[2]}) if $more;
    for my $cell (@cells) {
        my ($good, $reason, $lines) = @{delete $said->{$cell} // [0, undef, ['says nothing']]};
        SKIP: {
            skip "$client: $cell: $reason", 1 if defined $reason;
            ok($good, "$client: $cell") or diag(map { "$_\n" } @$lines);
        }
    }
    is_deeply([sort keys %$said], [], "$client: prints nothing else");
}
diag('not there, make setup-clients: ' . join ', ', @missing) if @missing;
done_testing();
