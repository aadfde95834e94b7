-- commission_statement: what aggregates keep, text, binary, jsonb, order and hash, and what is refused.
\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

CREATE TEMP TABLE plans (name text, plan commission_plan);
INSERT INTO plans VALUES
    ('fee', '{"per_loan": {"rate": 0.1, "min": 100, "max": 1500}, "clawback": [{"event": "default", "to": 6}, '
            '{"event": "early_settlement", "to": 12, "method": "pro_rata"}]}'),
    ('yen', '{"currency": "JPY", "per_loan": {"rate": 0.05}}'),
    ('salary', '{"salary": 6000}');
CREATE TEMP TABLE loan AS SELECT *
FROM (VALUES (400000.00, 2400.00), (72000.00, 680.00), (1200000.00, 18000.00), (99999.99, 1234.55), (NULL, 5.00),
      (5.00, NULL)) AS v(amount, fee);
CREATE TEMP TABLE event AS SELECT *
FROM (VALUES (300.00, 4, 'default'), (200.00, 9, 'early_settlement'), (500.00, 6, 'default'), (NULL, 1, 'default'),
      (1.00, NULL, 'default'), (1.00, 1, NULL)) AS v(paid, months_on_book, event);

-- nothing, the plan alone, loans, loans whose base is the amount, events
SELECT commission_statement(plan) FROM plans;
SELECT commission_agg(plan, amount, fee) FROM plans LEFT JOIN loan ON name <> 'salary' GROUP BY plan, name
HAVING name <> 'yen';
SELECT commission_agg(plan, amount) FROM plans, loan WHERE name = 'fee';
SELECT clawback_agg(plan, paid, months_on_book, event) FROM plans, event WHERE name = 'fee';
SELECT commission_agg(NULL, amount, fee) IS NULL AS none, commission_agg(plan, amount, fee)
       FILTER (WHERE false) IS NULL AS no_row FROM plans, loan;
SELECT commission_agg(CASE WHEN amount > 100000 THEN plan END, amount, fee) FROM plans, loan WHERE name = 'fee';

-- sums: any shape
CREATE TEMP TABLE part AS
SELECT commission_agg(plan, amount, fee) AS st FROM plans, loan WHERE name = 'fee' GROUP BY amount > 100000
UNION ALL SELECT clawback_agg(plan, paid, months_on_book, event) FROM plans, event WHERE name = 'fee' GROUP BY event;
SELECT rollup(st), count(*) AS parts FROM part;
SELECT rollup(st) = (SELECT commission_agg(plan, amount, fee) FROM plans, loan
                     WHERE name = 'fee') + (SELECT clawback_agg(plan, paid, months_on_book, event) FROM plans, event
                                            WHERE name = 'fee') AS same FROM part;
SELECT st + st = rollup(st ORDER BY x) AS twice, rollup(NULL::commission_statement) IS NULL AS none
FROM part, generate_series(1, 2) AS x GROUP BY st LIMIT 1;
SELECT loan_count(st), total_amount(st), total_base(st), currency(st), plan(st)
FROM (SELECT rollup(st) AS st FROM part) AS s;
SELECT total_amount(commission_agg(plan, 1000, 7)), currency(commission_agg(plan, 1000, 7)),
       plan(commission_agg(plan, 1000, 7)) FROM plans WHERE name = 'yen'
GROUP BY plan;

-- the functions behind the aggregates, called by themselves, leave their arguments alone
SELECT a.st = b.st AS same, commission_statement_combine(a.st, b.st) = a.st + b.st AS sum, a.st = (SELECT st FROM part
    LIMIT 1) AS kept
FROM (SELECT st FROM part LIMIT 1) AS a, (SELECT st FROM part OFFSET 1 LIMIT 1) AS b;
SELECT commission_agg_accum(NULL, plan, 10, 5), clawback_agg_accum(commission_statement(plan), plan, 10, 1, 'default'),
       commission_agg_accum(NULL, NULL, 1) IS NULL AS none FROM plans WHERE name = 'fee';

-- text and jsonb are read back; the binary form is fields and the plan's text
SELECT st::text::commission_statement = st AS text, st::jsonb::commission_statement = st AS json,
       jsonb_typeof(st::jsonb -> 'plan') FROM (SELECT rollup(st) AS st FROM part) AS s;
