-- The layout of numeric is the one src/pg/common/numeric.c assumes: what it writes
-- is the server's image bit for bit, what it reads is the server's value.
\getenv builddir PG_ABS_BUILDDIR
\set lib :builddir '/loanfin_conversions_test'
CREATE FUNCTION conv_read(numeric, int) RETURNS text AS :'lib' LANGUAGE C STRICT;
CREATE FUNCTION conv_write(text, int) RETURNS numeric AS :'lib' LANGUAGE C STRICT;
CREATE FUNCTION conv_write64(bigint, int) RETURNS numeric AS :'lib' LANGUAGE C STRICT;
CREATE FUNCTION conv_minor(numeric, text, text) RETURNS bigint AS :'lib' LANGUAGE C STRICT;
CREATE FUNCTION conv_rate(numeric) RETURNS bigint AS :'lib' LANGUAGE C STRICT;
CREATE FUNCTION conv_scaled(numeric, int) RETURNS bigint AS :'lib' LANGUAGE C STRICT;

-- Integers of 1 to 38 digits with runs of zeros at the end, both signs, all
-- scales, and the edges; the server makes each number in two ways.
CREATE TABLE number AS
WITH digits AS (
    SELECT i, i % 19 AS scale, 1 + i / 19 % 38 AS n, 1 + i / 722 % 38 AS kept,
           CASE WHEN i % 2 = 0 THEN '-' ELSE '' END AS sign,
           translate(md5('a' || i) || md5('b' || i), 'abcdef', '123456') AS d
    FROM generate_series(1, 250000) AS i),
minor AS (
    SELECT scale, sign || regexp_replace(rpad(left(d, least(kept, n)), n, '0'), '^0+(?=.)', '') AS minor
    FROM digits
    UNION ALL
    SELECT scale, sign || edge
    FROM generate_series(0, 18) AS scale, unnest('{"",-}'::text[]) AS sign,
         unnest('{0,1,9,10,99,100,999,1000,9999,10000,10001,99999999,100000000,9999999999999999,
                  10000000000000000,18446744073709551,18446744073709552,9223372036854775807,
                  9223372036854775808,18446744073709551615,18446744073709551616,
                  99999999999999999999999999999999999999,
                  170141183460469231731687303715884105727}'::text[]) AS edge
    UNION ALL
    SELECT scale, '-170141183460469231731687303715884105728' FROM generate_series(0, 18) AS scale)
SELECT scale, nullif(minor, '-0') AS minor,
       minor::numeric * ('1e-' || scale)::numeric AS by_product,
       regexp_replace(lpad(ltrim(minor, '-'), greatest(length(ltrim(minor, '-')), scale + 1), '0'),
                      '^(\d+?)(\d{' || scale || '})$',
                      left(minor, strpos(minor, '-')) || '\1' || CASE WHEN scale > 0 THEN '.\2' ELSE '' END
                     )::numeric AS by_text
FROM minor;
UPDATE number SET minor = '0' WHERE minor IS NULL;
SELECT count(*) > 250000 AS enough, count(DISTINCT scale) AS scales, count(DISTINCT length(minor)) AS lengths,
       count(*) FILTER (WHERE NOT record_image_eq(ROW(by_product), ROW(by_text))) AS server_disagrees_with_itself
FROM number;

-- all zero: written images equal the server's, values read back are the ones written
SELECT count(*) FILTER (WHERE NOT record_image_eq(ROW(conv_write(minor, scale)), ROW(by_text))) AS image_differs,
       count(*) FILTER (WHERE conv_write(minor, scale)::text <> by_text::text) AS text_differs,
       count(*) FILTER (WHERE conv_read(by_text, scale) <> minor) AS stored_read_differs,
       count(*) FILTER (WHERE conv_read(by_text + 0, scale) <> minor) AS computed_read_differs,
       count(*) FILTER (WHERE conv_read(conv_write(minor, scale), scale) <> minor) AS identity_broken
FROM number;
SELECT count(*) > 100000 AS enough,
       count(*) FILTER (WHERE NOT record_image_eq(ROW(conv_write64(minor::bigint, scale)), ROW(by_text)))
           AS image_differs
FROM number WHERE minor::numeric BETWEEN -9223372036854775808 AND 9223372036854775807;

-- read at another scale: exactly the product where that is whole and fits, else why not
SELECT count(DISTINCT answer) AS answers,
       count(*) FILTER (WHERE answer <> CASE WHEN product <> trunc(product) THEN 'decimals'
            WHEN product BETWEEN -170141183460469231731687303715884105728
                             AND 170141183460469231731687303715884105727 THEN trim_scale(product)::text
            ELSE 'overflow' END) AS read_differs
FROM (SELECT conv_read(by_text, other) AS answer, by_text * ('1e' || other)::numeric AS product
      FROM number, LATERAL (SELECT (scale * 7 + length(minor)) % 19 AS other) AS o OFFSET 0) AS x;

-- a long header (weight or display scale beyond 6 bits), zeros that are kept, and no number at all
SELECT x::text::varchar(24) AS x, conv_read(x, 2)
FROM unnest('{0,-0.00,1e0,100.0000000000000000000000000000000000000000000000000000000000000000000000,
              0.0100000000000000000000000000000000000000000000000000000000000000000000,
              -12.340000000000000000000000000000000000000000000000000000000000000000000,
              1e300,-1e300,1e-300,1e36,1e37,-1.7e36,1e130000,NaN,Infinity,-Infinity}'::numeric[]) AS x;

-- toasted: compressed and out of line
CREATE TABLE long_number (x numeric);
INSERT INTO long_number VALUES (repeat('1234567890', 2000)::numeric), (('0.' || repeat('1234567890', 1600))::numeric);
ALTER TABLE long_number ALTER x SET STORAGE EXTERNAL;
INSERT INTO long_number VALUES (repeat('1234567890', 2000)::numeric);
SELECT pg_column_size(x) < 10000 AS compressed, conv_read(x, 2) FROM long_number;
SELECT conv_minor(x, '', 'principal') FROM long_number LIMIT 1;

-- named quantities
SELECT conv_minor(10.05, 'CNY', 'principal'), conv_minor(-10, 'JPY', 'p'), conv_minor(1.234, 'KWD', 'p'),
       conv_minor(1.2345, 'CLF', 'p'), conv_minor(92233720368547758.07, '', 'p'),
       conv_minor(-92233720368547758.08, '', 'p'), conv_rate(0.067500000000), conv_rate(-0.999999999999),
       conv_scaled(0.12345678, 8);
\set VERBOSITY sqlstate
SELECT conv_minor('NaN', 'CNY', 'principal');
SELECT conv_minor(92233720368547758.08, 'CNY', 'principal');
\set VERBOSITY default
SELECT conv_minor(10.005, 'CNY', 'principal');
SELECT conv_minor(10.005, '', 'principal');
SELECT conv_minor(0.5, 'JPY', 'balloon');
SELECT conv_minor('NaN', 'CNY', 'principal');
SELECT conv_minor('-Infinity', 'CNY', 'principal');
SELECT conv_minor(92233720368547758.08, 'CNY', 'principal');
SELECT conv_minor(1e100, 'KWD', 'principal');
SELECT conv_minor(1, 'cny', 'principal');
SELECT conv_rate(0.0000000000001);
SELECT conv_scaled(0.123456789, 8);
