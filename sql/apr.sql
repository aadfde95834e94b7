-- What credit costs a year by law: the examples of the laws, and every refusal once.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- a credit: advanced on a day, payments in equal intervals from another day on
CREATE FUNCTION pg_temp.credit(advanced date, amount numeric, first date, payments int, payment numeric, step interval)
RETURNS cashflows LANGUAGE sql RETURN (
    SELECT cashflow_agg(d, a)
    FROM (SELECT advanced, -amount UNION ALL
          SELECT (first + k * step)::date, payment FROM generate_series(0, payments - 1) AS k) AS v(d, a));

-- Regulation Z, Appendix J (c)(1) and (c)(5): printed 9.69, 11.82, 10.34, 8.97, 14.96 and 11.36 %
SELECT apr(pg_temp.credit('1978-01-10', 5000, '1978-02-10', 24, 230, '1 month')) AS monthly,
       apr(pg_temp.credit('1978-02-10', 6000, '1978-04-01', 36, 200, '1 month')) AS long_first,
       apr(pg_temp.credit('1978-02-23', 5000, '1978-03-01', 12, 219.17, '1 month') +
           pg_temp.credit('1978-02-23', 0, '1978-03-16', 12, 219.17, '1 month')) AS semimonthly,
       apr(pg_temp.credit('1978-05-23', 10000, '1978-10-01', 40, 385, '3 months')) AS quarterly,
       apr(pg_temp.credit('1978-03-20', 500, '1978-04-21', 30, 17.60, '7 days')) AS weekly,
       apr(pg_temp.credit('1978-01-03', 1000, '1980-01-03', 1, 1240, '1 month')) AS two_years;
-- one payment: the term is the unit-period, in whole months or in days
SELECT apr('{2025-12-06:-10000.00,2026-01-17:10170.00}'::cashflows) AS days,
       apr('{2025-12-06:-10000.00,2026-03-06:10300.00}'::cashflows) AS months,
       apr('{2025-12-06:-10000.00,2027-04-06:11000.00}'::cashflows) AS sixteen_months;
-- no interval twice: the average is rounded to a standard interval; every ten days: a day
SELECT apr('{2025-01-01:-1000.00,2025-01-20:400.00,2025-03-01:400.00,2025-05-01:300.00}'::cashflows) AS average,
       apr(pg_temp.credit('2025-01-01', 1000, '2025-01-11', 10, 102, '10 days')) AS ten_days;
-- months are counted back from the last day where payments fall on it, or on the 29th or 30th
SELECT apr(pg_temp.credit('2024-01-31', 1000, '2024-02-29', 12, 90, '1 month')) AS "29th",
       apr(cashflows(amortize(1000, 0.12, 12, '2024-01-31'))) AS last_day,
       apr(cashflows(amortize(1000, 0.12, 12, '2023-01-30'))) AS "30th",
       apr(cashflows(amortize(1000, 0.12, 12, '2024-01-15', first_due => '2024-02-29'))) AS odd_first;
-- Directive 2008/48/EC: printed 13.07, 12.92, 16.85 and (90, 181 and 365 days) 13.2 %
SELECT apr(pg_temp.credit('2023-01-01', 1000, '2024-01-01', 2, 600, '1 year'), 'eu') AS years,
       apr('{2023-01-01:-1000.00,2024-07-01:1200.00}'::cashflows, 'eu') AS months,
       apr('{2023-01-01:-950.00,2024-07-01:1200.00}'::cashflows, 'eu') AS less_charges,
       apr('{2022-03-01:-1000.00,2022-05-30:272.00,2022-08-29:272.00,2023-03-01:544.00}'::cashflows, 'eu') AS days;
-- weeks are 52 a year; days of a year with a 29 February are 366
SELECT apr(pg_temp.credit('2024-01-01', 1000, '2024-01-08', 10, 102, '7 days'), 'eu') AS weeks,
       apr('{2023-12-31:-1000.00,2024-03-01:1100.00}'::cashflows, 'eu') AS leap,
       apr('{2022-12-31:-1000.00,2023-03-02:1100.00}'::cashflows, 'eu') AS plain;
-- all methods: with a fee, an odd first period, in advance, two advances, without interest, at a loss
SELECT method, apr(amortize(100000, 0.12, 36, '2024-01-15'), 1000, method) AS fee,
       apr(amortize(100000, 0.12, 36, '2024-01-15', first_due => '2024-02-05'), method => method) AS odd_first,
       apr(amortize(100000, 0.12, 36, '2024-01-15', in_advance => true), method => method) AS in_advance,
       apr('{2024-01-01:-100.00,2024-02-01:50.00,2024-03-01:-100.00,2024-04-01:80.00,2024-05-01:80.00}'::cashflows,
           method) AS advances,
       apr(amortize(100000, 0, 36, '2024-01-15'), method => method) AS free,
       apr('{2024-01-01:-100.00,2025-01-01:0.50}'::cashflows, method) AS loss
