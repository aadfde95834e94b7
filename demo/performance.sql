/*
 * Section: arrears by month: one payment history a loan; vintage triangle and curves, roll rates and flow to loss, bureau strings;
 * what histories save over snapshot rows in size and time.
 *
 * Runs on either schema, which the search path names.  psql variables, set by run: real (on for the filed pool, off for the
 * sample), cohort (what vintages are put together by: month, quarter or year).  Makes the tables loan_history and
 * vintage_month, one vintage_summary a month of origination.
 */

\echo
\echo '1. Every loan''s month ends into one packed value each; then one vintage summary a month of origination.'
\echo
\timing on
CREATE TABLE loan_history AS
SELECT loan_id, history_agg(as_of, balance, days_past_due, charged_off, recovered) AS h FROM snapshot GROUP BY loan_id;
CREATE TABLE vintage_month AS
SELECT date_trunc('month', start_date::timestamp)::date AS month, vintage_agg(h, start_date, principal) AS v
FROM   loan JOIN loan_history USING (loan_id) GROUP BY 1;
\timing off
ALTER TABLE loan_history ADD PRIMARY KEY (loan_id);
VACUUM ANALYZE loan_history;
CREATE TABLE vintage_book AS SELECT rollup(v) AS v FROM vintage_month;
SELECT v = (SELECT vintage_agg(h, start_date, principal) FROM loan JOIN loan_history USING (loan_id)) AS exact FROM vintage_book \gset
\echo
SELECT to_char((SELECT count(*) FROM snapshot), '9,999,999') AS "month-end rows", to_char((SELECT count(*) FROM loan_history), '999,999') AS histories,
       to_char((SELECT count(*) FROM vintage_month), '9,999') AS summaries, pg_size_pretty(pg_table_size('vintage_month')) AS "they take";
\if :exact
    \echo '   Rolled up, the summaries of the months are the bytes of one pass over all loans.'
\else
    DO $$ BEGIN RAISE EXCEPTION 'rolled-up vintages differ from one pass over the loans'; END $$;
\endif
\echo

\if :real
\echo '   What is past due is worked out from the payments (30 days for each one behind): payment holidays of 2020 count as arrears.'
\echo
\endif

\echo '2. Three loans as the credit bureau sees them: N on time, 1 to 7 months past due, C paid off, G charged off, / before the first month.'
\echo
WITH told AS (
    SELECT loan_id, h, (charge_off_month(h) IS NOT NULL)::int * 2 + (paid_off_month(h) IS NOT NULL)::int AS fate, times_past_due(h, 0) AS late,
           consecutive_past_due(h, 0, 24) >= 3 OR times_past_due(h, 0, 24) >= 6 AS three_or_six
    FROM   loan_history
)
SELECT DISTINCT ON (fate) loan_id AS loan, history_string(h, 36) AS "36 months", worst_dpd(h) AS worst, late, consecutive_past_due(h) AS longest,
       CASE WHEN three_or_six THEN '是' ELSE '否' END AS "连三累六", CASE fate WHEN 2 THEN 'charged off ' || to_char(charge_off_month(h), 'YYYY-MM')
           WHEN 1 THEN 'paid off ' || to_char(paid_off_month(h), 'YYYY-MM') ELSE 'open, owes ' || balance_at(h, last_month(h)) END AS ending
FROM   told
WHERE  first_past_due(h, 30) > 3 AND (fate = 2 OR worst_dpd(h) BETWEEN 61 AND 120)
ORDER  BY fate, late > 12, length(replace(history_string(h, 36), '/', '')) DESC, late DESC, loan_id;

SELECT to_char(100 * max(rate), 'FM990.0') AS hottest, max(rate) AS most
FROM   vintage_book, vintage_triangle(v, 90, cohort => :'cohort') WHERE complete AND mob <= 60 \gset
\echo '3. The vintage triangle: of what was lent, the share that was ever more than 90 days past due, a character a month on book.'
\echo '   from 0 to' :hottest '%; blank where not all of the cohort is that old, or was not observed yet.'
\echo
WITH triangle AS MATERIALIZED (
    SELECT t.* FROM vintage_book, vintage_triangle(v, 90, cohort => :'cohort') AS t WHERE complete AND mob <= 60
)
SELECT cohort, to_char(max(loans), '99,999') AS loans, to_char(max(exposure) / 1000, '999,999') AS "lent, 1000",
       sparkline(array_agg(rate ORDER BY mob), low => 0, high => :most)
           AS "0          12          24          36          48          60",
       to_char(100 * max(rate) FILTER (WHERE mob = 12), '990.0') AS "% at 12", to_char(100 * max(rate) FILTER (WHERE mob = 24), '990.0') AS "at 24",
       to_char(100 * max(rate) FILTER (WHERE mob = 36), '990.0') AS "at 36", to_char(100 * max(rate) FILTER (WHERE mob = 48), '990.0') AS "at 48"
