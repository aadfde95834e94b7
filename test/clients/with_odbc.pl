# ODBC by Perl's DBD::ODBC: values are long strings; parameters are text.
use strict;
use warnings;

use FindBin;
use lib $FindBin::Bin;

use Matrix qw(run);

require "$ENV{SNIPPETS}/loanfin_odbc.pl" if $ENV{SNIPPETS};

run(
    connect => sub { connect_to(sprintf 'Servername=%s;Port=%s;Database=%s;Username=%s',
        map { $_ // '' } @ENV{qw(PGHOST PGPORT PGDATABASE PGUSER)}) },
    lacks => {'reads an array' => 'ODBC has no arrays',
              'copies in' => 'ODBC has no COPY', 'copies out' => 'ODBC has no COPY',
              map { ("$_ in binary" => 'ODBC reads and sends text') } 'reads rows', 'reads every type',
                  'sends every type'},
    reflect => sub {
        my ($dbh) = @_;
        return map { [@$_{qw(COLUMN_NAME TYPE_NAME)}] }
            @{$dbh->column_info(undef, 'public', 'every_type', '%')->fetchall_arrayref({})};
    },
);
