-- cashflows: aggregates, + and sum, the flows of a schedule, rows, forms, order, and every refusal.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- rows in any order; one date adds up, also to 0, which stays; a row with a NULL is passed over
CREATE TEMP TABLE payment (loan int, on_date date, amount numeric);
INSERT INTO payment VALUES
    (1, '2024-03-15', 500), (1, '2024-02-15', 300.50), (1, '2024-02-15', 199.5), (1, '2024-04-15', 500),
    (1, '2024-04-15', -500), (1, NULL, 7), (1, '2024-05-15', NULL),
    (2, '2024-02-29', 0.01), (3, NULL, NULL);
SELECT loan, cashflow_agg(on_date, amount) FROM payment GROUP BY loan ORDER BY loan;
SELECT cashflow_agg(on_date, amount ORDER BY on_date DESC, amount) = cashflow_agg(on_date, amount ORDER BY amount) AS t
FROM payment;
SELECT cashflow_agg(on_date, amount) IS NULL AS "null", sum(NULL::cashflows) IS NULL AS "null" FROM payment WHERE false;
SELECT cashflow_agg('2024-01-31', amount, 'KWD'), cashflow_agg('2024-01-31', amount, NULL)
FROM (VALUES (1.5), (-0.250)) AS v(amount);
SELECT cashflow_agg('2024-01-31', 1500, 'JPY'), cashflow_agg('0001-01-01', 900000000000000),
       cashflow_agg('9999-12-31', -900000000000000);

-- sums: + of two, sum of many; no flows at all is a value too
CREATE TEMP TABLE paid AS SELECT loan, cashflow_agg(on_date, amount) AS cf FROM payment GROUP BY loan;
SELECT a.cf + b.cf AS both, a.cf + b.cf = b.cf + a.cf AS t, a.cf + '{}' = a.cf AS t FROM paid AS a, paid AS b
WHERE (a.loan, b.loan) = (1, 2);
SELECT (SELECT sum(cf) FROM paid) = (SELECT cashflow_agg(on_date, amount) FROM payment) AS t, (SELECT sum(cf) FROM paid
    WHERE loan = 3) IS NULL AS "null";
SELECT rollup(cf) = sum(cf) AS t, rollup(NULL::cashflows) IS NULL AS "null" FROM paid;
SELECT '{}'::cashflows + '{}' AS none, sum(cf) AS none FROM (VALUES ('{}'::cashflows), (NULL)) AS v(cf);

-- of a schedule: out on the start date, in on the due dates; in advance both on the first
SELECT cashflows(amortize(1000, 0.12, 3, '2024-01-31', currency => 'CNY'));
SELECT cashflows(amortize(1000, 0, 2, '2024-01-31', in_advance => true));
SELECT cashflows(amortize(1000, 0.12, 2, '2024-01-31', fee => 5)) + cashflow_agg('2024-01-31', 20) AS with_commission;
SELECT cashflows('[0.00@2024-01-15]{}'::money_schedule), cashflows(NULL) IS NULL AS "null";

-- rows
SELECT f.* FROM paid, flows(cf) AS f WHERE loan = 1;
SELECT count(*) FROM flows('{}');
SELECT count(*) FROM flows(NULL);
SELECT currency('{}'::cashflows), currency('[CNY]{2024-01-01:1}'::cashflows), currency(NULL::cashflows);
EXPLAIN SELECT * FROM flows('{2024-01-01:1,2024-01-02:2,2024-01-05:-3}');

-- forms: any space in, one form out, and back
SELECT ' [ CNY ] { 2024-01-15 : -100000 , 2024-02-15:2997.09,2024-03-15:0.1 } '::cashflows;
SELECT cf, cf::jsonb
FROM (VALUES ('[JPY]{2024-01-15:-5}'::cashflows), ('{}'),
      ('{0001-01-01:-92233720368547758.08,9999-12-31:92233720368547758.07}')) AS v(cf);
SELECT '{"flows":[["2024-01-15",-1],["2024-01-16",2.50]],"currency":"CNY"}'::jsonb::cashflows;
SELECT bool_and(cf = cf::text::cashflows AND cf = cf::jsonb::cashflows) AS t, max(pg_column_size(cf)) AS bytes
FROM paid;
CREATE TEMP TABLE kept (cf text);
INSERT INTO kept SELECT cf FROM paid WHERE loan = 2;
TABLE kept;
SELECT encode(cashflows_send('[CNY]{2024-01-15:-1.00,2024-02-15:1.01}'), 'hex');

-- sorts and hashes
SELECT a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt,
       cashflows_cmp(a, b) + cashflows_cmp(b, a) AS "0"
