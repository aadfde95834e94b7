-- The rows of a schedule as rows of SQL: installments(), cashflow_by(), slice().
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

CREATE TEMP TABLE loan AS
SELECT amortize(1000, 0.12, 6, '2024-01-31', fee => 1, currency => 'CNY') AS s;

-- seven columns, the last one the balance after the row; in FROM, in the list, from no rows, from NULL
SELECT i.* FROM loan, installments(s) AS i;
SELECT (installments(s)).* FROM loan LIMIT 2;
SELECT count(*) FROM installments('[0.00@2024-01-15]{}');
SELECT count(*) FROM installments(NULL);
SELECT pg_typeof(number), pg_typeof(due), pg_typeof(principal), pg_typeof(balance)
    FROM installments((SELECT s FROM loan)) LIMIT 1;
-- a summed schedule has negative rows and balances too
SELECT * FROM
    installments('[50.00@2024-01-15]{2024-02-15:-50.00+466.67,2024-03-15:200.00-1.00-0.50,2024-04-15:-100.00+0.00}');
-- a query that stops early gets the rows so far
SELECT number FROM loan, installments(s) WHERE balance < 500 ORDER BY number LIMIT 1;

-- cashflow_by: first days of months, quarters counted from January, years, weeks from Monday, fortnights, days
SELECT c.* FROM loan, cashflow_by(s, '1 month') AS c;
SELECT bucket, principal, payment FROM loan, cashflow_by(s, '3 months');
SELECT bucket, principal, payment FROM loan, cashflow_by(s, '1 year');
SELECT bucket, to_char(bucket, 'Dy') AS weekday, payment FROM loan, cashflow_by(s, '1 week') LIMIT 2;
SELECT bucket, payment FROM
    cashflow_by('[3.00@2024-01-01]{2024-01-14:1.00+0.00,2024-01-15:1.00+0.00,2024-01-31:1.00+0.00}', '14 days');
SELECT bucket, payment FROM
    cashflow_by('[3.00@1999-12-01]{1999-12-30:1.00+0.00,1999-12-31:1.00+0.00,2000-01-01:1.00+0.00}', '2 days');
SELECT count(*) FROM cashflow_by('[0.00@2024-01-15]{}', '1 month');
SELECT count(*) FROM cashflow_by(NULL, '1 month') AS a, cashflow_by('[0.00@2024-01-15]{}', NULL) AS b;

-- slice: the rows due in the range, opening with their principal on the day before them that had a row
SELECT slice(s, '[2024-03-31,2024-05-01)') FROM loan;
SELECT slice(s, '(,2024-03-01)') FROM loan;
SELECT slice(s, '[2025-01-01,)') FROM loan;
SELECT slice(s, 'empty') FROM loan;
SELECT slice(s, '(,)') = s AS with_terms, slice(s, '(,)') = s + '[CNY 0.00@2024-01-31]{}' AS rows FROM loan;

-- the planner knows the number of rows of a constant, of a slice of it, and of its buckets
CREATE FUNCTION pg_temp.estimate(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN ' || query LOOP
        RETURN substring(line from 'rows=(\d+)');
    END LOOP;
END $$;
SELECT pg_temp.estimate('SELECT * FROM installments(amortize(1000, 0.05, 37, ''2024-01-31''))') AS "37",
       pg_temp.estimate('SELECT * FROM installments(slice(amortize(1000, 0.05, 37, ''2024-01-31''), '
                        '''[2025-01-01,2026-01-01)''))')
           AS "12",
       pg_temp.estimate('SELECT * FROM cashflow_by(amortize(1000, 0.05, 37, ''2024-01-31''), ''3 months'')') AS
           "13",
       pg_temp.estimate('SELECT installments(amortize(1000, 0.05, 37, ''2024-01-31''))') AS "37",
       pg_temp.estimate('SELECT * FROM loan, installments(s) AS i') IS NOT NULL AS column_planned;

-- refusals
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.refused(format('(SELECT count(*) FROM loan, cashflow_by(s, %L))', bucket))
FROM unnest('{0,-1 month,1 month 1 day,12 hours,101 years,36526 days}'::text[]) AS bucket;
SELECT pg_temp.refused(format('(SELECT count(*) FROM cashflow_by(%L, %L))', '[0.00@2024-01-15]{}', '0 days'));
SELECT
    pg_temp.refused($$slice(
                '[0.00@2024-01-15]{2024-01-15:-90000000000000000.00+0.00,2024-02-15:90000000000000000.00+0.00,'
                '2024-03-15:90000000000000000.00+0.00,2024-04-15:-90000000000000000.00+0.00}',
                            '[2024-02-01,2024-04-01)')$$);
