-- scorecard: every refusal once, limits and one beyond, and values of every type of column.
\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

CREATE TEMP TABLE card AS SELECT '{"scorecard":1,"base":{"score":600,"odds":20,"pdo":50},
 "characteristics":[
  {"name":"income","bins":[{"missing":true,"points":60},{"below":3000.0,"points":55},{"below":8000,"points":80},
      {"points":110}]},
  {"name":"channel","neutral":70,"bins":[{"in":["dealer A","dealer B"],"points":90},{"points":60},{"missing":true,
      "points":40}]}],
 "grades":[{"from":700,"grade":"A"},{"from":640,"grade":"2"},{"grade":"次级"}]}'::scorecard AS c;
TABLE card;
SELECT score(c, a), score(c, to_jsonb(a)) FROM card,
       (VALUES (2999.99, 'dealer A'), (3000, 'x'), (7999.999999999999999, NULL), (NULL, 'dealer B')) AS a(income,
           channel);
SELECT score(c, a) FROM card, (VALUES ('Infinity'::numeric, ''), ('-Infinity', 'dealer A'), (1e40, '')) AS a(income,
    channel);
SELECT p.* FROM card, score_points(c, '{"income":8000.00,"channel":true,"more":[1]}'::jsonb) AS p;
SELECT r.* FROM card, score_reasons(c, '{"income":null,"channel":null}'::jsonb, 2) AS r;
SELECT count(*) FROM card, score_reasons(c, '{"income":9000,"channel":"dealer A"}'::jsonb) AS r;
SELECT score_odds(c, 650), score_pd(c, 650), score_from_pd(c, 0.0243902439), score_grade(c, 699), score_grade(c, 0)
FROM card;

-- every type of column
CREATE TYPE pg_temp.fuel AS ENUM ('petrol', 'electric');
CREATE DOMAIN pg_temp.months AS int;
CREATE TEMP TABLE typed AS SELECT '{"scorecard":1,"characteristics":[
  {"name":"a","bins":[{"below":0.3,"points":1},{"points":2}]},{"name":"b","bins":[{"below":0.3,"points":1},
      {"points":2}]},
  {"name":"c","bins":[{"in":["12"],"points":1},{"points":2}]},{"name":"d","bins":[{"in":["12.5"],"points":1},
      {"points":2}]},
  {"name":"e","bins":[{"in":["electric"],"points":1},{"points":2}]},{"name":"f","bins":[{"in":["2024-01-31"],
      "points":1},{"points":2}]},
  {"name":"g","bins":[{"in":["x"],"points":1},{"points":2}]},{"name":"h","bins":[{"in":["true"],"points":1},
      {"points":2}]},
  {"name":"i","bins":[{"below":13,"points":1},{"points":2}]},{"name":"j","bins":[{"below":13,"points":1},
      {"points":2}]}]}'::scorecard AS c,
  0.3::float8 AS a, 0.3::float4 AS b, 12::bigint AS cc, 12.50::float8 AS d, 'electric'::pg_temp.fuel AS e,
  '2024-01-31'::date AS f, 'x'::char(3) AS g, true AS h, 12::smallint AS i, 12::pg_temp.months AS j;
SELECT score(t.c, r) FROM typed AS t, LATERAL (SELECT a, b, cc AS c, d, e, f, g, h, i, j) AS r;
SELECT string_agg(value || ' ' || points, ', ') FROM typed AS t,
       LATERAL (SELECT a, b, cc AS c, d, e, f, g, h, i, j) AS r, score_points(t.c, r) AS p;

