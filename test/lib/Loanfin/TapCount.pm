# Loanfin::TapCount: prove's own printing, but for the summary of a run without a
# fault; the file that TAP_COUNT names gets the counts of the run, then a line for
# each test that failed.
package Loanfin::TapCount;
use strict;
use warnings;
use parent 'TAP::Formatter::File';

my @faults;

sub open_test
{
    my ($self, $file, $parser) = @_;
    $parser->callback(test => sub { push @faults, "$file: " . $_[0]->as_string if !$_[0]->is_ok });
    return $self->SUPER::open_test($file, $parser);
}

sub summary
{
    my ($self, $aggregate, @more) = @_;
    my ($skipped, $failed) = (scalar $aggregate->skipped, 0);
    my $passed = $aggregate->passed - $skipped;
    for my $file ($aggregate->descriptions) {
        my ($test) = $aggregate->parsers($file);
        $skipped++ if defined $test->skip_all;
        # a program that stops early or runs no test fails although all its tests passed
        $failed += $test->failed || 1 if $test->has_problems;
        push @faults, "$file: does not come to its end as planned" if $test->has_problems && !$test->failed;
    }
    open my $out, '>', $ENV{TAP_COUNT} or die "cannot write $ENV{TAP_COUNT}: $!\n";
    print $out join "\n", "$passed $failed $skipped", @faults;
    close $out;
    return $failed ? $self->SUPER::summary($aggregate, @more) : ();
}

1;
