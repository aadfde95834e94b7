-- commission_plan: text, binary, jsonb, order and hash, limits, and what is refused.
\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- the canonical text: keys in order, money with its decimals, numbers without zeros, defaults left out
SELECT '{"salary": 6200.0, "per_loan": {"max": 1500, "rate": 0.100, "min": 1e2}}'::commission_plan;
SELECT ' { "tiers" : { "bands" : [ { "rate" : 0.0080 , "from" : 1.00 } ] , "over" : "amount" , "quota" : 1000000 , '
       '"method" : "marginal" } , "salary" : 0 , "bonus" : 0.00 } '::commission_plan;
SELECT '{"bonus": 1, "kpi": {"bands": [{"from": 0.8, "rate": 0}], "method": "ramp", "indicators": [{"weight": 1.0, '
       '"gate": 0, "better": "higher", "name": "客户\"满\\意\n度", "target": 90, "cap": 1}]}}'::commission_plan;
SELECT '{"currency": "JPY", "bonus": 5, "floor": 0, "cap": 0, "draw": {"recoverable": true, "recovery": 1, '
       '"guarantee": 0}, "deferral": {"years": 10, "share": 0}}'::commission_plan;
SELECT '{"currency": "KWD", "per_loan": {"rate": 0, "min": 0}, "clawback": [{"event": "default", "from": 0, '
       '"to": 6, "share": 1.0, "method": "full"}, {"method": "pro_rata", "share": 0.5, "to": 12, "from": 6, '
       '"event": "default"}]}'::commission_plan;
SELECT '{"quality": [{"bands": [{"rate": 1.05, "from": 0}, {"rate": 0, "from": 0.05}], "method": "whole", '
       '"by": "overdue"}], "per_loan": {"rate": 1}, "deferral": {"release": {"method": "ramp", "by": "npl", '
       '"bands": [{"from": 0, "rate": 1}]}, "years": 3, "share": 0.4}}'::commission_plan;
-- money under a quota is a multiple, under loans the rate is money
SELECT '{"currency": "CNY", "tiers": {"method": "whole", "over": "loans", "bands": [{"from": 5, "rate": 30}, '
       '{"from": 10.5, "rate": 1000000}]}}'::commission_plan;
SELECT '{"tiers": {"method": "ramp", "quota": 0.01, "over": "base", "bands": [{"from": 0, "rate": 0.01}, '
       '{"from": 9999999999.99999999, "rate": 1}]}}'::commission_plan;
-- a key that is given twice
SELECT '{"salary": 1, "salary": 2}'::commission_plan;
SELECT '{"salary": 1, "tiers": {"method": "whole", "bands": [{"from": 0, "rate": 1, "from": 5}]}}'::commission_plan;

-- text by assignment, jsonb by a cast
CREATE TEMP TABLE note (t text);
INSERT INTO note SELECT '{"salary": 6000}'::commission_plan;
SELECT * FROM note;
SELECT jsonb_typeof(p::jsonb), p::jsonb ->> 'salary', p::jsonb::commission_plan = p AS same
FROM (SELECT '{"salary": 6000, "bonus": 1}'::commission_plan AS p) AS v;
SELECT p = '{"salary": 6000.00}' AS same, p <> '{"salary": 6000.01}' AS differs, p < '{"salary": 6000.01}' AS less,
       commission_plan_hash(p) = commission_plan_hash('{"salary":6000}') AS hash
FROM (VALUES ('{"salary": 6000, "bonus": 0}'::commission_plan)) AS v(p);
SELECT plan, count(*)
FROM (VALUES ('{"salary": 1}'::commission_plan), ('{"salary": 1.0}'), ('{"salary": 2}')) AS v(plan) GROUP BY plan
ORDER BY plan;

-- binary: a version and the canonical text
SELECT convert_from(substr(commission_plan_send('{"salary": 1}'), 2), 'UTF8'),
       get_byte(commission_plan_send('{"salary": 1}'), 0);
-- the example with everything takes few bytes
SELECT pg_column_size(
    '{"per_loan": {"rate": 0.1, "min": 100}, "tiers": {"method": "marginal", "quota": 1000000, '
    '"bands": [{"from": 1, "rate": 0.008}, {"from": 1.2, "rate": 0.012}]}, "kpi": {"indicators": [{"name": '
    '"approval_rate", "target": 0.6, "weight": 0.4}, {"name": "satisfaction", "target": 90, "weight": 0.6}]}, '
    '"quality": [{"by": "overdue_ratio", "method": "ramp", "bands": [{"from": 0, "rate": 1.1}, {"from": 0.02, '
    '"rate": 1}, {"from": 0.06, "rate": 0}]}], "cap": 20000, "deferral": {"share": 0.4, "years": 3, '
    '"release": {"by": "npl_ratio", "method": "whole", "bands": [{"from": 0, "rate": 1}, {"from": 0.02, '
    '"rate": 0.5}]}}, "clawback": [{"event": "default", "to": 7, "share": 0.5}], "draw": {"guarantee": 3000, '
    '"recovery": 0.5}, "salary": 6200}'::commission_plan) <= 600 AS small;

-- limits: what just works, and one beyond
CREATE FUNCTION pg_temp.bands(n int) RETURNS jsonb RETURN (SELECT jsonb_agg(jsonb_build_object('from', k, 'rate', 0.5))
                                                           FROM generate_series(0, n - 1) AS k);
CREATE FUNCTION pg_temp.indicators(n int) RETURNS jsonb
RETURN (SELECT jsonb_agg(jsonb_build_object('name', 'n' || k, 'target', 1, 'weight', 1.0 / n))
        FROM generate_series(1, n) AS k);
