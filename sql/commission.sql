-- commission: the worked examples line by line, settling, single values, splits, and what is refused.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

CREATE TEMP TABLE plans (id int, plan commission_plan);
INSERT INTO plans VALUES
(1, '{"per_loan": {"rate": 0.1, "min": 100, "max": 1500}, "clawback": [{"event": "default", "to": 6}, '
    '{"event": "early_settlement", "to": 12, "method": "pro_rata"}]}'),
(2, '{"tiers": {"method": "whole", "bands": [{"from": 0, "rate": 0.003}, {"from": 2000000, "rate": 0.004}, '
    '{"from": 4000000, "rate": 0.005}]}, "kpi": {"indicators": [{"name": "approval_rate", "target": 0.6, '
    '"weight": 0.3, "cap": 1.2}, {"name": "amount", "target": 3000000, "weight": 0.5, "cap": 1.5}, '
    '{"name": "satisfaction", "target": 95, "weight": 0.2, "gate": 0.9}], "method": "ramp", "bands": [{"from": 0.8, '
    '"rate": 0.5}, {"from": 1, "rate": 1}, {"from": 1.2, "rate": 1.5}]}, "quality": [{"by": "overdue_ratio", '
    '"method": "whole", "bands": [{"from": 0, "rate": 1.05}, {"from": 0.01, "rate": 1}, {"from": 0.03, '
    '"rate": 0.5}, {"from": 0.05, "rate": 0}]}]}'),
(3, '{"tiers": {"method": "marginal", "quota": 1000000, "bands": [{"from": 1, "rate": 0.008}, {"from": 1.2, '
    '"rate": 0.012}]}, "cap": 8000, "salary": 6000}'),
(4, '{"per_loan": {"rate": 0.1, "min": 100}, "tiers": {"method": "marginal", "quota": 1000000, '
    '"bands": [{"from": 1, "rate": 0.008}, {"from": 1.2, "rate": 0.012}]}, "kpi": {"indicators": [{"name": '
    '"approval_rate", "target": 0.6, "weight": 0.4}, {"name": "satisfaction", "target": 90, "weight": 0.6}]}, '
    '"quality": [{"by": "overdue_ratio", "method": "ramp", "bands": [{"from": 0, "rate": 1.1}, {"from": 0.02, '
    '"rate": 1}, {"from": 0.06, "rate": 0}]}], "cap": 20000, "deferral": {"share": 0.4, "years": 3, '
    '"release": {"by": "npl_ratio", "method": "whole", "bands": [{"from": 0, "rate": 1}, {"from": 0.02, '
    '"rate": 0.5}]}}, "clawback": [{"event": "default", "to": 7, "share": 0.5}], "draw": {"guarantee": 3000, '
    '"recovery": 0.5}, "salary": 6200}'),
(5, '{"per_loan": {"rate": 0.1}, "draw": {"guarantee": 1000}}');
CREATE FUNCTION pg_temp.plan(wanted int) RETURNS commission_plan STABLE
RETURN (SELECT plan FROM plans WHERE id = wanted);
CREATE TEMP TABLE st AS
SELECT 1 AS id, commission_agg(pg_temp.plan(1), 0, fee) + clawback_agg(pg_temp.plan(1), paid, months, event) AS st
FROM (VALUES (2400.00, 300.00, 4, 'default'), (680.00, 200.00, 9, 'early_settlement'), (18000.00, NULL, NULL, NULL),
      (1234.55, NULL, NULL, NULL)) AS v(fee, paid, months, event)
UNION ALL SELECT 2, commission_agg(pg_temp.plan(2), 3260000)
UNION ALL SELECT 3, commission_agg(pg_temp.plan(3), 1350000)
UNION ALL SELECT 4, commission_agg(pg_temp.plan(4), amount, fee) + clawback_agg(pg_temp.plan(4), paid, months,
    'default')
FROM (VALUES (400000.00, 12345.67, 1260.50, 5), (300000.00, 9000.00, 800.00, 7), (72000.00, 850.00, NULL, 1))
     AS v(amount, fee, paid, months);

