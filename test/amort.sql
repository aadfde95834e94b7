-- Laws of amortize() over a grid of terms: what must hold in every row whatever the form, each cell recomputed in
-- plain numeric from the row before it, and the ends of every range.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

-- num / den to a whole number, as the four modes say; den > 0
CREATE FUNCTION rounded(num numeric, den numeric, mode text) RETURNS numeric LANGUAGE sql IMMUTABLE
RETURN sign(num) * (div(abs(num), den) + CASE mode
    WHEN 'up' THEN (mod(abs(num), den) > 0)::int
    WHEN 'down' THEN 0
    WHEN 'half_up' THEN (2 * mod(abs(num), den) >= den)::int
    ELSE (2 * mod(abs(num), den) > den OR 2 * mod(abs(num), den) = den
        AND mod(div(abs(num), den), 2) = 1)::int END);

-- fraction of a year from one day to another over 365 * 366 * 360, in plain SQL
CREATE FUNCTION part_of_year(a date, b date, day_count text) RETURNS numeric LANGUAGE sql IMMUTABLE
RETURN CASE day_count
    WHEN 'ACT/360' THEN (b - a) * 365 * 366
    WHEN 'ACT/365' THEN (b - a) * 360 * 366
    WHEN 'ACT/ACT' THEN (
        SELECT sum(CASE extract(doy FROM make_date(extract(year FROM d)::int, 12, 31)) WHEN 366 THEN 365 ELSE 366 END)
               * 360
        FROM generate_series(a, b - 1, interval '1 day') AS d)
    ELSE (360 * (extract(year FROM b) - extract(year FROM a)) + 30 * (extract(month FROM b) - extract(month FROM a))
          - least(extract(day FROM a), 30)
          + CASE WHEN extract(day FROM b) = 31 AND (day_count = '30E/360' OR extract(day FROM a) >= 30)
                 THEN 30 ELSE extract(day FROM b) END) * 365 * 366 END;

-- the grid: every legal combination
CREATE TABLE grid AS
SELECT row_number() OVER () AS id, g.*,
       amortize(amount, rate, n, start, method, balloon => balloon, grace => grace, in_advance => in_advance,
                day_count => day_count, rounding => rounding, residue => residue, currency => currency, fee => fee,
                negative_amortization => true) AS s
FROM (
    SELECT *, (CASE WHEN balloon_share > 0 THEN round(amount * balloon_share) ELSE 0 END) AS balloon,
           CASE currency WHEN 'JPY' THEN 0 WHEN 'KWD' THEN 3 ELSE 2 END AS scale
    FROM unnest('{annuity,equal_principal,interest_only,flat,rule_of_78}'::text[]) AS method,
         unnest('{periodic,30/360,30E/360,ACT/360,ACT/365,ACT/ACT}'::text[]) AS day_count,
         unnest('{half_up,half_even,up,down}'::text[]) AS rounding,
         unnest('{last,first}'::text[]) AS residue,
         unnest('{0,3}'::int[]) AS grace,
         unnest('{0,0.3}'::numeric[]) AS balloon_share,
         unnest('{false,true}'::bool[]) AS in_advance,
         (VALUES (1000, -0.03, 7, date '2023-10-31', 'JPY', 0), (12345.67, 0, 5, '2024-02-29', NULL, 1.25),
                 (99999.99, 0.0675, 12, '2023-12-15', 'CNY', 0), (1234.567, 0.36, 9, '2023-08-30', 'KWD', 0))
                     AS v(amount, rate, n, start, currency, fee)
) AS g
WHERE NOT (method = 'interest_only' AND (grace > 0 OR balloon_share > 0 OR in_advance)) AND
    NOT (method = 'rule_of_78' AND (grace > 0 OR in_advance));
CREATE TABLE cell AS
SELECT id, number, due, i.principal, interest, i.fee, payment, balance,
       lag(balance, 1, amount) OVER w AS before, lag(due, 1, start) OVER w AS previous,
       number = installment_count(s) AS is_last
