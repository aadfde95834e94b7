-- Laws of the type: text and JSON are exact inverses, order is total, equal values have equal bytes and hashes,
-- indexes and hash tables agree with comparisons, and values are as small as promised.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

-- Amortized, imported at odd days with negative parts, summed, sliced, without rows; small and huge amounts.
CREATE TABLE value (kind text, s money_schedule);
INSERT INTO value
SELECT 'amortized', amortize(1 + draw(i, 'p', 10 ^ (draw(i, 'digits', 12) + 1)), (draw(i,
    'r', 4000) - 200) / 10000.0,
    1 + n::int, start, (ARRAY['annuity','equal_principal','flat'])[1 + i % 3], in_advance => i % 7 = 0,
    first_due => CASE WHEN i % 7 > 0 AND i % 11 = 0 THEN start + 45 END,
    period => (ARRAY['1 month','3 months','14 days','30 days','1 year'])[1 + i % 5]::interval,
    balloon => (i % 2)::numeric, grace => CASE WHEN i % 5 = 0 AND n > 2 THEN 2 ELSE 0 END, fee => (i % 4)::numeric,
    day_count => (ARRAY['periodic','ACT/365','30E/360','ACT/ACT'])[1 + i % 4],
    rounding => (ARRAY['half_up','half_even','up','down'])[1 + i / 3 % 4],
    residue => (ARRAY['last','first'])[1 + i % 2], payment_unit => CASE WHEN i % 6 = 0 THEN 1 END,
    negative_amortization => true, month_end => i % 5 IN (0, 1, 4) AND i % 7 > 0 AND i % 11 > 0 AND i % 3 = 0,
    currency => (ARRAY[NULL,'CNY','JPY','KWD','CLF'])[1 + i % 5])
FROM generate_series(1, 600) AS i, LATERAL (SELECT date '1999-12-31' + draw(i, 'd', 20000)::int AS start,
    draw(i, 'n', 60) AS n) AS d;
INSERT INTO value
SELECT 'imported', schedule_agg(date '2001-01-01' + 31 * k + draw(i * 1000 + k, 'day', 30)::int,
    (draw(i * 1000 + k, 'p', 10 ^ (1 + i % 16)) - 3) / 100.0,
           (draw(i * 1000 + k, 'i', 10 ^ (1 + i % 9)) - 5) / 100.0, CASE WHEN i % 3 = 0
               THEN draw(i * 1000 + k, 'f', 7) / 100.0 ELSE 0 END)
FROM generate_series(1, 200) AS i, LATERAL generate_series(1, 1 + i % 40) AS k GROUP BY i;
INSERT INTO value SELECT 'summed', sum(s) FROM value GROUP BY currency(s);
INSERT INTO value SELECT 'sliced', slice(s, '[2010-01-01,2030-01-01)') FROM value WHERE kind <> 'summed';
INSERT INTO value VALUES ('extreme', '[0.00@0001-01-01]{}'), ('extreme', '[0.00@9999-12-31]{}'),
    ('extreme', '[92233720368547758.07@0001-01-01]{0001-01-01:92233720368547758.07+0.00}'), ('extreme',
        '[-92233720368547758.08@0001-01-01]{9999-12-31:-92233720368547758.08+0.00}'),
    ('extreme',
        '[0.00@2024-01-15]{2024-02-15:46116860184273879.03+46116860184273879.04,'
        '2024-03-15:-46116860184273879.03-46116860184273879.05}'),
    ('extreme',
        '[0.00@2024-01-15]{2024-02-15:0.00+92233720368547758.07-92233720368547758.08,'
        '2024-03-15:0.00-92233720368547758.08+92233720368547758.07}'),
    ('extreme',
        '[JPY 1@2024-02-29 annuity 0.05 ACT/ACT 1200mon rate=-0.999999999999@2024-02-29 rate=1000@9999-12-31 '
        'last_change=9999-12-31]{2124-02-29:1+5}'),
    ('extreme',
        '[1.00@2024-01-15 flat 0 30/360 36525day periods=1200 grace=1199 '
        'level=-92233720368547758.08]{2024-01-15:1.00+0.00}');
SELECT cmp_ok((SELECT count(DISTINCT s) FROM value), '>', 1000::bigint, 'there are many different values');

