#!/usr/bin/perl
# The questions of docs/cookbook.md on the sample portfolio of 24,000 loans: each
# SELECT of the page takes less than a second of one core.  What the page builds
# once (tables, indexes, the month-end job) is not counted.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use File::Temp;
use Test::More;

use Loanfin::Checkout qw(root capture slurp);
use Loanfin::TestDatabase qw(create);

use constant SECONDS => 1;

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
my $script = File::Temp->new(SUFFIX => '.sql');
print $script "SET max_parallel_workers_per_gather = 0;\nSET jit = off;\nSET client_min_messages = log;\n",
    "SET log_statement_stats = on;\n", map { "\\echo next statement\n$_" } @statements;
close $script;
my $output = (capture('sh', '-c', 'exec "$@" 2>&1', 'sh', @psql, '-q', '-f', "$script"))[1];
my (undef, @outputs) = split /^next statement\n/m, $output;
is(scalar @outputs, scalar @statements, 'every statement of the page was run');

my ($seen, @slow) = (0);
for my $i (grep { $statements[$_] =~ /^(?:SELECT|WITH)\b/ } 0 .. $#statements) {
    # the last query of the page fails, to show how
    my ($user, $system) = ($outputs[$i] // '') =~ /^!\s+([\d.]+) s user, ([\d.]+) s system/m or next;
    $seen++;
    push @slow, sprintf '%.2f s: %s', $user + $system, $statements[$i] if $user + $system >= SECONDS;
}
cmp_ok($seen, '>=', 30, "$seen questions were timed");
is_deeply(\@slow, [], 'each takes less than ' . SECONDS . ' s of one core');
done_testing();
