/*
 * Books by month and region over month-end rows, 50 for each loan of load.sql, in 200 groups: against PostgreSQL's
 * own sum of one column grouped the same way, alone and net of reading and grouping, and against plain SQL with the
 * same ten ratios.
 */
-- @most 0.8: ours / sum
-- @most 1: ours / 0.6*sum + 0.4*count
-- @info ours_days / sum
-- @info ours_provision / sum
-- @at-least 6: ten_ratios_sql / ours_ten_ratios
-- @info ours_ten_ratios / ours_provision
-- @most 512: state_bytes
-- @most 125: megabytes_100000_groups

-- @setup
CREATE UNLOGGED TABLE book AS
SELECT (date '2024-01-31' + make_interval(months => month))::date AS as_of, (loan_id % 8)::smallint AS region,
       grade_loan(dpd) AS grade, dpd, balance,
       round(balance * provision_rate(grade_loan(dpd)), 2)::numeric(14,2) AS provision
FROM  (SELECT loan_id, month, (principal * (100 - month) / 100)::numeric(14,2) AS balance,
              CASE WHEN h(loan_id * 64 + month, 20, 100) < 12 THEN 1 + h(loan_id * 64 + month, 21, 400)
                   ELSE 0 END::int AS dpd
       FROM   loan, generate_series(0, 24) AS month, generate_series(1, 2) AS twin) AS state
ORDER BY month;
VACUUM (FREEZE, ANALYZE) book;

-- @case count nocheck
SELECT count(n) FROM (SELECT count(*) AS n FROM book GROUP BY as_of, region) AS q;

-- @case sum nocheck
SELECT count(n) FROM (SELECT sum(balance) AS n FROM book GROUP BY as_of, region) AS q;

-- @case ours nocheck
SELECT count(n) FROM (SELECT portfolio_agg(balance, grade) AS n FROM book GROUP BY as_of, region) AS q;

-- @case ours_days nocheck
SELECT count(n) FROM (SELECT portfolio_agg(balance, grade, dpd) AS n FROM book GROUP BY as_of, region) AS q;

-- @case ours_provision nocheck
SELECT count(n) FROM (SELECT portfolio_agg(balance, grade, dpd, provision) AS n FROM book GROUP BY as_of, region) AS q;

-- @case ours_ten_ratios
SELECT sum(npl_ratio(p)), sum(npl_ratio(p, 'count')), sum(special_mention_ratio(p)), sum(overdue_ratio(p)),
       sum(overdue_ratio(p, 30)), sum(overdue_ratio(p, 60)), sum(overdue_ratio(p, 90)), sum(npl_deviation(p)),
       sum(coverage_ratio(p)), sum(provision_ratio(p)), sum(concentration(p)), sum(required_provision(p))
FROM  (SELECT portfolio_agg(balance, grade, dpd, provision) AS p FROM book GROUP BY as_of, region OFFSET 0) AS q;

-- @case ten_ratios_sql reps=3
SELECT sum(round(npl / total, 8)), sum(round(npl_loans::numeric / loans, 8)), sum(round(special / total, 8)),
       sum(round(over_0 / total, 8)), sum(round(over_30 / total, 8)), sum(round(over_60 / total, 8)),
       sum(round(over_90 / total, 8)), sum(round(over_90 / npl, 8)), sum(round(provision / npl, 8)),
       sum(round(provision / total, 8)),
       sum(round(squares / (total * total), 8)), sum(greatest(round(npl * 1.5, 2), round(total * 0.025, 2)))
FROM  (SELECT count(*) AS loans, sum(balance) AS total, sum(provision) AS provision, sum(balance * balance) AS squares,
              sum(balance) FILTER (WHERE grade >= 'substandard') AS npl,
              count(*) FILTER (WHERE grade >= 'substandard') AS npl_loans,
              sum(balance) FILTER (WHERE grade >= 'special_mention' AND grade < 'substandard') AS special,
              sum(balance) FILTER (WHERE dpd > 0) AS over_0, sum(balance) FILTER (WHERE dpd > 30) AS over_30,
              sum(balance) FILTER (WHERE dpd > 60) AS over_60, sum(balance) FILTER (WHERE dpd > 90) AS over_90
       FROM   book GROUP BY as_of, region) AS q;

-- @case state_bytes value
SELECT max(pg_column_size(p)) FROM (SELECT portfolio_agg(balance, grade, dpd, provision) AS p FROM book
                                    GROUP BY as_of, region) AS q;

-- @case megabytes_100000_groups value
CREATE FUNCTION memory_of(query text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS off, TIMING off) ' || query LOOP
        IF line LIKE '%Memory Usage%' THEN
            RETURN round(substring(line FROM 'Memory Usage: (\d+)kB')::numeric / 1024, 1);
        END IF;
    END LOOP;
END $$;
SET enable_sort = off;
SET work_mem = '1GB';
SELECT memory_of('SELECT i, portfolio_agg(1, ''pass''::risk_grade, 5) FROM generate_series(1, 100000) AS i GROUP BY i');
