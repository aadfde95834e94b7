-- Laws of payment_history: it keeps exactly the rows it was made from, whatever their order and however they were
-- merged or appended; each reader says what plain SQL says of the rows; forms are exact inverses; a month takes a
-- few bytes.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

-- Loans observed in every way: month ends or any day, gaps, unknown and negative balances, arrears that come and go,
-- charge-offs with and without recoveries, pay-offs; several observations a month, some rows twice, some without a
-- day or days past due.
CREATE TABLE seen AS
SELECT loan, k, CASE WHEN loan % 3 > 0 THEN (month + interval '1 month - 1 day')::date
       ELSE month + draw(r, 'day', 28)::int END AS as_of,
       CASE WHEN draw(r, 'unknown', 40) = 0 AND loan % 5 = 0 THEN NULL WHEN k > n AND loan % 4 = 1 THEN 0
           WHEN draw(r, 'negative', 60) = 0 THEN -1.23 ELSE draw(r, 'b', 10 ^ (2 + loan % 9)) / 100.0 END AS balance,
       CASE WHEN k > n AND loan % 4 = 1 THEN 0 ELSE greatest(0, draw(r, 'd', 300) * (1 + loan % 2) - 200) END AS dpd,
       CASE WHEN k IN (n, n + 3) AND loan % 4 = 2 THEN draw(r, 'c', 1e7) / 100.0 ELSE 0 END AS lost, CASE WHEN k > n
           AND loan % 8 = 2 AND draw(r, 'r', 3) = 0 THEN (draw(r, 'a', 1e6) - 2e5)::numeric / 100 ELSE 0 END AS back
FROM generate_series(1, 400) AS loan, LATERAL (SELECT 3 + draw(loan, 'n', 40)::int AS n,
                                               date '2019-01-01' + make_interval(months => draw(loan, 'first', 30)::int)
                                               AS first) AS l,
     generate_series(0, n + 5) AS k, LATERAL (SELECT (first + make_interval(months => k))::date AS month,
                                              loan * 1000 + k AS r) AS m
WHERE draw(r, 'gap', 9) > 0;
INSERT INTO seen SELECT loan, k, date_trunc('month', as_of::timestamp)::date, 1, 9999, 5, 5 FROM seen
WHERE k % 4 = 0 AND extract(day FROM as_of) > 1;
INSERT INTO seen SELECT * FROM seen WHERE k % 5 = 1;
INSERT INTO seen SELECT loan, k, CASE WHEN k % 2 = 0 THEN as_of + 1 END, balance, CASE WHEN k % 2 = 1 THEN dpd END,
    lost, back FROM seen WHERE k % 6 = 2;
CREATE TABLE made AS SELECT loan, history_agg(as_of, balance, dpd, lost, back) AS h FROM seen GROUP BY loan;
-- what plain SQL keeps of them: the latest row of each month
CREATE TABLE kept AS
SELECT DISTINCT ON (loan, month) loan, month, as_of, balance, dpd::int, lost, back
FROM seen, LATERAL (SELECT date_trunc('month', as_of::timestamp)::date AS month) AS m
WHERE as_of IS NOT NULL AND dpd IS NOT NULL ORDER BY loan, month, as_of DESC;
CREATE TABLE month AS
SELECT made.loan, h, m.month, as_of, balance, days_past_due, charged_off, recovered,
       ((extract(year FROM m.month) * 12 + extract(month FROM m.month))
        - (extract(year FROM last_month(h)) * 12 + extract(month FROM last_month(h))))::int AS back_from_last,
       m.month >= charge_off_month(h) IS TRUE AS after_loss
FROM made, months(h) AS m;
CREATE INDEX ON month (loan, month);
ANALYZE made, kept, month;

SELECT law('a history keeps the latest row of each month and nothing else', $$
    (SELECT loan, month, as_of, balance, days_past_due, charged_off, recovered FROM month EXCEPT
     SELECT loan, month, as_of, balance, dpd, lost, back FROM kept)
    UNION ALL (SELECT loan, month, as_of, balance, dpd, lost, back FROM kept EXCEPT
               SELECT loan, month, as_of, balance, days_past_due, charged_off, recovered FROM month)
$$);

SELECT cmp_ok((SELECT count(*) FROM month WHERE after_loss), '>', 500::bigint, 'enough months are after a charge-off');

-- any order, any merging, month by month: the same bytes
SELECT law('rows in any order make the same bytes', $$
    SELECT loan FROM made
    JOIN (SELECT loan, history_agg(as_of, balance, dpd, lost, back ORDER BY as_of DESC) AS d,
          history_agg(as_of, balance, dpd, lost, back ORDER BY md5(as_of::text || k)) AS r FROM seen
          GROUP BY loan) AS other USING (loan) WHERE payment_history_send(h) <> payment_history_send(d)
           OR payment_history_send(h) <> payment_history_send(r)
$$);

