-- migration_agg, rollup and what reads a migration_summary: every function, NULLs, empty sets, exits, gaps, sums and
-- differences, and every refusal.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- pairs of days past due: strictly more than each limit; a NULL to-state is an exit, a row without from-state or
-- balance is skipped, a negative balance counts as 0
CREATE TEMP TABLE move (id int, branch text, f int, t int, balance numeric, how text);
INSERT INTO move VALUES
    (1, 'E', 0, 0, 500.00, NULL), (2, 'E', 0, 30, 300.00, 'gone'), (3, 'E', 0, NULL, 200.00, NULL),
    (4, 'E', 1, 0, 40.00, NULL), (5, 'E', 30, 31, 60.00, NULL), (6, 'W', 31, 61, 50.50, NULL),
    (7, 'W', 60, NULL, 25.25, 'paid_off'),
    (8, 'W', 61, 91, 80.00, NULL), (9, 'W', 90, 0, 20.00, NULL), (10, 'W', 91, 121, 70.00, NULL),
    (11, 'W', 120, NULL, 30.00, 'gone'), (12, 'W', 121, NULL, 10.00, 'charged_off'),
    (13, 'W', 400, 400, -5.00, NULL),
    (14, 'E', NULL, 0, 1, NULL), (15, 'W', 0, 0, NULL, NULL);
CREATE TEMP TABLE book AS SELECT migration_agg(f, t, balance, how) AS m FROM move;
TABLE book;
SELECT * FROM migration_matrix((TABLE book));
SELECT from_state, to_state, rate FROM migration_matrix((TABLE book), 'count') WHERE from_rank < 2;
-- the full grid: every state and exit in order, zeros too; no rate where no loan was
SELECT from_state, from_rank, count(*) AS columns, count(rate) AS known, sum(loans) AS loans, sum(balance) AS balance,
       sum(rate) AS all_of_it, string_agg(loans::text, ' ' ORDER BY to_rank) AS moves
FROM migration_matrix((TABLE book), full_grid => true) GROUP BY 1, 2 ORDER BY 2;
SELECT bool_and(n = k) AS by_rank FROM (
    SELECT n, row_number() OVER (ORDER BY from_rank, to_rank) AS k
    FROM ROWS FROM (migration_matrix((TABLE book), 'count', true)) WITH ORDINALITY
         AS m(f, from_rank, t, to_rank, l, b, r, n)) AS v;
SELECT migration_agg(f, t, balance) FROM move WHERE id < 4;
SELECT migration_agg(f::smallint, t::bigint, balance, NULL, 'JPY')
FROM (VALUES (0, 1, 5), (0, NULL, 7)) AS v(f, t, balance);
SELECT d AS days, k.from_state, k.to_state
FROM unnest('{0,1,30,31,60,61,90,91,120,121,180,181,270,271,360,361,3652058}'::int[]) AS d,
       LATERAL (SELECT migration_agg(f, t, 1) AS m FROM (VALUES (d, 3652058 - d)) AS v(f, t)) AS q,
       migration_matrix(m) AS k;

-- rates of bands: 1000 were on time, of which 300 rolled; of 1-30 40 of 100 cured; flow to loss is 300/1000 * 60/100
-- * 50.5/75.75 * 80/100 * 70/100
SELECT roll_rate(m, '0', '1-30') AS "0.3", roll_rate(m, '0', '1-30', 'count') AS "1/3",
       roll_rate(m, '0', 'paid_off') AS "0.2", roll_rate(m, '0', '>360') AS "0",
       roll_rate(m, '181-270', '0') IS NULL AS "null", roll_rate(m, '>360', '>360') IS NULL AS "null",
       roll_rate(m, '>360', '>360', 'count') AS "1" FROM book;
SELECT cure_rate(m), round((40 + 25.25 + 20) / (100 + 75.75 + 100 + 100 + 10), 8) AS "the same",
       cure_rate(m, 'count') AS "3/10" FROM book;
