/*
 * All of it: ever and current, at six lines, by count and by amount, of each month's loans at every month on book: what
 * one summary holds, and what takes SQL a pass over the rows in any case.
 */
-- @load snapshot
-- @at-least 30: window / ours
-- @info late_rows / ours

-- @setup
/* The base, and how far each cohort has come. */
CREATE OR REPLACE VIEW cohort_month AS
SELECT cohort, mob, loans, exposure
FROM  (SELECT cohort, count(*) AS loans, sum(original_amount) AS exposure FROM book_loan GROUP BY 1) AS base
       CROSS JOIN (SELECT (extract(year FROM max(as_of)) * 12 + extract(month FROM max(as_of)))::int AS last
                   FROM snapshot) AS cutoff
       CROSS JOIN LATERAL generate_series(1, last - cohort) AS mob;
CREATE VIEW line AS SELECT * FROM unnest(ARRAY[0, 30, 60, 90, 120, 180]) WITH ORDINALITY AS l(over_days, band);

-- @case ours
WITH book AS MATERIALIZED (SELECT vintage_agg(h, originated, original_amount) AS v FROM history)
SELECT sum(hits) FILTER (WHERE measure = 'ever'), sum(hits) FILTER (WHERE measure = 'current'),
       sum(amount) FILTER (WHERE measure = 'ever'), sum(amount) FILTER (WHERE measure = 'current'), sum(hit_rate),
       sum(rate)
FROM   book, line, (VALUES ('ever'), ('current')) AS m(measure),
       LATERAL (SELECT sum(hit * mob) AS hits, sum(rate) AS hit_rate
                FROM vintage_triangle(v, over_days, measure, 'count')) AS by_count,
       LATERAL (SELECT sum(hit * mob) AS amount, sum(rate) AS rate
                FROM vintage_triangle(v, over_days, measure)) AS by_amount;

/* Each row with the worst of its loan's rows before; cells by band and worst band before are enough for every line. */
-- @case window reps=1
WITH state AS (
    SELECT loan_id, mob, balance, width_bucket(days_past_due, '{1,31,61,91,121,181}'::int[]) AS band,
           coalesce(width_bucket(max(days_past_due)
                                 OVER (PARTITION BY loan_id
                                       ORDER BY as_of ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                                 '{1,31,61,91,121,181}'), 0) AS worst
    FROM   snapshot
), cell AS (
    SELECT cohort, mob, band, worst, count(*) AS hits, sum(balance) AS amount FROM state JOIN book_loan USING (loan_id)
    WHERE state.band > 0 GROUP BY 1, 2, 3, 4
), hit AS (
    SELECT cohort, mob, line.band, sum(hits) AS current, sum(amount) AS current_amount,
           sum(hits) FILTER (WHERE worst < line.band) AS new, sum(amount) FILTER (WHERE worst < line.band) AS new_amount
    FROM   cell JOIN line ON cell.band >= line.band GROUP BY 1, 2, 3
), curve AS (
    SELECT mob, loans, exposure, coalesce(current, 0) AS current, coalesce(current_amount, 0) AS current_amount,
           sum(coalesce(new, 0)) OVER month AS ever, sum(coalesce(new_amount, 0)) OVER month AS ever_amount
    FROM   cohort_month CROSS JOIN line LEFT JOIN hit USING (cohort, mob, band)
    WINDOW month AS (PARTITION BY cohort, band ORDER BY mob)
)
SELECT sum(ever * mob), sum(current * mob), sum(ever_amount * mob), sum(current_amount * mob),
       sum(round(ever / loans, 8) + round(current / loans, 8)),
       sum(round(ever_amount / exposure, 8) + round(current_amount / exposure, 8))
FROM   curve;

/* The same of the rows in arrears alone. */
-- @case late_rows reps=1
WITH state AS (
    SELECT loan_id, mob, balance, width_bucket(days_past_due, '{1,31,61,91,121,181}'::int[]) AS band,
           coalesce(width_bucket(max(days_past_due)
                                 OVER (PARTITION BY loan_id
                                       ORDER BY as_of ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                                 '{1,31,61,91,121,181}'), 0) AS worst
    FROM   snapshot WHERE days_past_due > 0
), cell AS (
    SELECT cohort, mob, band, worst, count(*) AS hits, sum(balance) AS amount FROM state JOIN book_loan USING (loan_id)
    GROUP BY 1, 2, 3, 4
), hit AS (
    SELECT cohort, mob, line.band, sum(hits) AS current, sum(amount) AS current_amount,
           sum(hits) FILTER (WHERE worst < line.band) AS new, sum(amount) FILTER (WHERE worst < line.band) AS new_amount
    FROM   cell JOIN line ON cell.band >= line.band GROUP BY 1, 2, 3
), curve AS (
    SELECT mob, loans, exposure, coalesce(current, 0) AS current, coalesce(current_amount, 0) AS current_amount,
           sum(coalesce(new, 0)) OVER month AS ever, sum(coalesce(new_amount, 0)) OVER month AS ever_amount
    FROM   cohort_month CROSS JOIN line LEFT JOIN hit USING (cohort, mob, band)
    WINDOW month AS (PARTITION BY cohort, band ORDER BY mob)
)
SELECT sum(ever * mob), sum(current * mob), sum(ever_amount * mob), sum(current_amount * mob),
       sum(round(ever / loans, 8) + round(current / loans, 8)),
       sum(round(ever_amount / exposure, 8) + round(current_amount / exposure, 8))
FROM   curve;
