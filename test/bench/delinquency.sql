/*
 * Days past due of every loan from its packed schedule of 36 rows and 20 payments: loans a second of one core;
 * against a lateral join over rows of installments and payments, and against the same in a window.
 */
-- @at-least 1000000: loans / 0.001*ours
-- @at-least 1000000: loans / 0.001*ours_all_due
-- @at-least 20: window / ours
-- @at-least 5: running_totals / ours
-- @info ours_state / ours
-- @info ours_penalty / ours

-- @setup
CREATE UNLOGGED TABLE term36 AS
SELECT loan_id, amortize(principal, annual_rate, 36, date '2021-01-15' + loan_id % 300) AS schedule FROM loan;
CREATE UNLOGGED TABLE payment AS
SELECT loan_id,
       due + CASE WHEN h(loan_id * 64 + number, 51, 6) = 0 THEN h(loan_id * 64 + number, 52, 40)::int
                  ELSE 0 END AS on_date,
       (payment - CASE WHEN h(loan_id * 64 + number, 53, 9) = 0 THEN 10 ELSE 0 END)::numeric(14,2) AS amount
FROM   term36, installments(schedule) WHERE number <= 20 AND h(loan_id * 64 + number, 54, 40) > 0
ORDER BY loan_id, number;
CREATE UNLOGGED TABLE kept AS
SELECT loan_id, schedule, paid
FROM   term36 JOIN (SELECT loan_id, cashflow_agg(on_date, amount) AS paid FROM payment GROUP BY loan_id) AS p
       USING (loan_id);
CREATE UNLOGGED TABLE due_row AS
SELECT loan_id, due, payment::numeric(14,2) AS payment,
       sum(payment) OVER (PARTITION BY loan_id ORDER BY due)::numeric(14,2) AS total
FROM   term36, installments(schedule);
CREATE INDEX ON due_row (loan_id, due);
VACUUM (FREEZE, ANALYZE) kept, payment, due_row;

-- @case ours
SELECT count(*), sum(days_past_due(schedule, paid, '2022-12-31')) FROM kept;

/* All 36 rows are due by then. */
-- @case ours_all_due nocheck
SELECT count(*), sum(days_past_due(schedule, paid, '2024-12-31')) FROM kept;

/* Running totals of what is due kept in the table, as the best database would. */
-- @case running_totals reps=3
SELECT count(*), sum(coalesce(date '2022-12-31' - oldest, 0))
FROM  (SELECT p.loan_id, (SELECT min(due) FROM due_row AS d
                          WHERE d.loan_id = p.loan_id AND due < '2022-12-31' AND total > paid) AS oldest
       FROM  (SELECT loan_id, sum(amount) FILTER (WHERE on_date <= '2022-12-31') AS paid FROM payment
              GROUP BY loan_id) AS p) AS q;

-- @case window reps=1
SELECT count(*), sum(coalesce(date '2022-12-31' - oldest, 0))
FROM  (SELECT loan_id, min(due) FILTER (WHERE total > paid) AS oldest
       FROM  (SELECT loan_id, due, sum(payment) OVER (PARTITION BY loan_id ORDER BY due) AS total FROM due_row
              WHERE due < '2022-12-31') AS d
             JOIN (SELECT loan_id, sum(amount) FILTER (WHERE on_date <= '2022-12-31') AS paid FROM payment
                   GROUP BY loan_id) AS p USING (loan_id)
       GROUP BY loan_id) AS q;

-- @case ours_state nocheck
SELECT count(*), sum((loan_state(schedule, paid, '2022-12-31')).outstanding_principal) FROM kept;

-- @case ours_penalty nocheck
SELECT count(*), sum((loan_state(schedule, paid, '2022-12-31', penalty_rate => 0.18)).penalty) FROM kept;

-- @case loans value
SELECT count(*) FROM kept;
