-- amortize(): published payments, every form by hand, every refusal.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- spreadsheet documentation: PMT, PMT with type 1, PMT to a future value, IPMT, PPMT
SELECT payment(amortize(10000, 0.08, 10, '2024-01-15')) AS "1037.03",
       payment(amortize(10000, 0.08, 10, '2024-01-15', in_advance => true)) AS "1030.16",
       payment(amortize(34295, 0.03, 36, '2024-01-15', balloon => 24000, in_advance => true)) AS "358.49",
       interest_due(amortize(8000, 0.10, 36, '2024-01-15'), '[2024-02-15,2024-02-15]') AS "66.67",
       principal_due(amortize(2000, 0.10, 24, '2024-01-15'), '[2024-02-15,2024-02-15]') AS "75.62";
-- CUMIPMT(9%/12, 360, 125000, 13, 24, 0) is 11135.23213 where nothing is rounded, and 100,000 at 6 % over 30 years
-- pays 599.55 a month
SELECT interest_due(amortize(125000, 0.09, 360, '2024-01-01'), '[2025-02-01,2026-01-01]') AS "11135.21",
       payment(amortize(100000, 0.06, 360, '2024-01-01')) AS "599.55";

-- annuity 等额本息: 1000 * 0.01 / (1 - 1.01^-3) = 340.02, the last row takes the residue
SELECT * FROM installments(amortize(1000, 0.12, 3, '2024-01-31'));
-- equal_principal 等额本金: 100, then 1 % of 300, 200, 100
SELECT number, due, principal, interest, payment, balance
FROM installments(amortize(300, 0.12, 3, '2024-01-15', 'equal_principal'));
-- interest_only 先息后本
SELECT number, principal, interest, payment, balance
FROM installments(amortize(1000, 0.12, 3, '2024-01-15', 'interest_only'));
-- flat 平息: 100 * 0.07 for three months is 1.75, 0.58 a row; 33.33 of principal; the last row takes what is left
SELECT number, principal, interest, payment, balance
FROM installments(amortize(100, 0.07, 3, '2024-01-15', 'flat'));
-- rule_of_78: 1200 at 6.5 % for a year is 78, which the rows bear as 12, 11, 10, ...
SELECT number, principal, interest, payment, balance
FROM installments(amortize(1200, 0.065, 12, '2024-01-15', 'rule_of_78')) WHERE number IN (1, 2, 12);

-- residue first: the level rows are level, row 1 takes the cent
SELECT number, principal, balance FROM installments(amortize(100, 0, 3, '2024-01-15', residue => 'first'));
SELECT number, principal, balance FROM installments(amortize(100, 0, 3, '2024-01-15'));
-- grace: interest only in rows 1 and 2
SELECT number, principal, interest, balance FROM installments(amortize(1000, 0.12, 4, '2024-01-15', grace => 2));
-- balloon: with the last row; in advance a row of its own, one period later
SELECT number, due, principal, interest FROM installments(amortize(300, 0.12, 2, '2024-01-15',
    'equal_principal', balloon => 100));
SELECT number, due, principal, interest
FROM installments(amortize(300, 0.12, 2, '2024-01-15', 'equal_principal', balloon => 100, in_advance => true));
-- fee in every row; a payment of the lender's own; a payment to the whole unit; it may end the loan early
SELECT number, principal, interest, fee, payment, balance
FROM installments(amortize(1000, 0.12, 3, '2024-01-15', fee => 2.5, payment => 400));
SELECT number, principal, interest, payment, balance
FROM installments(amortize(1000, 0.12, 3, '2024-01-15', payment_unit => 10, payment_rounding => 'up'));
SELECT number, principal, interest, fee, balance
FROM installments(amortize(1000, 0, 4, '2024-01-15', fee => 1, payment => 500));
-- periods NULL: as many rows as the payment needs, the last one the rest
SELECT number, principal, interest, payment, balance
FROM installments(amortize(1000, 0.12, NULL, '2024-01-15', payment => 400));
SELECT number, payment FROM installments(amortize(1000, 0, NULL, '2024-01-15', payment => 500));
SELECT installment_count(s), payment(s), payment(s, installment_count(s)), s::text::money_schedule = s AS text
FROM (VALUES (2997.09, 'periodic'), (2997.10, 'periodic'), (2997.10, 'ACT/365'), (420, 'periodic')) AS v(p, day_count),
     amortize(100000, 0.05, NULL, '2024-01-15', payment => p, day_count => day_count) AS s;
