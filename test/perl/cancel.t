#!/usr/bin/perl
# Whatever takes long can be cancelled: long queries over many values, and long
# work inside one function on one huge value.  Each piece of work is timed first;
# one that takes more than a second must end soon after its time is up.
use strict;
use warnings;

use DBI;
use List::Util qw(max);
use Test::More;
use Time::HiRes qw(time);

# A search that gives up may take so many times what listing its flows takes.
use constant GIVEN_UP => 10;

# Milliseconds a statement is given, and seconds in which it must be gone.
use constant {TIMEOUT => 100, PATIENCE => 5};

# Seconds in which a cancel is answered on a machine that has nothing else to do, the
# best of some tries; on a busy one a part of the time that the whole work takes there.
use constant {ANSWER => 0.2, PART => 0.1, TRIES => 5};

my $name = "cancel_$$";
my %option = (RaiseError => 1, PrintError => 0, PrintWarn => 0);
my $admin = DBI->connect('dbi:Pg:', '', '', {%option});
$admin->do("CREATE DATABASE $name TEMPLATE template0 ENCODING 'UTF8'");
my $dbh = DBI->connect("dbi:Pg:dbname=$name", '', '', {%option});
END {
    $dbh->disconnect if $dbh;
    $admin->do("DROP DATABASE $name") if $admin;
}

$dbh->do($_) for split /;\n/, <<'SQL';
SET client_min_messages = warning;
SET jit = off;
SET max_parallel_workers_per_gather = 0;
CREATE EXTENSION loanfin;
CREATE TABLE loan AS SELECT amortize(1000 + i, 0.05, 60, date '2020-01-01' + i) AS s FROM generate_series(1, 1000) AS i;
CREATE TABLE huge AS SELECT schedule_agg(date '2000-01-01' + i, i % 1000 + 0.01, i % 77 + 0.5, i % 3) AS s
FROM generate_series(1, 1000000) AS i;
CREATE TABLE long_text (t text);
ALTER TABLE long_text ALTER t SET STORAGE external;
INSERT INTO long_text
SELECT '[0@2000-01-01]{' || string_agg((date '2000-01-02' + i)::text || ':0.00+' || repeat('0', 83) || '1.00', ',')
       || '}'
FROM generate_series(0, 999999) AS i;
CREATE AGGREGATE rows_state(bigint, bigint, numeric, numeric, bigint) (SFUNC = vintage_rows_accum,
    STYPE = vintage_rows_state);
CREATE TABLE month_rows AS SELECT rows_state(i * 7919 % 200003, 10 - i / 200003, 1000, 1000 - i / 1000, i % 40) AS s
FROM generate_series(0::bigint, 200003 * 10 - 1) AS i;
ALTER TABLE month_rows ALTER s SET STORAGE external;
UPDATE month_rows SET s = vintage_rows_combine(s, NULL);
CREATE TABLE form AS SELECT s::text AS t, slice(s, '(,2700-01-01]')::jsonb AS j FROM huge;
CREATE TABLE credit AS
SELECT cashflow_agg(date '2000-01-01' + i, CASE i WHEN 1 THEN -7000000 ELSE i % 97 + 1 END) AS plain,
       cashflow_agg(date '2000-01-01' + i, CASE i % 1000 WHEN 1 THEN -50000 ELSE i % 97 + 1 END) AS drawn
FROM generate_series(1, 300000) AS i
SQL

# Seconds and SQLSTATE of a statement.
sub timed
{
    my ($query) = @_;
    my $start = time;
    my $state = eval { $dbh->selectall_arrayref($query); 1 } ? '00000' : $dbh->state;
    return (time - $start, $state);
}

# endless ones: minutes, were they not stopped
my %endless = (
    'a sum of many schedules' => 'SELECT sum(s) FROM loan, generate_series(1, 100000)',
    'many amortizations' => q{SELECT count(amortize(i, 0.05, 360, '2024-01-31'))
                              FROM generate_series(1, 100000000) AS i},
    'rows of many schedules' => 'SELECT count(*) FROM generate_series(1, 100000), loan, installments(s)',
    'rows of a huge schedule' => 'SELECT count(*) FROM generate_series(1, 1000), huge, installments(s)',
    'buckets of a huge schedule' => q{SELECT count(*) FROM generate_series(1, 1000), huge, cashflow_by(s, '1 day')},
    'a schedule from many rows' => q{SELECT schedule_agg(date '2024-01-31' + i % 1000, 1, 1)
                                     FROM generate_series(1, 2000000000) AS i},
    'a sort of many schedules' => 'SELECT count(*)
                                   FROM (SELECT s FROM loan, generate_series(1, 100000) ORDER BY s) AS v',
    'text of many schedules' => 'SELECT max(length(s::text)) FROM loan, generate_series(1, 100000)',
);
for my $what (sort keys %endless) {
    $dbh->do('SET statement_timeout = ' . TIMEOUT);
    my ($seconds, $state) = timed($endless{$what});
    $dbh->do('SET statement_timeout = 0');
    is($state, '57014', "$what can be cancelled");
    cmp_ok($seconds, '<', PATIENCE, "$what end promptly");
}