SELECT flow_to_loss(m), round(300.0 / 1000 * 60 / 100 * 50.5 / 75.75 * 80 / 100 * 70 / 100, 8) AS "the same",
       flow_to_loss(m, '61-90', '121-180') AS "0.56", flow_to_loss(m, '121-180', '181-270') AS "1",
       flow_to_loss(m, '>360') AS "1", flow_to_loss(m, loss_state => '>360') IS NULL AS "null",
       flow_to_loss(m, weight => 'count') AS "1/3 * 1/2 * 1/2 * 1/2 * 1/2" FROM book;

-- the regulator's denominator: 500 of 5000 - 1000 is 12.5 %; 600 of 1000 - 200 is 75 %; 1000 of 10000 - 500 is 10.526 %
CREATE TEMP TABLE year AS
SELECT migration_agg(f::risk_grade, t::risk_grade, balance, how) AS m
FROM  (VALUES ('pass', 'pass', 3500, NULL), ('pass', 'substandard', 500, NULL), ('pass', NULL, 700, 'paid_off'),
       ('pass', NULL, 200, 'gone'), ('pass', NULL, 100, 'charged_off'),
              ('substandard', 'doubtful', 450, NULL), ('substandard', 'loss', 150, NULL),
              ('substandard', 'pass', 100, NULL), ('substandard', 'substandard', 100, NULL),
              ('substandard', NULL, 200, NULL)) AS v(f, t, balance, how);
SELECT downgrade_rate(m, 'pass') AS "12.5 %", downgrade_rate(m, 'substandard') AS "75 %",
       downgrade_rate(m, 'pass', 1000) AS "500/3000", downgrade_rate(m, '次级', 100) AS "600/700",
       downgrade_rate(m, 'doubtful') IS NULL AS "null", downgrade_rate(m, 'substandard', 800) IS NULL AS "null"
FROM year;
SELECT performing_downgrade_rate(m) AS "12.5 %", performing_downgrade_rate(m, 500) AS "500/3500",
       performing_downgrade_rate(migration_agg(f, t, b)) AS "10.526 %"
FROM   year, (VALUES ('pass'::risk_grade, 'pass'::risk_grade, 7000), ('special_mention', 'special_mention', 1000),
              ('pass', 'special_mention', 500), ('pass', 'loss', 600), ('special_mention', 'doubtful', 400),
              ('pass', NULL, 500), ('loss', 'loss', 9)) AS v(f, t, b) GROUP BY m;
-- cures are of NPL tiers: 100 to pass and 200 paid off, of 1000; flow: 600/5000 (what was charged off is lost, too),
-- and nothing was in special mention
SELECT cure_rate(m) AS "0.3", flow_to_loss(m, 'pass', 'special_mention') AS "0.12", flow_to_loss(m) IS NULL AS "null",
       flow_to_loss(m, 'substandard', 'doubtful') AS "0.6", roll_rate(m, '正常', '次级') AS "0.1",
       roll_rate(m, 'pass-1', 'pass') IS NULL AS "null", roll_rate(m, 'pass', 'pass-1') AS "0" FROM year;

-- notches are states of their own; rates of tiers take them together: 50 of 200 - 20 went to a worse tier
CREATE TEMP TABLE notched AS SELECT migration_agg(f::risk_grade, t::risk_grade, balance, NULL, 'CNY') AS m
FROM (VALUES ('pass', 'pass', 100), ('pass', 'pass-2', 30), ('pass-2', 'special_mention-9', 50), ('pass-2', NULL, 20),
      ('special_mention-9', 'pass', 4)) AS v(f, t, balance);
SELECT k.* FROM notched, migration_matrix(m) AS k;
SELECT downgrade_rate(m, 'pass-7') AS "50/180", flow_to_loss(m, 'pass-2', 'special_mention') AS "0.25",
       roll_rate(m, 'pass-2', 'special_mention-9') AS "5/7", cure_rate(m) IS NULL AS "null" FROM notched;

