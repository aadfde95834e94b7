-- Laws of migration_summary: it says of moves what plain SQL says of their rows; rows of the matrix add up to 1,
-- parts to the bytes of the whole and come out again; histories and pairs agree; projection is the powers of the
-- matrix; forms are exact inverses.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE FUNCTION band(days int) RETURNS int LANGUAGE sql IMMUTABLE
RETURN CASE WHEN days IS NOT NULL THEN (SELECT count(*)::int FROM unnest('{0,30,60,90,120,180,270,360}'::int[]) AS edge
                                        WHERE days > edge) END;

-- Moves of every kind: days and grades (in some branches with notches), exits of each way and of none, balances
-- below 0, rows that say nothing.
CREATE TABLE move AS
SELECT i, i % 29 AS branch, CASE WHEN draw(i, 'no from', 40) > 0 THEN draw(i, 'f', 2) * draw(i, 'fd', 420) END::int
       AS f, CASE WHEN draw(i, 'out', 6) > 0 THEN draw(i, 't', 2) * draw(i, 'td', 420) END::int AS t,
       CASE WHEN draw(i, 'no balance', 40) > 0
           THEN (draw(i, 'b', 10 ^ (1 + draw(i, 'digits', 12))) - CASE WHEN draw(i, 'neg', 20) = 0 THEN 1e12
                 ELSE 0 END)::numeric / 100 END AS balance,
           (ARRAY['paid_off', 'gone', 'charged_off', NULL])[1 + draw(i, 'how', 4)] AS how
FROM generate_series(1, 8000) AS i;
ALTER TABLE move ADD fg risk_grade, ADD tg risk_grade;
UPDATE move SET fg = (1 + draw(i, 'g', 5) || CASE WHEN branch % 3 = 0
                      AND draw(i, 'n', 10) > 0 THEN '-' || draw(i, 'n', 10) ELSE '' END)::risk_grade
WHERE f IS NOT NULL;
UPDATE move SET tg = (1 + draw(i, 'h', 5) || CASE WHEN branch % 3 = 0
                      AND draw(i, 'm', 10) > 0 THEN '-' || draw(i, 'm', 10) ELSE '' END)::risk_grade
WHERE t IS NOT NULL;
INSERT INTO move VALUES (9001, 30, NULL, 1, 1, NULL, NULL, 'pass'), (9002, 31, 0, NULL, 0, NULL, 'loss', NULL),
    (9003, 32, 400, 0, 900000000000000, 'gone', 'loss', 'pass-9');
CREATE TABLE made AS
SELECT branch, 'bands' AS kind, migration_agg(f, t, balance, how) AS m FROM move GROUP BY branch
UNION ALL
SELECT branch, 'grades', migration_agg(fg, tg, balance, how) FROM move GROUP BY branch;
-- what plain SQL says: the ranks of each row that counts
CREATE TABLE row AS
SELECT i, branch, kind, greatest(balance, 0) AS balance, CASE kind WHEN 'bands' THEN band(f)
       ELSE grade_rank(fg) END AS f,
       coalesce(CASE kind WHEN 'bands' THEN band(t) ELSE grade_rank(tg) END, 100 + CASE how WHEN 'gone' THEN 1
                WHEN 'charged_off' THEN 2 ELSE 0 END) AS t
FROM move, unnest('{bands,grades}'::text[]) AS kind WHERE f IS NOT NULL AND balance IS NOT NULL;
CREATE TABLE cell AS
SELECT branch, kind, f, t, count(*) AS loans, sum(balance) AS balance, sum(sum(balance)) OVER w AS opening,
       sum(count(*)) OVER w AS open_loans
FROM row GROUP BY branch, kind, f, t WINDOW w AS (PARTITION BY branch, kind, f);
CREATE TABLE matrix AS
SELECT branch, kind, weight, x.* FROM made, unnest('{amount,count}'::text[]) AS weight,
       migration_matrix(m, weight) AS x;
ANALYZE move, row, cell, matrix;
SELECT cmp_ok((SELECT count(*) FROM cell), '>', 4000::bigint, 'enough cells are compared');

