-- Values of every type, as functions and transition functions leave them, for
-- the files of bytes that test/golden/write makes.  Run after
-- test/fuzz/samples.sql, whose values in text form are taken over first.
SELECT format('CREATE TABLE w_%s (id int GENERATED ALWAYS AS IDENTITY, v %1$s)', typname)
FROM pg_type
     JOIN pg_depend ON objid = pg_type.oid AND classid = 'pg_type'::regclass AND deptype = 'e'
WHERE typtype = 'b' AND typcategory <> 'A' \gexec

SELECT format('INSERT INTO w_%s (v) SELECT value::%1$s FROM sample WHERE type = %1$L::regtype ORDER BY length(value)',
              t)
FROM (SELECT DISTINCT type::text AS t FROM sample) AS x
ORDER BY t \gexec

-- Loans of every method and option; loans without rows; sums.
INSERT INTO w_money_schedule (v)
SELECT amortize(120000, 0.066, 12, '2024-01-31', method)
FROM unnest('{annuity,equal_principal,interest_only,flat,rule_of_78}'::text[]) AS method;
INSERT INTO w_money_schedule (v) VALUES
    (amortize(1000, 0.05, 3, '2024-01-15')),
    (amortize(1000, 0.05, 3, '2024-01-31', first_due => '2024-03-15', grace => 1, day_count => 'ACT/365',
              rounding => 'half_even')),
    (amortize(34295, 0.03, 36, '2024-01-15', balloon => 24000, in_advance => true)),
    (amortize(12000, 0.06, 4, '2024-01-15', in_advance => true, currency => 'EUR')),
    (amortize(1000, 0.05, 7, '2024-01-15', residue => 'first', fee => 3)),
    (amortize(100000, 0.05, 36, '2024-01-15', payment_unit => 10, payment_rounding => 'up')),
    (amortize(100000, 0.05, 36, '2024-01-15', payment => 3100)),
    (amortize(1000, 0.05, 7, '2024-04-30', month_end => true)),
    (amortize(1000, 0.05, 7, '2024-01-15', first_due => '2024-03-31', month_end => true)),
    (amortize(100000, 0.12, 24, '2024-01-15', payment => 900, negative_amortization => true)),
    (amortize(100000, 0.05, 36, '2024-01-15', currency => 'KWD')),
    (amortize(1200000, 0.031, 6, '2023-11-30', 'flat', currency => 'JPY')),
    (amortize(1200, 0.06, 5, '2024-01-31', period => '14 days')),
    (amortize(1200, 0.06, 5, '2024-01-31', period => '3 months', day_count => '30E/360', rounding => 'down')),
    (amortize(9000, -0.01, 3, '2024-02-29', day_count => 'ACT/ACT')),
    (amortize(0.01, 0, 1, '0001-01-01')),
    (amortize(900000000000000, 0.3, 2, '9998-01-31')),
    (amortize(1000, 0.05, 3, '2024-01-15', balloon => 100, day_count => 'ACT/360', rounding => 'up')),
    ('[0.00@2024-01-15]{}'),
    ('[CNY 0.00@2001-01-01]{}'),
    (amortize(1000, 0.05, 3, '2024-01-15') + amortize(2000, 0.07, 4, '2024-02-20')),
    ((SELECT sum(amortize(100000 + n, 0.05, 12, date '2024-01-01' + n % 40, fee => n % 2))
      FROM generate_series(1, 200) AS n)),
    ((SELECT schedule_agg(d, p, i)
      FROM (VALUES (date '2024-02-15', 100, 1.5), ('2024-05-31', -20, 0), ('2031-12-31', 900.25, -3)) AS r(d, p, i)));

INSERT INTO w_risk_grade (v)
SELECT concat(tier, notch)::risk_grade
FROM unnest('{pass,special_mention,substandard,doubtful,loss}'::text[]) AS tier,
     unnest(ARRAY['', '-1', '-2', '-3', '-4', '-5', '-9']) AS notch;

-- States of sums and of rows: one row, several, out of order, beyond what is reserved first.
INSERT INTO w_money_schedule_state (v)
SELECT money_schedule_sum_accum(NULL, v) FROM w_money_schedule WHERE id <= 30 ORDER BY id;
INSERT INTO w_money_schedule_state (v)
SELECT money_schedule_sum_accum(money_schedule_sum_accum(NULL, v), v + v)
FROM w_money_schedule WHERE id <= 26 AND id <> 20 ORDER BY id;
INSERT INTO w_money_schedule_state (v) VALUES
    (schedule_agg_accum(NULL, '2024-01-05', 10, 1)),
    (schedule_agg_accum(schedule_agg_accum(NULL, '2024-01-05', 10, 1, 2), '2023-01-05', 10, 1, 2)),
    (schedule_agg_accum(schedule_agg_accum(NULL, NULL, 10, 1, 2), '2023-01-05', 10, NULL, 2));
WITH RECURSIVE grown AS (
    SELECT 0 AS k, NULL::money_schedule_state AS s
    UNION ALL
    SELECT k + 1, schedule_agg_accum(s, date '2024-01-01' + k * 37 % 100, 100 + k, k * 0.5, k % 3)
    FROM grown WHERE k < 60)
INSERT INTO w_money_schedule_state (v) SELECT s FROM grown WHERE k IN (1, 2, 3, 9, 17, 33, 60);