-- negative amortization: the interest of 10 is paid with 4, the debt grows by 6
SELECT number, principal, interest, payment, balance
FROM installments(amortize(1000, 0.12, 3, '2024-01-15', payment => 4, negative_amortization => true));
-- a negative rate: 1 % less a month
SELECT number, principal, interest, payment, balance
FROM installments(amortize(1000, -0.12, 2, '2024-01-15', 'equal_principal'));

-- rounding: 0.5 of a cent and its neighbours, 100.50 at 1 % a month is 1.005
SELECT mode, total_interest(amortize(100.50, 0.12, 1, '2024-01-15', rounding => mode)),
       total_interest(amortize(101.50, 0.12, 1, '2024-01-15', rounding => mode)),
       total_interest(amortize(100.50, -0.12, 1, '2024-01-15', rounding => mode)) AS negative
FROM unnest('{half_up,half_even,up,down}'::text[]) AS mode;
-- the currency's own minor unit
SELECT code, payment(amortize(1000, 0.05, 7, '2024-01-15', currency => code))
FROM unnest('{CNY,JPY,KWD,CLF}'::text[]) AS code;

-- due dates: the 31st without drift; a first due date of its own; weeks; days; in advance
SELECT array_agg(due) FROM installments(amortize(100, 0, 4, '2024-01-31'));
SELECT array_agg(due) FROM installments(amortize(100, 0, 4, '2024-01-31', first_due => '2024-03-30'));
SELECT array_agg(due) FROM installments(amortize(100, 0, 3, '2024-01-31', period => '14 days'));
SELECT array_agg(due) FROM installments(amortize(100, 0, 3, '2024-02-29', period => '1 year'));
SELECT array_agg(due) FROM installments(amortize(100, 0, 3, '2024-01-31', in_advance => true));
-- months' ends: from a start within a month, from one on the 30th, with a first due date, in advance, every quarter
SELECT array_agg(due) FROM installments(amortize(100, 0, 4, '2023-12-15', month_end => true));
SELECT array_agg(due) FROM installments(amortize(100, 0, 4, '2024-04-30', month_end => true));
SELECT array_agg(due) FROM installments(amortize(100, 0, 3, '2024-01-15', first_due => '2024-02-29',
    month_end => true));
SELECT array_agg(due) FROM installments(amortize(100, 0, 3, '2024-02-29', in_advance => true, month_end => true));
SELECT array_agg(due) FROM installments(amortize(100, 0, 3, '2024-02-29', period => '3 months', month_end => true));
-- a month from end to end counts whole, a first due date where it falls anyway is none; the terms keep the choice
SELECT payment(amortize(3600, 0.10, 12, '2024-04-30', 'interest_only', month_end => true)) AS "30.00",
       payment(amortize(3600, 0.10, 12, '2024-04-30', 'interest_only', month_end => true, first_due => '2024-06-30'))
           AS "60.00",
       accrued_interest(amortize(3600, 0.10, 12, '2024-04-30', 'interest_only', month_end => true), '2024-05-30')
           AS "30 of 31 days";
SELECT s, s::text::money_schedule = s AS text, s::jsonb::money_schedule = s AS jsonb,
       s::jsonb->'terms'->'month_end' AS key,
       amortize(100, 0, 2, '2024-01-31', first_due => '2024-02-29', month_end => true) = s AS same_first_due,
       amortize(100, 0, 2, '2024-01-31') = s AS without
