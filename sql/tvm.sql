-- Functions of spreadsheets: values that are known, and every refusal once.
SET datestyle = 'ISO, YMD';
\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- a loan of 10,000 over 36 months at 6.75 %
SELECT round(pmt(0.0675 / 12, 36, 10000)::numeric, 6) AS pmt,
       round(ipmt(0.0675 / 12, 1, 36, 10000)::numeric, 6) AS ipmt,
       round(ppmt(0.0675 / 12, 1, 36, 10000)::numeric, 6) AS ppmt,
       round(cumipmt(0.0675 / 12, 36, 10000, 1, 36, 0)::numeric, 6) AS cumipmt,
       round(cumprinc(0.0675 / 12, 36, 10000, 1, 36, 0)::numeric, 6) AS cumprinc;
-- the begin of the period
SELECT round(pmt(0.03 / 12, 36, 34295, -24000, 1)::numeric, 6) AS pmt,
       ipmt(0.03 / 12, 1, 36, 34295, -24000, 1) AS ipmt;
-- 37,155 against 144 payments of 560
SELECT round(rate(144, -560, 37155)::numeric, 13) AS rate, nper(rate(144, -560, 37155), -560, 37155) AS nper;
SELECT fv(0, 12, -100, -1000), pv(0, 12, -100), nper(0, -100, 1200), pmt(0, 12, 1200), pmt(-1, 36, 25000);
SELECT effect(0.12, 12), nominal(effect(0.12, 12), 12), rri(10, 100, 200), pduration(0.05, 50, 100),
       ispmt(0.1, 1, 3, 3000);
SELECT irr('{-100,39,59,55,20}'), npv(0.1, '{110,121}'), mirr('{-120,39,30,21,37,46}', 0.1, 0.12);
-- a double root counts once; of several the guess decides
SELECT rate(2, -2.5, 1, 4.0625), irr('{-100,220,-121}'), irr('{-100,230,-132}', 0.11), irr('{-100,230,-132}', 0.19);
-- NULL gives NULL, but a guess that is NULL is none
SELECT pmt(0.1, NULL, 100), rate(NULL, -1, 10), irr(NULL), irr('{-1,2}', NULL), npv(NULL, '{1}');

\pset format unaligned
\pset tuples_only on
SELECT pg_temp.refused(call)
FROM (VALUES
    ('pmt(''NaN'', 12, 100)'), ('pmt(0.1, ''Infinity'', 100)'), ('pmt(0.1, 0, 100)'), ('pmt(-1.1, 12, 100)'),
    ('pmt(0.1, 12, 100, 0, 2)'), ('pv(-1, 12, 100)'), ('pv(0.1, -12, 100)'), ('fv(10, 1000000, 100)'),
    ('nper(-1, 12, 100)'), ('nper(0, 0, 100)'), ('nper(12, 4500, 100000, 100000)'),
    ('ipmt(0.1, 0, 12, 100)'), ('ppmt(0.1, 13, 12, 100)'), ('ipmt(0.1, 1, 0, 100)'),
    ('cumipmt(0, 12, 100, 1, 2, 0)'), ('cumipmt(0.1, 0, 100, 1, 2, 0)'), ('cumipmt(0.1, 12, -100, 1, 2, 0)'),
    ('cumipmt(0.1, 12, 100, 0, 2, 0)'), ('cumprinc(0.1, 12, 100, 3, 2, 0)'), ('cumprinc(0.1, 12, 100, 1, 13, 0)'),
    ('cumprinc(0.1, 12, 100, 1, 2, 2)'), ('ispmt(0.1, 4, 3, 100)'), ('ispmt(0.1, 4, 0, 100)'),
    ('effect(0, 12)'), ('effect(0.1, 0)'), ('nominal(-0.1, 12)'), ('nominal(0.1, 0)'),
    ('rri(0, 1, 2)'), ('rri(1, 0, 2)'), ('rri(1, 1, -2)'), ('pduration(0, 1, 2)'), ('pduration(0.1, 0, 2)'),
    ('pduration(0.1, 1, 0)'), ('rate(0, -1, 10)'), ('rate(12, -1, 10, 0, 3)'), ('rate(12, 400, 10000, 5000)'),
    ('rate(1, -100, 1)'), ('rate(208, -700, 137600, 8000)'), ('rate(12, -1, 10, 0, 0, ''NaN'')'),
    ('irr(''{1,2,3}'')'), ('irr(''{}'')'), ('irr(''{-1,NULL}'')'), ('irr(''{-1,NaN}'')'), ('irr(''{-1,12}'')'),
    ('irr(''{-100,230,-132}'')'), ('irr(''{-1,3,-3,1}'')'), ('npv(-1, ''{1}'')'), ('mirr(''{1,2}'', 0.1, 0.1)'),
    ('mirr(''{-1,2}'', -1, 0.1)'), ('mirr(''{-1,2}'', 0.1, -1)'),
    ('irr(''{-1e308,1e308,1e308}'')'), ('rate(2, -1e308, 1e308)')
) AS v(call);
