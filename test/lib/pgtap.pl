# Runs one file of pgTAP tests by psql, in a database of its own that has pgtap
# and loanfin; psql's output is the TAP.
#   pgtap.pl FILE [NAME=VALUE of a psql variable ...]
use strict;
use warnings;

my ($file, @variables) = @ARGV;
my $template = 'pgtap_template';
my $database = "pgtap_$$";

$ENV{PGOPTIONS} = '-c client_min_messages=warning';

sub psql
{
    my ($in, @statements) = @_;
    return system('psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $in, map { ('-c', $_) } @statements) == 0;
}

sub answers
{
    my ($statement) = @_;
    my $answer = qx(psql -XAtq -d postgres -c "$statement");
    chomp $answer;
    return $answer;
}

if (answers(q(SELECT count(*) FROM pg_available_extensions WHERE name = 'pgtap')) ne '1') {
    print "1..0 # SKIP the server has no pgtap extension\n";
    exit 0;
}
if (answers("SELECT count(*) FROM pg_database WHERE datname = '$template'") ne '1') {
    psql('postgres', "CREATE DATABASE $template TEMPLATE template0 ENCODING 'UTF8'")
        && psql($template, 'CREATE EXTENSION pgtap', 'CREATE EXTENSION loanfin')
        or exit 1;
}
psql('postgres', "CREATE DATABASE $database TEMPLATE $template") or exit 1;
my $status = system('psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-P', 'pager=off', (map { ('-v', $_) } @variables),
    '-d', $database, '-f', $file);
psql('postgres', "DROP DATABASE $database");
exit($status ? 1 : 0);