SELECT law('every cell is that of plain SQL, and there are no others', $$
    SELECT branch, kind, from_rank, to_rank FROM cell
    FULL JOIN (SELECT *, from_rank AS f, to_rank AS t FROM matrix) AS x USING (branch, kind, f, t)
    WHERE (cell.loans, cell.balance) IS DISTINCT FROM (x.loans, x.balance) OR x.rate IS DISTINCT FROM CASE weight
          WHEN 'amount' THEN round(cell.balance / nullif(opening, 0), 8) ELSE round(cell.loans / open_loans, 8) END
$$);

SELECT law('rows of the matrix add up to 1, up to their roundings', $$
    SELECT branch, kind, weight, from_rank, sum(rate) FROM matrix WHERE rate IS NOT NULL GROUP BY 1, 2, 3, 4
    HAVING abs(sum(rate) - 1) > count(*) * 0.000000005
$$);

SELECT law('no loan and no cent is lost', $$
    SELECT branch, kind FROM made JOIN (SELECT branch, kind, sum(loans) AS loans, sum(balance) AS balance FROM matrix
                                        WHERE weight = 'count' GROUP BY 1, 2) AS x USING (branch, kind)
    WHERE (x.loans, x.balance) <> (SELECT count(*), sum(greatest(balance, 0)) FROM move
                                   WHERE move.branch = made.branch AND f IS NOT NULL AND balance IS NOT NULL)
$$);

SELECT law('every row without a move is counted as skipped', $$
    SELECT branch, kind FROM made WHERE coalesce((m::jsonb ->> 'skipped')::bigint, 0) <> (SELECT count(*) FROM move
        WHERE move.branch = made.branch AND (f IS NULL OR balance IS NULL))
$$);

SELECT law('states are called by their names', $$
    SELECT kind, from_rank, from_state FROM matrix
    WHERE from_state <> CASE kind
           WHEN 'bands' THEN (ARRAY['0','1-30','31-60','61-90','91-120','121-180','181-270','271-360','>360'])[
        from_rank + 1] ELSE (SELECT g.g::text FROM (SELECT DISTINCT fg AS g FROM move) AS g
                             WHERE grade_rank(g.g) = from_rank) END
    OR to_rank >= 100 AND to_state <> (ARRAY['paid_off','gone','charged_off'])[to_rank - 99]
        OR (to_rank = from_rank) <> (to_state = from_state)
$$);

-- readers
SELECT law('a roll rate is its cell of the matrix', $$
    SELECT branch, kind, from_state, to_state, weight FROM matrix JOIN made USING (branch, kind)
    WHERE roll_rate(m, from_state, to_state, weight) IS DISTINCT FROM rate
$$);

SELECT law('a move that did not occur is 0, and NULL where no loan was', $$
    SELECT branch, kind, f.s, t.s FROM made, unnest('{0,1-30,61-90,>360}'::text[]) AS f(s),
           unnest('{0,31-60,>360,gone}'::text[]) AS t(s)
    WHERE kind = 'bands' AND NOT EXISTS (SELECT FROM matrix AS x
                                         WHERE (x.branch, x.kind, from_state, to_state) = (made.branch, 'bands', f.s,
            t.s))
    AND roll_rate(m, f.s, t.s, 'count') IS DISTINCT FROM CASE WHEN EXISTS (SELECT FROM matrix AS x
        WHERE (x.branch, x.kind, from_state) = (made.branch, 'bands', f.s)) THEN 0 END
$$);

SELECT law('cure rates are those of plain SQL', $$
    SELECT branch, kind, cure_rate(m), cured FROM made
    LEFT JOIN (SELECT branch, kind,
               round(coalesce(sum(balance) FILTER (WHERE t = 100 OR t < good), 0) / nullif(sum(balance), 0),
                     8) AS cured, round(count(*) FILTER (WHERE t = 100 OR t < good) / count(*)::numeric, 8) AS by_count
    FROM row, LATERAL (SELECT CASE kind WHEN 'bands' THEN 1 ELSE 20 END AS good) AS g WHERE f >= good
    GROUP BY 1, 2) AS p USING (branch, kind)
    WHERE (cure_rate(m), cure_rate(m, 'count')) IS DISTINCT FROM (cured, by_count)
$$);

