#!/usr/bin/perl
# Text files hold no leftovers: unfinished business, paths of one machine,
# blanks at line ends, tabs, bytes that are not UTF-8.
use strict;
use warnings;

use Encode qw(decode FB_CROAK);
use FindBin;
use lib "$FindBin::Bin/../lib";

use Test::More;

use Loanfin::Checkout qw(root slurp project_files);

# spelled backwards, not to find itself; the last is also a currency code
my $unfinished = join '|', map { scalar reverse } qw(ODOT EMXIF KCAH :XXX);
my $folders = join '|', qw(root home work Users);

for my $file (grep { -T root() . "/$_" } project_files()) {
    my $text = slurp(root() . "/$file");
    my $expected = $file =~ m{(?:^|/)expected/.*\.out$};
    my (@faults, $line);
    push @faults, 'is not UTF-8' unless eval { decode('UTF-8', my $copy = $text, FB_CROAK); 1 };
    push @faults, 'does not end with a line end' if length $text && $text !~ /\n\z/;
    push @faults, 'has carriage returns' if $text =~ /\r/;
    for (split /\n/, $text) {
        $line++;
        push @faults, "line $line: blank at the end" if /[ \t]$/ && !$expected;
        push @faults, "line $line: a tab" if /\t/ && $file =~ /\.(?:[ch]|sql|t|pl|pm)$/;
        push @faults, "line $line: $1" if /\b($unfinished)(?!\w)/ && $file !~ m{^test/};
        push @faults, "line $line: a path of one machine" if m{(?<![\w.\$\}~])/(?:$folders)/};
        push @faults, "line $line: a path outside the checkout" if m{\.\./shared/} && $text !~ /\b(?:ORACLES|DATA)\b/;
    }
    ok(!@faults, "$file is clean") or diag(join "\n", @faults);
}
done_testing();
