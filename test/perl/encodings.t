#!/usr/bin/perl
# The extension installs and works in databases of any encoding.  Chinese terms
# are there where the encoding has characters for them; where it has not,
# comments are plain ASCII and a Chinese column is NULL.
use strict;
use warnings;
use utf8;

use FindBin;
use lib "$FindBin::Bin/../lib";

use Encode qw(encode);
use Test::More;

use Loanfin::TestDatabase qw(create);

binmode $_, ':utf8' for \*STDOUT, \*STDERR, Test::More->builder->output, Test::More->builder->failure_output;

# Encoding => whether it has simplified Chinese.
my @encodings = ([UTF8 => 1], [EUC_CN => 1], [EUC_JP => 0], [LATIN1 => 0], [WIN1252 => 0], [SQL_ASCII => 1]);

# One call of each family of functions; answers do not depend on the encoding.
my @calls = (
    q{amortize(10000, 0.06, 3, '2024-01-31')},
    q{amortize(10000, 0.06, 3, '2024-01-31')::jsonb::money_schedule},
    q{total_interest('[CNY 100.00@2024-01-15 annuity 0.05 periodic 1mon]{2024-02-15:100.00+0.42}')},
    q{(SELECT string_agg(i::text, ' ' ORDER BY number) FROM installments(amortize(300, 0.06, 3, '2024-01-31')) AS i)},
    q{cashflows(amortize(300, 0.06, 3, '2024-01-31'))},
    q{(loan_state(amortize(300, 0.06, 3, '2024-01-31'), NULL, '2024-03-15')).days_past_due},
    q{'{2024-01:9800.00,9600.00/31,*,9400.00@15}'::payment_history::jsonb},
    q{history_string('{2024-01:9800.00,9600.00/31,*,9400.00@15}'::payment_history)},
    q{(SELECT string_agg(c::text, ' ') FROM vintage_curve((SELECT
        vintage_agg('{2024-01:9800.00,9600.00/31}', '2023-12-01', 10000)), 30) AS c)},
    q{(SELECT migration_agg('pass'::risk_grade, 'substandard'::risk_grade, 100.00))},
    q{(SELECT portfolio_agg(100.00, 'pass-2'::risk_grade, 3))},
    q{grade_loan(95)},
    q{(SELECT count(*) FROM grade_policies())},
    q{(SELECT string_agg(policy::text || country || in_force, ' ') FROM grade_policies())},
    q{(SELECT string_agg(grade::text || loans, ' ' ORDER BY grade_rank)
        FROM grade_breakdown((SELECT portfolio_agg(1.00, 'loss'::risk_grade))))},
    q{(SELECT string_agg(rule, ' ') FROM explain_grade(95))},
    q{(SELECT count(*) FROM explain_grade(95, 'cn_2007'))},
    q{(SELECT payable(commission_agg('{"salary": 1000.00}', 1000.00)))},
    q{grade_label('loss', 'en')},
    q{sparkline('{1,2,4}', ascii => true) || bar(1, 2, 4, ascii => true) || heat(1, 2, ascii => true)},
);

# What is Chinese, and what it is where the encoding can hold it.
my @chinese = (
    [q{grade_label('substandard')}, '次级'],
    [q{grade_label('substandard-2')}, '次级-2'],
    [q{(SELECT label_zh FROM grade_breakdown((SELECT portfolio_agg(1.00, 'loss'::risk_grade))) WHERE grade = 'loss')},
     '损失'],
);

# What is read from Chinese words, %s being the text, where the encoding can hold them.
my @words = (
    ['关注', '%s::risk_grade', 'special_mention'],
    ['{"days": {"次级": 60}}', '%s::grade_policy', '{"days":{"substandard":60}}'],
    ['等额本金', q{left(amortize(300, 0.06, 3, '2024-01-31', %s)::text, 34)}, '[300.00@2024-01-31 equal_principal'],
    ['结清', q{migration_agg('pass'::risk_grade, NULL, 1, %s)},
     '{"migration_summary":1,"states":"grades","moves":[["pass","paid_off",1,1.00]]}'],
);

my %want;
for (@encodings) {
    my ($encoding, $has_chinese) = @$_;
    my $dbh = create(lc "encoding_${encoding}_$$", encoding => $encoding);
    $dbh->do(q{SET client_encoding = 'UTF8'}) if $encoding ne 'SQL_ASCII';
    my $created = eval { $dbh->do('CREATE EXTENSION loanfin'); 1 };
    ok($created, "$encoding: CREATE EXTENSION") or diag($@), next;
    for my $call (@calls) {
        my ($got) = eval { $dbh->selectrow_array("SELECT ($call)::text") };
        my $wrong = $@;
        $want{$call} //= $got // 'an answer';
        is($got, $want{$call}, "$encoding: $call") or diag($wrong);
    }
    for (@chinese) {
        my ($call, $text) = @$_;
        my ($got) = eval { $dbh->selectrow_array("SELECT $call") };
        diag($@) if $@;
        utf8::decode($got) if defined $got && !utf8::is_utf8($got);
        is($got, $has_chinese ? $text : undef, "$encoding: $call");
    }
    my ($marks) = $dbh->selectrow_array(q{SELECT sparkline('{1,2,4}') || bar(1, 2, 4) || heat(1, 2)});
    is($marks, $encoding eq 'UTF8' ? '▁▃███▒' : '_-###+', "$encoding: marks are ASCII where it has no others");
    my ($comment) = $dbh->selectrow_array(q{SELECT obj_description('risk_grade'::regtype, 'pg_type')});
    utf8::decode($comment) if !utf8::is_utf8($comment);
    is($comment =~ /[^ -~]/ ? 1 : 0, $has_chinese, "$encoding: the comment of a type has its Chinese term if it can")
        or diag($comment);
    my ($uncommented) = $dbh->selectrow_array(<<'SQL');
SELECT count(*) FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'loanfin'
WHERE d.deptype = 'e' AND d.classid = 'pg_proc'::regclass AND obj_description(d.objid, 'pg_proc') IS NULL
SQL
    is($uncommented, 0, "$encoding: every function has a comment");
    for ($has_chinese ? @words : ()) {
        my ($text, $call, $want) = @$_;
        my $bytes = unpack 'H*', encode('UTF-8', $text);
        my ($got) = eval { $dbh->selectrow_array('SELECT ' . sprintf $call, "convert_from('\\x$bytes', 'UTF8')") };
        is($got, $want, "$encoding: $call with a Chinese word") or diag($@);
    }
}
done_testing();
