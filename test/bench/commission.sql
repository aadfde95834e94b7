/*
 * What 500 managers earned: ten times the loans of the other groups (a million), with limits per loan, marginal tiers
 * and clawback, settled; against the same in SQL over tables of terms, and against no more than the sum of the amounts.
 */
-- @at-least 5: running_total / ours
-- @info sql_by_loan / ours
-- @info sql_by_sums / ours
-- @info sql_by_sums / scan_joined
-- @most 2: ours_loans / sum_amount
-- @most 2: ours_loans / sum_amount_joined
-- @most 20: ours_settle
-- @most 200: state_bytes_over_plan
-- @most 600: plan_bytes

-- @setup
CREATE UNLOGGED TABLE term (manager_id int PRIMARY KEY, plan commission_plan, rate numeric, at_least numeric,
                            at_most numeric);
INSERT INTO term
SELECT m, '{"per_loan": {"rate": 0.1, "min": 100, "max": 1500}, "tiers": {"method": "marginal", '
          '"bands": [{"from": 0, "rate": 0.0004}, {"from": 100000000, "rate": 0.0006}, {"from": 400000000, '
          '"rate": 0.0008}, {"from": 530000000, "rate": 0.001}]}, "clawback": [{"event": "default", "to": 6}, '
          '{"event": "early_settlement", "to": 12, "share": 0.5, "method": "pro_rata"}]}',
       0.1, 100, 1500
FROM   generate_series(1, 500) AS m;
CREATE UNLOGGED TABLE tier (low numeric, high numeric, rate numeric);
INSERT INTO tier VALUES (0, 100000000, 0.0004), (100000000, 400000000, 0.0006), (400000000, 530000000, 0.0008),
    (530000000, NULL, 0.001);
CREATE UNLOGGED TABLE clawback_term (event text, low int, high int, share numeric, pro_rata boolean);
INSERT INTO clawback_term VALUES ('default', 0, 6, 1, false), ('early_settlement', 0, 12, 0.5, true);
CREATE UNLOGGED TABLE sold AS
SELECT id, 1 + h(id, 31, 500)::int AS manager_id, ((3000000 + h(id, 32, 47000001)) / 100.0)::numeric(14,2) AS amount,
       ((10000 + h(id, 33, 1990000)) / 100.0)::numeric(14,2) AS fee
FROM   generate_series(1::bigint, 10 * :loans) AS id;
CREATE UNLOGGED TABLE ended AS
SELECT 1 + h(id, 34, 500)::int AS manager_id, ((10000 + h(id, 35, 140000)) / 100.0)::numeric(14,2) AS paid,
       h(id, 36, 15)::int AS months_on_book,
       CASE h(id, 37, 3) WHEN 0 THEN 'default' ELSE 'early_settlement' END AS event
FROM   generate_series(1::bigint, :loans / 2) AS id;
VACUUM (FREEZE, ANALYZE) term, tier, clawback_term, sold, ended;
CREATE UNLOGGED TABLE statement AS
SELECT manager_id, commission_agg(plan, amount, fee) AS st FROM sold JOIN term USING (manager_id) GROUP BY manager_id;
VACUUM (FREEZE, ANALYZE) statement;
CREATE FUNCTION tiers_of(volume numeric) RETURNS numeric LANGUAGE plpgsql STABLE AS $$
DECLARE
    t record;
    total numeric := 0;
BEGIN
    FOR t IN SELECT low, high, rate FROM tier ORDER BY low LOOP
        EXIT WHEN volume <= t.low;
        total := total + (least(volume, coalesce(t.high, volume)) - t.low) * t.rate;
    END LOOP;
    RETURN round(total, 2);
