#!/usr/bin/perl
# What a new module needs, as docs/architecture.md has it: an example type, a reader
# of it and an aggregate are added to a copy of the tree, with the files that the
# page lists and no others, and every check that looks at a module is run there.
#
# test/module/<step> holds what each file gets.  A file that is there already
# gets it at its end (a header before its #endif, a file of pgTAP before its
# finish()), or behind the words of a first line "-- after: WORDS".
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Basename qw(basename dirname);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Test::More;

use Loanfin::Checkout qw(root build capture pg_config project_files relative_files run_or_die slurp spew);
use Loanfin::TestServer;

my @strict = qw(-std=c11 -O1 -g -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual
    -Wswitch-enum -Wdouble-promotion -Werror -fsanitize=undefined -fsanitize=address -fno-sanitize-recover=all);
my $tree = tempdir(CLEANUP => 1);
my $page = slurp(root() . '/docs/architecture.md');
my $server;

# A copy of what is built, objects included, and links to the rest.
sub copy_tree
{
    run_or_die('cp', '-a', build('server') . '/.', $tree);
    for my $file (grep { !-e "$tree/$_" } project_files()) {
        make_path(dirname("$tree/$file"));
        symlink root() . "/$file", "$tree/$file" or die "cannot link $file: $!\n";
    }
    return;
}

# The files of a step: those that the page lists, and those in test/module.
sub listed
{
    my ($step) = @_;
    my ($count, $section) = $page =~ /^### An? \Q$step\E: (\d+) files\b.*?\n(.*?)(?=^#|\z)/ms;
    return ($count, sort(($section // '') =~ /^\| \d+ \| `([^`]+)` \|/mg));
}

sub kept { return map { s{^test/module/\w+/}{}r } relative_files("test/module/$_[0]") }

# The text of a file with more in it.
sub with
{
    my ($old, $more) = @_;
    if ($more =~ s/^-- after: (.+)\n//) {
        my $words = $1;
        chomp $more;
        $old =~ s/\Q$words\E/$words$more/ or die "\"$words\" is not there any more\n";
        return $old;
    }
    return $old =~ s/^(?=#endif\n\z|SELECT \* FROM finish)|\z/$more/mr;
}

sub add
{
    my ($step) = @_;
    for my $file (kept($step)) {
        my $more = slurp(root() . "/test/module/$step/$file");
        my $text = -e "$tree/$file" ? with(slurp("$tree/$file"), $more) : $more;
        unlink "$tree/$file";
        make_path(dirname("$tree/$file"));
        spew("$tree/$file", $text);
        # every object needs every header: one that is not newer does not make all anew
        utime 1, 1, "$tree/$file" if $file =~ /\.h$/;
    }
    return;
}

sub passes
{
    my ($what, @command) = @_;
    my ($status, $text) = capture(@command);
    return is($status, 0, $what) || diag($text);
}

# Programs of the core, with its own objects and those of the example under sanitizers.
sub check_core
{
    my ($step) = @_;
    my @own = glob "$tree/src/core/span/*.c";
    my @others = map { s/\.c$/.o/r } grep { !m{/span/} } glob "$tree/src/core/*/*.c";
    for my $file (grep { m{^test/unit/} } kept($step)) {
        my $program = "$tree/" . basename($file, '.c');
        passes("$file compiles", 'gcc', @strict, "-I$tree/src", "-I$tree", '-o', $program, "$tree/$file", @own, @others,
            '-lm') && passes("$file passes", $program);
    }
    return;
}

# The checks of the tree that look at a module, on a server with the example in it.
sub check_extension
{
    my ($step) = @_;
    my $database = "module_$step";
    passes("$step: the includes", $^X, "$tree/test/lint/layout.t");
    passes("$step: an example a page", $^X, "$tree/test/docs/examples.t", 'docs/span.md');
    passes("$step: every function stands on a page", $^X, "$tree/test/docs/functions.t");
    run_or_die_here(qw(createdb --template template0 --encoding UTF8), $database);
    run_or_die_here('psql', '-Xq', '-d', $database, '-c', 'CREATE EXTENSION loanfin');
    SKIP: {
        -e pg_config('sharedir') . '/extension/pgtap.control' or skip 'the server has no pgTAP', 1;
        run_or_die_here('psql', '-Xq', '-d', $database, '-c', 'CREATE EXTENSION pgtap');
        passes("$step: laws, and what the catalog must say", 'pg_prove', '-d', $database, '--ext', '.sql',
            map { "$tree/test/$_.sql" } qw(span catalog));
    }
    run_or_die_here('psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-d', $database, '-f', "$tree/test/fuzz/samples.sql");
    my ($status, $samples) = capture('psql', '-XAtq', '-d', $database, '-c',
        q(SELECT count(value::span) FROM sample WHERE type = 'span'::regtype));
    ok(!$status && $samples > 0, "$step: samples to forge from");
    passes("$step: refusals as expected", 'sh', '-c', 'psql -Xaq -d "$0" -f "$1" 2>&1 | sed "s/^psql:[^ ]*: //" | ' .
        'diff -u "$2" -', $database, "$tree/sql/span.sql", "$tree/expected/span.out");
    return;
}

sub run_or_die_here
{
    my ($status, $text) = capture(@_);
    die "@_ fails:\n$text" if $status;
    return;
}

copy_tree();
for my $step (qw(type reader aggregate)) {
    my ($count, @files) = listed($step);
    my @kept = kept($step);
    is_deeply(\@files, \@kept, "docs/architecture.md lists the files of the $step");
    is($count, scalar @kept, "and counts them");
    add($step);
    passes("$step: it builds", 'make', '-s', '-C', $tree, 'COPT=-Werror', 'all') or last;
    $server //= Loanfin::TestServer->new(built => $tree)->start;
    run_or_die('make', '-s', '-C', $tree, 'install', 'DESTDIR=' . $server->tree);
    local %ENV = $server->environment;
    check_core($step);
    check_extension($step);
}
is_deeply([$server ? $server->alarms : ()], [], 'nothing in the log of the server');
done_testing();