-- histories: adjacent months, both observed, the first open; a gap, a last month and what follows an end give
-- nothing; an unknown balance counts, but amounts are then unknown
SELECT h, migration_agg(h) AS m
FROM unnest('{"{2024-01:9,8/5,*,7/45,6}","{2024-01:9,0,5,0,0}","{2024-01:9/100,9/130,0/160!9,0+1}","{2024-01:0,0}",'
            '"{2024-01:5,0/31}","{2024-01:?,5}","[KWD]{2024-01:-3,1.001/400,0/430}",'
             '"[CNY]{2024-01:1}"}'::payment_history[])
    AS h GROUP BY h ORDER BY h::text;
SELECT migration_agg(h) FROM (VALUES (NULL::payment_history), ('{2024-01:1,1}'), (NULL)) AS v(h);
CREATE TEMP TABLE unknown AS SELECT migration_agg(h) AS m
FROM unnest('{"{2024-01:?,5/3}","{2024-01:7,5}"}'::payment_history[]) AS h;
SELECT k.* FROM unknown, migration_matrix(m) AS k;
SELECT k.rate AS "1/2", roll_rate(m, '0', '1-30', 'count') AS "1/2",
       num_nulls(roll_rate(m, '0', '1-30'), cure_rate(m), flow_to_loss(m, '0', '1-30')) AS "3",
       flow_to_loss(m, '0', '1-30', 'count') AS "1/2", (SELECT count(*) FROM project(m, 1)) AS "0",
       (SELECT count(*) FROM project(m, 1, 'count')) AS "3" FROM unknown, migration_matrix(m, 'count') AS k LIMIT 1;

-- one move a loan between two months (any days of them): open in the first; closed by the second, there, or gone
SELECT h, migration_agg(h, '2024-02-29', '2024-05-01')
FROM unnest('{"{2024-01:9,8/5,*,7,6/95}","{2024-01:9,8,0,0}","{2024-01:9,8,0/99!8}","{2024-01:9,8/35,7}",'
            '"{2024-01:9,8,7,*,*,6}","{2024-01:9,*,7,6,5}","{2024-03:9,8,7}","{2024-01:9,0,0,0,0}","{2024-01:9,9!5,'
            '9,9,9}","{2024-01:9,8,7,0,5,0}"}'::payment_history[]) AS h GROUP BY h ORDER BY h::text;
SELECT migration_agg(h, f, t)
FROM (VALUES ('{2024-01:1,1}'::payment_history, date '2024-01-31', date '2024-02-01'),
      (NULL, '2024-01-01', '2024-02-01'), ('{2024-01:1,1}', NULL, '2024-02-01'), ('{2024-01:1,1}', '2024-01-01', NULL))
       AS v(h, f, t);

-- projection: 0 steps is where they are, 1 the matrix; 0.5 * 0.5 + 0.3 * 0.4 stay after two; exits and states nobody
-- left keep what they have
CREATE TEMP TABLE chain AS SELECT
    '{"migration_summary":1,"states":"bands","moves":[["0","0",1,50],["0","1-30",1,30],["0","paid_off",1,20],'
    '["1-30","0",1,40],["1-30","31-60",1,60]]}'::migration_summary AS m;
SELECT steps, p.from_state AS f, p.to_state AS t, p.from_rank, p.to_rank, p.rate
FROM chain, unnest('{0,1,2,600}'::int[]) AS steps, project(m, steps) AS p WHERE p.from_rank < 2 OR steps = 2;
SELECT round(0.2 / (1 - 0.5 - 0.3 * 0.4), 8) AS "paid off in the end",
       round(0.3 * 0.6 / (1 - 0.5 - 0.3 * 0.4), 8) AS "stuck in the end";