FROM unnest('{us_actuarial,us_rule,eu,cn_irr,cn_simple}'::text[]) AS method;
-- the greatest there is; half up; zero amounts are no flows
SELECT method, apr('{2024-01-01:-1.00,2025-01-01:1001.00}'::cashflows, method) AS greatest,
       apr('{2023-01-01:-10000000.00,2024-01-01:11234567.85,2024-05-01:0.00}'::cashflows, method) AS half_up,
       apr('{2023-01-01:-10000000.00,2024-01-01:8765432.15}'::cashflows, method) AS below_0
FROM unnest('{us_actuarial,us_rule,eu,cn_irr,cn_simple}'::text[]) AS method;
-- months that are no whole periods of two: twelfths by the Directive, days in China
SELECT method, apr('{2023-01-01:-100,2023-02-01:30,2023-04-01:30,2023-06-01:30,2023-08-01:30}'::cashflows, method)
FROM unnest('{eu,cn_irr,cn_simple}'::text[]) AS method;
-- Directive 98/7/EC, Annex III A, on a calendar basis: 13.0 % (12.96) and 16.9 % by days, 13.1 % (13.07) by years; and
-- the first two by Directive 2008/48/EC, in equal months
SELECT round(100 * xirr('{1994-01-01:-1000.00,1995-07-01:1200.00}')::numeric, 2) AS "12.96",
       round(100 * xirr('{1994-01-01:-1000.00,1995-07-01:1200.00}')::numeric, 1) AS "13.0",
       round(100 * xirr('{1994-01-01:-950.00,1995-07-01:1200.00}')::numeric, 1) AS "16.9",
       100 * apr('{1994-01-01:-1000.00,1995-01-01:600.00,1996-01-01:600.00}'::cashflows, 'eu', true) AS "13.1",
       100 * apr('{1994-01-01:-1000.00,1995-07-01:1200.00}'::cashflows, 'eu', true) AS "12.9",
       100 * apr('{1994-01-01:-950.00,1995-07-01:1200.00}'::cashflows, 'eu', true) AS "16.9";
-- the digits of the law, rounded once: 12.949999996 % is 12.9 and not 13.0
SELECT method, apr(cf, method) AS apr, apr(cf, method, true) AS legal
FROM   unnest('{us_actuarial,us_rule,eu,cn_irr,cn_simple}'::text[]) AS method,
       (VALUES ('{2023-01-01:-1000000000.00,2024-01-01:1129499999.96}'::cashflows)) AS v (cf);
SELECT apr(amortize(100000, 0.12, 36, '2024-01-15'), 1000, method => 'eu', legal_rounding => true) AS eu,
       apr(amortize(100000, 0.12, 36, '2024-01-15'), 1000, legal_rounding => true) AS us,
       apr(amortize(100000, 0.12, 36, '2024-01-15'), legal_rounding => NULL) AS "null";
-- unpaid interest bears none by the United States rule
SELECT method, apr('{2024-01-01:-1000.00,2024-02-01:1.00,2024-03-01:1.00,2024-04-01:1100.00}'::cashflows, method)
FROM unnest('{us_actuarial,us_rule}'::text[]) AS method;
SELECT apr(NULL::money_schedule), apr(NULL::cashflows), apr(amortize(1000, 0.12, 12, '2024-01-31'), method => NULL);

-- refusals
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.refused(call)
FROM (VALUES
    ('apr(amortize(1000, 0.12, 12, ''2024-01-31''), method => ''us'')'),
    ('apr(amortize(1000, 0.12, 12, ''2024-01-31''), 1000)'),
    ('apr(amortize(1000, 0.12, 12, ''2024-01-31''), -1)'),
    ('apr(amortize(1000, 0.12, 12, ''2024-01-31''), 1.001)'),
    ('apr(amortize(1000, 0.12, 12, ''2024-01-31''), ''NaN'')'),
    ('apr(defer(amortize(1000, 0.12, 12, ''2024-01-31''), ''2024-03-01'', 2, ''capitalize''))'),
    ('apr(amortize(1000, 0.12, 12, ''2024-01-31''), 999.99)'),
    ('apr(''{}''::cashflows)'),
    ('apr(''{2024-01-01:-1.00}''::cashflows, ''us_rule'')'),
    ('apr(''{2024-01-01:-1.00,2024-02-01:-1.00}''::cashflows, ''eu'')'),
    ('apr(''{2024-01-01:0.00,2024-02-01:1.00,2024-03-01:-1.00}''::cashflows)'),
    ('apr(''{2024-01-01:-1.00,2025-01-01:1001.01}''::cashflows, ''cn_irr'')'),
    ('apr(''{2024-01-01:-100.00,2025-01-01:0.01}''::cashflows, ''us_rule'')'),
    ('apr(''{2022-01-01:-100.00,2023-01-01:230.00,2024-01-01:-132.00}''::cashflows, ''eu'')'),
    ('apr(''{2022-01-01:-100.00,2023-01-01:230.00,2024-01-01:-132.00}''::cashflows, ''us_actuarial'')'),
    ('apr(''{2022-01-01:-100.00,2023-01-01:230.00,2024-01-01:-132.00}''::cashflows, ''us_rule'')'),
    ('apr(''{2022-01-01:-100.00,2023-01-01:230.00,2024-01-01:-150.00,2025-01-01:30.00}''::cashflows, ''us_rule'')')
) AS v(call);
