-- loan_state and days_past_due: the waterfall, each allocation, penalty, the day counted, and every refusal.
SET datestyle = 'ISO, YMD';
\x on

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- Three rows of 100 + 10 + 1, due on the 15th of February, March and April.
CREATE TEMP TABLE loan AS SELECT
    '[CNY 300.00@2024-01-15]{2024-02-15:100.00+10.00+1.00,'
     '2024-03-15:100.00+10.00+1.00,2024-04-15:100.00+10.00+1.00}'::money_schedule AS s;

-- every column at once; NULL paid is no payment, as is a payment after the day
SELECT l.* FROM loan, loan_state(s, '[CNY]{2024-02-20:120}', '2024-03-25', penalty_rate => 0.36) AS l;
SELECT l.*, l = loan_state(s, '{2024-03-26:9}', '2024-03-25') AS t FROM loan, loan_state(s, NULL, '2024-03-25') AS l;
\x off

-- the day: nothing due, due today, a day late, due today and unmet before; the day of the reckoning counted as well
SELECT as_of, (l).days_past_due, (l).oldest_unpaid, (l).overdue_principal, (l).next_due, (l).next_payment,
       days_past_due(s, NULL, as_of),
       (counted).days_past_due AS counted, (counted).oldest_unpaid AS from,
       days_past_due(s, NULL, as_of, due_day_counts => true), (counted).overdue_principal
FROM  (SELECT s, d::date AS as_of, loan_state(s, NULL, d::date) AS l,
       loan_state(s, NULL, d::date, due_day_counts => true) AS counted
       FROM loan, unnest('{2024-01-15,2024-02-14,2024-02-15,2024-02-16,'
        '2024-03-15,2024-04-15,2024-04-16,9999-12-31}'::text[]) AS d) AS q;

-- the Indian circular: due 31 March 2021, SMA-1 at the day-end of 30 April (day 31), non-performing at that of 29
-- June (day 91)
SELECT d, days_past_due('[100.00@2021-02-28]{2021-03-31:100.00+0.00}', NULL, d::date, due_day_counts => true)
FROM unnest('{2021-03-31,2021-04-30,2021-05-30,2021-06-29}'::text[]) AS d;

-- the orders: 55 do not meet the row of 111
SELECT allocation, l.paid_principal, l.paid_interest, l.paid_fee, l.overdue_principal, l.overdue_interest,
       l.overdue_fee, l.unapplied
FROM loan, unnest('{fee_interest_principal,principal_interest_fee,interest_principal_fee}'::text[]) AS allocation,
     loan_state(s, '{2024-02-15:5.50}', '2024-02-16', allocation) AS l;

-- partial, over, early, several on one day, reversed: money is paid somewhere or unapplied
SELECT case_, l.days_past_due, l.paid_principal + l.paid_interest + l.paid_fee AS applied, l.unapplied,
       l.outstanding_principal, l.next_due, l.next_payment
FROM loan, (VALUES ('before the first due date', '{2024-01-20:111}', '2024-02-14'),
            ('and on it', '{2024-01-20:111}', '2024-02-15'), ('too much', '{2024-02-15:150}', '2024-02-20'),
                   ('which serves the next row', '{2024-02-15:150}', '2024-03-15'),
                   ('three on a day', (SELECT cashflow_agg('2024-02-15', part)
                                       FROM (VALUES (11), (1.50), (98.50)) AS v(part))::text, '2024-02-16'),
                   ('everything', '{2024-02-01:333}', '2024-04-15'),
                   ('too much of everything', '{2024-02-01:350}', '2024-04-15'),
                   ('taken back', '{2024-02-15:222,2024-03-16:-111}', '2024-03-17'),
                   ('more taken back than came', '{2024-02-15:50,2024-02-16:-80}', '2024-02-17'),
                   ('on the day before', '{2024-02-15:222,2024-03-16:-111}', '2024-03-15')) AS v(case_, paid,
                   as_of),
     loan_state(s, paid::cashflows, as_of::date) AS l;

-- a back-dated payment changes the answer
SELECT days_past_due(s, '{2024-03-01:50}', '2024-03-20') AS before,
       days_past_due(s, '{2024-02-10:61,2024-03-01:50}', '2024-03-20') AS after FROM loan;

-- capitalised interest is a negative principal: it pays its own row's interest, and what it exceeds is not used
SELECT d, l.paid_principal, l.paid_interest, l.outstanding_principal, l.days_past_due, l.next_payment
FROM unnest('{2024-02-14,2024-02-15,2024-03-16}'::text[]) AS d,
     loan_state('[100.00@2024-01-15]{2024-02-15:-10.00+10.00,2024-03-15:110.00+5.00}', '{2024-03-15:15}', d::date) AS l;
