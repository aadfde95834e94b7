-- warning_rules, early_warning and the functions of chance: every refusal once.
SET datestyle = 'ISO, YMD';
\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

CREATE TEMP TABLE rules AS SELECT '{"warning_rules":1,"levels":["watch","amber","red"],"clear":3,"rules":[
    {"over":0,"level":"watch"},{"level":"amber","times":3,"last":6,"over":0},{"level":"red","over":0,"run":3},
    {"level":"red","over":60,"after":1}]}'::warning_rules AS r;
TABLE rules;
SELECT '{"warning_rules":1,"levels":["watch"],"clear":1,"rules":[{"level":"watch","over":0,"after":0}]}'::warning_rules;
SELECT m.* FROM rules, warning_months('{2024-01:100.00,90.00/5,80.00/35,*,70.00,60.00/10,50.00,40.00,30.00,20.00}',
    r) AS m;
SELECT e.* FROM rules, early_warning('{2024-01:100.00,90.00/5,80.00/35,*,70.00,60.00/10}', r) AS e;
SELECT e.* FROM rules, early_warning('{2024-01:100.00,90.00}', r) AS e;
SELECT e.* FROM rules, early_warning('{2024-01:100.00/90}', r) AS e;
-- a gap neither counts nor goes on with a run; a charged-off loan is over any line
SELECT string_agg(level::text, ' ') FROM rules, warning_months('{2024-01:9.00/1,8.00/1,*,7.00/1,6.00/1,5.00/1}',
    r) AS m;
SELECT string_agg(level::text, ' ') FROM rules, warning_months('{2024-01:9.00,8.00!8.00,0.00}', r) AS m;

\set VERBOSITY default
CREATE TEMP TABLE bad (part text);
INSERT INTO bad VALUES ('{"warning_rules":1,"levels":["a"]}'), ('{"warning_rules":1,"levels":[],"rules":[]}'),
    ('{"warning_rules":1,"levels":["a"],"rules":[]}'), ('{"warning_rules":1,"levels":["a","a"],"rules":[{"level":"a",
        "over":0}]}'),
    ('{"warning_rules":1,"levels":[""],"rules":[{"level":"","over":0}]}'),
    ('{"warning_rules":1,"levels":["a"],"rules":[{"level":"b","over":0}]}'), ('{"warning_rules":1,"levels":["a"],
        "rules":[{"level":"a"}]}'),
    ('{"warning_rules":1,"levels":["a"],"rules":[{"level":"a","over":-1}]}'),
    ('{"warning_rules":1,"levels":["a"],"rules":[{"level":"a","over":0,"times":2}]}'),
    ('{"warning_rules":1,"levels":["a"],"rules":[{"level":"a","over":0,"times":3,"last":2}]}'),
    ('{"warning_rules":1,"levels":["a"],"rules":[{"level":"a","over":0,"times":1,"last":2,"run":2}]}'),
    ('{"warning_rules":1,"levels":["a"],"rules":[{"level":"a","over":0,"within":2}]}'),
    ('{"warning_rules":1,"levels":["a"],"clear":0,"rules":[{"level":"a","over":0}]}'),
    ('{"warning_rules":1,"levels":["a","b","c","d","e","f","g","h","i","j"],"rules":[{"level":"a","over":0}]}');
SELECT split_part(pg_temp.refused(quote_literal(part) || '::warning_rules'), E'\n', 2) AS refusal FROM bad;

-- chance
SELECT rate, round(low::numeric, 8) AS low, round(high::numeric, 8) AS high FROM wilson_bounds(3, 40);
SELECT * FROM wilson_bounds(0, 0);
SELECT binomial_tail(3, 10, 0.1)::numeric, binomial_tail(0, 0, 0.5), binomial_tail(1, 5, 0), binomial_tail(5, 5, 1);
SELECT wilson_bounds(3, 2);
SELECT binomial_tail(1, 1000000000001, 0.5);
SELECT wilson_bounds(1, 2, 1);
SELECT binomial_tail(1, 2, 1.5);
SELECT binomial_tail(1, 2, 'NaN');