-- the four worked examples
SELECT l.* FROM st, statement_lines(st) AS l WHERE id = 1;
\set two '{"approval_rate": 0.63, "satisfaction": 88, "overdue_ratio": 0.018}'
SELECT l.* FROM st, statement_lines(st, :'two') AS l WHERE id = 2;
SELECT k.* FROM st, kpi_lines(st, :'two') AS k WHERE id = 2;
SELECT kpi_score(plan, jsonb :'two' || '{"amount": 3260000}'), kpi_score(pg_temp.plan(1), '{}') IS NULL AS no_kpi
FROM plans WHERE id = 2;
SELECT l.* FROM st, statement_lines(st) AS l WHERE id = 3;
\set four '{"approval_rate": 0.54, "satisfaction": 93, "overdue_ratio": 0.031, "npl_ratio": 0.02}'
SELECT l.* FROM st, statement_lines(st, :'four', 800, 2000, '[2026-03-01,2026-04-01)', '[2026-03-01,2026-03-16)') AS l
WHERE id = 4;
SELECT s.* FROM st, settle(st, :'four', carried => 800, vesting => 2000, period => '[2026-03-01,2026-04-01)',
                           active => '[2026-03-01,2026-03-16)') AS s WHERE id = 4;
SELECT d.* FROM st, deferred(st, :'four', period => '[2026-03-01,2026-04-01)', active => '[2026-03-01,2026-03-16)') AS d
WHERE id = 4;
SELECT payable(st, :'four', 800, 2000, '[2026-03-01,2026-04-01)', '[2026-03-01,2026-03-16)') FROM st WHERE id = 4;

-- draws: the debt goes from period to period
WITH RECURSIVE month AS (
    SELECT 0 AS n, 0::numeric AS earned, 0.00 AS draw, 0.00 AS recovery, 0.00 AS payable, 0.00 AS carried_forward
    UNION ALL
    SELECT n + 1, s.earned, s.draw, s.recovery, s.payable, s.carried_forward
    FROM month, settle(commission_statement(pg_temp.plan(5)) + commission_agg_accum(NULL, pg_temp.plan(5),
            ('{5000,7000,4000,16000}'::numeric[])[n + 1]), carried => carried_forward) AS s WHERE n < 4)
SELECT * FROM month WHERE n > 0;

-- a NULL argument is its default, a NULL statement nothing
SELECT payable(st, NULL, NULL, NULL, NULL, NULL) FROM st WHERE id = 1;
SELECT settle(NULL) IS NULL AS none, payable(NULL) IS NULL AS nothing,
       (SELECT count(*) FROM statement_lines(NULL)) AS lines, (SELECT count(*) FROM deferred(NULL)) AS parts,
       (SELECT count(*) FROM kpi_lines(NULL)) AS indicators;
-- values that the plan does not need are ignored; those it needs may override the statement; 9 decimals are rounded
SELECT k.* FROM st, kpi_lines(st,
                              '{"approval_rate": 0.600000005, "satisfaction": 95, "overdue_ratio": 0, '
                              '"amount": 1500000, "other": "x"}') AS k WHERE id = 2;
-- parts fall due at the end of the period: not known without one, 29 Feb becomes 28
SELECT d.* FROM commission_statement('{"bonus": 1, "deferral": {"share": 1, "years": 4}}'::commission_plan) AS st,
       deferred(st) AS d;
SELECT d.due FROM commission_statement('{"bonus": 1, "deferral": {"share": 1, "years": 4}}'::commission_plan) AS st,
       deferred(st, period => '[2024-01-01,2024-02-29)') AS d;
SELECT d.due FROM commission_statement('{"bonus": 1, "deferral": {"share": 1, "years": 1}}'::commission_plan) AS st,
       deferred(st, period => '[2024-01-01,)') AS d;
-- no day was active, or the whole period
SELECT s.salary, s.payable FROM st, unnest('{empty,"[2026-01-01,2026-02-01)"}'::daterange[]) AS active,
       settle(st, period => '[2026-01-01,2026-02-01)', active => active) AS s WHERE id = 3;

