-- payment_history as a type: text, JSON and binary forms, sizes, order and hash, storage, its aggregate state, and
-- every refusal.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

CREATE TEMP TABLE sample AS
SELECT h::payment_history FROM unnest(ARRAY[
    '{2024-01:9800.00,9600.00/31,*,9400.00@15,0.00/120!9400.00,0.00+500.00}', '[CNY]{2024-01:1.00}',
    '[JPY]{1999-12:100,99@01/3,?,*,*,-5!?+7,?-9}', '{0001-01:0.00}', '[KWD]{9999-12:0.001}',
    '{2024-02:900000000000000.00@01/3652058!900000000000000.00-900000000000000.00}', '{2024-01:0.00@30,0.00}']) AS h;
SELECT h, h = h::text::payment_history AS text, h = h::jsonb::payment_history AS jsonb, pg_column_size(h) AS bytes,
       encode(payment_history_send(h), 'hex') FROM sample;
SELECT h::jsonb FROM sample;

-- any space in, what is the default left out; in JSON any order of members and months
SELECT ' [ CNY ] { 2024-01 : 5 , 4.5@29 / 0 ! 0 + 0 , 3 @ 31, 2 @ 7 / 012 ! 1.5 - 0.1 , * , 1 } '::payment_history;
SELECT '{"months":[{"days_past_due":0,"as_of":"2024-03-31","balance":1,"recovered":0},{"balance":null,'
       '"charged_off":null,"days_past_due":40,"as_of":"2024-01-15","recovered":-3}],'
        '"currency":"CNY"}'::jsonb::payment_history;

-- what 24 months take: on time, in and out of arrears, other days than month ends, gaps and a charge-off
SELECT name, pg_column_size(h) AS bytes, round(pg_column_size(h) / 24.0, 1) AS a_month
FROM  (SELECT 'on time' AS name, history_agg((date '2023-01-31' + make_interval(months => m))::date,
                                             round(100000 - m * 2997.09, 2), 0) AS h FROM generate_series(0, 23) AS m
       UNION ALL
       SELECT 'arrears', history_agg((date '2023-01-31' + make_interval(months => m))::date,
                                     round(100000 - m / 3 * 3000.37 - m * m % 7 * 100.01, 2), m * 37 % 5 * 30)
       FROM generate_series(0, 23) AS m
       UNION ALL
       SELECT 'any day', history_agg(
           (date '2023-01-10' + make_interval(months => m) + make_interval(days => m * 7 % 20))::date,
           round(100000 - m * m * 13.77, 2), m * 37 % 5) FROM generate_series(0, 23) AS m
       UNION ALL
       SELECT 'charged off', history_agg((date '2023-01-31' + make_interval(months => m))::date,
                                         CASE WHEN m < 12 THEN 54321.09 - m * 1000.01 ELSE 0 END,
                                         greatest(0, m - 5) * 30, CASE m WHEN 12 THEN 43320.98 ELSE 0 END,
                                         CASE WHEN m > 15 THEN m * 50.5 ELSE 0 END) FROM generate_series(0, 23) AS m
       WHERE m NOT IN (3, 4)) AS made;

-- sorts and hashes
SELECT count(DISTINCT h), count(DISTINCT payment_history_hash(h)), count(DISTINCT payment_history_hash_extended(h, 5)),
       count(*) FROM (SELECT h FROM sample UNION ALL SELECT h::text::payment_history FROM sample) AS twice;
SELECT a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt,
       payment_history_cmp(a, b) + payment_history_cmp(b, a) AS "0"
FROM (VALUES ('{2024-01:1}'::payment_history, '{2024-01:2}'::payment_history), ('{2024-01:1}', '{2024-01:1.00}'))
       AS v(a, b);

-- stored, indexed, and cast to text on assignment
CREATE TEMP TABLE kept (h payment_history PRIMARY KEY, t text);
INSERT INTO kept SELECT h, h FROM sample;
SELECT count(*), bool_and(h::text = t) AS t FROM kept;
INSERT INTO kept SELECT h FROM sample LIMIT 1;

-- the state of history_agg: rows, a disputed day, and losses are read back from its text
SELECT s, history_agg_final(s::text::payment_history_state) AS h
FROM history_agg_accum(history_agg_accum(NULL, '2024-02-10', 5, 3), '2023-12-31', NULL, 0, 4, -1) AS s;
SELECT pg_temp.refused(
    $$SELECT history_agg_final(history_agg_accum(history_agg_accum(NULL, '2024-02-10', 5, 3), '2024-02-10', 5,
                                                 4)::text::payment_history_state)$$);
SELECT history_agg_final(history_agg_combine(history_agg_accum(NULL, '2024-02-10', 5, 3),
                                             history_agg_accum(NULL, '2024-02-11', 6, 0))),
       history_agg_combine(NULL, NULL) IS NULL AS "null", history_agg_final(NULL) IS NULL AS "null";
