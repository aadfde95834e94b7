-- Sound values of every type with text and binary forms, to forge from.  A type
-- of the extension without a sample fails the test.
CREATE TABLE sample (type regtype, value text);

INSERT INTO sample
SELECT 'money_schedule', amortize(p, r, n, d, method => m, currency => c)::text
FROM (VALUES (100000, 0.05, 36, 'annuity', 'CNY'), (5000.55, 0.199, 12, 'equal_principal', NULL),
             (1200000, 0.031, 6, 'flat', 'JPY'), (777.77, 0, 3, 'interest_only', 'USD'),
             (100, 0.12, 60, 'rule_of_78', 'KWD'))
         AS loan(p, r, n, m, c),
     (VALUES (date '2024-01-15'), ('2020-01-31')) AS start(d);
INSERT INTO sample
SELECT 'money_schedule', amortize(250000, 0.0725, 24, '2023-12-31', first_due => '2024-02-20', balloon => 50000,
                                  grace => 3, fee => 12.5,
                                  day_count => 'ACT/365', residue => 'first', period => period,
                                  payment_unit => 10)::text
FROM (VALUES (interval '1 month'), ('14 days'), ('3 months')) AS p(period);
INSERT INTO sample
SELECT 'money_schedule', amortize(1000, 0.05, 5, '2024-04-30', first_due => first_due, month_end => true)::text
FROM (VALUES (date '2024-05-31'), ('2024-07-31')) AS f(first_due);
INSERT INTO sample
SELECT 'money_schedule', schedule_agg(due, principal, interest, fee)::text
FROM (SELECT k % 3 AS loan, date '2024-01-01' + k * k AS due, 100.01 * k AS principal, k - 4 AS interest, k % 2 AS fee
      FROM generate_series(1, 30) AS k) AS row
GROUP BY loan;
-- Changed ones: a mark, rates of their own, a row between two due dates.
INSERT INTO sample
SELECT 'money_schedule', c::text
FROM amortize(9000, 0.06, 12, '2024-01-15', fee => 2, currency => 'CNY') AS s,
     LATERAL (VALUES (mark_restructured(s)), (restructure(s, '2024-06-20', 0.04, 18, 500)),
              (mark_restructured(reprice(prepay(s, '2024-03-20', 1000, 'reduce', 20), '2024-05-01', 0.045))),
              (defer(tranche(s, '2024-02-20', 500), '2024-04-15', 2, 'waive')), (step(s, 0.05, 4))) AS v(c);

-- States of aggregates, as their transition functions leave them.
INSERT INTO sample
SELECT 'money_schedule_state', money_schedule_sum_accum(money_schedule_sum_accum(NULL, value::money_schedule),
                                                        value::money_schedule)::text
FROM sample
WHERE type = 'money_schedule'::regtype;
INSERT INTO sample
SELECT 'money_schedule_state', schedule_agg_accum(
    schedule_agg_accum(NULL, '2024-05-01', 10.5, -0.25, 1, start_date), '2024-04-01', 99999999999.99, 0, 0,
    start_date)::text
FROM (VALUES (date '2024-01-01'), (NULL)) AS row(start_date);

-- Grades, policies and books.
INSERT INTO sample SELECT 'risk_grade', g
FROM unnest('{pass,special_mention-2,substandard,doubtful-9,loss}'::text[]) AS g;
INSERT INTO sample SELECT 'grade_policy', policy::text FROM grade_policies();
INSERT INTO sample VALUES ('grade_policy', 'cn_2023(grace_days=7,substandard=0.2,doubtful=0.6)'),
    ('grade_policy', '{"loss_rate":{"loss":0.5}}'),
    ('grade_policy', '{"days":{"special_mention":0,"special_mention-1":30,"substandard":90,"loss":360},'
                     '"loss_rate":{"doubtful":0.25,"loss":0.95},"credit_impaired":"doubtful-2",'
                     '"restructured":"substandard","provision":{"pass":0.01,"special_mention":0.03,'
                     '"substandard":0.3,"doubtful":0.6,"loss":1},"minimum_coverage":1.2,"minimum_provision":0.02}');
INSERT INTO sample
SELECT 'portfolio_summary', portfolio_agg(CASE WHEN k % 17 > 0 THEN k * k * 100 END, (1 + k % 5)::text::risk_grade,
                                          CASE WHEN k % 3 > 0 THEN k * 7 % 500 END, k, c)::text
