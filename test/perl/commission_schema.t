#!/usr/bin/perl
# docs/commission_plan.schema.json accepts and refuses what the type does, as far
# as a schema can: every key of a plan is left out, spoiled in a dozen ways and
# given an unknown key beside it, and both are tried.
use strict;
use warnings;
use utf8;

use FindBin;
use lib "$FindBin::Bin/../lib";

use B ();
use DBI;
use JSON::PP;
use Storable qw(dclone);
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

use Loanfin::Checkout qw(root slurp);

my $json = JSON::PP->new->canonical->allow_nonref;
my $schema = JSON::PP->new->utf8->decode(slurp(root() . '/docs/commission_plan.schema.json'));

sub is_number { return defined $_[0] && !ref $_[0] && B::svref_2object(\$_[0])->FLAGS & (B::SVf_IOK | B::SVf_NOK) ? 1
               : 0 }
sub same { return $json->encode($_[0]) eq $json->encode($_[1]) }

my %is = (
    object => sub { ref $_[0] eq 'HASH' }, array => sub { ref $_[0] eq 'ARRAY' },
    boolean => sub { JSON::PP::is_bool($_[0]) },
    number => sub { is_number($_[0]) }, integer => sub { is_number($_[0]) && $_[0] == int $_[0] },
    string => sub { defined $_[0] && !ref $_[0] && !is_number($_[0]) });

