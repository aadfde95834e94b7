-- days_between() and year_fraction(): the conventions where they differ, and every refusal.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- ends of months: a day 31 at the end becomes 30 in 30/360 only if the start is then 30, in 30E/360 always
SELECT from_date, to_date,
       days_between(from_date, to_date, '30/360') AS "30/360",
       days_between(from_date, to_date, '30E/360') AS "30E/360",
       days_between(from_date, to_date, 'ACT/360') AS actual
FROM (VALUES (date '2024-01-15', date '2024-02-15'),
             ('2024-01-30', '2024-03-31'),
             ('2024-01-31', '2024-03-31'),
             ('2024-01-29', '2024-03-31'),
             ('2024-02-29', '2024-03-31'),
             ('2024-02-28', '2024-02-29'),
             ('2024-01-31', '2024-02-29'),
             ('2023-12-31', '2024-12-31')) AS v(from_date, to_date);

-- one year and its fractions; 2024 has 366 days
SELECT day_count,
       year_fraction('2024-01-01', '2025-01-01', day_count) AS leap,
       year_fraction('2023-01-01', '2024-01-01', day_count) AS plain,
       year_fraction('2024-01-15', '2024-02-15', day_count) AS month
FROM unnest('{30/360,30E/360,ACT/360,ACT/365,ACT/ACT}'::text[]) AS day_count;
-- ISDA's own example: 61 days of 2003 and 121 of 2004 are 61/365 + 121/366
SELECT year_fraction('2003-11-01', '2004-05-01', 'ACT/ACT'), round(61/365.0 + 121/366.0, 12) AS same;
-- a leap day more, a leap century less, a leap millennium
SELECT year_fraction('1900-01-01', '1901-01-01', 'ACT/ACT') AS "1900", days_between('1900-01-01', '1901-01-01',
    'ACT/ACT'),
       year_fraction('2000-01-01', '2001-01-01', 'ACT/ACT') AS "2000", days_between('2000-01-01', '2001-01-01',
           'ACT/ACT');

-- backwards is the negative; the same day is nothing; ten millennia
SELECT days_between('2024-03-31', '2024-01-31', '30/360'), year_fraction('2024-03-31', '2024-01-31', 'ACT/ACT'),
       days_between('2024-02-29', '2024-02-29', '30E/360'), year_fraction('2024-02-29', '2024-02-29', 'ACT/365');
SELECT days_between('0001-01-01', '9999-12-31', 'ACT/365'), date '9999-12-31' - date '0001-01-01' AS same,
       year_fraction('0001-01-01', '9999-12-31', 'ACT/ACT');
-- small letters will do; NULL gives NULL
SELECT days_between('2024-01-31', '2024-03-31', '30e/360'), year_fraction('2024-01-01', '2024-12-31', 'act/360');
SELECT days_between(NULL, '2024-03-31', '30/360'), year_fraction('2024-03-31', '2024-01-31', NULL);

-- the end of February, the 31st, leap years and coupon periods, as each of the others has them
SELECT day_count, days_between('2024-01-31', '2024-02-29', day_count) AS days,
       year_fraction('2024-02-29', '2025-02-28', day_count) AS leap,
       year_fraction('2023-08-31', '2026-12-31', day_count) AS years,
       year_fraction('2023-12-31', '2024-12-30', day_count) AS turn
FROM unnest('{30/360 PSA,30U/360,30E/360 ISDA,30E+/360,30E/365,30E/365 ISDA,ACT/364,ACT/365.25,ACT/365A,NL/360,NL/365,
              ACT/ACT AFB,ACT/ACT YEAR,ACT/ACT YEARFRAC,1/1,ACT/365F,ACT/ACT ISDA,30U/360 EOM}'::text[]) AS day_count;
SELECT days_between('2023-08-31', '2024-02-29', '30E/360 ISDA', '2024-02-29') AS at_maturity,
       days_between('2023-08-31', '2024-02-29', '30E/360 ISDA', '2025-02-28') AS before,
       days_between('2024-02-29', '2023-08-31', '30E/360 ISDA', '2024-02-29') AS mirrored,
       year_fraction('2003-11-01', '2004-05-01', 'ACT/ACT ICMA', '2003-11-01', '2004-05-01') AS half,
       year_fraction('2002-08-15', '2003-07-15', 'ACT/ACT ICMA', '2003-01-15', '2003-07-15') AS long_first,
       year_fraction('2004-05-01', '2003-11-01', 'ACT/ACT ICMA', '2003-11-01', '2004-05-01') AS back,
       year_fraction('2023-12-31', '2024-02-29', 'ACT/365L', '2023-03-01', '2024-03-01') AS "365L";

-- refusals
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.refused(call)
FROM (VALUES
    ('year_fraction(''2024-01-01'', ''2025-01-01'', ''periodic'')'),
    ('days_between(''2024-01-01'', ''2025-01-01'', ''30/365'')'),
    ('days_between(''2024-01-01'', ''2025-01-01'', '''')'),
    ('year_fraction(''2024-01-01'', ''2025-01-01'', ''ACT/ACT ICMA'')'),
    ('year_fraction(''2024-01-01'', ''2025-01-01'', ''ACT/ACT'', ''2024-01-01'', ''2025-01-01'')'),
    ('year_fraction(''2024-01-01'', ''2025-01-01'', ''ACT/365L'', ''2024-01-01'', ''2024-02-15'')'),
    ('days_between(''-infinity'', ''2025-01-01'', ''30/360'')'),
    ('year_fraction(''2024-01-01'', ''10000-01-01'', ''ACT/ACT'')')
) AS v(call);