SELECT law('flow to loss is the product of the steps of plain SQL', $$
    SELECT branch, kind FROM made
    LEFT JOIN (SELECT branch, kind, round(exp(sum(ln(nullif(worse, 0) / whole))), 8) AS flow, count(*) AS steps,
               bool_or(worse = 0) AS stopped
    FROM (SELECT branch, kind, level, sum(balance) AS whole,
          coalesce(sum(balance) FILTER (WHERE t = 102 OR (t < 100 AND t / step > level)), 0) AS worse
          FROM row, LATERAL (SELECT CASE kind WHEN 'bands' THEN 1 ELSE 10 END AS step, CASE kind WHEN 'bands' THEN 5
                             ELSE 4 END AS loss) AS s,
          LATERAL (SELECT f / step AS level) AS l WHERE level < loss GROUP BY 1, 2, 3 HAVING sum(balance) > 0) AS q
          GROUP BY 1, 2) AS p USING (branch, kind)
    WHERE flow_to_loss(m) IS DISTINCT FROM CASE WHEN steps = CASE kind WHEN 'bands' THEN 5
          ELSE 4 END THEN CASE WHEN stopped THEN 0 ELSE flow END END
$$);

SELECT law('flows over parts of the way multiply', $$
    SELECT branch, kind, w FROM made, unnest('{amount,count}'::text[]) AS w
    WHERE abs(flow_to_loss(m, weight => w) - CASE kind
              WHEN 'bands' THEN flow_to_loss(m, '0', '31-60', w) * flow_to_loss(m, '31-60', weight => w)
              ELSE flow_to_loss(m, 'pass', 'substandard', w) * flow_to_loss(m, 'substandard', 'loss', w) END)
           > 0.00000002
$$);

SELECT law('downgrade rates have the denominator of the regulator', $$
    SELECT branch, tier FROM made, generate_series(0, 4) AS tier
    LEFT JOIN LATERAL (SELECT sum(balance) FILTER (WHERE t < 100) AS stayed,
                       coalesce(sum(balance) FILTER (WHERE t < 100 AND t / 10 > tier), 0) AS worse FROM row
                       WHERE row.branch = made.branch AND row.kind = 'grades' AND f / 10 = tier) AS p ON true
    WHERE kind = 'grades'
          AND (downgrade_rate(m, (tier + 1)::text::risk_grade),
               downgrade_rate(m, (tier + 1)::text::risk_grade, round(stayed / 7, 2)))
          IS DISTINCT FROM (round(worse / nullif(stayed, 0), 8),
                            round(worse / nullif(stayed - round(stayed / 7, 2), 0), 8))
$$);

SELECT law('so has the rate of performing loans', $$
    SELECT branch FROM made
    LEFT JOIN LATERAL (SELECT sum(balance) FILTER (WHERE t < 100) AS stayed,
                       coalesce(sum(balance) FILTER (WHERE t BETWEEN 20 AND 99), 0) AS worse FROM row
                       WHERE row.branch = made.branch AND row.kind = 'grades' AND f < 20) AS p ON true
    WHERE kind = 'grades' AND performing_downgrade_rate(m) IS DISTINCT FROM round(worse / nullif(stayed, 0), 8)
$$);

SELECT law('a notch asks for its tier', $$
    SELECT branch FROM made
    WHERE kind = 'grades' AND downgrade_rate(m, 'substandard') IS DISTINCT FROM downgrade_rate(m, 'substandard-3')
$$);

-- projection
SELECT law('no step leaves every state that occurs where it is', $$
    SELECT branch, kind FROM made, project(m, 0) WHERE rate <> (from_rank = to_rank)::int UNION ALL SELECT branch, kind
    FROM made, LATERAL (SELECT count(*) AS n FROM project(m, 0)) AS p
    WHERE n <> (SELECT count(DISTINCT s)
                FROM (SELECT f AS s FROM cell WHERE (cell.branch, cell.kind) = (made.branch, made.kind) UNION SELECT t
                      FROM cell WHERE t < 100 AND (cell.branch, cell.kind) = (made.branch, made.kind)) AS u)
$$);

SELECT law('one step is the matrix, and who has no row stays', $$
    SELECT branch, kind, weight, from_rank, to_rank, x.rate, p.rate
    FROM (SELECT branch, kind, weight, p.* FROM made, unnest('{amount,count}'::text[]) AS weight,
          project(m, 1, weight) AS p) AS p
    FULL JOIN (SELECT * FROM matrix WHERE rate > 0) AS x USING (branch, kind, weight, from_rank, to_rank)
    WHERE p.rate IS DISTINCT FROM x.rate
          AND NOT (x.rate IS NULL AND p.rate = 1 AND from_rank = to_rank AND NOT EXISTS (SELECT FROM matrix AS y
            WHERE (y.branch, y.kind, y.weight, y.from_rank) = (p.branch, p.kind, p.weight, p.from_rank) AND y.rate > 0))
          AND NOT (x.rate IS NULL AND p.rate = 0)
$$);

