<?php
// PHP's PDO: parameters are text without a type; decimals are strings.
require getenv('SNIPPETS') . '/loanfin_pdo.php';

const LACKS = [
    'reads an array' => 'PDO has no arrays: array_to_json and json_decode',
    'reads rows in binary' => 'PDO has the text format only',
    'reads every type in binary' => 'PDO has the text format only',
    'sends every type in binary' => 'PDO sends text, and bytea for streams',
    'reflects the columns' => 'PDO tells the type of a result, not of a table',
];

function rows(string $query, ...$parameters): array
{
    global $pdo;
    $statement = $pdo->prepare($query);
    foreach ($parameters as $i => $value)
        $statement->bindValue($i + 1, $value, is_int($value) ? PDO::PARAM_INT : PDO::PARAM_STR);
    $statement->execute();
    return $statement->columnCount() ? $statement->fetchAll(PDO::FETCH_NUM) : [];
}

// Rows as questions.sql writes them.
function shown(array $rows): string
{
    $text = fn($value) => $value === null ? 'NULL' : (is_bool($value) ? var_export($value, true) : (string) $value);
    return implode("\n", array_map(fn($row) => implode('|', array_map($text, $row)), $rows));
}

// Says whether a piece of work gives what is expected.
function cell(string $name, callable $work, string $expected): void
{
    try {
        $got = $work();
    } catch (Exception $e) {
        $got = $e->getMessage();
    }
    echo $got === $expected ? 'ok' : 'not ok', " - $name\n";
    if ($got !== $expected)
        echo preg_replace('/^/m', '# ', "$got\ninstead of $expected"), "\n";
}

function ask(string $name, ...$parameters): void
{
    global $questions;
    [$query, $answer] = $questions[$name];
    cell($name, fn() => shown(rows($query, ...$parameters)), $answer);
}

function kept(callable $fill): string
{
    rows('TRUNCATE kept');
    $fill();
    return rows('SELECT columns FROM difference')[0][0];
}

$dsn = sprintf('host=%s;port=%s;dbname=%s;user=%s', getenv('PGHOST'), getenv('PGPORT'), getenv('PGDATABASE'),
    getenv('PGUSER'));
$pdo = connect($dsn);
foreach (rows('SELECT cell, query, answer FROM question') as [$name, $query, $answer])
    $questions[$name] = [$query, $answer];
foreach (array_keys($questions) as $name)
    if (str_starts_with($name, 'reads ') && !isset(LACKS[$name]))
        ask($name);
foreach (array_column(rows('SELECT type FROM type_of_loanfin ORDER BY type'), 0) as $type) {
    $texts = array_column(rows('SELECT text FROM sample_value WHERE type = ? ORDER BY id', $type), 0);
    cell("sends $type", fn() => implode("\n", array_map(
        fn($text) => rows("SELECT CAST(CAST(? AS $type) AS text)", $text)[0][0], $texts)), implode("\n", $texts));
}
// decimals are strings: PHP has no exact type of its own
ask('sends numbers and dates', '123456.78', '0.0475', 36, '2024-01-31');
ask('sends a double', 0.1 * 0.7);
ask('sends a grade', 'doubtful');
cell('inserts every type', fn() => kept(function () {
    foreach (rows('SELECT * FROM every_type') as $row)
        rows('INSERT INTO kept VALUES (' . implode(', ', array_fill(0, count($row), '?')) . ')', ...$row);
}), '');
[$query, $answer] = $questions['copies out'];
cell('copies out', fn() => implode('', $pdo->pgsqlCopyToArray('(SELECT * FROM every_type ORDER BY id)', "\t", '\\\\N')),
    $answer);
cell('copies in', fn() => kept(fn() => $pdo->pgsqlCopyFromArray('kept', explode("\n", rtrim($answer)))), '');
cell('survives a reconnect', function () use ($dsn) {
    global $pdo;
    $query = 'SELECT money_schedule FROM every_type WHERE id = 1';
    $before = rows($query);
    try {
        rows('SELECT pg_terminate_backend(pg_backend_pid())');
        return 'the connection is alive';
    } catch (PDOException) {
        $pdo = connect($dsn);
    }
    return rows($query) === $before ? 'the same' : 'another';
}, 'the same');
foreach (LACKS as $name => $reason)
    echo "ok - $name # SKIP $reason\n";
