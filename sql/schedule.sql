-- Readers of one schedule, sums of many, and schedule_agg().
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

CREATE TEMP TABLE loan AS
SELECT amortize(1000, 0.12, 3, '2024-01-31', fee => 1, currency => 'CNY') AS s;
TABLE loan;

-- what it says of itself
SELECT principal(s), start_date(s), maturity_date(s), installment_count(s), currency(s), annual_rate(s) FROM loan;
SELECT payment(s), payment(s, 1), payment(s, 3), payment(s, 4) AS "null", total_interest(s), total_fee(s),
    total_payment(s) FROM loan;
SELECT principal(s), start_date(s), maturity_date(s) IS NULL AS "null", installment_count(s),
    currency(s) IS NULL AS "null",
       annual_rate(s) IS NULL AS "null", payment(s) IS NULL AS "null", total_payment(s), next_due(s,
           '2024-01-01') IS NULL AS "null"
FROM (VALUES ('[0.00@2024-01-15]{}'::money_schedule)) AS v(s);
-- the last of several rates
SELECT annual_rate('[100.00@2024-01-15 annuity 0.05 ACT/365 1mon rate=0.06@2024-02-15]{2024-07-15:100.00+1.00}');

-- balance, next due date, accrued interest and payoff, by the day; a due day counts as paid
SELECT as_of, balance_at(s, as_of), next_due(s, as_of), accrued_interest(s, as_of), payoff(s, as_of)
FROM loan,
    unnest('{0001-01-01,2024-01-31,2024-02-01,2024-02-15,2024-02-28,2024-02-29,2024-03-01,2024-04-29,2024-04-30,'
           '9999-12-31}'::date[])
    AS as_of;
-- 800 at 7 % a month from 1 January owes 800 * 0.07/12 * 26/31 on the 27th, 800 * 0.07 * 26/365 by ACT/365
SELECT accrued_interest(amortize(800, 0.07, 12, '2024-01-01'), '2024-01-27') AS "3.91",
       accrued_interest(amortize(800, 0.07, 12, '2024-01-01', day_count => 'ACT/365'), '2024-01-27') AS "3.99",
       accrued_interest(amortize(1200, 0.065, 12, '2024-01-01', 'rule_of_78'), '2024-01-27') AS "12*26/31",
       accrued_interest('[100.00@2024-01-01]{2024-02-01:100.00+31.00}', '2024-01-27') AS "26.00";

-- what falls due in a range: bounds as written, half-open, empty, without end
SELECT during, principal_due(s, during), interest_due(s, during), fee_due(s, during), payment_due(s, during)
FROM loan,
    unnest('{"[2024-02-29,2024-03-31]","(2024-02-29,2024-03-31)","[2024-02-29,2024-03-31)","[2024-02-29,2024-02-29]",
                    empty,"(,2024-03-31)","[2024-03-31,)","(,)","[-infinity,infinity]"}'::daterange[]) AS during;

-- sum and +: rows of one date are added, the start is the earliest, the currency stays, terms go
SELECT s + amortize(50, 0, 1, '2024-01-01', first_due => '2024-03-31', currency => 'CNY') AS sum FROM loan;
SELECT sum(x), sum(x) FILTER (WHERE false) IS NULL AS "null", sum(NULL::money_schedule) IS NULL AS "null"
FROM (SELECT s AS x FROM loan UNION ALL SELECT NULL UNION ALL
    SELECT amortize(100, 0, 1, '2024-01-01', currency => 'CNY')) AS v;
SELECT sum(s) =
    '[CNY 1000.00@2024-01-31]{2024-02-29:330.02+10.00+1.00,2024-03-31:333.32+6.70+1.00,2024-04-30:336.66+3.37+1.00}'
    AS rows_only FROM loan;
-- more than 64 bits on the way is no matter, if the end fits
SELECT sum(s) FROM (VALUES
    ('[50000000000000000.00@2024-01-15]{2024-02-15:50000000000000000.00+0.00}'::money_schedule),
                           ('[50000000000000000.00@2024-01-15]{2024-02-15:50000000000000000.00+0.00}'),
                           ('[-60000000000000000.00@2024-01-15]{2024-02-15:-60000000000000000.00+0.00}')) AS v(s);

-- schedule_agg: any order, one date adds up, NULL rows are passed over, a NULL fee is none
SELECT schedule_agg(due, principal, interest)
FROM (VALUES (date '2024-03-15', 60.00, 0.30), ('2024-02-15', 40.00, 0.50), ('2024-03-15', 1, 0), (NULL, 7, 7),
    ('2024-03-15', NULL, 7)) AS v(due, principal, interest);
SELECT schedule_agg(due, principal, interest, fee)
FROM (VALUES (date '2024-03-15', 60.00, 0.30, 1.00), ('2024-02-15', 40.00, 0.50, NULL)) AS v(due, principal,
    interest, fee);
SELECT schedule_agg(due, principal, interest, fee, start_date)
FROM (VALUES (date '2024-03-15', 60.00, 0.30, 1.00, date '2024-01-15'),
    ('2024-02-15', 40.00, 0.50, NULL, '2024-01-15')) AS v(due, principal, interest, fee, start_date);
