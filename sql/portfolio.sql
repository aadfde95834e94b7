-- portfolio_summary: aggregates, readers, sums and differences, windows, and every refusal.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

CREATE TEMP TABLE loan (id int, month date, region text, balance numeric, grade risk_grade, days int,
                        provision numeric);
INSERT INTO loan VALUES
    (1, '2024-01-31', 'N', 1000.00, 'pass', 0, 10), (2, '2024-01-31', 'N', 500.50, 'special_mention', 25, NULL),
    (3, '2024-01-31', 'S', 250.25, 'substandard-2', 95, 62.56),
    (4, '2024-01-31', 'S', 0, 'pass-1', 0, 0), (5, '2024-01-31', 'S', NULL, 'pass', 0, 1),
    (6, '2024-01-31', 'N', 100, NULL, 5, 1), (7, '2024-01-31', 'N', 80.00, 'loss', NULL, 80),
    (8, '2024-02-29', 'N', 950.00, 'pass', 0, 9.5), (9, '2024-02-29', 'N', 400.01, 'doubtful', 280, 200),
    (10, '2024-02-29', 'S', 300, 'loss', 400, 300);
CREATE TEMP TABLE book AS
SELECT month, region, portfolio_agg(balance, grade, days, provision) AS p FROM loan GROUP BY month, region;
SELECT * FROM book ORDER BY month, region;

-- what a summary says
CREATE TEMP TABLE january AS SELECT rollup(p) AS p FROM book WHERE month = '2024-01-31';
TABLE january;
SELECT loan_count(p), skipped_count(p), currency(p), total_balance(p), npl_balance(p), total_provision(p) FROM january;
SELECT npl_ratio(p), npl_ratio(p, 'count'), special_mention_ratio(p), special_mention_ratio(p, 'count'),
       npl_deviation(p), concentration(p) FROM january;
SELECT over_days, overdue_ratio(p, over_days), overdue_ratio(p, over_days, 'count')
FROM january, unnest('{0,30,60,90,120,180,270,360}'::int[]) AS over_days;
SELECT coverage_ratio(p), provision_ratio(p), graded_provision(p), required_provision(p), provision_gap(p) FROM january;
SELECT policy, graded_provision(p, policy), required_provision(p, policy), provision_gap(p, policy)
FROM january, grade_policies();
SELECT policy, required_provision(p, policy), provision_gap(p, policy) FROM january,
       unnest('{"{\"days\":{\"loss\":1},\"minimum_coverage\":3}",'
        '"{\"days\":{\"loss\":1},\"minimum_provision\":0.5}"}'::grade_policy[]) AS policy;
SELECT * FROM grade_breakdown((TABLE january));
SELECT * FROM aging((TABLE january));
SELECT * FROM bands();

-- every list of arguments; without days past due all loans are of unknown band
SELECT portfolio_agg(balance, grade) FROM loan WHERE id < 4;
SELECT portfolio_agg(balance, grade, days) FROM loan WHERE id < 4;
SELECT portfolio_agg(balance, days) FROM loan WHERE id < 4;
SELECT portfolio_agg(balance, days, provision) FROM loan WHERE id < 4;
SELECT portfolio_agg(balance, days::smallint), portfolio_agg(balance, grade, days::bigint) FROM loan WHERE id = 3;
SELECT portfolio_agg(b, 'pass'::risk_grade, 0, b / 10, c) FROM (VALUES (1000, 'JPY'), (30, 'JPY')) AS v(b, c);
SELECT portfolio_agg(b, 0, 0.001, 'KWD') FROM (VALUES (1.234), (NULL)) AS v(b);
SELECT npl_ratio(balance, grade), npl_ratio(balance, days), overdue_ratio(balance, days, 0),
       overdue_ratio(balance, days, 90) FROM loan WHERE id < 5;

-- nothing at all
SELECT portfolio_agg(balance, grade) IS NULL AS "null", npl_ratio(balance, grade) IS NULL AS "null",
       rollup(NULL::portfolio_summary) IS NULL AS "null" FROM loan WHERE false;
SELECT portfolio_agg(NULL::numeric, grade) FROM loan WHERE id < 3;
CREATE TEMP TABLE empty AS SELECT '{"portfolio_summary":1}'::portfolio_summary AS p;
SELECT p, loan_count(p), total_balance(p), required_provision(p), provision_gap(p) FROM empty;
SELECT num_nulls(npl_ratio(p), npl_ratio(p, 'count'), special_mention_ratio(p), overdue_ratio(p), npl_deviation(p),
                 coverage_ratio(p), provision_ratio(p), concentration(p)) AS "8" FROM empty;
SELECT grade, loans, balance, share FROM grade_breakdown((TABLE empty));

-- published: China, first quarter 2014 (6461 of 621685 is 1.04 %), third quarter 2016 (26221 over 14939 is 175.52 %)
SELECT round(100 * npl_ratio(p), 2) AS "1.04", round(100 * special_mention_ratio(p), 2) AS "2.50"
FROM (SELECT portfolio_agg(b, g::risk_grade) AS p FROM (VALUES (599671, '正常'), (15553, '关注'), (6461, '次级')) AS v(b, g))
     AS q;
SELECT round(100 * coverage_ratio(p), 2) AS "175.52"
FROM (SELECT portfolio_agg(b, g::risk_grade, 0, v) AS p
      FROM (VALUES (834000, 'pass', 0), (14939, 'substandard', 26221)) AS v(b, g, v)) AS q;

