-- Laws of the readers, of sums and of schedule_agg(): each number a reader gives is the one SQL finds over the rows,
-- sums do not depend on order or grouping, and no setting has a say.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

-- Loans of every form and calendar; the rows of some of them as imported; a portfolio; one without rows.
CREATE TABLE loan (id int PRIMARY KEY, s money_schedule);
INSERT INTO loan
SELECT i, amortize(1 + draw(i, 'p', 1e7), (draw(i, 'r', 3000) - 200) / 10000.0, 1 + draw(i, 'n', 60)::int, start,
                   (ARRAY['annuity','equal_principal','flat','interest_only','rule_of_78'])[1 + i % 5],
                   in_advance => i % 5 < 3 AND i % 7 = 0,
                   first_due => CASE WHEN i % 7 > 0 AND i % 11 = 0 THEN start + 45 END,
                   period => (ARRAY['1 month','3 months','14 days','30 days','1 year'])[1 + i / 5 % 5]::interval,
                   day_count => (ARRAY['periodic','ACT/365','30E/360','ACT/ACT'])[1 + i % 4],
                   fee => (i % 4)::numeric, negative_amortization => true,
                   month_end => i / 5 % 5 IN (0, 1, 4) AND i % 7 > 0 AND i % 11 > 0 AND i % 3 = 0)
FROM generate_series(1, 300) AS i, LATERAL (SELECT date '2019-12-31' + draw(i, 'd', 2000)::int AS start) AS d;
INSERT INTO loan SELECT id + 1000, schedule_agg(due, i.principal, interest - 3, fee - 1, start_date(s))
    FROM loan, installments(s) AS i WHERE id <= 40 GROUP BY id, s;
INSERT INTO loan SELECT 2000, sum(s) FROM loan;
INSERT INTO loan VALUES (3000, '[0.00@2024-01-15]{}');
CREATE TABLE cell AS SELECT id, i.* FROM loan, installments(s) AS i;
CREATE TABLE day AS SELECT d::date AS day FROM generate_series(date '2019-06-01',
    '2040-01-01', interval '37 days') AS d
UNION SELECT unnest('{0001-01-01,9999-12-31,2024-02-29}'::date[]) UNION
    (SELECT DISTINCT due FROM cell WHERE id < 30 ORDER BY due LIMIT 150);
CREATE INDEX ON cell (id, due);
ANALYZE loan, cell, day;

-- numbers
SELECT law('totals are the sums of the rows', $$
    SELECT id
    FROM loan
    LEFT JOIN LATERAL (SELECT sum(c.principal) AS p, sum(interest) AS i, sum(fee) AS f, sum(payment) AS t,
        count(*) AS n, max(due) AS last FROM cell AS c WHERE c.id = loan.id) AS x ON true
    WHERE ROW(principal(s), total_interest(s), total_fee(s), total_payment(s),
        installment_count(s)) <> ROW(coalesce(p, 0), coalesce(i, 0), coalesce(f, 0), coalesce(t, 0), n)
        OR maturity_date(s) IS DISTINCT FROM last
$$);

SELECT law('payment(k) is that of row k', $$
    SELECT id, number
    FROM loan
    JOIN cell USING (id)
    WHERE payment(s, number) <> cell.payment OR number = 1 AND payment(s) <> cell.payment
$$);

SELECT law('there is no payment beyond the last row', $$
    SELECT id FROM loan WHERE payment(s, installment_count(s) + 1) IS NOT NULL
$$);

SELECT law('balance_at is what the rows until the day have left', $$
    SELECT id, day
    FROM loan, day
    WHERE balance_at(s, day) <> principal(s) - coalesce((SELECT sum(c.principal) FROM cell AS c
        WHERE c.id = loan.id AND due <= day), 0)
$$);

SELECT law('next_due is the first due date after the day', $$
    SELECT id, day
    FROM loan, day
    WHERE next_due(s, day) IS DISTINCT FROM (SELECT min(due) FROM cell AS c WHERE c.id = loan.id AND due > day)
$$);

