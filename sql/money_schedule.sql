-- money_schedule: text, binary, jsonb, order and hash, and what is refused.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- the text form: nothing but the rows, currency, terms, fees, negative parts
SELECT '[0.00@2024-01-15]{}'::money_schedule;
SELECT
    '[CNY 100000.00@2024-01-15 annuity 0.05 periodic 1mon]'
     '{2024-02-15:2580.42+416.67+12.00,2024-03-15:97419.58+405.92}'::money_schedule;
SELECT '[50.00@2024-01-15]{2024-02-15:-50.00+466.67,2024-03-15:100.00-1.00-0.50}'::money_schedule;
-- terms are written where they are not the default
SELECT regexp_replace(s::text, '{.*', '')
FROM (VALUES
    (amortize(1000, 0.05, 12, '2024-01-31')),
    (amortize(1000, -0.0025, 12, '2024-01-31', 'equal_principal', period => '14 days', day_count => 'ACT/ACT',
        currency => 'JPY')),
    (amortize(1000, 0.05, 12, '2024-01-31', first_due => '2024-03-15', balloon => 100, grace => 2,
        rounding => 'half_even')),
    (amortize(1000, 0.05, 12, '2024-01-31', in_advance => true, balloon => 100, payment_rounding => 'up',
        payment_unit => 0.05)),
    (amortize(1000, 0.05, 12, '2024-01-31', payment => 1, negative_amortization => true, residue => 'first'))
) AS v(s);
-- read freely, written canonically: spaces, digits left out, an explicit default
SELECT
    ' [ USD 100 @ 2024-01-15 annuity 0.0500 Periodic 1mon periods=2 grace=0 payment_rounding=half_up ] { 2024-02-15 '
    ': 49.9 + 0.42 + 0 , 2024-03-15 : 50.1 + .21 } '::money_schedule;
-- a later rate and the day of the last change are terms too
SELECT
    '[100.00@2024-01-15 annuity 0.05 ACT/365 1mon rate=0.06@2024-02-15 rate=0.0575@2024-06-01 '
    'last_change=2024-06-01]{2024-07-15:100.00+1.00}'::money_schedule;

-- to text by assignment and by a cast, never by itself
CREATE TEMP TABLE note (t text);
INSERT INTO note SELECT amortize(100, 0, 1, '2024-01-15');
SELECT t, amortize(100, 0, 1, '2024-01-15')::text = t AS same FROM note;
SELECT amortize(100, 0, 1, '2024-01-15') LIKE '[%';

-- binary: version, flags, the start date from 2000-01-01, opening amount, one row, the terms' length and terms, columns
SELECT money_schedule_send(amortize(100, 0, 1, '2000-01-15'));

-- jsonb, and back
SELECT jsonb_pretty(amortize(100, 0.06, 2, '2024-01-31', fee => 1, currency => 'CNY')::jsonb);
SELECT
    '{"opening": 100, "start_date": "2024-01-15", "installments": [{"due": "2024-02-15", "principal": "100.00", '
    '"interest": -0.5}]}'::jsonb::money_schedule;
SELECT
    '{"opening": 0, "start_date": "2024-01-15", "currency": null,
      "terms": {"method": "flat", "annual_rate": 0.05, "day_count": "ACT/365",
         "period": "7day", "rates": [{"rate": 0.06, "from": "2024-02-01"}]}}'::jsonb::money_schedule;

-- order: currency, start date, opening amount, rows, then bytes
CREATE TEMP TABLE loan (k int, s money_schedule);
INSERT INTO loan VALUES
    (5, amortize(100, 0.05, 12, '2024-01-15', currency => 'CNY')),
    (6, amortize(100, 0.05, 13, '2024-01-15', currency => 'CNY')),
    (2, amortize(100, 0.05, 12, '2024-01-15')),
    (7, amortize(100, 0.05, 12, '2024-01-15', currency => 'JPY')),
    (4, amortize(99.99, 0.05, 12, '2024-01-15', currency => 'CNY')),
    (3, amortize(900, 0.05, 12, '2024-01-14', currency => 'CNY')),
    (1, '[0.00@0001-01-01]{}');
