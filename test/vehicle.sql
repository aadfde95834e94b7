-- Laws of vehicle values: they are what plain SQL computes; loan to value is balance by value; equity stays positive
-- from its day on and not before; the law has one row a day, the later one the later law; forms are exact inverses.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE TABLE car AS
SELECT i, 10000 + draw(i, 'price', 500000) AS price, a, b, share_a, share_b, kpy, per, flr,
       format('{"value_curve":1,"points":[[0,1],[%s,%s],[%s,%s]],"km_per_year":%s,"per_1000_km":%s,"floor":%s,'
              '"conditions":{"good":1,"fair":0.9}}', a, share_a, b, share_b, kpy, per, flr)::value_curve AS c
FROM (SELECT i, 1 + draw(i, 'a', 20) AS a, 22 + draw(i, 'b', 60) AS b,
             0.6 + draw(i, 'sa', 300000) / 1000000.0 AS share_a,
             draw(i, 'sb', 600000) / 1000000.0 AS share_b, draw(i, 'kpy', 30000) AS kpy,
             draw(i, 'per', 9000) / 1000000.0 AS per, draw(i, 'floor', 100000) / 1000000.0 AS flr
      FROM generate_series(1, 200) AS i) AS x;
CREATE TABLE loan AS
SELECT car.*,
       amortize((price * (0.5 + draw(i, 'lent', 60) / 100.0))::numeric(12, 2), 0.05, (12 + draw(i, 'n', 50))::int,
                       date '2023-01-31' + draw(i, 'day', 400)::int,
                       balloon => draw(i, 'balloon', 2) * (price / 5)) AS s FROM car;

SELECT law('the value is that of plain SQL', $$
    SELECT i, age, km FROM car, generate_series(0, 100, 7) AS age, unnest(ARRAY[NULL, 0, 45000, 300000]) AS km,
           LATERAL (SELECT CASE WHEN age < a THEN 1 + (share_a - 1) * age / a
                                WHEN age < b THEN share_a + (share_b - share_a) * (age - a) / (b - a)
                                ELSE share_b END * 0.9
                        - coalesce(per * (km - kpy * age / 12.0) / 1000, 0) AS share) AS x
    WHERE abs(vehicle_value(c, price, age, km, 'fair') - price * greatest(flr, share)) > 0.0051 $$);
SELECT law('loan to value is the balance by the value', $$
    SELECT i, m FROM loan, generate_series(0, 60, 11) AS m,
           LATERAL (SELECT (start_date(s) + interval '1 month' * m)::date AS day) AS d
    WHERE ltv(s, c, price, day, 20000, 'fair')
          <> round(balance_at(s, day) / nullif(vehicle_value(c, price, m, 20000, 'fair'), 0), 8) $$);
CREATE TABLE stand AS
SELECT i, day, coalesce(ltv(s, c, price, day), balance_at(s, day)) > 1 AS above FROM loan,
       LATERAL (SELECT start_date(s) AS day UNION SELECT due FROM installments(s)) AS d;
SELECT law('equity is positive from its day on, and was not on the last one before', $$
    SELECT i FROM loan, LATERAL (SELECT positive_equity_date(s, c, price) AS since) AS d,
           LATERAL (SELECT max(day) FILTER (WHERE above) AS last, min(day) AS first, max(day) AS final
                    FROM stand WHERE stand.i = loan.i) AS t
    WHERE since IS DISTINCT FROM CASE WHEN last IS NULL THEN first WHEN last < final
          THEN (SELECT min(day) FROM stand WHERE stand.i = loan.i AND day > last) END $$);
SELECT law('a new car bought at age 0 is a new car', $$
    SELECT i FROM loan
    WHERE ltv(s, c, price, start_date(s) + 400) <> ltv(s, c, price, start_date(s) + 400, bought_at => 0)
    OR positive_equity_date(s, c, price) IS DISTINCT FROM positive_equity_date(s, c, price, 0) $$);
SELECT law('a used car is worth its price on the day it is bought', $$
    SELECT i FROM loan, generate_series(0, 80, 9) AS age
    WHERE abs(ltv(s, c, price, start_date(s), bought_at => age) - balance_at(s, start_date(s)) / price) > 0.00000001
          AND vehicle_value(c, 1000000, age) > flr * 1000000 $$);
SELECT law('one law a day, each later than the one before', $$
    SELECT day FROM (SELECT day, count(*) AS n, min(l.since) AS since, lag(min(l.since)) OVER (ORDER BY day) AS before
                     FROM generate_series(date '2004-10-01', '2026-01-01', '17 days') AS day,
                          ltv_limit('CN', day::date, 'own') AS l GROUP BY day) AS t
    WHERE n <> 1 OR since > day OR since < before $$);
SELECT law('text, jsonb and binary are exact inverses', $$
    SELECT i FROM car WHERE c::text::value_curve <> c OR c::jsonb::value_curve <> c
          OR c::text <> c::jsonb::value_curve::text
    $$);
SELECT * FROM finish();
ROLLBACK;
