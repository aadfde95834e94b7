-- Returns of dated flows: values that are known, and every refusal once.
SET datestyle = 'ISO, YMD';
\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- twice the money in a year, and a total loss but for a cent a day later
SELECT xirr('{2023-01-01:-1000.00,2024-01-01:2000.00}'), xirr('{2020-03-05:-18480.00,2020-03-16:13120.00}');
-- the greatest rate there is, and the one after it
SELECT xirr('{2023-01-01:-1000.00,2024-01-01:11000.00}') AS ten;
-- by other day counts
SELECT day_count, round(xirr(cf, day_count => day_count)::numeric, 12) AS xirr, xnpv(cf, 0.1, day_count)
FROM cast('{2007-01-12:-10000.00,2008-02-14:2500.00,2008-03-03:2000.00,2008-06-14:3000.00,2008-12-01:4000.00}'
         AS cashflows) AS cf, unnest('{30/360,30E/360,ACT/360,ACT/365,ACT/ACT}'::text[]) AS day_count;
-- several roots, a double one, one at 0
SELECT r FROM irr_all('{2023-01-01:-100.00,2024-01-01:230.00,2024-12-31:-132.00}') AS r;
SELECT r FROM irr_all('{2022-01-01:-100.00,2023-01-01:220.00,2024-01-01:-121.00}') AS r;
SELECT r FROM irr_all('{2022-01-01:100.00,2023-01-01:-200.00,2024-01-01:100.00}') AS r;
SELECT count(*) FROM irr_all('{2023-01-01:1.00,2024-01-01:1.00}');
SELECT xirr(cf, 0.12) AS near, xirr(cf, 0.18) AS far
FROM (VALUES ('{2023-01-01:-100.00,2024-01-01:230.00,2024-12-31:-132.00}'::cashflows)) AS v(cf);
-- the proof
SELECT root > low AND root < high AND high - low <= 1e-12 AS proved, roots, steps BETWEEN 1 AND 20 AS quick
FROM xirr_detail(cashflows(amortize(100000, 0.0675, 36, '2024-01-15', fee => 3)));
SELECT round(root::numeric, 9) AS root, roots
FROM xirr_detail('{2023-01-01:-100.00,2024-01-01:230.00,2024-12-31:-132.00}');
-- money that was lent and came back without interest; rounding half up
SELECT xirr('{2023-01-01:-5.00,2023-01-31:5.00}'), xnpv('{2023-01-01:-5.00,2023-01-31:5.00}', 0);
SELECT xnpv('{2023-01-01:0.00,2024-01-01:0.05}', 1) AS half, xnpv('{2023-01-01:0.00,2024-01-01:-0.05}', 1)
           AS minus_half,
       xnpv('[JPY]{2023-01-01:-100,2024-01-01:110}', 0.05) AS yen;
-- over rows: any order, rows of one date add up, NULLs are passed over
SELECT round(xirr(amount, on_date)::numeric, 9) AS xirr, xnpv(0.1, amount, on_date)
FROM (VALUES (60, date '2024-06-30'), (-100, '2023-01-01'), (NULL, '2023-05-01'), (70, '2023-12-31'),
             (-5, '2023-01-01'), (1, NULL)) AS v(amount, on_date);
SELECT xirr(amount, on_date), xnpv(0.1, amount, on_date)
FROM (VALUES (1, date '2024-06-30')) AS v(amount, on_date) WHERE false;
SELECT xirr(NULL::cashflows), xirr('{2023-01-01:-1.00,2024-01-01:2.00}', day_count => NULL), xnpv(NULL, 0.1);

\pset format unaligned
\pset tuples_only on
SELECT pg_temp.refused(call)
FROM (VALUES
    ('xirr(''{}''::cashflows)'),
    ('xirr(''{2023-01-01:-1.00}''::cashflows)'),
    ('xirr(''{2023-01-01:1.00,2024-01-01:1.00}''::cashflows)'),
    ('xirr(''{2023-01-01:-1000.00,2024-01-01:11000.01}''::cashflows)'),
    ('xirr(''{2023-01-01:-100.00,2024-01-01:230.00,2024-12-31:-132.00}''::cashflows)'),
    ('xirr(''{2023-01-01:-1.00,2024-01-01:2.00}''::cashflows, ''NaN'')'),
    ('xirr(''{2023-01-01:-1.00,2024-01-01:2.00}''::cashflows, day_count => ''periodic'')'),
    ('xirr_detail(''{2023-01-01:1.00,2024-01-01:1.00}'')'),
    ('xirr_detail(''{2023-01-01:-1.00,2024-01-01:2.00}'', ''other'')'),
    ('xnpv(''{2023-01-01:-1.00,2024-01-01:2.00}''::cashflows, -1)'),
    ('xnpv(''{2023-01-01:-1.00,2024-01-01:2.00}''::cashflows, ''NaN'')'),
    ('xnpv(''{2023-01-01:-1.00,2123-01-01:2.00}''::cashflows, -0.9)')
) AS v(call);
SELECT pg_temp.refused(format('(SELECT %s FROM (VALUES %s) AS v(r, a, d))', what, rows))
FROM (VALUES
    ('xirr(a, d)', '(0.1, 1, date ''2023-01-01''), (0.1, 2, ''2024-01-01'')'),
    ('xirr(a, d)', '(0.1, 1.001, date ''2023-01-01'')'),
    ('xirr(a, d)', '(0.1, 1e15, date ''2023-01-01'')'),
    ('xirr(a, d)', '(0.1, 1, date ''infinity'')'),
    ('xnpv(r, a, d)', '(0.1, 1, date ''2023-01-01''), (0.2, 2, ''2024-01-01'')')
) AS v(what, rows);