CREATE TABLE step AS SELECT branch, kind, n, p.* FROM made, unnest('{1,2,3,5}'::int[]) AS n, project(m, n) AS p
WHERE branch < 9;

SELECT law('after any number of steps every loan is somewhere', $$
    SELECT branch, kind, n, from_rank, sum(rate) FROM step GROUP BY 1, 2, 3, 4
    HAVING abs(sum(rate) - 1) > count(*) * 0.00000001
$$);

SELECT law('two steps and three are five', $$
    SELECT * FROM (SELECT a.branch, a.kind, a.from_rank, b.to_rank, sum(a.rate * b.rate) AS rate FROM step AS a
                   JOIN (SELECT branch, kind, n, from_rank, to_rank, rate FROM step WHERE n = 3 UNION ALL
                         SELECT DISTINCT branch, kind, 3, to_rank, to_rank, 1.0 FROM step WHERE to_rank >= 100) AS b
    ON (a.branch, a.kind, a.to_rank) = (b.branch, b.kind, b.from_rank) WHERE a.n = 2 AND b.n = 3
    GROUP BY 1, 2, 3, 4) AS product FULL JOIN (SELECT branch, kind, from_rank, to_rank, rate AS five FROM step
                                               WHERE n = 5) AS s USING (branch, kind, from_rank, to_rank)
    WHERE abs(coalesce(rate, 0) - coalesce(five, 0)) > 0.000001
$$);

SELECT law('no loan leaves an exit', $$
    SELECT branch, kind, n FROM step AS a WHERE to_rank >= 100 AND rate < (SELECT max(rate) FROM step AS b
        WHERE (b.branch, b.kind, b.from_rank, b.to_rank) = (a.branch, a.kind, a.from_rank, a.to_rank) AND b.n < a.n)
$$);

-- parts and wholes
CREATE TABLE total AS SELECT 'bands' AS kind, migration_agg(f, t, balance, how) AS m FROM move UNION ALL
SELECT 'grades', migration_agg(fg, tg, balance, how) FROM move;

SELECT law('branches add up to the bytes of one pass, in any order', $$
    SELECT kind FROM total AS t JOIN (SELECT kind, rollup(m) AS r, rollup(m ORDER BY md5(branch::text)) AS o FROM made
                                      GROUP BY kind) AS q USING (kind)
    WHERE migration_summary_send(r) <> migration_summary_send(m)
           OR migration_summary_send(o) <> migration_summary_send(m) OR r <> m
$$);

SELECT law('in any number of steps', $$
    SELECT kind FROM total
    JOIN (SELECT kind, rollup(q) AS r FROM (SELECT kind, branch % 4, rollup(m) AS q FROM made GROUP BY 1, 2) AS step
          GROUP BY kind) AS q USING (kind) WHERE r <> m OR r::text <> m::text
$$);

SELECT is((SELECT migration_agg(f, t, balance, how ORDER BY md5(i::text)) FROM move), (SELECT m FROM total
        WHERE kind = 'bands'), 'rows in any order make the same matrix');
SELECT is((SELECT migration_agg(fg, tg, balance, how ORDER BY fg DESC) FROM move), (SELECT m FROM total
        WHERE kind = 'grades'), 'grades too, whenever the first notch comes');

SELECT law('the sum of two commutes and comes apart again, notches and all', $$
    SELECT a.branch, b.branch FROM made AS a JOIN made AS b USING (kind) WHERE a.m + b.m <> b.m + a.m
           OR (a.m + b.m) - b.m <> a.m OR migration_summary_send((a.m + b.m) - a.m) <> migration_summary_send(b.m)
$$);

SELECT law('the whole less a branch is all other branches', $$
    SELECT branch FROM made JOIN total AS t USING (kind)
    WHERE t.m - made.m <> (SELECT rollup(o.m) FROM made AS o WHERE o.kind = made.kind AND o.branch <> made.branch)
$$);

SELECT law('a matrix less itself is nothing, nothing more is the matrix', $$
    SELECT branch FROM made WHERE m - m <> ('{"migration_summary":1,"states":"' || kind || '"}')::migration_summary
           OR m + (m - m) <> m
$$);

