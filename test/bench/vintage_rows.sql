/*
 * The same straight from snapshot rows, for people without histories: one cohort, cut off at the greatest month on
 * book. Base, months seen and curve all come from the rows.
 */
-- @load snapshot
-- @at-least 5: window / ours
-- @info late_rows / ours
-- @info ours / scan

-- @case ours reps=3
SELECT count(*), sum(loans), sum(exposure), sum(hit), sum(rate)
FROM  (SELECT vintage_agg(loan_id, mob, original_amount, balance, days_past_due) AS v FROM snapshot) AS book,
      vintage_curve(v, 90);

-- @case window reps=1
WITH loan_row AS (
    SELECT min(original_amount) AS original_amount, min(mob) AS first_mob, max(mob) AS last_mob FROM snapshot
    GROUP BY loan_id
), base AS (
    SELECT mob, loans, exposure
    FROM (SELECT count(*) AS loans, sum(original_amount) AS exposure, min(first_mob) AS low, max(last_mob) AS high
          FROM loan_row) AS b, generate_series(low, high) AS mob
), hit AS (
    SELECT mob, sum(balance) AS amount
    FROM  (SELECT mob, balance,
                  days_past_due > 90 AND NOT coalesce(bool_or(days_past_due > 90) OVER before, false) AS first
           FROM   snapshot WINDOW before AS (PARTITION BY loan_id
                                             ORDER BY as_of ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS row
    WHERE  first GROUP BY 1
), curve AS (
    SELECT loans, exposure, sum(coalesce(amount, 0)) OVER (ORDER BY mob) AS hit FROM base LEFT JOIN hit USING (mob)
)
SELECT count(*), sum(loans), sum(exposure), sum(hit), sum(round(hit / exposure, 8)) FROM curve;

/* The rows over the line alone. */
-- @case late_rows reps=1
WITH loan_row AS (
    SELECT min(original_amount) AS original_amount, min(mob) AS first_mob, max(mob) AS last_mob FROM snapshot
    GROUP BY loan_id
), base AS (
    SELECT mob, loans, exposure
    FROM (SELECT count(*) AS loans, sum(original_amount) AS exposure, min(first_mob) AS low, max(last_mob) AS high
          FROM loan_row) AS b, generate_series(low, high) AS mob
), hit AS (
    SELECT mob, sum(balance) AS amount
    FROM  (SELECT DISTINCT ON (loan_id) mob, balance FROM snapshot
           WHERE days_past_due > 90 ORDER BY loan_id, as_of) AS first GROUP BY 1
), curve AS (
    SELECT loans, exposure, sum(coalesce(amount, 0)) OVER (ORDER BY mob) AS hit FROM base LEFT JOIN hit USING (mob)
)
SELECT count(*), sum(loans), sum(exposure), sum(hit), sum(round(hit / exposure, 8)) FROM curve;

-- @case scan nocheck reps=3
SELECT max(loan_id), max(mob), sum(original_amount), sum(balance), max(days_past_due) FROM snapshot;