FROM amortize(100, 0, 2, '2024-01-31', month_end => true) AS s;
-- a first due date where it falls anyway is none
SELECT amortize(100, 0.05, 2, '2024-01-31', first_due => '2024-02-29') = amortize(100, 0.05, 2,
    '2024-01-31') AS same;

-- interest of the first period of 3,600 at 10 %: a month, a 45-day first period (44 by 30/360), a fortnight
-- (2/52), 30 days of 360, and by dates of the leap year 2024
SELECT payment(amortize(3600, 0.10, 12, '2024-01-15', 'interest_only')) AS "30.00",
       payment(amortize(3600, 0.10, 12, '2024-01-15', 'interest_only', first_due => '2024-02-29')) AS "44.00",
       payment(amortize(3600, 0.10, 12, '2024-01-15', 'interest_only', period => '14 days')) AS "13.85",
       payment(amortize(3600, 0.10, 12, '2024-01-15', 'interest_only', period => '30 days')) AS "30.00";
SELECT day_count, payment(amortize(3600, 0.10, 12, '2024-01-15', 'interest_only', day_count => day_count))
FROM unnest('{30/360,30E/360,ACT/360,ACT/365,ACT/ACT}'::text[]) AS day_count;

-- legal extremes: one minor unit, 9e16 minor units, 1,200 rows, a rate close to -1, the last day of the calendar
SELECT payment(amortize(0.01, 0.05, 1200, '2024-01-15'), 1200),
    payment(amortize(1, 0.05, 1, '2024-01-15', currency => 'JPY'));
SELECT payment(amortize(900000000000000, 0, 1200, '2024-01-15')),
    total_payment(amortize(900000000000000, 1, 1, '2024-01-15'));
SELECT payment(amortize(100, -0.999999999999, 2, '2024-01-15')),
    maturity_date(amortize(100, 0.05, 1, '9999-11-30'));
SELECT installment_count(amortize(100, 0.05, 1200, '2024-01-15', in_advance => true, balloon => 10));
-- a required argument that is NULL gives NULL, an optional one its default
SELECT amortize(NULL, 0.05, 12, '2024-01-15') IS NULL AND amortize(100, NULL, 12, '2024-01-15') IS NULL
   AND amortize(100, 0.05, NULL, '2024-01-15') IS NULL AND amortize(100, 0.05, 12, NULL) IS NULL AS "null";
SELECT amortize(100, 0.05, 12, '2024-01-15', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    NULL,
                NULL, NULL, NULL) = amortize(100, 0.05, 12, '2024-01-15') AS defaults;

