/*
 * The share of each month's loans that was ever more than 90 days past due, by count and by amount at risk, at every
 * month on book: from packed histories, and from snapshot rows by the SQL of an expert. The base is fixed: all loans of
 * the cohort, whatever became of them.
 */
-- @load snapshot
-- @at-least 50: window / ours
-- @at-least 50: join / ours
-- @info late_rows / ours
-- @info ours_summary / scan_read
-- @most 2: ours_summary / scan
-- @info ours_summary / scan_bare
-- @info ours_by_cohort / ours_summary
-- @info ours_by_anniversary / ours_summary

-- @setup
/* The base, and how far each cohort has come. */
CREATE VIEW cohort_month AS
SELECT cohort, mob, loans, exposure
FROM  (SELECT cohort, count(*) AS loans, sum(original_amount) AS exposure FROM book_loan GROUP BY 1) AS base
       CROSS JOIN (SELECT (extract(year FROM max(as_of)) * 12 + extract(month FROM max(as_of)))::int AS last
                   FROM snapshot) AS cutoff
       CROSS JOIN LATERAL generate_series(1, last - cohort) AS mob;

-- @case ours
WITH book AS MATERIALIZED (SELECT vintage_agg(h, originated, original_amount) AS v FROM history)
SELECT by_count.*, by_amount.*
FROM  (SELECT count(*), sum(loans), sum(hit) AS hits, sum(rate)
       FROM book, vintage_triangle(v, 90, weight => 'count')) AS by_count,
      (SELECT sum(exposure), sum(hit) AS amount, sum(rate) FROM book, vintage_triangle(v, 90)) AS by_amount;

/* The first month over the line by a window over each loan's rows. */
-- @case window reps=1
WITH hit AS (
    SELECT cohort, mob, count(*) AS hits, sum(balance) AS amount
    FROM  (SELECT loan_id, mob, balance,
                  days_past_due > 90 AND NOT coalesce(bool_or(days_past_due > 90) OVER before, false) AS first
           FROM   snapshot WINDOW before AS (PARTITION BY loan_id
                                             ORDER BY as_of ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS row
           JOIN book_loan USING (loan_id)
    WHERE  first GROUP BY 1, 2
), curve AS (
    SELECT loans, exposure, sum(coalesce(hits, 0)) OVER month AS hits, sum(coalesce(amount, 0)) OVER month AS amount
    FROM   cohort_month LEFT JOIN hit USING (cohort, mob) WINDOW month AS (PARTITION BY cohort ORDER BY mob)
)
SELECT count(*), sum(loans), sum(hits), sum(round(hits / loans, 8)), sum(exposure), sum(amount),
       sum(round(amount / exposure, 8)) FROM curve;

/* The first month over the line by loan, and the balance there by a join. */
-- @case join reps=1
WITH hit AS (
    SELECT cohort, mob, count(*) AS hits, sum(balance) AS amount
    FROM  (SELECT loan_id, min(mob) FILTER (WHERE days_past_due > 90) AS mob FROM snapshot GROUP BY 1) AS first
           JOIN snapshot USING (loan_id, mob) JOIN book_loan USING (loan_id)
    GROUP  BY 1, 2
), curve AS (
    SELECT loans, exposure, sum(coalesce(hits, 0)) OVER month AS hits, sum(coalesce(amount, 0)) OVER month AS amount
    FROM   cohort_month LEFT JOIN hit USING (cohort, mob) WINDOW month AS (PARTITION BY cohort ORDER BY mob)
)
SELECT count(*), sum(loans), sum(hits), sum(round(hits / loans, 8)), sum(exposure), sum(amount),
       sum(round(amount / exposure, 8)) FROM curve;

/* The best that plain SQL does for one line alone: all rows but those over it are dropped at once. */
-- @case late_rows reps=3
WITH hit AS (
    SELECT cohort, mob, count(*) AS hits, sum(balance) AS amount
    FROM  (SELECT DISTINCT ON (loan_id) loan_id, mob, balance FROM snapshot
           WHERE days_past_due > 90 ORDER BY loan_id, as_of) AS first JOIN book_loan USING (loan_id)
    GROUP  BY 1, 2
), curve AS (
    SELECT loans, exposure, sum(coalesce(hits, 0)) OVER month AS hits, sum(coalesce(amount, 0)) OVER month AS amount
    FROM   cohort_month LEFT JOIN hit USING (cohort, mob) WINDOW month AS (PARTITION BY cohort ORDER BY mob)
)
SELECT count(*), sum(loans), sum(hits), sum(round(hits / loans, 8)), sum(exposure), sum(amount),
       sum(round(amount / exposure, 8)) FROM curve;

-- @case ours_summary nocheck
SELECT vintage_agg(h, originated, original_amount) IS NOT NULL FROM history;

-- @case ours_by_cohort nocheck
SELECT count(v) FROM (SELECT vintage_agg(h, originated, original_amount) AS v FROM history
                      GROUP BY date_trunc('month', originated::timestamp)) AS q;

/* By anniversaries each day of origination has months of its own: many times the cells. */
-- @case ours_by_anniversary nocheck
SELECT vintage_agg(h, originated, original_amount, 'anniversary') IS NOT NULL FROM history;

/* The same three columns: one number read off each history, and none. */
-- @case scan_read nocheck
SELECT max(worst_dpd(h)), max(originated), max(original_amount) FROM history;

-- @case scan nocheck
SELECT count(h), max(originated), max(original_amount) FROM history;

-- @case scan_bare nocheck
SELECT count(h) FROM history;
