/*
 * A million scored loans: AUC from one aggregate, against exact rank sums by window functions and against counting rows
 * by score.
 */
-- @at-least 8: rank_sums / ours
-- @most 1.5: ours / count
-- @info ours_weighted / ours
-- @info ten_readers / ours

-- @setup
CREATE UNLOGGED TABLE scored AS
SELECT (350 + h(i, 50, 200) + h(i, 51, 200) + h(i, 52, 200))::int AS score, h(i, 53, 100) < 8 AS bad,
       (1 + h(i, 54, 1000000) / 100.0)::numeric(14,2) AS amount
FROM generate_series(1::bigint, 1000000) AS i;
VACUUM (FREEZE, ANALYZE) scored;

-- @case ours
SELECT round(auc(score_agg(score, bad)), 6) FROM scored;

-- @case rank_sums reps=1
SELECT round((sum(rank) FILTER (WHERE NOT bad) - good * (good + 1) / 2.0) / (good * (total - good)), 6)
FROM  (SELECT bad, rank() OVER (ORDER BY score) + (count(*) OVER (PARTITION BY score) - 1) / 2.0 AS rank,
              count(*) FILTER (WHERE NOT bad) OVER () AS good, count(*) OVER () AS total FROM scored) AS r
GROUP BY good, total;

-- @case count nocheck
SELECT count(*), sum(n) FROM (SELECT score, count(*) AS n FROM scored GROUP BY score) AS q;

-- @case ours_weighted nocheck
SELECT auc(score_agg(score, bad, amount)) FROM scored;

-- @case ten_readers nocheck
SELECT auc(s), gini(s), ks(s), ks_score(s), good_total(s), bad_total(s), unknown_total(s), loan_count(s), psi(s, s),
       skipped_count(s) FROM (SELECT score_agg(score, bad) AS s FROM scored OFFSET 0) AS q;
