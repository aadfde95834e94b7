/* sum(money_schedule) over ten times as many loans: its state, and whether a parallel plan changes a byte. */
-- @most 4194304: state_bytes
-- @at-least 1: plan_is_parallel
-- @at-least 1: parallel_equals_serial
-- @info serial_sum

-- @setup
/* The aggregate without its final step: what it returns is the state. */
CREATE AGGREGATE sum_state(money_schedule) (
    SFUNC = money_schedule_sum_accum, STYPE = money_schedule_state, COMBINEFUNC = money_schedule_state_combine,
    PARALLEL = SAFE
);
CREATE VIEW many AS
SELECT amortize(principal, annual_rate, periods, start_date + shift) AS schedule
FROM   loan, generate_series(0, 90, 10) AS shift;

CREATE FUNCTION plan_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE 'EXPLAIN (COSTS off) ' || query;
END $$;

-- @case state_bytes value
SELECT pg_column_size(sum_state(schedule)) FROM many;

-- @case serial_sum nocheck reps=1
SELECT count(*), sum(schedule) IS NOT NULL FROM many;

-- @case plan_is_parallel value
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT (count(*) > 0)::int FROM plan_of('SELECT sum(schedule) FROM many') AS line WHERE line LIKE '%Partial Aggregate%';

-- @case parallel_equals_serial value
CREATE TEMP TABLE answer AS SELECT sum(schedule) AS schedule FROM many;
SET max_parallel_workers_per_gather = 0;
INSERT INTO answer SELECT sum(schedule) FROM many;
SELECT (count(*) = 2 AND count(DISTINCT money_schedule_send(schedule)) = 1)::int FROM answer;
