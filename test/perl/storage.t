#!/usr/bin/perl
# Values keep their bytes wherever they go: large ones out of the row, compressed
# or not; through dump and restore in every format; through binary COPY; and the
# extension can be dropped and made again around them.
use strict;
use warnings;

use DBI;
use File::Temp qw(tempdir);
use Test::More;

my %option = (RaiseError => 1, PrintError => 0, PrintWarn => 0);
my $admin = DBI->connect('dbi:Pg:', '', '', {%option});
my (%handle, $dir);
$dir = tempdir(CLEANUP => 1);

sub create { $admin->do("CREATE DATABASE $_[0] TEMPLATE template0 ENCODING 'UTF8'"); return connect_to($_[0]) }
sub connect_to
{
    my $dbh = $handle{$_[0]} = DBI->connect("dbi:Pg:dbname=$_[0]", '', '', {%option});
    $dbh->do('SET client_min_messages = warning');
    return $dbh;
}
END {
    for my $name (keys %handle) {
        $handle{$name}->disconnect;
        $admin->do("DROP DATABASE $name");
    }
}

sub answer { my ($dbh, $query) = @_; return join ' ', map { join '|',
    map { $_ // 'NULL' } @$_ } @{$dbh->selectall_arrayref($query)} }
sub run_ok { my ($what, @command) = @_; is(system("@command >$dir/log 2>&1"), 0, $what) or diag(do { local (@ARGV,
    $/) = "$dir/log"; <> }) }

my $source = "storage_$$";
my $dbh = create($source);
$dbh->do($_) for split /;\n/, <<'SQL';
CREATE EXTENSION loanfin;
CREATE TABLE value (id int PRIMARY KEY, kind text, s money_schedule);
INSERT INTO value
SELECT i, 'loan', amortize(1000 + i, 0.03 + i % 17 / 100.0, 1 + i % 60, date '2019-01-01' + i,
                           (ARRAY['annuity','equal_principal','flat'])[1 + i % 3],
                           fee => i % 3, day_count => (ARRAY['periodic','ACT/ACT'])[1 + i % 2],
                           currency => (ARRAY[NULL,'CNY','JPY','KWD'])[1 + i % 4])
FROM generate_series(1, 500) AS i;
INSERT INTO value VALUES (0, 'null', NULL), (501, 'empty', '[0.00@2024-01-15]{}');
INSERT INTO value
SELECT 600 + n, 'portfolio',
       (SELECT schedule_agg(date '2000-01-01' + k, k % 97 + 0.01 * (hashint4(k) & 8191),
                            (hashint4(k * n) & 65535) / 100.0, k % 2)
                              FROM generate_series(1, n * 1000) AS k) FROM generate_series(1, 6) AS n;
CREATE TABLE fingerprint AS SELECT id, money_schedule_send(s) AS bytes, s::text AS text FROM value
SQL
my $bytes_of = "SELECT id, encode(money_schedule_send(s), 'hex'), md5(s::text) FROM value ORDER BY id";
my $truth = answer($dbh, $bytes_of);
my $differs = q{SELECT count(*) FROM %s AS v JOIN fingerprint USING (id)
                WHERE money_schedule_send(s) IS DISTINCT FROM bytes OR s::text IS DISTINCT FROM text};
my $read = q{SELECT id, principal(s), balance_at(s, '2014-07-01'), total_payment(s), installment_count(s),
             payoff(s, '2014-07-01'),
             (SELECT sum(c.payment) FROM cashflow_by(s, '1 month') AS c), (SELECT sum(balance) FROM installments(s)),
             s = s::text::money_schedule FROM %s ORDER BY id};

# values too long for a row, in each kind of storage
my %compression = map { $_ => 1 } 'pglz', grep { eval { $dbh->do("SET default_toast_compression = $_"); 1 } } 'lz4';
$dbh->do('RESET default_toast_compression');
for my $storage (qw(plain main external extended)) {
    for my $compression ($storage =~ /^(?:main|extended)$/ ? sort keys %compression : 'pglz') {
        my $table = "kept_${storage}_$compression";
        $dbh->do("CREATE TABLE $table (id int, s money_schedule)");
        $dbh->do("ALTER TABLE $table ALTER s SET STORAGE $storage, ALTER s SET COMPRESSION $compression");
        # rows written anew: the column's storage decides, not the source's
        $dbh->do("INSERT INTO $table SELECT id, s::text::money_schedule
                  FROM value" . ($storage eq 'plain' ? ' WHERE id < 600' : ''));
        is(answer($dbh, sprintf $differs, $table), '0', "values stored $storage ($compression) have their bytes");
        is(answer($dbh, sprintf $read, $table), answer($dbh, sprintf($read,
            $storage eq 'plain' ? '(SELECT * FROM value WHERE id < 600) AS v' : 'value')),
            "values stored $storage ($compression) are read right");
        next if $storage eq 'plain';
        my ($toasted) = $dbh->selectrow_array("SELECT pg_relation_size(reltoastrelid) FROM pg_class
                                               WHERE relname = '$table'");
        cmp_ok($toasted, '>', 0, "large values stored $storage ($compression) are indeed out of the row");
    }
}
is(answer($dbh, 'SELECT count(*) FROM kept_external_pglz
                 WHERE pg_column_size(s) < octet_length(money_schedule_send(s))'),
    '0', 'external values are not compressed');
is(answer($dbh, 'SELECT sum(s) = (SELECT sum(s) FROM value WHERE id > 600) FROM kept_external_pglz WHERE id > 600'),
    '1', 'sums of external values are right');
is(answer($dbh, 'SELECT sum(s ORDER BY id) = (SELECT sum(s) FROM value WHERE id > 600) FROM kept_extended_pglz
                 WHERE id > 600'),
    '1', 'sums of compressed values are right');
is(answer($dbh, 'SELECT count(*) FROM kept_external_pglz AS a JOIN kept_extended_pglz AS b USING (id)
                 WHERE a.s = b.s AND money_schedule_hash(a.s) = money_schedule_hash(b.s)'),
    answer($dbh, 'SELECT count(s) FROM value'), 'storage does not make another value');
cmp_ok(answer($dbh, q{SELECT max(octet_length(money_schedule_send(s))) FROM value}), '>', 20000,
    'some values have thousands of days');

# the state of an aggregate, kept in a table: large, and read back
$dbh->do($_) for split /;\n/, <<'SQL';
CREATE AGGREGATE sum_state(money_schedule) (SFUNC = money_schedule_sum_accum, STYPE = money_schedule_state,
                                            COMBINEFUNC = money_schedule_state_combine);
CREATE TABLE state AS SELECT kind, coalesce(currency(s), '') AS code, sum_state(s) AS x FROM value WHERE s IS NOT NULL
GROUP BY 1, 2;
ALTER TABLE state ALTER x SET STORAGE external;
CREATE TABLE state_kept (LIKE state INCLUDING ALL);
INSERT INTO state_kept SELECT kind, code, x::text::money_schedule_state FROM state
SQL
is(answer($dbh, 'SELECT count(*) FROM state AS a JOIN state_kept AS b USING (kind, code)
                 WHERE money_schedule_state_send(a.x) = money_schedule_state_send(b.x)'),
    answer($dbh, 'SELECT count(*) FROM state'), 'states in a table have their bytes');
is(answer($dbh, q{SELECT money_schedule_state_final(x) = (SELECT sum(s) FROM value WHERE kind = 'portfolio')
                  FROM state_kept WHERE kind = 'portfolio'}),
    '1', 'states in a table come to the sum');

# what depends on the extension: index, key, generated column, check, view, default
$dbh->do($_) for split /;\n/, <<'SQL';
CREATE TABLE user_of (k int, s money_schedule DEFAULT '[0.00@2024-01-15]{}' CHECK (principal(s) >= 0),
                      p numeric GENERATED ALWAYS AS (principal(s)) STORED);
INSERT INTO user_of SELECT id, s FROM value WHERE id BETWEEN 1 AND 500;
CREATE INDEX by_value ON user_of USING hash (s);
CREATE UNIQUE INDEX by_order ON user_of (s, k);
CREATE INDEX by_maturity ON user_of (maturity_date(s));
CREATE VIEW due AS SELECT k, i.* FROM user_of, installments(s) AS i;
CREATE MATERIALIZED VIEW total AS SELECT sum(s) AS s FROM user_of GROUP BY currency(s)
SQL
my @things = ("SELECT k, p, s::text FROM user_of ORDER BY k", 'SELECT count(*), sum(payment) FROM due',
    'SELECT s::text FROM total ORDER BY s', 'SELECT kind, code, x::text FROM state ORDER BY 1, 2');
my @before = map { answer($dbh, $_) } @things;

# dump and restore
for my $how (['plain', "pg_dump -Fp -f $dir/plain $source", "psql -XqAt -v ON_ERROR_STOP=1 -f $dir/plain -d"],
    ['custom', "pg_dump -Fc -f $dir/custom $source", "pg_restore -e $dir/custom -d"],
    ['inserts', "pg_dump -Fp --inserts -f $dir/inserts $source",
        "psql -XqAt -v ON_ERROR_STOP=1 -f $dir/inserts -d"]) {
    my ($format, $dump, $restore) = @$how;
    my $target = "storage_${format}_$$";
    my $copy = create($target);
    run_ok("pg_dump writes the format $format", $dump);
    run_ok("the format $format is restored", "$restore $target");
    is(answer($copy, $bytes_of), $truth, "values restored from $format have their bytes");
    is(answer($copy, $things[$_]), $before[$_],
        "what uses the extension works after $format: $things[$_]") for 0 .. $#things;
}
my $script = do { local (@ARGV, $/) = "$dir/plain"; <> };
like($script, qr/CREATE EXTENSION IF NOT EXISTS loanfin/, 'a dump makes the extension');
unlike($script, qr/loanfin_\w+'|CREATE TYPE \S*money_schedule|CREATE FUNCTION \S*amortize/,
    'a dump does not spell out what is in the extension');

# binary COPY out and in and out again
run_ok('binary COPY writes',
    qq{psql -Xq -d $source -c "\\copy (SELECT * FROM value ORDER BY id) TO '$dir/first.bin' (FORMAT binary)"});
$dbh->do('CREATE TABLE copied (LIKE value)');
run_ok('binary COPY reads', qq{psql -Xq -d $source -c "\\copy copied FROM '$dir/first.bin' (FORMAT binary)"});
run_ok('binary COPY writes again',
    qq{psql -Xq -d $source -c "\\copy (SELECT * FROM copied ORDER BY id) TO '$dir/second.bin' (FORMAT binary)"});
is(answer($dbh, $bytes_of =~ s/value/copied/r), $truth, 'values through binary COPY have their bytes');
is(system("cmp -s $dir/first.bin $dir/second.bin"), 0, 'binary COPY in and out is the same file');
run_ok('binary COPY writes states', qq{psql -Xq -d $source -c "\\copy state TO '$dir/state.bin' (FORMAT binary)"});
$dbh->do('TRUNCATE state_kept');
run_ok('binary COPY reads states',
    qq{psql -Xq -d $source -c "\\copy state_kept FROM '$dir/state.bin' (FORMAT binary)"});
is(answer($dbh, 'SELECT kind, code, x::text FROM state_kept ORDER BY 1, 2'), $before[3],
    'states through binary COPY have their bytes');
my $bytes = do { local (@ARGV, $/) = "$dir/first.bin"; <> };
for my $cut (3, 40, 1000) {
    open my $out, '>:raw', "$dir/cut.bin" or die;
    print $out substr($bytes, 0, -$cut);
    close $out;
    isnt(system("psql -Xq -d $source -c \"\\copy copied FROM '$dir/cut.bin' (FORMAT binary)\" >$dir/log 2>&1"), 0,
        "binary COPY of a file that lacks $cut bytes is refused");
}

# dropping and making the extension
ok(!eval { $dbh->do('DROP EXTENSION loanfin'); 1 } && $dbh->state eq '2BP01', 'an extension in use is not dropped');
is(answer($dbh, $bytes_of), $truth, 'values are there after the refusal');
my $other = create("storage_again_$$");
for my $round (1, 2) {
    $other->do('CREATE EXTENSION loanfin');
    is(answer($other, "SELECT principal(amortize(100, 0.05, 12, '2024-01-31'))"), '100.00',
        "the extension works when made the ${round}. time");
    $other->do('DROP EXTENSION loanfin');
    is(answer($other, q{SELECT count(*) FROM pg_proc WHERE prosrc ~ '^loanfin_'}) . answer($other,
        q{SELECT count(*) FROM pg_type WHERE typname ~ 'money_schedule'}), '00',
        "nothing is left when dropped the ${round}. time");
}
$other->begin_work;
$other->do($_) for 'CREATE EXTENSION loanfin', 'DROP EXTENSION loanfin', 'CREATE EXTENSION loanfin',
    'CREATE TABLE t (s money_schedule)';
$other->commit;
is(answer($other, 'SELECT extversion = default_version FROM pg_extension JOIN pg_available_extensions ON name = ' .
                  'extname WHERE extname = \'loanfin\''),
    '1', 'the version made is the default one');
ok(eval { $other->do('ALTER EXTENSION loanfin UPDATE'); 1 }, 'an update to the version at hand is nothing');
is(answer($other, q{SELECT count(*) FROM pg_extension_update_paths('loanfin') WHERE path IS NULL
                    AND target = (SELECT default_version FROM pg_available_extensions WHERE name = 'loanfin')}), '0',
    'every version has a path to this one');
$other->do('DROP EXTENSION loanfin CASCADE');
is(answer($other, q{SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0
                    AND NOT attisdropped}),
    '0', 'CASCADE takes the columns along');
# what docs/columns.md says of triggers and NULLIF: as it is written there it restores, with IS DISTINCT FROM and
# NULLIF it does not, a limit of the server
my %written = (
    'operators written out' => [0, 'coalesce(old.s <> new.s, (old.s IS NULL) <> (new.s IS NULL))',
        q{CASE WHEN s = '[0.00@2024-01-15]{}'::money_schedule THEN NULL ELSE s END}],
    'IS DISTINCT FROM and NULLIF' => [2, 'old.s IS DISTINCT FROM new.s', q{NULLIF(s, '[0.00@2024-01-15]{}')}],
);
for my $how (sort keys %written) {
    my ($failures, $when, $view) = @{$written{$how}};
    my ($from, $to) = map { "written_${_}_" . $failures . "_$$" } qw(from to);
    my $written = create($from);
    $written->do($_) for 'CREATE EXTENSION loanfin', 'CREATE TABLE loan (id int PRIMARY KEY, s money_schedule)',
        q{INSERT INTO loan VALUES (1, amortize(1000, 0.05, 12, '2024-01-15'))},
        'CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.id = new.id + 10; RETURN new; END $$',
        "CREATE TRIGGER changed BEFORE UPDATE ON loan FOR EACH ROW WHEN ($when) EXECUTE FUNCTION note()",
        "CREATE VIEW kept AS SELECT id, $view AS s FROM loan";
    system("pg_dump -f $dir/written $from");
    my $restored = create($to);
    my @refused = grep { /ERROR.*operator does not exist/ } qx(psql -Xq -d $to -f $dir/written 2>&1);
    is(scalar @refused, $failures, "$how: statements that do not restore");
    next if $failures;
    $restored->do('UPDATE loan SET s = s');
    is(answer($restored, 'SELECT id, principal(s) FROM kept'), '1|1000.00',
        'the restored trigger does not fire where the value is the same');
    $restored->do('UPDATE loan SET s = NULL');
    is(answer($restored, 'SELECT id, s FROM kept'), '11|NULL', 'and it fires where the value changes');
}

done_testing();
