-- The questions to the clients and the answers of the server itself, made from the
-- catalog: a type that has no sample value fails the test.  Run by psql after
-- test/fuzz/samples.sql and test/golden/samples.sql, whose values it takes.
SET client_min_messages = warning;

CREATE TABLE type_of_loanfin AS
SELECT typname::text AS type, CASE WHEN typtype = 'b' THEN typsend END AS send
FROM pg_type
     JOIN pg_depend ON objid = pg_type.oid AND classid = 'pg_type'::regclass AND deptype = 'e'
     JOIN pg_extension AS e ON e.oid = refobjid AND extname = 'loanfin'
WHERE typcategory <> 'A';

-- Up to three values of every type, as text and, but for rows, as the bytes of its binary form.
CREATE TABLE sample_value (type text, id bigint, text text, bytes bytea, PRIMARY KEY (type, id));
CREATE TABLE w_dated_rate AS
SELECT row(date '2024-06-01' + n, 0.045 + n / 1000.0)::dated_rate AS v FROM generate_series(1, 3) AS n;
CREATE TABLE w_loan_price AS
SELECT risk_price(100000, 36, '2024-01-15', 0.03, defaults => n || ' MDR', severity => 0.5) AS v
FROM unnest('{0,0.1,0.2}'::text[]) AS n;
SELECT format('INSERT INTO sample_value SELECT %L, row_number() OVER (ORDER BY md5(t)), t, %s
               FROM (SELECT DISTINCT v::text AS t FROM w_%1$s) AS w WHERE length(t) < 2000 ORDER BY 2 LIMIT 3',
              type, coalesce(send || '(t::' || type || ')', 'NULL'))
FROM type_of_loanfin
WHERE to_regclass('w_' || type) IS NOT NULL \gexec

-- A column of every type; a row of their first values, of their second, of their third, of NULLs.
SELECT format('CREATE TABLE every_type (id bigint PRIMARY KEY, %s)', string_agg(format('%1$s %1$s', type), ', '
              ORDER BY type))
FROM type_of_loanfin \gexec
SELECT format('INSERT INTO every_type SELECT n, %s FROM generate_series(1, 4) AS n',
              string_agg(format('(SELECT text::%s FROM sample_value WHERE type = %1$L AND id = n)', type), ', '
              ORDER BY type))
FROM type_of_loanfin \gexec

-- Where clients put what they send, and which of its columns differ from the table above.
CREATE TABLE kept (LIKE every_type);
SELECT format('CREATE VIEW difference AS SELECT concat_ws('' '', CASE WHEN count(k.id) <> 4 THEN ''rows'' END, %s)
               AS columns FROM every_type AS e FULL JOIN kept AS k USING (id)',
              string_agg(format('CASE WHEN bool_or(e.%s::text IS DISTINCT FROM k.%1$s::text) THEN %1$L END', type),
                         ', ' ORDER BY type))
FROM type_of_loanfin \gexec

CREATE VIEW scalar AS
SELECT total_payment(amortize(899999999999999.99, 0, 2, '2024-01-31')) AS numeric, maturity_date(s) AS date,
       loan_count('{"portfolio_summary":1,"grades":{"loss":[9007199254740993,1.00]},
                    "bands":{"1-30":[9007199254740993,1.00]},"squares":1.0000}'::portfolio_summary) AS bigint,
       is_npl('pass') AS boolean, next_due(s, maturity_date(s)) AS null
FROM amortize(100000, 0.05, 36, '2024-01-15') AS s;

-- Fields apart by a bar, rows by a line end.
CREATE FUNCTION answer(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    EXECUTE format('SELECT string_agg(line, E''\n'' ORDER BY number)
        FROM (SELECT row_number() OVER () AS number, (SELECT string_agg(coalesce(value, ''NULL''), ''|'')
              FROM json_each_text(row_to_json(q))) AS line FROM (%s) AS q) AS x', query) INTO answer;
    RETURN answer;
END
$$;

-- Questions without parameters; a question mark is a value, which each client gives in its own way.
CREATE TABLE question (cell text PRIMARY KEY, query text, answer text);
INSERT INTO question
SELECT 'reads ' || type, format('SELECT %s FROM every_type ORDER BY id', type),
       answer(format('SELECT %s::text FROM every_type ORDER BY id', type))
FROM type_of_loanfin;
INSERT INTO question
SELECT cell, query, answer(query)
FROM (VALUES ('reads numeric', 'SELECT numeric FROM scalar'), ('reads bigint', 'SELECT bigint FROM scalar'),
             ('reads date', 'SELECT date FROM scalar'), ('reads boolean', 'SELECT boolean FROM scalar'),
             ('reads NULL', 'SELECT "null" FROM scalar'),
             ('reads rows', $$SELECT * FROM installments(amortize(1000, 0.05, 3, '2024-01-15'))$$),
             ('reads rows in binary', $$SELECT * FROM installments(amortize(1000, 0.05, 3, '2024-01-15'))$$),
             ('reads a record', $$SELECT * FROM loan_state(amortize(1000, 0.05, 3, '2024-01-15'),
              '{2024-02-15:336.12,2024-03-20:15}', '2024-03-31')$$),
             ('reads information_schema', $$SELECT column_name::text, udt_name::text FROM information_schema.columns
              WHERE table_name = 'every_type' ORDER BY ordinal_position$$)) AS q(cell, query);
INSERT INTO question VALUES
    ('reads an array', 'SELECT array_agg(grade ORDER BY grade) FROM grades()',
     (SELECT string_agg(grade::text, ',' ORDER BY grade) FROM grades())),
    ('sends numbers and dates', 'SELECT total_payment(amortize(?, ?, ?, ?))',
     (SELECT total_payment(amortize(123456.78, 0.0475, 36, '2024-01-31')))),
    ('sends a double', 'SELECT total_payment(amortize(100000, CAST(? AS float8)::numeric, 36, ''2024-01-15''))',
     (SELECT total_payment(amortize(100000, 0.07, 36, '2024-01-15')))),
    ('sends a grade', 'SELECT label_en FROM grades() WHERE grade = ?', grade_label('doubtful', 'en'));
