CREATE TABLE part AS
SELECT i % 7 AS part, span_agg(round(draw(i, 'amount', 1e9) / 100.0, 2)) AS s
FROM generate_series(1, 300) AS i GROUP BY 1;
SELECT is((SELECT span_agg(x::numeric) FROM part, unnest(string_to_array(trim(s::text, '[]'), ',')) AS x),
          (SELECT span_agg(round(draw(i, 'amount', 1e9) / 100.0, 2) ORDER BY i DESC)
           FROM generate_series(1, 300) AS i),
          'in parts and in one pass');
SELECT is(span_agg_combine('[1,2]', '[5,7]'), '[1,7]'::span, 'two states');