# one call each
my %single = (
    'text of a huge schedule' => 'SELECT length(s::text) FROM huge',
    'a huge schedule from text' => 'SELECT installment_count(t::money_schedule) FROM form',
    'JSON of a huge schedule' => q{SELECT jsonb_typeof(slice(s, '(,2700-01-01]')::jsonb) FROM huge},
    'a huge schedule from JSON' => 'SELECT installment_count(j::money_schedule) FROM form',
    'the sum of two huge schedules' => 'SELECT installment_count(s + s) FROM huge',
    'a slice of a huge schedule' => q{SELECT installment_count(slice(s, '(,4000-01-01]')) FROM huge},
);
for my $what (sort keys %single) {
    my ($alone) = timed($single{$what});
    $dbh->do('SET statement_timeout = ' . TIMEOUT);
    my ($seconds) = timed($single{$what});
    $dbh->do('SET statement_timeout = 0');
    note(sprintf '%s: %.2f s alone, %.2f s when cancelled', $what, $alone, $seconds);
    cmp_ok($seconds, '<', $alone > 1 ? $alone * 0.8 : PATIENCE, "$what does not outlive its time");
}

# one call each, cancelled at several moments of its work
my %prompt = (
    'a slice of a huge schedule' => q{SELECT installment_count(slice(s, '(,4000-01-01]')) FROM huge},
    'the sorting of two million vintage rows' => 'SELECT loan_count(vintage_rows_final(s)) FROM month_rows',
    'text of 100 MB' => 'SELECT principal(t::money_schedule) FROM long_text',
    'the United States rule over 300,000 flows' => q{SELECT apr(plain, 'us_rule') FROM credit},
);

# Seconds from the end of its time to the answer: the least of some tries that were cancelled.
sub answered
{
    my ($query, $timeout) = @_;
    my $least;
    for (1 .. TRIES) {
        $dbh->do("SET statement_timeout = $timeout");
        my ($seconds, $state) = timed($query);
        $dbh->do('SET statement_timeout = 0');
        my $late = $seconds - $timeout / 1000;
        $least = $late if $state eq '57014' && (!defined $least || $late < $least);
        last if defined $least && $least < ANSWER;
    }
    return $least;
}

for my $what (sort keys %prompt) {
    my @runs = map { [timed($prompt{$what})] } 1 .. 2;
    is("@{[map { $_->[1] } @runs]}", '00000 00000', "$what ends if it is not cancelled");
    my ($alone) = sort { $a <=> $b } map { $_->[0] } @runs;
    my @late = sort { $a <=> $b } grep { defined } map { answered($prompt{$what}, 10 + int(100 * $alone * $_)) } 1 .. 9;
    cmp_ok(scalar @late, '>=', 3, "$what is cancelled at several moments");
    note(sprintf '%s: %.2f s alone, answers after%s s', $what, $alone, join '', map { sprintf ' %.3f', $_ } @late);
    # work that never looks for a cancel goes on for half of its time, as a rule
    cmp_ok($late[$#late / 2], '<', max(ANSWER, PART * $alone), "$what answers a cancel at once, as a rule");
}

# a search that proves nothing gives up instead: soon, beside the time that listing the flows takes
my %given_up = (
    'the rate of flows of many signs' => 'SELECT xirr(%s) FROM credit',
    'all rates of flows of many signs' => 'SELECT count(r) FROM credit, irr_all(%s) AS r',
    'the APR of flows of many signs' => 'SELECT apr(%s) FROM credit',
);
$dbh->do('CREATE TABLE small AS SELECT cashflow_agg(on_date, amount) AS cf FROM credit, flows(drawn)
          WHERE on_date <= date \'2000-01-01\' + 100000');
my ($listed) = sort { $a <=> $b } map { (timed('SELECT sum(amount) FROM small, flows(cf)'))[0] } 1 .. TRIES;
for my $what (sort keys %given_up) {
    my $query = sprintf($given_up{$what}, 'cf') =~ s/credit/small/r;
    my ($least) = sort { $a <=> $b } map { my ($seconds, $state) = timed($query);
                                           $state eq '22000' ? $seconds : 99 } 1 .. TRIES;
    note(sprintf '%s: %.3f s, %.1f times listing them', $what, $least, $least / $listed);
    cmp_ok($least, '<', GIVEN_UP * $listed, "$what is given up soon");
}

is($dbh->selectrow_array(q{SELECT principal(sum(s)) FROM loan}), '1500500.00', 'the session works after it all');
done_testing();