CREATE FUNCTION pg_temp.quality(n int) RETURNS jsonb
RETURN (SELECT jsonb_agg(jsonb_build_object('by', 'x', 'method', 'whole', 'bands', pg_temp.bands(1)))
        FROM generate_series(1, n) AS k);
CREATE FUNCTION pg_temp.windows(n int) RETURNS jsonb
RETURN (SELECT jsonb_agg(jsonb_build_object('event', 'default', 'from', k, 'to', k + 1))
        FROM generate_series(0, n - 1) AS k);
CREATE FUNCTION pg_temp.verdict(plan jsonb) RETURNS text
RETURN split_part(pg_temp.refused(format('length(%L::jsonb::commission_plan::text) > 0', plan)), E'\n', 1);
SELECT what, pg_temp.verdict(jsonb_build_object('salary', 1) || plan)
FROM (VALUES ('32 bands',
              jsonb_build_object('tiers', jsonb_build_object('method', 'whole', 'bands', pg_temp.bands(32)))),
             ('33 bands', jsonb_build_object('tiers',
                                             jsonb_build_object('method', 'whole', 'bands', pg_temp.bands(33)))),
             ('16 indicators', jsonb_build_object('kpi', jsonb_build_object('indicators', pg_temp.indicators(16)))),
             ('20 indicators', jsonb_build_object('kpi', jsonb_build_object('indicators', pg_temp.indicators(20)))),
             ('8 qualities', jsonb_build_object('quality', pg_temp.quality(8))),
             ('9 qualities', jsonb_build_object('quality', pg_temp.quality(9))),
             ('16 windows', jsonb_build_object('clawback', pg_temp.windows(16))),
             ('17 windows', jsonb_build_object('clawback', pg_temp.windows(17))),
             ('63 bytes', jsonb_build_object('quality',
                                             jsonb_build_array(jsonb_build_object('by', repeat('客', 21), 'method',
                         'whole', 'bands', pg_temp.bands(1))))),
             ('66 bytes', jsonb_build_object('quality',
                                             jsonb_build_array(jsonb_build_object('by', repeat('客', 22), 'method',
                         'whole', 'bands', pg_temp.bands(1))))),
             ('most money', '{"salary": 900000000000000}'), ('more money', '{"salary": 900000000000000.01}'),
             ('most quota', '{"tiers": {"method": "whole", "quota": 900000000000000, "bands": [{"from": 102, '
                            '"rate": 1}]}}'),
             ('more quota', '{"tiers": {"method": "whole", "quota": 900000000000000, "bands": [{"from": 103, '
                            '"rate": 1}]}}'),
             ('large number', '{"kpi": {"indicators": [{"name": "a", "target": 9999999999.99999999, "weight": 1}]}}'),
             ('larger number', '{"kpi": {"indicators": [{"name": "a", "target": 10000000000, "weight": 1}]}}'))
                 AS v(what, plan);

\pset format unaligned
\pset tuples_only on
-- refused; the messages of the rules are compared with the reference elsewhere
SELECT E'\n' || plan || E'\n' || pg_temp.refused(format('%L::commission_plan', plan))
FROM (VALUES ('x'), ('[]'), ('null'), ('{"salary": null}'), ('{"per_loan": []}'),
      ('{"tiers": {"method": 1, "bands": []}}'), ('{"salary": 1, "quality": []}'), ('{"salary": 1, "clawback": {}}'),
             ('{"salary": 1, "draw": {"guarantee": true}}'),
             ('{"salary": 1, "kpi": {"indicators": [{"name": "amount", "target": 0.005, "weight": 1}]}}'),
             ('{"salary": 1, "kpi": {"indicators": [{"name": 5, "target": 1, "weight": 1}]}}'),
             ('{"salary": 1, "kpi": {"indicators": [{"name": "a", "target": -1, "weight": 1}]}}'),
             ('{"salary": 1, "kpi": {"indicators": [{"name": "a", "target": 1, "weight": 1}], "bands": [{"from": 0, '
              '"rate": 1}]}}'),
             ('{"salary": 1, "kpi": {"indicators": [{"name": "a", "target": 1, "weight": 1}], "method": "whole", '
              '"bands": [{"from": -1, "rate": 1}]}}'),
             ('{"salary": 1, "quality": [{"by": "a", "method": "whole", "bands": [{"from": 0, "rate": 1}, '
              '{"from": 0, "rate": 1}]}]}'),
             ('{"salary": 1, "deferral": {"share": 1, "years": 3, "release": {"by": "a", "method": "whole", '
              '"bands": [{"from": 0, "rate": 1.5}]}}}'),
             ('{"salary": 1, "deferral": {"share": 1, "years": 3, "release": {"by": "a", "method": "whole", '
              '"bands": [{"from": 0.5, "rate": 1}]}}}'),
             ('{"salary": 1, "clawback": [{"event": "default", "to": 1201}]}'),
             ('{"salary": 1, "clawback": [{"event": "default", "from": -1, "to": 6}]}'),
             ('{"salary": 1, "clawback": [7]}'), ('{"salary": 1, "floor": -5}'), ('{"salary": 1e30}'),
             ('{"salary": 1e20, "bonus": -1}'),
             ('{"tiers": {"method": "whole", "over": "loans", "bands": [{"from": 0, "rate": 1000001}]}}'),
             ('{"tiers": {"method": "whole", "quota": -1, "bands": [{"from": 0, "rate": 1}]}}'),
             ('{"salary": 1, "kpi": {"indicators": [{"name": "a", "target": 1, "weight": -0.5}]}}'),
             (format('{"salary": 1, %s: 2}', to_json(repeat('很长', 80))))) AS v(plan);
SELECT pg_temp.refused($$'{"salary": "1"}'::jsonb::commission_plan$$);