-- with a currency, one of three decimals too, the same in every row
SELECT schedule_agg(due, p, i, 0.125, '2024-01-15', 'KWD'), schedule_agg(due, p, i, NULL, NULL, NULL) AS none
FROM (VALUES (date '2024-03-15', 50, 0.5), ('2024-02-15', 50, 1.25)) AS v(due, p, i);
SELECT rollup(s) = sum(s) AS same, rollup(s) IS NOT NULL AS "any", rollup(s) FILTER (WHERE false) IS NULL AS "null"
FROM (VALUES (amortize(100, 0.05, 3, '2024-01-15')), (NULL), (amortize(50, 0.05, 2, '2024-01-15'))) AS v(s);
SELECT schedule_agg(NULL, NULL, NULL) IS NULL AS "null", schedule_agg(due, 1, 1) IS NULL AS "null" FROM
    (SELECT NULL::date AS due WHERE false) AS v;

-- the state is a type that can be kept and read back: the empty one, and a row of two days
SELECT money_schedule_sum_accum(NULL, '[CNY 0.00@2000-01-02]{}');
SELECT money_schedule_state_final(money_schedule_state_combine(a, a::text::money_schedule_state))
FROM schedule_agg_accum(schedule_agg_accum(NULL, '2024-02-15', 1, 0.5), '2024-01-31', 2, 0.25, 0.1) AS a;
SELECT money_schedule_state_final(money_schedule_state_combine(NULL, a)),
    money_schedule_state_final(money_schedule_state_combine(a, NULL)),
       money_schedule_state_combine(NULL, NULL) IS NULL AS "null",
       money_schedule_state_final(NULL) IS NULL AS "null"
FROM schedule_agg_accum(NULL, '2024-02-15', 1, 0.5) AS a;

-- refusals
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.refused('(' || call || ')')
FROM (VALUES
    ('SELECT payment(s, 0) FROM loan'), ('SELECT balance_at(s, ''infinity'') FROM loan'),
    ('SELECT next_due(s, ''-infinity'') FROM loan'),
    ('SELECT accrued_interest(s, ''10000-01-01'') FROM loan'), ('SELECT payoff(s, ''infinity'') FROM loan')
) AS v(call);
SELECT pg_temp.refused(format('(SELECT %s FROM (VALUES %s) AS v(%s))', call, rows, columns))
FROM (VALUES
    ('sum(s)', $$('[CNY 0.00@2024-01-15]{}'::money_schedule), ('[USD 0.00@2024-01-15]{}')$$, 's'),
    ('sum(s)', $$('[CNY 0.00@2024-01-15]{}'::money_schedule), ('[0.00@2024-01-15]{}')$$, 's'),
    ('a + b', $$('[0.00@2024-01-15]{}'::money_schedule, '[USD 0.00@2024-01-15]{}'::money_schedule)$$, 'a, b'),
    ('sum(s)', $$('[90000000000000000.00@2024-01-15]{2024-02-15:90000000000000000.00+0.00}'::money_schedule),
                 ('[90000000000000000.00@2024-01-15]{2024-03-15:90000000000000000.00+0.00}')$$, 's'),
    ('sum(s)', $$('[0.00@2024-01-15]{2024-02-15:0.00+90000000000000000.00}'::money_schedule),
        ('[0.00@2024-01-15]{2024-02-15:0.00+9000000000000000.00}')$$, 's'),
    ('total_interest(s)',
        $$('[0.00@2024-01-15]{2024-02-15:0.00+90000000000000000.00,'
         '2024-03-15:0.00+9000000000000000.00}'::money_schedule)$$,
        's'),
    ('schedule_agg(due, 1, 1)', $$(date 'infinity')$$, 'due'),
    ('schedule_agg(''2024-01-15'', x, 1)', $$(1.005)$$, 'x'),
    ('schedule_agg(''2024-01-15'', 1, x)', $$(numeric 'NaN')$$, 'x'),
    ('schedule_agg(''2024-01-15'', 1, 1, x)', $$(1e20)$$, 'x'),
    ('schedule_agg(''2024-02-15'', 1, 1, 0, x)', $$(date '2024-01-15'), ('2024-01-14')$$, 'x'),
    ('schedule_agg(x, 1, 1, 0, ''2024-02-15'')', $$(date '2024-01-15')$$, 'x'),
    ('schedule_agg(''2024-02-15'', 1, 1, 0, NULL, x)', $$('CNY'), ('USD')$$, 'x'),
    ('schedule_agg(''2024-02-15'', 1, 1, 0, NULL, x)', $$('CNY'), (NULL)$$, 'x'),
    ('schedule_agg(''2024-02-15'', 1, 1, 0, NULL, x)', $$('RMB')$$, 'x'),
    ('schedule_agg(''2024-02-15'', x, 1, 0, NULL, ''JPY'')', $$(1.5)$$, 'x')
) AS v(call, rows, columns);
-- forged states
SELECT pg_temp.refused(format('%L::money_schedule_state', value))
FROM (VALUES (''), ('xyz'), ('0'), ('02'), ('0104'), ('0102'), ('010043'), ('0100584e43'),
    ('010000000000000000'), ('0100000000ffffffff00000001'),
    ('010000000080000000' || '00000000'), ('0100000000' || '00000000' || '00000000' || '00'),
    ('0100000000' || '00000000' || '00000002' || repeat('00000001' || repeat('0', 96), 2))) AS v(value);