FROM   (SELECT DISTINCT cohort FROM triangle) AS c CROSS JOIN generate_series(0, 60) AS mob LEFT JOIN triangle USING (cohort, mob)
GROUP  BY cohort ORDER BY cohort;

\echo '4. All loans together, %: ever over 90 days by amount and by count (with 95 % bounds), over 30 days now, lost, and paid off by count.'
\echo '   The base is every loan of that age, whatever became of it: ever falls only where the base does, the net loss with recoveries.'
\echo
SELECT a.mob AS "on book", to_char(a.loans, '99,999') AS loans, to_char(100 * a.rate, '990.00') AS "ever 90+", to_char(100 * c.rate, '990.00') AS "by count",
       format('%s - %s', to_char(100 * low, 'FM990.00'), to_char(100 * high, 'FM990.00')) AS bounds, to_char(100 * late.rate, '990.00') AS "now 30+",
       to_char(100 * gross.rate, '990.00') AS lost, to_char(100 * net.rate, '990.00') AS "net loss", to_char(100 * off.rate, '990.0') AS "paid off",
       bar(a.rate, max(a.rate) OVER (), 30) AS "ever 90+"
FROM   vintage_book, vintage_curve(v, 90) AS a
       JOIN LATERAL vintage_bounds(v, 90) AS c USING (mob) JOIN LATERAL vintage_curve(v, 30, 'current') AS late USING (mob)
       JOIN LATERAL vintage_curve(v, measure => 'charge_off') AS gross USING (mob) JOIN LATERAL vintage_curve(v, measure => 'net_loss') AS net USING (mob)
       JOIN LATERAL vintage_curve(v, measure => 'paid_off', weight => 'count') AS off USING (mob)
WHERE  a.mob % 6 = 0 AND a.mob BETWEEN 6 AND 60 AND a.loans >= 500
ORDER  BY a.mob;

\if :real
    \echo '5. Early signs need loans seen from the first month: this pool was formed months later, so none are shown.'
    \echo
\else
\echo '5. Early signs by year, %: loans over 30 days with their first, second or third instalment; over 30 within 6, over 90 within 12 months.'
\echo
SELECT to_char(year, 'YYYY') AS cohort, to_char(sum(loans), '99,999') AS loans, to_char(100 * first_payment_default(v), '990.00') AS "FPD", to_char(100 * first_payment_default(v, 30, 2), '990.00') AS "SPD",
       to_char(100 * first_payment_default(v, 30, 3), '990.00') AS "TPD", to_char(100 * early_payment_default(v, 30, 6), '990.00') AS "30+ in 6", to_char(100 * early_payment_default(v, 90, 12), '990.00') AS "90+ in 12"
FROM  (SELECT date_trunc('year', month::timestamp) AS year, rollup(v) AS v FROM vintage_month GROUP BY 1) AS y, LATERAL (SELECT max(loans) AS loans FROM vintage_curve(v)) AS c
GROUP  BY year, v ORDER BY year;
\endif

\echo '6. Roll rates: where the balance of a band stood one month later, % (迁徙率).'
\echo
CREATE TABLE roll AS SELECT migration_agg(h) AS m FROM loan_history;
SELECT from_state AS "from / to", to_state, to_char(100 * rate, '990.0') AS rate, to_rank FROM roll, migration_matrix(m) ORDER BY from_rank, to_rank \crosstabview "from / to" to_state rate to_rank

\echo '7. What becomes of a band, %: worse or better (or paid off) a month later; flow to loss, the chain of what gets worse up to 121 days;'
\echo '   and where the matrix taken twelve times says it is in a year. Moves: the row of 6., · for none, ░ ▒ ▓ █ a quarter each.'
\echo
SELECT s.from_state AS band, to_char(s.loans, '9,999,999') AS "loan-months", to_char(100 * worse, '990.0') AS worse, to_char(100 * better, '990.0') AS better,
       to_char(100 * flow_to_loss(m, s.from_state), '990.00') AS "flow to loss", to_char(100 * lost, '990.0') AS "lost in a year", to_char(100 * paid, '990.0') AS "paid off", bar(lost, 1) AS chart, moves
FROM   roll, LATERAL (
           SELECT from_state, from_rank, sum(loans) AS loans, string_agg(heat(coalesce(rate, 0), 1), '' ORDER BY to_rank) AS moves, coalesce(sum(rate) FILTER (WHERE to_rank > from_rank AND to_rank <> 100), 0) AS worse, coalesce(sum(rate) FILTER (WHERE to_rank < from_rank OR to_rank = 100), 0) AS better
           FROM   migration_matrix(m, full_grid => true) WHERE from_rank <= 4 GROUP BY 1, 2) AS s
       JOIN LATERAL (SELECT from_rank, coalesce(max(rate) FILTER (WHERE to_rank = 102), 0) AS lost, coalesce(max(rate) FILTER (WHERE to_rank = 100), 0) AS paid FROM project(m, 12) GROUP BY 1) AS p USING (from_rank)
