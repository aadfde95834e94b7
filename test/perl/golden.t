#!/usr/bin/perl
# Bytes of released versions, in test/golden/<version>/<type>.txt: what they
# sent is received, prints the same text and is sent again unchanged; what they
# stored is read as the same value; the text gives the same bytes.  Files and
# columns are those of test/golden/write.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(root relative_files slurp);
use Loanfin::TestDatabase qw(create answer);

my $dbh = create("golden_$$", pg_enable_utf8 => 0);
my $little_endian = unpack('C', pack 'S', 1) && length pack('p', '') == 8;

$dbh->do('CREATE EXTENSION loanfin');
is(system("psql -Xq -v ON_ERROR_STOP=1 -d golden_$$ -f " . root() . '/test/golden/raw.sql >/dev/null'), 0,
   'raw types are made');
my %raw = @{$dbh->selectcol_arrayref('SELECT name, raw FROM golden_type', {Columns => [1, 2]})};

# A table of rows as the binary form of COPY has it; a value is a list of fields.
sub copied_in
{
    my ($table, @rows) = @_;
    $dbh->do("COPY $table FROM STDIN (FORMAT binary)");
    $dbh->pg_putcopydata("PGCOPY\n\xff\r\n\0" . pack('N2', 0, 0)
        . join('', map { pack 'n(N/a*)*', scalar @$_, @$_ } @rows) . pack 'n', 0xffff);
    return $dbh->pg_putcopyend;
}

# Tests that a query of (number of the value, seen, expected) has no row that differs.
sub alike
{
    my ($name, $query) = @_;
    my $rows = eval { $dbh->selectall_arrayref("SELECT * FROM ($query) AS q(n, seen, golden)
                                                WHERE seen IS DISTINCT FROM golden") };
    return fail($name) && diag($@) if !$rows;
    return ok(!@$rows, $name)
        || diag(map { "line $_->[0]: $_->[1] instead of $_->[2]\n" } @$rows[0 .. (@$rows < 3 ? $#$rows : 2)]);
}

for my $file (grep { m{^test/golden/[\d.]+/\w+\.txt$} } relative_files('test/golden')) {
    my ($version, $type) = $file =~ m{golden/([\d.]+)/(\w+)};
    my $name = "$type of $version";
    my (@rows, $line);
    for (split /\n/, slurp(root() . "/$file")) {
        my ($text, $sent, $stored) = split /\t/;
        s/0\{(\d+)\}/0 x $1/ge for $sent, $stored;
        push @rows, [++$line, $text eq '=' ? $sent : $text, $sent, $stored];
    }
    cmp_ok(scalar @rows, '>', 0, "$name: there are values");
    $dbh->do('DROP TABLE IF EXISTS line, received');
    $dbh->do('CREATE TABLE line (n int, text text, sent text, stored text)');
    $dbh->do("CREATE TABLE received (n int, v $type)");
    copied_in('line', map { [pack('N', $_->[0]), @$_[1 .. 3]] } @rows);
    eval { copied_in('received', map { [pack('N', $_->[0]), pack 'H*', $_->[2]] } @rows); pass("$name: is received");
          1 }
        or fail("$name: is received") && diag($@);
    my $from = 'FROM received JOIN line USING (n)';
    is(answer('SELECT count(*) FROM received'), scalar @rows, "$name: all of it");
    alike("$name: is sent again unchanged", "SELECT n, encode(${type}_send(v), 'hex'), sent $from");
    alike("$name: has the same text", "SELECT n, v::text, text $from");
    alike("$name: text has the same bytes", "SELECT n, encode(${type}_send(text::$type), 'hex'), sent FROM line");
    my $raw = $raw{$type} or next;
    SKIP: {
        skip "$name was stored by a machine with other integers", 2 if !$little_endian;
        my $old = "FROM line, LATERAL (SELECT ('\\x' || stored)::$raw\::$type AS v) AS o";
        alike("$name: stored, is sent unchanged", "SELECT n, encode(${type}_send(v), 'hex'), sent $old");
        alike("$name: stored, has the same text", "SELECT n, v::text, text $old");
        next if $type =~ /_state$/; # may have been stored with room to grow
        alike("$name: is stored unchanged", "SELECT n, substr(v::$raw\::text, 3), stored $from");
    }
}

# Bytes that no version stored: a state without any room is refused before anything is added to it.
for my $call ("cashflow_agg_accum(v, '2024-01-31', 1)", "xirr_accum(v, 1, '2024-01-31')",
              "cashflows_sum_accum(v, '{2024-01-31:1.00}')", 'cashflows_state_combine(v, v)',
              'cashflows_state_final(v)') {
    my $query = "SELECT $call FROM (SELECT ('\\x' || repeat('00', 12))::raw8::cashflows_state AS v) AS s";
    ok(!eval { $dbh->selectall_arrayref($query) } && $dbh->state eq 'XX001', "a state without room: $call is refused")
        or diag($@);
}
done_testing();