-- inverses
SELECT law('text gives back the same bytes', $$
    SELECT s FROM value WHERE money_schedule_send(s::text::money_schedule) <> money_schedule_send(s)
$$);

SELECT law('JSON gives back the same bytes', $$
    SELECT s FROM value WHERE money_schedule_send(s::jsonb::money_schedule) <> money_schedule_send(s)
$$);

SELECT law('JSON as text gives back the same text', $$
    SELECT s FROM value WHERE s::jsonb::text::jsonb::money_schedule::text <> s::text
$$);

SELECT law('spaces do not make another value', $$
    SELECT s
    FROM value
    WHERE money_schedule_send(replace(replace(s::text, ',', ' , '), '{',
        '  {  ')::money_schedule) <> money_schedule_send(s)
$$);

SELECT law('the text never begins with a digit', $$
    SELECT s FROM value WHERE s::text ~ '^\d'
$$);

-- the text says what the readers say
SELECT law('the rows in text are those of installments()', $$
    SELECT s
    FROM value, LATERAL (SELECT string_agg(format('%s:%s%s%s%s%s', due, principal, CASE WHEN interest >= 0
        THEN '+' END, interest, CASE WHEN fee > 0 THEN '+' END, CASE WHEN fee <> 0 THEN fee END), ','
        ORDER BY number) AS rows FROM installments(s)) AS i
    WHERE substring(s::text from '{(.*)}') <> coalesce(rows, '')
$$);

SELECT law('the rows in JSON are those of installments()', $$
    SELECT s
    FROM value, LATERAL (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('due', due, 'principal',
        principal, 'interest', interest, 'fee', nullif(fee, 0))) ORDER BY number) AS rows
        FROM installments(s)) AS i
    WHERE s::jsonb -> 'installments' <> coalesce(rows, '[]')
$$);

SELECT law('the head in JSON is what the readers say', $$
    SELECT s
    FROM value
    WHERE ROW(s::jsonb ->> 'opening', s::jsonb ->> 'start_date', s::jsonb ->> 'currency',
        (s::jsonb #>> '{terms,annual_rate}') IS NULL) IS DISTINCT FROM ROW(principal(s)::text,
        start_date(s)::text, currency(s), annual_rate(s) IS NULL)
$$);

-- order
CREATE TABLE few AS SELECT row_number() OVER () AS k, s FROM
    (SELECT s FROM value WHERE pg_column_size(s) < 2000 ORDER BY md5(s::text) LIMIT 120) AS v;
INSERT INTO few SELECT k + 1000, s::text::money_schedule FROM few WHERE k <= 20;

SELECT law('of less, equal and greater exactly one holds', $$
    SELECT a.s, b.s FROM few AS a, few AS b WHERE (a.s < b.s)::int + (a.s = b.s)::int + (a.s > b.s)::int <> 1
$$);

SELECT law('operators are each other''s opposites', $$
    SELECT a.s, b.s
    FROM few AS a, few AS b
    WHERE (a.s <= b.s) <> (NOT a.s > b.s) OR (a.s >= b.s) <> (NOT a.s < b.s) OR (a.s <> b.s) <> (NOT a.s = b.s)
$$);

SELECT law('comparison is antisymmetric', $$
    SELECT a.s, b.s
    FROM few AS a, few AS b
    WHERE sign(money_schedule_cmp(a.s, b.s)) <> -sign(money_schedule_cmp(b.s, a.s))
        OR (money_schedule_cmp(a.s, b.s) = 0) <> (a.s = b.s)
$$);

SELECT law('order is transitive', $$
    SELECT 1 FROM few AS a JOIN few AS b ON a.s <= b.s JOIN few AS c ON b.s <= c.s WHERE a.s > c.s
$$);

SELECT law('equal values have equal bytes', $$
    SELECT a.s, b.s
    FROM few AS a, few AS b
    WHERE (a.s = b.s) <> (money_schedule_send(a.s) = money_schedule_send(b.s))
$$);

SELECT law('order is by currency, start date, opening amount and rows first', $$
    SELECT a.s, b.s
    FROM few AS a, few AS b
    WHERE a.s <> b.s AND (a.s < b.s) <> (ROW(coalesce(currency(a.s),
        ''), start_date(a.s), principal(a.s) * 10000, installment_count(a.s), a.s) < ROW(coalesce(currency(b.s),
        ''), start_date(b.s), principal(b.s) * 10000, installment_count(b.s), b.s))
$$);

SELECT law('equal values have equal hashes', $$
    SELECT a.s
    FROM few AS a
    JOIN few AS b ON a.s = b.s
    WHERE money_schedule_hash(a.s) <> money_schedule_hash(b.s)
        OR money_schedule_hash_extended(a.s, a.k) <> money_schedule_hash_extended(b.s, a.k)
$$);

SELECT law('the hash of seed 0 is the plain hash', $$
    SELECT s FROM value WHERE money_schedule_hash(s) <> money_schedule_hash_extended(s, 0)::bit(32)::int
$$);

SELECT cmp_ok((SELECT count(DISTINCT money_schedule_hash(s)) FROM value), '>=',
    (SELECT count(DISTINCT s) - 3 FROM value), 'different values rarely share a hash');

-- every way of finding equal values finds the same ones
CREATE TABLE twice AS SELECT s FROM value UNION ALL SELECT s::text::money_schedule FROM value;
ANALYZE twice;
CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text; plan text := '';
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS off) ' || query LOOP plan := plan || line || E'\n'; END LOOP;
    RETURN plan;