FROM (VALUES ('{2024-01-01:1}'::cashflows, '{2024-01-01:2}'::cashflows), ('{}', '{}')) AS v(a, b);
SELECT count(DISTINCT cf), count(DISTINCT cashflows_hash(cf)), count(DISTINCT cashflows_hash_extended(cf, 5)), count(*)
FROM (SELECT cf FROM paid WHERE cf IS NOT NULL UNION ALL SELECT cf::text::cashflows FROM paid
      WHERE cf IS NOT NULL) AS twice;

-- refusals
SELECT call, pg_temp.refused(call) FROM unnest(ARRAY[
    $$SELECT cashflow_agg('infinity', 1)$$, $$SELECT cashflow_agg('2024-01-01', 1.005)$$,
    $$SELECT cashflow_agg('2024-01-01', 'NaN')$$, $$SELECT cashflow_agg('2024-01-01', 900000000000000.01)$$,
    $$SELECT cashflow_agg('2024-01-01', -1e40)$$, $$SELECT cashflow_agg('2024-01-01', 1.5, 'JPY')$$,
    $$SELECT cashflow_agg('2024-01-01', 1, 'yen')$$,
    $$SELECT cashflow_agg('2024-01-01', 1, c) FROM (VALUES ('CNY'), ('USD')) AS v(c)$$,
    $$SELECT cashflow_agg('2024-01-01', 1, c) FROM (VALUES ('CNY'), (NULL)) AS v(c)$$,
    $$SELECT cashflow_agg('2024-01-01', 900000000000000) FROM generate_series(1, 200)$$,
    $$SELECT '[CNY]{}'::cashflows + '{}'$$,
    $$SELECT sum(cf) FROM (VALUES ('[CNY]{}'::cashflows), ('[USD]{}')) AS v(cf)$$,
    $$SELECT '{2024-01-01:92233720368547758.07}'::cashflows + '{2024-01-01:0.01}'$$,
    $$SELECT ''::cashflows$$, $$SELECT '2024-01-01:1'::cashflows$$, $$SELECT '{2024-01-01:1'::cashflows$$,
    $$SELECT '{2024-01-01:1}x'::cashflows$$, $$SELECT '{2024-01-01}'::cashflows$$,
    $$SELECT '{2024-01-01:}'::cashflows$$, $$SELECT '{2024-02-30:1}'::cashflows$$, $$SELECT '{2024-1-1:1}'::cashflows$$,
    $$SELECT '{2024-01-01:0.001}'::cashflows$$, $$SELECT '[JPY]{2024-01-01:0.1}'::cashflows$$,
    $$SELECT '{2024-01-01:92233720368547758.08}'::cashflows$$, $$SELECT '{2024-01-02:1,2024-01-01:1}'::cashflows$$,
    $$SELECT '{2024-01-01:1,2024-01-01:1}'::cashflows$$, $$SELECT '[XYZ]{}'::cashflows$$,
    $$SELECT length(('{' || repeat('2024-01-01:1,', 4000000) || '2024-01-01:1}')::cashflows::text)$$,
    $$SELECT '[]'::jsonb::cashflows$$, $$SELECT '{}'::jsonb::cashflows$$, $$SELECT '{"flows":{}}'::jsonb::cashflows$$,
    $$SELECT '{"flows":[],"rate":1}'::jsonb::cashflows$$,
    $$SELECT '{"flows":[["2024-02-30",1]]}'::jsonb::cashflows$$,
    $$SELECT '{"flows":[[20240115,1]]}'::jsonb::cashflows$$,
    $$SELECT '{"flows":[["2024-01-15","1"]]}'::jsonb::cashflows$$,
    $$SELECT '{"flows":[["2024-01-15",0.001]]}'::jsonb::cashflows$$,
    $$SELECT '{"flows":[["2024-01-15"]]}'::jsonb::cashflows$$,
    $$SELECT '{"flows":[["2024-01-15",1e17]]}'::jsonb::cashflows$$,
    $$SELECT '{"flows":[["2024-01-15",1],["2024-01-15",1]]}'::jsonb::cashflows$$,
    $$SELECT '{"flows":[],"currency":"cny"}'::jsonb::cashflows$$,
    $$SELECT cashflows_state_in('')$$, $$SELECT cashflows_state_in('02')$$,
    $$SELECT cashflows_state_in('0100000000000001')$$, $$SELECT cashflows_state_in('010000000000000000ff')$$,
    $$SELECT cashflows_state_in('0100000000000g')$$,
    $$SELECT cashflows_state_in('0100000000000001000000007fffffffffffffffffffffffffffffff')$$,
    $$SELECT cashflows_state_in(
            '0100000000000002000000050000000000000000000000000000000100000005000000000000000000000000000000017f')$$
]) WITH ORDINALITY AS v(call, k) ORDER BY k;
