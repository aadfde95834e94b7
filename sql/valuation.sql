-- What a schedule is worth and how long its money is out: weighted_average_life(), present_value(), duration().
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- two parts, one and three years out; from the start date, from a day, of what is left; interest and fees do not count
CREATE TEMP TABLE loan AS
SELECT '[300.00@2023-01-01]{2024-01-01:100.00+5.00,2025-12-31:200.00+10.00-2.50}'::money_schedule AS s;
SELECT weighted_average_life(s), weighted_average_life(s, NULL) AS by_default,
       weighted_average_life(s, '2023-12-31') AS a_day_before,
       weighted_average_life(s, '2024-01-01') AS of_the_rest, weighted_average_life(s, '2025-12-31') AS of_nothing
       FROM loan;
-- negative principal as in a summed schedule: what is not there to be repaid has no average life
SELECT weighted_average_life('[0.00@2023-01-01]{2024-01-01:-100.00+0.00,2025-01-01:100.00+0.00}');

-- a year is 365 days; 110 in a year at 10 % is 100, at 0 % 110, at -50 % 220; payments of the day itself are past
CREATE TEMP TABLE single AS SELECT '[CNY 100.00@2023-01-01]{2024-01-01:100.00+10.00}'::money_schedule AS s;
SELECT present_value(s, 0.1, '2023-01-01') AS at_10, present_value(s, 0, '2023-01-01') AS at_0,
       present_value(s, -0.5, '2023-01-01') AS below_0,
       present_value(s, 0.1, '2023-12-31') AS a_day_before, present_value(s, 0.1, '2024-01-01') AS on_the_day
       FROM single;
-- the currency's decimals; fees are paid too
SELECT present_value('[JPY 100@2023-01-01]{2024-01-01:100+10}', 0.07, '2023-01-01') AS yen,
       present_value('[KWD 100.000@2023-01-01]{2024-01-01:100.000+10.000}', 0.07, '2023-01-01') AS dinar,
       present_value(s, 0, '2023-01-01') AS with_fee FROM loan;
-- a single payment is as long as it takes, at any rate; two of 100 at 100 % are (1 * 50 + 2 * 25) / 75 years
SELECT duration(s, 0.1, '2023-01-01') AS single, duration(s, 10, '2023-01-01') AS any_rate,
       duration(s, 0.1, '2024-01-01') AS of_nothing FROM single;
SELECT duration('[200.00@2021-01-01]{2022-01-01:100.00+0.00,2023-01-01:100.00+0.00}', 1, '2021-01-01');
-- payments that sum to nothing have none
SELECT duration('[0.00@2023-01-01]{2024-01-01:-100.00+0.00,2025-01-01:100.00+0.00}', 0, '2023-01-01');

-- NULL
SELECT weighted_average_life(NULL) AS life, present_value(s, NULL, '2023-01-01') AS worth, duration(s, 0.1, NULL)
FROM single;

-- refusals
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.refused(format('(SELECT present_value(s, %L, %L) FROM single)', rate, as_of))
FROM (VALUES ('-1', '2023-01-01'), ('1000.1', '2023-01-01'), ('NaN', '2023-01-01'), ('0.1', 'infinity')) AS bad(rate,
    as_of);
SELECT pg_temp.refused('(SELECT duration(s, -1, ''2023-01-01'') FROM single)');
SELECT pg_temp.refused('(SELECT weighted_average_life(s, ''-infinity'') FROM single)');
-- worth more than money can be
SELECT pg_temp.refused($$present_value('[100.00@2023-01-01]{9999-01-01:100.00+10.00}', -0.99, '2023-01-01')$$);
