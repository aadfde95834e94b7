-- Laws of charts: a mark for each value, never lower for a greater one; bars and cells follow exact arithmetic; what is
-- drawn in Unicode and in ASCII says the same.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE TABLE line AS
SELECT l AS id, array_agg(CASE WHEN draw(l * 100 + n, 'known', 9) > 0 THEN draw(l * 100 + n, 'value', 1000) - 500 END
                          ORDER BY n)::numeric[] AS v
FROM generate_series(1, 200) AS l, generate_series(1, 20) AS n GROUP BY l;
CREATE VIEW mark AS
SELECT id, n, v[n] AS value, substr(sparkline(v), n, 1) AS mark, substr(sparkline(v, true), n, 1) AS ascii,
       (SELECT min(x) FROM unnest(v) AS x) AS low, (SELECT max(x) FROM unnest(v) AS x) AS high
FROM line, generate_series(1, 20) AS n;

SELECT law('a mark a value', $$
    SELECT id FROM line WHERE length(sparkline(v)) <> 20 OR length(sparkline(v, true)) <> 20 $$);
SELECT law('a mark is the eighth of the range', $$
    SELECT id, n FROM mark WHERE value IS NOT NULL
        AND strpos('▁▂▃▄▅▆▇█', mark) <> least(1 + floor((value - low) * 8 / nullif(high - low, 0)), 8) $$);
SELECT law('blanks are the unknown values', $$ SELECT id FROM mark WHERE (mark = ' ') <> (value IS NULL) $$);
SELECT law('ASCII says the same', $$
    SELECT id FROM mark WHERE strpos('▁▂▃▄▅▆▇█', mark) <> strpos('_.-:=+*#', ascii) $$);

CREATE TABLE bars AS
SELECT n, draw(n, 'value', 1000)::numeric AS value, 1 + draw(n, 'max', 1000)::numeric AS max,
       1 + draw(n, 'width', 60)::int AS width
FROM generate_series(1, 2000) AS n;
SELECT law('the eighths of a bar are the quotient, half up', $$
    SELECT n FROM (SELECT *, bar(value, max, width) AS b FROM bars) AS drawn
    WHERE 8 * (length(b) - CASE WHEN right(b, 1) IN ('█', '') THEN 0 ELSE 1 END) +
              strpos('▏▎▍▌▋▊▉', nullif(right(b, 1), '█'))
          IS DISTINCT FROM greatest(round(least(value, max) * width * 8 / max), CASE WHEN value > 0 THEN 1 ELSE 0 END)
      AND right(b, 1) <> '█' AND b <> '' $$);
SELECT law('whole bars have no eighths over', $$
    SELECT n FROM (SELECT *, bar(value, max, width) AS b FROM bars) AS drawn
    WHERE right(b, 1) = '█' AND length(b) * 8 <> round(least(value, max) * width * 8 / max) $$);
SELECT law('bars in ASCII are whole cells', $$
    SELECT n FROM bars WHERE length(bar(value, max, width, true)) <>
        greatest(round(least(value, max) * width / max), CASE WHEN value > 0 THEN 1 ELSE 0 END) $$);
SELECT law('a cell is the quarter in which its value lies', $$
    SELECT n FROM bars WHERE strpos('·░▒▓█', heat(value, max)) <> 1 + least(ceil(4 * value / max), 4)
        OR strpos('.-+*#', heat(value, max, true)) <> strpos('·░▒▓█', heat(value, max)) $$);
SELECT * FROM finish();
ROLLBACK;