END $$;
CREATE FUNCTION fee_commission(fee numeric, rate numeric, at_least numeric, at_most numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    earned numeric := round(fee * rate, 2);
BEGIN
    IF earned < at_least THEN earned := at_least; ELSIF earned > at_most THEN earned := at_most; END IF;
    RETURN earned;
END $$;

-- @case ours
SELECT sum((s).gross), sum((s).clawback), sum((s).payable)
FROM  (SELECT settle(rollup(st)) AS s
       FROM  (SELECT manager_id, commission_agg(plan, amount, fee) FROM sold JOIN term USING (manager_id) GROUP BY 1
              UNION ALL
              SELECT manager_id, clawback_agg(plan, paid, months_on_book, event) FROM ended JOIN term USING (manager_id)
              GROUP BY 1) AS part(manager_id, st)
       GROUP BY manager_id OFFSET 0) AS settled;

/* The best that plain SQL does: sums first, the tiers of 500 sums, events joined to their rule. */
-- @case sql_by_sums
WITH lent AS (
    SELECT manager_id, sum(amount) AS volume, sum(least(greatest(round(fee * rate, 2), at_least), at_most)) AS own
    FROM sold JOIN term USING (manager_id) GROUP BY 1
), earned AS (
    SELECT manager_id, own + round(sum(greatest(0, least(volume, coalesce(high, volume)) - low) * rate), 2) AS gross
    FROM lent, tier GROUP BY manager_id, own
), taken AS (
    SELECT manager_id, sum(round(CASE WHEN pro_rata THEN paid * share * (high - months_on_book) / (high - low)
                                 ELSE paid * share END, 2)) AS clawback
    FROM ended JOIN clawback_term USING (event) WHERE months_on_book >= low AND months_on_book < high GROUP BY 1
)
SELECT sum(gross), sum(coalesce(clawback, 0)), sum(gross - coalesce(clawback, 0))
FROM earned LEFT JOIN taken USING (manager_id);

/*
 * Each loan's part of the tiers by the running total of its manager, as where the commission of every loan is wanted.
 * Rounded once a manager.
 */
-- @case running_total reps=1
WITH running AS (
    SELECT manager_id, amount, fee, sum(amount) OVER (PARTITION BY manager_id ORDER BY id) AS total FROM sold
), by_loan AS (
    SELECT r.manager_id, r.amount, least(greatest(round(fee * p.rate, 2), at_least), at_most) AS own,
           (SELECT sum(greatest(0, least(total, coalesce(high, total)) - greatest(total - r.amount, low)) * t.rate)
            FROM tier AS t) AS tiered
    FROM running AS r JOIN term AS p USING (manager_id)
), earned AS (
    SELECT manager_id, sum(own) + round(sum(tiered), 2) AS gross FROM by_loan GROUP BY 1
), taken AS (
    SELECT manager_id, sum(round(CASE WHEN pro_rata THEN paid * share * (high - months_on_book) / (high - low)
                                 ELSE paid * share END, 2)) AS clawback
    FROM ended JOIN clawback_term USING (event) WHERE months_on_book >= low AND months_on_book < high GROUP BY 1
)
SELECT sum(gross), sum(coalesce(clawback, 0)), sum(gross - coalesce(clawback, 0))
FROM earned LEFT JOIN taken USING (manager_id);

/* Rules in functions, as where limits per loan are more than one expression. */
-- @case sql_by_loan reps=3
WITH lent AS (
    SELECT manager_id, sum(amount) AS volume, sum(fee_commission(fee, rate, at_least, at_most)) AS own
    FROM sold JOIN term USING (manager_id) GROUP BY 1
), taken AS (
    SELECT manager_id, sum(round(CASE WHEN pro_rata THEN paid * share * (high - months_on_book) / (high - low)
                                 ELSE paid * share END, 2)) AS clawback
    FROM ended JOIN clawback_term USING (event) WHERE months_on_book >= low AND months_on_book < high GROUP BY 1
)
SELECT sum(own + tiers_of(volume)), sum(coalesce(clawback, 0)), sum(own + tiers_of(volume) - coalesce(clawback, 0))
FROM lent LEFT JOIN taken USING (manager_id);

-- @case ours_loans nocheck
SELECT sum(payable(st)) FROM (SELECT commission_agg(plan, amount, fee) AS st FROM sold JOIN term USING (manager_id)
                              GROUP BY manager_id OFFSET 0) AS s;

-- @case sum_amount nocheck
SELECT sum(s) FROM (SELECT sum(amount) AS s FROM sold GROUP BY manager_id OFFSET 0) AS s;

-- @case sum_amount_joined nocheck
SELECT sum(s) FROM (SELECT sum(amount) AS s FROM sold JOIN term USING (manager_id) GROUP BY manager_id OFFSET 0) AS s;

/* What reading the loans and finding their manager's plan costs alone: no aggregate can be faster. */
-- @case scan_joined nocheck
SELECT sum(n) FROM (SELECT count(fee) AS n FROM sold JOIN term USING (manager_id) GROUP BY manager_id OFFSET 0) AS s;

-- @case ours_settle nocheck
SELECT sum((s).payable) FROM (SELECT settle(st) AS s FROM statement OFFSET 0) AS s;

-- @case state_bytes_over_plan value
SELECT max(pg_column_size(st) - pg_column_size(plan(st))) FROM statement;

-- @case plan_bytes value
SELECT pg_column_size(
    '{"per_loan": {"rate": 0.1, "min": 100}, "tiers": {"method": "marginal", "quota": 1000000, '
    '"bands": [{"from": 1, "rate": 0.008}, {"from": 1.2, "rate": 0.012}]}, "kpi": {"indicators": [{"name": '
    '"approval_rate", "target": 0.6, "weight": 0.4}, {"name": "satisfaction", "target": 90, "weight": 0.6}]}, '
    '"quality": [{"by": "overdue_ratio", "method": "ramp", "bands": [{"from": 0, "rate": 1.1}, {"from": 0.02, '
    '"rate": 1}, {"from": 0.06, "rate": 0}]}], "cap": 20000, "deferral": {"share": 0.4, "years": 3, '
    '"release": {"by": "npl_ratio", "method": "whole", "bands": [{"from": 0, "rate": 1}, {"from": 0.02, '
    '"rate": 0.5}]}}, "clawback": [{"event": "default", "to": 7, "share": 0.5}], "draw": {"guarantee": 3000, '
    '"recovery": 0.5}, "salary": 6200}'::commission_plan);
