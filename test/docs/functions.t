#!/usr/bin/perl
# What README.md's table of functions names exists in the extension, and every
# function that is meant to be called is in that table or on a page of docs.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(root relative_files slurp);
use Loanfin::TestDatabase qw(create);

my $dbh = create("functions_$$");
$dbh->do('CREATE EXTENSION loanfin');
my %exists = map { $_ => 1 } @{$dbh->selectcol_arrayref(q{
    SELECT coalesce(p.proname, t.typname)
    FROM pg_depend AS d
         LEFT JOIN pg_proc AS p ON (d.classid, d.objid) = ('pg_proc'::regclass, p.oid)
         LEFT JOIN pg_type AS t ON (d.classid, d.objid) = ('pg_type'::regclass, t.oid)
    WHERE d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'loanfin') AND d.deptype = 'e'
          AND coalesce(p.oid, t.oid) IS NOT NULL})};
# functions behind a type, an operator, an index, a cast, an aggregate or the planner are for the server
my @public = @{$dbh->selectcol_arrayref(q{
    SELECT DISTINCT proname::text COLLATE "C"
    FROM pg_proc AS p JOIN pg_depend AS d ON (d.classid, d.objid) = ('pg_proc'::regclass, p.oid)
    WHERE d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'loanfin') AND d.deptype = 'e'
          AND p.oid NOT IN (
              SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend, typmodin, typmodout])::oid FROM pg_type
              UNION SELECT oprcode FROM pg_operator UNION SELECT amproc FROM pg_amproc
              UNION SELECT castfunc FROM pg_cast UNION SELECT prosupport FROM pg_proc
              UNION SELECT unnest(ARRAY[aggtransfn, aggcombinefn, aggfinalfn, aggserialfn, aggdeserialfn, aggmtransfn,
                                        aggminvtransfn, aggmfinalfn]) FROM pg_aggregate)
    ORDER BY 1})};

# Rows of the table: from its heading line to the first line that is none.
my ($table) = slurp(root() . '/README.md') =~ /^\|[^\n]*\| reference \|\n((?:\|[^\n]*\n)+)/m;
my @names = map { /^(\w+)/ ? $1 : () } map { /`([^`]+)`/g } map { (split /\|/)[1] } split /\n/, $table // '';
cmp_ok(scalar @names, '>', 50, 'the table of README.md names functions');
ok($exists{$_}, "README.md: $_ exists") for @names;

my $pages = join '', map { slurp(root() . "/$_") } grep { m{^docs/[^/]+\.md$} } relative_files('docs');
my %named = map { $_ => 1 } @names;
cmp_ok(scalar @public, '>', 100, 'the catalog has functions');
ok($named{$_} || $pages =~ /^    (?:\S+\.)?\Q$_\E\(|`\Q$_\E[`(]/m, "$_ is in README.md or on a page") for @public;
done_testing();
