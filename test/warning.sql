-- Laws of warning_rules: what a rule says is what the readers of a history say; a level rises at once and never falls
-- before `clear` months below it; the order of rules of other levels changes nothing.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE TABLE loan AS
SELECT l AS id, history_agg((date '2024-01-31' + interval '1 month' * m)::date, 1000 - m,
                            CASE WHEN draw(l * 100 + m, 'late', 3) = 0 THEN draw(l * 100 + m, 'days',
                                100) ELSE 0 END) AS h
FROM generate_series(1, 200) AS l, generate_series(0, 23) AS m WHERE draw(l * 100 + m, 'gap', 12) > 0 GROUP BY l;
CREATE FUNCTION one(rule text, clear int DEFAULT 1) RETURNS warning_rules LANGUAGE sql IMMUTABLE
RETURN ('{"warning_rules":1,"levels":["a"],"clear":' || clear || ',"rules":[{"level":"a",' || rule
    || '}]}')::warning_rules;
CREATE FUNCTION of_three(clear int) RETURNS warning_rules LANGUAGE sql IMMUTABLE
RETURN ('{"warning_rules":1,"levels":["a","b","c"],"clear":' || clear || ',"rules":[{"level":"a","over":0},'
        '{"level":"b","over":0,"times":3,"last":6},{"level":"c","over":30,"run":2},{"level":"c","over":60}]}')
       ::warning_rules;

SELECT law('a line alone is the arrears of the last month', $$
    SELECT id FROM loan, unnest('{0,30,60}'::int[]) AS n, early_warning(h, one('"over":' || n)) AS w
    WHERE (w.level = 1) <> (dpd_at(h, last_month(h)) > n) $$);
SELECT law('times in the last months are times_past_due', $$
    SELECT id FROM loan, early_warning(h, one('"over":0,"times":3,"last":6')) AS w
    WHERE (w.level = 1) <> (times_past_due(h, 0, 6) >= 3) $$);
SELECT law('a run at the end is within the longest run', $$
    SELECT id FROM loan, early_warning(h, one('"over":0,"run":3')) AS w
    WHERE w.level = 1 AND consecutive_past_due(h, 0) < 3 $$);
SELECT law('a level never falls before `clear` months below it', $$
    SELECT id, clear, month FROM unnest('{1,2,4}'::int[]) AS clear, loan, LATERAL (
        SELECT month, level, lag(level) OVER w AS before,
            max(bound) OVER (ORDER BY month ROWS clear - 1 PRECEDING) AS most,
               count(*) OVER (ORDER BY month ROWS clear - 1 PRECEDING) AS seen
        FROM warning_months(h, of_three(clear)) WINDOW w AS (ORDER BY month)) AS m
    WHERE level < before AND (seen < clear OR most >= before OR level <> most) $$);
SELECT law('a level rises at once', $$
    SELECT id FROM loan, warning_months(h, of_three(3)) AS m WHERE level < bound $$);
SELECT law('months are those observed, and the last is the warning', $$
    SELECT id FROM loan, early_warning(h, of_three(2)) AS w
    WHERE (w.level, w.name, w.rule, w.month) IS DISTINCT FROM
          (SELECT (m.level, m.name, m.rule, m.month) FROM warning_months(h,
              of_three(2)) AS m ORDER BY month DESC LIMIT 1)
          AND (SELECT array_agg(month) FROM warning_months(h, of_three(2)))
              <> (SELECT array_agg(month) FROM months(h) WHERE days_past_due IS NOT NULL) $$);
SELECT law('without clear months the level is what binds', $$
    SELECT id FROM loan, warning_months(h, of_three(1)) AS m WHERE level <> bound $$);
SELECT law('text, jsonb and binary are exact inverses', $$
    SELECT r FROM (VALUES (of_three(1)), (of_three(4)), (one('"over":0'))) AS v(r)
    WHERE r::text::warning_rules <> r OR r::jsonb::warning_rules <> r $$);
SELECT law('more hits are less likely, and all outcomes are certain', $$
    SELECT n, k FROM generate_series(1, 60, 7) AS n, generate_series(1, n) AS k
    WHERE binomial_tail(k, n, 0.3) > binomial_tail(k - 1, n, 0.3)
          OR abs(binomial_tail(k, n, 0.25) + binomial_tail(n - k + 1, n, 0.75) - 1) > 1e-12 $$);
SELECT law('bounds hold the rate', $$
    SELECT n, k FROM generate_series(1, 60, 7) AS n, generate_series(0, n) AS k, wilson_bounds(k, n) AS w
    WHERE NOT (low <= rate AND rate <= high AND low >= 0 AND high <= 1) $$);
SELECT * FROM finish();
ROLLBACK;
