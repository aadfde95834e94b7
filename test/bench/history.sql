/*
 * Histories from month-end rows, 20 for each loan of load.sql, in the order of months and scattered: against
 * PostgreSQL's own array_agg of one column grouped the same way; and the bytes a month of what is made.
 */
-- @most 1.3: ours / array_agg
-- @most 1.3: ours_scattered / array_agg_scattered
-- @info ours_append / ours
-- @most 8: bytes_a_month_at_most
-- @most 6: bytes_a_month

-- @setup
/* A book as it ages: 24 months, one loan in eight in arrears at times, some with a day of their own, gaps. */
CREATE UNLOGGED TABLE month_end AS
SELECT loan_id,
       (date '2022-02-01' + make_interval(months => month))::date
           - CASE WHEN loan_id % 10 = 0 THEN 1 + h(key, 41, 20)::int ELSE 1 END AS as_of,
       (balance_at(schedule, start_date + 30 * month)
           + CASE WHEN late THEN h(key, 42, 20000) / 100.0 ELSE 0 END)::numeric(14,2) AS balance,
       CASE WHEN late THEN 1 + h(key, 43, 120) ELSE 0 END::int AS dpd
FROM   contract JOIN loan USING (loan_id), generate_series(0, 23) AS month,
       LATERAL (SELECT loan_id * 64 + month AS key, loan_id % 8 = 0 AND h(loan_id * 64 + month, 40, 3) = 0 AS late) AS k
WHERE  loan_id <= :loans / 2 AND h(loan_id * 64 + month, 44, 100) > 0
ORDER  BY month, loan_id;
CREATE UNLOGGED TABLE scattered AS
SELECT * FROM month_end
ORDER BY h(loan_id, 45, 1000000), h(loan_id * 64 + extract(month FROM as_of)::int, 46, 1000000);
CREATE UNLOGGED TABLE month_history AS
SELECT loan_id, history_agg(as_of, balance, dpd) AS h FROM month_end GROUP BY loan_id;
VACUUM (FREEZE, ANALYZE) month_end, scattered, month_history;

-- @case array_agg nocheck
SELECT count(a) FROM (SELECT array_agg(balance) AS a FROM month_end GROUP BY loan_id) AS q;

-- @case ours nocheck
SELECT count(h) FROM (SELECT history_agg(as_of, balance, dpd) AS h FROM month_end GROUP BY loan_id) AS q;

-- @case array_agg_scattered nocheck
SELECT count(a) FROM (SELECT array_agg(balance) AS a FROM scattered GROUP BY loan_id) AS q;

-- @case ours_scattered nocheck
SELECT count(h) FROM (SELECT history_agg(as_of, balance, dpd) AS h FROM scattered GROUP BY loan_id) AS q;

-- @case ours_append nocheck
SELECT count(history_append(h, '2024-01-31', 5, 0, replace => true)) FROM month_history;

-- @case bytes_a_month_at_most value
SELECT round(max(pg_column_size(h)) / 24.0, 2) FROM month_history WHERE (SELECT count(*) FROM months(h)) >= 23;

-- @case bytes_a_month value
SELECT round(avg(pg_column_size(h)) / 24, 2) FROM month_history;
