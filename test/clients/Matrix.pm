# Matrix: the cells of the matrix, for clients of DBI.
#
# run(%client): connect => a function that gives a handle, lacks => {cell => why the
# client does not have it}, and for what only some drivers offer, a function of the
# handle each: copy_out (query) and copy_in (query, text), reflect () => [column, type]...
package Matrix;

use strict;
use warnings;

use Exporter qw(import);

our @EXPORT_OK = qw(run);

binmode STDOUT, ':encoding(UTF-8)';

# Rows as questions.sql writes them.
sub shown
{
    my ($rows) = @_;
    return join "\n", map { join '|', map { ref ? join ',', @$_ : $_ // 'NULL' } @$_ } @$rows;
}

# Says whether a piece of work gives what is expected.
sub cell
{
    my ($name, $work, $expected) = @_;
    my $got = eval { $work->() } // "died: $@";
    print $got eq $expected ? 'ok' : 'not ok', " - $name\n";
    print map { '# ' . substr($_, 0, 600) . "\n" } split /\n/, "$got\ninstead of $expected" if $got ne $expected;
    return;
}

sub run
{
    my %client = @_;
    my $dbh = $client{connect}->();
    my $questions = $dbh->selectall_arrayref('SELECT cell, query, answer FROM question');
    my %question = map { $_->[0] => [@$_[1, 2]] } @$questions;
    my $values = $dbh->selectall_arrayref('SELECT type, text FROM sample_value ORDER BY type, id');
    my @types = @{$dbh->selectcol_arrayref('SELECT type FROM type_of_loanfin ORDER BY type')};
    my $lacks = $client{lacks};

    my $ask = sub {
        my ($name, @parameters) = @_;
        my ($query, $answer) = @{$question{$name}};
        cell($name, sub {
            my $rows = $dbh->selectall_arrayref($query, undef, @parameters);
            # true and false are as Perl has them
            $rows = [[$rows->[0][0] ? 'true' : 'false']] if $name eq 'reads boolean';
            return shown($rows);
        }, $answer);
    };
    my $kept = sub {
        my ($fill) = @_;
        $dbh->do('TRUNCATE kept');
        $fill->();
        return $dbh->selectrow_array('SELECT columns FROM difference');
    };

    $ask->($_) for grep { /^reads / && !$lacks->{$_} } sort keys %question;
    for my $type (@types) {
        my @texts = map { $_->[1] } grep { $_->[0] eq $type } @$values;
        cell("sends $type", sub {
            join "\n", map { $dbh->selectrow_array("SELECT CAST(CAST(? AS $type) AS text)", undef, $_) } @texts
        }, join "\n", @texts);
    }
    # Perl's own decimals are strings
    $ask->('sends numbers and dates', '123456.78', '0.0475', 36, '2024-01-31');
    $ask->('sends a double', 0.1 * 0.7);
    $ask->('sends a grade', 'doubtful');
    cell('inserts every type', sub {
        $kept->(sub {
            my $insert = $dbh->prepare('INSERT INTO kept VALUES (?' . ', ?' x @types . ')');
            $insert->execute(@$_) for @{$dbh->selectall_arrayref("SELECT id, "
                . join(', ', map { "CAST($_ AS text)" } @types) . ' FROM every_type')};
        })
    }, '');
    if ($client{copy_out}) {
        my ($query, $answer) = @{$question{'copies out'}};
        cell('copies out', sub { $client{copy_out}->($dbh, $query) }, $answer);
        cell('copies in', sub { $kept->(sub { $client{copy_in}->($dbh, 'COPY kept FROM STDIN', $answer) }) }, '');
    }
    if ($client{reflect}) {
        cell('reflects the columns', sub { shown([grep { $_->[0] ne 'id' } $client{reflect}->($dbh)]) },
            shown([map { [$_, $_] } @types]));
    }
    cell('survives a reconnect', sub {
        my $query = 'SELECT money_schedule FROM every_type WHERE id = 1';
        my $before = $dbh->selectrow_array($query);
        return 'the connection is alive' if eval { $dbh->do('SELECT pg_terminate_backend(pg_backend_pid())') };
        $dbh = $client{connect}->();
        return $dbh->selectrow_array($query) eq $before ? 'the same' : 'another';
    }, 'the same');
    print map { "ok - $_ # SKIP $lacks->{$_}\n" } sort keys %$lacks;
    return;
}

1;
