/*
 * The table of docs/scaling.md: one row a loan, with its schedule of 36 rows, 24 payments and 24 month ends. One loan
 * in two was late at some time, one in twenty has stopped paying. What a function costs a loan is its time less the
 * scan's, over the number of loans. The scan reads the last column.
 */
-- @info ours_portfolio / scan
-- @info ours_migration / scan
-- @info ours_balance / scan
-- @info ours_warning / scan
-- @info ours_vintage / scan
-- @info ours_due / scan
-- @info ours_days / scan
-- @info ours_amortize / scan
-- @info ours_sum / scan
-- @info ours_append / scan
-- @info ours_state / scan

-- @setup
CREATE UNLOGGED TABLE held AS
SELECT loan_id, principal, annual_rate, start_date, s, paid, h, as_of, balance_at(h, as_of) AS balance,
       dpd_at(h, as_of) AS days_past_due
FROM  (SELECT *, amortize(principal, annual_rate, 36, start_date) AS s,
              (date_trunc('month', start_date::timestamp) + interval '25 months')::date - 1 AS as_of
       FROM  (SELECT loan_id, principal, annual_rate, date '2018-07-01' + loan_id % 1000 AS start_date FROM loan) AS l)
      AS contract
      CROSS JOIN LATERAL
      (SELECT cashflow_agg(due + CASE WHEN h(loan_id * 64 + number, 91, 40) = 0 THEN 40 ELSE 0 END, payment) AS paid
       FROM   installments(s)
       WHERE  number <= CASE WHEN loan_id % 20 = 0 THEN 20 ELSE 24 END) AS received
      CROSS JOIN LATERAL
      (SELECT history_agg(day, balance_at(s, day), days_past_due(s, paid, day)) AS h
       FROM  (SELECT (date_trunc('month', start_date::timestamp) + interval '1 month' * m)::date - 1 AS day
              FROM   generate_series(2, 25) AS m) AS month_end) AS history;
VACUUM (FREEZE, ANALYZE) held;

-- @case scan nocheck
SELECT count(days_past_due) FROM held;

-- @case ours_portfolio nocheck
SELECT portfolio_agg(balance, days_past_due) IS NOT NULL FROM held;

-- @case ours_migration nocheck
SELECT migration_agg(h) IS NOT NULL FROM held;

-- @case ours_balance nocheck
SELECT count(balance_at(s, as_of)) FROM held;

-- @case ours_warning nocheck
SELECT count((early_warning(h, '{"warning_rules":1,"levels":["watch","red"],"rules":['
    '{"level":"watch","over":0},{"level":"red","over":30,"times":2,"last":6}]}')).level) FROM held;

-- @case ours_vintage nocheck
SELECT vintage_agg(h, start_date, principal) IS NOT NULL FROM held;

-- @case ours_due nocheck
SELECT sum(payment_due(s, '[2021-01-01,2021-02-01)')) FROM held;

-- @case ours_days nocheck
SELECT sum(days_past_due(s, paid, as_of)) FROM held;

-- @case ours_amortize nocheck
SELECT count(amortize(principal, annual_rate, 36, start_date)) FROM held;

-- @case ours_sum nocheck
SELECT sum(s) IS NOT NULL FROM held;

-- @case ours_append nocheck
SELECT count(history_append(h, as_of + 28, balance, days_past_due)) FROM held;

-- @case ours_state nocheck
SELECT count((state).days_past_due), sum((state).outstanding_principal)
FROM  (SELECT loan_state(s, paid, as_of) AS state FROM held OFFSET 0) AS q;