# The keywords the schema uses; a constraint on another kind of value holds.
my %check = (
    type => sub { $is{$_[0]}->($_[1]) },
    enum => sub { my $v = $_[1]; grep { same($_, $v) } @{$_[0]} },
    const => sub { same(@_) },
    pattern => sub { ref $_[1] || !defined $_[1] || $_[1] =~ /$_[0]/ },
    minimum => sub { !is_number($_[1]) || $_[1] >= $_[0] }, maximum => sub { !is_number($_[1]) || $_[1] <= $_[0] },
    exclusiveMinimum => sub { !is_number($_[1]) || $_[1] > $_[0] },
    exclusiveMaximum => sub { !is_number($_[1]) || $_[1] < $_[0] },
    minLength => sub { !$is{string}->($_[1]) || length $_[1] >= $_[0] },
    maxLength => sub { !$is{string}->($_[1]) || length $_[1] <= $_[0] },
    minItems => sub { ref $_[1] ne 'ARRAY' || @{$_[1]} >= $_[0] },
    maxItems => sub { ref $_[1] ne 'ARRAY' || @{$_[1]} <= $_[0] },
    prefixItems => sub { my ($list, $v) = @_;
                        ref $v ne 'ARRAY' || !grep { !valid($list->[$_], $v->[$_]) } grep { $_ < @$v } 0 .. $#$list },
    items => sub { my ($s, $v, $all) = @_;
                  ref $v ne 'ARRAY' || !grep { !valid($s, $v->[$_]) } ($all->{prefixItems} ? @{$all->{prefixItems}} : 0)
                  .. $#$v },
    required => sub { my ($keys, $v) = @_; ref $v ne 'HASH' || !grep { !exists $v->{$_} } @$keys },
    properties => sub { my ($s, $v) = @_;
                       ref $v ne 'HASH' || !grep { exists $v->{$_} && !valid($s->{$_}, $v->{$_}) } keys %$s },
    additionalProperties => sub { my (undef, $v, $all) = @_;
                                 ref $v ne 'HASH' || !grep { !exists $all->{properties}{$_} } keys %$v },
    dependentRequired => sub { my ($of, $v) = @_;
                              ref $v ne 'HASH' || !grep { my $k = $_;
                                                         exists $v->{$k} && grep { !exists $v->{$_} }
                                                         @{$of->{$k}} } keys %$of },
    anyOf => sub { my ($list, $v) = @_; scalar grep { valid($_, $v) } @$list },
    if => sub { my ($s, $v, $all) = @_; valid($s, $v) ? valid($all->{then} // {}, $v) : valid($all->{else} // {}, $v) },
    '$ref' => sub { my ($path, $v) = @_; my $s = $schema; $s = $s->{$_} for grep { $_ ne '#' } split m{/}, $path;
                   valid($s, $v) });
my %plain = map { $_ => 1 } qw($schema title description default $defs then else);

sub valid
{
    my ($s, $value) = @_;
    for my $word (keys %$s) {
        next if $plain{$word};
        my $test = $check{$word} or die "the schema uses $word, which this test does not know\n";
        return 0 unless $test->($s->{$word}, $value, $s);
    }
    return 1;
}

# What only the type can tell.
my $beyond = qr/has\ more\ than\ \d+\ decimals|,\ below\ (?!0$)|,\ not\ above\ (?!0$)|sum\ to|is\ used\ twice|overlaps
                |ISO\ 4217|longer\ than|out\ of\ range/x;

my $dbh = DBI->connect('dbi:Pg:', '', '', {RaiseError => 1, PrintError => 0, PrintWarn => 0, pg_enable_utf8 => 1});
my $name = "schema_$$";
$dbh->do("CREATE DATABASE $name TEMPLATE template0 ENCODING 'UTF8'");
my $db = DBI->connect("dbi:Pg:dbname=$name", '', '',
                      {RaiseError => 1, PrintError => 0, PrintWarn => 0, pg_enable_utf8 => 1});
END {
    $db->disconnect if $db;
    $dbh->do("DROP DATABASE $name") if $dbh;
}
$db->do('CREATE EXTENSION loanfin');

my %seen = (accepted => 0, refused => 0, 'refused by the type alone' => 0);

sub ask
{
    my ($plan, $what) = @_;
    my $text = $json->encode($plan);
    my $schema_says = valid($schema, $json->decode($text)) ? 1 : 0;
    my $type_says = eval { $db->selectrow_array('SELECT ?::commission_plan', undef, $text); 1 } ? 1 : 0;
    my ($message) = $type_says ? '' : $@ =~ /ERROR:\s+(.*)/;
    if ($schema_says == $type_says) {
        $seen{$type_says ? 'accepted' : 'refused'}++;
    } elsif ($schema_says && $message =~ $beyond) {
        $seen{'refused by the type alone'}++;
    } else {
        fail("$what: the schema says " . ($schema_says ? 'yes' : 'no') . ', the type '
             . ($type_says ? 'yes' : "no: $message"));
        diag($text);
    }
    return;
}

# Every place of a value: [description, a reference to it, its owner, its key].
sub places
{
    my ($value, $path) = @_;
    my @own = ref $value eq 'HASH' ? map { [$path ? "$path.$_" : $_, $value, $_] } sort keys %$value
        : ref $value eq 'ARRAY' ? map { ["$path\[$_\]", $value, $_] } 0 .. $#$value : ();
    return map { my ($where, $owner, $key) = @$_;
                ([$where, $owner, $key], places(ref $owner eq 'HASH' ? $owner->{$key} : $owner->[$key], $where)) } @own;
}

my @whole = map { $json->decode($_) } (
    '{"currency": "CNY", "per_loan": {"rate": 0.1, "min": 100, "max": 1500}, "tiers": {"method": "marginal", ' .
    '"over": "amount", "quota": 1000000, "bands": [{"from": 1, "rate": 0.008}, {"from": 1.2, "rate": 0.012}]}, ' .
    '"bonus": 500, "kpi": {"indicators": [{"name": "approval", "target": 0.6, "weight": 0.4, "better": "higher", ' .
    '"gate": 0.5, "cap": 1.2}, {"name": "客户满意度", "target": 90, "weight": 0.6}], "method": "ramp", ' .
    '"bands": [{"from": 0.8, "rate": 0.5}, {"from": 1.2, "rate": 1.5}]}, "quality": [{"by": "overdue", ' .
    '"method": "ramp", "bands": [{"from": 0, "rate": 1.1}, {"from": 0.06, "rate": 0}]}], "floor": 10, "cap": 20000, ' .
    '"deferral": {"share": 0.4, "years": 3, "release": {"by": "npl", "method": "whole", "bands": [{"from": 0, ' .
    '"rate": 1}, {"from": 0.02, "rate": 0.5}]}}, "clawback": [{"event": "default", "from": 0, "to": 7, ' .
    '"share": 0.5, "method": "pro_rata"}, {"event": "early_settlement", "to": 12}], "draw": {"guarantee": 3000, ' .
    '"recoverable": true, "recovery": 0.5}, "salary": 6200}',
    '{"tiers": {"method": "whole", "over": "loans", "bands": [{"from": 0, "rate": 30}, {"from": 10, "rate": 50}]}}',
    '{"salary": 1}', '{"bonus": 1}', '{"per_loan": {"rate": 0}}');
my $trues = $json->decode('[true, false]');
my @spoiled = (undef, 'x', '', -1, 0, 0.5, 1, 2.5, 11, 1201, 1e7, 1e11, 1e18, [], {}, @$trues, 'whole', 'marginal',
               'loans', 'USD', 'usd', [{}], [1], {rate => 0.1});
ask($_, 'a whole plan') for @whole, [], 5, {}, 'x';
for my $n (0 .. $#whole) {
    for my $at (0 .. places($whole[$n], '') - 1) {
        my $fresh = sub { my $plan = dclone($whole[$n]); return ($plan, (places($plan, ''))[$at]) };
        my ($plan, $place) = $fresh->();
        ref $place->[1] eq 'HASH' ? delete $place->[1]{$place->[2]} : splice @{$place->[1]}, $place->[2], 1;
        ask($plan, "without $place->[0]");
        for my $value (@spoiled) {
            ($plan, $place) = $fresh->();
            my $copy = $json->decode($json->encode($value));
            ref $place->[1] eq 'HASH' ? $place->[1]{$place->[2]} = $copy : ($place->[1][$place->[2]] = $copy);
            ask($plan, "$place->[0] = " . $json->encode($value));
        }
        ($plan, $place) = $fresh->();
        my $inner = ref $place->[1] eq 'HASH' ? $place->[1]{$place->[2]} : $place->[1][$place->[2]];
        next if ref $inner ne 'HASH' && ref $inner ne 'ARRAY';
        ref $inner eq 'HASH' ? $inner->{strange} = 1 : push @$inner, map { dclone($inner->[0]) } 1 .. 40;
        ask($plan, "too much in $place->[0]");
    }
}
cmp_ok($seen{$_}, '>', 30, "$seen{$_} plans are $_") for sort keys %seen;
done_testing();