SELECT law('what falls due in a range is the sum of its rows', $$
    SELECT id, during
    FROM (SELECT id, s, daterange(a.day, b.day, bounds) AS during FROM loan,
        (SELECT day, row_number() OVER (ORDER BY day) AS k FROM day) AS a JOIN
        (SELECT day, row_number() OVER (ORDER BY day) AS k FROM day) AS b ON b.k - a.k IN (0, 1, 17),
        unnest('{[],[),(],()}'::text[]) AS bounds WHERE id % 7 = 0 AND a.k % 3 = 0 UNION ALL SELECT id, s, r
        FROM loan, unnest('{empty,"(,)","(,2023-05-31]","[2023-05-31,)"}'::daterange[]) AS r) AS v
    WHERE ROW(principal_due(s, during), interest_due(s, during), fee_due(s, during), payment_due(s, during)) <>
        (SELECT coalesce(sum(c.principal), 0), coalesce(sum(interest), 0), coalesce(sum(fee), 0),
        coalesce(sum(payment), 0) FROM cell AS c WHERE c.id = v.id AND due <@ during)
$$);

-- accrued interest and payoff
SELECT law('nothing has accrued on a due date', $$
    SELECT id, due FROM loan JOIN cell USING (id) WHERE accrued_interest(s, due) <> 0
$$);

SELECT law('nothing accrues before the start or after the end', $$
    SELECT id
    FROM loan
    WHERE accrued_interest(s, start_date(s)) <> 0 OR accrued_interest(s, '0001-01-01') <> 0
        OR accrued_interest(s, '9999-12-31') <> 0
$$);

SELECT law('the payoff is balance and accrued interest', $$
    SELECT id, day FROM loan, day WHERE payoff(s, day) <> balance_at(s, day) + accrued_interest(s, day)
$$);

SELECT law('no more accrues in a period than its interest', $$
    SELECT id, number, day
    FROM (SELECT c.*, s, coalesce(lag(due) OVER (PARTITION BY id ORDER BY number), start_date(s)) AS previous
        FROM loan JOIN cell AS c USING (id) WHERE id < 1000 AND id % 3 = 0) AS c
    JOIN day ON day > previous AND day < due
    WHERE accrued_interest(s, day) NOT BETWEEN least(interest, 0) AND greatest(interest, 0)
$$);

SELECT law('interest accrues, day by day, until the next due date', $$
    SELECT id, day
    FROM (SELECT id, day, accrued_interest(s, day) AS a, accrued_interest(s, day + 1) AS b FROM loan, day
        WHERE id < 1000 AND annual_rate(s) > 0 AND next_due(s, day) > day + 1) AS v
    WHERE b < a
$$);

-- by days of one period, half up: schedules without terms, from the interest of the row
SELECT law('without terms the next row''s interest accrues by days', $$
    SELECT id, number, previous + k
    FROM (SELECT c.*, s, coalesce(lag(due) OVER (PARTITION BY id ORDER BY number), start_date(s)) AS previous
        FROM loan JOIN cell AS c USING (id) WHERE id BETWEEN 1001 AND 1040) AS c,
        generate_series(1, due - previous - 1, 5) AS k
    WHERE accrued_interest(s, previous + k) <> round(interest * k / (due - previous), 2)
$$);

SELECT law('by ACT/365 interest accrues by actual days over 365', $$
    SELECT day, accrued_interest(s, day)
    FROM (SELECT amortize(100000, 0.0675, 36, '2024-01-31', 'interest_only', day_count => 'ACT/365') AS s) AS v,
        day
    WHERE day BETWEEN '2024-01-31' AND '2027-01-30'
        AND accrued_interest(s, day) <> round(100000 * 0.0675 * (day - coalesce((SELECT max(due)
        FROM installments(s) WHERE due <= day), start_date(s))) / 365, 2)
$$);

-- slice and cashflow_by
CREATE TABLE cut AS SELECT id, s, during, slice(s, during) AS part FROM loan,
    unnest('{empty,"(,)","[2022-01-01,2023-01-01)","(,2023-05-31]","[2023-05-31,)"}'::daterange[]) AS during;

SELECT law('a slice has what falls due in its range', $$
    SELECT id, during
    FROM cut
    WHERE ROW(principal(part), total_interest(part), total_fee(part),
        currency(part)) IS DISTINCT FROM ROW(principal_due(s, during), interest_due(s, during),
        fee_due(s, during), currency(s))
$$);

SELECT law('a slice has no row outside its range', $$
    SELECT id, during, i.due FROM cut, installments(part) AS i WHERE NOT i.due <@ during
$$);

SELECT law('two slices make the whole again', $$
    SELECT id
    FROM loan
    WHERE id <> 3000 AND slice(s, '(,2022-06-30]') + slice(s, '[2022-07-01,)') <> slice(s, '(,)')
$$);