SELECT array_agg(k ORDER BY s) AS "1..7", array_agg(k ORDER BY s DESC) AS "7..1" FROM loan;
SELECT count(*) FILTER (WHERE (a.s < b.s) <> (a.k < b.k)) AS lt,
       count(*) FILTER (WHERE (a.s <= b.s) <> (a.k <= b.k)) AS le,
       count(*) FILTER (WHERE (a.s = b.s) <> (a.k = b.k)) AS eq,
       count(*) FILTER (WHERE (a.s <> b.s) <> (a.k <> b.k)) AS ne,
       count(*) FILTER (WHERE (a.s > b.s) <> (a.k > b.k)) AS gt,
       count(*) FILTER (WHERE (a.s >= b.s) <> (a.k >= b.k)) AS ge,
       count(*) FILTER (WHERE sign(money_schedule_cmp(a.s, b.s)) <> sign(a.k - b.k)) AS cmp
FROM loan AS a, loan AS b;
-- the same rows with other terms are another value; the hash is frozen
SELECT amortize(100, 0, 1, '2024-01-15') = amortize(100, 0, 1, '2024-01-15', rounding => 'up') AS same,
       amortize(100, 0, 1, '2024-01-15') = amortize(100, 0, 1, '2024-01-15')::text::money_schedule AS equal;
SELECT money_schedule_hash(s), money_schedule_hash_extended(s, 0), money_schedule_hash_extended(s, 1)
FROM (VALUES ('[0.00@2024-01-15]{}'::money_schedule), (amortize(100, 0.05, 12, '2024-01-15'))) AS v(s);
SELECT count(DISTINCT s), count(*) FROM (SELECT s FROM loan UNION ALL SELECT s FROM loan) AS twice;

