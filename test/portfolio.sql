-- Laws of portfolio_summary: it says of a book what plain SQL says of its rows, parts add up to the bytes of the
-- whole and come out again, windows move, forms are exact inverses, order and hash go by value.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE TABLE loan AS
SELECT i, i % 37 AS branch, CASE WHEN draw(i, 'no balance', 50) > 0 THEN draw(i, 'b', 10 ^ (draw(i, 'digits', 9) + 1))
       / 100.0 END AS balance,
       CASE WHEN draw(i, 'no grade', 50) > 0
           THEN (1 + draw(i, 'g', 5) || CASE WHEN draw(i, 'n', 10) > 0 THEN '-' || draw(i, 'n', 10)
                 ELSE '' END)::risk_grade END AS grade,
       CASE WHEN draw(i, 'no days', 9) > 0 THEN draw(i, 'd', 2) * draw(i, 'days', 500) END::int AS days,
       CASE WHEN draw(i, 'no provision', 3) > 0 THEN draw(i, 'p', 100000) / 100.0 END AS provision
FROM generate_series(1, 6000) AS i;
INSERT INTO loan VALUES (7001, 40, NULL, 'pass', 1, 1), (7002, 41, 0, 'loss', 0, 0), (7003, 42, 5, 'pass', NULL, NULL),
    (7004, 43, 900000000000000, 'loss', 2147483647, 900000000000000);
CREATE TABLE book AS SELECT branch, portfolio_agg(balance, grade, days, provision) AS p FROM loan GROUP BY branch;

-- what plain SQL says
CREATE VIEW counted AS SELECT * FROM loan WHERE balance IS NOT NULL AND grade IS NOT NULL;
CREATE TABLE plain AS
SELECT branch, count(c.i) AS loans, (SELECT count(*) FROM loan AS l WHERE l.branch = b.branch) - count(c.i) AS skipped,
       coalesce(sum(balance), 0) AS total,
       coalesce(sum(balance) FILTER (WHERE is_npl(grade)), 0) AS npl,
       count(*) FILTER (WHERE is_npl(grade)) AS npl_loans,
       coalesce(sum(balance) FILTER (WHERE tier(grade) = 'special_mention'), 0) AS special,
       coalesce(sum(provision), 0) AS provision, sum(balance * balance) AS squares,
       sum(balance) FILTER (WHERE days IS NOT NULL) AS known, count(days) AS known_loans,
       coalesce(sum(balance) FILTER (WHERE days > 90), 0) AS over_90,
       sum(balance * provision_rate(tier(grade))) AS graded
FROM book AS b LEFT JOIN counted AS c USING (branch) GROUP BY branch;

SELECT law('counts and sums are those of plain SQL', $$
    SELECT branch FROM plain JOIN book USING (branch)
    WHERE (loans, skipped, total, npl, provision) IS DISTINCT FROM (loan_count(p), skipped_count(p), total_balance(p),
        npl_balance(p), total_provision(p))
$$);

SELECT law('NPL and special mention are those of plain SQL', $$
    SELECT branch FROM plain JOIN book USING (branch)
    WHERE (round(npl / nullif(total, 0), 8), round(npl_loans::numeric / nullif(loans, 0), 8),
           round(special / nullif(total, 0), 8)) IS DISTINCT FROM
    (npl_ratio(p), npl_ratio(p, 'count'), special_mention_ratio(p))
$$);

SELECT law('overdue and deviation are those of plain SQL', $$
    SELECT branch FROM plain JOIN book USING (branch)
    WHERE (round(over_90 / nullif(known, 0), 8), CASE WHEN known_loans > 0 THEN round(over_90 / nullif(npl, 0), 8) END)
           IS DISTINCT FROM
    (overdue_ratio(p, 90), npl_deviation(p))
$$);

SELECT law('coverage, provision ratio and concentration are those of plain SQL', $$
    SELECT branch FROM plain JOIN book USING (branch)
    WHERE (round(provision / nullif(npl, 0), 8), round(provision / nullif(total, 0), 8),
           round(squares / nullif(total * total, 0), 8)) IS DISTINCT FROM
    (coverage_ratio(p), provision_ratio(p), concentration(p))
$$);

SELECT law('provisions are those of plain SQL', $$
    SELECT branch FROM plain JOIN book USING (branch)
    WHERE (coalesce(round(graded, 2), 0), greatest(round(npl * 1.5, 2), round(total * 0.025, 2)))
           IS DISTINCT FROM (graded_provision(p), required_provision(p))
    OR provision_gap(p) <> required_provision(p) - total_provision(p)
$$);