-- the planner knows the rows of constants
CREATE FUNCTION pg_temp.planned(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN plan -> 0 -> 'Plan' ->> 'Plan Rows';
END $$;
SELECT call, pg_temp.planned(format('SELECT * FROM %s', call))
FROM (VALUES ($$statement_lines('{"commission_statement": 1, "plan": {"salary": 1, "bonus": 2}}')$$),
      ($$deferred('{"commission_statement": 1, "plan": {"salary": 1, "deferral": {"share": 1, "years": 7}}}')$$),
             ($$kpi_lines('{"commission_statement": 1, "plan": {"salary": 1, "kpi": {"indicators": [{"name": "a", '
                          '"target": 1, "weight": 1}]}}}', '{"a": 1}')$$), ($$statement_lines(NULL)$$)) AS v(call);
SELECT pg_temp.planned('SELECT l.* FROM st, statement_lines(st) AS l LIMIT 1') AS unknown;

-- one loan, one event
SELECT commission(plan, 17500), commission(plan, 30000), commission(plan, 5)
FROM (VALUES ('{"tiers": {"method": "ramp", "bands": [{"from": 10, "rate": 0.05}, {"from": 10000, "rate": 0.07}, '
              '{"from": 25000, "rate": 0.1}]}}'::commission_plan)) AS v(plan);
SELECT commission(pg_temp.plan(1), 0, 1234.55), commission(pg_temp.plan(1), 1), commission(NULL, 1) IS NULL AS no_plan,
       commission(pg_temp.plan(1), NULL) IS NULL AS no_amount;
SELECT m, clawback(pg_temp.plan(1), 300.01, m, 'default') AS default,
       clawback(pg_temp.plan(1), 300.01, m, 'early_settlement') AS early
FROM unnest('{0,5,6,11,12,2147483647}'::int[]) AS m;
-- the event is found in the loan's own months: the first one counts, a default before a settlement, and only in the
-- range
SELECT what, clawback_from(pg_temp.plan(1), 300, h, '2023-12-20', '2024-06-30') AS clawback,
       clawback_from(pg_temp.plan(1), 300, h, '2023-12-20', over_days => 30) AS over_30,
       clawback_from(pg_temp.plan(1), 300, h, '2023-12-20', '2024-04-01') AS matures_earlier,
       clawback_from(pg_temp.plan(1), 300, h, '2023-12-20', '2024-06-30', during => '[2024-03-01,2024-04-01)')
           AS in_march
FROM (VALUES ('on time', '{2024-01:900.00,800.00,700.00}'::payment_history),
      ('late', '{2024-01:900.00/31,800.00/62,700.00/91}'), ('paid off', '{2024-01:900.00,0.00,0.00}'),
      ('paid off in its last month', '{2024-01:900.00,800.00,*,0.00}'),
             ('settled, then late', '{2024-01:900.00,0.00,800.00/95}'),
             ('late and settled at once', '{2024-01:900.00,0.00/120}'),
             ('charged off', '{2024-01:900.00,0.00/5!900.00}'), ('unknown', '{2024-01:900.00,?,?}')) AS v(what, h);
SELECT clawback_from(NULL, 1, h, '2024-01-01') IS NULL AS no_plan,
       clawback_from(pg_temp.plan(1), 1, NULL, '2024-01-01') IS NULL AS no_history,
       clawback_from(pg_temp.plan(1), 100, h, '2024-01-01', NULL, NULL, NULL) AS defaults,
       clawback_from(pg_temp.plan(3), 100, h, '2024-01-01') AS no_window
FROM (VALUES ('{2024-05:900.00/91}'::payment_history)) AS v(h);
SELECT attainment(88, 95), attainment(88, 95, 'lower'), attainment(-1, 2), attainment(5, 0) IS NULL AS no_target,
       attainment(1.0/3, 2.0/3), attainment(-50, -100);

-- splits
SELECT split_amount(100, '{1,1,1}'), split_amount(-100, '{1,1,1}'), split_amount(7, '{1,1}', 'JPY'),
       split_amount(0.001, '{2,1}', 'KWD'), split_amount(10, '{0,1,0}'), split_amount(0, '{1,2}'),
       split_amount(1000, '{0.85,0.10,0.05}');
SELECT split_amount(NULL, '{1}') IS NULL AS no_amount, split_amount(1, NULL) IS NULL AS no_weights,
       split_amount(5, '{7}'),
       split_amount(900000000000000, '{1000000000000000000,999999999999999999.99999999,0.00000001}');
SELECT sum(part) = 123456.78 AS conserved, count(*), max(part) - min(part) AS spread
FROM unnest(split_amount(123456.78, array_fill(0.1, '{10000}'))) AS part;

\pset format unaligned
\pset tuples_only on
-- refused
SELECT E'\n' || call || E'\n' || pg_temp.refused(call)
FROM (VALUES ('split_amount(1, ''{}'')'), ('split_amount(1, ''{0,0}'')'), ('split_amount(1, ''{1,-1}'')'),
      ('split_amount(1, ''{1,NULL}'')'), ('split_amount(1, ''{0.123456789}'')'), ('split_amount(1, ''{NaN}'')'),
      ('split_amount(1, ''{1000000000000000001}'')'),
             ('split_amount(1.001, ''{1}'')'), ('split_amount(1.5, ''{1}'', ''JPY'')'),
             ('split_amount(1, ''{1}'', ''XYZ'')'), ('split_amount(900000000000000.01, ''{1}'')'),
             ('split_amount(1, array_fill(1::numeric, ''{10001}''))'),
             ('attainment(1, 1, ''more'')'), ('attainment(''NaN'', 1)'), ('attainment(1e30, 0.00000001)'),
             ('clawback(pg_temp.plan(1), -1, 1, ''default'')'), ('clawback(pg_temp.plan(1), 1, -1, ''default'')'),
             ('clawback(pg_temp.plan(1), 1, 1, ''Defaults'')'),
             ('clawback_from(pg_temp.plan(1), 1, ''{2024-01:1.00/91}'', ''2024-02-01'')'),
             ('clawback_from(pg_temp.plan(1), -1, ''{2024-01:1.00}'', ''2024-02-01'')'),
             ('clawback_from(pg_temp.plan(1), 1, ''{2024-01:1.00}'', ''2024-02-01'', over_days => -1)'),
             ('clawback_from(pg_temp.plan(1), 1, ''{2024-01:1.00/91}'', ''infinity'')'),
             ('commission(pg_temp.plan(1), -1)'), ('commission(pg_temp.plan(1), 1, -1)'),
             ('kpi_score(pg_temp.plan(2), ''{"approval_rate": 1, "satisfaction": 1}'')'),
             ('kpi_score(pg_temp.plan(2), ''[]'')')) AS v(call);
SELECT E'\n' || args || E'\n' || pg_temp.refused(format('(SELECT settle(st, %s) FROM st WHERE id = 4)', args))
FROM (VALUES ('''{}'''), ('''5'''), ('''{"approval_rate": 1, "satisfaction": true}'''),
      ('''{"approval_rate": 1, "satisfaction": 1, "overdue_ratio": -0.000000005}'''),
      ('''{"approval_rate": 1, "satisfaction": 1e40, "overdue_ratio": 1}'''),
      ('''{"approval_rate": 1e12, "satisfaction": 1, "overdue_ratio": 1}'''),
      ('''{"approval_rate": 1, "satisfaction": 1, "overdue_ratio": -1e20}'''),
             ('''{"approval_rate": 1, "satisfaction": 1, "overdue_ratio": 1}'', vesting => 1'), ('carried => -1'),
             ('vesting => -0.01'), ('carried => 0.001'),
             ('active => ''[2026-01-01,2026-01-05)'''),
             ('period => ''[2026-01-01,)'', active => ''[2026-01-01,2026-01-05)'''),
             ('period => ''[2026-01-01,2026-02-01)'', active => ''(,2026-01-05)'''),
             ('period => ''empty'', active => ''empty'''), ('period => ''[2026-01-01,99999-01-01)''')) AS v(args);
SELECT pg_temp.refused(
    $$(SELECT settle(st, '{"loans": 3}', period => '[2026-01-01,2026-02-01)', active => '[2026-01-01,2026-01-02)')
       FROM commission_statement(
            '{"currency": "JPY", "bonus": 1, "kpi": '
             '{"indicators": [{"name": "loans", "target": 5, "weight": 1}]}}'::commission_plan) AS st)$$);
SELECT pg_temp.refused(
    $$(SELECT d FROM commission_statement('{"bonus": 1, "deferral": {"share": 1, "years": 1}}'::commission_plan) AS st,
       deferred(st, period => '[2024-01-01,9999-12-01)') AS d)$$);
-- sums may exceed 64 bits while they are added up, not when they are read
SELECT loan_count(st) FROM (SELECT commission_agg('{"per_loan": {"rate": 1}}', 900000000000000) AS st
                            FROM generate_series(1, 200)) AS s;
SELECT pg_temp.refused(
    $$(SELECT total_amount(commission_agg('{"per_loan": {"rate": 1}}', 900000000000000))
       FROM generate_series(1, 200))$$);
SELECT pg_temp.refused(
    $$(SELECT settle(commission_agg('{"per_loan": {"rate": 1}}', 900000000000000)) FROM generate_series(1, 200))$$);
SELECT pg_temp.refused(
    $$(SELECT payable(commission_agg(
            '{"tiers": {"method": "whole", "over": "loans", "bands": [{"from": 0, "rate": 1}]}}', 900000000000000))
       FROM generate_series(1, 200))$$);
