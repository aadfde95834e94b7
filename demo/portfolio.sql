/*
 * Section: how good is the book: grades, days past due and provisions by month, from one stored summary each.
 *
 * Runs on either schema, which the search path names; the last month is the latest month end in snapshot.  Makes the table
 * book_month, one portfolio_summary a month end, region and vehicle, which other sections may use.
 */

SELECT max(as_of) AS last_month FROM snapshot \gset

\echo
\echo '1. Every month-end row into summaries by month, region and vehicle: graded by the Chinese law of 2023, stored.'
\echo
\timing on
CREATE TABLE book_month AS
SELECT as_of, region, vehicle, portfolio_agg(balance, grade_loan(days_past_due), days_past_due, provision) AS book
FROM   snapshot JOIN loan USING (loan_id)
WHERE  balance > 0
GROUP  BY as_of, region, vehicle;
\timing off
ALTER TABLE book_month ADD PRIMARY KEY (as_of, region, vehicle);
VACUUM ANALYZE book_month;
\echo
SELECT to_char((SELECT count(*) FROM snapshot), '9,999,999') AS "month-end rows", to_char(count(*), '99,999') AS summaries,
       pg_size_pretty(pg_table_size('snapshot')) AS "rows take", pg_size_pretty(pg_table_size('book_month')) AS "summaries take",
       max(pg_column_size(book)) AS "bytes each"
FROM   book_month;

SELECT (SELECT rollup(book) FROM book_month WHERE as_of = :'last_month')
     = (SELECT portfolio_agg(balance, grade_loan(days_past_due), days_past_due, provision) FROM snapshot WHERE as_of = :'last_month' AND balance > 0) AS exact \gset
\if :exact
    \echo '   Rolled up, they are the bytes of one pass over the rows.'
\else
    DO $$ BEGIN RAISE EXCEPTION 'a rolled-up book differs from one pass over its rows'; END $$;
\endif
\echo

\echo '2. The book at the last month end, by grade and by days past due.'
\echo
SELECT grade, label_zh AS "分类", to_char(loans, '999,999') AS loans, to_char(balance, '9,999,999,990.00') AS balance, to_char(100 * share, '990.00') AS "%",
       bar(share, 1) AS chart
FROM  (SELECT rollup(book) AS book FROM book_month WHERE as_of = :'last_month') AS whole, grade_breakdown(book)
ORDER  BY grade_rank;
SELECT band AS "days past due", to_char(loans, '999,999') AS loans, to_char(balance, '9,999,999,990.00') AS balance, to_char(100 * share, '990.00') AS "%",
       bar(share, 1) AS chart
FROM  (SELECT rollup(book) AS book FROM book_month WHERE as_of = :'last_month') AS whole, aging(book)
WHERE  band_rank IS NOT NULL OR loans > 0
ORDER  BY band_rank;

\echo '3. Its ratios by quarter, all read from the same rolled-up value: 不良率, 关注率, 逾期率, 偏离度, 拨备覆盖率.'
\echo
WITH quarter AS (
    SELECT as_of, rollup(book) AS book
    FROM   book_month
    WHERE  extract(month FROM as_of) IN (3, 6, 9, 12) AND as_of > date :'last_month' - 365 * 4
    GROUP  BY as_of
)
SELECT as_of AS quarter, to_char(loan_count(book), '999,999') AS loans, to_char(total_balance(book) / 1000, '999,999,990') AS "balance, 1000",
       to_char(100 * npl_ratio(book), '990.00') AS "NPL %", to_char(100 * special_mention_ratio(book), '990.00') AS "special %",
       to_char(100 * overdue_ratio(book, 30), '990.00') AS "30+ %", to_char(100 * npl_deviation(book), '990') AS "90+/NPL %",
       to_char(100 * coverage_ratio(book), '9990') AS "coverage %", bar(npl_ratio(book), max(npl_ratio(book)) OVER ()) AS "NPL"
FROM   quarter
ORDER  BY as_of;

\echo '4. The same summaries cut another way: by vehicle, and the worst regions, at the last month end.'
\echo
SELECT vehicle, to_char(loan_count(book), '999,999') AS loans, to_char(100 * npl_ratio(book), '990.00') AS "NPL %", to_char(100 * npl_ratio(book, 'count'), '990.00') AS "by count",
       to_char(100 * overdue_ratio(book), '990.00') AS "overdue %", to_char(concentration(book), '0.00000000') AS "HHI"
FROM  (SELECT vehicle, rollup(book) AS book FROM book_month WHERE as_of = :'last_month' GROUP BY vehicle) AS cut
ORDER  BY vehicle;
SELECT region, to_char(loan_count(book), '999,999') AS loans, to_char(npl_balance(book), '9,999,999,990.00') AS "NPL", to_char(100 * npl_ratio(book), '990.00') AS "NPL %",
       bar(npl_ratio(book), max(npl_ratio(book)) OVER ()) AS chart
FROM  (SELECT region, rollup(book) AS book FROM book_month WHERE as_of = :'last_month' GROUP BY region) AS cut
WHERE  npl_ratio(book) > 0
ORDER  BY npl_ratio(book) DESC, region LIMIT 8;

\echo '5. One book under several laws: the policy is an argument.'
\echo
SELECT policy, to_char(100 * npl_ratio(book), '990.00') AS "NPL %", to_char(100 * special_mention_ratio(book), '990.00') AS "special %",
       to_char(graded_provision(book, policy), '999,999,990.00') AS "by grade", to_char(required_provision(book, policy), '999,999,990.00') AS required,
       to_char(provision_gap(book, policy), '999,999,990.00') AS "gap to held"
FROM   grade_policies(),
       LATERAL (SELECT portfolio_agg(balance, grade_loan(days_past_due, policy), days_past_due, provision) AS book
                FROM   snapshot WHERE as_of = :'last_month' AND balance > 0) AS graded;

\echo '6. Why one loan has its grade: the one longest past due, said to be restructured, with an expected loss of 55 %.'
\echo
SELECT loan_id AS one_loan, days_past_due AS past, balance FROM snapshot WHERE as_of = :'last_month' AND balance > 0 ORDER BY days_past_due DESC, loan_id LIMIT 1 \gset
\echo '   loan' :one_loan 'is' :past 'days past due with a balance of' :balance
\echo
SELECT grade, grade_label(grade) AS "分类", rule, input, source FROM explain_grade(:past, 'cn_2023', loss_rate => 0.55, restructured => true);
SELECT grade, rule, input, source FROM explain_grade(:past, 'in_rbi', restructured => true);