INSERT INTO w_cashflows (v) VALUES
    (cashflows(amortize(10000, 0.12, 3, '2024-01-15'))),
    (cashflows(amortize(10000, 0, 2, '2024-01-15', in_advance => true))),
    ('[KWD]{2024-01-15:-1.234,2024-02-29:5.000}');
INSERT INTO w_cashflows_state (v) SELECT cashflows_sum_accum(NULL, v) FROM w_cashflows ORDER BY id;
INSERT INTO w_cashflows_state (v) VALUES
    (cashflow_agg_accum(cashflow_agg_accum(NULL, '2024-01-01', 5, 'JPY'), '2023-01-01', 5, 'JPY')),
    (cashflow_agg_accum(NULL, '2024-01-01', 5)),
    (cashflow_agg_accum(NULL, NULL, 5));
WITH RECURSIVE grown AS (
    SELECT 0 AS k, NULL::cashflows_state AS s
    UNION ALL
    SELECT k + 1, cashflow_agg_accum(s, date '2024-01-01' + k * 37 % 100, 100 + k * k % 77 - 40.01)
    FROM grown WHERE k < 30)
INSERT INTO w_cashflows_state (v) SELECT s FROM grown WHERE k IN (1, 2, 3, 9, 17, 30);

INSERT INTO w_payment_history (v)
SELECT history_agg((date '2021-01-01' + make_interval(months => k))::date - 1, 1000 - k * 20, greatest(0, k * 30 - 300))
FROM generate_series(1, 40) AS k;
INSERT INTO w_payment_history_state (v) VALUES
    (history_agg_accum(NULL, '2024-01-31', NULL, NULL)),
    (history_agg_accum(history_agg_accum(NULL, '2024-01-31', 5, 0), '2023-01-15', NULL, 7));
WITH RECURSIVE grown AS (
    SELECT 0 AS k, NULL::payment_history_state AS s
    UNION ALL
    SELECT k + 1,
           history_agg_accum(s, (date '2024-02-01' + make_interval(months => k * 7 % 24))::date - 1,
                             100000 - k * 7 % 24 * 2000.5, k * 7 % 24 * 30, k % 2, k % 3, 'CNY')
    FROM grown WHERE k < 24)
INSERT INTO w_payment_history_state (v) SELECT s FROM grown WHERE k IN (1, 2, 3, 8, 24);

INSERT INTO w_vintage_summary_state (v)
SELECT vintage_agg_accum(vintage_agg_accum(NULL, v, first_month(v), 100000, mob), v, first_month(v) - 40, NULL, mob)
FROM w_payment_history, unnest('{calendar0,calendar1,anniversary}'::text[]) AS mob
WHERE v::text LIKE '{20%' ORDER BY id, mob LIMIT 12;
INSERT INTO w_vintage_summary_state (v)
SELECT vintage_rollup_accum(NULL, v) FROM w_vintage_summary ORDER BY id LIMIT 8;
WITH RECURSIVE grown AS (
    SELECT 0 AS k, NULL::vintage_rows_state AS s
    UNION ALL
    SELECT k + 1,
           vintage_rows_accum(s, k * 7 % 11, k / 3, 1000 + k * 7 % 11, CASE WHEN k % 5 > 0 THEN 900 - k END,
                              k * k % 200, 5000)
    FROM grown WHERE k < 70)
INSERT INTO w_vintage_rows_state (v) SELECT s FROM grown WHERE k IN (1, 2, 5, 16, 40, 70);

-- Pools, scores and bins as their aggregates leave them, and their states.
INSERT INTO w_pool_summary (v)
SELECT pool_agg(s, h)
FROM  (SELECT i, amortize(10000 + i * 500, 0.06, 24, '2023-12-31', currency => 'CNY') AS s
       FROM generate_series(1, 6) AS i) AS l
       JOIN (SELECT i, history_agg(as_of, CASE WHEN k < 4 + i THEN 10000 + i * 500 - 400 * k ELSE 0 END, 0,
                                   CASE WHEN k = 4 + i AND i % 2 = 0 THEN 300 ELSE 0 END,
                                   CASE WHEN k = 6 + i THEN 25.5 ELSE 0 END, 'CNY') AS h
             FROM generate_series(1, 6) AS i, generate_series(0, 12) AS k,
                  LATERAL (SELECT (date '2024-01-01' + make_interval(months => k))::date - 1) AS d (as_of)
             GROUP BY i) AS m USING (i)
GROUP  BY GROUPING SETS ((), (i));
INSERT INTO w_pool_summary_state (v) SELECT pool_rollup_accum(NULL, v) FROM w_pool_summary ORDER BY id;
INSERT INTO w_score_summary (v)
SELECT score_agg((500 + i * 37 % n)::int, CASE i % 11 WHEN 0 THEN NULL ELSE i % 5 = 0 END, i % 7 / 2.0)
FROM unnest('{1,2,30,200}'::int[]) AS n, generate_series(1, 400) AS i GROUP BY n;
INSERT INTO w_score_summary_state (v) SELECT score_rollup_accum(NULL, v) FROM w_score_summary ORDER BY id;
INSERT INTO w_bin_summary (v)
SELECT bin_agg(CASE WHEN i % 13 > 0 THEN 'bin ' || i % n END, CASE i % 11 WHEN 0 THEN NULL ELSE i % 5 = 0 END)
FROM unnest('{1,2,30,200}'::int[]) AS n, generate_series(1, 400) AS i GROUP BY n;
INSERT INTO w_bin_summary_state (v) SELECT bin_rollup_accum(NULL, v) FROM w_bin_summary ORDER BY id;