-- refusals
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.refused('amortize(' || arguments || ')')
FROM (VALUES
    ('-1000, 0.05, 12, ''2024-01-15'''),
    ('0, 0.05, 12, ''2024-01-15'''),
    ('900000000000000.01, 0.05, 12, ''2024-01-15'''),
    ('1e30, 0.05, 12, ''2024-01-15'''),
    ('10.005, 0.05, 12, ''2024-01-15'', currency => ''CNY'''),
    ('''NaN'', 0.05, 12, ''2024-01-15'''),
    ('1000, ''-Infinity'', 12, ''2024-01-15'''),
    ('1000, -1, 12, ''2024-01-15'''),
    ('1000, 1000.1, 12, ''2024-01-15'''),
    ('1000, 1e20, 12, ''2024-01-15'''),
    ('1000, 0.0000000000001, 12, ''2024-01-15'''),
    ('1000, -0.9, 12, ''2024-01-15'', period => ''2 years'''),
    ('1000, 0.05, 0, ''2024-01-15'''),
    ('1000, 0.05, 1201, ''2024-01-15'''),
    ('1000, 0.05, 12, ''infinity'''),
    ('1000, 0.05, 12, ''0044-03-15 BC'''),
    ('1000, 0.05, 12, ''9999-01-15'''),
    ('1000, 0.05, 12, ''2024-01-15'', ''balloon'''),
    ('1000, 0.05, 12, ''2024-01-15'', first_due => ''2024-01-15'''),
    ('1000, 0.05, 12, ''2024-01-15'', first_due => ''2024-02-15'', in_advance => true'),
    ('1000, 0.05, 12, ''2024-01-15'', period => ''1 month 3 days'''),
    ('1000, 0.05, 12, ''2024-01-15'', period => ''36 hours'''),
    ('1000, 0.05, 12, ''2024-01-15'', period => ''0'''),
    ('1000, 0.05, 12, ''2024-01-15'', period => ''101 years'''),
    ('1000, 0.05, 12, ''2024-01-15'', balloon => 1000.01'),
    ('1000, 0.05, 12, ''2024-01-15'', balloon => -1'),
    ('1000, 0.05, 12, ''2024-01-15'', grace => 12'),
    ('1000, 0.05, 12, ''2024-01-15'', grace => -1'),
    ('1000, 0.05, 12, ''2024-01-15'', fee => -1'),
    ('1000, 0.05, 12, ''2024-01-15'', day_count => ''ACT/364'''),
    ('1000, 0.05, 12, ''2024-01-15'', rounding => ''nearest'''),
    ('1000, 0.05, 12, ''2024-01-15'', payment_rounding => ''nearest'''),
    ('1000, 0.05, 12, ''2024-01-15'', residue => ''middle'''),
    ('1000, 0.05, 12, ''2024-01-15'', payment => -1'),
    ('1000, 0.12, 12, ''2024-01-15'', payment => 9.99'),
    ('1000, 0.12, 12, ''2024-01-15'', ''flat'', payment => 9.99'),
    ('1000, 0.12, 12, ''2024-01-15'', ''equal_principal'', payment => 100'),
    ('1000, 0.12, 12, ''2024-01-15'', ''interest_only'', grace => 1'),
    ('1000, 0.12, 12, ''2024-01-15'', ''rule_of_78'', in_advance => true'),
    ('1000, 0.12, NULL, ''2024-01-15'', payment => 10'),
    ('1000, 0.12, NULL, ''2024-01-15'', payment => 10, negative_amortization => true'),
    ('1000, 0.12, NULL, ''2024-01-15'', payment => 0'),
    ('1000, 0.12, NULL, ''2024-01-15'', payment => 10.001'),
    ('1000, 0, NULL, ''2024-01-15'', payment => 0.83'),
    ('1000, 0.12, NULL, ''2024-01-15'', ''flat'', payment => 400'),
    ('1000, 0.12, NULL, ''2024-01-15'', payment => 400, grace => 1'),
    ('1000, 0.12, NULL, ''2024-01-15'', payment => 400, balloon => 1'),
    ('1000, 0.12, NULL, ''2024-01-15'', payment => 400, in_advance => true'),
    ('1000, 0.12, NULL, ''2024-01-15'', payment => 400, residue => ''first'''),
    ('1000, 0.12, NULL, ''9999-11-15'', payment => 400'),
    ('1000, 0.12, 12, ''2024-01-15'', period => ''14 days'', month_end => true'),
    ('1000, 0.12, 12, ''2024-01-15'', first_due => ''2024-02-28'', month_end => true'),
    ('1000, 0.12, 12, ''2024-01-15'', in_advance => true, month_end => true'),
    ('1000, 0.12, 12, ''2024-01-15'', payment_unit => 0'),
    ('1000, 0.12, 12, ''2024-01-15'', payment_unit => 0.001'),
    ('1000, 0.12, 12, ''2024-01-15'', currency => ''XXX'''),
    ('900000000000000, 1000, 1200, ''2024-01-15'', payment => 0, negative_amortization => true')
) AS v(arguments);