-- applicants that are refused
\set VERBOSITY default
SELECT score(c, '{"income":1}'::jsonb) FROM card;
SELECT score(c, a) FROM card, (SELECT 1 AS income) AS a;
SELECT score(c, '{"income":"1","channel":"x"}'::jsonb) FROM card;
SELECT score(c, '{"income":[],"channel":"x"}'::jsonb) FROM card;
SELECT score(c, '[]'::jsonb) FROM card;
SELECT score(c, a) FROM card, (SELECT true AS income, 'x' AS channel) AS a;
SELECT score(c, a) FROM card, (SELECT now() AS income, 'x' AS channel) AS a;
SELECT score(c, a) FROM card, (SELECT 'NaN'::numeric AS income, 'x' AS channel) AS a;
SELECT score(c, a) FROM card, (SELECT 'NaN'::float8 AS income, 'x' AS channel) AS a;
SELECT score('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"below":1,"points":1}]}]}', '{"a":5}'::jsonb);
SELECT score('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"below":1,"points":1}]}]}', '{"a":null}'::jsonb);
SELECT score_reasons(c, '{"income":1,"channel":"x"}'::jsonb, -1) FROM card;
SELECT score_pd('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"points":1}]}]}', 600);
SELECT score_odds(c, 2000000000) FROM card;
SELECT score_pd(c, 2000000000), score_pd(c, -2000000000) FROM card;
SELECT score_from_pd(c, 1) FROM card;

-- cards that are refused, each with its path
CREATE TEMP TABLE bad (part text);
INSERT INTO bad VALUES ('{"scorecard":1}'), ('{"scorecard":1,"characteristics":[]}'), ('{"scorecard":2,
    "characteristics":[]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a"}]}'), ('{"scorecard":1,"characteristics":[{"name":"",
        "bins":[{"points":1}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"points":1.5}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"points":1000001}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"below":5,"points":1},{"below":5,"points":2}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"in":["x"],"points":1},{"in":["y","x"],"points":2}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"in":["x"],"points":1},{"below":5,"points":2}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"missing":true,"points":1},{"missing":true,
        "points":2}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"points":1},{"points":2}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"points":1},{"below":5,"points":2}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"below":5,"in":["x"],"points":1}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"missing":false,"points":1}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"below":0.0000000000001,"points":1}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"points":1,"point":2}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"points":1}]},{"name":"a","bins":[{"points":1}]}]}'),
    ('{"scorecard":1,"base":{"score":1,"odds":0,"pdo":1},"characteristics":[{"name":"a","bins":[{"points":1}]}]}'),
    ('{"scorecard":1,"base":{"score":1,"odds":1},"characteristics":[{"name":"a","bins":[{"points":1}]}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"points":1}]}],"grades":[{"grade":"pass"},
        {"grade":"loss"}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"points":1}]}],"grades":[{"from":1,"grade":"pass"},
        {"from":1,"grade":"loss"}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"points":1}]}],"grades":[{"grade":"best"}]}'),
    ('{"scorecard":1,"characteristics":[{"name":"a","name":"b","bins":[{"points":1}]}]}');
SELECT split_part(pg_temp.refused(quote_literal(part) || '::scorecard'), E'\n', 2) AS refusal FROM bad;
-- limits and one beyond: characteristics, bins, texts, bytes of a name
SELECT n, left(pg_temp.refused(quote_literal('{"scorecard":1,"characteristics":[' || string_agg('{"name":"c'
    || i || '","bins":[{"points":1}]}', ',') || ']}') || '::scorecard'), 9)
FROM (VALUES (64), (65)) AS v(n), generate_series(1, n) AS i GROUP BY n ORDER BY n;
SELECT n, left(pg_temp.refused(quote_literal('{"scorecard":1,"characteristics":[{"name":"a","bins":['
    || string_agg('{"below":' || i || ',"points":1}', ',' ORDER BY i) || ']}]}') || '::scorecard'), 9)
FROM (VALUES (64), (65)) AS v(n), generate_series(1, n) AS i GROUP BY n ORDER BY n;
SELECT n, left(pg_temp.refused(quote_literal('{"scorecard":1,"characteristics":[{"name":"a","bins":[{"in":['
    || string_agg('"' || i || '"', ',') || '],"points":1}]}]}') || '::scorecard'), 9)
FROM (VALUES (1024), (1025)) AS v(n), generate_series(1, n) AS i GROUP BY n ORDER BY n;
SELECT n, left(pg_temp.refused(quote_literal('{"scorecard":1,"characteristics":[{"name":"' || repeat('x', n) || '",
    "bins":[{"points":1}]}]}') || '::scorecard'), 9)
FROM (VALUES (63), (64)) AS v(n);