FROM (VALUES ('CNY'), ('JPY'), (NULL)) AS v(c), generate_series(1, 60) AS k, generate_series(1, 4) AS g WHERE k % g = 0
GROUP BY c, g;
INSERT INTO sample VALUES ('portfolio_summary', '{"portfolio_summary":1}'),
    ('portfolio_summary', overdue_ratio_accum(NULL, 100, 35, 30)::text),
    ('portfolio_summary',
     '{"portfolio_summary":1,"currency":"KWD","grades":{"loss":[9223372036854775807,'
     '999999999999999999999999999999.999]},"skipped":9223372036854775807}');

-- Plans: the modes alone, all of them together, and one at every limit.
INSERT INTO sample
SELECT 'commission_plan', plan
FROM (VALUES ('{"salary": 6000}'), ('{"currency": "JPY", "bonus": 5000, "floor": 1, "cap": 9000000}'),
    ('{"per_loan": {"rate": 0.1, "min": 100, "max": 1500}, "clawback": [{"event": "default", "to": 6}, '
     '{"event": "early_settlement", "from": 1, "to": 12, "share": 0.5, "method": "pro_rata"}]}'),
    ('{"currency": "KWD", "tiers": {"method": "ramp", "over": "loans", "bands": [{"from": 5, "rate": 30.125}, '
     '{"from": 20, "rate": 1000000}]}, "draw": {"guarantee": 1000, "recoverable": false, "recovery": 0.25}}'),
    ('{"tiers": {"method": "marginal", "quota": 1000000, "over": "base", "bands": [{"from": 1, "rate": 0.008}, '
     '{"from": 1.2, "rate": 0.012}]}, "kpi": {"indicators": [{"name": "approval_rate", "target": 0.6, '
     '"weight": 0.4, "gate": 0.5, "cap": 1.2}, {"name": "客户满意度", "target": 90, "weight": 0.6, "better": "lower"}], '
     '"method": "ramp", "bands": [{"from": 0.8, "rate": 0.5}, {"from": 1.2, "rate": 1.5}]}, '
     '"quality": [{"by": "overdue_ratio", "method": "ramp", "bands": [{"from": 0, "rate": 1.1}, {"from": 0.06, '
     '"rate": 0}]}, {"by": "loans", "method": "whole", "bands": [{"from": 0, "rate": 1}]}], "cap": 20000, '
     '"deferral": {"share": 0.4, "years": 3, "release": {"by": "npl_ratio", "method": "whole", '
     '"bands": [{"from": 0, "rate": 1}, {"from": 0.02, "rate": 0.5}]}}, "salary": 6200}'))
    AS p(plan);
INSERT INTO sample
SELECT 'commission_plan', jsonb_build_object('salary', 900000000000000, 'per_loan', '{"rate": 1}'::jsonb, 'quality',
                                             jsonb_agg(curve), 'clawback',
    (SELECT jsonb_agg(jsonb_build_object('event', 'default', 'from', m, 'to', m + 1)) FROM generate_series(0, 15) AS m))
FROM (SELECT jsonb_build_object('by', repeat(i::text, 63), 'method', 'ramp', 'bands',
                 (SELECT jsonb_agg(jsonb_build_object('from', k * 0.00000001, 'rate', k / 4.0))
                  FROM generate_series(0, 31) AS k)) AS curve
      FROM generate_series(1, 8) AS i) AS c;
INSERT INTO sample
SELECT 'commission_statement', commission_statement(value::commission_plan)::text FROM sample
WHERE type = 'commission_plan'::regtype;
INSERT INTO sample
SELECT 'commission_statement',
       (commission_agg(plan, k * 1000, k * 7) + clawback_agg(plan, k * 11, k % 13, CASE k % 2 WHEN 0 THEN 'default'
        ELSE 'early_settlement' END))::text
FROM (SELECT value::commission_plan AS plan FROM sample WHERE type = 'commission_plan'::regtype) AS p,
     generate_series(1, 30) AS k
GROUP BY plan;

-- Payments and histories, and their states: any day, gaps, what is unknown, lost and brought back; the longest and
-- the widest.
INSERT INTO sample VALUES ('cashflows', '{}'), ('cashflows', '[CNY]{}'),
    ('cashflows', '[JPY]{0001-01-01:-9223372036854775808,9999-12-31:9223372036854775807}');