SELECT p.to_state, p.rate FROM chain, project(m, 1, 'count') AS p WHERE p.from_state = '0';
SELECT p.from_state, count(*) AS columns, count(p.rate) AS known, sum(p.rate) AS all_of_it
FROM chain, project(m, 2, 'count', full_grid => true) AS p GROUP BY 1, p.from_rank ORDER BY p.from_rank;
EXPLAIN SELECT *
FROM project('{"migration_summary":1,"states":"bands","moves":[["0","0",1,50]]}', 3, full_grid => true);
EXPLAIN SELECT * FROM project('{"migration_summary":1,"states":"bands","moves":[["0","0",1,50],["0","1-30",1,30]]}', 3);
EXPLAIN SELECT * FROM migration_matrix(
    '{"migration_summary":1,"states":"bands","moves":[["0","0",1,50],["0","1-30",1,30]]}');

-- sums and differences are exact, in any order; an empty summary adds to any and has no currency
CREATE TEMP TABLE part AS SELECT branch, migration_agg(f, t, balance, how, 'CNY') AS m FROM move GROUP BY branch;
SELECT rollup(m) = (SELECT migration_agg(f, t, balance, how, 'CNY') FROM move) AS t,
       rollup(m ORDER BY branch DESC)::text = (SELECT migration_agg(f, t, balance, how, 'CNY')::text FROM move) AS t
FROM part;
SELECT e.m + w.m = w.m + e.m AS t, e.m + w.m - w.m = e.m AS t, e.m - e.m AS nothing, e.m + (w.m - w.m) = e.m AS t
FROM part AS e, part AS w WHERE e.branch = 'E' AND w.branch = 'W';
SELECT '{"migration_summary":1,"currency":"CNY","states":"bands","skipped":2}'::migration_summary AS skipped,
       n.m - '{"migration_summary":1,"currency":"CNY","states":"grades","moves":[["pass","pass-2",1,30],'
             '["pass-2","paid_off",1,20],["pass-2","special_mention-9",1,50],["special_mention-9","pass",1,4]]}'
       AS tiers FROM notched AS n;
SELECT i, rollup(m) OVER (ORDER BY i ROWS 1 PRECEDING)
FROM (SELECT i, migration_agg(i, 0, i, NULL, CASE WHEN i < 3 THEN 'CNY' END) FILTER (WHERE i <> 3) AS m
      FROM generate_series(1, 5) AS i GROUP BY i) AS v(i, m);
SELECT migration_agg(0, d, b, NULL, c)
FROM (VALUES (0, NULL, 'USD'), (5, 1, 'JPY'), (NULL, 2, 'JPY'), (0, NULL, NULL)) AS v(d, b, c);

-- nothing at all
SELECT num_nulls(migration_agg(f, t, balance), migration_agg(h), rollup(m)) AS "3"
FROM move, (SELECT NULL::payment_history AS h, NULL::migration_summary AS m) AS n WHERE false;
SELECT num_nulls(rollup(NULL::migration_summary), roll_rate(NULL, '0', '0'), cure_rate(NULL), flow_to_loss(NULL),
                 downgrade_rate(NULL, 'pass'), performing_downgrade_rate(NULL), roll_rate(b.m, NULL, '0'),
                 roll_rate(b.m, '0', '0', NULL), cure_rate(b.m, NULL), flow_to_loss(b.m, weight => NULL),
                 downgrade_rate(y.m, NULL), downgrade_rate(y.m, 'pass', NULL), b.m + NULL) AS "13"
FROM book AS b(m), year AS y GROUP BY b.m, y.m;
CREATE TEMP TABLE empty AS SELECT '{"migration_summary":1,"states":"grades"}'::migration_summary AS m;
SELECT m, num_nulls(roll_rate(m, 'pass', 'pass'), cure_rate(m), flow_to_loss(m), downgrade_rate(m, 'pass'),
                    performing_downgrade_rate(m)) AS "5", (SELECT count(*) FROM migration_matrix(m)) + (SELECT count(*)
    FROM project(m, 5)) + (SELECT count(*) FROM migration_matrix(NULL)) AS "0" FROM empty;