SELECT throws_ok('SELECT a.m - t.m FROM made AS a JOIN total AS t USING (kind)', '22003', NULL,
                 'a part less the whole is refused');

SELECT law('rolled-up summaries move, notches come and go', $$
    SELECT branch FROM (SELECT branch, kind,
                        rollup(m) OVER (PARTITION BY kind ORDER BY branch ROWS 2 PRECEDING) AS moved,
                        (SELECT rollup(o.m) FROM made AS o
                         WHERE o.kind = made.kind AND o.branch BETWEEN made.branch - 2 AND made.branch) AS made
                        FROM made WHERE branch <= 28) AS w WHERE moved <> made
$$);

SELECT law('a window forgets the currency of what has left it', $$
    SELECT branch FROM (SELECT branch, rollup(c) OVER (ORDER BY branch ROWS BETWEEN CURRENT ROW AND CURRENT ROW)
                        AS moved, c FROM (SELECT branch,
                                          migration_agg(f, t, round(balance), how,
                                                        (ARRAY['CNY','JPY','KWD'])[1 + branch % 3]) AS c FROM move
                                          WHERE branch < 30 GROUP BY branch) AS q) AS w WHERE moved <> c
$$);

SELECT law('a part without a move does not set the currency, in any place', $$
    SELECT branch FROM (SELECT branch, rollup(c ORDER BY p) AS up, rollup(c ORDER BY p DESC) AS down
                        FROM (SELECT branch, p, CASE WHEN p = 1 THEN migration_agg(NULL::int, 1, 1, NULL, 'USD')
                              ELSE migration_agg(f, t, balance, how, 'CNY') END AS c
                              FROM move, generate_series(0, 2) AS p WHERE p = 1 OR i % 2 = p / 2
                              GROUP BY branch, p) AS q GROUP BY branch) AS w
    WHERE up <> down
$$);

-- histories and pairs
CREATE TABLE seen AS
SELECT loan, k, CASE WHEN k > n AND loan % 4 = 1 THEN 0 WHEN draw(r, 'negative', 40) = 0 THEN -7
       ELSE draw(r, 'b', 1e7) / 100.0 END AS balance, CASE WHEN k > n AND loan % 4 = 1 THEN 0
       ELSE greatest(0, draw(r, 'd', 700) - 300)::int END AS dpd, CASE WHEN k IN (n, n + 2) AND loan % 4 = 2 THEN 3
       ELSE 0 END AS lost
FROM generate_series(1, 300) AS loan, LATERAL (SELECT draw(loan, 'n', 30)::int AS n,
                                               draw(loan, 'first', 20)::int AS first) AS l,
     generate_series(first, first + n + 5) AS k, LATERAL (SELECT loan * 1000 + k AS r) AS m WHERE draw(r, 'gap', 8) > 0;
CREATE TABLE loan AS SELECT loan, history_agg((date '2020-02-01' + make_interval(months => k))::date - 1, balance, dpd,
                                              lost, 0) AS h FROM seen GROUP BY loan;
-- each observed month, when the loan was closed and how
CREATE TABLE month AS SELECT loan, m.month, m.balance, m.days_past_due AS dpd,
    coalesce(least(charge_off_month(h), paid_off_month(h)), 'infinity') AS closed, CASE WHEN charge_off_month(h) IS NULL
    THEN 'paid_off' ELSE 'charged_off' END AS how FROM loan, months(h) AS m;
CREATE INDEX ON month (loan, month);
ANALYZE month;
SELECT is((SELECT migration_agg(h) FROM loan),
          (SELECT migration_agg(a.dpd, CASE WHEN b.month < b.closed THEN b.dpd END, a.balance, a.how) FROM month AS a
           JOIN month AS b ON b.loan = a.loan AND b.month = a.month + interval '1 month' WHERE a.month < a.closed),
          'histories move as their adjacent months do');

SELECT law('each of them', $$
    SELECT loan FROM (SELECT loan, migration_agg(h) AS m FROM loan GROUP BY loan) AS q
    JOIN (SELECT a.loan, migration_agg(a.dpd, CASE WHEN b.month < b.closed THEN b.dpd END, a.balance, a.how) AS p
          FROM month AS a JOIN month AS b ON b.loan = a.loan AND b.month = a.month + interval '1 month'
          WHERE a.month < a.closed GROUP BY 1) AS r USING (loan) WHERE m <> p
$$);