SELECT '{"base": 50, "plan": {"salary": 0, "per_loan": {"rate": 0.1}}, "amount": 1e2, "loans": 1, "commission": 5, '
       '"commission_statement": 1}'::commission_statement;
SELECT octet_length(commission_statement_send(commission_statement(plan))) - length(plan::text) AS fixed,
       pg_column_size(commission_statement(plan)) - pg_column_size(plan) <= 200 AS small FROM plans;
SELECT encode(substr(commission_statement_send(rollup(st)), 1, 57), 'hex') FROM part;

-- order and hash
SELECT count(DISTINCT st), count(*) FROM (TABLE part UNION ALL TABLE part) AS twice;
SELECT a.st < b.st AS lt, a.st <= b.st AS le, a.st > b.st AS gt, a.st >= b.st AS ge, a.st <> b.st AS ne,
       commission_statement_cmp(a.st, b.st), commission_statement_hash(a.st) = commission_statement_hash(b.st) AS hash
FROM (SELECT commission_statement(plan) AS st FROM plans WHERE name = 'fee') AS a, (SELECT commission_agg(plan, 1) AS st
    FROM plans WHERE name = 'fee') AS b;

\pset format unaligned
\pset tuples_only on
-- refused rows
SELECT E'\n' || call || E'\n' || pg_temp.refused(format('(SELECT %s FROM plans WHERE name = ''fee'')', call))
FROM (VALUES ('commission_agg(plan, -5)'), ('commission_agg(plan, 5, -5)'), ('commission_agg(plan, 1.005)'),
      ('commission_agg(plan, 1, ''NaN'')'), ('commission_agg(plan, 900000000000000.01)'),
      ('commission_agg(plan, 1e30)'),
             ('clawback_agg(plan, -1, 1, ''default'')'), ('clawback_agg(plan, 1, -3, ''default'')'),
             ('clawback_agg(plan, 1, 1, ''late'')'), ('clawback_agg(plan, 1, 1, '''')')) AS v(call);
SELECT pg_temp.refused('(SELECT commission_agg(plan, 1.5) FROM plans WHERE name = ''yen'')');
-- two plans in one statement
SELECT pg_temp.refused('(SELECT commission_agg(plan, 1) FROM plans)');
SELECT pg_temp.refused('(SELECT rollup(commission_statement(plan)) FROM plans)');
SELECT pg_temp.refused(
    '(SELECT commission_statement(a.plan) + commission_statement(b.plan) FROM plans AS a, '
    'plans AS b WHERE a.name = ''fee'' AND b.name = ''yen'')');
-- forged statements, as text and as binary
SELECT E'\n' || st || E'\n' || pg_temp.refused(format('%L::commission_statement', st))
FROM (VALUES ('1'), ('{}'), ('{"commission_statement": 2, "plan": {"salary": 1}}'), ('{"commission_statement": 1}'),
      ('{"commission_statement": 1, "plan": {"salary": -1}}'), ('{"commission_statement": 1, "plan": 5}'),
             ('{"commission_statement": 1, "plan": {"salary": 1, "salary": 2}}'), ('{"commission_statement": 1'),
             ('{"commission_statement": 1, "plan": {"salary": 1}, "loan": 1}'),
             ('{"commission_statement": 1, "plan": {"salary": 1}, "loans": "1"}'),
             ('{"commission_statement": 1, "plan": {"salary": 1}, "loans": 1.5}'),
             ('{"commission_statement": 1, "plan": {"salary": 1}, "loans": -1}'),
             ('{"commission_statement": 1, "plan": {"salary": 1}, "amount": 1}'),
             ('{"commission_statement": 1, "plan": {"salary": 1}, "loans": 1, "amount": 0.001}'),
             ('{"commission_statement": 1, "plan": {"salary": 1}, "loans": 1, "commission": 1}'),
             ('{"commission_statement": 1, "plan": {"salary": 1}, "default": [1, 1, 1]}'),
             ('{"commission_statement": 1, "plan": {"salary": 1}, "default": [1, 1]}'),
             ('{"commission_statement": 1, "plan": {"per_loan": {"rate": 0.1, "max": 5}}, "loans": 1, "base": 100, '
              '"commission": 6}')) AS v(st);