FROM grid, installments(s) AS i WINDOW w AS (PARTITION BY id ORDER BY number);
ANALYZE grid, cell;
SELECT cmp_ok((SELECT count(*) FROM grid), '>', 4000::bigint, 'the grid has thousands of loans');

-- sums and dates
SELECT law('a loan opens with its principal and has its rows', $$
    SELECT id
    FROM grid
    WHERE principal(s) <> amount OR installment_count(s) <> n + (in_advance AND balloon > 0)::int
$$);

SELECT law('principal adds up to the opening amount', $$
    SELECT g.id, sum(c.principal)
    FROM grid AS g
    JOIN cell AS c USING (id)
    GROUP BY g.id, amount
    HAVING sum(c.principal) <> amount
$$);

SELECT law('a payment is the sum of its parts', $$
    SELECT * FROM cell WHERE payment <> principal + interest + fee
$$);

SELECT law('a balance is the one before it less the principal', $$
    SELECT * FROM cell WHERE balance <> before - principal
$$);

SELECT law('nothing is owed after the last row', $$
    SELECT * FROM cell WHERE is_last AND balance <> 0
$$);

SELECT law('due dates ascend from the start', $$
    SELECT c.*
    FROM cell AS c
    JOIN grid AS g USING (id)
    WHERE number <> 1 AND due <= previous OR number = 1 AND (due > start) = in_advance
$$);

SELECT law('row k falls k months after the start, without drift', $$
    SELECT c.*
    FROM cell AS c
    JOIN grid AS g USING (id)
    WHERE due <> (start + (number - in_advance::int) * interval '1 month')::date
$$);

SELECT law('every row has the fee', $$
    SELECT c.* FROM cell AS c JOIN grid AS g USING (id) WHERE c.fee <> g.fee
$$);

SELECT law('every amount has the decimals of its currency', $$
    SELECT c.*
    FROM cell AS c
    JOIN grid AS g USING (id)
    WHERE scale(c.principal) <> g.scale OR scale(interest) <> g.scale OR scale(c.fee) <> g.scale
        OR scale(payment) <> g.scale OR scale(balance) <> g.scale
$$);

SELECT law('the grace repays nothing', $$
    SELECT c.* FROM cell AS c JOIN grid AS g USING (id) WHERE number <= grace AND c.principal <> 0
$$);

-- interest of every row, from the balance before it
SELECT law('interest is the balance times the rate of the period, rounded once', $$
    SELECT c.*, method, day_count
    FROM cell AS c
    JOIN grid AS g USING (id)
    WHERE method IN ('annuity', 'equal_principal', 'interest_only') AND interest * 10.0 ^ scale <> CASE
        WHEN in_advance AND number = 1 THEN 0 WHEN day_count = 'periodic'
        THEN rounded(before * 10.0 ^ scale * rate, 12, rounding)
        ELSE rounded(before * 10.0 ^ scale * rate * part_of_year(previous, due, day_count), 365 * 366 * 360,
        rounding) END
$$);

-- of flat and rule of 78 in total, over the n periods that begin at the start
SELECT law('add-on interest is the first principal times the rate times the years, rounded once', $$
    SELECT id, total_interest(s)
    FROM grid
    WHERE method IN ('flat', 'rule_of_78') AND total_interest(s) * 10.0 ^ scale <> CASE
        WHEN day_count = 'periodic' THEN rounded(amount * 10.0 ^ scale * rate * n, 12, rounding)
        ELSE rounded(amount * 10.0 ^ scale * rate *
        (SELECT sum(part_of_year((start + (k - 1) * interval '1 month')::date,
        (start + k * interval '1 month')::date, day_count)) FROM generate_series(1, n) AS k), 365 * 366 * 360,
        rounding) END
$$);

SELECT law('interest by the rule of 78 is the difference of two rounded sums', $$
    SELECT c.*, method
    FROM cell AS c
    JOIN grid AS g USING (id)
    WHERE method = 'rule_of_78' AND interest * 10.0 ^ scale <> rounded(total_interest(s) * 10.0 ^ scale * number
        * (2 * n - number + 1), n * (n + 1), rounding) - rounded(total_interest(s) * 10.0 ^ scale * (number - 1)
        * (2 * n - number + 2), n * (n + 1), rounding)
$$);

