# Perl's DBI with DBD::Pg: numerics are strings, exact; parameters are bound by the server.
use strict;
use warnings;

use FindBin;
use lib $FindBin::Bin;

use Matrix qw(run);

require "$ENV{SNIPPETS}/loanfin_dbd_pg.pl" if $ENV{SNIPPETS};

run(
    connect => sub { connect_to('') },
    lacks => {'reads an array' => 'DBD::Pg expands arrays of the types it knows only',
              map { ("$_ in binary" => 'DBD::Pg has the text format only') } 'reads rows', 'reads every type',
                  'sends every type'},
    copy_out => sub {
        my ($dbh, $query) = @_;
        my ($text, $line) = '';
        $dbh->do($query);
        $text .= $line while $dbh->pg_getcopydata($line) >= 0;
        return $text;
    },
    copy_in => sub {
        my ($dbh, $query, $text) = @_;
        $dbh->do($query);
        $dbh->pg_putcopydata($text);
        return $dbh->pg_putcopyend;
    },
    reflect => sub {
        my ($dbh) = @_;
        return map { [@$_{qw(COLUMN_NAME pg_type)}] }
            @{$dbh->column_info(undef, 'public', 'every_type', '%')->fetchall_arrayref({})};
    },
);
