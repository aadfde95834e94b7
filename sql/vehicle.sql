-- value_curve, vehicle_value, ltv, positive_equity_date, ltv_limit: by hand, NULLs, and every refusal once.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- the canonical form: 0 is left out, conditions from the best
CREATE TEMP TABLE car AS SELECT '{"value_curve":1, "conditions":{"poor":0.75,"fair":0.9,"good":1.00}, "floor":0.05,
    "points":[[0,1],[12,0.80],[36,0.58],[60,0.4]], "per_1000_km":0.004, "km_per_year":20000}'::value_curve AS c;
TABLE car;
SELECT '{"value_curve":1,"points":[[0,0]],"floor":0,"conditions":{},"km_per_year":0}'::value_curve AS least,
       c::text::value_curve = c AS text, c::jsonb::value_curve = c AS jsonb FROM car;
-- between the points, after the last, the mileage, the condition, the floor
SELECT vehicle_value(c, 100000, 0), vehicle_value(c, 100000, 24) AS "0.69", vehicle_value(c, 100000, 600) AS "0.4",
       vehicle_value(c, 100000, 24, 50000, 'fair') AS "0.69*0.9-0.04", vehicle_value(c, 100000, 24, 1000000) AS floor,
       vehicle_value(c, 100, 24, currency => 'JPY') FROM car;
SELECT vehicle_value(NULL, 1, 1), vehicle_value(c, NULL, 1), vehicle_value(c, 1, NULL),
       vehicle_value(c, 100000, 24, NULL, NULL, NULL) FROM car;

CREATE TEMP TABLE loan AS SELECT amortize(90000, 0.06, 60, '2024-01-31', currency => 'CNY') AS s;
SELECT ltv(s, c, 100000, '2024-01-31') AS "0.9", ltv(s, c, 100000, '2026-01-31') AS at_2_years,
       round(balance_at(s, '2026-01-31') / 69000, 8) AS same, ltv(s, c, 100000, '2026-01-31', 50000, 'fair'),
       ltv(s, c, 100000, '2029-01-31') AS paid FROM loan, car;
-- a used car of two years: 100,000 then is what 100,000 / 0.69 was when new
SELECT ltv(s, c, 100000, '2024-01-31', bought_at => 24) AS "0.9", ltv(s, c, 100000, '2025-01-31', bought_at => 24),
       round(balance_at(s, '2025-01-31') / round(100000 / 0.69 * 0.58, 2), 8) AS same FROM loan, car;
SELECT positive_equity_date(s, c, 100000) AS day, positive_equity_date(s, c, 200000) AS start,
       positive_equity_date('[90.00@2024-01-31]{2024-02-29:0.00+1.00,2024-03-31:90.00+1.00}', c, 50) AS last,
       positive_equity_date(s, c, 80000, 12) AS used FROM loan, car;
SELECT ltv(NULL, c, 1, '2024-01-31'), ltv(s, NULL, 1, '2024-01-31'), ltv(s, c, NULL, '2024-01-31'),
       ltv(s, c, 1, NULL), ltv(s, c, 0, '2024-01-31') AS worth_0, positive_equity_date(s, c, NULL) FROM loan, car;

-- the law by date
SELECT day, l.* FROM unnest('{2004-09-30,2004-10-01,2017-12-31,2018-01-01,2024-04-02,2024-04-03}'::date[]) AS day
LEFT JOIN LATERAL ltv_limit('cn', day, 'own', 'nev') AS l ON true;
SELECT use, energy, vehicle, max_ltv
FROM   unnest('{own,commercial}'::text[]) AS use, unnest('{fuel,nev}'::text[]) AS energy,
       unnest('{new,used}'::text[]) AS vehicle, ltv_limit('CN', '2025-01-01', use, energy, vehicle);
SELECT count(*) FROM ltv_limit('CN', NULL, 'own');
SELECT max_ltv FROM ltv_limit('CN', '2018-01-01', 'own', NULL, NULL);

\set VERBOSITY default
SELECT vehicle_value(c, 100000, 24, condition => 'bad') FROM car;
SELECT vehicle_value('{"value_curve":1,"points":[[0,1]]}', 100000, 24, condition => 'good');
SELECT vehicle_value(c, -1, 24) FROM car;
SELECT vehicle_value(c, 0.001, 24) FROM car;
SELECT vehicle_value(c, 1, -1) FROM car;
SELECT vehicle_value(c, 1, 1, -1) FROM car;
SELECT ltv(s, '{"value_curve":1,"points":[[0,1],[12,0]]}', 100000, '2024-01-31', bought_at => 12) FROM loan;
SELECT ltv(s, c, 100000, '2024-01-31', bought_at => -1) FROM loan, car;
SELECT * FROM ltv_limit('XX', '2024-01-31', 'own');
SELECT * FROM ltv_limit('CN', '2024-01-31', 'lease');
SELECT * FROM ltv_limit('CN', '2024-01-31', 'own', 'steam');
SELECT * FROM ltv_limit('CN', '2024-01-31', 'own', 'fuel', 'old');
SELECT '{"value_curve":2,"points":[[0,1]]}'::value_curve;
SELECT '{"value_curve":1}'::value_curve;
SELECT '{"value_curve":1,"points":[]}'::value_curve;
SELECT '{"value_curve":1,"points":[[1,1]]}'::value_curve;
SELECT '{"value_curve":1,"points":[[0,1],[12,0.8],[12,0.7]]}'::value_curve;
SELECT '{"value_curve":1,"points":[[0,2.1]]}'::value_curve;
SELECT '{"value_curve":1,"points":[[0,0.1234567]]}'::value_curve;
SELECT '{"value_curve":1,"points":[[0,1,2]]}'::value_curve;
SELECT '{"value_curve":1,"points":[[0,1]],"floor":-1}'::value_curve;
SELECT '{"value_curve":1,"points":[[0,1]],"km_per_year":-1}'::value_curve;
SELECT '{"value_curve":1,"points":[[0,1]],"conditions":{"":1}}'::value_curve;
SELECT '{"value_curve":1,"points":[[0,1]],"conditions":{"a":1,"a":2}}'::value_curve;
SELECT '{"value_curve":1,"points":[[0,1]],"colour":1}'::value_curve;
