/*
 * A card of 12 characteristics over rows of 14 columns: net of reading them, against the same card as one sum of CASE
 * expressions, and as joins of a table a characteristic.
 */
-- @at-least 1: by_case / ours
-- @at-least 5: joins / ours
-- @info ours / scan

-- @setup
CREATE UNLOGGED TABLE application AS
SELECT i AS id, h(i, 60, 60)::int AS n0, h(i, 61, 60)::int AS n1, h(i, 62, 60)::int AS n2, h(i, 63, 60)::int AS n3,
       (h(i, 64, 6000) / 100.0)::numeric(8,2) AS n4, (h(i, 65, 6000) / 100.0)::numeric(8,2) AS n5,
       (h(i, 66, 6000) / 100.0)::numeric(8,2) AS n6, (h(i, 67, 6000) / 100.0)::numeric(8,2) AS n7,
       'dealer ' || h(i, 68, 8) AS t0, 'city ' || h(i, 69, 8) AS t1, 'job ' || h(i, 70, 8) AS t2,
       'make ' || h(i, 71, 8) AS t3, i % 7 AS more
FROM generate_series(1::bigint, 1000000) AS i;
VACUUM (FREEZE, ANALYZE) application;
CREATE FUNCTION number_bins(name text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN '{"name":"' || name || '","bins":[{"below":12,"points":10},{"below":24,"points":20},{"below":36,"points":30},'
       '{"below":48,"points":40},{"points":50},{"missing":true,"points":0}]}';
CREATE FUNCTION text_bins(name text, word text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN '{"name":"' || name || '","bins":[{"in":["' || word || ' 0","' || word || ' 1"],"points":10},{"in":["' || word
       || ' 2","' || word || ' 3"],"points":20},{"points":30},{"missing":true,"points":0}]}';
CREATE TABLE one_card AS SELECT ('{"scorecard":1,"characteristics":[' || (SELECT string_agg(number_bins('n' || i), ',')
        FROM generate_series(0, 7) AS i) || ',' || text_bins('t0', 'dealer') || ',' || text_bins('t1', 'city') || ','
        || text_bins('t2', 'job') || ',' || text_bins('t3', 'make') || ']}')::scorecard AS card;
CREATE TABLE number_points AS SELECT * FROM (VALUES (numrange(NULL, 12), 10), ('[12,24)', 20), ('[24,36)', 30),
    ('[36,48)', 40), ('[48,)', 50)) AS v(range, points);
CREATE TABLE text_points AS SELECT w || ' ' || k AS value,
    CASE WHEN k < 2 THEN 10 WHEN k < 4 THEN 20 ELSE 30 END AS points
FROM unnest('{dealer,city,job,make}'::text[]) AS w, generate_series(0, 7) AS k;
ANALYZE number_points;
ANALYZE text_points;

-- @case ours
SELECT sum(score(card, a)) FROM application AS a, one_card;

-- @case by_case
SELECT sum(CASE WHEN n0 < 12 THEN 10 WHEN n0 < 24 THEN 20 WHEN n0 < 36 THEN 30 WHEN n0 < 48 THEN 40
                WHEN n0 IS NULL THEN 0 ELSE 50 END
         + CASE WHEN n1 < 12 THEN 10 WHEN n1 < 24 THEN 20 WHEN n1 < 36 THEN 30 WHEN n1 < 48 THEN 40
                WHEN n1 IS NULL THEN 0 ELSE 50 END
         + CASE WHEN n2 < 12 THEN 10 WHEN n2 < 24 THEN 20 WHEN n2 < 36 THEN 30 WHEN n2 < 48 THEN 40
                WHEN n2 IS NULL THEN 0 ELSE 50 END
         + CASE WHEN n3 < 12 THEN 10 WHEN n3 < 24 THEN 20 WHEN n3 < 36 THEN 30 WHEN n3 < 48 THEN 40
                WHEN n3 IS NULL THEN 0 ELSE 50 END
         + CASE WHEN n4 < 12 THEN 10 WHEN n4 < 24 THEN 20 WHEN n4 < 36 THEN 30 WHEN n4 < 48 THEN 40
                WHEN n4 IS NULL THEN 0 ELSE 50 END
         + CASE WHEN n5 < 12 THEN 10 WHEN n5 < 24 THEN 20 WHEN n5 < 36 THEN 30 WHEN n5 < 48 THEN 40
                WHEN n5 IS NULL THEN 0 ELSE 50 END
         + CASE WHEN n6 < 12 THEN 10 WHEN n6 < 24 THEN 20 WHEN n6 < 36 THEN 30 WHEN n6 < 48 THEN 40
                WHEN n6 IS NULL THEN 0 ELSE 50 END
         + CASE WHEN n7 < 12 THEN 10 WHEN n7 < 24 THEN 20 WHEN n7 < 36 THEN 30 WHEN n7 < 48 THEN 40
                WHEN n7 IS NULL THEN 0 ELSE 50 END
         + CASE WHEN t0 IN ('dealer 0', 'dealer 1') THEN 10 WHEN t0 IN ('dealer 2', 'dealer 3') THEN 20
                WHEN t0 IS NULL THEN 0 ELSE 30 END
         + CASE WHEN t1 IN ('city 0', 'city 1') THEN 10 WHEN t1 IN ('city 2', 'city 3') THEN 20
                WHEN t1 IS NULL THEN 0 ELSE 30 END
         + CASE WHEN t2 IN ('job 0', 'job 1') THEN 10 WHEN t2 IN ('job 2', 'job 3') THEN 20
                WHEN t2 IS NULL THEN 0 ELSE 30 END
         + CASE WHEN t3 IN ('make 0', 'make 1') THEN 10 WHEN t3 IN ('make 2', 'make 3') THEN 20
                WHEN t3 IS NULL THEN 0 ELSE 30 END) FROM application;

-- @case scan nocheck
SELECT count(a.*) FROM application AS a WHERE a.* IS NOT NULL;

-- @case joins reps=1
SELECT sum(p0.points + p1.points + p2.points + p3.points + p4.points + p5.points + p6.points + p7.points
           + p8.points + p9.points + p10.points + p11.points)
FROM application AS a
     JOIN number_points AS p0 ON a.n0::numeric <@ p0.range
     JOIN number_points AS p1 ON a.n1::numeric <@ p1.range
     JOIN number_points AS p2 ON a.n2::numeric <@ p2.range
     JOIN number_points AS p3 ON a.n3::numeric <@ p3.range
     JOIN number_points AS p4 ON a.n4::numeric <@ p4.range
     JOIN number_points AS p5 ON a.n5::numeric <@ p5.range
     JOIN number_points AS p6 ON a.n6::numeric <@ p6.range
     JOIN number_points AS p7 ON a.n7::numeric <@ p7.range
     JOIN text_points AS p8 ON p8.value = a.t0
     JOIN text_points AS p9 ON p9.value = a.t1
     JOIN text_points AS p10 ON p10.value = a.t2
     JOIN text_points AS p11 ON p11.value = a.t3;
