-- Sound values of every type with text and binary forms, to forge from.  A type
-- of the extension without a sample fails the test.
CREATE TABLE sample (type regtype, value text);

INSERT INTO sample
SELECT 'money_schedule', amortize(p, r, n, d, method => m, currency => c)::text
FROM (VALUES (100000, 0.05, 36, 'annuity', 'CNY'), (5000.55, 0.199, 12, 'equal_principal', NULL),
             (1200000, 0.031, 6, 'flat', 'JPY'), (777.77, 0, 3, 'interest_only', 'USD'), (100, 0.12, 60, 'rule_of_78', 'KWD'))
         AS loan(p, r, n, m, c),
     (VALUES (date '2024-01-15'), ('2020-01-31')) AS start(d);
INSERT INTO sample
SELECT 'money_schedule', amortize(250000, 0.0725, 24, '2023-12-31', first_due => '2024-02-20', balloon => 50000, grace => 3, fee => 12.5,
                                  day_count => 'ACT/365', residue => 'first', period => period, payment_unit => 10)::text
FROM (VALUES (interval '1 month'), ('14 days'), ('3 months')) AS p(period);
INSERT INTO sample
SELECT 'money_schedule', schedule_agg(due, principal, interest, fee)::text
FROM (SELECT k % 3 AS loan, date '2024-01-01' + k * k AS due, 100.01 * k AS principal, k - 4 AS interest, k % 2 AS fee
      FROM generate_series(1, 30) AS k) AS row
GROUP BY loan;

-- States of aggregates, as their transition functions leave them.
INSERT INTO sample
SELECT 'money_schedule_state', money_schedule_sum_accum(money_schedule_sum_accum(NULL, value::money_schedule), value::money_schedule)::text
FROM sample
WHERE type = 'money_schedule'::regtype;
INSERT INTO sample
SELECT 'money_schedule_state', schedule_agg_accum(
    schedule_agg_accum(NULL, '2024-05-01', 10.5, -0.25, 1, start_date), '2024-04-01', 99999999999.99, 0, 0, start_date)::text
FROM (VALUES (date '2024-01-01'), (NULL)) AS row(start_date);