END $$;
CREATE TABLE expected AS SELECT count(DISTINCT money_schedule_send(s)) AS groups FROM value;
SET enable_sort = off;
SELECT matches(plan_of('SELECT s, count(*) FROM twice GROUP BY s'), 'HashAggregate', 'GROUP BY may hash');
SELECT is((SELECT count(*) FROM (SELECT s FROM twice GROUP BY s) AS g),
    (SELECT groups FROM expected), 'GROUP BY by hashing finds the different values');
SET enable_sort = on;
SET enable_hashagg = off;
SELECT matches(plan_of('SELECT s, count(*) FROM twice GROUP BY s'), 'Sort', 'GROUP BY may sort');
SELECT is((SELECT count(*) FROM (SELECT s FROM twice GROUP BY s) AS g),
    (SELECT groups FROM expected), 'GROUP BY by sorting finds the different values');
SELECT is((SELECT count(*) FROM (SELECT DISTINCT s FROM twice) AS g),
    (SELECT groups FROM expected), 'DISTINCT finds the different values');
RESET enable_hashagg;
SET enable_nestloop = off;
SET enable_mergejoin = off;
SELECT matches(plan_of('SELECT count(*) FROM few AS a JOIN few AS b USING (s)'), 'Hash Join', 'a join may hash');
SELECT is((SELECT count(*) FROM few AS a JOIN few AS b USING (s)),
    (SELECT count(*) FROM few AS a JOIN few AS b ON a.s::text = b.s::text), 'a hash join finds equal values');
SET enable_mergejoin = on;
SET enable_hashjoin = off;
SELECT matches(plan_of('SELECT count(*) FROM few AS a JOIN few AS b USING (s)'), 'Merge Join', 'a join may merge');
SELECT is((SELECT count(*) FROM few AS a JOIN few AS b USING (s)),
    (SELECT count(*) FROM few AS a JOIN few AS b ON a.s::text = b.s::text), 'a merge join finds equal values');
RESET enable_nestloop;
RESET enable_hashjoin;

CREATE INDEX few_btree ON few (s);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT matches(plan_of('SELECT k FROM few WHERE s = ''[0.00@0001-01-01]{}'''), 'Index Scan using few_btree',
    'equality uses a btree index');
SELECT matches(plan_of('SELECT k FROM few WHERE s < ''[0.00@0001-01-01]{}'''), 'Index Scan using few_btree',
    'order uses a btree index');
SELECT matches(plan_of('SELECT k FROM few ORDER BY s DESC'), 'Index Scan Backward using few_btree',
    'ORDER BY uses a btree index');
CREATE TABLE probe AS SELECT s, (SELECT count(*) FROM few AS f WHERE money_schedule_cmp(f.s, few.s) < 0) AS below,
                             (SELECT count(*) FROM few AS f WHERE money_schedule_cmp(f.s, few.s) = 0) AS same
                                 FROM few;