-- sums and differences are exact, in any order
SELECT (SELECT rollup(p) FROM book) = (SELECT portfolio_agg(balance, grade, days, provision) FROM loan) AS t,
       (SELECT rollup(p)::text FROM book) = (SELECT portfolio_agg(balance, grade, days, provision)::text
                                             FROM loan) AS t;
SELECT a.p + b.p = b.p + a.p AS t, a.p + b.p - b.p = a.p AS t, a.p - a.p AS nothing, a.p + e.p = a.p AS t
FROM book AS a, book AS b, empty AS e
WHERE (a.month, a.region, b.month, b.region) = ('2024-01-31', 'N', '2024-02-29', 'S');
SELECT p = p::text::portfolio_summary AS t, p = p::jsonb::portfolio_summary AS t, p::jsonb FROM january;

-- moving windows take loans out again
SELECT id, npl_ratio(portfolio_agg(balance, grade, days, provision) OVER w), npl_ratio(balance, grade) OVER w,
       overdue_ratio(balance, days, 30) OVER w, npl_ratio(balance, days) OVER w,
       portfolio_agg(balance, grade, days, provision) OVER w = portfolio_agg(balance, grade, days, provision)
           OVER w AS t
FROM loan WINDOW w AS (ORDER BY id ROWS 2 PRECEDING) ORDER BY id;
SELECT month, region, loan_count(rollup(p) OVER (ORDER BY month, region ROWS 1 PRECEDING)) FROM book;

-- text: any order and white space in
SELECT ' { "skipped" : 2 , "squares":520000.0000, "bands":{"unknown":[1,50.00],"0":[3,1200.00]},
          "grades" : {"loss":[1,50],"pass":[ 3 , 1200.0 ]},
           "provision":60, "currency":"CNY", "portfolio_summary":1 } '::portfolio_summary;
SELECT '{"portfolio_summary":1,"currency":"JPY","grades":{"pass":[1,5]},"squares":25}'::portfolio_summary;

-- sorts and hashes
SELECT count(DISTINCT p), count(*) FROM (SELECT p FROM book UNION ALL SELECT p::text::portfolio_summary
                                         FROM book) AS twice;
SELECT pg_column_size(p) <= 400 AS small FROM january;

-- refusals
SELECT call, pg_temp.refused(call) FROM unnest(ARRAY[
    $$SELECT portfolio_agg(-0.01, 'pass'::risk_grade)$$, $$SELECT portfolio_agg(0.001, 'pass'::risk_grade)$$,
    $$SELECT portfolio_agg('NaN', 'pass'::risk_grade)$$,
    $$SELECT portfolio_agg(1e15, 'pass'::risk_grade)$$, $$SELECT portfolio_agg(1e40, 'pass'::risk_grade)$$,
    $$SELECT portfolio_agg(1, 'pass'::risk_grade, -1)$$,
    $$SELECT portfolio_agg(1, 'pass'::risk_grade, 3000000000)$$, $$SELECT portfolio_agg(1, 0, -1)$$,
    $$SELECT portfolio_agg(1.5, 0, 0, 'JPY')$$, $$SELECT portfolio_agg(1, 0, 0, 'cny')$$,
    $$SELECT portfolio_agg(1, 0, 0, c) FROM (VALUES ('CNY'), ('USD')) AS v(c)$$,
    $$SELECT portfolio_agg(1, 0, 0, c) FROM (VALUES ('CNY'), (NULL)) AS v(c)$$,
    $$SELECT overdue_ratio(1, 0, 45)$$, $$SELECT overdue_ratio(1, 0, o) FROM (VALUES (0), (30)) AS v(o)$$,
    $$SELECT overdue_ratio(p, 91) FROM january$$, $$SELECT npl_ratio(p, 'loans') FROM january$$,
    $$SELECT p - p - '{"portfolio_summary":1,"grades":{"pass":[1,0.01]}}' FROM january$$,
    $$SELECT '{"portfolio_summary":1,"grades":{"pass":[1,1]}}'::portfolio_summary
    - '{"portfolio_summary":1,"grades":{"pass":[1,0.5]}}'$$,
    $$SELECT p + '{"portfolio_summary":1,"currency":"CNY"}' FROM january$$,
    $$SELECT '{"portfolio_summary":1,"grades":{"pass":[9223372036854775807,1]}}'::portfolio_summary
        + '{"portfolio_summary":1,"grades":{"pass":[1,1]}}'$$,
    $$SELECT '{"portfolio_summary":2}'::portfolio_summary$$, $$SELECT '{}'::portfolio_summary$$,
    $$SELECT '[]'::portfolio_summary$$, $$SELECT '{"portfolio_summary":1'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"colour":1}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"skipped":1,"skipped":2}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"grades":{"pass":[1,1],"pass":[1,1]}}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"grades":{"good":[1,1]}}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"grades":{"pass":[1,1.001]}}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"grades":{"pass":[-1,1]}}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"grades":{"pass":[1,-1]}}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"grades":{"pass":[0,1]}}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"grades":{"pass":[1]}}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"grades":{"pass":[1,1e3]}}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"grades":{"pass":[2,1]},"bands":{"0":[1,1]}}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"bands":{"0":[1,1]}}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"grades":{"pass":[1,2]},"squares":4.0001}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"currency":"cny"}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"provision":-1}'::portfolio_summary$$,
    $$SELECT '{"portfolio_summary":1,"provision":1e400}'::portfolio_summary$$
]) WITH ORDINALITY AS v(call, k) ORDER BY k;
