#!/usr/bin/perl
# The questions of docs/cookbook.md on the sample portfolio of 24,000 loans: each
# SELECT of the page takes less than a second of one core.  What the page builds
# once (tables, indexes, the month-end job) is not counted.
#
# A core that is slow, or shared with others, gets more time: in proportion to a query
# of the server's own functions, which is timed before and after the questions.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Temp;
use List::Util qw(max);
use Test::More;

use Loanfin::Checkout qw(root capture slurp);
use Loanfin::TestDatabase qw(create);

use constant SECONDS => 1;
use constant YARDSTICK => 'SELECT sum(round((x / 7.0::float8)::numeric, 2)) FROM generate_series(1, 500000) x;';
use constant YARDSTICK_SECONDS => 0.25; # where a core is not shared

chdir root() or die root() . ": $!\n";
my $database = "cookbook_$$";
create($database)->do('CREATE EXTENSION loanfin');
my @psql = ('stdbuf', '-o0', 'psql', '-X', '-d', $database);
my ($status, $text) = capture(@psql, qw(-q -v ON_ERROR_STOP=1 -v sample=on -f demo/sample_portfolio.sql), '-c',
    'SET search_path = public', '-f', 'demo/lending_system.sql');
is($status, 0, 'the tables of the page are filled from the sample portfolio') or diag($text);

# Statements end with a semicolon at the end of a line, but not inside the body of a function.
my @statements;
my $open = '';
for my $line (map { split /^/ } slurp('docs/cookbook.md') =~ /^```sql\n(.*?)^```/msg) {
    next if $line =~ /^(?:\\|--)/;
    $open .= $line;
    next if $line !~ /;$/ || (() = $open =~ /\$\$/g) % 2;
    push @statements, $open;
    $open = '';
}
my @all = (YARDSTICK, @statements, YARDSTICK);
my $script = File::Temp->new(SUFFIX => '.sql');
print $script "SET max_parallel_workers_per_gather = 0;\nSET jit = off;\nSET client_min_messages = log;\n",
    "SET log_statement_stats = on;\n", map { "\\echo next statement\n$_\n" } @all;
close $script;
my $output = (capture('sh', '-c', 'exec "$@" 2>&1', 'sh', @psql, '-q', '-f', "$script"))[1];
my (undef, @outputs) = split /^next statement\n/m, $output;
is(scalar @outputs, scalar @all, 'every statement of the page was run');

# The seconds of one core that each took; the last query of the page fails, to show how, and has none.
my @seconds = map { /^!\s+([\d.]+) s user, ([\d.]+) s system/m ? $1 + $2 : undef } @outputs;
my ($before, $after) = (shift @seconds, pop @seconds);
my $limit = SECONDS * max(1, map { ($_ // 0) / YARDSTICK_SECONDS } $before, $after);
my @timed = grep { defined $seconds[$_] && $statements[$_] =~ /^(?:SELECT|WITH)\b/ } 0 .. $#statements;
cmp_ok(scalar @timed, '>=', 30, @timed . ' questions were timed');
note(sprintf 'the slowest: %.2f s, of at most %.2f s', max(@seconds[@timed]), $limit);
is_deeply([map { sprintf '%.2f s: %s', $seconds[$_], $statements[$_] } grep { $seconds[$_] >= $limit } @timed], [],
          'each takes less than a second of one core that is not shared');
done_testing();
