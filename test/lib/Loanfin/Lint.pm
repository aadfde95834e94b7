# Loanfin::Lint: what the checks in test/lint share.
package Loanfin::Lint;

use strict;
use warnings;

use Exporter qw(import);

use Loanfin::Checkout qw(root slurp capture relative_files);

our @EXPORT_OK = qw(c_files table project_files includes);

# C files of some folders; *.c alone where a suffix is given.
sub c_files
{
    my ($suffix, @folders) = @_;
    return grep { /\.[$suffix]$/ } relative_files(@folders);
}

# Lines of a table in test/lint: words, after comments are gone.
sub table
{
    my ($name) = @_;
    my @lines;
    for (split /\n/, slurp(root() . "/test/lint/$name")) {
        s/\s*#.*//;
        push @lines, [split] if /\S/;
    }
    return @lines;
}

# What git tracks or would track; without git, what is not built.
sub project_files
{
    my ($status, $text) = capture('git', '-c', 'safe.directory=*', '-C', root(), 'ls-files', '-co',
                                  '--exclude-standard');
    my @files = $status ? grep { !m{^(?:build|\.git)/} } relative_files('.') : split /\n/, $text;
    s{^\./}{} for @files;
    return sort grep { -f root() . "/$_" && !-l root() . "/$_" } @files;
}

# [spelling, is_system, line] of every #include of a file.
sub includes
{
    my ($file) = @_;
    my ($line, @found) = (0);
    for (split /\n/, slurp(root() . "/$file")) {
        $line++;
        push @found, [$2, $1 eq '<', $line] if /^\s*#\s*include\s+([<"])([^>"]+)/;
    }
    return @found;
}

1;