SELECT law('the table by grade is that of plain SQL', $$
    SELECT b.branch, t.grade FROM book AS b, grade_breakdown(p) AS t
    WHERE (loans, balance) <> (SELECT count(*), coalesce(sum(c.balance), 0) FROM counted AS c
                               WHERE c.branch = b.branch AND tier(c.grade)::text = t.grade)
$$);

SELECT law('the table by band is that of plain SQL', $$
    SELECT b.branch, band FROM book AS b, aging(p) AS t
    WHERE (loans, balance) <> (SELECT count(*), coalesce(sum(c.balance), 0) FROM counted AS c
                               WHERE c.branch = b.branch AND
    CASE WHEN c.days IS NULL THEN 'unknown' WHEN c.days = 0 THEN '0' WHEN c.days <= 30 THEN '1-30'
        WHEN c.days <= 60 THEN '31-60' WHEN c.days <= 90 THEN '61-90' WHEN c.days <= 120 THEN '91-120'
         WHEN c.days <= 180 THEN '121-180' WHEN c.days <= 270 THEN '181-270' WHEN c.days <= 360 THEN '271-360'
             ELSE '>360' END = band)
$$);

SELECT law('both tables add up to the book, empty rows too', $$
    SELECT branch FROM book
    WHERE (SELECT ROW(count(*), sum(loans), sum(balance)) FROM grade_breakdown(p))
           <> ROW(5::bigint, loan_count(p)::numeric, total_balance(p))
           OR (SELECT ROW(count(*), sum(loans), sum(balance)) FROM aging(p)) <> ROW(10::bigint, loan_count(p)::numeric,
        total_balance(p))
$$);

-- parts and wholes
CREATE TABLE total AS SELECT portfolio_agg(balance, grade, days, provision) AS p FROM loan;
SELECT is((SELECT rollup(p) FROM book), (SELECT p FROM total), 'branches add up to the whole');
SELECT is((SELECT portfolio_summary_send(rollup(p)) FROM book), (SELECT portfolio_summary_send(p) FROM total),
          'to the byte');
SELECT is((SELECT rollup(p ORDER BY md5(branch::text)) FROM book), (SELECT p FROM total), 'in any order');
SELECT is((SELECT rollup(q) FROM (SELECT rollup(p) AS q FROM book GROUP BY branch % 5) AS step), (SELECT p FROM total),
          'in any number of steps');

SELECT law('the sum of two commutes and comes apart again', $$
    SELECT a.branch, b.branch FROM book AS a, book AS b WHERE a.p + b.p <> b.p + a.p OR (a.p + b.p) - b.p <> a.p
           OR (a.p + b.p) - a.p <> b.p
$$);

SELECT law('the whole less a branch is all other branches', $$
    SELECT branch FROM book, total AS t
    WHERE t.p - book.p <> (SELECT rollup(o.p) FROM book AS o WHERE o.branch <> book.branch)
$$);

SELECT law('a book less itself is nothing, nothing more is the book', $$
    SELECT branch FROM book WHERE p - p <> '{"portfolio_summary":1}' OR p + '{"portfolio_summary":1}' <> p
$$);

SELECT throws_ok('SELECT b.p - t.p FROM book AS b, total AS t', '22003', NULL, 'a part less the whole is refused');

-- windows
SELECT law('a moving window is made anew in each row', $$
    SELECT i FROM (SELECT i, portfolio_agg(balance, grade, days, provision)
                   OVER (ORDER BY i ROWS 20 PRECEDING) AS moved,
    (SELECT portfolio_agg(l.balance, l.grade, l.days, l.provision) FROM loan AS l
     WHERE l.i BETWEEN loan.i - 20 AND loan.i) AS made FROM loan WHERE i <= 700) AS w WHERE moved IS DISTINCT FROM made
$$);

SELECT law('one-step ratios move as the summary does', $$
    SELECT i FROM (SELECT i, npl_ratio(balance, grade) OVER w AS npl, npl_ratio(balance, days) OVER w AS npl_days,
                   overdue_ratio(balance, days, 30) OVER w AS overdue,
           portfolio_agg(balance, grade, days) OVER w AS p, portfolio_agg(balance, days) OVER w AS q FROM loan
           WHERE i <= 2000 WINDOW w AS (PARTITION BY branch ORDER BY i ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING)) AS w
    WHERE (npl, npl_days, overdue) IS DISTINCT FROM (npl_ratio(p), npl_ratio(q), overdue_ratio(q, 30))
$$);

SELECT law('rolled-up summaries move', $$
    SELECT branch FROM (SELECT branch, rollup(p) OVER (ORDER BY branch ROWS 2 PRECEDING) AS moved, (SELECT rollup(o.p)
            FROM book AS o WHERE o.branch BETWEEN book.branch - 2 AND book.branch AND o.branch <= 36) AS made
    FROM book WHERE branch <= 36) AS w WHERE moved <> made
$$);

