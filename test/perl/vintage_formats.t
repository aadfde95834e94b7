#!/usr/bin/perl
# The bytes of vintage_summary, vintage_rows_state and migration_summary as
# docs/formats.md has them: a decoder written from that page alone reads what
# the server sends and prints it as text, which must be the server's own.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(capture);

my @LINES = (0, 30, 60, 90, 120, 180);
my @BANDS = ('0', '1-30', '31-60', '61-90', '91-120', '121-180', '181-270', '271-360', '>360');
my @TIERS = qw(pass special_mention substandard doubtful loss);
my @EXITS = qw(paid_off gone charged_off);
my @SERIES = ('', 'seen', (map { "ever_$_" } @LINES), (map { "current_$_" } @LINES),
              qw(charge_off written_down recovered paid_off), map { "instalment_$_" } @LINES);
my %SCALE = (JPY => 0, KWD => 3, CLF => 4);

my @byte; # what is left of the value

sub byte { return shift @byte // die "the bytes end early\n" }
sub bytes { my ($n) = @_; return map { byte() } 1 .. $n }
sub number { my ($n) = @_; my $x = 0; $x = $x << 8 | $_ for bytes($n); return unpack 'q', pack 'Q', $x }
sub wide { my $high = number(8); my $low = number(8); die "too large for this test\n" if $high != ($low < 0 ? -1 : 0);
          return $low }
sub letters { return join '', map { $_ ? chr : '' } bytes(3) }

sub varint
{
    my ($value, $shift, $b) = (0, 0);
    do {
        $b = byte();
        $value |= ($b & 0x7f) << $shift;
        $shift += 7;
    } while $b & 0x80;
    return $value;
}

sub signed { my $x = varint(); return $x & 1 ? -($x >> 1) - 1 : $x >> 1 }

sub decimal
{
    my ($x, $scale) = @_;
    my $digits = sprintf "%0*d", $scale + 1, abs $x;
    substr $digits, -$scale, 0, '.' if $scale;
    return ($x < 0 ? '-' : '') . $digits;
}

# Days since 2000-01-01.
sub date { my @t = gmtime(946684800 + 86400 * $_[0]); return sprintf '%04d-%02d-%02d', $t[5] + 1900, $t[4] + 1, $t[3] }
sub month { return sprintf '%04d-%02d', $_[0] / 12, $_[0] % 12 + 1 }

# Cells of a cohort: {series}{mob} = [loans, amount].
sub cohort_text
{
    my ($cell, $scale) = @_;
    my $base = $cell->{0}{0};
    my @parts = ("\"loans\":$base->[0]", '"original":' . decimal($base->[1], $scale));
    my %list = map { $_ => $cell->{$_} } keys %$cell;
    # what is over a line is over all lines below
    for my $line (reverse 8 .. 12) {
        for my $mob (keys %{$list{$line + 1} // {}}) {
            my $sum = $list{$line}{$mob} //= [0, 0];
            $list{$line}{$mob} = [map { $sum->[$_] + $list{$line + 1}{$mob}[$_] } 0, 1];
        }
    }
    for my $series (1, (map { ($_ + 2, $_ + 8) } 0 .. 5), 14 .. 23) {
        my $at = $list{$series} or next;
        my $amounts = $series != 1 && $series < 18;
        push @parts, "\"$SERIES[$series]\":["
            . join(',', map { my $c = $at->{$_};
                             "[$_,$c->[0]" . ($amounts ? ',' . decimal($c->[1], $scale) : '') . ']' } sort {
                $a <=> $b } keys %$at) . ']';
    }
    return '{' . join(',', @parts) . '}';
}

sub vintage_text
{
    byte() == 1 or die "not version 1\n";
    my ($flags, $rule) = bytes(2);
    my $currency = $flags & 1 ? letters() : '';
    my $cutoff = $flags & 2 ? signed() : undef;
    my $skipped = $flags & 4 ? varint() : 0;
    my $unknown = $flags & 8 ? varint() : 0;
    my ($cohort, $series, $mob, %cell, @order) = (0, 0, 0);
    for (1 .. varint()) {
        my $tag = varint();
        if (($tag & 3) == 2) {
            $cohort += signed();
            $series = 0;
            push @order, $cohort;
        } elsif (($tag & 3) == 1) {
            $series = byte();
        }
        $mob = ($tag >> 2) + ($tag & 3 ? 0 : $mob);
        $cell{$cohort}{$series}{$mob} = [varint(), $series == 1 || $series > 17 ? 0 : signed()];
    }
    @byte == 0 or die "bytes are left\n";
    my @text = ('"vintage_summary":1', $currency ? "\"currency\":\"$currency\"" : (),
                '"mob":"' . (qw(calendar0 calendar1 anniversary given))[$rule] . '"');
    push @text, '"cutoff":' . ($rule == 3 ? $cutoff : '"' . date($cutoff) . '"') if defined $cutoff;
    push @text, '"cohorts":{'
        . join(',', map { '"' . ($rule == 3 ? 'all' : $rule == 2 ? date($_) : month($_)) . '":'
                         . cohort_text($cell{$_}, $SCALE{$currency} // 2) } @order) . '}' if @order;
    push @text, "\"skipped\":$skipped" if $skipped;
    push @text, '"unknown":[' . join(',', map { "\"$SERIES[$_]\"" } grep { $unknown & 1 << $_ } 2 .. 14) . ']'
        if $unknown;
    return '{' . join(',', @text) . '}';
}

sub migration_text
{
    byte() == 1 or die "not version 1\n";
    my ($grades, $currency, $skipped, $unknown) = (byte(), letters(), number(8), number(8));
    my $name = sub {
        my ($rank) = @_;
        return $EXITS[$rank - 100] if $rank >= 100;
        return $grades ? $TIERS[$rank / 10] . ($rank % 10 ? '-' . $rank % 10 : '') : $BANDS[$rank];
    };
    my @moves = map { my ($from, $to, $loans, $amount) = (bytes(2), number(8), wide());
                     sprintf '["%s","%s",%d,%s]', $name->($from), $name->($to), $loans,
                     decimal($amount, $SCALE{$currency} // 2) } 1 .. number(4);
    @byte == 0 or die "bytes are left\n";
    return '{' . join(',', '"migration_summary":1', $currency ? "\"currency\":\"$currency\"" : (),
                      '"states":"' . ($grades ? 'grades' : 'bands') . '"', @moves ? '"moves":[' . join(',', @moves)
                      . ']' : (),
        $skipped ? "\"skipped\":$skipped" : (), $unknown ? "\"unknown\":$unknown" : ()) . '}';
}

sub rows_text
{
    byte() == 1 or die "not version 1\n";
    my ($most, $skipped, $rows) = (number(4), number(8), number(4));
    my $text = join ';', "$most,$skipped", map { join ',', number(8), number(8), number(8), number(4), number(4) } 1
        .. $rows;
    @byte == 0 or die "bytes are left\n";
    return $text;
}

my $database = "vintage_formats_$$";

sub psql
{
    my ($db, $statement) = @_;
    my ($status, $text) = capture('psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-F', ' ', '-d', $db, '-c', $statement);
    die "$statement\n$text" if $status;
    return split /\n/, $text;
}

# Every value of a query, decoded, is the server's text of it.
sub reads
{
    my ($reader, $send, $query, $least, $name) = @_;
    my ($values, @wrong) = (0);
    for (psql($database, "SELECT encode($send(x), 'hex'), t FROM ($query) AS v(x, t)")) {
        my ($hex, $text) = split / /, $_, 2;
        @byte = unpack 'C*', pack 'H*', $hex;
        my $ours = eval { $reader->() } // $@;
        $values++;
        push @wrong, "$hex\n  decoded $ours\n  server  $text" if $ours ne $text;
    }
    ok(!@wrong, "$name read by another program") or diag(join "\n", splice @wrong, 0, 2);
    cmp_ok($values, '>=', $least, "$name: enough values");
    return;
}

psql('postgres', "CREATE DATABASE $database TEMPLATE template0 ENCODING 'UTF8'");
psql($database, 'CREATE EXTENSION loanfin');
psql($database, <<'SQL');
CREATE FUNCTION h(n int, k int) RETURNS int IMMUTABLE RETURN (hashint8extended(n, k) & 1073741823) % 1000000;
CREATE TABLE snapshot AS
SELECT i, m, CASE WHEN m >= off THEN 0 ELSE h(i, m) % 1000 - 9 END AS balance, CASE h(m, i) % 3
       WHEN 0 THEN h(i, m + 99) % 250 ELSE 0 END AS days, CASE WHEN m = off THEN 7 ELSE 0 END AS charged,
       CASE WHEN m > off THEN h(i, m) % 9 - 3 ELSE 0 END AS back
FROM generate_series(1, 300) AS i, generate_series(0, 12) AS m,
     LATERAL (SELECT CASE h(i, 5) % 4 WHEN 0 THEN h(i, 6) % 12 END AS off) AS o WHERE h(i * 16 + m, 7) % 6 > 0;
CREATE TABLE loan AS SELECT i, date '2023-01-01' + h(i, 1) % 300 AS originated,
    history_agg((date_trunc('month', date '2023-01-01' + h(i, 1) % 300) + (m + 1) * interval '1 month')::date - 1,
                balance, days, charged, back) AS h FROM snapshot GROUP BY i;
SQL
reads(\&vintage_text, 'vintage_summary_send', q{SELECT v, v::text
                                                FROM (SELECT vintage_agg(h, originated, 1000 + i, mob) AS v
                                                      FROM loan, unnest('{calendar0,calendar1,anniversary}'::text[])
                                                      AS mob GROUP BY mob, i % 30) AS q}, 90, 'vintages of histories');
reads(\&vintage_text, 'vintage_summary_send', q{SELECT v, v::text
                                                FROM (SELECT vintage_agg(i, m, 1000, balance, days) AS v FROM snapshot
                                                      GROUP BY i % 30) AS q}, 30, 'vintages of rows');
reads(\&vintage_text, 'vintage_summary_send', q{SELECT v, v::text
                                                FROM (SELECT vintage_agg(CASE WHEN n > 0
            THEN ('[' || c || ']{2024-01:9,8/31,7/95!7}')::payment_history END, '2023-12-31', 1) AS v
                                                      FROM (VALUES ('CNY', 1), ('JPY', 0), ('JPY', 2), ('KWD', 3))
                                                      AS l(c, n) GROUP BY c
    UNION ALL SELECT vintage_agg(history_from_string(s, '2024-06-30'), '2023-12-31', 5)
        FROM unnest('{NN1G,N12N,NNNC}'::text[]) AS s GROUP BY s UNION ALL
        SELECT vintage_agg(NULL::payment_history, '2024-01-01', 1)) AS q}, 7,
        'vintages with a currency, with sums unknown, of nothing');
reads(\&migration_text, 'migration_summary_send', q{SELECT m, m::text
                                                    FROM (SELECT migration_agg(h) AS m FROM loan GROUP BY i % 30
                                                          UNION ALL SELECT migration_agg(h(i, 1) % 400,
            CASE WHEN i % 3 > 0 THEN h(i, 2) % 400 END, i, (ARRAY['gone', 'charged_off'])[1 + i % 2], c)
                                                          FROM loan, unnest('{CNY,JPY,KWD}'::text[]) AS c GROUP BY c
    UNION ALL SELECT migration_agg((1 + i % 5 || n)::risk_grade,
                                   CASE WHEN i % 7 > 0 THEN (1 + i % 4 || n)::risk_grade END, nullif(i, 9))
        FROM loan, unnest('{"",-2}'::text[]) AS n GROUP BY n UNION ALL
        SELECT migration_agg(history_from_string('NN12', '2024-06-30'))) AS q}, 36, 'matrices');
reads(\&rows_text, 'vintage_rows_state_send',
      q{SELECT vintage_rows_accum(vintage_rows_accum(vintage_rows_accum(NULL, i, 3, 1000 + i, -i, 31, 500), NULL, 4, 5,
                                                     6, 0, 500), -i, 120000, 1000, NULL, 0, 500),
    concat_ws(';', '500,1', concat_ws(',', i, 100 * (1000 + i), -100 * i, 3, 31),
              concat_ws(',', -i, 100000, '-9223372036854775808', 120000, 0)) FROM loan}, 300, 'states of rows');
psql('postgres', "DROP DATABASE $database");
done_testing();