-- a row of zeros is met; so is a schedule without rows
SELECT l.days_past_due, l.next_due, l.outstanding_principal
FROM loan_state('[5.00@2024-01-15]{2024-02-15:0.00+0.00,2024-03-15:5.00+0.00}', NULL, '2024-03-01') AS l;
SELECT l.days_past_due, l.next_due, l.outstanding_principal, l.unapplied
FROM loan_state('[0.00@2024-01-15]{}', '{2024-02-01:3}', '2024-03-01') AS l;

-- penalty: days 15 to 24 February on 100, then on 50, from 15 March on 150; principal first pays less of it
SELECT d, l.overdue_principal, l.penalty, round(0.36 / 360 * days, 2) AS by_hand, first.penalty AS principal_first
FROM loan, (VALUES ('2024-02-15', 0), ('2024-02-16', 100), ('2024-02-25', 1000), ('2024-03-15', 1000 + 19 * 50),
            ('2024-03-25', 1000 + 19 * 50 + 10 * 150)) AS v(d, days),
     loan_state(s, '{2024-02-25:61}', d::date, penalty_rate => 0.36) AS l,
     loan_state(s, '{2024-02-25:61}', d::date, 'principal_interest_fee', 0.36) AS first;

-- currencies: none among the payments is the schedule's
SELECT l.paid_principal, l.unapplied
FROM loan_state('[JPY 100@2024-01-15]{2024-02-15:100+0}', '{2024-02-15:60.00}', '2024-02-16') AS l;
SELECT l.paid_principal, l.unapplied, days_past_due(s, paid, '2024-02-16')
FROM (VALUES ('[KWD 1.500@2024-01-15]{2024-02-15:1.500+0.000}'::money_schedule, '{2024-02-15:1.45}'::cashflows)) AS v(s,
    paid), loan_state(s, paid, '2024-02-16') AS l;

-- NULLs
SELECT loan_state(NULL, NULL, '2024-02-16') IS NULL AS t, loan_state(s, NULL, NULL) IS NULL AS t,
       loan_state(s, NULL, '2024-02-16', NULL) IS NULL AS t,
       loan_state(s, NULL, '2024-02-16', penalty_rate => NULL) IS NULL AS t,
       days_past_due(NULL, NULL, '2024-02-16') IS NULL AS t, days_past_due(s, NULL, NULL) IS NULL AS t,
       days_past_due(s, NULL, '2024-02-16', NULL) IS NULL AS t FROM loan;
-- a loan that starts after the day is NULL, in a query over the whole book too
SELECT days_past_due(s, NULL, '2024-01-14') IS NULL AS t, loan_state(s, NULL, '2024-01-14') IS NULL AS t,
       days_past_due(s, NULL, '2024-01-15') AS "0" FROM loan;
SELECT v.start_date, dpd, l.as_of, l.days_past_due, l.outstanding_principal
FROM (VALUES (date '2024-01-15'), ('2024-06-15')) AS v(start_date),
     LATERAL amortize(1000, 0, 2, v.start_date) AS s, days_past_due(s, NULL, '2024-03-01') AS dpd,
     loan_state(s, '{2024-02-15:1}', '2024-03-01') AS l;

-- refusals
SELECT call, pg_temp.refused(call) FROM unnest(ARRAY[
    $$SELECT loan_state(s, NULL, 'infinity') FROM loan$$,
    $$SELECT days_past_due(s, NULL, '-infinity') FROM loan$$,
    $$SELECT loan_state(s, '[USD]{}', '2024-02-16') FROM loan$$,
    $$SELECT days_past_due(s, '[USD]{}', '2024-02-16') FROM loan$$,
    $$SELECT days_past_due('[5.00@2024-01-15]{2024-02-15:5.00+0.00}', '[USD]{}', '2024-02-16')$$,
    $$SELECT loan_state('[JPY 5@2024-01-15]{2024-02-15:5+0}', '{2024-02-15:0.50}', '2024-02-16')$$,
    $$SELECT loan_state(s, NULL, '2024-02-16', 'oldest_first') FROM loan$$,
    $$SELECT loan_state(s, NULL, '2024-02-16', penalty_rate => -0.01) FROM loan$$,
    $$SELECT loan_state(s, NULL, '2024-02-16', penalty_rate => 1000.5) FROM loan$$,
    $$SELECT loan_state(s, NULL, '2024-02-16', penalty_rate => 'NaN') FROM loan$$,
    $$SELECT loan_state('[90000000000000000.00@2024-01-15]{2024-02-15:90000000000000000.00+0.00}', NULL, '9999-12-31',
                        penalty_rate => 1)$$
]) WITH ORDINALITY AS v(call, k) ORDER BY k;
