#!/usr/bin/perl
# The bytes of money_schedule, cashflows and payment_history as docs/formats.md
# has them: a decoder written from that page alone reads what the server sends
# and prints it as text, which must be the server's own text of the value.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(capture);

my @METHODS = qw(annuity equal_principal interest_only flat rule_of_78);
my @ROUNDINGS = qw(half_up half_even up down);
my @DAY_COUNTS = qw(periodic 30/360 30E/360 ACT/360 ACT/365 ACT/ACT);
my %SCALE = (CNY => 2, JPY => 0, KWD => 3, '' => 2);

my @byte; # what is left of the value

sub byte { return shift @byte // die "the bytes end early\n" }

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

sub unfold { my ($x) = @_; return $x & 1 ? -($x >> 1) - 1 : $x >> 1 }

sub signed { return unfold(varint()) }

# Sums modulo 2^64, read as signed.
sub add { use integer; return $_[0] + $_[1] }

sub column
{
    my ($rows) = @_;
    my $head = byte();
    my ($order, $width) = ($head & 3, $head >> 2);
    $width = 64 if $width == 63;
    my ($value, $step) = map { $_ < $order ? signed() : 0 } 0, 1;
    my $base = signed();
    my ($position, %exception) = ($order - 1);
    for (1 .. varint()) {
        $position += varint() + 1;
        $exception{$position} = signed();
    }
    my $bits = join '', map { unpack 'b8', chr byte() } 1 .. (($rows - $order) * $width + 7) >> 3;
    my @values = ($value, add($value, $step))[0 .. $order - 1];
    $value = $values[-1];
    for my $k ($order .. $rows - 1) {
        my $field = substr $bits, ($k - $order) * $width, $width;
        my $residual = $exception{$k} // add($base, unpack 'q<', pack 'b64', $field);
        $step = $order == 2 ? add($step, $residual) : $residual;
        push @values, $value = $order ? add($value, $step) : $residual;
    }
    return @values;
}

sub days_of
{
    my ($y, $m, $d) = @_;
    ($y, $m) = ($y - 1, $m + 12) if $m < 3;
    return 365 * $y + int($y / 4) - int($y / 100) + int($y / 400) + int((153 * $m - 457) / 5) + $d - 730426;
}

sub civil
{
    my ($days) = @_;
    my $y = int(($days + 730119) / 365.2425) + 1;
    $y-- while days_of($y, 1, 1) > $days;
    $y++ while days_of($y + 1, 1, 1) <= $days;
    my ($m) = grep { days_of($y, $_, 1) <= $days } reverse 1 .. 12;
    return ($y, $m, $days - days_of($y, $m, 1) + 1);
}

sub date { return sprintf '%04d-%02d-%02d', civil($_[0]) }

sub calendar
{
    my ($rows, $base, $first, $months, $days, $month_end) = @_;
    my ($y, $m, $d) = civil($base);
    return map {
        my $month = $y * 12 + $m - 1 + $_ * $months;
        my @at = (int($month / 12), $month % 12 + 1);
        my $last = $at[1] == 12 ? 31 : days_of($at[0], $at[1] + 1, 1) - days_of(@at, 1);
        $months ? days_of(@at, $month_end || $d > $last ? $last : $d) : $base + $_ * $days;
    } $first .. $first + $rows - 1;
}

sub decimal
{
    my ($x, $scale) = @_;
    my $digits = $x =~ s/^-//r;
    $digits = '0' x ($scale + 1 - length $digits) . $digits if length $digits <= $scale;
    substr $digits, -$scale, 0, '.' if $scale;
    return ($x =~ /^-/ ? '-' : '') . $digits;
}

sub plus { my $text = decimal(@_); return $text =~ /^-/ ? $text : "+$text" }

sub rate
{
    my $v = varint();
    return decimal(unfold($v >> 4) . '0' x ($v & 15), 12) =~ s/\.?0*$//r if $v;
    return 0;
}

# The terms as text; leaves what the due dates need.
sub terms
{
    my ($start, $scale, $need) = @_;
    my ($a, $b) = (byte(), byte());
    my $rare = $b & 0x80 ? byte() : 0;
    my $text = " $METHODS[$a & 7] " . rate() . " $DAY_COUNTS[$b & 7]";
    my $length = varint();
    @$need{qw(months days)} = $b & 0x20 ? (0, $length) : ($length, 0);
    @$need{qw(base first)} = ($start, $b & 0x08 ? 0 : 1);
    $text .= " $length" . ($b & 0x20 ? 'day' : 'mon');
    if ($b & 0x40) {
        @$need{qw(base first)} = ($start + varint(), 0);
        $text .= ' first_due=' . date($need->{base});
    }
    my ($rounding, $payment_rounding) = @ROUNDINGS[$a >> 3 & 3, $a >> 5 & 3];
    $text .= ' periods=' . varint() if $rare & 0x01;
    my $grace = $rare & 0x02 ? ' grace=' . varint() : '';
    $text .= ' balloon=' . decimal(varint(), $scale) if $rare & 0x04;
    $text .= $grace;
    $text .= ' in_advance=true' if $b & 0x08;
    $text .= ' month_end=true' if $need->{month_end} = $rare & 0x80;
    $text .= " rounding=$rounding" if $rounding ne 'half_up';
    $text .= ' residue=first' if $a & 0x80;
    $text .= " payment_rounding=$payment_rounding" if $payment_rounding ne $rounding;
    $text .= ' negative_amortization=true' if $b & 0x10;
    $text .= ' payment_unit=' . decimal(varint(), $scale) if $rare & 0x08;
    $text .= ' level=' . decimal(signed(), $scale) if $rare & 0x10;
    for (1 .. ($rare & 0x20 ? varint() : 0)) {
        my $from = $start + varint();
        $text .= ' rate=' . rate() . '@' . date($from);
    }
    $text .= ' last_change=' . date($start + varint()) if $rare & 0x40;
    return $text;
}

sub text_of
{
    my ($hex) = @_;
    my %calendar;
    @byte = unpack 'C*', pack 'H*', $hex;
    byte() == 1 or die "not version 1\n";
    my $flags = byte();
    my $currency = $flags & 0x01 ? join '', map { chr byte() } 1 .. 3 : '';
    my $scale = $SCALE{$currency};
    my ($start, $opening, $rows) = (signed(), signed(), varint());
    my $text = join '', '[', $currency && "$currency ", decimal($opening, $scale), '@', date($start);
    my $left = $flags & 0x02 ? varint() : 0;
    $left = @byte - $left;
    $text .= terms($start, $scale, \%calendar) if $flags & 0x02;
    @byte == $left or die "the terms have another length\n";
    my $form = $flags >> 4;
    %calendar = (months => varint(), base => $start + signed(), first => varint()) if $form == 1;
    my @due = $form == 2 ? map { $start + $_ } column($rows)
        : calendar($rows, @calendar{qw(base first months days month_end)});
    my @interest = column($rows);
    my @amount = column($rows);
    my @fee = $flags & 0x04 ? column($rows) : (0) x $rows;
    @byte == 0 or die "bytes are left\n";
    my @row = map {
        my $principal = $flags & 0x08 ? $amount[$_] : add($amount[$_], -$interest[$_]);
        date($due[$_]) . ':' . decimal($principal, $scale) . plus($interest[$_], $scale)
            . ($fee[$_] && plus($fee[$_], $scale) || '');
    } 0 .. $rows - 1;
    return "$text]{" . join(',', @row) . '}';
}

# The bytes of a value to be read, past its version: flags, currency and scale.
sub begin
{
    my ($hex) = @_;
    @byte = unpack 'C*', pack 'H*', $hex;
    byte() == 1 or die "not version 1\n";
    my $flags = byte();
    my $currency = $flags & 0x01 ? join '', map { chr byte() } 1 .. 3 : '';
    return ($flags, $currency && "[$currency]", $SCALE{$currency});
}

sub flows_of
{
    my ($flags, $text, $scale) = begin(@_);
    my $dates = varint();
    my ($first, @day, @amount);
    if ($dates) {
        $first = signed();
        @day = column($dates);
        @amount = column($dates);
    }
    @byte == 0 or die "bytes are left\n";
    return "$text\{" . join(',', map { date($first + $day[$_]) . ':' . decimal($amount[$_], $scale) } 0 .. $dates - 1)
        . '}';
}

sub bitmap
{
    my ($bits) = @_;
    return split //, substr(join('', map { unpack 'b8', chr byte() } 1 .. ($bits + 7) >> 3), 0, $bits);
}

# What was charged off and recovered, by month.
sub losses
{
    my ($next, %loss) = (0);
    for (0 .. varint()) {
        my $head = varint();
        my $charged_off = varint();
        my $month = $next + ($head >> 1);
        $loss{$month} = [$charged_off ? $charged_off - 1 : undef, $head & 1 ? signed() : 0];
        $next = $month + 1;
    }
    return %loss;
}

sub history_of
{
    my ($flags, $text, $scale) = begin(@_);
    my $first = signed() + 2000 * 12;
    my $months = varint() + 1;
    my $paid_off = $flags & 0x40 ? $months - 1 - varint() : $months;
    my @gap = $flags & 0x02 ? bitmap($months) : (0) x $months;
    my @seen = grep { !$gap[$_] } 0 .. $months - 1;
    my @unknown = $flags & 0x04 ? bitmap(scalar @seen) : (0) x @seen;
    my @day = $flags & 0x08 ? column(scalar @seen) : (0) x @seen;
    my @balance = column(scalar grep { !$_ } @unknown);
    my @past_due = $flags & 0x10 ? column(scalar @seen) : (0) x @seen;
    my %loss = $flags & 0x20 ? losses() : ();
    @byte == 0 or die "bytes are left\n";
    my (@item, $lost, $owed) = ('*') x $months;
    for my $k (0 .. $#seen) {
        my $loss = $loss{$seen[$k]} // [0, 0];
        my $balance = $unknown[$k] ? undef : shift @balance;
        $owed = $seen[$k] if !defined $balance || $balance > 0 || $past_due[$k];
        $lost ||= !defined $loss->[0] || $loss->[0];
        $item[$seen[$k]] = join '', defined $balance ? decimal($balance, $scale) : '?',
            $day[$k] ? sprintf('@%02d', $day[$k]) : '',
            $past_due[$k] ? "/$past_due[$k]" : '', !defined $loss->[0] ? '!?' : $loss->[0] ? '!'
                . decimal($loss->[0], $scale) : '',
            $loss->[1] ? plus($loss->[1], $scale) : '';
    }
    my ($zeros) = grep { $_ > ($owed // -1) } @seen;
    $paid_off == ($lost ? $months : $zeros // $months) or die "paid off at month $paid_off\n";
    return $text . sprintf('{%04d-%02d:', int($first / 12), $first % 12 + 1) . join(',', @item) . '}';
}

my %decoder = (money_schedule => \&text_of, cashflows => \&flows_of, payment_history => \&history_of);

my $database = "formats_$$";
my $texts = '';

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
    my ($query, $least, $name, $type) = (@_, 'money_schedule');
    my ($values, @wrong) = (0);
    for (psql($database, "SELECT encode(${type}_send(s), 'hex'), s FROM ($query) AS v(s) WHERE s IS NOT NULL")) {
        my ($hex, $text) = split / /, $_, 2;
        my $ours = eval { $decoder{$type}->($hex) } // $@;
        $values++;
        $texts .= $text =~ s/\{.*//r;
        push @wrong, "$hex\n  decoded $ours\n  server  $text" if $ours ne $text;
    }
    ok(!@wrong, "$name read by another program") or diag(join "\n", splice @wrong, 0, 3);
    cmp_ok($values, '>=', $least, "$name: enough values");
    return;
}

psql('postgres', "CREATE DATABASE $database TEMPLATE template0 ENCODING 'UTF8'");
psql($database, 'CREATE EXTENSION loanfin');
psql($database, <<'SQL');
-- a number from 0 to 999,999 for each pair
CREATE FUNCTION h(n int, k int) RETURNS int IMMUTABLE RETURN (hashint8extended(n, k) & 1073741823) % 1000000;
-- a loan for every number; NULL where its terms do not go together
CREATE FUNCTION loan(n int) RETURNS money_schedule LANGUAGE plpgsql AS $$
DECLARE
    start_date date := date '2000-01-01' + h(n, 1) % 20000 - 8000;
BEGIN
    RETURN amortize(1000 + h(n, 2), round(h(n, 3) / 1e6 - 0.1, h(n, 4) % 13),
                    1 + h(n, 5) % (ARRAY[6, 40, 400])[n % 3 + 1], start_date,
        (ARRAY['annuity', 'equal_principal', 'interest_only', 'flat', 'rule_of_78'])[1 + h(n, 6) % 5],
        first_due => CASE h(n, 7) % 4 WHEN 0 THEN start_date + 1 + h(n, 8) % 90 END,
        period => (ARRAY['7 days', '3 months', '10 days', '1 month', '1 month'])[1 + h(n, 9) % 5]::interval,
        balloon => CASE h(n, 10) % 3 WHEN 0 THEN h(n, 2) / 2 ELSE 0 END, grace => CASE h(n, 11) % 4
            WHEN 0 THEN h(n, 5) % 3 END,
        in_advance => h(n, 7) % 4 = 1, fee => CASE h(n, 12) % 3 WHEN 0 THEN h(n, 13) % 100 END,
        day_count => (ARRAY['periodic', 'periodic', 'periodic', '30/360', '30E/360', 'ACT/360', 'ACT/365', 'ACT/ACT'])[
            1 + h(n, 14) % 8],
        rounding => (ARRAY['half_up', 'half_even', 'up', 'down'])[1 + h(n, 15) % 4],
        residue => (ARRAY['last', 'first'])[1 + h(n, 16) % 2],
        payment => CASE h(n, 17) % 6 WHEN 0 THEN h(n, 18) % 500 END, payment_unit => CASE h(n, 19) % 5
            WHEN 0 THEN 1 + h(n, 20) % 20 END,
        payment_rounding => (ARRAY[NULL, 'half_up', 'up', 'down'])[1 + h(n, 21) % 4],
        negative_amortization => h(n, 22) % 2 = 0,
        currency => (ARRAY[NULL, 'CNY', 'JPY', 'KWD'])[1 + h(n, 23) % 4],
        month_end => h(n, 7) % 4 > 1 AND h(n, 9) % 5 IN (1, 3, 4) AND h(n, 24) % 3 = 0);
EXCEPTION WHEN invalid_parameter_value OR numeric_value_out_of_range THEN
    RETURN NULL;
END $$;
-- n rows without a pattern, amounts of so many bits, every third one small
CREATE FUNCTION irregular(n int, bits int) RETURNS money_schedule RETURN (
    SELECT schedule_agg(date '2001-02-03' + 40 * k + h(n, k) % 40,
                        (hashint8extended(n, k) >> (64 - bits)) / 100::numeric,
                        (hashint8extended(k, n) >> (CASE h(k, n) % 3 WHEN 0 THEN 60 ELSE 64 - bits END)) / 100::numeric)
    FROM generate_series(1, n) AS k);
SQL

reads('SELECT loan(n) FROM generate_series(1, 4000) AS n', 1500, 'loans of all terms');
reads('SELECT irregular(n, bits) FROM generate_series(1, 40) AS n, generate_series(2, 56, 3) AS bits', 760,
      'irregular rows');
reads('SELECT sum(loan(n * 50 + k)) FROM generate_series(1, 20) AS n, generate_series(1, 50) AS k
       GROUP BY n, currency(loan(n * 50 + k))', 80, 'sums');
reads("SELECT slice(loan(n), daterange(date '2000-01-01' + 30 * n, NULL)) FROM generate_series(1, 200) AS n", 50,
      'slices');
reads(<<'SQL', 7, 'edges');
VALUES ('[0.00@0001-01-01]{}'::money_schedule), ('[JPY 1@9999-12-31]{9999-12-31:1+0}'),
    ('[0.00@2000-01-01]{2000-02-01:92233720368547758.07+0.00,2000-03-01:-92233720368547758.07+0.00,'
     '2000-04-01:0.00-92233720368547758.08}'),
    ('[0.00@2000-01-01]{2000-02-01:0.00+0.00+92233720368547758.07,2000-02-03:0.00+0.00-92233720368547758.08,'
     '2000-04-01:0.00+0.00+92233720368547758.07,2000-04-02:0.00+0.00-1.00}'),
    ('[0.00@2000-01-31 annuity -0.999999999999 periodic 1200mon periods=1200 grace=1199 rate=1000@2000-01-31 '
     'rate=0@2000-02-29 last_change=9999-12-31]{}'),
    ('[0.00@2000-01-31 flat 1000 ACT/ACT 36525day level=-0.01]{2000-01-31:0.00-0.01}'),
    ('[KWD 0.003@2000-01-31]{2000-02-29:0.001+0.000,2000-04-30:0.001+0.000,2000-06-30:0.001+0.000}')
SQL
like($texts, qr/ \Q$_\E/, "$_ was among them")
    for map({ "$_=" } qw(
            first_due periods balloon grace in_advance month_end rounding residue payment_rounding negative_amortization
            payment_unit level rate
    last_change)), @METHODS, @DAY_COUNTS;

reads(<<'SQL', 300, 'cash flows', 'cashflows');
SELECT cashflow_agg(date '2001-02-03' + 40 * k + h(n, k) % 40, (h(n + k, 1) - 300000) / 100.0 * (1 + n % 3),
                    (ARRAY[NULL, 'CNY', 'KWD'])[1 + n % 3])
FROM generate_series(1, 300) AS n, generate_series(1, 24) AS k WHERE k <= n GROUP BY n
UNION ALL SELECT cashflows(loan(n)) FROM generate_series(1, 100) AS n
UNION ALL VALUES ('{}'::cashflows), ('[JPY]{}'), ('{0001-01-01:-92233720368547758.08,9999-12-31:92233720368547758.07}')
SQL
reads(<<'SQL', 2000, 'histories', 'payment_history');
SELECT history_agg((date '1990-02-01' + make_interval(months => m))::date - 1 - CASE n % 3 WHEN 0 THEN h(n, m) % 28
                   ELSE 0 END, CASE WHEN n % 5 > 0 OR h(m, n) % 7 > 0 THEN CASE WHEN n % 4 = 0 AND m > n % 50 THEN 0
                   ELSE (h(n, m + 100) - 5000) / 100.0 END END,
                   CASE WHEN h(n, m + 200) % 4 = 0 AND NOT (n % 4 = 0 AND m > n % 50) THEN h(n, m + 300) % 400
                       ELSE 0 END, CASE WHEN n % 7 = 0 AND m % 9 = 8 THEN h(m, n + 1) / 100.0 ELSE 0 END,
                       CASE WHEN n % 14 = 0 AND m % 5 = 4 THEN (h(m, n + 2) - 300000) / 100.0 ELSE 0 END,
                       CASE WHEN n % 11 = 0 THEN 'CNY' END)
FROM generate_series(1, 2000) AS n, generate_series(0, 60) AS m WHERE m <= n % 61 AND (m = 0 OR h(n + m, 5) % 8 > 0)
GROUP BY n
UNION ALL SELECT history_from_string(s, '2024-06-30') FROM unnest('{//N1234567,N*#NC,NG*G,CC}'::text[]) AS s
UNION ALL VALUES ('{0001-01:0.00}'::payment_history), ('[KWD]{9999-12:0.001}'),
    ('{2024-02:900000000000000.00@01/3652058!900000000000000.00-900000000000000.00}'),
    ('[JPY]{1999-12:100,99@01/3,?,*,*,-5!?+7,?-9}')
SQL
psql('postgres', "DROP DATABASE $database");
done_testing();