-- refusals: text
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.refused(quote_literal(value) || '::money_schedule')
FROM (VALUES
    (''), ('100.00'), ('[CNY]{}'), ('[cny 1.00@2024-01-15]{}'), ('[XXX 1.00@2024-01-15]{}'), ('[1.00]{}'),
    ('[1.005@2024-01-15]{}'), ('[JPY 1.5@2024-01-15]{}'), ('[NaN@2024-01-15]{}'), ('[1e3@2024-01-15]{}'),
    ('[92233720368547758.08@2024-01-15]{}'), ('[1.00@2024-02-30]{}'), ('[1.00@24-02-15]{}'), ('[1.00@2024-01-15'),
    ('[1.00@2024-01-15]'), ('[1.00@2024-01-15]{2024-02-15}'), ('[1.00@2024-01-15]{2024-02-15:1.00}'),
    ('[1.00@2024-01-15]{2024-02-15:1.00+0.01'), ('[1.00@2024-01-15]{2024-02-15:1.00+0.01,}'),
    ('[1.00@2024-01-15]{2024-02-15:1.00+0.01}x'),
    ('[1.00@2024-01-15 balloon 0.05 periodic 1mon]{}'), ('[1.00@2024-01-15 annuity 5% periodic 1mon]{}'),
    ('[1.00@2024-01-15 annuity 0.05 ACT/364 1mon]{}'), ('[1.00@2024-01-15 annuity 0.05 periodic 1year]{}'),
    ('[1.00@2024-01-15 annuity 0.05 periodic 1mon ballon=1]{}'),
    ('[1.00@2024-01-15 annuity 0.05 periodic 1mon grace]{}'),
    ('[1.00@2024-01-15 annuity 0.05 periodic 1mon in_advance=yes]{}'),
    ('[1.00@2024-01-15 annuity 0.05 periodic 1mon periods=1201]{}'),
    ('[1.00@2024-01-15 annuity 0.05 periodic 1mon rate=0.06]{}'),
    -- what is well written and still no schedule
    ('[1.00@2024-01-15]{2024-02-15:1.01+0.01}'), ('[1.00@2024-01-15]{2024-02-15:0.50+0.01,2024-02-15:0.50+0.01}'),
    ('[1.00@2024-01-15]{2024-01-14:1.00+0.01}'),
    ('[0.00@2024-01-15]{2024-02-15:92233720368547758.07+0.01,2024-03-15:-92233720368547758.07+0.00}'),
    ('[0.00@2024-01-15 annuity -1 periodic 1mon]{}'), ('[0.00@2024-01-15 annuity 0.05 periodic 0mon]{}'),
    ('[0.00@2024-01-15 annuity 0.05 periodic 1201mon]{}'),
    ('[1.00@2024-01-15 annuity 0.05 periodic 1mon grace=1]{2024-02-15:1.00+0.00}'),
    ('[0.00@2024-01-15 annuity 0.05 periodic 1mon balloon=-1]{}'),
    ('[0.00@2024-01-15 annuity 0.05 periodic 1mon payment_unit=-1]{}'),
    ('[0.00@2024-01-15 annuity 0.05 periodic 1mon first_due=2024-01-15]{}'),
    ('[0.00@2024-01-15 annuity 0.05 periodic 1mon rate=0.06@2024-01-14]{}'),
    ('[0.00@2024-01-15 annuity 0.05 periodic 1mon last_change=2024-01-14]{}')
) AS v(value);
-- refusals: jsonb
SELECT pg_temp.refused(quote_literal(value) || '::jsonb::money_schedule')
FROM (VALUES ('[]'), ('{}'), ('{"opening": 1}'), ('{"opening": "1 annuity", "start_date": "2024-01-15"}'),
    ('{"opening": [1], "start_date": "2024-01-15"}'),
    ('{"opening": 1, "start_date": "2024-01-15", "terms": []}'),
    ('{"opening": 1, "start_date": "2024-01-15", "installments": [1]}'),
    ('{"opening": 1, "start_date": "2024-01-15", "installments": []}'),
    ('{"opening": 1, "start_date": "2024-01-15", "installments": ['
    '{"due": "2024-02-15", "principal": 1, "interest": 0}, '
    '{"due": "2024-03-15", "principal": "0.001", "interest": 0}]}'),
    ('{"opening": 1, "start_date": "2024-01-15", "terms": {"method": "balloon"}}'),
    ('{"opening": 1, "start_date": "15.01.2024"}')) AS v(value);
-- refusals: binary, as a client might send it
CREATE TEMP TABLE received (s money_schedule);
CREATE FUNCTION pg_temp.receive(value bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    message bytea := '\x5047434f50590aff0d0a00' || int4send(0) || int4send(0) || int2send(1::int2)
        || int4send(length(value)) || value || int2send((-1)::int2);
    octal text;
BEGIN
    SELECT string_agg('\' || b / 64 || b / 8 % 8 || b % 8, '' ORDER BY i) INTO octal
    FROM generate_series(0, length(message) - 1) AS i, get_byte(message, i) AS b;
    DELETE FROM received;
    EXECUTE format('COPY received FROM PROGRAM %L (FORMAT binary)', 'printf ''' || octal || '''');
    RETURN (SELECT s::text FROM received);
END $$;
SELECT what, pg_temp.refused(format('pg_temp.receive(%L)', bytes))
FROM (SELECT money_schedule_send(amortize(100, 0.06, 2, '2000-01-15', currency => 'CNY')) AS b,
             money_schedule_send('[0.00@2000-01-15]{}') AS e) AS good,
     LATERAL (VALUES ('as it was sent', b), ('no bytes', ''), ('another version', set_byte(b, 0, 2)),
         ('a flag more', set_byte(b, 1, 255)),
         ('currency CNZ', set_byte(b, 4, ascii('Z'))), ('the head alone', substr(b, 1, 6)),
         ('a byte less', substr(b, 1, length(b) - 1)),
         ('a byte more', b || '\x00'), ('no terms', substr(b, 1, 10)),
         ('another opening amount', set_byte(b, 6, get_byte(b, 6) + 2)),
         ('a rate of 16 more digits', set_byte(b, 11, 255)), ('nothing lent', e)) AS v(what, bytes);