-- text: any order and white space in, names of grades in Chinese too; jsonb is the same object
SELECT skipped_count(m), currency(m)
FROM unnest('{"{\"migration_summary\":1,\"states\":\"bands\",\"skipped\":3}","{\"migration_summary\":1,'
            '\"currency\":\"JPY\",\"states\":\"bands\",\"moves\":[[\"0\",\"0\",1,5]]}"}'::migration_summary[]) AS m;
SELECT ' { "unknown" : 1, "moves" : [ [ "次级-2" , "gone", 2 , 5 ], ["A","E",1,0.5] ] , "states" : "grades", '
       '"skipped" : 3, "currency" : "USD", "migration_summary" : 1 } '::migration_summary;
SELECT m = m::text::migration_summary AS t, m = m::jsonb::migration_summary AS t, m::jsonb FROM book;
SELECT count(DISTINCT m), count(*), min(pg_column_size(m)) AS bytes
FROM (SELECT m FROM part UNION ALL SELECT m::text::migration_summary FROM part) AS twice;
SELECT m < n AS lt, m <= n AS le, m > n AS gt, m >= n AS ge, m <> n AS ne FROM book AS b(m), chain AS c(n);

-- refusals
SELECT call, pg_temp.refused(call) FROM unnest(ARRAY[
    $$SELECT migration_agg(-1, 0, 1)$$, $$SELECT migration_agg(0, 3652059, 1)$$, $$SELECT migration_agg(0, 0, 0.001)$$,
    $$SELECT migration_agg(0, 0, 'NaN')$$, $$SELECT migration_agg(0, 0, 900000000000000.01)$$,
    $$SELECT migration_agg(0, 0, -1e20)$$,
    $$SELECT migration_agg(0, NULL, 1, 'sold')$$, $$SELECT migration_agg(0, 0, 1, NULL, 'cny')$$,
    $$SELECT migration_agg(0, 0, 1, NULL, c) FROM (VALUES ('CNY'), (NULL)) AS v(c)$$,
    $$SELECT migration_agg(h) FROM unnest('{"[CNY]{2024-01:1,1}","{2024-01:1,1}"}'::payment_history[]) AS h$$,
    $$SELECT migration_agg('{2024-01:1,1}'::payment_history, '2024-02-29', '2024-02-01')$$,
    $$SELECT migration_agg('{2024-01:1,1}'::payment_history, '2024-01-01', 'infinity')$$,
    $$SELECT migration_agg('{2024-01:1,1}'::payment_history, '-infinity', '2024-01-01')$$,
    $$SELECT b.m + y.m FROM book AS b, year AS y$$, $$SELECT rollup(m) FROM (TABLE year UNION ALL TABLE book) AS u$$,
    $$SELECT b.m - y.m FROM book AS b, year AS y$$, $$SELECT n.m + y.m FROM notched AS n, year AS y$$,
    $$SELECT y.m - n.m FROM notched AS n, year AS y$$,
    $$SELECT e.m - w.m FROM part AS e, part AS w WHERE e.branch < w.branch$$,
    $$SELECT m - '{"migration_summary":1,"states":"bands","moves":[["0","0",1,500.01]]}' FROM book$$,
    $$SELECT m - '{"migration_summary":1,"states":"bands","skipped":3}' FROM book$$,
    $$SELECT m - '{"migration_summary":1,"states":"bands","moves":[["0","0",1,7.00],["0","1-30",1,0]]}'
    FROM unknown$$,
    $$SELECT m + '{"migration_summary":1,"states":"bands","moves":[["0","0",2305843009213693952,0]]}' FROM book$$,
    $$SELECT roll_rate(m, '1-29', '0') FROM book$$, $$SELECT roll_rate(m, 'paid_off', '0') FROM book$$,
    $$SELECT roll_rate(m, '0', 'lost') FROM book$$, $$SELECT roll_rate(m, '0', '0') FROM year$$,
    $$SELECT roll_rate(m, 'pass', 'lost') FROM year$$, $$SELECT roll_rate(m, '0', '0', 'loans') FROM book$$,
    $$SELECT flow_to_loss(m, 'charged_off') FROM book$$, $$SELECT flow_to_loss(m, loss_state => 'gone') FROM year$$,
    $$SELECT downgrade_rate(m, 'pass') FROM book$$, $$SELECT performing_downgrade_rate(m) FROM book$$,
    $$SELECT downgrade_rate(m, 'good') FROM year$$, $$SELECT downgrade_rate(m, 'pass', -0.01) FROM year$$,
    $$SELECT performing_downgrade_rate(m, 0.001) FROM year$$, $$SELECT cure_rate(m, 'amounts') FROM year$$,
    $$SELECT downgrade_rate(
            '{"migration_summary":1,"states":"grades","moves":[["pass","loss",1,1000000000000000000000.00]]}',
            'pass')$$, $$SELECT downgrade_rate(
            '{"migration_summary":1,"states":"grades","moves":[["pass","loss",1,900000000000000.00]]}', 'pass',
            899999999999999.99)$$,
    $$SELECT count(*) FROM migration_matrix((TABLE book), '')$$, $$SELECT count(*) FROM project((TABLE book), -1)$$,
    $$SELECT count(*) FROM project((TABLE book), 601)$$, $$SELECT count(*) FROM project((TABLE book), 1, 'x')$$
]) WITH ORDINALITY AS v(call, k) ORDER BY k;
SELECT value, pg_temp.refused(quote_literal(value) || '::migration_summary') FROM unnest(ARRAY[
    '{}', '[]', '{"migration_summary":1', '{"migration_summary":2,"states":"bands"}', '{"migration_summary":1}',
    '{"migration_summary":1,"states":"tiers"}', '{"migration_summary":1,"states":1}',
    '{"migration_summary":1,"states":"bands","colour":1}',
    '{"migration_summary":1,"states":"bands","states":"bands"}',
    '{"migration_summary":1,"states":"bands","currency":"XXX"}',
    '{"migration_summary":1,"states":"bands","moves":{}}',
    '{"migration_summary":1,"states":"bands","moves":[["0","0",1]]}',
    '{"migration_summary":1,"states":"bands","moves":[[0,"0",1,1]]}',
    '{"migration_summary":1,"states":"bands","moves":[["0","pass",1,1]]}',
    '{"migration_summary":1,"states":"grades","moves":[["gone","pass",1,1]]}',
    '{"migration_summary":1,"states":"bands","moves":[["0","0",0,0]]}',
    '{"migration_summary":1,"states":"bands","moves":[["0","0",1.5,0]]}',
    '{"migration_summary":1,"states":"bands","moves":[["0","0",1,0.001]]}',
    '{"migration_summary":1,"states":"bands","moves":[["0","0",1,-1]]}',
    '{"migration_summary":1,"states":"bands","moves":[["0","0",1,1e3]]}',
    '{"migration_summary":1,"states":"bands","moves":[["0","0",1,1],["0","0",1,1]]}',
    '{"migration_summary":1,"states":"grades","moves":[["1","pass",1,1],["pass","A",1,1]]}',
    '{"migration_summary":1,"states":"bands","moves":[["0","0",2305843009213693953,1]]}',
    '{"migration_summary":1,"states":"bands","moves":[["0","0",1,13292279957849158729038070602803445.77]]}',
    '{"migration_summary":1,"states":"bands","skipped":-1}',
    '{"migration_summary":1,"states":"bands","skipped":2305843009213693953}',
    '{"migration_summary":1,"states":"bands","unknown":1}'
]) WITH ORDINALITY AS v(value, k) ORDER BY k;