CREATE AGGREGATE state_agg(date, numeric, bigint, numeric, numeric) (SFUNC = history_agg_accum,
    STYPE = payment_history_state, COMBINEFUNC = history_agg_combine);
CREATE TABLE part AS SELECT loan, state_agg(as_of, balance, dpd, lost, back) FILTER (WHERE k % 3 = 0) AS a,
    state_agg(as_of, balance, dpd, lost, back) FILTER (WHERE k % 3 = 1) AS b, state_agg(as_of, balance, dpd, lost, back)
    FILTER (WHERE draw(loan * 1000 + k, 'part', 3) < 2) AS c FROM seen GROUP BY loan;

SELECT law('parts combine to the whole', $$
    SELECT loan FROM part JOIN made USING (loan)
    WHERE history_agg_final(history_agg_combine(history_agg_combine(a, b),
                                                (SELECT state_agg(as_of, balance, dpd, lost, back) FROM seen
                                                 WHERE seen.loan = part.loan AND k % 3 = 2))) <> h
$$);

SELECT law('parts that overlap combine in any shape', $$
    SELECT loan FROM part
    WHERE history_agg_final(history_agg_combine(history_agg_combine(a, b), c)) IS DISTINCT FROM history_agg_final(
        history_agg_combine(c, history_agg_combine(b, a)))
$$);

SELECT law('a state that travelled makes the same history', $$
    SELECT loan FROM part WHERE history_agg_final(a::text::payment_history_state) IS DISTINCT FROM history_agg_final(a)
           OR payment_history_state_send(a::text::payment_history_state) <> payment_history_state_send(a)
$$);

CREATE TABLE appended AS
WITH RECURSIVE step AS (
    SELECT loan, 0::bigint AS n, NULL::payment_history AS h FROM made
    UNION ALL
    SELECT loan, s.n + 1, history_append(s.h, as_of, balance, dpd, lost, back) FROM step AS s
    JOIN (SELECT *, row_number() OVER (PARTITION BY loan ORDER BY CASE WHEN loan % 2 = 0 THEN as_of END,
                                       md5(as_of::text)) AS n FROM kept) AS k USING (loan) WHERE k.n = s.n + 1
) SELECT DISTINCT ON (loan) loan, h FROM step ORDER BY loan, n DESC;

SELECT law('appending month by month, in order or not, makes the bytes of one pass', $$
    SELECT loan FROM appended AS a JOIN made AS m USING (loan)
    WHERE payment_history_send(a.h) <> payment_history_send(m.h)
$$);

SELECT law('replacing a month by itself changes nothing', $$
    SELECT loan, month FROM month
    WHERE history_append(h, as_of, balance, days_past_due, charged_off, recovered, replace => true) <> h
$$);

SELECT law('what was replaced leaves nothing behind', $$
    SELECT loan, month FROM month
    WHERE history_append(history_append(h, as_of, 7, 7, 7, 7, replace => true), as_of, balance, days_past_due,
                         charged_off, recovered, replace => true) <> h
$$);

