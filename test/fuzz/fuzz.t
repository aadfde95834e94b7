#!/usr/bin/perl
# Forged values, under AddressSanitizer and UndefinedBehaviorSanitizer: text,
# binary and stored bytes of every type are refused or accepted canonically, and
# nothing crashes; nor does a function called with odd arguments, and it ends.
# FUZZ_RUNS forgeries in all (default 10^6), split evenly over the types, and a
# call of each function for every 20,000; FUZZ_SEED for others than the usual
# ones, FUZZ_TYPE for one type alone.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Path qw(make_path);
use File::Temp;
use Test::More;

use Loanfin::Checkout qw(root capture run_or_die);
use Loanfin::TestServer;

my $runs = $ENV{FUZZ_RUNS} // 1_000_000;
my $seed = $ENV{FUZZ_SEED} // 1;
my $sanitize = '-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O1';

# Seconds that so many forgeries may take: a multiple of what they do.
sub PATIENCE { return 120 + int($_[0] / 500) }

my @make = ('CC=gcc', 'with_llvm=no', "COPT=$sanitize");

# The extension so compiled, and the tester beside it.
my $server = Loanfin::TestServer->new(
    build => 'fuzz', make => \@make,
    # a stock server is not linked with the sanitizers: they come with the
    # tester, which has their options, and watch over what is compiled for them
    conf => {max_parallel_workers_per_gather => 0, jit => 'off', session_preload_libraries => 'loanfin_fuzz'});
my $dir = $server->dir . '/fuzz';
make_path($dir);
symlink root() . "/test/fuzz/$_", "$dir/$_" for qw(Makefile loanfin_fuzz.c mutate.c mutate.h);
run_or_die('make', '-s', '-C', $dir, @make, 'install', 'DESTDIR=' . $server->tree);
$server->start;

local %ENV = $server->environment;

# Rows of a query, unaligned; dies with what psql said.
sub psql
{
    my ($status, $text) = capture(qw(psql -XAtq -v ON_ERROR_STOP=1 -c), @_);
    die $text if $status;
    return $text;
}

# Calls every function so many times; what was called last is the last name in the output.
sub call_functions
{
    my ($calls) = @_;
    my ($status, $text) = capture('psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', root() . '/test/fuzz/arguments.sql');
    is($status, 0, 'odd arguments are made') or diag($text);
    my @callable = map { [split /\|/] } split /\n/, psql('SELECT oid, name FROM callable ORDER BY name COLLATE "C"');
    my $file = File::Temp->new(SUFFIX => '.sql');
    for (@callable) {
        my ($oid, $name) = @$_;
        print $file qq{\\echo $name
            SELECT count(*) FILTER (WHERE o = 'ok'), count(*), string_agg(o, ' ') FILTER (WHERE o ~ ' ')
            FROM generate_series(1, $calls) AS n, outcome(odd_call($oid, hashint8extended(n, $seed))) AS o;\n};
    }
    close $file;
    my ($ended, $output) = capture('timeout', PATIENCE($calls * @callable), 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1',
                                   '-f', "$file");
    my %called = $output =~ /^(.+)\n(\d+\|\d+\|.*)$/mg;
    is($ended, 0, "$calls calls of each function end, and the server lives") or diag(substr $output, -2000);
    is(scalar keys %called, scalar @callable, 'each of ' . @callable . ' functions was called');
    is_deeply([map { /^\d+\|\d+\|(.+)/ } values %called], [], 'no odd argument gives an internal error');
    my $accepted = grep { /^[1-9]/ } values %called;
    cmp_ok($accepted, '>', @callable / 2, "$accepted of them accepted some");
}

eval { psql(q{
    CREATE EXTENSION loanfin;
    CREATE FUNCTION loanfin_fuzz(type oid, samples text[], readers oid[], seed bigint, runs bigint)
    RETURNS TABLE (kind text, step text, outcome text, count bigint)
    AS '$libdir/loanfin_fuzz', 'loanfin_fuzz' LANGUAGE C STRICT;
}); 1 } or die $@, $server->log;
my ($status, $text) = capture('psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', root() . '/test/fuzz/samples.sql');
is($status, 0, 'samples are made') or diag($text);

my @types = split /\n/, psql(q{
    SELECT objid::regtype FROM pg_depend JOIN pg_type t ON t.oid = objid
    WHERE refobjid = (SELECT oid FROM pg_extension WHERE extname = 'loanfin') AND classid = 'pg_type'::regclass
          AND deptype = 'e' AND typtype = 'b' AND typcategory <> 'A' AND typreceive <> 0
    ORDER BY 1});
@types = grep { $_ eq $ENV{FUZZ_TYPE} } @types if $ENV{FUZZ_TYPE};
for my $type (@types) {
    my $share = int($runs / @types) || 1;
    # every plain function that takes the type first; an internal one is for the server alone
    my $query = qq{
        SELECT kind, step, outcome, count
        FROM loanfin_fuzz('$type'::regtype,
            (SELECT array_agg(value ORDER BY value COLLATE "C") FROM sample WHERE type = '$type'::regtype),
            (SELECT coalesce(array_agg(p.oid ORDER BY p.oid::regprocedure::text COLLATE "C"), '{}')
             FROM pg_proc p
                  JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
                  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'loanfin'
             WHERE proargtypes[0] = '$type'::regtype AND prokind = 'f' AND NOT proretset
                   AND prolang = (SELECT oid FROM pg_language WHERE lanname = 'c')
                   AND 'internal'::regtype <> ALL (proargtypes::oid[]) AND prorettype <> 'internal'::regtype
                   AND p.oid NOT IN (SELECT typoutput FROM pg_type UNION ALL SELECT typsend FROM pg_type)),
            $seed, $share)
        ORDER BY 1, 2, 3};
    # a loop without an end would not heed statement_timeout
    my ($ended, $table) = capture('timeout', PATIENCE($share), 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', $query);
    is($ended, 0, "$share forgeries of $type")
        or diag($ended == 124 ? 'it takes longer than ' . PATIENCE($share) . ' seconds' : $table);
    next if $ended;
    my %seen;
    for (split /\n/, $table) {
        my ($kind, $step, $outcome, $count) = split /\|/;
        $seen{"$kind $step " . ($outcome eq 'ok' ? 'accepted' : 'refused')} += $count;
        note("$type: $_");
    }
    for my $kind (qw(text binary)) {
        my $step = $kind eq 'text' ? 'in' : 'recv';
        ok($seen{"$kind $step accepted"} && $seen{"$kind $step refused"},
            "of forged $kind of $type some is accepted, some refused");
    }
}
ok(@types > 0, 'the extension has types to forge');
call_functions(int($runs / 20_000) || 1) if !$ENV{FUZZ_TYPE};
my @alarms = $server->alarms;
is_deeply(\@alarms, [], 'no sanitizer speaks') or diag($server->log);
done_testing();