INSERT INTO sample
SELECT 'cashflows', cashflow_agg(date '2024-01-15' + k * k % (97 * n), (k * 7919 % 1000 - 300) * 1.01, c)::text
FROM (VALUES (1, 'CNY'), (30, 'KWD'), (300, NULL)) AS v(n, c), generate_series(1, 40) AS k WHERE k <= n GROUP BY n, c;
INSERT INTO sample
SELECT 'cashflows', cashflows(value::money_schedule)::text FROM sample WHERE type = 'money_schedule'::regtype
ORDER BY length(value) LIMIT 5;
INSERT INTO sample
SELECT 'cashflows_state', cashflows_sum_accum(cashflows_sum_accum(NULL, value::cashflows), value::cashflows)::text
FROM sample WHERE type = 'cashflows'::regtype;
INSERT INTO sample VALUES ('payment_history', '{2024-01:9800.00,9600.00/31,*,9400.00@15,0.00/120!9400.00,0.00+500.00}'),
    ('payment_history', '{2024-01:0.00}'), ('payment_history', '[JPY]{1999-12:100,99@01/3,?,*,*,-5!?+7,?-9}'),
    ('payment_history', '{0001-01:0.00}'),
    ('payment_history', '{9999-12:900000000000000.00@01/3652058!900000000000000.00-900000000000000.00}'),
    ('payment_history', history_from_string('//NN*12#3CN7G*G', '2024-06-30')::text);
INSERT INTO sample
SELECT 'payment_history', history_agg((date '2020-02-01' + make_interval(months => k))::date - 1 - CASE n % 2
                                      WHEN 0 THEN k % 9 ELSE 0 END,
                                      CASE WHEN k * n % 17 > 0 THEN 100000 - k * 2777.01 + k * k * n % 13 END,
                                      CASE WHEN k % 3 = 0 THEN k * n % 200 ELSE 0 END, CASE WHEN k % 8 = 7 THEN k
                                          ELSE 0 END, k * n % 4 - 1, c)::text
FROM (VALUES (1, 'CNY'), (2, NULL), (3, 'KWD'), (40, NULL)) AS v(n, c), generate_series(0, 59) AS k
WHERE k % (n + 3) > 0 AND k < 24 + n GROUP BY n, c;
INSERT INTO sample
SELECT 'payment_history_state',
       history_agg_accum(history_agg_accum(history_agg_accum(NULL, m.as_of, balance, days_past_due, charged_off,
            recovered), m.as_of - 40, 5, 3), CASE WHEN balance > 0 THEN m.as_of ELSE m.as_of + 70 END, 7, 7)::text
FROM (SELECT value FROM sample WHERE type = 'payment_history'::regtype OFFSET 0) AS h,
     months(value::payment_history) AS m
WHERE m.month BETWEEN '2020-01-01' AND '2020-05-01' OR m.month = '2024-02-01';

-- Vintages of histories by every convention, with a currency, unknown amounts, write-downs and recoveries; of rows;
-- states of both; and values at the limits.
INSERT INTO sample
SELECT 'vintage_summary', vintage_agg(value::payment_history, coalesce(o, first_month(value::payment_history)),
                                      500 + length(value), mob)::text
FROM (SELECT value, length(value) % 2 AS two FROM sample WHERE type = 'payment_history'::regtype) AS h,
     (VALUES (date '0001-01-01'), (NULL)) AS v(o), unnest('{calendar0,calendar1,anniversary}'::text[]) AS mob
GROUP BY mob, o, coalesce(substring(value FROM '\[...\]'), ''), two;
INSERT INTO sample
SELECT 'vintage_summary',
       vintage_agg(loan, mob, 100000 + loan, CASE WHEN mob * loan % 19 > 0 THEN greatest(0, 90000 - mob * 5000.01) END,
                   CASE WHEN mob % 4 = 1 THEN mob * loan % 250 ELSE 0 END)::text