SELECT law('cashflow_by is GROUP BY the bucket', $$
    SELECT id, unit
    FROM loan, (VALUES (interval '1 month', 'month'), ('3 months', 'quarter'), ('1 year', 'year'), ('7 days',
        'week'), ('1 day', 'day'), ('10 years', 'decade')) AS v(step, unit)
    WHERE (SELECT jsonb_agg(b ORDER BY b.bucket) FROM cashflow_by(s, step) AS b) IS DISTINCT FROM
        (SELECT jsonb_agg(b ORDER BY b.bucket) FROM
        (SELECT date_trunc(unit, due)::date AS bucket, sum(c.principal) AS principal, sum(interest) AS interest,
        sum(fee) AS fee, sum(payment) AS payment FROM cell AS c WHERE c.id = loan.id GROUP BY 1) AS b)
$$);

-- the planner's row counts of constants
CREATE FUNCTION estimate(query text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE plan jsonb;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN plan #>> '{0,Plan,Plan Rows}';
END $$;

SELECT law('the planner knows how many installments a constant has', $$
    SELECT id
    FROM loan
    WHERE estimate(format('SELECT * FROM installments(%L::money_schedule)',
        s)) <> greatest(installment_count(s), 1)
$$);

SELECT law('the planner knows how many buckets a constant has', $$
    SELECT id
    FROM loan
    WHERE id < 3000 AND estimate(format('SELECT * FROM cashflow_by(%L::money_schedule, ''3 months'')', s)) <>
        (SELECT count(*) FROM cashflow_by(s, '3 months'))
$$);

PREPARE rows_of(money_schedule) AS SELECT * FROM installments($1);
SELECT is(estimate('EXECUTE rows_of(amortize(1000, 0.05, 77, ''2024-01-31''))'), 77::numeric,
    'the planner knows the rows of a parameter whose value it has');

-- sums
SELECT is(s, (SELECT schedule_agg(due, i.principal, interest, fee, first) FROM
    (SELECT s, min(start_date(s)) OVER () AS first FROM loan WHERE id < 2000) AS l, installments(s) AS i),
    'sum is the rows added by date, from the earliest start') FROM loan WHERE id = 2000;
SELECT is((SELECT jsonb_agg(b ORDER BY due) FROM
    (SELECT due, principal, interest, fee FROM cell WHERE id = 2000) AS b),
          (SELECT jsonb_agg(b ORDER BY due) FROM
              (SELECT due, sum(principal) AS principal, sum(interest) AS interest, sum(fee) AS fee FROM cell
              WHERE id < 2000 GROUP BY due) AS b), 'sum is GROUP BY due');
CREATE AGGREGATE fold(money_schedule) (SFUNC = money_schedule_pl, STYPE = money_schedule);
SELECT is((SELECT fold(s ORDER BY id) + '[0.00@9999-12-31]{}' FROM loan WHERE id < 2000),
    (SELECT s FROM loan WHERE id = 2000), 'sum is + folded');
SELECT is((SELECT sum(s ORDER BY id DESC) FROM loan WHERE id < 2000),
    (SELECT s FROM loan WHERE id = 2000), 'sum does not mind the order');
SELECT is((SELECT sum(s ORDER BY md5(id::text)) FROM loan WHERE id < 2000),
    (SELECT s FROM loan WHERE id = 2000), 'sum does not mind any order');
SELECT is((SELECT sum(x) FROM (SELECT sum(s) AS x FROM loan WHERE id < 2000 GROUP BY id % 7) AS v),
    (SELECT s FROM loan WHERE id = 2000), 'sum does not mind the grouping');

SELECT law('+ commutes', $$
    SELECT a.id, b.id FROM loan AS a, loan AS b WHERE a.id % 50 = 0 AND b.id % 30 = 0 AND a.s + b.s <> b.s + a.s
$$);

SELECT law('+ associates', $$
    SELECT a.id
    FROM loan AS a
    JOIN loan AS b ON b.id = a.id + 1
    JOIN loan AS c ON c.id = a.id + 2
    WHERE (a.s + b.s) + c.s <> a.s + (b.s + c.s)
$$);

SELECT is((SELECT count(DISTINCT (w.id, w.s)) FROM
    (SELECT id, sum(s) OVER (ORDER BY id) AS s FROM loan WHERE id <= 20) AS w JOIN loan AS l ON l.id = w.id
           WHERE w.s = (SELECT sum(s) FROM loan AS x WHERE x.id <= w.id)), 20::bigint,
               'a running sum leaves the state as it was');
SELECT is((SELECT count(*) FROM (SELECT id % 50 AS g, sum(s) AS s FROM loan WHERE id < 2000 GROUP BY 1) AS a
    JOIN (SELECT id % 50 AS g, fold(s) + '[0.00@9999-12-31]{}' AS s FROM loan WHERE id < 2000
    GROUP BY 1) AS b USING (g, s)), 50::bigint, 'sums by group are the folded ones');

-- schedule_agg
SELECT law('schedule_agg makes a schedule of its own installments', $$
    SELECT id
    FROM loan
    WHERE id < 3000 AND (SELECT schedule_agg(due, i.principal, interest, fee, start_date(s))
        FROM installments(s) AS i) <> slice(s, '(,)')
$$);

SELECT law('schedule_agg does not mind the order', $$
    SELECT id
    FROM loan
    WHERE id < 1000 AND (SELECT schedule_agg(due, i.principal, interest, fee ORDER BY md5(number::text))
        FROM installments(s) AS i) <> (SELECT schedule_agg(due, i.principal, interest, fee)
        FROM installments(s) AS i)
$$);

SELECT law('no fee is a fee of 0', $$
    SELECT id
    FROM loan
    WHERE id < 1000 AND (SELECT schedule_agg(due, i.principal, interest) FROM installments(s) AS i) <>
        (SELECT schedule_agg(due, i.principal, interest, 0) FROM installments(s) AS i)
$$);

-- states: what workers hand over
CREATE AGGREGATE sum_state(money_schedule) (SFUNC = money_schedule_sum_accum, STYPE = money_schedule_state,
    COMBINEFUNC = money_schedule_state_combine);
CREATE TABLE state AS SELECT id % 5 AS k, sum_state(s) AS x FROM loan WHERE id < 2000 GROUP BY 1;

SELECT law('a state survives its text', $$
    SELECT k
    FROM state
    WHERE x::text::money_schedule_state::text <> x::text
        OR money_schedule_state_send(x::text::money_schedule_state) <> money_schedule_state_send(x)
$$);

SELECT is((SELECT money_schedule_state_final(money_schedule_state_combine(money_schedule_state_combine(a.x,
    b.x), money_schedule_state_combine(c.x, money_schedule_state_combine(d.x,
    e.x::text::money_schedule_state))))
           FROM state AS a, state AS b, state AS c, state AS d, state AS e
               WHERE (a.k, b.k, c.k, d.k, e.k) = (0, 1, 2, 3, 4)),
               (SELECT s FROM loan WHERE id = 2000), 'states combine to the sum');
SELECT is((SELECT money_schedule_state_final(money_schedule_state_combine(e.x,
    money_schedule_state_combine(money_schedule_state_combine(d.x, c.x),
    money_schedule_state_combine(b.x, a.x))))
           FROM state AS a, state AS b, state AS c, state AS d, state AS e
               WHERE (a.k, b.k, c.k, d.k, e.k) = (0, 1, 2, 3, 4)),
               (SELECT s FROM loan WHERE id = 2000), 'states combine in any order');

SELECT law('nothing combined is nothing added', $$
    SELECT k
    FROM state
    WHERE money_schedule_state_final(x) <> money_schedule_state_final(money_schedule_state_combine(NULL, x))
        OR money_schedule_state_final(x) <> money_schedule_state_final(money_schedule_state_combine(x, NULL))
$$);

SELECT is((SELECT count(*) FROM state AS a, state AS b, LATERAL
    (SELECT money_schedule_state_combine(a.x, b.x) AS y OFFSET 0) AS c WHERE money_schedule_state_final(a.x) =
    (SELECT sum(s) FROM loan WHERE id < 2000 AND id % 5 = a.k)), 25::bigint,
    'combining outside an aggregate leaves its arguments alone');

-- Memory: seven years of loans of 12 to 60 months from every day; their days are all there is room for.
CREATE TABLE portfolio AS
SELECT amortize(1000 + i % 90000, 0.03 + i % 17 / 100.0, 12 + i % 49,
    date '2019-01-01' + (i::bigint * 7919 % 2557)::int) AS s FROM generate_series(1, 100000) AS i;
SELECT cmp_ok((SELECT pg_column_size(sum_state(s)) FROM portfolio), '<', 4000000,
    'the state of a hundred thousand loans is below 4 MB');
SELECT is((SELECT pg_column_size(sum_state(s)) FROM portfolio),
    (SELECT pg_column_size(sum_state(s)) FROM (SELECT s FROM portfolio UNION ALL SELECT s FROM portfolio) AS v),
    'more loans of the same days take no more state');

SELECT law('a state is a power of two', $$
    SELECT n, size
    FROM generate_series(1, 400, 7) AS n, LATERAL
        (SELECT pg_column_size(sum_state(s)) AS size FROM (SELECT s FROM portfolio LIMIT n) AS v) AS w
    WHERE size <> 2 ^ round(log(2, size)) OR size < 256
$$);

SELECT is(sum(s), (SELECT schedule_agg(due, p, i, 0, '2019-01-01') FROM
    (SELECT due, sum(c.principal) AS p, sum(interest) AS i FROM portfolio, installments(s) AS c
    GROUP BY due) AS v), 'the sum of a hundred thousand loans is exact') FROM portfolio;

-- Days in any order, near and far: the state turns from sparse to dense and grows to either side.
SELECT law('rows in any order of days come to the same sums', $$
    SELECT seed, step
    FROM generate_series(1, 25) AS seed, unnest('{1,2,3,400}'::int[]) AS step, LATERAL
        (SELECT array_agg(date '2020-01-01' + step * (draw(seed * 1000 + k, 'day', 300)::int - 150)
        ORDER BY k) AS days FROM generate_series(1, 1 + seed * 11) AS k) AS d
    WHERE (SELECT sum(('[' || k || '.00@0001-01-01]{' || day::text || ':' || k || '.00+0.01}')::money_schedule
        ORDER BY k) FROM unnest(days) WITH ORDINALITY AS u(day, k)) <>
        (SELECT schedule_agg(day, k, 0.01, 0, '0001-01-01') FROM unnest(days) WITH ORDINALITY AS u(day, k)) OR
        (SELECT jsonb_object_agg(due, i.principal)
        FROM installments((SELECT schedule_agg(day, k, 0.01)
        FROM unnest(days) WITH ORDINALITY AS u(day, k))) AS i) <>
        (SELECT jsonb_object_agg(day, total) FROM
        (SELECT day, sum(k)::numeric(20, 2) AS total FROM unnest(days) WITH ORDINALITY AS u(day, k)
        GROUP BY day) AS g)
$$);

-- No setting changes a result: everything computed again under other settings has the same fingerprint.
CREATE FUNCTION fingerprint() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT md5(string_agg(concat_ws('|', s::text, s::jsonb, accrued_interest(s, make_date(2022, 5, 17)),
        payoff(s, make_date(2022, 5, 17)), next_due(s, make_date(2022, 5, 17)) - make_date(2000, 1, 1),
                              total_payment(s),
                              (SELECT string_agg(b.bucket - make_date(2000, 1, 1) || ':' || b.payment, ' '
                              ORDER BY b.bucket) FROM cashflow_by(s, make_interval(months => 3)) AS b)), ' '
                              ORDER BY i))
            FROM generate_series(1, 60) AS i, LATERAL
                (SELECT amortize(1000 + i, i / 400.0, 12, make_date(2022, 1, i % 28 + 1),
                day_count => (ARRAY['periodic','ACT/ACT','30/360'])[1 + i % 3], first_due => CASE WHEN i % 2 = 0
                THEN make_date(2022, 3, 1) END) AS s) AS v);
END $$;
CREATE TABLE usual AS SELECT fingerprint() AS f;
CREATE FUNCTION under(setting text, value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE old text := current_setting(setting); f text;
BEGIN
    PERFORM set_config(setting, value, false);
    f := fingerprint();
    PERFORM set_config(setting, old, false);
    RETURN f;
END $$;
SELECT is(under(setting, value), f, setting || ' = ' || value || ' changes nothing')
FROM usual, (VALUES ('datestyle', 'SQL, DMY'), ('datestyle', 'German'), ('intervalstyle', 'sql_standard'),
    ('intervalstyle', 'iso_8601'), ('extra_float_digits', '-15'), ('timezone', 'Pacific/Kiritimati'),
                    ('bytea_output', 'escape'), ('search_path', 'public, pg_catalog'),
                    ('standard_conforming_strings', 'off'), ('escape_string_warning', 'off'), ('jit',
                    'off'), ('work_mem', '64kB')) AS v(setting, value);
SELECT * FROM finish();
ROLLBACK;
