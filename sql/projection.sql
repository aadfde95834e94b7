-- Speeds, projection, project, expected_loss, risk_price: every refusal once, NULLs, the ends of a loan.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- speeds: any case, ramps, steps, each kind; NULLs
SELECT s AS speed, monthly_rate(s, 1) AS first, monthly_rate(s, 20) AS "20th", monthly_rate(s, 2, 40) AS "2nd at 40"
FROM   unnest('{1.5 ABS,6 CPR,0.5 smm,150 Psa,2 CDR,0.2 MDR,100 SDA,"0 to 6 CPR x30, 6 CPR","2 CDR x12,1 CDR",100 CPR,
               100 SMM,5000 PSA}'::text[]) AS s;
SELECT monthly_rate(NULL, 1), monthly_rate('6 CPR', NULL), cpr(NULL), abs_speed(0.1, NULL), abs_speed(NULL, 1);
SELECT cpr(0.005), cpr(0.005, NULL) AS same, cpr(0.03, 6), cpr(1), cpr(0, 12), abs_speed(0.018633540373, 14),
       abs_speed(0.158385092204, 11, 9);
\set VERBOSITY default
SELECT monthly_rate('', 1);
SELECT monthly_rate('6', 1);
SELECT monthly_rate('-6 CPR', 1);
SELECT monthly_rate('6 CPR 1.5 ABS', 1);
SELECT monthly_rate('6 CPR,', 1);
SELECT monthly_rate('6 XYZ', 1);
SELECT monthly_rate('6 CPR x12', 1);
SELECT monthly_rate('6 CPR, 5 CPR', 1);
SELECT monthly_rate('0 to 6 CPR', 1);
SELECT monthly_rate('6 to 6 CPR', 1);
SELECT monthly_rate('6 CPR x0, 5 CPR', 1);
SELECT monthly_rate('6 CPR x1201, 5 CPR', 1);
SELECT monthly_rate('100.1 CPR', 1);
SELECT monthly_rate('101 MDR', 1);
SELECT monthly_rate('0.0000001 SMM', 1);
SELECT monthly_rate('6 CPR', 0);
SELECT monthly_rate('6 CPR', 1, 0);
SELECT cpr(1.1);
SELECT cpr(0.1, 5);
SELECT abs_speed(0.1, 0);
SELECT abs_speed(0.1, 5, 6);

-- a loan of three months and one of its projections by hand: 1 % of 900.00 defaults; of the 891.00 that pay,
-- 297.00 are scheduled; 2 % of 900.00 - 300.00 prepay; of the 9.00, 60 % are recovered a month later
CREATE TEMP TABLE loan AS SELECT '[900.00@2024-01-31]{2024-02-29:300.00+9.00+1.00,2024-03-31:300.00+6.00+1.00,
    2024-04-30:300.00+3.00+1.00}'::money_schedule AS s;
SELECT p.* FROM loan, projection(s, '2024-01-31', '2 SMM', '1 MDR', 0.4, 1) AS p;
SELECT project(s, '2024-01-31', '2 SMM', '1 MDR', 0.4, 1) FROM loan;
SELECT expected_loss(s, '2024-01-31', '1 MDR', 0.4),
       expected_loss(s, '2024-01-31', '1 MDR', 0.4, 1, annual_rate => 0.1),
       expected_loss(s, '2024-01-31', '1 MDR', 0.4, months => 1), expected_loss(s, '2024-01-31', '1 MDR', NULL) IS NULL
FROM loan;
-- with no speeds it is the contract; NULL where an argument has a default is the default
SELECT project(s, '2024-01-31') = project(s, '2024-01-31', NULL, NULL, NULL, NULL, NULL),
       project(s, '2024-02-29'), project(s, NULL::date) IS NULL,
       project(NULL::money_schedule, '2024-02-29') IS NULL FROM loan;
-- on and after its last day nothing comes
SELECT count(p.*), count(q.*) FROM loan, projection(s, NULL) AS q FULL JOIN projection(s, '2024-04-30') AS p ON true;
SELECT project(s, '2024-04-30') AS nothing, expected_loss(s, '2025-01-01', '1 MDR', 1) AS none FROM loan;
SELECT projection(s, '2024-01-30') FROM loan;
SELECT projection(s, '2024-01-31', '2 MDR') FROM loan;
SELECT projection(s, '2024-01-31', '2 SMM', '1 CPR') FROM loan;
SELECT projection(s, '2024-01-31', severity => 1.01) FROM loan;
SELECT projection(s, '2024-01-31', severity => 0.1234567) FROM loan;
SELECT projection(s, '2024-01-31', recovery_lag => 121) FROM loan;
SELECT projection(s, '2024-01-31', age => -1) FROM loan;
SELECT projection('[-5.00@2024-01-31]{2024-02-29:-5.00+0.00}', '2024-01-31');
SELECT projection('[5.00@2024-01-31]{2124-02-29:5.00+0.00}', '2024-01-31');
SELECT expected_loss(s, '2024-01-31', '1 MDR', 1, months => 0) FROM loan;
SELECT expected_loss(s, '2024-01-31', '1 MDR', 1, annual_rate => -1) FROM loan;

-- a price and its parts
SELECT * FROM risk_price(100000, 36, '2024-01-31', 0.03);
SELECT *, funding + expected_loss + prepayment + cost + margin = annual_rate AS adds_up
FROM risk_price(100000.00, 36, '2024-01-31', 0.03, '0.2 MDR', 0.55, 6, '1.3 ABS', 1500, 8, 0.01, currency => 'CNY');
SELECT risk_price(100000, 36, '2024-01-31', NULL) IS NULL AS unknown,
       risk_price(100000, 36, '2024-01-31', 0.03, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
       = risk_price(100000, 36, '2024-01-31', 0.03) AS same;
SELECT risk_price(100000, 36, '2024-01-31', 0.03, '100 MDR', 1);
SELECT risk_price(100000, 0, '2024-01-31', 0.03);
SELECT risk_price(100000, 36, '2024-01-31', -1);
SELECT risk_price(100000, 36, '2024-01-31', 0.03, severity => 2);
SELECT risk_price(100000, 36, '2024-01-31', 0.03, cost => -1);
SELECT risk_price(100000, 36, '2024-01-31', 0.03, cost_per_period => -1);
SELECT risk_price(100000, 36, '2024-01-31', 0.03, margin => -2);
SELECT risk_price(100000, 36, '2024-01-31', 0.03, method => 'balloon');
SELECT risk_price(100000, 36, '2024-01-31', 0.03, prepayment => '1 CDR');