FROM (VALUES (1), (12)) AS v(n), generate_series(1, 12) AS loan, generate_series(0, 23) AS mob
WHERE mob % 7 <> loan % 7 AND loan <= n GROUP BY n;
INSERT INTO sample VALUES ('vintage_summary',
                           '{"vintage_summary":1,"mob":"anniversary","skipped":9223372036854775807}'),
    ('vintage_summary', '{"vintage_summary":1,"mob":"given","cutoff":120000,"cohorts":{"all":{"loans":40000000000000'
                        '00000,"original":900000000000000000000000000000000.00,"seen":'
                                               '[[120000,4000000000000000000]]}}}'),
    ('vintage_summary', '{"vintage_summary":1,"currency":"KWD","mob":"calendar0","cutoff":"9999-12-31",'
                        '"cohorts":{"0001-01":{"loans":2,"original":0.002,"seen":[[0,1],[119987,1]],'
                        '"charge_off":[[119987,1,17000000000000000000000000000.000]],'
                        '"recovered":[[119987,3,-0.001]]}},"unknown":["ever_0","current_180","charge_off"]}');
INSERT INTO sample
SELECT 'vintage_summary_state', vintage_rollup_accum(vintage_rollup_accum(NULL, value::vintage_summary),
                                                     value::vintage_summary)::text FROM sample
WHERE type = 'vintage_summary'::regtype AND length(value) < 2000 AND value NOT LIKE '%000000000000%'
       AND value NOT LIKE '%5807%';
INSERT INTO sample VALUES ('vintage_summary_state', vintage_agg_accum(NULL, NULL, '2024-01-15', 100)::text);
INSERT INTO sample
SELECT 'vintage_rows_state', rows::text
FROM (VALUES (vintage_rows_accum(NULL, 1, 0, 100, 100, 0)), (vintage_rows_accum(NULL, NULL, 0, 100, 100, 0)),
      (vintage_rows_accum(vintage_rows_accum(NULL, -9223372036854775808, 120000, 900000000000000, NULL, 3652058, 2),
                          9223372036854775807, 0, 0.01, -5, 0, 2))) AS v(rows);
INSERT INTO sample
WITH RECURSIVE grown AS (
    SELECT 0 AS k, NULL::vintage_rows_state AS s
    UNION ALL
    SELECT k + 1, vintage_rows_accum(s, k * 7 % 11, k / 3, 1000 + k * 7 % 11, 900 - k, k * k % 200) FROM grown
    WHERE k < 40)
SELECT 'vintage_rows_state', s::text FROM grown WHERE k IN (2, 9, 33, 40);

-- Matrices of each kind of states: bands, tiers, notches; from histories with unknown balances; empty, skipped only,
-- and at the limits.
INSERT INTO sample VALUES ('migration_summary', '{"migration_summary":1,"states":"bands"}'),
    ('migration_summary', '{"migration_summary":1,"states":"grades","skipped":2305843009213693952}'),
    ('migration_summary',
     '{"migration_summary":1,"currency":"KWD","states":"grades","moves":[["pass","loss-9",2305843009213693951,'
     '1329227995784915872903807060280344.575],["loss-9","charged_off",1,0]],"unknown":2305843009213693952}');
INSERT INTO sample
SELECT 'migration_summary', migration_agg(k * 7 % 500, CASE WHEN k % 5 > 0 THEN k * 11 % 500 END,
                                          CASE WHEN k % 17 > 0 THEN k * k * 100 - 9000 END,
                                          (ARRAY['paid_off', 'gone', 'charged_off', NULL])[1 + k % 4], c)::text
FROM (VALUES ('CNY'), ('JPY'), (NULL)) AS v(c), generate_series(1, 90) AS k, generate_series(1, 9, 4) AS g
WHERE k % g = 0 GROUP BY c, g;
INSERT INTO sample
SELECT 'migration_summary',
       migration_agg((1 + k % 5 || n)::risk_grade, CASE WHEN k % 6 > 0 THEN (1 + k % 4 || n)::risk_grade END, k * 1000,
                     (ARRAY['paid_off', 'gone', 'charged_off'])[1 + k % 3], c)::text
FROM (VALUES ('CNY', ''), (NULL, ''), ('KWD', '-3'), (NULL, '-9')) AS v(c, n), generate_series(1, 40) AS k
GROUP BY c, n;
INSERT INTO sample
SELECT 'migration_summary', migration_agg(value::payment_history)::text
FROM (SELECT value, row_number() OVER (ORDER BY value) AS k FROM sample WHERE type = 'payment_history'::regtype
      AND value NOT LIKE '[%') AS h GROUP BY k % 4;