-- level amounts
SELECT law('equal principal is equal but for the row that takes the residue', $$
    SELECT id, min(c.principal), max(c.principal)
    FROM cell AS c
    JOIN grid AS g USING (id)
    WHERE method = 'equal_principal' AND number > grace + (residue = 'first')::int
        AND number < n + (residue = 'first' AND balloon = 0)::int
    GROUP BY id
    HAVING min(c.principal) <> max(c.principal)
$$);

SELECT law('equal principal is the amount by the rows, rounded', $$
    SELECT c.*
    FROM cell AS c
    JOIN grid AS g USING (id)
    WHERE method = 'equal_principal' AND residue = 'last' AND number = grace + 1 AND NOT is_last
        AND c.principal * 10.0 ^ scale <> rounded((amount - g.balloon) * 10.0 ^ scale, n - grace, rounding)
$$);

SELECT law('level payments are level while something is owed', $$
    SELECT id
    FROM cell
    JOIN grid AS g USING (id)
    WHERE method IN ('annuity', 'rule_of_78') AND number > grace + (residue = 'first')::int AND number <= n AND
        NOT is_last AND balance > 0 AND before > balance AND balance >= before - cell.principal
    GROUP BY id
    HAVING count(DISTINCT payment) > 1
$$);

SELECT law('interest only repays at the end', $$
    SELECT c.*
    FROM cell AS c
    JOIN grid AS g USING (id)
    WHERE method = 'interest_only' AND c.principal <> CASE WHEN is_last THEN amount ELSE 0 END
$$);

SELECT law('a balloon in advance is a row of its own', $$
    SELECT c.*
    FROM cell AS c
    JOIN grid AS g USING (id)
    WHERE in_advance AND is_last AND g.balloon > 0 AND residue = 'last' AND grace = 0
        AND abs(c.principal + CASE WHEN method = 'annuity' THEN interest
        ELSE 0 END - g.balloon) * 10.0 ^ scale > n
$$);

-- The level payment of equal periods against the formula in 60 digits.
CREATE TABLE solved AS
SELECT amount, rate, n, balloon, mode, payment(amortize(amount, rate, n, '2024-01-15', balloon => balloon,
    payment_rounding => mode,
           negative_amortization => true)) AS payment,
       (amount - balloon * d) * r / (1 - d) AS exact
FROM (SELECT *, rate::numeric(100, 60) / 12 AS r, 1::numeric(100, 60) / (1 + rate::numeric(100, 60) / 12) ^ n AS d
      FROM unnest('{0.01,1,17.03,100000,123456789.01}'::numeric[]) AS amount,
          unnest('{0.0001,0.0435,0.24,3,-0.05}'::numeric[]) AS rate,
           unnest('{2,12,37,360}'::int[]) AS n, unnest('{0,1}'::int[]) AS whole, LATERAL
               (SELECT whole * trunc(amount / 3, 2) AS balloon) AS b) AS v,
     unnest('{half_up,up,down}'::text[]) AS mode
WHERE rate < 1 OR n < 37;

SELECT law('the level payment is the formula''s, correctly rounded', $$
    SELECT *
    FROM solved
    WHERE n > 1 AND exact > 0 AND NOT CASE mode WHEN 'half_up' THEN abs(payment - exact) <= 0.005 WHEN 'up'
        THEN payment >= exact AND payment < exact + 0.01 ELSE payment <= exact AND payment > exact - 0.01 END
$$);

-- units and payments given
SELECT law('a payment to the unit is a multiple of it', $$
    SELECT method, unit, mode, number, i.payment
    FROM unnest('{annuity,flat,rule_of_78}'::text[]) AS method, unnest('{0.05,1,10}'::numeric[]) AS unit,
        unnest('{half_up,half_even,up,down}'::text[]) AS mode,
        installments(amortize(10000, 0.07, 12, '2024-01-15', method, payment_unit => unit,
        payment_rounding => mode)) AS i
    WHERE number < 12 AND mod(i.payment, unit) <> 0
$$);

