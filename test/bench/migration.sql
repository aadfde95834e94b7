/*
 * The roll-rate matrix of a book, each month to the next, by count and opening balance: from packed histories, and from
 * snapshot rows by lag() and by a join of each month with the next.
 */
-- @load snapshot
-- @at-least 60: lag / ours
-- @at-least 60: join / ours
-- @most 2: ours / scan_read
-- @info ours / scan_bare

-- @setup
CREATE FUNCTION band(days int) RETURNS int LANGUAGE sql IMMUTABLE
RETURN width_bucket(days, '{1,31,61,91,121,181,271,361}'::int[]);

-- @case ours
SELECT count(*), sum(loans), sum(balance), sum((from_rank * 10 + to_rank) * balance)
FROM  (SELECT migration_agg(h) AS m FROM history) AS book, migration_matrix(m);

-- @case lag reps=1
SELECT count(*), sum(loans), sum(balance), sum((f * 10 + t) * balance)
FROM  (SELECT band(before) AS f, band(now) AS t, count(*) AS loans, sum(balance) AS balance
       FROM  (SELECT lag(days_past_due) OVER month AS before, days_past_due AS now, lag(balance) OVER month AS balance
              FROM   snapshot WINDOW month AS (PARTITION BY loan_id ORDER BY as_of)) AS pair
       WHERE  before IS NOT NULL GROUP BY 1, 2) AS matrix;

/* Each month with the next; materialized, or the planner loops. */
-- @case join reps=1
WITH state AS MATERIALIZED (SELECT loan_id, mob, balance, band(days_past_due) AS band FROM snapshot)
SELECT count(*), sum(loans), sum(balance), sum((f * 10 + t) * balance)
FROM  (SELECT a.band AS f, b.band AS t, count(*) AS loans, sum(a.balance) AS balance
       FROM   state AS a JOIN state AS b ON b.loan_id = a.loan_id AND b.mob = a.mob + 1 GROUP BY 1, 2) AS matrix;

/* One number read off each history, and none. */
-- @case scan_read nocheck
SELECT max(worst_dpd(h)) FROM history;

-- @case scan_bare nocheck
SELECT count(h) FROM history;