-- Scores and bins, and the states that count them.
INSERT INTO sample VALUES ('score_summary', '{"score_summary":1}'),
    ('score_summary', '{"score_summary":1,"scores":[[-2147483648,0.000001,0],[2147483647,0,0,999999999999999999]]}'),
    ('bin_summary', '{"bin_summary":1,"skipped":9}'), ('bin_summary',
        '{"bin_summary":1,"bins":[["",0.5,0],[null,1,2]]}');
INSERT INTO sample
SELECT 'score_summary', score_agg(k * k % 300, k % 3 = 0, CASE WHEN n = 1 THEN 1 ELSE k / 100.0 END)::text
FROM generate_series(1, 40) AS k, generate_series(1, 2) AS n GROUP BY n;
INSERT INTO sample
SELECT 'bin_summary', bin_agg((ARRAY['new', 'used', '二手', NULL])[1 + k % 4], k % 3 = 0, k / n)::text
FROM generate_series(1, 40) AS k, (VALUES (1.0), (0.4)) AS v(n) GROUP BY n;
INSERT INTO sample
SELECT 'score_summary_state', score_rollup_accum(score_rollup_accum(NULL, value::score_summary),
                                                 value::score_summary)::text
FROM sample WHERE type = 'score_summary'::regtype;
INSERT INTO sample
SELECT 'bin_summary_state', bin_rollup_accum(bin_rollup_accum(NULL, value::bin_summary), value::bin_summary)::text
FROM sample WHERE type = 'bin_summary'::regtype;

-- Cards and warning rules.
INSERT INTO sample VALUES ('scorecard', '{"scorecard":1,"characteristics":[{"name":"a","bins":[{"points":1}]}]}'),
    ('scorecard', '{"scorecard":1,"base":{"score":600,"odds":20,"pdo":50.5},"characteristics":[{"name":"收入",'
     '"neutral":-7,"bins":[{"below":-0.5,"points":1},{"below":1000000000000000000,"points":2},{"missing":true,'
     '"points":3}]},{"name":"b","bins":[{"in":["x","","\u00e9"],"points":1},{"points":-1000000}]}],'
     '"grades":[{"from":700,"grade":"pass-2"},{"grade":"loss"}]}'),
    ('warning_rules', '{"warning_rules":1,"levels":["a"],"rules":[{"level":"a","over":0}]}'),
    ('warning_rules', '{"warning_rules":1,"levels":["watch","red"],"clear":3,"rules":[{"level":"red","over":30,'
     '"last":12,"times":3,"after":0},{"level":"watch","over":3652058,"run":1200}]}');

-- Pools: empty, by months far apart, and as their aggregates leave them.
INSERT INTO sample VALUES ('pool_summary', '{"pool_summary":1}'),
    ('pool_summary', '{"pool_summary":1,"currency":"KWD","months":{"0001-01":[1,1.000,0,0,0,0,0,1.000,0,-5.000],'
                     '"0020-12":[0,0,0,0,0,0,-99999999999999999999.999,0,0,0]},"skipped":9223372036854775807}'),
    ('pool_summary', '{"pool_summary":1,"unknown":3,"currency":"CNY"}');
INSERT INTO sample
SELECT 'pool_summary_state', pool_agg_accum(pool_agg_accum(NULL, s, h), NULL, h)::text
FROM (SELECT amortize(1000, 0.05, n, '2024-01-31') AS s,
             (SELECT history_agg((date '2024-01-31' + interval '1 month' * k)::date, 1000 - 30 * k, 0, k / 9, k % 2)
              FROM generate_series(0, n) AS k) AS h
      FROM generate_series(6, 12, 3) AS n) AS l;
INSERT INTO sample
SELECT 'pool_summary', pool_agg_final(value::pool_summary_state)::text FROM sample
WHERE type = 'pool_summary_state'::regtype;

-- Value curves.
INSERT INTO sample VALUES ('value_curve', '{"value_curve":1,"points":[[0,1]]}'),
    ('value_curve', '{"value_curve":1,"points":[[0,2],[1,0],[1200,0.000001]],"km_per_year":1000000,"per_1000_km":2,'
                    '"conditions":{"好":1.5,"good":1,"\u00e9":0},"floor":0.05}');