-- forms
SELECT law('text gives back the same bytes', $$
    SELECT branch FROM book WHERE p::text::portfolio_summary <> p
           OR portfolio_summary_send(p::text::portfolio_summary) <> portfolio_summary_send(p)
           OR p::text::portfolio_summary::text <> p::text
$$);

SELECT law('JSON is the same object and gives back the same bytes', $$
    SELECT branch FROM book WHERE portfolio_summary_send(p::jsonb::portfolio_summary) <> portfolio_summary_send(p)
           OR p::jsonb <> p::text::jsonb
$$);

SELECT law('the text is one line without spaces, the type first', $$
    SELECT branch FROM book WHERE p::text ~ '\s' OR p::text !~ '^{"portfolio_summary":1'
$$);

SELECT law('spaces do not make another value', $$
    SELECT branch FROM book WHERE regexp_replace(p::text, '([{}\[\],:])', E' \\1\n', 'g')::portfolio_summary <> p
$$);

CREATE MATERIALIZED VIEW stored AS SELECT branch, portfolio_agg(balance, grade, days, provision) AS p FROM loan
GROUP BY branch;

SELECT law('a materialized view keeps the value', $$
    SELECT branch FROM stored JOIN book USING (branch) WHERE stored.p <> book.p
$$);

-- order and hash
SELECT law('exactly one of <, = and > holds, and equal books have equal hashes', $$
    SELECT a.branch FROM book AS a, book AS b
    WHERE (a.p = b.p) <> (portfolio_summary_send(a.p) = portfolio_summary_send(b.p))
           OR (a.p = b.p AND portfolio_summary_hash(a.p) <> portfolio_summary_hash(b.p))
    OR (a.p < b.p)::int + (a.p = b.p)::int + (a.p > b.p)::int <> 1 OR (a.p <= b.p) <> (a.p < b.p OR a.p = b.p)
$$);

SELECT law('the order is transitive', $$
    SELECT a.branch FROM book AS a, book AS b, book AS c WHERE a.p <= b.p AND b.p <= c.p AND NOT a.p <= c.p
$$);

SELECT is((SELECT count(*) FROM (SELECT p FROM book UNION SELECT p::text::portfolio_summary FROM book) AS u),
          (SELECT count(DISTINCT p) FROM book), 'hash tables find equal books');

-- the state
SELECT cmp_ok((SELECT max(pg_column_size(p)) FROM book), '<=', 512,
              'a summary takes at most 512 bytes, header included');

SELECT law('the planner knows the size of the state', $$
    SELECT aggfnoid, aggtransspace, aggmtransspace FROM pg_aggregate WHERE aggtranstype = 'portfolio_summary'::regtype
           AND (aggtransspace, aggmtransspace) <>
    (SELECT pg_column_size('{"portfolio_summary":1}'::portfolio_summary),
     pg_column_size('{"portfolio_summary":1}'::portfolio_summary))
$$);

SELECT law('every aggregate moves backwards too', $$
    SELECT aggfnoid FROM pg_aggregate WHERE aggtranstype = 'portfolio_summary'::regtype
           AND (aggmtranstype <> aggtranstype OR aggminvtransfn = 0)
$$);

SELECT is((SELECT count(*) FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = attrelid
           WHERE relname = 'stored' AND attname = 'p' AND attalign = 'd'), 1::bigint,
          'stored values are aligned for the integers inside');
-- one pass gives every ratio: the plan has one aggregate and one scan
CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text; plan text = '';
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS off, VERBOSE) ' || query LOOP plan := plan || line || E'\n'; END LOOP;
    RETURN plan;
END $$;
SELECT is((SELECT ARRAY[regexp_count(plan, 'Seq Scan'), regexp_count(plan, 'Aggregate\n')]
           FROM (SELECT replace(replace(plan_of($$
    SELECT branch, npl_ratio(p), special_mention_ratio(p), overdue_ratio(p), overdue_ratio(p, 90), coverage_ratio(p),
           provision_ratio(p), concentration(p), required_provision(p)
    FROM (SELECT branch, portfolio_agg(balance, grade, days, provision) AS p FROM loan
          GROUP BY branch OFFSET 0) AS one_pass $$), 'HashAggregate', 'Aggregate'), 'GroupAggregate', 'Aggregate')
         AS plan) AS q), ARRAY[1, 1],
    'ten ratios are read from one aggregate over one scan');
SELECT * FROM finish();
ROLLBACK;
