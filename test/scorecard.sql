-- Laws of scorecard: points add up to the score; a row and an object score alike; reasons name what lost points, most
-- first; odds double every pdo; forms are exact inverses.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE TABLE card AS
SELECT k, jsonb_build_object('scorecard', 1, 'base', jsonb_build_object('score', 500 + k, 'odds', k, 'pdo', 20 + k),
    'characteristics', jsonb_build_array(
        jsonb_build_object('name', 'age', 'bins', (SELECT jsonb_agg(jsonb_build_object('below', i * 7.5, 'points',
            draw(i + k, 'p', 90)) ORDER BY i) || jsonb_build_array(jsonb_build_object('points', draw(k, 'rest', 90)),
            jsonb_build_object('missing', true, 'points', 3)) FROM generate_series(1, 1 + k % 9) AS i)),
        jsonb_build_object('name', 'kind', 'neutral', draw(k, 'n', 60), 'bins', jsonb_build_array(
            jsonb_build_object('in', '["new","NEV"]'::jsonb, 'points', draw(k, 'a', 60)),
            jsonb_build_object('in', '["二手"]'::jsonb, 'points', draw(k, 'b', 60)),
            jsonb_build_object('points', draw(k, 'c', 60)),
            jsonb_build_object('missing', true, 'points', -5)))))::scorecard AS c
FROM generate_series(1, 40) AS k;
CREATE TABLE applicant AS
SELECT CASE WHEN draw(i, 'na', 9) > 0 THEN draw(i, 'age', 9000) / 100.0 END::numeric AS age,
       (ARRAY['new', 'NEV', '二手', 'x', NULL])[1 + draw(i, 'kind', 5)] AS kind, i
FROM generate_series(1, 60) AS i;

SELECT law('points add up to the score', $$
    SELECT k, i FROM card, applicant AS a
    WHERE score(c, a) <> (SELECT sum(points) FROM score_points(c, a)) $$);
SELECT law('a row and an object score alike', $$
    SELECT k, i FROM card, applicant AS a WHERE score(c, a) <> score(c, to_jsonb(a))
        OR (SELECT array_agg(p ORDER BY p) FROM score_points(c, a) AS p)
           <> (SELECT array_agg(p ORDER BY p) FROM score_points(c, to_jsonb(a)) AS p) $$);
SELECT law('a number as float8 has the same score', $$
    SELECT k, i FROM card, LATERAL (SELECT age::float8 AS age, kind, i FROM applicant) AS f
                     JOIN applicant AS a USING (i) WHERE score(c, f) <> score(c, a) $$);
SELECT law('a characteristic without neutral is never named at its best', $$
    SELECT k, i FROM card, applicant AS a, score_reasons(c, a) AS r JOIN score_points(c, a) AS p USING (characteristic)
    WHERE r.characteristic = 'age' AND p.points = p.best $$);
SELECT law('reasons are what lost points, most first', $$
    SELECT k, i FROM card, applicant AS a
    WHERE (SELECT array_agg(lost ORDER BY rank) FROM score_reasons(c, a, 64))
          IS DISTINCT FROM (SELECT array_agg(lost ORDER BY lost DESC) FROM score_points(c, a) WHERE lost > 0) $$);
SELECT law('the best applicant loses nothing but to neutral', $$
    SELECT k FROM card, score_points(c, '{"age":1,"kind":"x"}'::jsonb) AS p
    WHERE p.characteristic = 'age' AND p.lost <> p.best - p.points $$);
SELECT law('odds are those of the base there, and double every pdo', $$
    SELECT k FROM card WHERE score_odds(c, 500 + k) <> k OR score_odds(c, 500 + k + 20 + k) <> 2 * k
                             OR score_pd(c, 500 + k) <> round(1.0 / (1 + k), 8) $$);
SELECT law('a chance and its score are inverses', $$
    SELECT k, s FROM card, generate_series(300, 700, 7) AS s
    WHERE abs(score_from_pd(c, score_pd(c, s)) - s) > 1 AND score_pd(c, s) BETWEEN 0.001 AND 0.999 $$);
SELECT law('text, jsonb and binary are exact inverses', $$
    SELECT k FROM card WHERE c::text::scorecard <> c OR c::jsonb::scorecard <> c OR c::text::jsonb <> c::jsonb
                             OR scorecard_hash(c) <> scorecard_hash(c::text::scorecard) $$);
SELECT law('cards that change from row to row are each read', $$
    SELECT k FROM card AS x, LATERAL (SELECT score(x.c, a) AS one FROM applicant AS a WHERE i = 1) AS o
    WHERE one <> (SELECT score(c, a) FROM card, applicant AS a WHERE card.k = x.k AND i = 1) $$);
SELECT * FROM finish();
ROLLBACK;