SELECT pg_temp.refused(
    $$SELECT history_agg_combine(history_agg_accum(NULL, '2024-02-10', 5, 3, 0, 0, 'CNY'),
                                 history_agg_accum(NULL, '2024-02-10', 5, 3))$$);

-- refusals
SELECT call, pg_temp.refused(call) FROM unnest(ARRAY[
    $$SELECT ''::payment_history$$, $$SELECT '{}'::payment_history$$, $$SELECT '{2024-01}'::payment_history$$,
    $$SELECT '{2024-13:1}'::payment_history$$, $$SELECT '{0000-01:1}'::payment_history$$,
    $$SELECT '{2024-01-31:1}'::payment_history$$,
    $$SELECT '{2024-01:}'::payment_history$$, $$SELECT '{2024-01:*,1}'::payment_history$$,
    $$SELECT '{2024-01:1,*}'::payment_history$$, $$SELECT '{2024-01:1,}'::payment_history$$,
    $$SELECT '{2024-01:1'::payment_history$$, $$SELECT '{2024-01:1}}'::payment_history$$,
    $$SELECT '[cny]{2024-01:1}'::payment_history$$, $$SELECT '{2024-01:1.001}'::payment_history$$,
    $$SELECT '{2024-01:900000000000000.01}'::payment_history$$,
    $$SELECT '{2024-01:-92233720368547758.08}'::payment_history$$,
    $$SELECT '{2024-02:1@30}'::payment_history$$, $$SELECT '{2024-02:1@0}'::payment_history$$,
    $$SELECT '{2024-01:1/-1}'::payment_history$$, $$SELECT '{2024-01:1/1.5}'::payment_history$$,
    $$SELECT '{2024-01:1!-1}'::payment_history$$,
    $$SELECT '{2024-01:1!-92233720368547758.08}'::payment_history$$, $$SELECT '{2024-01:1+?}'::payment_history$$,
    $$SELECT '{2024-01:1-92233720368547758.08}'::payment_history$$, $$SELECT '{9999-12:1,1}'::payment_history$$,
    $$SELECT ('{2024-01:1' || repeat(',1', 1200) || '}')::payment_history$$,
    $$SELECT '{}'::jsonb::payment_history$$, $$SELECT '{"months":[]}'::jsonb::payment_history$$,
    $$SELECT '{"months":[{"as_of":"2024-01-31","balance":1,"days_past_due":0}],"loan":1}'::jsonb::payment_history$$,
    $$SELECT '{"months":[{"balance":1,"days_past_due":0}]}'::jsonb::payment_history$$,
    $$SELECT '{"months":[{"as_of":"2024-01-31","days_past_due":0}]}'::jsonb::payment_history$$,
    $$SELECT '{"months":[{"as_of":"2024-01-31","balance":1}]}'::jsonb::payment_history$$,
    $$SELECT '{"months":[{"as_of":"2024-01-32","balance":1,"days_past_due":0}]}'::jsonb::payment_history$$,
    $$SELECT '{"months":[{"as_of":"2024-01-31","balance":"1","days_past_due":0}]}'::jsonb::payment_history$$,
    $$SELECT '{"months":[{"as_of":"2024-01-31","balance":1e15,"days_past_due":0}]}'::jsonb::payment_history$$,
    $$SELECT '{"months":[{"as_of":"2024-01-31","balance":1,"days_past_due":-1}]}'::jsonb::payment_history$$,
    $$SELECT '{"months":[{"as_of":"2024-01-31","balance":1,"days_past_due":0,'
     '"charged_off":-1}]}'::jsonb::payment_history$$,
    $$SELECT '{"months":[{"as_of":"2024-01-31","balance":1,"days_past_due":0,'
     '"recovered":null}]}'::jsonb::payment_history$$,
    $$SELECT '{"months":[{"as_of":"2024-01-31","balance":1,"days_past_due":0,'
     '"grade":"pass"}]}'::jsonb::payment_history$$,
    $$SELECT '{"months":[{"as_of":"2024-01-31","balance":1,"days_past_due":0},'
     '{"as_of":"2024-01-30","balance":1,"days_past_due":0}]}'::jsonb::payment_history$$,
    $$SELECT payment_history_state_in('')$$, $$SELECT payment_history_state_in('0102000000000000000000000000')$$,
    $$SELECT payment_history_state_in('010000000000005ee000000001200000000000000000000000000a')$$,
    $$SELECT payment_history_state_in('010000000000005ee0000000010100ffffffff000000000000000a')$$,
    $$SELECT payment_history_state_in('010000000000005ee0000000010a0100000007000000000000000a')$$,
    $$SELECT payment_history_state_in('0xyz')$$
]) WITH ORDINALITY AS v(call, k) ORDER BY k;