SELECT law('a btree index finds what comparison finds', $$
    SELECT p.s
    FROM probe AS p
    WHERE (SELECT count(*) FROM few AS f WHERE f.s < p.s) <> below OR
        (SELECT count(*) FROM few AS f WHERE f.s = p.s) <> same
$$);

DROP INDEX few_btree;
CREATE INDEX few_hash ON few USING hash (s);
SELECT matches(plan_of('SELECT k FROM few WHERE s = ''[0.00@0001-01-01]{}'''), 'Index Scan using few_hash',
    'equality uses a hash index');

SELECT law('a hash index finds what comparison finds', $$
    SELECT p.s FROM probe AS p WHERE (SELECT count(*) FROM few AS f WHERE f.s = p.s) <> same
$$);

CREATE TABLE unique_value (s money_schedule PRIMARY KEY);
INSERT INTO unique_value SELECT s FROM twice WHERE pg_column_size(s) < 2000 ON CONFLICT DO NOTHING;
SELECT is((SELECT count(*) FROM unique_value),
    (SELECT count(DISTINCT s::text) FROM twice WHERE pg_column_size(s) < 2000), 'a value can be a key');
CREATE TABLE part (s money_schedule) PARTITION BY HASH (s);
CREATE TABLE part_0 PARTITION OF part FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE part_1 PARTITION OF part FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO part SELECT s FROM twice;
SELECT is((SELECT count(*) FROM part_0 JOIN part_1 USING (s)), 0::bigint,
    'partitions by hash do not share a value');
RESET enable_seqscan;
RESET enable_bitmapscan;

-- sizes
SELECT law('a regular schedule of 36 months takes 100 bytes at most', $$
    SELECT method, p, r, pg_column_size(s)
    FROM unnest('{annuity,equal_principal,interest_only,flat,rule_of_78}'::text[]) AS method,
        unnest('{5000,23456.78,1e5,250000,1e6}'::numeric[]) AS p,
        unnest('{0,0.01,0.0435,0.0675,0.12,0.24}'::numeric[]) AS r, LATERAL
        (SELECT amortize(p, r, 36, '2024-01-31', method, currency => 'CNY') AS s) AS v
    WHERE pg_column_size(s) > 100
$$);

SELECT law('an annuity of 36 months at up to 12 % takes 72 bytes at most', $$
    SELECT p, r, pg_column_size(s)
    FROM unnest('{5000,23456.78,1e5,250000,1e6}'::numeric[]) AS p,
        unnest('{0,0.01,0.0435,0.0675,0.0999,0.12}'::numeric[]) AS r, LATERAL
        (SELECT amortize(p, r, 36, '2024-01-31', currency => 'CNY') AS s) AS v
    WHERE pg_column_size(s) > 72
$$);

-- as a lending database would hold them: any day, any cent up to a million, no pattern at all
CREATE TABLE irregular AS
SELECT n, schedule_agg(date '2015-01-15' + 30 * k + draw(i * 1000 + k, 'day', 9)::int,
    draw(i * 1000 + k, 'p', 100000000) / 100.0, draw(i * 1000 + k, 'i', 10000000) / 100.0) AS s
FROM generate_series(1, 100) AS i, LATERAL (SELECT 12 + i % 49 AS n) AS v, LATERAL generate_series(1, n) AS k
    GROUP BY i, n;

SELECT law('an irregular schedule takes 9 bytes a period at most, and a head', $$
    SELECT n, pg_column_size(s) FROM irregular WHERE pg_column_size(s) > 9 * n + 8
$$);

SELECT law('an amended schedule takes 9 bytes a period at most', $$
    SELECT n, pg_column_size(s)
    FROM (SELECT n, schedule_agg(due + CASE WHEN number > n / 2 THEN 10 ELSE 0 END, i.principal + CASE
        WHEN number = n / 2 THEN 1000 ELSE 0 END, interest) AS s FROM generate_series(12, 60) AS n,
        installments(amortize(123456.78, 0.0675, n, '2024-01-31')) AS i GROUP BY n) AS v
    WHERE pg_column_size(s) > 9 * n
$$);

SELECT * FROM finish();
ROLLBACK;