SELECT law('a payment given is paid as given', $$
    SELECT method, number, i.payment
    FROM unnest('{annuity,flat,rule_of_78}'::text[]) AS method,
        installments(amortize(10000, 0.07, 12, '2024-01-15', method, payment => 901.01)) AS i
    WHERE number < 11 AND i.payment <> 901.01
$$);

SELECT is((SELECT array_agg(balance ORDER BY number)
    FROM installments(amortize(100, 0, 5, '2024-01-15', payment => 40))), '{60.00,20.00,0.00,0.00,0.00}',
          'a payment too high ends the loan early, and the rows stay');

-- first due dates: the law of the broken period, 30/360 days over 360
SELECT law('a broken first period counts 30/360 days', $$
    SELECT f, interest
    FROM generate_series(date '2024-02-01', date '2024-05-31', interval '1 day') AS d, LATERAL
        (SELECT d::date AS f) AS v, installments(amortize(36000, 0.1, 12, '2024-01-31', first_due => f)) AS i
    WHERE number = 1 AND (interest <> rounded(360000 * part_of_year('2024-01-31', f, '30/360'), 365 * 366 * 360,
        'half_up') / 100 AND f <> '2024-02-29' OR f = '2024-02-29' AND interest <> 300)
$$);

SELECT is((SELECT array_agg(due) FROM installments(amortize(100, 0, 14, '2024-01-31'))),
          ARRAY(SELECT (date '2024-01-31' + k * interval '1 month')::date FROM generate_series(1, 14) AS k),
          'the 31st comes back after every short month');
SELECT is((SELECT array_agg(due) FROM installments(amortize(100, 0, 9, '2024-02-29', period => '1 year'))),
          ARRAY(SELECT (date '2024-02-29' + k * interval '1 year')::date FROM generate_series(1, 9) AS k),
          'the leap day comes back every fourth year');
SELECT is((SELECT array_agg(due) FROM installments(amortize(100, 0, 40, '2023-12-25', period => '14 days'))),
          ARRAY(SELECT date '2023-12-25' + 14 * k FROM generate_series(1, 40) AS k), 'fortnights are 14 days');

-- the ends of every range
CREATE TABLE extreme AS
SELECT method, v.*, amortize(amount, rate, n, start, method, day_count => day_count,
    negative_amortization => true, currency => currency) AS s
FROM unnest('{annuity,equal_principal,interest_only,flat,rule_of_78}'::text[]) AS method,
     (VALUES (0.01, 0.05, 1200, date '2024-01-31', 'ACT/ACT', NULL),
         (1, 0.05, 1, '2024-01-31', 'periodic', 'JPY'),
         (900000000000000, 0.05, 1200, '2024-02-29', 'ACT/365', NULL),
         (90000000000000000, 0.01, 12, '2024-02-29', '30E/360', 'JPY'),
         (9000000000000, 0.01, 360, '0001-01-01', 'periodic', 'CLF'),
         (100, -0.999999999999, 12, '2024-01-31', 'periodic', NULL),
         (100, 0.000000000001, 1200, '9899-12-31', 'ACT/ACT', NULL),
         (100, 1000, 3, '2024-01-31', 'periodic', NULL),
         (100, 0.05, 11, '9999-01-31', 'ACT/365', NULL))
         AS v(amount, rate, n, start, day_count, currency);

SELECT law('the extremes keep the laws', $$
    SELECT method, amount, rate
    FROM extreme, LATERAL (SELECT count(*) AS rows, sum(i.principal) AS total,
        (array_agg(balance ORDER BY number DESC))[1] AS rest,
        bool_and(payment = i.principal + interest + i.fee) AS whole FROM installments(s) AS i) AS t
    WHERE rows <> n OR total <> amount OR rest <> 0 OR NOT whole
$$);

SELECT law('the extremes survive text and JSON', $$
    SELECT method, amount FROM extreme WHERE s <> s::text::money_schedule OR s <> s::jsonb::money_schedule
$$);