ORDER  BY from_rank;

\echo '8. Storage: the same months as snapshot rows and as histories, indexes included.'
\echo
SELECT kept_as AS "kept as", to_char(rows, '9,999,999') AS rows, pg_size_pretty(bytes) AS size, to_char(bytes::numeric / loans, '99,990') AS "bytes a loan", to_char(bytes::numeric / months, '990.0') AS "bytes a month"
FROM  (VALUES (1, 'snapshot rows', (SELECT count(*) FROM snapshot), pg_total_relation_size('snapshot')::numeric),
              (2, 'packed histories', (SELECT count(*) FROM loan_history), pg_total_relation_size('loan_history')),
              (3, 'of which values', (SELECT count(*) FROM loan_history), (SELECT sum(pg_column_size(h)) FROM loan_history))) AS k(o, kept_as, rows, bytes),
      (SELECT (SELECT count(*) FROM loan_history) AS loans, (SELECT count(*) FROM snapshot) AS months) AS c
ORDER  BY o;

\echo '9. The vintage triangle by month (ever over 90 days, by amount; here its cells added up) from histories, then from rows by a window.'
\echo
\timing on
SELECT to_char(sum(hit), '9,999,999,990.00') AS packed
FROM   (SELECT vintage_agg(h, start_date, principal) AS v FROM loan_history JOIN loan USING (loan_id)) AS book, vintage_triangle(v, 90) \gset
\timing off
\echo '  ' :packed 'from histories'
\echo
\timing on
WITH state AS (
    SELECT loan_id, as_of, greatest(balance, 0) + sum(charged_off) OVER so_far AS at_risk, days_past_due > 90 OR charged_off > 0 AS hit,
           bool_or(days_past_due > 90 OR charged_off > 0) OVER (so_far ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM   snapshot WINDOW so_far AS (PARTITION BY loan_id ORDER BY as_of)
), cell AS (
    SELECT date_trunc('month', start_date::timestamp) AS cohort, date_trunc('month', as_of::timestamp) AS month, sum(at_risk) AS new
    FROM   state JOIN loan USING (loan_id) WHERE hit AND before IS NOT TRUE GROUP BY 1, 2
), triangle AS (
    SELECT cohort, month, sum(coalesce(new, 0)) OVER (PARTITION BY cohort ORDER BY month) AS hit
    FROM  (SELECT DISTINCT date_trunc('month', start_date::timestamp) AS cohort FROM loan) AS c
           CROSS JOIN LATERAL generate_series(cohort, (SELECT max(as_of) FROM snapshot)::timestamp, '1 month') AS month LEFT JOIN cell USING (cohort, month)
)
SELECT to_char(sum(hit), '9,999,999,990.00') AS in_rows FROM triangle \gset
\timing off
\echo '  ' :in_rows 'from rows'
\echo

\echo '10. The roll-rate matrix from histories, then from rows by lag(); the opening balances that moved.'
\echo
\timing on
SELECT to_char(sum(balance), '999,999,999,990.00') AS packed_moves, sum(loans * (from_rank + to_rank * 1000)) AS packed_check
FROM   (SELECT migration_agg(h) AS m FROM loan_history) AS book, migration_matrix(m) \gset
\timing off
\echo '  ' :packed_moves 'from histories'
\echo
\timing on
WITH state AS (
    SELECT loan_id, as_of, greatest(balance, 0) AS balance,
           CASE WHEN sum(charged_off) OVER so_far > 0 THEN 102 WHEN balance <= 0 THEN 100
                ELSE width_bucket(days_past_due, '{1,31,61,91,121,181,271,361}'::int[]) END AS rank
    FROM   snapshot WINDOW so_far AS (PARTITION BY loan_id ORDER BY as_of)
), move AS (
    SELECT lag(rank) OVER month AS f, rank AS t, lag(balance) OVER month AS balance, lag(as_of) OVER month AS before, as_of
    FROM   state WINDOW month AS (PARTITION BY loan_id ORDER BY as_of)
)
SELECT to_char(sum(balance), '999,999,999,990.00') AS moves_in_rows, sum(loans * (f + t * 1000)) AS rows_check
FROM  (SELECT f, t, count(*) AS loans, sum(balance) AS balance FROM move WHERE f < 100 AND as_of < before + 32 GROUP BY 1, 2) AS matrix \gset
\timing off
\echo '  ' :moves_in_rows 'from rows'

SELECT (:'packed', :'packed_moves', :packed_check) = (:'in_rows', :'moves_in_rows', :rows_check) AS same \gset
\if :same
\else
    DO $$ BEGIN RAISE EXCEPTION 'vintages or roll rates from histories and from rows differ'; END $$;
\endif
