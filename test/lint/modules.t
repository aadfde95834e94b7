#!/usr/bin/perl
# Every module has the files its table gives it, every file a module, and the
# lists of the Makefile name what is there.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::House qw(root relative_files make_variable);
use Loanfin::Lint qw(table module_of);

my %files_of = (
    core => sub { ("src/core/$_[0].c", "src/core/$_[0].h") },
    type => sub { ("src/type/$_[0].h", "src/type/$_[0]_io.c") },
    func => sub { ("src/func/$_[0].c") },
    agg => sub { ("src/agg/$_[0].c") },
    sql => sub { ("sql/extension/$_[0].sql") },
    regress => sub { ("sql/$_[0].sql", "expected/$_[0].out") },
    pgtap => sub { ("test/$_[0].sql") },
    unit => sub { ("test/unit/test_$_[0].c") },
    docs => sub { ("docs/$_[0].md") },
);

# Folders whose files all belong to a module.
my @folders = qw(src/core src/func src/agg sql/extension sql test);

# Files of type that every type may use.
my %apart = map { $_ => 1 } map { $_->[0] eq 'helper' ? $_->[1] : () } table('ladder');

my %module;
for (table('modules')) {
    my ($name, @kinds) = @$_;
    $module{$name} = {map { $_ => 1 } @kinds};
    for my $kind (@kinds) {
        my $files = $files_of{$kind} or die "test/lint/modules: unknown word $kind\n";
        ok(-f root() . "/$_", "$name: $_") for $files->($name);
    }
}
for my $folder (@folders) {
    for my $file (grep { m{^\Q$folder\E/[^/]+\.(?:[ch]|sql)$} } relative_files($folder)) {
        my $name = module_of($file, keys %module);
        ok(defined $name, "$file belongs to a module of test/lint/modules");
    }
}
for my $file (grep { m{^src/type/} } relative_files('src/type')) {
    my ($stem) = $file =~ m{(\w+)\.\w+$};
    ok($apart{$stem} || defined module_of($file, grep { $module{$_}{type} } keys %module), "$file belongs to a type");
}

my @fragments = map { m{^sql/extension/(\w+)\.sql$} } relative_files('sql/extension');
is_deeply([sort(make_variable('SQL_PARTS'))], [sort @fragments], 'SQL_PARTS names every file of sql/extension');
my @inputs = map { m{^sql/(\w+)\.sql$} } relative_files('sql');
is_deeply([sort(make_variable('REGRESS'))], [sort @inputs], 'REGRESS names every file of sql');
ok(-f root() . "/expected/$_.out", "sql/$_.sql has its expected output") for @inputs;
done_testing();
