/*
 * Section: who earned what.  The sellers of a quarter under a plan of three parts (per loan, tiers with KPI, salary), one
 * statement explained line by line, and what the later defaults and early settlements of the same loans took back.
 *
 * Runs on either schema, which the search path names.  psql variables, set by run: real (on for the filed pool: its sellers are
 * states and the base is the amount lent, as no fee is filed; off for the sample: managers and origination fees), quarter (its
 * first day).  Makes the tables seller, sold, measured, quarter_statement,
 * quarter_pay, sold_part and sold_event.
 */

\set period 'daterange(:\'quarter\', (date :\'quarter\' + interval \'3 months\')::date)'

\if :real
    CREATE TABLE seller AS
    SELECT region AS name, '{"currency": "USD", "per_loan": {"rate": 0.002, "min": 25, "max": 80}, "tiers": {"method": "marginal", "bands": [{"from": 250000, "rate": 0.0005}, {"from": 500000, "rate": 0.001}]},
        "quality": [{"by": "over_30_ratio", "method": "ramp", "bands": [{"from": 0, "rate": 1.1}, {"from": 0.05, "rate": 1}, {"from": 0.2, "rate": 0.5}]}], "salary": 500,
        "clawback": [{"event": "default", "to": 24}, {"event": "early_settlement", "to": 18, "method": "pro_rata"}]}'::commission_plan AS plan,
        NULL::daterange AS active
    FROM   loan GROUP BY region;
    CREATE TABLE sold AS
    SELECT region AS name, loan_id, start_date, principal AS amount, principal AS base, (start_date + make_interval(months => periods))::date AS matures FROM loan WHERE start_date <@ :period;
\else
    CREATE TABLE seller AS
    SELECT manager_id, name, '{"currency": "CNY", "per_loan": {"rate": 0.06, "min": 30, "max": 300}, "tiers": {"method": "marginal", "quota": 1500000, "bands": [{"from": 1, "rate": 0.002}, {"from": 1.2, "rate": 0.004}]},
        "kpi": {"indicators": [{"name": "approval_rate", "target": 0.6, "weight": 0.4, "cap": 1.2}, {"name": "satisfaction", "target": 90, "weight": 0.4}, {"name": "visits", "target": 45, "weight": 0.2, "gate": 0.5, "cap": 1.5}]},
        "quality": [{"by": "over_30_ratio", "method": "ramp", "bands": [{"from": 0, "rate": 1.1}, {"from": 0.02, "rate": 1}, {"from": 0.1, "rate": 0.5}, {"from": 0.2, "rate": 0}]}],
        "deferral": {"share": 0.4, "years": 3}, "clawback": [{"event": "default", "to": 12}, {"event": "default", "from": 12, "to": 24, "share": 0.5}, {"event": "early_settlement", "to": 12, "method": "pro_rata"}], "salary": 18000}'::commission_plan AS plan,
        :period * daterange(hired, left_on) AS active
    FROM   manager;
    CREATE TABLE sold AS
    SELECT name, loan_id, start_date, principal AS amount, origination_fee AS base, (start_date + make_interval(months => periods))::date AS matures FROM loan JOIN manager USING (manager_id) WHERE start_date <@ :period;
\endif

\echo
\echo '1. The plan, one value: the same for all here, but it is a column like any other.'
\echo
SELECT key, replace(replace(value::text, '[{', E'[\n    {'), '}, {', E'},\n    {') AS says
FROM   (SELECT plan FROM seller LIMIT 1) AS one, json_each(plan::text::json);

/* The values that the plan needs beside the loans of the quarter. */
\if :real
    CREATE TABLE measured AS
    SELECT region AS name, jsonb_build_object('over_30_ratio', (count(*) FILTER (WHERE days_past_due > 30))::numeric / count(*)) AS kpi
    FROM   loan JOIN snapshot USING (loan_id) WHERE as_of = '2017-05-31' GROUP BY region;
\else
    CREATE TABLE measured AS
    SELECT name, jsonb_build_object('approval_rate', sum(approved)::numeric / sum(applications), 'satisfaction', avg(satisfaction), 'visits', sum(visits),
        'over_30_ratio', coalesce((SELECT overdue_ratio(portfolio_agg(balance, days_past_due), 30) FROM snapshot JOIN loan AS l USING (loan_id) WHERE l.manager_id = manager.manager_id AND as_of = upper(:period) - 1), 0)) AS kpi
    FROM   manager JOIN manager_month USING (manager_id) WHERE month <@ :period GROUP BY manager.manager_id, name;
\endif

CREATE TABLE quarter_statement AS
SELECT name, commission_agg(plan, amount, base) AS st FROM seller LEFT JOIN sold USING (name) GROUP BY name;

CREATE TABLE quarter_pay AS
SELECT name, total_amount(st) AS lent, s.* FROM quarter_statement JOIN seller USING (name) JOIN measured USING (name), settle(st, kpi, period => :period, active => active) AS s;

