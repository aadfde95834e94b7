-- numeric's layout is the one src/pg/common/numeric.c reads and writes directly: amounts and rates go through a
-- schedule and are read back as the server's own images.  (test/conversions does the same with the conversions alone.)
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS loanfin;
RESET client_min_messages;

-- 200,000 amounts of 1 to 16 digits with runs of zeros at the end, at every scale a currency has
CREATE TEMP TABLE amount AS
SELECT currency, scale,
       greatest(rpad(left(digits, least(kept, n)), n, '0')::bigint, 1)::numeric
           * ('1e-' || scale)::numeric AS amount,
       left(digits, 12)::numeric * 1e-12 AS rate
FROM (VALUES ('JPY', 0), ('CNY', 2), ('KWD', 3), ('CLF', 4)) AS c(currency, scale),
     LATERAL (SELECT 1 + i % 16 AS n, 1 + i / 16 % 16 AS kept,
              translate(md5(currency || i), 'abcdef', '123456') AS digits
              FROM generate_series(1, 50000) AS i) AS d;

-- all zero
SELECT count(*) FILTER (WHERE NOT record_image_eq(ROW(principal(s)), ROW(amount))) AS amount_differs,
       count(*) FILTER (WHERE annual_rate(s) IS DISTINCT FROM rate) AS rate_differs,
       count(*) FILTER (WHERE NOT record_image_eq(ROW(total_fee(s)), ROW(0 * amount))) AS zero_differs
FROM (SELECT amount, rate, amortize(amount, rate, 1, date '2024-01-15', currency => currency) AS s
      FROM amount OFFSET 0) AS made;

-- an image differs from that of an equal number: this test can fail
SELECT record_image_eq(ROW(1.0), ROW(1.00)) AS same_image, 1.0 = 1.00 AS same_number;

-- zeros beyond the scale are no decimals, and headers of both lengths are read
SELECT principal(amortize(x, 0, 1, date '2024-01-15'))
FROM (VALUES (100.0500000000), (1e2),
             (100.0000000000000000000000000000000000000000000000000000000000000000000000)) AS v(x);

-- what is no amount or rate is named
SELECT amortize(10.005, 0.05, 12, date '2024-01-15', currency => 'CNY');
SELECT amortize(10.005, 0.05, 12, date '2024-01-15');
SELECT amortize(0.5, 0.05, 12, date '2024-01-15', currency => 'JPY');
SELECT amortize('NaN', 0.05, 12, date '2024-01-15');
SELECT amortize('Infinity', 0.05, 12, date '2024-01-15');
SELECT amortize(1e100, 0.05, 12, date '2024-01-15');
SELECT amortize(1000, 0.0000000000001, 12, date '2024-01-15');
SELECT amortize(1000, 'NaN', 12, date '2024-01-15');
SELECT amortize(1000, 0.05, 12, date '2024-01-15', currency => 'cny');
