-- Laws of pool_summary: its parts explain every month; it says of rows what plain SQL says; parts in any order are the
-- whole and come out again; where all prepay or default in full, its speeds are those of the projection; forms invert.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE TABLE loan AS
SELECT i, i % 7 AS part, s, h
FROM generate_series(1, 300) AS i,
     LATERAL amortize(1000 + draw(i, 'amount', 90000), 0.06, (6 + draw(i, 'term', 30))::int,
                      date '2023-01-01' + draw(i, 'start', 300)::int) AS s,
     LATERAL (SELECT history_agg((date_trunc('month', start_date(s)) + interval '1 month' * (k + 1))::date - 1,
                                 CASE WHEN draw(i * 100 + k, 'unknown', 30) > 0
                                      THEN round(balance_at(s, start_date(s) + 30 * k)
                                                 * draw(i * 100 + k, 'paid', 100) / 100, 2) END,
                                 0, CASE WHEN draw(i * 100 + k, 'lost', 60) = 0 THEN 10 ELSE 0 END,
                                 CASE WHEN draw(i * 100 + k, 'back', 40) = 0 THEN 3.5 ELSE 0 END) AS h
              FROM generate_series(0, 12) AS k WHERE draw(i * 100 + k, 'gap', 15) > 0) AS x;
CREATE TABLE made AS SELECT part, pool_agg(s, h) AS p FROM loan GROUP BY part;

SELECT law('opening less closing is its parts, and speeds are shares', $$
    SELECT part FROM made, LATERAL pool_speeds(p)
    WHERE opening - closing <> scheduled + prepaid - unpaid + defaulted OR smm NOT BETWEEN 0 AND 1
          OR scheduled > opening $$);
SELECT law('parts in any order are the whole', $$
    SELECT 1 FROM made HAVING pool_summary_send(rollup(p ORDER BY part DESC))
                              <> (SELECT pool_summary_send(pool_agg(s, h ORDER BY i DESC)) FROM loan) $$);
SELECT law('what is added comes out again', $$
    SELECT a.part FROM made AS a, made AS o
    WHERE pool_summary_send(a.p + o.p - o.p) <> pool_summary_send(a.p) OR a.p + o.p <> o.p + a.p $$);
SELECT law('a moving window is the rows in it', $$
    SELECT i FROM (SELECT i, pool_agg(s, h) OVER w AS moving, array_agg(i) OVER w AS ids FROM loan WHERE i < 40
                   WINDOW w AS (ORDER BY i ROWS 5 PRECEDING)) AS m
    WHERE pool_summary_send(moving) <>
          (SELECT pool_summary_send(pool_agg(s, h)) FROM loan WHERE loan.i = ANY (ids)) $$);
SELECT law('text, jsonb and binary are exact inverses', $$
    SELECT part FROM made WHERE p::text::pool_summary <> p OR p::jsonb::pool_summary <> p
          OR p::text <> (p::text::pool_summary)::text $$);
CREATE TABLE pair AS
SELECT part, date_trunc('month', as_of)::date AS month, count(*) AS loans, sum(before) AS opening,
       sum(balance) AS closing, sum(charged_off) AS defaulted
FROM  (SELECT part, m.*, lag(balance) OVER w AS before, lag(as_of) OVER w AS day, paid_off_month(h) AS gone,
              charge_off_month(h) AS lost
       FROM loan, LATERAL months(h) AS m WINDOW w AS (PARTITION BY i ORDER BY as_of)) AS m
WHERE  date_trunc('month', as_of) = date_trunc('month', day) + interval '1 month' AND before IS NOT NULL
       AND balance IS NOT NULL AND (gone IS NULL OR day < gone) AND (lost IS NULL OR day < lost)
GROUP  BY 1, 2;
SELECT law('pairs are those of plain SQL', $$
    SELECT part, month FROM (SELECT part, s.* FROM made, LATERAL pool_speeds(p) AS s WHERE loans > 0) AS s
           FULL JOIN pair USING (part, month)
    WHERE (s.loans, s.opening, s.closing, s.defaulted)
          IS DISTINCT FROM (pair.loans, pair.opening, pair.closing, pair.defaulted) $$);
-- 1,000 loans of 100.00: a share defaults in full, a share of those prepays in full, the rest pays its part
CREATE TABLE alike AS
SELECT i, s, CASE WHEN i <= 20 THEN 'defaults' WHEN i <= 68 THEN 'prepays' ELSE 'pays' END AS what
FROM generate_series(1, 1000) AS i, amortize(1200, 0.06, 12, '2024-01-31') AS s;
SELECT law('speeds are those of the projection where all default, prepay or pay in full', $$
    SELECT smm, mdr FROM pool_speeds((
        SELECT pool_agg(s, h) FROM (
            SELECT s, (SELECT history_agg(d, CASE WHEN d = '2024-01-31' THEN 1200 WHEN what = 'pays'
                                                  THEN balance_at(s, '2024-02-29') ELSE 0 END, 0,
                                          CASE WHEN what = 'defaults' AND d > '2024-01-31' THEN 1200 ELSE 0 END, 0)
                       FROM unnest('{2024-01-31,2024-02-29}'::date[]) AS d) AS h FROM alike) AS l))
    WHERE (smm, mdr) IS DISTINCT FROM (0.048, 0.02) $$);
SELECT * FROM finish();
ROLLBACK;