\echo '2. Who earned what in the quarter: the first ten and the last three.'
\if :real
\else
    \echo '   The last one came on 12 June: quota and salary are those of 19 days of 91.'
\endif
\echo
SELECT "#", name, loans, lent, gross, earned, deferred, salary, payable
FROM  (SELECT row_number() OVER (ORDER BY payable DESC, name) AS "#", count(*) OVER () AS sellers, * FROM quarter_pay) AS ranked
WHERE  "#" <= 10 OR "#" > sellers - 3 ORDER BY "#";
SELECT count(*) AS sellers, sum(loans) AS loans, sum(lent) AS lent, sum(earned) AS earned, sum(deferred) AS deferred, sum(payable) AS payable FROM quarter_pay;

\echo '3. The first one, line by line, each amount with what it was computed from.'
\echo
SELECT name AS first FROM quarter_pay ORDER BY payable DESC, name LIMIT 1 \gset
SELECT l.* FROM quarter_statement JOIN seller USING (name) JOIN measured USING (name), statement_lines(st, kpi, period => :period, active => active) AS l WHERE name = :'first';
\if :real
\else
    \echo 'The KPI behind the multiplier, and when the deferred part is paid.'
    \echo
    SELECT k.name, round(actual, 4) AS actual, target, weight, attainment, counted FROM quarter_statement AS q JOIN seller USING (name) JOIN measured USING (name), kpi_lines(st, kpi, period => :period, active => active) AS k WHERE q.name = :'first';
    SELECT d.* FROM quarter_statement JOIN seller USING (name) JOIN measured USING (name), deferred(st, kpi, period => :period, active => active) AS d WHERE name = :'first';
\endif

\echo '4. Days roll up: the statements of single days, stored, give the same statements.'
\echo
WITH daily AS (SELECT name, start_date, commission_agg(plan, amount, base) AS st FROM seller JOIN sold USING (name) GROUP BY name, start_date)
SELECT (SELECT count(*) FROM daily) AS days, count(*) AS statements, bool_and(d.st = q.st) AS same FROM (SELECT name, rollup(st) AS st FROM daily GROUP BY name) AS d JOIN quarter_statement AS q USING (name);

/* Each loan's part of what was earned, and the event in its own months. */
CREATE TABLE sold_part AS
SELECT name, unnest(array_agg(loan_id ORDER BY loan_id)) AS loan_id, unnest(split_amount(earned, array_agg(amount ORDER BY loan_id))) AS paid
FROM   quarter_pay JOIN sold USING (name) GROUP BY name, earned;
CREATE TABLE sold_event AS
SELECT p.name, p.loan_id, p.paid, s.start_date, s.matures, plan, history_agg(as_of, balance, days_past_due, charged_off, recovered) AS h
FROM   sold_part AS p JOIN sold AS s USING (loan_id) JOIN seller AS e ON e.name = p.name JOIN snapshot USING (loan_id) GROUP BY p.name, p.loan_id, p.paid, s.start_date, s.matures, plan;

\echo '5. What became of them: the first time over 90 days past due or charged off, or settled early, within the windows of the plan.'
\echo
WITH quarter_after AS (SELECT date :'quarter' + make_interval(months => 3 * n) AS q FROM generate_series(1, 8) AS n)
SELECT to_char(q, 'YYYY "Q"Q') AS quarter, count(*) FILTER (WHERE back > 0) AS loans, coalesce(sum(back), 0) AS "taken back", bar(coalesce(sum(back), 0), max(coalesce(sum(back), 0)) OVER (), 20) AS chart
FROM   quarter_after, sold_event, LATERAL (SELECT clawback_from(plan, paid, h, start_date, matures, during => daterange(q::date, (q + interval '3 months')::date)) AS back) AS c
GROUP  BY q ORDER BY q;
SELECT name, count(*) AS "loans sold", count(*) FILTER (WHERE back > 0) AS "taken back from", sum(paid) AS earned, sum(back) AS "taken back", round(100 * sum(back) / nullif(sum(paid), 0), 1) AS "%"
FROM   sold_event, LATERAL (SELECT clawback_from(plan, paid, h, start_date, matures) AS back) AS c
GROUP  BY name ORDER BY sum(back) DESC, name LIMIT 8;

\echo '6. The parts of the loans are what was earned, to the cent.'
\echo
SELECT (SELECT count(*) FROM sold_part) AS loans, (SELECT sum(paid) FROM sold_part) AS parts, sum(earned) AS earned FROM quarter_pay;
DO $$
BEGIN
    IF EXISTS (SELECT FROM quarter_pay AS q JOIN (SELECT name, sum(paid) AS parts FROM sold_part GROUP BY name) AS p USING (name) WHERE parts <> earned) THEN
        RAISE EXCEPTION 'the parts of the loans are not what was earned';
    END IF;
END $$;
