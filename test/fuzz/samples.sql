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

-- Grades, policies and books.
INSERT INTO sample SELECT 'risk_grade', g FROM unnest('{pass,special_mention-2,substandard,doubtful-9,loss}'::text[]) AS g;
INSERT INTO sample SELECT 'grade_policy', policy::text FROM grade_policies();
INSERT INTO sample VALUES ('grade_policy', 'cn_2023(grace_days=7,substandard=0.2,doubtful=0.6)'), ('grade_policy', '{"loss_rate":{"loss":0.5}}'),
    ('grade_policy', '{"days":{"special_mention":0,"special_mention-1":30,"substandard":90,"loss":360},"loss_rate":{"doubtful":0.25,"loss":0.95},"credit_impaired":"doubtful-2",'
                     '"restructured":"substandard","provision":{"pass":0.01,"special_mention":0.03,"substandard":0.3,"doubtful":0.6,"loss":1},"minimum_coverage":1.2,"minimum_provision":0.02}');
INSERT INTO sample
SELECT 'portfolio_summary', portfolio_agg(CASE WHEN k % 17 > 0 THEN k * k * 100 END, (1 + k % 5)::text::risk_grade, CASE WHEN k % 3 > 0 THEN k * 7 % 500 END, k, c)::text
FROM (VALUES ('CNY'), ('JPY'), (NULL)) AS v(c), generate_series(1, 60) AS k, generate_series(1, 4) AS g WHERE k % g = 0 GROUP BY c, g;
INSERT INTO sample VALUES ('portfolio_summary', '{"portfolio_summary":1}'), ('portfolio_summary', overdue_ratio_accum(NULL, 100, 35, 30)::text),
    ('portfolio_summary', '{"portfolio_summary":1,"currency":"KWD","grades":{"loss":[9223372036854775807,999999999999999999999999999999.999]},"skipped":9223372036854775807}');