-- months' ends: the calendar moves, what a whole period charges does not
CREATE TABLE ended AS
SELECT i AS id, start, step, day_count, s, plain
FROM generate_series(0, 799) AS i,
     LATERAL (SELECT date '1999-12-20' + i * 7 AS start, (ARRAY[1, 1, 3, 6, 12])[1 + i % 5] AS step,
                     (ARRAY['periodic', 'ACT/365', '30/360'])[1 + i % 3] AS day_count) AS v,
     LATERAL amortize(10000, 0.07, 9, start, period => make_interval(months => step), day_count => day_count,
                      month_end => true) AS s,
     LATERAL amortize(10000, 0.07, 9, start, period => make_interval(months => step)) AS plain;
SELECT law('row k falls on the last day of its month', $$
    SELECT id, number, due
    FROM ended, installments(s)
    WHERE due <> (date_trunc('month', start) + (number * step + 1) * interval '1 month' - interval '1 day')::date
$$);
SELECT law('a period from a month''s end to a month''s end counts whole', $$
    SELECT e.id, i.number
    FROM ended AS e, installments(s) AS i JOIN installments(plain) AS p USING (number)
    WHERE day_count = 'periodic' AND (i.interest, i.principal) <> (p.interest, p.principal)
$$);
SELECT law('the terms keep their months'' ends in every form of the value', $$
    SELECT id
    FROM ended
    WHERE s::text::money_schedule <> s OR s::jsonb::money_schedule <> s OR s::text NOT LIKE '% month_end=true%'
$$);
SELECT law('interest accrues up to the next month''s end', $$
    SELECT id
    FROM ended, installments(s) AS i
    WHERE number = 2 AND day_count = 'periodic' AND accrued_interest(s, due - 1) <> rounded(
        100 * balance_at(s, due - 1) * 0.07 * step * (due - 1 - next_due(s, start)),
        12 * (due - next_due(s, start)), 'half_up') / 100
$$);

-- periods NULL: the payment gives the number of rows
CREATE TABLE counted AS
SELECT i AS id, p AS payment, s, installment_count(s) AS n,
       amortize(amount, 0.0675, installment_count(s), '2024-01-31', payment => p, day_count => day_count) AS given
FROM generate_series(1, 500) AS i,
     LATERAL (SELECT 100 + draw(i, 'p', 1e6) AS amount, (ARRAY['periodic', 'ACT/ACT'])[1 + i % 2] AS day_count) AS a,
     LATERAL (SELECT round(amount / (1 + draw(i, 'n', 90)), 2) AS p) AS p,
     LATERAL amortize(amount, 0.0675, NULL, '2024-01-31', payment => p, day_count => day_count) AS s;
SELECT law('every row pays the payment, the last one no more than that', $$
    SELECT c.id, number
    FROM counted AS c, installments(s) AS i
    WHERE CASE WHEN number < n THEN i.payment <> c.payment ELSE i.payment > c.payment END OR i.principal <= 0
$$);
SELECT law('the schedule is the one of the number of rows found', $$
    SELECT id FROM counted WHERE s <> given
$$);
SELECT cmp_ok((SELECT count(DISTINCT n) FROM counted), '>', 50::bigint, 'many numbers of rows are among them');

SELECT is(maturity_date(amortize(100, 0.05, 11, '9999-01-31', day_count => 'ACT/360')), date '9999-12-31',
    'the last day of the calendar is a due date');
SELECT throws_ok('SELECT amortize(100, 0.05, 12, ''9999-01-31'')',
    '22008', NULL, 'a row after the last day of the calendar is refused');
SELECT throws_ok('SELECT amortize(100, 0.05, 1201, ''2024-01-31'')', '22023', NULL, '1,201 periods are refused');
SELECT lives_ok('SELECT amortize(100, 0.05, 1200, ''2024-01-31'', in_advance => true, balloon => 1)',
    'the balloon in advance may be row 1,201');
SELECT throws_ok('SELECT amortize(900000000000000.01, 0.05, 12, ''2024-01-31'')',
    '22023', NULL, 'more than 9e16 minor units are refused');
SELECT throws_ok('SELECT amortize(100, -1, 12, ''2024-01-31'')', '22023', NULL, 'a rate of -1 is refused');

SELECT * FROM finish();
ROLLBACK;