CREATE FUNCTION disputed(query text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE query;
    RETURN false;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN SQLERRM = 'two different observations of 2024-01-15';
END $$;
SELECT ok(bool_and(disputed(
            format('SELECT history_agg(d, b, 0 ORDER BY %s) FROM (VALUES (1, date ''2024-01-15'', 1), (2, '
                   '''2024-01-15'', 2), (3, ''2024-01-15'', 1), (4, ''2024-01-10'', 9), (5, ''2024-02-29'', '
                   '1)) AS v(k, d, b)', o))), 'a dispute is one in any order')
FROM unnest('{k,-k,"md5(k::text)","md5((k+1)::text)","k % 2, k","k % 3, k"}'::text[]) AS o;

-- readers, by plain SQL over months()
SELECT law('first, last and charge-off month', $$
    SELECT loan FROM (SELECT loan, h, min(month) AS a, max(month) AS b, min(month) FILTER (WHERE charged_off > 0) AS c
                      FROM month GROUP BY loan, h) AS m
    WHERE (first_month(h), last_month(h), charge_off_month(h)) IS DISTINCT FROM (a, b, c)
$$);

SELECT law('paid off is the trailing run of zero balances without arrears, unless something was charged off', $$
    SELECT loan FROM (SELECT loan, h, max(month) FILTER (WHERE balance > 0 OR balance IS NULL
                                                         OR days_past_due > 0) AS owed, max(charged_off) AS lost
                      FROM month GROUP BY loan, h) AS m
    WHERE paid_off_month(h) IS DISTINCT FROM (SELECT min(month) FROM month
                                              WHERE month.loan = m.loan AND (owed IS NULL OR month > owed) AND lost = 0)
$$);

CREATE TABLE over AS SELECT loan, h, month, over_days, back_from_last, days_past_due > over_days OR after_loss AS over
FROM month, unnest('{0,30,90,180}'::int[]) AS over_days;

SELECT law('times past due, in every window', $$
    SELECT loan FROM (SELECT loan, h, over_days, n, count(*) FILTER (WHERE over) AS times
                      FROM over, unnest('{1,6,12,24,1000}'::int[]) AS n WHERE back_from_last > -n
                      GROUP BY loan, h, over_days, n) AS q WHERE times_past_due(h, over_days, n) <> times
$$);

SELECT law('the longest run of adjacent months past due, broken by gaps, in every window', $$
    SELECT loan FROM (SELECT loan, h, over_days, n, max(run) AS longest
                      FROM (SELECT loan, h, over_days, n, count(*) FILTER (WHERE over) AS run
                            FROM (SELECT *, back_from_last - row_number() OVER (PARTITION BY loan, over_days, n,
                over ORDER BY back_from_last) AS island FROM over, unnest('{1,6,24,1000}'::int[]) AS n
                                  WHERE back_from_last > -n) AS i
    GROUP BY loan, h, over_days, n, over, island) AS r GROUP BY loan, h, over_days, n) AS q
    WHERE consecutive_past_due(h, over_days, n) <> longest
$$);

SELECT law('the worst days past due, in every window', $$
    SELECT loan FROM (SELECT loan, h, n, max(days_past_due) AS worst FROM month, unnest('{1,6,24,1000}'::int[]) AS n
                      WHERE back_from_last > -n GROUP BY loan, h, n) AS q WHERE worst_dpd(h, n) <> worst
$$);

SELECT law('no window is all of it', $$
    SELECT loan FROM made
    WHERE (times_past_due(h, 30), consecutive_past_due(h, 30), worst_dpd(h)) <> (times_past_due(h, 30, 1200),
        consecutive_past_due(h, 30, 1200), worst_dpd(h, 1200))
$$);

SELECT law('months on book of the first time past due', $$
    SELECT loan FROM (SELECT loan, h, over_days, min(month) FILTER (WHERE over) AS first FROM over
                      GROUP BY loan, h, over_days) AS q, LATERAL (SELECT first_month(h) - 45 AS originated) AS o
    WHERE first_past_due(h, over_days)
          IS DISTINCT FROM (12 * (extract(year FROM first) - extract(year FROM first_month(h))) + extract(month
            FROM first) - extract(month FROM first_month(h)))::int
    OR first_past_due(h, over_days, originated)
        IS DISTINCT FROM (12 * (extract(year FROM first) - extract(year FROM originated)) + extract(month
            FROM first) - extract(month FROM originated))::int
$$);

SELECT law('a month is found by any day of it, and a gap is none', $$
    SELECT loan, d FROM made, LATERAL (SELECT d::date
                                       FROM generate_series(first_month(h) - 40, last_month(h) + 40, interval '9 days')
                                       AS d) AS day LEFT JOIN LATERAL (SELECT * FROM months(h) AS m
        WHERE m.month = date_trunc('month', d::timestamp)) AS m ON true
    WHERE (dpd_at(h, d), balance_at(h, d)) IS DISTINCT FROM (m.days_past_due, m.balance)
$$);

SELECT law('the letters of the credit bureau', $$
    SELECT m.loan FROM made AS m,
           LATERAL (SELECT string_agg(
            coalesce((SELECT CASE WHEN after_loss THEN 'G' WHEN x.month >= paid_off_month(x.h) THEN 'C'
                      WHEN days_past_due = 0 THEN 'N' WHEN days_past_due > 180 THEN '7'
                      ELSE ceil(days_past_due / 30.0)::text END
         FROM month AS x WHERE (x.loan, x.month) = (m.loan, s::date)), CASE WHEN s < first_month(h) THEN '/'
              ELSE '*' END), '' ORDER BY s) AS letters
         FROM generate_series(last_month(h) - interval '29 months', last_month(h), interval '1 month') AS s) AS l
    WHERE history_string(h, 30) <> letters
$$);

SELECT law('a history made from letters gives the letters', $$
    SELECT loan FROM made, LATERAL (SELECT history_string(h, 60) AS letters) AS l
    WHERE history_string(history_from_string(letters, last_month(h)), 60) <> letters
$$);

SELECT law('letters keep what a line at a band of theirs asks for', $$
    SELECT loan FROM made, LATERAL (SELECT history_from_string(history_string(h, 60), last_month(h)) AS g) AS l
    WHERE (charge_off_month(g), paid_off_month(g)) IS DISTINCT FROM (charge_off_month(h), paid_off_month(h))
           OR times_past_due(g, 0) <> times_past_due(h, 0) OR consecutive_past_due(g, 90) <> consecutive_past_due(h, 90)
$$);

-- forms
SELECT law('text gives back the same bytes', $$
    SELECT loan FROM made WHERE payment_history_send(h::text::payment_history) <> payment_history_send(h)
           OR h::text::payment_history::text <> h::text
$$);

SELECT law('JSON gives back the same bytes', $$
    SELECT loan FROM made WHERE payment_history_send(h::jsonb::payment_history) <> payment_history_send(h)
$$);

SELECT law('spaces do not make another value', $$
    SELECT loan FROM made WHERE regexp_replace(h::text, '([{}\[\],:@/!+])', E' \\1\n', 'g')::payment_history <> h
$$);

SELECT law('a currency is three bytes and another value', $$
    SELECT loan FROM made,
           LATERAL (SELECT history_agg(as_of, balance, days_past_due, charged_off, recovered, 'CNY') AS c
                    FROM months(h)) AS l WHERE c::text <> '[CNY]' || h::text
           OR length(payment_history_send(c)) <> length(payment_history_send(h)) + 3 OR c = h
$$);

SELECT law('a text has an item a month, a gap one too', $$
    SELECT loan FROM made
    WHERE (SELECT count(*) FROM months(h)) + (SELECT count(*) FROM regexp_matches(h::text, '\*', 'g'))
           <> (SELECT count(*) FROM regexp_matches(h::text, ',', 'g')) + 1
$$);

CREATE MATERIALIZED VIEW stored AS SELECT loan, history_agg(as_of, balance, dpd, lost, back) AS h FROM seen
GROUP BY loan;

SELECT law('a materialized view keeps the value', $$
    SELECT loan FROM stored JOIN made USING (loan) WHERE stored.h <> made.h
$$);

-- order and hash
SELECT law('exactly one of <, = and > holds', $$
    SELECT a.loan FROM made AS a, made AS b
    WHERE a.loan < 150 AND b.loan < 150 AND ((a.h = b.h) <> (payment_history_send(a.h) = payment_history_send(b.h))
                                             OR (a.h < b.h)::int + (a.h = b.h)::int + (a.h > b.h)::int <> 1
                                             OR (a.h <= b.h) <> (a.h < b.h OR a.h = b.h))
$$);

SELECT law('the order is transitive', $$
    SELECT a.loan FROM made AS a, made AS b, made AS c WHERE a.loan < 40 AND b.loan < 40 AND c.loan < 40 AND a.h <= b.h
           AND b.h <= c.h AND NOT a.h <= c.h
$$);

SELECT is((SELECT count(*) FROM (SELECT h FROM made UNION SELECT h::text::payment_history FROM made) AS u),
          (SELECT count(DISTINCT h) FROM made), 'hash tables find equal histories');

-- size: 24 months of a real book's kind, a header of the server included: one loan in five in arrears at times, one
-- in ten with other days
CREATE TABLE book AS
SELECT loan, history_agg(as_of, balance, dpd) AS h
FROM generate_series(1, 500) AS loan, generate_series(0, 23) AS k, LATERAL (SELECT loan * 100 + k AS r,
    (date '2022-02-01' + make_interval(months => k) - interval '1 day')::date - CASE WHEN loan % 10 = 0
    THEN draw(loan * 100 + k, 'day', 20)::int ELSE 0 END AS as_of) AS d,
     LATERAL (SELECT round(50000 + loan * 171.07 - k * (700 + loan % 50 * 10.13) + CASE WHEN loan % 5 = 0
                           AND draw(r, 'late', 3) = 0 THEN draw(r, 'x', 1e5) / 100.0 ELSE draw(r, 'y', 300) / 100.0 END,
                           2) AS balance, CASE WHEN loan % 5 = 0 THEN draw(r, 'late', 3) * draw(r, 'days', 95)
              ELSE 0 END AS dpd) AS b GROUP BY loan;
SELECT cmp_ok((SELECT max(pg_column_size(h)) FROM book), '<=', 24 * 8, 'no loan takes more than 8 bytes a month');
SELECT cmp_ok((SELECT avg(pg_column_size(h)) FROM book), '<=', 24 * 6.0,
              'a loan takes at most 6 bytes a month in the mean');
SELECT is((SELECT attalign::text || attstorage::text FROM pg_attribute
           WHERE attrelid = 'stored'::regclass AND attname = 'h'), 'ix',
          'histories are byte-packed and may be compressed or moved out of line');
SELECT * FROM finish();
ROLLBACK;
