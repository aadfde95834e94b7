-- pool_agg, rollup, + and -, pool_speeds: a pool by hand, NULLs, gaps, and every refusal once.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- one loan on its contract, one that prepays, one that pays nothing and is charged off, one with an unknown balance
CREATE TEMP TABLE loan (id int, s money_schedule, h payment_history);
INSERT INTO loan
SELECT id, '[USD 1200.00@2024-01-31]{2024-02-29:100.00+6.00,2024-03-31:100.00+5.50,2024-04-30:1000.00+5.00}', h
FROM  (SELECT id, history_agg(as_of, balance, 0, charged_off, recovered, 'USD') AS h
       FROM (VALUES (1, date '2024-02-29', 1100, 0, 0), (1, '2024-03-31', 1000, 0, 0), (1, '2024-04-30', 0, 0, 0),
                    (2, '2024-02-29', 1000, 0, 0), (2, '2024-03-31', 850, 0, 0),
                    (3, '2024-02-29', 1200, 0, 0), (3, '2024-03-31', 1200, 0, 0), (3, '2024-04-30', 0, 1200, 50),
                    (3, '2024-05-31', 0, 0, 70), (4, '2024-02-29', NULL, 0, 0), (4, '2024-03-31', 1000, 0, 0),
                    (5, '2024-01-31', 1200, 0, 0), (5, '2024-03-31', 900, 0, 0))
            AS v (id, as_of, balance, charged_off, recovered) GROUP BY id) AS h;
CREATE TEMP TABLE pool AS SELECT pool_agg(s, h ORDER BY id) AS p FROM loan;
TABLE pool;
SELECT s.* FROM pool, pool_speeds(p) AS s;
SELECT currency(p), skipped_count(p), unknown_count(p) FROM pool;
-- nothing, and nothing but what is skipped
SELECT pool_agg(s, h) IS NULL AS nothing FROM loan WHERE false;
SELECT pool_agg(s, h), currency(pool_agg(s, h)), skipped_count(pool_agg(s, h))
FROM (SELECT NULL::money_schedule, h FROM loan UNION ALL SELECT s, NULL FROM loan
      UNION ALL SELECT '[USD 0.00@2024-01-31]{}', h FROM loan) AS v (s, h);
SELECT count(*) FROM pool_speeds(NULL);
SELECT rollup(NULL::pool_summary) IS NULL AS nothing, (SELECT p FROM pool) + NULL IS NULL AS unknown;
-- parts are the whole, and come out again
SELECT rollup(part) = (TABLE pool) AS rolled_up FROM (SELECT pool_agg(s, h) AS part FROM loan GROUP BY id % 2) AS v;
SELECT p + p - p = p AS same, (p - p)::text FROM pool;
SELECT id, pool_agg(s, h) OVER w = (SELECT pool_agg(s, h) FROM loan AS l WHERE l.id IN (o.id, o.id - 1)) AS moving
FROM loan AS o WINDOW w AS (ORDER BY id ROWS 1 PRECEDING);

\set VERBOSITY default
SELECT p - (p + p) FROM pool;
SELECT pool_agg(amortize(100, 0.05, 3, '2024-01-31', currency => 'EUR'), h) FROM loan;
SELECT pool_agg(s, h) FROM (SELECT s, h FROM loan WHERE id = 1 UNION ALL SELECT amortize(100, 0.05, 3, '2024-01-31'),
    history_agg(d::date, 50, 0) FROM unnest('{2024-02-29,2024-03-31}'::date[]) AS d) AS v;
SELECT rollup(p) FROM (SELECT p FROM pool UNION ALL SELECT '{"pool_summary":1,"currency":"EUR","unknown":1}') AS v;
SELECT '{"pool_summary":2}'::pool_summary;
SELECT '{"pool_summary":1,"months":{"2024-13":[1,1,1,0,0,0,0,0,0,1]}}'::pool_summary;
SELECT '{"pool_summary":1,"months":{"2024-12":[1,1,1]}}'::pool_summary;
SELECT '{"pool_summary":1,"months":{"2024-12":[1,1,1,0,0,0,0,1,0,1]}}'::pool_summary;
SELECT '{"pool_summary":1,"months":{"2024-12":[1,1,2,-1,0,0,0,0,0,1]}}'::pool_summary;
SELECT '{"pool_summary":1,"months":{"2024-12":[0,1,1,0,0,0,0,0,0,1]}}'::pool_summary;
SELECT '{"pool_summary":1,"months":{"2024-12":[1,1,1,0,0,0,0,0,2,1]}}'::pool_summary;
SELECT count(*) FROM pool_speeds('{"pool_summary":1,"months":{"1900-01":[1,1,1,0,0,0,0,0,0,1],
                                  "2099-12":[1,1,1,0,0,0,0,0,0,1]}}');
SELECT '{"pool_summary":1,"months":{"1900-01":[1,1,1,0,0,0,0,0,0,1],"2100-01":[1,1,1,0,0,0,0,0,0,1]}}'::pool_summary;
SELECT '{"pool_summary":1,"skipped":-1}'::pool_summary;
SELECT '{"pool_summary":1,"skipped":1,"skipped":1}'::pool_summary;
SELECT '{"pool_summary":1,"other":1}'::pool_summary;
