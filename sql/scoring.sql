-- score_agg, bin_agg and what reads their summaries: every refusal once, NULLs and empty sets.
\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- nothing, and nothing but what is skipped
SELECT score_agg(s, b), score_agg(s, b, 1), bin_agg(s::text, b) FROM (VALUES (1, true)) AS v(s, b) WHERE false;
SELECT score_agg(NULL, true) AS s, score_agg(600, true, NULL) AS weighted, bin_agg('a', true, NULL) AS b;
SELECT loan_count(s), skipped_count(s), good_total(s), auc(s), gini(s), ks(s), ks_score(s),
       (SELECT count(*) FROM score_bands(s)) AS bands, (SELECT count(*) FROM score_cutoffs(s)) AS cutoffs, psi(s, s)
FROM (SELECT score_agg(NULL, true)) AS v(s);
SELECT auc(NULL), psi(NULL, s), psi(s, NULL), psi(s, s, floor => NULL), psi(s, s, bands => NULL), iv(NULL)
FROM (SELECT score_agg(600, true)) AS v(s);
-- a weight of 0 counts the loan and nothing else
SELECT score_agg(600, true, 0) AS s, loan_count(score_agg(600, true, 0)), bin_agg('a', true, 0) AS b;
-- the text does not hold the number of loans; whole weights give it
SELECT loan_count(score_summary '{"score_summary":1,"scores":[[600,1,2]]}'),
       loan_count(score_summary '{"score_summary":1,"scores":[[600,1.5,2]]}') AS unknown,
       loan_count(score_agg(600, true, 2.5)) AS one,
       score_agg(600, true, 2.5) = '{"score_summary":1,"scores":[[600,0,2.5]]}' AS same;

-- weights
\set VERBOSITY default
SELECT score_agg(600, true, -1);
SELECT score_agg(600, true, 0.0000001);
SELECT score_agg(600, true, 'NaN');
SELECT bin_agg('a', true, 1000000000000000001);
SELECT score_agg(600, true, 1000000000000000000) AS "the most";
-- scores and bins at their limits, and one beyond
SELECT loan_count(score_agg(i, false)) FROM generate_series(1, 65536) AS i;
SELECT score_agg(i, false) FROM generate_series(1, 65537) AS i;
SELECT good_total(bin_agg(i::text, false)) FROM generate_series(1, 1024) AS i;
SELECT bin_agg(i::text, false) FROM generate_series(1, 1025) AS i;
SELECT bin_agg(repeat('x', 255), true) IS NOT NULL AS "255 bytes";
SELECT bin_agg(repeat('x', 256), true);
-- what is taken out must be in
SELECT score_agg(600, true) - score_agg(601, true);
SELECT bin_agg('a', true) - bin_agg('a', false);
-- words, bands, edges, floors
SELECT auc(score_agg(600, true), 'higher');
SELECT * FROM score_bands('{"score_summary":1,"scores":[[600,0,1]]}', 0);
SELECT * FROM score_bands('{"score_summary":1,"scores":[[600,0,1]]}', 1001);
SELECT * FROM score_bands('{"score_summary":1,"scores":[[600,0,1]]}', edges => '{600,600}');
SELECT * FROM score_bands('{"score_summary":1,"scores":[[600,0,1]]}', edges => '{600,NULL}');
SELECT psi(score_agg(600, true), score_agg(600, true), floor => 1);
SELECT psi(score_agg(600, true), score_agg(700, true), edges => '{650}', floor => 0);
SELECT psi(bin_agg('a', true), bin_agg('b', true), floor => 0);
SELECT iv(bin_agg(b, b = 'b'), 0) FROM (VALUES ('a'), ('b')) AS v(b);
SELECT iv(bin_agg(b, b IS NULL), 0) FROM (VALUES (NULL), (NULL)) AS v(b), generate_series(1, 2);
SELECT iv(bin_agg('a', true), -0.5);
-- texts
SELECT '{"score_summary":1,"scores":[[600,1,0],[600,1,0]]}'::score_summary;
SELECT '{"score_summary":1,"scores":[[600,0,0]]}'::score_summary;
SELECT '{"score_summary":1,"scores":[[600,1]]}'::score_summary;
SELECT '{"score_summary":1,"scores":[[600,-1,0]]}'::score_summary;
SELECT '{"score_summary":2}'::score_summary;
SELECT '{"bin_summary":1,"bins":[[null,1,0],["a",1,0]]}'::bin_summary;
SELECT '{"bin_summary":1,"bins":[[1,1,0]]}'::bin_summary;
SELECT '{"bin_summary":1,"skipped":1,"skipped":2}'::bin_summary;
-- a moving window takes rows out again
SELECT i, score_agg(i % 3, i % 2 = 0) OVER w AS s, bin_agg((i % 3)::text, i % 2 = 0) OVER w AS b
FROM generate_series(1, 5) AS i WINDOW w AS (ORDER BY i ROWS 1 PRECEDING);
-- exact row counts for constants
EXPLAIN SELECT * FROM score_cutoffs('{"score_summary":1,"scores":[[580,3,4],[620,10,2,1]]}');
EXPLAIN SELECT * FROM score_bands('{"score_summary":1,"scores":[[580,3,4],[620,10,2,1]]}', 5);
EXPLAIN SELECT * FROM woe_table('{"bin_summary":1,"bins":[["a",3,4],["b",10,2,1],[null,1,1]]}');
-- ten readers, one aggregate
EXPLAIN (VERBOSE, COSTS off)
SELECT auc(s), gini(s), ks(s), ks_score(s), good_total(s), bad_total(s), unknown_total(s), loan_count(s),
       skipped_count(s), psi(s, s)
FROM (SELECT score_agg(i, i % 2 = 0) AS s FROM generate_series(1, 10) AS i OFFSET 0) AS one;