SELECT law('between two months each open loan makes one move, to its exit, its band or out of sight', $$
    SELECT f, t FROM generate_series(date '2020-01-15', '2022-06-15', '5 months') AS f,
           generate_series(f + interval '20 days', f + interval '14 months', '3 months') AS t,
           LATERAL (SELECT date_trunc('month', f) AS f0, date_trunc('month', t) AS t0) AS d,
    LATERAL (SELECT migration_agg(h, f::date, t::date) AS m FROM loan) AS q,
    LATERAL (SELECT migration_agg(a.dpd, CASE WHEN a.closed > t0 THEN b.dpd END, a.balance,
                                  CASE WHEN a.closed <= t0 THEN a.how ELSE 'gone' END) AS p FROM month AS a
             LEFT JOIN month AS b ON b.loan = a.loan AND b.month = t0 WHERE a.month = f0 AND a.closed > f0) AS r
    WHERE coalesce(m, '{"migration_summary":1,"states":"bands"}')
          <> coalesce(p, '{"migration_summary":1,"states":"bands"}')
$$);

SELECT is((SELECT rollup(m) FROM (SELECT migration_agg(h) AS m FROM loan GROUP BY loan % 7) AS q),
          (SELECT migration_agg(h) FROM loan), 'histories in parts are one pass');

-- forms
SELECT law('text gives back the same bytes', $$
    SELECT branch FROM made WHERE migration_summary_send(m::text::migration_summary) <> migration_summary_send(m)
           OR m::text::migration_summary::text <> m::text
$$);

SELECT law('JSON is the same object and gives back the same bytes', $$
    SELECT branch FROM made WHERE migration_summary_send(m::jsonb::migration_summary) <> migration_summary_send(m)
           OR m::jsonb <> m::text::jsonb
$$);

SELECT law('the text is one line without spaces, the type first', $$
    SELECT branch FROM made WHERE m::text ~ '\s' OR m::text !~ '^{"migration_summary":1,"states":"'
$$);

SELECT law('spaces do not make another value', $$
    SELECT branch FROM made WHERE regexp_replace(m::text, '([{}\[\],])', E' \\1\n', 'g')::migration_summary <> m
$$);

CREATE MATERIALIZED VIEW stored AS SELECT branch, kind, m FROM made;

SELECT law('a materialized view keeps the value', $$
    SELECT branch FROM stored JOIN made USING (branch, kind)
    WHERE migration_summary_send(stored.m) <> migration_summary_send(made.m)
$$);

SELECT law('exactly one of <, = and > holds, and equal matrices have equal hashes', $$
    SELECT a.branch FROM made AS a, made AS b
    WHERE (a.m = b.m) <> (migration_summary_send(a.m) = migration_summary_send(b.m))
           OR (a.m = b.m AND migration_summary_hash(a.m) <> migration_summary_hash(b.m))
           OR (a.m < b.m)::int + (a.m = b.m)::int + (a.m > b.m)::int <> 1 OR (a.m <= b.m) <> (a.m < b.m OR a.m = b.m)
$$);

SELECT is((SELECT count(*) FROM (SELECT m FROM made UNION SELECT m::text::migration_summary FROM made) AS u),
          (SELECT count(DISTINCT m) FROM made), 'hash tables find equal matrices');

-- the state
SELECT is((SELECT array_agg(DISTINCT length(migration_summary_state) ORDER BY length(migration_summary_state))
           FROM (SELECT rollup(m) AS s FROM made GROUP BY branch, kind) AS q,
           LATERAL (SELECT repeat('x', pg_column_size(s)) AS migration_summary_state) AS l), '{992,2624,63632}'::int[],
          'a matrix takes what the docs say, whatever was counted');

SELECT law('the planner knows the size of the state', $$
    SELECT aggfnoid::regprocedure, aggtransspace FROM pg_aggregate WHERE aggtranstype = 'migration_summary'::regtype
           AND aggtransspace <> CASE WHEN aggfnoid::regprocedure::text LIKE '%grade%' THEN 992 ELSE 2624 END
$$);

SELECT is((SELECT attalign::text || attstorage::text FROM pg_attribute
           WHERE attrelid = 'stored'::regclass AND attname = 'm'), 'dx',
          'stored values are aligned for the integers inside and may be compressed');
SELECT * FROM finish();
ROLLBACK;
