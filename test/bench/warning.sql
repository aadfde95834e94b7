/*
 * Levels of early warning over 250,000 histories of 24 months, against the longest run of arrears read off them.
 */
-- @most 2: ours / consecutive

-- @setup
CREATE UNLOGGED TABLE watched AS
SELECT i AS loan_id, history_agg((date '2023-01-31' + interval '1 month' * m)::date, 10000 - m,
                                 CASE WHEN i % 8 = 0 AND h(i * 64 + m, 80, 3) = 0 THEN 1 + h(i * 64 + m, 81, 120)
                                      ELSE 0 END) AS h
FROM generate_series(1::bigint, 250000) AS i, generate_series(0, 23) AS m GROUP BY i;
VACUUM (FREEZE, ANALYZE) watched;

-- @case ours nocheck
SELECT count((early_warning(h, '{"warning_rules":1,"levels":["watch","amber","red"],"clear":3,"rules":['
    '{"level":"watch","over":0},{"level":"amber","over":0,"times":3,"last":6},{"level":"red","over":0,"run":3},'
    '{"level":"red","over":60}]}')).level) FROM watched;

-- @case consecutive nocheck
SELECT count(consecutive_past_due(h)) FROM watched;
